"""Everything one machine needs, started in order and stopped together: pages, inbox, Prefect, and a watchdog."""

import datetime as dt
import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import IO, Protocol, TypeVar

from ispdesk import engine as prefect_engine
from ispdesk import post, rounds
from ispdesk.bootstrap import App, HomeError, boot_id
from ispdesk.engine import Engine, EngineError
from ispdesk.inbox import Inbox
from ispdesk.now import wall_clock
from ispdesk.web import serve
from models.database import reading
from models.tables.calendar import Heartbeat
from states import preferences
from states.calendar import ZONE, local_day

WATCH_EVERY = 15.0
"""Seconds between the watchdog's looks."""
AGAIN = 60.0
"""Seconds after which an engine that did not start, or ended, is started again (our default)."""
SILENT = 300.0
"""Seconds without a sweep after which the web process sweeps itself (our default): a broken engine stops no nudge."""
Round = Callable[[App, dt.datetime], rounds.RoundReport]
DAILY: tuple[tuple[str, Round, tuple[dt.time, ...]], ...] = (
    ("open_reviews", rounds.open_reviews, (dt.time(7),)),
    ("digest", rounds.digest, preferences.HOURS),
)
"""Rounds with hours of their own, in Wales, as prefect.yaml has them: somebody's letter may come at each of several."""
STEPS = {
    "engine.server": "Prefect: starting the server …",
    "engine.pool": "Prefect: making the work pool …",
    "engine.deploy": "Prefect: deploying prefect.yaml …",
    "engine.worker": "Prefect: starting the worker …",
    "engine.started": "Prefect: running.",
}
Say = Callable[[str], None]


class Kept(Protocol):
    """What is kept running: an `Engine`."""

    def start(self, say: prefect_engine.Say) -> None:
        """Start it. Raises EngineError."""

    def alive(self) -> bool:
        """Whether all of it runs."""

    def stop(self) -> None:
        """End what is left of it."""


T = TypeVar("T")


def run(app: App, port: int, say: Say, *, engine: bool) -> None:
    """Start everything, watch, and stop everything at Ctrl-C or SIGTERM."""
    lock = only_one(app)
    stop = threading.Event()

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, asked)
    web = serve.Background(app, port)
    web.start()
    url = f"http://{serve.HOST}:{web.port}"
    if app.settings.base_url is None:
        app.set_fact("base_url", url)
    say(f"Pages: {url}/   (Ctrl-C stops everything)")
    inbox = _start_inbox(app, say)
    prefect = _engine(app) if engine and _scheduled(app, say) else None
    starter = threading.Thread(target=keep_engine, args=(prefect, say, stop), daemon=True)
    try:
        starter.start()
        _watch(app, stop, say, alone=prefect is None)
    finally:
        say("Stopping …")
        starter.join(timeout=90)
        if prefect is not None:
            prefect.stop()
        if inbox is not None:
            inbox.stop()
            app.inbox_port_file.unlink(missing_ok=True)
        web.stop()
        app.engine.dispose()
        lock.close()
        say("Stopped.")


def only_one(app: App) -> IO[str]:
    """Hold the home's lock for as long as this runs. Raises HomeError where `up` runs there already."""
    lock = (app.home / "up.lock").open("w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise HomeError(f"`ispdesk up` runs already in {app.home}.") from error
    return lock


def _start_inbox(app: App, say: Say) -> Inbox | None:
    if not app.has_local_inbox():
        say(f"Mail leaves through {app.settings.smtp_host}.")
        return None
    inbox = Inbox(app.inbox_folder)
    inbox.start()
    app.inbox_port_file.write_text(str(inbox.port))
    say(f"Local inbox: listening on 127.0.0.1:{inbox.port}; nothing leaves this machine.")
    return inbox


def _scheduled(app: App, say: Say) -> bool:
    """In a home with a fixed time schedules are off, unless a test replaces them."""
    if app.fixed_time() is not None and app.settings.schedule_every is None:
        say("This home's time is fixed: schedules are off.")
        return False
    return True


def _engine(app: App) -> Engine:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
    return Engine(app.home, None, app.settings.schedule_every, kept | {"ISPDESK_HOME": str(app.home.resolve())})


def keep_engine(prefect: Kept | None, say: Say, stop: threading.Event) -> None:
    """Keep Prefect running beside the pages, which answer meanwhile: where it does not start, or ends, it starts again.

    Its trouble is said, and the watchdog sweeps as long as nobody else does.
    """
    while prefect is not None and not stop.is_set():
        try:
            prefect.start(lambda key, /, **values: say(f"{STEPS.get(key, key)} {values.get('url', '')}".rstrip()))
        except EngineError as error:
            say(f"Prefect did not start; the web process sweeps, and it is tried again in {AGAIN:.0f} s. {error}")
        else:
            while prefect.alive() and not stop.wait(WATCH_EVERY):
                pass
            if not stop.is_set():
                say(f"Prefect has ended; the web process sweeps, and it is started again in {AGAIN:.0f} s.")
                prefect.stop()
        stop.wait(AGAIN)


def _watch(app: App, stop: threading.Event, say: Say, *, alone: bool) -> None:
    """Sweep when nobody else has for a while, and always where there is no engine."""
    fixed = app.fixed_time() is not None
    began = time.monotonic()
    seen: dict[int, post.Seen] = {}
    while not stop.wait(WATCH_EVERY):
        _take_over(app, seen, say)
        _trying(say, lambda: rounds.watch(app, app.now()))  # this process lives while the engine may be dead
        if fixed:
            continue
        for work in _trying(say, partial(_wanted, app, began, alone=alone)) or ():
            _trying(say, partial(work, app, app.now()))  # one that fails keeps no other from running


def _trying(say: Say, work: Callable[[], T]) -> T | None:
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - the watchdog outlives a database that is away for a while
        say(f"The watchdog's round failed and will be tried again: {type(error).__name__}: {error}")
        return None


def _wanted(app: App, began: float, *, alone: bool) -> list[Round]:
    silent = _silent_for(app)
    overdue = silent > SILENT if silent is not None else time.monotonic() - began > SILENT
    usual: list[Round] = [rounds.advance, rounds.sweep, rounds.measure] if alone or overdue else []
    return [*usual, *missed(app, app.now(), grace=0.0 if alone else SILENT), *([rounds.send] if usual else [])]


def missed(app: App, at: dt.datetime, *, grace: float) -> list[Round]:
    """The rounds that nobody has run since their last hour of this day, `grace` seconds after it."""
    found = []
    for name, work, hours in DAILY:
        begun = [dt.datetime.combine(local_day(at), hour, ZONE) for hour in hours]
        past = [since for since in begun if at >= since + dt.timedelta(seconds=grace)]
        if not past:
            continue
        with reading(app.engine) as session:
            beat = session.get(Heartbeat, name)
        if beat is None or beat.last_at < past[-1]:
            found.append(work)
    return found


def _take_over(app: App, seen: dict[int, post.Seen], say: Say) -> None:
    """Letters of a sender that died elsewhere: this process lives long enough to see that a claim stands still."""
    try:
        post.reconcile(app.engine, app.now, boot_id(), seen)
    except Exception as error:  # noqa: BLE001 - the watchdog outlives a database that is away for a while
        say(f"The outbox could not be looked at and will be tried again: {type(error).__name__}: {error}")


def _silent_for(app: App) -> float | None:
    with reading(app.engine) as session:
        beat = session.get(Heartbeat, "sweep")
        return (wall_clock() - beat.last_at).total_seconds() if beat else None
