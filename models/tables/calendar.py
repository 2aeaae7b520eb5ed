"""Stored closures, adopted policies, and settings of the home that are facts of the record."""

import datetime as dt
from typing import Any

from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of


class CalendarYear(SQLModel, table=True):
    """A year whose bank holidays are stored; a calendar answers only for stored years."""

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    computed_with: str = Field(max_length=60)
    version: int


class Closure(SQLModel, table=True):
    """A day on which nobody works: a bank holiday, or a closure with its reason."""

    __tablename__ = "closure"
    __table_args__ = (one_of("kind", ("bank-holiday", "closure")),)

    day: dt.date = Field(primary_key=True)
    kind: str = Field(max_length=20)
    name_en: str = Field(max_length=200)
    name_cy: str = Field(max_length=200)
    version: int


class PolicyRow(SQLModel, table=True):
    """An adopted policy, whole, as its file was read; the highest version is in force.

    `reprojected`: running timers took its numbers at once; otherwise they keep those they began with.
    """

    __tablename__ = "policy"

    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(max_length=60)
    content: Any = Field(sa_type=Json)
    adopted_at: dt.datetime = Field(sa_type=Instant)
    adopted_by: str = Field(default="", max_length=100)
    reason: str = Field(default="", max_length=1000)
    reprojected: bool = True


class HomeFact(SQLModel, table=True):
    """A fact of this home: its fixed time, and what its register says of itself."""

    __tablename__ = "home_fact"

    key: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=2000)


class Heartbeat(SQLModel, table=True):
    """When a round last ran and what it did: a sweep that has not run is an alert, not a silence."""

    __tablename__ = "heartbeat"

    round: str = Field(primary_key=True, max_length=20)
    last_at: dt.datetime = Field(sa_type=Instant)
    done: int = 0
