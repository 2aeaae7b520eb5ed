"""What measures are made of: shares of an ordered list, counts and lengths that may only be bounded, months.

A quantile is the nearest rank: the smallest value such that at least that share of the values are as small or smaller
(inverse of the empirical distribution, type 1 of Hyndman and Fan 1996). It is a length that occurred, never between
two. Where lengths are only bounded, the quantile lies between that of the least and that of the most: it rises with
each of them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from states.lives import Bounds
from states.when import When

SHARES: Final = (50, 80, 95)
"""Per cent: the median, and what four of five and nineteen of twenty stay within."""
MONTHS: Final = 12
MOST_MONTHS: Final = 120
BUCKETS: Final = (10, 20, 30, 60, 120)
"""Working days at which ages are told apart, each the last of its group (our default)."""
WORKSHOP_WEEKS: Final = (20, 30)
"""Four to six weeks as working days (report 3.10)."""


def quantile(values: Sequence[float], share: int) -> float:
    """The nearest rank of an ordered list that is not empty; `share` in per cent, above 0."""
    return values[max(-(-share * len(values) // 100), 1) - 1]


@dataclass(frozen=True, slots=True)
class Spread:
    """Lengths: how many, of how many more nothing is known, and the quantiles of SHARES (None without any)."""

    n: int
    not_known: int
    median: Bounds | None = None
    p80: Bounds | None = None
    p95: Bounds | None = None


@dataclass(slots=True)
class Lengths:
    """Lengths as they come; `add(None)` is one of which nothing is known."""

    least: list[int] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    not_known: int = 0

    def add(self, length: Bounds | None) -> None:
        """Put one in."""
        if length is None:
            self.not_known += 1
            return
        self.least.append(length.least)
        self.most.append(float("inf") if length.most is None else length.most)

    def spread(self) -> Spread:
        """Their quantiles."""
        if not self.least:
            return Spread(0, self.not_known)
        least, most = sorted(self.least), sorted(self.most)
        found = [_bounds(quantile(least, share), quantile(most, share)) for share in SHARES]
        return Spread(len(least), self.not_known, *found)


def _bounds(least: float, most: float) -> Bounds:
    return Bounds(int(least), None if most == float("inf") else int(most))


@dataclass(slots=True)
class Tally:
    """A count of what is so for certain, and of what may be so."""

    least: int = 0
    most: int = 0

    def add(self, answer: bool | None, number: int = 1) -> None:  # noqa: FBT001 - the answer is what is counted
        """Count one: yes, no or not known."""
        self.least += number if answer else 0
        self.most += 0 if answer is False else number

    def bounds(self) -> Bounds:
        """The count."""
        return Bounds(self.least, self.most)


def within(when: When, first: dt.date, last: dt.date) -> bool | None:
    """Whether it happened on one of these days: yes, no, or not known."""
    began, ended = when.not_before, when.not_after
    if (ended is not None and ended < first) or (began is not None and began > last):
        return False
    return True if began is not None and ended is not None and began >= first and ended <= last else None


def share_of(part: Tally, rest: Tally) -> Bounds | None:
    """What share of all a part is, in whole per cent rounded half up; None where there is nothing for certain or not.

    It is least where only the certain are of the part and all that may be are of the rest.
    """
    if not part.most + rest.most:
        return None
    least = _percent(part.least, part.least + rest.most)
    return Bounds(least, _percent(part.most, part.most + rest.least))


def share_in(part: Tally, whole: Tally) -> Bounds | None:
    """What share of a whole a part of it is, likewise; None where the whole has nothing for certain."""
    if not whole.least:
        return None
    return Bounds(_percent(part.least, whole.most), min(_percent(part.most, whole.least), 100))


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def bucket(length: Bounds | None, ends: Sequence[int] = BUCKETS) -> int | None:
    """The group that a length is in, counted from 0; the last is beyond all ends; None where it could be in two."""
    if length is None or length.most is None:
        place = None if length is None else _place(length.least, ends)
        return place if place == len(ends) else None
    least, most = _place(length.least, ends), _place(length.most, ends)
    return least if least == most else None


def _place(days: int, ends: Sequence[int]) -> int:
    return sum(days > end for end in ends)


def buckets(lengths: Iterable[Bounds | None], ends: Sequence[int] = BUCKETS) -> tuple[tuple[int, ...], int]:
    """How many are in each group, and of how many that cannot be said."""
    counts, unsaid = [0] * (len(ends) + 1), 0
    for length in lengths:
        place = bucket(length, ends)
        if place is None:
            unsaid += 1
        else:
            counts[place] += 1
    return tuple(counts), unsaid


def period(at: dt.date, months: int = MONTHS) -> tuple[dt.date, ...]:
    """The first days of the month of a day and of those before it, so many in all, the earliest first."""
    last = at.year * 12 + at.month - 1
    return tuple(dt.date(n // 12, n % 12 + 1, 1) for n in range(last - months + 1, last + 1))
