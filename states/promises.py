"""What was said about one task, folded from its history: days promised and missed, what waits for the coordinator.

A partner answers a task in one of five ways, none of which is a signature. Three of them, and a wish to be rung, wait
until the coordinator has dealt with them; meanwhile nobody is reminded who has answered.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from states.calendar import Calendar

MOST_PROMISES: Final = 2
"""How often whoever was asked may promise a day (our default)."""
AHEAD: Final = 20
"""Working days: a promised day lies at most so far ahead (our default)."""
OPENS_FOR: Final = 60
"""Days that a link opens after the day on which it was made (our default)."""

SAID: Final = {
    "promised": "promise",
    "said_answered": "answered",
    "said_elsewhere": "elsewhere",
    "said_no_part": "no_part",
    "said_ring": "ring",
}
"""The history row of each of the five answers, and the answer's name."""
WAITS: Final = frozenset({"said_answered", "said_elsewhere", "said_no_part", "said_ring"})
SETTLES: Final = frozenset({"promised", "rang", "redirect_confirmed", "redirect_refused", "answered"})
DECIDES: Final = SETTLES - {"promised", "rang"}
"""What ends the proposal to ask somebody else."""
ROWS: Final = frozenset(SAID) | SETTLES | {"promise_missed", "reminders_ended"}
"""Every kind of history row that this is folded from."""


@dataclass(frozen=True, slots=True)
class Told:
    """One history row about a task: its kind, place and instant, and the day in it, if any."""

    kind: str
    seq: int
    at: dt.datetime
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one task stands.

    `promised`: every day that was promised, in order. `missed`: how many passed without an answer. `waiting`: the row
    that waits for the coordinator, or None. `ring`: the row that put it on the telephone list, or None. `elsewhere`:
    the latest row that names somebody else, until it is confirmed or refused or the task is closed, whatever else is
    said meanwhile: a call or another answer does not say who decides (our default).
    """

    promised: tuple[dt.date, ...] = ()
    missed: int = 0
    waiting: Told | None = None
    ring: Told | None = None
    elsewhere: Told | None = None

    @property
    def promises_left(self) -> int:
        """How many more days may be promised by whoever was asked."""
        return max(0, MOST_PROMISES - len(self.promised))


def fold(rows: Iterable[Told]) -> Standing:
    """How a task stands after these rows, in the order in which they were recorded."""
    promised: list[dt.date] = []
    missed = 0
    waiting: Told | None = None
    ring: Told | None = None
    elsewhere: Told | None = None
    for row in rows:
        if row.kind in WAITS:
            waiting = row
        if row.kind in ("said_ring", "reminders_ended"):
            ring = ring or row
        if row.kind in SETTLES:
            waiting = ring = None
        if row.kind == "said_elsewhere":
            elsewhere = row
        if row.kind in DECIDES:
            elsewhere = None
        if row.kind == "promised" and row.until is not None:
            promised.append(row.until)
        missed += row.kind == "promise_missed"
    return Standing(tuple(promised), missed, waiting, ring, elsewhere)


def latest_day(calendar: Calendar, today: dt.date) -> dt.date:
    """The latest day that may be promised today. Raises CalendarEndsError where the calendar does not reach it."""
    return next(islice(calendar.from_day(today + dt.timedelta(1)), AHEAD - 1, None))
