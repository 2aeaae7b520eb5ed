"""What the pages of a review are given."""

import datetime as dt
from dataclasses import dataclass, field

from ispdesk.views.checking import CheckRow
from ispdesk.words.text import Text
from states.differing import Piece
from states.reviewing import Said


@dataclass(frozen=True)
class Difference:
    """What changed in one language of a section, or in one column of a flow. `lang` is '' for a column."""

    label: Text
    lang: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class PartRow:
    """One section, flow or the partners beside what it is compared with. `path` leads to it on the ISP's pages."""

    at: str
    label: Text
    path: str
    status: str
    differences: tuple[Difference, ...] = ()

    @property
    def anchor(self) -> str:
        """What it is called within a page."""
        return "part-" + self.at.replace(":", "-")


@dataclass(frozen=True)
class Word:
    """What another assurer said to a question."""

    name: Text
    outcome: str
    text: str


@dataclass(frozen=True)
class QuestionRow:
    """One question: what it is about, what the reader said or drafted, and what others said."""

    code: str
    question: Text
    severity: str
    basis: str
    parts: tuple[PartRow, ...]
    said: Said
    others: tuple[Word, ...] = ()


@dataclass(frozen=True)
class FindingRow:
    """One finding: what it points at, the coordinator's answer, and whether it is met."""

    round: int
    number: int
    severity: str
    text: str
    about: Text | None
    path: str
    correction: bool
    due: dt.date | None
    answer: str | None
    answer_text: str
    closed: bool
    item: str = ""


@dataclass(frozen=True)
class Base:
    """What a version is compared with: the last assured one, its exemplar, or the template alone."""

    kind: str
    ref: str = ""
    version: int = 0
    edition: Text = field(default_factory=Text)
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class ChecksSeen:
    """What the checks said: when, by those in force on which day, what was left open and how many were asked."""

    at: dt.datetime | None
    begun: dt.date | None
    open: tuple[CheckRow, ...]
    asked: int


@dataclass(frozen=True)
class SecondRow:
    """A second reader's word."""

    name: Text
    agrees: bool
    text: str


@dataclass(frozen=True)
class DeclaredRow:
    """Who declared that they are independent, with their interest or the exception made for them."""

    name: Text
    interest: str
    exception: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision with its reason in either language; `undone`: it was taken back or corrected."""

    seq: int
    round: int
    trigger: str
    label: Text
    role: str
    name: Text
    day: dt.date
    reason_en: str
    reason_cy: str
    undone: bool


@dataclass(frozen=True)
class Independence:
    """How the reader stands to this version: what keeps them from judging it, what they have to declare."""

    declared: bool
    conflict: str | None
    partner: str | None
    interest: str = ""

    @property
    def clear(self) -> bool:
        """Whether they may judge it now."""
        return self.declared and self.conflict is None and self.partner is None


@dataclass(frozen=True)
class ReviewView:
    """The review of one version in its present round.

    `asked` is what somebody has to say something to; `folded` what is as it was assured. `saved_at` is when the
    reader's draft was saved last; `revision` counts its savings.
    """

    ref: str
    title: Text
    version: int
    state: str
    holder: str
    round: int
    seen: str
    assurer: Text | None
    assurer_ref: str | None
    independence: Independence
    may_claim: bool
    base: Base
    asked: tuple[QuestionRow, ...]
    folded: tuple[QuestionRow, ...]
    changed: tuple[PartRow, ...]
    unchanged: tuple[PartRow, ...]
    pointers: tuple[tuple[str, Text], ...]
    checks: ChecksSeen
    findings: tuple[FindingRow, ...]
    earlier: tuple[FindingRow, ...]
    seconds: tuple[SecondRow, ...]
    declared: tuple[DeclaredRow, ...]
    decisions: tuple[DecisionRow, ...]
    saved_at: dt.datetime | None
    revision: int
    gaps: tuple[str, ...]

    def mine(self, who: str) -> bool:
        """Whether this person claimed it."""
        return self.assurer_ref == who

    @property
    def open(self) -> bool:
        """Whether the reader can say something now: under review, and independent of it."""
        return self.state == "qa_review" and self.independence.clear

    @property
    def correcting(self) -> bool:
        """Whether it is with its coordinator for small corrections."""
        return self.state == "qa_review" and self.holder == "coordinator"
