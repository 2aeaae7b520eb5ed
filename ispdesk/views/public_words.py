"""What the register says of an entry in one sentence or three, for pages, files and the command line."""

import datetime as dt

from ispdesk.views.public import PublicRow
from ispdesk.views.values import When
from ispdesk.words import dates, said
from ispdesk.words.text import Lang


def status(row: PublicRow, lang: Lang) -> str:
    """How an entry stands. Of an overdue one: when it was assured, when its review was due, and what that means."""
    if row.standing == "developing":
        return said("register.says.developing", lang)
    parts = [_assured(row.assured, lang)]
    if row.standing == "ended":
        parts.append(said("register.says.ended", lang))
    elif row.standing == "overdue":
        parts.append(_due("register.says.late", row.review, lang))
        parts.append(said("register.says.late.means", lang))
    else:
        parts.append(_due("register.says.review", row.review, lang))
    return " ".join(parts)


def _assured(when: When, lang: Lang) -> str:
    first, last = when.earliest, when.latest
    if first is not None and last is not None and (first.year, first.month) == (last.year, last.month):
        return said("register.says.assured", lang, month=dates.month(first, lang))
    span = dates.span(first, last, lang)
    return said("register.says.assured.span", lang, when=span) if span else said("register.says.assured.unknown", lang)


def _due(key: str, day: dt.date | None, lang: Lang) -> str:
    return said(key, lang, month=dates.month(day, lang)) if day else said(f"{key}.unknown", lang)
