"""A return as its coordinator works it off, and every round with its answers and outcome as an assurer reads it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk.views.document import at_work, document_view
from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.isp import Isp, Version
from models.tables.qa import Finding
from states.lifecycle import State
from states.returning import Part, Pointer, grouped, pointer

PLACES = {
    Part.WHOLE: "/document", Part.PARTNERS: "/partners", Part.SECTION: "/document/sections/", Part.FLOWS: "/flows",
    Part.FLOW: "/flows/",
}  # fmt: skip
"""Where what a finding points at is mended: the end of the address after the ISP's."""


@dataclass(frozen=True)
class Found:
    """A finding with its answer. `answer`: answered, contested or None; `met`: an assurer has closed it."""

    number: int
    round: int
    severity: str
    text: str
    correction: bool
    answer: str | None
    answer_text: str
    met: bool
    part: str
    key: str
    about: str
    heading: Text | None
    place: str

    @property
    def to_answer(self) -> bool:
        """Whether the coordinator has still to say something to it."""
        return self.answer is None and not self.met


@dataclass(frozen=True)
class PartOf:
    """The findings about one part of the ISP."""

    part: str
    key: str
    heading: Text | None
    place: str
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class RoundView:
    """One round's findings by what they point at."""

    round: int
    parts: tuple[PartOf, ...]

    @property
    def findings(self) -> tuple[Found, ...]:
        """All of them, in the order of the parts."""
        return tuple(one for part in self.parts for one in part.findings)

    @property
    def answered(self) -> int:
        """How many were answered."""
        return sum(one.answer == "answered" for one in self.findings)

    @property
    def contested(self) -> int:
        """How many were contested."""
        return sum(one.answer == "contested" for one in self.findings)

    @property
    def to_answer(self) -> int:
        """How many wait for an answer."""
        return sum(one.to_answer for one in self.findings)

    @property
    def met(self) -> int:
        """How many an assurer has called met."""
        return sum(one.met for one in self.findings)


@dataclass(frozen=True)
class ReturnView:
    """The rounds of the version at work, the latest first. `returned`: it is with the coordinator, to be amended."""

    ref: str
    title: Text
    version: int
    state: str
    round: int
    returned: bool
    rounds: tuple[RoundView, ...]

    @property
    def now(self) -> RoundView | None:
        """The round that is open."""
        return next((one for one in self.rounds if one.round == self.round), None)

    def numbered(self, number: int) -> Found | None:
        """The finding of this number in the open round."""
        return next((one for one in (self.now.findings if self.now else ()) if one.number == number), None)


def returns_view(session: Session, ref: str) -> ReturnView | None:
    """Every round's findings of the version at work with what was answered; None where there is no such version."""
    isp = isps.by_ref(session, ref)
    version = at_work(session, isp) if isp else None
    if isp is None or version is None:
        return None
    document = document_view(session, ref, version.number, working=False)
    headings = {row.key: row.heading for row in document.sections} if document else {}
    chosen = select(Finding).where(Finding.version_id == version.id)
    rows = list(session.exec(chosen.order_by(col(Finding.round), col(Finding.number))))
    numbers = sorted({row.round for row in rows} | {version.round}, reverse=True)
    rounds = tuple(_round(number, [row for row in rows if row.round == number], headings) for number in numbers)
    return _view(isp, version, tuple(one for one in rounds if one.parts))


def _view(isp: Isp, version: Version, rounds: tuple[RoundView, ...]) -> ReturnView:
    returned = version.state == State.RETURNED.value
    return ReturnView(isp.ref, title_of(isp), version.number, version.state, version.round, returned, rounds)


def _round(number: int, rows: list[Finding], headings: dict[str, Text]) -> RoundView:
    by_number = {row.number: row for row in rows}
    parts = grouped({row.number: row.about for row in rows}, headings)
    return RoundView(
        number,
        tuple(
            PartOf(
                at.part.value,
                at.key,
                headings.get(at.key) if at.part is Part.SECTION else None,
                place(at),
                tuple(_found(by_number[one], at, headings) for one in numbers),
            )
            for at, numbers in parts
        ),
    )


def place(at: Pointer) -> str:
    """Where it is mended."""
    return PLACES[at.part] + at.key


def _found(row: Finding, at: Pointer, headings: dict[str, Text]) -> Found:
    return Found(
        row.number,
        row.round,
        row.severity,
        row.text,
        row.correction,
        row.answer,
        row.answer_text,
        row.closed,
        at.part.value,
        at.key,
        pointer(row.about).words if at.part is Part.WHOLE else "",
        headings.get(at.key) if at.part is Part.SECTION else None,
        place(at),
    )
