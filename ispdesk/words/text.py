"""A text in both languages, where both are known."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "cy"]
LANGS: tuple[Lang, Lang] = ("cy", "en")


@dataclass(frozen=True)
class Text:
    """Words from the record; the language that nobody gave is None, and never made up."""

    en: str | None = None
    cy: str | None = None

    def best(self, lang: Lang) -> tuple[str, Lang]:
        """Return the words for a reader of `lang`, and the language they are really in."""
        other: Lang = "en" if lang == "cy" else "cy"
        wanted = self.cy if lang == "cy" else self.en
        if wanted:
            return wanted, lang
        return (self.en if other == "en" else self.cy) or "", other

    def only(self, lang: Lang) -> str | None:
        """Return the words in `lang`, or None where nobody gave them."""
        return (self.cy if lang == "cy" else self.en) or None
