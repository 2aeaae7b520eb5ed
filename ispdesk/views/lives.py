"""The life of every ISP, read at once: what was in which state at a day, for figures of the programme as a whole.

Where a source only bounds a day, so is the figure: the least it is and the most it can be.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from models.queries import belonging as queries
from models.queries import signatories
from models.queries.lives import lives as of_isps
from states.accord import Statement, signed_at
from states.calendar import Calendar, CalendarEndsError
from states.lifecycle import DEVELOPING, IN_FORCE, OPEN_ROUND, State
from states.lives import Life
from states.targets import Figure, counted
from states.when import When

DECIDED = frozenset({State.ASSURED, State.RETURNED, State.OTHER_INSTRUMENT})
"""States that a decision of the team or a group leads to."""
SECTOR_OF = {
    "fire": "public", "health": "public", "local_authority": "public", "police": "public", "voluntary": "voluntary",
}  # fmt: skip
"""The sector of a facilitator by the type of Table 4-2; of "other" it is not known."""
ALL_WALES = "wales"
TAKEN_UP = DEVELOPING - {State.IDENTIFIED}
"""In development: taken up, and not yet submitted."""
NOWHERE = "?"
"""Asks for what has no known sector, or place."""


@dataclass(frozen=True, slots=True)
class Known:
    """An ISP with its life, and where it belongs: the service areas and places it is for, the sector of its lead."""

    id: int
    ref: str
    areas: frozenset[str]
    places: frozenset[str]
    sector: str | None
    life: Life


@dataclass(frozen=True, slots=True)
class Happened:
    """Something of a body or a person with its sector and places: a signature, or training.

    `stated`: what is stated of a body's signature, which may have ended.
    """

    when: When
    sector: str | None
    places: frozenset[str]
    kind: str | None = None
    stated: tuple[Statement, ...] = ()

    def had(self, at: dt.date) -> bool | None:
        """Whether it was so at the end of this day: yes, no or not known."""
        return signed_at(self.stated, at) if self.stated else self.when.had_happened(at)


@dataclass(frozen=True, slots=True)
class Lives:
    """All of it, as we know it now."""

    isps: tuple[Known, ...]
    signatures: tuple[Happened, ...]
    trained: tuple[Happened, ...]
    bodies: Mapping[tuple[str | None, str | None], int] = field(default_factory=dict)
    """How many organisations the register knows, by sector and type; None is not known."""

    def figure(self, what: str, at: dt.date, sector: str = "", place: str = "") -> Figure:
        """One count at the end of this day: signatories, trained, identified, developing, awaiting or assured."""
        if what in ("signatories", "trained"):
            of = self.signatures if what == "signatories" else self.trained
            return counted(one.had(at) for one in of if _here(one, sector, place))
        answer = _ANSWERS[what]
        return counted(answer(one.life, at) for one in self.isps if _here(one, sector, place))

    def decisions(
        self, calendar: Calendar, first: dt.date, last: dt.date, sector: str = "", place: str = ""
    ) -> "Waits":
        """How many working days first decisions of these days took, from submission."""
        days, unknown = [], 0
        for one in self.isps:
            for begun, ended in _waits(one.life) if _here(one, sector, place) else ():
                if not (ended.not_after and first <= ended.not_after <= last):
                    continue
                took = _working_days(calendar, begun, ended)
                unknown += took is None
                days += [] if took is None else [took]
        return Waits(tuple(sorted(days)), unknown)


@dataclass(frozen=True, slots=True)
class Waits:
    """Working days from submission to first decision, in order; and how many decisions have no exact days."""

    days: tuple[int, ...]
    unknown: int


_ANSWERS: dict[str, Callable[[Life, dt.date], bool | None]] = {
    "identified": lambda life, at: life.identified.had_happened(at),
    "developing": lambda life, at: life.was_in(TAKEN_UP, at),
    "awaiting": lambda life, at: life.was_in(OPEN_ROUND, at),
    "assured": lambda life, at: life.was_in(IN_FORCE, at),
}


def _here(one: Known | Happened, sector: str, place: str) -> bool:
    """Whether it is of this sector and place; an ISP for all Wales is for each place of it, a body is where it is."""
    if not belongs(one.sector, sector):
        return False
    if place == NOWHERE:
        return not one.places
    return not place or place in one.places or (isinstance(one, Known) and ALL_WALES in one.places)


def belongs(of: str | None, sector: str) -> bool:
    """Whether what has this sector is asked for."""
    return not sector or sector == (of or NOWHERE)


def _waits(life: Life) -> Iterable[tuple[When, When]]:
    """For each version its first submission and its first decision."""
    begun: dict[int, When] = {}
    done: set[int] = set()
    for span in life.spans:
        if span.state is State.QA_QUEUE and span.version not in begun:
            begun[span.version] = span.entered
        elif span.state in DECIDED and span.version in begun and span.version not in done:
            done.add(span.version)
            yield begun[span.version], span.entered


def _working_days(calendar: Calendar, begun: When, ended: When) -> int | None:
    if begun.day is None or ended.day is None:
        return None
    try:
        return calendar.working_days(begun.day, ended.day)
    except CalendarEndsError:
        return None


def lives(session: Session) -> Lives:
    """Read all of it: as many questions as there are tables."""
    rows, bodies = queries.isps(session), queries.bodies(session)
    found = {life.ref: life for life in of_isps(session)}
    stated = signatories.statements(session)
    return Lives(
        tuple(_known(row, found[row.ref]) for row in rows if row.ref in found),
        tuple(
            Happened(When(), row.sector, frozenset(row.places or ()), row.kind, tuple(stated[row.id]))
            for row in bodies
            if any(one.status == "signed" for one in stated.get(row.id, ()))
        ),
        tuple(
            Happened(
                When(row.trained_from, row.trained_to),
                SECTOR_OF.get(row.kind),
                frozenset({row.authority} if row.authority else ()),
                row.kind,
            )
            for row in queries.facilitators(session)
        ),
        Counter((row.sector, row.kind) for row in bodies),
    )


def _known(row: Any, life: Life) -> Known:
    places = frozenset(row.places or ())
    return Known(row.id, row.ref, frozenset(row.service_areas or ()), places, row.sector, life)
