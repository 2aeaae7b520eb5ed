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
_WELSH: Final = {
    "diwrnod gwaith": ("ddiwrnod gwaith", "diwrnod gwaith"),
    "mis": ("fis", "mis"),
    "ISP": ("ISP", "ISP"),
    "ISP arall": ("ISP arall", "ISP arall"),
    "rhybudd": ("rybudd", "rhybudd"),
    "pwynt": ("bwynt", "phwynt"),
    "rheol": ("reol", "rheol"),
    "munud": ("funud", "munud"),
}
"""Each counted noun's singular, as it stands after a figure; how it reads after 2, and after 3 and 6.

House rule: a noun after a figure keeps its singular and takes the mutation that the number spoken aloud gives it:
soft after 2 (dau), aspirate after 3 and 6 (tri, chwe), which touches c, p and t alone; these are the forms of Unicode's
CLDR plural rules for Welsh. The nasal of "deng niwrnod" belongs to the written word, not to the figure: "10 diwrnod".
"""
_ENGLISH: Final = {
    "working day": "working days",
    "month": "months",
    "ISP": "ISPs",
    "more ISP": "more ISPs",
    "alert": "alerts",
    "point": "points",
    "rule": "rules",
    "minute": "minutes",
    "Information Sharing Protocol (ISP)": "Information Sharing Protocols (ISPs)",
}


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


def counted(count: int, noun: str, lang: str) -> str:
    """`1 month`, `3 months`; `2 fis`, `3 mis`: a figure and a noun of the tables above, in its form after it."""
    if lang == "en":
        return f"{count} {noun if count == 1 else _ENGLISH[noun]}"
    return f"{count} {_after(count, noun)}"


def working_days(count: int, lang: str) -> str:
    """`1 working day`, `3 working days`; `1 diwrnod gwaith`, `2 ddiwrnod gwaith`, `10 diwrnod gwaith`."""
    return counted(count, {"en": "working day", "cy": "diwrnod gwaith"}[lang], lang)


def months(least: int, most: int, lang: str) -> str:
    """`55 to 76 months`, `1 month`; `55 i 76 mis`, `2 fis`."""
    last = counted(most, {"en": "month", "cy": "mis"}[lang], lang)
    between = {"en": "to", "cy": "i"}[lang]
    return last if least == most else f"{least} {between} {last}"


def isps(count: int, lang: str) -> str:
    """`1 ISP`, `3 ISPs`; `3 ISP`."""
    return counted(count, "ISP", lang)


def more_isps(count: int, lang: str) -> str:
    """`1 more ISP`, `3 more ISPs`; `3 ISP arall`."""
    return counted(count, {"en": "more ISP", "cy": "ISP arall"}[lang], lang)


def isps_in_full(count: int, lang: str) -> str:
    """`3 Information Sharing Protocols (ISPs)`; in English only: Welsh gives the plural, and the figure apart."""
    return counted(count, "Information Sharing Protocol (ISP)", lang)


def alerts(count: int, lang: str) -> str:
    """`1 alert`, `2 alerts`; `1 rhybudd`, `2 rybudd`."""
    return counted(count, {"en": "alert", "cy": "rhybudd"}[lang], lang)


def points(count: int, lang: str) -> str:
    """`1 point`, `3 points`; `1 pwynt`, `2 bwynt`, `3 phwynt`, `6 phwynt`, `10 pwynt`."""
    return counted(count, {"en": "point", "cy": "pwynt"}[lang], lang)


def rules(count: int, lang: str) -> str:
    """`1 rule`, `2 rules`; `1 rheol`, `2 reol`, `3 rheol`."""
    return counted(count, {"en": "rule", "cy": "rheol"}[lang], lang)


def minutes(count: int, lang: str) -> str:
    """`1 minute`, `15 minutes`; `1 munud`, `2 funud`, `15 munud`."""
    return counted(count, {"en": "minute", "cy": "munud"}[lang], lang)


def _after(count: int, noun: str) -> str:
    soft, aspirate = _WELSH[noun]
    return {2: soft, 3: aspirate, 6: aspirate}.get(count, noun)


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


def stopped(text: str) -> str:
    """`text` with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def filters() -> dict[str, Callable[..., str]]:
    """Make the Jinja filters: `day_en`, `day_cy`, `due_en`, `working_days_cy`, `isps_en` and so on."""
    table: dict[str, Callable[..., str]] = {"sentence": sentence, "stopped": stopped}
    for lang in ("cy", "en"):
        table[f"day_{lang}"] = _in(lang, day)
        table[f"instant_{lang}"] = _in(lang, instant)
        table[f"due_{lang}"] = _in(lang, due)
        table[f"working_days_{lang}"] = _in(lang, working_days)
        table[f"months_{lang}"] = _in(lang, months)
        table[f"isps_{lang}"] = _in(lang, isps)
        table[f"more_isps_{lang}"] = _in(lang, more_isps)
        table[f"alerts_{lang}"] = _in(lang, alerts)
        table[f"points_{lang}"] = _in(lang, points)
        table[f"rules_{lang}"] = _in(lang, rules)
        table[f"minutes_{lang}"] = _in(lang, minutes)
    table["isps_in_full_en"] = _in("en", isps_in_full)
    return table


def _in(lang: str, function: Callable[..., str]) -> Callable[..., str]:
    def filtered(*values: object) -> str:
        return function(*values, lang)

    return filtered
