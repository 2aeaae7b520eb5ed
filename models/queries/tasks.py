"""Questions about tasks: those open on a version, those that its holder waits for, and when its holds ran."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered, settle
from models.tables.clocks import Task
from models.tables.isp import HoldingRow, Version
from models.tables.journal import History
from states.lifecycle import ENDS

HOLD_ROWS = {"put_on_hold": True, "resumed": False}


_OF_TASK, _OF_HOLDING = frozenset({"task"}), frozenset({"holding"})
_NUMBERED = select(Task).where(col(Task.isp_id) == bindparam("isp"), col(Task.number) == bindparam("number"))
_LAST = core_select(func.max(table(Task).number)).where(table(Task).isp_id == bindparam("isp"))
_HOLDING, _HISTORY = table(HoldingRow), table(History)
_HELD = (
    core_select(_HOLDING.since, _HISTORY.kind, _HISTORY.body)
    .where(
        _HISTORY.stream == bindparam("stream"),
        _HISTORY.seq == _HOLDING.seq,
        _HOLDING.version_id == bindparam("version"),
    )
    .order_by(_HOLDING.seq)
)
_OPEN = (
    select(Task)
    .where(col(Task.version_id) == bindparam("version"), col(Task.done_at).is_(None))
    .order_by(col(Task.number))
)


def open_of(session: Session, version: Version) -> list[Task]:
    """The open tasks of a version, in the order in which they were asked."""
    version_id = version.id

    def read() -> list[Task]:
        return list(session.scalars(_OPEN, {"version": version_id}))

    kept = remembered(session, _OF_TASK, ("tasks", version_id), read, objects=True)
    return [task for task in kept if task.done_at is None]  # what is done is never opened again


def of_isp(session: Session, isp_id: int) -> list[Task]:
    """Every task of an ISP, in the order in which they were asked."""
    return list(session.exec(select(Task).where(Task.isp_id == isp_id).order_by(col(Task.number))))


def numbered(session: Session, isp_id: int, number: int) -> Task | None:
    """One task of an ISP by its number."""
    return session.scalars(_NUMBERED, {"isp": isp_id, "number": number}).first()


def next_number(session: Session, isp_id: int) -> int:
    """The number of the next task of an ISP."""
    settle(session, "task", made=True)
    return (session.connection().scalar(_LAST, {"isp": isp_id}) or 0) + 1


def holds(session: Session, stream: str, version_id: int) -> list[tuple[dt.datetime, bool]]:
    """When the version went on hold (True) and off it (False), in the order in which that was recorded.

    What ends a version ends its hold; what undoes a move restores the hold that the move had found.
    """

    def read() -> list[tuple[dt.datetime, bool]]:
        found: list[tuple[dt.datetime, bool]] = []
        for since, kind, body in session.connection().execute(_HELD, {"stream": stream, "version": version_id}):
            on = _on_hold(session, stream, kind, body)
            if on is not None and since is not None and on is not (found[-1][1] if found else False):
                found.append((since, on))
        return found

    return remembered(session, _OF_HOLDING, ("holds", version_id), read)  # its history is written before it


def _on_hold(session: Session, stream: str, kind: str, body: Mapping[str, Any]) -> bool | None:
    """Whether a row put its version on hold or took it off; None where it did neither."""
    if kind in HOLD_ROWS:
        return HOLD_ROWS[kind]
    if "undoes" in body:
        undone = session.get(History, (stream, body["undoes"]))
        return bool(undone.body["before"]["on_hold"]) if undone else None
    return False if body.get("to") in ENDS else None
