"""A protocol as a file: DOCX from the team's template or the shipped one, PDF, its summary, JSON by a schema."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sqlmodel import Session

from ispdesk import docx
from ispdesk.documents import pdf
from ispdesk.documents.content import content
from ispdesk.documents.machine import machine_readable
from ispdesk.documents.summary import summary
from ispdesk.views.protocol import Protocol
from ispdesk.words.text import Lang
from models.queries import documents

Form = Literal["docx", "pdf", "json", "summary"]
FORMS: tuple[Form, ...] = ("docx", "pdf", "json", "summary")
MEDIA_TYPES: dict[Form, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
    "summary": "application/pdf",
}


@dataclass(frozen=True)
class Exported:
    """A file to be handed out. `own_template`: the team's own template could not be used, the shipped one was."""

    name: str
    media_type: str
    content: bytes
    own_template_failed: bool = False


def export(session: Session, of: Protocol, form: Form, lang: Lang, today: dt.date) -> Exported:
    """A protocol in this form and language. JSON holds both languages."""
    document = of.document
    ending = "pdf" if form == "summary" else form
    stem = f"{document.ref}-v{document.version}" + ("-summary" if form == "summary" else "")
    name = f"{stem}.json" if form == "json" else f"{stem}-{lang}.{ending}"
    failed = False
    if form == "json":
        made = as_json(of)
    elif form == "pdf":
        made = pdf.make("protocol", content(of, lang, today), today)
    elif form == "summary":
        made = pdf.make("summary", summary(of, lang, today), today)
    else:
        made, failed = _docx(session, content(of, lang, today))
    return Exported(name, MEDIA_TYPES[form], made, failed)


def as_json(of: Protocol) -> bytes:
    """The machine-readable export, as text that people can read too."""
    return (json.dumps(machine_readable(of), ensure_ascii=False, indent=2) + "\n").encode()


def _docx(session: Session, values: dict[str, Any]) -> tuple[bytes, bool]:
    """Filled from the team's own template; should that fail, from the shipped one rather than not at all."""
    own = documents.template(session)
    if own is None or own.content is None:
        return docx.fill(shipped_template(), values), False
    try:
        return docx.fill(own.content, values), False
    except docx.BadTemplateError:
        return docx.fill(shipped_template(), values), True


@cache
def shipped_template() -> bytes:
    """The template that the product brings (`tools/document_template.py` makes it)."""
    return (files("ispdesk.documents") / "templates" / "protocol.docx").read_bytes()
