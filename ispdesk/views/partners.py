"""Organisations and people to choose from, and who has which part in an ISP."""

import datetime as dt

from sqlmodel import Session, col, func, or_, select

from ispdesk.views.listing import title_of
from ispdesk.views.signing import accords_of, commands_for, sponsors_of
from ispdesk.views.signing_shapes import Offer, OrganisationRow, PeopleView, PersonRow
from ispdesk.words.text import Text
from models.queries import isps, people, signing
from models.tables.isp import Isp
from models.tables.organisation import Organisation, OrganisationName
from models.tables.person import Facilitator, Person
from models.tables.signing import Handover
from models.tables.work import IspFacilitator, Partner
from states.calendar import local_day
from states.lifecycle import Role, State

MOST = 25
"""Rows that a search shows; a more exact name finds the rest (our default)."""


def organisations(session: Session, ref: str, written: str) -> tuple[OrganisationRow, ...]:
    """Organisations of which a name, now or before, has these words; with their Accord status."""
    isp = isps.by_ref(session, ref)
    words = [f"%{_escaped(word)}%" for word in written.casefold().split()][:6]
    if isp is None or not words:
        return ()
    chosen = select(Organisation)
    for word in words:
        other = select(OrganisationName.organisation_id).where(
            func.lower(OrganisationName.name).like(word, escape="\\")
        )
        chosen = chosen.where(
            or_(
                func.lower(Organisation.name_en).like(word, escape="\\"),
                func.lower(Organisation.name_cy).like(word, escape="\\"),
                col(Organisation.id).in_(other),
            )
        )
    found = list(session.exec(chosen.order_by(col(Organisation.name_en)).limit(MOST)))
    accords = accords_of(session, [one.id for one in found])
    lines = {
        partner.organisation_id: partner.line
        for partner in session.exec(select(Partner).where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None)))
    }
    return tuple(
        OrganisationRow(
            one.ref, Text(one.name_en, one.name_cy or None), accords.get(one.id or 0, "not_known"), lines.get(one.id)
        )
        for one in found
    )


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def organisation(session: Session, ref: str) -> OrganisationRow | None:
    """One organisation of the register."""
    one = session.exec(select(Organisation).where(Organisation.ref == ref)).first()
    if one is None:
        return None
    accords = accords_of(session, [one.id])
    return OrganisationRow(one.ref, Text(one.name_en, one.name_cy or None), accords.get(one.id or 0, "not_known"), None)


def people_of(session: Session, organisation_ref: str | None) -> tuple[PersonRow, ...]:
    """The people of an organisation, by name."""
    if organisation_ref is None:
        return ()
    chosen = (
        select(Person)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(Organisation.ref == organisation_ref)
    )
    found = session.exec(chosen.order_by(col(Person.name_en)).limit(MOST))
    return tuple(PersonRow(one.ref, Text(one.name_en, one.name_cy or None), None) for one in found)


def people_of_lead(session: Session, ref: str) -> tuple[PersonRow, ...]:
    """The people of the organisation that leads an ISP."""
    isp = isps.by_ref(session, ref)
    lead = session.get(Organisation, isp.lead_id) if isp is not None and isp.lead_id else None
    return people_of(session, lead.ref if lead else None)


def people_called(session: Session, written: str) -> tuple[PersonRow, ...]:
    """People with an address of their own whose name, or whose organisation's name, has these words."""
    words = [f"%{_escaped(word)}%" for word in written.casefold().split()][:6]
    if not words:
        return ()
    chosen = select(Person, Organisation).outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
    for word in words:
        chosen = chosen.where(
            or_(
                *(
                    func.lower(name).like(word, escape="\\")
                    for name in (Person.name_en, Person.name_cy, Organisation.name_en, Organisation.name_cy)
                )
            )
        )
    own = chosen.where(col(Person.shared).is_(False), col(Person.address).is_not(None))
    found = session.exec(own.order_by(col(Person.name_en)).limit(MOST))
    return tuple(
        PersonRow(
            one.ref,
            Text(one.name_en, one.name_cy or None),
            Text(body.name_en, body.name_cy or None) if body is not None else None,
        )
        for one, body in found
    )


def people_view(session: Session, ref: str, viewer: str, roles: frozenset[Role], _at: dt.datetime) -> PeopleView | None:
    """Who has which part in an ISP; None where there is none of this reference."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    versions = isps.versions(session, isp.id or 0)
    state = versions[0].state if versions else State.IDENTIFIED.value
    offers = tuple(_offer(session, one) for one in signing.offers(session, isp.id or 0)[:10])
    waiting = next((one for one in offers if one.outcome is None), None)
    return PeopleView(
        ref=isp.ref,
        title=title_of(isp),
        coordinator=_person(session, isp.coordinator_person_id),
        facilitators=_facilitators(session, isp),
        sponsor=sponsors_of(session, isp).get(None),
        offers=offers,
        may=commands_for(roles, state),
        mine=waiting is not None and waiting.to_ref == viewer,
    )


def is_offered(session: Session, ref: str, viewer: str) -> bool:
    """Whether the coordinator's part of this ISP waits for this person's answer: they see the page it is on."""
    isp, person = isps.by_ref(session, ref), people.by_ref(session, viewer)
    offer = signing.open_offer(session, isp.id or 0) if isp else None
    return offer is not None and person is not None and offer.to_id == person.id


def _person(session: Session, row: int | None) -> Text | None:
    one = session.get(Person, row) if row else None
    return Text(one.name_en, one.name_cy or None) if one else None


def _facilitators(session: Session, isp: Isp) -> tuple[Text, ...]:
    chosen = select(Facilitator).join(IspFacilitator, col(IspFacilitator.facilitator_id) == col(Facilitator.id))
    named = session.exec(chosen.where(IspFacilitator.isp_id == isp.id).order_by(col(Facilitator.ref)))
    return tuple(Text(one.name_en, one.name_cy or None) for one in named)


def _offer(session: Session, one: Handover) -> Offer:
    to = session.get(Person, one.to_id)
    by = people.by_ref(session, one.offered_by)
    return Offer(
        to=Text(to.name_en, to.name_cy or None) if to else Text(""),
        to_ref=to.ref if to else "",
        by=by.name_en if by else one.offered_by,
        since=local_day(one.offered_at),
        outcome=one.outcome,
    )
