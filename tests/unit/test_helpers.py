"""Who could help with an ISP: near, in its service area, idle; independent where they review; with reasons in words."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.helpers import (
    ANSWERS,
    ASKED,
    AWAY,
    BUSY,
    NO_ADDRESS,
    NOT_NAMED,
    WORKED_ON,
    Case,
    Help,
    Trained,
    count,
    idle,
    suggest,
    why_not,
)

DAY = dt.date(2026, 3, 2)
LONG_AGO, LATELY = dt.date(2024, 5, 1), dt.date(2026, 1, 5)
TORFAEN, NEWPORT = "W06000020", "W06000022"
CASE = Case(frozenset({TORFAEN}), frozenset({"health", "aln"}), frozenset({"torfaen"}), frozenset({"gwent"}))
IDLE = Trained("f", organisation="powys", trained=LONG_AGO)


def test_a_near_facilitator_comes_before_a_far_one_with_the_reasons_in_words() -> None:
    near = replace(IDLE, ref="near", authority=TORFAEN)
    before = replace(IDLE, ref="before", places=frozenset({TORFAEN}), areas=frozenset({"health"}), last=LONG_AGO)
    far = replace(IDLE, ref="far", authority=NEWPORT)
    found, others = suggest(CASE, [far, near, before], Help.REVIEW, DAY)
    assert [(one.ref, one.points) for one in found] == [("before", 50), ("near", 40), ("far", 10)]
    assert [words.en for words in found[0].reasons] == [
        "an earlier ISP of theirs was in Torfaen",
        "knows the service area: Health (general)",
        "no assignment since 2024-05-01",
        "has facilitated before",
    ]
    assert all(words.cy and words.cy != words.en for one in found for words in one.reasons)
    assert others == {}


def test_whoever_has_waited_longest_comes_first_among_equals() -> None:
    earlier = replace(IDLE, ref="z", trained=LONG_AGO - dt.timedelta(1))
    found, _ = suggest(CASE, [IDLE, earlier], Help.REVIEW, DAY)
    assert [one.ref for one in found] == ["z", "f"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"named": False}, NOT_NAMED),
        ({"reached": False}, NO_ADDRESS),
        ({"worked_on": True}, WORKED_ON),
        ({"organisation": "torfaen"}, ANSWERS),
        ({"asked": True}, ASKED),
        ({"away_until": DAY}, AWAY),
        ({"at_work": 1}, BUSY),
        ({"last": LATELY}, BUSY),
        ({"trained": LATELY}, BUSY),
    ],
)
def test_one_change_and_somebody_is_not_suggested(change: dict[str, object], why: object) -> None:
    assert why_not(CASE, IDLE, Help.REVIEW, DAY) is None
    changed = replace(IDLE, **change)  # type: ignore[arg-type]  # one of its fields
    assert why_not(CASE, changed, Help.REVIEW, DAY) == why
    found, others = suggest(CASE, [changed], Help.REVIEW, DAY)
    assert (found, others) == ((), {why: 1})


def test_independence_is_for_reviewers_and_partners_are_declared() -> None:
    own = replace(IDLE, organisation="torfaen")
    assert why_not(CASE, own, Help.FACILITATE, DAY) is None
    assert why_not(CASE, replace(own, worked_on=True), Help.FACILITATE, DAY) == WORKED_ON
    ((partner,), _) = suggest(CASE, [replace(IDLE, organisation="gwent")], Help.REVIEW, DAY)
    assert "it is declared and shown" in partner.declare[0].en
    ((unknown,), _) = suggest(CASE, [replace(IDLE, organisation=None)], Help.REVIEW, DAY)
    assert "not known" in unknown.declare[0].en
    ((plain,), _) = suggest(CASE, [IDLE], Help.REVIEW, DAY)
    assert plain.declare == ()


def test_not_known_is_neither_idle_nor_at_work() -> None:
    nothing = Trained("f")
    assert idle(nothing, DAY) is None
    assert idle(replace(nothing, at_work=1), DAY) is False
    year = dt.date(2025, 3, 2)
    assert idle(replace(nothing, last=year), DAY) is True
    assert idle(replace(nothing, last=year + dt.timedelta(1)), DAY) is False
    assert idle(replace(nothing, last=year), DAY, 13) is False
    ((one,), _) = suggest(CASE, [nothing], Help.REVIEW, DAY)
    assert "is not known" in one.reasons[0].en
    numbers = count([nothing, IDLE, replace(IDLE, at_work=1)], DAY)
    assert (numbers.trained, numbers.idle, numbers.at_work, numbers.unknown) == (3, 1, 1, 1)


WHEN = st.sampled_from([None, LONG_AGO, LATELY, dt.date(2025, 3, 2)])
PEOPLE = st.builds(
    Trained,
    ref=st.sampled_from("abcdefgh"),
    organisation=st.sampled_from([None, "torfaen", "gwent", "powys"]),
    authority=st.sampled_from([None, TORFAEN, NEWPORT]),
    trained=WHEN,
    last=WHEN,
    at_work=st.integers(0, 1),
    areas=st.sampled_from([frozenset[str](), frozenset({"health"}), frozenset({"aln", "housing"})]),
    worked_on=st.booleans(),
    asked=st.booleans(),
)


@given(st.lists(PEOPLE, max_size=4, unique_by=lambda one: one.ref), st.sampled_from(Help))
def test_everybody_is_suggested_or_said_why_not_and_no_reviewer_has_a_conflict(
    people: list[Trained], wanted: Help
) -> None:
    found, others = suggest(CASE, people, wanted, DAY)
    assert len(found) + sum(others.values()) == len(people)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    fit = {one.ref for one in people if not one.worked_on and not one.asked and not one.at_work}
    assert {one.ref for one in found} <= fit
    if wanted is Help.REVIEW:
        assert {one.ref for one in found} <= {one.ref for one in people if one.organisation != "torfaen"}
    assert all(one.reasons for one in found)
