"""What several test modules share: the demonstration's home, made once, and a runner of the command line."""

import shutil
from pathlib import Path

import pytest
from running import Ran, Run

from ispdesk import demo
from ispdesk.bootstrap import App, open_home
from ispdesk.cli import main
from ispdesk.settings import Settings


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's home as `ispdesk demo` leaves it; copy it before changing it."""
    place = tmp_path_factory.mktemp("wales") / "home"
    demo.make(place, lambda _words: None).engine.dispose()
    return place


@pytest.fixture
def demo_home(made_home: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration's home of one's own."""
    return Path(shutil.copytree(made_home, tmp_path / "home"))


@pytest.fixture
def app(demo_home: Path) -> App:
    """That home, open."""
    return open_home(Settings(home=demo_home))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `ispdesk …` as a person would, with ISPDESK_HOME set, and catch what it prints."""

    def once(*words: str, home: Path | None = None, lang: str = "en") -> Ran:
        monkeypatch.setenv("ISPDESK_LANG", lang)
        monkeypatch.setenv("COLUMNS", "200")
        if home is not None:
            monkeypatch.setenv("ISPDESK_HOME", str(home))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return once
