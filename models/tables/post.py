"""Notices, and the outbox of letters with every attempt."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, text
from sqlmodel import Field, Relationship, SQLModel

from models.base import Instant, Json, one_of

LETTER_STATUS = ("queued", "sending", "sent", "failed", "uncertain", "superseded", "held")
LETTER_KINDS = ("escalation", "notice", "nudge", "digest")
PHASES = (
    "started",
    "terminating",
    "done",
    "deferred",
    "rejected",
    "died_safe",
    "ambiguous",
    "fenced_off",
)


GONE = ("left", "hold", "taken_back", "higher_rung", "stopped", "answered", "decided", "passed_on")
"""Why a notice goes untold: its state was left or is on hold, its move taken back, a higher rung or its clock's end
overtook it, its task was answered, its draft decided, or nobody could reach its reader and another was told."""
RECEIVED = ("hard", "soft", "report", "forged", "automatic", "human", "unreadable")
"""What came back: not delivered because the address is dead, or for another reason; a report of a delay or a delivery;
one whose mark is not ours; an automatic answer; what a person wrote; what cannot be read."""
_STARTED = text("phase = 'started'")
_WAITING = text("letter_id IS NULL AND gone_at IS NULL")


class Notice(SQLModel, table=True):
    """Who is to be told what, as data; a letter carries it, or the day's digest will.

    One that asks goes (`gone_at`, `gone_why`) when its reason has gone before a letter carries it. `entered_seq`: the
    state entry that it is bound to; empty where a clock that outlives the state says how long it is asked.
    """

    __tablename__ = "notice"
    __table_args__ = (
        one_of("gone_why", GONE),
        CheckConstraint("(gone_at IS NULL) = (gone_why IS NULL)", name="why_gone"),
        Index("ix_notice_waiting", "person_id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: int | None = Field(default=None, primary_key=True)
    stream: str = Field(max_length=120, index=True)
    seq: int
    message: str = Field(max_length=60)
    audience: str = Field(max_length=30)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    values: Any = Field(sa_type=Json)
    urgent: bool = True
    created_at: dt.datetime = Field(sa_type=Instant)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    version_id: int | None = Field(default=None, foreign_key="version.id")
    entered_seq: int | None = None
    gone_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    gone_why: str | None = Field(default=None, max_length=12)


class LetterBytes(SQLModel, table=True):
    """What a letter is on the wire, written with it and never changed; words that must go are taken out once, with why.

    A table of its own: a database writes the whole row that changes, and a letter's changes three times on its way.
    """

    __tablename__ = "letter_bytes"

    letter_id: int | None = Field(default=None, primary_key=True, foreign_key="letter.id")
    raw: bytes = Field(sa_type=LargeBinary)
    removed: str = Field(default="", max_length=400)


class Letter(SQLModel, table=True):
    """One mail to one recipient, rendered and frozen: every try sends the same bytes under the same Message-ID.

    `frozen` is read with it only by whoever asks for it beforehand.
    """

    __tablename__ = "letter"
    __table_args__ = (
        one_of("status", LETTER_STATUS),
        one_of("kind", LETTER_KINDS),
        CheckConstraint("(status = 'sending') = (owner IS NOT NULL)", name="owner"),
        Index("ix_letter_next", "status", "next_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe: str = Field(unique=True, max_length=200)
    message_id: str = Field(unique=True, max_length=120)
    kind: str = Field(max_length=20)
    message: str = Field(max_length=60)
    asks: bool = True
    person_id: int = Field(foreign_key="person.id")
    address: str = Field(max_length=320)
    subject: str = Field(max_length=400)
    isp_ref: str | None = Field(default=None, max_length=40, index=True)
    version_id: int | None = Field(default=None, foreign_key="version.id")
    entered_seq: int | None = None
    status: str = Field(default="queued", max_length=12)
    attempts: int = 0
    queued_at: dt.datetime = Field(sa_type=Instant)
    next_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    settled_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    owner: str | None = Field(default=None, max_length=120)
    fence: int = 0
    beat: int = 0
    frozen: LetterBytes = Relationship(sa_relationship_kwargs={"uselist": False, "lazy": "raise"})


class Attempt(SQLModel, table=True):
    """Evidence of one try at one letter; the last phase reached and what the other side said. Never changed back."""

    __tablename__ = "attempt"
    __table_args__ = (
        one_of("phase", PHASES),
        Index("ix_attempt_started", "at", sqlite_where=_STARTED, postgresql_where=_STARTED),
    )

    letter_id: int = Field(primary_key=True, foreign_key="letter.id")
    fence: int = Field(primary_key=True)
    phase: str = Field(primary_key=True, max_length=20)
    owner: str = Field(max_length=120)
    code: int | None = None
    enhanced: str = Field(default="", max_length=20)
    reply: str = Field(default="", max_length=600)
    at: dt.datetime = Field(sa_type=Instant)


class Received(SQLModel, table=True):
    """A mail that came back to us, known by the hash of its content, so that it is handled once.

    `proven`: it came to the signed sender of `letter_id`, which only the servers on the letter's way have seen.
    `diagnostic`, `sender` and `subject` are escaped ASCII, cut short.
    """

    __tablename__ = "received"
    __table_args__ = (one_of("kind", RECEIVED),)

    id: int | None = Field(default=None, primary_key=True)
    hash: str = Field(unique=True, max_length=64)
    kind: str = Field(max_length=12)
    letter_id: int | None = Field(default=None, foreign_key="letter.id", index=True)
    proven: bool = False
    action: str = Field(default="", max_length=20)
    enhanced: str = Field(default="", max_length=20)
    diagnostic: str = Field(default="", max_length=600)
    sender: str = Field(default="", max_length=400)
    subject: str = Field(default="", max_length=400)
    at: dt.datetime = Field(sa_type=Instant)
