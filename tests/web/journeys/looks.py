"""What is looked at on every page: axe, its title and headings, its width, the order of its focus, its errors."""

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ispdesk.words import said

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "axe.min.js").read_text(encoding="utf-8")
NARROW = 320
"""Pixels: the width of a small telephone, or of 1280 at 400 % (WCAG 1.4.10)."""
_AXE = """rules => axe.run(document, {resultTypes: ['violations'], rules})
    .then(found => found.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]))"""
_LOOK = """() => ({
    lang: document.documentElement.lang,
    headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => [+h.tagName[1], h.textContent.trim()]),
    odd: [...document.querySelectorAll('*')].filter(e => e.tabIndex > 0 || +getComputedStyle(e).order
        || /reverse/.test(getComputedStyle(e).flexDirection)).map(e => e.outerHTML.slice(0, 120)),
    sideways: document.documentElement.scrollWidth > innerWidth,
    wide: [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.getBoundingClientRect().right >
        innerWidth + 1).slice(0, 4).map(e => e.outerHTML.slice(0, 160)),
})"""
_COLOURS = "color-contrast"


_ESCAPED_TWICE = re.compile(r".{30}&amp;(?:#\d+|lt|gt|amp|quot);")


def faults(page: "Page", lang: str, *, colours: bool = True) -> list[Any]:
    """Everything that is wrong with the page as it stands; `colours`: their contrast too, a third of axe's time."""
    found: list[Any] = []
    seen = page.evaluate(_LOOK)
    if seen["lang"] != lang:
        found.append(("lang", seen["lang"]))
    headings = seen["headings"]
    levels = [level for level, _ in headings]
    if levels.count(1) != 1:
        found.append(("h1", headings))
    if any(after > before + 1 for before, after in pairwise(levels)) or not all(words for _, words in headings):
        found.append(("headings", headings))
    if seen["sideways"]:
        found.append(("wide", seen["wide"]))
    if seen["odd"]:
        found.append(("order", seen["odd"]))
    if twice := _ESCAPED_TWICE.findall(page.content()):
        found.append(("escaped twice", twice))
    page.evaluate(AXE)
    found += [tuple(one) for one in page.evaluate(_AXE, {} if colours else {_COLOURS: {"enabled": False}})]
    return found


def faults_of_errors(page: "Page", lang: str) -> list[Any]:
    """What is wrong with how a page says that a form was wrong."""
    found: list[Any] = []
    prefix = said("answer.error.prefix", lang)  # type: ignore[arg-type]  # one of the two
    if not page.title().startswith(prefix + " "):
        found.append(("title", page.title()))
    if not page.evaluate("document.activeElement.matches('.govuk-error-summary')"):
        found.append(("focus", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")))
    targets = page.evaluate("[...document.querySelectorAll('.govuk-error-summary a')].map(a => a.getAttribute('href'))")
    there = "id => !!document.getElementById(id)"
    found += [("leads nowhere", target) for target in targets if not page.evaluate(there, target[1:])]
    first = page.locator(".govuk-error-summary a").first
    if targets and targets[0] != "#desk-form":
        first.click()
        if page.evaluate("document.activeElement.id") != targets[0][1:]:
            found.append(("first link", targets[0], page.evaluate("document.activeElement.outerHTML.slice(0, 120)")))
    return found


_EMPTY = """() => { const form = document.querySelector('#desk-form');
    for (const field of form.elements) {
        if (field.type === 'hidden') continue;
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
        else if (field.tagName === 'SELECT') field.selectedIndex = -1;
        else if ('value' in field && field.type !== 'submit' && field.type !== 'file') field.value = '';
    } }"""


def send_empty(page: "Page") -> bool:
    """Empty the page's form and send it by its first button; False where there is none."""
    if not page.locator("#desk-form").count():
        return False
    page.evaluate(_EMPTY)
    with page.expect_navigation(timeout=20_000):
        page.locator("#desk-form button:visible").first.click()
    return True
