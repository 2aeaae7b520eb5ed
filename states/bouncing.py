"""Items that go to and fro without progress, and hand-overs that only moved a day from one party to another.

Both are read from the record. An item bounces when it was returned at least twice and the last return of which that
can be said brought nothing: the same content came back, or none of its findings marked as a must was met (our
default). A hand-over bounces when the ISP came back to whoever had it within the hour, and a working day opened in
between: that day is booked to somebody who had it for less than an hour.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from states.calendar import Calendar, CalendarEndsError, opening
from states.lifecycle import Party

RETURNS = 2
"""Returns from which an item can bounce (our default)."""
WITHIN = dt.timedelta(minutes=60)
"""A hand-over taken back within this time was none (our default)."""


class Progress(StrEnum):
    """What a return brought."""

    SOME = "some"
    UNCHANGED = "unchanged"
    NOTHING_MET = "nothing_met"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Round:
    """One round of quality assurance: what was submitted, and what was found.

    `content` is the hash of what was submitted, None where it is not known. `musts` counts the findings marked as a
    must, `met` those of them that an assurer has closed. `returned`: the round ended in a return.
    """

    number: int
    content: str | None
    returned: bool
    musts: int = 0
    met: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """From this instant on (None: not known) this party had it."""

    since: dt.datetime | None
    party: Party


@dataclass(frozen=True, slots=True)
class Reversed:
    """A hand-over that was reversed: who had it, to whom it went, when it went and came back, and the day it cost."""

    party: Party
    to: Party
    went: dt.datetime
    came: dt.datetime
    day: dt.date


def progress(rounds: Sequence[Round]) -> tuple[Progress, ...]:
    """What each return brought, in the order of the rounds; not known until it was looked at again."""
    following = {one.number: one for one in rounds}
    return tuple(_progress(one, following.get(one.number + 1)) for one in rounds if one.returned)


def _progress(before: Round, after: Round | None) -> Progress:
    if after is None:
        return Progress.NOT_KNOWN
    if before.content is not None and before.content == after.content:
        return Progress.UNCHANGED
    if before.musts and not before.met:
        return Progress.NOTHING_MET if after.returned else Progress.NOT_KNOWN
    return Progress.SOME


def bounces(rounds: Sequence[Round]) -> Progress | None:
    """Why an item bounces, by the last return of which something is known; None where it does not."""
    found = [one for one in progress(rounds) if one is not Progress.NOT_KNOWN]
    if sum(one.returned for one in rounds) < RETURNS or not found or found[-1] is Progress.SOME:
        return None
    return found[-1]


def reversed_handovers(holdings: Iterable[Held], calendar: Calendar) -> tuple[Reversed, ...]:
    """Hand-overs that came back within the hour with an opening between; one exactly at an opening is before it."""
    known = _changes(holdings)
    found = []
    for before, (away, back) in zip(known, pairwise(known[1:]), strict=False):
        if away.since is None or back.since is None or before.party is not back.party:
            continue
        day = _opened(away.since, back.since, calendar) if back.since - away.since <= WITHIN else None
        if day is not None:
            found.append(Reversed(before.party, away.party, away.since, back.since, day))
    return tuple(found)


def _changes(holdings: Iterable[Held]) -> list[Held]:
    """The holdings in order, without those that changed nothing."""
    found: list[Held] = []
    for one in holdings:
        if not found or found[-1].party is not one.party:
            found.append(one)
    return found


def _opened(went: dt.datetime, came: dt.datetime, calendar: Calendar) -> dt.date | None:
    """The working day that opened while it was away; None where none did or the calendar does not say."""
    try:
        day = calendar.opening_after(went)
    except CalendarEndsError:
        return None
    return day if opening(day) < came else None
