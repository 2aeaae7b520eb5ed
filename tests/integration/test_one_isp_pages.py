"""The first page of one ISP and what is done from it, by those who have a part in it."""

import pytest
from browsing import Browser
from world import ASSURER, COORDINATOR, FACILITATOR, SECRETARY, World, making_known, move, to_draft

from ispdesk.commands.isps import Isp
from ispdesk.views.overview import ENDINGS
from models.tables.effort import Effort
from states.decide import open_moves
from states.lifecycle import Role


@pytest.fixture
def office(world: World) -> World:
    world.run(making_known("one"))
    return world


def test_the_page_says_whose_turn_it_is_and_what_is_next(office: World) -> None:
    page = Browser(office, COORDINATOR).get("/en/isps/one")
    assert "Sharing one" in page
    assert '/en/isps/one/move/take_up"' in page
    assert "/en/isps/one/move/claim" not in page


def test_what_is_missing_is_said_in_plain_words_and_there_is_no_button(office: World) -> None:
    office.run([move("one", "take_up"), office.order("describe", "one", COORDINATOR, purpose="")])
    page = Browser(office, COORDINATOR).get("/en/isps/one")
    assert "Before “Start the workshops”, this is still missing" in page or "this is still missing" in page
    assert '/en/isps/one/move/start_workshops"' not in page


def test_the_buttons_are_those_of_the_rules(office: World) -> None:
    from ispdesk.commands import facts
    from models.queries import isps

    def told(session: object) -> set[str]:
        isp = isps.by_ref(session, "one")  # type: ignore[arg-type]
        version = isps.versions(session, isp.id)[0]  # type: ignore[arg-type, union-attr]
        seen = facts.load(session, isp, version, COORDINATOR, office.at.date())  # type: ignore[arg-type]
        return {m.move.trigger.value for m in open_moves(seen, {Role.COORDINATOR}, version.profile) if not m.unmet}

    page = Browser(office, COORDINATOR).get("/en/isps/one")
    endings = {trigger.value for trigger in ENDINGS}
    assert {t for t in told_all() if f'/move/{t}"' in page} - endings == office.read(told) - endings


def told_all() -> list[str]:
    from states.lifecycle import Trigger

    return [trigger.value for trigger in Trigger]


def test_a_move_is_made_and_taken_back(office: World) -> None:
    browser = Browser(office, COORDINATOR)
    answer = browser.send("/cy/isps/one/move/take_up")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cy/isps/one?done=moved")
    assert office.versions("one")[0].state == "scoping"
    assert "Mae&#39;r cam wedi&#39;i gymryd." in browser.get("/cy/isps/one?done=moved")
    assert browser.send("/en/isps/one/take-back").status_code == 303
    assert office.versions("one")[0].state == "identified"


def test_the_same_form_sent_twice_acts_once_and_an_old_one_is_refused_with_its_words(office: World) -> None:
    browser = Browser(office, COORDINATOR)
    from browsing import Forms

    values = Forms.of(browser.get("/en/isps/one/move/take_up"))[0].values
    for _ in range(2):
        assert browser.client.post("/en/isps/one/move/take_up", data=values).status_code in (303, 404)
    values = Forms.of(browser.get("/en/isps/one/move/withdraw"))[0].values
    office.run([move("one", "start_workshops")])
    answer = browser.client.post("/en/isps/one/move/withdraw", data={**values, "reason": "not needed any more"})
    assert answer.status_code == 422
    assert "Somebody moved it meanwhile" in answer.text
    assert "not needed any more" in answer.text


def test_a_reason_that_is_asked_for_is_asked_for_in_the_persons_language(office: World) -> None:
    answer = Browser(office, COORDINATOR).send("/cy/isps/one/move/withdraw")
    assert answer.status_code == 422
    assert "Rhowch y rheswm" in answer.text
    assert "<title>Gwall: " in answer.text


@pytest.mark.parametrize(
    "path", ["/move/take_up", "/hold", "/describe", "/hours", "/history", "/record", "/take-back", "/clocks/idle"]
)
def test_whoever_has_no_part_sees_what_a_register_shows_and_nothing_else(office: World, path: str) -> None:
    outside = Browser(office, SECRETARY)
    page = outside.get("/en/isps/one")
    assert "You have no part in this ISP" in page
    assert "Support families early" not in page
    outside.get(f"/en/isps/one{path}", status=403)


def test_a_facilitator_describes_it_but_does_not_name_who_submits(office: World) -> None:
    page = Browser(office, FACILITATOR).get("/en/isps/one/describe")
    assert 'name="lead"' not in page
    assert 'name="submits_itself"' not in page
    answer = Browser(office, FACILITATOR).send("/en/isps/one/describe", title_cy="Teitl newydd")
    assert answer.headers["location"] == "/en/isps/one?done=described"
    isp = office.rows(Isp, Isp.ref == "one")[0]
    assert (isp.title_cy, isp.title_en, isp.purpose) == ("Teitl newydd", "Sharing one", "Support families early")
    nothing = Browser(office, FACILITATOR).send("/en/isps/one/describe")
    assert nothing.headers["location"] == "/en/isps/one?done=nothing_changed"


def test_a_hold_has_an_end_and_goes_on(office: World) -> None:
    office.run([move("one", "take_up")])
    browser = Browser(office, COORDINATOR)
    wrong = browser.send("/en/isps/one/hold", until__day="31", until__month="2", until__year="2026", reason="x")
    assert wrong.status_code == 422
    assert 'value="31"' in wrong.text
    sent = browser.send("/en/isps/one/hold", until__day="1", until__month="4", until__year="2026", reason="Later")
    assert sent.headers["location"] == "/en/isps/one?done=held"
    assert "On hold until" in browser.get("/en/isps/one")
    assert browser.send("/en/isps/one/resume").headers["location"] == "/en/isps/one?done=resumed"


def test_hours_are_optional_and_two_fields(office: World) -> None:
    browser = Browser(office, FACILITATOR)
    assert browser.send("/en/isps/one/hours", hours="many").status_code == 422
    assert browser.send("/en/isps/one/hours", hours="0").status_code == 422
    assert browser.send("/cy/isps/one/hours", hours="1,5", note="gweithdy").status_code == 303
    assert [(row.minutes, row.note) for row in office.rows(Effort)] == [(90, "gweithdy")]
    assert "1.5 hours noted in all" in browser.get("/en/isps/one/hours")


def test_the_history_is_a_timeline_with_whose_the_days_were(world: World) -> None:
    world.run(to_draft("one"))
    world.at = world.at.replace(day=20)
    page = Browser(world, ASSURER).get("/en/isps/one/history")
    assert "desk-bar__coordinator" in page
    assert "Data flow" in page or "flow" in page
    Browser(world, ASSURER).get("/en/isps/one/history?page=2", status=404)
