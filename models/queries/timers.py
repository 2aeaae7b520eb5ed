"""Questions about timers: those of a version, and those with a rung due."""

import datetime as dt

from sqlmodel import Session, col, func, select

from models.tables.isp import Isp, Version
from models.tables.post import RungClaim, TimerRow


def of_version(session: Session, version_id: int) -> list[TimerRow]:
    """The timers of a version that have not stopped."""
    chosen = select(TimerRow).where(TimerRow.version_id == version_id, TimerRow.status != "stopped")
    return list(session.exec(chosen.order_by(col(TimerRow.id))))


def stopped(session: Session, version_id: int, before_seq: int) -> list[TimerRow]:
    """The last stopped timer of each kind that a version had begun before this history row."""
    chosen = select(TimerRow).where(
        TimerRow.version_id == version_id,
        TimerRow.status == "stopped",
        TimerRow.started_seq < before_seq,
    )
    latest = {row.kind: row for row in session.exec(chosen.order_by(col(TimerRow.id)))}
    return list(latest.values())


def rounds(session: Session, version_id: int, kind: str) -> int:
    """How many timers of this kind the version has had."""
    chosen = select(func.count()).select_from(TimerRow)
    return session.exec(chosen.where(TimerRow.version_id == version_id, TimerRow.kind == kind)).one()


def due(session: Session, at: dt.datetime, limit: int) -> list[tuple[int, str, str]]:
    """Timers with a rung due at this instant: row, ISP's reference and rung, the longest due first."""
    chosen = (
        select(TimerRow.id, Isp.ref, TimerRow.next_rung)
        .join(Version, col(Version.id) == col(TimerRow.version_id))
        .join(Isp, col(Isp.id) == col(Version.isp_id))
        .where(col(TimerRow.next_rung_at) <= at)
        .order_by(col(TimerRow.next_rung_at), col(TimerRow.id))
        .limit(limit)
    )
    return [(row or 0, ref, rung or "") for row, ref, rung in session.exec(chosen)]


def claimed(session: Session, isp_ref: str, kind: str, subject: str, round_: int) -> set[str]:
    """The rungs of this timer that have fired."""
    chosen = select(RungClaim.rung).where(
        RungClaim.isp_ref == isp_ref,
        RungClaim.timer_kind == kind,
        RungClaim.subject == subject,
        RungClaim.round == round_,
    )
    return set(session.exec(chosen))
