"""The one-page summary for partners who share now and then: what for, who, what and how, what they must do."""

import datetime as dt
from typing import Any

from ispdesk.documents.content import items_of, method_name
from ispdesk.views.protocol import ExportedFlow, Protocol
from ispdesk.words import dates, said
from ispdesk.words.text import Lang, Text
from states.markup import blocks

FLOWS, PARTNERS, WORDS_OF_PURPOSE, WORDS_OF_DUTIES = 12, 24, 120, 140
"""How much of each part fits on one page, our defaults; what does not fit is counted, and stands in the document."""
DUTIES = ("obligations", "procedures_review", "security")
"""Sections that say what a practitioner must do; the first that is written is quoted."""


def summary(of: Protocol, lang: Lang, today: dt.date) -> dict[str, Any]:
    """The summary in one language, as plain data for the page and the PDF."""
    document = of.document
    parts = [_purpose(of, lang), _partners(of, lang), _flows(of, lang), _duties(of, lang)]
    return {
        "lang": lang,
        "title": document.title.best(lang)[0],
        "subtitle": said("summary.title", lang),
        "reference": document.ref,
        "version": said("document.version", lang, number=document.version),
        "status": said(f"state.{of.state}", lang),
        "printed": said("document.printed", lang, day=dates.day(today, lang)),
        "parts": [part for part in parts if part["blocks"]],
        "life": said("summary.life", lang),
        "responsible": said("document.responsible", lang),
    }


def _part(key: str, lang: Lang, items: list[dict[str, str]], text_lang: Lang, more: str = "") -> dict[str, Any]:
    return {"heading": said(key, lang), "lang": text_lang, "blocks": items, "more": more}


def _paragraph(text: str) -> dict[str, str]:
    return {"kind": "paragraph", "text": text, "number": ""}


def _bullet(text: str) -> dict[str, str]:
    return {"kind": "bullet", "text": text, "number": ""}


def _written(of: Protocol, keys: tuple[str, ...], lang: Lang) -> tuple[str, Lang]:
    """The first of these sections that is written, in this language if it can be had."""
    for key in keys:
        row = of.document.section(key)
        if row is not None:
            text, found = Text(row.en.text, row.cy.text).best(lang)
            if text:
                return text, found
    return "", lang


def _shortened(text: str, most: int) -> str:
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + " …"


def _quoted(text: str, most: int) -> list[dict[str, str]]:
    """The beginning of a section's text: its blocks, until so many words are used."""
    found: list[dict[str, str]] = []
    for block in blocks(text):
        for item in items_of(block):
            if most <= 0:
                return found
            found.append({**item, "text": _shortened(item["text"], most)})
            most -= len(item["text"].split())
    return found


def _purpose(of: Protocol, lang: Lang) -> dict[str, Any]:
    text, found = _written(of, ("introduction", "purposes", "purpose"), lang)
    if not text:
        text, found = of.purpose, "en"
    return _part("summary.what_for", lang, _quoted(text, WORDS_OF_PURPOSE), found)


def _partners(of: Protocol, lang: Lang) -> dict[str, Any]:
    names = [partner.name.best(lang)[0] for partner in of.partners]
    more = said("summary.more", lang, n=len(names) - PARTNERS) if len(names) > PARTNERS else ""
    listed = [_paragraph("; ".join(names[:PARTNERS]) + ".")] if names else []
    return _part("summary.who", lang, listed, lang, more)


def _flows(of: Protocol, lang: Lang) -> dict[str, Any]:
    listed = [_bullet(_flow(flow, lang)) for flow in of.flows[:FLOWS]]
    more = said("summary.more", lang, n=len(of.flows) - FLOWS) if len(of.flows) > FLOWS else ""
    return _part("summary.what", lang, listed, lang, more)


def _flow(flow: ExportedFlow, lang: Lang) -> str:
    key = "summary.one_flow" if flow.method else "summary.flow_no_method"
    return said(
        key,
        lang,
        what=_shortened(flow.information, 30),
        sender=flow.sender,
        recipients=", ".join(flow.recipients),
        how=method_name(flow.method, lang),
    )


def _duties(of: Protocol, lang: Lang) -> dict[str, Any]:
    text, found = _written(of, DUTIES, lang)
    if text:
        return _part("summary.must", lang, _quoted(text, WORDS_OF_DUTIES), found, said("summary.check", lang))
    return _part("summary.must", lang, [_paragraph(said("summary.check", lang))], lang)
