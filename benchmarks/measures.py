"""What measures cost: 10,000 ISPs that went the whole way, in both modes, with the memory that measuring took.

    python benchmarks/measures.py [--isps 10000] [--keep FOLDER]

Builds a home (ISPs by bulk inserts; nothing goes through the door), then measures it as at its last day and as at a
year before. Prints seconds of wall clock and of the processor, and megabytes at most while measuring, as JSON: memory
is measured in a second turn, because measuring it is slow.
"""

import argparse
import datetime as dt
import json
import random
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filling import add, installation

from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from ispdesk.views.measures import Mode, measures_view
from models.database import make_engine, reading
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History, Stream

NOW = dt.datetime(2026, 6, 10, 11, 0, tzinfo=dt.UTC)
WAY = (
    ("made_known", "identified", "nobody"), ("take_up", "scoping", "coordinator"),
    ("start_workshops", "workshops", "coordinator"), ("confirm_flows", "draft", "coordinator"),
    ("submit", "qa_queue", "team"), ("claim", "qa_review", "team"), ("return_for_amendment", "returned", "coordinator"),
    ("resubmit", "qa_queue", "team"), ("claim", "qa_review", "team"), ("assure", "assured", "nobody"),
)  # fmt: skip
OTHERS = 3
"""Rows of other kinds after each move, as in a real history."""


def ways(isps: int) -> Iterator[tuple[int, list[dt.datetime]]]:
    """Each ISP and when it made each move; some are still on their way."""
    chance = random.Random(7)  # noqa: S311 - figures, no secrets
    for n in range(1, isps + 1):
        at, moves = NOW - dt.timedelta(days=chance.randrange(20, 1500), minutes=chance.randrange(600)), []
        for _ in WAY:
            if at > NOW:
                break
            moves.append(at)
            at += dt.timedelta(days=chance.randrange(1, 70), hours=chance.randrange(9))
        yield n, moves


def histories(isps: int) -> Iterator[dict[str, Any]]:
    """The rows of every stream."""
    for n, moves in ways(isps):
        for place, (at, (kind, state, holder)) in enumerate(zip(moves, WAY, strict=False)):
            for other in range(OTHERS + 1):
                seq = place * (OTHERS + 1) + other + 1
                moved = {"version": 1, "to": state, "holder": holder, "before": {"state": state, "round": place}}
                yield {"stream": f"isp:B{n}", "seq": seq, "command_id": f"c{n}-{seq}", "role": "coordinator",
                       "kind": "flow_written" if other else kind, "body": {} if other else moved, "actor": "team",
                       "recorded_at": at, "prev_hash": f"{n:x}-{seq - 1}", "hash": f"{n:x}-{seq}"}  # fmt: skip


def holdings(isps: int) -> Iterator[dict[str, Any]]:
    """Who held each from when."""
    for n, moves in ways(isps):
        for place, (at, (_, _, holder)) in enumerate(zip(moves, WAY, strict=False)):
            yield {"version_id": n, "seq": place * (OTHERS + 1) + 1, "since": at, "party": holder}


def fill(app: App, isps: int) -> None:
    """The whole installation, from one seed."""
    installation(app)
    with app.engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        add(connection, Stream, ({"name": f"isp:B{n}", "kind": "isp", "ref": f"B{n}"} for n in range(1, isps + 1)))
        add(connection, Isp, ({"id": n, "ref": f"B{n}"} for n in range(1, isps + 1)))
        add(connection, Version, _versions(isps))
        add(connection, HoldingRow, holdings(isps))
        add(connection, History, histories(isps))


def _versions(isps: int) -> Iterator[dict[str, Any]]:
    for n, moves in ways(isps):
        _, state, holder = WAY[len(moves) - 1]
        place = "force" if state == "assured" else "progress"
        day = moves[4].date() if len(moves) > 4 else None
        seq = (len(moves) - 1) * (OTHERS + 1) + 1
        yield {"id": n, "isp_id": n, "state": state, "holder": holder, "place": place, "entered_at": moves[-1],
               "entered_seq": seq, "submitted_from": day, "submitted_to": day}  # fmt: skip


def measured(app: App, at: dt.date, mode: Mode) -> dict[str, Any]:
    """One question, timed, and then asked again with an eye on memory."""
    begun, used = time.perf_counter(), time.process_time()
    with reading(app.engine) as session:
        found = measures_view(session, NOW, at, mode=mode)
    seconds = {"wall": round(time.perf_counter() - begun, 2), "processor": round(time.process_time() - used, 2)}
    tracemalloc.start()
    with reading(app.engine) as session:
        measures_view(session, NOW, at, mode=mode)
    megabytes = round(tracemalloc.get_traced_memory()[1] / 2**20, 1)
    tracemalloc.stop()
    ended = sum(row.took.n for row in found.stages)
    return {"at": at.isoformat(), "mode": mode, **seconds, "megabytes": megabytes, "stays": ended}


def main() -> None:
    """Time it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--isps", type=int, default=10_000)
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    place = given.keep or Path(tempfile.mkdtemp())
    fresh = not (place / "ispdesk.db").exists()
    place.mkdir(parents=True, exist_ok=True)
    settings = Settings(home=place, database_url=None, smtp_host=None)
    app = App(settings, make_engine(settings.url(), durable=False))
    if fresh:
        fill(app, given.isps)
    days = (NOW.date(), NOW.date() - dt.timedelta(days=365))
    modes: tuple[Mode, ...] = ("now", "then")
    print(json.dumps([measured(app, day, mode) for day in days for mode in modes], indent=2))


if __name__ == "__main__":
    main()
