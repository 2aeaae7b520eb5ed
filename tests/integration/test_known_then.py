"""As known then is what a copy of the database stopped at that day says; as we know it now, what was recorded since."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import databases
import pytest
from deep import deep
from sqlalchemy import Engine, text
from world import ASSURER, COORDINATOR, LEAD, World, flow_of, making_known, move, text_of

from ispdesk import calendars
from ispdesk.commands.shape import Done, Order
from ispdesk.views.measures import Measures, end_of, measures_of, measures_view
from models.database import reading
from models.queries import home
from models.queries.lives import lives
from models.tables.journal import History
from states.calendar import local_day, opening
from states.lifecycle import State
from states.measures import period
from states.measuring import Measuring
from states.when import When, on

SEEDS = deep((1, 2), tuple(range(1, 13)))
REFS = ("A1", "A2", "B1", "B2", "C1", "C2")
STEPS = 110
STOPS = (35, 75)
"""Steps after which a copy is kept."""
WAY = {
    State.IDENTIFIED: ("take_up",), State.SCOPING: ("start_workshops",), State.WORKSHOPS: ("confirm_flows",),
    State.DRAFT: ("submit", "submit", "back_to_scoping", "reopen_workshops"), State.QA_QUEUE: ("claim",),
    State.QA_REVIEW: ("assure", "return_for_amendment", "unclaim"), State.RETURNED: ("resubmit", "rework_text"),
    State.ASSURED: ("begin_review", "revise_text"), State.IN_REVIEW: ("confirm_unchanged", "retire"),
}  # fmt: skip
BY = dict.fromkeys(("claim", "assure", "return_for_amendment", "unclaim"), ASSURER)


class Chance:
    """People who do what they may, and now and then what they may not, in the order of time."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random, self.numbers = world, Random(seed), count(1)  # noqa: S311 - a plan, not a secret

    def step(self) -> None:
        """Somebody does something, some hours or days later."""
        self.world.at += dt.timedelta(
            hours=self.random.choice((0, 1, 3, 7, 26, 50)), minutes=self.random.randint(0, 59)
        )
        ref = self.random.choice(REFS)
        kind = self.random.choices(
            ("move", "late", "recorded", "take_back", "correct", "hold", "resume", "note_hours", "ask", "answer"),
            (14, 3, 2, 2, 1, 1, 1, 1, 1, 1),
        )[0]
        versions = self.world.versions(ref)
        state = State(versions[0].state) if versions else State.IDENTIFIED
        self.world.do(self._order(ref, kind, state))  # refused or not

    def _order(self, ref: str, kind: str, state: State) -> Order:
        today = local_day(self.world.at)
        ago = today - dt.timedelta(self.random.randint(0, 9))
        if kind in ("move", "late", "recorded"):
            trigger = self.random.choice(WAY.get(state, ("reopen",)))
            made = self._move(ref, trigger, BY.get(trigger, COORDINATOR))
            if kind == "late":
                return replace(made, happened=on(ago))
            if kind == "recorded":
                told = self.random.choice((on(ago), When(ago, today), When(None, today), When()))
                return replace(made, actor=LEAD, happened=told, recording=True)
            return made
        payload: dict[str, Any] = {
            "hold": {"reason": "why", "until": (today + dt.timedelta(9)).isoformat()},
            "note_hours": {"hours": "1.5"},
            "correct": {"reason": "a slip"},
            "ask": {"kind": "comment", "partner": 1, "text": "Look", "waits": True},
            "answer": {"task": 1, "outcome": "done"},
        }.get(kind, {})
        actor = {"correct": LEAD, "take_back": self.random.choice((COORDINATOR, ASSURER))}.get(kind, COORDINATOR)
        return Order(f"s{next(self.numbers)}", kind, f"isp:{ref}", actor, payload)

    def _move(self, ref: str, trigger: str, actor: str) -> Order:
        more: dict[str, Any] = {"reason": "why"}
        if trigger in ("claim", "assure"):
            more["independent"] = True
        if trigger in ("assure", "confirm_unchanged"):
            more["review_date"] = "2028-03-01"
        return move(ref, trigger, actor, id_=f"s{next(self.numbers)}", **more)


def stopped(engine: Engine, place: Path) -> Engine:
    """A copy of the database as it is now."""
    with engine.connect() as connection:
        connection.execute(text("COMMIT"))
        connection.execute(text(f"VACUUM INTO '{place}'"))
    return databases.make_engine(f"sqlite:///{place}")


Lived = tuple[World, list[tuple[dt.date, Engine]]]


@pytest.fixture(scope="module", params=SEEDS)
def lived(
    sqlite_installed: databases.Copies, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lived]:
    """A life by chance, and copies of the database at the end of some days of it."""
    place = tmp_path_factory.mktemp("stopped")
    with sqlite_installed() as url, databases.opened(url) as engine:
        world = World(engine)
        copies = live(world, request.param, place)
        yield world, copies
        for _, copy in copies:
            copy.dispose()


def live(world: World, seed: int, place: Path) -> list[tuple[dt.date, Engine]]:
    for ref in REFS[:-1]:
        world.run([*making_known(ref), flow_of(ref), text_of(ref)])
    world.run(
        [Order("counted", "make_known", f"isp:{REFS[-1]}", "import", {"title_en": "One", "counted_as": "awaiting"})]
    )
    chance, copies = Chance(world, seed), list[tuple[dt.date, Engine]]()
    for number in range(STEPS):
        chance.step()
        if number in STOPS:
            copies.append((local_day(world.at), stopped(world.engine, place / f"{number}.db")))
            world.at = opening(local_day(world.at) + dt.timedelta(1))  # that day is over
        if number == STOPS[0] + 9:
            taken = {"state": "qa_queue", "submitted_from": "2024-11-04", "submitted_to": "2024-11-04"}
            assert isinstance(world.do(Order("taken", "take_on", f"isp:{REFS[-1]}", LEAD, taken)), Done)
    world.run([calendars.storing(2024)])  # an earlier year, which the copies do not know
    return copies


def seen(engine: Engine, now: dt.datetime, at: dt.date, mode: Any) -> Measures:
    with reading(engine) as session:
        return replace(measures_view(session, now, at, mode=mode), mode="now")


def test_as_known_then_is_what_a_copy_stopped_at_that_day_says(lived: Lived) -> None:
    world, copies = lived
    for day, copy in copies:
        then = seen(world.engine, world.at, day, "then")
        assert then == seen(copy, end_of(day), day, "now")
        assert then == seen(copy, end_of(day), day, "then")
        assert sum(row.open.least for row in then.ages) > 0
    assert [seen(world.engine, world.at, day, "now") for day, _ in copies] != [
        seen(world.engine, world.at, day, "then") for day, _ in copies
    ]


def alone(engine: Engine, day: dt.date, known_at: dt.datetime | None) -> dict[str, Measures]:
    """The measures of each ISP alone."""
    found, months = {}, period(day)
    with reading(engine) as session:
        calendar = home.calendar(session)
        for life in lives(session, known_at):
            measuring = Measuring(day, end_of(day), months, calendar)
            measuring.add(life)
            found[life.ref] = measures_of(measuring.found, day, months, "now", calendar=True)
    return found


def touched(world: World, day: dt.date) -> set[str]:
    """ISPs of which something was recorded after this day that happened, or may have, by its end; or was undone."""
    rows = [row for row in world.rows(History) if row.stream.startswith("isp:")]
    after = [row for row in rows if row.recorded_at > end_of(day)]
    told = [row for row in after if _may_be_before(row, day)]
    stood = {(row.stream, row.seq) for row in (*(row for row in rows if row.recorded_at <= end_of(day)), *told)}
    undone = [row for row in after if (row.stream, row.body.get("undoes")) in stood]
    return {row.stream.partition(":")[2] for row in (*told, *undone)}


def _may_be_before(row: History, day: dt.date) -> bool:
    if row.happened_from is None and row.happened_to is None:
        return row.standing != "done"
    return row.happened_from is None or row.happened_from <= day


def test_as_we_know_it_now_differs_only_by_what_was_recorded_later(lived: Lived) -> None:
    world, copies = lived
    untouched = 0
    for day, _ in copies:
        now, then, late = alone(world.engine, day, None), alone(world.engine, day, end_of(day)), touched(world, day)
        assert {ref for ref in now if now[ref] != then[ref]} <= late
        untouched += len(set(now) - late)
    assert untouched
