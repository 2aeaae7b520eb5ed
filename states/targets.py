"""Yearly targets: what is counted, in which financial year, how far it is to go; and the quarters of the year.

The programme had no formal targets for signatories or assured ISPs (report 4.4, 4.8, recommendation 6). A financial
year runs from 1 April to 31 March and bears the number of the year it begins in; a quarter is one of the calendar's.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from states.dates import months_after

APRIL, MONTHS_A_QUARTER = 4, 3
ONE_DAY = dt.timedelta(1)
_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])", re.ASCII)


class Measure(StrEnum):
    """What a target may be set for."""

    SIGNATORIES = "signatories"
    ASSURED = "assured"
    TRAINED = "trained"
    ACTIVE = "active"
    DECISION = "decision"


MOST: dict[Measure, int] = dict.fromkeys(Measure, 100000) | {Measure.DECISION: 500}
"""The greatest target that is no slip of the pen: bodies, ISPs, people; for a decision working days (our default)."""


class Standing(StrEnum):
    """How far a figure is, seen from its target."""

    NO_TARGET = "no_target"
    NOT_KNOWN = "not_known"
    REACHED = "reached"
    ON_LINE = "on_line"
    BELOW_LINE = "below_line"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: the least it is and the most it can be, where a source only bounds it; None is not known."""

    least: int | None = None
    most: int | None = None

    @property
    def exact(self) -> int | None:
        """The figure, where it is exactly one."""
        return self.least if self.least == self.most else None


def counted(answers: Iterable[bool | None]) -> Figure:
    """Count yes as certain and not known as possible."""
    found = list(answers)
    return Figure(found.count(True), len(found) - found.count(False))


def year_of(day: dt.date) -> int:
    """The financial year of a day, by the year it begins in."""
    return day.year if day.month >= APRIL else day.year - 1


def first_day(year: int) -> dt.date:
    """1 April."""
    return dt.date(year, APRIL, 1)


def last_day(year: int) -> dt.date:
    """31 March."""
    return dt.date(year + 1, APRIL, 1) - ONE_DAY


def month_ends(year: int, today: dt.date) -> list[dt.date]:
    """The day before the year, each month's last day that is over, and today where the year still runs."""
    firsts = [dt.date(year + (month > 12), (month - 1) % 12 + 1, 1) for month in range(APRIL, APRIL + 13)]  # noqa: PLR2004 - a year's months
    found = [first - ONE_DAY for first in firsts if first - ONE_DAY <= today]
    return [*found, today] if found and found[-1] < today < last_day(year) else found


def on_the_line(begun: int, target: int, year: int, day: dt.date) -> int:
    """What a count that grows evenly from the year's beginning to its target would be, rounded down."""
    before, end = first_day(year) - ONE_DAY, last_day(year)
    passed = min(max((day - before).days, 0), (end - before).days)
    return begun + max(target - begun, 0) * passed // (end - before).days


def standing(measure: Measure, target: int | None, begun: Figure, now: Figure, year: int, day: dt.date) -> Standing:
    """How far it is at the end of this day. A target for a decision is a most; every other is a least by 31 March."""
    if target is None:
        return Standing.NO_TARGET
    if now.least is None or now.most is None:
        return Standing.NOT_KNOWN
    if measure is Measure.DECISION:
        return Standing.REACHED if now.most <= target else Standing.MISSED
    if now.least >= target or day >= last_day(year):
        return _against(now, target, Standing.REACHED, Standing.MISSED)
    if now.most >= target or begun.exact is None:
        return Standing.NOT_KNOWN
    return _against(now, on_the_line(begun.exact, target, year, day), Standing.ON_LINE, Standing.BELOW_LINE)


def _against(now: Figure, wanted: int, there: Standing, short: Standing) -> Standing:
    if now.least is not None and now.least >= wanted:
        return there
    return Standing.NOT_KNOWN if now.most is not None and now.most >= wanted else short


def active(at_work: int, last: dt.date | None, day: dt.date, months: int) -> bool | None:
    """Whether a facilitator is active: named for an ISP in progress, or lately; None where nobody knows since when.

    Being trained lately is not being active (report 4.34 counts the trained who do not facilitate).
    """
    if at_work:
        return True
    return None if last is None else day <= months_after(last, months)


def middle(days: Iterable[int]) -> int | None:
    """The median, rounded up to whole days; None of nothing."""
    found = sorted(days)
    return -int(-median(found) // 1) if found else None


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    def __str__(self) -> str:
        """As it is written: 2026-Q3."""
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, (self.number - 1) * MONTHS_A_QUARTER + 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.next.first - ONE_DAY

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)  # noqa: PLR2004 - quarters

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def quarter_of(day: dt.date) -> Quarter:
    """The quarter of a day."""
    return Quarter(day.year, (day.month - 1) // MONTHS_A_QUARTER + 1)


def a_quarter(written: str) -> Quarter | None:
    """Read a quarter such as 2026-Q3; None of anything else."""
    found = _QUARTER.fullmatch(written.strip())
    return Quarter(int(found[1]), int(found[2])) if found and int(found[1]) > 0 else None


def last_over(today: dt.date) -> Quarter:
    """The latest quarter that is over: what a board looks at."""
    return quarter_of(today).before
