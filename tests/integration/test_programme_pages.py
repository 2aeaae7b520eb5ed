"""The programme view: what crossed which level, who was told, who acknowledged, what was done; nobody named as late."""

import copy
import datetime as dt

import pytest
from answering import mails
from browsing import Browser
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, to_queue

from ispdesk import policies
from ispdesk.commands.shape import Order
from models.tables.journal import History

PAGE = "/en/programme"


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Pages are asked on one database."""
    return str(request.param)


def measure(world: World) -> None:
    world.done(Order(f"m{next(world.numbers)}", "measure", "queue:whole", "timer"))


@pytest.fixture
def crossed(world: World) -> World:
    """Two measured closes: green, then amber with one ISP waiting."""
    content = copy.deepcopy(policies.shipped("current"))
    content["backlog"]["count"] |= {"amber": 1, "red": 5}
    content["backlog"]["projected_clearance_months"] |= {"amber": 999, "red": 9999}
    world.done(Order("p", "adopt_policy", "policy:policy", "operator", {"content": content, "reason": "a test"}))
    measure(world)
    world.run(to_queue("A1"))
    world.at += dt.timedelta(1)
    measure(world)
    return world


def test_the_year_is_shown_with_who_was_told_and_nobody_late(crossed: World) -> None:
    page = Browser(crossed, SECRETARY).get(PAGE)
    assert "Level red announced" in page or "Level amber announced" in page
    assert "Seren" in page
    assert "letter waits" in page
    assert "<polyline" in page
    assert "March 2026" in page
    assert "A1" not in page
    assert "Torfaen" not in page
    assert "Cled" not in page.partition("desk-footer")[0]
    Browser(crossed, COORDINATOR).get(PAGE, 403)
    Browser(crossed, ASSURER).get("/cy/programme")
    Browser(crossed, LEAD).get(f"{PAGE}?scope=group:none", 404)


def test_a_level_is_acknowledged_by_name_on_the_page(crossed: World) -> None:
    browser = Browser(crossed, SECRETARY)
    wrong = browser.send(f"{PAGE}/acknowledge", working_days="99")
    assert "Give a number from 1 to 20." in wrong.text
    assert browser.send(f"{PAGE}/acknowledge", working_days="10", reason="Two more people").status_code == 303
    page = browser.get(PAGE)
    assert "Acknowledged by Seren" in page
    assert "Two more people" in page
    assert "acknowledged, until 16 March 2026" in page


def test_what_was_done_is_noted_with_its_own_day(crossed: World) -> None:
    browser = Browser(crossed, LEAD)
    assert "Say what was done" in browser.send(PAGE).text
    day = {"day__day": "2", "day__month": "3", "day__year": "2026"}
    assert browser.send(PAGE, text_en="Six facilitators were asked.", **day).status_code == 303
    (row,) = crossed.rows(History, History.kind == "step_noted")
    assert (row.actor, row.happened_from) == (LEAD, dt.date(2026, 3, 2))
    assert "Six facilitators were asked." in browser.get(PAGE)
    assert '<span lang="en">Six facilitators were asked.</span>' in browser.get("/cy/programme")
    late = browser.send(PAGE, text_en="x", **{**day, "day__year": "2027"})
    assert "future" in late.text
    note = {"scope": "whole", "text_en": "x"}
    assert crossed.refused(Order("n", "note_step", "queue:whole", COORDINATOR, note)) == ("not_yours",)
    assert crossed.refused(Order("o", "note_step", "queue:whole", LEAD, {"scope": "group:no", "text_en": "x"})) == (
        "not_found",
    )


def test_a_queue_that_was_never_measured_says_so(world: World) -> None:
    page = Browser(world, LEAD).get(PAGE)
    assert "Nothing was measured" in page
    assert "A plot needs two closes" in page
    assert "nothing to acknowledge" in Browser(world, LEAD).get(f"{PAGE}/acknowledge")


def test_the_letter_counts_the_trained_and_the_idle(crossed: World) -> None:
    (text, *_) = mails(crossed, SECRETARY, "backlog_level")
    assert "Trained: 1; without an assignment for 12 months or more: 0; not known: 0." in " ".join(text.split())
    assert "/programme" in text
