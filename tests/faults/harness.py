"""The kill harness: drivers, sweepers and senders over one database, and SIGKILL at random; `__main__.py` starts it.

Nothing is mocked: the mail server is a real one that syncs what it accepts, and a killed process is started again.
"""

import contextlib
import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "integration")]

import crew  # noqa: E402 - it lies beside this file
import databases  # noqa: E402 - likewise
import invariants  # noqa: E402 - likewise
import world  # noqa: E402 - likewise
from aiosmtpd.controller import Controller  # noqa: E402 - after our own
from sqlalchemy import Engine  # noqa: E402 - likewise
from sqlmodel import Session, col, func, select  # noqa: E402 - likewise

from ispdesk import rounds  # noqa: E402 - likewise
from ispdesk.bootstrap import App  # noqa: E402 - likewise
from ispdesk.commands.digest import AT  # noqa: E402 - likewise
from ispdesk.inbox import _Controller as _Listening  # noqa: E402 - it tells the port the system chose
from ispdesk.settings import Settings  # noqa: E402 - likewise
from models.database import reading  # noqa: E402 - likewise
from models.queries import home, notices  # noqa: E402 - likewise
from models.tables.clocks import RungClaim, TimerRow  # noqa: E402 - likewise
from models.tables.journal import CommandRow  # noqa: E402 - likewise
from models.tables.post import Attempt, Letter, Notice  # noqa: E402 - likewise
from states.calendar import ZONE, Calendar, local_day  # noqa: E402 - likewise

ISPS = 60
LONGEST_WAIT = 0.12
"""Seconds: the next kill comes after a time between nothing and this."""
DAY_IN = 2.0
"""Seconds in which a day of the story passes."""
BEGIN = world.BEGIN + dt.timedelta(hours=1)


@dataclass(frozen=True)
class Figures:
    """What a run came to."""

    database: str
    seed: int
    kills: int
    seconds: float
    acked: int
    moves: int
    lost: int
    rungs: int
    rungs_twice: int
    rungs_missed: int
    letters: int
    digests: int
    notices: dict[str, int]
    letters_dropped: int
    accepted: int
    ambiguous: int
    duplicates: int
    unrecorded_duplicates: int
    errors: int
    letters_by_status: dict[str, int]
    violations: list[str]

    @property
    def ok(self) -> bool:
        """Whether nothing was lost, torn, doubled without a record, or died of anything but a kill."""
        return not (self.violations or self.errors or self.letters_dropped or self.rungs_missed)


class Sink:
    """aiosmtpd's handler: each accepted Message-ID is on disk before its 250."""

    def __init__(self, log: Path) -> None:
        self.path = log
        self.file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message = str(message_from_bytes(envelope.content)["Message-ID"]).strip()
        os.write(self.file, message.encode() + b"\n")
        os.fsync(self.file)
        return "250 2.0.0 Kept"

    def accepted(self) -> list[str]:
        """Every acceptance, in order."""
        return self.path.read_text().split()


@contextlib.contextmanager
def listening(log: Path) -> Iterator[tuple[Sink, int]]:
    """The mail server and its port."""
    sink = Sink(log)
    controller: Controller = _Listening(sink, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield sink, controller.port
    finally:
        controller.stop()
        os.close(sink.file)


def run(url: str, kills: int, seed: int, folder: Path) -> Figures:
    """Kill so many times, let everything come to rest, and say what it came to. The database is new and empty."""
    dice = random.Random(seed)  # noqa: S311 - replayed from its seed
    with listening(folder / "accepted") as (sink, port):
        told = {"url": url, "port": port, "folder": str(folder), "isps": ISPS, "begin": BEGIN.isoformat()}
        with _zygote(told) as zygote:
            begun = time.monotonic()
            scene = crew.Scene(folder, BEGIN, begun, 86400 / DAY_IN)
            _kill(zygote, scene, kills, dice)
        seconds = time.monotonic() - begun
        settings = Settings(home=folder, smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none")
        with databases.opened(url) as engine:
            at = _come_to_rest(App(settings, engine), scene.now())
            return _figures(engine, scene, sink.accepted(), at, (kills, seed, seconds))


class _Zygote:
    """Forks processes on demand."""

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        self.running = running

    def ask(self, value: object) -> Any:
        """Say one thing and wait for the answer."""
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        self.running.stdin.write(json.dumps(value) + "\n")
        self.running.stdin.flush()
        return json.loads(self.running.stdout.readline())


@contextlib.contextmanager
def _zygote(told: dict[str, Any]) -> Iterator[_Zygote]:
    command = [sys.executable, str(HERE / "zygote.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        made = _Zygote(running)
        made.ask(told)
        try:
            yield made
        finally:
            assert running.stdin is not None
            running.stdin.close()
            running.wait(30)


def _kill(zygote: _Zygote, scene: crew.Scene, kills: int, dice: random.Random) -> None:
    """Start the crew, kill one after the other, start it again, and in the end let the rest stop by itself."""
    clock = {"started": scene.started, "pace": scene.pace}

    def start(place: int) -> int:
        asked = {"role": crew.ROLES[place], "place": place, "seed": dice.randrange(2**32), "clock": clock}
        return int(zygote.ask(asked)["pid"])

    running = [start(place) for place in range(len(crew.ROLES))]
    for _ in range(kills):
        time.sleep(dice.uniform(0, LONGEST_WAIT))
        place = dice.randrange(len(running))
        with contextlib.suppress(ProcessLookupError):  # it died by itself, and has said of what
            os.kill(running[place], signal.SIGKILL)
        _gone(running[place], 10)
        running[place] = start(place)
    (scene.folder / "stop").touch()
    for pid in running:
        if not _gone(pid, 60):
            (scene.folder / f"error-{pid}").write_text("did not stop within a minute")
            os.kill(pid, signal.SIGKILL)


def _gone(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while Path(f"/proc/{pid}").exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
    return True


def _come_to_rest(app: App, at: dt.datetime) -> dt.datetime:
    """Faults have stopped: sweep, write and send until nothing is due, letting time pass for letters and mornings."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        rounds.advance(app, at)
        swept = rounds.sweep(app, at)
        written = rounds.digest(app, at)
        sent = rounds.send(app, at, lambda at=at: at)
        if swept.items or written.items or sent.items:
            continue
        with reading(app.engine) as session:
            waiting = session.exec(select(func.min(Letter.next_at)).where(Letter.status == "queued")).one()
            sending = session.exec(select(func.count()).where(Letter.status == "sending")).one()
            untold = session.exec(select(func.count(col(Notice.id))).where(*notices.WAITS)).one()
            morning = _next_morning(home.calendar(session), at)
        if waiting is None and not sending and not untold:
            break
        at = max(at, waiting or at, morning if untold else at)
    return at


def _next_morning(calendar: Calendar, at: dt.datetime) -> dt.datetime:
    day = next(calendar.from_day(local_day(at) + dt.timedelta(1)))
    return dt.datetime.combine(day, AT, ZONE).astimezone(dt.UTC)


def _figures(
    engine: Engine, scene: crew.Scene, accepted: list[str], at: dt.datetime, what: tuple[int, int, float]
) -> Figures:
    kills, seed, seconds = what
    told = [entry for path in scene.folder.glob("acked-*") for entry in crew.lines(path)]
    acked = {entry["id"]: entry["answer"] for entry in told if "answer" in entry}
    # On PostgreSQL a claim and a move may each read the clock before the other commits.
    slack = dt.timedelta(seconds=scene.pace) if engine.dialect.name == "postgresql" else dt.timedelta(0)
    violations = invariants.check(engine, acked, accepted, at=at, slack=slack)
    times = Counter(accepted)
    kinds = Counter(violation.partition(" ")[0] for violation in violations)
    with reading(engine) as session:
        status = Counter(session.exec(select(Letter.status)))
        ambiguous = session.exec(select(func.count()).where(Attempt.phase == "ambiguous")).one()
        return Figures(
            database=engine.dialect.name,
            seed=seed,
            kills=kills,
            seconds=round(seconds, 1),
            acked=len(acked),
            moves=session.exec(
                select(func.count()).where(CommandRow.kind == "move", CommandRow.outcome == "moved")
            ).one(),
            lost=kinds["I1"],
            rungs=session.exec(select(func.count()).select_from(RungClaim)).one(),
            rungs_twice=kinds["I5"],
            rungs_missed=kinds["I6"] + _unswept(session, at),
            letters=sum(status.values()),
            digests=session.exec(select(func.count()).where(Letter.kind == "digest")).one(),
            notices=dict(Counter(gone or "told" for gone in session.exec(select(Notice.gone_why)))),
            letters_dropped=kinds["I7"] + kinds["I12"] + kinds["I13"] + status["failed"],
            accepted=len(accepted),
            ambiguous=ambiguous,
            duplicates=sum(count - 1 for count in times.values()),
            unrecorded_duplicates=kinds["I8"],
            errors=len(list(scene.folder.glob("error-*"))),
            letters_by_status=dict(status),
            violations=violations[:20]
            + _why_failed(session)
            + [path.read_text()[-1500:] for path in list(scene.folder.glob("error-*"))[:3]],
        )


def _why_failed(session: Session) -> list[str]:
    """What the last attempt at each letter that was given up came to."""
    tried = (
        select(Letter.dedupe, Letter.attempts, Attempt.phase, Attempt.code, Attempt.reply)
        .join(Attempt, col(Attempt.letter_id) == col(Letter.id))
        .where(Letter.status == "failed", col(Attempt.phase).in_(("deferred", "rejected")))
    )
    return [f"given up: {row}" for row in session.exec(tried.order_by(col(Letter.id)).limit(20))]


def _unswept(session: Session, at: dt.datetime) -> int:
    return session.exec(select(func.count()).where(col(TimerRow.next_rung_at) <= at)).one()


def on(database: str, kills: int, seed: int, server: str | None = None) -> Figures:
    """Run on a new database of this kind."""
    folder = Path(tempfile.mkdtemp(prefix="ispdesk-faults-"))
    try:
        if database == "sqlite":
            return run(f"sqlite:///{folder / 'ispdesk.db'}", kills, seed, folder)
        if server is not None:
            return run(databases.empty(server, f"ispdesk_faults_{os.getpid()}"), kills, seed, folder)
        with databases.server(durable=True) as url:
            return run(databases.empty(url, "ispdesk_faults"), kills, seed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
