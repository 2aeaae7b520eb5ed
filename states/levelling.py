"""Load levelling: review dates spread within a tolerance, so that no month asks more of the team than it can do.

A date moves by whole weeks, so that it keeps its day of the week. It is never earlier than its tolerance, never before
whole notice can be given, and never later than the policy allows. The same pile gives the same dates, each with why.

`spread` is exact: the fullest month is the least that any choice within the tolerances can give, or `enough`, whichever
is more; of such choices it takes one that moves few dates by few weeks. Months are nodes of a network along which dates
are passed on by the cheapest path (successive shortest paths). Where no path leads to a month with room, the months
that can be reached are full whatever is done, and only then may they take one more (Hall's theorem).
"""

import datetime as dt
import heapq
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

WEEK: Final = dt.timedelta(days=7)
FULLEST: Final = Fraction(5, 4)
"""The fullest month is at most this many times the mean month, where the tolerances let it be (our default)."""
ROOM: Final = Fraction(11, 10)
"""The same for one new date beside those that stand: less, since others come after it (our default)."""
A_MOVE: Final = 7
"""Days that a date is worth which need not move at all: its coordinator hears nothing (our default)."""
Load = Mapping[dt.date, int]
"""Reviews by month; a month is its first day."""
Why = Literal["stays", "full", "room", "notice", "latest", "fixed"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One review: the day that it would have by itself, and the days between which it may lie.

    `first`: none before it, because notice has to be given whole. `last`: none after it (the policy), None where that
    is not known: then it is never moved later.
    """

    key: str
    wish: dt.date
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Placed:
    """One review with its day, `weeks` later (negative: earlier) than it would have had by itself, and why.

    `had` and `has`: reviews in the month that was wished for, and in that which was chosen, without this one and before
    anything moved. `why`: `full` the month wished for is fuller than it should be; `room` others come into it from
    months that are, and this one goes on; `notice` and `latest` it may not lie
    where it was wished for; `fixed` there is no day where it may lie, so that it stays.
    """

    key: str
    wish: dt.date
    day: dt.date
    why: Why
    had: int
    has: int

    @property
    def weeks(self) -> int:
        """How many weeks later than wished for; negative where it is earlier."""
        return (self.day - self.wish).days // 7


@dataclass(frozen=True, slots=True)
class Plan:
    """Every review with its day; the load by month before and after, and what a month was allowed to have."""

    placed: tuple[Placed, ...]
    before: Load
    after: Load
    enough: int

    @property
    def moved(self) -> tuple[Placed, ...]:
        """Those whose day is another."""
        return tuple(one for one in self.placed if one.day != one.wish)


def month_of(day: dt.date) -> dt.date:
    """The first day of a day's month."""
    return day.replace(day=1)


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Each month from that of one day to that of another, both included."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(begin, end + 1)]


def days_for(one: Wanted, weeks: int) -> dict[dt.date, dt.date]:
    """By month, the day nearest to the one wished for on which this review may lie; empty where there is none."""
    last = one.wish if one.last is None else one.last
    found: dict[dt.date, dt.date] = {}
    for n in sorted(range(-weeks, weeks + 1), key=lambda n: (abs(n), n)):
        day = one.wish + n * WEEK
        if one.first <= day <= last:
            found.setdefault(month_of(day), day)
    return found


def enough_for(total: int, months: int, a_month: int, most: Fraction = FULLEST) -> int:
    """How many reviews a month may have before any is moved out of it."""
    return max(a_month, int(total * most / max(months, 1)))


def propose(one: Wanted, load: Load, weeks: int, a_month: int) -> Placed:
    """A day for one new review beside those that stand: the nearest month with room, else the emptiest in reach.

    A month has room up to ROOM times the mean of all months that have reviews or are in reach.
    """
    days = days_for(one, weeks)
    had = load.get(month_of(one.wish), 0)
    if not days:
        return Placed(one.key, one.wish, one.wish, "fixed", had, had)
    there = [month for month, n in load.items() if n] + list(days)
    level = enough_for(sum(load.values()) + 1, len(months_between(min(there), max(there))), a_month, ROOM)

    def near(month: dt.date) -> tuple[int, dt.date]:
        return abs((days[month] - one.wish).days), month

    room = [month for month in days if load.get(month, 0) < level]
    chosen = min(room or days, key=near if room else lambda month: (load.get(month, 0), *near(month)))
    return _placed(one, days[chosen], load, {})


def spread(wanted: Iterable[Wanted], fixed: Load, weeks: int, a_month: int) -> Plan:
    """A day for every review of a pile; `fixed`: reviews by month that stay where they are."""
    every = sorted(wanted, key=lambda one: (one.wish, one.key))
    found = {one.key: days_for(one, weeks) for one in every}
    pile = [one for one in every if found[one.key]]
    before, stays = Counter(fixed), Counter(fixed)
    before.update(month_of(one.wish) for one in every)
    stays.update(month_of(one.wish) for one in every if not found[one.key])
    enough, after, place = a_month, Counter(stays), dict[str, dt.date]()
    if pile:
        reach = months_between(min(min(found[one.key]) for one in pile), max(max(found[one.key]) for one in pile))
        enough = enough_for(len(pile) + sum(stays[month] for month in reach), len(reach), a_month)
        network = _Network(pile, [found[one.key] for one in pile], stays, reach)
        network.settle(enough)
        after.update(network.place)
        place = {one.key: month for one, month in zip(pile, network.place, strict=True)}
    placed = []
    for one in every:
        days, itself = found[one.key], {month_of(one.wish): 1}
        if days:
            found_place = _placed(one, days[place[one.key]], before, itself)
            month = month_of(one.wish)
            makes_room = found_place.why == "full" and after[month] >= before[month]
            placed.append(replace(found_place, why="room") if makes_room else found_place)
        else:
            others = before[month_of(one.wish)] - 1
            placed.append(Placed(one.key, one.wish, one.wish, "fixed", others, others))
    return Plan(tuple(placed), dict(before), dict(after), enough)


def _placed(one: Wanted, day: dt.date, load: Load, itself: Load) -> Placed:
    wished, got = month_of(one.wish), month_of(day)
    why: Why = "stays" if day == one.wish else "full"
    if one.wish < one.first:
        why = "notice"
    elif one.last is not None and one.wish > one.last:
        why = "latest"
    had = load.get(wished, 0) - itself.get(wished, 0)
    has = load.get(got, 0) - itself.get(got, 0)
    return Placed(one.key, one.wish, day, why, had, has)


class _Network:
    """Months, and what it costs in days to pass one review on from a month to another."""

    def __init__(
        self, pile: Sequence[Wanted], days: Sequence[Mapping[dt.date, dt.date]], fixed: Load, months: Sequence[dt.date]
    ) -> None:
        self.cost = [
            {month: abs((day - one.wish).days) + A_MOVE * (day != one.wish) for month, day in of.items()}
            for one, of in zip(pile, days, strict=True)
        ]
        self.place = [min(costs, key=lambda month, costs=costs: (costs[month], month)) for costs in self.cost]  # type: ignore[misc]  # bound at once
        self.load = Counter({month: fixed.get(month, 0) for month in months})
        self.load.update(self.place)
        self._edges: dict[dt.date, dict[dt.date, list[tuple[int, int]]]] = {month: {} for month in months}
        for one in range(len(self.cost)):
            self._offer(one)

    def _offer(self, one: int) -> None:
        """Offer a review, from where it lies, to every other month in which it may lie."""
        here, costs = self.place[one], self.cost[one]
        for month, cost in costs.items():
            if month != here:
                heapq.heappush(self._edges[here].setdefault(month, []), (cost - costs[here], one))

    def _cheapest(self, of: dt.date, to: dt.date) -> tuple[int, int] | None:
        heap = self._edges[of].get(to, [])
        while heap and self.place[heap[0][1]] != of:
            heapq.heappop(heap)
        return heap[0] if heap else None

    def settle(self, enough: int) -> None:
        """Pass reviews on until no month has more than it may; a month may have more only where nothing else helps."""
        most = dict.fromkeys(self.load, enough)
        while over := [month for month in sorted(self.load) if self.load[month] > most[month]]:
            for month in over:
                while self.load[month] > most[month]:
                    cost, came = self._reached(month)
                    room = [to for to in cost if self.load[to] < most[to]]
                    if not room:
                        least = min(most[full] for full in cost)
                        for full in cost:  # no day of theirs lies elsewhere: together they have too many
                            most[full] += most[full] == least
                        break
                    self._pass_on(min(room, key=lambda to: (cost[to], to)), came)
        self._bring_back(most)

    def _bring_back(self, most: Mapping[dt.date, int]) -> None:
        """Undo what was moved before a month was allowed more."""
        better = True
        while better:
            better = False
            for month in sorted(self.load):
                cost, came = self._reached(month)
                room = [to for to in cost if self.load[to] < most[to] and cost[to] < 0]
                if room:
                    self._pass_on(min(room, key=lambda to: (cost[to], to)), came)
                    better = True

    def _reached(self, start: dt.date) -> tuple[dict[dt.date, int], dict[dt.date, tuple[dt.date, int]]]:
        """The months to which a review can be passed on from one, at what cost, and along which reviews."""
        cost, came = {start: 0}, dict[dt.date, tuple[dt.date, int]]()
        waiting, queued = deque([start]), {start}
        while waiting:
            here = waiting.popleft()
            queued.discard(here)
            for to in sorted(self._edges[here]):
                found = self._cheapest(here, to)
                if found is None or (to in cost and cost[here] + found[0] >= cost[to]):
                    continue
                cost[to], came[to] = cost[here] + found[0], (here, found[1])
                if to not in queued:
                    waiting.append(to)
                    queued.add(to)
        return cost, came

    def _pass_on(self, to: dt.date, came: Mapping[dt.date, tuple[dt.date, int]]) -> None:
        """Pass a review on along a path: each of its months gets one from the month before."""
        last = to
        changed = []
        while to in came:
            here, one = came[to]
            self.place[one] = to
            changed.append(one)
            to = here
        self.load[to] -= 1
        self.load[last] += 1
        for one in changed:
            self._offer(one)
