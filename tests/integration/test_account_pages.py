"""One's own sessions and second step, through the pages."""

import datetime as dt
import html
import re

import pyotp
import pytest
from browsing import HOST, Browser, token_for
from signing import SQLITE, ask, is_in, keep_codes, shown
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk import sessions
from ispdesk.commands.shape import Order
from ispdesk.now import wall_clock
from ispdesk.signin import asking, codes, limits
from ispdesk.web.hall import COOKIE
from models.database import writing
from models.queries import people
from models.tables.session import WebSession
from models.tables.signin import Identity, OidcAttempt, RecoveryCode, SecondStep, SignIn


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    return keep_codes(monkeypatch)


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
    key = re.search(r'desk-secret">([A-Z2-7 ]+)<', page)
    assert key is not None
    assert html.escape(f"secret={key[1].replace(' ', '')}") in page
    return pyotp.TOTP(key[1].replace(" ", ""))


@SQLITE
def test_an_app_is_set_up_with_a_code_that_was_handed_over(world: World) -> None:
    browser = Browser(world, ASSURER)
    before = browser.client.cookies[COOKIE]
    assert "desk-secret" not in browser.get("/en/second-step/set-up")
    assert browser.send("/en/second-step/set-up", handed="123456").status_code == 422
    app = set_up(world, browser)
    assert browser.send("/en/second-step/set-up", code="000000").status_code == 422
    done = browser.send("/en/second-step/set-up", code=app.now())
    assert done.status_code == 200
    paper = re.findall(r"<li>([a-z2-7-]{19})</li>", done.text)
    assert len(paper) == 8
    assert browser.client.cookies[COOKIE] != before, "a session that became strong has a new token"
    assert "with a second step" in shown(browser.get("/en/sessions"))
    assert "desk-secret" not in browser.client.get("/en/second-step/set-up").text

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


@SQLITE
def test_whoever_has_left_comes_in_by_no_way_that_they_had(world: World) -> None:
    browser = Browser(world, ASSURER)
    browser.send("/en/second-step/set-up", code=set_up(world, browser).now())
    with writing(world.engine) as session:
        person = people.by_ref(session, ASSURER)
        assert person is not None
        number, at = person.id or 0, wall_clock()
        session.add(Identity(issuer="https://login.example", subject="s", person_id=number, made_at=at, used_at=at))
        link = codes.issue(session, person, "sign_in", at, browser="b")
    world.done(Order("gone", "remove_person", f"person:{ASSURER}", LEAD, {"reason": "has left"}))
    assert not is_in(browser)
    assert "does not work any more" in shown(browser.client.get(f"/en/sign-in/{link.token}").text)
    for table in (WebSession, SignIn, OidcAttempt, Identity, SecondStep, RecoveryCode):
        assert world.rows(table, table.person_id == number) == [], table  # type: ignore[attr-defined]
