"""What people type when they look for an ISP, as words to look up: without accents, case or Welsh mutations."""

import re
from typing import Final

from states.folding import plain

MOST_WORDS: Final = 12
"""Words of a search that are looked up; more only slow it down (our default)."""
SHORTEST: Final = 2
_WORD = re.compile(r"[a-z0-9]+")
_EN: Final = (
    "a about an and any are as at be by can do does for from have how i if in is it me my need of on or our share "
    "sharing should so some that the their them there they this to us want we what when where which who will with "
    "would you your am"
)
_CY: Final = (
    "ar at gael gallu gan gyda gyfer i y yr yn yw ydy mae maent na nac neu o oes oedd os pa pan pwy rhannu sut sydd un "
    "wedi wrth ein eich eu ei fy dy ac"
)
_STOP: Final = frozenset(f"{_EN} {_CY}".split())
"""Words that say nothing about a service, in both languages."""
_MUTATED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ngh", ("c",)), ("mh", ("p",)), ("nh", ("t",)), ("ng", ("g",)), ("ph", ("p",)), ("th", ("t",)), ("ch", ("c",)),
    ("dd", ("d",)), ("b", ("p",)), ("d", ("t",)), ("g", ("c",)), ("f", ("b", "m")), ("m", ("b",)), ("n", ("d",)),
    ("l", ("ll",)), ("r", ("rh",)),
)  # fmt: skip
"""Beginnings of mutated Welsh words with the radicals that they come from (the soft, nasal and aspirate mutations)."""


def words_of(typed: str) -> list[str]:
    """The words of a search, folded, each once, without those that say nothing unless there are no others."""
    found = list(dict.fromkeys(word for word in _WORD.findall(plain(typed)) if len(word) >= SHORTEST))
    telling = [word for word in found if word not in _STOP]
    return (telling or found)[:MOST_WORDS]


def indexed(words: str) -> str:
    """What is kept of a text to find it by: its words, folded, each with what it may be a form of."""
    return " ".join(dict.fromkeys(form for word in _WORD.findall(plain(words)) for form in forms(word)))


def forms(word: str) -> list[str]:
    """A word and what it may be a form of: an English plural's singular, a mutated Welsh word's radicals."""
    found = [word]
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004 - not "gas"
        found.append(word[:-1])
    if len(word) >= 4:  # noqa: PLR2004 - of two or three letters everything would be a form
        beginning = next((pair for pair in _MUTATED if word.startswith(pair[0])), None)
        if beginning is not None:
            found.extend(radical + word[len(beginning[0]) :] for radical in beginning[1])
    return list(dict.fromkeys(found))
