"""What people ask the assurance team about an ISP."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant


class Question(SQLModel, table=True):
    """A question to the team and its answer; the words of each lie beside the ISP's history row, as `said`."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("isp_id", "number"),
        CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name="who_answered"),
        CheckConstraint("(answered_at IS NULL) = (answered_seq IS NULL)", name="answer_said"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    number: int
    asked_by: str = Field(max_length=100)
    asked_at: dt.datetime = Field(sa_type=Instant)
    asked_seq: int
    answered_by: str | None = Field(default=None, max_length=100)
    answered_at: dt.datetime | None = Field(default=None, sa_type=Instant, index=True)
    answered_seq: int | None = None
