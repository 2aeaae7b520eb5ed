"""Questions about tasks: those open on a version, those that its holder waits for, and when its holds ran."""

import datetime as dt

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered
from models.tables.clocks import Task
from models.tables.isp import HoldingRow, Version
from models.tables.journal import History

HOLD_ROWS = {"put_on_hold": True, "resumed": False}


_OF_TASK, _OF_HOLDS = frozenset({"task"}), frozenset({"holding", "history"})
_OPEN = (
    select(Task)
    .where(col(Task.version_id) == bindparam("version"), col(Task.done_at).is_(None))
    .order_by(col(Task.number))
)
_HOLDING, _HISTORY = table(HoldingRow), table(History)
_HOLDS = (
    core_select(_HOLDING.since, _HISTORY.kind)
    .where(
        _HISTORY.stream == bindparam("stream"),
        _HISTORY.seq == _HOLDING.seq,
        _HOLDING.version_id == bindparam("version"),
        _HISTORY.kind.in_(list(HOLD_ROWS)),
    )
    .order_by(_HOLDING.seq)
)


def open_of(session: Session, version: Version) -> list[Task]:
    """The open tasks of a version, in the order in which they were asked."""
    version_id = version.id

    def read() -> list[Task]:
        return list(session.scalars(_OPEN, {"version": version_id}))

    return list(remembered(session, _OF_TASK, ("tasks", version_id), read))


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

    def read() -> list[tuple[dt.datetime, bool]]:
        rows = session.execute(_HOLDS, {"stream": stream, "version": version_id})
        return [(since, HOLD_ROWS[kind]) for since, kind in rows if since is not None]

    return remembered(session, _OF_HOLDS, ("holds", stream, version_id), read)
