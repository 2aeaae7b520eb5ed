"""The document's pages in a real browser, over a real record: they fit, axe finds nothing, and the keyboard is enough.

With ISPDESK_SHOTS=FOLDER each page is photographed there; the folder must lie outside the repository.
"""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import databases
import pytest
from answering import Standing
from browsing import token_for
from world import COORDINATOR, FACILITATOR, LEAD, World, to_draft

from ispdesk.commands.shape import Order
from models.database import writing

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe.min.js")
PORT = 8919
HOME = f"http://127.0.0.1:{PORT}"
SECTION = "isps/A1/document/sections/introduction"
PAGES = {
    "document": "isps/A1/document",
    "section": SECTION,
    "empty-section": "isps/A1/document/sections/rights",
    "write": f"{SECTION}/write/en",
    "writer": f"{SECTION}/writer",
    "comment": "isps/A1/document/comments/1",
    "changes": f"{SECTION}/changes?in=en&from=1&to=2",
    "versions": "isps/A1/document/changes?from=1&to=1",
    "summary": "isps/A1/document/summary",
    "template": "document-template",
}
TEXT = """The team shares what the other needs to keep somebody safe, and no more.

## Who it is about

- people who were admitted in the last week
- their carers, where they agree

1. The ward rings the practice.
2. The practice writes back within a day."""


@pytest.fixture(scope="module")
def record(sqlite_installed: Any) -> Iterator[World]:
    with sqlite_installed() as url, databases.opened(url) as made:
        world = World(made)
        person = {"name_en": "Carys", "name_cy": "Carys", "address": "carys@desk.test", "language": "cy"}
        world.done(Order("carys", "enter_person", "person:carys", "operator", person))
        world.run([o for o in to_draft("A1") if o.kind != "write_section"])
        world.done(world.order("add_partner", "A1", COORDINATOR, name="Third", line=3, contact="carys"))
        for lang, text in (
            ("en", TEXT),
            ("cy", "Mae'r tîm yn rhannu'r hyn sydd ei angen ar y llall, a dim mwy.\n\n- ŵyr\n- tŷ"),
            ("en", TEXT.replace("a day", "two working days").replace("rings", "telephones")),
        ):
            world.done(world.order("write_section", "A1", COORDINATOR, key="introduction", lang=lang, text=text))
        world.done(world.order("assign_section", "A1", COORDINATOR, key="introduction", person=FACILITATOR))
        world.done(world.order("assign_section", "A1", COORDINATOR, key="review", lang="cy", person="carys"))
        world.done(world.order("call_ready", "A1", COORDINATOR, key="introduction", lang="en"))
        world.done(world.order("comment", "A1", "carys", key="introduction", lang="cy", text="Pwy sy'n ffonio?"))
        world.done(world.order("comment", "A1", COORDINATOR, answers=1, text="The ward sister, or whoever stands in."))
        world.done(world.order("comment", "A1", FACILITATOR, key="introduction", text="Which Act?"))
        world.done(world.order("resolve_comment", "A1", COORDINATOR, number=3))
        yield world


@pytest.fixture(scope="module")
def chromium(record: World, chromium: Any) -> Iterator[Any]:
    """The browser, while the record is served."""
    import uvicorn

    from ispdesk.web.app import build
    from ispdesk.web.record import Record

    app = build(Record(Standing(record.app.settings, record.app.engine, record)))
    server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield chromium
    server.should_exit = True
    thread.join()


def signed_in(chromium: Any, record: World, ref: str, width: int, *, script: bool = True) -> Any:
    from ispdesk.web.hall import COOKIE

    with writing(record.engine) as session:
        token = token_for(session, ref)
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True, java_script_enabled=script
    )
    context.add_cookies([{"name": COOKIE, "value": token, "url": HOME}])
    return context.new_page()


def looked_at(page: Any, name: str, lang: str, width: int) -> None:
    """It does not scroll sideways, axe objects to nothing; photographed where that is asked for."""
    if shots := os.environ.get("ISPDESK_SHOTS"):
        page.screenshot(path=Path(shots) / f"{name}-{lang}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, lang, width)
    assert page.evaluate("document.querySelectorAll('h1').length") == 1, name
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], (name, lang, width)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_each_page_fits_and_axe_finds_nothing(chromium: Any, record: World, lang: str, width: int) -> None:
    said: list[str] = []
    for who, names in ((COORDINATOR, set(PAGES) - {"template"}), (LEAD, {"template"})):
        page = signed_in(chromium, record, who, width)
        page.on("console", lambda message: said.append(message.text))
        for name in sorted(names):
            page.goto(f"{HOME}/{lang}/{PAGES[name]}")
            looked_at(page, name, lang, width)
        page.context.close()
    assert said == []


@pytest.mark.parametrize(("lang", "width"), [("en", 320), ("cy", 1280)])
def test_errors_and_the_choice_between_two_texts_are_as_good(
    chromium: Any, record: World, lang: str, width: int
) -> None:
    page = signed_in(chromium, record, FACILITATOR, width)
    page.goto(f"{HOME}/{lang}/{SECTION}")
    page.locator("#desk-form button[type=submit]").click()
    assert page.title().startswith("Error: " if lang == "en" else "Gwall: ")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    looked_at(page, "comment-error", lang, width)
    page.goto(f"{HOME}/{lang}/{SECTION}/write/en")
    text = page.locator("#text")
    typed = text.input_value() + f"\n\nMine, at {width}."
    now = record.order("write_section", "A1", COORDINATOR, key="introduction", text=f"Changed for {width}.\n\n{TEXT}")
    record.done(now)
    text.fill(typed)
    page.locator("#desk-form button[type=submit]").click()
    looked_at(page, "clash", lang, width)
    assert page.locator("#text").input_value().replace("\r\n", "\n") == typed
    page.locator("#desk-form button[type=submit]").click()
    looked_at(page, "clash-error", lang, width)
    page.get_by_role("radio").first.check()
    page.locator("#desk-form button[type=submit]").click()
    page.wait_for_url(f"**/{SECTION}?done=section_saved")
    assert f"Mine, at {width}." in page.locator("main").inner_text()


def test_a_section_is_written_by_keyboard_alone_and_without_script(chromium: Any, record: World) -> None:
    page = signed_in(chromium, record, COORDINATOR, 1280, script=False)
    page.goto(f"{HOME}/en/isps/A1/document/sections/rights")
    link = page.get_by_role("link", name="Write in English")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == link.inner_text():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/write/en")
    page.locator("#text").focus()
    page.keyboard.type("People are told by letter.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/rights?done=section_saved")
    assert page.get_by_text("People are told by letter.").is_visible()
