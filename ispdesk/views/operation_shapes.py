"""What the operators' page is given: open alerts, rounds with their last run, and every rule of the policy."""

from dataclasses import dataclass
from datetime import datetime

from ispdesk.words.text import Text


@dataclass(frozen=True)
class AlertView:
    """One open alert: what is wrong, since when, and what to do."""

    kind: str
    subject: str
    name: Text
    says: Text
    todo: Text
    since: datetime


@dataclass(frozen=True)
class RoundView:
    """One of the engine's rounds: when it last ran and how many things it did then."""

    name: str
    label: Text
    last_at: datetime
    done: int


@dataclass(frozen=True)
class RungView:
    """One rung of a rule: when it last fired and fires next; `why_not` says why it cannot, or is not heard."""

    name: str
    label: Text
    last: datetime | None = None
    next: datetime | None = None
    why_not: tuple[Text, ...] = ()


@dataclass(frozen=True)
class RuleView:
    """One kind of timer: how many run now, and whether it can fire at all."""

    kind: str
    name: Text
    matches: int
    rungs: tuple[RungView, ...]
    why_not: tuple[Text, ...] = ()
    moves: Text | None = None


@dataclass(frozen=True)
class FailedLetter:
    """A letter that did not arrive, or nobody knows: for whom, about what, when, and what the server said last."""

    number: int
    to: str
    about: str
    message: str
    status: str
    settled_at: datetime
    enhanced: str
    reply: str
    message_id: str
    passed_on: bool


@dataclass(frozen=True)
class ReceivedRow:
    """A mail that came back: what it is, and the letter it is about where that is known."""

    number: int
    kind: str
    label: Text
    letter: int | None
    to: str
    about: str
    proven: bool
    enhanced: str
    diagnostic: str
    sender: str
    subject: str
    at: datetime


@dataclass(frozen=True)
class OperationsView:
    """The operators' page."""

    alerts: tuple[AlertView, ...]
    rounds: tuple[RoundView, ...]
    rules: tuple[RuleView, ...]
    letters: tuple[FailedLetter, ...] = ()
    received: tuple[ReceivedRow, ...] = ()
