"""Loads what the rules may see of one version, for one actor."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from ispdesk.commands import signatures
from models.base import table
from models.chain import digest
from models.database import remembered
from models.queries import home, isps, people, signing
from models.tables.flow import FlowDefault
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from models.tables.qa import Declaration, Finding
from models.tables.work import Flow, IspFacilitator, Partner, Section
from states.calendar import CalendarEndsError
from states.dates import dated
from states.facts import Facts
from states.flow_terms import TEXTS, effective
from states.flow_terms import inherited as inherited_columns
from states.lifecycle import Party, State

_FLOW, _SECTION, _FINDING = table(Flow), table(Section), table(Finding)
_NAMED, _FACILITATOR, _DECLARATION = table(IspFacilitator), table(Facilitator), table(Declaration)
_OF_VERSION: Any = bindparam("version")
_PARTNERS = (
    select(Partner)
    .where(col(Partner.isp_id) == bindparam("isp"), col(Partner.valid_to).is_(None))
    .order_by(col(Partner.line))
)
_FACILITATORS = core_select(func.count()).where(_NAMED.isp_id == bindparam("isp"))
_SECTIONS = (
    core_select(_SECTION.content_hash)
    .where(_SECTION.version_id == _OF_VERSION)
    .order_by(_SECTION.position, _SECTION.lang, _SECTION.id)
)
_WRITTEN = core_select(_SECTION.id).where(_SECTION.version_id == _OF_VERSION, _SECTION.text != "").limit(1)
_FLOWS = core_select(Flow.__table__).where(_FLOW.version_id == _OF_VERSION).order_by(_FLOW.number)  # type: ignore[attr-defined]  # SQLModel's
_FINDINGS = core_select(_FINDING.round, _FINDING.severity, _FINDING.answer, _FINDING.closed, _FINDING.correction).where(
    _FINDING.version_id == _OF_VERSION
)
_DECLARED = core_select(_DECLARATION.exception).where(
    _DECLARATION.version_id == _OF_VERSION, _DECLARATION.person_id == bindparam("person")
)
_FACILITATES = core_select(_NAMED.isp_id).where(
    _FACILITATOR.id == _NAMED.facilitator_id,
    _NAMED.isp_id == bindparam("isp"),
    _FACILITATOR.person_id == bindparam("person"),
)
_OF_CONTENT = frozenset({"section", "flow", "flow_default", "isp"})
_OF_FLOWS = frozenset({"flow"})
_INHERITED = (
    core_select(table(Isp).purpose, table(FlowDefault).chosen)
    .select_from(Version)
    .join(Isp, table(Isp).id == table(Version).isp_id)
    .outerjoin(FlowDefault, table(FlowDefault).version_id == table(Version).id)
    .where(table(Version).id == _OF_VERSION)
)
_FIRST = ("step", "information", "sender", "purpose", "method", "basis")
_LATER = tuple(name for name in TEXTS if name not in _FIRST)
"""A flow's columns that came later: they are hashed where they hold something, so that earlier hashes stand."""
REQUIRED = ("information", "sender", "recipients", "purpose", "method")


def load(session: Session, isp: Isp, version: Version, actor: str, today: dt.date) -> Facts:
    """The facts of this version on this day, as this actor's command may see them."""
    session.flush()  # what this very command has written counts
    named = partners(session, isp)
    described = flows(session, version.id or 0)
    findings = list(session.execute(_FINDINGS, {"version": version.id}))
    current = [f for f in findings if f.round == version.round]
    inherits = inherited(session, version.id or 0)
    whole = [effective({name: getattr(f, name) for name in REQUIRED}, inherits) for f in described]
    names = {_fold(partner.name) for partner in named}
    mentioned = {name for flow in described for name in (flow.sender, *flow.recipients) if name}
    person = people.by_ref(session, actor)
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
        partners=sum(partner.count or 1 for partner in named),
        facilitators=_facilitators(session, isp.id) + bool(isp.facilitator_note),
        flows=len(described),
        incomplete_flows=tuple(
            str(f.number) for f, values in zip(described, whole, strict=True) if not all(values.values())
        ),
        strangers=tuple(sorted(name for name in mentioned if _fold(name) not in names)),
        partners_without_flow=tuple(
            p.name
            for p in named
            if not p.observer and not p.condition and _fold(p.name) not in set(map(_fold, mentioned))
        ),
        document=session.execute(_WRITTEN, {"version": version.id}).first() is not None,
        submits_itself=isp.submits_itself,
        unsigned=_unsigned(session, isp, version, named),
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
    if version.review_date is None:
        return None
    adopted, calendar = home.policy(session), home.calendar(session)
    timer = adopted[1].timer("review_notice") if adopted else None
    if timer is None or not calendar.version:
        return None
    try:
        return dated(timer, version.review_date, calendar).due
    except CalendarEndsError:
        return None


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def partners(session: Session, isp: Isp) -> list[Partner]:
    """The partners of an ISP as it is now, in order."""
    return list(session.scalars(_PARTNERS, {"isp": isp.id}))


def _facilitators(session: Session, isp_id: int | None) -> int:
    return int(session.scalar(_FACILITATORS, {"isp": isp_id}) or 0)


def unsigned(session: Session, isp: Isp, version: Version) -> tuple[str, ...]:
    """Partners of an ISP without a signature on the content of this version as it is now."""
    return _unsigned(session, isp, version, partners(session, isp))


def _unsigned(session: Session, isp: Isp, version: Version, of: list[Partner]) -> tuple[str, ...]:
    """Partners whose sign-off does not hold for the content as it is now."""
    wanted = [p for p in of if not p.condition and not p.observer]
    if not signing.anything_said(session, version.id or 0):
        return tuple(p.name for p in wanted)
    signed = signatures.signed(session, isp, version, wanted, content_hash(session, version.id or 0))
    return tuple(p.name for p in wanted if p.id not in signed)


def content_hash(session: Session, version_id: int) -> str:
    """The hash of a version's whole content: its sections in order, then its flows with what they inherit.

    What a flow of revision 0 inherits is left out: it was signed before there was anything to inherit.
    """

    def read() -> str:
        inherits = inherited(session, version_id)
        parts = [content for (content,) in session.execute(_SECTIONS, {"version": version_id})]
        for f in flows(session, version_id):
            parts += [str(f.number), f.step, f.information, f.sender, *f.recipients, f.purpose, f.method, f.basis]
            parts += [f"{name}: {text}" for name in _LATER if (text := getattr(f, name))]
            if f.revision:
                own = {name: getattr(f, name) for name in TEXTS}
                parts += [f"{name} (all): {inherits[name]}" for name in sorted(inherited_columns(own, inherits))]
        return digest(b"ispdesk-content-v1", parts)

    return remembered(session, _OF_CONTENT, ("content", version_id), read)


def flows(session: Session, version_id: int) -> list[Any]:
    """The flows of a version in order, as rows."""
    return remembered(
        session, _OF_FLOWS, ("flows", version_id), lambda: list(session.execute(_FLOWS, {"version": version_id}))
    )


def inheriting(purpose: str, chosen: Mapping[str, str] | None) -> dict[str, str]:
    """What flows inherit: what was set for all, and for the purpose, where that is empty, the ISP's own."""
    return {"purpose": purpose, **(chosen or {})} if purpose else dict(chosen or {})


def inherited(session: Session, version_id: int) -> dict[str, str]:
    """What a version's flows inherit where their own cell is empty: what was set for all, and the ISP's purpose."""

    def read() -> dict[str, str]:
        found = session.execute(_INHERITED, {"version": version_id}).first()
        return inheriting(*(found or ("", None)))

    return remembered(session, frozenset({"flow_default", "isp"}), ("inherited", version_id), read)


def _independence(
    session: Session, isp: Isp, version: Version, person: Person | None
) -> tuple[str | None, bool | None]:
    """The conflict of an assurer with this version, and whether they declared (or were excepted)."""
    if person is None:
        return None, None
    said = session.execute(_DECLARED, {"version": version.id, "person": person.id}).first()
    if said is not None and said.exception:
        return None, True
    facilitates = session.execute(_FACILITATES, {"isp": isp.id, "person": person.id}).first()
    if isp.coordinator_person_id == person.id or facilitates is not None:
        return f"{person.name_en} worked on it", None
    if person.organisation_id and person.organisation_id in (isp.lead_id, isp.coordinator_organisation_id):
        organisation = session.get(Organisation, person.organisation_id)
        return f"{person.name_en} works for {organisation.name_en if organisation else 'its lead'}", None
    return None, True if said is not None else None
