"""Everybody comes in through the hall: signed in, from our own pages, by a form that acts once."""

import datetime as dt
from dataclasses import replace

import pytest
from browsing import Browser, token_for
from world import COORDINATOR, LEAD, World, move, to_queue

from ispdesk import sessions
from ispdesk.now import wall_clock
from ispdesk.web.hall import COOKIE, own_address
from models.database import reading, writing
from models.tables.session import WebSession
from states.calendar import local_day


def test_without_a_session_a_page_leads_to_sign_in_and_back(world: World) -> None:
    answer = Browser(world).client.get("/cy/isps?place=Torfaen")
    assert (answer.status_code, answer.headers["location"]) == (302, "/cy/sign-in?to=%2Fcy%2Fisps%3Fplace%3DTorfaen")


def test_the_token_is_not_kept_and_an_ended_session_opens_nothing(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    token = browser.client.cookies[COOKIE]
    assert [row.token_hash for row in world.rows(WebSession)] == [sessions.hashed(token)] != [token]
    browser.get("/en/isps")
    assert browser.send("/en/sign-out").status_code == 303
    browser.client.cookies.set(COOKIE, token)
    browser.get("/en/isps", status=302)


def test_a_session_ends_when_it_is_idle_and_when_it_is_old(world: World) -> None:
    at = wall_clock()
    with writing(world.app.engine) as session:
        token = token_for(session, COORDINATOR)
    day = local_day(at)

    def open_at(when: dt.datetime) -> bool:
        with reading(world.app.engine) as session:
            return sessions.viewer(session, token, when, day) is not None

    assert open_at(at + sessions.IDLE - dt.timedelta(minutes=1))
    assert not open_at(at + sessions.IDLE + dt.timedelta(minutes=1))
    for hour in range(1, 12):
        with writing(world.app.engine) as session:
            sessions.note_use(session, token, at + dt.timedelta(hours=hour))
    assert open_at(at + sessions.LONGEST - dt.timedelta(minutes=1))
    assert not open_at(at + sessions.LONGEST + dt.timedelta(minutes=1))


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_from_another_site_changes_nothing(world: World, headers: dict[str, str]) -> None:
    browser = Browser(world, COORDINATOR)
    csrf = sessions.csrf_of(browser.client.cookies[COOKIE])
    answer = browser.client.post("/en/sign-out", data={"_csrf": csrf}, headers=headers)
    assert answer.status_code == 403
    browser.get("/en/isps")


def test_a_form_without_its_mark_changes_nothing_and_gives_back_what_was_typed(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    answer = browser.client.post("/en/sign-out", data={"_csrf": "x", "words": "a whole afternoon's"})
    assert answer.status_code == 403
    assert "a whole afternoon&#39;s" in answer.text
    browser.get("/en/isps")


def test_a_form_after_the_session_ended_gives_back_what_was_typed_in_the_readers_language(world: World) -> None:
    answer = Browser(world).client.post("/cy/sign-out", data={"words": "gwaith prynhawn"})
    assert answer.status_code == 401
    assert "gwaith prynhawn" in answer.text
    assert 'lang="cy"' in answer.text


def test_a_form_that_is_too_long_or_no_form_is_refused_in_words(world: World) -> None:
    client = Browser(world, COORDINATOR).client
    assert client.post("/en/sign-out", data={"words": "x" * 1_000_001}).status_code == 413
    assert client.post("/en/sign-out", content=b"{}", headers={"Content-Type": "application/json"}).status_code == 400


def test_the_office_pages_are_for_the_office(world: World) -> None:
    Browser(world, COORDINATOR).get("/en/operations", status=403)
    Browser(world, LEAD).get("/en/operations")


def test_the_language_switch_of_a_form_keeps_it_unsent(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    csrf = sessions.csrf_of(browser.client.cookies[COOKIE])
    answer = browser.client.post("/cy/sign-out", data={"_csrf": csrf, "_switch": "cy"})
    assert answer.status_code == 200
    assert "Allgofnodi?" in answer.text
    browser.get("/en/isps")


def test_a_mailed_link_alone_decides_no_assurance(world: World) -> None:
    world.run(to_queue("one"))
    asked = move("one", "assure", LEAD)
    assert world.refused(replace(asked, id="weak", strong=False)) == ("second_factor",)
    assert world.refused(asked) == ("no_such_move",)


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        ("/en/isps?place=x", "/en/isps?place=x"),
        ("/cy", "/cy"),
        ("//evil.example", None),
        ("https://evil.example", None),
        ("/en//evil.example", None),
        ("/en/\\evil", None),
        ("/en/isps\r\nSet-Cookie: a=b", None),
        ("/fr/isps", None),
    ],
)
def test_nothing_leads_to_another_site(to: str, kept: str | None) -> None:
    assert own_address(to) == kept
