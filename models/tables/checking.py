"""Open points: what the computable checks found of one version, and what its coordinator says to it."""

import datetime as dt
from typing import Any

from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of

ANSWERS = ("advise", "explained")
"""We do not know, please advise; or it is as it is, for this reason."""


class OpenPoint(SQLModel, table=True):
    """One check in one round of quality assurance: the round to come until it is submitted.

    `found` holds what was found when it was submitted, a list of sentences in both languages; None until then.
    """

    __tablename__ = "open_point"
    __table_args__ = (one_of("answer", ANSWERS),)

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    round: int = Field(primary_key=True)
    code: str = Field(primary_key=True, max_length=40)
    found: Any = Field(default=None, sa_type=Json, nullable=True)
    answer: str | None = Field(default=None, max_length=10)
    text: str = Field(default="", max_length=4000)
    answered_at: dt.datetime | None = Field(default=None, sa_type=Instant)
