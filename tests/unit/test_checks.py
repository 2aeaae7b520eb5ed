"""The computable questions: each holds on a whole paper, and stays open for the one thing it asks about."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from states import flow_checks
from states.checks import ASKED_ALREADY, BY_CODE, CHECKS, GDPR, Severity, Where, run
from states.facts import Facts
from states.lifecycle import GATEWAY, State, Trigger, row_for
from states.needs import NEEDS
from states.paper import Paper, PartnerSeen, SectionSeen
from states.words import Sentence

TODAY = dt.date(2026, 3, 2)
WHOLE_FACTS = Facts(
    state=State.DRAFT,
    today=TODAY,
    title=True,
    area=True,
    lead=True,
    coordinator=True,
    purpose=True,
    instrument="isp",
    partners=2,
    flows=1,
    incomplete_flows=(),
    strangers=(),
    partners_without_flow=(),
    document=True,
    unsigned=(),
    findings_unanswered=0,
    previous_findings_open=0,
    review_date=dt.date(2028, 3, 1),
)
PARTNER = PartnerSeen("Torfaen", contact=True, accord="signed", signed=True, signed_this=True, capacity=True)
SECTIONS = (
    SectionSeen("purpose", "cy", "Diben", written=True),
    SectionSeen("purpose", "en", "Purpose", written=True),
)
WHOLE = Paper(
    facts=WHOLE_FACTS,
    begun=dt.date(2026, 1, 5),
    round=1,
    titles=("Carers in Torfaen", "Gofalwyr Torfaen"),
    places=("W06000020",),
    partners=(PARTNER,),
    sections=SECTIONS,
    dpia="done",
)


def facts(**changes: Any) -> Paper:
    return replace(WHOLE, facts=replace(WHOLE_FACTS, **changes))


def partner(**changes: Any) -> Paper:
    return replace(WHOLE, partners=(replace(PARTNER, **changes),))


OPEN: dict[str, Paper] = {
    "title_and_area": facts(area=False),
    "lead_and_coordinator": facts(coordinator=None),
    "partners_named": facts(partners=1),
    "flow_exists": facts(flows=0),
    "document_exists": facts(document=False),
    "flows_among_partners": facts(strangers=("Gwent",)),
    "Q01": replace(WHOLE, sections=(*SECTIONS, SectionSeen("law", "en", "Law"))),
    "Q02": replace(WHOLE, titles=("Carers", "Gofalwyr")),
    "Q03": facts(instrument="dda"),
    "Q04": replace(WHOLE, duplicates=("EX-1",)),
    "Q05": facts(purpose=False),
    "Q08": partner(contact=False),
    "Q09": partner(accord="not-known"),
    "Q10": partner(kind="class"),
    "Q12": partner(succeeded=True),
    "Q14-1998": replace(WHOLE, without_basis=("001",), begun=dt.date(2012, 9, 1)),
    "Q21": replace(WHOLE, dpia="under_way"),
    "Q34": facts(review_date=TODAY),
    "Q35": partner(capacity=False),
    "Q36": partner(signed_this=False),
    "Q41": facts(previous_findings_open=1),
    "Q42": replace(WHOLE, sections=SECTIONS[:1]),
    **{
        one.code: replace(WHOLE, flow_found=((one.code, Sentence("Flow 001.", "Llif 001.")),))
        for one in flow_checks.CHECKS
        if one.code not in ASKED_ALREADY
    },
}


def codes(paper: Paper) -> list[str]:
    return [one.check.code for one in run(paper)]


def test_nothing_is_open_on_a_whole_paper() -> None:
    assert codes(WHOLE) == []
    assert codes(replace(WHOLE, begun=None)) == []


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_each_question_stays_open_for_its_own_reason_and_says_what_to_do(code: str) -> None:
    assert codes(OPEN[code]) == [code]
    (left,) = run(OPEN[code])
    assert all(said.en and said.cy and said.en != said.cy for said in left.found)
    assert left.gateway == (code in GATEWAY)


def test_the_gateway_is_the_lifecycles_own() -> None:
    row = row_for(Trigger.SUBMIT, State.DRAFT)
    assert row is not None
    six = [check for check in CHECKS if check.severity is Severity.GATEWAY]
    assert tuple(check.code for check in six) == GATEWAY
    assert set(GATEWAY) <= set(row.needs)
    for check in six:
        (left,) = run(OPEN[check.code])
        assert left.found == (NEEDS[check.code].unmet(OPEN[check.code].facts),)


def test_a_version_is_judged_by_the_questions_of_its_day() -> None:
    lacking = replace(WHOLE, without_basis=("001",), dpia=None)
    assert codes(replace(lacking, begun=GDPR)) == ["Q21"]
    assert codes(replace(lacking, begun=GDPR - dt.timedelta(1))) == ["Q14-1998"]
    assert codes(replace(lacking, begun=None)) == ["Q21"]


def test_what_nobody_said_stays_open_as_not_known() -> None:
    (left,) = run(replace(WHOLE, dpia=None))
    assert left.found[0].en == "The record does not say."
    assert codes(replace(WHOLE, dpia="not_needed")) == []


def test_what_is_right_for_a_class_a_first_round_or_all_wales() -> None:
    assert codes(partner(kind="class", counted=True, contact=False, accord="not-known")) == []
    assert codes(replace(facts(previous_findings_open=1), round=0)) == []
    assert codes(replace(WHOLE, places=("wales",), titles=("Carers", "Gofalwyr"))) == []
    assert codes(partner(signed=False, signed_this=False, capacity=False)) == []
    assert codes(replace(WHOLE, titles=("", "Gofalwyr Torfaen"))) == ["Q42"]


def test_the_table_is_whole() -> None:
    assert set(BY_CODE) == set(OPEN)
    assert all(check.basis and check.question.cy for check in CHECKS)
    assert {check.where for check in CHECKS} == set(Where)
