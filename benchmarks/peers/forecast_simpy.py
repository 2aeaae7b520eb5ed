"""The forecast's model once more as events in simpy, and how much longer that takes for the same answer.

    cd benchmarks/peers && uv run python forecast_simpy.py [--isps 1000] [--runs 50] [--of 10000]

The same blocks of the past are drawn from the same urn. In simpy the queue is a priority store: resubmissions come
before first submissions, and the team takes from it on each day as many as it decided on the day drawn. The peer does
`--runs` runs and its time is taken times `--of` / `--runs`; ours does all of them. Prints both and how far their dates
lie apart, as JSON.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import simpy

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from forecast import SEED, question  # noqa: E402 - what is compared lies beside this folder

from states.forecast import BLOCK, PastDay, forecast  # noqa: E402 - likewise


def drawn(past: list[PastDay], weekday: int, chance: Random) -> Iterator[PastDay]:
    """The days of one run: blocks drawn from the urn, laid end to end."""
    around = [*past, *past[:BLOCK]]
    starts = [n for n, day in enumerate(past) if day.day.weekday() == weekday]
    kept: list[int] = []
    while True:
        new = chance.random() * (len(past) / BLOCK + len(kept)) < len(past) / BLOCK
        start = chance.choice(starts if new or not kept else kept)
        kept.append(start)
        yield from around[start : start + BLOCK]


def one_run(isps: int, past: list[PastDay], weekday: int, chance: Random) -> list[int]:
    """The day (from 1) on which each ISP in line is decided."""
    env = simpy.Environment()
    queue = simpy.PriorityStore(env)
    decided = [0] * isps
    left = env.event()

    def team() -> Iterator[Any]:
        waiting = isps
        for n in range(isps):
            yield queue.put(simpy.PriorityItem((1, n), n))
        for number, day in enumerate(drawn(past, weekday, chance)):
            yield env.timeout(1)
            for again in range(day.again):
                yield queue.put(simpy.PriorityItem((0, number, again), None))
            for _ in range(day.decided):
                if not queue.items:
                    break
                taken = yield queue.get()
                if taken.item is not None:
                    decided[taken.item] = int(env.now)
                    waiting -= 1
            if not waiting:
                left.succeed()
                return

    env.process(team())
    env.run(until=left)
    return decided


def main() -> None:
    """Compare."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--isps", type=int, default=1000)
    options.add_argument("--runs", type=int, default=50)
    options.add_argument("--of", type=int, default=10_000)
    given = options.parse_args()
    line, past, ahead = question(given.isps)
    begun = time.process_time()
    ours = forecast(line, past, ahead, runs=given.of)
    our_time = time.process_time() - begun
    chance, weekday = Random(SEED), ahead.days[0].weekday()  # noqa: S311 - chance of a benchmark
    begun = time.process_time()
    runs = [one_run(given.isps, past, weekday, chance) for _ in range(given.runs)]
    their_time = (time.process_time() - begun) * given.of / given.runs
    place = {day: n for n, day in enumerate(ahead.days, start=1)}
    apart = {}
    for n in (0, given.isps // 10, given.isps // 2, given.isps - 1):
        theirs = sorted(run[n] for run in runs)[given.runs // 2]
        mine = ours.isps[n].dates[0]
        apart[n + 1] = {"ours": place[mine] if mine else None, "simpy": theirs}
    print(
        json.dumps(
            {
                "ours, processor seconds": round(our_time, 3),
                "simpy, processor seconds for as many runs": round(their_time, 1),
                "ratio": round(their_time / our_time),
                "working days to the decision with 50 %, by place": apart,
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
