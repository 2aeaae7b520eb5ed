"""What one version of an ISP is made of, as rows that another installation can be given: no person is among them."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from models.tables.flow import FlowDefault
from models.tables.isp import DatedFact, Isp, Version
from models.tables.journal import History, HistoryWords
from models.tables.organisation import Accord, Organisation
from models.tables.signing import PartnerMember
from models.tables.work import Flow, Partner, ProcessStep, Section, Signoff, Workshop

Rows = list[dict[str, Any]]


def tables(session: Session, isp: Isp, version: Version) -> dict[str, Rows]:
    """The rows of each table in their order; keys are lines, numbers and references, never ids."""
    partners = list(session.exec(select(Partner).where(Partner.isp_id == isp.id).order_by(col(Partner.line))))
    standing = [one for one in partners if one.valid_to is None]
    wanted = {isp.lead_id, isp.coordinator_organisation_id, *(one.organisation_id for one in standing)} - {None}
    bodies = {
        one.id: one
        for one in session.exec(
            select(Organisation).where(col(Organisation.id).in_(wanted)).order_by(col(Organisation.ref))
        )
    }
    lines = {one.id: one.line for one in standing}
    accords: dict[int, Accord] = {}
    for said in session.exec(select(Accord).where(col(Accord.organisation_id).in_(wanted)).order_by(col(Accord.id))):
        accords[said.organisation_id] = said
    members = select(PartnerMember).where(
        col(PartnerMember.partner_id).in_(lines), col(PartnerMember.valid_to).is_(None)
    )
    own = {"isp_id": isp.id}
    of_version = {"version_id": version.id}
    defaults = session.get(FlowDefault, version.id)

    def ref_of(body: int | None) -> str | None:
        return bodies[body].ref if body in bodies else None

    return {
        "organisations": [
            _row(one, "ref", "name_en", "name_cy", "kind", "sector", "places")
            | {"accord": _row(accords[one.id], "status", "happened_from", "happened_to") if one.id in accords else None}
            for one in bodies.values()
        ],
        "isp": [
            _row(isp, "ref", "title_en", "title_cy", "service_areas", "places", "purpose", "instrument")
            | _row(isp, "coordinator_role", "facilitator_note", "dpia", "dpia_note", "submits_itself", "note")
            | {"lead": ref_of(isp.lead_id), "coordinator_organisation": ref_of(isp.coordinator_organisation_id)}
        ],
        "version": [
            _row(version, "number", "state", "place", "round", "submitted_from", "submitted_to", "assured_from")
            | _row(version, "assured_to", "review_date", "profile")
        ],
        "partners": [
            _row(one, "line", "name", "kind", "count", "annex", "condition", "observer", "listed", "valid_from", "note")
            | {"organisation": ref_of(one.organisation_id)}
            for one in standing
        ],
        "members": [
            {"line": lines[one.partner_id], "name": one.name}
            for one in session.exec(members.order_by(col(PartnerMember.partner_id), col(PartnerMember.position)))
        ],
        "steps": _rows(session, ProcessStep, own, "position", "name", "source", "without_flows"),
        "flows": _rows(session, Flow, of_version, "number", *_FLOW),
        "flow_defaults": [dict(defaults.chosen)] if defaults else [],
        "sections": _rows(session, Section, of_version, "position", "key", "lang", "heading", "text"),
        "facts": _rows(
            session, DatedFact, own, "id", "kind", "value", "happened_from", "happened_to", "as_printed", "standing",
            "source", "note",
        ),
        "workshops": _rows(
            session, Workshop, own, "id", "happened_from", "happened_to", "topic", "outcome", "as_printed", "source"
        ),
        "sign_offs": [
            _row(one, "asked_as", "outcome", "capacity", "reference", "happened_from", "happened_to", "as_printed")
            | {"partner": lines[one.partner_id], "note": one.note}
            for one in session.exec(
                select(Signoff).where(Signoff.version_id == version.id).order_by(col(Signoff.id))
            )
            if one.partner_id in lines
        ],
    }  # fmt: skip


_FLOW = (
    "step", "occasion", "information", "sender", "recipients", "purpose", "method", "notes", "items", "sender_team",
    "recipient_team", "sensitivity", "basis", "special", "gateway", "consent", "controls", "frequency", "volume",
    "identifier", "system", "retention", "language",
)  # fmt: skip


def _rows(session: Session, table: Any, of: dict[str, Any], order: str, *columns: str) -> Rows:
    chosen = select(table).filter_by(**of).order_by(col(getattr(table, order)))
    return [_row(one, *([] if order == "id" else [order]), *columns) for one in session.exec(chosen)]


def _row(one: Any, *columns: str) -> dict[str, Any]:
    return {name: getattr(one, name) for name in columns}


def history(session: Session, ref: str) -> Iterator[dict[str, Any]]:
    """The rows of an ISP's history in order, each with its words; what was removed has none."""
    stream = f"isp:{ref}"
    words: dict[int, dict[str, Any]] = {}
    for said in session.exec(select(HistoryWords).where(HistoryWords.stream == stream)):
        words.setdefault(said.seq, {})[said.name] = _row(said, "salt", "text", "removed")
    for row in session.exec(select(History).where(History.stream == stream).order_by(col(History.seq))):
        yield {name: getattr(row, name) for name in History.model_fields} | {"words": words.get(row.seq, {})}
