"""Questions about the policy's rules: when each rung last fired and fires next, and who there is to hear of it."""

import datetime as dt
from typing import Any

from sqlalchemy import literal_column, union_all
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, or_, select

from models.tables.clocks import RungClaim, TimerRow
from models.tables.isp import Isp
from models.tables.person import Facilitator, Grant, Person
from models.tables.qa import GroupMember
from models.tables.work import Partner
from states.lifecycle import Role
from states.policy import Reader


def last_fired(session: Session) -> dict[tuple[str, str], dt.datetime]:
    """When each rung last fired, by timer kind and rung."""
    chosen = select(RungClaim.timer_kind, RungClaim.rung, func.max(RungClaim.claimed_at))
    found = session.exec(chosen.group_by(col(RungClaim.timer_kind), col(RungClaim.rung)))
    return {(kind, rung): at for kind, rung, at in found}


def fires_next(session: Session) -> dict[tuple[str, str], dt.datetime]:
    """When each rung fires next as its clocks stand now, by timer kind and rung."""
    chosen = select(TimerRow.kind, TimerRow.next_rung, func.min(TimerRow.next_rung_at))
    due = chosen.where(col(TimerRow.next_rung_at).is_not(None))
    found = session.exec(due.group_by(col(TimerRow.kind), col(TimerRow.next_rung)))
    return {(kind, rung or ""): at for kind, rung, at in found if at is not None}


def matching(session: Session) -> dict[str, int]:
    """How many timers of each kind run now."""
    chosen = select(TimerRow.kind, func.count()).where(TimerRow.status == "running").group_by(col(TimerRow.kind))
    return dict(session.exec(chosen).all())


def readers(session: Session, day: dt.date) -> dict[Reader, bool]:
    """Whether anybody with an address stands behind each reader, for some ISP at least, on this day."""
    reached = col(Person.address).is_not(None) & (col(Person.address) != "") & col(Person.address_failed_at).is_(None)
    granted = (
        select(Grant.role)
        .join(Person, col(Person.id) == col(Grant.person_id))
        .where(
            reached,
            or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= day),
            or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= day),
        )
        .distinct()
    )
    parts: dict[str, Any] = {
        "of isp": col(Isp.coordinator_person_id), "of partner": col(Partner.contact_id),
        "of group": col(GroupMember.person_id), "of facilitator": col(Facilitator.person_id), "of nothing": None,
    }  # fmt: skip
    there: list[Any] = [
        sa_select(literal_column(f"'{name}'").label("found")).where(
            select(Person.id).where(reached, *(() if of is None else (col(Person.id).in_(sa_select(of)),))).exists()
        )
        for name, of in parts.items()
    ]
    found = set(session.scalars(union_all(granted, *there)))
    roles = {Role(name) for name in found - set(parts)}
    coordinator = Role.COORDINATOR in roles or "of isp" in found
    contact = Role.PARTNER_CONTACT in roles or "of partner" in found
    team = bool(roles & {Role.ASSURER, Role.TEAM_LEAD})
    group, person = "of group" in found, "of nothing" in found
    return {
        Reader.HOLDER: coordinator or contact or team or group,
        Reader.PERSON: person,
        Reader.SUBSTITUTE: person,
        Reader.COORDINATOR: coordinator,
        Reader.FACILITATOR: "of facilitator" in found,
        Reader.PARTNER_CONTACT: contact,
        Reader.DESIGNATED_PERSON: Role.DESIGNATED_PERSON in roles,
        Reader.SENIOR_SPONSOR: Role.SENIOR_SPONSOR in roles,
        Reader.TEAM: team,
        Reader.TEAM_LEAD: Role.TEAM_LEAD in roles,
        Reader.GROUP: group,
        Reader.BOARD_SECRETARY: Role.BOARD_SECRETARY in roles,
        Reader.OPERATOR: Role.OPERATOR in roles,
    }
