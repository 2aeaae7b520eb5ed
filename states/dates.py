"""Dates reckoned from an anchor in months, weeks or days: they have no holder and never pause (design §4).

Months keep the day of the original anchor, clipped to the month's end. Forward dates roll to the next working day,
notices to the previous one; nothing is reckoned from a rolled date.
"""

import calendar as gregorian
import datetime as dt
from dataclasses import dataclass
from itertools import islice

from states.calendar import Calendar, close, opening
from states.clock import Projection, RungTime, floor_day
from states.policy import Rung, Timer

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Dated:
    """A date timer from one anchor: the day as reckoned, and as rolled to a working day."""

    reckoned: dt.date
    due: dt.date


def months_after(anchor: dt.date, months: int) -> dt.date:
    """The same day so many months on (back, where negative), clipped to the month's end."""
    year, month = divmod(anchor.year * MONTHS_A_YEAR + anchor.month - 1 + months, MONTHS_A_YEAR)
    last = gregorian.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(anchor.day, last))


def dated(timer: Timer, anchor: dt.date, calendar: Calendar) -> Dated:
    """When a date timer is due. Raises CalendarEndsError where the calendar does not know the day."""
    if timer.period is None:
        message = f"{timer.kind} counts working days: it is reckoned from no date"
        raise ValueError(message)
    sign = -1 if timer.period.before else 1
    reckoned = months_after(anchor, sign * timer.period.months) + dt.timedelta(sign * timer.period.days)
    roll = calendar.previous_working if timer.period.before else calendar.next_working
    return Dated(reckoned, roll(reckoned))


def project_date(timer: Timer, anchor: dt.date, calendar: Calendar, *, floor: dt.datetime | None = None) -> Projection:
    """When a date timer is due and its rungs fire; `floor` as in `states.clock.project`.

    A rung is so many working days before or after the date as reckoned; a notice is given at the opening of its day.
    """
    when = dated(timer, anchor, calendar)
    earliest = floor_day(calendar, floor)
    marks = [_mark(timer, rung, when, calendar, earliest) for rung in sorted(timer.rungs, key=lambda r: r.offset)]
    late = when.due if earliest is None else max(when.due, earliest)  # it may have no rung of its own and only move
    due = next((mark.day for mark in marks if mark.rung.offset == 0), late)
    return Projection(0, 0, due, running=True, rungs=tuple(marks))


def _mark(timer: Timer, rung: Rung, when: Dated, calendar: Calendar, earliest: dt.date | None) -> RungTime:
    early = rung.offset < 0 or (rung.offset == 0 and timer.period is not None and timer.period.before)
    if rung.offset == 0:
        day = when.due
    elif rung.offset < 0:
        day = next(islice(calendar.before(when.reckoned), -rung.offset - 1, None))
    else:
        day = next(islice(calendar.from_day(when.reckoned + dt.timedelta(1)), rung.offset - 1, None))
    if earliest is not None and (day < earliest or (early and day == earliest)):
        return RungTime(rung, earliest, close(earliest))
    return RungTime(rung, day, opening(day) if early else close(day))
