"""Every page of the application, with content, in both languages, with errors and without."""

from collections.abc import Iterator
from pprint import pformat
from typing import Any

import looks
import pytest
from deep import DEEP, deep
from every import COORDINATOR, ELSEWHERE, LOOKS, NOBODY
from filling import filled
from hands import Hands
from served import Served

from ispdesk.web.app import build
from ispdesk.web.record import Record
from ispdesk.words import Lang

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Found = dict[str, str]
COLOURS = {"en": True, "cy": DEEP}
"""Where the contrast of colours is reckoned: one style sheet colours both languages."""


@pytest.fixture(scope="module")
def found(desk_of_pages: Served, chromium: Any) -> Found:
    """PRACTICE-001 in draft, with something of everything on its pages; what stands in addresses."""
    return filled(desk_of_pages, chromium)


@pytest.fixture(scope="module")
def roles(desk_of_pages: Served, chromium: Any, found: Found) -> Iterator[dict[str, dict[str, Hands]]]:
    """A narrow browser of each role that looks, in each language."""
    here: dict[str, dict[str, Hands]] = {}
    for lang in ("en", "cy"):
        here[lang] = {}
        for who in dict.fromkeys(look.who for look in LOOKS):
            hands = Hands(chromium, desk_of_pages.url, "cy" if lang == "cy" else "en", width=looks.NARROW)
            here[lang][who] = hands.enter(who) if who != NOBODY else hands
            hands.expected_wrong = True
    yield here
    for hands in (one for of_lang in here.values() for one in of_lang.values()):
        hands.leave()


def test_every_address_is_looked_at_or_named(desk_of_pages: Served) -> None:
    left, there = list(build(Record(desk_of_pages.app)).routes), set[str]()
    while left:
        one: Any = left.pop()
        if hasattr(one, "original_router"):
            left.extend(one.original_router.routes)
        elif one.path.startswith("/{lang}"):
            there.add(one.path)
    assert there - {look.route for look in LOOKS} - set(ELSEWHERE) == set()
    assert {look.route for look in LOOKS} - there == set()
    assert set(ELSEWHERE) - there == set()


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_nothing_is_wrong_with_any_page(roles: dict[str, dict[str, Hands]], found: Found, lang: Lang) -> None:
    wrong: dict[str, Any] = {}
    titles: dict[str, str] = {}
    for look in LOOKS[0 if lang == "en" else deep(1, 0) :: deep(2, 1)]:  # each in one language, or in both
        desk, path = roles[lang][look.who], look.path(found)
        desk.open(path)
        if faults := looks.faults(desk.page, lang, colours=COLOURS[lang]):
            wrong[path] = faults
        title = desk.page.title()
        if desk.at() == path.partition("?")[0] and titles.setdefault(title, look.route) != look.route:
            wrong[f"{path} title"] = (title, titles[title])
    assert not wrong, pformat(wrong, width=160)


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_what_is_wrong_with_a_form_is_said_where_it_is(
    roles: dict[str, dict[str, Hands]], found: Found, lang: Lang
) -> None:
    wrong: dict[str, Any] = {}
    forms = [look for look in LOOKS if look.wrong]
    for look in forms[0 if lang == "en" else deep(1, 0) :: deep(2, 1)]:  # each in one language, or in both
        desk, path = roles[lang][look.who], look.path(found)
        desk.open(path)
        if not looks.send_empty(desk.page) or not desk.page.locator(".govuk-error-summary").count():
            wrong[path] = ("was not wrong", desk.page.url)
            continue
        faults = looks.faults(desk.page, lang, colours=COLOURS[lang]) + looks.faults_of_errors(desk.page, lang)
        if faults:
            wrong[path] = faults
    assert not wrong, pformat(wrong, width=160)


TYPED = "Ŵyth gair, 'prawf'"


def test_the_other_language_keeps_the_page_and_what_was_typed(roles: dict[str, dict[str, Hands]], found: Found) -> None:
    wrong: dict[str, Any] = {}
    for look in LOOKS[:: deep(2, 1)]:
        desk, path = roles["en"][look.who], look.path(found)
        desk.open(path)
        shown = desk.page.url.removeprefix(f"{desk.home}/en")  # where it led on, the page that it led to
        field = desk.page.locator("#desk-form input[type=text]:visible, #desk-form textarea:visible").first
        typed = field.count() > 0
        name = str(field.get_attribute("name")) if typed else ""
        if typed:
            field.fill(TYPED)
        switch = desk.page.locator(".desk-language [name=_switch], .desk-language a")
        if switch.get_attribute("name") and not desk.page.locator("#desk-form").count():
            wrong[path] = "the button that changes the language belongs to no form"
            continue
        with desk.page.expect_navigation():
            switch.click()
        kept = desk.page.locator(f"[name='{name}']").first.input_value() if typed else TYPED
        there = desk.page.url.removeprefix(f"{desk.home}/cy")
        if (there, desk.page.get_attribute("html", "lang"), kept) != (shown, "cy", TYPED):
            wrong[path] = (there, desk.page.get_attribute("html", "lang"), kept)
    assert not wrong, pformat(wrong, width=160)


def test_a_fault_would_be_found(roles: dict[str, dict[str, Hands]]) -> None:
    desk = roles["en"][COORDINATOR]
    desk.open("/work")
    wrong = "<h3>x</h3><img src='#'><p>x</p><p>one of the partners, and what it isn&amp;#39;t</p>"
    desk.page.evaluate("html => document.querySelector('main').innerHTML = html", wrong)
    desk.page.evaluate("document.querySelector('main p').style.width = '900px'")
    kinds = {fault[0] for fault in looks.faults(desk.page, "cy")}
    assert {"lang", "h1", "wide", "image-alt", "escaped twice"} <= kinds
    assert {fault[0] for fault in looks.faults_of_errors(desk.page, "en")} == {"title", "focus"}
