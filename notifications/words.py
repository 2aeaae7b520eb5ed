"""Dates, instants and counted days as Welsh and English write them."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
CLOSE: Final = "5pm"
"""A due date is due at the close, 17:00 for everybody (design §4)."""

_DAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": (
        "dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul",
    ),
}  # fmt: skip
_MONTHS: Final = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
_TWELVE: Final = {"en": {0: "midnight", 12: "midday"}, "cy": {0: "hanner nos", 12: "hanner dydd"}}
_SOFT: Final = {"diwrnod": "ddiwrnod", "mis": "fis"}


def day(value: date | str, lang: str) -> str:
    """`Monday 1 October 2012`, `dydd Llun 1 Hydref 2012`; an instant is taken as its day in London.

    Here and below a text is read as ISO 8601, as a stored notice keeps a day or an instant.
    """
    here = _london(value)
    return f"{_DAYS[lang][here.weekday()]} {here.day} {_MONTHS[lang][here.month - 1]} {here.year}"


def instant(value: datetime | str, lang: str) -> str:
    """`Monday 1 October 2012, 9:05am`; in the hour that summer time repeats, with its zone."""
    here = _london(value)
    if not isinstance(here, datetime):
        raise TypeError(f"{value!r} is a day, not an instant; use the day filter.")
    clock = f"{here.hour % 12 or 12}:{here.minute:02d}" if here.minute else f"{here.hour % 12 or 12}"
    words = clock + ("am" if here.hour < 12 else "pm")  # noqa: PLR2004 - noon
    if not here.minute:
        words = _TWELVE[lang].get(here.hour, words)
    if here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset():
        words += f" {here.tzname()}"
    return f"{day(here, lang)}, {words}"


def due(value: date | str | None, lang: str) -> str:
    """Write a due day with its close, an instant as it is, None as "no date is set"."""
    if value is None:
        return {"en": "no date is set", "cy": "nid oes dyddiad wedi'i bennu"}[lang]
    given = _read(value)
    return instant(given, lang) if isinstance(given, datetime) else f"{day(given, lang)}, {CLOSE}"


def span(value: date | str, begins: time | str | None, ends: time | str | None, lang: str) -> str:
    """`Monday 1 October 2012, 10am to 12:30pm`; the day alone where there are no times. Times are those in Wales."""
    if begins is None or ends is None:
        return day(value, lang)
    here = _london(value)
    first, last = (
        instant(datetime.combine(here, time.fromisoformat(one) if isinstance(one, str) else one, LONDON), lang)
        for one in (begins, ends)
    )
    return f"{first} {'i' if lang == 'cy' else 'to'} {last.rpartition(', ')[2]}"


def working_days(count: int, lang: str) -> str:
    """`1 working day`, `3 working days`; `1 diwrnod gwaith`, `2 ddiwrnod gwaith`, `10 diwrnod gwaith`.

    Welsh keeps the singular after a number and softens it after 2 alone, as in Unicode's CLDR.
    """
    if lang == "en":
        return f"{count} working {'day' if count == 1 else 'days'}"
    return f"{count} {_after(count, 'diwrnod')} gwaith"


def months(least: int, most: int, lang: str) -> str:
    """`55 to 76 months`, `1 month`; `55 i 76 mis`, `2 fis`."""
    range_words = {"en": f"{least} to {most}", "cy": f"{least} i {most}"}[lang] if least != most else f"{most}"
    if lang == "en":
        return f"{range_words} {'month' if least == most == 1 else 'months'}"
    return f"{range_words} {_after(most, 'mis')}"


def isps(count: int, lang: str) -> str:
    """`1 ISP`, `3 ISPs`; Welsh keeps the singular after a number: `3 ISP`."""
    return f"{count} ISPs" if lang == "en" and count != 1 else f"{count} ISP"


def _after(count: int, noun: str) -> str:
    return _SOFT[noun] if count == 2 else noun  # noqa: PLR2004 - dau, the number that softens


def _read(value: date | str) -> date:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return datetime.fromisoformat(value)


def _london(value: date | str) -> date:
    given = _read(value)
    if not isinstance(given, datetime):
        return given
    if given.tzinfo is None:
        raise ValueError(f"{given.isoformat()} has no time zone; pass an aware datetime.")
    return given.astimezone(LONDON)


def sentence(text: str) -> str:
    """`text` with its first letter capital, as it stands alone on a line."""
    return text[:1].upper() + text[1:]


def filters() -> dict[str, Callable[..., str]]:
    """Make the Jinja filters: `day_en`, `day_cy`, `due_en`, `working_days_cy`, `isps_en` and so on."""
    table: dict[str, Callable[..., str]] = {"sentence": sentence}
    for lang in ("cy", "en"):
        table[f"day_{lang}"] = _in(lang, day)
        table[f"instant_{lang}"] = _in(lang, instant)
        table[f"due_{lang}"] = _in(lang, due)
        table[f"working_days_{lang}"] = _in(lang, working_days)
        table[f"months_{lang}"] = _in(lang, months)
        table[f"isps_{lang}"] = _in(lang, isps)
    return table


def _in(lang: str, function: Callable[..., str]) -> Callable[..., str]:
    def filtered(*values: object) -> str:
        return function(*values, lang)

    return filtered
