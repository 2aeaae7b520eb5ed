"""Workshops beside their day and place: who came, who wishes to use Welsh, translation, and when they will end."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import col

from ispdesk.access import DEVELOPERS, TEAM
from ispdesk.commands import invitations, telling
from ispdesk.commands.isps import find
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import appointments, isps, partners
from models.tables.appointment import Appointment
from models.tables.attending import Attendance, LanguageWish, Translation
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.post import Letter, Notice
from models.tables.work import Workshop
from notifications.words import span
from states.lifecycle import State

Number = Annotated[int, Ge(1), Le(9999)]
EDITORS = DEVELOPERS | TEAM
ASKING = "rung_workshop_expected_date"
"""The message that asks when the workshops will be finished."""
LONGEST = 730
"""Days ahead within which the workshops are to be finished (our default: two years)."""


class Attended(Payload):
    """How many people came from one partner."""

    partner: Number
    people: Annotated[int, Ge(1), Le(999)]


class SayLanguage(Payload):
    """Whether somebody wishes to use Welsh at a planned workshop; `person` where it is said for somebody else."""

    number: Number
    welsh: bool
    person: Ref | None = None


class ArrangeTranslation(Payload):
    """That translation is arranged for a planned workshop, or not any more."""

    number: Number
    arranged: bool = True
    note: Annotated[str, StringConstraints(max_length=400)] = ""


class ExpectFinish(Payload):
    """The day by which the flows are expected to be confirmed; none where that is not known yet."""

    day: dt.date | None = None
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


def attend(tx: Tx, isp: Isp, held: Workshop, attended: Sequence[Attended]) -> dict[str, Any]:
    """Keep who came; what the history says of it: numbers by partner, no names."""
    lines = [one.partner for one in attended]
    if len(set(lines)) < len(lines):
        raise decline("attended", "A partner is named twice.", "Enwir partner ddwywaith.")
    tx.session.flush()
    for one in attended:
        partner = partners.of_line(tx.session, isp.id or 0, one.partner)
        if partner is None:
            raise decline("not_found", f"There is no partner {one.partner}.", f"Nid oes partner {one.partner}.")
        tx.session.add(Attendance(workshop_id=held.id or 0, partner_id=partner.id or 0, people=one.people))
    return {"attended": {str(one.partner): one.people for one in attended}} if attended else {}


def _ahead(tx: Tx, number: int) -> Appointment:
    """The planned workshop of this number whose day has not passed."""
    found = appointments.numbered(tx.session, tx.stream.name, "workshop", number)
    if found is None or found.status != "planned" or found.day < tx.today:
        raise decline(
            "not_found",
            f"Workshop {number} is not ahead: it was held, called off or never planned.",
            f"Nid yw gweithdy {number} o'n blaenau: fe'i cynhaliwyd, fe'i canslwyd neu ni chynlluniwyd ef erioed.",
        )
    return found


def say_language(tx: Tx, payload: SayLanguage) -> Mapping[str, Any]:
    """Keep who wishes to use Welsh; the coordinator hears of the first, for whom translation is to be arranged."""
    isp = find(tx.session, tx.stream.ref)
    planned = _ahead(tx, payload.number)
    person = find_person(tx.session, payload.person or tx.order.actor)
    if person.ref != tx.order.actor and not tx.roles & EDITORS:
        raise decline("not_yours", "Only the person may change this.", "Dim ond y person ei hun a gaiff newid hyn.")
    if person.id not in {one.id for one, _ in invitations.expected(tx.session, isp, planned, tx.today)}:
        raise decline(
            "not_expected",
            f"{person.name_en} is not expected there: invite them first.",
            f"Ni ddisgwylir {person.name_cy or person.name_en} yno: gwahoddwch nhw yn gyntaf.",
        )
    tx.session.merge(
        LanguageWish(appointment_id=planned.id or 0, person_id=person.id or 0, welsh=payload.welsh, at=tx.at)
    )
    tx.record("language_said", {"workshop": planned.number, "person": person.ref, "welsh": payload.welsh})
    if payload.welsh and tx.session.get(Translation, planned.id) is None:
        _tell(tx, isp, planned, person)
    return {"ref": isp.ref, "number": planned.number, "person": person.ref, "welsh": payload.welsh}


def _tell(tx: Tx, isp: Isp, planned: Appointment, person: Person) -> None:
    """Tell the coordinator that translation is to be arranged."""
    version = _at_work(tx, isp)
    times = invitations.times(planned)
    values = telling.isp_values(tx.session, isp, version) | {
        "name_en": person.name_en,
        "name_cy": person.name_cy or person.name_en,
        "when_en": span(*times, "en"),
        "when_cy": span(*times, "cy"),
    }
    seq = tx.written[-1].seq
    about = telling.About(f"{tx.stream.name}:{seq}:welsh_wished", isp, version)
    telling.tell(tx, "welsh_wished", ["coordinator"], values, about, seq=seq)


def _at_work(tx: Tx, isp: Isp) -> Version:
    version = isps.standing_at(tx.session, isp.id or 0, "progress")
    if version is None:
        raise decline("ended", "It has no version in progress.", "Nid oes fersiwn ar y gweill.")
    return version


def arrange_translation(tx: Tx, payload: ArrangeTranslation) -> Mapping[str, Any]:
    """Keep that translation is arranged, or that it is not."""
    isp = find(tx.session, tx.stream.ref)
    planned = _ahead(tx, payload.number)
    kept = tx.session.get(Translation, planned.id)
    if payload.arranged:
        tx.session.merge(Translation(appointment_id=planned.id or 0, at=tx.at, note=payload.note))
    elif kept is not None:
        tx.session.delete(kept)
    body = {"workshop": planned.number, "arranged": payload.arranged}
    tx.record("translation_arranged", body, words={"note": payload.note})
    return {"ref": isp.ref, "number": planned.number, "arranged": payload.arranged}


def expect(tx: Tx, payload: ExpectFinish) -> Mapping[str, Any]:
    """Keep when the workshops are expected to be finished; nobody is asked for it any more."""
    isp = find(tx.session, tx.stream.ref)
    version = _at_work(tx, isp)
    if version.state != State.WORKSHOPS:
        raise decline("not_in_workshops", "It is not in workshops.", "Nid yw yng nghyfnod y gweithdai.")
    if payload.day is not None and not tx.today <= payload.day <= tx.today + dt.timedelta(LONGEST):
        raise decline(
            "day",
            "Give a day from today on, within two years.",
            "Rhowch ddiwrnod o heddiw ymlaen, o fewn dwy flynedd.",
        )
    version.flows_expected = payload.day
    tx.session.add(version)
    body = {"day": payload.day, "version": version.number}
    tx.record("finish_expected", body, words={"reason": payload.reason})
    telling.recall(tx.session, tx.at, col(Letter.version_id) == version.id, col(Letter.message) == ASKING)
    asked = (col(Notice.version_id) == version.id) & (col(Notice.message) == ASKING)
    telling.forget(tx.session, tx.at, asked, why="answered")
    return {"ref": isp.ref, "day": payload.day.isoformat() if payload.day else None}


SPECS: tuple[Spec[Any], ...] = (
    Spec("say_language", "isp", SayLanguage, None, say_language),
    Spec("arrange_translation", "isp", ArrangeTranslation, EDITORS, arrange_translation),
    Spec("expect_finish", "isp", ExpectFinish, DEVELOPERS, expect),
)
