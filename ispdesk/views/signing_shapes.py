"""What the pages of partners and of sign-off are given."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ispdesk.views.isp_shapes import Accord
from ispdesk.words.text import Text
from states.signatures import Plan

NO_PLAN = Plan()
ChangeKind = Literal["purpose", "section", "flow"]


@dataclass(frozen=True)
class Member:
    """One member of a class, and whether its sign-off stands."""

    position: int
    name: str
    signed: bool


@dataclass(frozen=True)
class Sponsored:
    """The senior sponsor: somebody we know, whose reference is `ref`, or a name and post as told, with no reference."""

    name: Text
    post: str
    ref: str = ""

    @property
    def told(self) -> str:
        """The name as it was told; '' for somebody we know."""
        return "" if self.ref else self.name.en or ""


@dataclass(frozen=True)
class Given:
    """One sign-off as recorded: what it said, by whom, in what capacity, how, and the mark of what it was given to.

    `may_withdraw`: the viewer may take it back. `mark`: the first figures of the content's hash.
    """

    number: int
    outcome: str
    when: date | None
    capacity: str
    by_whom: Text
    how: str | None
    reference: str
    note: str
    mark: str
    assent: bool
    holds: bool
    withdrawn: bool
    may_withdraw: bool
    member: str = ""
    signed: int | None = None
    of_all: int | None = None


@dataclass(frozen=True)
class PartnerLine:
    """A partner with everything that its pages show; `asked` and `promised` are about its open sign-off."""

    line: int
    name: Text
    organisation: str | None
    kind: str
    count: int | None
    annex: str
    condition: str
    observer: bool
    accord: Accord
    contact: Text | None
    contact_ref: str | None
    sponsor: Sponsored | None
    outcome: str
    signed: int | None
    of_all: int | None
    asked: date | None
    promised: date | None
    commenting: int | None
    contact_asked: date | None
    mine: bool
    members: tuple[Member, ...] = ()
    given: tuple[Given, ...] = ()
    touched: int = 0

    @property
    def latest(self) -> Given | None:
        """The last word that was not withdrawn."""
        return next((one for one in reversed(self.given) if not one.withdrawn), None)


@dataclass(frozen=True)
class RoundRow:
    """A round: what was asked, since when, until when, and how many of how many have answered."""

    number: int
    kind: str
    opened: date
    closes: date | None
    closed: bool
    answered: int
    asked: int
    silent: int


@dataclass(frozen=True)
class SigningView:
    """Everything the pages of partners and sign-off show. `may`: the commands that this viewer may give now."""

    ref: str
    title: Text
    state: str
    version: int
    content: str
    partners: tuple[PartnerLine, ...]
    may: frozenset[str]
    sponsor: Sponsored | None
    on_hold: bool = False
    rounds: tuple[RoundRow, ...] = ()
    plan: Plan = NO_PLAN
    window: int = 0
    why_no_sign_off: Text | None = None
    why_no_assent: Text | None = None

    def partner(self, line: int) -> PartnerLine | None:
        """The partner of this line."""
        return next((one for one in self.partners if one.line == line), None)

    @property
    def signed(self) -> int:
        """Of how many partners the sign-off stands."""
        return sum(one.outcome in ("signed", "signed_with_reservation") for one in self.partners)

    @property
    def expected(self) -> int:
        """Of how many partners a sign-off is expected."""
        return sum(not one.observer and not one.condition for one in self.partners)


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Shown:
    """One part of the text that is signed; `values` are a flow's."""

    kind: ChangeKind
    title: str
    lang: str
    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Changed:
    """One part of the text that has changed since somebody signed: whom it touches, and what is other.

    `marks`: rows of marks as minor that may be objected to, with the day until which.
    """

    key: str
    kind: ChangeKind
    how: str
    title: str
    lang: str
    pieces: tuple[tuple[str, tuple[Stretch, ...]], ...]
    touches: tuple[str, ...]
    may_be_minor: bool
    marks: tuple[tuple[int, date, str], ...] = ()


@dataclass(frozen=True)
class PersonRow:
    """Somebody who can be chosen."""

    ref: str
    name: Text
    body: Text | None


@dataclass(frozen=True)
class Offer:
    """An offer of the coordinator's part."""

    to: Text
    to_ref: str
    by: str
    since: date
    outcome: str | None


@dataclass(frozen=True)
class PeopleView:
    """Who coordinates, facilitates and sponsors an ISP, and the offers of the coordinator's part."""

    ref: str
    title: Text
    coordinator: Text | None
    facilitators: tuple[Text, ...]
    sponsor: Sponsored | None
    offers: tuple[Offer, ...]
    may: frozenset[str]
    mine: bool

    @property
    def waiting(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((one for one in self.offers if one.outcome is None), None)


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation of the register that can be chosen, with its Accord status; `line`: it is a partner already."""

    ref: str
    name: Text
    accord: Accord
    line: int | None


@dataclass(frozen=True)
class Option:
    """What can be done where a partner declines; `unmet`: what is missing first."""

    key: str
    unmet: tuple[Text, ...] = ()
