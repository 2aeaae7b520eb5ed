"""What the team may say in its own words in a message: subject, opening and closing, in both languages.

Who asks, by when, why the reader, how to check it and the link are not the team's to change (design §6).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final

from notifications.messages import BY_HAND, MESSAGES
from notifications.safe import UnsafeText, check_text, paragraphs
from notifications.words import day, due
from states.words import Sentence

PARTS: Final = ("subject", "opening", "closing")
LONGEST: Final = {"subject": 100, "opening": 600, "closing": 1000}
"""Characters in one language (our default)."""
STANDARD: Final = "standard"
"""The place of the shipped words; needed where these depend on the case."""
_TITLE: Final = 60
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_LINK: Final = re.compile(r"https?:|www\.|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The team's words of one message; an empty part has the shipped words."""

    subject_en: str = ""
    subject_cy: str = ""
    opening_en: str = ""
    opening_cy: str = ""
    closing_en: str = ""
    closing_cy: str = ""

    @classmethod
    def of(cls, content: Mapping[str, str]) -> "Wording":
        """From what a version keeps."""
        return cls(**content)

    @property
    def content(self) -> dict[str, str]:
        """What a version keeps: the parts that are not empty."""
        return {name: words for name, words in asdict(self).items() if words}

    def part(self, name: str, language: str) -> str:
        """One part in one language."""
        return str(getattr(self, f"{name}_{language}"))


FIELDS: Final = tuple(f"{part}_{language}" for part in PARTS for language in ("en", "cy"))
"""As the form and the file name them."""


def _either(name: str) -> Callable[[Mapping[str, Any], str], str]:
    def found(values: Mapping[str, Any], lang: str) -> str:
        other = "en" if lang == "cy" else "cy"
        return str(values[f"{name}_{lang}"] or values[f"{name}_{other}"] or _UNKNOWN[lang])

    return found


def _plain(name: str) -> Callable[[Mapping[str, Any], str], str]:
    return lambda values, lang: str(values[name] or _UNKNOWN[lang])


def _title(values: Mapping[str, Any], lang: str) -> str:
    title = _either("title")(values, lang)
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def _review(values: Mapping[str, Any], lang: str) -> str:
    return day(values["review_date"], lang) if values["review_date"] else _UNKNOWN[lang]


_UNKNOWN: Final = {"en": "not known", "cy": "ddim yn hysbys"}
PLACES: Final[dict[str, tuple[frozenset[str], Callable[[Mapping[str, Any], str], str]]]] = {
    "ref": (frozenset({"ref"}), _plain("ref")),
    "title": (frozenset({"title_en", "title_cy"}), _title),
    "stage": (frozenset({"stage_en", "stage_cy"}), _either("stage")),
    "due": (frozenset({"due"}), lambda values, lang: due(values["due"], lang)),
    "clock": (frozenset({"timer_en", "timer_cy"}), _either("timer")),
    "partner": (frozenset({"partner"}), _plain("partner")),
    "who": (frozenset({"who"}), _plain("who")),
    "move": (frozenset({"move_en", "move_cy"}), _either("move")),
    "asked": (frozenset({"asked_en", "asked_cy"}), _either("asked")),
    "name": (frozenset({"name_en", "name_cy"}), _either("name")),
    "when": (frozenset({"when_en", "when_cy"}), _either("when")),
    "count": (frozenset({"count"}), _plain("count")),
    "review_date": (frozenset({"review_date"}), _review),
}
"""What may stand in braces: the values a message must have for it, and how it is written."""
CHANGEABLE: Final = tuple(sorted(set(MESSAGES) - BY_HAND - {"alert", "digest"}))
"""All but what is security's (codes), the operator's (alerts), and the letter of the day, which is a list."""


def places(message: str) -> tuple[str, ...]:
    """What may stand in braces in a message, `standard` first."""
    given = MESSAGES[message].values
    return (STANDARD, *(name for name, (needs, _) in PLACES.items() if needs <= given))


@cache
def depends(message: str, part: str) -> bool:
    """Whether the shipped words of this part are not the same in every case, and so must stay in the team's."""
    if part == "closing":
        return False
    from notifications.compose import environment  # it renders what this module checks

    loader = environment().loader
    if loader is None:  # pragma: no cover - the environment of this package has one
        raise RuntimeError("The templates have no loader.")
    name = "subject" if part == "subject" else "body"
    source = loader.get_source(environment(), f"{message}/{name}.en.txt")[0]
    if part == "subject":
        return "{%" in source.replace("{% if due %}", "").replace("{% endif %}", "")
    asked = re.findall(r"{% call (?:part\.opening|asked\.six)\(.*?%}(.*?){% endcall %}", source, re.DOTALL)
    return len(asked) != 1 or "{%" in asked[0]


def problems(message: str, wording: Wording) -> list[tuple[str, Sentence]]:
    """Everything that is wrong with a wording, each with its field."""
    found: list[tuple[str, Sentence]] = []
    for part in PARTS:
        both = {lang: wording.part(part, lang) for lang in ("en", "cy")}
        if not any(both.values()):
            continue
        for lang, words in both.items():
            found += [(f"{part}_{lang}", said) for said in _wrong(message, part, words)]
    return found


def _wrong(message: str, part: str, words: str) -> list[Sentence]:
    if not words:
        return [_both_needed()]
    found = []
    if len(words) > LONGEST[part]:
        found.append(_too_long(LONGEST[part]))
    try:
        for line in (words,) if part == "subject" else paragraphs(words):
            check_text(line, part)
    except UnsafeText:
        found.append(_unsafe())
    if _LINK.search(words):
        found.append(_no_link())
    return found + _wrong_places(message, part, words)


def _wrong_places(message: str, part: str, words: str) -> list[Sentence]:
    named, rest = _PLACE.findall(words), _PLACE.sub("", words)
    allowed = [name for name in places(message) if name != STANDARD or part != "closing"]
    found = []
    if unknown := [name for name in named if name not in allowed]:
        found.append(_unknown(unknown, allowed))
    if "{" in rest or "}" in rest:
        found.append(_open_brace())
    if named.count(STANDARD) > 1:
        found.append(_once())
    if depends(message, part) and STANDARD not in named:
        found.append(_keep_standard())
    elif part == "subject" and "ref" in MESSAGES[message].values and not {"ref", STANDARD} & set(named):
        found.append(_reference())
    return found


def _both_needed() -> Sentence:
    return Sentence("say it in both languages, or in neither", "dywedwch ef yn y ddwy iaith, neu yn y naill na'r llall")


def _too_long(most: int) -> Sentence:
    return Sentence(f"use at most {most} characters", f"defnyddiwch {most} nod ar y mwyaf")


def _unsafe() -> Sentence:
    return Sentence(
        "a character in it may not stand in a mail: type it anew",
        "mae nod ynddo na chaiff fod mewn neges: teipiwch ef o'r newydd",
    )


def _unknown(names: list[str], allowed: list[str]) -> Sentence:
    wrong, right = (", ".join(f"{{{name}}}" for name in some) for some in (names, allowed))
    return Sentence(f"{wrong} is not known here: use {right}", f"nid yw {wrong} yn hysbys yma: defnyddiwch {right}")


def _open_brace() -> Sentence:
    return Sentence("a brace is alone: write {name}", "mae cromfach gyrliog ar ei phen ei hun: ysgrifennwch {enw}")


def _once() -> Sentence:
    return Sentence("{standard} may stand in it once", "caiff {standard} fod ynddo unwaith")


def _keep_standard() -> Sentence:
    return Sentence(
        "keep {standard} in it: the shipped words differ from case to case",
        "cadwch {standard} ynddo: mae'r geiriau safonol yn amrywio o achos i achos",
    )


def _reference() -> Sentence:
    return Sentence("keep {ref} in it: people find the ISP by it", "cadwch {ref} ynddo: dyna sut y ceir hyd i'r ISP")


def _no_link() -> Sentence:
    return Sentence(
        "give no address of a page or of mail: the letter has its own, which can be checked",
        "peidiwch â rhoi cyfeiriad tudalen nac e-bost: mae gan y llythyr ei rai ei hun, y gellir eu gwirio",
    )


@dataclass(frozen=True)
class Said:
    """One language of a wording as a letter takes it; in subject and opening None is where the shipped words go."""

    subject: tuple[str | None, ...] = ()
    opening: tuple[str | None, ...] = ()
    closing: tuple[str, ...] = ()


def said(wording: Wording, values: Mapping[str, Any], lang: str) -> Said:
    """A wording in one language with a message's values put in."""
    closing = (_filled(line, values, lang) for line in paragraphs(wording.part("closing", lang)))
    subject, opening = (_filled(" ".join(wording.part(name, lang).split()), values, lang) for name in PARTS[:2])
    return Said(subject, opening, tuple("".join(part or "" for part in line) for line in closing))


def _filled(words: str, values: Mapping[str, Any], lang: str) -> tuple[str | None, ...]:
    pieces = _PLACE.split(words)  # words and names in turn
    made = (
        piece if place % 2 == 0 else None if piece == STANDARD else PLACES[piece][1](values, lang)
        for place, piece in enumerate(pieces)
    )
    return tuple(piece for piece in made if piece != "")
