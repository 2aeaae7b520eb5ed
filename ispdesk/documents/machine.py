"""The machine-readable export: a protocol as JSON by the schema that is published beside it (`schema/isp-2.json`).

No person is in it, and nothing of comments or of who wrote what: it says what the protocol says.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from ispdesk.views.document_shapes import SectionRow
from ispdesk.views.protocol import ExportedFlow, ExportedPartner, ExportedSignOff, Protocol
from ispdesk.words.text import Text
from states.document import Standing
from states.words import Sentence

SCHEMA = "isp-2.json"
SCHEMAS = ("isp-1.json", SCHEMA)
"""Every schema that was published, the newest last: a file made by an earlier one can still be checked."""
COLUMNS = {
    "step": "step",
    "occasion": "when",
    "information": "information",
    "purpose": "purpose",
    "method": "method",
    "notes": "notes",
    "items": "data_items",
    "sender_team": "from_team",
    "recipient_team": "to_team",
    "sensitivity": "sensitivity",
    "basis": "lawful_basis",
    "special": "sensitive_data_condition",
    "gateway": "gateway",
    "consent": "consent",
    "controls": "controls",
    "frequency": "frequency",
    "volume": "volume",
    "identifier": "matched_by",
    "system": "stored_in",
    "retention": "retention",
    "language": "language",
}
"""What a flow's columns are called in the export, besides its number, sender and recipients."""
DISCLAIMER = Sentence(
    "Each organisation remains responsible for its own sharing. This file does not show that sharing is lawful or done"
    " as described.",
    "Mae pob sefydliad yn dal yn gyfrifol am ei rannu ei hun. Nid yw'r ffeil hon yn dangos bod rhannu'n gyfreithlon nac"
    " yn digwydd fel y'i disgrifir.",
)


@cache
def schema_text(name: str = SCHEMA) -> bytes:
    """A published schema, as it is served."""
    return (files("ispdesk.documents") / "schema" / name).read_bytes()


def schema(name: str = SCHEMA) -> dict[str, Any]:
    """A published schema."""
    read: dict[str, Any] = json.loads(schema_text(name))
    return read


def machine_readable(of: Protocol) -> dict[str, Any]:
    """A protocol as plain values. What is not known is null, never false and never empty."""
    document = of.document
    first, last = of.assured
    return {
        "schema": SCHEMA,
        "disclaimer": {"en": DISCLAIMER.en, "cy": DISCLAIMER.cy},
        "reference": document.ref,
        "title": _both(document.title),
        "version": {
            "number": document.version,
            "state": of.state,
            "in_force": of.in_force,
            "content_hash": of.content_hash,
            "template_edition": _both(document.edition),
            "assured": {"earliest": _day(first), "latest": _day(last)},
            "review_date": _day(of.review_date),
        },
        "instrument": of.instrument,
        "purpose": of.purpose or None,
        "lead": _both(of.lead),
        "coordinator": _both(of.coordinator),
        "service_areas": [{"code": code, "name": _both(name)} for code, name in of.service_areas],
        "places": [{"code": code, "name": _both(name)} for code, name in of.places],
        "partners": [_partner(partner) for partner in of.partners],
        "process_steps": list(of.steps),
        "flows": [_flow(flow) for flow in of.flows],
        "sections": [_section(row) for row in document.sections],
        "sign_offs": [_sign_off(one) for one in of.sign_offs],
    }


def _both(text: Text | None) -> dict[str, str | None]:
    return {"en": (text.en or None) if text else None, "cy": (text.cy or None) if text else None}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _partner(partner: ExportedPartner) -> dict[str, Any]:
    return {
        "line": partner.line,
        "name": _both(partner.name),
        "organisation": partner.organisation,
        "kind": partner.kind,
        "members": partner.members,
        "annex": partner.annex or None,
        "condition": partner.condition or None,
        "observer": partner.observer,
    }


def _flow(flow: ExportedFlow) -> dict[str, Any]:
    cells = {name: flow.more.get(name) or getattr(flow, name, None) or None for name in COLUMNS}
    return {
        "number": flow.number,
        "from": flow.sender or None,
        "to": list(flow.recipients),
        **{called: cells[name] for name, called in COLUMNS.items()},
        "inherited": sorted(COLUMNS[name] for name in flow.inherited),
    }


def _section(row: SectionRow) -> dict[str, Any]:
    texts: dict[str, Any] = {
        side.lang: None if side.standing is Standing.EMPTY else {"text": side.text, "revision": side.revision}
        for side in (row.en, row.cy)
    }
    return {"key": row.key, "position": row.position, "heading": _both(row.heading), **texts}


def _sign_off(one: ExportedSignOff) -> dict[str, Any]:
    return {
        "partner": one.partner,
        "asked_as": one.asked_as,
        "outcome": one.outcome,
        "capacity": one.capacity or None,
        "when": {"earliest": _day(one.earliest), "latest": _day(one.latest)},
        "signed_this_content": one.current,
    }
