"""One section of a template: its key, its heading and what it should say, in both languages."""

from dataclasses import dataclass

from states.words import Sentence


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """A section of a template. `drawn`: its content is drawn from the record beside what people write."""

    key: str
    heading: Sentence
    guidance: Sentence
    drawn: str = ""

    @property
    def is_appendix(self) -> bool:
        """Whether it stands after the numbered sections."""
        return self.heading.en.startswith("Appendix")

    @property
    def may_be_empty(self) -> bool:
        """Whether the section says enough without words: a table is drawn, or it is a glossary that nobody needs."""
        return self.drawn in {"flows", "signatures"} or self.is_appendix


def section(key: str, heading: tuple[str, str], guidance: tuple[str, str], drawn: str = "") -> TemplateSection:
    """A section from pairs of English and Welsh words."""
    return TemplateSection(key, Sentence(*heading), Sentence(*guidance), drawn)
