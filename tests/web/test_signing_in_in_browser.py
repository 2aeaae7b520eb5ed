"""Every page of signing in in a real browser: by mail and link, the second step, one's sessions, the notices.

Nothing sticks out at 320 pixels, axe finds nothing, the console says nothing, with errors shown and without.
`ISPDESK_SHOTS=FOLDER` keeps a picture of each.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from provider import CLIENT, Fake, provider
from world import ASSURER, World

from ispdesk.bootstrap import App
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from ispdesk.signin import asking, codes
from models.database import writing

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]
AXE = Path(__file__).with_name("axe.min.js")
WIDTHS = (320, 768, 1280)
SHOTS = os.environ.get("ISPDESK_SHOTS")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    from signing import keep_codes

    return keep_codes(monkeypatch)


@pytest.fixture
def base(world: World, made: list[codes.Issued], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Fake]]:
    """A home with a provider of its own, served on a free port."""
    import uvicorn

    from ispdesk.web.app import build
    from ispdesk.web.record import Record
    from ispdesk.web.serve import bound, port_of

    with provider() as fake:
        chosen = Settings(oidc_issuer=fake.issuer, oidc_client_id=CLIENT, oidc_name="Torfaen", oidc_name_cy="Torfaen")
        monkeypatch.setattr("ispdesk.rounds.send_now", lambda _app: None)
        listener = bound(0)
        server = uvicorn.Server(uvicorn.Config(build(Record(App(chosen, world.engine))), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port_of(listener)}", fake
        server.should_exit = True
        thread.join()


def looked_at(page: Any, lang: str, name: str) -> None:
    """Whether a page as it stands fits at every width and axe finds nothing on it; its picture."""
    heads = page.locator("h1").count()
    assert heads == 1, name
    page.add_script_tag(path=AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == [], (name, width)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{lang}-{width}.png", full_page=True)


def wrong(page: Any) -> None:
    """The summary of errors has the focus, and its first link leads to the field."""
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.title().startswith(("Error: ", "Gwall: "))


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_signing_in_from_the_first_page_to_the_last(  # noqa: PLR0915 - one way through all pages
    base: tuple[str, Fake], world: World, made: list[codes.Issued], chromium: Any, lang: str
) -> None:
    at, _ = base
    context = chromium.new_context(bypass_csp=True)  # axe is put into the page as a script
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    look: Callable[[str], None] = lambda name: looked_at(page, lang, name)  # noqa: E731 - a short name for a long test
    page.goto(f"{at}/{lang}/sign-in?to=/{lang}/sessions")
    look("sign-in")
    page.fill("#address", "nobody")
    page.click("#desk-form button[type=submit] >> nth=-1")
    wrong(page)
    look("sign-in-wrong")
    page.fill("#address", "alys@desk.test")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code*")
    look("code")
    page.fill("#code", "000000" if made[-1].code != "000000" else "000001")
    page.keyboard.press("Enter")
    page.wait_for_selector("#error-summary")
    wrong(page)
    look("code-wrong")
    page.goto(f"{at}/{lang}/sign-in/{made[-1].token}")
    look("link")
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/{lang}/**")
    page.goto(f"{at}/{lang}/sign-in/{made[-1].token}")
    look("link-gone")
    page.goto(f"{at}/{lang}/second-step/set-up")
    look("set-up")
    with writing(world.engine) as session:
        handed = asking.hand_over(session, ASSURER, wall_clock())
    assert handed is not None
    page.fill("#handed", handed.code)
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-secret")
    look("set-up-key")
    app = pyotp.TOTP(page.inner_text(".desk-secret").replace(" ", ""))
    page.fill("#code", "12")
    page.keyboard.press("Enter")
    page.wait_for_selector("#error-summary")
    wrong(page)
    page.fill("#code", app.now())
    page.keyboard.press("Enter")
    page.wait_for_selector("ul.desk-secret")
    look("paper")
    other = chromium.new_context(user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0")
    with writing(world.engine) as session:
        from models.queries import people

        person = people.by_ref(session, ASSURER)
        assert person is not None
        link = codes.issue(session, person, "sign_in", wall_clock(), browser="b")
    second = other.new_page()
    second.goto(f"{at}/{lang}/sign-in/{link.token}")
    second.click("main button[type=submit]")
    second.wait_for_url("**/second-step*")
    other.close()
    page.goto(f"{at}/{lang}/sessions")
    look("sessions")
    page.goto(f"{at}/{lang}/second-step")
    look("second-step")
    page.goto(f"{at}/{lang}/second-step/remove")
    look("second-step-remove")
    page.goto(f"{at}/{lang}/sign-out")
    look("sign-out")
    for name in ("privacy", "accessibility", "cookies"):
        page.goto(f"{at}/{lang}/{name}")
        look(name)
    page.goto(f"{at}/sign-in/organisation/back?state=x", referer=f"{at}/{lang}/")
    looked_at(page, "either", "failed")
    context.close()
    expected = ("422", "404", "400")
    assert [said for said in complaints if not any(status in said for status in expected)] == []


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_it_works_without_scripts_and_by_keyboard_and_a_switch_keeps_what_was_typed(
    base: tuple[str, Fake], world: World, made: list[codes.Issued], chromium: Any, lang: str
) -> None:
    at, _ = base
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at}/{lang}/sign-in")
    page.focus("#address")
    page.keyboard.type("cled@desk.test")
    page.click(".desk-language__switch")
    other = "cy" if lang == "en" else "en"
    assert page.url == f"{at}/{other}/sign-in"
    assert page.input_value("#address") == "cled@desk.test"
    assert not page.locator("#error-summary").count()
    page.focus("#address")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code")
    page.focus("#code")
    page.keyboard.type(f"{made[-1].code[:3]} {made[-1].code[3:]}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{other}/isps")
    context.close()
