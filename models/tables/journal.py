"""Streams, commands and history: append-only, hash-chained, with the words beside the chain."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of, ordered

STREAM_KINDS = ("isp", "organisation", "person", "calendar", "policy", "queue", "group", "register", "alerts")
OUTCOMES = ("moved", "refused")
KINDS_OF_ROW = ("done", "stated", "implied", "found")
NEWS_KINDS = (
    "start_workshops", "assure", "assure_with_observations", "assure_once_corrected", "accept_minor_update",
    "confirm_unchanged", "lapse", "retire", "supersede", "reopen", "taken_on",
)  # fmt: skip
"""Kinds of history rows of which a public register may have news."""
_NEWS = text(f"kind IN ({', '.join(map(repr, NEWS_KINDS))})")
IS_NEWS = text(f"history.{_NEWS.text}")
"""Literal, as in the index: SQLite takes an index of some rows only where the question repeats its words."""


class Stream(SQLModel, table=True):
    """One chain of history. `length` and `head` are its last row's; the row is what a transaction locks."""

    __tablename__ = "stream"
    __table_args__ = (one_of("kind", STREAM_KINDS),)

    name: str = Field(primary_key=True, max_length=120)
    kind: str = Field(max_length=20)
    ref: str = Field(max_length=100)
    length: int = 0
    head: str = Field(default="", max_length=64)
    last_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class CommandRow(SQLModel, table=True):
    """One attempt at a change: the same id sent again answers as it did, with other content it is refused."""

    __tablename__ = "command"
    __table_args__ = (one_of("outcome", OUTCOMES),)

    id: str = Field(primary_key=True, max_length=64)
    kind: str = Field(max_length=60)
    stream: str = Field(max_length=120, index=True)
    actor: str = Field(max_length=100)
    operator: str | None = Field(default=None, max_length=100)
    request_hash: str = Field(max_length=64)
    outcome: str = Field(max_length=10)
    answer: Any = Field(sa_type=Json)
    recorded_at: dt.datetime = Field(sa_type=Instant)


class History(SQLModel, table=True):
    """One thing that happened in a stream. `body` holds codes and references only; the words lie in HistoryWords."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("hash"),
        UniqueConstraint("command_id", "ordinal"),
        Index("ix_history_news", "recorded_at", "stream", "seq", sqlite_where=_NEWS, postgresql_where=_NEWS),
        one_of("standing", KINDS_OF_ROW),
        ordered("happened_from", "happened_to", name="happened"),
    )

    stream: str = Field(primary_key=True, foreign_key="stream.name", max_length=120)
    seq: int = Field(primary_key=True)
    command_id: str = Field(max_length=64)
    ordinal: int = 0
    kind: str = Field(max_length=60)
    standing: str = Field(default="done", max_length=10)
    actor: str = Field(max_length=100)
    role: str = Field(max_length=30)
    operator: str | None = Field(default=None, max_length=100)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    recorded_at: dt.datetime = Field(sa_type=Instant)
    body: Any = Field(sa_type=Json)
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class HistoryWords(SQLModel, table=True):
    """Words of a history row (a reason, a name as printed, a source's wording). The chain holds their salted hash."""

    __tablename__ = "history_words"

    stream: str = Field(primary_key=True, max_length=120)
    seq: int = Field(primary_key=True)
    name: str = Field(primary_key=True, max_length=40)
    salt: str = Field(max_length=32)
    text: str | None = None
    removed: str | None = Field(default=None, max_length=400)


class Ledger(SQLModel, table=True):
    """Every history row of every stream in the order of commit, chained: a stream or a tail cannot go missing."""

    __tablename__ = "ledger"
    __table_args__ = (UniqueConstraint("stream", "seq"),)

    n: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    stream: str = Field(max_length=120)
    seq: int
    hash: str = Field(max_length=64)
    chain: str = Field(max_length=64)


class LedgerHead(SQLModel, table=True):
    """The one row that orders commits: how many ledger rows there are and the last link."""

    __tablename__ = "ledger_head"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    n: int = 0
    chain: str = Field(default="", max_length=64)
