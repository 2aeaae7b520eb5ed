"""The queue as it was known at a close: loaded once for every missed close and every scope, then only looked at."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, or_, select

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
YEAR = dt.timedelta(365)


def scope_of(group: str) -> str:
    """What the measurements of a regional QA group are kept under."""
    return f"group:{group}"


def scopes(session: Session) -> list[str]:
    """The whole queue, then one scope for each regional QA group."""
    return [WHOLE, *(scope_of(ref) for ref in session.exec(select(QaGroup.ref).order_by(col(QaGroup.ref))))]


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


COUNTED = "counted"
_OPEN = frozenset({*(state.value for state in OPEN_ROUND), COUNTED})


def picture(session: Session, since: dt.datetime) -> Picture:
    """Load what measuring every close from this instant on needs.

    Only of ISPs whose stream has changed since is the history read; all others stand as they stood then.
    """
    later = (col(Stream.kind) == "isp", col(Stream.last_at) > since)
    changed = frozenset(session.exec(select(Stream.ref).where(*later)))
    states: dict[tuple[str, int], _Told] = {}
    groups: dict[str, _Told] = {}
    if changed:
        chosen = select(History.stream, History.recorded_at, History.kind, History.body).where(
            col(History.stream).in_(select(Stream.name).where(*later))
        )
        _fold(session.exec(chosen.order_by(col(History.stream), col(History.seq))), states, groups)
    named = {row.id: row.ref for row in session.exec(select(QaGroup))}
    days = sa_select(col(Isp.group_id), col(Version.assured_from), col(Version.assured_to))
    assured = session.execute(days.join(Version, col(Version.isp_id) == col(Isp.id)).where(*isps.ASSURED))
    return Picture(
        tuple(_items(session, later, states, named)),
        changed,
        states,
        groups,
        tuple((named.get(group), first, last) for group, first, last in assured),
        len(isps.counted(session, "assured")),
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
    later: tuple[ColumnElement[bool], ...],
    states: dict[tuple[str, int], _Told],
    named: dict[int | None, str],
) -> Iterable[_Item]:
    running = sa_select(col(TimerRow.version_id), col(TimerRow.due_day)).where(
        col(TimerRow.kind).in_(DECISIONS), col(TimerRow.status) != "stopped"
    )
    clocks = dict(session.execute(running).tuples().all())
    open_now = col(Version.state).in_([state.value for state in OPEN_ROUND]) & (col(Version.place) != "past")
    chosen = (
        select(Isp, Version)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(or_(open_now, col(Isp.ref).in_(select(Stream.ref).where(*later))))
        .order_by(col(Isp.ref), col(Version.number))
    )
    for isp, version in session.exec(chosen):
        yield _Item(
            isp.ref,
            version.number,
            State(version.state) in OPEN_ROUND and version.place != "past",
            named.get(isp.group_id),
            When(version.submitted_from, version.submitted_to),
            version.id in clocks,
            clocks.get(version.id),
        )
    only_counted = {isp.ref for isp in isps.counted(session, "awaiting")}
    for ref in sorted(only_counted | {ref for ref, number in states if number == 0}):
        yield _Item(ref, 0, ref in only_counted, None, When())
