"""Scoping questions: where each answer leads, and what it ends in."""

from typing import Any

import pytest

from states.places import SERVICE_AREAS
from states.scoping import (
    BY_CODE,
    answered,
    before,
    exemplar,
    kept,
    next_question,
    on_the_path,
    outcome,
    path,
    problems,
    same_as,
    thawed,
)
from states.scoping_questions import QUESTIONS
from states.scoping_rules import INSTRUMENTS, RULES
from states.scoping_shapes import Instrument, Kind

SHARED: dict[str, Any] = {
    "service_areas": ("carers",),
    "places": ("example-upper",),
    "title_en": "Carers in Upper Example",
    "similar": "none",
}
DECIDING = {"personal": "yes", "routine": "regular", "instructions": "no", "direction": "both", "joint": "no"}
REST = {
    "purpose": "Support carers early.",
    "affected": "Carers",
    "organisations": "One\nTwo",
    "lead": "one",
    "coordinator": "me",
    "dpia": "not_yet",
}


@pytest.mark.parametrize(
    ("field", "answer", "instrument"),
    [
        ("personal", "no", Instrument.NOT_APPROPRIATE),
        ("routine", "ad_hoc", Instrument.NOT_APPROPRIATE),
        ("instructions", "yes", Instrument.OTHER),
        ("direction", "one_way", Instrument.DDA),
        ("joint", "yes", Instrument.JCA),
        ("routine", "seldom", Instrument.ISP),
        ("direction", "not_sure", Instrument.ISP),
    ],
)
def test_each_answer_ends_in_its_instrument(field: str, answer: str, instrument: Instrument) -> None:
    found = outcome(SHARED | DECIDING | {field: answer})
    assert found is not None
    assert found.instrument is instrument
    assert found.reason.en
    assert found.source.cy
    assert found.unsure == ((field,) if answer == "not_sure" else ())


def test_the_first_rule_that_fits_holds() -> None:
    both = outcome(SHARED | DECIDING | {"direction": "one_way", "joint": "yes"})
    assert both is not None
    assert both.instrument is Instrument.DDA


def test_nothing_is_decided_while_a_deciding_question_is_open() -> None:
    assert outcome({}) is None
    for left in DECIDING:
        answers = {**SHARED, **{name: value for name, value in DECIDING.items() if name != left}}
        assert outcome(answers) is None, left


def test_what_needs_no_paper_is_asked_no_more() -> None:
    answers = SHARED | {"personal": "no"}
    assert [q.code for q in path(answers)] == ["service", "place", "title", "similar", "personal"]
    assert next_question(answers) is None
    late = SHARED | DECIDING | {"routine": "ad_hoc"}
    assert [q.code for q in path(late)][-2:] == ["personal", "routine"]
    assert "joint" not in on_the_path(late)


def test_the_questions_come_one_by_one_and_lead_back() -> None:
    answers: dict[str, Any] = {}
    whole = SHARED | DECIDING | REST
    asked = []
    while (question := next_question(answers)) is not None:
        asked.append(question.code)
        answers |= {field.name: whole[field.name] for field in question.fields if field.name in whole}
        assert answered(question, answers)
    assert asked == [q.code for q in QUESTIONS]
    assert before(BY_CODE["service"], answers) is None
    assert before(BY_CODE["purpose"], answers) is BY_CODE["joint"]
    assert outcome(answers) is not None


def test_another_instrument_is_not_asked_who_takes_part() -> None:
    codes = [q.code for q in path(SHARED | DECIDING | {"direction": "one_way"})]
    assert "joint" not in codes
    assert "dpia" in codes
    assert {"organisations", "coordinator"} & set(codes) == set()


def test_one_that_exists_already_stops_it() -> None:
    answers = SHARED | DECIDING | {"similar": "same:EX-1"}
    assert same_as(answers) == "EX-1"
    assert outcome(answers) is None
    assert path(answers)[-1].code == "similar"
    assert exemplar(SHARED | {"similar": "from:EX-2"}) == "EX-2"
    assert exemplar(SHARED) is None


@pytest.mark.parametrize(
    ("code", "given", "fields"),
    [
        ("service", {}, {"service_areas"}),
        ("service", {"service_areas": ("sailing",)}, {"service_areas"}),
        ("service", {"service_areas": ("carers", "health")}, set()),
        ("place", {"places": ("W06000020",)}, set()),
        ("title", {}, {"title_en"}),
        ("title", {"title_cy": "Gofalwyr"}, set()),
        ("title", {"title_cy": "G" * 301}, {"title_cy"}),
        ("personal", {"personal": ("yes", "no")}, {"personal"}),
        ("personal", {"personal": "perhaps"}, {"personal"}),
        ("dpia", {"dpia": "not_needed"}, {"dpia_note"}),
        ("dpia", {"dpia": "not_needed", "dpia_note": "It is small."}, set()),
        ("dpia", {"dpia": "done"}, set()),
        ("purpose", {"purpose": "x" * 4001}, {"purpose"}),
    ],
)
def test_an_answer_is_whole_or_says_what_is_wrong(code: str, given: dict[str, Any], fields: set[str]) -> None:
    assert set(problems(BY_CODE[code], given)) == fields


def test_what_is_kept_is_this_questions_alone() -> None:
    given = {"title_en": "  Carers ", "title_cy": "", "purpose": "x"}
    assert kept(BY_CODE["title"], given) == {"title_en": "Carers"}
    assert thawed({"places": ["a", "b"], "lead": "x"}) == {"places": ("a", "b"), "lead": "x"}


def test_the_table_hangs_together() -> None:
    assert len({q.code for q in QUESTIONS}) == len(QUESTIONS)
    fields = [field for q in QUESTIONS for field in q.fields]
    assert len({field.name for field in fields}) == len(fields)
    assert {rule.field for rule in RULES} == {q.code for q in QUESTIONS if q.decides}
    for rule in RULES:
        (field,) = BY_CODE[rule.field].fields
        assert rule.answer in {option.code for option in field.options}
    for field in fields:
        assert bool(field.options) == (field.kind is Kind.ONE), field.name
    assert set(INSTRUMENTS) == set(Instrument)
    assert "carers" in SERVICE_AREAS
