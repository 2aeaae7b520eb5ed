"""Everything real is chosen here: the home, the database, the clock and where mail leaves."""

import datetime as dt
import os
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from ispdesk import keys
from ispdesk.commands.telling import house
from ispdesk.inbox import Inbox
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from models.database import make_engine, migrate, reading, retrying, schema_state, writing
from models.queries import home as home_facts
from notifications.envelope import PURPOSE, check_bounce_address, signed_sender
from notifications.limits import Limits
from notifications.route import Route, Tls
from notifications.safe import UnsafeText
from states.calendar import local_day


class HomeError(Exception):
    """The home cannot be used; the message says what to do."""


class NoHomeError(HomeError):
    """There is no home yet."""


@dataclass(frozen=True)
class App:
    """What commands, pages and rounds work with."""

    settings: Settings
    engine: Engine

    @property
    def home(self) -> Path:
        """The folder that holds database, inbox and logs."""
        return self.settings.home

    def fixed_time(self) -> dt.datetime | None:
        """The instant at which this home's time stands still, or None in a real home."""
        with reading(self.engine) as session:
            written = home_facts.fact(session, "fixed_time")
        return dt.datetime.fromisoformat(written) if written else None

    def now(self) -> dt.datetime:
        """The instant that every command, page and flow takes as now."""
        return self.fixed_time() or wall_clock()

    def check_time(self, at: dt.datetime) -> None:
        """Raise HomeError where the time cannot move there: a real home, an earlier instant, beyond the calendar."""
        standing = self.fixed_time()
        if standing is None:
            raise HomeError("This home's time is real: --at does not move it. For the past, say when with --happened.")
        if at < standing:
            raise HomeError(f"This home stands at {standing.isoformat()}; its time only moves forward.")
        with reading(self.engine) as session:
            last = home_facts.calendar(session).last
        if local_day(at) > last:
            raise HomeError(f"This home's calendar ends on {last}: its time cannot move beyond that.")

    def move_time(self, at: dt.datetime) -> None:
        """Move the time of a fixed home, forward only. Raises HomeError where it cannot move there."""
        self.check_time(at)
        self.set_fact("fixed_time", at.isoformat())

    def set_fact(self, key: str, value: str) -> None:
        """Set a fact of the home."""

        def once() -> None:
            with writing(self.engine) as session:
                home_facts.set_fact(session, key, value)

        retrying(once)

    @property
    def inbox_folder(self) -> Path:
        """Where the local inbox keeps its mails."""
        return self.home / "inbox"

    @property
    def inbox_port_file(self) -> Path:
        """Where a running inbox says on which port it listens."""
        return self.home / "inbox.port"

    def has_local_inbox(self) -> bool:
        """Whether mails stay on this machine."""
        return self.settings.smtp_host is None

    def bounces_at(self) -> str | None:
        """The address at which mail that cannot be delivered comes back, marked; None where it goes to the team."""
        chosen = self.settings.bounce_address
        if chosen == "team":
            return None
        try:
            return check_bounce_address(chosen or f"b@{self._team_address().rpartition('@')[2]}")
        except UnsafeText as error:
            raise HomeError(
                f"ISPDESK_BOUNCE_ADDRESS is {chosen!r}; write a short name at your domain, like b@your.domain, or team."
            ) from error

    def _team_address(self) -> str:
        with reading(self.engine) as session:
            return house(session).team_address

    def sender(self) -> Callable[[int], str]:
        """The envelope's sender for each letter: signed, so that what comes back is known to be about it."""
        address = self.bounces_at()
        if address is None:
            team = self._team_address()
            return lambda _letter: team
        with reading(self.engine) as session:
            key = keys.of(session)
        return lambda letter: signed_sender(address, letter, keys.mark(key, PURPOSE, str(letter)))

    def limits(self) -> Limits:
        """How many letters one host takes at once."""
        return Limits(self.settings.host_batch, self.settings.host_minute)

    @contextmanager
    def route(self) -> Iterator[Route]:
        """Where mail leaves now: the mail server, or the local inbox, started for a moment where none runs."""
        chosen = self.settings
        if chosen.smtp_host:
            password = chosen.smtp_password_file.read_text().strip() if chosen.smtp_password_file else ""
            yield Route(
                chosen.smtp_host,
                chosen.smtp_port,
                Tls(chosen.smtp_tls),
                chosen.smtp_username,
                password,
                socket.getfqdn(),
                ca_file=chosen.smtp_ca_file,
            )
            return
        port = self._listening()
        if port is not None:
            yield Route("127.0.0.1", port, Tls.NONE, local=True)
            return
        with Inbox(self.inbox_folder) as inbox:
            yield Route("127.0.0.1", inbox.port, Tls.NONE, local=True)

    def _listening(self) -> int | None:
        with suppress(OSError, ValueError):
            port = int(self.inbox_port_file.read_text())
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return port
        return None


def with_key(engine: Engine, settings: Settings) -> Engine:
    """The same engine, which brings the home's key to whatever needs it; the file is read then, and once."""
    return engine.execution_options(**{keys.OPTION: cache(lambda: keys.load(settings.key()))})


_opened: list[Engine] = []


def close_homes() -> None:
    """Close every connection of every home that this process opened."""
    while _opened:
        _opened.pop().dispose()


def open_home(settings: Settings | None = None, *, create: bool = False) -> App:
    """Open a home. Raises HomeError where there is none yet, or where its schema is not this release's.

    `create` makes and migrates it.
    """
    chosen = settings or Settings()
    if create:
        try:
            chosen.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise HomeError(f"{chosen.home} cannot be used as a home: {error.strerror}. Set ISPDESK_HOME.") from error
    elif chosen.database_url is None and not (chosen.home / "ispdesk.db").exists():
        raise NoHomeError(
            f"There is nothing in {chosen.home} yet: run `ispdesk up` or `ispdesk import`, or set ISPDESK_HOME."
        )
    engine = with_key(make_engine(chosen.url()), chosen)
    _opened.append(engine)
    state = schema_state(engine)
    if state == "newer":
        raise HomeError("This database was written by a newer ISP Desk: install that release, or use its home.")
    if state != "current":
        if not create:
            raise HomeError(
                "This database needs a migration: run `ispdesk up`, or `ispdesk import`, with this release."
            )
        migrate(engine)
    return App(chosen, engine)


@contextmanager
def open_app() -> Iterator[App]:
    """Open the home that the environment names, for a flow or a command."""
    app = open_home()
    try:
        yield app
    finally:
        app.engine.dispose()


def boot_id() -> str:
    """What tells this boot of this machine from another; leases compare it."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{uuid.getnode():x}"


def owner_name() -> str:
    """Who this process is to the outbox: host, boot, process, and a part of chance."""
    return f"{socket.gethostname()}|{boot_id()}|{os.getpid()}|{uuid.uuid4().hex[:8]}"
