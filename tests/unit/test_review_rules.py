"""The checklist and what of it has to be asked: what differs, what is folded, and what a finding points at."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.checklist import BY_CODE, CHECKLIST, COMPLAINTS, FLOWS, PARTNERS, asked_of
from states.editions import EDITIONS
from states.lifecycle import LIFECYCLE, Party, State, amendable, correcting
from states.reviewing import (
    DECISIONS,
    FOUND,
    Compared,
    Outcome,
    Part,
    Said,
    Status,
    compare,
    folded,
    gaps,
    pointer,
    touches,
)

KEYS = {section.key for edition in EDITIONS for section in edition.sections}
TEXTS = st.lists(st.tuples(st.sampled_from(["en", "cy"]), st.text(max_size=5)), max_size=2, unique_by=lambda t: t[0])
PARTS = st.lists(
    st.builds(Part, st.sampled_from([*(f"section:{key}" for key in sorted(KEYS)), "flow:1", "flow:2", "partners"]),
              TEXTS.map(tuple)),
    max_size=6,
    unique_by=lambda part: part.at,
)  # fmt: skip


def test_every_question_is_about_something_that_there_is_and_says_where_it_comes_from() -> None:
    assert len(BY_CODE) == len(CHECKLIST)
    for question in CHECKLIST:
        assert set(question.about) <= KEYS | {FLOWS, PARTNERS}, question.code
        assert question.about, question.code
        assert question.basis
        assert question.severity in ("must", "should")
        assert question.question.en.endswith("?")
        assert question.question.cy.endswith("?")
    for edition in EDITIONS:  # each question has a place to look at in every edition
        keys = {section.key for section in edition.sections} | {FLOWS, PARTNERS}
        lost = [q.code for q in CHECKLIST if q.asked(edition.valid_from) and not keys & set(q.about)]
        assert lost == [], edition.key


def test_a_version_is_asked_the_questions_of_its_day() -> None:
    before = {question.code for question in asked_of(COMPLAINTS - dt.timedelta(1))}
    after = {question.code for question in asked_of(COMPLAINTS)}
    assert (before - after, after - before) == ({"Q33"}, {"Q33-2026"})
    assert {question.code for question in asked_of(None)} == after


@given(PARTS)
def test_nothing_differs_from_itself(parts: list[Part]) -> None:
    assert all(one.status is Status.SAME for one in compare(parts, parts))


@given(PARTS, PARTS)
def test_every_part_stands_once_and_what_is_gone_is_said(now: list[Part], before: list[Part]) -> None:
    found = compare(now, before)
    assert [one.at for one in found][: len(now)] == [part.at for part in now]
    assert len({one.at for one in found}) == len(found)
    said = {part.at: dict(part.texts) for part in before if not part.empty}
    for one in found:
        then = said.get(one.at, {})
        if one.status is Status.NEW:
            assert not then
        if one.status is Status.GONE:
            assert then
            assert not any(text for _, text in one.now)
    assert set(said) <= {one.at for one in found}


SAME = (
    Compared("section:introduction", Status.SAME, (("en", "x"),), (("en", "x"),)),
    Compared("flow:1", Status.SAME, (("information", "x"),), (("information", "x"),)),
)


@pytest.mark.parametrize(
    ("code", "parts", "assured", "found", "fold"),
    [
        ("Q05", SAME, True, False, True),
        ("Q05", SAME, True, True, False),  # somebody found something on it
        ("Q05", SAME, False, False, False),  # nothing was assured before
        ("Q27", SAME, True, False, False),  # nothing is there that it is about
        ("Q05", (replace(SAME[0], status=Status.CHANGED), SAME[1]), True, False, False),
        ("Q17", (replace(SAME[0], status=Status.CHANGED), SAME[1]), True, False, True),
        ("Q17", (SAME[0], replace(SAME[1], status=Status.GONE)), True, False, False),
    ],
)
def test_only_what_stands_as_it_was_assured_is_folded(
    code: str,
    parts: tuple[Compared, ...],
    assured: bool,  # noqa: FBT001
    found: bool,  # noqa: FBT001
    fold: bool,  # noqa: FBT001
) -> None:
    assert folded(BY_CODE[code], parts, assured=assured, found=found) is fold


def test_a_question_is_about_its_sections_its_flows_and_its_partners() -> None:
    partners = Compared("partners", Status.SAME, (), ())
    assert [one.at for one in touches(BY_CODE["Q03"], (*SAME, partners))] == ["section:introduction", "flow:1"]
    assert [one.at for one in touches(BY_CODE["Q13"], (*SAME, partners))] == ["partners"]


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("section:introduction", ("section", "introduction")),
        ("flow:12", ("flow", "12")),
        ("flows", ("flows", "")),
        ("partners", ("partners", "")),
        ("", None),
        ("flow:", None),
        ("flow:12345", None),
        ("section:Æ", None),
        ("section:a\n", None),
        ("page 4", None),
    ],
)
def test_a_pointer_points_at_what_there_can_be(about: str, found: tuple[str, str] | None) -> None:
    assert pointer(about) == found


def test_gaps_are_the_questions_without_an_outcome() -> None:
    asked = [BY_CODE["Q05"], BY_CODE["Q06"], BY_CODE["Q23"]]
    said = {"Q05": Said("pass"), "Q06": Said("", "a note"), "Q20": Said("pass")}
    assert gaps(asked, said) == ("Q06", "Q23")


def test_decisions_are_moves_of_the_table_and_only_two_outcomes_are_findings() -> None:
    leave = {move.trigger for move in LIFECYCLE if move.source is State.QA_REVIEW and move.target is not move.source}
    assert set(DECISIONS) <= leave
    assert {"unclaim"} == {one.value for one in leave - set(DECISIONS)}
    assert {Outcome.FAIL, Outcome.OBSERVATION} == FOUND


def test_under_review_the_text_is_changed_only_while_its_coordinator_corrects_it() -> None:
    for party in Party:
        assert correcting(State.QA_REVIEW, party) is (party is Party.COORDINATOR)
        assert amendable(State.QA_REVIEW, party) is (party is Party.COORDINATOR)
        assert not correcting(State.QA_QUEUE, party)
        assert amendable(State.DRAFT, party)
        assert not amendable(State.ASSURED, party)
