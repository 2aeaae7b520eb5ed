"""What DOCX and PDF say of a protocol in one language: one plain mapping for both."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ispdesk.views.document_shapes import SectionRow
from ispdesk.views.protocol import ExportedFlow, ExportedPartner, ExportedSignOff, Protocol
from ispdesk.words import WORDS, dates, said
from ispdesk.words.text import Lang, Text
from states.document import Standing
from states.flow_terms import BY_KEY, TEXTS, shown_sensitivity
from states.markup import Block, blocks

WORDS_USED = (
    "partner", "kind", "condition", "number", "step", "what", "from", "to", "why", "how", "basis", "outcome",
    "capacity", "when", "notes", "responsible", "draft_mark", "no_partners", "no_flows", "no_signatures",
)  # fmt: skip
FACTS_SHOWN = ("lead", "coordinator", "services", "places", "assured", "review")
TABLES = frozenset({"partners", "flows", "signatures"})
"""What is drawn as a table: a section that has one needs no words."""
_OUTCOMES = {"signed_with_reservation": "reservation"}


def content(of: Protocol, lang: Lang, today: dt.date) -> dict[str, Any]:
    """A protocol as texts in one language. A section that is written in the other only stands in that, and says so."""
    document = of.document
    return {
        "lang": lang,
        "title": _best(document.title, lang),
        "reference": document.ref,
        "version": said("document.version", lang, number=document.version),
        "status": said(f"state.{of.state}", lang),
        "in_force": of.in_force,
        "printed": said("document.printed", lang, day=dates.day(today, lang)),
        "words": {name: said(f"document.{name}", lang) for name in WORDS_USED},
        "facts": list(_facts(of, lang)),
        "sections": [_section(row, lang) for row in document.sections],
        "partners": [_partner(partner, lang) for partner in of.partners],
        "flows": [_flow(flow, lang) for flow in of.flows],
        "signatures": [_signature(one, lang) for one in of.sign_offs],
    }


def _best(text: Text | None, lang: Lang) -> str:
    return text.best(lang)[0] if text else ""


def _facts(of: Protocol, lang: Lang) -> Iterator[dict[str, str]]:
    assured = dates.span(*of.assured, lang) if of.assured != (None, None) else ""
    values = {
        "lead": _best(of.lead, lang),
        "coordinator": _best(of.coordinator, lang),
        "services": ", ".join(_best(name, lang) for _, name in of.service_areas),
        "places": ", ".join(_best(name, lang) for _, name in of.places),
        "assured": assured,
        "review": dates.day(of.review_date, lang) if of.review_date else "",
    }
    for name in FACTS_SHOWN:
        value = values[name]
        if value or name in ("lead", "coordinator"):
            yield {"label": said(f"document.{name}", lang), "value": value or said("document.not_known", lang)}


def _section(row: SectionRow, lang: Lang) -> dict[str, Any]:
    side, note = row.side(lang), ""
    other: Lang = "en" if lang == "cy" else "cy"
    if side.standing is Standing.EMPTY and row.side(other).standing is not Standing.EMPTY:
        side, note = row.side(other), said(f"document.only_{'english' if other == 'en' else 'welsh'}", lang)
    elif side.standing is Standing.EMPTY and not row.may_be_empty and row.drawn not in TABLES:
        note = said("document.not_written", lang)
    heading = _best(row.heading, lang)
    return {
        "key": row.key,
        "heading": f"{row.number} {heading}" if row.number else heading,
        "drawn": row.drawn,
        "empty": note,
        "lang": side.lang,
        "blocks": [item for block in blocks(side.text) for item in items_of(block)],
    }


_KINDS = {"bullets": "bullet", "numbers": "number"}


def items_of(block: Block) -> Iterator[dict[str, str]]:
    """The items of a block one by one; what is numbered carries its number, counted from 1 in each list."""
    for number, text in enumerate(block.items, start=1):
        yield {"kind": _KINDS.get(block.kind, block.kind), "text": text, "number": str(number)}


def _partner(partner: ExportedPartner, lang: Lang) -> dict[str, str]:
    kind = said(f"partner.{partner.kind}", lang)
    more = [said("document.members", lang, n=partner.members)] if partner.members is not None else []
    more += [partner.annex] if partner.annex else []
    return {
        "name": _best(partner.name, lang),
        "kind": f"{kind} ({', '.join(more)})" if more else kind,
        "condition": partner.condition,
    }


def _flow(flow: ExportedFlow, lang: Lang) -> dict[str, Any]:
    """The columns of the table, and what else is known of the flow as `details` in the official table's order."""
    number = f"{flow.number:03}"
    return {
        "number": number,
        "step": flow.step,
        "when": flow.more.get("occasion", ""),
        "what": flow.information,
        "sender": flow.sender,
        "recipients": ", ".join(flow.recipients),
        "why": flow.purpose,
        "how": method_name(flow.method, lang),
        "basis": flow.basis,
        "notes": flow.more.get("notes", ""),
        "heading": said("document.flow_details", lang, number=number),
        "details": [
            {"label": BY_KEY[name].label.in_language(lang), "value": value}
            for name, value in _cells(flow, lang)
            if name in DETAILS and value
        ],
    }


def _cells(flow: ExportedFlow, lang: Lang) -> Iterator[tuple[str, str]]:
    """Every column of text by its key, in the table's order, as it reads in a language."""
    for name in TEXTS:
        cell = flow.more.get(name, "") or str(getattr(flow, name, ""))
        yield name, shown_sensitivity(cell, lang) if name == "sensitivity" else cell


DETAILS = frozenset(TEXTS) - {"step", "occasion", "information", "sender", "purpose", "method"}
"""What stands under the table, flow by flow, where it holds something: the notes, the law and the rest."""


def method_name(method: str, lang: Lang) -> str:
    """A way of sending in words; what is no code stands as it was written."""
    return said(f"method.{method}", lang) if f"method.{method}" in WORDS else method


def _signature(one: ExportedSignOff, lang: Lang) -> dict[str, str]:
    outcome = said(f"outcome.{_OUTCOMES.get(one.outcome, one.outcome)}", lang)
    capacity = f"capacity.{one.capacity}"
    return {
        "name": _best(one.name, lang),
        "outcome": said("document.stale", lang, outcome=outcome) if one.current is False else outcome,
        "capacity": said(capacity, lang) if capacity in WORDS else "",
        "when": dates.span(one.earliest, one.latest, lang) or said("document.not_known", lang),
    }
