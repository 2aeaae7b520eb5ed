"""Signing in through the pages: by code, by link, by the organisation; and what each does with what is wrong."""

import html
import logging
import re

import pytest
from browsing import Browser
from signing import ADDRESS, SQLITE, ask, is_in, keep_codes, shown
from world import LEAD, World

from ispdesk import sessions
from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from ispdesk.signin import codes, limits
from ispdesk.web.asked import ASKED
from ispdesk.web.hall import COOKIE
from models.tables.post import Letter
from models.tables.session import WebSession
from models.tables.signin import RateLimit, SignIn


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    return keep_codes(monkeypatch)


@SQLITE
def test_by_code_and_on_to_where_one_wanted(world: World, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    led = browser.client.get("/en/isps?place=Torfaen").headers["location"]
    page = browser.send(led, address=f" {ADDRESS.upper()} ")
    assert page.headers["location"] == "/en/sign-in/code?to=%2Fen%2Fisps%3Fplace%3DTorfaen"
    assert world.rows(Letter)[0].message == "sign_in"
    done = browser.send(page.headers["location"], code=known[0].code)
    assert (done.status_code, done.headers["location"]) == (303, "/en/isps?place=Torfaen")
    assert is_in(browser)
    assert ASKED not in browser.client.cookies
    (row,) = world.rows(WebSession)
    assert (row.how, row.strong_at) == ("code", None)


@SQLITE
def test_by_link_in_any_browser_when_its_page_is_posted(world: World, known: list[codes.Issued]) -> None:
    ask(Browser(world))
    other, path = Browser(world), f"/en/sign-in/{known[0].token}"
    for _ in range(2):  # a scanner looks first
        page = other.client.get(path)
        assert "Sign in as Cled" in shown(page.text)
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
    assert other.client.head(path).status_code == 200
    assert world.rows(WebSession) == []
    assert other.send(path).status_code == 303
    assert is_in(other)
    assert world.rows(WebSession)[0].how == "link"
    gone = other.client.get(path)
    assert gone.status_code == 404
    assert "does not work any more" in shown(gone.text)
    assert "Cled" not in shown(gone.text)


@SQLITE
def test_a_link_without_a_language_leads_to_the_browsers(world: World) -> None:
    answer = Browser(world).client.get("/sign-in/abc", headers={"Accept-Language": "cy"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/cy/sign-in/abc")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@SQLITE
def test_nothing_tells_whether_an_address_is_known(
    world: World, known: list[codes.Issued], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page, cookie, rows and questions; the letter is written once the answer has left."""
    from sqlalchemy import event

    asked: list[str] = []
    said: dict[str, tuple[object, ...]] = {}
    event.listen(world.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    monkeypatch.setattr("ispdesk.web.signing_in.SigningIn._deliver", lambda *_args: None)
    for address in (ADDRESS, "nobody@desk.test", ADDRESS):
        browser = Browser(world)
        browser.get("/en/sign-in")
        asked.clear()
        answer = browser.client.post("/en/sign-in", data={"address": address})
        wrong = [browser.client.post("/en/sign-in/code", data={"code": "x"}) for _ in range(6)]
        token = browser.client.cookies[ASKED]
        assert len(token) == 43
        headers = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        said[address] = (
            answer.status_code, headers, answer.text, list(asked),
            [(one.status_code, re.sub(r'value="\w+"', "", one.text)) for one in wrong],
        )  # fmt: skip
    assert said[ADDRESS] == said["nobody@desk.test"]
    assert len(known) == 3
    assert len(world.rows(SignIn)) == 3


@SQLITE
@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "a b@desk.test", "x" * 400 + "@desk.test"])
def test_what_is_no_address_is_said_so_and_kept(world: World, address: str) -> None:
    answer = Browser(world).send("/cy/sign-in", address=address)
    assert answer.status_code == 422
    assert "Teipiwch gyfeiriad megis" in shown(answer.text)
    assert "<title>Gwall: " in answer.text
    assert f'value="{html.escape(address)}"' in answer.text or not address
    assert world.rows(SignIn) == []


@SQLITE
def test_wrong_codes_are_counted_down_and_then_end_it(world: World, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    ask(browser)
    wrong = f"{(int(known[0].code) + 1) % 10**6:06}"
    said = [shown(browser.send("/en/sign-in/code", code=wrong).text) for _ in range(6)]
    for left, page in zip(("4 tries", "3 tries", "2 tries", "1 try"), said, strict=False):
        assert f"You have {left} left" in page
    assert all("No code works here now" in page for page in said[4:])
    assert "No code works here now" in shown(browser.send("/en/sign-in/code", code=known[0].code).text)
    assert not is_in(browser)


@SQLITE
def test_another_browser_cannot_use_the_code(world: World, known: list[codes.Issued]) -> None:
    ask(Browser(world))
    other = Browser(world)
    assert "No code works here now" in shown(other.send("/en/sign-in/code", code=known[0].code).text)
    assert not is_in(other)


@SQLITE
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_too_many_codes_for_one_address_are_refused_with_a_time(world: World, lang: str) -> None:
    browser = Browser(world)
    for _ in range(limits.LIMITS["ask-address"].most):
        ask(browser)
    before = len(world.rows(SignIn))
    answer = browser.send(f"/{lang}/sign-in", address=ADDRESS)
    assert answer.status_code == 429
    assert 170 <= int(answer.headers["Retry-After"]) <= 180
    assert {"en": "Try again in 3 minutes", "cy": "arall arni ymhen 3 munud"}[lang] in shown(answer.text)
    assert len(world.rows(SignIn)) == before
    ask(browser, "alys@desk.test")


@SQLITE
def test_too_many_tries_from_one_network_are_refused(world: World) -> None:
    browser = Browser(world)
    for _ in range(limits.LIMITS["try-network"].most):
        browser.client.post("/en/sign-in/code", data={"code": "1"})
    assert browser.client.post("/en/sign-in/code", data={"code": "1"}).status_code == 429
    assert browser.client.post("/en/sign-in/x", data={"x": "y"}).status_code == 429
    assert len(world.rows(RateLimit)) == 1


@SQLITE
def test_a_network_is_told_by_our_proxies_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    from ispdesk.web import serve

    seen: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "Config", lambda _app, **more: seen.update(more) or object())
    monkeypatch.setattr(uvicorn, "Server", lambda config: config)
    serve.server(App(Settings(trusted_proxies=("10.0.0.0/8",)), world.engine))  # type: ignore[arg-type]
    assert (seen["proxy_headers"], seen["forwarded_allow_ips"]) == (True, ["10.0.0.0/8"])
    serve.server(App(Settings(trusted_proxies=()), world.engine))
    assert seen["proxy_headers"] is False


@SQLITE
def test_the_session_before_ends_where_somebody_signs_in_again(world: World, known: list[codes.Issued]) -> None:
    browser = Browser(world, LEAD)
    before = browser.client.cookies[COOKIE]
    ask(browser)
    assert browser.send("/en/sign-in/code", code=known[0].code).status_code == 303
    assert browser.client.cookies[COOKIE] != before
    (row,) = world.rows(WebSession)
    assert row.token_hash != sessions.hashed(before)


@SQLITE
@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "/en//evil.example", "javascript:x"]
)
def test_nobody_is_led_to_another_site(world: World, known: list[codes.Issued], to: str) -> None:
    browser = Browser(world)
    assert ask(browser, to=to) == "/en/sign-in/code"
    done = browser.client.post("/en/sign-in/code", data={"code": known[0].code, "to": to})
    assert done.headers["location"] == "/en/isps"


@SQLITE
def test_a_mail_that_cannot_leave_is_the_next_rounds(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_self: object) -> None:
        raise OSError("no server")

    monkeypatch.setattr("ispdesk.web.record.Record.send_now", broken)
    with caplog.at_level(logging.ERROR):
        ask(Browser(world))
    assert "could not be sent at once" in caplog.text
    assert world.rows(Letter)[0].status == "queued"


@SQLITE
def test_over_https_no_other_site_can_set_the_cookies(world: World, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    client = browser.client
    client.base_url = "https://testserver"  # type: ignore[assignment]
    answer = client.post("/en/sign-in", data={"address": ADDRESS})
    said = answer.headers["set-cookie"]
    assert said.startswith(f"__Host-{ASKED}=")
    assert all(part in said for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))
    done = client.post("/en/sign-in/code", data={"code": known[0].code})
    assert f"__Host-{COOKIE}=" in done.headers["set-cookie"]


@SQLITE
def test_a_mailed_link_leads_to_the_page_that_was_asked_for(world: World, known: list[codes.Issued]) -> None:
    first, other = Browser(world), Browser(world)
    led = first.client.get("/en/isps?place=Torfaen").headers["location"]
    assert first.send(led, address=ADDRESS).status_code == 303
    page = f"/cy/sign-in/{known[0].token}"
    assert "Torfaen" not in other.get(page), "where it leads is kept here, and is in no address that can be changed"
    assert other.send(page).headers["location"] == "/cy/isps?place=Torfaen", "in the language of whoever signs in"
    assert is_in(other)


@SQLITE
@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "/en//evil.example", "/en/\\evil.example", "/x",
        "javascript:alert(1)", "/en@evil.example", "/en\r\nX: y", "/en/isps?text=" + "x" * 400, "/enevil",
    ],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(world: World, known: list[codes.Issued], to: str) -> None:
    for way in ("code", "link"):
        browser = Browser(world)
        browser.client.post("/en/sign-in", data={"address": ADDRESS, "to": to})
        (row,) = world.rows(SignIn, SignIn.id == known[-1].row)
        assert row.back_to == ""
        if way == "code":
            done = browser.client.post("/en/sign-in/code", data={"code": known[-1].code, "to": to})
        else:
            done = browser.client.post(f"/en/sign-in/{known[-1].token}", data={"to": to})
        assert (done.status_code, done.headers["location"]) == (303, "/en/isps")


@SQLITE
def test_what_is_kept_is_checked_again_before_anybody_is_led_there(world: World, known: list[codes.Issued]) -> None:
    ask(Browser(world))
    with world.engine.begin() as connection:
        connection.execute(SignIn.__table__.update().values(back_to="//evil.example"))  # type: ignore[attr-defined]
    assert Browser(world).send(f"/en/sign-in/{known[0].token}").headers["location"] == "/en/isps"
