"""What incidents, changes and answers call for, by hand."""

import pytest

from states.after import BEGINS, RECORDED, RULES, Calls, How, Kind, needs_reason, of_somebody, settles
from states.compliance import QUESTIONS, RETURN, Check, Outcome, counted, missing, outcome, raised, unknown

WELL = {question.code: question.good.value for question in RETURN}


def test_every_kind_has_a_rule_with_a_source_and_both_languages() -> None:
    assert set(RULES) == set(Kind)
    assert all(rule.source and rule.name.cy and rule.why.cy != rule.why.en for rule in RULES.values())
    assert {kind.value for kind, rule in RULES.items() if rule.calls is Calls.REVIEW} == {
        "breach", "partner_joins", "partner_leaves", "law_changes", "new_system",
    }  # fmt: skip
    assert RULES[Kind.PARTNER_RENAMED].calls is Calls.MINOR
    assert set(Kind) - set(RECORDED) == {Kind.FINDING, Kind.RETURN}


def test_what_calls_for_a_review_is_not_settled_by_saying_that_something_was_done() -> None:
    assert settles(Calls.REVIEW) == (How.REVIEW, How.NOT_NEEDED)
    assert How.DONE not in settles(Calls.MINOR)
    assert settles(Calls.ACTION)[0] is How.DONE
    assert {how for how in How if needs_reason(how)} == set(How) - BEGINS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("943 476 5919", True),
        ("9434765919 came twice", True),
        ("943-476-5919", True),
        ("943 476 5918", False),  # the check digit is wrong
        ("Ring 01495 496 0999.", False),
        ("Reference 12345678901", False),
        ("0000000000", False),
        ("QQ 12 34 56 C", False),  # no such prefix is given out
        ("AB123456C", True),
        ("Paragraph 4.42, line 1496", False),
    ],
)
def test_numbers_by_which_somebody_can_be_known_are_found(text: str, found: bool) -> None:  # noqa: FBT001 - a table
    assert of_somebody(text) is found


def test_what_is_not_known_is_no_finding_and_not_as_agreed() -> None:
    questions = QUESTIONS[Check.COMPLIANCE]
    well = {question.code: question.good.value for question in questions}
    assert outcome(questions, well) is Outcome.AS_AGREED
    assert outcome(questions, well | {"kept": "not_known"}) is Outcome.NOT_ALL_KNOWN
    assert outcome(questions, well | {"kept": "not_known", "beyond": "yes"}) is Outcome.FINDINGS
    assert [q.code for q in raised(questions, well | {"kept": "partly", "beyond": "yes"})] == ["beyond", "kept"]
    assert missing(questions, {"as_flows": "yes"}) == tuple(q.code for q in questions[1:])
    assert missing(RETURN, WELL | {"wrong": "partly"}) == ("wrong",), "whether something went wrong is no degree"
    assert unknown(RETURN, WELL | {"weather": "fair"}) == ("weather",)


def test_silence_is_in_the_count_of_the_silent_and_in_no_answer() -> None:
    round_ = [("answered", WELL), ("answered", WELL | {"staff": "not_known"}), ("silent", None), (None, None)]
    seen = counted(round_)
    assert (seen.asked, seen.answered, seen.silent, seen.waiting) == (4, 2, 1, 1)
    assert seen.answers["staff"] == {"yes": 1, "partly": 0, "no": 0, "not_known": 1}
    assert all(sum(found.values()) == seen.answered for found in seen.answers.values())
    assert counted([]).asked == 0
