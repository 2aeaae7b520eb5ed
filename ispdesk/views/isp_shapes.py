"""What the page of one ISP is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ispdesk.views.answer_shapes import CallRow, WaitingAnswer
from ispdesk.views.clock_shapes import TimeView
from ispdesk.views.values import UNTOLD, Holder, Standing, When
from ispdesk.words.text import Text

Accord = Literal["signed", "not_signed", "not_known"]
PartnerKind = Literal["named", "class"]
SignKind = Literal["sign_off", "assent"]
Outcome = Literal["signed", "reservation", "declined", "no_answer", "not_known"]
Capacity = Literal["chief_officer", "delegated_officer", "caldicott_guardian", "siro", "practice_partner", "committee"]
TimerState = Literal["running", "paused", "overdue", "done", "not_started"]
How = Literal["done", "stated", "implied", "found"]


@dataclass(frozen=True)
class Version:
    """A version of an ISP and the state it is in."""

    number: int
    state: str


@dataclass(frozen=True)
class OpenMove:
    """A move out of the present state: its name, who may make it, each unmet need as a sentence."""

    trigger: str
    label: Text
    who_may: tuple[str, ...]
    unmet: tuple[Text, ...] = ()


@dataclass(frozen=True)
class DatedFact:
    """Something a source dates."""

    label: Text
    when: When
    source: Text | None = None


@dataclass(frozen=True)
class Claim:
    """One side of a contradiction, and who says so."""

    says: Text
    source: Text | None = None


@dataclass(frozen=True)
class Contradiction:
    """What the sources disagree about, each side as it stands."""

    about: Text
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class PartnerRow:
    """A partner: an organisation, or a class of them with the number where it is stated."""

    name: Text
    kind: PartnerKind = "named"
    members: int | None = None
    condition: Text | None = None
    accord: Accord = "not_known"
    coordinates: bool = False


@dataclass(frozen=True)
class PartnerCount:
    """How many partners: as a source states it, as listed, and with the coordinator; they may disagree."""

    listed: int
    stated: int | None = None
    with_coordinator: int | None = None


@dataclass(frozen=True)
class SignOff:
    """A partner's answer in a round of sign-off or assent."""

    organisation: Text
    kind: SignKind
    outcome: Outcome
    when: When = UNTOLD
    capacity: Capacity | None = None
    source: Text | None = None
    version: int | None = None
    stale: bool = False


@dataclass(frozen=True)
class TimerRow:
    """A clock: counted working days of its budget, when it is due, or why it has no due time.

    `kind` leads to its receipt; `about` is the partner or person it runs for. A date does not count (`counts`).
    """

    label: Text
    state: TimerState
    due: datetime | None = None
    used: int | None = None
    budget: int | None = None
    why_no_due: Text | None = None
    kind: str = ""
    about: Text | None = None
    counts: bool = True


@dataclass(frozen=True)
class Event:
    """A row of the history: what, when it happened as told, by whom, how we know, when it was recorded."""

    what: Text
    when: When
    how: How
    by: Text | None = None
    source: Text | None = None
    recorded_at: datetime | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class IspView:
    """Everything the page of one ISP shows. The history stands newest first."""

    ref: str
    title: Text
    state: str
    standing: Standing | None = None
    purpose: Text | None = None
    areas: tuple[Text, ...] = ()
    service_area: Text | None = None
    lead: Text | None = None
    coordinator: Text | None = None
    facilitators: tuple[Text, ...] = ()
    in_force: Version | None = None
    in_progress: Version | None = None
    holder: Holder | None = None
    since: When = UNTOLD
    moves: tuple[OpenMove, ...] = ()
    facts: tuple[DatedFact, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    partner_count: PartnerCount | None = None
    sign_offs: tuple[SignOff, ...] = ()
    timers: tuple[TimerRow, ...] = ()
    time: TimeView | None = None
    calls: tuple[CallRow, ...] = ()
    answers: tuple[WaitingAnswer, ...] = ()
    history: tuple[Event, ...] = ()
    notes: tuple[Text, ...] = ()
