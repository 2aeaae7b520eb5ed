"""Checks and submission through the pages: what is open, what is said to it, and the place in the queue."""

from typing import Any

import pytest
from browsing import Browser
from sqlalchemy import event
from world import ASSURER, COORDINATOR, FACILITATOR, World, move, text_of, to_draft, to_queue

from models.tables.checking import OpenPoint

AT = "/en/isps/A1/submit"


def plain(page: str) -> str:
    return " ".join(page.split())


def test_an_isp_goes_into_the_queue_by_the_pages_with_its_open_points(world: World) -> None:
    world.run([*to_queue("Z9"), *to_draft("A1")])
    browser = Browser(world, COORDINATOR)
    page = plain(browser.get(AT))
    assert "Nothing keeps it out of the queue." in page
    assert "No contact is known for Torfaen and Gwent." in page
    assert 'href="/en/isps/A1/partners"' in page
    assert browser.send(f"{AT}/point/Q08", answer="advise", text="Who is it?").status_code == 303
    assert browser.send(f"{AT}/dpia", dpia="not_needed", dpia_note="Small.").status_code == 303
    assert browser.send(f"{AT}/review", day__day="1", day__month="3", day__year="2028").status_code == 303
    page = plain(browser.get(AT))
    assert "We do not know, please advise" in page
    assert "Q21" not in page
    check = plain(browser.get(f"{AT}/send"))
    assert "1 March 2028" in check
    assert "cannot be changed while it is with quality assurance" in check
    assert "until somebody has acted on it" in check
    sent = browser.send(f"{AT}/send")
    assert sent.headers["location"] == f"{AT}?done=submitted"
    page = plain(browser.get(f"{AT}?done=submitted"))
    assert '<span class="desk-figure__number">1</span>' in page  # the same age: in order of reference
    assert "its place in the queue, of 2" in page
    assert "These travelled with it when it was submitted (round 1)." in page
    team = plain(Browser(world, ASSURER).get(AT))
    assert "Who is it?" in team
    assert "point/Q08" not in team
    kept = {row.code: row.answer for row in world.rows(OpenPoint, OpenPoint.found.is_not(None), OpenPoint.round == 1)}
    assert "advise" in kept.values()


def test_it_is_all_there_in_welsh(world: World) -> None:
    world.run(to_draft("A1"))
    browser = Browser(world, COORDINATOR)
    page = plain(browser.get("/cy/isps/A1/submit"))
    assert "Nid oes dim yn ei gadw allan o&#39;r ciw." in page
    assert "Ni wyddys am gyswllt i Torfaen a Gwent." in page
    sent = browser.send("/cy/isps/A1/submit/send")
    assert sent.headers["location"] == "/cy/isps/A1/submit?done=submitted"


def test_what_keeps_it_out_is_listed_and_it_cannot_be_sent(world: World) -> None:
    world.run([one for one in to_draft("A1") if one.id != text_of("A1").id])
    browser = Browser(world, COORDINATOR)
    page = plain(browser.get(AT))
    assert "This keeps it out of the queue" in page
    assert "1 thing has to be mended first." in page
    assert "Add the text of the protocol." in page
    assert 'href="/en/isps/A1/document"' in page
    assert "Check and submit" not in page
    browser.get(f"{AT}/send", status=303)
    browser.get(f"{AT}/point/document_exists", status=404)


def test_somebody_who_moved_it_meanwhile_is_not_overridden(world: World) -> None:
    world.run(to_draft("A1"))
    browser = Browser(world, COORDINATOR)
    page = browser.get(f"{AT}/send")
    csrf = page.split('name="_csrf" value="')[1].split('"')[0]
    seen = page.split('name="seen" value="')[1].split('"')[0]
    world.done(move("A1", "reopen_workshops", reason="One flow is wrong."))
    world.done(move("A1", "confirm_flows", id_="again"))
    answer = browser.client.post(f"{AT}/send", data={"_csrf": csrf, "seen": seen})
    assert answer.status_code == 422
    assert "Somebody moved it meanwhile" in answer.text
    assert world.versions("A1")[0].state == "draft"


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        ("/point/Q08", {"text": "x"}, "Choose one of the answers."),
        ("/point/Q08", {"answer": "explained", "text": ""}, "Say why it is as it is."),
        ("/dpia", {"dpia": "not_needed", "dpia_note": ""}, "Say why none is needed."),
        ("/review", {"day__day": "40", "day__month": "1", "day__year": "2028"}, "There is a problem"),
        ("/review", {"day__day": "1", "day__month": "1", "day__year": "2020"}, "it must be in the future"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(world: World, path: str, typed: dict[str, str], words: str) -> None:
    world.run(to_draft("A1"))
    answer = Browser(world, COORDINATOR).send(f"{AT}{path}", **typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>Error: " in answer.text


def test_who_has_no_part_in_it_is_refused_and_who_may_not_submit_is_told(world: World) -> None:
    world.run(to_draft("A1"))
    stranger = Browser(world, "seren")
    for path in ("", "/send", "/dpia", "/review", "/point/Q08"):
        stranger.get(f"{AT}{path}", status=403)
    facilitator = Browser(world, FACILITATOR)
    assert "Its coordinator submits it." in facilitator.get(AT)
    facilitator.get(f"{AT}/send", status=303)
    Browser(world, COORDINATOR).get("/en/isps/NONE/submit", status=404)


def test_a_returned_isp_shows_what_is_open_now_and_what_was_said(world: World) -> None:
    world.run(to_draft("A1"))
    world.done(world.order("answer_check", "A1", COORDINATOR, code="Q08", answer="advise", text="Who is it?"))
    world.done(move("A1", "submit"))
    world.done(move("A1", "return_for_amendment", ASSURER, reason="more"))
    page = plain(Browser(world, COORDINATOR).get(AT))
    assert "Who is it?" in page
    assert "point/Q08" in page
    assert "its place in the queue" not in page, "it is with its coordinator, and no page asks more than 15 times"


@pytest.mark.parametrize(("state", "most"), [("draft", 33), ("queue", 17)])
def test_the_page_asks_as_few_questions_for_many_partners(world: World, state: str, most: int) -> None:
    world.run(to_draft("A1") if state == "draft" else to_queue("A1"))
    for line in range(3, 33):
        if state == "draft":
            world.done(world.order("add_partner", "A1", COORDINATOR, name=f"Partner {line}", line=line))
    browser = Browser(world, COORDINATOR)
    browser.get(AT)
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(world.engine, "before_cursor_execute", note)
    browser.get(AT)
    event.remove(world.engine, "before_cursor_execute", note)
    assert 0 < sum(one.lstrip().upper().startswith("SELECT") for one in asked) <= most
