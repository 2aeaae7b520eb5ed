"""What pages cost in a large installation: milliseconds on the server at the 50th and 95th percentile, and queries.

    python benchmarks/pages.py [--isps 100000] [--history 20] [--requests 60] [--postgresql] [--keep FOLDER]

Builds a home (whole ISPs by bulk inserts; nothing goes through the door, and the ledger stays empty), then asks through
the application itself, signed in, every part of a request counted: session, roles, page, answer. With `--keep` the
home is made once and used again: the SQLite file, or the database `ispdesk_pages` of ISPDESK_TEST_DATABASE_URL.
Without that address PostgreSQL is the one of the tests, whose settings are for small databases.
"""

import argparse
import contextlib
import json
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from filling import IN_QUEUE, WORDS, coordinator, database, fill, filled, installation
from sqlalchemy import Engine, event
from sqlmodel import Session
from starlette.testclient import TestClient

from ispdesk import sessions
from ispdesk.bootstrap import App
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from ispdesk.web.record import Record
from ispdesk.web.serve import settle
from models.database import make_engine, migrate, writing
from models.queries import people

PAGES = {
    "my work (coordinator)": ("/en/work", "p7"),
    "my work (assurance team)": ("/en/work", "team"),
    "my work, late": ("/cy/work?show=late", "p7"),
    "an ISP": ("/en/isps/{ref}", "team"),
    "an ISP, its coordinator": ("/en/isps/{own}", "p7"),
    "an ISP, from outside": ("/cy/isps/{ref}", "p11"),
    "its history": ("/en/isps/{ref}/history", "team"),
    "its record": ("/en/isps/{ref}/record", "team"),
    "search": ("/en/search?q={word}", "p7"),
    "search, two words": ("/cy/search?q={word}+{second}", "team"),
    "is there an ISP": ("/en/find?q={word}+{second}", None),
    "queue": ("/en/queue", "team"),
    "list": ("/en/isps?page={page}", "p7"),
    "list, awaiting": ("/en/isps?group=awaiting", "p7"),
    "list, words": ("/en/isps?text={word}", "p7"),
}


class Queries:
    """Counts what is asked of an engine."""

    def __init__(self, engine: Engine) -> None:
        self.number = 0
        event.listen(engine, "before_cursor_execute", self._one)

    def _one(self, *_: object) -> None:
        self.number += 1


def measure(app: App, requests: int, isps: int, only: str) -> dict[str, dict[str, Any]]:
    """Every page, asked for so often, each time about something else."""
    counted, found = Queries(app.engine), {}
    application = build(Record(app))
    settle()  # as the server does
    chance = random.Random(11)  # noqa: S311 - figures, no secrets
    own = [n for n in range(1, isps + 1) if coordinator(n) == 7] or [1]
    clients: dict[str | None, TestClient] = {}
    for _, who in PAGES.values():
        if who not in clients:
            clients[who] = TestClient(application, follow_redirects=False)
            if who is not None:
                with writing(app.engine) as session:
                    clients[who].cookies.set(COOKIE, _token(session, who))
    for name, (path, who) in PAGES.items():
        if only not in name:
            continue
        took, most = [], 0
        for turn in range(requests + 5):
            address = path.format(
                ref=f"B{chance.randint(1, isps)}", own=f"B{chance.choice(own)}", word=chance.choice(WORDS),
                second=chance.choice(WORDS), page=chance.randint(1, max(1, isps // 25)),
            )  # fmt: skip
            counted.number, begun = 0, time.perf_counter()
            answer = clients[who].get(address)
            seconds = time.perf_counter() - begun
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
            if turn >= 5:  # the first compile templates and statements
                took.append(seconds * 1000)
                most = max(most, counted.number)
        parts = statistics.quantiles(took, n=20)
        found[name] = {"p50_ms": round(statistics.median(took), 1), "p95_ms": round(parts[18], 1), "queries": most}
        one = found[name]
        print(f"{name:28} p50 {one['p50_ms']:8.1f} ms   p95 {one['p95_ms']:8.1f} ms   {most:3} queries", flush=True)
    return found


def _token(session: Session, ref: str) -> str:
    person = people.by_ref(session, ref)
    assert person is not None, ref  # noqa: S101 - it was made above
    return sessions.start(session, person, "link", wall_clock(), "benchmark", strong=True)


def main() -> None:
    """Build, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--isps", type=int, default=100_000)
    wanted.add_argument("--history", type=int, default=20, help="rows an ISP")
    wanted.add_argument("--requests", type=int, default=60, help="of each page")
    wanted.add_argument("--postgresql", action="store_true")
    wanted.add_argument("--keep", type=Path)
    wanted.add_argument("--only", default="", help="a part of the names of the pages to measure")
    asked = wanted.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        url = stack.enter_context(database(folder, postgresql=asked.postgresql, keep=asked.keep is not None))
        made = asked.keep is not None and filled(url)
        app = App(Settings(home=folder, database_url=url), make_engine(url))
        begun = time.perf_counter()
        if not made:
            installation(app)
            fill(app, asked.isps, asked.history)
        else:
            migrate(app.engine)
        print(f"built in {time.perf_counter() - begun:.0f} s: {asked.isps} ISPs, {asked.isps * asked.history} history "
              f"rows, {IN_QUEUE} in the queue, {app.engine.dialect.name}", flush=True)  # fmt: skip
        found = measure(app, asked.requests, asked.isps, asked.only)
        app.engine.dispose()
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
