"""Workshops, meetings and review dates come into people's calendars, change there and go: on both databases."""

from email import message_from_bytes
from email.message import Message
from typing import Any

from icalendar import Calendar
from sqlmodel import col
from world import COORDINATOR, FACILITATOR, LEAD, World, making_known

from ispdesk.commands.shape import Order
from models.tables.post import Letter

PLACE = "Neuadd y Dref, Torfaen; ystafell 2\nail lawr"
PLAN = {
    "day": "2026-03-20",
    "begins": "10:00",
    "ends": "12:30",
    "place": "Neuadd y Dref, Torfaen; ystafell 2\nail lawr",
}


def add(world: World, ref: str, **more: Any) -> None:
    world.done(Order(f"p:{ref}", "enter_person", f"person:{ref}", "operator", {"name_en": ref.title(), **more}))


def workshop(world: World, *also: str, **changed: Any) -> None:
    """An ISP whose partner Gwent has a contact, with one planned workshop."""
    add(world, "gwenllian", address="gwenllian@desk.test", language="unknown")
    world.run(making_known("A1"))
    world.done(world.order("add_partner", "A1", COORDINATOR, name="Gwent again", line=3, contact="gwenllian"))
    world.done(world.order("plan_workshop", "A1", COORDINATOR, **{**PLAN, "invite": list(also), **changed}))


def letters(world: World, message: str = "") -> dict[str, list[Letter]]:
    """Letters about invitations, in order, by the reader's address."""
    found: dict[str, list[Letter]] = {}
    for letter in sorted(
        world.rows(Letter, col(Letter.message).startswith(message or "invitation")), key=lambda o: o.id
    ):
        found.setdefault(letter.address.partition("@")[0], []).append(letter)
    return found


def part(letter: Letter) -> tuple[Message, Calendar]:
    """The calendar part of a letter, read back."""
    parts = message_from_bytes(letter.raw).get_payload()
    assert [one.get_content_type() for one in parts] == ["text/plain", "text/html", "text/calendar"]
    read = Calendar.from_ical(parts[2].get_payload(decode=True))
    assert isinstance(read, Calendar)
    return parts[2], read


def event(letter: Letter) -> Any:
    (found,) = part(letter)[1].walk("VEVENT")
    assert found.errors == []
    return found


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
