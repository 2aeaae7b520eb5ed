"""The life of an ISP as far as one reader of the record knew it: its stays in states, and whose its days were.

An instant that is known only as an interval is kept as its two ends, either of which may not be known. All lengths are
working days that opened (design §4), at least and at most.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from states.calendar import ZONE, Calendar, CalendarEndsError, opening
from states.lifecycle import Party, State
from states.when import When

MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A version was in a state from when to when, as far as known; `left` is None while it still is.

    `kind`: what brought it there; `seq`: the row of its history; `standing`: how the record has it; `at`: when that
    was written down.
    """

    version: int
    state: State
    entered: When
    left: When | None = None
    seq: int = 0
    kind: str = ""
    standing: str = "done"
    at: dt.datetime | None = None
    content: str | None = None

    def held_at(self, *, entered: bool | None, left: bool | None) -> bool | None:
        """Yes, no or not known, from whether it had been entered and left."""
        if entered is False or left is True:
            return False
        return True if entered is True and left is False else None

    def was(self, at: dt.date) -> bool | None:
        """Whether it was there at the end of this day: yes, no or not known."""
        left = self.left.had_happened(at) if self.left else False
        return self.held_at(entered=self.entered.had_happened(at), left=left)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number that is at least the one and at most the other; `most` is None where nothing is known above."""

    least: int
    most: int | None

    @property
    def exact(self) -> int | None:
        """The number, where it is one."""
        return self.least if self.least == self.most else None


Reach = tuple[dt.datetime | None, dt.datetime | None]
"""Between which instants something happened; None at an end that is not known."""
NOWHERE: Reach = (None, None)


def reach(when: When, at: dt.datetime | None, standing: str) -> Reach:
    """Between which instants a row of the history says that something happened.

    As the clocks have it: what was done is done when it is recorded, or during the day that is told, so that it counts
    from the next opening; of an interval that holds for both ends.
    """
    if not when.known:
        return (at, at) if standing == "done" else NOWHERE
    if at is not None and when.day is not None and when.day == at.astimezone(ZONE).date():
        return at, at
    first, last = when.not_before, when.not_after
    return opening(first) + MOMENT if first else None, opening(last) + MOMENT if last else None


def opened(since: Reach, till: Reach, calendar: Calendar) -> Bounds | None:
    """How many working days opened from the one to the other; None where nothing is known, or no calendar has them."""
    (early, late), (soon, far) = since, till
    try:
        least = calendar.openings(late, soon) if late and soon and late < soon else 0
        most = calendar.openings(early, far) if early and far else None
    except CalendarEndsError:
        return None
    return Bounds(least, most) if most is not None or least else None


@dataclass(frozen=True, slots=True)
class Held:
    """From this instant on (None: not known) a version was this party's; `seq` is the row of its history."""

    seq: int
    since: dt.datetime | None
    party: Party


@dataclass(frozen=True, slots=True)
class Life:
    """One ISP (`ref`): when it was made known, every stay of its versions in order, who held them, hours noted.

    `counted`: the states that a source counts it in, where it only counts it; `held`: by when it does.
    """

    ref: str
    identified: When
    spans: tuple[Span, ...] = ()
    counted: frozenset[State] = frozenset()
    held: When = field(default_factory=When)
    holdings: Mapping[int, Sequence[Held]] = field(default_factory=dict)
    minutes: tuple[tuple[dt.date, int], ...] = ()

    def was_in(self, states: frozenset[State], at: dt.date) -> bool | None:
        """Whether one of its versions was in one of these states at the end of this day: yes, no or not known."""
        if self.counted:
            return self.held.had_happened(at) if self.counted & states else False
        return any_of(span.was(at) for span in self.spans if span.state in states)

    def had_been_in(self, states: frozenset[State], at: dt.date) -> bool | None:
        """Whether one of its versions had entered one of these states by the end of this day."""
        if self.counted:
            return self.held.had_happened(at) if self.counted & states else False
        return any_of(span.entered.had_happened(at) for span in self.spans if span.state in states)

    def since(self, span: Span) -> Reach:
        """When a stay began: the instant that the clocks count from, else as far as the record says."""
        known = next((one.since for one in self.holdings.get(span.version, ()) if one.seq == span.seq), None)
        return (known, known) if known is not None else reach(span.entered, span.at, span.standing)


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Yes where one is yes; not known where none is and one is not known; else no."""
    found = set(answers)
    return True if True in found else None if None in found else False
