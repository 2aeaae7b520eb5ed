"""The same seed lives the same life without breaking a rule; each rule that is broken on purpose is reported."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, update

from ispdesk import fenced
from ispdesk.bootstrap import HomeError
from ispdesk.commands import clocks, rungs, tasks
from ispdesk.simulate import practice
from ispdesk.simulate.report import Report
from ispdesk.simulate.running import FIRST_DAY, Simulation, home_of
from ispdesk.simulate.staging import STAGED
from models.queries import timers
from models.tables.post import Letter
from notifications.backoff import Verdict
from states import clock
from states.calendar import opening

pytestmark = pytest.mark.timeout(400)


def lived(place: Path, seed: int = 1, *, isps: int = 6, days: int = 200) -> Report:
    """A short life: some months of a few ISPs in a hurry."""
    app = home_of(place)
    try:
        return Simulation(app, isps, 1, seed, opening(FIRST_DAY) + dt.timedelta(days), pace=0.15).run()
    finally:
        app.engine.dispose()


def test_the_same_seed_has_the_same_history_and_another_seed_another(tmp_path: Path) -> None:
    one, again, other = lived(tmp_path / "a"), lived(tmp_path / "b"), lived(tmp_path / "c", 2)
    assert one == again
    assert len(one.history_hash) == 64
    assert other.history_hash != one.history_hash
    assert one.violations == other.violations == []
    assert one.rungs > 5
    assert one.letters_sent > 0
    assert one.crashes > 0
    assert one.double_runs > 0
    assert one.refused > 0


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Callable[[pytest.MonkeyPatch], None], said: str
) -> None:
    broken(monkeypatch)
    found = lived(tmp_path / "home").violations
    assert any(said in violation for violation in found), found[:5]
