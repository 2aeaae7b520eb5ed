"""Clocks: who held the ISP when each day opened, hence counted days, due day and rungs (design §4).

A working day belongs to whoever holds the ISP when it opens. A budget of N is due at the close of the first of its
counted days, from the N-th on, that its holder has at the opening and again at the close. Rungs before due fire at
the opening of their day; due and later ones at a close, by the same rule.
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from states.calendar import Calendar, close, opening
from states.lifecycle import Party
from states.policy import Rung, Timer


@dataclass(frozen=True, slots=True)
class Holding:
    """From this instant the ISP was held by this party (NOBODY also while it is on hold)."""

    since: dt.datetime
    party: Party


@dataclass(frozen=True, slots=True)
class Day:
    """One working day: who held the ISP at its opening and at its close."""

    day: dt.date
    opened: Party
    closed: Party


@dataclass(frozen=True, slots=True)
class RungTime:
    """When a rung fires, or would fire while the holder stays the same; never None once listed."""

    rung: Rung
    day: dt.date
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Projection:
    """A timer as it stands: days counted so far, the due day and each rung that has passed or is to come.

    While it is paused only what fell due before is listed, so it cannot become overdue, and reminds nobody.
    """

    counted: int
    budget: int
    due: dt.date | None
    running: bool
    rungs: tuple[RungTime, ...]

    @property
    def fire_at(self) -> dt.datetime | None:
        """When the timer fell or falls due, or None: a paused timer cannot become overdue."""
        return next((rung.at for rung in self.rungs if rung.rung.offset == 0), None)


def holder_at(holdings: Sequence[Holding], instant: dt.datetime) -> Party:
    """Who holds the ISP at this instant; an event exactly at the instant counts as before it."""
    index = bisect_right(holdings, instant, key=_since)
    return holdings[index - 1].party if index else Party.NOBODY


def _since(holding: Holding) -> dt.datetime:
    return holding.since


H = TypeVar("H", bound=Holding)


def in_force(holdings: Sequence[H]) -> list[H]:
    """Holdings in the order in which they were recorded, as they count: a later one undoes what was still to begin.

    A hold begins at the next opening (design §4); whatever is recorded before that takes its place.
    """
    kept: list[H] = []
    for holding in holdings:
        while kept and kept[-1].since > holding.since:
            kept.pop()
        kept.append(holding)
    return kept


def booked(holdings: Sequence[Holding], calendar: Calendar, until: dt.datetime) -> list[Day]:
    """Book each working day that opened from the first holding up to this instant to its holder."""
    if not holdings:
        return []
    days: list[Day] = []
    for day in held_days(holdings, calendar):
        if opening(day.day) > until:
            return days
        days.append(day)
    return days


def held_days(holdings: Sequence[Holding], calendar: Calendar) -> Iterator[Day]:
    """Each working day from the first holding on, with its holders as `holder_at` says; to the calendar's end."""
    place, last = 0, len(holdings)
    party = Party.NOBODY
    for day in calendar.from_day(calendar.opening_after(holdings[0].since)):
        if place == last:  # the last holder stays
            yield Day(day, party, party)
            continue
        opens, closes = opening(day), close(day)
        while place < last and holdings[place].since <= opens:
            party, place = holdings[place].party, place + 1
        opened = party
        while place < last and holdings[place].since <= closes:
            party, place = holdings[place].party, place + 1
        yield Day(day, opened, party)


def totals(days: Sequence[Day]) -> dict[Party, int]:
    """Working days by party; they add up to the number of days."""
    found = Counter(day.opened for day in days)
    return {party: found[party] for party in Party}


def counted(parties: Collection[Party], holdings: Sequence[Holding], calendar: Calendar, until: dt.datetime) -> int:
    """How many working days opened with one of these parties, up to this instant: what `project` counts, by itself.

    Raises CalendarEndsError outside the calendar's years.
    """
    beyond = until + dt.timedelta.resolution
    ends = [*(held.since for held in holdings[1:]), beyond]
    return sum(
        calendar.openings(held.since, min(end, beyond))
        for held, end in zip(holdings, ends, strict=False)
        if held.party in parties and held.since < beyond
    )


def project(
    timer: Timer,
    holdings: Sequence[Holding],
    calendar: Calendar,
    now: dt.datetime,
    *,
    floor: dt.datetime | None = None,
) -> Projection:
    """Count a budget from its first holding to now and say when each rung fires if the holder stays the same.

    `floor`: nothing falls due before the close of the first working day that opens after this instant (a new policy,
    calendar or import). `holdings` begin where the timer begins and are in order of time.
    """
    if not holdings:
        return Projection(0, timer.budget, None, running=False, rungs=())
    counted = 0
    last = holdings[-1]
    running = last.party in timer.parties
    marks: list[RungTime] = []
    waiting = sorted(timer.rungs, key=lambda rung: rung.offset)
    earliest = floor_day(calendar, floor)
    number = 0
    for held in held_days(holdings, calendar):
        opens = opening(held.day)
        done = not waiting or (not running and opens >= last.since)  # nothing more while somebody else holds it
        if done and opens > now:
            break
        if held.opened not in timer.parties:
            continue
        number += 1
        if opens <= now:
            counted += 1
        for rung in () if done else tuple(waiting):
            mark = _mark(timer, rung, number, held.day, held.closed in timer.parties, earliest)
            if mark is None:
                continue
            waiting.remove(rung)
            if running or (mark.at < last.since and rung.offset >= 0):
                marks.append(mark)
    due = next((mark.day for mark in marks if mark.rung.offset == 0), None)
    return Projection(counted, timer.budget, due, running=running, rungs=tuple(marks))


def _mark(
    timer: Timer,
    rung: Rung,
    number: int,
    day: dt.date,
    held_at_close: bool,  # noqa: FBT001 - likewise
    earliest: dt.date | None,
) -> RungTime | None:
    """When the rung fires if this counted day is its day; `earliest` is the first day at whose close it may."""
    if number < timer.budget + rung.offset:
        return None
    if rung.offset < 0:
        if earliest is not None and day <= earliest:
            return RungTime(rung, earliest, close(earliest))
        return RungTime(rung, day, opening(day))
    if not held_at_close or (earliest is not None and day < earliest):
        return None
    return RungTime(rung, day, close(day))


def floor_day(calendar: Calendar, floor: dt.datetime | None) -> dt.date | None:
    """The first working day at whose close anything may fall due after a policy, calendar or import of then."""
    return None if floor is None else calendar.opening_after(floor)
