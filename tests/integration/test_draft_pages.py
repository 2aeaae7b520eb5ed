"""Drafted escalations on the pages: everybody reaches those that are theirs to decide, and decides them there."""

import pytest
from browsing import Browser
from waiting import CONTACT, DESIGNATED, ask, at, drafts, returned, sweep
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World

from ispdesk.commands.shape import Order
from models.tables.clocks import Draft
from models.tables.person import Person
from models.tables.post import Letter

SQLITE = pytest.mark.parametrize("database", ["sqlite"])


@pytest.fixture
def number(world: World) -> int:
    """A reply that nobody gave in time: the escalation of it lies before the coordinator until 2 April."""
    returned(world)
    ask(world, at(4))
    sweep(world, at(18, 17))
    sweep(world, at(25, 17))
    (draft,) = drafts(world)
    return draft.id or 0


def reaches(world: World, who: str, number: int) -> tuple[bool, bool, int]:
    """Whether somebody sees it on the list, with a link to decide it, and what the page to decide it answers."""
    browser = Browser(world, who)
    page = browser.get("/en/drafts")
    return (
        "/en/isps/A1" in page.partition("<main")[2],
        f'href="/en/drafts/{number}"' in page,
        browser.client.get(f"/en/drafts/{number}").status_code,
    )


@SQLITE
def test_everybody_reaches_those_that_are_theirs(world: World, number: int) -> None:
    assert reaches(world, COORDINATOR, number) == (True, True, 200)
    assert reaches(world, ASSURER, number) == (True, False, 404)
    assert reaches(world, CONTACT, number) == (False, False, 404)
    assert reaches(world, FACILITATOR, number) == (False, False, 404)
    assert "1 escalation waits" in Browser(world, COORDINATOR).get("/en/work")
    assert "escalation waits" not in Browser(world, FACILITATOR).get("/en/work")
    made = {"name_en": "Nia", "address": "nia@desk.test", "language": "en"}
    world.done(Order("nia", "enter_person", "person:nia", "operator", made))
    grant = {"role": "coordinator", "scope": "organisation:torfaen"}
    world.done(Order("nia:g", "grant_role", "person:nia", "operator", grant))
    assert reaches(world, "nia", number) == (True, True, 200), "who coordinates for the lead organisation"
    world.at = at(2, month=4)
    assert reaches(world, LEAD, number) == (True, True, 200), "then it is on the team's list too"
    Browser(world, LEAD).get(f"/en/drafts/{10**30}", 404)


@SQLITE
def test_a_coordinator_sends_one(world: World, number: int) -> None:
    world.at = at(26)
    browser = Browser(world, COORDINATOR)
    page = browser.get(f"/cy/drafts/{number}")
    assert "Dewi" in page
    wrong = browser.send(f"/en/drafts/{number}")
    assert wrong.status_code == 422
    assert "Choose whether it is sent." in wrong.text
    sent = browser.send(f"/cy/drafts/{number}", answer="send")
    assert sent.headers["location"] == "/cy/drafts?done=draft_sent"
    (row,) = world.rows(Person, Person.ref == DESIGNATED)
    assert len(world.rows(Letter, Letter.person_id == row.id)) == 1
    browser.get(f"/en/drafts/{number}", 404)
    assert "None waits for you." in browser.get("/en/drafts")


@SQLITE
def test_a_coordinator_does_not_send_one_and_says_why(world: World, number: int) -> None:
    world.at = at(26)
    browser = Browser(world, COORDINATOR)
    assert browser.send(f"/en/drafts/{number}", answer="drop").status_code == 422
    assert browser.send(f"/en/drafts/{number}", answer="drop", reason="x" * 1001).status_code == 422
    done = browser.send(f"/en/drafts/{number}", answer="drop", reason="They have rung")
    assert done.headers["location"] == "/en/drafts?done=draft_dropped"
    (draft,) = world.rows(Draft)
    assert (draft.status, draft.decided_by) == ("dropped", COORDINATOR)
    assert world.rows(Letter, Letter.address == "dewi@gwent.test") == []
