"""What a sweep costs: over many open timers of which none is due, and for each rung that is due.

    python benchmarks/sweep.py [--few 1000] [--many 1000000] [--rungs 10000]

Prints ratios from one run: the sweep over many timers against the sweep over few, taken in turns, with the query plan;
and the rate of claimed rungs beside the same rows inserted by the bare driver, a transaction a rung.
"""

import argparse
import datetime as dt
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, text
from sqlmodel import SQLModel

from ispdesk import calendars, desk, policies, rounds
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Done, Order
from ispdesk.settings import Settings
from models.database import make_engine, migrate
from models.tables.clocks import TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import Stream
from states.calendar import opening

BEGAN = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
"""A Monday before the opening."""
LATER = dt.datetime(2026, 6, 1, 12, 0, tzinfo=dt.UTC)
"""Sixty working days on: every rung of a first decision has passed."""
FAR = opening(dt.date(2027, 3, 1))
CHUNK = 20_000
TURNS = 15
PLAN = (
    "SELECT timer.id, timer.stream, timer.next_rung FROM timer WHERE timer.next_rung_at <= 0 ORDER BY next_rung_at, id"
)


def installation(folder: Path, name: str) -> App:
    """An empty installation with a calendar, a policy and one person on the team."""
    engine = make_engine(f"sqlite:///{folder / name}.db")
    migrate(engine)
    orders = [
        *(calendars.storing(year) for year in range(2025, 2029)),
        policies.adopting("current"),
        Order("p", "enter_person", "person:team", "operator", {"name_en": "Team", "address": "team@desk.example"}),
        Order("g", "grant_role", "person:team", "operator", {"role": "assurer"}),
    ]
    result = desk.do_all(engine, orders, lambda: BEGAN)
    assert isinstance(result, Done), result  # noqa: S101 - a benchmark of a broken installation says nothing
    return App(Settings(smtp_host="127.0.0.1", smtp_port=9, smtp_tls="none"), engine)


def add(connection: Connection, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    """Insert rows in chunks."""
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            connection.execute(insert(table), chunk)
            chunk = []
    if chunk:
        connection.execute(insert(table), chunk)


def _isps(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        empty = Isp(id=n, ref=f"B{n}", title_en=f"Benchmark {n}")
        yield empty.model_dump()


def _versions(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        made = Version(
            id=n, isp_id=n, state="qa_queue", holder="team", entered_at=BEGAN, entered_seq=1, round=1,
            submitted_from=BEGAN.date(), submitted_to=BEGAN.date(),
        )  # fmt: skip
        yield made.model_dump()


def _timer(n: int, version: int, subject: str, next_at: dt.datetime) -> dict[str, Any]:
    row = TimerRow(
        id=n, stream=f"isp:B{version}", version_id=version, kind="qa_first_decision", subject=subject, round=1,
        started_seq=1, started_at=BEGAN, policy_version=1, calendar_version=1, next_rung_at=next_at, fire_at=next_at,
        next_rung="reminder",
    )  # fmt: skip
    return row.model_dump()


def fill(app: App, isps: int, timers: Callable[[], Iterator[dict[str, Any]]]) -> None:
    """So many ISPs in the queue, with these timers."""
    with app.engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        add(connection, Stream, (Stream(name=f"isp:B{n}", kind="isp", ref=f"B{n}", length=1, last_at=BEGAN).model_dump()
                                 for n in range(1, isps + 1)))  # fmt: skip
        add(connection, Isp, _isps(isps))
        add(connection, Version, _versions(isps))
        add(connection, HoldingRow, (HoldingRow(version_id=n, seq=1, since=BEGAN, party="team").model_dump()
                                     for n in range(1, isps + 1)))  # fmt: skip
        add(connection, TimerRow, timers())


def once(app: App) -> float:
    """Seconds of one sweep in which nothing is due."""
    begun = time.perf_counter()
    report = rounds.sweep(app, LATER)
    took = time.perf_counter() - begun
    if report.items:
        raise SystemExit("something was due")
    return took


def idle(folder: Path, few: int, many: int) -> dict[str, Any]:
    """Sweeps over few and over many open timers, in turns."""
    apps = {number: installation(folder, f"open{number}") for number in (few, many)}
    for number, app in apps.items():
        isps = min(1000, number)
        fill(app, isps, lambda number=number, isps=isps: (
            _timer(n, n % isps + 1, f"v1/t{n}", FAR) for n in range(1, number + 1)))  # fmt: skip
        with app.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
    taken: dict[int, list[float]] = {few: [], many: []}
    for _ in range(TURNS):
        for number, app in apps.items():
            taken[number].append(once(app))
    with apps[many].engine.connect() as connection:
        plan = [row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {PLAN}"))]
    middle = {number: statistics.median(times) for number, times in taken.items()}
    return {
        "few": few,
        "many": many,
        "milliseconds": {str(number): round(seconds * 1000, 2) for number, seconds in middle.items()},
        "ratio": round(middle[many] / middle[few], 2),
        "plan": plan,
    }


WRITTEN = ("command", "rung_claim", "history", "history_words", "ledger", "notice", "letter")


def claims(folder: Path, rungs: int) -> dict[str, Any]:
    """Claim so many due rungs, four an ISP; then insert the same rows by the bare driver."""
    app = installation(folder, "due")
    isps = rungs // 4
    first = opening(dt.date(2026, 4, 7))
    fill(app, isps, lambda: (_timer(n, n, "v1", first) for n in range(1, isps + 1)))
    before = {table: _count(app.engine, table) for table in WRITTEN}
    begun, fired = time.perf_counter(), 0
    while report := rounds.sweep(app, LATER).items:
        fired += len(report)
    took = time.perf_counter() - begun
    rows = {table: _rows(app.engine, table, before[table]) for table in WRITTEN}
    bare = _bare(folder, rows, fired)
    return {
        "rungs": fired,
        "rows": {table: len(found) for table, found in rows.items()},
        "rungs_a_second": round(fired / took),
        "bare_driver_a_second": round(fired / bare),
        "ratio": round(took / bare, 1),
    }


def _count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - our own name


def _rows(engine: Engine, table: str, skip: int) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT * FROM {table} ORDER BY rowid LIMIT -1 OFFSET {skip}"))  # noqa: S608
        return [tuple(row) for row in found]


def _bare(folder: Path, rows: dict[str, list[tuple[Any, ...]]], rungs: int) -> float:
    """Seconds to insert the same rows with the driver alone, under the same settings, a transaction a rung."""
    engine = make_engine(f"sqlite:///{folder / 'bare'}.db")
    migrate(engine)
    raw: Any = engine.raw_connection()
    raw.execute("PRAGMA foreign_keys=OFF")  # the rows they point at are not here
    shares = {
        table: [found[n * len(found) // rungs : (n + 1) * len(found) // rungs] for n in range(rungs)]
        for table, found in rows.items()
        if found
    }
    statements = {
        table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[table][0]))})"  # noqa: S608 - our own names
        for table in shares
    }
    begun = time.perf_counter()
    for n in range(rungs):
        raw.execute("BEGIN IMMEDIATE")
        for table, share in shares.items():
            for row in share[n]:
                raw.execute(statements[table], row)
        raw.execute("COMMIT")
    took = time.perf_counter() - begun
    raw.close()
    return took


def main() -> None:
    """Run both parts and print their figures as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--few", type=int, default=1_000)
    wanted.add_argument("--many", type=int, default=1_000_000)
    wanted.add_argument("--rungs", type=int, default=10_000)
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {"open": idle(Path(folder), asked.few, asked.many), "due": claims(Path(folder), asked.rungs)}
    print(json.dumps(found, indent=2))


main()
