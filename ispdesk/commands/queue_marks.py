"""What the team says of one ISP's place in the queue: its score overridden, or the ISP put aside, until a day."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, select

from ispdesk.commands.isps import find, working_version
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home
from models.tables.isp import Version
from models.tables.journal import History
from models.tables.qa import QueueMark
from states.calendar import CalendarEndsError
from states.lifecycle import OPEN_ROUND, Role, State
from states.score import MOST_ASIDE, MOST_POINTS

Reason = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Kind = Literal["override", "aside"]


class OverrideScore(Payload):
    """Points that are added to an ISP's score, or taken from it, with the reason, up to and with a day."""

    points: Annotated[int, Ge(-MOST_POINTS), Le(MOST_POINTS)]
    reason: Reason
    until: dt.date


class PutAside(Payload):
    """An ISP that comes after all others in the queue, with the reason, up to and with a day."""

    reason: Reason
    until: dt.date


class EndMark(Payload):
    """The override, or the putting aside, that ends now."""

    mark: Kind
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


def _waiting(tx: Tx) -> Version:
    """The version with an open QA round. Declines where there is none."""
    isp = find(tx.session, tx.stream.ref)
    version = working_version(tx, isp)
    if State(version.state) not in OPEN_ROUND:
        raise decline("not_in_queue", f"{isp.ref} is not in the queue.", f"Nid yw {isp.ref} yn y ciw.")
    return version


def _live(session: Session, version: Version, mark: str) -> list[QueueMark]:
    chosen = select(QueueMark).where(
        QueueMark.version_id == version.id, QueueMark.round == version.round, QueueMark.kind == mark
    )
    return [row for row in session.exec(chosen) if not row.ended]


def _check(tx: Tx, until: dt.date) -> None:
    """Decline an end that has passed, or lies too far ahead."""
    try:
        days = home.calendar(tx.session).working_days(tx.today, until)
    except CalendarEndsError:
        days = MOST_ASIDE + 1
    if until < tx.today or days > MOST_ASIDE:
        raise decline(
            "too_far",
            f"Give a last day from today on, at most {MOST_ASIDE} working days ahead.",
            f"Rhowch ddiwrnod olaf o heddiw ymlaen, {MOST_ASIDE} diwrnod gwaith o'n blaenau ar y mwyaf.",
        )


def _marked(tx: Tx, mark: Kind, row: History, version: Version, until: dt.date, points: int = 0) -> Mapping[str, Any]:
    """Keep a mark; an earlier one of its kind ends."""
    for before in _live(tx.session, version, mark):
        before.ended = True
        tx.session.add(before)
    tx.session.add(
        QueueMark(
            version_id=version.id or 0,
            round=version.round,
            kind=mark,
            points=points,
            until=until,
            by=tx.order.actor,
            stream=row.stream,
            seq=row.seq,
        )
    )
    return {"ref": tx.stream.ref, "until": until.isoformat(), "points": points}


def override_score(tx: Tx, payload: OverrideScore) -> Mapping[str, Any]:
    """Override a score; it stands among the parts, and ends by itself after its day."""
    version = _waiting(tx)
    _check(tx, payload.until)
    body = {"version": version.number, "round": version.round, "until": payload.until, "points": payload.points}
    row = tx.record("score_overridden", body, words={"reason": payload.reason})
    return _marked(tx, "override", row, version, payload.until, payload.points)


def put_aside(tx: Tx, payload: PutAside) -> Mapping[str, Any]:
    """Put an ISP aside; its clocks run on."""
    version = _waiting(tx)
    _check(tx, payload.until)
    body = {"version": version.number, "round": version.round, "until": payload.until}
    row = tx.record("put_aside", body, words={"reason": payload.reason})
    return _marked(tx, "aside", row, version, payload.until)


def end_mark(tx: Tx, payload: EndMark) -> Mapping[str, Any]:
    """End an override or a putting aside before its day."""
    version = _waiting(tx)
    marks = [mark for mark in _live(tx.session, version, payload.mark) if mark.until >= tx.today]
    if not marks:
        raise decline("nothing", "There is nothing to end.", "Nid oes dim i'w derfynu.")
    for mark in marks:
        mark.ended = True
        tx.session.add(mark)
    body = {"version": version.number, "round": version.round, "mark": payload.mark}
    tx.record("queue_mark_ended", body, words={"reason": payload.reason})
    return {"ref": tx.stream.ref, "mark": payload.mark}


TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER})
SPECS: tuple[Spec[Any], ...] = (
    Spec("override_score", "isp", OverrideScore, TEAM, override_score),
    Spec("put_aside", "isp", PutAside, TEAM, put_aside),
    Spec("end_queue_mark", "isp", EndMark, TEAM, end_mark),
)
