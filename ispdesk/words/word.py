"""One entry of the table of words."""

from dataclasses import dataclass

from ispdesk.words.text import Lang


@dataclass(frozen=True)
class Word:
    """A sentence or label, with the forms that numbers ask for.

    Welsh keeps the singular after a number and softens after 2 ("2 ddiwrnod"), so `cy` serves most numbers.
    `reviewed` says that a translator has read the Welsh.
    """

    en: str
    cy: str
    en_one: str | None = None
    cy_one: str | None = None
    cy_two: str | None = None
    reviewed: bool = False

    def form(self, lang: Lang, n: object = None) -> str:
        """Return the form of the words for `n` things; without a number, the usual one."""
        special: dict[tuple[Lang, object], str | None] = {
            ("en", 1): self.en_one,
            ("cy", 1): self.cy_one,
            ("cy", 2): self.cy_two,
        }
        usual = self.en if lang == "en" else self.cy
        return special.get((lang, n)) or usual
