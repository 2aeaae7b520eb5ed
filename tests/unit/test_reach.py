"""Whether a rule can ever match: the shipped policies, and timers that cannot."""

from dataclasses import replace

import pytest

from ispdesk import policies
from ispdesk.commands.anchors import ANCHORS
from notifications.messages import MESSAGES
from states import reach
from states.lifecycle import ENDS, HOLDS, LIFECYCLE, PROFILES, Party, State, Trigger
from states.policy import Anchor, Reader, Timer
from states.reach import Known, holders, reachable, unheard, why_never

EVERYBODY = Known(frozenset(ANCHORS), frozenset(MESSAGES), dict.fromkeys(Reader, True))
CURRENT = policies.read("current")


def timer(kind: str = "qa_first_decision") -> Timer:
    found = CURRENT.timer(kind)
    assert found is not None
    return found


def reasons(changed: Timer, profile: str = "current", known: Known = EVERYBODY) -> str:
    return "; ".join(reason.en for reason in why_never(changed, profile, known))


@pytest.mark.parametrize("name", policies.names())
def test_every_rule_of_a_shipped_policy_can_match(name: str) -> None:
    policy = policies.read(name)
    assert {rule.kind: reasons(rule, policy.profile) for rule in policy.timers if reasons(rule, policy.profile)} == {}


def test_a_rule_of_the_qa_group_alone_cannot_match_where_there_are_no_groups() -> None:
    group = replace(timer(), parties=frozenset({Party.GROUP}))
    assert reasons(group) == ""
    assert "the QA group never holds an ISP there under the profile wales-2012" in reasons(group, "wales-2012")
    (why,) = why_never(group, "wales-2012", EVERYBODY)
    assert "ni ddelir ISP byth yno gan y grŵp sicrhau ansawdd" in why.cy


@pytest.mark.parametrize("state", sorted(ENDS))
def test_no_clock_runs_in_an_end(state: State) -> None:
    held = replace(timer(), states=frozenset({state}), starts=frozenset({state}))
    assert "that is an end" in reasons(held)
    dated = replace(timer("review"), states=frozenset({state}))
    assert "that is an end" in reasons(dated)


def test_a_state_that_the_profile_cannot_reach_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    without = replace(PROFILES["current"], without=frozenset({Trigger.LAPSE}))
    monkeypatch.setitem(PROFILES, "no-lapse", without)
    lapsed = replace(timer("compliance"), states=frozenset({State.LAPSED}))
    assert reasons(lapsed) == ""
    assert reasons(lapsed, "no-lapse") == "an ISP never stands in “Review overdue” under the profile no-lapse"


def test_a_clock_that_nothing_starts_cannot_match(monkeypatch: pytest.MonkeyPatch) -> None:
    resubmission = timer("qa_resubmission")
    assert reasons(resubmission) == ""
    without = replace(PROFILES["current"], without=frozenset({Trigger.RESUBMIT}))
    monkeypatch.setitem(PROFILES, "one-round", without)
    assert reasons(resubmission, "one-round").startswith("nothing starts it: no move enters “Waiting for assurance”")
    inside = replace(timer(), states=frozenset(State) - ENDS)  # it runs already wherever one comes from
    assert "nothing starts it" in reasons(inside)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (replace(timer("workshop_phase"), parties=frozenset({Party.TEAM})), "the WASPI team never holds an ISP there"),
        (replace(timer("partner_reply"), task="poem"), "nobody is ever asked for “poem”"),
        (replace(timer("review_notice"), moves=Trigger.LAPSE), "no timer may make the move “Let it lapse” there"),
        (
            replace(timer("review_notice"), moves=Trigger.LAPSE, states=frozenset({State.REVIEW_DUE})),
            "no timer may make the move “Let it lapse” there",
        ),
        (replace(timer("review_notice"), moves=None), "it has no rung and makes no move"),
        (
            replace(timer("idle"), rungs=(replace(timer("idle").rungs[0], message="sonnet"),)),
            "there is no message “sonnet”",
        ),
        (
            replace(timer("facilitator_idle"), rungs=(replace(timer("idle").rungs[0], message="sonnet"),)),
            "there is no message “sonnet”",
        ),
    ],
)
def test_what_cannot_match_says_why(changed: Timer, words: str) -> None:
    assert words in reasons(changed)
    assert all(reason.cy and reason.cy != reason.en for reason in why_never(changed, "current", EVERYBODY))


def test_an_anchor_whose_day_nobody_finds_is_named() -> None:
    known = replace(EVERYBODY, anchors=EVERYBODY.anchors - {Anchor.WORKSHOP})
    assert reasons(timer("workshop_gap"), known=known) == "no day is found for “workshop”"


def test_partners_hold_wherever_the_coordinator_does_and_a_hold_is_nobodys() -> None:
    assert holders(State.DRAFT, "current") == {Party.COORDINATOR, Party.PARTNERS, Party.NOBODY}
    assert holders(State.QA_REVIEW, "current") == {Party.TEAM, Party.GROUP, Party.NOBODY}
    assert holders(State.QA_REVIEW, "wales-2012") == {Party.TEAM, Party.NOBODY}
    for state in reachable("current"):
        assert HOLDS[state] in holders(state, "current")


def test_every_state_is_reached_and_without_moves_none_but_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reachable("current") == set(State)
    assert reachable("wales-2012") == set(State) - {State.OTHER_INSTRUMENT}
    monkeypatch.setitem(PROFILES, "still", replace(PROFILES["current"], without=frozenset(Trigger)))
    assert reachable("still") == {State.IDENTIFIED}
    assert len(reach.rows("current")) == len(LIFECYCLE)


def test_a_rung_of_which_nobody_would_hear_says_so() -> None:
    rung = replace(timer().rungs[-1], audiences=("board_secretary", "substitute"))
    assert unheard(rung, EVERYBODY) is None
    nobody = replace(EVERYBODY, readers={**EVERYBODY.readers, Reader.BOARD_SECRETARY: False})
    why = unheard(rung, nobody)
    assert why is not None
    assert why.en == "nobody would hear of it but the team: there is no board secretary"
    assert why.cy == "ni fyddai neb ond y tîm yn clywed amdano: nid oes ysgrifennydd bwrdd"
    alone = unheard(rung, replace(EVERYBODY, readers={}))
    assert alone is not None
    assert alone.en == "nobody would hear of it: there is no board secretary"
    assert set(reach.READERS) == set(Reader)
