"""Loads what the checks may see of one version: a fixed number of questions, whatever its size."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session

from ispdesk.commands import facts
from models.base import table
from models.queries import isps, signing, similar
from models.tables.isp import Isp, Version
from models.tables.work import ProcessStep, Signoff
from states.calendar import local_day
from states.flow_checks import flow_findings
from states.flow_finders import FlowFacts, PartnerFacts, StepFacts
from states.flow_terms import TEXTS, effective
from states.paper import Paper, PartnerSeen, SectionSeen
from states.similar import compare
from states.words import Sentence

_STEP = table(ProcessStep)


SIGNED = frozenset({"signed", "signed_with_reservation"})


def load(session: Session, isp: Isp, version: Version, actor: str, today: dt.date) -> Paper:
    """The paper of this version on this day."""
    session.flush()
    listed = signing.lines(session, isp.id or 0)
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
        partners=_partners(session, listed, version),
        sections=_sections(session, version),
        without_basis=tuple(f"{flow.number:03}" for flow in flows if not flow.basis),
        flow_found=_flow_found(session, isp, version, today),
        duplicates=_duplicates(session, isp),
        dpia=isp.dpia,
    )


def _sections(session: Session, version: Version) -> tuple[SectionSeen, ...]:
    rows = signing.sections(session, version.id or 0)
    return tuple(SectionSeen(row.key, row.lang, row.heading, bool(row.text)) for row in rows)


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
    partners = facts.partners(session, isp)
    steps = core_select(_STEP.name, _STEP.without_flows).where(_STEP.isp_id == isp.id).order_by(_STEP.position)
    found = flow_findings(
        whole,
        [PartnerFacts(one.name, excused=one.observer or bool(one.condition)) for one in partners],
        today,
        [StepFacts(*row) for row in session.execute(steps)],
    )
    return tuple((one.code, one.says) for one in found)


def _partners(session: Session, listed: Sequence[signing.Line], version: Version) -> tuple[PartnerSeen, ...]:
    signatures = _signatures(session, version)
    return tuple(
        PartnerSeen(
            name=partner.name,
            kind=partner.kind,
            counted=partner.count is not None or bool(partner.annex),
            contact=partner.contact_id is not None,
            accord="signed" if accord else "not-signed" if no_accord else "not-known",
            succeeded=succeeded,
            **signatures(partner.id or 0),
        )
        for partner, _, _, _, accord, no_accord, succeeded in listed
    )


def _signatures(session: Session, version: Version) -> Callable[[int], dict[str, bool]]:
    """What each partner's signatures of this version say, by the partner's row."""
    content = facts.content_hash(session, version.id or 0)
    said: dict[int, list[Signoff]] = {}
    for row, _ in signing.said(session, version.id or 0):
        if row.outcome in SIGNED:
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
