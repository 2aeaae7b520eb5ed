"""What an ISP is made of: partners, workshops and sign-offs; flows, steps and its text have files of their own."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, col, func, or_, select

from ispdesk.commands import facts, sections, tasks
from ispdesk.commands.amending import amendable, at_work
from ispdesk.commands.isps import EDITORS, find
from ispdesk.commands.organisations import Name, Ref, Standing
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import appointments, partners, people
from models.tables.flow import FlowDefault
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Grant
from models.tables.work import CAPACITIES, OUTCOMES, Flow, Partner, Signoff, Workshop
from states.lifecycle import Role
from states.when import When

Number = Annotated[int, Ge(1), Le(9999)]
SIGNERS = frozenset({Role.COORDINATOR, Role.PARTNER_CONTACT, Role.SIGNING_OFFICER, Role.IMPORT})


class AddPartner(Payload):
    """A partner organisation, or a class of them with a count or annex; perhaps only where a condition holds."""

    name: Name
    line: Number | None = None
    organisation: Ref | None = None
    kind: Literal["named", "class"] = "named"
    count: Annotated[int, Ge(0), Le(99999)] | None = None
    annex: str = ""
    condition: str = ""
    observer: bool = False
    listed: bool = True
    contact: Ref | None = None
    standing: Standing = "entered"
    source: str = ""
    note: str = ""


class RemovePartner(Payload):
    """Take a partner out from today on."""

    line: Number
    reason: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class HoldWorkshop(Payload):
    """A workshop; `happened` of the order says when. `plan`: the planned one that it was, if not that of its day."""

    plan: Number | None = None
    topic: str = ""
    as_printed: str = ""
    source: str = ""


class SignOff(Payload):
    """What one partner said, in what capacity. `expected` of the order is the content hash they saw."""

    partner: Number
    outcome: Literal[OUTCOMES]  # type: ignore[valid-type]  # the values are the table's
    asked_as: Literal["sign-off", "assent"] = "sign-off"
    capacity: Literal[("", *CAPACITIES)] = ""  # type: ignore[valid-type]  # the values are the table's
    reference: str = ""
    as_printed: str = ""
    standing: Standing = "entered"
    source: str = ""
    note: str = ""


def add_partner(tx: Tx, payload: AddPartner) -> Mapping[str, Any]:
    """Add a partner."""
    isp, _ = amendable(tx)
    last = tx.session.exec(select(func.max(Partner.line)).where(Partner.isp_id == isp.id)).one() or 0
    line = payload.line or last + 1
    if partners.of_line(tx.session, isp.id or 0, line) is not None:
        raise decline("exists", f"There is a partner {line} already.", f"Mae partner {line} eisoes.")
    organisation = find_organisation(tx.session, payload.organisation) if payload.organisation else None
    contact = find_person(tx.session, payload.contact) if payload.contact else None
    when = tx.order.happened or When()
    values = payload.model_dump(exclude={"line", "organisation", "contact"})
    tx.session.add(
        Partner(
            isp_id=isp.id or 0,
            line=line,
            organisation_id=organisation.id if organisation else None,
            contact_id=contact.id if contact else None,
            valid_from=when.not_before,
            **values,
        ),
    )
    body = {"line": line, "organisation": payload.organisation, "kind": payload.kind, "count": payload.count}
    tx.record("partner_added", body, words={"name": payload.name, "source": payload.source, "note": payload.note})
    return {"ref": isp.ref, "line": line}


def remove_partner(tx: Tx, payload: RemovePartner) -> Mapping[str, Any]:
    """Take a partner out; the line stays as evidence."""
    isp, _ = amendable(tx)
    found = _partner(tx, isp, payload.line)
    found.valid_to = tx.today
    tx.session.add(found)
    tx.record("partner_removed", {"line": payload.line}, words={"reason": payload.reason})
    return {"ref": isp.ref, "line": payload.line}


def _partner(tx: Tx, isp: Isp, line: int) -> Partner:
    found = partners.standing(tx.session, isp.id or 0, line)
    if found is None:
        raise decline("not_found", f"There is no partner {line}.", f"Nid oes partner {line}.")
    return found


def hold_workshop(tx: Tx, payload: HoldWorkshop) -> Mapping[str, Any]:
    """Record a workshop."""
    isp, _ = amendable(tx)
    when = tx.order.happened or When(tx.today, tx.today)
    said = payload.model_dump(exclude={"plan"})
    tx.session.add(
        Workshop(isp_id=isp.id or 0, happened_from=when.not_before, happened_to=when.not_after, **said),
    )
    tx.record("workshop_held", _close_plan(tx, payload.plan, when.day), words=said, happened=when)
    return {"ref": isp.ref}


def _close_plan(tx: Tx, number: int | None, day: dt.date | None) -> dict[str, int]:
    """Close the planned workshop that was held: the one named, or the one of that day; return what history says."""
    ahead = appointments.planned(tx.session, tx.stream.name, "workshop")
    found = next((one for one in ahead if (one.number == number if number else one.day == day)), None)
    if found is None and number:
        raise decline("not_found", f"No workshop {number} is planned.", f"Nid oes gweithdy {number} wedi'i gynllunio.")
    if found is None:
        return {}
    if found.day > tx.today:
        raise decline(
            "in_the_future",
            f"Workshop {number} is planned for {found.day}: it cannot have been held yet.",
            f"Mae gweithdy {number} wedi'i gynllunio ar gyfer {found.day}: ni all fod wedi'i gynnal eto.",
        )
    found.status = "held"
    tx.session.add(found)
    return {"plan": found.number}


def sign_off(tx: Tx, payload: SignOff) -> Mapping[str, Any]:
    """Record a partner's sign-off, bound to the content as it is; refused where it is not the content they saw."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    partner = _partner(tx, isp, payload.partner)
    content = facts.content_hash(tx.session, version.id or 0)
    if tx.order.expected is not None and tx.order.expected != content:
        raise decline(
            "changed_meanwhile",
            "The text has changed since you read it: read what changed, then sign.",
            "Mae'r testun wedi newid ers i chi ei ddarllen: darllenwch y newidiadau, yna llofnodwch.",
        )
    if not tx.roles & {Role.COORDINATOR, Role.IMPORT} and not _speaks_for(tx, isp, partner):
        raise decline("not_yours", "This is another partner's sign-off.", "Llofnod partner arall yw hwn.")
    actor = people.by_ref(tx.session, tx.order.actor)
    if actor is not None and actor.shared:
        raise decline(
            "shared_address",
            "Several people read this address, so that nobody can sign by it: whoever signs needs one of their own.",
            "Mae sawl un yn darllen y cyfeiriad hwn, felly ni all neb lofnodi drwyddo: rhaid cael un eich hun.",
        )
    when = tx.order.happened or (When() if tx.order.recording else When(tx.today, tx.today))
    values = payload.model_dump(exclude={"partner"})
    tx.session.add(
        Signoff(
            version_id=version.id or 0,
            partner_id=partner.id or 0,
            content_hash=None if tx.order.recording else content,
            happened_from=when.not_before,
            happened_to=when.not_after,
            **values,
        ),
    )
    body = {"partner": payload.partner, "outcome": payload.outcome, "capacity": payload.capacity, "content": content}
    words = {name: values[name] for name in ("reference", "as_printed", "source", "note")}
    tx.record("signed_off", body | {"version": version.number}, words=words)
    if not tx.order.recording:
        tasks.close_for(tx, version, partner, ("sign_off",))
    return {"ref": isp.ref, "partner": payload.partner, "outcome": payload.outcome}


def _speaks_for(tx: Tx, isp: Isp, partner: Partner) -> bool:
    """Whether the person is this partner's contact, or signs for its organisation, this ISP or every body."""
    person = find_person(tx.session, tx.order.actor)
    if partner.contact_id == person.id:
        return True
    body = tx.session.get(Organisation, partner.organisation_id) if partner.organisation_id else None
    scopes = {"all", f"isp:{isp.ref}", *([f"organisation:{body.ref}"] if body else [])}
    held = select(Grant).where(Grant.person_id == person.id, col(Grant.scope).in_(scopes))
    roles = {Role.SIGNING_OFFICER.value, Role.PARTNER_CONTACT.value}
    open_end = or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= tx.today)
    return tx.session.exec(held.where(col(Grant.role).in_(roles), open_end)).first() is not None


def copy_content(session: Session, before: Version, after: Version) -> None:
    """A next version begins with the flows and sections of the one before it; signatures stay where they were given."""
    for flow in session.exec(select(Flow).where(Flow.version_id == before.id)).all():
        session.add(Flow(**flow.model_dump(exclude={"id", "version_id"}), version_id=after.id or 0))
    defaults = session.get(FlowDefault, before.id)
    if defaults is not None:
        session.add(FlowDefault(**defaults.model_dump(exclude={"version_id"}), version_id=after.id or 0))
    sections.copy(session, before, after)
    session.flush()


SPECS: tuple[Spec[Any], ...] = (
    Spec("add_partner", "isp", AddPartner, EDITORS, add_partner),
    Spec("remove_partner", "isp", RemovePartner, EDITORS, remove_partner),
    Spec("hold_workshop", "isp", HoldWorkshop, EDITORS, hold_workshop),
    Spec("sign_off", "isp", SignOff, SIGNERS, sign_off),
)
