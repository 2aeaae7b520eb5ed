"""The queue in the order of its score: what the record knows of each ISP in it, and what that comes to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.commands import clocks
from models.queries import home, queued
from states.calendar import Calendar, CalendarEndsError, local_day
from states.clock import counted
from states.score import DEFAULTS, Mark, Queued, Scored, in_order


@dataclass(frozen=True)
class Place:
    """One ISP's place: its row (`models.queries.queued.line`), what the score saw, and the score."""

    row: Any
    seen: Queued
    scored: Scored


def places(session: Session, at: dt.datetime) -> list[Place]:
    """Every ISP with an open QA round that the register knows by name, in the queue's order at this instant."""
    today, adopted = local_day(at), home.policy(session)
    rows = queued.line(session, today)
    seen = _seen(session, rows, at)
    by_ref = {row.ref: row for row in rows}
    weights = adopted[1].score if adopted else DEFAULTS
    return [
        Place(by_ref[scored.reference], seen[scored.reference], scored)
        for scored in in_order(seen.values(), weights, today)
    ]


def _seen(session: Session, rows: list[Any], at: dt.datetime) -> dict[str, Queued]:
    used = _used(session, rows, home.calendar(session), at)
    marks = queued.marks(session)
    in_force, covered = queued.served(session)
    found = {}
    for row in rows:
        days = used.get(row.version_id)
        found[row.ref] = Queued(
            row.ref,
            row.submitted_from or row.submitted_to,
            days[0] if days else None,
            days[1] if days else None,
            False if row.id in in_force else (True if row.in_use else None),
            frozenset(row.service_areas) or None,
            _gap(row, covered),
            row.round or None,
            row.partners and int(row.partners),
            _mark(marks.get((row.version_id, row.round, "override"))),
            _mark(marks.get((row.version_id, row.round, "aside"))),
        )
    return found


def _gap(row: Any, covered: Iterable[tuple[str, str]]) -> bool | None:
    if not row.service_areas or not row.places:
        return None
    return any((area, place) not in covered for area in row.service_areas for place in row.places)


def _mark(row: Any) -> Mark | None:
    return None if row is None else Mark(row.until, row.text or "-", row.by, row.points)


def _used(session: Session, rows: list[Any], calendar: Calendar, at: dt.datetime) -> dict[int, tuple[int, int]]:
    """Working days used, and in all, of the decision clock of each version that has one."""
    timed = [row for row in rows if row.kind is not None]
    held = queued.holdings(session)
    of_kind = {(row.kind, row.policy_version): row for row in timed}  # the queue's clocks are few; its ISPs are not
    timers = {key: clocks.timer_of(session, row) for key, row in of_kind.items()}
    found = {}
    for row in timed:
        timer = timers[row.kind, row.policy_version]
        if timer is None:
            continue
        since = clocks.counted_as(part for part in held.get(row.version_id, ()) if part.seq >= row.started_seq)
        try:
            used = counted(timer.parties, since, calendar, at)
        except CalendarEndsError:
            used = row.counted
        found[row.version_id] = (used, timer.budget)
    return found
