"""A round's review on the record: checks at claim, what assurers say, corrections, second readers, independence."""

import datetime as dt
from typing import Any

import pytest
from world import ASSURER, COORDINATOR, LEAD, World, flow_of, move, text_of, to_queue

from ispdesk import policies
from ispdesk.commands.shape import Order
from models.tables.checking import OpenPoint
from models.tables.clocks import Task
from models.tables.isp import HoldingRow
from models.tables.qa import Declaration, Finding
from models.tables.review import AssuranceRecord, Decision, ReviewItem, RoundChecks, SecondWord
from states.lifecycle import State

REVIEW = "2028-03-01"


@pytest.fixture
def claimed(world: World) -> World:
    world.run(to_queue("A1"))
    world.done(move("A1", "claim", ASSURER, independent=True))
    return world


def say(world: World, actor: str = ASSURER, **said: Any) -> Any:
    items = [{"code": code, **({"outcome": v} if isinstance(v, str) else v)} for code, v in said.items()]
    return world.done(world.order("record_review", "A1", actor, items=items))


def working_for(world: World, body: str) -> str:
    """An assurer who works for one of the organisations."""
    person = {"name_en": "Bethan", "organisation": body, "address": "bethan@desk.test"}
    world.done(Order("bethan", "enter_person", "person:bethan", "operator", person))
    world.done(Order("bethan:role", "grant_role", "person:bethan", "operator", {"role": "assurer"}))
    return "bethan"


def assured(world: World, trigger: str = "assure", actor: str = ASSURER, **more: Any) -> Any:
    return world.done(move("A1", trigger, actor, review_date=REVIEW, **more))


def test_checks_are_run_again_at_claim_and_kept_as_they_were(world: World) -> None:
    world.run(to_queue("A1"))
    assert world.rows(RoundChecks) == []
    world.done(move("A1", "claim", ASSURER, independent=True))
    (kept,) = world.rows(RoundChecks)
    assert (kept.round, kept.begun) == (1, dt.date(2026, 3, 2))
    left = {one.code for one in world.rows(OpenPoint) if one.found is not None}
    assert left <= set(kept.found) <= set(kept.asked)
    assert kept.found["Q08"][0]["en"] == "No contact is known for Torfaen and Gwent."
    assert "Q14-1998" not in kept.asked  # not in force when it was begun
    world.done(move("A1", "unclaim", ASSURER, reason="no time"))
    world.at += dt.timedelta(hours=1)
    world.done(move("A1", "claim", ASSURER, id_="again"))
    (again,) = world.rows(RoundChecks)
    assert again.at > kept.at


def test_what_fails_becomes_a_finding_and_follows_what_is_said_next(claimed: World) -> None:
    answer = say(claimed, Q05={"outcome": "fail", "text": "Say what for.", "about": "section:purpose"}, Q06="pass")
    assert answer["findings"] == [1]
    (found,) = claimed.rows(Finding)
    assert (found.item, found.severity, found.about, found.author) == ("Q05", "must", "section:purpose", ASSURER)
    say(claimed, Q05={"outcome": "observation", "text": "Could be plainer.", "about": "flow:1"})
    (found,) = claimed.rows(Finding)
    assert (found.severity, found.text, found.about, found.closed) == (
        "observation",
        "Could be plainer.",
        "flow:1",
        False,
    )
    say(claimed, Q05="pass")
    (found,) = claimed.rows(Finding)
    assert found.closed
    assert {(row.code, row.outcome) for row in claimed.rows(ReviewItem)} == {("Q05", "pass"), ("Q06", "pass")}


def test_two_assurers_say_each_their_own(claimed: World) -> None:
    claimed.done(claimed.order("declare", "A1", LEAD))
    say(claimed, Q05={"outcome": "fail", "text": "Say what for."})
    say(claimed, actor=LEAD, Q05="pass")
    assert sorted(row.outcome for row in claimed.rows(ReviewItem)) == ["fail", "pass"]
    (found,) = claimed.rows(Finding)
    assert not found.closed


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"code": "Q99", "outcome": "pass"}, "not_found"),
        ({"code": "Q05", "outcome": "fail"}, "text"),
        ({"code": "Q05", "outcome": "fail", "text": "x", "about": "page 4"}, "about"),
        ({"code": "Q05", "outcome": "perhaps"}, "wrong_value"),
    ],
)
def test_what_cannot_be_put_down_is_refused_in_words(claimed: World, item: dict[str, str], code: str) -> None:
    assert claimed.refused(claimed.order("record_review", "A1", ASSURER, items=[item])) == (code,)
    assert claimed.rows(ReviewItem) == []


def test_only_the_independent_review_and_only_what_is_under_review(world: World) -> None:
    world.run(to_queue("A1"))
    item = {"code": "Q05", "outcome": "pass"}
    assert world.refused(world.order("record_review", "A1", ASSURER, items=[item])) == ("no_round",)
    world.done(move("A1", "claim", ASSURER, independent=True))
    assert world.refused(world.order("record_review", "A1", LEAD, items=[item])) == ("assurer_independent",)
    assert world.refused(world.order("record_review", "A1", COORDINATOR, items=[item])) == ("not_yours",)


def test_working_for_a_partner_is_declared_or_it_is_refused(world: World) -> None:
    partner = Order("g", "change_partner", "isp:A1", COORDINATOR, {"line": 2, "organisation": "gwent"})
    world.run([*to_queue("A1")[:-1], partner, move("A1", "submit")])
    who = working_for(world, "gwent")
    assert world.refused(move("A1", "claim", who, independent=True)) == ("interests_declared",)
    world.done(
        move("A1", "claim", who, id_="claimed", independent=True, interest="I work for Gwent Health Board, a partner.")
    )
    (word,) = world.rows(Declaration)
    assert word.interest == "I work for Gwent Health Board, a partner."
    assured(world, actor=who)
    (record,) = world.rows(AssuranceRecord)
    assert record.interest


def test_who_works_for_the_lead_cannot_claim_it_at_all(world: World) -> None:
    world.run(to_queue("A1"))
    who = working_for(world, "torfaen")
    refused = world.refused(move("A1", "claim", who, independent=True, interest="I work there."))
    assert refused == ("assurer_independent",)


def test_small_corrections_go_to_the_coordinator_and_back_without_a_new_round(claimed: World) -> None:
    listed = [{"text": "Spell it right.", "about": "section:purpose"}]
    asked = claimed.done(claimed.order("ask_corrections", "A1", ASSURER, corrections=listed, until="2026-03-13"))
    assert asked["holder"] == "coordinator"
    version = claimed.versions("A1")[0]
    assert (version.state, version.holder, version.round) == (State.QA_REVIEW, "coordinator", 1)
    (task,) = claimed.rows(Task)
    assert (task.kind, task.until) == ("follow_up", dt.date(2026, 3, 13))
    claimed.done(text_of("A1", ":again", "The text, spelt right."))
    assert claimed.refused(claimed.order("corrections_made", "A1", COORDINATOR)) == ("findings_answered",)
    claimed.done(claimed.order("answer_finding", "A1", COORDINATOR, number=1, answer="answered", text="Done."))
    assert claimed.done(claimed.order("corrections_made", "A1", COORDINATOR))["holder"] == "team"
    assert claimed.refused(flow_of("A1", ":late")) == ("not_amendable",)
    refused = claimed.refused(move("A1", "assure_once_corrected", ASSURER, reason="Small.", review_date=REVIEW))
    assert refused == ("corrections_checked",)
    claimed.done(claimed.order("close_finding", "A1", ASSURER, number=1))
    assured(claimed, "assure_once_corrected", reason="Small.")
    version = claimed.versions("A1")[0]
    assert (version.state, version.round) == (State.ASSURED, 1)
    assert all(row.done_at for row in claimed.rows(Task, Task.kind == "follow_up"))
    held = [row.party for row in claimed.rows(HoldingRow)]
    assert held[-4:] == ["team", "coordinator", "team", "nobody"]


@pytest.mark.parametrize(
    ("corrections", "until", "code"),
    [(0, "2026-03-13", "corrections"), (11, "2026-03-13", "corrections"), (1, "2026-03-02", "day")],
)
def test_corrections_are_few_and_have_a_day_ahead(claimed: World, corrections: int, until: str, code: str) -> None:
    listed = [{"text": f"Number {n}"} for n in range(corrections)]
    order = claimed.order("ask_corrections", "A1", ASSURER, corrections=listed, until=until)
    assert claimed.refused(order) == (code,)
    assert claimed.rows(Finding) == []


def test_an_assurer_takes_it_back_from_the_coordinator_with_a_reason(claimed: World) -> None:
    claimed.done(claimed.order("ask_corrections", "A1", ASSURER, corrections=[{"text": "x"}], until="2026-03-13"))
    assert claimed.refused(claimed.order("corrections_made", "A1", ASSURER)) == ("reason_missing",)
    claimed.done(claimed.order("corrections_made", "A1", ASSURER, reason="They are more than small."))
    assert claimed.versions("A1")[0].holder == "team"
    assert [row.outcome for row in claimed.rows(Task)] == ["withdrawn"]


def test_a_second_reader_is_asked_for_where_the_policy_says_so(claimed: World) -> None:
    content = {**policies.shipped("current"), "review": {"second_reader": True, "source": "a test"}}
    claimed.done(Order("p", "adopt_policy", "policy:policy", "operator", {"content": content, "reason": "a test"}))
    assert claimed.refused(move("A1", "assure", ASSURER, review_date=REVIEW)) == ("second_reader",)
    assert claimed.refused(claimed.order("second_word", "A1", ASSURER, agrees=True)) == ("two_people",)
    assert claimed.refused(claimed.order("second_word", "A1", LEAD, agrees=True)) == ("assurer_independent",)
    claimed.done(claimed.order("declare", "A1", LEAD))
    assert claimed.refused(claimed.order("second_word", "A1", LEAD, agrees=False)) == ("text",)
    claimed.done(claimed.order("second_word", "A1", LEAD, agrees=False, text="The purpose is not clear."))
    assert claimed.refused(move("A1", "assure", ASSURER, review_date=REVIEW)) == ("second_reader",)
    claimed.done(claimed.order("second_word", "A1", LEAD, agrees=True))
    assert claimed.refused(move("A1", "assure", LEAD, id_="own", review_date=REVIEW)) == (
        "second_reader",
    )  # not one's own
    assured(claimed)
    assert [row.agrees for row in claimed.rows(SecondWord)] == [True]
    (record,) = claimed.rows(AssuranceRecord)
    assert record.second_reader


def test_a_returned_round_keeps_its_reason_and_issues_no_record(claimed: World) -> None:
    say(claimed, Q05={"outcome": "fail", "text": "Say what for."})
    claimed.done(move("A1", "return_for_amendment", ASSURER, reason="Y diben.", lang="cy"))
    (kept,) = claimed.rows(Decision)
    assert (kept.trigger, kept.round, kept.reason_cy, kept.reason_en) == ("return_for_amendment", 1, "Y diben.", "")
    assert claimed.rows(AssuranceRecord) == []


def test_another_instrument_is_named_with_the_decision_and_taken_back_with_it(claimed: World) -> None:
    refused = claimed.refused(move("A1", "use_other_instrument", ASSURER, reason="One-way."))
    assert refused == ("other_instrument_named",)
    claimed.done(move("A1", "use_other_instrument", ASSURER, id_="dda", reason="One-way.", instrument="dda"))
    assert claimed.versions("A1")[0].state == State.OTHER_INSTRUMENT
    claimed.done(claimed.order("take_back", "A1", ASSURER))
    assert claimed.versions("A1")[0].state == State.QA_REVIEW
    assert claimed.refused(move("A1", "use_other_instrument", ASSURER, id_="dda2", reason="x")) == (
        "other_instrument_named",
    )
