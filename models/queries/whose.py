"""Questions about whose an ISP is: a person who works on it, an organisation that leads, coordinates or is in it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Grant, Person
from models.tables.qa import GroupMember, Meeting, QaGroup
from models.tables.work import IspFacilitator, Partner
from states.lifecycle import Role


@dataclass(frozen=True, slots=True)
class Whose:
    """The rows of ISPs that somebody coordinates, of all that are theirs, and of the partners that they speak for."""

    coordinated: frozenset[int]
    every: frozenset[int]
    partners: frozenset[int]


def of_person(session: Session, person: Person, day: dt.date) -> Whose:
    """What a person coordinates, facilitates, or is a partner's contact of, on this day."""
    granted = _scopes(session, person, Role.COORDINATOR, day)
    bodies = _bodies(session, granted)
    refs = [scope.removeprefix("isp:") for scope in granted if scope.startswith("isp:")]
    coordinated = _ids(
        session,
        or_(
            col(Isp.coordinator_person_id) == person.id,
            and_(
                col(Isp.coordinator_person_id).is_(None),
                or_(col(Isp.ref).in_(refs), col(Isp.coordinator_organisation_id).in_(bodies)),
            ),
        ),
    )
    works = (
        select(IspFacilitator.isp_id)
        .join(Facilitator, col(Facilitator.id) == col(IspFacilitator.facilitator_id))
        .where(Facilitator.person_id == person.id)
    )
    contacts = _bodies(session, _scopes(session, person, Role.PARTNER_CONTACT, day))
    speaks = or_(
        col(Partner.contact_id) == person.id,
        and_(col(Partner.contact_id).is_(None), col(Partner.organisation_id).in_(contacts)),
    )
    found = session.exec(select(Partner.id, Partner.isp_id).where(col(Partner.valid_to).is_(None), speaks)).all()
    theirs = coordinated | set(session.exec(works)) | {isp for _, isp in found}
    return Whose(frozenset(coordinated), frozenset(theirs), frozenset(row or 0 for row, _ in found))


def of_organisation(session: Session, body: Organisation) -> Whose:
    """What an organisation leads, coordinates or is a partner of."""
    coordinated = _ids(session, col(Isp.coordinator_organisation_id) == body.id)
    led = _ids(session, col(Isp.lead_id) == body.id)
    mine = select(Partner.id, Partner.isp_id).where(
        col(Partner.valid_to).is_(None), col(Partner.organisation_id) == body.id
    )
    found = session.exec(mine).all()
    return Whose(
        frozenset(coordinated),
        frozenset(coordinated | led | {isp for _, isp in found}),
        frozenset(row or 0 for row, _ in found),
    )


def _ids(session: Session, which: ColumnElement[bool]) -> set[int]:
    return {row or 0 for row in session.exec(select(Isp.id).where(which))}


def _scopes(session: Session, person: Person, role: Role, day: dt.date) -> list[str]:
    held = select(Grant.scope).where(
        Grant.person_id == person.id,
        Grant.role == role.value,
        or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= day),
        or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= day),
    )
    return list(session.exec(held))


def _bodies(session: Session, scopes: list[str]) -> list[int]:
    refs = [scope.removeprefix("organisation:") for scope in scopes if scope.startswith("organisation:")]
    return [row or 0 for row in session.exec(select(Organisation.id).where(col(Organisation.ref).in_(refs)))]


def groups(session: Session, person: Person, day: dt.date) -> list[QaGroup]:
    """The QA groups of which somebody is a member on this day."""
    chosen = (
        select(QaGroup)
        .join(GroupMember, col(GroupMember.group_id) == col(QaGroup.id))
        .where(
            GroupMember.person_id == person.id,
            or_(col(GroupMember.valid_from).is_(None), col(GroupMember.valid_from) <= day),
            or_(col(GroupMember.valid_to).is_(None), col(GroupMember.valid_to) >= day),
        )
        .distinct()
    )
    return list(session.exec(chosen.order_by(col(QaGroup.id))))


def meetings(session: Session, group: QaGroup, since: dt.date) -> list[Meeting]:
    """A group's meetings from this day on."""
    ahead = select(Meeting).where(Meeting.group_id == group.id, Meeting.day >= since)
    return list(session.exec(ahead.order_by(col(Meeting.day))))


def in_force(session: Session, rows: frozenset[int], since: dt.date) -> list[tuple[Isp, Version]]:
    """Of these ISPs those with a version in force whose review date is this day or later."""
    chosen = (
        select(Isp, Version)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(col(Isp.id).in_(rows), Version.place == "force", col(Version.review_date) >= since)
    )
    return list(session.exec(chosen.order_by(col(Isp.ref))))


def running(
    session: Session, rows: frozenset[int], assurer: str | None, since: dt.date
) -> list[tuple[TimerRow, Version, Isp]]:
    """Clocks that run on these ISPs, or on what this assurer has taken up, and are due on this day or later."""
    chosen = (
        select(TimerRow, Version, Isp)
        .join(Version, col(Version.id) == col(TimerRow.version_id))
        .join(Isp, col(Isp.id) == col(Version.isp_id))
        .where(
            TimerRow.status == "running",
            col(TimerRow.due_day) >= since,
            or_(col(Isp.id).in_(rows), and_(col(Version.assurer).is_not(None), col(Version.assurer) == assurer)),
        )
    )
    return list(session.exec(chosen.order_by(col(TimerRow.id))))
