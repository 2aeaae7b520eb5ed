"""Engines and transactions: SQLite through pysqlite3 (WAL, FULL, IMMEDIATE) or PostgreSQL; what may be tried again."""

import random
import re
import sqlite3 as system_sqlite
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Integer, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session as SASession
from sqlmodel import Session

from models import moment

MIGRATIONS = Path(__file__).parent / "migrations"
TRIES = 5
BUSY_SECONDS = 30.0
WRITING = "ispdesk_writing"
TRANSIENT_STATES = re.compile(r"^(40001|40P01|55P03|57P0[123]|08...|53300)$")

UNIQUE_VIOLATION = "23505"
FIRST_ROWS = frozenset({"pk_stream", "pk_command", "pk_heartbeat", "pk_home_fact"})
"""Keys of rows that two processes may make at once for the first time; the one that comes second finds it made."""
PATIENCE = {"lock_timeout": 5000, "statement_timeout": 15000, "idle_in_transaction_session_timeout": 20000}
"""Milliseconds that PostgreSQL waits before it gives up."""

GREATEST = 2**31 - 1
"""What an INTEGER of PostgreSQL holds."""

Result = TypeVar("Result")


def _sqlite_module() -> ModuleType:
    """`pysqlite3`, which carries a sound SQLite; the system's where there is no wheel (`doctor` says so)."""
    try:
        import pysqlite3
    except ImportError:
        return system_sqlite
    return pysqlite3  # type: ignore[no-any-return]  # it ships no types


def sqlite_version() -> tuple[int, ...]:
    """The SQLite that is really used."""
    return tuple(int(part) for part in _sqlite_module().sqlite_version.split("."))


def has_wal_fault(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the WAL-reset fault (3.7.0 to 3.51.2; mended in 3.44.6 and 3.50.7 too)."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return version >= (3, 7) and not mended


def make_engine(url: str, *, durable: bool = True) -> Engine:
    """Make an engine for `sqlite:///…` or `postgresql+psycopg://…`, with everything each needs to be safe.

    `durable` is False only for the SQLite of a simulation, which nobody would miss after a loss of power.
    """
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={
                "application_name": "ispdesk",
                "options": " ".join(f"-c {name}={milliseconds}" for name, milliseconds in PATIENCE.items()),
            },
        )
    module = _sqlite_module()
    engine = create_engine(url, module=module, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    faulty = has_wal_fault(sqlite_version())

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late; ours is below
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=30000")
        # Where the library has the WAL-reset fault, TRUNCATE with EXTRA is safe and only slower.
        cursor.execute("PRAGMA journal_mode=" + ("TRUNCATE" if faulty else "WAL"))
        cursor.execute("PRAGMA synchronous=" + ("OFF" if not durable else "EXTRA" if faulty else "FULL"))
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA recursive_triggers=ON")  # else REPLACE deletes past the triggers that guard evidence
        cursor.execute("PRAGMA mmap_size=0")
        cursor.execute("PRAGMA trusted_schema=OFF")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        cursor = connection.connection.cursor()
        straight(connection, cursor, "BEGIN IMMEDIATE" if writing else "BEGIN", ())
        cursor.close()

    return engine


def straight(connection: Connection, cursor: Any, text: str, values: Any) -> None:
    """Run a statement through the driver alone, at a fraction of the cost; it fails as if SQLAlchemy had run it."""
    driver: Any = connection.dialect.loaded_dbapi
    try:
        cursor.execute(text, values)
    except driver.Error as error:
        lost = connection.dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            text,
            values,
            error,
            driver.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=connection.dialect,
        ) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads, and sees one moment of the record however many questions it puts."""
    kept = moment.SHARED.get()
    if kept is None:
        with _reader(engine) as session:
            yield session
        return
    session = kept.get(engine) or kept.setdefault(engine, _reader(engine))
    try:
        yield session
    except BaseException:
        moment.let_go(kept)  # its transaction may be of no more use
        raise


def _reader(engine: Engine) -> Session:
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return Session(engine, autoflush=False, expire_on_commit=False)


class DoesNotFitError(ValueError):
    """A value is longer, or greater, than its column holds. SQLite would take it, PostgreSQL would not."""

    def __init__(self, table: str, column: str, most: int) -> None:
        super().__init__(f"{table}.{column} holds at most {most}")
        self.column, self.most = column, most


@event.listens_for(Session, "before_flush")
def _fits(session: SASession, _context: object, _instances: object) -> None:
    """Refuse on every database what one of them would refuse; forget what was read from tables that now change."""
    made, changed = list(session.new), list(session.dirty)
    _forget(
        session,
        {row.__tablename__ for row in (*made, *changed, *session.deleted)},
        {row.__tablename__ for row in (*made, *session.deleted)},
    )
    for row in (*made, *changed):
        said = row.__dict__
        for name, most, is_text in _bounds(row.__class__):
            value = said.get(name)
            if is_text and isinstance(value, str) and len(value) > most:
                raise DoesNotFitError(row.__tablename__, name, most)
            if not is_text and isinstance(value, int) and not -most <= value <= most:
                raise DoesNotFitError(row.__tablename__, name, most)


@cache
def _bounds(table: Any) -> list[tuple[str, int, bool]]:
    """The columns of a table that have a bound: how long a text may be, how great a number."""
    found = []
    for column in table.__table__.columns:
        length = getattr(column.type, "length", None)
        if length is not None:
            found.append((column.key, length, True))
        elif isinstance(column.type, Integer):
            found.append((column.key, GREATEST, False))
    return found


MEMORY = "ispdesk_memory"


def remembered(
    session: SASession, tables: frozenset[str], key: Hashable, read: Callable[[], Result], *, objects: bool = False
) -> Result:
    """What was read before in this transaction, while nothing has been written to the tables that it comes from.

    What waits to be written to one of these tables is written first, and nothing else is. `objects`: it is objects of
    this session, chosen by what never changes: they show their own changes, so only a new or deleted row counts.
    """
    memory: dict[Hashable, tuple[frozenset[str], bool, Any]] = session.info.setdefault(MEMORY, {})
    kept = memory.get(key)
    if _waits(session, tables, made=objects and kept is not None):
        session.flush()
        kept = memory.get(key)
    if kept is None:
        flushes, session.autoflush = session.autoflush, False  # what waits for other tables goes on waiting
        try:
            kept = memory[key] = (tables, objects, read())
        finally:
            session.autoflush = flushes
    found: Result = kept[2]
    return found


def remembers(session: SASession, key: Hashable) -> bool:
    """Whether this was remembered, and nothing that it comes from has been written since."""
    kept = session.info.get(MEMORY, {}).get(key)
    if kept is not None and _waits(session, kept[0]):
        session.flush()
    return key in session.info.get(MEMORY, ())


def _waits(session: SASession, tables: frozenset[str], *, made: bool = False) -> bool:
    """Whether something waits to be written to one of these tables: new and deleted rows, or changed ones too."""
    if any(row.__tablename__ in tables for row in session.new):
        return True
    if any(row.__tablename__ in tables for row in session.deleted):
        return True
    return not made and any(row.__tablename__ in tables for row in session.dirty)


def settle(session: SASession, *tables: str, made: bool = False) -> None:
    """Write what waits for one of these tables, before a question that no object of the session answers.

    `made`: only new and deleted rows matter to it.
    """
    if _waits(session, frozenset(tables), made=made):
        session.flush()


def forget(session: SASession, tables: Iterable[str]) -> None:
    """Forget what was read from these tables; whoever writes to one beside the session's flush says so here."""
    changed = set(tables)
    _forget(session, changed, changed)


def _forget(session: SASession, changed: set[str], made: set[str]) -> None:
    memory = session.info.get(MEMORY)
    if memory:
        for key in [key for key, (of, objects, _) in memory.items() if (made if objects else changed) & of]:
            del memory[key]


def forget_everything(session: SASession) -> None:
    """Let go of every object and all that was read: a part of the transaction has been undone beside the session."""
    session.expunge_all()
    session.info.pop(MEMORY, None)


@event.listens_for(Session, "after_soft_rollback")
def _forget_all(session: SASession, _transaction: object) -> None:
    session.info.pop(MEMORY, None)


@event.listens_for(Session, "after_commit")
def _forget_after(session: SASession) -> None:
    session.info.pop(MEMORY, None)


def _for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions lock from their beginning; made once, and kept as long as its engine is."""
    found: Engine | None = vars(engine).get(WRITING)
    if found is None:
        found = vars(engine)[WRITING] = engine.execution_options(**{WRITING: True})
    return found


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One writing transaction: committed when the block ends well, undone whole when it does not."""
    moment.let_go(moment.SHARED.get())
    alone = moment.SHARED.set(None)  # a reader that stays open could keep this very transaction from its commit
    try:
        with Session(_for_writing(engine), expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
    finally:
        moment.SHARED.reset(alone)


def is_transient(error: BaseException) -> bool:
    """Whether the whole transaction may be tried again: a lock, a deadlock, a lost connection."""
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state == UNIQUE_VIOLATION:  # two first commands of one stream, or one command sent twice at once
        return getattr(getattr(error.orig, "diag", None), "constraint_name", "") in FIRST_ROWS
    if state is not None:
        return bool(TRANSIENT_STATES.match(state))
    if isinstance(error, OperationalError):
        words = str(error.orig).lower()
        return "locked" in words or "busy" in words or "connection" in words
    return error.connection_invalidated


def retrying(work: Callable[[], Result]) -> Result:
    """Run a whole transaction, at most five times, with full jitter between tries."""
    for attempt in range(TRIES):
        try:
            return work()
        except DBAPIError as error:
            if not is_transient(error) or attempt == TRIES - 1:
                raise
            time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 - jitter, not a secret
    raise AssertionError  # the loop returns or raises


def alembic_config(connection: Connection) -> Any:
    """How Alembic is told where the migrations are and over which connection they run."""
    from alembic.config import Config  # a quarter of a second, for what most commands never need

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Bring the database to this release's schema; safe to run again and after being killed.

    SQLite makes a table anew to change it, which its foreign keys would take for a loss of every row pointed at: they
    rest meanwhile, and are all checked before the change is kept.
    """
    from alembic import command

    made = engine.execution_options(**{WRITING: True})
    with made.connect() as connection, _foreign_keys_at_rest(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7250811)"))
        command.upgrade(alembic_config(connection), "head")
        if connection.dialect.name == "sqlite" and (lost := connection.execute(text(FOREIGN_KEYS)).first()):
            raise MigrationError(f"A row of {lost[0]} points at one of {lost[2]} that is not there")


FOREIGN_KEYS = "PRAGMA foreign_key_check"


class MigrationError(Exception):
    """The database does not hold together after a migration, which was undone: restore a backup, or ask for help."""


@contextmanager
def _foreign_keys_at_rest(connection: Connection) -> Iterator[None]:
    """On SQLite: foreign keys are not enforced on this connection. It has to be said outside any transaction."""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.cursor().execute("PRAGMA foreign_keys=ON")


def revisions() -> list[str]:
    """The schema's revisions in order, which are the numbers that the migrations' files begin with."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def schema_state(engine: Engine) -> str:
    """`current`, `empty`, `older` or `newer`, against this release's migrations."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return "empty"
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    known = revisions()
    if version == known[-1]:
        return "current"
    return "older" if version in known else "newer"
