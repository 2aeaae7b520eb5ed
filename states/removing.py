"""Taking words out of texts: what is found, and what stands in its place."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

SHORTEST: Final = 4
"""Characters that a phrase has at least: a shorter one stands in every text (our default)."""


def mark(day: dt.date, reason: str) -> str:
    """What stands where something was removed, in both languages."""
    return f"[tynnwyd {day.isoformat()} / removed {day.isoformat()}: {reason}]"


def times(value: Any, phrase: str) -> int:
    """How often a phrase stands in a value, at whatever depth, in whatever case."""
    if isinstance(value, str):
        return value.casefold().count(phrase.casefold())
    if isinstance(value, Mapping):
        return sum(times(key, phrase) + times(inner, phrase) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return sum(times(inner, phrase) for inner in value)
    return 0


def without(value: Any, phrase: str, instead: str) -> Any:
    """A value with something else where the phrase stood."""
    if isinstance(value, str):
        return _without(value, phrase, instead)
    if isinstance(value, Mapping):
        return {key: without(inner, phrase, instead) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without(inner, phrase, instead) for inner in value]
    return value


def _without(text: str, phrase: str, instead: str) -> str:
    folded, wanted = text.casefold(), phrase.casefold()
    if len(folded) != len(text):  # a letter whose lower case is longer: places no longer match, so all of it goes
        return instead if wanted in folded else text
    parts, begin = [], 0
    while (at := folded.find(wanted, begin)) >= 0:
        parts += [text[begin:at], instead]
        begin = at + len(wanted)
    return "".join([*parts, text[begin:]])
