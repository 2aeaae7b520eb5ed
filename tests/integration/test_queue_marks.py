"""What the team says of a place in the queue: an override, putting aside, their ends; and the order that follows."""

import datetime as dt

import pytest
from world import ASSURER, COORDINATOR, LEAD, World, move, to_draft, to_queue

from ispdesk.views.scoring import places
from models.tables.journal import History
from models.tables.qa import QueueMark

UNTIL = "2026-03-20"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def queue(world: World) -> World:
    world.run([*to_queue("A1"), *to_queue("A2")])
    return world


def order(world: World) -> list[str]:
    return [place.row.ref for place in world.read(lambda s: places(s, world.at))]


def part(world: World, ref: str, name: str) -> tuple[int, str] | None:
    (place,) = (one for one in world.read(lambda s: places(s, world.at)) if one.row.ref == ref)
    return next(((p.points, p.why.en) for p in place.scored.parts if p.name == name), None)


def test_an_override_moves_it_up_until_its_day_and_is_in_the_history(queue: World) -> None:
    assert order(queue) == ["A1", "A2"]
    queue.done(queue.order("override_score", "A2", LEAD, points=30, reason="a winter scheme", until=UNTIL))
    assert order(queue) == ["A2", "A1"]
    assert part(queue, "A2", "override") == (30, f"overridden by lowri until {UNTIL}: a winter scheme")
    (row,) = queue.rows(History, History.kind == "score_overridden")
    assert row.body["points"] == 30
    assert "a winter scheme" not in str(row.body)
    queue.at = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
    assert order(queue) == ["A2", "A1"]
    queue.at = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC)
    assert order(queue) == ["A1", "A2"]
    assert part(queue, "A2", "override") is None


def test_a_later_mark_takes_the_place_of_an_earlier_and_can_be_ended(queue: World) -> None:
    for points in (30, -7):
        queue.done(queue.order("override_score", "A1", ASSURER, points=points, reason="x", until=UNTIL))
    assert part(queue, "A1", "override") == (-7, f"overridden by alys until {UNTIL}: x")
    assert order(queue) == ["A2", "A1"]
    assert len(queue.rows(QueueMark)) == 2
    queue.done(queue.order("end_queue_mark", "A1", LEAD, mark="override", reason="over"))
    assert order(queue) == ["A1", "A2"]
    assert queue.refused(queue.order("end_queue_mark", "A1", LEAD, mark="override")) == ("nothing",)


def test_one_put_aside_comes_last_and_its_clocks_run_on(queue: World) -> None:
    queue.done(queue.order("put_aside", "A1", ASSURER, reason="an answer is awaited", until=UNTIL))
    assert order(queue) == ["A2", "A1"]
    queue.at = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
    assert part(queue, "A1", "used") == part(queue, "A2", "used") == (8, "6 of 30 days used")
    assert part(queue, "A1", "aside") == (0, f"put aside by alys until {UNTIL}: an answer is awaited")


def test_a_mark_holds_for_its_round_only(queue: World) -> None:
    queue.done(queue.order("override_score", "A1", LEAD, points=9, reason="x", until=UNTIL))
    queue.done(move("A1", "return_for_amendment", ASSURER, reason="the flows"))
    assert part(queue, "A1", "override") is not None
    queue.done(move("A1", "resubmit"))
    assert part(queue, "A1", "override") is None
    assert part(queue, "A1", "resubmission") == (10, "a resubmission, round 2")


@pytest.mark.parametrize(
    ("who", "until", "code"),
    [
        (COORDINATOR, UNTIL, "not_yours"),
        (LEAD, "2026-03-01", "too_far"),
        (LEAD, "2026-07-01", "too_far"),
        (LEAD, "2199-07-01", "too_far"),
    ],
)
def test_what_is_no_place_of_ones_own_or_no_end_is_refused(queue: World, who: str, until: str, code: str) -> None:
    asked = queue.order("override_score", "A1", who, points=1, reason="x", until=until)
    assert queue.refused(asked) == (code,)


def test_what_is_not_in_the_queue_has_no_place(world: World) -> None:
    world.run(to_draft("A3"))
    assert world.refused(world.order("put_aside", "A3", LEAD, reason="x", until=UNTIL)) == ("not_in_queue",)


def test_a_submission_can_still_be_taken_back_where_only_its_place_was_changed(queue: World) -> None:
    queue.done(queue.order("put_aside", "A1", ASSURER, reason="x", until=UNTIL))
    queue.done(queue.order("take_back", "A1", COORDINATOR))
    assert order(queue) == ["A2"]
