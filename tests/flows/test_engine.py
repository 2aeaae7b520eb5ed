"""The real thing: server and worker of the locked versions, from prefect.yaml to a completed run."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest
from prepared_home import environment, prepare
from sqlmodel import select

from ispdesk.bootstrap import App
from ispdesk.engine import Engine, EngineError
from ispdesk.inbox import mails
from models.database import reading
from models.tables.clocks import RungClaim, TimerRow
from models.tables.journal import History
from models.tables.post import Letter
from models.tables.qa import MeasurementRow

FLOWS = ("send_mail", "advance", "sla_sweep", "qa_backlog", "daily_digest", "open_reviews")
pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]


def effect(app: App, flow: str) -> int:
    """Count what a flow leaves: a move, a rung claimed, a close measured, a day's letter, a clock, a letter sent."""
    with reading(app.engine) as session:
        if flow == "advance":
            chosen = select(History).where(History.kind == "give_review_notice", History.actor == "timer")
            return len(session.exec(chosen).all())
        if flow == "sla_sweep":
            return len(session.exec(select(RungClaim)).all())
        if flow == "qa_backlog":
            return len(session.exec(select(MeasurementRow)).all())
        if flow == "daily_digest":
            return len(session.exec(select(Letter).where(Letter.kind == "digest")).all())
        if flow == "open_reviews":
            return len(session.exec(select(TimerRow).where(TimerRow.kind == "facilitator_idle")).all())
        return len(session.exec(select(Letter).where(Letter.status == "sent")).all())


def quiet(_key: str, /, **_values: object) -> None:
    """Say nothing."""


@contextmanager
def api(engine: Engine) -> Iterator[httpx2.Client]:
    user, _, password = engine.auth.partition(":")
    with httpx2.Client(base_url=f"{engine.url}/api", auth=(user, password), timeout=20) as client:
        me = str(uuid4())
        token = client.get("/csrf-token", params={"client": me}).raise_for_status().json()["token"]
        client.headers.update({"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": me})
        yield client


def completed(client: httpx2.Client, flow: str) -> int:
    """Count the scheduled runs of a flow that are COMPLETED."""
    wanted = {
        "flows": {"name": {"any_": [flow]}},
        "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
    }
    runs = client.post("/flow_runs/filter", json=wanted).raise_for_status().json()
    return sum(run["auto_scheduled"] for run in runs)


def await_completed(client: httpx2.Client, more_than: dict[str, int]) -> None:
    deadline = time.monotonic() + 300
    waiting = set(FLOWS)
    while waiting and time.monotonic() < deadline:
        waiting = {flow for flow in waiting if completed(client, flow) <= more_than[flow]}
        time.sleep(2)  # each look costs the server as much as a run's report
    assert not waiting, f"no scheduled run completed of {sorted(waiting)}"


def processes_of(home: Path) -> list[int]:
    """Every other process that has this home in its environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if str(home).encode() in environment:
                found.append(int(entry.name))
    return found


@dataclass
class Started:
    """`ispdesk up` as it was started, its engine's address, and every line it said with the seconds since the start."""

    process: subprocess.Popen[str]
    engine: Engine
    said: list[tuple[float, str]]

    def pages(self) -> str:
        return next(line for _, line in self.said if line.startswith("Pages: ")).split()[1]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return prepare(tmp_path_factory.mktemp("up") / "home")


@pytest.fixture(scope="module")
def started(app: App) -> Iterator[Started]:
    """`up`'s own path: server, pool, prefect.yaml, worker, inbox and pages, stopped by Ctrl-C."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "ispdesk", "up", "--port", "0"],
        env=environment(app.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[tuple[float, str]] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append((time.monotonic() - began, line.rstrip()))
        if line.startswith("Prefect: running."):
            break
    url = next((line.split()[-1] for _, line in said if line.startswith("Prefect: running.")), None)
    assert url is not None, said
    drain = threading.Thread(target=process.stdout.read)  # a full pipe would stop `up`
    drain.start()
    yield Started(process, Engine(app.home, int(url.rpartition(":")[2]), None, os.environ), said)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    drain.join(timeout=10)
    process.stdout.close()
    assert processes_of(app.home) == []


def test_a_scheduled_run_of_every_flow_completes_and_has_its_effect(started: Started, app: App) -> None:
    with api(started.engine) as client:
        await_completed(client, dict.fromkeys(FLOWS, 0))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not all(effect(app, flow) for flow in FLOWS):
            time.sleep(1)
    assert {flow: effect(app, flow) > 0 for flow in FLOWS} == dict.fromkeys(FLOWS, True)
    assert len(mails(app.inbox_folder)) >= 1


def test_pages_answer_while_the_engine_starts(started: Started) -> None:
    at = next(seconds for seconds, line in started.said if line.startswith("Pages: "))
    running = next(seconds for seconds, line in started.said if line.startswith("Prefect: running."))
    assert at < running
    assert httpx2.get(started.pages() + "health").status_code == 200


def test_every_item_shows_as_a_task_run_an_event_and_a_row(started: Started) -> None:
    with api(started.engine) as client:
        await_completed(client, dict.fromkeys(FLOWS, 0))
        time.sleep(6)  # the server writes events in batches, at the latest after 5 s
        names = {run["name"] for run in client.post("/task_runs/filter", json={}).json()}
        assert {"ISP-0001", "ISP-0002"} <= names
        wanted = {"filter": {"resource": {"id": ["isp.ISP-0002"]}}}
        assert client.post("/events/filter", json=wanted).raise_for_status().json()["total"] >= 1
        keys = {artifact["key"] for artifact in client.post("/artifacts/filter", json={}).json()}
        assert {"qa-backlog", "qa-backlog-plot"} <= keys


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[Engine]:
    engine = Engine(home, None, "5s", os.environ)
    engine.start(quiet)
    yield engine
    engine.stop()
    assert processes_of(home) == []


def test_the_api_asks_for_the_password_and_for_the_csrf_token(engine: Engine, home: Path) -> None:
    assert httpx2.get(f"{engine.url}/api/work_pools/ispdesk").status_code == 401
    user, _, password = engine.auth.partition(":")
    answer = httpx2.post(f"{engine.url}/api/flow_runs/filter", json={}, auth=(user, password))
    assert answer.status_code == 403
    assert (home / "prefect" / "auth").stat().st_mode & 0o777 == 0o600


def test_it_listens_on_this_machine_only(engine: Engine) -> None:
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    port = f"{engine.port:04X}"
    assert [line[1] for line in listening if line[3] == "0A" and line[1].endswith(port)] == [f"0100007F:{port}"]


def test_restarted_in_the_same_home_it_has_its_usual_schedules_again(engine: Engine, home: Path) -> None:
    engine.stop()
    assert processes_of(home) == []
    assert not engine.alive()
    again = Engine(home, engine.port, None, os.environ)
    try:
        again.start(quiet)
        with api(again) as client:
            for flow in FLOWS:
                deployment = client.get(f"/deployments/name/{flow}/{flow}").raise_for_status().json()
                usual = [one["schedule"] for one in deployment["schedules"]]
                assert [(len(one["cron"]) > 0, one["timezone"]) for one in usual] == [(True, "Europe/London")]
        assert again.alive()
    finally:
        again.stop()
    assert processes_of(home) == []


def test_a_server_that_cannot_start_names_its_log(tmp_path: Path) -> None:
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "prefect.db").mkdir()
    engine = Engine(tmp_path, None, "5s", os.environ)
    with pytest.raises(EngineError, match=r"server.*logs/server\.log"):
        engine.start(quiet)
    assert processes_of(tmp_path) == []
