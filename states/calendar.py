"""Working days of one calendar for everybody: which days count, when they open (09:00) and close (17:00)."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from states.words import Sentence

ZONE = ZoneInfo("Europe/London")
OPENING = dt.time(9)
CLOSE = dt.time(17)
SATURDAY = 5


class CalendarEndsError(Exception):
    """The calendar has no stored days that far: store more years of bank holidays (`ispdesk doctor` says how)."""


@dataclass(frozen=True)
class Calendar:
    """Stored days on which nobody works, by day with their names; first and last day it answers for; version."""

    first: dt.date
    last: dt.date
    version: int
    closed: Mapping[dt.date, Sentence] = field(default_factory=dict)

    @cached_property
    def _openings(self) -> list[dt.date]:
        days = (self.first + dt.timedelta(n) for n in range((self.last - self.first).days + 1))
        return [day for day in days if day.weekday() < SATURDAY and day not in self.closed]

    def is_working(self, day: dt.date) -> bool:
        """Whether this day is neither a weekend nor a stored closure. Raises CalendarEndsError outside its years."""
        if not self.first <= day <= self.last:
            message = f"the calendar runs from {self.first} to {self.last} and does not know {day}"
            raise CalendarEndsError(message)
        return day.weekday() < SATURDAY and day not in self.closed

    def from_day(self, day: dt.date) -> Iterator[dt.date]:
        """Working days from this one on, itself included, until the calendar ends (CalendarEndsError)."""
        self.is_working(day)
        for n in range(bisect_left(self._openings, day), len(self._openings)):
            yield self._openings[n]
        self.is_working(self.last + dt.timedelta(1))

    def before(self, day: dt.date) -> Iterator[dt.date]:
        """Working days before this one, the latest first."""
        while True:
            day -= dt.timedelta(1)
            if self.is_working(day):
                yield day

    def next_working(self, day: dt.date) -> dt.date:
        """The first working day from this one on: where forward dates roll to."""
        return next(self.from_day(day))

    def previous_working(self, day: dt.date) -> dt.date:
        """This day or the last working day before it: where notices roll to."""
        return day if self.is_working(day) else next(self.before(day))

    def opening_after(self, instant: dt.datetime) -> dt.date:
        """The first working day that opens after, or exactly at, this instant.

        An event exactly at an opening counts as before it (design §4), so that day is already its holder's.
        """
        day = instant.astimezone(ZONE).date()
        return next(d for d in self.from_day(day) if opening(d) >= instant)

    def last_close(self, instant: dt.datetime) -> dt.date:
        """The latest working day whose close is not after this instant."""
        day = instant.astimezone(ZONE).date() + dt.timedelta(1)
        return next(d for d in self.before(day) if close(d) <= instant)

    def working_days(self, after: dt.date, until: dt.date) -> int:
        """How many working days lie after the first day, up to and including the last."""
        if until <= after:
            return 0
        self.is_working(after)
        self.is_working(until)
        return bisect_right(self._openings, until) - bisect_right(self._openings, after)

    def openings(self, since: dt.datetime, until: dt.datetime) -> int:
        """How many working days open from the first instant on, itself included, and before the second."""
        return max(self._opened_before(until) - self._opened_before(since), 0)

    @cached_property
    def _instants(self) -> list[dt.datetime]:
        return [opening(day) for day in self._openings]

    @cached_property
    def _reaches(self) -> tuple[dt.datetime, dt.datetime]:
        """The instants at which the first day begins and the last one has ended."""
        begins, ends = self.first, self.last + dt.timedelta(1)
        first, last = (dt.datetime.combine(day, dt.time(), ZONE).astimezone(dt.UTC) for day in (begins, ends))
        return first, last

    def _opened_before(self, instant: dt.datetime) -> int:
        begins, ends = self._reaches
        if not begins <= instant < ends:
            self.is_working(local_day(instant))
        return bisect_left(self._instants, instant)


@cache
def opening(day: dt.date) -> dt.datetime:
    """The instant (UTC) at which this day opens in Wales."""
    return dt.datetime.combine(day, OPENING, ZONE).astimezone(dt.UTC)


@cache
def close(day: dt.date) -> dt.datetime:
    """The instant (UTC) at which this day closes in Wales."""
    return dt.datetime.combine(day, CLOSE, ZONE).astimezone(dt.UTC)


def may_be_closed(day: dt.date, instant: dt.datetime) -> bool:
    """Whether a closure of this day may be entered now: until its close, for what has been counted stays counted."""
    return instant <= close(day)


def local_day(instant: dt.datetime) -> dt.date:
    """The day in Wales at this instant."""
    return instant.astimezone(ZONE).date()
