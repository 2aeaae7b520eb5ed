"""Who somebody is in relation to a stream: grants read inside the transaction, never carried from a sign-in."""

import datetime as dt
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, or_

from models.base import table
from models.database import remembered
from models.queries import isps, people
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Grant
from models.tables.qa import GroupMember, QaGroup
from models.tables.work import IspFacilitator, Partner
from states.lifecycle import Role

RESERVED = {"timer": Role.TIMER, "import": Role.IMPORT, "operator": Role.OPERATOR}
"""Actors that are no people. Pages and `--as` never hand these on from a person's words."""
TEAM = frozenset({Role.ASSURER, Role.TEAM_LEAD})
"""The assurance team."""
INSIDERS = TEAM | {
    Role.COORDINATOR, Role.FACILITATOR, Role.PARTNER_CONTACT, Role.SIGNING_OFFICER, Role.GROUP_MEMBER,
    Role.DESIGNATED_PERSON, Role.SENIOR_SPONSOR,
}  # fmt: skip
"""Whoever has a part in an ISP reads all of it; everybody else what a register shows (our default)."""
DEVELOPERS = frozenset({Role.COORDINATOR, Role.FACILITATOR})
"""Who writes an ISP."""
OFFICE = TEAM | {Role.OPERATOR}
"""Who sees how the installation runs."""


_BODY, _GRANT, _PARTNER = table(Organisation), table(Grant), table(Partner)
_NAMED, _FACILITATOR = table(IspFacilitator), table(Facilitator)
_BODIES = core_select(_BODY.ref).where(or_(_BODY.id == bindparam("lead"), _BODY.id == bindparam("coordinating")))
_OF_GRANT = frozenset({"role_grant"})
_GRANTS = core_select(_GRANT.role, _GRANT.scope, _GRANT.valid_from, _GRANT.valid_to).where(
    _GRANT.person_id == bindparam("person")
)
_WORKS_ON = core_select(_NAMED.isp_id).where(
    _FACILITATOR.id == _NAMED.facilitator_id,
    _NAMED.isp_id == bindparam("isp"),
    _FACILITATOR.person_id == bindparam("person"),
)
_PARTNERS = (
    core_select(_BODY.ref, _PARTNER.contact_id)
    .select_from(Partner)
    .outerjoin(Organisation, _BODY.id == _PARTNER.organisation_id)
    .where(_PARTNER.isp_id == bindparam("isp"), _PARTNER.valid_to.is_(None))
)
_IN_GROUP = table(GroupMember)
_MEMBER = core_select(_IN_GROUP.id).where(
    _IN_GROUP.group_id == bindparam("group"),
    _IN_GROUP.person_id == bindparam("person"),
    or_(_IN_GROUP.valid_from.is_(None), _IN_GROUP.valid_from <= bindparam("day")),
    or_(_IN_GROUP.valid_to.is_(None), _IN_GROUP.valid_to >= bindparam("day")),
)
"""Built once: asked before every change, when nothing of this transaction waits to be written."""


def roles_of(session: Session, actor: str, stream: str, day: dt.date) -> frozenset[Role] | None:
    """The roles of this actor for this stream on this day; None where there is no such person."""
    name = actor.partition(":")[0]
    if name in RESERVED:
        return frozenset({RESERVED[name]})
    person = people.by_ref(session, actor)
    if person is None or person.id is None:
        return None
    kind, _, ref = stream.partition(":")
    isp = isps.by_ref(session, ref) if kind == "isp" else None
    roles = _granted(session, person.id, _scopes(session, kind, ref, isp), day)
    if isp is not None and isp.id is not None:
        roles |= _related(session, person.id, isp, day)
    return frozenset(roles)


def roles_for_isp(session: Session, actor: str, ref: str, day: dt.date) -> frozenset[Role] | None:
    """The roles of this person for this ISP on this day; None where there is no such ISP."""
    if isps.by_ref(session, ref) is None:
        return None
    return roles_of(session, actor, f"isp:{ref}", day) or frozenset()


def roles_anywhere(session: Session, person_id: int, day: dt.date) -> frozenset[Role]:
    """The roles that a person was granted for anything at all, on this day: what the navigation shows them."""
    rows = session.connection().execute(_GRANTS, {"person": person_id})
    return frozenset(
        Role(role) for role, _, first, last in rows if (first is None or first <= day) and (last is None or last >= day)
    )


def _scopes(session: Session, kind: str, ref: str, isp: Isp | None) -> list[str]:
    """The scopes of a grant that reach this stream: everything, the stream, the bodies that answer for it."""
    scopes = ["all", f"{kind}:{ref}"]
    if isp is None:
        return scopes
    bodies = session.connection().execute(
        _BODIES, {"lead": isp.lead_id, "coordinating": isp.coordinator_organisation_id}
    )
    scopes.extend(f"organisation:{body}" for (body,) in bodies)
    if isp.group_id is not None and (group := session.get(QaGroup, isp.group_id)):
        scopes.append(f"group:{group.ref}")
    return scopes


def _granted(session: Session, person_id: int, scopes: list[str], day: dt.date) -> set[Role]:
    def read() -> list[Any]:
        return list(session.connection().execute(_GRANTS, {"person": person_id}))

    held = remembered(session, _OF_GRANT, ("grants", person_id), read)
    return {
        Role(role)
        for role, scope, first, last in held
        if scope in scopes and (first is None or first <= day) and (last is None or last >= day)
    }


def _related(session: Session, person_id: int, isp: Isp, day: dt.date) -> set[Role]:
    roles: set[Role] = set()
    if isp.coordinator_person_id == person_id:
        roles.add(Role.COORDINATOR)
    ask = session.connection().execute
    if ask(_WORKS_ON, {"isp": isp.id, "person": person_id}).first():
        roles.add(Role.FACILITATOR)
    partners = ask(_PARTNERS, {"isp": isp.id}).all()
    if any(contact == person_id for _, contact in partners):
        roles.add(Role.PARTNER_CONTACT)
    scopes = [f"organisation:{ref}" for ref, _ in partners if ref is not None]
    roles |= _granted(session, person_id, scopes, day) & {Role.SIGNING_OFFICER, Role.PARTNER_CONTACT}
    if isp.group_id is not None and ask(_MEMBER, {"group": isp.group_id, "person": person_id, "day": day}).first():
        roles.add(Role.GROUP_MEMBER)
    return roles
