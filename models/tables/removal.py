"""Content that must go: proposed by one person, agreed by another, then taken out wherever it stands."""

import datetime as dt
from typing import Any

from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of

REMOVAL_STATUS = ("waiting", "done", "dropped")


class Removal(SQLModel, table=True):
    """A proposal to take words out of one ISP. `phrase` is kept only while it waits for the second person.

    `found`: where the words stood, as `table.column` with how often; never the words.
    """

    __tablename__ = "removal"
    __table_args__ = (one_of("status", REMOVAL_STATUS),)

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    number: int
    phrase: str | None = Field(default=None, max_length=2000)
    reason: str = Field(max_length=400)
    proposed_by: str = Field(max_length=100)
    proposed_at: dt.datetime = Field(sa_type=Instant)
    decided_by: str | None = Field(default=None, max_length=100)
    decided_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    status: str = Field(default="waiting", max_length=10)
    found: Any = Field(default_factory=dict, sa_type=Json)
