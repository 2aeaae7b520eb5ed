"""The assurance record on paper: a tagged PDF in one language, the same whenever it is made from the same record."""

from typing import Any

from ispdesk.documents import pdf
from ispdesk.views.assurance import RecordView
from ispdesk.words import dates, said
from ispdesk.words.text import Lang, Text

NOT_SHOWN = ("assurance.not.lawful", "assurance.not.done", "assurance.not.responsible")
"""What a record does not show (design §5)."""


def paper(of: RecordView, lang: Lang, address: str) -> bytes:
    """The PDF of a record; `address` is where it can be checked."""
    return pdf.make("record", content(of, lang, address), of.decided_on)


def content(of: RecordView, lang: Lang, address: str) -> dict[str, Any]:
    """What the paper says, as plain data."""
    return {
        "lang": lang,
        "title": said("assurance.title", lang),
        "reference": of.number,
        "version": said("document.version", lang, number=of.version),
        "isp": _best(of.title, lang),
        "facts": [{"label": said(key, lang), "value": value} for key, value in facts(of, lang)],
        "conditions_heading": said("assurance.conditions", lang),
        "conditions": _best(of.conditions, lang) or said("assurance.conditions.none", lang),
        "conditions_lang": of.conditions.best(lang)[1] if _best(of.conditions, lang) else lang,
        "isp_lang": of.title.best(lang)[1],
        "not_heading": said("assurance.not", lang),
        "not": [said(key, lang) for key in NOT_SHOWN],
        "check_heading": said("assurance.check.paper", lang),
        "check": said("assurance.check.paper.how", lang, address=address),
        "hash_label": said("assurance.hash", lang),
        "hash": [of.content_hash[place : place + 16] for place in range(0, len(of.content_hash), 16)],
    }


def facts(of: RecordView, lang: Lang) -> list[tuple[str, str]]:
    """The facts of a record, as label and value; the page and the paper say the same."""
    by = said(f"role.{of.role}", lang)
    body = _best(of.organisation, lang) if of.organisation else said("assurance.by.team", lang)
    found = [
        ("assurance.isp", f"{_best(of.title, lang)} ({of.ref})"),
        ("assurance.version", str(of.version)),
        ("assurance.decision", _best(of.decision, lang)),
        ("assurance.date", dates.day(of.decided_on, lang)),
        ("assurance.by", f"{by}, {body}"),
        ("assurance.review", dates.day(of.review_date, lang) if of.review_date else said("document.not_known", lang)),
        ("assurance.observations", str(of.observations)),
    ]
    if of.second_reader:
        found.append(("assurance.second", said("assurance.second.yes", lang)))
    if of.interest or of.exception:
        found.append(
            ("assurance.interest", said("assurance.interest.yes" if of.interest else "assurance.exception.yes", lang))
        )
    return found


def _best(text: Text, lang: Lang) -> str:
    return text.best(lang)[0]
