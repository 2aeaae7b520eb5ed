"""What a board's pack costs in a large installation: seconds for all four papers and for each step, and queries.

    python benchmarks/board_pack.py [--isps 10000] [--history 20] [--turns 2] [--keep FOLDER]

Fills a home as `pages.py` does, says what each ISP serves, and makes the pack of the quarter in which its time stands.
"""

import argparse
import contextlib
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from pages import Queries, _filled, fill, installation
from sqlalchemy import insert
from sqlmodel import select

from ispdesk import board
from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from models.database import make_engine, migrate, reading
from models.tables.isp import Isp, IspServes
from states.calendar import local_day
from states.targets import quarter_of


def serve(app: App) -> None:
    """What each ISP serves, a row for each pair, as the door keeps them."""
    with reading(app.engine) as session:
        rows = [
            {"area": area, "place": place, "isp_id": isp}
            for isp, areas, places in session.exec(select(Isp.id, Isp.service_areas, Isp.places))
            for area in areas
            for place in places
        ]
    with app.engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        connection.execute(insert(IspServes), rows)


def measure(app: App) -> dict[str, Any]:
    """One pack: seconds in all and from each step to the next."""
    counted, steps, begun, at = Queries(app.engine), [], time.perf_counter(), app.now()
    used = time.process_time()
    with reading(app.engine) as session:
        pack = board.made(
            session, quarter_of(local_day(at)), at, lambda name: steps.append((name, time.perf_counter()))
        )
    ended = time.perf_counter()
    ends = [when for _, when in steps[1:]] + [ended]
    return {
        "seconds": round(ended - begun, 2),
        "processor": round(time.process_time() - used, 2),
        "queries": counted.number,
        "steps": {name: round(end - when, 2) for (name, when), end in zip(steps, ends, strict=True)},
        "kilobytes": {one.name: len(one.content) // 1000 for one in pack.files},
    }


def main() -> None:
    """Build, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--isps", type=int, default=10_000)
    wanted.add_argument("--history", type=int, default=20, help="rows an ISP")
    wanted.add_argument("--turns", type=int, default=2)
    wanted.add_argument("--keep", type=Path)
    asked = wanted.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder / 'ispdesk.db'}"
        made = asked.keep is not None and _filled(url)
        app = App(Settings(home=folder, database_url=url), make_engine(url))
        if made:
            migrate(app.engine)
        else:
            installation(app)
            fill(app, asked.isps, asked.history)
            serve(app)
        print(json.dumps([measure(app) for _ in range(asked.turns)], indent=2))
        app.engine.dispose()


if __name__ == "__main__":
    main()
