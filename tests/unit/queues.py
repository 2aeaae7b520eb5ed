"""Made-up queues, day by day, in three kinds of house; the forecaster sees the past and the line, never the kind."""

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from random import Random

from states.forecast import PastDay

START = dt.date(2020, 1, 1)
PAST, LONGEST = 320, 4000
"""Working days before the question is asked, and after it until everything that waited is decided."""


def working_days(since: dt.date = START) -> Iterator[dt.date]:
    return (day for n in count() if (day := since + dt.timedelta(n)).weekday() < 5)


DAYS = list(islice(working_days(), PAST + LONGEST))


def poisson(chance: Random, mean: float) -> int:
    """How many of something rare happen on a day."""
    limit, product, number = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        number += 1
    return number


@dataclass
class House:
    """What a kind of house keeps from day to day: who waits in which order, who is at work on what until when."""

    chance: Random
    line: list[int] = field(default_factory=list)
    desks: list[tuple[int, float]] = field(default_factory=list)
    back: dict[int, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def come(self, number: int) -> int:
        self.line += islice(self.numbers, number)
        return number


Day = tuple[list[int], int, int, int]
"""Who was decided, how many came again, came for the first time, and left for good."""


def steady(chance: Random) -> Callable[[int], tuple[Day, list[int]]]:
    """A team that decides so many a day by chance, in the order in which they came; as many come as leave."""
    house, pace = House(chance), chance.uniform(0.15, 1.5)
    house.come(chance.randrange(5, 60))

    def step(_day: int) -> tuple[Day, list[int]]:
        came = house.come(poisson(chance, pace))
        number = poisson(chance, pace)
        decided, house.line = house.line[:number], house.line[number:]
        return (decided, 0, came, len(decided)), house.line

    return step


def meetings(chance: Random) -> Callable[[int], tuple[Day, list[int]]]:
    """A group that meets about once a month and takes as many as those who came can manage; they come in batches."""
    house, every, most = House(chance), chance.choice([15, 20, 21]), chance.randrange(4, 9)
    house.come(chance.randrange(5, 40))
    pace = 0.75 * most / every

    def step(day: int) -> tuple[Day, list[int]]:
        came = house.come(sum(chance.randrange(1, 5) for _ in range(poisson(chance, pace / 2.5))))
        number = sum(chance.random() < 0.75 for _ in range(most)) if day % every == every - 1 else 0
        decided, house.line = house.line[:number], house.line[number:]
        return (decided, 0, came, len(decided)), house.line

    return step


def desks(chance: Random) -> Callable[[int], tuple[Day, list[int]]]:
    """Two to four people, each on one at a time for an uneven while, away in spells; a fifth go back and come again.

    Those that come again go in front; more come in spring.
    """
    house, people, mean = House(chance), chance.randrange(2, 5), chance.uniform(4, 12)
    house.come(chance.randrange(5, 50))
    pace = 0.75 * people / mean
    away = [0] * people
    at: list[tuple[int, float] | None] = [None] * people

    def step(day: int) -> tuple[Day, list[int]]:
        came = house.come(poisson(chance, pace * (1 + 0.5 * math.sin(day / 41))))
        again = [one for one, when in house.back.items() if when <= day]
        for one in again:
            del house.back[one]
        house.line = again + house.line
        decided: list[int] = []
        left = 0
        for n in range(people):
            if away[n]:
                away[n] -= 1
                continue
            if chance.random() < 0.012:
                away[n] = chance.randrange(4, 15)
            now = at[n]
            if now is None and house.line:
                now = at[n] = (house.line.pop(0), chance.lognormvariate(math.log(mean) - 0.18, 0.6))
            if now is not None:
                at[n] = now = (now[0], now[1] - 1)
                if now[1] <= 0:
                    decided.append(now[0])
                    at[n] = None
                    if chance.random() < 0.2:
                        house.back[now[0]] = day + chance.randrange(10, 30)
                    else:
                        left += 1
        working = sorted((one for one in at if one is not None), key=lambda one: one[1])
        return (decided, len(again), came, left), [one for one, _ in working] + house.line

    return step


HOUSES = (steady, meetings, desks)


@dataclass(frozen=True)
class Asked:
    """A queue at the moment it is asked about: its past, its line, and the day on which one of it was decided."""

    past: list[PastDay]
    line: list[str]
    drawn: str
    decided: dt.date


def ask(house: Callable[[Random], Callable[[int], tuple[Day, list[int]]]], seed: int) -> Asked:
    """Let a house of this kind live for more than a year, ask about one of those who wait, and let it live on."""
    chance = Random(f"{house.__name__}:{seed}")  # noqa: S311 - chance of a made-up queue
    step = house(chance)
    past: list[PastDay] = []
    waited = 1
    day = 0
    line: list[int] = []
    while day < PAST or not line:
        (decided, again, came, left), line = step(day)
        past.append(PastDay(DAYS[day], waited + came + again, len(decided), again, (came, 0), left))
        waited = len(line)
        day += 1
    drawn, asked = chance.choice(line), [str(one) for one in line]
    while True:
        (decided, *_), _line = step(day)
        if drawn in decided:
            return Asked(past, asked, str(drawn), DAYS[day])
        day += 1
