"""From the record's values to words on a page: each filter knows the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from ispdesk.views.figuring import figure_words, kind_words
from ispdesk.views.shapes import Age, Measure, When
from ispdesk.web import marks
from ispdesk.words import Lang, Text, dates, said


def say(text: Text, lang: Lang) -> Markup:
    """Return the words, marked with their language where it is not the page's; or that there are none."""
    words, really = text.best(lang)
    if not words:
        return escape(said("none", lang))
    return escape(words) if really == lang else Markup('<span lang="{}">{}</span>').format(really, words)


def plain(text: Text, lang: Lang) -> str:
    """Return the words for places that take no markup: a page's title, an attribute."""
    return text.best(lang)[0] or said("none", lang)


def unknown(why: Text | None, lang: Lang) -> Markup:
    """Return 'Not known', with the reason where there is one."""
    if why is None:
        return escape(said("unknown", lang))
    before, after = said("unknown.why", lang, why="\0").split("\0")
    return escape(before) + say(why, lang) + escape(after)


def told(when: When, lang: Lang) -> Markup:
    """Return a day or interval in the reader's language, or why it is not known."""
    words = dates.span(when.earliest, when.latest, lang)
    return escape(words) if words else unknown(when.why_unknown, lang)


def printed(when: When, lang: Lang) -> Markup:
    """Return the source's own words in quotation marks, in their language; '' where there are none."""
    if not when.printed:
        return Markup()
    attribute = Markup("") if when.printed_lang == lang else Markup(' lang="{}"').format(when.printed_lang)
    return Markup("<q{}>{}</q>").format(attribute, when.printed)


def waited(age: Age, lang: Lang) -> Markup:
    """Return a wait in working days, or why it is not known."""
    words = dates.working_days(age.least, age.most, lang)
    return escape(words) if words else unknown(age.why_unknown, lang)


def measured(measure: Measure, lang: Lang) -> Markup:
    """Return a measure with its unit, or why it has no value."""
    if measure.kind == "oldest":
        return waited(Age(measure.least, measure.most, measure.why_unknown), lang)
    if measure.least is None and measure.most is None:
        return unknown(measure.why_unknown, lang)
    least = measure.least if measure.least is not None else measure.most
    most = measure.most if measure.most is not None else measure.least
    value = str(least) if least == most else said("measure.range", lang, least=least, most=most)
    return escape(said(f"measure.{measure.kind}.value", lang, value=value, n=most))


def dialled(number: str) -> str:
    """Return a telephone number as a link dials it: figures and a leading plus."""
    kept = "".join(char for char in number.partition("x")[0] if char in "0123456789")
    return f"+{kept}" if number.lstrip().startswith("+") else kept


def written_day(written: str, lang: Lang) -> str:
    """Return a day that an answer of the door carries as text."""
    return dates.day(date.fromisoformat(written), lang)


def sentence(words: str) -> str:
    """Return words with their first letter capital, as they stand alone."""
    return words[:1].upper() + words[1:]


def label(code: str, group: str, lang: Lang) -> str:
    """Return the name of a member of a closed set: a state, a party, a role."""
    return said(f"{group}.{code}", lang)


def alternatives(words: Iterable[str], lang: Lang) -> str:
    """Return 'a, b or c'."""
    *first, last = words
    return f"{', '.join(first)} {said('or', lang)} {last}" if first else last


def of(lang: Lang) -> dict[str, Callable[..., Any]]:
    """Return the filters for pages in `lang`."""
    functions: dict[str, Callable[..., Any]] = {
        "say": say,
        "plain": plain,
        "told": told,
        "printed": printed,
        "waited": waited,
        "measured": measured,
        "label": label,
        "alternatives": alternatives,
        "day": dates.day,
        "written_day": written_day,
        "long_day": dates.long_day,
        "month": dates.month,
        "moment": dates.moment,
        "short_moment": dates.short_moment,
        "changes": marks.changes,
        "figure": figure_words,
        "org_kind": kind_words,
    }
    return {name: partial(function, lang=lang) for name, function in functions.items()} | {
        "dialled": dialled,
        "sentence": sentence,
        "marked": marks.marked,
        "runs": marks.runs,
    }
