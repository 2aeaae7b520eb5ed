"""One's own page of preferences: everything it offers is kept, nothing else is, and days away are entered."""

import html
import re

import pytest
from browsing import Browser
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk.commands.preferences import CHOSEN, can_be_off
from ispdesk.commands.shape import Order
from models.tables.journal import History
from models.tables.person import Absence, Person, Preference

SQLITE = pytest.mark.parametrize("database", ["sqlite"])


def said(answer_or_page: object) -> str:
    text = getattr(answer_or_page, "text", answer_or_page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(text))).split())


def offered(page: str, message: str) -> set[str]:
    select = re.search(rf'<select[^>]*name="how-{message}".*?</select>', page, re.DOTALL)
    return set(re.findall(r'value="(\w+)"', select[0])) if select else set()


@SQLITE
def test_what_is_chosen_is_kept_and_shown_again(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    typed = {"language": "cy", "days": ["monday", "thursday"], "at": "10:30", "how-move_made": "off",
             "how-task_asked": "at_once"}  # fmt: skip
    answer = browser.send("/en/preferences", **typed)
    assert answer.headers["location"] == "/en/preferences?done=preferences_set", said(answer)
    mine = world.rows(Person, Person.ref == COORDINATOR)[0]
    kept = world.rows(Preference)[0]
    assert (mine.language, kept.days, kept.at) == ("cy", [0, 3], "10:30")
    assert kept.choices == {"move_made": "off", "task_asked": "at_once"}
    before = len(world.rows(History))
    answer = browser.send("/cy/preferences", days=["monday", "thursday"])
    assert answer.headers["location"] == "/cy/preferences?done=preferences_same", said(answer)
    assert len(world.rows(History)) == before
    browser.send("/en/preferences", **{"days": ["monday", "thursday"], "how-move_made": "default"})
    assert world.rows(Preference)[0].choices == {"task_asked": "at_once"}


@SQLITE
def test_the_page_offers_what_the_command_takes(world: World) -> None:
    page = Browser(world, LEAD).get("/en/preferences")
    assert {name for name in CHOSEN if offered(page, name)} == set(CHOSEN)
    for name in CHOSEN:
        assert ("off" in offered(page, name)) is can_be_off(name), name
    for_all = Browser(world, COORDINATOR).get("/en/preferences")
    hidden = {name for name in CHOSEN if not offered(for_all, name)}
    team = {
        "alert",
        "backlog_level",
        "listing_again",
        "question_asked",
        "rung_qa_due",
        "rung_qa_escalation",
        "rung_qa_reminder",
    }
    assert hidden == team
    assert "nobody else may be told" in said(for_all)


@SQLITE
def test_what_is_wrong_is_said_and_nothing_changes(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    wrong = {"language": "fr", "days": "sunday", "at": "03:00", "how-task_asked": "off", "how-move_made": "loudly"}
    answer = browser.send("/en/preferences", **wrong)
    assert answer.status_code == 422
    errors = set(re.findall(r'href="#([\w-]+)"', answer.text))
    assert {"language", "days", "at", "how-task_asked", "how-move_made"} <= errors
    assert world.rows(Preference) == []
    assert world.rows(Person, Person.ref == COORDINATOR)[0].language == "en"


@SQLITE
def test_days_away_are_entered_with_a_colleague(world: World) -> None:
    for ref in (COORDINATOR, "next", "far"):
        if ref != COORDINATOR:
            made = {"name_en": ref.title(), "address": f"{ref}@desk.test", "language": "en",
                    "organisation": "torfaen" if ref == "next" else "gwent"}  # fmt: skip
            world.done(Order(f"p:{ref}", "enter_person", f"person:{ref}", "operator", made))
    browser = Browser(world, "next")
    page = browser.get("/en/preferences/away")
    assert "Nobody else of your organisation is known" in page
    made = {"name_en": "Other", "address": "o@desk.test", "language": "en", "organisation": "torfaen"}
    world.done(Order("p:o", "enter_person", "person:other", "operator", made))
    page = browser.get("/en/preferences/away")
    assert re.findall(r'<option value="(\w*)"', page) == ["", "other"]
    days = {"first-day": "9", "first-month": "3", "first-year": "2026", "last-day": "13", "last-month": "3",
            "last-year": "2026"}  # fmt: skip
    assert browser.send("/en/preferences/away", **days, substitute="far").status_code == 422
    backwards = {**days, "last-day": "1"}
    assert "before the first" in said(browser.send("/en/preferences/away", **backwards))
    assert world.rows(Absence) == []
    answer = browser.send("/cy/preferences/away", **days, substitute="other")
    assert answer.headers["location"] == "/cy/preferences?done=away_entered"
    (row,) = world.rows(Absence)
    assert (f"{row.first_day}", f"{row.last_day}") == ("2026-03-09", "2026-03-13")
    assert "from 9 March 2026 to 13 March 2026; in your place: Other" in said(browser.get("/en/preferences"))
    assert 'value="lowri"' in Browser(world, ASSURER).get("/en/preferences/away"), "a colleague of the team"
