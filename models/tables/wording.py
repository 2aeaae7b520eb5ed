"""The team's own words in messages."""

import datetime as dt
from typing import Any

from sqlmodel import Field, SQLModel

from models.base import Instant, Json


class WordingRow(SQLModel, table=True):
    """One version of one message's wording; the highest is in force, and one without content is the shipped wording."""

    __tablename__ = "wording"

    message: str = Field(primary_key=True, max_length=60)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    content: Any = Field(sa_type=Json)
    adopted_at: dt.datetime = Field(sa_type=Instant)
    adopted_by: str = Field(max_length=100)
    reason: str = Field(max_length=1000)
