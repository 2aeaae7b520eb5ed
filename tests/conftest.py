"""What all tests share: where they keep their files; an engine over each database, and the faults' checker."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from deep import DEEP
from sqlalchemy import Engine

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "integration"), str(HERE / "faults")]

if sys.dont_write_bytecode:  # where the machine wants none beside the sources it lies apart, and each process has it
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(HERE.parent / ".pytest_cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

import databases  # noqa: E402 - it lies in a folder that was just named
import world as worlds  # noqa: E402 - likewise
from anyio.from_thread import start_blocking_portal  # noqa: E402 - compiled with the rest
from starlette.testclient import TestClient  # noqa: E402 - likewise

Copies = databases.Copies
if memory := databases.memory():  # homes and SQLite files too: a commit then waits for no disk
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_finish() -> None:
    """Thousands of tests and their modules stay to the end: the garbage collector need not look at them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """One PostgreSQL for all tests of this process."""
    with databases.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_migrated(postgresql_server: str) -> Iterator[Copies]:
    with databases.postgresql(postgresql_server) as copy:
        yield copy


@pytest.fixture(scope="session")
def postgresql_installed(postgresql_server: str) -> Iterator[Copies]:
    with databases.postgresql(postgresql_server, worlds.install, "installed") as copy:
        yield copy


@pytest.fixture(scope="session")
def sqlite_migrated(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return databases.sqlite(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session")
def sqlite_installed(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return databases.sqlite(tmp_path_factory.mktemp("installed"), worlds.install)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: each test that asks runs on both."""
    return str(request.param)


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of pages ask one database: the commands and views that pages call have tests of their own on both."""
    pages = metafunc.module.__name__.endswith("_pages") or metafunc.module.__name__ == "test_hall"
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if pages and "database" in metafunc.fixturenames and "database" not in named:
        metafunc.definition.add_marker(pytest.mark.parametrize("database", ["sqlite"]))


BOTH = ("test_conformance_", "test_migration_", "test_invariants", "test_search", "test_queue_marks", "test_at_once")
"""Modules all of whose tests run on PostgreSQL in each run: what they look at is the database itself."""
ONE_IN = 8
"""Of the other tests one in so many, always the same ones; `make deep`, and naming a test, run it on both."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what is left to a deep run: a test on PostgreSQL takes three times as long as on SQLite."""
    if DEEP or any("::" in asked for asked in config.args):
        return
    left = [item for item in items if _deep_only(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def _deep_only(item: pytest.Item) -> bool:
    """Whether this is a test on PostgreSQL that an ordinary run does without."""
    given = getattr(item, "callspec", None)
    if given is None or given.params.get("database") != "postgresql" or item.path.name.startswith(BOTH):
        return False
    return crc32(item.nodeid.encode()) % ONE_IN != 0


@pytest.fixture(autouse=True, scope="session")
def one_loop() -> Iterator[None]:
    """One event loop for all clients of the pages: one a request took longer than most pages."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture
def engine(database: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A migrated and empty database of this test's own."""
    copies: Copies = request.getfixturevalue(f"{database}_migrated")
    with copies() as url, databases.opened(url) as made:
        yield made


@pytest.fixture
def world(database: str, request: pytest.FixtureRequest) -> Iterator[worlds.World]:
    """A database of this test's own with people, organisations, a calendar and the current policy."""
    copies: Copies = request.getfixturevalue(f"{database}_installed")
    with copies() as url, databases.opened(url) as made:
        yield worlds.World(made)
