"""The people behind each reader that a policy names, for one ISP, partner, task or facilitator on one day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, or_, select

from models import rows
from models.base import table
from models.queries import people, signing
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Absence, Facilitator, Person
from models.tables.qa import GroupMember
from models.tables.work import IspFacilitator, Partner
from notifications.audience import Audience
from states.lifecycle import Party, Role

TEAM = {Role.ASSURER, Role.TEAM_LEAD}
HOME_ROLES = {
    Audience.TEAM: TEAM,
    Audience.TEAM_LEAD: {Role.TEAM_LEAD},
    Audience.BOARD_SECRETARY: {Role.BOARD_SECRETARY},
    Audience.OPERATOR: {Role.OPERATOR},
}
BODY_ROLES = {
    Audience.DESIGNATED_PERSON: {Role.DESIGNATED_PERSON},
    Audience.SENIOR_SPONSOR: {Role.SENIOR_SPONSOR},
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message is about: an ISP with its version, perhaps one partner or task of it; a person; a QA group."""

    isp: Isp | None = None
    version: Version | None = None
    partner: Partner | None = None
    task: Task | None = None
    person_id: int | None = None
    group_id: int | None = None


def behind(session: Session, reader: Audience, about: Subject, day: dt.date) -> list[Person]:
    """Everybody whom this reader stands for on this day, in a stable order."""
    if reader in HOME_ROLES:
        return people.with_role(session, HOME_ROLES[reader], ["all"], day)
    if reader is Audience.PERSON:
        return _one(session, about.task.person_id if about.task else about.person_id)
    if reader is Audience.GROUP:
        return _group(session, about, day)
    found = BEHIND.get(reader)
    return found(session, about, about.isp, day, reader) if found and about.isp else []


def colleagues(session: Session, reader: Audience, about: Subject, day: dt.date) -> list[Person]:
    """Everybody with the role of this reader, whether or not one of them is named for this ISP or partner."""
    if about.isp is not None and reader is Audience.COORDINATOR:
        return _granted_coordinators(session, about.isp, day)
    if about.partner is not None and reader is Audience.PARTNER_CONTACT:
        return _granted_contacts(session, about.partner, day)
    return behind(session, reader, about, day)


def substitutes(session: Session, found: Sequence[Person], day: dt.date) -> list[Person]:
    """Whoever stands in on this day for those of these people who are away."""
    ids = [person.id for person in found]
    away = rows.connection(session).execute(_STAND_IN, {"people": ids, "day": day}).scalars().all() if found else []
    stand_in = select(Person).where(col(Person.id).in_(away), col(Person.id).not_in(ids))
    return list(session.exec(stand_in.order_by(col(Person.ref)))) if away else []


_ABSENCE = table(Absence)
_STAND_IN = core_select(_ABSENCE.substitute_id).where(
    _ABSENCE.person_id.in_(bindparam("people", expanding=True)),
    _ABSENCE.first_day <= bindparam("day"),
    _ABSENCE.last_day >= bindparam("day"),
    _ABSENCE.substitute_id.is_not(None),
)
"""Built once: mostly nobody is away."""


def _one(session: Session, person_id: int | None) -> list[Person]:
    found = session.get(Person, person_id) if person_id else None
    return [found] if found else []


def _of_body(session: Session, about: Subject, isp: Isp, day: dt.date, reader: Audience) -> list[Person]:
    """Of the partner's organisation where it is about a partner, else of the lead organisation."""
    body = about.partner.organisation_id if about.partner else isp.lead_id
    organisation = session.get(Organisation, body) if body else None
    return (
        people.with_role(session, BODY_ROLES[reader], [f"organisation:{organisation.ref}"], day) if organisation else []
    )


def _coordinators(session: Session, _about: Subject, isp: Isp, day: dt.date, _reader: Audience) -> list[Person]:
    """Whoever coordinates it; where mail to all of them comes back, who is told instead."""
    found = coordinators(session, isp, day)
    return in_place_of(session, isp, day) if is_unreachable(found) else found


def is_unreachable(found: Sequence[Person]) -> bool:
    """Whether mail to all of these people comes back for good; nobody having an address is another matter."""
    failing = any(person.address_failed_at is not None for person in found)
    return failing and not any(person.reached_at for person in found)


def in_place_of(session: Session, isp: Isp, day: dt.date) -> list[Person]:
    """Who is told what a coordinator cannot be told: the lead's Designated Person, else the team (our default)."""
    lead = [p for p in _of_body(session, Subject(isp), isp, day, Audience.DESIGNATED_PERSON) if p.reached_at]
    return lead or people.with_role(session, TEAM, ["all"], day)


def coordinators(session: Session, isp: Isp, day: dt.date) -> list[Person]:
    """Whoever coordinates an ISP on this day."""
    return _one(session, isp.coordinator_person_id) or _granted_coordinators(session, isp, day)


def _granted_coordinators(session: Session, isp: Isp, day: dt.date) -> list[Person]:
    scopes = [f"isp:{isp.ref}"]
    if isp.coordinator_organisation_id and (o := session.get(Organisation, isp.coordinator_organisation_id)):
        scopes.append(f"organisation:{o.ref}")
    return people.with_role(session, {Role.COORDINATOR}, scopes, day)


def _facilitators(session: Session, _about: Subject, isp: Isp, _day: dt.date, _reader: Audience) -> list[Person]:
    works = (
        select(Person)
        .join(Facilitator, col(Facilitator.person_id) == col(Person.id))
        .join(IspFacilitator, col(IspFacilitator.facilitator_id) == col(Facilitator.id))
        .where(IspFacilitator.isp_id == isp.id)
    )
    return list(session.exec(works.order_by(col(Person.ref))))


def _contacts(session: Session, about: Subject, _isp: Isp, day: dt.date, _reader: Audience) -> list[Person]:
    """The partner's contact; where none is named, whoever is granted that part for its organisation."""
    if about.partner is None:
        return []
    return _one(session, about.partner.contact_id) or _granted_contacts(session, about.partner, day)


def _granted_contacts(session: Session, partner: Partner, day: dt.date) -> list[Person]:
    body = session.get(Organisation, partner.organisation_id) if partner.organisation_id else None
    return people.with_role(session, {Role.PARTNER_CONTACT}, [f"organisation:{body.ref}"], day) if body else []


def _holders(session: Session, about: Subject, isp: Isp, day: dt.date, reader: Audience) -> list[Person]:
    """Of a task, whoever was asked; of the ISP, the party that holds it."""
    if about.task is not None or about.partner is not None:
        asked = _one(session, about.task.person_id if about.task else None)
        return asked or _contacts(session, about, isp, day, reader)
    party = Party(about.version.holder) if about.version else Party.NOBODY
    if party is Party.TEAM:
        return people.with_role(session, TEAM, ["all"], day)
    if party is Party.GROUP:
        return _group(session, about, day)
    return [] if party is Party.NOBODY else _coordinators(session, about, isp, day, reader)


def _group(session: Session, about: Subject, day: dt.date) -> list[Person]:
    """The members, on this day, of the QA group that it is about, or that the ISP was referred to."""
    group = about.group_id or (about.isp.group_id if about.isp else None)
    if group is None:
        return []
    chosen = (
        select(Person)
        .join(GroupMember, col(GroupMember.person_id) == col(Person.id))
        .where(
            GroupMember.group_id == group,
            or_(col(GroupMember.valid_from).is_(None), col(GroupMember.valid_from) <= day),
            or_(col(GroupMember.valid_to).is_(None), col(GroupMember.valid_to) >= day),
        )
        .order_by(col(Person.ref))
    )
    return list(session.exec(chosen))


def _sponsors(session: Session, about: Subject, isp: Isp, day: dt.date, reader: Audience) -> list[Person]:
    """Whoever is named as sponsor of the partner's part, or of the ISP; else whoever is granted that part."""
    named = signing.sponsors(session, isp.id or 0)
    partner = about.partner.id if about.partner else None
    found = [person for one, person in named if person is not None and one.partner_id == partner]
    return found or _of_body(session, about, isp, day, reader)


BEHIND = {
    Audience.HOLDER: _holders,
    Audience.COORDINATOR: _coordinators,
    Audience.FACILITATOR: _facilitators,
    Audience.PARTNER_CONTACT: _contacts,
    Audience.DESIGNATED_PERSON: _of_body,
    Audience.SENIOR_SPONSOR: _sponsors,
}
