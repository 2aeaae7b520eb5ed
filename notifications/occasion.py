"""What an invitation, and an entry of a feed, says of the occasion: its name and a few lines, in one language or both.

It names an ISP by title and reference, and holds nothing of what the ISP says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from states.words import Sentence

NAMES: Final = {
    "workshop": Sentence("Workshop", "Gweithdy"),
    "meeting": Sentence("Meeting of the QA group", "Cyfarfod y grŵp sicrhau ansawdd"),
    "review": Sentence("Review date", "Dyddiad adolygu"),
    "due": Sentence("Due", "Yn ddyledus"),
}
"""The kinds of occasion, as the first words of an entry."""
_SAYS: Final = {
    "topic": Sentence("Topic", "Pwnc"),
    "online": Sentence("Join online", "Ymuno ar-lein"),
    "link": Sentence("In ISP Desk", "Yn ISP Desk"),
}
_ABOUT: Final = {
    "review": Sentence(
        "This Information Sharing Protocol (ISP) is to be reviewed by this day.",
        "Mae'r Protocol Rhannu Gwybodaeth (ISP) hwn i'w adolygu erbyn y diwrnod hwn.",
    )
}
WELCOME: Final = Sentence(
    "We welcome correspondence in Welsh; it will not lead to delay.",
    "Rydym yn croesawu gohebiaeth yn Gymraeg; ni fydd yn arwain at oedi.",
)


@dataclass(frozen=True)
class Occasion:
    """A workshop, meeting, review date or due date: what it is about (`about`, with `ref` where that is an ISP).

    `what` stands before the title where a due date says what is due.
    """

    kind: str
    about: Sentence
    ref: str = ""
    topic: str = ""
    online: str = ""
    link: str = ""
    what: Sentence | None = None

    def summary(self, languages: Sequence[str]) -> str:
        """One line: `Gweithdy / Workshop: title (reference)`."""
        names = _once(self.what.in_language(lang) if self.what else "" for lang in languages)
        kinds = _once(NAMES[self.kind].in_language(lang) for lang in languages)
        titles = _once(self.about.in_language(lang) or self.about.en or self.about.cy for lang in languages)
        ref = f" ({self.ref})" if self.ref else ""
        return ": ".join(part for part in (kinds, names, titles) if part) + ref

    def description(self, languages: Sequence[str]) -> str:
        """The lines below it, one language after the other."""
        return "\n\n".join(self._lines(lang) for lang in languages)

    def _lines(self, lang: str) -> str:
        said = [_ABOUT[self.kind].in_language(lang)] if self.kind in _ABOUT else []
        given = ((words, getattr(self, name)) for name, words in _SAYS.items())
        said.extend(f"{words.in_language(lang)}: {value}" for words, value in given if value)
        return "\n".join([*said, WELCOME.in_language(lang)])


def _once(parts: Iterable[str]) -> str:
    """These parts, each once, with a stroke between them."""
    return " / ".join(dict.fromkeys(part for part in parts if part))
