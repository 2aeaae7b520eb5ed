"""An ISP with a planned workshop, and the letters about it with their calendar parts read back."""

from email import message_from_bytes
from email.message import Message
from typing import Any

from icalendar import Calendar
from sqlalchemy import update
from sqlmodel import col
from world import COORDINATOR, World, making_known

from ispdesk.commands.shape import Order
from models.database import writing
from models.tables.person import Person
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
    parts = message_from_bytes(letter.frozen.raw).get_payload()
    assert [one.get_content_type() for one in parts] == ["text/plain", "text/html", "text/calendar"]
    read = Calendar.from_ical(parts[2].get_payload(decode=True))
    assert isinstance(read, Calendar)
    return parts[2], read


def event(letter: Letter) -> Any:
    (found,) = part(letter)[1].walk("VEVENT")
    assert found.errors == []
    return found


def leave(world: World) -> None:
    """Everything in the outbox is delivered."""
    with writing(world.engine) as session:
        session.execute(update(Letter).where(col(Letter.status) == "queued").values(status="sent", next_at=None))


def body(letter: Letter) -> str:
    parts = message_from_bytes(letter.frozen.raw).get_payload()
    return str(parts[0].get_payload(decode=True).decode())


def person(world: World, ref: str) -> int:
    return int(world.rows(Person, Person.ref == ref)[0].id)


def methods(sent: list[Letter]) -> list[tuple[str, int]]:
    """What each letter asks of a calendar, with its sequence."""
    return [(str(part(letter)[1]["METHOD"]), int(event(letter)["SEQUENCE"])) for letter in sent]
