"""A receipt: how one timer came to its due day, so that a person can check it with a calendar and a pencil.

It reckons nothing of its own: days, due day and rungs are those of `states.clock` and `states.dates`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from states.calendar import SATURDAY, Calendar, CalendarEndsError, close, local_day, opening
from states.clock import Holding, Projection, RungTime, booked, floor_day, holder_at, in_force, project
from states.dates import dated, project_date
from states.lifecycle import Party
from states.policy import Rung, Timer
from states.words import Sentence


class Status(StrEnum):
    """How a timer stands."""

    RUNNING = "running"
    OVERDUE = "overdue"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Step(Holding):
    """A holding with its story: what was done, by whom and why, when it was recorded and for which day if another.

    `whom`: those the ISP waits for, by name. `until`: the last day of the hold that it is on, which `held` tells.
    """

    what: Sentence
    by: Sentence
    recorded_at: dt.datetime
    happened: dt.date | None = None
    reason: str = ""
    whom: tuple[str, ...] = ()
    held: bool = False
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A day that was counted, or will be if the holder stays the same (`ahead`): the how manieth, and whose."""

    number: int
    day: dt.date
    party: Party
    ahead: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Working days in a row that were not counted, all for one step's reason; none where it took effect on no day."""

    step: Step
    days: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """A counted day from the last of the budget on at whose close the timer did not fall due."""

    number: int
    day: dt.date
    handed_over: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A rung: its day and instant if known, and when it fired."""

    rung: Rung
    day: dt.date | None
    at: dt.datetime | None
    fired: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Count:
    """The days of a budget: listed from `first` to `last`, `so_far` of them counted up to now.

    `closed` goes on to the last rung that is to come; `weekend_days` lie up to `last`.
    """

    first: dt.date
    last: dt.date
    so_far: int
    counted: tuple[Counted, ...]
    pauses: tuple[Pause, ...]
    late: tuple[Late, ...]
    closed: tuple[tuple[dt.date, Sentence], ...]
    weekend_days: int


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A date: the day it is reckoned from, as reckoned, and the days it rolled over with why nobody works then.

    `reckoned` is None where the calendar does not reach so far.
    """

    anchor: dt.date
    reckoned: dt.date | None
    rolled: dt.date | None
    over: tuple[tuple[dt.date, Sentence | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """One timer explained. `floor`: the first day at whose close it may fall due, where that moved its due day."""

    timer: Timer
    status: Status
    due: dt.date | None
    marks: tuple[Mark, ...]
    start: Step | None = None
    last: Step | None = None
    stopped: Step | None = None
    floor: dt.date | None = None
    count: Count | None = None
    date: Reckoning | None = None


Fired = Mapping[str, tuple[dt.datetime, dt.datetime]]
"""By rung: the instant it was due, and the instant at which it was claimed."""


def explain(
    timer: Timer,
    steps: Sequence[Step],
    calendar: Calendar,
    now: dt.datetime,
    *,
    floor: dt.datetime | None = None,
    fired: Fired | None = None,
    stopped: Step | None = None,
) -> Receipt:
    """Explain a budget. `steps` begin where the timer began, in the order in which they were recorded."""
    at = now if stopped is None else min(now, stopped.since)
    counting = in_force(steps)
    if stopped is not None:
        counting = [step for step in counting if step.since < stopped.since] or counting[:1]
    seen = _project(timer, counting, calendar, at, floor)
    due = seen.due if stopped is None or (seen.due is not None and close(seen.due) <= stopped.since) else None
    paused = not seen.running
    status = (
        Status.STOPPED if stopped is not None
        else Status.PAUSED if paused
        else Status.OVERDUE if seen.fire_at is not None and seen.fire_at <= now
        else Status.RUNNING
    )  # fmt: skip
    plain = _project(timer, counting, calendar, at, None)
    return Receipt(
        timer,
        status,
        due,
        _marks(timer, seen, fired or {}, at if stopped is not None else None),
        steps[0],
        counting[-1],
        stopped,
        floor_day(calendar, floor) if plain.due != seen.due else None,
        _count(timer, steps, counting, calendar, at, seen, due if stopped is None else None),
    )


def _project(
    timer: Timer, counting: Sequence[Step], calendar: Calendar, at: dt.datetime, floor: dt.datetime | None
) -> Projection:
    """The projection; where the day lies beyond the stored years, what is counted so far and no day."""
    try:
        return project(timer, counting, calendar, at, floor=floor)
    except CalendarEndsError:
        counted = sum(day.opened in timer.parties for day in booked(counting, calendar, at))
        running = counting[-1].party in timer.parties
        return Projection(counted, timer.budget, None, running=running, rungs=())


def _marks(timer: Timer, seen: Projection, fired: Fired, stopped: dt.datetime | None) -> tuple[Mark, ...]:
    """Every rung: those that have fired on the day on which they were due then, the others as projected."""
    coming: dict[str, RungTime] = {
        mark.rung.name: mark for mark in seen.rungs if stopped is None or mark.at <= stopped
    }  # fmt: skip
    found = []
    for rung in sorted(timer.rungs, key=lambda rung: rung.offset):
        if rung.name in fired:
            due_at, claimed = fired[rung.name]
            found.append(Mark(rung, local_day(due_at), due_at, claimed))
            continue
        mark = coming.get(rung.name)
        found.append(Mark(rung, mark.day if mark else None, mark.at if mark else None, None))
    return tuple(found)


def _count(
    timer: Timer,
    steps: Sequence[Step],
    counting: Sequence[Step],
    calendar: Calendar,
    now: dt.datetime,
    seen: Projection,
    due: dt.date | None,
) -> Count:
    first = calendar.opening_after(counting[0].since)
    counted: list[Counted] = []
    skipped: dict[int, list[dt.date]] = {}
    last = first
    for day in calendar.from_day(first):
        if opening(day) > now and (due is None or day > due):
            break
        last = day
        step = _step_at(counting, opening(day))
        if step.party in timer.parties:
            counted.append(Counted(len(counted) + 1, day, step.party, ahead=opening(day) > now))
        else:
            skipped.setdefault(id(step), []).append(day)
    pauses = [Pause(step, tuple(skipped.get(id(step), ()))) for step in steps if step.party not in timer.parties]
    begun = min(first, local_day(counting[0].since) + dt.timedelta(1))
    span = [begun + dt.timedelta(n) for n in range((last - begun).days + 1)]
    marked = max([last, *(mark.day for mark in seen.rungs)] if due is not None else [last])
    known = [begun + dt.timedelta(n) for n in range((marked - begun).days + 1)]
    return Count(
        first,
        last,
        seen.counted,
        tuple(counted),
        tuple(pauses),
        tuple(_late(timer, counting, counted, now, due)),
        tuple((day, calendar.closed[day]) for day in known if day.weekday() < SATURDAY and day in calendar.closed),
        sum(1 for day in span if day.weekday() >= SATURDAY),
    )


def _step_at(counting: Sequence[Step], instant: dt.datetime) -> Step:
    return next((step for step in reversed(counting) if step.since <= instant), counting[0])


def _late(
    timer: Timer, counting: Sequence[Step], counted: Sequence[Counted], now: dt.datetime, due: dt.date | None
) -> Iterator[Late]:
    """Days on which the budget was used up, and yet nothing fell due: handed over before the close, or too early."""
    for one in counted:
        if one.number >= timer.budget and (due is None or one.day < due) and close(one.day) <= now:
            held = holder_at(counting, close(one.day)) in timer.parties
            yield Late(one.number, one.day, handed_over=not held)


def explain_date(
    timer: Timer,
    anchor: dt.date,
    calendar: Calendar,
    now: dt.datetime,
    *,
    floor: dt.datetime | None = None,
    fired: Fired | None = None,
    stopped: Step | None = None,
    ended: bool = False,
) -> Receipt:
    """Explain a date. `ended`: it is reckoned no longer, because of `stopped` where one step stopped it."""
    try:
        when, seen = dated(timer, anchor, calendar), project_date(timer, anchor, calendar, floor=floor)
    except CalendarEndsError:
        status = Status.STOPPED if ended else Status.RUNNING
        return Receipt(timer, status, None, (), stopped=stopped, date=Reckoning(anchor, None, None))
    at = seen.fire_at
    if at is None and seen.due is not None:
        at = close(seen.due)
    status = Status.STOPPED if ended else Status.OVERDUE if at is not None and at <= now else Status.RUNNING
    over = tuple((day, calendar.closed.get(day)) for day in _between(when.reckoned, when.due))
    marks = _marks(timer, seen, fired or {}, (stopped.since if stopped else now) if ended else None)
    moved = floor_day(calendar, floor) if seen.due != when.due else None
    return Receipt(
        timer,
        status,
        seen.due,
        marks,
        stopped=stopped,
        floor=moved,
        date=Reckoning(anchor, when.reckoned, when.due, over),
    )


def _between(reckoned: dt.date, rolled: dt.date) -> list[dt.date]:
    """The days from the one reckoned up to the one rolled to, without it, in the direction of the rolling."""
    step = 1 if rolled >= reckoned else -1
    return [reckoned + dt.timedelta(step * n) for n in range(abs((rolled - reckoned).days))]
