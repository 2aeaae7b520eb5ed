"""The forecast as a page, with what if; decisions by month; the team's calendar."""

import datetime as dt
import re
from html import unescape

import pytest
from browsing import Browser
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, move, to_queue

from ispdesk.views.team import forecast_view
from models.tables.person import Absence
from models.tables.qa import TeamTime
from states.forecast import WhatIf

pytestmark = pytest.mark.parametrize("database", ["sqlite"])
LONG = dt.timedelta(days=7)


@pytest.fixture
def lived(world: World) -> World:
    """Seventeen weeks in each of which one ISP comes and one is returned; three wait."""
    for n in range(17):
        ref = f"B{n:02}"
        world.run(to_queue(ref))
        if n >= 3:
            world.done(move(f"B{n - 3:02}", "return_for_amendment", ASSURER if n % 2 else LEAD, reason="the flows"))
            world.done(move(f"B{n - 3:02}", "withdraw", COORDINATOR, reason="no more"))
        world.at += LONG
    return world


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def table(page: str, caption: str) -> list[list[str]]:
    found = next(one for one in re.findall(r"<table.*?</table>", page, re.DOTALL) if caption in one)
    rows = re.findall(r"<tr.*?</tr>", found.partition("<tbody")[2], re.DOTALL)
    label = r'<span class="desk-table__label"[^>]*>.*?</span>'
    return [[text(re.sub(label, "", one)) for one in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def test_the_forecast_says_by_when_with_its_sample_its_plot_and_its_table(lived: World) -> None:
    page = Browser(lived, ASSURER).get("/en/queue/forecast")
    whole = lived.read(lambda s: forecast_view(s, lived.at, None, whole=True))
    assert f"From {whole.found.sample.decisions} decisions in" in text(page)
    each = table(page, "Days by which each ISP is decided")
    assert [row[0].split()[-1] for row in each] == [one.reference for one in whole.found.isps] == ["B14", "B15", "B16"]
    assert all(re.fullmatch(r"\d+ \w+ 2026", day) for row in each for day in row[1:]), each
    weeks = table(page, "ISPs waiting after each week")
    assert len(weeks) == 26
    assert all(int(low) <= int(middle) <= int(high) for _, low, middle, high in weeks)
    assert page.count('<polyline class="desk-curve__line"') == 2, "the curve and its key"
    points = re.findall(r'desk-curve__line" points="([^"]+)"', page)[0].split()
    assert len(points) == 27
    assert "style=" not in page
    months = table(page, "Decisions by month")
    assert (len(months), months[0][0]) == (12, "June 2026 so far")
    assert sum(int(row[1]) for row in months) == 14
    assert all(int(row[1]) == sum(map(int, row[2:])) for row in months)

    _what_if_shows_the_difference_beside_and_says_what_cannot_be_asked(lived)
    _a_board_sees_the_team_as_a_whole_and_others_nothing(lived)


def _what_if_shows_the_difference_beside_and_says_what_cannot_be_asked(lived: World) -> None:
    browser = Browser(lived, LEAD)
    page = browser.get("/en/queue/forecast?assurers=1&facilitators=2&days=2&stop=training")
    assert page.count("With the change") > 5
    view = lived.read(lambda s: forecast_view(s, lived.at, WhatIf(assurers=1), whole=True))
    sooner = [line.other[1] <= line.dates[1] for line in view.lines]
    assert all(sooner)
    assert view.lines[-1].other[1] < view.lines[-1].dates[1]
    assert view.lengths[-1][1].middle <= view.lengths[-1][0].middle
    for asked, words in (
        ("assurers=x", "Give a whole number"),
        ("assurers=99", "-50 to 50"),
        ("days=40", "at most 31"),
    ):
        assert words in text(browser.get(f"/en/queue/forecast?{asked}", 422)), asked
    assert browser.client.get("/en/queue/forecast?days=1&days=2").status_code == 400
    assert "Gyda'r newid" in text(browser.get("/cy/queue/forecast?stop=resubmission"))


def test_a_short_history_is_said_plainly(world: World) -> None:
    world.run(to_queue("A1"))
    for lang, words in (("en", "The history is too short. Decisions: 0"), ("cy", "Mae'r hanes yn rhy fyr.")):
        page = text(Browser(world, LEAD).get(f"/{lang}/queue/forecast"))
        assert words in page
        assert "polygon" not in page
        assert "Each ISP" not in page


def _a_board_sees_the_team_as_a_whole_and_others_nothing(lived: World) -> None:
    page = Browser(lived, SECRETARY).get("/en/queue/forecast")
    assert "data-isp" not in page
    assert "Each ISP" not in text(page)
    assert {len(row) for row in table(page, "Decisions by month")} == {2}
    assert ASSURER not in text(page)
    Browser(lived, COORDINATOR).get("/en/queue/forecast", 403)
    for who in (SECRETARY, COORDINATOR):
        Browser(lived, who).get("/en/queue/calendar", 403)


DAYS = {"first-day": "9", "first-month": "3", "first-year": "2026", "last-day": "13", "last-month": "3"}
SPAN = {**DAYS, "last-year": "2026"}


def test_days_are_entered_once_and_taken_out(world: World) -> None:
    alys, lead = Browser(world, ASSURER), Browser(world, LEAD)
    assert alys.send("/en/queue/calendar", what="leave", substitute=LEAD, **SPAN).status_code == 303
    assert lead.send("/en/queue/calendar", what="training", who=ASSURER, percent="50", **SPAN).status_code == 303
    (away,), (training,) = world.rows(Absence), world.rows(TeamTime)
    assert (away.first_day, away.last_day) == (training.first_day, training.last_day)
    assert (training.kind, training.percent, training.person_id) == ("training", 50, away.person_id)
    rows = table(lead.get("/en/queue/calendar"), "Who is not there when")
    assert [row[:3] for row in rows] == [
        ["Alys", "Away Lowri stands in", "9 March 2026 \N{EN DASH} 13 March 2026"],
        ["Alys", "Training 50 % of each day", "9 March 2026 \N{EN DASH} 13 March 2026"],
    ]
    gone = lead.client.post("/en/queue/calendar", data={**csrf(lead), "who": ASSURER, "drop": "1"})
    assert gone.status_code == 303
    assert world.rows(TeamTime) == []


def csrf(browser: Browser) -> dict[str, str]:
    found = re.search(r'name="_csrf" value="([^"]+)"', browser.get("/en/queue/calendar"))
    assert found
    return {"_csrf": found[1]}


def test_what_is_wrong_with_days_is_said_and_nobody_enters_for_others(world: World) -> None:
    alys = Browser(world, ASSURER)
    for typed, words in (
        ({**SPAN}, "Say what it is"),
        ({**SPAN, "what": "training", "percent": "101"}, "Give per cent from 1 to 100"),
        ({**SPAN, "what": "training", "last-day": "2", "first-day": "3"}, "in this order"),
        ({"what": "leave"}, "Enter the day"),
    ):
        answer = alys.send("/en/queue/calendar", **typed)
        assert answer.status_code == 422, typed
        if words != "Enter the day":
            assert words in text(answer.text), text(answer.text)
    answer = alys.send("/en/queue/calendar", what="training", who=LEAD, **SPAN)
    assert "Only the person may enter this" in text(answer.text)
    assert world.rows(TeamTime) == world.rows(Absence) == []
