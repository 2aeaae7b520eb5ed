"""Agendas and quorums against cases done by hand, and what holds of every agenda."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.agenda import Agenda, Change, Item, Left, Meeting, Placed, fill, next_for, quorum
from states.lifecycle import Party

D = dt.date
APRIL, MAY = Meeting(D(2026, 4, 1), 2, D(2026, 3, 18)), Meeting(D(2026, 5, 6), 2, D(2026, 4, 22))


def item(ref: str, score: int = 0, day: int | None = 1, holder: Party = Party.GROUP) -> Item:
    return Item(ref, score, None if day is None else D(2026, 3, day), holder)


def refs(agenda: Agenda) -> list[str]:
    return [ref for ref, _ in agenda.items]


def test_the_highest_scores_are_taken_and_the_rest_come_to_the_next_meeting() -> None:
    items = [item("low", 1), item("high", 9), item("middle", 5), item("team", 99, holder=Party.TEAM)]
    april, may = fill(items, [MAY, APRIL], [])
    assert (refs(april), refs(may)) == (["high", "middle"], ["low"])
    assert april.left == (("low", Left.FULL),)
    assert may.left == (("high", Left.EARLIER), ("middle", Left.EARLIER))


def test_of_equal_scores_the_earlier_submission_comes_first() -> None:
    april, _ = fill([item("b", day=9), item("a", day=10), item("c", day=8)], [APRIL, MAY], [])
    assert refs(april) == ["c", "b"]


@pytest.mark.parametrize(("day", "on"), [(18, True), (19, False), (None, True)])
def test_the_last_submission_date_itself_still_makes_the_meeting(day: int | None, on: bool) -> None:  # noqa: FBT001
    april, may = fill([item("one", day=day)], [APRIL, MAY], [])
    assert (refs(april), refs(may)) == ((["one"], []) if on else ([], ["one"]))
    assert april.left == (() if on else (("one", Left.LATE),))


def test_what_is_put_on_by_hand_takes_a_place_and_what_is_taken_off_gives_one() -> None:
    items = [item("high", 9), item("middle", 5), item("low", 1)]
    put_on = [Change(APRIL.day, "low", on=True)]
    assert fill(items, [APRIL], put_on)[0].items == (("high", Placed.BY_SCORE), ("low", Placed.BY_HAND))
    both = [*put_on, Change(APRIL.day, "high", on=False)]
    assert fill(items, [APRIL], both)[0].items == (("middle", Placed.BY_SCORE), ("low", Placed.BY_HAND))
    again = [*both, Change(APRIL.day, "high", on=True), Change(APRIL.day, "middle", on=True)]
    assert fill(items, [APRIL], again)[0].over == 1
    elsewhere = [Change(MAY.day, "high", on=False)]
    assert refs(fill(items, [APRIL], elsewhere)[0]) == ["high", "middle"]


def test_once_the_pack_is_out_it_is_the_agenda() -> None:
    sent = Meeting(APRIL.day, 2, APRIL.last_submission, ("low", "gone"))
    april, may = fill([item("high", 9), item("low", 1)], [sent, MAY], [])
    assert april.items == (("low", Placed.SENT), ("gone", Placed.SENT))
    assert april.left == (("high", Left.LATE),)
    assert refs(may) == ["high"]
    changed = fill([item("high", 9)], [sent], [Change(sent.day, "high", on=True), Change(sent.day, "low", on=False)])[0]
    assert changed.items == (("gone", Placed.SENT), ("high", Placed.BY_HAND))


def test_the_next_meeting_is_the_first_whose_last_day_has_not_passed_and_whose_pack_is_not_out() -> None:
    assert next_for([MAY, APRIL], D(2026, 3, 18)) == APRIL
    assert next_for([MAY, APRIL], D(2026, 3, 19)) == MAY
    assert next_for([Meeting(APRIL.day, 2, APRIL.last_submission, ("x",)), MAY], D(2026, 3, 18)) == MAY
    assert next_for([APRIL], D(2026, 3, 19)) is None


@pytest.mark.parametrize(
    ("present", "interested", "holds"),
    [
        ("abc", "", True),
        ("ab", "", False),
        ("abcd", "b", True),
        ("abc", "b", False),
        ("abcd", "a", False),
        ("", "", False),
    ],
)
def test_a_quorum_needs_its_number_without_interest_and_somebody_who_chairs(
    present: str, interested: str, *, holds: bool
) -> None:
    assert quorum(frozenset(present), frozenset("a"), frozenset(interested), 3).holds is holds


ITEMS = st.lists(
    st.builds(
        Item, st.sampled_from("abcdefgh"), st.integers(0, 9), st.none() | st.dates(D(2026, 3, 1), D(2026, 4, 30)),
        st.sampled_from(Party),
    ),
    unique_by=lambda one: one.reference,
)  # fmt: skip
CHANGES = st.lists(st.builds(Change, st.sampled_from([APRIL.day, MAY.day]), st.sampled_from("abcdefgh"), st.booleans()))


@given(ITEMS, CHANGES)
def test_every_item_of_the_group_is_on_one_agenda_at_most_or_is_said_why_not(
    items: list[Item], changes: list[Change]
) -> None:
    agendas = fill(items, [APRIL, MAY], changes)
    waiting = {one.reference for one in items if one.holder is Party.GROUP}
    by_score = [ref for one in agendas for ref, how in one.items if how is Placed.BY_SCORE]
    assert len(by_score) == len(set(by_score))
    for one in agendas:
        assert waiting <= {*refs(one), *(ref for ref, _ in one.left)}
        assert not set(refs(one)) & {ref for ref, _ in one.left}
        assert one.over <= sum(how is Placed.BY_HAND for _, how in one.items)


@given(ITEMS, st.integers(0, 9))
def test_a_higher_score_never_loses_a_place(items: list[Item], more: int) -> None:
    if not items:
        return
    before = refs(fill(items, [APRIL], [])[0])
    first = items[0]
    raised = [Item(first.reference, first.score + more, first.submitted, first.holder), *items[1:]]
    after = refs(fill(raised, [APRIL], [])[0])
    if first.reference in before:
        assert first.reference in after
        assert after.index(first.reference) <= before.index(first.reference)
