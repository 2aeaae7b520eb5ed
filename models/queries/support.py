"""Questions about advice given, changes of the framework, and who could be asked in a survey."""

import datetime as dt
from collections import Counter

from sqlmodel import Session, col, func, or_, select

from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Grant, Person
from models.tables.support import FrameworkChange, HelplineContact
from models.tables.work import Partner
from states.lifecycle import Role

ASKED = (Role.DESIGNATED_PERSON, Role.SENIOR_SPONSOR, Role.SIGNING_OFFICER, Role.PARTNER_CONTACT, Role.COORDINATOR)
"""Roles that are granted for an organisation, and that a survey may ask."""


def advice(session: Session, first: dt.date, last: dt.date, by: str) -> dict[str, tuple[int, int, int]]:
    """Contacts between two days by `kind`, `role` or `channel`: how many, minutes in all, and how many have minutes."""
    column = col(getattr(HelplineContact, by))
    chosen = select(
        column,
        func.count(),
        func.coalesce(func.sum(HelplineContact.minutes), 0),
        func.count(col(HelplineContact.minutes)),
    ).where(col(HelplineContact.day) >= first, col(HelplineContact.day) <= last)
    return {key: (number, minutes or 0, known) for key, number, minutes, known in session.exec(chosen.group_by(column))}


def advised(session: Session, most: int) -> list[tuple[HelplineContact, str | None, Organisation | None]]:
    """The latest contacts, each with the ISP's reference and the organisation."""
    chosen = (
        select(HelplineContact, Isp.ref, Organisation)
        .outerjoin(Isp, col(Isp.id) == col(HelplineContact.isp_id))
        .outerjoin(Organisation, col(Organisation.id) == col(HelplineContact.organisation_id))
        .order_by(col(HelplineContact.day).desc(), col(HelplineContact.id).desc())
    )
    return list(session.exec(chosen.limit(most)))


def contacts_of(session: Session, organisation_id: int) -> tuple[int, int]:
    """How many contacts there were with an organisation, and their minutes as far as known."""
    chosen = select(func.count(), func.coalesce(func.sum(HelplineContact.minutes), 0))
    found = session.exec(chosen.where(HelplineContact.organisation_id == organisation_id)).one()
    return found[0], found[1] or 0


def changes(session: Session) -> list[FrameworkChange]:
    """Every change of the framework, the latest in force first, those without a day last."""
    return sorted(
        session.exec(select(FrameworkChange).order_by(col(FrameworkChange.id).desc())),
        key=lambda row: row.happened_to or row.happened_from or row.decided_on or dt.date.min,
        reverse=True,
    )


def asked_in(session: Session, day: dt.date) -> dict[tuple[int, str], Counter[str]]:
    """Whom a survey could ask: by organisation and role, how many people in each language, and how many are reached.

    Keys of the counts: `cy`, `en`, `unknown`, and `reached`.
    """
    people: dict[tuple[int, str], dict[int, Person]] = {}

    def add(body: int | None, role: str, person: Person) -> None:
        if body is not None:
            people.setdefault((body, role), {})[person.id or 0] = person

    granted = (
        select(Organisation.id, Grant.role, Person)
        .join(Grant, col(Grant.scope) == "organisation:" + col(Organisation.ref))
        .join(Person, col(Person.id) == col(Grant.person_id))
        .where(
            col(Grant.role).in_([role.value for role in ASKED]),
            or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= day),
            or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= day),
        )
    )
    for body, role, person in session.exec(granted):
        add(body, role, person)
    facilitators = select(Person).join(Facilitator, col(Facilitator.person_id) == col(Person.id))
    for person in session.exec(facilitators):
        add(person.organisation_id, Role.FACILITATOR.value, person)
    coordinators = select(Person).join(Isp, col(Isp.coordinator_person_id) == col(Person.id)).distinct()
    for person in session.exec(coordinators):
        add(person.organisation_id, Role.COORDINATOR.value, person)
    contacts = (
        select(Partner.organisation_id, Person)
        .join(Person, col(Person.id) == col(Partner.contact_id))
        .where(col(Partner.valid_to).is_(None))
    )
    for body, person in session.exec(contacts):
        add(body, Role.PARTNER_CONTACT.value, person)
    found: dict[tuple[int, str], Counter[str]] = {}
    for key, each in people.items():
        found[key] = Counter(one.language for one in each.values())
        found[key]["reached"] = sum(one.reached_at is not None for one in each.values())
    return found


def organisations(session: Session) -> list[Organisation]:
    """Every organisation by name."""
    return list(session.exec(select(Organisation).order_by(col(Organisation.name_en), col(Organisation.ref))))
