"""What the web process does where nobody else has: open reviews at 07:00, the letters of the day hourly from 08:30."""

import datetime as dt
import threading

import pytest
from world import World, to_queue

from ispdesk import rounds
from ispdesk.cli import everything
from ispdesk.cli.everything import DAILY, missed
from ispdesk.engine import EngineError, Say
from ispdesk.schedules import rescheduled, source
from models.tables.post import Letter
from states.calendar import ZONE


def at(hour: int, minute: int = 0, day: int = 3) -> dt.datetime:
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=ZONE).astimezone(dt.UTC)


def names(world: World, when: dt.datetime, grace: float = 0.0) -> list[str]:
    return [work.__name__ for work in missed(world.app, when, grace=grace)]


def test_a_daily_round_is_run_once_its_hour_has_passed_and_nobody_ran_it(world: World) -> None:
    world.run(to_queue("A1"))
    assert names(world, at(6, 59)) == []
    assert names(world, at(7)) == ["open_reviews"]
    assert names(world, at(8, 30)) == ["open_reviews", "digest"]
    assert names(world, at(8, 34), grace=300.0) == ["open_reviews"]
    for work in missed(world.app, at(8, 36), grace=300.0):
        work(world.app, at(8, 36))
    assert len(world.rows(Letter, Letter.kind == "digest")) == 2
    assert names(world, at(9, 29)) == []
    assert names(world, at(9, 34), grace=300.0) == []
    assert names(world, at(9, 36), grace=300.0) == ["digest"]
    rounds.digest(world.app, at(16, 31))
    assert names(world, at(17)) == []
    assert names(world, at(9, day=4)) == ["open_reviews", "digest"]


def test_a_run_before_its_hour_is_not_todays(world: World) -> None:
    rounds.digest(world.app, at(8, 29))
    rounds.open_reviews(world.app, at(6))
    assert names(world, at(9)) == ["open_reviews", "digest"]


def test_a_round_that_did_not_reach_everybody_is_run_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run(to_queue("A1"))
    rounds.open_reviews(world.app, at(7))
    monkeypatch.setattr(rounds, "MOST_DIGESTS", 1)
    assert len(rounds.digest(world.app, at(8, 30)).items) == 1
    assert names(world, at(8, 45)) == ["digest"]
    monkeypatch.undo()
    assert len(rounds.digest(world.app, at(8, 45)).items) == 1
    assert names(world, at(8, 45)) == []


def test_its_hours_are_those_of_the_schedule() -> None:
    crons = {one["name"]: one["schedules"][0]["cron"] for one in rescheduled(source(), None)["deployments"]}
    hours = {name: times for name, _, times in DAILY}
    (seven,) = hours["open_reviews"]
    assert crons["open_reviews"].startswith(f"{seven.minute} {seven.hour} ")
    first, last = hours["digest"][0], hours["digest"][-1]
    assert crons["daily_digest"].startswith(f"{first.minute} {first.hour}-{last.hour} ")
    assert {time.minute for time in hours["digest"]} == {first.minute}
    assert [time.hour for time in hours["digest"]] == list(range(first.hour, last.hour + 1))


class Failing:
    """An engine that does not start the first time, ends once, and runs then until all is stopped."""

    def __init__(self, stop: threading.Event) -> None:
        self.began, self.ended, self._looked, self._stop = 0, 0, 0, stop

    def start(self, say: Say) -> None:
        self.began += 1
        if self.began == 1:
            raise EngineError("No answer.")
        say("engine.started", url="http://there")

    def alive(self) -> bool:
        self._looked += 1
        if self.began > 2:
            self._stop.set()
        return self._looked != 3

    def stop(self) -> None:
        self.ended += 1


def test_an_engine_that_does_not_start_or_ends_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everything, "AGAIN", 0.0)
    monkeypatch.setattr(everything, "WATCH_EVERY", 0.0)
    stop = threading.Event()
    engine, said = Failing(stop), list[str]()
    everything.keep_engine(engine, said.append, stop)
    assert (engine.began, engine.ended) == (3, 1)
    assert said == [
        "Prefect did not start; the web process sweeps, and it is tried again in 0 s. No answer.",
        "Prefect: running. http://there",
        "Prefect has ended; the web process sweeps, and it is started again in 0 s.",
        "Prefect: running. http://there",
    ]
