"""Each check of the flows finds what it is for, and nothing in a table that is whole."""

import datetime as dt
from dataclasses import replace

import pytest

from states.acts import GONE, gone
from states.flow_checks import CHECKS, flow_findings
from states.flow_finders import FlowFacts, PartnerFacts, StepFacts
from states.flow_terms import COLUMNS, METHODS, method_named

DAY = dt.date(2026, 3, 2)
WHOLE = FlowFacts(
    1, "Referral", "when somebody is referred", "name and need", "Torfaen", ("Gwent",), "to assess", "secure_email",
    "special", "6(1)(e)", "9(2)(h)", "Social Services and Well-being (Wales) Act 2014 s162", "", "TLS", "NHS number",
    "8 years",
)  # fmt: skip
PARTNERS = (PartnerFacts("Torfaen"), PartnerFacts("Gwent"), PartnerFacts("Watcher", excused=True))
STEPS = (StepFacts("Referral"), StepFacts("Closing", "nothing is shared"))
BROKEN = {
    "flow_stranger": {"recipients": ("Gwent", "IDVA service")},
    "flow_no_information": {"information": ""},
    "flow_no_sender": {"sender": ""},
    "flow_no_recipient": {"recipients": ()},
    "flow_no_purpose": {"purpose": ""},
    "flow_no_method": {"method": ""},
    "flow_no_step": {"step": ""},
    "flow_no_occasion": {"occasion": ""},
    "flow_to_itself": {"recipients": ("Gwent", "torfaen")},
    "flow_insecure": {"method": "ordinary e-mail"},
    "flow_legacy_method": {"method": "fax"},
    "flow_no_sensitivity": {"sensitivity": ""},
    "flow_no_basis": {"basis": ""},
    "flow_no_condition": {"special": ""},
    "flow_no_authority": {"sensitivity": "criminal", "special": ""},
    "flow_no_gateway": {"gateway": ""},
    "flow_repealed": {"gateway": "Data Protection Act 1998 s29"},
    "flow_superseded": {"gateway": "Local Government Act 2000 s2"},
    "flow_no_identifier": {"identifier": ""},
    "flow_no_controls": {"controls": ""},
    "flow_no_retention": {"retention": ""},
}


def codes(flow: FlowFacts, day: dt.date = DAY) -> set[str]:
    return {found.code for found in flow_findings([flow], PARTNERS, day, STEPS)}


def test_a_whole_table_has_nothing_to_find() -> None:
    assert flow_findings([WHOLE], PARTNERS, DAY, STEPS) == ()


@pytest.mark.parametrize("code", BROKEN)
def test_each_check_finds_what_it_is_for(code: str) -> None:
    broken = replace(WHOLE, **BROKEN[code])
    found = [one for one in flow_findings([broken], PARTNERS, DAY, STEPS) if one.code == code]
    assert found
    assert {one.flow for one in found} == {1}
    assert all("001" in one.says.en and "001" in one.says.cy and one.says.en != one.says.cy for one in found)


def test_partners_and_steps_without_a_flow_are_found() -> None:
    partners = (*PARTNERS, PartnerFacts("Powys"))
    steps = (*STEPS, StepFacts("Assessment"))
    found = flow_findings([WHOLE], partners, DAY, steps)
    assert [(one.code, one.flow) for one in found] == [("partner_without_flow", None), ("step_without_flow", None)]
    assert "Powys" in found[0].says.en
    assert "Assessment" in found[1].says.cy
    assert {one.code for one in flow_findings([WHOLE], partners, DAY)} == {"partner_without_flow"}


def test_every_check_has_a_sample() -> None:
    assert {check.code for check in CHECKS} == set(BROKEN) | {"partner_without_flow", "step_without_flow"}
    assert len({check.code for check in CHECKS}) == len(CHECKS)


def test_how_secure_is_secure_enough_depends_on_how_sensitive_it_is() -> None:
    assert "flow_insecure" not in codes(replace(WHOLE, method="post", sensitivity="ordinary"))
    assert "flow_insecure" in codes(replace(WHOLE, method="post", sensitivity="special"))
    assert "flow_insecure" in codes(replace(WHOLE, method="e-bost cyffredin", sensitivity="ordinary"))
    assert "flow_insecure" not in codes(replace(WHOLE, method="carrier pigeon"))


def test_the_law_is_judged_on_its_day() -> None:
    before = replace(WHOLE, gateway="Deddf Diogelu Data 1998")
    assert "flow_repealed" not in codes(before, dt.date(2018, 5, 24))
    assert "flow_repealed" in codes(before, dt.date(2018, 5, 25))
    assert "flow_no_basis" not in codes(replace(WHOLE, basis=""), dt.date(2012, 9, 1))
    assert gone("Data Protection Act 2018, Schedule 1; Crime and Disorder Act 1998 s115", DAY) == ()
    assert gone("DPA 1998 s29, and the Data Protection Order 2000", DAY) == GONE[:2]


@pytest.mark.parametrize("one", GONE, ids=lambda one: one.name.en)
def test_everything_that_is_gone_is_recognised_by_both_its_names(one: object) -> None:
    assert one in gone(one.name.en, DAY)  # type: ignore[attr-defined]  # a row of the table
    assert one in gone(one.name.cy, DAY)  # type: ignore[attr-defined]


def test_what_is_found_stands_weightiest_first() -> None:
    found = flow_findings([replace(WHOLE, number=2, step="", method="ordinary e-mail"), WHOLE], PARTNERS, DAY)
    assert [one.code for one in found] == ["flow_insecure", "flow_no_step"]


def test_every_method_is_known_by_its_names_and_no_two_share_one() -> None:
    for method in METHODS:
        for name in (method.id, method.name.en, method.name.cy.upper()):
            assert method_named(name) is method
    assert [column.key for column in COLUMNS if column.shown] == [
        "number", "step", "occasion", "information", "sender", "recipients", "purpose", "method", "notes",
    ]  # fmt: skip
