"""How a person wishes to be written to: on which days and when the day's letter comes, and what leaves at once.

Nobody can turn off what only they would hear: an escalation to a role's last holder leaves whatever they chose.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from states.calendar import Calendar, CalendarEndsError

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
"""The days on which a letter of the day may come, by `date.weekday()`."""
HOURS = tuple(dt.time(hour, 30) for hour in range(8, 17))
"""When it may come, in Wales: hourly from 08:30, the last half an hour before the close (our default)."""


class Choice(StrEnum):
    """What somebody chose for one message."""

    AT_ONCE = "at_once"
    DIGEST = "digest"  # a line of the day's letter
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's wishes; as they stand here for whoever expressed none (our default)."""

    days: frozenset[int] = frozenset(range(len(WEEK)))
    at: dt.time = HOURS[0]
    choices: Mapping[str, Choice] = field(default_factory=dict)


def writes_on(days: frozenset[int], calendar: Calendar, day: dt.date) -> bool:
    """Whether this person's letter is written on this day.

    It is on a working day that is one of theirs, and on the first one after a day of theirs on which nobody worked.
    Where the calendar does not know the day, Monday to Friday work: that is better than silence.
    """
    if not days <= frozenset(range(len(WEEK))) or not days:
        raise ValueError(f"Letters come on one or more of the days 0 to 4, not on {sorted(days)}.")
    try:
        if not calendar.is_working(day):
            return False
        since = next(calendar.before(day))
    except CalendarEndsError:
        return day.weekday() in days
    return any((day - dt.timedelta(back)).weekday() in days for back in range((day - since).days))


def may_be_off(*, asks: bool, escalates: bool, nudges: bool) -> bool:
    """Whether a message can be turned off: a nudge, what only tells, and an escalation that another hears too."""
    return nudges or escalates or not asks


def manner(choice: Choice | None, *, escalates: bool, urgent: bool, alone: bool) -> Choice:
    """How one message reaches one person.

    Args:
        choice: what they chose for it, if anything.
        escalates: it is an escalation; these leave at once.
        urgent: the policy says so of this message or rung.
        alone: nobody else who can be reached plays the same part.

    """
    if choice is Choice.OFF and not (escalates and alone):
        return Choice.OFF
    if escalates or urgent or choice is Choice.AT_ONCE:
        return Choice.AT_ONCE
    return Choice.DIGEST
