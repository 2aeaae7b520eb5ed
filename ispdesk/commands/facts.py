"""Loads what the rules may see of one version, for one actor."""

import datetime as dt

from sqlmodel import Session, col, func, select

from models.queries import home, isps
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from models.tables.qa import Declaration, Finding
from models.tables.work import Flow, IspFacilitator, Partner, Section, Signoff
from states.calendar import CalendarEndsError
from states.dates import dated
from states.facts import Facts
from states.lifecycle import Party, State

REQUIRED = ("information", "sender", "recipients", "purpose", "method")


def load(session: Session, isp: Isp, version: Version, actor: str, today: dt.date) -> Facts:
    """The facts of this version on this day, as this actor's command may see them."""
    partners = _partners(session, isp)
    flows = list(session.exec(select(Flow).where(Flow.version_id == version.id)))
    findings = list(session.exec(select(Finding).where(Finding.version_id == version.id)))
    current = [f for f in findings if f.round == version.round]
    names = {_fold(partner.name) for partner in partners}
    mentioned = {name for flow in flows for name in (flow.sender, *flow.recipients) if name}
    person = session.exec(select(Person).where(Person.ref == actor)).first()
    conflict, independent = _independence(session, isp, version, person)
    progress = isps.standing_at(session, isp.id or 0, "progress")
    force = isps.standing_at(session, isp.id or 0, "force")
    return Facts(
        state=State(version.state),
        today=today,
        holder=Party(version.holder),
        on_hold=version.on_hold,
        title=bool(isp.title_en or isp.title_cy),
        area=bool(isp.places and isp.service_areas),
        lead=isp.lead_id is not None,
        coordinator=bool(isp.coordinator_organisation_id or isp.coordinator_person_id or isp.coordinator_role),
        purpose=bool(isp.purpose),
        instrument=isp.instrument,
        partners=sum(partner.count or 1 for partner in partners),
        facilitators=_count(session, IspFacilitator, isp.id) + bool(isp.facilitator_note),
        flows=len(flows),
        incomplete_flows=tuple(str(f.number) for f in flows if not all(getattr(f, name) for name in REQUIRED)),
        strangers=tuple(sorted(name for name in mentioned if _fold(name) not in names)),
        partners_without_flow=tuple(
            p.name
            for p in partners
            if not p.observer and not p.condition and _fold(p.name) not in set(map(_fold, mentioned))
        ),
        document=session.exec(select(Section).where(Section.version_id == version.id, Section.text != "")).first()
        is not None,
        submits_itself=isp.submits_itself,
        unsigned=_unsigned(session, version, partners),
        acting_as_timer=actor == "timer",
        assurer_conflict=conflict,
        assurer_known_independent=independent,
        findings_open=sum(not f.closed for f in current),
        must_findings_open=sum(not f.closed and f.severity == "must" for f in current),
        previous_findings_open=sum(not f.closed for f in findings if f.round < version.round),
        findings_unanswered=sum(f.answer is None and not f.closed for f in current),
        corrections_listed=sum(f.correction for f in current),
        corrections_unchecked=sum(f.correction and not f.closed for f in current),
        group=isp.group_id is not None,
        review_date=version.review_date,
        notice_date=_notice_date(session, version),
        content_as_assured=None
        if version.assured_content is None
        else version.assured_content == content_hash(session, version.id or 0),
        version_in_progress=progress is not None and progress.id != version.id,
        version_in_force=force is not None and force.id != version.id,
        successor=isp.successor_id is not None,
    )


def _notice_date(session: Session, version: Version) -> dt.date | None:
    """The working day on which notice of the review is given, as the policy says; None where that is not known yet."""
    adopted, calendar = home.policy(session), home.calendar(session)
    timer = adopted[1].timer("review_notice") if adopted else None
    if timer is None or version.review_date is None or not calendar.version:
        return None
    try:
        return dated(timer, version.review_date, calendar).due
    except CalendarEndsError:
        return None


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _partners(session: Session, isp: Isp) -> list[Partner]:
    chosen = select(Partner).where(Partner.isp_id == isp.id, col(Partner.valid_to).is_(None))
    return list(session.exec(chosen.order_by(col(Partner.line))))


def _count(session: Session, table: type[IspFacilitator], isp_id: int | None) -> int:
    return session.exec(select(func.count()).select_from(table).where(table.isp_id == isp_id)).one()


def _unsigned(session: Session, version: Version, partners: list[Partner]) -> tuple[str, ...]:
    """Partners without a signature on the content as it is now."""
    content = content_hash(session, version.id or 0)
    signed = {
        s.partner_id
        for s in session.exec(select(Signoff).where(Signoff.version_id == version.id))
        if s.outcome in ("signed", "signed_with_reservation") and s.content_hash == content
    }
    return tuple(p.name for p in partners if p.id not in signed and not p.condition and not p.observer)


def content_hash(session: Session, version_id: int) -> str:
    """The hash of a version's whole content: its sections in order, then its flows."""
    from models.chain import digest

    sections = select(Section).where(Section.version_id == version_id)
    parts = [s.content_hash for s in session.exec(sections.order_by(col(Section.position), col(Section.lang)))]
    flows = select(Flow).where(Flow.version_id == version_id).order_by(col(Flow.number))
    for f in session.exec(flows):
        parts += [str(f.number), f.step, f.information, f.sender, *f.recipients, f.purpose, f.method, f.basis]
    return digest(b"ispdesk-content-v1", parts)


def _independence(
    session: Session, isp: Isp, version: Version, person: Person | None
) -> tuple[str | None, bool | None]:
    """The conflict of an assurer with this version, and whether they declared (or were excepted)."""
    if person is None:
        return None, None
    said = session.exec(
        select(Declaration).where(Declaration.version_id == version.id, Declaration.person_id == person.id),
    ).first()
    if said is not None and said.exception:
        return None, True
    facilitates = (
        select(IspFacilitator)
        .join(Facilitator, col(Facilitator.id) == col(IspFacilitator.facilitator_id))
        .where(IspFacilitator.isp_id == isp.id, Facilitator.person_id == person.id)
    )
    if isp.coordinator_person_id == person.id or session.exec(facilitates).first():
        return f"{person.name_en} worked on it", None
    if person.organisation_id and person.organisation_id in (isp.lead_id, isp.coordinator_organisation_id):
        organisation = session.get(Organisation, person.organisation_id)
        return f"{person.name_en} works for {organisation.name_en if organisation else 'its lead'}", None
    return None, True if said is not None else None
