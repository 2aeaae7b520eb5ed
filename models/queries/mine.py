"""Questions about what is somebody's: the ISPs they develop or review, and the tasks asked of them or by them."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, bindparam, func, union
from sqlalchemy import select as core_select
from sqlmodel import Session, col, or_, select

from models.tables.clocks import Draft, Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Grant, Person
from models.tables.work import IspFacilitator, Partner
from states.lifecycle import ENDS, Role

MOST = 400
"""ISPs of one person that are looked at: far more than anybody can hold in mind."""
_OVER = sorted(state.value for state in ENDS)
_ORGANISATIONS = (
    core_select(col(Organisation.id))
    .select_from(Grant)
    .join(Organisation, col(Organisation.ref) == func.substr(col(Grant.scope), len("organisation:") + 1))
    .where(
        col(Grant.scope).startswith("organisation:"),
        col(Grant.person_id) == bindparam("person"),
        col(Grant.role).in_([Role.COORDINATOR.value, Role.FACILITATOR.value]),
        or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= bindparam("day")),
        or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= bindparam("day")),
    )
)


def _developed() -> Select[Any]:
    """The rows of ISPs that somebody coordinates or facilitates, by whatever way; each way has its index."""
    bodies = _ORGANISATIONS.scalar_subquery()
    ways = union(
        core_select(col(Isp.id).label("id")).where(col(Isp.coordinator_person_id) == bindparam("person")),
        core_select(col(Isp.id)).where(col(Isp.coordinator_organisation_id).in_(bodies)),
        core_select(col(Isp.id)).where(col(Isp.lead_id).in_(bodies)),
        core_select(col(IspFacilitator.isp_id))
        .join(Facilitator, col(Facilitator.id) == col(IspFacilitator.facilitator_id))
        .where(col(Facilitator.person_id) == bindparam("person")),
        core_select(col(Isp.id))
        .join(Grant, col(Isp.ref) == func.substr(col(Grant.scope), len("isp:") + 1))
        .where(
            col(Grant.scope).startswith("isp:"),
            col(Grant.person_id) == bindparam("person"),
            col(Grant.role).in_([Role.COORDINATOR.value, Role.FACILITATOR.value]),
        ),
    ).subquery()
    return core_select(ways.c.id)


_VERSIONS = union(
    core_select(col(Version.id)).where(col(Version.isp_id).in_(_developed())),
    core_select(col(Version.id)).where(col(Version.assurer) == bindparam("ref")),
)
"""Found by their indices, each way alone: one condition over both would look at every ISP."""
_ISPS = (
    select(Isp, Version)
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .where(
        col(Version.place) != "past",
        col(Version.state).not_in(_OVER),
        col(Version.id).in_(_VERSIONS),
    )
    .order_by(col(Isp.ref), col(Version.number))
    .limit(MOST)
)


def isps(session: Session, person: Person, day: dt.date) -> list[tuple[Isp, Version]]:
    """The ISPs that somebody develops, and those that they review, with each version that is alive."""
    found = session.execute(_ISPS, {"person": person.id, "ref": person.ref, "day": day})
    return [(row[0], row[1]) for row in found]


_IDS = (
    core_select(col(Version.isp_id))
    .where(
        col(Version.place) != "past",
        col(Version.state).not_in(_OVER),
        col(Version.id).in_(_VERSIONS),
    )
    .distinct()
    .limit(MOST)
)


def ids(session: Session, person: Person, day: dt.date) -> list[int]:
    """The rows of the same ISPs alone."""
    return list(session.scalars(_IDS, {"person": person.id, "ref": person.ref, "day": day}))


def tasks(session: Session, person: Person, ids: list[int]) -> list[tuple[Task, Isp, Partner | None, Person | None]]:
    """The open tasks asked of somebody, and those asked of others on these ISPs; with whoever was asked."""
    asked = Partner
    open_one = core_select(col(Task.id)).where(col(Task.done_at).is_(None))
    ways = union(
        open_one.where(col(Task.person_id) == person.id),
        open_one.join(Partner, col(Partner.id) == col(Task.partner_id)).where(col(Partner.contact_id) == person.id),
        open_one.where(col(Task.isp_id).in_(ids)),
    )  # each way by its index: one condition over the three reads every partner there is on PostgreSQL
    chosen = (
        select(Task, Isp, asked, Person)
        .join(Isp, col(Isp.id) == col(Task.isp_id))
        .outerjoin(asked, col(asked.id) == col(Task.partner_id))
        .outerjoin(Person, col(Person.id) == col(Task.person_id))
        .where(col(Task.id).in_(ways))
        .order_by(col(Task.asked_at), col(Task.id))
        .limit(MOST * 10)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(chosen)]


def due(session: Session, streams: list[str]) -> list[TimerRow]:
    """The clocks of these streams that have not stopped, the one due first first."""
    chosen = select(TimerRow).where(col(TimerRow.stream).in_(streams), TimerRow.status != "stopped")
    return list(session.exec(chosen.order_by(col(TimerRow.due_day), col(TimerRow.id)))) if streams else []


def drafts(session: Session, streams: list[str]) -> list[Draft]:
    """The escalations that wait for whoever coordinates these streams."""
    chosen = select(Draft).where(
        col(Draft.stream).in_(streams), Draft.status == "waiting", Draft.before == "coordinator"
    )
    return list(session.exec(chosen.order_by(col(Draft.drafted_at)))) if streams else []
