"""The queue as it was known at a close: loaded once for every missed close and every scope, then only looked at."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Text, bindparam, or_, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session

from models.base import table
from models.queries import isps
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History, Stream
from models.tables.qa import QaGroup
from states.backlog import Throughput, Waiting
from states.lifecycle import OPEN_ROUND, State
from states.when import When

WHOLE = "whole"
DECISIONS = ("qa_first_decision", "qa_resubmission")
"""The clocks that say whether an ISP in the queue is over its budget."""
COUNTED = "counted"
YEAR = dt.timedelta(365)


def scope_of(group: str) -> str:
    """What the measurements of a regional QA group are kept under."""
    return f"group:{group}"


def scopes(session: Session) -> list[str]:
    """The whole queue, then one scope for each regional QA group."""
    return [WHOLE, *(scope_of(ref) for _, ref in session.connection().execute(_GROUPS))]


@dataclass(slots=True)
class _Told:
    """What one stream said over time: each value with the instant at which it was recorded, in order."""

    at: list[dt.datetime] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)

    def add(self, at: dt.datetime, value: str | None) -> None:
        self.at.append(at)
        self.values.append(value)

    def known(self, at: dt.datetime) -> str | None:
        place = bisect_right(self.at, at)
        return self.values[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class _Item:
    """One version, or an ISP that a source only counts, with what the record has of it now."""

    ref: str
    number: int
    waits: bool
    group: str | None
    submitted: When
    clock: bool = False
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What may have waited at some close from `since` on, and what has been assured."""

    items: tuple[_Item, ...]
    changed: frozenset[str]
    states: dict[tuple[str, int], _Told]
    groups: dict[str, _Told]
    assured: tuple[tuple[str | None, dt.date | None, dt.date | None], ...]
    counted_assured: int

    def waiting(self, known_at: dt.datetime, day: dt.date) -> dict[str, list[Waiting]]:
        """Who waited at this instant, by scope; `day` says which clocks had run out."""
        found: dict[str, list[Waiting]] = {WHOLE: []}
        for item in self.items:
            waits, group = item.waits, item.group
            if item.ref in self.changed:
                told = self.states.get((item.ref, item.number))
                waits = told is not None and told.known(known_at) in _OPEN
                group = self.groups[item.ref].known(known_at) if item.ref in self.groups else None
            if not waits:
                continue
            over = None if not item.clock else item.due is not None and item.due <= day
            one = Waiting(item.ref, item.submitted, over)
            found[WHOLE].append(one)
            if group is not None:
                found.setdefault(scope_of(group), []).append(one)
        return found

    def throughput(self, scope: str, day: dt.date) -> Throughput:
        """Assurances to reckon with in this scope at this day."""
        mine = [
            (first, last) for group, first, last in self.assured
            if scope == WHOLE or (group is not None and scope_of(group) == scope)
        ]  # fmt: skip
        dated = [(first, last) for first, last in mine if first is not None and last is not None]
        recent = sum(day - YEAR < first and last <= day for first, last in dated)
        total = len(mine) + (self.counted_assured if scope == WHOLE else 0)
        return Throughput(recent, with_dates=len(dated) == total, assured=total)


_OPEN = frozenset({*(state.value for state in OPEN_ROUND), COUNTED})


_ISP, _VERSION, _TIMER, _STREAM, _HISTORY = table(Isp), table(Version), table(TimerRow), table(Stream), table(History)
_LATER = (_STREAM.kind == "isp", _STREAM.last_at > bindparam("since"))
_CHANGED = sa_select(_STREAM.ref).where(*_LATER)
_SAID: Any = type_coerce(_HISTORY.body, Text)
_TOLD = (
    sa_select(_HISTORY.stream, _HISTORY.recorded_at, _HISTORY.kind, _HISTORY.body)
    .where(
        _HISTORY.stream.in_(sa_select(_STREAM.name).where(*_LATER)),
        or_(_SAID.like('%"to":%'), _SAID.like('%"group":%'), _HISTORY.kind == COUNTED),
    )
    .order_by(_HISTORY.stream, _HISTORY.seq)
)
_GROUPS = sa_select(table(QaGroup).id, table(QaGroup).ref).order_by(table(QaGroup).ref)
_ASSURED = sa_select(_ISP.group_id, _VERSION.assured_from, _VERSION.assured_to).where(
    _VERSION.isp_id == _ISP.id, *isps.ASSURED
)
_CLOCKS = sa_select(_TIMER.version_id, _TIMER.due_day).where(_TIMER.kind.in_(DECISIONS), _TIMER.status != "stopped")
_MAY_WAIT = (
    sa_select(
        _ISP.ref, _ISP.group_id, _VERSION.id, _VERSION.number, _VERSION.state, _VERSION.place,
        _VERSION.submitted_from, _VERSION.submitted_to,
    )
    .where(
        _VERSION.isp_id == _ISP.id,
        or_(
            _VERSION.state.in_([state.value for state in OPEN_ROUND]) & (_VERSION.place != "past"),
            _ISP.ref.in_(_CHANGED),
        ),
    )
    .order_by(_ISP.ref, _VERSION.number)
)  # fmt: skip
_COUNTED = sa_select(_ISP.ref).where(_ISP.counted_as == bindparam("as"))
"""Built once: the queue is measured every working day."""


def picture(session: Session, since: dt.datetime) -> Picture:
    """Load what measuring every close from this instant on needs.

    Only of ISPs whose stream has changed since is the history read; all others stand as they stood then.
    """
    ask = session.connection().execute
    changed = frozenset(ask(_CHANGED, {"since": since}).scalars())
    states: dict[tuple[str, int], _Told] = {}
    groups: dict[str, _Told] = {}
    if changed:
        _fold(ask(_TOLD, {"since": since}).tuples(), states, groups)
    named: dict[int | None, str] = dict(ask(_GROUPS).tuples().all())
    return Picture(
        tuple(_items(session, since, states, named)),
        changed,
        states,
        groups,
        tuple((named.get(group), first, last) for group, first, last in ask(_ASSURED)),
        len(ask(_COUNTED, {"as": "assured"}).all()),
    )


def _fold(
    rows: Iterable[tuple[str, dt.datetime, str, object]],
    states: dict[tuple[str, int], _Told],
    groups: dict[str, _Told],
) -> None:
    for stream, at, kind, body in rows:
        if not isinstance(body, dict):
            continue
        ref = stream.partition(":")[2]
        if "group" in body:
            groups.setdefault(ref, _Told()).add(at, body["group"])
        if kind == COUNTED and body.get("counted_as") == "awaiting":
            states.setdefault((ref, 0), _Told()).add(at, COUNTED)
        if "to" in body and "version" in body:
            states.setdefault((ref, int(body["version"])), _Told()).add(at, str(body["to"]))
            if (ref, 0) in states:
                states[ref, 0].add(at, None)  # it is known by name from then on


def _items(
    session: Session,
    since: dt.datetime,
    states: dict[tuple[str, int], _Told],
    named: dict[int | None, str],
) -> Iterable[_Item]:
    ask = session.connection().execute
    clocks = dict(ask(_CLOCKS).tuples().all())
    for row in ask(_MAY_WAIT, {"since": since}):
        yield _Item(
            row.ref,
            row.number,
            State(row.state) in OPEN_ROUND and row.place != "past",
            named.get(row.group_id),
            When(row.submitted_from, row.submitted_to),
            row.id in clocks,
            clocks.get(row.id),
        )
    only_counted = set(ask(_COUNTED, {"as": "awaiting"}).scalars())
    for ref in sorted(only_counted | {ref for ref, number in states if number == 0}):
        yield _Item(ref, 0, ref in only_counted, None, When())
