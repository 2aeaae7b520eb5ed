"""What pages and commands are given of time: whose the days were, what was awaited, receipts, drafted escalations."""

from dataclasses import dataclass
from datetime import date, datetime

from ispdesk.views.values import Party
from ispdesk.words.text import Text


@dataclass(frozen=True)
class HeldDays:
    """The working days of an ISP's life that were booked to one party."""

    party: Party
    days: int


@dataclass(frozen=True)
class AwaitedDays:
    """The working days that one task was waited for; `done` is None while it is open."""

    number: int
    what: Text
    whom: Text
    asked: date
    days: int | None
    waits: bool = False
    promised: date | None = None
    done: date | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class TimeView:
    """Whose each working day was, and how long each task was awaited. `total` is the sum over the parties.

    Where `why_unknown` says something, no day can be booked.
    """

    first: date | None = None
    last: date | None = None
    total: int = 0
    held: tuple[HeldDays, ...] = ()
    tasks: tuple[AwaitedDays, ...] = ()
    why_unknown: Text | None = None


@dataclass(frozen=True)
class ReceiptLine:
    """One statement of a receipt under its label."""

    key: str
    label: Text
    value: Text


@dataclass(frozen=True)
class ReceiptDay:
    """A counted day; `ahead` is still to come and counts if the holder stays the same."""

    number: int
    day: date
    words: Text
    party: Party
    ahead: bool


@dataclass(frozen=True)
class ReceiptRung:
    """A reminder or escalation: how far from the due day, when, and whether it has gone."""

    rung: str
    name: Text
    offset: Text
    when: Text
    fired: Text
    at: datetime | None
    fired_at: datetime | None


@dataclass(frozen=True)
class ReceiptView:
    """How one clock came to its day, in words that can be checked by hand. A date counts no days."""

    kind: str
    subject: str
    clock: Text
    name: Text
    status: str
    result: Text
    due: date | None
    counted: int
    budget: int
    policy: int
    lines: tuple[ReceiptLine, ...]
    not_counted: tuple[Text, ...]
    rungs: tuple[ReceiptRung, ...]
    days: tuple[ReceiptDay, ...]
    counts_days: bool


@dataclass(frozen=True)
class ReceiptsView:
    """The receipts of one kind on one ISP."""

    ref: str
    title: Text
    kind: str
    name: Text
    receipts: tuple[ReceiptView, ...]


@dataclass(frozen=True)
class DraftRow:
    """A drafted escalation that waits for a person. `to` is a line for each part it would go to."""

    number: int
    ref: str
    title: Text
    kind: str
    clock: Text
    rung: Text
    drafted: datetime
    before: str
    team_from: date
    to: tuple[Text, ...]
    about: Text | None = None
    mine: bool | None = None
