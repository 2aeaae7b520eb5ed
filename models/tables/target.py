"""Yearly targets and denominators, each change a version; the board's packs and what is written in them."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of
from states.targets import Measure

PARTS = ("summary", "decisions", "notes")
"""What is written by hand in a pack: the summary, the decisions asked, notes on the quality of the data."""


class Target(SQLModel, table=True):
    """One decision about one target. `value` None takes it away; the latest version holds.

    `year` is the financial year by the year it begins in. Sector and place are "" where it is for all of them.
    """

    __tablename__ = "target"
    __table_args__ = (
        one_of("measure", [measure.value for measure in Measure]),
        UniqueConstraint("measure", "year", "sector", "place", "version"),
        CheckConstraint("value > 0", name="value"),
    )

    id: int | None = Field(default=None, primary_key=True)
    measure: str = Field(max_length=20)
    year: int = Field(index=True)
    sector: str = Field(default="", max_length=20)
    place: str = Field(default="", max_length=40)
    version: int
    value: int | None = None
    decided_by: str = Field(max_length=200)
    decided_on: dt.date
    entered_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)


class Denominator(SQLModel, table=True):
    """How many relevant organisations there are, of a sector or of a type, with its source (report 5.12).

    `number` None: not known again. Place is "" for all Wales; the latest version holds.
    """

    __tablename__ = "denominator"
    __table_args__ = (
        one_of("what", ("sector", "kind")),
        UniqueConstraint("what", "code", "place", "version"),
        CheckConstraint("number >= 0", name="number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    what: str = Field(max_length=10)
    code: str = Field(max_length=60)
    place: str = Field(default="", max_length=40)
    version: int
    number: int | None = None
    source: str = Field(max_length=400)
    as_at: dt.date
    entered_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)


class BoardText(SQLModel, table=True):
    """What is written by hand in the pack of a quarter, each change a version."""

    __tablename__ = "board_text"
    __table_args__ = (one_of("part", PARTS), UniqueConstraint("quarter", "part", "version"))

    id: int | None = Field(default=None, primary_key=True)
    quarter: str = Field(max_length=7, index=True)
    part: str = Field(max_length=20)
    version: int
    text_en: str = Field(default="", max_length=8000)
    text_cy: str = Field(default="", max_length=8000)
    written_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)


class BoardPack(SQLModel, table=True):
    """A pack as the board was given it: the figures it states, and as at which day. None is ever changed."""

    __tablename__ = "board_pack"
    __table_args__ = (UniqueConstraint("quarter", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    quarter: str = Field(max_length=7, index=True)
    number: int
    as_at: dt.date
    figures: Any = Field(sa_type=Json)
    content_hash: str = Field(max_length=64)
    made_at: dt.datetime = Field(sa_type=Instant)
    made_by: str = Field(max_length=100)


class BoardPackFile(SQLModel, table=True):
    """One file of a pack with its hash."""

    __tablename__ = "board_pack_file"
    __table_args__ = (UniqueConstraint("pack_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    pack_id: int = Field(foreign_key="board_pack.id", index=True)
    name: str = Field(max_length=100)
    content_hash: str = Field(max_length=64)
    content: bytes = Field(sa_type=LargeBinary)
