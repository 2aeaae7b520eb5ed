"""What the checks may see of one version: its facts, and its partners, text and flows as far as a machine can judge."""

import datetime as dt
from dataclasses import dataclass

from states.facts import Facts
from states.places import place
from states.words import Sentence


@dataclass(frozen=True, slots=True)
class PartnerSeen:
    """One partner. `accord` is signed, not-signed or not-known; `succeeded`: another organisation has taken over."""

    name: str
    kind: str = "named"
    counted: bool = False
    contact: bool = False
    accord: str = "not-known"
    succeeded: bool = False
    signed: bool = False
    signed_this: bool = False
    capacity: bool = False


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """One section of the text in one language."""

    key: str
    lang: str
    heading: str = ""
    written: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One version as the checks see it. `begun` is the day on which it was begun, None where that is not known.

    `dpia` is the answer to the question of scoping: done, under_way, not_needed, not_yet; None where nobody said.
    """

    facts: Facts
    begun: dt.date | None = None
    round: int = 0
    titles: tuple[str, str] = ("", "")
    places: tuple[str, ...] = ()
    partners: tuple[PartnerSeen, ...] = ()
    sections: tuple[SectionSeen, ...] = ()
    without_basis: tuple[str, ...] = ()
    flow_found: tuple[tuple[str, Sentence], ...] = ()
    duplicates: tuple[str, ...] = ()
    dpia: str | None = None

    @property
    def place_names_en(self) -> list[str]:
        """The names of its places in English."""
        return [place(code).en for code in self.places]

    @property
    def place_names_cy(self) -> list[str]:
        """The names of its places in Welsh."""
        return [place(code).cy for code in self.places]

    @property
    def place_names(self) -> frozenset[str]:
        """Every name of its places."""
        return frozenset(self.place_names_en) | frozenset(self.place_names_cy)

    @property
    def empty_sections(self) -> tuple[str, ...]:
        """Headings of sections that are written in neither language."""
        written = {section.key for section in self.sections if section.written}
        return tuple(dict.fromkeys(s.heading or s.key for s in self.sections if s.key not in written))
