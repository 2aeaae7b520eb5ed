"""Signing in through the pages: by code, by link, by the organisation; and what each does with what is wrong."""

import datetime as dt
import html
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from browsing import HOST, Browser, token_for
from provider import CLIENT, SECRET, Fake, provider
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk import sessions
from ispdesk.bootstrap import App
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from ispdesk.signin import asking, codes, limits
from ispdesk.web.hall import COOKIE
from ispdesk.web.signing_in import ASKED
from models.database import writing
from models.tables.person import Grant
from models.tables.post import Letter
from models.tables.session import WebSession
from models.tables.signin import RateLimit, SignIn

SQLITE = pytest.mark.parametrize("database", ["sqlite"])
ADDRESS = "cled@desk.test"


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    """Every code that is made, as its reader would have it from the mail."""
    made: list[codes.Issued] = []
    real = codes.make

    def make(*args: object, **more: object) -> codes.Issued:
        made.append(real(*args, **more))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(codes, "make", make)
    return made


def shown(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])).split())


def ask(browser: Browser, address: str = ADDRESS, to: str = "") -> str:
    answer = browser.send(f"/en/sign-in{'?to=' + to if to else ''}", address=address)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def is_in(browser: Browser) -> bool:
    return bool(browser.client.get("/en/isps").status_code == 200)


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


# One's own sessions.


@SQLITE
def test_ones_sessions_are_listed_and_ended(world: World) -> None:
    browser, other = Browser(world, COORDINATOR), Browser(world, COORDINATOR)
    stranger = Browser(world, LEAD)
    page = browser.get("/en/sessions")
    assert shown(page).count("By a link in a mail") == 2
    assert shown(page).count("This one") == 1
    assert browser.send("/en/sessions", "/en/sessions", end="others").status_code == 303
    assert is_in(browser)
    assert not is_in(other)
    assert is_in(stranger)
    csrf = sessions.csrf_of(browser.client.cookies[COOKIE])
    theirs = sessions.hashed(stranger.client.cookies[COOKIE])[:16]
    browser.client.post("/en/sessions", data={"_csrf": csrf, "end": theirs})
    assert is_in(stranger)
    mine = sessions.hashed(browser.client.cookies[COOKIE])[:16]
    assert browser.client.post("/en/sessions", data={"_csrf": csrf, "end": mine}).headers["location"] == "/en"
    assert not is_in(browser)


@SQLITE
def test_a_second_factor_stands_for_an_hour_without_use(world: World) -> None:
    at = wall_clock()
    with writing(world.engine) as session:
        token = token_for(session, ASSURER, strong=True)

    def strong(after: dt.timedelta) -> bool:
        found = world.read(lambda session: sessions.viewer(session, token, at + after, world.at.date()))
        return bool(found[0].strong)

    assert strong(sessions.STRONG_IDLE)
    assert not strong(sessions.STRONG_IDLE + dt.timedelta(minutes=1))
    with writing(world.engine) as session:
        sessions.note_use(session, token, at + dt.timedelta(minutes=90))
    assert not strong(dt.timedelta(minutes=91)), "using it again does not bring it back"


# The second step.


def set_up(world: World, browser: Browser, ref: str = ASSURER) -> pyotp.TOTP:
    with writing(world.engine) as session:
        handed = asking.hand_over(session, ref, wall_clock())
    assert handed is not None
    assert browser.send("/en/second-step/set-up", handed=handed.code).status_code == 303
    page = browser.get("/en/second-step/set-up")
    key = re.search(r'desk-key">([A-Z2-7 ]+)<', page)
    assert key is not None
    assert html.escape(f"secret={key[1].replace(' ', '')}") in page
    return pyotp.TOTP(key[1].replace(" ", ""))


@SQLITE
def test_an_app_is_set_up_with_a_code_that_was_handed_over(world: World) -> None:
    browser = Browser(world, ASSURER)
    before = browser.client.cookies[COOKIE]
    assert "desk-key" not in browser.get("/en/second-step/set-up")
    assert browser.send("/en/second-step/set-up", handed="123456").status_code == 422
    app = set_up(world, browser)
    assert browser.send("/en/second-step/set-up", code="000000").status_code == 422
    done = browser.send("/en/second-step/set-up", code=app.now())
    assert done.status_code == 200
    paper = re.findall(r"<li>([a-z2-7-]{19})</li>", done.text)
    assert len(paper) == 8
    assert browser.client.cookies[COOKIE] != before, "a session that became strong has a new token"
    assert "with a second step" in shown(browser.get("/en/sessions"))
    assert "desk-key" not in browser.client.get("/en/second-step/set-up").text

    again = Browser(world, ASSURER)
    assert "with a second step" not in shown(again.get("/en/sessions")).partition("This one")[2][:80]
    assert again.send("/en/second-step", code="000000").status_code == 422
    old = again.client.cookies[COOKIE]
    assert again.send("/en/second-step?to=/en/queue", code=paper[0]).headers["location"] == "/en/queue"
    assert again.client.cookies[COOKIE] != old
    again.client.cookies.set(COOKIE, old, domain=HOST)
    assert not is_in(again)


@SQLITE
def test_whoever_has_an_app_is_asked_for_its_code_after_the_mailed_one(world: World, known: list[codes.Issued]) -> None:
    first = Browser(world, ASSURER)
    first.send("/en/second-step/set-up", code=set_up(world, first).now())
    browser = Browser(world)
    ask(browser, "alys@desk.test", to="/en/queue")
    done = browser.send("/en/sign-in/code?to=/en/queue", code=known[-1].code)
    assert done.headers["location"] == "/en/second-step?to=%2Fen%2Fqueue"


@SQLITE
def test_only_a_second_factor_takes_one_away_or_makes_new_codes(world: World) -> None:
    strong = Browser(world, ASSURER)
    strong.send("/en/second-step/set-up", code=set_up(world, strong).now())
    weak = Browser(world, ASSURER)
    for path, form in (("/en/second-step/remove", "desk-form"), ("/en/sessions", "/en/second-step/paper")):
        assert weak.send(path, form).headers["location"].startswith("/en/second-step?to=")
    fresh = strong.send("/en/sessions", "/en/second-step/paper")
    assert len(re.findall(r"<li>([a-z2-7-]{19})</li>", fresh.text)) == 8
    assert strong.send("/en/second-step/remove").status_code == 303
    assert "No app is set up" in shown(strong.get("/en/sessions"))


@SQLITE
def test_guessing_an_apps_code_is_stopped(world: World) -> None:
    first = Browser(world, ASSURER)
    first.send("/en/second-step/set-up", code=set_up(world, first).now())
    said = [first.send("/en/second-step", code="000000").status_code for _ in range(limits.LIMITS["second-step"].most)]
    assert set(said) == {422, 429}
    assert said[-1] == 429


# The organisation's own sign-in.


@pytest.fixture
def fake() -> Iterator[Fake]:
    with provider() as made:
        made.claims = {"email": "alys@desk.test", "email_verified": True, "roles": ["ISP.Secretary"]}
        yield made


@pytest.fixture
def theirs(world: World, fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """The world with a provider."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    chosen = Settings(
        oidc_issuer=fake.issuer, oidc_client_id=CLIENT, oidc_client_secret_file=secret, oidc_name="Torfaen",
        oidc_roles={"ISP.Secretary": "board_secretary"},
    )  # fmt: skip
    monkeypatch.setattr(World, "app", property(lambda self: App(chosen, self.engine)))
    return fake


def back(browser: Browser, said: dict[str, str]):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a response
    return browser.client.get("/sign-in/organisation/back", params=said)


@SQLITE
def test_by_the_organisation_with_its_app_roles(world: World, theirs: Fake) -> None:
    browser = Browser(world)
    assert "Sign in with Torfaen" in shown(browser.get("/en/sign-in?to=/en/queue"))
    went = browser.client.get("/en/sign-in/organisation?to=/en/queue")
    assert went.status_code == 302
    done = back(browser, theirs.sign_in(went.headers["location"]))
    assert (done.status_code, done.headers["location"]) == (303, "/en/queue")
    assert is_in(browser)
    (row,) = world.rows(WebSession)
    assert row.how == "oidc"
    assert row.strong_at is not None
    assert ("board_secretary", "operator:oidc") in {(one.role, one.granted_by) for one in world.rows(Grant)}


@SQLITE
@pytest.mark.parametrize(
    "change", [{"state": "x"}, {"state": ""}, {"code": "x"}, {"error": "access_denied"}, {"iss": "https://x.example"}]
)
def test_a_bad_answer_is_a_page_and_no_session(world: World, theirs: Fake, change: dict[str, str]) -> None:
    browser = Browser(world)
    went = browser.client.get("/cy/sign-in/organisation")
    answer = back(browser, theirs.sign_in(went.headers["location"]) | change)
    assert answer.status_code in (400, 503)
    assert "<h1" in answer.text
    assert world.rows(WebSession) == []
    assert browser.client.get("/sign-in/organisation/back").status_code == 400


@SQLITE
def test_another_browsers_state_signs_nobody_in(world: World, theirs: Fake) -> None:
    went = Browser(world).client.get("/en/sign-in/organisation")
    victim = Browser(world)
    assert back(victim, theirs.sign_in(went.headers["location"])).status_code == 400
    assert not is_in(victim)


@SQLITE
def test_a_provider_that_is_down_is_a_page(world: World, theirs: Fake) -> None:
    theirs.status["openid-configuration"] = 500
    answer = Browser(world).client.get("/en/sign-in/organisation")
    assert answer.status_code == 503
    assert "does not answer properly now" in shown(answer.text)


@SQLITE
def test_without_a_provider_there_is_no_button_and_no_page(world: World) -> None:
    browser = Browser(world)
    assert "organisation" not in browser.get("/en/sign-in").partition("<main")[2].partition("<h2")[0].replace(
        "your organisation or the team", ""
    )
    assert browser.client.get("/en/sign-in/organisation").status_code == 404
    assert browser.client.get("/sign-in/organisation/back").status_code == 404


# Notices.


@SQLITE
@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("page", ["privacy", "accessibility", "cookies"])
def test_notices_are_open_to_everybody_and_linked_from_every_page(world: World, lang: str, page: str) -> None:
    browser = Browser(world)
    assert "<h1" in browser.get(f"/{lang}/{page}")
    assert f'href="/{lang}/{page}"' in browser.get(f"/{lang}/sign-in")
    assert f'href="/{lang}/{page}"' in browser.client.get(f"/{lang}/nowhere").text


@SQLITE
def test_what_the_operator_did_not_say_is_not_known(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Browser(world).get("/en/privacy")).count("Not known") == 4
    assert shown(Browser(world).get("/cy/privacy")).count("Ddim yn hysbys") == 4
    said = Settings(
        controller="Torfaen", controller_cy="Cyngor Torfaen", data_protection_contact="dpo@torfaen.example",
        lawful_basis="Public task", hosted_at="Cwmbran", accessibility_tested=dt.date(2026, 3, 2),
    )  # fmt: skip
    monkeypatch.setattr(World, "app", property(lambda self: App(said, self.engine)))
    page = Browser(world).get("/cy/privacy")
    assert "Cyngor Torfaen" in page
    assert '<span lang="en">Public task</span>' in page
    assert "Not known" not in shown(Browser(world).get("/en/privacy"))
    assert "2 March 2026" in shown(Browser(world).get("/en/accessibility"))


def test_what_the_pages_say_of_cookies_is_all_there_are(known: list[codes.Issued]) -> None:
    text = Path("ispdesk/web/templates/cookies.html").read_text(encoding="utf-8")
    assert f'"{COOKIE}"' in text
    assert f'"{ASKED}"' in text
    set_in = [
        path.name for path in Path("ispdesk/web").glob("*.py") if "set_cookie(" in path.read_text(encoding="utf-8")
    ]
    assert sorted(set_in) == ["hall.py", "signing_in.py"]
