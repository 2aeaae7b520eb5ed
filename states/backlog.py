"""The queue's daily measurement: its four measures, the level they reach, and when a level is said again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from states.calendar import Calendar
from states.policy import Backlog
from states.when import When
from states.words import Sentence


class Level(StrEnum):
    """How bad the queue is; the level of the whole is that of the worst measure."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


ORDER = {Level.GREEN: 0, Level.AMBER: 1, Level.RED: 2}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One ISP with an open QA round: when it was first submitted (as far as known) and whether it is over budget."""

    reference: str
    submitted: When
    over_budget: bool | None = None


@dataclass(frozen=True, slots=True)
class Throughput:
    """Assurances to reckon with: dated ones of the last twelve months, and how many there are in all."""

    last_twelve_months: int
    with_dates: bool
    assured: int


@dataclass(frozen=True, slots=True)
class Range:
    """A figure that the record only bounds: its least and greatest value, and for how many items it is known."""

    min: float | None
    max: float | None
    known_for: int


@dataclass(frozen=True, slots=True)
class Measurement:
    """The queue at one close. Ages in working days, clearance in months, share as a part of one."""

    day: dt.date
    count: int
    oldest: Range
    share: Range
    clearance_min: int | None
    clearance_max: int | None
    method: Sentence
    level: Level
    reached: Mapping[str, Level]


def measure(
    waiting: Sequence[Waiting],
    throughput: Throughput,
    limits: Backlog,
    calendar: Calendar,
    day: dt.date,
) -> Measurement:
    """Measure the queue at the close of this working day."""
    oldest = _oldest(waiting, calendar, day)
    known = [item.over_budget for item in waiting if item.over_budget is not None]
    share = sum(known) / len(known) if known else None
    low, high, method = _clearance(len(waiting), throughput, limits)
    values = {
        "count": float(len(waiting)),
        "oldest_working_days": oldest.min,
        "share_over_budget": share,
        "projected_clearance_months": None if low is None else float(low),
    }
    reached = {
        name: _level(value, limits.limits[name].amber, limits.limits[name].red) for name, value in values.items()
    }
    if waiting and low is None:
        reached["projected_clearance_months"] = Level.RED  # nothing leaves the queue: no month in which it is empty
    return Measurement(
        day=day,
        count=len(waiting),
        oldest=oldest,
        share=Range(share, share, len(known)),
        clearance_min=low,
        clearance_max=high,
        method=method,
        level=max(reached.values(), key=ORDER.__getitem__),
        reached=reached,
    )


def _level(value: float | None, amber: float, red: float) -> Level:
    """A level is reached at its figure; what is not known reaches none."""
    if value is None or value < amber:
        return Level.GREEN
    return Level.RED if value >= red else Level.AMBER


def _oldest(waiting: Sequence[Waiting], calendar: Calendar, day: dt.date) -> Range:
    """The oldest age is at least the greatest of the least ages; above, only what has both ends bounds it."""
    least: list[int] = []
    most: list[int] = []
    for item in waiting:
        low, high = _age(item.submitted, calendar, day)
        if low is not None:
            least.append(low)
            if high is not None:
                most.append(high)
    lowest, highest = max(least, default=None), max(most, default=None)
    bounded = lowest is not None and highest is not None and highest >= lowest
    return Range(lowest, highest if bounded else None, len(most))


def _age(submitted: When, calendar: Calendar, day: dt.date) -> tuple[int | None, int | None]:
    """Least and greatest working days since a submission; a calendar that begins later still gives the least."""
    low = high = None
    if submitted.not_after is not None:
        low = calendar.working_days(max(submitted.not_after, calendar.first), day)
    if submitted.not_before is not None and submitted.not_before >= calendar.first:
        high = calendar.working_days(submitted.not_before, day)
    return low, high


def _clearance(awaiting: int, throughput: Throughput, limits: Backlog) -> tuple[int | None, int | None, Sentence]:
    """Months to clear the queue: from the last twelve months, or from the months that all assurances took."""
    empty = Sentence("nothing waits", "nid oes dim yn aros")
    if not awaiting:
        return 0, 0, empty
    if throughput.with_dates:
        recent = throughput.last_twelve_months
        if not recent:
            return (
                None,
                None,
                Sentence("no assurance in the last 12 months", "dim un wedi'i sicrhau yn y 12 mis diwethaf"),
            )
        months = round(awaiting * 12 / recent)
        said = Sentence(
            f"awaiting ÷ assurances of the last 12 months ({recent})",
            f"yn aros ÷ nifer a sicrhawyd yn y 12 mis diwethaf ({recent})",
        )
        return months, months, said
    if not throughput.assured or limits.months_min is None or limits.months_max is None:
        return None, None, Sentence("assurance dates are not known", "nid yw dyddiadau sicrhau'n hysbys")
    fastest = round(awaiting * limits.months_min / throughput.assured)
    slowest = round(awaiting * limits.months_max / throughput.assured)
    months_taken = f"{limits.months_min}-{limits.months_max}"
    said = Sentence(
        f"awaiting ÷ (assured {throughput.assured} ÷ the {months_taken} months they took); {limits.months_source.en}",
        f"yn aros ÷ (sicrhawyd {throughput.assured} ÷ y {months_taken} mis a gymerwyd); {limits.months_source.cy}",
    )
    return fastest, slowest, said


MOST_SILENT = 20
"""Working days for which a level can be acknowledged at the most (our default)."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A level that somebody deals with: it is not announced again before the close of the day `until`."""

    level: Level
    until: dt.date


def silent_until(calendar: Calendar, at: dt.datetime, days: int) -> dt.date:
    """The day at whose close so many working days have run, counted as a clock counts them: from the next opening."""
    return next(islice(calendar.from_day(calendar.opening_after(at)), days - 1, None))


@dataclass(frozen=True, slots=True)
class Alarm:
    """What has been said about the queue: the highest level announced, the levels measured last, what is dealt with."""

    announced: Level = Level.GREEN
    recent: tuple[Level, ...] = ()
    silence: Silence | None = None

    @property
    def clear(self) -> int:
        """How many of the latest measurements in a row were below the level announced."""
        below = [ORDER[level] < ORDER[self.announced] for level in reversed(self.recent)]
        return below.index(False) if False in below else len(below)


def step(alarm: Alarm, level: Level, clear_after: int, day: dt.date) -> tuple[Alarm, Level | None]:
    """Take the measurement of this day into account; return the new alarm and the level to announce now, if any.

    A level is announced once. After `clear_after` measurements below the announced level it is armed again for what
    lies above the highest of those. A jump over two levels is one notice. A level acknowledged for some time, and what
    lies below it, is not announced meanwhile, a higher one is; when the time is over, the first measurement that finds
    the level still standing announces it once more.
    """
    recent = (*alarm.recent, level)[-clear_after:]
    silence = alarm.silence
    silent = silence is not None and day < silence.until and ORDER[level] <= ORDER[silence.level]
    returns = silence is not None and day >= silence.until and ORDER[level] >= ORDER[silence.level]
    if returns or (not silent and ORDER[level] > ORDER[alarm.announced]):
        return Alarm(level, recent), level
    seen = Alarm(alarm.announced, recent, silence)
    if seen.clear < clear_after:
        return seen, None
    over = silence is not None and day >= silence.until
    return Alarm(max(recent, key=ORDER.__getitem__), recent, None if over else silence), None
