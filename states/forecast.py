"""When the queue's ISPs can expect a decision: the team's own past days drawn again and again, ten thousand times.

One run: blocks of four weeks of the past year are drawn, whole, and laid end to end. The first block drawn may be any;
each later one is a new draw or, the more likely the shorter the past, a copy of one drawn before in this run (a Pólya
urn of as many balls as the past has blocks). So a run holds the chance of the days to come, and our ignorance of the
pace behind them. An ISP is decided when the run's decisions, less the resubmissions that came in before it, reach its
place. All of this is our default.

Days of the past and of the time to come are reckoned in days of the team as it was on average: with one more assurer
a working day is worth more of them, with half the team away less.
"""

import datetime as dt
import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add, sub
from random import Random
from typing import TypeAlias

from states.words import Sentence

RUNS = 10_000
BLOCK = 20
"""Working days that are drawn together: four weeks, so that a month's meeting and a slow week stay what they were."""
PAST = 260
"""Working days that are looked back at: a year."""
FEWEST_DAYS, FEWEST_DECISIONS = 60, 12
"""The least that a forecast is made from: twelve weeks in which something waited, and twelve decisions in them."""
DAILY, WEEK, WEEKLY = 20, 5, 130
"""The runs are looked at after each working day of four weeks, each week of half a year, then every four weeks.

Between those days the decisions of a stretch are taken as spread over it.
"""
SHARES = (0.5, 0.85, 0.95)
BAND = (0.05, 0.5, 0.95)
"""Shares of the runs in which the queue is at most so long: nine runs in ten lie between the first and the last."""

Dates: TypeAlias = tuple[dt.date | None, dt.date | None, dt.date | None]
NO_DATES: Dates = (None, None, None)


@dataclass(frozen=True, slots=True)
class PastDay:
    """One working day: how many waited with the team at its opening or came on it, and what was done.

    `decided`: decisions of every kind. `again`: resubmissions that came. `came`: rounds that opened, of first and of
    later versions; `left`: rounds that ended. `there`: the team's days of work on it, None where that is not known.
    """

    day: dt.date
    waited: int
    decided: int = 0
    again: int = 0
    came: tuple[int, int] = (0, 0)
    left: int = 0
    there: float | None = None


@dataclass(frozen=True, slots=True)
class InLine:
    """One ISP with an open round: its class of work, whether the coordinator has it, and the days that may decide it.

    `days`: days of its group's meetings, on which it is decided; empty for the team's own. `not_before`: the first day
    on which it is taken, where it was put aside.
    """

    reference: str
    kind: str = "first_version"
    with_coordinator: bool = False
    days: tuple[dt.date, ...] = ()
    not_before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """The working days to come, the first being the first whose close is ahead, and the team's days of work on each."""

    days: Sequence[dt.date]
    there: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Another team: assurers more (or fewer), facilitators' days of peer review a month, kinds of work that stop."""

    assurers: float = 0
    lent_days_a_month: float = 0
    stop: frozenset[str] = frozenset()


KINDS = ("first_version", "later_version", "resubmission")
"""Classes of work that can be stopped; what belongs to one is set aside and not counted."""
WORKING_DAYS_A_MONTH = 260 / 12


@dataclass(frozen=True, slots=True)
class Sample:
    """What a forecast was made from."""

    days: int
    decisions: int
    first: dt.date | None
    last: dt.date | None
    runs: int


@dataclass(frozen=True, slots=True)
class Expected:
    """The days by which one ISP is decided with 50, 85 and 95 %; `why` says why a day is not known."""

    reference: str
    dates: Dates = NO_DATES
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Under:
    """The days by which fewer than so many ISPs wait."""

    under: int
    dates: Dates = NO_DATES
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """How many wait at most after a working day: in 5 % of the runs `low`, in half `middle`, in 95 % `high`."""

    day: dt.date
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Dates for each ISP in line and for the whole; `why` is set where there are none at all."""

    sample: Sample
    isps: tuple[Expected, ...]
    awaiting: int
    set_aside: int
    under: tuple[Under, ...]
    why: Sentence | None = None
    lengths: tuple[Length, ...] = ()


TOO_SHORT = Sentence(
    "The history is too short. Decisions: {decisions}, at least {fewest_decisions} are needed. Working days on which "
    "something waited: {days}, at least {fewest_days}.",
    "Mae'r hanes yn rhy fyr. Penderfyniadau: {decisions}; mae angen o leiaf {fewest_decisions}. Diwrnodau gwaith pan "
    "oedd rhywbeth yn aros: {days}; mae angen o leiaf {fewest_days}.",
)
WITH_COORDINATOR = Sentence(
    "It is with its coordinator: its date is known when it comes back.",
    "Mae gyda'i gydlynydd: bydd ei ddyddiad yn hysbys pan ddaw'n ôl.",
)
STOPPED = Sentence("This work is set aside.", "Rhoddwyd y gwaith hwn o'r neilltu.")
BEYOND = Sentence("Not before {last}, where the calendar ends.", "Nid cyn {last}, lle mae'r calendr yn gorffen.")
NO_MEETING = Sentence("No meeting of its group is planned.", "Ni threfnwyd cyfarfod o'i grŵp.")
NOBODY_THERE = Sentence("Nobody of the team is there to decide.", "Nid oes neb o'r tîm yno i benderfynu.")


def forecast(
    line: Sequence[InLine],
    past: Sequence[PastDay],
    ahead: Ahead,
    *,
    what_if: WhatIf | None = None,
    under: Sequence[int] = (),
    runs: int = RUNS,
    weeks: int = 0,
) -> Forecast:
    """Forecast the queue in its order from the past (oldest first); its length after so many weeks, where asked.

    Chance is seeded with the past and the first day ahead, so the same question has the same answer, and a *what if*
    differs from what is by nothing but itself.
    """
    change = what_if or WhatIf()
    counted = [one for one in line if one.kind not in change.stop]
    used = [day for day in past[-PAST:] if (day.waited or day.decided) and day.there != 0]
    decisions = sum(day.decided for day in used)
    first, last = (used[0].day, used[-1].day) if used else (None, None)
    sample = Sample(len(used), decisions, first, last, runs)
    why = None
    if len(used) < FEWEST_DAYS or decisions < FEWEST_DECISIONS:
        why = TOO_SHORT.with_values(
            decisions=decisions, days=len(used), fewest_decisions=FEWEST_DECISIONS, fewest_days=FEWEST_DAYS
        )
    elif not ahead.days:
        why = BEYOND.with_values(last=last)
    worth = [] if why else list(accumulate(_worth(used, ahead, change)))
    if why is None and not worth[-1]:
        why = NOBODY_THERE
    if why is not None:
        isps = tuple(Expected(one.reference, why=STOPPED if one.kind in change.stop else why) for one in line)
        none = tuple(Under(number, why=why) for number in under)
        return Forecast(sample, isps, len(counted), len(line) - len(counted), none, why)
    model = _Model(used, ahead, worth, change, runs)
    return Forecast(
        sample,
        tuple(_each(line, model)),
        len(counted),
        len(line) - len(counted),
        tuple(_whole(len(counted), under, model)),
        lengths=tuple(_lengths(len(counted), weeks, model)),
    )


def _worth(used: Sequence[PastDay], ahead: Ahead, change: WhatIf) -> list[float]:
    """What each working day to come is worth, in working days of the team as it was on average."""
    there = [day.there for day in used if day.there is not None]
    usual = sum(there) / len(there) if there else None
    if usual is None or ahead.there is None:
        return [1.0] * len(ahead.days)
    more = change.assurers + change.lent_days_a_month / WORKING_DAYS_A_MONTH
    return [max(present + more, 0) / usual for present in ahead.there]


class _Model:
    """The runs: which block each drew in each place, and what it had come to before it."""

    def __init__(self, used: Sequence[PastDay], ahead: Ahead, worth: list[float], change: WhatIf, runs: int) -> None:
        self.days, self.worth, self.runs = ahead.days, worth, runs
        self.stop = change.stop
        seed = hashlib.sha256(repr((ahead.days[0], used)).encode()).digest()
        self._chance = Random(seed)  # noqa: S311 - a forecast, not a secret
        block = min(BLOCK, len(used))
        same = [n for n in range(len(used)) if used[n].day.weekday() == ahead.days[0].weekday()]
        starts = same or list(range(len(used)))
        around = [*used, *used[:block]]
        self.block = block
        self._balls = len(used) / block
        again = "resubmission" not in change.stop
        self.decided = _sums(starts, block, [day.decided - (day.again if again else 0) for day in around])
        self.left = _sums(starts, block, [day.left for day in around])
        kinds = [n for n, kind in enumerate(KINDS[:2]) if kind not in change.stop]
        came = [sum(day.came[n] for n in kinds) for day in around]
        self.came = _sums(starts, block, came)
        as_usual = worth[-1] == len(worth)
        self.net = _sums(starts, block, [day.left - c for day, c in zip(around, came, strict=True)]) if as_usual else []
        self._drawn: list[list[int]] = []
        self._before: dict[int, list[list[int]]] = {}
        self._starts = len(starts)

    def drawn(self, place: int) -> list[int]:
        """The block that each run draws in this place."""
        while len(self._drawn) <= place:
            self._draw()
        return self._drawn[place]

    def _draw(self) -> None:
        at, starts, kept = len(self._drawn), self._starts, self._drawn
        new = self._balls / (self._balls + at)
        by_new, by_old = starts / new, at / (1 - new) if at else 0.0
        chance = self._chance.random
        self._drawn.append(
            [
                int(u * by_new) if u < new else kept[min(int((u - new) * by_old), at - 1)][run]
                for run, u in enumerate([chance() for _ in range(self.runs)])
            ]
        )

    def at(self, sums: list[list[int]], days: float) -> list[int]:
        """What each run has come to after so many days of the usual team; `sums` is by day of the block, then block."""
        place, within = divmod(int(days + SLACK), self.block)
        before = self._before.setdefault(id(sums), [[0] * self.runs])
        while len(before) <= place:
            whole = sums[self.block].__getitem__
            before.append(list(map(add, before[-1], map(whole, self.drawn(len(before) - 1)))))
        if not within:
            return before[place]
        return list(map(add, before[place], map(sums[within].__getitem__, self.drawn(place))))

    def fewer(self, day: int) -> Counter[int]:
        """By how many fewer wait after so many working days, and in how many runs."""
        if self.net:
            return Counter(self.at(self.net, day))
        return Counter(map(sub, self.at(self.left, self.worth[day - 1]), self.at(self.came, day)))

    def date(self, days: float | None) -> dt.date | None:
        """The working day on which so many days of the usual team have passed; None beyond the calendar."""
        if days is None:
            return None
        place = bisect_left(self.worth, days - SLACK)
        return self.days[place] if place < len(self.days) else None


SLACK = 1e-9


def _sums(starts: Sequence[int], block: int, counts: Sequence[int]) -> list[list[int]]:
    """After so many days of a block (0 to all of it): what each block had come to."""
    so_far = [0, *accumulate(counts)]
    return [[so_far[start + within] - so_far[start] for start in starts] for within in range(block + 1)]


def _grid(end: int) -> list[int]:
    days = [*range(1, DAILY + 1), *range(DAILY + WEEK, WEEKLY + 1, WEEK), *range(WEEKLY + BLOCK, end + 1, BLOCK)]
    return [day for day in days if day <= end]


def _each(line: Sequence[InLine], model: _Model) -> list[Expected]:
    """Each ISP's dates, by its place among those that the team decides."""
    places = [one for one in line if not one.with_coordinator and one.kind not in model.stop]
    reached = _reached(len(places), model)
    at = {one.reference: place for place, one in enumerate(places)}
    return [_one(one, at.get(one.reference), reached, model) for one in line]


def _reached(places: int, model: _Model) -> list[list[float]]:
    """For each share of the runs, by place: after how many days of the usual team so large a share has reached it."""
    found: list[list[float]] = [[] for _ in SHARES]
    counts = [0] * len(SHARES)
    before = 0
    for days in _grid(int(model.worth[-1] + SLACK)):
        if len(found[-1]) >= places:
            break
        for n, count in enumerate(_counts(model.at(model.decided, days))):
            rise = count - counts[n]
            found[n].extend(before + (days - before) * k / rise for k in range(1, rise + 1))
            counts[n] = max(counts[n], count)
        before = days
    return found


def _counts(runs: list[int]) -> list[int]:
    """The greatest count that 50, 85 and 95 % of the runs have reached, or more."""
    at = Counter(runs)
    reached, counts = 0, list[int]()
    for count in sorted(at, reverse=True):
        reached += at[count]
        while len(counts) < len(SHARES) and reached >= SHARES[len(counts)] * len(runs):
            counts.append(count)
    return counts


def _one(one: InLine, place: int | None, reached: list[list[float]], model: _Model) -> Expected:
    if one.kind in model.stop:
        return Expected(one.reference, why=STOPPED)
    if one.with_coordinator or place is None:
        return Expected(one.reference, why=WITH_COORDINATOR)
    found = [model.date(days[place]) if place < len(days) else None for days in reached]
    why = BEYOND.with_values(last=model.days[-1]) if None in found else None
    if one.not_before is not None:
        found = [None if day is None else max(day, one.not_before) for day in found]
    if one.days:
        found = [None if day is None else next((met for met in one.days if met >= day), None) for day in found]
        why = NO_MEETING if None in found and why is None else why
    return Expected(one.reference, (found[0], found[1], found[2]), why)


def _lengths(awaiting: int, weeks: int, model: _Model) -> list[Length]:
    """How many wait after each week, in 5, 50 and 95 % of the runs; never fewer than none."""
    found = []
    for day in range(WEEK, min(weeks * WEEK, len(model.days)) + 1, WEEK):
        runs, at = 0, list[int]()
        for fewer, number_of in sorted(model.fewer(day).items(), reverse=True):
            runs += number_of
            while len(at) < len(BAND) and runs >= BAND[len(at)] * model.runs:
                at.append(max(awaiting - fewer, 0))
        found.append(Length(model.days[day - 1], *at))
    return found


def _whole(awaiting: int, under: Sequence[int], model: _Model) -> list[Under]:
    """The first day looked at on which fewer than so many wait in 50, 85 and 95 % of the runs.

    What came is reckoned in working days, what left in days of the usual team.
    """
    dates: dict[int, list[dt.date | None]] = {number: [] for number in under}
    for day in (day for day in _grid(len(model.days)) if not day % WEEK):
        if all(len(found) == len(SHARES) for found in dates.values()):
            break
        at = model.fewer(day)
        for number, found in dates.items():
            runs = sum(number_of for fewer, number_of in at.items() if awaiting - fewer < number)
            while len(found) < len(SHARES) and runs >= SHARES[len(found)] * model.runs:
                found.append(model.days[day - 1])
    beyond = BEYOND.with_values(last=model.days[-1])
    made = []
    for number, found in dates.items():
        filled = [*found, None, None, None]
        made.append(Under(number, (filled[0], filled[1], filled[2]), beyond if len(found) < len(SHARES) else None))
    return made
