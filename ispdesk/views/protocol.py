"""A whole protocol as one plain value, from which DOCX, PDF, the summary and the machine-readable export are drawn."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands import facts
from ispdesk.views.document import at_work, document_view
from ispdesk.views.document_shapes import DocumentView
from ispdesk.views.places import area_name, place_name
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.work import Partner, ProcessStep, Signoff
from states.flow_terms import TEXTS, inherited


@dataclass(frozen=True)
class ExportedPartner:
    """A partner as it is listed. `members` is None where their number is not known."""

    line: int
    name: Text
    organisation: str | None
    kind: str
    members: int | None
    annex: str
    condition: str
    observer: bool


@dataclass(frozen=True)
class ExportedFlow:
    """A flow as it is described; sender and recipients are partners' names as listed.

    `more`: the other columns in which something stands, by key. `inherited`: the columns whose value was set for all
    flows, and stands here as the flow's own does.
    """

    number: int
    step: str
    information: str
    sender: str
    recipients: tuple[str, ...]
    purpose: str
    method: str
    basis: str
    more: Mapping[str, str] = field(default_factory=dict)
    inherited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ExportedSignOff:
    """What a partner said to a version. `current`: to the content as it is exported; None where that is not known."""

    partner: int
    name: Text
    asked_as: str
    outcome: str
    capacity: str
    earliest: dt.date | None
    latest: dt.date | None
    current: bool | None


@dataclass(frozen=True)
class Protocol:
    """A version of an ISP with everything that a reader of its document is given. People are not in it."""

    document: DocumentView
    state: str
    in_force: bool
    content_hash: str
    purpose: str
    instrument: str | None
    lead: Text | None
    coordinator: Text | None
    service_areas: tuple[tuple[str, Text], ...]
    places: tuple[tuple[str, Text], ...]
    assured: tuple[dt.date | None, dt.date | None]
    review_date: dt.date | None
    partners: tuple[ExportedPartner, ...]
    steps: tuple[str, ...]
    flows: tuple[ExportedFlow, ...]
    sign_offs: tuple[ExportedSignOff, ...]


def protocol(session: Session, ref: str, number: int | None = None) -> Protocol | None:
    """A version of an ISP as it is exported: the one of this number, or the one at work; None where there is none."""
    document = document_view(session, ref, number, working=False)
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp, number) if isp else None
    if document is None or isp is None or version is None:
        return None
    content = facts.content_hash(session, version.id or 0)
    partners = list(session.exec(select(Partner).where(Partner.isp_id == isp.id).order_by(col(Partner.line))))
    bodies = _bodies(session, isp, partners)
    names = {row.id: _partner_name(row, bodies) for row in partners}
    return Protocol(
        document=document,
        state=version.state,
        in_force=version.place == "force",
        content_hash=content,
        purpose=isp.purpose,
        instrument=isp.instrument,
        lead=_body_name(bodies.get(isp.lead_id or 0)),
        coordinator=_coordinator(isp, bodies),
        service_areas=tuple((code, area_name(code)) for code in isp.service_areas),
        places=tuple((code, place_name(code)) for code in isp.places),
        assured=(version.assured_from, version.assured_to),
        review_date=version.review_date,
        partners=tuple(
            ExportedPartner(
                row.line,
                names[row.id],
                body.ref if (body := bodies.get(row.organisation_id or 0)) else None,
                row.kind,
                row.count,
                row.annex,
                row.condition,
                row.observer,
            )
            for row in partners
            if row.valid_to is None
        ),
        steps=_steps(session, isp),
        flows=_flows(session, version),
        sign_offs=_sign_offs(session, version, partners, names, content),
    )


def _bodies(session: Session, isp: Isp, partners: list[Partner]) -> dict[int, Organisation]:
    """The organisations of an ISP by row: one question for all."""
    wanted = {isp.lead_id, isp.coordinator_organisation_id, *(row.organisation_id for row in partners)} - {None}
    chosen = select(Organisation).where(col(Organisation.id).in_(wanted))
    return {one.id or 0: one for one in session.exec(chosen)} if wanted else {}


def _body_name(body: Organisation | None) -> Text | None:
    return Text(body.name_en or None, body.name_cy or None) if body else None


def _partner_name(row: Partner, bodies: dict[int, Organisation]) -> Text:
    body = bodies.get(row.organisation_id or 0)
    return Text(row.name, (body.name_cy or None) if body else None)


def _coordinator(isp: Isp, bodies: dict[int, Organisation]) -> Text | None:
    """The role or body that coordinates: a document names no person."""
    body = _body_name(bodies.get(isp.coordinator_organisation_id or 0)) or _body_name(bodies.get(isp.lead_id or 0))
    if not isp.coordinator_role:
        return body
    return Text(f"{isp.coordinator_role}, {body.en}" if body else isp.coordinator_role)


def _steps(session: Session, isp: Isp) -> tuple[str, ...]:
    chosen = select(ProcessStep).where(ProcessStep.isp_id == isp.id).order_by(col(ProcessStep.position))
    return tuple(step.name for step in session.exec(chosen))


def _flows(session: Session, version: Version) -> tuple[ExportedFlow, ...]:
    inherits = facts.inherited(session, version.id or 0)
    return tuple(_flow(row, inherits) for row in facts.flows(session, version.id or 0))


def _flow(row: Any, inherits: Mapping[str, str]) -> ExportedFlow:
    """A flow with what it inherits; one of revision 0 was written before there was anything to inherit."""
    own = {name: getattr(row, name) for name in TEXTS}
    taken = inherited(own, inherits) if row.revision else frozenset[str]()
    cells = own | {name: inherits[name] for name in taken}
    return ExportedFlow(
        number=row.number,
        recipients=tuple(row.recipients),
        more={name: cells[name] for name in MORE if cells[name]},
        inherited=taken,
        **{name: cells[name] for name in TEXTS if name not in MORE},
    )


MORE = tuple(name for name in TEXTS if name not in {"step", "information", "sender", "purpose", "method", "basis"})
"""Columns of a flow beyond the first ones; most are empty in most flows."""


def _sign_offs(
    session: Session, version: Version, partners: list[Partner], names: dict[int | None, Text], content: str
) -> tuple[ExportedSignOff, ...]:
    lines = {row.id: row.line for row in partners}
    chosen = select(Signoff).where(Signoff.version_id == version.id).order_by(col(Signoff.id))
    return tuple(
        ExportedSignOff(
            partner=lines[row.partner_id],
            name=names[row.partner_id],
            asked_as=row.asked_as,
            outcome=row.outcome,
            capacity=row.capacity,
            earliest=row.happened_from,
            latest=row.happened_to,
            current=None if row.content_hash is None else row.content_hash == content,
        )
        for row in session.exec(chosen)
    )
