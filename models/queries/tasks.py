"""Questions about tasks: those open on a version, those that its holder waits for, and when its holds ran."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered, remembers, settle
from models.queries import ahead, isps
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
    core_select(_HOLDING.version_id, _HOLDING.since, _HISTORY.kind, _HISTORY.body)
    .where(
        _HISTORY.stream == bindparam("stream"),
        _HISTORY.seq == _HOLDING.seq,
        _HOLDING.version_id.in_(bindparam("versions", expanding=True)),
    )
    .order_by(_HOLDING.version_id, _HOLDING.seq)
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
    of_isps(session, [isp_id])
    return list(remembered(session, _OF_TASK, ("tasks of isp", isp_id), list[Task], objects=True))


def of_isps(session: Session, isp_ids: Iterable[int]) -> None:
    """Read the tasks of several ISPs in one question, so that each can be asked for without another."""
    unread = sorted({isp for isp in isp_ids if not remembers(session, ("tasks of isp", isp))})
    found: dict[int, list[Task]] = {isp: [] for isp in unread}
    chosen = select(Task).where(col(Task.isp_id).in_(unread)).order_by(col(Task.isp_id), col(Task.number))
    for task in session.exec(chosen) if unread else ():
        found[task.isp_id].append(task)
    for isp, rows in found.items():
        remembered(session, _OF_TASK, ("tasks of isp", isp), lambda rows=rows: rows, objects=True)  # type: ignore[misc]  # bound at once


def numbered(session: Session, isp_id: int, number: int) -> Task | None:
    """One task of an ISP by its number."""
    if remembers(session, ("tasks of isp", isp_id)):
        return next((task for task in of_isp(session, isp_id) if task.number == number), None)
    return session.scalars(_NUMBERED, {"isp": isp_id, "number": number}).first()


def next_number(session: Session, isp_id: int) -> int:
    """The number of the next task of an ISP."""
    settle(session, "task", made=True)
    return (session.connection().scalar(_LAST, {"isp": isp_id}) or 0) + 1


def holds(session: Session, stream: str, version_id: int) -> list[tuple[dt.datetime, bool]]:
    """When the version went on hold (True) and off it (False), in the order in which that was recorded.

    What ends a version ends its hold; what undoes a move restores the hold that the move had found.
    """
    return holds_of(session, stream, [version_id])[version_id]


def _held(session: Session, asked: Mapping[str, Any]) -> list[Any]:
    """Each holding with the row of history that came with it; where both have been read, nothing is asked."""
    rows = ahead.history_kept(session, asked["stream"])
    if rows is None or not all(remembers(session, ("holdings", version)) for version in asked["versions"]):
        return list(session.connection().execute(_HELD, asked))
    by_seq = {row.seq: row for row in rows}
    return [
        (version, part.since, by_seq[part.seq].kind, by_seq[part.seq].body)
        for version in asked["versions"]
        for part in isps.holdings(session, version)
        if part.seq in by_seq
    ]


Holds = list[tuple[dt.datetime, bool]]


def holds_of(session: Session, stream: str, versions: list[int]) -> dict[int, Holds]:
    """The same for several versions of an ISP: one question for all."""
    unread = [version for version in versions if not remembers(session, ("holds", version))]
    found: dict[int, Holds] = {version: [] for version in unread}
    asked = {"stream": stream, "versions": unread}
    for version, since, kind, body in _held(session, asked) if unread else ():
        on, before = _on_hold(session, stream, kind, body), found[version]
        if on is not None and since is not None and on is not (before[-1][1] if before else False):
            before.append((since, on))
    return {
        version: remembered(session, _OF_HOLDING, ("holds", version), lambda version=version: found[version])  # type: ignore[misc]  # bound at once; its history is written before it
        for version in versions
    }


def _on_hold(session: Session, stream: str, kind: str, body: Mapping[str, Any]) -> bool | None:
    """Whether a row put its version on hold or took it off; None where it did neither."""
    if kind in HOLD_ROWS:
        return HOLD_ROWS[kind]
    if "undoes" in body:
        undone = session.get(History, (stream, body["undoes"]))
        return bool(undone.body["before"]["on_hold"]) if undone else None
    return False if body.get("to") in ENDS else None
