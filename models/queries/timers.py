"""Questions about timers: those of a version or stream, and those with a rung due."""

import datetime as dt

from sqlmodel import Session, col, func, select

from models.tables.clocks import RungClaim, TimerRow


def of_version(session: Session, version_id: int) -> list[TimerRow]:
    """The timers of a version that have not stopped."""
    chosen = select(TimerRow).where(TimerRow.version_id == version_id, TimerRow.status != "stopped")
    return list(session.exec(chosen.order_by(col(TimerRow.id))))


def of_stream(session: Session, stream: str, kind: str | None = None) -> list[TimerRow]:
    """Every timer of a stream, those that have stopped included, in the order in which they began."""
    chosen = select(TimerRow).where(TimerRow.stream == stream, *([TimerRow.kind == kind] if kind else []))
    return list(session.exec(chosen.order_by(col(TimerRow.id))))


def stopped(session: Session, version_id: int, before_seq: int) -> list[TimerRow]:
    """The last stopped timer of each kind that a version had begun before this history row."""
    chosen = select(TimerRow).where(
        TimerRow.version_id == version_id,
        TimerRow.status == "stopped",
        TimerRow.started_seq < before_seq,
    )
    latest = {(row.kind, row.subject): row for row in session.exec(chosen.order_by(col(TimerRow.id)))}
    return list(latest.values())


def rounds(session: Session, stream: str, kind: str, subject: str) -> int:
    """How many timers of this kind the subject has had."""
    chosen = select(func.count()).select_from(TimerRow)
    return session.exec(
        chosen.where(TimerRow.stream == stream, TimerRow.kind == kind, TimerRow.subject == subject)
    ).one()


def dormant(session: Session) -> dict[str, dt.date]:
    """Streams on which nothing has been done for so long that the policy's `idle` clock has said so; the last day."""
    said = (
        (col(RungClaim.stream) == col(TimerRow.stream))
        & (col(RungClaim.timer_kind) == col(TimerRow.kind))
        & (col(RungClaim.subject) == col(TimerRow.subject))
        & (col(RungClaim.round) == col(TimerRow.round))
    )
    chosen = select(TimerRow).join(RungClaim, said).where(TimerRow.kind == "idle", TimerRow.status != "stopped")
    return {row.stream: row.anchor for row in session.exec(chosen) if row.anchor is not None}


def due(session: Session, at: dt.datetime, limit: int) -> list[tuple[int, str, str, dt.datetime]]:
    """Timers with a rung due at this instant: row, stream, rung and since when, the longest due first."""
    chosen = (
        select(TimerRow.id, TimerRow.stream, TimerRow.next_rung, TimerRow.next_rung_at)
        .where(col(TimerRow.next_rung_at) <= at)
        .order_by(col(TimerRow.next_rung_at), col(TimerRow.id))
        .limit(limit)
    )
    return [(row or 0, stream, rung or "", due_at or at) for row, stream, rung, due_at in session.exec(chosen)]


def claimed(session: Session, row: TimerRow) -> set[str]:
    """The rungs of this timer that have fired."""
    chosen = select(RungClaim.rung).where(
        RungClaim.stream == row.stream,
        RungClaim.timer_kind == row.kind,
        RungClaim.subject == row.subject,
        RungClaim.round == row.round,
    )
    return set(session.exec(chosen))
