"""Workshops to come: planned, moved and called off; whoever is expected is invited, and told of every change."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands import invitations
from ispdesk.commands.isps import EDITORS, find
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.work import at_work
from models.queries import appointments
from models.tables.appointment import Appointment
from models.tables.isp import Isp
from states.lifecycle import Role

EARLIEST, LATEST = dt.time(7), dt.time(22)
"""Within these hours a workshop may lie: what lies outside is a slip of the pen (our default)."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_LINK = re.compile(r"https://[!-~]{4,390}")
Number = Annotated[int, Ge(1), Le(9999)]
Place = Annotated[str, StringConstraints(max_length=400)]
Topic = Annotated[str, StringConstraints(max_length=200)]
Time = Annotated[str, StringConstraints(max_length=10)]


class PlanWorkshop(Payload):
    """Day and times in Wales, where or under which link, about what, and who is invited by name beside the usual."""

    day: dt.date
    begins: Time
    ends: Time
    place: Place = ""
    online: Place = ""
    topic: Topic = ""
    invite: tuple[Ref, ...] = ()


class MoveWorkshop(Payload):
    """What changes of a planned workshop; what is not given stays. `leave_out` takes people named before off again."""

    number: Number
    day: dt.date | None = None
    begins: Time | None = None
    ends: Time | None = None
    place: Place | None = None
    online: Place | None = None
    topic: Topic | None = None
    invite: tuple[Ref, ...] = ()
    leave_out: tuple[Ref, ...] = ()


class CancelWorkshop(Payload):
    """Which planned workshop does not take place, and why."""

    number: Number
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


def a_time(written: str) -> dt.time:
    """A time as people write it: `9:30` or `14.00`."""
    read = _TIME.fullmatch(written)
    if read is None:
        raise decline(
            "wrong_value",
            f"“{written}” is no time of the day: write it like 09:30 or 14:00.",
            f"Nid yw “{written}” yn amser o'r dydd: ysgrifennwch ef fel 09:30 neu 14:00.",
        )
    return dt.time(int(read[1]), int(read[2]))


def check_times(begins: dt.time, ends: dt.time) -> None:
    """Decline an end that is not after the beginning, and times outside the day."""
    if ends <= begins:
        raise decline(
            "wrong_value",
            "It ends before it begins: give an end that is later than the start.",
            "Mae'n gorffen cyn iddo ddechrau: rhowch ddiwedd sy'n hwyrach na'r dechrau.",
        )
    if begins < EARLIEST or ends > LATEST:
        hours = f"{EARLIEST:%H:%M}", f"{LATEST:%H:%M}"
        raise decline(
            "wrong_value",
            f"It has to lie between {hours[0]} and {hours[1]}: look at the times again.",
            f"Rhaid iddo fod rhwng {hours[0]} a {hours[1]}: edrychwch ar yr amserau eto.",
        )


def check_ahead(tx: Tx, day: dt.date) -> None:
    """Decline a day that has passed."""
    if day < tx.today:
        raise decline(
            "past",
            f"{day} has passed: give today or a day to come.",
            f"Mae {day} wedi mynd heibio: rhowch heddiw neu ddiwrnod i ddod.",
        )


def check_place(place: str, online: str, *, needed: bool = True) -> None:
    """Decline a link that is none, and where needed no place at all."""
    if online and not _LINK.fullmatch(online):
        raise decline(
            "wrong_value",
            f"“{online}” is no link: it begins with https:// and has no spaces.",
            f"Nid yw “{online}” yn ddolen: mae'n dechrau gyda https:// ac nid oes bylchau ynddi.",
        )
    if needed and not place and not online:
        raise decline(
            "wrong_value",
            "Say where it is: a place, a link, or both.",
            "Dywedwch ble y mae: lle, dolen, neu'r ddau.",
        )


def _people(tx: Tx, refs: Sequence[str]) -> list[str]:
    """These references, each known and with an address."""
    for ref in refs:
        if not find_person(tx.session, ref).address:
            raise decline(
                "no_address",
                f"{ref} has no address to invite them at.",
                f"Nid oes gan {ref} gyfeiriad i'w gwahodd iddo.",
            )
    return list(dict.fromkeys(refs))


def _planned(tx: Tx, number: int) -> Appointment:
    """The planned workshop of this number."""
    found = appointments.numbered(tx.session, tx.stream.name, "workshop", number)
    if found is None:
        raise decline("not_found", f"There is no workshop {number}.", f"Nid oes gweithdy {number}.")
    if found.status != "planned":
        raise decline(
            "over",
            f"Workshop {number} is not planned any more: it was held or called off.",
            f"Nid yw gweithdy {number} wedi'i gynllunio mwyach: fe'i cynhaliwyd neu fe'i canslwyd.",
        )
    return found


def _answer(tx: Tx, isp: Isp, planned: Appointment, letters: int) -> Mapping[str, Any]:
    """What the door answers; `unreachable` are people who are expected and have no address."""
    expected = invitations.expected(tx.session, isp, planned, tx.today) if planned.status == "planned" else ()
    return {
        "ref": isp.ref,
        "number": planned.number,
        "day": planned.day.isoformat(),
        "sequence": planned.sequence,
        "letters": letters,
        "unreachable": [person.ref for person, _ in expected if not person.address],
    }


def _body(planned: Appointment) -> dict[str, Any]:
    """What the history keeps: no words."""
    begins, ends = (f"{one:%H:%M}" if one else None for one in (planned.begins, planned.ends))
    return {"workshop": planned.number, "day": planned.day, "begins": begins, "ends": ends, "also": planned.also}


def _words(planned: Appointment) -> dict[str, str]:
    return {"topic": planned.topic, "place": planned.place, "online": planned.online}


def plan(tx: Tx, payload: PlanWorkshop) -> Mapping[str, Any]:
    """Plan a workshop and invite whoever is expected."""
    isp = find(tx.session, tx.stream.ref)
    at_work(tx, isp)
    if tx.order.recording or Role.IMPORT in tx.roles:
        raise decline(
            "not_recorded",
            "A workshop to come is planned, not recorded: leave out --record.",
            "Caiff gweithdy i ddod ei gynllunio, nid ei gofnodi: gadewch --record allan.",
        )
    begins, ends = a_time(payload.begins), a_time(payload.ends)
    check_ahead(tx, payload.day)
    check_times(begins, ends)
    check_place(payload.place, payload.online)
    planned = invitations.make(
        tx,
        "workshop",
        payload.day,
        begins=begins,
        ends=ends,
        place=payload.place,
        online=payload.online,
        topic=payload.topic,
        also=_people(tx, payload.invite),
    )
    tx.record("workshop_planned", _body(planned), words=_words(planned))
    return _answer(tx, isp, planned, invitations.tell_isp(tx, isp, planned))


def move(tx: Tx, payload: MoveWorkshop) -> Mapping[str, Any]:
    """Change day, times, place or invitees of a planned workshop, and tell whom it concerns."""
    isp = find(tx.session, tx.stream.ref)
    planned = _planned(tx, payload.number)
    before, was = _body(planned) | _words(planned), invitations.times(planned)
    planned.day = payload.day or planned.day
    planned.begins = a_time(payload.begins) if payload.begins is not None else planned.begins
    planned.ends = a_time(payload.ends) if payload.ends is not None else planned.ends
    for name in ("place", "online", "topic"):
        if getattr(payload, name) is not None:
            setattr(planned, name, getattr(payload, name))
    staying = [ref for ref in planned.also if ref not in payload.leave_out]
    planned.also = list(dict.fromkeys([*staying, *_people(tx, payload.invite)]))
    check_ahead(tx, planned.day)
    check_times(planned.begins or EARLIEST, planned.ends or LATEST)
    check_place(planned.place, planned.online)
    if _body(planned) | _words(planned) == before:
        raise decline(
            "nothing_new",
            "Nothing would change: give what is different.",
            "Ni fyddai dim yn newid: rhowch yr hyn sy'n wahanol.",
        )
    tx.session.add(planned)
    tx.record("workshop_moved", _body(planned), words=_words(planned))
    letters = invitations.tell_isp(tx, isp, planned, invitations.Change(was), changed=True)
    return _answer(tx, isp, planned, letters)


def cancel(tx: Tx, payload: CancelWorkshop) -> Mapping[str, Any]:
    """Call a planned workshop off, and tell everybody who was invited."""
    isp = find(tx.session, tx.stream.ref)
    planned = _planned(tx, payload.number)
    planned.status = "cancelled"
    tx.session.add(planned)
    tx.record("workshop_cancelled", {"workshop": planned.number, "day": planned.day}, words={"reason": payload.reason})
    change = invitations.Change(reason=payload.reason)
    return _answer(tx, isp, planned, invitations.tell_isp(tx, isp, planned, change, changed=True))


SPECS: tuple[Spec[Any], ...] = (
    Spec("plan_workshop", "isp", PlanWorkshop, EDITORS, plan),
    Spec("move_workshop", "isp", MoveWorkshop, EDITORS, move),
    Spec("cancel_workshop", "isp", CancelWorkshop, EDITORS, cancel),
)
