"""Links by which somebody without an account answers what they were asked."""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, one_of

ENDED = ("withdrawn", "passed_on")
"""Why a link no longer opens: somebody withdrew it, or somebody else was named who decides."""


class Link(SQLModel, table=True):
    """A link bound to one person, one ISP and one task of it. What makes it impossible to guess is not in here.

    It opens up to and including the day `expires`, while its task is open; it never changes hands.
    """

    __tablename__ = "link"
    __table_args__ = (
        one_of("ended_why", ENDED),
        CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="why_ended"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    made_at: dt.datetime = Field(sa_type=Instant)
    expires: dt.date
    ended_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    ended_why: str | None = Field(default=None, max_length=10)
    ended_by: str | None = Field(default=None, max_length=100)
