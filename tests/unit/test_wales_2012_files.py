"""Wales 2012 holds the report's figures and claims nothing the report does not state."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from ispdesk.imports.reader import columns_of, read
from ispdesk.imports.tables import TABLES, Batch, Isp
from ispdesk.imports.words import Accord, CountedAs, FactKind, Outcome, PartnerKind, Standing
from states.lifecycle import State

FOLDER = Path(__file__).parents[2] / "ispdesk" / "examples" / "wales-2012"

LATER = {"successors", "groups", "group_members", "meetings", "members", "sponsors", "flow_defaults", "sections"}
"""Tables of which the report says nothing."""
STATED = [name for name in TABLES if name not in LATER]
PRINTED = {
    "WALES-001": [
        "Aneurin Bevan Health Board",
        "Torfaen County Borough Council",
        "South Wales Fire and Rescue Service",
        "Bron Afon Community Housing",
        "Benefits Agency",
        "General Practices",
        "Schools and Nurseries",
        "Independent Registered Child Minders",
        "Independent Registered Play Groups",
    ],
    "WALES-002": [
        "Denbighshire County Council",
        "Flintshire County Council",
        "GP Practices (x8)",
        "Care, Nursing and Residential Homes (x11)",
        "Wales and West Housing Association",
        "Clwyd Alyn Housing Association",
        "British Red Cross (Wales)",
        "Age Concern - North Wales Central",
        "Vale of Clwyd MIND",
        "Crossroads",
        "Marie Curie – North Wales",  # noqa: RUF001 - the report prints a dash here
        "North East Wales Carers Information Services (NEWCIS)",
        "Betsi Cadwaladr University Local Health Board",
    ],
    "WALES-003": [
        "Aneurin Bevan Local Health Board",
        "Caerphilly County Borough Council",
        "Wales Probation Trust",
        "Heddlu Gwent Police",
    ],
    "WALES-004": [
        "Ceredigion County Council",
        "Carmarthenshire County Council",
        "Pembrokeshire County Council",
        "Powys County Council",
        "Hywel Dda Health Board",
        "Powys Health Board",
        "Welsh Ambulance Service Trust",
        "Dyfed Powys Police",
        "Care and Social Services Inspectorate Wales (CSSIW)",
        "Health Inspectorate Wales (HIW)",
    ],
    "WALES-005": [
        "Aneurin Bevan Local Health Board",
        "Blaenau Gwent County Borough Council",
        "Caerphilly County Borough Council",
        "Newport City Council",
        "Torfaen County Borough Council",
        "General Medical Practices within the Health Board area",
        "Monmouthshire County Council",
    ],
    "WALES-006": [
        "South Wales Police",
        "Cardiff County Council (Housing, Education, Adult Services and Children's Services)",
        "Cardiff Women's Aid",
        "Black Association of Women Step Out (BAWSO)",
        "Victim Support (South Wales and Gwent)",
        "Wales and West Housing Association",
        "Taff Housing Association",
        "Cadwyn Housing Association",
        "Linc Cymru Housing Association",
        "Cardiff and Vale University Local Health Board",
        "Wales Probation Trust",
        "Safer Wales",
        "South Wales Fire and Rescue",
        "Barnardo's",
        "Cardiff Community Housing Association",
        "Hafod Housing Association",
        "United Welsh Housing Association",
    ],
}
"""The partners as report.txt prints them, in the order of each table."""


@pytest.fixture(scope="module")
def wales() -> Batch:
    return read([FOLDER])


def isp(wales: Batch, ref: str) -> Isp:
    return next(each for each in wales.isps if each.ref == ref)


def test_every_table_is_there_with_its_columns() -> None:
    assert {each.stem for each in FOLDER.glob("*.csv")} == set(STATED)
    for name in STATED:
        content = (FOLDER / f"{name}.csv").read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        header = next(csv.reader([content.decode().split("\n")[0]]))
        assert sorted(header) == sorted(columns_of(name))


def test_each_column_is_documented() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for table in STATED:
        about = next(part for part in readme.split("\n\n") if part.startswith(f"**`{table}.csv`**"))
        for column in set(columns_of(table)) - {"standing", "source"}:
            assert f"`{column}`" in about, (table, column)


def test_each_row_says_what_it_rests_on(wales: Batch) -> None:
    for name in TABLES:
        for row in getattr(wales, name):
            starts = {"report", "public record:"} if row.standing != Standing.INSTALLATION else {""}
            assert any(row.source.startswith(start) for start in starts), row
            assert row.source.startswith("public record: ") == (row.standing == Standing.PUBLIC_RECORD)


def test_91_organisations_have_signed(wales: Batch) -> None:
    signed = [each for each in wales.organisations if each.accord == Accord.SIGNED]
    assert len(signed) == 91
    assert Counter(each.type for each in signed) == {
        "local_authority": 22,
        "health_board": 7,
        "voluntary_community": 39,
        None: 23,
    }
    assert {str(each.accord_signed.not_after) for each in signed} == {"2012-09-30"}
    assert all(each.accord_signed.not_before is None for each in signed)


def test_only_councils_and_health_boards_are_said_to_have_signed(wales: Batch) -> None:
    for each in wales.organisations:
        stated = each.type in {"local_authority", "health_board"} or each.standing == Standing.COUNTED
        assert each.accord == (Accord.SIGNED if stated else Accord.NOT_KNOWN), each.ref


def test_every_local_authority_is_there_once(wales: Batch) -> None:
    places = [each.place for each in wales.organisations if each.type == "local_authority"]
    numbers = [*range(1, 7), *range(8, 17), *range(18, 25)]
    assert sorted(places) == [(f"W060000{number:02}",) for number in numbers]
    boards = [code for each in wales.organisations if each.type == "health_board" for code in each.place]
    assert sorted((code,) for code in boards) == sorted(places)


def test_105_facilitators_as_in_table_4_2(wales: Batch) -> None:
    assert Counter(str(each.type) for each in wales.facilitators) == {
        "fire": 2,
        "health": 22,
        "local_authority": 66,
        "other": 8,
        "police": 5,
        "voluntary": 2,
    }
    assert len(wales.facilitators) == 105
    authorities = Counter(each.authority for each in wales.facilitators if each.type == "local_authority")
    assert authorities == {"W06000008": 9, "W06000014": 10, None: 47}
    assert all(each.authority is None for each in wales.facilitators if each.type != "local_authority")
    assert {each.authority: each.facilitators for each in wales.authority_counts} == {
        "W06000013": 0,
        "W06000008": 9,
        "W06000014": 10,
    }


def test_110_isps_of_which_10_assured_and_23_awaiting(wales: Batch) -> None:
    assert [each.ref for each in wales.isps] == [f"WALES-{number:03}" for number in range(1, 111)]
    counted = Counter(each.counted_as for each in wales.isps if each.standing == Standing.COUNTED)
    assert counted == {CountedAs.ASSURED: 8, CountedAs.AWAITING: 21, CountedAs.MADE_KNOWN: 75}
    named = [each.state for each in wales.isps if each.standing == Standing.REPORTED]
    assert named.count(State.ASSURED) + counted[CountedAs.ASSURED] == 10
    returned = [each for each in wales.moves if each.trigger == "return_for_amendment"]
    assert named.count(State.QA_QUEUE) + len(returned) + counted[CountedAs.AWAITING] == 23


def test_the_six_case_studies_enter_as_stated(wales: Batch) -> None:
    assert [(each.ref, each.state) for each in wales.isps[:6]] == [
        ("WALES-001", State.ASSURED),
        ("WALES-002", State.ASSURED),
        ("WALES-003", State.QA_QUEUE),
        ("WALES-004", State.DRAFT),
        ("WALES-005", State.DRAFT),
        ("WALES-006", State.DRAFT),
    ]
    assert [(each.isp, each.trigger, str(each.held.not_before)) for each in wales.moves] == [
        ("WALES-004", "submit", "2012-03-01"),
        ("WALES-004", "return_for_amendment", "2012-03-01"),
    ]
    assert "reading" in (wales.moves[1].note or "")


def test_a_counted_row_holds_what_the_count_says_and_nothing_else(wales: Batch) -> None:
    for each in wales.isps:
        if each.standing == Standing.COUNTED:
            assert "title not in the report" in each.title_en
            assert "nid yw'r teitl yn yr adroddiad" in (each.title_cy or "")
            nothing = (each.service_area, each.place, each.purpose, each.lead, each.state, each.waits_for)
            assert not any(nothing)
            assert not any((each.coordinator_organisation, each.coordinator_role, each.facilitator_note))
    for each in wales.organisations:
        if each.standing == Standing.COUNTED:
            assert "not in the report" in each.name_en
            assert not each.place
    beside = (wales.partners, wales.facts, wales.moves, wales.signoffs, wales.steps, wales.workshops)
    counted = {each.ref for each in wales.isps if each.standing == Standing.COUNTED}
    assert not counted & {row.isp for rows in beside for row in rows}


@pytest.mark.parametrize("ref", sorted(PRINTED))
def test_partners_are_named_as_printed(wales: Batch, ref: str) -> None:
    lines = [each for each in wales.partners if each.isp == ref]
    assert [each.line for each in lines] == list(range(1, len(lines) + 1))
    assert [each.name_as_printed for each in lines] == PRINTED[ref]
    assert all((each.organisation is None) == (each.kind == PartnerKind.CLASS) for each in lines)


def test_a_printed_name_that_differs_is_another_name_of_its_organisation(wales: Batch) -> None:
    names = {(each.ref, each.name_en) for each in wales.organisations}
    names |= {(each.organisation, each.name) for each in wales.organisation_names}
    for each in wales.partners:
        assert each.organisation is None or (each.organisation, each.name_as_printed) in names, each


def test_hafan_lles_31_stated_29_listed_30_with_its_coordinator(wales: Batch) -> None:
    lines = [each for each in wales.partners if each.isp == "WALES-002"]
    assert sum(each.count or 1 for each in lines if each.listed) == 29
    assert sum(each.count or 1 for each in lines) == 30
    (unlisted,) = [each for each in lines if not each.listed]
    assert unlisted.organisation == isp(wales, "WALES-002").coordinator_organisation
    stated = {each.value for each in wales.facts if each.kind == FactKind.PARTNERS_STATED}
    assert stated == {"31"}


def test_hafan_lles_shared_before_its_isp_was_assured(wales: Batch) -> None:
    facts = {each.kind: each for each in wales.facts if each.isp == "WALES-002"}
    assert str(facts[FactKind.SHARING_SINCE].held.not_before) == "2010-02-01"
    assured = facts[FactKind.ASSURED].held
    assert (str(assured.not_before), str(assured.not_after)) == ("2011-07-01", "2011-07-31")


def test_north_caerphilly_two_signed_and_two_not_mentioned(wales: Batch) -> None:
    outcomes = {PRINTED[each.isp][each.partner - 1]: each.outcome for each in wales.signoffs}
    assert outcomes == {
        "Aneurin Bevan Local Health Board": Outcome.SIGNED,
        "Caerphilly County Borough Council": Outcome.NOT_KNOWN,
        "Wales Probation Trust": Outcome.NOT_KNOWN,
        "Heddlu Gwent Police": Outcome.SIGNED,
    }
    facts = {each.kind for each in wales.facts if each.isp == "WALES-003"}
    assert {FactKind.IN_OPERATION_SINCE, FactKind.SUBMITTED_TO_QA} <= facts


def test_contradictions_stay_visible(wales: Batch) -> None:
    marac = {each.kind for each in wales.facts if each.isp == "WALES-006"}
    assert {FactKind.TEXT_AGREED, FactKind.SIGNOFF_UNDERWAY} <= marac
    assert FactKind.IN_OPERATION_SINCE not in marac
    assert any("Both stay." in (each.note or "") for each in wales.facts if each.isp == "WALES-004")


def test_an_interval_with_a_first_day_has_a_last_one_and_nothing_is_later_than_the_report(
    wales: Batch,
) -> None:
    for rows in (wales.facts, wales.moves, wales.signoffs, wales.workshops):
        for row in rows:
            first, last = str(row.held.not_before or ""), str(row.held.not_after or "")
            assert last <= "2012-09-30", row
            assert last or not first, row
            assert first or last in {"", "2012-09-30", "2009-12-31"}, row


def test_nothing_is_invented(wales: Batch) -> None:
    assert wales.flows == ()
    assert {each.ref for each in wales.people} == {"waspi-team", "board-secretary"}
    assert all(each.email.endswith(".example") for each in wales.people)
    assert all(each.standing == Standing.INSTALLATION for each in (*wales.people, *wales.grants))
    assert all(each.last_assignment is None for each in wales.facilitators)
    assert not any("review_date" in column or "review_due" in column for t in TABLES for column in columns_of(t))
    assert {str(each.kind) for each in wales.facts if "review" in each.kind} == {"compliance_review"}
    for file in FOLDER.glob("*.csv"):
        assert file.read_text(encoding="utf-8").count("@") == file.read_text(encoding="utf-8").count(".example")


def test_the_register_says_that_it_is_reconstructed(wales: Batch) -> None:
    settings = {each.key: each.value for each in wales.register}
    assert (settings["name"], settings["profile"]) == ("Wales 2012", "wales-2012")
    assert settings["held_by"] == "2012-09-30"
    assert "reconstructed from a report of 2013" in settings["statement_en"]
    assert "2013" in settings["statement_cy"]
