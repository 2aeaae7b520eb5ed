"""What is wrong with a value that a command was given, in words of both languages: never the library's own."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from ispdesk.field_names import FIELDS
from states.words import Sentence


class WrongValue(ValueError):  # noqa: N818 - what it says is for whoever gave the value
    """A value that a payload's own check refuses, with what is wrong with it; the field is named before it."""

    def __init__(self, en: str, cy: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(en, cy)


GENERAL: Final = Sentence("it cannot be used; look at it again", "ni ellir defnyddio hyn; edrychwch eto")
"""Of a kind of mistake that has no words of its own."""
PATTERNS: Final = {
    "^[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?$": Sentence(
        "use letters, digits, dots and hyphens, at most 60 characters, and begin and end with a letter or a digit",
        "defnyddiwch lythrennau, digidau, dotiau a chysylltnodau, 60 nod ar y mwyaf, "
        "gan ddechrau a gorffen â llythyren neu ddigid",
    ),
    "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$": Sentence(
        "use letters without accents, digits, dots, hyphens and underscores, at most 100 characters",
        "defnyddiwch lythrennau heb acenion, digidau, dotiau, cysylltnodau a thanlinellau, 100 nod ar y mwyaf",
    ),
    "^[a-z0-9_-]{1,60}$": Sentence(
        "use small letters without accents, digits and hyphens, at most 60 characters",
        "defnyddiwch lythrennau bach heb acenion, digidau a chysylltnodau, 60 nod ar y mwyaf",
    ),
    r"^\d{4}-Q[1-4]$": Sentence(
        "write the year and the quarter, such as 2026-Q3", "ysgrifennwch y flwyddyn a'r chwarter, megis 2026-Q3"
    ),
    "^[a-z0-9_]+$": Sentence(
        "use small letters without accents, digits and underscores",
        "defnyddiwch lythrennau bach heb acenion, digidau a thanlinellau",
    ),
    "^[0-9a-f]{64}$": Sentence("give a SHA-256 in 64 hexadecimal digits", "rhowch SHA-256 mewn 64 digid hecsadegol"),
    r"^(\+?[0-9 ()./x-]{3,40})?$": Sentence(
        "write a telephone number in figures, such as 029 2018 0123",
        "ysgrifennwch rif ffôn mewn ffigurau, megis 029 2018 0123",
    ),
    "^(all|(isp|organisation|group):[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?)$": Sentence(
        "write all, or isp:, organisation: or group: and a reference, such as organisation:gwent",
        "ysgrifennwch all, neu isp:, organisation: neu group: a chyfeirnod, megis organisation:gwent",
    ),
}
"""How a value is written that has to keep to a pattern; nobody is shown the pattern itself."""

_MISSING: Final = Sentence("say what it is; nothing was given", "dywedwch beth yw; ni roddwyd dim")
_EMPTY: Final = Sentence("it must not be empty", "ni chaiff fod yn wag")
_TEXT: Final = Sentence("write it as text", "ysgrifennwch destun")
_NUMBER: Final = Sentence("give a whole number in figures", "rhowch rif cyfan mewn ffigurau")
_DAY: Final = Sentence("give a day, such as 2026-03-20", "rhowch ddiwrnod, megis 2026-03-20")
_YES_NO: Final = Sentence("say true or false", "dywedwch true neu false")
_LIST: Final = Sentence("give a list", "rhowch restr")
_PARTS: Final = Sentence("give its parts, each with its name", "rhowch y rhannau, pob un gyda'i enw")
_PLAIN: Final[Mapping[str, Sentence]] = {
    "missing": _MISSING,
    "extra_forbidden": Sentence("leave it out; it does not belong here", "gadewch hyn allan; nid yw'n perthyn yma"),
    **dict.fromkeys(("string_type", "string_sub_type"), _TEXT),
    "string_unicode": Sentence(
        "there is a character in it that cannot be seen or kept; type it again",
        "mae nod yno na ellir ei weld na'i gadw; teipiwch y testun eto",
    ),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_from_float", "float_type", "float_parsing", "finite_number"), _NUMBER
    ),
    "int_parsing_size": Sentence("the number is too large", "mae'r rhif yn rhy fawr"),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact", "datetime_type"), _DAY
    ),
    **dict.fromkeys(("decimal_type", "decimal_parsing"), Sentence("give a number", "rhowch rif")),
    **dict.fromkeys(("bool_type", "bool_parsing"), _YES_NO),
    **dict.fromkeys(("list_type", "tuple_type", "iterable_type"), _LIST),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), _PARTS),
}


def _characters(context: Mapping[str, Any]) -> Sentence:
    most = context["max_length"]
    return Sentence(f"it is too long: at most {most} characters", f"mae'n rhy hir: {most} nod ar y mwyaf")


def _too_few(context: Mapping[str, Any]) -> Sentence:
    least = context["min_length"]
    return _EMPTY if least == 1 else Sentence(f"give at least {least}", f"rhowch o leiaf {least}")


def _too_many(context: Mapping[str, Any]) -> Sentence:
    most = context["max_length"]
    return Sentence(f"give at most {most}", f"rhowch {most} ar y mwyaf")


def _at_least(context: Mapping[str, Any]) -> Sentence:
    return Sentence(f"give {context['ge']} or more", f"rhowch {context['ge']} neu ragor")


def _more_than(context: Mapping[str, Any]) -> Sentence:
    return Sentence(f"give more than {context['gt']}", f"rhowch fwy na {context['gt']}")


def _places(context: Mapping[str, Any]) -> Sentence:
    most = context["decimal_places"]
    return Sentence(f"give at most {most} decimal places", f"rhowch {most} lle degol ar y mwyaf")


def _at_most(context: Mapping[str, Any]) -> Sentence:
    return Sentence(f"give {context['le']} or less", f"rhowch {context['le']} neu lai")


def _one_of(context: Mapping[str, Any]) -> Sentence:
    words = ", ".join(word for word in re.findall(r"'([^']*)'", str(context["expected"])) if word)
    return Sentence(f"choose one of these: {words}", f"dewiswch un o'r rhain: {words}")


def _written(context: Mapping[str, Any]) -> Sentence:
    return PATTERNS.get(context["pattern"], GENERAL)


def _own(context: Mapping[str, Any]) -> Sentence:
    error = context["error"]
    return error.sentence if isinstance(error, WrongValue) else GENERAL


_WITH_CONTEXT: Final[Mapping[str, Callable[[Mapping[str, Any]], Sentence]]] = {
    "string_too_short": _too_few,
    "string_too_long": _characters,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_pattern_mismatch": _written,
    "greater_than": _more_than,
    "decimal_max_places": _places,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "literal_error": _one_of,
    "enum": _one_of,
    "value_error": _own,
}
KNOWN: Final = frozenset(_PLAIN) | frozenset(_WITH_CONTEXT)
"""The kinds of mistake that have words of their own, by pydantic's names."""


def in_words(error: Mapping[str, Any], whole: str) -> Sentence:
    """One of a validation's errors as a sentence; `whole` is named where no single field is at fault."""
    kind = error["type"]
    says = _WITH_CONTEXT[kind](error["ctx"]) if kind in _WITH_CONTEXT else _PLAIN.get(kind, GENERAL)
    name = _place(error["loc"]) or _quoted(whole)
    return Sentence(f"{name.en}: {says.en}.", f"{name.cy}: {says.cy}.")


def _place(where: Iterable[str | int]) -> Sentence | None:
    """Where a value stands, outermost first: fields by their names, what is in a list by its place from 1."""
    parts = [Sentence(f"no. {at + 1}", f"rhif {at + 1}") if isinstance(at, int) else _name(at) for at in where]
    if not parts:
        return None
    return Sentence(_joined([part.en for part in parts]), _joined([part.cy for part in parts]))


def _joined(names: list[str]) -> str:
    return ", ".join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])


def _name(field: str) -> Sentence:
    return FIELDS.get(field) or _quoted(field)


def _quoted(name: str) -> Sentence:
    """A name as whoever wrote it wrote it."""
    short = f"“{name[:60]}”"
    return Sentence(short, short)
