"""What the clocks keep: timers, rung claims, tasks beside the holder, escalations that wait for a person, alerts."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of
from states.policy import TASKS

DRAFT_STATUS = ("waiting", "sent", "dropped", "overtaken")
_DUE = text("next_rung_at IS NOT NULL")
_OPEN = text("closed_at IS NULL")


class TimerRow(SQLModel, table=True):
    """A timer of one subject and round; `fire_at` and `next_rung_at` are caches of its projection, empty if paused.

    `subject` is the version (`v2`), a partner or task of it (`v2/p3`, `v2/t14`), or empty where the stream is the
    subject. `anchor` is the day that a date timer is reckoned from. It keeps the numbers of its `policy_version`.
    """

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("stream", "kind", "subject", "round"),
        one_of("status", ("running", "paused", "stopped")),
        CheckConstraint("status = 'running' OR (fire_at IS NULL AND next_rung_at IS NULL)", name="paused"),
        Index("ix_timer_due", "next_rung_at", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("ix_timer_kind", "kind", "status", "due_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    stream: str = Field(max_length=120)
    version_id: int | None = Field(default=None, foreign_key="version.id", index=True)
    kind: str = Field(max_length=40)
    subject: str = Field(default="", max_length=60)
    round: int
    started_seq: int
    started_at: dt.datetime = Field(sa_type=Instant)
    stopped_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    anchor: dt.date | None = None
    floor_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    policy_version: int
    calendar_version: int
    status: str = Field(default="running", max_length=10)
    counted: int = 0
    due_day: dt.date | None = None
    fire_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    next_rung_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    next_rung: str | None = Field(default=None, max_length=40)


class RungClaim(SQLModel, table=True):
    """A rung that has fired: the unique row is the claim, written before anything else is done."""

    __tablename__ = "rung_claim"

    stream: str = Field(primary_key=True, max_length=120)
    timer_kind: str = Field(primary_key=True, max_length=40)
    subject: str = Field(primary_key=True, max_length=60)
    round: int = Field(primary_key=True)
    rung: str = Field(primary_key=True, max_length=40)
    due_at: dt.datetime = Field(sa_type=Instant)
    claimed_at: dt.datetime = Field(sa_type=Instant)
    history_seq: int


class Task(SQLModel, table=True):
    """What one partner or person was asked beside the holder: from when, until when, and when it was done.

    `waits`: the ISP waits for it (the partners hold it until every such task is done). `until`: a promised day.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("isp_id", "number"),
        one_of("kind", TASKS),
        one_of("outcome", ("done", "no_answer", "withdrawn")),
        CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name="outcome_when_done"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    number: int
    kind: str = Field(max_length=20)
    partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    text: str = Field(default="", max_length=1000)
    waits: bool = False
    until: dt.date | None = None
    asked_at: dt.datetime = Field(sa_type=Instant)
    asked_seq: int
    done_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    done_seq: int | None = None
    outcome: str | None = Field(default=None, max_length=20)


class Draft(SQLModel, table=True):
    """An escalation that leaves the holder's own organisation: drafted, and sent only by a named person's word.

    It lies before the coordinator or the team; from `team_from` on it is on the team's list in any case.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("stream", "timer_kind", "subject", "round", "rung"),
        one_of("before", ("coordinator", "team")),
        one_of("status", DRAFT_STATUS),
    )

    id: int | None = Field(default=None, primary_key=True)
    stream: str = Field(max_length=120, index=True)
    version_id: int | None = Field(default=None, foreign_key="version.id")
    timer_id: int = Field(foreign_key="timer.id")
    timer_kind: str = Field(max_length=40)
    subject: str = Field(max_length=60)
    round: int
    rung: str = Field(max_length=40)
    audiences: Any = Field(sa_type=Json)
    before: str = Field(max_length=12)
    drafted_at: dt.datetime = Field(sa_type=Instant)
    drafted_seq: int
    team_from: dt.date
    status: str = Field(default="waiting", max_length=12)
    decided_by: str | None = Field(default=None, max_length=100)
    decided_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class AlertRow(SQLModel, table=True):
    """Something an operator has to see, from when it was found until it was found to be over."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("uq_alert_open", "kind", "subject", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    subject: str = Field(default="", max_length=120)
    values: Any = Field(sa_type=Json)
    opened_at: dt.datetime = Field(sa_type=Instant)
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
