"""Trained facilitators with all that says whether and where they could help: few questions, whatever their number."""

import datetime as dt
from collections import defaultdict

from sqlmodel import Session, col, select

from models.tables.helping import HelpAsked
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Absence, Facilitator, Person
from models.tables.work import IspFacilitator
from states.helpers import Trained


def later(session: Session, day: dt.date, most: int) -> list[tuple[int, str, dt.date]]:
    """Questions whose answer was “later” and whose day has come: number, the person's reference, the day."""
    chosen = (
        select(HelpAsked, Person.ref)
        .join(Person, col(Person.id) == col(HelpAsked.person_id))
        .where(col(HelpAsked.outcome).is_(None), col(HelpAsked.later) <= day)
        .order_by(col(HelpAsked.id))
        .limit(most)
    )
    return [(one.id or 0, ref, one.later) for one, ref in session.exec(chosen) if one.later is not None]


def trained(
    session: Session,
    day: dt.date,
    *,
    isp_id: int | None = None,
    coordinator: int | None = None,
    asked: frozenset[int] = frozenset(),
    absences: bool = True,
) -> dict[str, tuple[Facilitator, Person | None, Trained]]:
    """Everybody trained, by reference, as seen from one ISP where it is given; `asked` are rows of facilitators.

    Without `absences` nobody is looked up as away.
    """
    joined = (
        select(Facilitator, Person, Organisation.ref)
        .join(Person, col(Person.id) == col(Facilitator.person_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id), isouter=True)
    )
    named: dict[int, list[tuple[int, list[str], list[str]]]] = defaultdict(list)
    chosen = select(IspFacilitator.facilitator_id, Isp.id, Isp.service_areas, Isp.places)
    for facilitator, isp, areas, places in session.exec(chosen.join(Isp, col(Isp.id) == col(IspFacilitator.isp_id))):
        named[facilitator].append((isp or 0, areas, places))
    ahead_of = select(Version.isp_id).where(Version.place == "progress")
    busy = set(session.exec(ahead_of.where(col(Version.isp_id).in_(select(IspFacilitator.isp_id)))))
    away: dict[int, dt.date] = {}
    ahead = select(Absence).where(col(Absence.first_day) <= day, col(Absence.last_day) >= day)
    for absence in session.exec(ahead) if absences else ():
        away[absence.person_id] = max(absence.last_day, away.get(absence.person_id, absence.last_day))
    found: dict[str, tuple[Facilitator, Person | None, Trained]] = {}
    for row, person, body in session.exec(joined.order_by(col(Facilitator.ref))):
        mine = named.get(row.id or 0, [])
        one = Trained(
            ref=row.ref,
            named=person is not None,
            reached=person is not None and person.reached_at is not None and not person.shared,
            organisation=body,
            authority=row.authority,
            trained=row.trained_to,
            last=row.last_assignment,
            at_work=sum(isp in busy for isp, *_ in mine),
            areas=frozenset(code for _, areas, _ in mine for code in areas),
            places=frozenset(code for _, _, places in mine for code in places),
            worked_on=any(isp == isp_id for isp, *_ in mine)
            or (person is not None and coordinator is not None and person.id == coordinator),
            away_until=away.get(person.id or 0) if person else None,
            asked=row.id in asked,
        )
        found[row.ref] = (row, person, one)
    return found
