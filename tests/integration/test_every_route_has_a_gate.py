"""Everything needs a sign-in but what is named here; asked of every address and method that the application has."""

import re
from collections.abc import Iterator

import pytest
from browsing import Browser
from starlette.routing import Route
from world import COORDINATOR, LEAD, World

from ispdesk.web.app import build
from ispdesk.web.record import Record

PUBLIC = {
    "/": "R",  # leads on
    "/health": "R",
    "/static/{name}": "R",
    "/calendar/{token}.ics": "R",  # the token is what opens it
    "/isps": "R",  # these lead to the same address in a language, and show nothing
    "/isps/{ref}": "R",
    "/queue": "R",
    "/drafts": "R",
    "/questions": "R",
    "/programme": "R",
    "/help/{number:int}": "R",
    "/register": "R",
    "/register/{ref}": "R",
    "/inbox": "R",
    "/operations": "R",
    "/{lang}": "R",
    "/{lang}/": "R",
    "/answer/{token}": "R",
    "/{lang}/answer/{token}": "RP",  # the token is what opens it
    "/{lang}/answer/{token}/recorded": "R",
    "/{lang}/answer/{token}/return": "RP",  # the token is what opens it
    "/{lang}/answer/{token}/text": "R",
    "/{lang}/answer/{token}/sign": "RP",  # and a mailed code signs
    "/{lang}/answer/{token}/signed": "R",
    "/{lang}/enter": "RP",  # of a home whose time stands alone
    "/unsubscribe/{token}": "RP",  # the token is what opens it; mail programs post here
    "/{lang}/unsubscribe/{token}": "RP",
    "/sign-in": "R",
    "/sign-in/{token}": "R",
    "/sign-in/organisation/back": "R",
    "/{lang}/sign-in": "RP",
    "/{lang}/sign-in/code": "RP",
    "/{lang}/sign-in/organisation": "R",
    "/{lang}/sign-in/{token}": "RP",
    "/schema/isp-1.json": "R",  # what earlier exports keep to
    "/schema/isp-2.json": "R",  # what the export keeps to
    "/{lang}/find": "R",  # is there an ISP for my situation?
    "/{lang}/register": "R",  # the public register: no person, flow, contact or draft
    "/{lang}/register.csv": "R",
    "/{lang}/register.json": "R",
    "/{lang}/register/exemplars": "R",
    "/{lang}/register/organisations": "R",
    "/{lang}/register/organisations.csv": "R",
    "/{lang}/register/organisations.json": "R",
    "/{lang}/register/{ref}.json": "R",
    "/{lang}/register/{ref}": "R",
    "/{lang}/changes.atom": "R",  # what a public register tells of
    "/{lang}/records/{number}": "RP",  # an assurance record, and whether a paper is genuine
    "/{lang}/records/{number}/record.pdf": "R",
    "/{lang}/privacy": "R",
    "/{lang}/accessibility": "R",
    "/{lang}/cookies": "R",
}
"""Addresses, and whether they are read (R) or posted to (P) by anybody. A new row is a decision."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
KIND = {"GET": "R", "HEAD": "R", "POST": "P"}


def routes(world: World) -> list[Route]:
    """Every address there is, those of included routers too; whatever else answers addresses fails here."""
    left, found = list(build(Record(world.app)).routes), []
    while left:
        one = left.pop()
        if hasattr(one, "original_router"):
            left.extend(one.original_router.routes)
            continue
        assert isinstance(one, Route), one
        found.append(one)
    return found


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)(:int)?\}", lambda part: {"lang": "en"}.get(part[1], "1" if part[2] else "x"), path)


def offered(world: World) -> Iterator[tuple[str, str]]:
    for route in routes(world):
        for method in route.methods or ():
            yield route.path, method


@pytest.mark.parametrize("database", ["sqlite"])
def test_without_a_session_nothing_opens_but_what_is_named(world: World) -> None:
    browser = Browser(world)
    opened = {}
    for path, method in offered(world):
        answer = browser.client.request(method, filled(path))
        closed = (
            answer.status_code == 302 and answer.headers["location"].startswith("/en/sign-in?to=")
            if method != "POST"
            else answer.status_code in (400, 401)
        )
        if path.startswith("/api/"):
            assert answer.status_code in (401, 415), (
                method,
                path,
            )  # a token of a person's opens it; tests/integration/test_api.py
            continue
        if method == "POST":
            said = browser.client.post(filled(path), data={"_csrf": "x"})
            closed = said.status_code == 401
        if not closed:
            opened.setdefault(path, set()).add(KIND[method])
    assert {path: "".join(sorted(kinds, reverse=True)) for path, kinds in opened.items()} == {
        path: "".join(sorted(kinds, reverse=True)) for path, kinds in PUBLIC.items()
    }


@pytest.mark.parametrize("database", ["sqlite"])
def test_no_address_answers_a_method_that_it_does_not_offer(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    every = routes(world)
    for path in {route.path for route in every}:
        answering = [route for route in every if route.path_regex.match(filled(path))]
        methods = {method for route in answering for method in route.methods or ()}
        for method in set(METHODS) - methods:
            answer = browser.client.request(method, filled(path))
            assert answer.status_code == 405, (method, path, answer.status_code)


@pytest.mark.parametrize("database", ["sqlite"])
def test_no_form_acts_without_the_sessions_own_mark(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    for path, method in offered(world):
        if path == "/unsubscribe/{token}":
            continue  # it takes no notice of whoever is signed in: its own token says whose letters they are
        if method == "POST" and "/answer/" not in path and not path.startswith("/api/"):
            for data in ({"x": "y"}, {"_csrf": "another"}):
                answer = browser.client.post(filled(path), data=data)
                assert answer.status_code == 403, (path, answer.status_code)


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_session_that_is_made_up_opens_nothing(world: World) -> None:
    browser = Browser(world)
    for token in ("x", "", "x" * 4000, "a; b=c"):
        answer = browser.client.get("/en/isps", headers={"Cookie": f"ispdesk={token}"})
        assert answer.status_code == 302
