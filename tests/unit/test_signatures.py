"""How a partner stands after what was said, and when rounds may be asked for."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.lifecycle import State
from states.signatures import ORDERS, Plan, Said, Standing, stands, why_not_asked


def said(*outcomes: str, member: int | None = None, **more: object) -> list[Said]:
    return [Said(n, one, member, **more) for n, one in enumerate(outcomes, start=1)]  # type: ignore[arg-type]


def test_nothing_said_is_none() -> None:
    assert stands([]) == Standing()
    assert not stands([]).is_signed


@pytest.mark.parametrize("outcome", ["signed", "signed_with_reservation", "declined", "no_answer", "not_known"])
def test_the_last_word_counts(outcome: str) -> None:
    assert stands(said("declined", "signed", outcome)).outcome == outcome


def test_a_sign_off_withdrawn_as_a_mistake_counts_no_more() -> None:
    rows = [Said(1, "declined"), Said(2, "signed", withdrawn=True)]
    assert stands(rows).outcome == "declined"


def test_a_sign_off_that_a_change_touches_no_longer_holds() -> None:
    assert stands(said("signed", holds=False)).outcome == "changed_since"
    assert not stands(said("signed", holds=False)).is_signed


def test_a_class_signs_member_by_member() -> None:
    one, two = Said(1, "signed", 7), Said(2, "signed_with_reservation", 8)
    assert stands([one], {7, 8}) == Standing("partly", 1, 1, 2)
    assert stands([one, two], {7, 8}) == Standing("signed_with_reservation", 2, 2, 2)
    assert stands([one, two], {7}) == Standing("signed", 1, 1, 1), "who is a member no more is not waited for"
    assert stands([one, Said(3, "declined", 8)], {7, 8}).outcome == "declined"
    assert stands([Said(1, "signed", 7, holds=False), two], {7, 8}).outcome == "changed_since"


def test_a_class_may_say_how_many_of_how_many() -> None:
    assert stands([Said(1, "signed", signed=5, of=8)]) == Standing("partly", 1, 5, 8)
    assert stands([Said(1, "signed", signed=8, of=8)]).is_signed
    later = [Said(1, "signed", 7), Said(2, "signed", signed=8, of=8)]
    assert stands(later, {7, 9}).is_signed, "what is said of the whole class after a member counts"


rows = st.lists(
    st.builds(
        Said,
        st.just(0),
        st.sampled_from(["signed", "signed_with_reservation", "declined", "no_answer"]),
        st.sampled_from([None, 1, 2]),
        holds=st.booleans(),
        withdrawn=st.booleans(),
    ),
    max_size=6,
).map(lambda found: [Said(n, r.outcome, r.member, None, None, r.holds, r.withdrawn) for n, r in enumerate(found, 1)])


@given(rows, st.sets(st.sampled_from([1, 2])))
def test_signed_means_that_somebody_said_so_and_it_holds(found: list[Said], members: set[int]) -> None:
    if stands(found, members).is_signed:
        good = [one for one in found if one.outcome.startswith("signed") and one.holds and not one.withdrawn]
        assert good
        assert any(one.member is None for one in good) or members <= {one.member for one in good}


def test_sign_off_is_asked_for_where_the_plan_and_the_state_allow_it() -> None:
    allowed = {
        (order, state)
        for order, state in itertools.product(ORDERS, State)
        if why_not_asked(Plan(order=order), "sign-off", state) is None
    }
    assert ("before_qa", State.DRAFT) in allowed
    assert ("after_qa", State.ASSURED) in allowed
    assert {("after_qa", State.DRAFT), ("after_qa", State.QA_REVIEW), ("either", State.SCOPING)}.isdisjoint(allowed)


def test_assent_is_asked_for_after_quality_assurance_and_only_where_it_is_wanted() -> None:
    assert why_not_asked(Plan(), "assent", State.ASSURED) is not None
    assert why_not_asked(Plan(assent=True), "assent", State.ASSURED) is None
    assert why_not_asked(Plan(assent=True), "assent", State.DRAFT) is not None
    assert why_not_asked(Plan(sign_off=False, assent=True), "sign-off", State.DRAFT) is not None
