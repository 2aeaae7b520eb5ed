"""The bar above the pages: every page of it is worded, leads somewhere and says where one is."""

import re
from dataclasses import replace
from typing import Any

from fake_services import VIEWER, FakeServices
from test_page_words import TEMPLATES

from ispdesk.views.shapes import HouseView
from ispdesk.web.app import build
from ispdesk.web.navigation import PARTS, STRANGERS, bar
from ispdesk.words import LANGS, said
from states.lifecycle import Role

APART = {"", "sessions", "preferences", "unsubscribe"}
"""Pages that the footer or a mail leads to."""
PAGES = [page for part in PARTS for page in part]


def test_every_page_of_the_bar_has_its_words_and_leads_somewhere(services: FakeServices) -> None:
    left, there = list[Any](build(services).routes), set[str]()
    while left:
        one = left.pop()
        left.extend(one.original_router.routes if hasattr(one, "original_router") else ())
        there.add(getattr(one, "path", ""))
    for page in [*PAGES, *STRANGERS]:
        assert all(said(f"nav.{page.key}", lang) for lang in LANGS)
        assert {f"/{{lang}}{page.path}", f"/{{lang:lang}}{page.path}"} & there, page


def test_every_template_stands_in_the_bar_or_apart_from_it() -> None:
    places = {place for template in TEMPLATES for place in re.findall(r'set here = "([^"]*)"', template.read_text())}
    assert places - {page.key for page in [*PAGES, *STRANGERS]} == APART


def test_a_part_opens_on_what_its_reader_sees(services: FakeServices) -> None:
    house: HouseView = services.house()
    contact = replace(VIEWER, roles=frozenset({Role.PARTNER_CONTACT}))
    lead = replace(VIEWER, roles=frozenset({Role.TEAM_LEAD}))
    closed = replace(house, inbox_open=False)
    assert [tab.key for tab in bar(contact, closed, "groups")[0]] == ["work", "isps", "search", "queue", "sign_out"]
    assert [tab.key for tab in bar(contact, house, "groups")[1]] == ["queue", "groups"]
    assert [tab.key for tab in bar(lead, house, "drafts")[0]] == [
        "work", "isps", "search", "queue", "programme", "operations", "inbox", "sign_out",
    ]  # fmt: skip
    tabs, within = bar(lead, house, "drafts")
    assert [tab.key for tab in tabs if tab.active] == ["operations"]
    assert [tab.key for tab in within if tab.active] == ["drafts"]
    assert bar(lead, house, "work")[1] == []
    assert [tab.key for tab in bar(None, house, "")[0]] == ["register", "find", "sign_in"]
