"""A table of flows goes out as CSV or XLSX and comes in again as it was; no cell becomes a formula on the way."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ispdesk.commands.flows import WriteFlow
from ispdesk.documents.flow_plan import Plan, plan
from ispdesk.documents.flow_sheet import (
    Content,
    UnreadableError,
    from_file,
    from_text,
    restored,
    rows_of,
    safe,
    to_csv,
    to_xlsx,
)
from states.flow_terms import BY_KEY, INHERITED, TEXTS, join_names, kept_method, split_names
from states.folding import folded

NOTHING = Content((), {})
DANGEROUS = [
    "=1+1",
    "+44 1633",
    "-5",
    "@SUM(A1)",
    "'quoted",
    "''=1",
    "'=1",
    "_x000D_ _x0041_",
    '"',
    '"a" b',
    "a;b",
    "*",
]
TEXT = st.one_of(
    st.sampled_from([*DANGEROUS, "", "Môn ŵŷ", "two\nlines", "a,b;c\td", "plain_email", "meeting", "yes"]),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30),
    st.text("=+-@'\" ;,\n_x0D\u00a0a", max_size=12),
)


@st.composite
def flows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Flows as the door keeps them."""
    found = []
    for number in draw(st.lists(st.integers(1, 9999), min_size=1, max_size=4, unique=True)):
        values: dict[str, Any] = {name: draw(TEXT) for name in TEXTS if name != "sensitivity"}
        values |= {"number": number, "recipients": draw(st.lists(TEXT, max_size=3))}
        values["sensitivity"] = draw(st.sampled_from(["", "ordinary", "special", "criminal"]))
        kept = WriteFlow.model_validate(values).model_dump()
        if any(value for key, value in kept.items() if key not in {"number", "step", "notes"}):
            found.append(kept)
    return sorted(found, key=lambda flow: flow["number"])


def read_back(made: bytes, name: str, there: Content = NOTHING) -> Plan:
    return plan(from_file(name, made), there)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(flows(), st.sampled_from(["en", "cy"]), st.sampled_from(["csv", "xlsx"]), st.data())
def test_what_goes_out_comes_in_as_it_was(
    made: list[dict[str, Any]], lang: str, kind: str, data: st.DataObject
) -> None:
    chosen = data.draw(st.dictionaries(st.sampled_from([n for n in INHERITED if n != "sensitivity"]), TEXT, max_size=3))
    row = WriteFlow.model_validate({"number": 1, **chosen}).model_dump()
    defaults = {name: row[name] for name in chosen if row[name]}
    names = data.draw(st.lists(TEXT, max_size=3, unique_by=folded))
    steps = tuple((" ".join(n.split()), "why not") for n in names if n.strip())
    content = Content(tuple(made), defaults, steps)
    rows = rows_of(content, lang)
    out = to_csv(rows) if kind == "csv" else to_xlsx(rows, "Flows")
    found = read_back(out, f"flows.{kind}")
    assert found.problems == ()
    assert [dict(flow.values, number=flow.number) for flow in found.flows] == made
    assert dict(found.defaults or {}) == defaults
    listed = [(name, why) for name, why in found.steps if folded(name) in {folded(n) for n, _ in steps}]
    assert listed == list(steps)
    again = read_back(out, f"flows.{kind}", content)
    assert (again.written, again.removed, again.defaults) == ((), (), None)


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_is_a_formula_and_each_is_given_back(cell: str) -> None:
    assert not safe(cell).startswith(("=", "+", "-", "@"))
    assert restored(safe(cell)) == cell
    made = to_xlsx(rows_of(Content(({"number": 1, "information": cell},), {}), "en"), "Flows")
    assert {c.data_type for row in load_workbook(io.BytesIO(made)).active.iter_rows() for c in row} <= {
        "s",
        "inlineStr",
        "n",
    }
    assert read_back(made, "x.xlsx").flows[0].values["information"] == cell


@given(st.lists(st.text('";a\n b', max_size=6), max_size=4))
def test_names_in_one_cell_come_apart_as_they_went_in(names: list[str]) -> None:
    kept = tuple(" ".join(name.split()) for name in names if name.strip())
    assert split_names(join_names(kept)) == kept


def test_a_paste_without_headings_has_the_shown_columns_in_order() -> None:
    pasted = "1\tReferral\ton referral\tnames\tTorfaen\tGwent; Powys\tsupport\te-bost diogel\tnote\n\n\tReview\n"
    found = plan(from_text(pasted), NOTHING)
    assert found.problems == ()
    [flow] = found.flows
    assert flow.values == {
        "step": "Referral", "occasion": "on referral", "information": "names", "sender": "Torfaen",
        "recipients": ("Gwent", "Powys"), "purpose": "support", "method": "secure_email", "notes": "note",
    }  # fmt: skip
    assert found.steps == (("Review", ""), ("Referral", ""))
    assert found.payload({})["rows"][0]["seen"] == "new"


def test_headings_in_either_language_and_any_order_are_known() -> None:
    found = plan(from_text("Beth,At,Oddi wrth,Rhif\nenwau,Gwent,Torfaen,7\n"), NOTHING)
    assert [(flow.number, flow.values["information"], flow.values["sender"]) for flow in found.flows] == [
        (7, "enwau", "Torfaen")
    ]
    assert plan(from_text("number;what;why\n007;names;x"), NOTHING).flows[0].number == 7


def test_a_column_that_is_not_there_leaves_what_is() -> None:
    before = {"number": 3, "information": "names", "gateway": "Act s1", "recipients": ["Gwent"]}
    there = Content((before,), {}, (("Referral", ""),))
    found = plan(from_text("Number\tWhat\n3\tnames and need\n"), there)
    [flow] = found.flows
    assert (flow.does, flow.changed, flow.values["gateway"]) == ("changed", {"information"}, "Act s1")
    assert found.payload({3: 4})["rows"][0]["seen"] == "4"
    assert plan(from_text("Number\tTo\n3\tGwent\n"), there).idle
    assert plan(from_text("Number\tTo\n3\tGwent\n4\tx\n"), there, replace=True).removed == ()
    assert plan(from_text("Number\tTo\n4\tGwent\n"), there, replace=True).removed == (3,)


def test_every_row_that_cannot_stand_says_why_and_nothing_is_done() -> None:
    long = "x" * (BY_KEY["step"].most + 1)
    pasted = (
        "Number\tStep\tWhat\tSensitivity\tColour\n"
        f"0\t{long}\ta\tvery\tred\n2\ts\tb\t\t\n2\ts\tc\tarbennig\t\n*\ts\t\tspecial category\t\n"
    )
    found = plan(from_text(pasted), NOTHING)
    assert [(one.row, one.column) for one in found.problems] == [
        (1, None), (2, "step"), (2, "sensitivity"), (2, "number"), (4, "sensitivity"), (4, "number"), (5, "step"),
    ]  # fmt: skip
    assert all(one.says.en != one.says.cy for one in found.problems)
    assert (found.removed, found.steps, found.defaults) == ((), (), None)


@pytest.mark.parametrize("text", ["", "\n\n", "Number\tWhat\n", "x,,\n1,2,3,4,5,6,7,8,9,10,11\n"])
def test_nothing_or_too_much_is_said(text: str) -> None:
    assert plan(from_text(text), NOTHING).problems


def test_a_flow_without_a_number_gets_the_next() -> None:
    there = Content(({"number": 5, "information": "x", "recipients": []},), {})
    found = plan(from_text("Number\tWhat\n\ta\n9\tb\n\tc\n"), there)
    assert [(flow.number, flow.does) for flow in found.flows] == [(10, "new"), (9, "new"), (11, "new")]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 70_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"PK\x03\x04nothing"), ("a.xls", b"\xd0\xcf\x11\xe0"), ("a.ods", b"x"), ("a.xlsx", b"x"), ("b", b"PK")],
)
def test_what_is_no_table_is_said(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableError, match="save it as"):
        from_file(name, content)


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(UnreadableError, match="too large"):
        from_file("a.xlsx", bomb())
    with pytest.raises(UnreadableError, match="too large"):
        from_text("a," * 60_000 + "\n" + "b," * 60_000)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_the_coding_it_has(coding: str) -> None:
    rows = from_file("flows.csv", "Number,What\n1,Ynys Môn\n".encode(coding))
    assert rows[1] == ["1", "Ynys Môn"]


def test_numbers_and_days_of_a_spreadsheet_are_text() -> None:
    import datetime as dt

    book = Workbook()
    book.active.append(["Number", "When", "What", "How much"])
    book.active.append([1.0, dt.datetime(2026, 3, 2), 7, True])  # noqa: DTZ001 - as a spreadsheet has it
    made = io.BytesIO()
    book.save(made)
    [flow] = read_back(made.getvalue(), "x.xlsx").flows
    assert (flow.number, flow.values["occasion"], flow.values["information"]) == (1, "2026-03-02", "7")
    assert kept_method("Secure E-mail") == "secure_email"
