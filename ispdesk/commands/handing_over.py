"""Handing over the coordinator's part: it is offered, and nothing changes until the other accepts."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import col, select

from ispdesk.commands import telling
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import signing
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.person import Grant, Person
from models.tables.signing import Handover
from notifications.audience import Audience
from states.lifecycle import Role

OFFERERS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD})
Words = Annotated[str, StringConstraints(max_length=1000)]


class OfferCoordination(Payload):
    """Offer the coordinator's part of an ISP to somebody; a note may say how it stands."""

    to: Ref
    note: Words = ""


class AnswerOffer(Payload):
    """Accept it, or decline it with a reason."""

    accept: bool
    reason: Words = ""


class WithdrawOffer(Payload):
    """Take an offer back while it waits for an answer."""

    reason: Words = ""


def offer(tx: Tx, payload: OfferCoordination) -> Mapping[str, Any]:
    """Offer it: until they accept, everything stays as it is."""
    isp = find(tx.session, tx.stream.ref)
    to = find_person(tx.session, payload.to)
    if signing.open_offer(tx.session, isp.id or 0) is not None:
        raise decline(
            "done",
            "It has been offered to somebody already: take that offer back first.",
            "Mae wedi'i gynnig i rywun eisoes: tynnwch y cynnig hwnnw'n ôl yn gyntaf.",
        )
    if to.id == isp.coordinator_person_id:
        raise decline("done", "They coordinate it already.", "Nhw sy'n ei gydlynu eisoes.")
    if to.shared or not to.address:
        raise decline(
            "no_address",
            "They need a work address of their own before they can coordinate.",
            "Mae angen eu cyfeiriad gwaith eu hunain arnynt cyn y gallant gydlynu.",
        )
    row = tx.record("coordination_offered", {"to": to.ref}, words={"note": payload.note})
    tx.session.add(
        Handover(
            isp_id=isp.id or 0,
            from_id=isp.coordinator_person_id,
            to_id=to.id or 0,
            offered_by=tx.order.actor,
            offered_at=tx.at,
            offered_seq=row.seq,
        )
    )
    tx.session.flush()
    _tell(tx, isp, "handover_offered", to, row.seq)
    return {"ref": isp.ref, "to": to.ref}


def answer(tx: Tx, payload: AnswerOffer) -> Mapping[str, Any]:
    """Accept or decline; only whoever it was offered to."""
    isp = find(tx.session, tx.stream.ref)
    open_ = _open(tx, isp)
    person = find_person(tx.session, tx.order.actor)
    if open_.to_id != person.id:
        raise decline("not_yours", "It was not offered to you.", "Ni chynigiwyd hyn i chi.")
    if not payload.accept and not payload.reason:
        raise decline("reason_missing", "Give a reason.", "Rhowch reswm.")
    open_.outcome, open_.answered_at = ("accepted" if payload.accept else "declined"), tx.at
    tx.session.add(open_)
    before = tx.session.get(Person, isp.coordinator_person_id) if isp.coordinator_person_id else None
    body = {"offer": open_.offered_seq, "before": before.ref if before else None, "after": person.ref}
    words = {"reason": payload.reason}
    if not payload.accept:
        row = tx.record("coordination_declined", body, words=words)
    else:
        row = tx.record("coordination_accepted", body, words=words, role=Role.COORDINATOR)
        _take_over(tx, isp, before, person)
    offerer = tx.session.get(Person, open_.from_id) if open_.from_id else None
    told = offerer or tx.session.exec(select(Person).where(Person.ref == open_.offered_by)).first()
    if told is not None:
        _tell(tx, isp, "handover_answered", told, row.seq, accepted=payload.accept, who=person.name_en)
    return {"ref": isp.ref, "coordinator": person.ref if payload.accept else (before.ref if before else None)}


def _take_over(tx: Tx, isp: Isp, before: Person | None, after: Person) -> None:
    """The other coordinates from now on, with what was asked of the one before as coordinator."""
    if before is not None:
        if isp.coordinator_organisation_id == before.organisation_id and after.organisation_id is not None:
            isp.coordinator_organisation_id = after.organisation_id
        held = select(Grant).where(
            Grant.person_id == before.id, Grant.role == Role.COORDINATOR.value, Grant.scope == f"isp:{isp.ref}"
        )
        for grant in tx.session.exec(held.where(col(Grant.valid_to).is_(None))):
            grant.valid_to = tx.today
            tx.session.add(grant)
        mine = select(Task).where(Task.isp_id == isp.id, Task.person_id == before.id, col(Task.done_at).is_(None))
        for task in tx.session.exec(mine.where(col(Task.partner_id).is_(None))):
            task.person_id = after.id
            tx.session.add(task)
    isp.coordinator_person_id = after.id
    tx.session.add(isp)
    tx.session.flush()


def withdraw(tx: Tx, payload: WithdrawOffer) -> Mapping[str, Any]:
    """Take the offer back."""
    isp = find(tx.session, tx.stream.ref)
    open_ = _open(tx, isp)
    open_.outcome, open_.answered_at = "withdrawn", tx.at
    tx.session.add(open_)
    tx.record("coordination_offer_withdrawn", {"offer": open_.offered_seq}, words={"reason": payload.reason})
    return {"ref": isp.ref}


def _open(tx: Tx, isp: Isp) -> Handover:
    found = signing.open_offer(tx.session, isp.id or 0)
    if found is None:
        raise decline("not_found", "No offer waits for an answer.", "Nid oes cynnig yn aros am ateb.")
    return found


def _tell(tx: Tx, isp: Isp, message: str, person: Person, seq: int, *, accepted: bool = False, who: str = "") -> None:
    version = working_version(tx, isp)
    offered_by = tx.session.exec(select(Person).where(Person.ref == tx.order.actor)).first()
    values = telling.isp_values(tx.session, isp, version) | {
        "who": who or (offered_by.name_en if offered_by else telling.house(tx.session).team_en),
        "accepted": accepted,
        "link": f"{telling.house(tx.session).base_url}/isps/{isp.ref}/people",
    }
    about = telling.About(f"{tx.stream.name}:{seq}:{message}", isp, version, person_id=person.id, outlives=True)
    telling.tell_chosen(tx, message, [(person, Audience.PERSON)], values, about, seq=seq, urgent=True)


SPECS: tuple[Spec[Any], ...] = (
    Spec("offer_coordination", "isp", OfferCoordination, OFFERERS, offer),
    Spec("answer_offer", "isp", AnswerOffer, None, answer),
    Spec("withdraw_offer", "isp", WithdrawOffer, OFFERERS, withdraw),
)
