"""What an ISP is made of: partners and workshops; sign-offs, flows, steps and its text have files of their own."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, func, select

from ispdesk.commands import accord, sections
from ispdesk.commands.amending import amendable
from ispdesk.commands.attending import Attended, attend
from ispdesk.commands.isps import EDITORS, Long
from ispdesk.commands.organisations import Name, Ref, Standing
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import appointments, partners
from models.tables.flow import FlowDefault
from models.tables.isp import Isp, Version
from models.tables.work import Flow, Partner, Workshop
from states.when import When

Number = Annotated[int, Ge(1), Le(9999)]


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
    outcome: Long = ""
    attended: tuple[Attended, ...] = ()
    as_printed: str = ""
    source: str = ""


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
    made = Partner(
        isp_id=isp.id or 0,
        line=line,
        organisation_id=organisation.id if organisation else None,
        contact_id=contact.id if contact else None,
        valid_from=when.not_before,
        **values,
    )
    tx.session.add(made)
    body = {"line": line, "organisation": payload.organisation, "kind": payload.kind, "count": payload.count}
    tx.record("partner_added", body, words={"name": payload.name, "source": payload.source, "note": payload.note})
    tx.session.flush()
    accord.changed(tx, isp, made)
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
    said = payload.model_dump(exclude={"plan", "attended"})
    held = Workshop(isp_id=isp.id or 0, happened_from=when.not_before, happened_to=when.not_after, **said)
    tx.session.add(held)
    body = {**_close_plan(tx, payload.plan, when.day), **attend(tx, isp, held, payload.attended)}
    tx.record("workshop_held", body, words=said, happened=when)
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
)
