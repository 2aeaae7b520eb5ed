"""Questions about timers: those of a version or stream, and those with a rung due."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered
from models.tables.clocks import RungClaim, TimerRow

_OF_TIMER, _OF_CLAIM = frozenset({"timer"}), frozenset({"rung_claim"})
_OF_VERSION = (
    select(TimerRow)
    .where(col(TimerRow.version_id) == bindparam("version"), TimerRow.status != "stopped")
    .order_by(col(TimerRow.id))
)
_ALIVE = (
    select(TimerRow)
    .where(col(TimerRow.stream) == bindparam("of"), TimerRow.status != "stopped")
    .order_by(col(TimerRow.id))
)
_CLAIMED = insert(RungClaim)
_TIMER, _CLAIM = table(TimerRow), table(RungClaim)
_ROUNDS = core_select(func.count()).where(
    _TIMER.stream == bindparam("stream"), _TIMER.kind == bindparam("kind"), _TIMER.subject == bindparam("subject")
)
_DUE = (
    core_select(_TIMER.id, _TIMER.stream, _TIMER.next_rung, _TIMER.next_rung_at)
    .where(_TIMER.next_rung_at <= bindparam("at"))
    .order_by(_TIMER.next_rung_at, _TIMER.id)
    .limit(bindparam("most"))
)
_CLAIMS = core_select(_CLAIM.timer_kind, _CLAIM.subject, _CLAIM.round, _CLAIM.rung).where(
    _CLAIM.stream == bindparam("stream")
)


def of_version(session: Session, version_id: int) -> list[TimerRow]:
    """The timers of a version that have not stopped."""

    def read() -> list[TimerRow]:
        return list(session.scalars(_OF_VERSION, {"version": version_id}))

    kept = remembered(session, _OF_TIMER, ("timers", version_id), read, objects=True)
    return [row for row in kept if row.status != "stopped"]  # one that is opened again was forgotten


def alive(session: Session, stream: str) -> list[TimerRow]:
    """The timers of a stream that have not stopped; those of its versions need not be asked for again."""
    rows = list(session.scalars(_ALIVE, {"of": stream}))
    for version in {row.version_id for row in rows}:
        mine = [row for row in rows if row.version_id == version]
        remembered(session, _OF_TIMER, ("timers", version), lambda mine=mine: mine, objects=True)  # type: ignore[misc]  # bound at once
    return rows


def of_stream(session: Session, stream: str, kind: str | None = None) -> list[TimerRow]:
    """Every timer of a stream, those that have stopped included, in the order in which they began."""
    chosen = select(TimerRow).where(TimerRow.stream == stream, *([TimerRow.kind == kind] if kind else []))
    return list(session.exec(chosen.order_by(col(TimerRow.id))))


def stopped(session: Session, version_id: int, by: int, at: dt.datetime) -> list[TimerRow]:
    """The timers of a version that the history row of this number, recorded at this instant, had stopped.

    Only the last of a kind: what ended in an earlier round stays ended. Of a timer that stopped in an earlier release
    nobody knows when; there the last of its kind is taken for it.
    """
    chosen = select(TimerRow).where(TimerRow.version_id == version_id, TimerRow.started_seq < by)
    latest = {(row.kind, row.subject): row for row in session.exec(chosen.order_by(col(TimerRow.id)))}
    return [row for row in latest.values() if row.status == "stopped" and row.stopped_at in (None, at)]


def rounds(session: Session, stream: str, kind: str, subject: str) -> int:
    """How many timers of this kind the subject has had."""
    begun = [row for row in session.new if isinstance(row, TimerRow)]
    kept = int(session.connection().scalar(_ROUNDS, {"stream": stream, "kind": kind, "subject": subject}) or 0)
    return kept + sum((row.stream, row.kind, row.subject) == (stream, kind, subject) for row in begun)


def dormant(session: Session, streams: list[str] | None = None) -> dict[str, dt.date]:
    """Streams, all or of these, on which nothing was done for so long that the policy's `idle` clock said so.

    With each its last day.
    """
    said = (
        (col(RungClaim.stream) == col(TimerRow.stream))
        & (col(RungClaim.timer_kind) == col(TimerRow.kind))
        & (col(RungClaim.subject) == col(TimerRow.subject))
        & (col(RungClaim.round) == col(TimerRow.round))
    )
    chosen = select(TimerRow).join(RungClaim, said).where(TimerRow.kind == "idle", TimerRow.status != "stopped")
    if streams is not None:
        chosen = chosen.where(col(TimerRow.stream).in_(streams))
    return {row.stream: row.anchor for row in session.exec(chosen) if row.anchor is not None}


def due(session: Session, at: dt.datetime, limit: int) -> list[tuple[int, str, str, dt.datetime]]:
    """Timers with a rung due at this instant: row, stream, rung and since when, the longest due first."""
    found = session.connection().execute(_DUE, {"at": at, "most": limit})
    return [(row, stream, rung or "", due_at) for row, stream, rung, due_at in found]


def claimed(session: Session, row: TimerRow) -> set[str]:
    """The rungs of this timer that have fired."""
    return set(_claims(session, row.stream).get((row.kind, row.subject, row.round), ()))


def claim(session: Session, row: TimerRow, claim: Mapping[str, Any]) -> None:
    """Write the unique row of a rung that fires; another's claim of the same rung makes the database refuse it."""
    claims = _claims(session, row.stream)
    session.connection().execute(_CLAIMED, claim)
    claims.setdefault((row.kind, row.subject, row.round), set()).add(claim["rung"])


def _claims(session: Session, stream: str) -> dict[tuple[str, str, int], set[str]]:
    """The rungs of a stream that have fired, by kind of timer, subject and round."""

    def read() -> dict[tuple[str, str, int], set[str]]:
        found: dict[tuple[str, str, int], set[str]] = {}
        for kind, subject, round_, rung in session.connection().execute(_CLAIMS, {"stream": stream}):
            found.setdefault((kind, subject, round_), set()).add(rung)
        return found

    return remembered(session, _OF_CLAIM, ("claims", stream), read)
