"""`python tests/faults`: the kill harness at full length on both databases."""

import argparse
import json
import random
import sys
from dataclasses import asdict

import harness


def main() -> int:
    """Run as asked and print each run's figures as JSON; 1 where anything does not hold."""
    asked = argparse.ArgumentParser(description="Kill ISP Desk's processes at random and see that nothing is lost.")
    asked.add_argument("--kills", type=int, default=1000, help="SIGKILLs on each database")
    asked.add_argument("--seed", type=int, default=None, help="the seed of a run to repeat")
    asked.add_argument("--database", choices=("sqlite", "postgresql"), action="append", help="one of them only")
    chosen = asked.parse_args()
    good = True
    for database in chosen.database or ("sqlite", "postgresql"):
        seed = random.SystemRandom().randrange(2**31) if chosen.seed is None else chosen.seed
        print(f"{database}: seed {seed}", file=sys.stderr, flush=True)  # noqa: T201 - a command's output
        figures = harness.on(database, chosen.kills, seed)
        print(json.dumps(asdict(figures), indent=1), flush=True)  # noqa: T201 - likewise
        good = good and figures.ok
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
