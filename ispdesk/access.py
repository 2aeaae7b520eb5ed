"""Who somebody is in relation to a stream: grants read inside the transaction, never carried from a sign-in."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, cast, literal_column, null, union_all
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
OPERATING = frozenset({Role.TEAM_LEAD, Role.OPERATOR})
"""Who sees other people's letters."""


_BODY, _GRANT, _PARTNER = table(Organisation), table(Grant), table(Partner)
_NAMED, _FACILITATOR, _IN_GROUP, _GROUP = table(IspFacilitator), table(Facilitator), table(GroupMember), table(QaGroup)
_OF_GRANT = frozenset({"role_grant"})
_MEMBER = core_select(_IN_GROUP.id).where(
    _IN_GROUP.group_id == _GROUP.id,
    _GROUP.ref == bindparam("group"),
    _IN_GROUP.person_id == bindparam("person"),
    or_(_IN_GROUP.valid_from.is_(None), _IN_GROUP.valid_from <= bindparam("day")),
    or_(_IN_GROUP.valid_to.is_(None), _IN_GROUP.valid_to >= bindparam("day")),
)
_GRANTS = core_select(_GRANT.role, _GRANT.scope, _GRANT.valid_from, _GRANT.valid_to).where(
    _GRANT.person_id == bindparam("person")
)


def _said(what: str, ref: Any = null(), contact: Any = null()) -> Select[Any]:  # noqa: B008 - a constant of SQL
    columns: tuple[Any, ...] = (literal_column(f"'{what}'"), cast(ref, String), cast(contact, Integer))
    return core_select(*(column.label(name) for column, name in zip(columns, ("what", "ref", "contact"), strict=True)))


_RELATED = union_all(
    _said("body", _BODY.ref).where(or_(_BODY.id == bindparam("lead"), _BODY.id == bindparam("coordinating"))),
    _said("group", _GROUP.ref).where(_GROUP.id == bindparam("group")),
    _said("facilitator").where(
        _FACILITATOR.id == _NAMED.facilitator_id,
        _NAMED.isp_id == bindparam("isp"),
        _FACILITATOR.person_id == bindparam("person"),
    ),
    _said("partner", _BODY.ref, _PARTNER.contact_id)
    .select_from(Partner)
    .outerjoin(Organisation, _BODY.id == _PARTNER.organisation_id)
    .where(_PARTNER.isp_id == bindparam("isp"), _PARTNER.valid_to.is_(None)),
    _said("member").where(
        _IN_GROUP.group_id == bindparam("group"),
        _IN_GROUP.person_id == bindparam("person"),
        or_(_IN_GROUP.valid_from.is_(None), _IN_GROUP.valid_from <= bindparam("day")),
        or_(_IN_GROUP.valid_to.is_(None), _IN_GROUP.valid_to >= bindparam("day")),
    ),
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
    scopes = ["all", f"{kind}:{ref}"]
    if isp is None:
        granted = _granted(session, person.id, scopes, day)
        member = kind == "group" and session.connection().execute(
            _MEMBER, {"person": person.id, "group": ref, "day": day}
        )
        return frozenset(granted | ({Role.GROUP_MEMBER} if member and member.first() else set()))
    related = _related(session, person.id, isp, day)
    scopes += [f"organisation:{row.ref}" for row in related if row.what == "body"]
    scopes += [f"group:{row.ref}" for row in related if row.what == "group"]
    return frozenset(_granted(session, person.id, scopes, day) | _by_part(session, person.id, isp, related, day))


def roles_for_isp(session: Session, actor: str, ref: str, day: dt.date) -> frozenset[Role] | None:
    """The roles of this person for this ISP on this day; None where there is no such ISP."""
    if isps.with_versions(session, ref) is None:
        return None
    return roles_of(session, actor, f"isp:{ref}", day) or frozenset()


def roles_anywhere(session: Session, person_id: int, day: dt.date) -> frozenset[Role]:
    """The roles that a person was granted for anything at all, on this day: what the navigation shows them."""
    return frozenset(role for role, _ in _held(session, person_id, day))


def scopes_of(session: Session, person_id: int, role: Role, day: dt.date) -> frozenset[str]:
    """What a person was granted this role for, on this day: `all`, or `isp:REF`, `organisation:REF`, `group:REF`."""
    return frozenset(scope for held, scope in _held(session, person_id, day) if held is role)


def known(session: Session, person_id: int, grants: Iterable[Grant]) -> None:
    """What a person was granted, read by another question, need not be asked for again."""
    rows = [(grant.role, grant.scope, grant.valid_from, grant.valid_to) for grant in grants]
    remembered(session, _OF_GRANT, ("grants", person_id), lambda: rows)


def _held(session: Session, person_id: int, day: dt.date) -> list[tuple[Role, str]]:
    """What a person was granted, with its scope, as far as it holds on this day."""

    def read() -> list[Any]:
        return list(session.connection().execute(_GRANTS, {"person": person_id}))

    return [
        (Role(role), scope)
        for role, scope, first, last in remembered(session, _OF_GRANT, ("grants", person_id), read)
        if (first is None or first <= day) and (last is None or last >= day)
    ]


def _granted(session: Session, person_id: int, scopes: list[str], day: dt.date) -> set[Role]:
    return {role for role, scope in _held(session, person_id, day) if scope in scopes}


def _related(session: Session, person_id: int, isp: Isp, day: dt.date) -> list[Any]:
    """The bodies that answer for an ISP, its group and partners; what this person is to them: one question for all."""
    asked = {
        "lead": isp.lead_id, "coordinating": isp.coordinator_organisation_id, "group": isp.group_id, "isp": isp.id,
        "person": person_id, "day": day,
    }  # fmt: skip
    return list(session.connection().execute(_RELATED, asked))


def _in_group(session: Session, person_id: int, kind: str, ref: str, day: dt.date) -> set[Role]:
    """Whether somebody is a member of the group whose stream this is."""
    asked = {"person": person_id, "group": ref, "day": day}
    found = kind == "group" and session.connection().execute(_MEMBER, asked).first() is not None
    return {Role.GROUP_MEMBER} if found else set()


def _by_part(session: Session, person_id: int, isp: Isp, related: list[Any], day: dt.date) -> set[Role]:
    """The roles that come with a part in an ISP rather than with a grant alone."""
    roles: set[Role] = set()
    if isp.coordinator_person_id == person_id:
        roles.add(Role.COORDINATOR)
    if any(row.what == "facilitator" for row in related):
        roles.add(Role.FACILITATOR)
    partners = [row for row in related if row.what == "partner"]
    if any(row.contact == person_id for row in partners):
        roles.add(Role.PARTNER_CONTACT)
    scopes = [f"organisation:{row.ref}" for row in partners if row.ref is not None]
    roles |= _granted(session, person_id, scopes, day) & {Role.SIGNING_OFFICER, Role.PARTNER_CONTACT}
    if any(row.what == "member" for row in related):
        roles.add(Role.GROUP_MEMBER)
    return roles
