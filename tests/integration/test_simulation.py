"""The same seed lives the same life without breaking a rule; each rule that is broken on purpose is reported."""

import datetime as dt
import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import databases
import pytest
from deep import deep
from sqlmodel import col, update

from ispdesk import fenced
from ispdesk.bootstrap import App, HomeError, with_key
from ispdesk.commands import clocks, rungs, tasks
from ispdesk.settings import Settings
from ispdesk.simulate import practice
from ispdesk.simulate.report import Report
from ispdesk.simulate.running import FIRST_DAY, Simulation, home_of
from ispdesk.simulate.staging import STAGED
from models.database import make_engine
from models.queries import timers
from models.tables.post import Letter
from notifications.backoff import Verdict
from states import clock
from states.calendar import opening

pytestmark = pytest.mark.timeout(400)


# ISPs, days, and how long they rest between two acts. Two in a great hurry are enough for a month of rungs and letters.
ISPS, DAYS, PACE = deep((2, 60, 0.05), (6, 200, 0.15))
SEEDS = deep((1, 2), (1, 2, 3, 4, 5, 6))


@pytest.fixture(autouse=True)
def left_to_the_end() -> Iterator[None]:
    """A life takes back what conftest said to the garbage collector."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which nobody has lived."""
    place = tmp_path_factory.mktemp("empty") / "home"
    home_of(place).engine.dispose()
    return place


@pytest.fixture
def lived(empty: Path, tmp_path: Path) -> Callable[..., Report]:
    """A short life: some weeks of a few ISPs in a hurry, in a home of its own."""

    def life(seed: int = 1) -> Report:
        home = Path(shutil.copytree(empty, tmp_path / str(len(list(tmp_path.iterdir())))))
        settings = Settings(home=home, database_url=None, smtp_host=None)
        with databases.sharing(make_engine(settings.url(), durable=False)) as engine:
            app = App(settings, with_key(engine, settings))
            return Simulation(app, ISPS, 1, seed, opening(FIRST_DAY) + dt.timedelta(DAYS), pace=PACE).run()

    return life


def test_the_same_seed_has_the_same_history_and_another_seed_another(lived: Callable[..., Report]) -> None:
    lives, again = [lived(seed) for seed in SEEDS], lived(SEEDS[0])
    assert again == lives[0]
    assert len(again.history_hash) == 64
    assert len({one.history_hash for one in lives}) == len(SEEDS)
    assert [one.violations for one in lives] == [[]] * len(SEEDS)
    for much in ("rungs", "letters_sent", "crashes", "double_runs", "refused"):
        assert sum(getattr(one, much) for one in lives) > 0, much


def test_a_home_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(HomeError, match="not empty"):
        home_of(tmp_path)


def test_a_country_to_practise_in_has_every_kind_of_trouble(tmp_path: Path) -> None:
    app, report = practice.make(tmp_path / "home", lambda _said: None, "http://127.0.0.1:8400", isps=len(STAGED))
    found = practice.summary(app, report)
    app.engine.dispose()
    assert found["violations"] == []
    assert [name for name, number in found["troubles"].items() if not number] == []


def claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rung is recorded and not claimed."""
    monkeypatch.setattr(timers, "claim", lambda *_: None)


def loses_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each booking leaves its last day out."""
    real = clock.booked
    monkeypatch.setattr(clock, "booked", lambda *given: real(*given)[:-1])


def stops_no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "_stop", lambda *_: None)


def keeps_a_late_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweep is told a day late of each rung."""
    real = clocks.cache

    def late(session: Any, row: Any, seen: Any) -> None:
        real(session, row, seen)
        if row.next_rung_at is not None:
            row.next_rung_at += dt.timedelta(1)

    monkeypatch.setattr(clocks, "cache", late)


def hands_over_without_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a partner holds the days itself."""

    def silently(tx: Any, version: Any, party: Any, _row: Any) -> None:
        version.holder = party.value
        tx.session.add(version)

    monkeypatch.setattr(tasks, "hand_over", silently)


def sends_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that was taken is queued again."""
    real = fenced.settled

    def back(kept: Any, letter: int, *rest: Any) -> Verdict:
        verdict = real(kept, letter, *rest)
        if verdict is Verdict.SENT:
            once = update(Letter).where(col(Letter.id) == letter, col(Letter.attempts) == 1)
            kept.session.execute(once.values(status="queued", next_at=rest[-1]))
        return verdict

    monkeypatch.setattr(fenced, "settled", back)


def fires_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rung fires three days before it is due."""
    real = timers.due
    ahead = dt.timedelta(3)
    monkeypatch.setattr(timers, "due", lambda session, at, limit: real(session, at + ahead, limit))
    monkeypatch.setattr(rungs, "_is_due", lambda _tx, row, payload: row.next_rung == payload.rung)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (claims_nothing, "are not those that were claimed"),
        (loses_a_day, "working days are booked as"),
        (stops_no_timer, "it has not stopped"),
        (keeps_a_late_rung, "reckoned anew"),
        (hands_over_without_a_row, "its last days are booked to"),
        (sends_again, "was taken 2 times"),
        (fires_early, "was claimed before it was due"),
    ],
)
def test_a_broken_rule_is_reported(
    lived: Callable[..., Report],
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch], None],
    said: str,
) -> None:
    broken(monkeypatch)
    found: list[str] = []
    for seed in (1, 2, 3, 4):  # in a life as short as these not everything happens
        found += lived(seed).violations
        if any(said in violation for violation in found):
            return
    raise AssertionError(found[:5])
