"""Trained facilitators who are asked to help with an ISP: as peer reviewers of a version, or to facilitate it."""

import datetime as dt

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.base import Instant, one_of
from states.helpers import Help

OUTCOMES = ("accepted", "declined", "withdrawn", "ended")
_OPEN = text("outcome IS NULL")


class HelpAsked(SQLModel, table=True):
    """One facilitator asked to help with one version, and their answer. Who declined is shown to nobody else.

    `later`: the day until which they want to think about it. `until`: the day with which what they were let see ends.
    """

    __tablename__ = "help_asked"
    __table_args__ = (
        one_of("what", Help),
        one_of("outcome", OUTCOMES),
        Index(
            "uq_help_asked_open",
            "version_id",
            "facilitator_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    version_id: int = Field(foreign_key="version.id")
    facilitator_id: int = Field(foreign_key="facilitator.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    what: str = Field(max_length=12)
    note: str = Field(default="", max_length=1000)
    asked_by: str = Field(max_length=100)
    asked_at: dt.datetime = Field(sa_type=Instant)
    answer_by: dt.date
    later: dt.date | None = None
    outcome: str | None = Field(default=None, max_length=12)
    answered_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    interest: str = Field(default="", max_length=1000)
    until: dt.date | None = None
