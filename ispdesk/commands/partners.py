"""Partners: changing one, its members, its contact and sponsor; going on without one that has declined."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le, MaxLen
from pydantic import StringConstraints
from sqlmodel import select

from ispdesk.commands import accord, asking, facts, tasks, telling
from ispdesk.commands.amending import amendable
from ispdesk.commands.isps import EDITORS, find, working_version
from ispdesk.commands.organisations import Name, OtherName, Ref
from ispdesk.commands.organisations import find as find_organisation
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.signing import standing_partner
from ispdesk.commands.work import Number
from models.queries import people, signing
from models.queries import tasks as task_queries
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.signing import PartnerMember, PartnerRequest, Sponsor
from models.tables.work import Flow, Partner
from states.folding import folded
from states.lifecycle import Role

Reason = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Line400 = Annotated[str, StringConstraints(max_length=400)]
Count = Annotated[int, Ge(0), Le(99999)]
COORDINATOR = frozenset({Role.COORDINATOR, Role.TEAM_LEAD})


class ChangePartner(Payload):
    """Change a partner; only what is given is changed. A `condition` or `contact` of '' takes it away."""

    line: Number
    name: Name | None = None
    organisation: Ref | None = None
    kind: Literal["named", "class"] | None = None
    count: Count | None = None
    annex: Annotated[str, StringConstraints(max_length=1000)] | None = None
    condition: Line400 | None = None
    observer: bool | None = None
    contact: Ref | Literal[""] | None = None


class ListMembers(Payload):
    """The members of a class, as they are from today on; who stands on the list already keeps their number."""

    line: Number
    members: Annotated[tuple[Name, ...], MaxLen(500)]


class NameSponsor(Payload):
    """Who sponsors an ISP, or a partner's part in it: a person we know, or a name and post. One each; '' for none."""

    line: Number | None = None
    person: Ref | None = None
    name: OtherName = ""
    post: OtherName = ""


class GoOnWithout(Payload):
    """Go on without a partner that has declined: it and its flows are taken out."""

    line: Number
    reason: Reason


class AskContact(Payload):
    """Ask the organisation's Designated Person who answers for it on this ISP."""

    line: Number


def change(tx: Tx, payload: ChangePartner) -> Mapping[str, Any]:
    """Change what a partner is said to be."""
    isp, version = amendable(tx)
    partner = standing_partner(tx, isp, payload.line)
    given = payload.model_dump(exclude_none=True, exclude={"line"})
    if payload.name is not None and folded(payload.name) != folded(partner.name):
        _unnamed(tx, version, partner)
    values = dict(given)
    if payload.organisation is not None:
        values.pop("organisation")
        values["organisation_id"] = find_organisation(tx.session, payload.organisation).id
    if payload.contact is not None:
        values.pop("contact")
        values["contact_id"] = find_person(tx.session, payload.contact).id if payload.contact else None
    for name, value in values.items():
        setattr(partner, name, value)
    if partner.kind == "named":
        partner.count, partner.annex = None, ""
    tx.session.add(partner)
    said: dict[str, str] = {name: given.pop(name) for name in ("name", "annex", "condition") if name in given}
    tx.record("partner_changed", {"line": partner.line, **given, "changed": sorted(said)}, words=said)
    tx.session.flush()
    accord.changed(tx, isp, partner)
    return {"ref": isp.ref, "line": partner.line}


def _unnamed(tx: Tx, version: Version, partner: Partner) -> None:
    """Decline another name while flows go by the old one."""
    named = folded(partner.name)
    flows = [f.number for f in facts.flows(tx.session, version.id or 0) if named in _parties(f)]
    if flows:
        listed = ", ".join(map(str, flows))
        raise decline(
            "named_in_flows",
            f"Flows name it as it is: change them first ({listed}).",
            f"Mae llifoedd yn ei enwi fel y mae: newidiwch y rheini'n gyntaf ({listed}).",
        )


def _parties(flow: Any) -> set[str]:
    return {folded(name) for name in (flow.sender, *flow.recipients) if name}


def list_members(tx: Tx, payload: ListMembers) -> Mapping[str, Any]:
    """Write the members of a class down."""
    isp, _ = amendable(tx)
    partner = standing_partner(tx, isp, payload.line)
    if partner.kind != "class":
        raise decline(
            "wrong_value", "Only a class of partners has members.", "Dim ond dosbarth o bartneriaid sydd ag aelodau."
        )
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in payload.members))
    every = list(tx.session.exec(select(PartnerMember).where(PartnerMember.partner_id == partner.id)))
    standing = {folded(one.name): one for one in every if one.valid_to is None}
    number = max((one.position for one in every), default=0)
    for key, one in standing.items():
        if key not in {folded(name) for name in wanted}:
            one.valid_to = tx.today
            tx.session.add(one)
    for name in wanted:
        if folded(name) not in standing:
            number += 1
            tx.session.add(PartnerMember(partner_id=partner.id or 0, position=number, name=name))
    partner.count = len(wanted) or partner.count
    tx.session.add(partner)
    tx.record("members_listed", {"line": partner.line, "count": len(wanted)}, words={"members": "; ".join(wanted)})
    tx.session.flush()
    return {"ref": isp.ref, "line": partner.line, "members": len(wanted)}


def name_sponsor(tx: Tx, payload: NameSponsor) -> Mapping[str, Any]:
    """Name the sponsor; the one named before is it no more."""
    isp = find(tx.session, tx.stream.ref)
    partner = standing_partner(tx, isp, payload.line) if payload.line else None
    person = find_person(tx.session, payload.person) if payload.person else None
    before = [one for one, _ in signing.sponsors(tx.session, isp.id or 0)]
    for one in before:
        if one.partner_id == (partner.id if partner else None):
            one.valid_to = tx.today
            tx.session.add(one)
    if person is not None or payload.name:
        tx.session.add(
            Sponsor(
                isp_id=isp.id or 0,
                partner_id=partner.id if partner else None,
                person_id=person.id if person else None,
                name=payload.name or (person.name_en if person else ""),
                post=payload.post,
            )
        )
    tx.record(
        "sponsor_named",
        {"line": payload.line, "person": payload.person, "named": bool(person or payload.name)},
        words={"name": payload.name, "post": payload.post},
    )
    tx.session.flush()
    return {"ref": isp.ref, "line": payload.line}


def go_on_without(tx: Tx, payload: GoOnWithout) -> Mapping[str, Any]:
    """Take a partner out with its flows: those it sends go, and it is no recipient of any other.

    A flow that only it received goes too.
    """
    isp, version = amendable(tx)
    partner = standing_partner(tx, isp, payload.line)
    named = folded(partner.name)
    gone, kept = [], []
    for flow in tx.session.exec(select(Flow).where(Flow.version_id == version.id).order_by(Flow.number)).all():  # type: ignore[arg-type]  # SQLModel's
        left = [name for name in flow.recipients if folded(name) != named]
        if folded(flow.sender) == named or (flow.recipients and not left):
            gone.append(flow.number)
            tx.session.delete(flow)
        elif len(left) < len(flow.recipients):
            kept.append(flow.number)
            flow.recipients = left
            tx.session.add(flow)
    tx.session.flush()
    for task in task_queries.open_of(tx.session, version):
        if task.partner_id == partner.id:
            tasks.close(tx, version, task, "withdrawn")
    partner.valid_to = tx.today
    tx.session.add(partner)
    body = {"line": partner.line, "version": version.number, "flows_gone": gone, "flows_changed": kept}
    tx.record("gone_on_without", body, words={"reason": payload.reason})
    tx.session.flush()
    return {"ref": isp.ref, "line": partner.line, "flows_gone": gone, "flows_changed": kept}


def ask_contact(tx: Tx, payload: AskContact) -> Mapping[str, Any]:
    """Ask the Designated Person, in both languages; where nobody is known to be it, the team is told."""
    isp = find(tx.session, tx.stream.ref)
    version = working_version(tx, isp)
    partner = standing_partner(tx, isp, payload.line)
    if partner.contact_id is not None:
        raise decline("done", "Its contact is known already.", "Mae ei gyswllt yn hysbys eisoes.")
    if partner.organisation_id is None:
        raise decline(
            "no_organisation",
            "Choose its organisation from the register first.",
            "Dewiswch ei sefydliad o'r gofrestr yn gyntaf.",
        )
    before = signing.requests(tx.session, [partner.id or 0]).get((partner.id or 0, "contact"))
    if before is not None and before.done_at is None:
        raise decline("done", "It has been asked already.", "Gofynnwyd eisoes.")
    body = tx.session.get(Organisation, partner.organisation_id)
    found = people.with_role(
        tx.session, {Role.DESIGNATED_PERSON}, [f"organisation:{body.ref}" if body else ""], tx.today
    )
    person = next((one for one in found if one.reached_at), None)
    number = task_queries.next_number(tx.session, isp.id or 0)
    asked = {"task": number, "partner": partner.line, "person": person.ref if person else None}
    row = tx.record("contact_asked", {"version": version.number, **asked})
    task = Task(
        isp_id=isp.id or 0,
        version_id=version.id or 0,
        number=number,
        kind="reply",
        partner_id=partner.id,
        person_id=person.id if person else None,
        asked_at=tx.at,
        asked_seq=row.seq,
    )
    tx.session.add(task)
    tx.session.flush()
    request = tx.session.get(PartnerRequest, (partner.id, "contact"))
    request = request or PartnerRequest(partner_id=partner.id or 0, what="contact", task_id=task.id or 0)
    request.task_id = task.id or 0
    tx.session.add(request)
    _tell(tx, isp, version, partner, task, person, body, row.seq)
    return {"ref": isp.ref, "line": partner.line, "task": number, "person": person.ref if person else None}


def _tell(
    tx: Tx,
    isp: Isp,
    version: Version,
    partner: Partner,
    task: Task,
    person: Person | None,
    body: Organisation | None,
    seq: int,
) -> None:
    name_en = body.name_en if body else partner.name
    values = telling.isp_values(tx.session, isp, version) | {
        "organisation_en": name_en,
        "organisation_cy": (body.name_cy if body else "") or name_en,
        "due": tasks.due_of(tx, isp, version, task),
        **asking.of_task(isp),
        **asking.asked_by(tx.session, isp, telling.house(tx.session), tx.today),
    }
    about = telling.About(f"{tx.stream.name}:{seq}:contact_asked", isp, version, partner, task, outlives=True)
    readers = ["person"] if person is not None else ["designated_person"]
    telling.tell(tx, "contact_asked", readers, values, about, seq=seq)


SPECS: tuple[Spec[Any], ...] = (
    Spec("change_partner", "isp", ChangePartner, EDITORS, change),
    Spec("list_members", "isp", ListMembers, EDITORS, list_members),
    Spec("name_sponsor", "isp", NameSponsor, EDITORS, name_sponsor),
    Spec("go_on_without", "isp", GoOnWithout, COORDINATOR, go_on_without),
    Spec("ask_contact", "isp", AskContact, EDITORS, ask_contact),
)
