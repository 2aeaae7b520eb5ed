"""The organisation's own sign-in, through the pages, against a provider that listens on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browser
from httpx2 import Response
from provider import CLIENT, SECRET, Fake, provider
from signing import SQLITE, is_in, shown
from world import World

from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from models.tables.person import Grant
from models.tables.session import WebSession


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


def back(browser: Browser, said: dict[str, str]) -> Response:
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
@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/en/queue", "/en//evil.example", "/enevil"])
def test_the_way_back_leads_to_no_other_site(world: World, theirs: Fake, to: str) -> None:
    browser = Browser(world)
    went = browser.client.get("/cy/sign-in/organisation", params={"to": to})
    assert back(browser, theirs.sign_in(went.headers["location"])).headers["location"] == "/cy/isps"
    assert is_in(browser)


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
