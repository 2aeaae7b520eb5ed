"""After assurance: checks and their findings, incidents and changes with what they call for, returns, benefits."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from answering import client, hidden, link_of, shown
from waiting import CONTACT, GWENT, with_partner
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, move, to_assured

from ispdesk.commands.shape import Order
from models.tables.after import Benefit, CheckMade, IspEvent, SelfReturn, StaffTraining
from models.tables.clocks import Task, TimerRow
from models.tables.isp import Version
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Notice
from states.compliance import QUESTIONS, RETURN, Check
from states.when import When

SQLITE = pytest.mark.parametrize("database", ["sqlite"])
WELL = {check: {q.code: q.good.value for q in questions} for check, questions in QUESTIONS.items()}
RETURNED = {q.code: q.good.value for q in RETURN}
DAY = dt.timedelta(1)
LAST_STEPS = [
    move("A1", "submit"),
    Order("A1:declare", "declare", "isp:A1", ASSURER),
    move("A1", "claim", ASSURER),
    move("A1", "assure", ASSURER, review_date="2028-03-01"),
]
"""From a draft to its assurance."""


@pytest.fixture
def assured(world: World) -> World:
    """A1, assured on 2 March 2026."""
    world.run(to_assured("A1"))
    return world


def due(world: World, kind: str) -> dt.date | None:
    return next((row.due_day for row in world.rows(TimerRow) if row.kind == kind and row.status == "running"), None)


def state(world: World) -> str:
    return world.rows(Version)[0].state


def check(world: World, kind: Check, day: dt.date | None = None, **wrong: str) -> Mapping[str, Any]:
    found = {code: f"Found: {code}" for code in wrong}
    said = {"check": kind.value, "answers": WELL[kind] | wrong, "found": found}
    order = world.order("record_check", "A1", COORDINATOR, **said)
    return world.done(replace(order, happened=When(day, day) if day else None))


def settle(world: World, number: int, how: str, reason: str = "") -> Order:
    return world.order("settle_event", "A1", COORDINATOR, number=number, how=how, reason=reason)


@SQLITE
def test_a_compliance_check_stops_its_clock_and_each_finding_is_decided_by_somebody(assured: World) -> None:
    assert due(assured, "compliance") == dt.date(2026, 9, 2)
    assured.at += 150 * DAY
    made = check(assured, Check.COMPLIANCE, dt.date(2026, 7, 28), staff="partly", beyond="yes")
    assert (made["outcome"], made["events"]) == ("findings", [1, 2])
    assert due(assured, "compliance") is None
    (row,) = assured.rows(CheckMade)
    assert (row.happened_from, row.recorded_at.date()) == (dt.date(2026, 7, 28), dt.date(2026, 7, 30))
    assert [(e.calls, e.code) for e in assured.rows(IspEvent)] == [("review", "beyond"), ("action", "staff")]
    assert due(assured, "event") == dt.date(2026, 8, 12)  # the tenth working day from Thursday 30 July
    team = {row.id for row in assured.rows(Person) if row.ref in (ASSURER, LEAD)}
    assert {row.person_id for row in assured.rows(Notice, Notice.message == "event_recorded")} == team
    assert assured.refused(settle(assured, 1, "done", "x")) == ("wrong_value",)
    assert assured.refused(settle(assured, 2, "done")) == ("reason_missing",)
    done = assured.done(settle(assured, 2, "done", "They know now."))
    assert (done["begun"], state(assured)) == (False, "assured")
    done = assured.done(settle(assured, 1, "review"))
    assert (done["begun"], state(assured)) == (True, "in_review")
    assert [row.outcome for row in assured.rows(Task, Task.kind == "event")] == ["done", "done"]
    assert assured.refused(settle(assured, 1, "review")) == ("done",)


@SQLITE
def test_a_check_answers_every_question_in_words_where_something_was_found(assured: World) -> None:
    said = {"check": "compliance", "answers": {"as_flows": "yes"}}
    assert assured.refused(assured.order("record_check", "A1", COORDINATOR, **said)) == ("wrong_value",)
    visit = {"check": "visit", "answers": {"as_flows": "no"}}
    assert assured.refused(assured.order("record_check", "A1", COORDINATOR, **visit)) == ("text",)
    assert assured.refused(assured.order("record_check", "A1", SECRETARY, **visit)) == ("not_yours",)
    unknown = {"check": "visit", "answers": {"as_flows": "not_known"}}
    assert assured.done(assured.order("record_check", "A1", ASSURER, **unknown))["outcome"] == "not_all_known"
    assert assured.rows(IspEvent) == []
    assured.run(to_assured("B1")[:3])
    early = assured.order("record_check", "B1", LEAD, **unknown)
    assert assured.refused(early) == ("not_in_force",)


@SQLITE
def test_the_yearly_check_of_consent_runs_where_the_isp_says_that_consent_is_asked_for(assured: World) -> None:
    assert due(assured, "consent") is None
    without = assured.order("state_consent", "A1", COORDINATOR, model="required")
    assert assured.refused(without) == ("text",)
    assured.done(assured.order("state_consent", "A1", COORDINATOR, model="required", captured="The referral form"))
    assert due(assured, "consent") == dt.date(2027, 3, 2)
    assured.at += 200 * DAY
    check(assured, Check.CONSENT)
    assert due(assured, "consent") == dt.date(2027, 9, 20)  # a Monday: 18 September is a Saturday
    assured.done(assured.order("state_consent", "A1", COORDINATOR, model="not_required", gateway="Children Act 2004"))
    assert due(assured, "consent") is None


@SQLITE
@pytest.mark.parametrize(
    ("what", "calls", "how", "after"),
    [
        ("breach", "review", "review", "in_review"),
        ("error", "action", "not_needed", "assured"),
        ("partner_renamed", "minor", "minor", "in_review"),
    ],
)
def test_what_happened_calls_for_what_its_rule_says(
    assured: World, what: str, calls: str, how: str, after: str
) -> None:
    said = {"what": what, "text": "A letter went to a wrong house.", "flow": 1, "partner": 2}
    order = assured.order("record_event", "A1", COORDINATOR, **said)
    assert assured.done(replace(order, happened=When(None, dt.date(2026, 3, 1))))["calls"] == calls
    (event,) = assured.rows(IspEvent)
    assert (event.flow, event.happened_from, event.happened_to) == (1, None, dt.date(2026, 3, 1))
    assured.done(settle(assured, 1, how, "We looked."))
    assert state(assured) == after


@SQLITE
def test_nothing_about_a_person_who_uses_a_service_is_taken(assured: World) -> None:
    for text in ("It was 943 476 5919.", "Of AB 12 34 56 C"):
        order = assured.order("record_event", "A1", COORDINATOR, what="breach", text=text)
        assert assured.refused(order) == ("personal",)
    nowhere = assured.order("record_event", "A1", COORDINATOR, what="error", text="x", flow=9)
    assert assured.refused(nowhere) == ("not_found",)
    whose = assured.order("record_event", "A1", COORDINATOR, what="partner_leaves", text="x")
    assert assured.refused(whose) == ("wrong_value",)
    assert assured.refused(assured.order("record_event", "A1", SECRETARY, what="error", text="x")) == ("not_yours",)
    assert assured.rows(IspEvent) == []


@SQLITE
def test_a_partner_returns_by_its_link_and_silence_is_recorded_as_silence(world: World) -> None:
    with_partner(world, orders=LAST_STEPS)
    asked = world.done(world.order("ask_returns", "A1", COORDINATOR))
    assert (asked["round"], asked["asked"], asked["without_contact"]) == (1, 1, [1, 2])
    assert due(world, "self_returns") == dt.date(2027, 3, 2)
    assert due(world, "self_return") == dt.date(2026, 3, 27)  # the twentieth working day from Monday 2 March
    path = link_of(world, CONTACT)
    web = client(world)
    assert "Fill in the return" in shown(web.get(path).text)
    form = web.get(f"{path}/return").text
    assert all(question.text.en in shown(form) for question in RETURN)
    wrong = web.post(f"{path}/return", data={**hidden(form), "q-wrong": "no"})
    assert (wrong.status_code, wrong.text.count('href="#q-shares"')) == (422, 1)
    answers = {f"q-{code}": answer for code, answer in {**RETURNED, "changed": "yes"}.items()}
    assert web.post(f"{path}/return", data={**answers, "mark": "made-up"}).status_code == 422
    assert world.rows(SelfReturn)[0].outcome is None
    sent = web.post(f"{path}/return", data={**hidden(form), **answers, "text": "A new system from May."})
    assert sent.status_code == 303
    assert "Thank you" in shown(web.get(f"{path}/return").text)
    assert "Diolch" in shown(web.get(f"{path.replace('/en/', '/cy/')}/return").text)
    (row,) = world.rows(SelfReturn)
    assert (row.outcome, row.answers["changed"]) == ("answered", "yes")
    assert [(event.kind, event.line) for event in world.rows(IspEvent)] == [("return", GWENT)]
    assert "partner_answered" in {notice.message for notice in world.rows(Notice)}
    web.post(f"{path}/return", data={**hidden(form), **answers})
    assert len(world.rows(History, History.kind == "return_given")) == 1
    world.at += 366 * DAY
    world.done(world.order("ask_returns", "A1", COORDINATOR))
    assert world.refused(world.order("ask_returns", "A1", COORDINATOR)) == ("under_way",)
    assert world.done(world.order("close_returns", "A1", COORDINATOR))["silent"] == [GWENT]
    assert world.refused(world.order("close_returns", "A1", COORDINATOR)) == ("done",)
    assert [(one.round, one.outcome, one.answers is None) for one in world.rows(SelfReturn)] == [
        (1, "answered", False),
        (2, "silent", True),
    ]
    assert [one.outcome for one in world.rows(Task, Task.kind == "self_return")] == ["done", "no_answer"]


@SQLITE
def test_a_return_can_be_put_in_for_a_partner_by_whoever_asked_and_by_nobody_else(world: World) -> None:
    with_partner(world, orders=LAST_STEPS)
    assert world.refused(world.order("ask_returns", "A1", CONTACT)) == ("not_yours",)
    world.done(world.order("ask_returns", "A1", COORDINATOR))
    (task,) = world.rows(Task, Task.kind == "self_return")
    assert world.refused(world.order("answer", "A1", COORDINATOR, task=task.number)) == ("another_way",)
    stolen = world.order("give_return", "A1", SECRETARY, task=task.number, answers=RETURNED)
    assert world.refused(stolen) == ("not_yours",)
    short = world.order("give_return", "A1", COORDINATOR, task=task.number, answers={"shares": "yes"})
    assert world.refused(short) == ("wrong_value",)
    world.done(world.order("give_return", "A1", COORDINATOR, task=task.number, answers=RETURNED, text="By telephone"))
    assert world.rows(IspEvent) == []


@SQLITE
def test_benefits_are_asserted_or_evidenced_and_training_counts_people_without_names(assured: World) -> None:
    said = {"text": "Fewer referrals come back.", "shown": "evidenced"}
    assert assured.refused(assured.order("note_benefit", "A1", COORDINATOR, **said)) == ("source",)
    assured.done(assured.order("note_benefit", "A1", COORDINATOR, **said, source="Audit of 2026, table 2"))
    planned = {"topic": "The ISP", "planned": "2026-04-01", "partner": 2}
    assured.done(assured.order("note_training", "A1", COORDINATOR, **planned))
    assured.done(assured.order("training_held", "A1", COORDINATOR, number=1, people=14))
    assert assured.refused(assured.order("training_held", "A1", COORDINATOR, number=1)) == ("done",)
    (training,) = assured.rows(StaffTraining)
    assert (training.held, training.people, training.happened_from) == (True, 14, dt.date(2026, 3, 2))
    assured.done(assured.order("note_form", "A1", COORDINATOR, name="Referral form", change="Asks for less."))
    struck = assured.order("strike_out", "A1", LEAD, what="benefit", number=1, reason="Noted twice")
    assured.done(struck)
    assert assured.rows(Benefit)[0].struck_seq is not None
    assert assured.refused(replace(struck, id="again")) == ("not_found",)
