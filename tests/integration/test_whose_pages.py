"""Every address of an ISP, for those who have no part in it: nothing of it is seen, and nothing of it changes."""

import re
from collections.abc import Iterator

import pytest
from browsing import Browser
from starlette.routing import Route
from waiting import CONTACT, with_partner
from world import COORDINATOR, SECRETARY, World, making_known

from ispdesk import sessions
from ispdesk.commands.shape import Order
from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from ispdesk.web.record import Record
from models.tables.journal import History

OPEN = {
    "/{lang}/isps/{ref}": "what a register shows",
    "/isps/{ref}": "leads to the page in a language",
    "/{lang}/register/{ref}.json": "likewise",
    "/{lang}/register/{ref}": "what the public register shows",
    "/register/{ref}": "likewise; what the public register shows: tests/integration/test_public_pages_name_nobody.py",
}
"""Addresses of an ISP that answer whoever is signed in."""
OTHER = "dilys"
"""The coordinator of another ISP."""
SECRETS = ("names", "secure mail", "The text.", "carys@gwent.test", "Carys")
"""Words of the ISP's flows, text and contacts."""


def addresses(world: World) -> Iterator[tuple[str, str]]:
    left = list(build(Record(world.app)).routes)
    while left:
        one = left.pop()
        if hasattr(one, "original_router"):
            left.extend(one.original_router.routes)
        elif isinstance(one, Route) and "{ref}" in one.path and not one.path.startswith("/api/"):
            yield from ((one.path, method) for method in one.methods or () if method in ("GET", "POST"))


def filled(path: str) -> str:
    given = {"lang": "en", "ref": "A1", "trigger": "withdraw", "kind": "idle", "lang_of": "en", "key": "purpose"}
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda part: given.get(part[1], "1"), path)


@pytest.fixture
def office(world: World) -> World:
    with_partner(world)
    made = {"name_en": "Dilys", "address": "dilys@desk.test", "language": "en"}
    world.done(Order("dilys", "enter_person", f"person:{OTHER}", "operator", made))
    world.run([order for order in making_known("B1", coordinator_person=OTHER) if order.kind == "make_known"])
    return world


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("who", [SECRETARY, OTHER])
def test_nobody_opens_what_is_not_theirs(office: World, who: str) -> None:
    browser = Browser(office, who)
    csrf = sessions.csrf_of(browser.client.cookies[COOKIE])
    before = len(office.rows(History))
    seen = 0
    for path, method in addresses(office):
        seen += 1
        if path in OPEN:
            continue
        answer = browser.client.request(method, filled(path), data={"_csrf": csrf} if method == "POST" else None)
        assert answer.status_code in (403, 404), (who, method, path, answer.status_code)
        assert not [word for word in SECRETS if word in answer.text], (who, method, path)
    assert seen > 100
    assert len(office.rows(History)) == before
    page = browser.get("/en/isps/A1")
    assert not [word for word in SECRETS if word in page]


@pytest.mark.parametrize("database", ["sqlite"])
def test_those_inside_open_what_outsiders_do_not(office: World) -> None:
    """The same walk opens pages for those who have a part: the test above is not about addresses that never answer."""
    opened = {COORDINATOR: 0, CONTACT: 0}
    for who in opened:
        browser = Browser(office, who)
        for path, method in addresses(office):
            if method == "GET" and path not in OPEN:
                opened[who] += browser.client.get(filled(path)).status_code == 200
    assert opened[COORDINATOR] > opened[CONTACT] > 10
