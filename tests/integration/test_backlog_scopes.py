"""The queue of each regional QA group beside the whole, and levels acknowledged for a time, on both databases."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import event
from world import ASSURER, LEAD, SECRETARY, World, making_known, move, to_assured

from ispdesk import rounds
from ispdesk.commands.shape import Order
from models.tables.journal import History
from models.tables.post import Letter
from models.tables.qa import AlarmRow, MeasurementRow


def at(day: int, hour: int = 17, month: int = 3) -> dt.datetime:
    """A quarter past the hour in March 2026, when Wales is on UTC until the 29th."""
    return dt.datetime(2026, month, day, hour, 15, tzinfo=dt.UTC)


def order(world: World, kind: str, stream: str, actor: str = "operator", **payload: Any) -> Mapping[str, Any]:
    return world.done(Order(f"g{next(world.numbers)}", kind, stream, actor, payload))


def waiting(world: World, *refs: str, group: str | None = None) -> None:
    """Take on ISPs that wait for assurance, referred to a group where one is given."""
    for ref in refs:
        world.run(making_known(ref)[:1])
        order(world, "take_on", f"isp:{ref}", LEAD, state="qa_queue")
        if group:
            order(world, "describe", f"isp:{ref}", LEAD, group=group)


def with_group(world: World, ref: str = "north", *members: str) -> None:
    order(world, "enter_group", f"group:{ref}", name_en="North Wales QA group", name_cy="Grŵp y Gogledd")
    for member in members:
        order(world, "add_member", f"group:{ref}", person=member)


def counts(world: World, scope: str) -> dict[int, int]:
    return {row.day.day: row.count for row in world.rows(MeasurementRow, MeasurementRow.scope == scope)}


def letters(world: World) -> list[str]:
    """Who was written to about the backlog: scope, level and reader, in order."""
    found = [row.dedupe.split(":") for row in world.rows(Letter, Letter.message == "backlog_level")]
    return [f"{parts[-4]} {parts[-3][8:]} {parts[-2]} {parts[-1]}" for parts in found]


def test_each_group_is_measured_beside_the_whole(world: World) -> None:
    with_group(world)
    waiting(world, "A1", "A2", group="north")
    waiting(world, "A3")
    items = rounds.measure(world.app, at(2)).items
    assert [(item.reference, item.what) for item in items] == [
        ("queue-2026-03-02", "measured-red"),  # nothing was ever assured: the time to clear is red
        ("queue-north-2026-03-02", "measured-red"),
    ]
    assert (counts(world, "whole"), counts(world, "group:north")) == ({2: 3}, {2: 2})
    assert rounds.measure(world.app, at(2, 18)).items == []


def test_a_groups_clearance_is_reckoned_from_its_own_assurances(world: World) -> None:
    with_group(world)
    world.run(to_assured("B1"))
    waiting(world, "A1", group="north")
    rounds.measure(world.app, at(2))
    clearance = {row.scope: row.clearance_min for row in world.rows(MeasurementRow)}
    assert clearance == {"whole": 12, "group:north": None}
    order(world, "describe", "isp:B1", LEAD, group="north")
    rounds.measure(world.app, at(3))
    latest = [row for row in world.rows(MeasurementRow, MeasurementRow.scope == "group:north") if row.day.day == 3]
    assert latest[0].clearance_min == 12


def test_a_new_group_begins_at_the_last_close_and_every_scope_makes_up_what_it_missed(world: World) -> None:
    waiting(world, "A1")
    rounds.measure(world.app, at(2))
    world.at = at(4, 12)
    with_group(world)
    rounds.measure(world.app, at(4))
    assert counts(world, "whole") == {2: 1, 3: 1, 4: 1}
    assert counts(world, "group:north") == {4: 0}
    world.at = at(6, 12)
    waiting(world, "A2", group="north")
    rounds.measure(world.app, at(10))
    assert counts(world, "group:north") == {4: 0, 5: 0, 6: 1, 9: 1, 10: 1}
    assert list(counts(world, "whole").values()) == [1, 1, 1, 1, 2, 2, 2]


def test_a_missed_close_is_measured_in_the_group_it_was_in_then(world: World) -> None:
    with_group(world)
    with_group(world, "south")
    waiting(world, "A1", group="north")
    rounds.measure(world.app, at(2))
    world.at = at(4, 12)
    order(world, "describe", "isp:A1", LEAD, group="south")
    world.at = at(5, 12)
    world.done(move("A1", "withdraw", LEAD, reason="no need"))
    rounds.measure(world.app, at(6))
    assert counts(world, "group:north") == {2: 1, 3: 1, 4: 0, 5: 0, 6: 0}
    assert counts(world, "group:south") == {2: 0, 3: 0, 4: 1, 5: 0, 6: 0}
    assert counts(world, "whole") == {2: 1, 3: 1, 4: 1, 5: 0, 6: 0}


def test_a_groups_letter_goes_to_the_team_and_the_group_and_says_whose_queue_it_is(world: World) -> None:
    order(world, "enter_person", "person:gwen", name_en="Gwen", address="gwen@desk.test", language="unknown")
    with_group(world, "north", "gwen")
    waiting(world, "A1", group="north")
    rounds.measure(world.app, at(2))
    assert sorted(letters(world)) == sorted(
        [f"whole 02 red {who}" for who in (ASSURER, LEAD, SECRETARY)]
        + [f"north 02 red {who}" for who in (ASSURER, LEAD, "gwen")]
    )
    (one,) = [row for row in world.rows(Letter) if row.address == "gwen@desk.test"]
    assert "Grŵp y Gogledd" in one.subject
    (whole,) = [row for row in world.rows(Letter) if row.dedupe.endswith(f"red:{SECRETARY}")]
    assert whole.subject == "Quality assurance backlog has reached level red: 1 waiting"


def test_measuring_a_missed_month_asks_no_more_of_the_database_per_day(world: World) -> None:
    with_group(world)
    waiting(world, "A1", group="north")
    rounds.measure(world.app, at(2))
    seen: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))

    def selects(until: dt.datetime) -> tuple[int, int]:
        seen.clear()
        done = len(rounds.measure(world.app, until).items)
        return done, sum(statement.startswith("SELECT") and "history" not in statement for statement in seen)

    (few, of_few), (many, of_many) = selects(at(3)), selects(at(8, month=4))
    assert (few, many) == (2, 48)
    assert of_many - of_few < 4 * (many - few)  # what is left is the door's and each row's own


ACK = ("acknowledge", "queue:whole")


def test_an_acknowledged_level_is_silent_for_its_time_and_then_said_again_once(world: World) -> None:
    waiting(world, "A1")
    rounds.measure(world.app, at(2))
    world.at = at(2, 19)
    answer = order(world, *ACK, SECRETARY, working_days=3, reason="two assurers come on Thursday")
    assert answer == {
        "scope": "whole", "level": "red", "by": SECRETARY, "working_days": 3, "silent_until": "2026-03-05",
    }  # fmt: skip
    (row,) = world.rows(History, History.kind == "level_acknowledged")
    assert (row.actor, row.body["until"]) == (SECRETARY, "2026-03-05")
    for day in (3, 4):
        rounds.measure(world.app, at(day))
    assert len(letters(world)) == 3
    kept = world.rows(AlarmRow)[0]
    assert (kept.acknowledged_by, kept.silenced_until, kept.silenced_level) == (SECRETARY, dt.date(2026, 3, 5), "red")
    for day in (5, 6, 9, 10):
        rounds.measure(world.app, at(day))
    assert sorted(letters(world)) == sorted(
        f"whole {d} red {w}" for d in ("02", "05") for w in (ASSURER, LEAD, SECRETARY)
    )
    kept = world.rows(AlarmRow)[0]
    assert (kept.acknowledged_by, kept.silenced_until, kept.silenced_level) == (None, None, None)


def test_a_higher_level_is_announced_at_once_all_the_same(world: World) -> None:
    for number in range(12):
        world.run(to_assured(f"B{number}"))
    waiting(world, *(f"A{number}" for number in range(10)))
    rounds.measure(world.app, at(2))
    assert {line.split()[2] for line in letters(world)} == {"amber"}
    world.at = at(2, 19)
    order(world, *ACK, LEAD, working_days=20)
    rounds.measure(world.app, at(3))
    assert len(letters(world)) == 3
    world.at = at(4, 9)
    waiting(world, *(f"A{number}" for number in range(10, 20)))
    rounds.measure(world.app, at(4))
    assert sorted(letters(world)[3:]) == [f"whole 04 red {who}" for who in (ASSURER, LEAD, SECRETARY)]


def test_one_scope_is_acknowledged_and_the_other_is_not(world: World) -> None:
    with_group(world)
    waiting(world, "A1", group="north")
    rounds.measure(world.app, at(2))
    world.at = at(2, 19)
    order(world, *ACK, LEAD, scope="group:north", working_days=2)
    alarms = {row.scope: row.acknowledged_by for row in world.rows(AlarmRow)}
    assert alarms == {"whole": None, "group:north": LEAD}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"working_days": 21}, "wrong_value"),
        ({"working_days": 0}, "wrong_value"),
        ({"scope": "group:west"}, "not_found"),
        ({}, "nothing"),
    ],
)
def test_what_cannot_be_acknowledged_is_refused(world: World, payload: dict[str, Any], code: str) -> None:
    rounds.measure(world.app, at(2))
    assert world.refused(Order("x", *ACK, LEAD, payload)) == (code,)
