"""Review dates and QA meetings come into people's calendars, change there and leave them: on both databases."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from invited import PLAN, body, event, leave, letters, part
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, making_known, move, to_assured

from ispdesk.commands.shape import Order, Refused
from models.tables.appointment import Appointment
from models.tables.qa import Meeting


def test_a_review_date_is_a_whole_day_that_moves_and_goes(world: World) -> None:
    world.run(to_assured("A1", dt.date(2027, 3, 1)))
    (first,) = letters(world)[COORDINATOR]
    told = event(first)
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (dt.date(2027, 3, 1), dt.date(2027, 3, 2))
    assert told["TRANSP"] == "TRANSPARENT"
    assert told["ATTENDEE"].params["RSVP"] == "FALSE"
    assert told["SUMMARY"] == "Review date: Sharing A1 (A1)"
    assert "You will be told in good time" in body(first)
    leave(world)
    world.done(move("A1", "retire", LEAD, reason="Nid yw'r gwasanaeth yn bod"))
    second = letters(world)[COORDINATOR][1]
    assert part(second)[1]["METHOD"] == "CANCEL"
    assert event(second)["UID"] == told["UID"]


def test_an_assurance_taken_back_takes_its_review_date_back(world: World) -> None:
    world.run(to_assured("A1", dt.date(2027, 3, 1)))
    leave(world)
    world.done(world.order("take_back", "A1", ASSURER))
    assert [part(o)[1]["METHOD"] for o in letters(world)[COORDINATOR]] == ["REQUEST", "CANCEL"]


def test_a_review_confirmed_early_moves_the_entry_and_one_confirmed_late_makes_another(world: World) -> None:
    world.run(to_assured("A1", dt.date(2026, 9, 1)))
    leave(world)
    for day, review, numbers in (
        (dt.datetime(2026, 6, 10, 9, tzinfo=dt.UTC), "2028-09-01", [("2028-09-01", 1)]),
        (dt.datetime(2028, 9, 20, 9, tzinfo=dt.UTC), "2029-09-03", [("2028-09-01", 1), ("2029-09-03", 2)]),
    ):
        world.at = day
        mark = day.isoformat()
        world.done(move("A1", "give_review_notice", "timer", id_=f"n{mark}"))
        world.done(move("A1", "begin_review", id_=f"b{mark}"))
        world.done(move("A1", "confirm_unchanged", id_=f"c{mark}", review_date=review, reason="Dim newid"))
        rows = sorted(world.rows(Appointment), key=lambda one: one.number)
        assert [(row.day.isoformat(), row.number) for row in rows] == numbers
        leave(world)
    told = [event(o) for o in letters(world)[COORDINATOR]]
    assert [(int(one["SEQUENCE"]), one["DTSTART"].dt.year) for one in told] == [(0, 2026), (1, 2028), (0, 2029)]


def test_what_is_only_recorded_invites_nobody(world: World) -> None:
    world.run(making_known("A1"))
    facts = {"state": "assured", "review_date": "2027-03-01", "source": "A register"}
    world.done(Order("t", "take_on", "isp:A1", LEAD, facts))
    assert letters(world) == {}
    world.done(Order("d", "describe", "isp:A1", LEAD, {"title_cy": "Teitl"}, recording=True))
    assert (letters(world), world.rows(Appointment)) == ({}, [])
    recorded = Order("r", "plan_workshop", "isp:A1", LEAD, PLAN, recording=True)
    assert world.refused(recorded) == ("not_recorded",)
    world.done(Order("e", "describe", "isp:A1", LEAD, {"title_cy": "Teitl arall"}))
    assert list(letters(world)) == [COORDINATOR], "what is done afterwards makes the date known"


def test_a_meeting_that_is_imported_or_recorded_writes_to_nobody(world: World) -> None:
    group(world)
    before = letters(world)
    moved = at_group(world, "move_meeting", day="2026-04-15", to="2026-04-16")
    world.done(replace(moved, actor=LEAD, recording=True))
    assert letters(world) == before


def group(world: World) -> None:
    """A QA group of two members with one meeting."""
    world.done(
        Order("g", "enter_group", "group:gwent", "operator", {"name_en": "Gwent group", "name_cy": "Grŵp Gwent"})
    )
    for ref in (ASSURER, LEAD):
        world.done(Order(f"g:{ref}", "add_member", "group:gwent", "operator", {"person": ref}))
    world.done(at_group(world, "add_meeting", day="2026-04-15", capacity=4, last_submission="2026-04-01"))


def at_group(world: World, kind: str, **payload: Any) -> Order:
    return replace(world.order(kind, "gwent", "operator", **payload), stream="group:gwent")


def test_a_meeting_of_the_group_is_in_its_members_calendars(world: World) -> None:
    group(world)
    sent = letters(world)
    assert set(sent) == {ASSURER, LEAD}
    told = event(sent[ASSURER][0])
    assert (told["SUMMARY"], told["DTSTART"].dt) == (
        "Cyfarfod y grŵp sicrhau ansawdd: Grŵp Gwent",
        dt.date(2026, 4, 15),
    )
    leave(world)
    world.done(at_group(world, "add_member", person=SECRETARY))
    world.done(at_group(world, "move_meeting", day="2026-04-15", to="2026-04-16", begins="13:00", ends="15:00"))
    world.done(at_group(world, "end_member", person=LEAD))
    leave(world)
    assert world.done(at_group(world, "cancel_meeting", day="2026-04-16", reason="Rhy ychydig"))["letters"] == 2
    told_each = {
        name: [(part(o)[1]["METHOD"], int(event(o)["SEQUENCE"])) for o in sent] for name, sent in letters(world).items()
    }
    assert told_each == {
        ASSURER: [("REQUEST", 0), ("REQUEST", 2), ("CANCEL", 4)],
        LEAD: [("REQUEST", 0), ("REQUEST", 2), ("CANCEL", 3)],
        SECRETARY: [("REQUEST", 1), ("REQUEST", 2), ("CANCEL", 4)],
    }
    assert event(letters(world)[ASSURER][1])["DTSTART"].dt == dt.datetime(2026, 4, 16, 12, tzinfo=dt.UTC)
    assert world.rows(Meeting) == []


FOUR = {"capacity": 4, "last_submission": "2026-04-01"}
MEETINGS: dict[str, tuple[str, dict[str, Any], str]] = {
    "one that is not": ("move_meeting", {"day": "2026-04-14", "capacity": 2}, "not_found"),
    "half its times": ("move_meeting", {"day": "2026-04-15", "begins": "10:00"}, "wrong_value"),
    "a day that has passed": ("move_meeting", {"day": "2026-04-15", "to": "2026-02-02"}, "past"),
    "a last day after it": ("move_meeting", {"day": "2026-04-15", "last_submission": "2026-04-16"}, "wrong_value"),
    "a second one on a day": (
        "add_meeting",
        {"day": "2026-04-15", "capacity": 1, "last_submission": "2026-04-01"},
        "exists",
    ),
    "no member": ("end_member", {"person": SECRETARY}, "not_found"),
    "none to call off": ("cancel_meeting", {"day": "2026-04-14", "reason": "x"}, "not_found"),
    "one called off without a reason": ("cancel_meeting", {"day": "2026-04-15", "reason": " "}, "wrong_value"),
    "a slip of the year": ("move_meeting", {"day": "2026-04-15", "to": "2062-04-15"}, "too_far"),
}


@pytest.mark.parametrize("what", MEETINGS)
def test_a_meeting_that_cannot_be_is_refused(world: World, what: str) -> None:
    group(world)
    kind, payload, code = MEETINGS[what]
    assert world.refused(at_group(world, kind, **payload)) == (code,)


def test_one_time_without_the_other_is_asked_for(world: World) -> None:
    group(world)
    result = world.do(at_group(world, "move_meeting", day="2026-04-15", begins="10:00"))
    assert isinstance(result, Refused)
    assert result.reasons[0].cy == "Rhowch y ddau amser, neu'r un ohonynt ar gyfer diwrnod cyfan."
