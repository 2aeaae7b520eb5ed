"""Closures are seen before they are entered; absences have days and a substitute, and no field for a reason."""

import datetime as dt

import pytest
from browsing import Browser, Forms
from world import ASSURER, LEAD, World, to_queue

from ispdesk.commands.shape import Order
from models.tables.calendar import Closure
from models.tables.clocks import TimerRow
from models.tables.person import Absence

CLOSURES, ABSENCES = "/en/settings/closures", "/en/settings/absences"
DAY = {"day__day": "9", "day__month": "3", "day__year": "2026"}
WHY = {"reason_en": "Snow", "reason_cy": "Eira"}


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Pages are asked on one database; the commands have tests on both."""
    return str(request.param)


def closures(world: World) -> list[Closure]:
    return world.rows(Closure, Closure.kind == "closure")


def due(world: World) -> dt.date | None:
    rows: list[TimerRow] = [row for row in world.rows(TimerRow) if row.kind == "qa_first_decision"]
    return rows[0].due_day


def test_a_closure_is_seen_before_it_is_entered_and_can_be_taken_back(world: World) -> None:
    world.run(to_queue("A1"))
    was = due(world)
    browser = Browser(world, LEAD)
    shown = browser.send(CLOSURES, **DAY, **WHY)
    assert shown.status_code == 200
    assert "A1" in shown.text
    assert closures(world) == []
    assert due(world) == was
    values = next(one for one in Forms.of(shown.text) if one.id == "desk-form").values
    other = browser.client.post(CLOSURES, data={**values, "day-day": "10"})
    assert other.status_code == 200, "another day than the one that was seen is shown first"
    assert closures(world) == []
    assert browser.client.post(CLOSURES, data=values).status_code == 303
    assert [row.day for row in closures(world)] == [dt.date(2026, 3, 9)]
    moved = due(world)
    assert moved is not None
    assert was is not None
    assert moved > was
    back = f"{CLOSURES}/2026-03-09/reopen"
    asked = browser.send(back, reason_en="It thawed", reason_cy="Meiriolodd")
    assert "Take the closure back" in asked.text
    values = next(one for one in Forms.of(asked.text) if one.id == "desk-form").values
    assert browser.client.post(back, data=values).status_code == 303
    assert closures(world) == []
    assert due(world) == was


def test_a_closure_needs_both_reasons_and_a_working_day_and_a_lead(world: World) -> None:
    browser = Browser(world, LEAD)
    page = browser.send(CLOSURES, **DAY, reason_en="Snow")
    assert page.status_code == 422
    assert "Say why in Welsh." in page.text
    sunday = browser.send(CLOSURES, **{**DAY, "day__day": "8"}, **WHY)
    assert "nobody works on it anyway" in sunday.text
    browser.get(f"{CLOSURES}/2026-03-09/reopen", 404)
    looking = Browser(world, ASSURER)
    assert "desk-form" not in looking.get(CLOSURES)
    looking.get(f"{CLOSURES}/2026-03-09/reopen", 403)


def test_an_absence_is_entered_with_its_substitute_and_ended(world: World) -> None:
    browser = Browser(world, LEAD)
    days = {"first__day": "1", "first__month": "4", "first__year": "2026", "last__day": "3", "last__month": "4"}
    page = browser.send(ABSENCES, person=ASSURER, substitute=LEAD, last__year="2026", **days)
    assert page.status_code == 303, page.text
    (row,) = world.rows(Absence)
    assert (row.first_day, row.last_day) == (dt.date(2026, 4, 1), dt.date(2026, 4, 3))
    text = browser.get(ABSENCES)
    assert "1 April 2026" in text
    assert "reason" not in text.lower().replace("never a reason", "")
    own = Browser(world, ASSURER)
    assert 'name="person"' in own.get(ABSENCES), "only in the row that is theirs to end"
    assert own.send(ABSENCES, form="/en/settings/absences/end").status_code == 303
    assert world.rows(Absence) == []


def test_an_absence_that_has_begun_ends_yesterday_and_is_nobody_elses(world: World) -> None:
    span = {"first_day": "2026-03-01", "last_day": "2026-03-20"}
    world.done(Order("a", "set_absence", f"person:{LEAD}", LEAD, span))
    other = Browser(world, ASSURER)
    assert f'value="{LEAD}"' not in other.get(ABSENCES).partition("<form")[0]
    assert world.refused(Order("b", "end_absence", f"person:{LEAD}", ASSURER, span)) == ("not_yours",)
    world.done(Order("c", "end_absence", f"person:{LEAD}", LEAD, span))
    (row,) = world.rows(Absence)
    assert row.last_day == dt.date(2026, 3, 1)
    assert world.refused(Order("d", "end_absence", f"person:{LEAD}", LEAD, span)) == ("not_found",)


def test_what_was_entered_by_mistake_is_taken_back_wherever_it_was_entered(world: World) -> None:
    world.at = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)

    def away(first: str, last: str) -> None:
        world.done(Order(f"a{next(world.numbers)}", "set_absence", f"person:{ASSURER}", ASSURER, {
            "first_day": first, "last_day": last,
        }))  # fmt: skip

    def entered() -> list[tuple[str, str]]:
        return [(f"{one.first_day}", f"{one.last_day}") for one in world.rows(Absence)]

    browser = Browser(world, ASSURER)
    away("2026-03-03", "2026-03-06")  # begun: on one's own page back from today, or a mistake as a whole
    page, end = "/en/preferences", "/en/preferences/away/end"
    assert "Say that you are back (away from 3 March 2026)" in browser.get(page)
    assert browser.send(page, end).status_code == 303
    assert entered() == [("2026-03-03", "2026-03-03")]
    away("2026-03-04", "2026-03-06")
    assert "Say that you are back" not in browser.get(page), "it is not over yet that they are there"
    assert browser.send(page, end).status_code == 303
    assert entered() == [("2026-03-03", "2026-03-03")]
    away("2026-03-10", "2026-03-12")  # in the team's calendar
    dropped = browser.send("/en/queue/calendar", "/en/queue/calendar", drop="0")
    assert dropped.status_code == 303, dropped.text
    assert entered() == [("2026-03-03", "2026-03-03")]
    payload = {"first_day": "2026-03-03", "last_day": "2026-03-03"}
    order = Order("past", "end_absence", f"person:{ASSURER}", ASSURER, payload)
    assert world.refused(order) == ("not_found",)
    lead = Browser(world, LEAD)
    away("2026-03-02", "2026-03-20")  # on the team's page of absences: ended, or taken back whole
    assert "Take back what was entered for Alys by mistake" in lead.get("/en/settings/absences")
    form = [one for one in Forms.of(lead.get("/en/settings/absences")) if "mistaken" in one.values]
    assert lead.client.post("/en/settings/absences/end", data=form[-1].values).status_code == 303
    assert entered() == [("2026-03-03", "2026-03-03")]
    world.done(Order("whole", "end_absence", f"person:{ASSURER}", ASSURER, {**payload, "mistaken": True}))
    assert entered() == []
