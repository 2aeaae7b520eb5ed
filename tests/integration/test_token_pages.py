"""One's own tokens on pages: made under the command's rules, shown once, ended; nobody opens somebody else's."""

import datetime as dt
import re
from typing import Any

import pytest
from browsing import Browser, Forms
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk import tokens
from ispdesk.commands.shape import Order
from ispdesk.now import wall_clock
from ispdesk.words import WORDS
from models.database import writing
from models.tables.token import ApiToken

SQLITE = pytest.mark.parametrize("database", ["sqlite"])


def made(browser: Browser, name: str = "a robot of mine", **typed: Any) -> str:
    """Make a token through the form and return it."""
    answer = browser.send("/en/tokens", name=name, **typed)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r'<code id="token">(ispdesk_[\w-]+)</code>', answer.text)
    assert found is not None, answer.text
    return found[1]


def asked(browser: Browser, token: str) -> int:
    return int(browser.client.get("/api/v1/work", headers={"Authorization": f"Bearer {token}"}).status_code)


@SQLITE
def test_a_token_is_made_shown_once_used_and_ended(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    assert '<a class="govuk-link" href="/en/tokens">' in browser.get("/en/sessions")
    assert "You have no token that works." in browser.get("/en/tokens")
    token = made(browser)
    (row,) = world.rows(ApiToken)
    assert (row.name, row.scopes, row.ends_at - row.made_at) == ("a robot of mine", ["read"], dt.timedelta(days=90))
    page = browser.get("/cy/tokens")
    assert token not in page
    assert "Darllen yr hyn y gallwch chi ei ddarllen" in page
    assert "Byth" in page
    assert asked(browser, token) == 200
    (row,) = world.rows(ApiToken)
    assert row.used_at is not None
    assert "Byth" not in browser.get("/cy/tokens")
    assert asked(browser, token) == 200
    assert world.rows(ApiToken)[0].used_at == row.used_at, "noted every five minutes"
    end = f"/en/tokens/{row.id}/end"
    assert "It cannot be undone" in browser.get(end)
    assert asked(browser, token) == 200, "looking ends nothing"
    done = browser.send(end)
    assert (done.status_code, done.headers["location"]) == (303, "/en/tokens?done=token_ended")
    assert asked(browser, token) == 401
    assert "Tokens that have ended" in browser.get("/en/tokens")
    browser.get(end, 404)


@SQLITE
def test_the_same_form_sent_twice_makes_one(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    (form,) = [one for one in Forms.of(browser.get("/en/tokens")) if one.id == "desk-form"]
    values = {**form.values, "name": "report", "scopes": "read"}
    assert browser.client.post("/en/tokens", data=values).status_code == 200
    again = browser.client.post("/en/tokens", data=values)
    assert again.status_code == 422
    assert "There is a token “report” already." in again.text
    assert "ispdesk_" not in again.text
    assert len(world.rows(ApiToken)) == 1


@SQLITE
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "Dywedwch mewn hyd at 100 nod"),
        ({"name": "x" * 101}, "Dywedwch mewn hyd at 100 nod"),
        ({"name": "a\u202eb"}, "Dywedwch mewn hyd at 100 nod"),
        ({"name": "x", "scopes": "write:everything"}, "Dewiswch o leiaf un peth"),
        ({"name": "x", "days": "0"}, "Dewiswch am faint"),
        ({"name": "x", "days": "367"}, "Dewiswch am faint"),
        ({"name": "x", "days": "-1"}, "Dewiswch am faint"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, typed: dict[str, str], words: str) -> None:
    answer = Browser(world, COORDINATOR).send("/cy/tokens", **typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>Gwall: " in answer.text
    assert world.rows(ApiToken) == []


@SQLITE
def test_no_scope_chosen_is_said_beside_an_empty_name(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    (form,) = [one for one in Forms.of(browser.get("/en/tokens")) if one.id == "desk-form"]
    values = {name: value for name, value in form.values.items() if name not in ("scopes", "days")}
    answer = browser.client.post("/en/tokens", data=values)
    for words in ("Say in at most 100 characters", "Choose at least one thing", "Choose for how long"):
        assert words in answer.text


@SQLITE
def test_nobody_sees_or_ends_somebody_elses(world: World) -> None:
    mine, other = Browser(world, COORDINATOR), Browser(world, ASSURER)
    token = made(mine)
    (row,) = world.rows(ApiToken)
    assert "a robot of mine" not in other.get("/en/tokens")
    end = f"/en/tokens/{row.id}/end"
    other.get(end, 404)
    csrf = next(one.values["_csrf"] for one in Forms.of(other.get("/en/tokens")) if one.id == "desk-form")
    assert other.client.post(end, data={"_csrf": csrf}).status_code == 404
    other.get(f"/en/tokens/{2**63}/end", 404)
    assert asked(mine, token) == 200


@SQLITE
def test_so_many_and_no_more_work_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ispdesk.tokens.MOST", 2)
    browser = Browser(world, COORDINATOR)
    made(browser, "one")
    made(browser, "two")
    assert "2 tokens work already" in browser.send("/en/tokens", name="three").text
    with writing(world.engine) as session:
        session.execute(ApiToken.__table__.update().values(ends_at=wall_clock()))  # type: ignore[attr-defined]
    made(browser, "three")


@SQLITE
def test_whoever_has_left_has_no_token_that_works(world: World) -> None:
    browser = Browser(world, ASSURER)
    token = made(browser, "Alys's report")
    assert asked(browser, token) == 200
    world.done(Order("left", "remove_person", f"person:{ASSURER}", LEAD, {"reason": "They have left"}))
    assert asked(browser, token) == 401
    (row,) = world.rows(ApiToken)
    assert row.name == ""


def test_every_scope_has_words() -> None:
    assert {f"tokens.scope.{scope}" for scope in tokens.SCOPES} <= set(WORDS)
