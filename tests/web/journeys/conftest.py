"""A practice home, made once and copied; its pages served; a real Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Served, serving

from ispdesk import practice_home
from ispdesk.bootstrap import open_home
from ispdesk.settings import Settings

pytest.register_assert_rewrite("hands", "way", "looks")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice home on which nobody has worked; copied by whoever works on one."""
    home = tmp_path_factory.mktemp("practice") / "home"
    practice_home.make(home, lambda _: None, "http://127.0.0.1:8400").engine.dispose()
    return home


def copy_of(made: Path, to: Path) -> Iterator[Served]:
    """A copy with its pages served."""
    shutil.copytree(made, to)
    with serving(open_home(Settings(home=to, database_url=None, smtp_host=None))) as served:
        yield served


@pytest.fixture(scope="session")
def desk_home(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The home in which the six are taken to submission."""
    yield from copy_of(made, tmp_path_factory.mktemp("journeys") / "home")


@pytest.fixture(scope="session")
def desk_of_pages(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The home of which every page is looked at."""
    yield from copy_of(made, tmp_path_factory.mktemp("pages") / "home")
