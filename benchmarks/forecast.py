"""What a forecast costs: 1,000 queued ISPs, 10,000 runs, with and without dates for the whole queue and a what-if.

    python benchmarks/forecast.py [--isps 1000] [--runs 10000] [--turns 3]

Prints seconds of wall clock and of the processor (the least of the turns) as JSON. On a machine that other work shares
only the processor's seconds can be compared.
"""

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count, islice
from random import Random

from states.forecast import PAST, Ahead, Forecast, InLine, PastDay, WhatIf, forecast

SEED = 7
AHEAD = 1300


def question(isps: int) -> tuple[list[InLine], list[PastDay], Ahead]:
    """A queue of so many, a year in which about eleven decisions fell in two weeks, and five years to come."""
    chance = Random(SEED)  # noqa: S311 - chance of a benchmark
    every = (dt.date(2025, 1, 1) + dt.timedelta(n) for n in count())
    days = list(islice((day for day in every if day.weekday() < 5), PAST + AHEAD))
    past = []
    for day in days[:PAST]:
        decided = chance.choice((0, 1, 1, 2, 2))
        came = (chance.choice((0, 0, 1)), 0)
        past.append(PastDay(day, 9, decided, int(chance.random() < 0.1), came, decided, 2.0))
    return [InLine(f"I{n}") for n in range(isps)], past, Ahead(days[PAST:], [2.0] * AHEAD)


def timed(asked: Callable[[], Forecast], turns: int) -> tuple[Forecast, dict[str, float]]:
    """The least wall-clock and processor seconds of so many turns."""
    wall, cpu = [], []
    for _ in range(turns):
        begun, used = time.perf_counter(), time.process_time()
        found = asked()
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - used)
    return found, {"wall": round(min(wall), 3), "processor": round(min(cpu), 3)}


def main() -> None:
    """Time it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--isps", type=int, default=1000)
    options.add_argument("--runs", type=int, default=10_000)
    options.add_argument("--turns", type=int, default=3)
    given = options.parse_args()
    line, past, ahead = question(given.isps)
    bare = [replace(day, there=None) for day in past]
    found, isps = timed(lambda: forecast(line, bare, ahead, runs=given.runs), given.turns)
    _, whole = timed(lambda: forecast(line, past, ahead, runs=given.runs, under=(20, 10)), given.turns)
    more = WhatIf(assurers=1)
    _, what_if = timed(lambda: forecast(line, past, ahead, runs=given.runs, under=(20, 10), what_if=more), given.turns)
    print(
        json.dumps(
            {
                "isps": given.isps,
                "runs": given.runs,
                "each ISP": isps,
                "each ISP and the whole": whole,
                "with one more assurer": what_if,
                "last ISP": [str(day) for day in found.isps[-1].dates],
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
