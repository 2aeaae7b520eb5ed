"""Workshops to come: planned, moved and called off; whoever is expected is invited, and told of every change."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands import invitations
from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import EDITORS, find
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.when_and_where import (
    EARLIEST,
    LATEST,
    Place,
    Time,
    a_time,
    check_ahead,
    check_place,
    check_times,
    one_line,
    some_lines,
)
from models.queries import appointments
from models.tables.appointment import Appointment
from models.tables.isp import Isp
from states.lifecycle import Role

Number = Annotated[int, Ge(1), Le(9999)]
Topic = Annotated[str, StringConstraints(max_length=200)]


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
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def _people(tx: Tx, refs: Sequence[str]) -> list[str]:
    """These references, each known and with an address."""
    for ref in refs:
        if not find_person(tx.session, ref).reached_at:
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
        "unreachable": [person.ref for person, _ in expected if not person.reached_at],
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
    place, topic = some_lines(payload.place), one_line(payload.topic)
    check_place(place, payload.online)
    planned = invitations.make(
        tx,
        "workshop",
        payload.day,
        begins=begins,
        ends=ends,
        place=place,
        online=payload.online,
        topic=topic,
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
    planned.place = planned.place if payload.place is None else some_lines(payload.place)
    planned.online = planned.online if payload.online is None else payload.online
    planned.topic = planned.topic if payload.topic is None else one_line(payload.topic)
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
