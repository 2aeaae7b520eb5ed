"""Loads what the checks may see of one version: a fixed number of questions, whatever its size."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import exists
from sqlalchemy import select as core_select
from sqlmodel import Session

from ispdesk.commands import facts
from models.base import table
from models.queries import isps, similar
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord, OrganisationSuccessor
from models.tables.work import Partner, ProcessStep, Section, Signoff
from states.calendar import local_day
from states.flow_checks import flow_findings
from states.flow_finders import FlowFacts, PartnerFacts, StepFacts
from states.flow_terms import TEXTS, effective
from states.paper import Paper, PartnerSeen, SectionSeen
from states.similar import compare
from states.words import Sentence

_SECTION, _PARTNER, _STEP = table(Section), table(Partner), table(ProcessStep)
_ACCORD, _SUCCESSOR, _SIGNOFF = table(Accord), table(OrganisationSuccessor), table(Signoff)


def _stated(status: str) -> Any:
    """Whether a source states this of the Accord of a partner's organisation."""
    return exists(
        core_select(_ACCORD.id).where(_ACCORD.organisation_id == _PARTNER.organisation_id, _ACCORD.status == status)
    )


_SIGNED_ONCE, _NOT_SIGNED = _stated("signed").label("signed"), _stated("not-signed").label("not_signed")
"""Where sources contradict each other, it counts that it signed once."""
_SUCCEEDED = exists(core_select(_SUCCESSOR.id).where(_SUCCESSOR.organisation_id == _PARTNER.organisation_id)).label(
    "succeeded"
)
SIGNED = frozenset({"signed", "signed_with_reservation"})


def load(session: Session, isp: Isp, version: Version, actor: str, today: dt.date) -> Paper:
    """The paper of this version on this day."""
    session.flush()
    seen = facts.load(session, isp, version, actor, today)
    flows = facts.flows(session, version.id or 0)
    held = isps.holdings(session, version.id or 0)
    begun = next((row.since for row in held if row.since is not None), None)
    return Paper(
        facts=seen,
        begun=local_day(begun) if begun else None,
        round=version.round,
        titles=(isp.title_en, isp.title_cy),
        places=tuple(isp.places),
        partners=_partners(session, isp, version),
        sections=_sections(session, version),
        without_basis=tuple(f"{flow.number:03}" for flow in flows if not flow.basis),
        flow_found=_flow_found(session, isp, version, today),
        duplicates=_duplicates(session, isp),
        dpia=isp.dpia,
    )


def _sections(session: Session, version: Version) -> tuple[SectionSeen, ...]:
    columns = (_SECTION.key, _SECTION.lang, _SECTION.heading, _SECTION.text != "")
    chosen = core_select(*columns).where(_SECTION.version_id == version.id).order_by(_SECTION.position, _SECTION.lang)
    return tuple(SectionSeen(*row) for row in session.execute(chosen))


def _flow_found(session: Session, isp: Isp, version: Version, today: dt.date) -> tuple[tuple[str, Sentence], ...]:
    """What the checks of the flows find, with what each flow inherits put in."""
    defaults = facts.inherited(session, version.id or 0)
    whole = []
    for row in facts.flows(session, version.id or 0):
        own: dict[str, Any] = {name: getattr(row, name) for name in TEXTS} | {"recipients": tuple(row.recipients)}
        values: dict[str, Any] = {**effective(own, defaults)}
        whole.append(
            FlowFacts(row.number, **{one.name: values[one.name] for one in fields(FlowFacts) if one.name != "number"})
        )
    steps = core_select(_STEP.name, _STEP.without_flows).where(_STEP.isp_id == isp.id).order_by(_STEP.position)
    found = flow_findings(
        whole,
        [PartnerFacts(one.name, excused=one.observer or bool(one.condition)) for one in facts.partners(session, isp)],
        today,
        [StepFacts(*row) for row in session.execute(steps)],
    )
    return tuple((one.code, one.says) for one in found)


def _partners(session: Session, isp: Isp, version: Version) -> tuple[PartnerSeen, ...]:
    chosen = core_select(
        _PARTNER.id, _PARTNER.name, _PARTNER.kind, _PARTNER.count, _PARTNER.annex, _PARTNER.contact_id,
        _SIGNED_ONCE, _NOT_SIGNED, _SUCCEEDED,
    )  # fmt: skip
    listed = chosen.where(_PARTNER.isp_id == isp.id, _PARTNER.valid_to.is_(None)).order_by(_PARTNER.line)
    signatures = _signatures(session, version)
    return tuple(
        PartnerSeen(
            name=row.name,
            kind=row.kind,
            counted=row.count is not None or bool(row.annex),
            contact=row.contact_id is not None,
            accord="signed" if row.signed else "not-signed" if row.not_signed else "not-known",
            succeeded=bool(row.succeeded),
            **signatures(row.id),
        )
        for row in session.execute(listed)
    )


def _signatures(session: Session, version: Version) -> Callable[[int], dict[str, bool]]:
    """What each partner's signatures of this version say, by the partner's row."""
    content = facts.content_hash(session, version.id or 0)
    chosen = core_select(_SIGNOFF.partner_id, _SIGNOFF.capacity, _SIGNOFF.content_hash)
    mine = chosen.where(_SIGNOFF.version_id == version.id, _SIGNOFF.outcome.in_(SIGNED))
    said: dict[int, list[Any]] = {}
    for row in session.execute(mine.order_by(_SIGNOFF.id)):
        said.setdefault(row.partner_id, []).append(row)

    def of(partner: int) -> dict[str, bool]:
        rows = said.get(partner, [])
        return {
            "signed": bool(rows),
            "signed_this": any(row.content_hash in (content, None) for row in rows),
            "capacity": bool(rows) and bool(rows[-1].capacity),
        }

    return of


def _duplicates(session: Session, isp: Isp) -> tuple[str, ...]:
    """Assured ISPs that are likely to be for the same, but for itself and the one that it began from."""
    titles = (isp.title_en, isp.title_cy)
    known = similar.candidates(session, isp.service_areas, isp.places, titles)
    exemplar = session.get(Isp, isp.exemplar_id) if isp.exemplar_id else None
    own = {isp.ref, exemplar.ref if exemplar else ""}
    others = [one for one in known if one.ref not in own and one.assured]
    return compare(isp.service_areas, isp.places, titles, others).duplicates
