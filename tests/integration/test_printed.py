"""`ispdesk report tables` prints what the report prints, as at 30 September 2012, and bounds for days before it."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from running import Run

PRINTED = json.loads((Path(__file__).parents[1] / "data" / "wales_2012_printed.json").read_text(encoding="utf-8"))


def asked(run: Run, home: Path, at: str) -> dict[str, Any]:
    found: dict[str, Any] = run("report", "tables", "--at", at, "--json", home=home).value()
    return found


def test_the_tables_and_counts_of_2012_are_exact(run: Run, made_home: Path) -> None:
    found = asked(run, made_home, PRINTED["as_at"])
    every = [*found["table_4_1"], *found["table_4_2"], *found["pipeline"]]
    assert [row for row in every if row["number"] != row["at_most"]] == []
    assert [[row["name"]["en"], row["number"]] for row in found["table_4_1"]] == PRINTED["table_4_1"]
    rows = [[row["name"]["en"], row["number"], row["proportion"]] for row in found["table_4_2"]]
    assert rows == PRINTED["table_4_2"]
    counts = [[row["paragraph"], row["name"]["en"], row["number"]] for row in found["pipeline"]]
    assert counts == PRINTED["paragraphs"]
    least, most = found["proportion"]
    assert least == most < PRINTED["proportion_assured_fewer_than_percent"]


def test_days_before_have_bounds_that_close_in_on_what_is_printed(run: Run, made_home: Path) -> None:
    days = ("2009-12-31", "2011-07-01", "2011-07-31", "2012-09-29", PRINTED["as_at"])
    seen = [asked(run, made_home, day) for day in days]
    for part in ("table_4_1", "table_4_2", "pipeline"):
        for before, after in pairwise(found[part] for found in seen):
            assert [row["name"] for row in before] == [row["name"] for row in after]
            if part != "pipeline":  # what awaits can become fewer; what has happened cannot
                assert all(one["number"] <= two["number"] for one, two in zip(before, after, strict=True))
        for row, printed in zip(seen[-2][part], seen[-1][part], strict=True):
            assert row["number"] <= printed["number"] <= row["at_most"], row
    july = {row["name"]["en"]: (row["number"], row["at_most"]) for row in seen[2]["table_4_1"]}
    assert july["Assured ISPs"] == (1, 10)
    assert july["Organisations signed up to the WASPI"] == (0, 91)


def test_the_tables_are_printed_in_both_languages(run: Run, made_home: Path) -> None:
    english = run("report", "tables", "--at", "2012-09-30", home=made_home).out
    welsh = run("report", "tables", "--at", "2011-07-31", home=made_home, lang="cy").out
    for words in ("Organisations signed up to the WASPI", "91", "Local Authority", "63%", "ISPs awaiting approval"):
        assert words in english
    assert "Hwyluswyr ISP hyfforddedig" in welsh
    assert "0-105" in welsh
