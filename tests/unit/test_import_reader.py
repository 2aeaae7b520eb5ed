"""What an import file must look like, and what is said when it does not."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import get_type_hints

import pytest

from ispdesk.imports import problems, reader, words
from ispdesk.imports.problems import ImportRefused, Problem
from ispdesk.imports.reader import columns_of, read
from ispdesk.imports.tables import TABLES, Batch
from models.base import STANDINGS
from models.tables.isp import FACT_KINDS
from models.tables.organisation import ACCORD, SECTORS
from models.tables.person import FACILITATOR_KINDS
from models.tables.work import OUTCOMES

ORGANISATIONS = "ref,name_en,name_cy,type,sector,place,accord,accord_not_before,accord_not_after,standing,source,note\n"
ORGANISATION = "torfaen-council,Torfaen,,local_authority,public,W06000020,signed,,2012-09-30,reported,report 4.3,\n"
STEPS = "isp,position,step,standing,source\n"
STEP = "WALES-001,1,referral,reported,report l.1559\n"
Refused = Callable[..., tuple[Problem, ...]]
KNOWN = {"isps": {"WALES-001"}, "partners": {"WALES-001/4"}}


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    def write_and_read(content: str | bytes, name: str = "organisations.csv") -> tuple[Problem, ...]:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(ImportRefused) as caught:
            read([file], KNOWN)
        assert all(each.file == str(file) for each in caught.value.problems)
        return caught.value.problems

    return write_and_read


def says(problem: Problem, message: str) -> bool:
    """Whether the problem is of this kind, by the words before its first value."""
    en, cy = problems.MESSAGES[message]
    parts = [(problem.en, en), (problem.cy, cy)]
    return all(text.startswith(start.split("{")[0]) and "{" not in text for text, start in parts)


def only(found: tuple[Problem, ...], message: str) -> Problem:
    assert len(found) == 1, found
    assert says(found[0], message), found
    return found[0]


def test_rows_are_typed_and_empty_cells_are_not_known(tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    file.write_text(ORGANISATIONS + ORGANISATION)
    row = read([file]).organisations[0]
    assert row.place == ("W06000020",)
    assert row.name_cy is None
    assert row.accord_signed.not_before is None
    assert row.accord_signed.not_after == dt.date(2012, 9, 30)
    assert row.where.line == 2


def test_bom_crlf_blank_rows_and_column_order_are_accepted(tmp_path: Path) -> None:
    text = "step,isp,position,source,standing\r\n\r\nreferral,WALES-001,1,report,reported\r\n,,,,\r\n"
    (tmp_path / "steps.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (row,) = read([tmp_path], KNOWN).steps
    assert (row.step, row.where.line) == ("referral", 3)


def test_a_cell_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    (tmp_path / "steps.csv").write_text(STEPS + "WALES-001,1,=SUM(A1),reported,report\n")
    assert read([tmp_path], KNOWN).steps[0].step == "=SUM(A1)"


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "steps.csv").write_text(STEPS)
    assert read([tmp_path / "steps.csv"]) == Batch()


def test_accents_are_composed_and_outer_spaces_dropped(tmp_path: Path) -> None:
    (tmp_path / "steps.csv").write_text(STEPS + "WALES-001,1, dw\u0302r ,reported,report\n", encoding="utf-8")
    assert read([tmp_path], KNOWN).steps[0].step == "dŵr"


def test_a_path_to_nothing(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path / "nowhere"])
    only(caught.value.problems, "no_file")


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path])
    only(caught.value.problems, "no_tables")


def test_a_folder_named_like_a_table(tmp_path: Path) -> None:
    (tmp_path / "inside" / "steps.csv").mkdir(parents=True)
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path / "inside"])
    only(caught.value.problems, "unreadable")


@pytest.mark.parametrize("name", ["organisation.csv", "organisations.txt", "Organisations.csv"])
def test_an_unknown_file_name(refused: Refused, name: str) -> None:
    assert "organisations.csv" in only(refused(ORGANISATIONS, name), "unknown_table").en


def test_a_table_given_twice(tmp_path: Path) -> None:
    (tmp_path / "steps.csv").write_text(STEPS + STEP)
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path, tmp_path / "steps.csv"], KNOWN)
    only(caught.value.problems, "table_twice")


def test_a_file_that_is_too_large(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_FILE", 100)
    only(refused(ORGANISATIONS + ORGANISATION), "too_big")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
def test_a_blank_file(refused: Refused, content: bytes) -> None:
    only(refused(content), "blank_file")


def test_text_that_is_not_utf8(refused: Refused) -> None:
    content = ORGANISATIONS.encode() + ORGANISATION.replace("Torfaen", "Torf\xe2en").encode("latin-1")
    assert only(refused(content), "not_utf8").line == 2


def test_a_quotation_mark_that_is_not_closed(refused: Refused) -> None:
    content = ORGANISATIONS + ORGANISATION + ORGANISATION.replace("Torfaen", '"Torfaen') + ORGANISATION
    assert only(refused(content), "broken_csv").line == 3


def test_columns_parted_by_semicolons(refused: Refused) -> None:
    only(refused(ORGANISATIONS.replace(",", ";")), "not_commas")


def test_every_column_that_is_wrong_is_named(refused: Refused) -> None:
    found = refused(ORGANISATIONS.replace("name_cy", "name_en").replace("sector", "sektor"))
    assert {(each.column, each.line) for each in found} == {
        ("sektor", 1),
        ("sector", 1),
        ("name_cy", 1),
        ("name_en", 1),
    }
    for message in ("unknown_column", "missing_column", "column_twice"):
        assert any(says(each, message) for each in found)


def test_a_row_with_too_many_cells(refused: Refused) -> None:
    problem = only(refused(ORGANISATIONS + ORGANISATION.replace("Torfaen", "Torfaen, Wales")), "cell_count")
    assert (problem.line, "13" in problem.en, "12" in problem.en) == (2, True, True)


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("Torfaen", "", "name_en", "empty"),
        ("Torfaen", "a" * 4_001, "name_en", "too_long"),
        ("Torfaen", "Tor\x00faen", "name_en", "control"),
        ("Torfaen", "Tor\x07faen", "name_en", "control"),
        ("Torfaen", "Tor\u202efaen", "name_en", "control"),
        ("Torfaen", '"Tor\nfaen"', "name_en", "control"),
        ("signed", "yes", "accord", "choice"),
        ("reported", "rumour", "standing", "choice"),
        ("2012-09-30", "30/09/2012", "accord_not_after", "day"),
        ("2012-09-30", "2012-09-31", "accord_not_after", "day"),
        ("2012-09-30", "20120930", "accord_not_after", "day"),
        ("W06000020", "Torfaen", "place", "authority"),
        ("W06000020", "W06000020;E06000001", "place", "authority"),
        ("torfaen-council", "torfaen council", "ref", "ref"),
        ("torfaen-council", "tŵr", "ref", "ref"),
        (",,2012-09-30", ",2012-10-01,2012-09-30", "accord_not_after", "backwards"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_column(
    refused: Refused, old: str, new: str, column: str, message: str
) -> None:
    problem = only(refused(ORGANISATIONS + ORGANISATION.replace(old, new, 1)), message)
    assert (problem.line, problem.column) == (2, column)


@pytest.mark.parametrize("number", ["-1", "1.5", "01", "100001", "eight", "٣"])
def test_a_number_that_is_none(refused: Refused, number: str) -> None:
    row = STEP.replace(",1,", f",{number},")
    assert only(refused(STEPS + row, "steps.csv"), "whole").column == "position"


def test_yes_and_no_are_the_only_answers(refused: Refused) -> None:
    header = ",".join(columns_of("partners"))
    cells = {"isp": "WALES-001", "line": "1", "name_as_printed": "X", "kind": "class", "listed": "maybe"}
    cells |= {"standing": "reported", "source": "report"}
    row = ",".join(cells.get(column, "") for column in columns_of("partners"))
    assert only(refused(f"{header}\n{row}\n", "partners.csv"), "yes_no").column == "listed"


def test_an_address_that_is_none(refused: Refused) -> None:
    header = "ref,label_en,label_cy,email,language,organisation,standing,source\n"
    row = "team,Team,,team at waspi,unknown,,installation,here\n"
    assert only(refused(header + row, "people.csv"), "email").column == "email"


@pytest.mark.parametrize("filled", [{}, {"state": "draft", "counted_as": "assured"}])
def test_an_isp_has_a_state_or_is_counted(refused: Refused, filled: dict[str, str]) -> None:
    cells = {"ref": "WALES-001", "title_en": "X", "standing": "reported", "source": "report"} | filled
    columns = columns_of("isps")
    text = ",".join(columns) + "\n" + ",".join(cells.get(column, "") for column in columns) + "\n"
    only(refused(text, "isps.csv"), "exactly_one")


def test_a_reference_given_twice_names_the_first_line(refused: Refused) -> None:
    problem = only(refused(ORGANISATIONS + ORGANISATION * 2), "duplicate")
    assert (problem.line, problem.column, "line 2" in problem.en) == (3, "ref", True)


def test_a_row_that_points_nowhere(refused: Refused) -> None:
    problem = only(refused(STEPS + STEP.replace("001", "002"), "steps.csv"), "no_such_row")
    assert (problem.line, problem.column, "WALES-002" in problem.en) == (2, "isp", True)


def test_a_sign_off_points_to_a_line_of_its_own_isp(tmp_path: Path) -> None:
    header = "isp,partner,outcome,capacity,not_before,not_after,as_printed,standing,source,note\n"
    file = tmp_path / "signoffs.csv"
    file.write_text(header + "WALES-001,4,signed,,,,,reported,report,\n")
    assert read([file], KNOWN).signoffs[0].partner == 4
    file.write_text(header + "WALES-001,5,signed,,,,,reported,report,\n")
    with pytest.raises(ImportRefused) as caught:
        read([file], KNOWN)
    assert "WALES-001/5" in only(caught.value.problems, "no_such_row").en


def test_a_row_that_is_wrong_elsewhere_can_still_be_pointed_to(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text(ORGANISATIONS + ORGANISATION.replace("signed", "perhaps"))
    header = "organisation,name,lang,valid_from,valid_to,standing,source\n"
    (tmp_path / "organisation_names.csv").write_text(header + "torfaen-council,T,en,,,reported,report\n")
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path])
    only(caught.value.problems, "choice")


def test_a_table_whose_header_is_wrong_is_not_blamed_twice(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text(ORGANISATIONS.replace("note", "notes") + ORGANISATION)
    header = "organisation,name,lang,valid_from,valid_to,standing,source\n"
    (tmp_path / "organisation_names.csv").write_text(header + "torfaen-council,T,en,,,reported,report\n")
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path])
    assert {each.column for each in caught.value.problems} == {"note", "notes"}


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text(
        ORGANISATIONS + ORGANISATION.replace("signed", "perhaps").replace("2012", "12")
    )
    (tmp_path / "steps.csv").write_text(STEPS + STEP.replace(",1,", ",one,") + STEP.replace("reported", ""))
    with pytest.raises(ImportRefused) as caught:
        read([tmp_path], KNOWN)
    assert [(Path(each.file).stem, each.line, each.column) for each in caught.value.problems] == [
        ("organisations", 2, "accord"),
        ("organisations", 2, "accord_not_after"),
        ("steps", 2, "position"),
        ("steps", 3, "standing"),
    ]


def test_a_file_of_another_kind_ends_after_many_problems(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PROBLEMS", 3)
    found = refused(STEPS + STEP.replace(",1,", ",one,") * 9, "steps.csv")
    assert says(found[-1], "too_many")
    assert len(found) < 9


def test_a_message_shows_what_cannot_be_seen_and_keeps_it_short(refused: Refused) -> None:
    found = refused(ORGANISATIONS.replace("note", "no\u202ete") + ORGANISATION)
    assert "no\N{REPLACEMENT CHARACTER}te" in {each.column for each in found}
    (problem,) = refused(ORGANISATIONS + ORGANISATION.replace("signed", "x" * 3_000))
    assert len(problem.en) < 200


def test_each_message_is_there_in_both_languages_with_the_same_values() -> None:
    for en, cy in problems.MESSAGES.values():
        assert en != cy
        assert {part.split("}")[0] for part in en.split("{")[1:]} == {part.split("}")[0] for part in cy.split("{")[1:]}


def test_the_batch_holds_each_table_and_no_other() -> None:
    hints = get_type_hints(Batch)
    assert list(hints) == list(TABLES)
    assert all(hints[name].__args__[0] is table.row for name, table in TABLES.items())


def test_what_an_import_may_say_is_what_the_record_may_hold() -> None:
    assert {kind.value for kind in words.FactKind} <= set(FACT_KINDS)
    assert {kind.value for kind in words.Standing} == set(STANDINGS)
    assert {outcome.value for outcome in words.Outcome} == set(OUTCOMES)
    assert {kind.value for kind in words.FacilitatorType} == set(FACILITATOR_KINDS)
    assert {status.value for status in words.Accord} == set(ACCORD)
    assert {sector.value for sector in words.Sector} == set(SECTORS)
