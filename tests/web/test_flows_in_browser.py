"""The pages of flows in a real browser over a real record: axe, three widths, the keyboard, two people at once."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from deep import deep

sys.path.append(str(Path(__file__).parents[1] / "integration"))

from browsing import token_for
from world import COORDINATOR, World, install, making_known, move

from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from models.database import make_engine, writing
from models.tables.work import Flow

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe.min.js")
PORT = 8931
HERE = f"http://127.0.0.1:{PORT}"
PAGES = ("", "/table", "/new", "/1", "/1/remove", "/order", "/steps", "/steps/1", "/steps/1/remove", "/all", "/paste")
SIGHTS = deep(
    [("en", 320), ("cy", 768), ("cy", 1280)], [(lang, width) for lang in ("en", "cy") for width in (320, 768, 1280)]
)
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
  v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('flows') / 'desk.db'}")
    made = install(engine)
    made.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    give(made, "add_step", name="Referral")
    give(made, "add_step", name="Closing", without_flows="nobody is told")
    write(made, "names and need")
    odd = {
        "number": 2,
        "information": "x" * 400,
        "sender": "W" * 120,
        "recipients": ["Torfaen"],
        "method": "plain_email",
    }
    give(made, "write_flow", **odd)
    yield made
    engine.dispose()


def give(world: World, kind: str, **payload: Any) -> None:
    world.done(world.order(kind, "A1", COORDINATOR, **payload))


def write(world: World, information: str) -> None:
    flow = {"number": 1, "step": "Referral", "sender": "Torfaen", "recipients": ["Gwent"], "method": "portal"}
    give(world, "write_flow", **flow, information=information)


@pytest.fixture(scope="module")
def signed_in(world: World) -> Iterator[str]:
    import uvicorn
    from answering import Standing

    from ispdesk.web.record import Record

    app = world.app
    server = uvicorn.Server(
        uvicorn.Config(build(Record(Standing(app.settings, app.engine, world))), port=PORT, log_level="warning")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    with writing(app.engine) as session:
        token = token_for(session, COORDINATOR)
    yield token
    server.should_exit = True
    thread.join()


def opened(chromium: Any, token: str, width: int = 1280, *, script: bool = True) -> Any:
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    context.add_cookies([{"name": COOKIE, "value": token, "url": HERE}])
    page = context.new_page()
    if script:
        page.add_init_script(path=str(AXE))
    return page


def sound(page: Any, where: str) -> None:
    assert page.evaluate(VIOLATIONS) == [], where
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), f"{where} scrolls sideways"


@pytest.mark.parametrize(("lang", "width"), SIGHTS)
def test_every_page_is_sound_and_says_nothing_in_the_console(
    chromium: Any, signed_in: str, lang: str, width: int
) -> None:
    page = opened(chromium, signed_in, width)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto(f"{HERE}/{lang}/isps/A1/flows{path}")
        sound(page, f"{lang}{path} at {width}")
    assert said == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_with_errors_and_with_both_values_are_sound(
    chromium: Any, signed_in: str, world: World, width: int
) -> None:
    page = opened(chromium, signed_in, width)
    page.goto(f"{HERE}/cy/isps/A1/flows/new")
    page.fill("#step", "s" * 301)
    page.locator("main form button").first.click()
    assert page.title().startswith("Gwall: ")
    sound(page, "a new flow with an error")
    page.goto(f"{HERE}/en/isps/A1/flows/paste")
    page.fill("#rows", "Number\tWhat\tColour\nx\ty\tz")
    page.locator("main form button").first.click()
    sound(page, "rows with problems")
    for path in ("/1", "/table"):
        page.goto(f"{HERE}/en/isps/A1/flows{path}")
        field = "#information" if path == "/1" else "#f1-information"
        page.fill(field, f"mine {path} {width}")
        write(world, f"another's {path} {width}")
        page.locator("main form button").first.click()
        sound(page, f"{path} changed by two")
        assert page.input_value(field) == f"mine {path} {width}"
        assert f"another's {path} {width}" in page.inner_text(".desk-conflict")
    page.context.close()


def test_a_flow_is_written_by_keyboard_alone_without_script(chromium: Any, signed_in: str, world: World) -> None:
    page = opened(chromium, signed_in, script=False)
    page.goto(f"{HERE}/en/isps/A1/flows/table")
    page.locator("#n1-number").focus()
    for words in ("30", "Review", "each month", "a list", "Torfaen", "Gwent; Powys", "to plan"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.type("Telephone")
    page.keyboard.press("Tab")
    page.keyboard.type("by name only")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/flows?done=flows_saved")
    [flow] = world.rows(Flow, Flow.number == 30)
    assert (flow.step, flow.occasion, flow.information) == ("Review", "each month", "a list")
    assert (flow.sender, flow.recipients, flow.purpose) == ("Torfaen", ["Gwent", "Powys"], "to plan")
    assert (flow.method, flow.notes) == ("telephone", "by name only")
    page.context.close()
