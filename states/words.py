"""A sentence in both languages, and how a list of names is said in each."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same sentence in English and in Welsh, ready to be read by a person."""

    en: str
    cy: str

    def with_values(self, **values: object) -> "Sentence":
        """Fill the braces of both sentences with the same values."""
        return Sentence(self.en.format(**values), self.cy.format(**values))

    def in_language(self, language: str) -> str:
        """Return the Welsh sentence for `cy`, otherwise the English one."""
        return self.cy if language == "cy" else self.en


def listed(names: Sequence[str], language: str) -> str:
    """Join names as each language does: "a, b and c", "a, b a(c) c"."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joining word
        return "".join(names)
    if language == "en":
        return ", ".join(names[:-1]) + " and " + names[-1]
    joiner = " ac " if names[-1][:1].lower() in "aeiouwyâêîôûŵŷ" else " a "
    return ", ".join(names[:-1]) + joiner + names[-1]
