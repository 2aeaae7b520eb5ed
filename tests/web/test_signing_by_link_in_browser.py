"""A sign-off behind a mailed link in a real browser, in both languages, from the link to the confirmation."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from answering import Standing, link_of
from signing import SQLITE, keep_codes
from test_signing_in_in_browser import looked_at, wrong
from waiting import ask, at, with_partner
from world import World

from ispdesk.signin import codes
from ispdesk.web.app import build
from ispdesk.web.record import Record
from models.tables.work import Signoff

pytestmark = [pytest.mark.browser, SQLITE]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    monkeypatch.setattr("ispdesk.rounds.send_now", lambda _app: None)
    return keep_codes(monkeypatch)


@pytest.fixture
def base(world: World, made: list[codes.Issued]) -> Iterator[str]:
    """The home at the world's own time, served on a free port; `made` keeps its codes."""
    import uvicorn

    from ispdesk.web.serve import bound, port_of

    assert made == []
    listener = bound(0)
    app = build(Record(Standing(world.app.settings, world.engine, world)))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port_of(listener)}"
    server.should_exit = True
    thread.join()


def test_from_the_link_to_the_confirmation(base: str, world: World, made: list[codes.Issued], chromium: Any) -> None:
    with_partner(world)
    ask(world, at(4), kind="sign_off")
    page = chromium.new_context(bypass_csp=True).new_page()  # axe is put into the page as a script
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.goto(base + link_of(world))
    looked_at(page, "en", "link")
    page.click("text=Sign here, or decline >> nth=-1")
    page.click("text=Read the text that you sign")
    looked_at(page, "en", "link-text")
    page.click("text=Back to your answer")
    page.click("button[value=check]")
    wrong(page)
    looked_at(page, "en", "link-sign-wrong")
    page.check("input[value=signed_with_reservation]")
    page.check("input[value=chief_officer]")
    page.fill("#note", "Only for adults")
    page.click("button[value=check]")
    looked_at(page, "en", "link-check")
    page.click("button[value=confirm]")
    looked_at(page, "en", "link-code")
    page.click(".desk-language__switch")
    page.fill("#code", "12")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    wrong(page)
    looked_at(page, "cy", "link-code-wrong")
    page.fill("#code", made[0].code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/signed")
    looked_at(page, "cy", "link-signed")
    assert page.locator("h1").inner_text() == "Rydych wedi llofnodi, gydag amod"
    assert [row.note for row in world.rows(Signoff)] == ["Only for adults"]
    assert [said for said in complaints if "status of 422" not in said] == []
