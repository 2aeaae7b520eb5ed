"""Help from trained facilitators: asking one, their yes, no or later, and what a yes lets them see and do.

It is written down with the person, not with the ISP: declining costs nothing and is shown to nobody else. A yes is
written with the ISP too, since from then on somebody reads it.
"""

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, col, select

from ispdesk.commands import clocks, people, telling
from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import find
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home
from models.tables.helping import HelpAsked
from models.tables.isp import Isp, Version
from models.tables.journal import Stream
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Grant, Person
from models.tables.work import IspFacilitator, Partner
from notifications.audience import Audience
from states.backlog import silent_until
from states.calendar import CalendarEndsError
from states.dates import months_after
from states.helpers import ANSWERS, WORKED_ON, Help
from states.lifecycle import Role
from states.words import Sentence

ANSWER_WITHIN = 10
"""Working days in which an answer is hoped for; nothing happens when they have passed (our default)."""
MONTHS = 3
"""Months after a yes with which a peer reviewer's part ends by itself (our default)."""
ASKERS = frozenset({Role.ASSURER, Role.TEAM_LEAD})
Words = Annotated[str, StringConstraints(max_length=1000)]
Number = Annotated[int, Ge(1), Le(999_999_999)]
WORK = {
    Help.REVIEW: Sentence(
        "read it as a peer reviewer and note what you find",
        "ei ddarllen fel adolygydd cymheiriaid a nodi'r hyn a welwch",
    ),
    Help.FACILITATE: Sentence("facilitate it", "ei hwyluso"),
}
"""What is asked, as the letter and the page say it."""


class InviteReviewer(Payload):
    """Ask a trained facilitator to review an ISP as a peer, or to facilitate it."""

    isp: Ref
    what: Help = Help.REVIEW
    note: Words = ""


class AnswerHelp(Payload):
    """Yes, no, or later; a reviewer who says yes says that they are independent, and declares any interest."""

    number: Number
    answer: Literal["yes", "no", "later"]
    independent: bool = False
    interest: Words = ""
    later: dt.date | None = None


class RemindHelp(Payload):
    """The day has come that was named with “later”."""

    number: Number


class EndHelp(Payload):
    """Take the question back, or end the part of whoever said yes."""

    number: Number


def case_of(session: Session, isp: Isp) -> tuple[frozenset[str], frozenset[str]]:
    """The organisations that answer for an ISP, and its other partners, by reference."""
    answering = [one for one in (isp.lead_id, isp.coordinator_organisation_id) if one is not None]
    partners = select(Partner.organisation_id).where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None))
    chosen = select(Organisation.id, Organisation.ref).where(
        col(Organisation.id).in_(answering) | col(Organisation.id).in_(partners)
    )
    found = {row: ref for row, ref in session.exec(chosen) if row is not None}
    lead = frozenset(found[row] for row in answering if row in found)
    return lead, frozenset(found.values()) - lead


def invite(tx: Tx, payload: InviteReviewer) -> Mapping[str, Any]:
    """Ask them; nothing changes until they say yes."""
    person = find_person(tx.session, tx.stream.ref)
    facilitator = tx.session.exec(select(Facilitator).where(Facilitator.person_id == person.id)).first()
    if facilitator is None:
        raise decline("not_trained", "They are no trained facilitator.", "Nid ydynt yn hwylusydd hyfforddedig.")
    if person.shared or not person.reached_at:
        raise decline("no_address", "No mail reaches them.", "Nid oes post yn eu cyrraedd.")
    isp = find(tx.session, payload.isp)
    version = at_work(tx, isp)
    _independent(tx, isp, person, payload.what)
    mine = (HelpAsked.version_id == version.id, HelpAsked.facilitator_id == facilitator.id)
    open_ = col(HelpAsked.outcome).is_(None) | (HelpAsked.outcome == "accepted")
    if tx.session.exec(select(HelpAsked).where(*mine, open_)).first() is not None:
        raise decline("done", "They have been asked already.", "Gofynnwyd iddynt eisoes.")
    asked = HelpAsked(
        isp_id=isp.id or 0, version_id=version.id or 0, facilitator_id=facilitator.id or 0, person_id=person.id or 0,
        what=payload.what.value, note=payload.note, asked_by=tx.order.actor, asked_at=tx.at,
        answer_by=silent_until(home.calendar(tx.session), tx.at, ANSWER_WITHIN),
    )  # fmt: skip
    tx.session.add(asked)
    tx.session.flush()
    body = {"isp": isp.ref, "version": version.number, "what": payload.what.value, "number": asked.id}
    row = tx.record("help_asked", body, words={"note": payload.note})
    _tell(tx, isp, version, person, asked, row.seq)
    return {"number": asked.id, "ref": isp.ref, "answer_by": asked.answer_by.isoformat()}


def _independent(tx: Tx, isp: Isp, person: Person, what: Help) -> None:
    """Decline somebody who may not review it (design §3), or who facilitates it already."""
    named = select(IspFacilitator).join(Facilitator, col(Facilitator.id) == col(IspFacilitator.facilitator_id))
    facilitates = tx.session.exec(named.where(IspFacilitator.isp_id == isp.id, Facilitator.person_id == person.id))
    if facilitates.first() is not None or person.id == isp.coordinator_person_id:
        raise decline("not_independent", f"They {WORKED_ON.en}.", f"Hwy {WORKED_ON.cy}.")
    answering = (isp.lead_id, isp.coordinator_organisation_id)
    if what is Help.REVIEW and person.organisation_id is not None and person.organisation_id in answering:
        raise decline("not_independent", f"They {ANSWERS.en}.", f"Maent {ANSWERS.cy}.")


def _tell(tx: Tx, isp: Isp, version: Version, person: Person, asked: HelpAsked, seq: int) -> None:
    inside = telling.house(tx.session)
    asker = tx.session.exec(select(Person).where(Person.ref == asked.asked_by)).first()
    work = WORK[Help(asked.what)]
    values = telling.isp_values(tx.session, isp, version) | {
        "who": asker.name_en if asker else inside.team_en,
        "work_en": work.en,
        "work_cy": work.cy,
        "due": asked.answer_by,
        "link": f"{inside.base_url}/help/{asked.id}",
    }
    about = telling.About(f"{tx.stream.name}:{seq}:help_asked", isp, version, person_id=person.id)
    telling.tell_chosen(tx, "help_asked", [(person, Audience.PERSON)], values, about, seq=seq, urgent=True)


def _mine(tx: Tx, number: int) -> tuple[HelpAsked, Isp, Person]:
    person = find_person(tx.session, tx.stream.ref)
    asked = tx.session.get(HelpAsked, number)
    isp = tx.session.get(Isp, asked.isp_id) if asked else None
    if asked is None or isp is None or asked.person_id != person.id:
        raise decline("not_found", f"There is no such question {number}.", f"Nid oes cwestiwn {number} o'r fath.")
    return asked, isp, person


def answer(tx: Tx, payload: AnswerHelp) -> Mapping[str, Any]:
    """Write the answer down; only whoever was asked."""
    asked, isp, person = _mine(tx, payload.number)
    if tx.order.actor != person.ref:
        raise decline("not_yours", "It was not asked of you.", "Ni ofynnwyd hyn i chi.")
    if asked.outcome is not None:
        raise decline("done", "It is not asked any more.", "Ni ofynnir hyn mwyach.")
    if payload.answer == "later":
        if payload.later is None or not tx.today < payload.later <= months_after(tx.today, MONTHS):
            raise decline(
                "wrong_value",
                f"Give a day within the next {MONTHS} months.",
                f"Rhowch ddiwrnod o fewn y {MONTHS} mis nesaf.",
            )
        asked.later = payload.later
    elif payload.answer == "no":
        asked.outcome, asked.answered_at = "declined", tx.at
    else:
        _accept(tx, payload, asked, isp, person)
    tx.session.add(asked)
    tx.record("help_answered", {"number": asked.id, "answer": payload.answer})
    return {"number": asked.id, "answer": payload.answer, "ref": isp.ref}


def _accept(tx: Tx, payload: AnswerHelp, asked: HelpAsked, isp: Isp, person: Person) -> None:
    what = Help(asked.what)
    _independent(tx, isp, person, what)
    current = at_work(tx, isp)
    if current.id != asked.version_id:
        raise decline("ended", "That version is no longer at work.", "Nid yw'r fersiwn hwnnw ar waith mwyach.")
    if what is Help.REVIEW and not payload.independent:
        raise decline(
            "not_independent",
            "Say that you neither wrote nor facilitated it, and do not work for who answers for it.",
            "Dywedwch na wnaethoch ei ysgrifennu na'i hwyluso, ac nad ydych yn gweithio i'r sawl sy'n atebol.",
        )
    asked.outcome, asked.answered_at, asked.interest = "accepted", tx.at, payload.interest
    beside = _beside(tx, isp)
    if what is Help.FACILITATE:
        facilitator = tx.session.get(Facilitator, asked.facilitator_id)
        if facilitator is not None:
            people.name_facilitator(beside, people.NameFacilitator(facilitator=facilitator.ref))
            clocks.keep(tx.session, isp, tx.at)
        return
    asked.until = months_after(tx.today, MONTHS)
    tx.session.add(
        Grant(
            person_id=person.id or 0, role=Role.PEER_REVIEWER.value, scope=f"isp:{isp.ref}", valid_from=tx.today,
            valid_to=asked.until, granted_by=asked.asked_by,
        )
    )  # fmt: skip
    granted = {"role": Role.PEER_REVIEWER.value, "scope": f"isp:{isp.ref}", "valid_to": asked.until}
    tx.record("role_granted", granted | {"valid_from": tx.today}, role=Role.PEER_REVIEWER)
    body = {"person": person.ref, "version": current.number, "until": asked.until}
    beside.record("reviewer_joined", body, words={"interest": payload.interest}, role=Role.PEER_REVIEWER)


def _beside(tx: Tx, isp: Isp) -> Tx:
    """The same transaction on the ISP's stream, whose row is locked: its rows are numbered with the others."""
    chosen = select(Stream).where(Stream.name == f"isp:{isp.ref}").with_for_update()
    return replace(tx, stream=tx.session.exec(chosen).one(), roles=frozenset({Role.FACILITATOR}))


def remind(tx: Tx, payload: RemindHelp) -> Mapping[str, Any]:
    """Ask again on the day that was named; where the version is no longer at work, it is not asked any more."""
    asked, isp, person = _mine(tx, payload.number)
    if asked.outcome is not None or asked.later is None or asked.later > tx.today:
        raise decline("done", "It is not asked any more.", "Ni ofynnir hyn mwyach.")
    version = tx.session.get(Version, asked.version_id)
    if version is None or version.place != "progress":
        asked.outcome, asked.answered_at = "withdrawn", tx.at
        tx.session.add(asked)
        tx.record("help_ended", {"number": asked.id, "outcome": asked.outcome})
        return {"number": asked.id, "ref": isp.ref, "reminded": False}
    row = tx.record("help_reminded", {"number": asked.id, "isp": isp.ref, "later": asked.later})
    asked.later = None
    with contextlib.suppress(CalendarEndsError):  # the day hoped for stays then
        asked.answer_by = silent_until(home.calendar(tx.session), tx.at, ANSWER_WITHIN)
    tx.session.add(asked)
    _tell(tx, isp, version, person, asked, row.seq)
    return {"number": asked.id, "ref": isp.ref, "reminded": True}


def end(tx: Tx, payload: EndHelp) -> Mapping[str, Any]:
    """Take the question back; whoever said yes as a reviewer reads it no more from today on."""
    asked, isp, person = _mine(tx, payload.number)
    if asked.outcome not in (None, "accepted"):
        raise decline("done", "It has ended already.", "Mae wedi dod i ben eisoes.")
    if asked.outcome == "accepted":
        held = select(Grant).where(
            Grant.person_id == person.id,
            Grant.role == Role.PEER_REVIEWER.value,
            Grant.scope == f"isp:{isp.ref}",
            col(Grant.valid_to) >= tx.today,
        )
        found = tx.session.exec(held).all()
        people.end_now(tx, found)
        if found:
            tx.record("role_ended", {"role": Role.PEER_REVIEWER.value, "scope": f"isp:{isp.ref}"})
    asked.outcome = "withdrawn" if asked.outcome is None else "ended"
    asked.answered_at = asked.answered_at or tx.at
    tx.session.add(asked)
    tx.record("help_ended", {"number": asked.id, "outcome": asked.outcome})
    return {"number": asked.id, "ref": isp.ref}


SPECS: tuple[Spec[Any], ...] = (
    Spec("invite_reviewer", "person", InviteReviewer, ASKERS, invite),
    Spec("answer_help", "person", AnswerHelp, None, answer),
    Spec("remind_help", "person", RemindHelp, frozenset({Role.TIMER}), remind),
    Spec("end_help", "person", EndHelp, ASKERS, end),
)
