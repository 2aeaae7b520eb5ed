"""Workshops come into people's calendars, change there and leave them: on both databases."""

import datetime as dt
from email import message_from_bytes
from typing import Any

import pytest
import raw_calendar
from invited import PLACE, PLAN, add, body, event, leave, letters, part, person, workshop
from sqlalchemy import update
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, making_known, move

from ispdesk.commands.shape import Order, Refused
from models.database import writing
from models.tables.appointment import Appointment, Invitation
from models.tables.journal import History
from models.tables.post import Letter


def test_a_planned_workshop_invites_everybody_who_is_expected_each_alone(world: World) -> None:
    workshop(world, LEAD)
    sent = letters(world)
    assert sorted(sent) == sorted([COORDINATOR, FACILITATOR, "gwenllian", LEAD])
    for name, (letter,) in sent.items():
        head, calendar = part(letter)
        found = event(letter)
        assert calendar["METHOD"] == head.get_param("method") == "REQUEST"
        assert head.get_content_charset() == "utf-8"
        assert str(found["ATTENDEE"]) == f"mailto:{name}@desk.test"
        assert sum(b"desk.test" in line for line in part(letter)[0].get_payload(decode=True).splitlines()) <= 2
        assert found["SEQUENCE"] == 0
        assert found["DTSTAMP"].dt == world.at
        assert found["LOCATION"] == PLAN["place"]
        assert found["DTSTART"].dt.isoformat() == "2026-03-20T10:00:00+00:00"
        assert (letter.kind, letter.asks, letter.status) == ("notice", False, "queued")
    assert str(event(sent[LEAD][0])["ORGANIZER"]) == f"mailto:{COORDINATOR}@desk.test"
    assert str(event(sent[COORDINATOR][0])["ORGANIZER"]) != f"mailto:{COORDINATOR}@desk.test"
    assert event(sent["gwenllian"][0])["SUMMARY"] == "Gweithdy / Workshop: Rhannu A1 / Sharing A1 (A1)"
    assert event(sent[FACILITATOR][0])["SUMMARY"] == "Gweithdy: Rhannu A1 (A1)"
    assert len({event(letter)["UID"] for (letter,) in sent.values()}) == 1


def test_another_day_time_or_place_raises_the_sequence_and_reaches_everybody_again(world: World) -> None:
    workshop(world)
    first = {name: event(sent[0]) for name, sent in letters(world).items()}
    leave(world)
    world.at += dt.timedelta(hours=1)
    world.done(
        world.order("move_workshop", "A1", COORDINATOR, number=1, day="2026-03-30", begins="14:00", ends="16:00")
    )
    world.done(world.order("move_workshop", "A1", COORDINATOR, number=1, place="Canolfan; y Llan, 2"))
    for name, sent in letters(world).items():
        told = [event(letter) for letter in sent]
        assert [int(one["SEQUENCE"]) for one in told] == [0, 1, 2]
        assert {str(one["UID"]) for one in told} == {str(first[name]["UID"])}
        assert [letter.message.removeprefix("invitation") for letter in sent] == ["", "_changed", "_changed"]
        assert [letter.status for letter in sent] == ["sent", "superseded", "queued"]
        assert told[2]["DTSTART"].dt == dt.datetime(2026, 3, 30, 13, tzinfo=dt.UTC)
        assert told[2]["LOCATION"] == "Canolfan; y Llan, 2"
        assert told[2]["DTSTAMP"].dt == world.at
        assert told[0]["DTSTAMP"].dt < world.at
    text = body(letters(world)["gwenllian"][1])
    assert "Cyn hynny: Dydd Gwener 20 Mawrth 2026, 10am i 12:30pm" in text
    assert "Before that: Friday 20 March 2026, 10am to 12:30pm" in text
    assert "Before that" not in body(letters(world)["gwenllian"][2])


def test_what_is_called_off_leaves_every_calendar(world: World) -> None:
    workshop(world, LEAD)
    leave(world)
    answer = world.done(world.order("cancel_workshop", "A1", COORDINATOR, number=1, reason="Mae'r neuadd dan ddŵr."))
    assert answer["letters"] == 4
    for sent in letters(world).values():
        told = event(sent[1])
        assert part(sent[1])[1]["METHOD"] == part(sent[1])[0].get_param("method") == "CANCEL"
        assert (told["STATUS"], int(told["SEQUENCE"])) == ("CANCELLED", 1)
        assert told["UID"] == event(sent[0])["UID"]
        assert "Mae'r neuadd dan ddŵr." in body(sent[1])
    for kind, more in (("move_workshop", {"place": "x"}), ("cancel_workshop", {"reason": "x"})):
        assert world.refused(world.order(kind, "A1", COORDINATOR, number=1, **more)) == ("over",)


def test_who_never_heard_of_it_hears_neither_of_a_change_nor_of_its_end(world: World) -> None:
    workshop(world)
    world.done(world.order("move_workshop", "A1", COORDINATOR, number=1, day="2026-03-23"))
    assert {letter.message for sent in letters(world).values() for letter in sent} == {"invitation"}
    assert world.done(world.order("cancel_workshop", "A1", COORDINATOR, number=1, reason="x"))["letters"] == 0
    assert {letter.status for sent in letters(world).values() for letter in sent} == {"superseded"}


def test_a_letter_that_was_tried_may_have_arrived_and_is_taken_back_by_another(world: World) -> None:
    workshop(world)
    with writing(world.engine) as session:
        session.execute(update(Letter).values(attempts=1))
    world.done(world.order("cancel_workshop", "A1", COORDINATOR, number=1, reason="x"))
    assert [letter.message for letter in letters(world)["gwenllian"]] == ["invitation", "invitation_cancelled"]


def test_only_those_are_written_to_who_come_or_go(world: World) -> None:
    workshop(world)
    leave(world)
    add(world, "newydd", address="newydd@desk.test", language="cy")
    world.done(world.order("move_workshop", "A1", COORDINATOR, number=1, invite=["newydd"]))
    world.done(world.order("remove_partner", "A1", COORDINATOR, line=3, reason="Nid yw'n rhannu"))
    leave(world)
    world.done(world.order("move_workshop", "A1", COORDINATOR, number=1, leave_out=["newydd"]))
    told = {
        name: [(part(o)[1]["METHOD"], int(event(o)["SEQUENCE"])) for o in sent] for name, sent in letters(world).items()
    }
    assert told == {
        COORDINATOR: [("REQUEST", 0)],
        FACILITATOR: [("REQUEST", 0)],
        "gwenllian": [("REQUEST", 0), ("CANCEL", 2)],
        "newydd": [("REQUEST", 1), ("CANCEL", 3)],
    }
    assert "Nid oes angen i chi ddod i'r gweithdy mwyach" in body(letters(world)["newydd"][1])
    world.done(world.order("move_workshop", "A1", COORDINATOR, number=1, invite=["newydd"]))
    assert [int(event(o)["SEQUENCE"]) for o in letters(world)["newydd"]] == [1, 3, 4]
    rows = sorted(
        (row.sequence, row.method) for row in world.rows(Invitation) if row.person_id == person(world, "newydd")
    )
    assert rows == [(1, "REQUEST"), (3, "CANCEL"), (4, "REQUEST")]


def test_a_new_coordinator_comes_in_and_is_whom_answers_reach(world: World) -> None:
    workshop(world)
    leave(world)
    add(world, "olwen", address="olwen@desk.test", language="en")
    world.done(world.order("describe", "A1", LEAD, coordinator_person="olwen"))
    sent = letters(world)
    assert [part(o)[1]["METHOD"] for o in sent[COORDINATOR]] == ["REQUEST", "CANCEL"]
    assert [part(o)[1]["METHOD"] for o in sent["olwen"]] == ["REQUEST"]
    assert str(event(sent["gwenllian"][1])["ORGANIZER"]) == "mailto:olwen@desk.test"
    assert int(event(sent["gwenllian"][1])["SEQUENCE"]) == 1


def test_who_is_away_is_invited_all_the_same(world: World) -> None:
    away = {"first_day": "2026-03-02", "last_day": "2026-03-31", "substitute": ASSURER}
    world.done(Order("away", "set_absence", f"person:{FACILITATOR}", "operator", away))
    workshop(world)
    assert FACILITATOR in letters(world)
    assert ASSURER not in letters(world)


def test_who_has_no_address_is_named_to_whoever_plans(world: World) -> None:
    workshop(world)
    add(world, "mud")
    world.done(world.order("add_partner", "A1", COORDINATOR, name="Mud", line=4, contact="mud"))
    answer = world.done(world.order("plan_workshop", "A1", COORDINATOR, **PLAN))
    assert (answer["number"], answer["letters"], answer["unreachable"]) == (2, 3, ["mud"])
    assert world.refused(world.order("plan_workshop", "A1", COORDINATOR, **PLAN, invite=["mud"])) == ("no_address",)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a day that has passed": ({"day": "2026-03-01"}, "Mae 2026-03-01 wedi mynd heibio"),
    "an end before its start": ({"begins": "12:00", "ends": "11:00"}, "gorffen cyn iddo ddechrau"),
    "an end that is its start": ({"begins": "12:00", "ends": "12:00"}, "gorffen cyn iddo ddechrau"),
    "no time of a day": ({"begins": "25:00"}, "Nid yw “25:00” yn amser o'r dydd"),
    "no time at all": ({"ends": "noon"}, "Nid yw “noon” yn amser o'r dydd"),
    "the middle of the night": ({"begins": "03:00"}, "rhwng 07:00 a 22:00"),
    "late at night": ({"ends": "22:30"}, "rhwng 07:00 a 22:00"),
    "nowhere": ({"place": ""}, "Dywedwch ble y mae"),
    "a link that is none": ({"online": "javascript:alert(1)"}, "yn ddolen"),
    "a link with a space": ({"online": "https://meet.example/a b"}, "yn ddolen"),
    "nobody known": ({"invite": ["neb"]}, "Nid oes person “neb”"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_planned_is_said_in_both_languages(world: World, what: str) -> None:
    world.run(making_known("A1"))
    changed, cy = WRONG[what]
    result = world.do(world.order("plan_workshop", "A1", COORDINATOR, **{**PLAN, **changed}))
    assert isinstance(result, Refused)
    (reason,) = result.reasons
    assert cy in reason.cy
    assert reason.en != reason.cy
    assert world.rows(Appointment) == []
    assert letters(world) == {}


def test_nothing_new_is_no_change_and_what_is_not_there_is_not_found(world: World) -> None:
    workshop(world)
    again = world.order("move_workshop", "A1", COORDINATOR, number=1, day="2026-03-20", begins="10.00")
    assert world.refused(again) == ("nothing_new",)
    assert world.refused(world.order("move_workshop", "A1", COORDINATOR, number=7, day="2026-03-21")) == ("not_found",)
    assert world.refused(world.order("plan_workshop", "A1", "seren", **PLAN)) == ("not_yours",)


def test_a_workshop_that_was_held_closes_its_plan(world: World) -> None:
    workshop(world)
    world.done(world.order("plan_workshop", "A1", COORDINATOR, **{**PLAN, "day": "2026-03-25"}))
    assert world.refused(world.order("hold_workshop", "A1", COORDINATOR, plan=2)) == ("in_the_future",)
    assert world.refused(world.order("hold_workshop", "A1", COORDINATOR, plan=3)) == ("not_found",)
    leave(world)
    world.at = dt.datetime(2026, 3, 20, 15, 0, tzinfo=dt.UTC)
    world.done(world.order("hold_workshop", "A1", COORDINATOR, topic="Llifoedd"))
    assert [row.status for row in sorted(world.rows(Appointment), key=lambda one: one.number)] == ["held", "planned"]
    (row,) = world.rows(History, History.kind == "workshop_held")
    assert row.body["plan"] == 1
    assert {len(sent) for sent in letters(world).values()} == {2}, "nobody is written to about it"


def test_an_isp_that_ends_takes_its_workshops_out_of_calendars(world: World) -> None:
    workshop(world)
    leave(world)
    world.done(move("A1", "withdraw", LEAD, reason="Nid oes angen"))
    assert [part(o)[1]["METHOD"] for o in letters(world)["gwenllian"]] == ["REQUEST", "CANCEL"]
    assert [row.status for row in world.rows(Appointment)] == ["cancelled"]


def test_no_part_of_an_invitation_holds_text_of_the_protocol(world: World) -> None:
    world.run(making_known("A1", purpose="SECRETPURPOSE"))
    secret = {
        "number": 1,
        "information": "SECRETINFO",
        "sender": "Torfaen",
        "recipients": ["Gwent"],
        "purpose": "SECRETWHY",
    }
    world.done(world.order("write_flow", "A1", COORDINATOR, **secret))
    world.done(world.order("write_section", "A1", COORDINATOR, key="purpose", heading="SECRETHEAD", text="SECRETTEXT"))
    world.done(world.order("plan_workshop", "A1", COORDINATOR, **PLAN))
    for sent in letters(world).values():
        for letter in sent:
            whole = letter.frozen.raw + b"".join(
                one.get_payload(decode=True) for one in message_from_bytes(letter.frozen.raw).get_payload()
            )
            assert b"SECRET" not in whole
            assert "Sharing A1" in body(letter) or "Rhannu A1" in body(letter)


def test_the_raw_lines_of_each_part_are_sound(world: World) -> None:
    workshop(world, topic="Llifoedd, pwy; a phryd " * 8)
    for (letter,) in letters(world).values():
        (own,) = raw_calendar.blocks(part(letter)[0].get_payload(decode=True), "VEVENT")
        assert own["LOCATION"].text == PLACE
        assert "Llifoedd, pwy; a phryd " * 7 in own["DESCRIPTION"].text
        assert own["SUMMARY"].text.endswith("(A1)")


def test_an_order_given_again_writes_nothing_again(world: World) -> None:
    workshop(world)
    order = world.order("plan_workshop", "A1", COORDINATOR, **PLAN)
    first = world.done(order)
    raw = sorted(letter.frozen.raw for sent in letters(world).values() for letter in sent)
    assert world.done(order) == first
    assert sorted(letter.frozen.raw for sent in letters(world).values() for letter in sent) == raw


def test_a_topic_of_several_lines_is_one_and_what_cannot_be_seen_is_left_out(world: World) -> None:
    workshop(world, topic="Llif 1\r\n\tLlif 2", place="Neuadd\x0bFawr\r\n\r\n  Llanelli ")
    for (letter,) in letters(world).values():
        (own,) = raw_calendar.blocks(part(letter)[0].get_payload(decode=True), "VEVENT")
        assert own["LOCATION"].text == "Neuadd\nFawr\nLlanelli"
        assert "Llif 1 Llif 2" in body(letter)
    assert "character" in str(
        world.do(world.order("plan_workshop", "A1", COORDINATOR, **{**PLAN, "topic": "\u202egnp"}))
    )


def test_where_no_coordinator_can_be_reached_the_team_comes_in(world: World) -> None:
    add(world, "mud")
    world.run(making_known("A1"))
    world.done(world.order("describe", "A1", LEAD, coordinator_person="mud"))
    answer = world.done(world.order("plan_workshop", "A1", LEAD, **PLAN))
    assert (set(letters(world)), answer["unreachable"]) == ({ASSURER, LEAD, FACILITATOR}, ["mud"])
