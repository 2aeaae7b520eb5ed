"""What a board's pack says of time: first decisions of a quarter.

The one place of the pack that knows how time is measured: whatever measures by stage and party takes its place here.
"""

import datetime as dt
from dataclasses import dataclass

from ispdesk.views.lives import Lives
from states.calendar import Calendar
from states.targets import middle

SHARES = (80, 95)


@dataclass(frozen=True)
class Times:
    """Working days of some decisions: how many are exactly known, their middle, 80th and 95th percentile."""

    name: str
    number: int
    middle: int | None
    shares: tuple[int | None, ...]
    unknown: int


def measures_at(known: Lives, calendar: Calendar, first: dt.date, last: dt.date) -> tuple[Times, ...]:
    """The rows of the pack's table of time, from a first to a last day: of all ISPs together, never of one."""
    waits = known.decisions(calendar, first, last)
    shares = tuple(_share(waits.days, share) for share in SHARES)
    return (Times("decision", len(waits.days), middle(waits.days), shares, waits.unknown),)


def _share(days: tuple[int, ...], share: int) -> int | None:
    """The days within which so many of a hundred were decided (nearest rank); None of nothing."""
    return days[-(-len(days) * share // 100) - 1] if days else None
