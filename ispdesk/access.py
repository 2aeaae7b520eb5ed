"""Who somebody is in relation to a stream: grants read inside the transaction, never carried from a sign-in."""

import datetime as dt

from sqlmodel import Session, col, or_, select

from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Grant, Person
from models.tables.qa import GroupMember, QaGroup
from models.tables.work import IspFacilitator, Partner
from states.lifecycle import Role

RESERVED = {"timer": Role.TIMER, "import": Role.IMPORT, "operator": Role.OPERATOR}
"""Actors that are no people. Pages and `--as` never hand these on from a person's words."""


def roles_of(session: Session, actor: str, stream: str, day: dt.date) -> frozenset[Role] | None:
    """The roles of this actor for this stream on this day; None where there is no such person."""
    name = actor.partition(":")[0]
    if name in RESERVED:
        return frozenset({RESERVED[name]})
    person = session.exec(select(Person).where(Person.ref == actor)).first()
    if person is None or person.id is None:
        return None
    kind, _, ref = stream.partition(":")
    isp = session.exec(select(Isp).where(Isp.ref == ref)).first() if kind == "isp" else None
    roles = _granted(session, person.id, _scopes(session, kind, ref, isp), day)
    if isp is not None and isp.id is not None:
        roles |= _related(session, person.id, isp, day)
    return frozenset(roles)


def _scopes(session: Session, kind: str, ref: str, isp: Isp | None) -> list[str]:
    """The scopes of a grant that reach this stream: everything, the stream, the bodies that answer for it."""
    scopes = ["all", f"{kind}:{ref}"]
    if isp is None:
        return scopes
    ids = [part for part in (isp.lead_id, isp.coordinator_organisation_id) if part is not None]
    bodies = session.exec(select(Organisation).where(col(Organisation.id).in_(ids)))
    scopes.extend(f"organisation:{body.ref}" for body in bodies)
    if isp.group_id is not None and (group := session.get(QaGroup, isp.group_id)):
        scopes.append(f"group:{group.ref}")
    return scopes


def _granted(session: Session, person_id: int, scopes: list[str], day: dt.date) -> set[Role]:
    grants = session.exec(
        select(Grant).where(
            Grant.person_id == person_id,
            col(Grant.scope).in_(scopes),
            or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= day),
            or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= day),
        ),
    )
    return {Role(grant.role) for grant in grants}


def _related(session: Session, person_id: int, isp: Isp, day: dt.date) -> set[Role]:
    roles: set[Role] = set()
    if isp.coordinator_person_id == person_id:
        roles.add(Role.COORDINATOR)
    works_on = select(IspFacilitator).join(Facilitator, col(Facilitator.id) == col(IspFacilitator.facilitator_id))
    if session.exec(works_on.where(IspFacilitator.isp_id == isp.id, Facilitator.person_id == person_id)).first():
        roles.add(Role.FACILITATOR)
    if session.exec(
        select(Partner).where(
            Partner.isp_id == isp.id, Partner.contact_id == person_id, col(Partner.valid_to).is_(None)
        )
    ).first():
        roles.add(Role.PARTNER_CONTACT)
    bodies = select(Organisation.ref).join(Partner, col(Partner.organisation_id) == col(Organisation.id))
    partners = session.exec(bodies.where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None)))
    scopes = [f"organisation:{ref}" for ref in partners]
    roles |= _granted(session, person_id, scopes, day) & {Role.SIGNING_OFFICER, Role.PARTNER_CONTACT}
    member = select(GroupMember).where(
        GroupMember.group_id == isp.group_id,
        GroupMember.person_id == person_id,
        or_(col(GroupMember.valid_from).is_(None), col(GroupMember.valid_from) <= day),
        or_(col(GroupMember.valid_to).is_(None), col(GroupMember.valid_to) >= day),
    )
    if isp.group_id is not None and session.exec(member).first():
        roles.add(Role.GROUP_MEMBER)
    return roles
