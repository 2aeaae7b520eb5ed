"""What the scoping questions and their rules are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from states.words import Sentence

Answers = Mapping[str, str | tuple[str, ...]]


class Instrument(StrEnum):
    """What the answers end in."""

    ISP = "isp"
    DDA = "dda"
    JCA = "jca"
    OTHER = "other"
    NOT_APPROPRIATE = "not_appropriate"


class Kind(StrEnum):
    """How a field is answered: one of several, some of several, a line, a text, an organisation's name, a match."""

    ONE = "one"
    SOME = "some"
    LINE = "line"
    TEXT = "text"
    ORGANISATION = "organisation"
    MATCH = "match"


FREE = frozenset({Kind.LINE, Kind.TEXT, Kind.ORGANISATION, Kind.MATCH})
ANY_SERVICE, ANY_PLACE = "service_areas", "places"
"""Fields whose codes are those of `states.places`."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    code: str
    label: Sentence
    hint: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `needed_if`: another field and its answer with which this one is asked for."""

    name: str
    kind: Kind
    label: Sentence
    hint: Sentence | None = None
    options: tuple[Option, ...] = ()
    optional: bool = False
    needed_if: tuple[str, str] | None = None
    missing: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `decides`: its answer chooses the instrument; `only`: asked where the answers end in one of these.

    `one_of`: fields of which at least one is filled in.
    """

    code: str
    ask: Sentence
    fields: tuple[Field, ...]
    hint: Sentence | None = None
    decides: bool = False
    only: frozenset[Instrument] = frozenset()
    one_of: tuple[str, ...] = ()
    missing: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """This answer ends in this instrument, for this reason."""

    field: str
    answer: str
    instrument: Instrument
    reason: Sentence
    source: Sentence


@dataclass(frozen=True, slots=True)
class Outcome:
    """The instrument, why, by what source, and which deciding questions were answered "not sure"."""

    instrument: Instrument
    reason: Sentence
    source: Sentence
    unsure: tuple[str, ...] = ()
