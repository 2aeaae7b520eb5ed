"""The queue's score: parts that add up, an order that is total, and more waiting that never lowers a place."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from states.score import DEFAULTS, NOT_KNOWN, Mark, Queued, Weight, in_order, scored

TODAY = dt.date(2026, 3, 2)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
MARKS = st.none() | st.builds(
    Mark, DAYS, st.sampled_from(["", "{used}", "a child is at risk"]), st.just("lowri"), st.integers(-500, 500)
)
MAYBE = st.none() | st.booleans()
QUEUED = st.builds(
    Queued,
    st.text("ABC", min_size=1, max_size=3),
    st.none() | DAYS,
    st.none() | st.integers(0, 45),
    st.sampled_from([None, 15, 30]),
    MAYBE,
    st.none() | st.frozensets(st.sampled_from(["housing", "child_safeguarding", "health"]), max_size=2),
    MAYBE,
    st.none() | st.integers(0, 6),
    st.none() | st.integers(0, 40),
    MARKS,
    MARKS,
)
QUEUES = st.lists(QUEUED, max_size=8, unique_by=lambda one: one.reference)
WEIGHTS = st.fixed_dictionaries({name: st.integers(0, 100).map(Weight) for name in DEFAULTS})


def refs(queue: list[Queued], today: dt.date = TODAY) -> list[str]:
    return [one.reference for one in in_order(queue, DEFAULTS, today)]


def points(one: Queued, name: str, today: dt.date = TODAY) -> int | None:
    return next((part.points for part in scored(one, DEFAULTS, today).parts if part.name == name), None)


@given(QUEUED, WEIGHTS)
def test_the_parts_add_up_and_each_says_why_in_both_languages(one: Queued, weights: dict[str, Weight]) -> None:
    found = scored(one, weights, TODAY)
    assert found.score == sum(part.points for part in found.parts)
    assert all(part.why.en and part.why.cy for part in found.parts)
    assert all(part.points == 0 for part in found.parts if part.why == NOT_KNOWN)
    assert set(DEFAULTS) <= {part.name for part in found.parts}


@settings(max_examples=200)
@given(QUEUES.filter(bool), st.integers(0, 7), st.integers(1, 9), WEIGHTS)
def test_more_waiting_never_lowers_a_place(
    queue: list[Queued], which: int, days: int, weights: dict[str, Weight]
) -> None:
    one = queue[which % len(queue)]
    longer = replace(
        one,
        used=None if one.used is None else one.used + days,
        submitted=None if one.submitted is None else one.submitted - dt.timedelta(days),
    )
    before = [row.reference for row in in_order(queue, weights, TODAY)]
    after = [row.reference for row in in_order([longer if row is one else row for row in queue], weights, TODAY)]
    assert after.index(one.reference) <= before.index(one.reference)
    assert scored(longer, weights, TODAY).score >= scored(one, weights, TODAY).score


@given(QUEUES, st.randoms())
def test_the_order_is_total_and_the_same_however_the_rows_come(queue: list[Queued], chance: object) -> None:
    shuffled = list(queue)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random that hypothesis shrinks
    found = in_order(queue, DEFAULTS, TODAY)
    assert found == in_order(shuffled, DEFAULTS, TODAY)
    assert [row.place for row in found] == sorted({row.place for row in found})


@given(QUEUED, st.integers(-500, 500), st.integers(0, 30))
def test_an_override_is_seen_until_its_end_and_gone_the_day_after(one: Queued, more: int, days: int) -> None:
    bare, until = replace(one, override=None), TODAY + dt.timedelta(days)
    marked = replace(one, override=Mark(until, "the service begins", "lowri", more))
    for day in (TODAY, until):
        part = scored(marked, DEFAULTS, day).parts[
            [p.name for p in scored(marked, DEFAULTS, day).parts].index("override")
        ]
        assert part.points == more
        assert "the service begins" in part.why.en
        assert str(until) in part.why.cy
        assert scored(marked, DEFAULTS, day).score == scored(bare, DEFAULTS, day).score + more
    after = until + dt.timedelta(1)
    assert scored(marked, DEFAULTS, after) == scored(bare, DEFAULTS, after)


def test_one_put_aside_comes_last_until_its_day() -> None:
    queue = [Queued("A", used=30, budget=30, aside=Mark(TODAY, "the contact is away", "alys")), Queued("B")]
    assert refs(queue) == ["B", "A"]
    assert refs(queue, TODAY + dt.timedelta(1)) == ["A", "B"]
    assert points(queue[0], "aside") == 0
    assert points(queue[0], "aside", TODAY + dt.timedelta(1)) is None


@pytest.mark.parametrize(
    ("one", "name", "points_", "why"),
    [
        (Queued("A", used=31, budget=30), "used", 40, "31 of 30 days used"),
        (Queued("A", used=15, budget=30), "used", 20, "15 of 30 days used"),
        (Queued("A", used=40, budget=30), "over", 2, "10 days over, 2 whole weeks"),
        (Queued("A", in_use=True), "in_use", 20, "in use without assurance"),
        (Queued("A"), "in_use", 0, "not known"),
        (Queued("A", areas=frozenset({"child_safeguarding"})), "safeguarding", 15, "it serves children"),
        (Queued("A", areas=frozenset()), "safeguarding", 0, "not known"),
        (Queued("A", gap=True), "gap", 10, "no assured ISP serves"),
        (Queued("A", round=2), "resubmission", 10, "a resubmission, round 2"),
        (Queued("A", round=2), "bouncing", 0, "not returned twice"),
        (Queued("A", round=4), "bouncing", 10, "returned 3 times"),
        (Queued("A", partners=31), "size", 10, "31 partners"),
        (Queued("A", partners=1), "size", 1, "1 partner"),
    ],
)
def test_each_part_says_its_reason(one: Queued, name: str, points_: int, why: str) -> None:
    part = next(part for part in scored(one, DEFAULTS, TODAY).parts if part.name == name)
    assert part.points == points_
    assert part.why.en.startswith(why) or why in part.why.en


def test_ties_go_by_the_day_of_submission_then_by_reference() -> None:
    queue = [Queued("C"), Queued("B", submitted=TODAY), Queued("A"), Queued("D", submitted=dt.date(2026, 1, 1))]
    assert refs(queue) == ["D", "B", "A", "C"]
