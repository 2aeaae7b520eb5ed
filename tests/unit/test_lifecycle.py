from collections import Counter
from dataclasses import replace

import pytest
from rules_samples import NOT_IN_2012, PROFILES, TABLE, full, listed, met, unknown

from states import names
from states.decide import ROLE_NAMES, Moved, Order, Refused, decide, open_moves
from states.lifecycle import (
    DEVELOPING,
    ENDS,
    HOLDS,
    IN_FORCE,
    LIFECYCLE,
    OPEN_ROUND,
    Move,
    Party,
    Role,
    State,
    Trigger,
    row_for,
    rows_from,
)
from states.machine import _machine, take
from states.needs import NEEDS

CELLS = len(State) * len(Role) * len(Trigger)
REASON = "agreed at the meeting"


def test_the_product_is_as_large_as_the_design_says() -> None:
    assert (len(State), len(Role)) == (17, 14)
    assert len(Trigger) * 238 == CELLS


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("state", State)
def test_what_the_table_lists_works_and_everything_else_is_refused(profile: str, state: State) -> None:
    for role in Role:
        for trigger in Trigger:
            order = Order(trigger, frozenset({role}), REASON, profile=profile)
            move = TABLE.get((trigger, state))
            result = decide(met(move, role) if move else full(state), order)
            cell = f"{profile}: {state} x {role} x {trigger}"
            if listed(profile, trigger, state, role):
                assert isinstance(result, Moved), f"{cell} was refused: {result}"
                assert move is not None
                assert (result.source, result.target, result.holder) == (state, move.target, move.holder), cell
                assert (result.role, result.noted) == (role, ()), cell
            else:
                assert isinstance(result, Refused), f"{cell} was taken"
                assert result.reasons, cell
                assert len(result.reasons) == len(result.codes), cell
                assert all(said.en.strip() and said.cy.strip() for said in result.reasons), cell
                absent = move is None or (profile == "wales-2012" and trigger in NOT_IN_2012)
                assert result.codes == (("no_such_move",) if absent else ("not_your_move",)), cell


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("move", LIFECYCLE, ids=lambda m: f"{m.trigger}-{m.source}")
def test_what_is_not_known_refuses_with_every_sentence_and_is_noted_when_recorded(profile: str, move: Move) -> None:
    if row_for(move.trigger, move.source, profile) is None:
        return
    for role in move.by:
        if not listed(profile, move.trigger, move.source, role):
            continue
        facts = replace(unknown(move.source), acting_as_timer=role is Role.TIMER)
        missing = tuple(name for name in move.needs if NEEDS[name].check(facts) is not True)
        order = Order(move.trigger, frozenset({role}), profile=profile)
        result = decide(facts, order)
        expected = (("reason_missing",) if move.reason else ()) + missing
        if expected:
            assert isinstance(result, Refused)
            assert result.codes == expected
            assert len(result.reasons) == len(expected)
        else:
            assert isinstance(result, Moved)
        for by in (role, Role.IMPORT):
            recorded = decide(facts, replace(order, roles=frozenset({by}), recording=True))
            assert isinstance(recorded, Moved)
            assert (recorded.target, recorded.noted, recorded.role) == (move.target, missing, by)


@pytest.mark.parametrize("move", LIFECYCLE, ids=lambda m: f"{m.trigger}-{m.source}")
def test_every_unmet_need_is_in_the_answer_one_by_one(move: Move) -> None:
    role = min(move.by, key=list(Role).index)
    order = Order(move.trigger, frozenset({role}), REASON)
    fields = {
        "on_hold": True, "version_in_progress": True, "version_in_force": True, "assurer_conflict": "she wrote it",
    }  # fmt: skip
    for name, value in fields.items():
        facts = replace(met(move, role), **{name: value})
        missing = tuple(need for need in move.needs if NEEDS[need].check(facts) is not True)
        result = decide(facts, order)
        assert (result.codes if isinstance(result, Refused) else ()) == missing


def test_a_recorded_move_needs_its_row_and_somebody_who_may_record() -> None:
    recorders = {Role.IMPORT, Role.TEAM_LEAD, Role.ASSURER}
    for state in State:
        for trigger in Trigger:
            move = TABLE.get((trigger, state))
            for role in Role:
                result = decide(unknown(state), Order(trigger, frozenset({role}), recording=True))
                may = move is not None and role in (move.by | recorders)
                assert isinstance(result, Moved) is may, f"{state} x {role} x {trigger}"


def test_each_trigger_and_source_has_one_row() -> None:
    assert [key for key, n in Counter((m.trigger, m.source) for m in LIFECYCLE).items() if n > 1] == []
    assert {move.trigger for move in LIFECYCLE} == set(Trigger)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_machine_and_the_table_are_one(profile: str) -> None:
    rows = {(m.trigger.value, m.source.value, m.target.value) for s in State for m in rows_from(s, profile)}
    machine = _machine(profile)
    arrows = {
        (event.name, transition.source, transition.dest)
        for event in machine.events.values()
        for transitions in event.transitions.values()
        for transition in transitions
    }
    assert arrows == rows
    assert set(machine.states) == {state.value for state in State}
    for state in State:
        for trigger in Trigger:
            move = row_for(trigger, state, profile)
            assert take(state, trigger, permitted=True, profile=profile) is (move.target if move else None)
            assert take(state, trigger, permitted=False, profile=profile) is None


@pytest.mark.parametrize("profile", PROFILES)
def test_open_moves_are_exactly_what_decide_takes(profile: str) -> None:
    for state in State:
        for role in Role:
            shown = {o.move.trigger for o in open_moves(full(state), {role}, profile)}
            assert shown == {t for t in Trigger if listed(profile, t, state, role)}
            for facts in (replace(full(state), acting_as_timer=role is Role.TIMER), unknown(state)):
                ready = {o.move.trigger for o in open_moves(facts, {role}, profile) if not o.unmet}
                taken = {
                    trigger
                    for trigger in Trigger
                    if isinstance(decide(facts, Order(trigger, frozenset({role}), REASON, profile=profile)), Moved)
                }
                assert ready == taken


def test_several_roles_together_may_do_what_each_may() -> None:
    roles = frozenset({Role.COORDINATOR, Role.ASSURER})
    for state in State:
        shown = {o.move.trigger for o in open_moves(full(state), roles)}
        assert shown == {t for t in Trigger for role in roles if listed("current", t, state, role)}


def reached(start: State, profile: str) -> set[State]:
    found, left = {start}, [start]
    while left:
        for move in rows_from(left.pop(), profile):
            for target in filter(None, (move.target, move.opens)):
                if target not in found:
                    found.add(target)
                    left.append(target)
    return found


@pytest.mark.parametrize("profile", PROFILES)
def test_every_state_can_be_reached_and_every_end_reopened(profile: str) -> None:
    unused = {State.OTHER_INSTRUMENT} if profile == "wales-2012" else set()
    assert reached(State.IDENTIFIED, profile) == set(State) - unused
    for end in ENDS:
        (way,) = rows_from(end, profile)
        assert way.trigger is Trigger.REOPEN
        assert way.reason
        assert State.ASSURED in reached(end, profile)


def test_the_states_are_those_of_the_design() -> None:
    groups = (DEVELOPING, OPEN_ROUND, IN_FORCE, frozenset({State.LAPSED}), ENDS)
    assert sorted(state for group in groups for state in group) == sorted(State)
    assert set(HOLDS) == set(State)
    assert {m.target for m in LIFECYCLE if m.source is State.RETURNED} == {
        State.QA_QUEUE, State.WORKSHOPS, State.DRAFT, State.WITHDRAWN,
    }  # fmt: skip
    assert {m.target for m in LIFECYCLE if m.source is State.LAPSED} == {
        State.IN_REVIEW, State.RETIRED, State.SUPERSEDED,
    }  # fmt: skip


def test_a_timer_decides_nothing() -> None:
    by_timer = {move.trigger for move in LIFECYCLE if Role.TIMER in move.by}
    assert by_timer == {Trigger.SUBMIT, Trigger.GIVE_REVIEW_NOTICE}


def test_holders_follow_the_state_but_for_the_group() -> None:
    odd = {move.trigger for move in LIFECYCLE if move.holder is not HOLDS[move.target]}
    assert odd == {Trigger.REFER_TO_GROUP}
    assert {move.holder for move in LIFECYCLE} == set(Party) - {Party.PARTNERS}


def test_an_end_and_a_way_back_always_ask_for_a_reason() -> None:
    for move in LIFECYCLE:
        if move.target in ENDS or move.source in ENDS or move.target is State.RETURNED:
            assert move.reason, move
            assert move.source in ENDS or "not_on_hold" not in move.needs or move.target is State.RETURNED, move


def test_everything_has_names_in_both_languages() -> None:
    assert set(names.STATES) == set(State)
    assert set(names.PARTIES) == set(Party)
    assert set(names.TRIGGERS) == set(Trigger)
    assert set(ROLE_NAMES) == set(Role)
    for table in (names.STATES, names.PARTIES, names.TRIGGERS, ROLE_NAMES):
        assert all(said.en.strip() and said.cy.strip() for said in table.values())
        assert len({said.en for said in table.values()}) == len({said.cy for said in table.values()}) == len(table)
