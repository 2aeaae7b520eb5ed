"""A slow, naive reckoning of budgets, written from design §4 alone: it walks day by day and knows no shortcuts."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from states.calendar import Calendar
from states.clock import Holding
from states.lifecycle import Party
from states.policy import Timer

LONDON = ZoneInfo("Europe/London")
Marks = dict[str, tuple[dt.date, dt.datetime]]


def at(day: dt.date, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    """An instant by the clock on the wall in Wales."""
    return dt.datetime.combine(day, dt.time(hour, minute, second), LONDON).astimezone(dt.UTC)


def holder(holdings: Sequence[Holding], instant: dt.datetime) -> Party:
    """Whoever the last event before or exactly at this instant gave it to."""
    party = Party.NOBODY
    for holding in holdings:
        if holding.since <= instant:
            party = holding.party
    return party


def life(holdings: Sequence[Holding], calendar: Calendar) -> list[dt.date]:
    """Every working day that opens at or after the first event, as far as the calendar goes."""
    days, day = [], calendar.first
    while day <= calendar.last:
        works = day.weekday() not in (5, 6) and day not in calendar.closed
        if works and holdings and at(day, 9) >= holdings[0].since:
            days.append(day)
        day += dt.timedelta(1)
    return days


def counted(timer: Timer, holdings: Sequence[Holding], calendar: Calendar, now: dt.datetime) -> int:
    """Days that have opened and belong to one of the timer's parties."""
    return sum(
        1 for day in life(holdings, calendar) if at(day, 9) <= now and holder(holdings, at(day, 9)) in timer.parties
    )


def marks(timer: Timer, holdings: Sequence[Holding], calendar: Calendar, floor: dt.datetime | None) -> Marks:
    """When each rung fires if the holder stays the same; while somebody else holds it, only what passed before."""
    days = life(holdings, calendar)
    mine = [day for day in days if holder(holdings, at(day, 9)) in timer.parties]
    earliest = None
    if floor is not None:
        earliest = next(
            day
            for day in (calendar.first + dt.timedelta(n) for n in range(10_000))
            if day.weekday() < 5 and day not in calendar.closed and at(day, 9) >= floor
        )
    found: Marks = {}
    for rung in timer.rungs:
        for number, day in enumerate(mine, start=1):
            if number < timer.budget + rung.offset:
                continue
            if rung.offset < 0:  # at the opening of its day
                when = at(day, 9)
                if earliest is not None and when < at(earliest, 17):
                    found[rung.name] = (max(day, earliest), at(earliest, 17))
                else:
                    found[rung.name] = (day, when)
                break
            if holder(holdings, at(day, 17)) not in timer.parties:
                continue  # handed over before the close: in time
            if earliest is not None and day < earliest:
                continue  # nothing falls due in the past
            found[rung.name] = (day, at(day, 17))
            break
    still_theirs, handed_on = holdings[-1].party in timer.parties, holdings[-1].since
    fell_due = {rung.name for rung in timer.rungs if rung.offset >= 0}
    return {n: mark for n, mark in found.items() if still_theirs or (n in fell_due and mark[1] < handed_on)}
