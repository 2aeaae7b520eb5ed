"""Questions about tasks: those open on a version, those that its holder waits for, and when its holds ran."""

import datetime as dt

from sqlmodel import Session, col, func, select

from models.tables.clocks import Task
from models.tables.isp import HoldingRow, Version
from models.tables.journal import History

HOLD_ROWS = {"put_on_hold": True, "resumed": False}


def open_of(session: Session, version: Version) -> list[Task]:
    """The open tasks of a version, in the order in which they were asked."""
    chosen = select(Task).where(Task.version_id == version.id, col(Task.done_at).is_(None))
    return list(session.exec(chosen.order_by(col(Task.number))))


def of_isp(session: Session, isp_id: int) -> list[Task]:
    """Every task of an ISP, in the order in which they were asked."""
    return list(session.exec(select(Task).where(Task.isp_id == isp_id).order_by(col(Task.number))))


def numbered(session: Session, isp_id: int, number: int) -> Task | None:
    """One task of an ISP by its number."""
    return session.exec(select(Task).where(Task.isp_id == isp_id, Task.number == number)).first()


def next_number(session: Session, isp_id: int) -> int:
    """The number of the next task of an ISP."""
    return (session.exec(select(func.max(Task.number)).where(Task.isp_id == isp_id)).one() or 0) + 1


def holds(session: Session, stream: str, version_id: int) -> list[tuple[dt.datetime, bool]]:
    """When the version went on hold (True) and off it (False), in the order in which that was recorded."""
    chosen = (
        select(HoldingRow.since, History.kind)
        .join(History, (col(History.seq) == col(HoldingRow.seq)) & (col(History.stream) == stream))
        .where(HoldingRow.version_id == version_id, col(History.kind).in_(HOLD_ROWS))
        .order_by(col(HoldingRow.seq))
    )
    return [(since, HOLD_ROWS[kind]) for since, kind in session.exec(chosen) if since is not None]
