"""The page of measures, the same as CSV, and the command: totals of the team's and the board's, as at any day."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import databases
import pytest
from browsing import Browser
from running import Run
from signing import shown
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, move, to_assured, to_draft

from ispdesk.commands.shape import Order

PAGE = "/en/measures"


@pytest.fixture(scope="module")
def world(sqlite_installed: databases.Copies) -> Iterator[World]:
    """One ISP assured on a Monday with hours noted, another in draft for three weeks and submitted then."""
    with sqlite_installed() as url, databases.opened(url) as engine:
        made = World(engine)
        made.run(to_assured("A1"))
        made.run([Order("hours", "note_hours", "isp:A1", COORDINATOR, {"hours": "1.5"})])
        made.run(to_draft("B1"))
        made.at += dt.timedelta(21)
        made.run([move("B1", "submit")])
        made.at += dt.timedelta(2)
        yield made


def row(page: str, mark: str) -> str:
    found = page.partition(f'<tr class="govuk-table__row" role="row" {mark}>')[2].partition("</tr>")[0]
    assert found, mark
    return shown(f"<main>{found}</main>")


def test_the_page_shows_totals_and_names_nobody(world: World) -> None:
    page = Browser(world, SECRETARY).get(PAGE)
    text = shown(page)
    assert "As at the end of 25 March 2026. As we know it now." in text
    assert "<polyline" in page
    assert page.count("desk-bar") == 6  # stages in which something ended
    assert row(page, 'data-stage="draft"').endswith("Ended 2 Median 0 80 % within 15 95 % within 15 Not known 0")
    assert "First-time pass rate Number 100 %" in text
    assert "Assured Number" not in row(page, 'data-way="to_assurance"')
    assert row(page, 'data-month="2026-03-01"').endswith(
        "Submitted 2 Resubmitted 0 Assured 1 Returned 0 Another instrument 0"
    )
    for name in ("A1", "B1", "Torfaen", "Cled", "Alys"):
        assert name not in text
    welsh = shown(Browser(world, LEAD).get("/cy/measures?mode=then"))
    assert "Fel y gwyddid bryd hynny" in welsh
    assert "Canolrif" in welsh


def test_an_earlier_day_is_shown_as_it_was(world: World) -> None:
    browser = Browser(world, ASSURER)
    page = shown(browser.get(f"{PAGE}?day-day=10&day-month=3&day-year=2026&months=1&mode=then"))
    assert "As at the end of 10 March 2026. As it was known then." in page
    assert "Submitted to assurance ISPs 1 Share of those identified 50 %" in page
    later = shown(browser.get(f"{PAGE}?day-day=25&day-month=3&day-year=2026"))
    assert "Submitted to assurance ISPs 2 Share of those identified 100 %" in later


def test_who_may_see_it_and_what_cannot_be_asked(world: World) -> None:
    Browser(world, COORDINATOR).get(PAGE, 403)
    Browser(world, COORDINATOR).get(f"{PAGE}.csv", 403)
    browser = Browser(world, SECRETARY)
    assert "That day is not over" in shown(browser.get(f"{PAGE}?day-day=26&day-month=3&day-year=2026", 422))
    assert "Give a number of months from 1 to 120." in shown(browser.get(f"{PAGE}?months=121", 422))
    browser.get(f"{PAGE}.csv?months=0", 400)


def test_the_same_figures_as_csv(world: World) -> None:
    text = Browser(world, SECRETARY).get(f"{PAGE}.csv?months=1")
    rows = {tuple(line[:3]): tuple(line[3:]) for line in csv.reader(io.StringIO(text))}
    assert rows["measure", "of", "figure"] == ("at_least", "at_most")
    assert rows["reached", "submitted", "isps"] == ("2", "2")
    assert rows["month", "2026-03", "submitted"] == ("2", "2")
    assert rows["age", "qa_queue", "median_working_days"] == ("2", "2")
    assert rows["hours", "assured_isps", "median_minutes"] == ("90", "90")
    assert rows["stage", "returned", "median_working_days"] == ("", "")
    assert rows["first_decision", "passed", "percent"] == ("100", "100")


def test_the_command_prints_what_the_page_shows(run: Run, made_home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "measures.csv"
    ran = run("measures", "--as-at", "2012-09-30", "--json", "--csv", str(sheet), home=made_home)
    found = ran.value()
    assert {row["key"]: row["isps"] for row in found["reached"]}["assured"] == {"least": 10, "most": 10}
    assert {row["key"]: row["isps"] for row in found["standing"]}["awaiting"] == {"least": 23, "most": 23}
    assert found["first_time"]["not_known"] == 9
    assert "standing,awaiting,isps,23,23" in sheet.read_text(encoding="utf-8")
    words = run("measures", "--as-at", "2012-09-30", "--as-known-then", home=made_home, lang="cy").out
    assert "Amser ym mhob cam" in words
    for wrong in (("--as-at", "2112-01-01"), ("--months", "0"), ("--as-at", "soon")):
        assert run("measures", *wrong, home=made_home).code == 2
