"""What the pages are given: plain values, filled from the record by the views, in tests from memory."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ispdesk.views.isp_shapes import (
    Accord,
    Capacity,
    Claim,
    Contradiction,
    DatedFact,
    Event,
    How,
    IspView,
    OpenMove,
    Outcome,
    PartnerCount,
    PartnerKind,
    PartnerRow,
    SignKind,
    SignOff,
    TimerRow,
    TimerState,
    Version,
)
from ispdesk.views.values import UNTOLD, Age, Holder, Level, Party, Standing, When
from ispdesk.words.text import Text

__all__ = [
    "PAGE_SIZE",
    "Accord",
    "Age",
    "Capacity",
    "Check",
    "Claim",
    "Contradiction",
    "DatedFact",
    "Event",
    "GroupLevel",
    "HealthView",
    "Holder",
    "HouseView",
    "How",
    "InboxView",
    "IspFilters",
    "IspListView",
    "IspRow",
    "IspView",
    "Level",
    "MailRow",
    "MailView",
    "Measure",
    "MeasureKind",
    "OpenMove",
    "Outcome",
    "PartnerCount",
    "PartnerKind",
    "PartnerRow",
    "Party",
    "Place",
    "QueueRow",
    "QueueView",
    "SignKind",
    "SignOff",
    "Standing",
    "StateGroup",
    "Text",
    "TimerRow",
    "TimerState",
    "Version",
    "When",
]

StateGroup = Literal["made_known", "developing", "awaiting", "assured", "overdue", "ended"]
MeasureKind = Literal["count", "oldest", "over_budget", "clearance"]
PAGE_SIZE = 25  # rows on one page of a list


@dataclass(frozen=True)
class Place:
    """A place that the list can be filtered by; `id` goes into the address."""

    id: str
    name: Text


@dataclass(frozen=True)
class IspFilters:
    """What the reader asked the list for; None asks for everything."""

    group: StateGroup | None = None
    place: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class IspRow:
    """One ISP in the list. `state` is a State's value; `standing` is None where the ISP was begun here.

    `dormant_since`: the last day on which anything was done, where that is so long ago that its clock has said so.
    """

    ref: str
    title: Text
    state: str
    standing: Standing | None = None
    places: tuple[Text, ...] = ()
    service_area: Text | None = None
    holder: Holder | None = None
    since: When = UNTOLD
    dormant_since: date | None = None


@dataclass(frozen=True)
class IspListView:
    """One page of the ISPs that match: `found` counts all that match, `everything` all there are."""

    rows: tuple[IspRow, ...]
    found: int
    everything: int
    page: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Measure:
    """One measure of the queue in its own unit (ISPs, working days, per cent, months), exact or an interval.

    `known_for` of `known_of` ISPs gave their part where some did not.
    A measure that nothing is known for has neither value nor, unless the policy gives it one, a level.
    """

    kind: MeasureKind
    level: Level | None = None
    least: int | None = None
    most: int | None = None
    known_for: int | None = None
    known_of: int | None = None
    method: Text | None = None
    why_unknown: Text | None = None


@dataclass(frozen=True)
class ScorePart:
    """One part of a score: its name, its points, and why."""

    name: str
    points: int
    why: Text


@dataclass(frozen=True)
class QueueRow:
    """One ISP with an open QA round, in the queue's order; `waits_for` None is not known.

    `score` is the sum of its parts. `used_days` of the decision clock's working days; `remaining_days` is negative when
    it is over. `aside`: it was put aside until that day.
    """

    ref: str
    title: Text
    state: str
    waits_for: Literal["team", "group", "coordinator"] | None
    age: Age
    standing: Standing | None = None
    first_submitted: When = UNTOLD
    round: int | None = None
    in_use: bool = False
    score: int = 0
    parts: tuple[ScorePart, ...] = ()
    holder: str | None = None
    assurer: str | None = None
    used_days: int | None = None
    remaining_days: int | None = None
    aside: date | None = None


@dataclass(frozen=True)
class GroupLevel:
    """The queue of one regional QA group at its last measured close."""

    group: str
    name: Text
    count: int
    level: Level
    day: date


@dataclass(frozen=True)
class QueueView:
    """The queue as it is now, and its last measurement; without one, level and time are None."""

    rows: tuple[QueueRow, ...]
    level: Level | None = None
    measured_at: datetime | None = None
    measures: tuple[Measure, ...] = ()
    later_versions: int = 0
    groups: tuple[GroupLevel, ...] = ()


@dataclass(frozen=True)
class MailRow:
    """A mail in the local inbox."""

    id: str
    received_at: datetime
    to: str
    subject: str


@dataclass(frozen=True)
class InboxView:
    """One page of the local inbox, newest first; `found` counts all mails."""

    rows: tuple[MailRow, ...]
    found: int
    page: int


@dataclass(frozen=True)
class MailView:
    """One mail: headers decoded, in their order; `lang` is None where the mail is in both languages."""

    id: str
    received_at: datetime
    sender: str
    to: str
    subject: str
    headers: tuple[tuple[str, str], ...]
    text: str | None = None
    html: str | None = None
    lang: Literal["en", "cy"] | None = None


@dataclass(frozen=True)
class HouseView:
    """What stands on each page: whose installation this is, its time, its register, what is wrong."""

    name: Text
    fixed_time: datetime | None = None
    register_statement: Text | None = None
    engine_alerts: tuple[Text, ...] = ()
    inbox_open: bool = False


@dataclass(frozen=True)
class Check:
    """One thing that was looked at for /health, in words for an operator."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True)
class HealthView:
    """Whether the installation works, and what was looked at."""

    ok: bool
    checks: tuple[Check, ...] = ()
