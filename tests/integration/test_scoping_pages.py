"""From the first question to a new ISP through the pages alone, in both languages."""

from typing import Any

import pytest
from browsing import Browser
from scoped import ANSWERS, begun, isp_of
from sqlalchemy import event
from world import COORDINATOR, LEAD, World, making_known, to_assured

from models.tables.isp import Isp
from models.tables.scoping import Scoping


def walk(browser: Browser, lang: str, changes: dict[str, dict[str, Any]] | None = None) -> str:
    """Answer question after question, each where the page before leads; the last address."""
    at = browser.send(f"/{lang}/new").headers["location"]
    answers = dict(ANSWERS) | (changes or {})
    while (code := at.rpartition("/")[2]) in answers:
        answer = browser.send(at, **answers[code])
        assert answer.status_code == 303, (at, answer.text)
        at = answer.headers["location"]
    return at


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_new_isp_is_begun_by_the_pages_alone(world: World, lang: str) -> None:
    browser = Browser(world, COORDINATOR)
    at = walk(browser, lang)
    assert at == f"/{lang}/new/1"
    text = browser.get(at)
    said = {"en": "Check your answers", "cy": "Gwirio eich atebion"}[lang]
    assert f'<h1 class="govuk-heading-l">{said}</h1>' in text
    assert "Gofalwyr Torfaen" in text
    assert "Torfaen County Borough Council" in text
    assert {"en": "You were not sure", "cy": "Nid oeddech yn siŵr"}[lang] in text
    assert world.rows(Isp) == []
    made = browser.send(at)
    assert (made.status_code, made.headers["location"]) == (303, f"/{lang}/isps/ISP-0001?done=isp_begun")
    assert isp_of(world, "ISP-0001").title_cy == "Gofalwyr Torfaen"
    browser.get(f"/{lang}/new/1", status=303)
    browser.get(f"/{lang}/new/1/dpia", status=303)


def test_a_form_sent_twice_makes_one_isp(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    walk(browser, "en")
    page = browser.get("/en/new/1")
    command = page.split('name="_command" value="')[1].split('"')[0]
    csrf = page.split('name="_csrf" value="')[1].split('"')[0]
    for _ in range(2):
        answer = browser.client.post("/en/new/1", data={"_command": command, "_csrf": csrf})
        assert answer.status_code == 303
    assert len(world.rows(Isp)) == 1


@pytest.mark.parametrize(
    ("code", "given", "words"),
    [
        ("service", {}, "Choose at least one service."),
        ("title", {}, "Give a title in Welsh or in English."),
        ("personal", {}, "Answer this question."),
        ("dpia", {"dpia": "not_needed"}, "Say why none is needed."),
        ("lead", {"lead": "Nobody's Council"}, "The register has no organisation of this name."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    world: World, code: str, given: dict[str, str], words: str
) -> None:
    begun(world)
    browser = Browser(world, COORDINATOR)
    values = dict.fromkeys(("service_areas", "title_en", "title_cy", "personal", "dpia_note"), "") | given
    page = browser.get(f"/en/new/1/{code}")
    csrf = page.split('name="_csrf" value="')[1].split('"')[0]
    answer = browser.client.post(f"/en/new/1/{code}", data={**values, "_csrf": csrf})
    assert answer.status_code == 422
    assert words.replace("'", "&#39;") in answer.text
    assert "<title>Error: " in answer.text
    assert all(value.replace("'", "&#39;") in answer.text for value in given.values())


def test_what_is_like_it_is_shown_before_anything_is_made(world: World) -> None:
    world.run([*to_assured("EX-1"), *making_known("EX-2", places=["W06000020"])])
    browser = Browser(world, COORDINATOR)
    at = walk(browser, "en", {"similar": {"similar": "from:EX-1"}})
    assert at == "/en/new/1"
    shown = browser.get("/en/new/1/similar")
    assert "Sharing EX-1" in shown
    assert "Sharing EX-2" in shown
    assert shown.index("It may be one of these") < shown.index("You could begin from one of these")
    assert 'value="from:EX-1" checked' in " ".join(shown.split())
    assert "steps, flows and text of EX-1" in browser.get(at)
    browser.send(at)
    assert isp_of(world, "ISP-0001").exemplar_id == isp_of(world, "EX-1").id


def test_one_that_exists_already_begins_nothing(world: World) -> None:
    world.run(making_known("EX-2", places=["W06000020"]))
    browser = Browser(world, COORDINATOR)
    at = walk(browser, "en", {"similar": {"similar": "same:EX-2"}})
    text = browser.get(at)
    assert "There is one already" in text
    assert 'href="/en/isps/EX-2"' in text
    assert "Begin the ISP" not in text


def test_an_instrument_that_is_no_isp_is_recorded_with_its_reason(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    at = walk(browser, "cy", {"direction": {"direction": "one_way"}})
    text = browser.get(at)
    assert "Cytundeb Datgelu Data (DDA)" in text
    assert "/new/1/organisations" not in text
    assert browser.send(at).headers["location"] == "/cy/isps/ISP-0001?done=isp_recorded"


def test_who_stops_goes_on_where_they_were(world: World) -> None:
    browser = Browser(world, COORDINATOR)
    browser.send("/en/new")
    browser.send("/en/new/1/service", service_areas="health")
    again = Browser(world, COORDINATOR)
    listed = again.get("/en/new")
    assert 'href="/en/new/1"' in listed
    assert "1 of 15" in " ".join(listed.split())
    assert 'href="/en/new/1"' in again.get("/en/work")
    so_far = again.get("/en/new/1")
    assert 'href="/en/new/1/place"' in so_far
    assert again.get("/en/new/1/joint")
    again.send("/en/new/1/personal", personal="no")
    assert again.get("/en/new/1/joint", status=303) is not None
    again.send("/en/new/1/drop")
    assert world.rows(Scoping) == []


def test_somebody_elses_answers_are_not_there(world: World) -> None:
    begun(world)
    other = Browser(world, LEAD)
    for path in ("/en/new/1", "/en/new/1/title", "/en/new/1/drop"):
        other.get(path, status=404)
    other.get("/en/new/9/title", status=404)
    Browser(world, COORDINATOR).get("/en/new/1/shoes", status=404)
    Browser(world).get("/en/new", status=302)


@pytest.mark.parametrize("path", ["/en/new", "/en/new/1", "/en/new/1/similar", "/en/new/1/service", "/en/new/1/lead"])
def test_no_page_asks_the_database_more_than_fifteen_questions(world: World, path: str) -> None:
    world.run([*to_assured("EX-1"), *making_known("EX-2", places=["W06000020"])])
    begun(world)
    browser = Browser(world, COORDINATOR)
    browser.get(path)
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(world.engine, "before_cursor_execute", note)
    browser.get(path)
    event.remove(world.engine, "before_cursor_execute", note)
    assert 0 < sum(one.lstrip().upper().startswith("SELECT") for one in asked) <= 15, asked
