"""Workshops through the pages: planned, changed, called off, held; Welsh and translation; when they will end."""

import datetime as dt
from typing import Any

import pytest
from browsing import Browser
from invited import add
from sqlalchemy import event
from waiting import sweep
from world import COORDINATOR, FACILITATOR, World, making_known, move

from models.tables.appointment import Appointment
from models.tables.attending import Attendance, LanguageWish, Translation
from models.tables.post import Letter, Notice
from models.tables.work import Workshop

AT = "/en/isps/A1/workshops"
PLAN = {
    "day__day": "20", "day__month": "3", "day__year": "2026", "begins": "10:00", "ends": "12:30",
    "place": "Neuadd y Dref", "online": "", "topic": "Flows", "invite": "",
}  # fmt: skip


def plain(page: str) -> str:
    return " ".join(page.split())


def in_workshops(world: World) -> None:
    add(world, "gwenllian", address="gwenllian@desk.test", language="cy")
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    world.done(world.order("add_partner", "A1", COORDINATOR, name="Gwent again", line=3, contact="gwenllian"))


def planned(world: World, **more: str) -> Browser:
    in_workshops(world)
    browser = Browser(world, COORDINATOR)
    answer = browser.send(f"{AT}/plan", **{**PLAN, **more})
    assert answer.headers["location"] == f"{AT}?done=workshop_planned", answer.text
    return browser


def test_a_workshop_is_planned_changed_and_called_off_by_the_pages(world: World) -> None:
    add(world, "nia", address="Nia@Desk.test")
    browser = planned(world, invite="nia@desk.test")
    (one,) = world.rows(Appointment)
    assert (one.day, f"{one.begins:%H:%M}", one.place, one.also) == (
        dt.date(2026, 3, 20), "10:00", "Neuadd y Dref", ["nia"],
    )  # fmt: skip
    assert {letter.address for letter in world.rows(Letter)} >= {"gwenllian@desk.test", "Nia@Desk.test"}
    page = plain(browser.get(AT))
    assert "Workshop 1: Friday 20 March 2026, 10:00\u201312:30" in page
    assert "4 people are expected." in page
    assert "Nia@Desk.test" in browser.get(f"{AT}/1/change")
    changed = browser.send(f"{AT}/1/change", begins="13:00", ends="15:00", invite="")
    assert changed.headers["location"] == f"{AT}?done=workshop_changed"
    assert world.rows(Appointment)[0].also == []
    assert "cannot be brought back" in browser.get(f"{AT}/1/cancel")
    assert "Say why it is called off." in browser.send(f"{AT}/1/cancel").text
    browser.send(f"{AT}/1/cancel", reason="The hall is flooded.")
    assert "1 workshop was called off." in plain(browser.get(AT))
    browser.get(f"{AT}/1/change", status=404)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"begins": ""}, "Say when it begins."),
        ({"begins": "tea"}, "There is a problem"),
        ({"place": ""}, "Say where it is, or give a link."),
        ({"day__day": "31", "day__month": "2"}, "There is a problem"),
        ({"day__year": "2020"}, "There is a problem"),
        ({"invite": "nobody@desk.test"}, "Nobody with the address nobody@desk.test is known here."),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_nothing_is_lost(world: World, typed: dict[str, str], words: str) -> None:
    in_workshops(world)
    answer = Browser(world, COORDINATOR).send(f"{AT}/plan", **{**PLAN, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Flows"' in answer.text
    assert world.rows(Appointment) == []


def test_what_was_held_is_recorded_with_its_own_day_who_came_and_what_came_out(world: World) -> None:
    browser = planned(world)
    world.at += dt.timedelta(days=25)
    page = plain(browser.get(AT))
    assert "Its day has passed" in page
    assert "Welsh at workshop" not in page
    held = browser.send(f"{AT}/1/record", outcome="Six flows are clear.", people__1="3", people__3="1")
    assert held.headers["location"] == f"{AT}?done=workshop_held"
    (kept,) = world.rows(Workshop)
    assert (kept.happened_from, kept.outcome, kept.topic) == (dt.date(2026, 3, 20), "Six flows are clear.", "Flows")
    assert sorted(row.people for row in world.rows(Attendance)) == [1, 3]
    page = plain(browser.get(AT))
    assert "Torfaen (3), Gwent again (1)" in page
    assert "No workshop is planned." in page
    other = browser.send(f"{AT}/record", day__day="2", day__month="3", day__year="2026", people__2="x")
    assert other.status_code == 422
    assert "Give a number of people" in other.text
    browser.send(f"{AT}/record", day__day="2", day__month="3", day__year="2026", topic="First talk")
    future = browser.send(f"{AT}/record", day__day="2", day__month="3", day__year="2027")
    assert future.status_code == 422
    assert len(world.rows(Workshop)) == 2


def test_who_wishes_to_use_welsh_says_so_and_translation_is_arranged(world: World) -> None:
    browser = planned(world)
    partner = Browser(world, "gwenllian")
    page = plain(partner.get("/cy/isps/A1/workshops/1/language"))
    assert "Hoffech chi ddefnyddio&#39;r Gymraeg yno?" in page
    assert "welsh-ffion" not in page
    partner.send("/cy/isps/A1/workshops/1/language", **{"welsh-gwenllian": "yes", "welsh-ffion": "yes"})
    assert len(world.rows(LanguageWish)) == 1
    assert len(world.rows(Notice, Notice.message == "welsh_wished")) == 1
    page = plain(browser.get(AT))
    assert "Translation to be arranged" in page
    assert "1 person wishes to use Welsh" in page
    browser.send(f"{AT}/1/language", **{"welsh-ffion": "yes", "welsh-cled": "no"})
    assert sorted(row.welsh for row in world.rows(LanguageWish)) == [False, True, True]
    browser.send(f"{AT}/1/translation", arranged="yes", note="Cymen")
    assert len(world.rows(Translation)) == 1
    page = plain(browser.get(AT))
    assert "Translation arranged" in page
    assert "2 people wish to use Welsh" in page
    assert browser.send(f"{AT}/1/translation", note="x", arranged="").status_code == 422


def test_the_tip_comes_in_week_four_and_the_question_in_week_six(world: World) -> None:
    in_workshops(world)
    browser = Browser(world, COORDINATOR)
    assert "A tip for the fourth week" not in browser.get(AT)
    for _ in range(32):
        sweep(world, world.at + dt.timedelta(days=1))
    page = plain(browser.get(AT))
    assert "A tip for the fourth week" in page
    assert "When do you expect" not in page
    for _ in range(20):
        sweep(world, world.at + dt.timedelta(days=1))
    page = plain(browser.get(AT))
    assert "When do you expect the workshops to end?" in page
    assert browser.send(f"{AT}/expected").status_code == 422
    given = {"known": "yes", "day__day": "1", "day__month": "6", "day__year": "2026"}
    assert browser.send(f"{AT}/expected", **given).headers["location"] == f"{AT}?done=finish_expected"
    assert "Expected to end by 1 June 2026." in plain(browser.get(AT))
    browser.send(f"{AT}/expected", known="no", day__day="", day__month="", day__year="")
    assert world.versions("A1")[0].flows_expected is None


def test_a_partner_sees_the_workshops_and_changes_none(world: World) -> None:
    planned(world)
    partner = Browser(world, "gwenllian")
    assert "Plan a workshop" not in partner.get(AT)
    for path in ("/plan", "/record", "/1/change", "/1/cancel", "/1/record", "/1/translation", "/expected"):
        partner.get(f"{AT}{path}", status=403)
    stranger = Browser(world, "seren")
    for path in ("", "/plan", "/1/language"):
        stranger.get(f"{AT}{path}", status=403)
    Browser(world, FACILITATOR).get(f"{AT}/plan")
    Browser(world, COORDINATOR).get(f"{AT}/9/change", status=404)


def test_many_partners_and_workshops_ask_no_more_questions(world: World) -> None:
    browser = planned(world)

    def asked() -> int:
        seen: list[str] = []

        def note(*given: Any) -> None:
            seen.append(given[2])

        event.listen(world.engine, "before_cursor_execute", note)
        browser.get(AT)
        event.remove(world.engine, "before_cursor_execute", note)
        return sum(one.lstrip().upper().startswith("SELECT") for one in seen)

    few = asked()
    for line in range(4, 12):
        add(world, f"c{line}", address=f"c{line}@desk.test")
        contact = {"contact": f"c{line}"} if line % 2 else {"organisation": "gwent"}
        world.done(world.order("add_partner", "A1", COORDINATOR, name=f"Partner {line}", line=line, **contact))
    for day in ("23", "24"):
        browser.send(f"{AT}/plan", **{**PLAN, "day__day": day})
    assert few <= asked() <= few + 1
    assert few <= 32
