"""Privacy, accessibility and cookies: open to everybody, in both languages, and true."""

import datetime as dt
from pathlib import Path

import pytest
from browsing import Browser
from signing import SQLITE, shown
from world import World

from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from ispdesk.web.asked import ASKED
from ispdesk.web.hall import COOKIE


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


def test_what_the_pages_say_of_cookies_is_all_there_are() -> None:
    text = Path("ispdesk/web/templates/cookies.html").read_text(encoding="utf-8")
    assert f'"{COOKIE}"' in text
    assert f'"{ASKED}"' in text
    set_in = [
        path.name for path in Path("ispdesk/web").glob("*.py") if "set_cookie(" in path.read_text(encoding="utf-8")
    ]
    assert sorted(set_in) == ["asked.py", "hall.py"]
