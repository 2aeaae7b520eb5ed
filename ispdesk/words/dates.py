"""Days, times, intervals and waits in Welsh and English, for readers in Wales."""

import calendar
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ispdesk.words import said
from ispdesk.words.text import Lang

LONDON = ZoneInfo("Europe/London")
MONTHS_A_YEAR = 12

MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}
WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": (
        *("dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener"),
        *("dydd Sadwrn", "dydd Sul"),
    ),
}


def day(value: date, lang: Lang) -> str:
    """Return '1 October 2012' or '1 Hydref 2012'."""
    return f"{value.day} {MONTHS[lang][value.month - 1]} {value.year}"


def month(value: date, lang: Lang) -> str:
    """Return 'October 2012' or 'Hydref 2012'."""
    return f"{MONTHS[lang][value.month - 1]} {value.year}"


def moment(value: datetime, lang: Lang) -> str:
    """Return 'Monday 1 October 2012, 09:30' in London's time; a naive datetime is refused with ValueError."""
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown; give it one")
    local = value.astimezone(LONDON)
    return f"{WEEKDAYS[lang][local.weekday()]} {day(local.date(), lang)}, {local:%H:%M}"


def short_moment(value: datetime, lang: Lang) -> str:
    """Return '1 October 2012, 09:30' in London's time."""
    return moment(value, lang).removeprefix(WEEKDAYS[lang][value.astimezone(LONDON).weekday()]).strip()


def span(first: date | None, last: date | None, lang: Lang) -> str:
    """Return a day, a month, a year, or the bounds in words; nothing known gives ''."""
    if first is None:
        return said("date.by", lang, last=day(last, lang)) if last is not None else ""
    if last is None:
        return said("date.since", lang, first=day(first, lang))
    if first == last:
        return day(first, lang)
    whole = _whole(first, last, lang)
    return whole or said("date.from_to", lang, first=day(first, lang), last=day(last, lang))


def _whole(first: date, last: date, lang: Lang) -> str:
    """Return the one month or year that the days bound, or ''."""
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1] or first.year != last.year:
        return ""
    if first.month == last.month:
        return f"{MONTHS[lang][first.month - 1]} {first.year}"
    return str(first.year) if (first.month, last.month) == (1, MONTHS_A_YEAR) else ""


def working_days(least: int | None, most: int | None, lang: Lang) -> str:
    """Return a wait in working days, exact or bounded; nothing known gives ''."""
    if least is None and most is None:
        return ""
    if least == most:
        return said("days", lang, n=least)
    if least is None:
        return said("days.most", lang, days=said("days", lang, n=most))
    if most is None:
        return said("days.least", lang, days=said("days", lang, n=least))
    return said("days.between", lang, least=least, most=most)


def spelled(words: str, lang: Lang) -> str:
    """Return words in which each day that a rule wrote as 2026-03-02 stands as people write it."""
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda found: day(date.fromisoformat(found[0]), lang), words)


def long_day(value: date, lang: Lang) -> str:
    """Return 'Monday 1 October 2012' or 'dydd Llun 1 Hydref 2012'."""
    return f"{WEEKDAYS[lang][value.weekday()]} {day(value, lang)}"
