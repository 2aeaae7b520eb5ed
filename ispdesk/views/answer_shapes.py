"""What the page behind a partner's link is given."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ispdesk.words.text import Text

LinkStatus = Literal["open", "unknown", "withdrawn", "passed_on", "closed", "expired"]
AnswerKind = Literal["promise", "answered", "elsewhere", "no_part", "ring"]
Decision = Literal["waits", "passed", "kept", "settled"]


@dataclass(frozen=True)
class Asker:
    """Who can be rung about it; the telephone is '' where it is not known, the body None where there is none."""

    name: Text
    body: Text | None = None
    telephone: str = ""
    address: str = ""


@dataclass(frozen=True)
class FlowLine:
    """One flow as the partner sees it: what, and from or to whom."""

    information: str
    other: str


@dataclass(frozen=True)
class Given:
    """One answer given by this link, and what became of it; `words` are the person's own."""

    kind: AnswerKind
    when: date
    day: date | None = None
    words: str = ""
    detail: str = ""
    decision: Decision = "waits"


@dataclass(frozen=True)
class Asked:
    """What is asked of whom: only somebody with the whole link is given this.

    `latest`: the last day that may be promised. `earliest`: the first on which they may say that they answered.
    `can_be_rung`: a telephone number is known; which one is not shown, since links are passed on.
    `signs` and `returns`: where a sign-off or a return is asked, the end of the address at which it is given.
    """

    ref: str
    title: Text
    lead: Text | None
    what: Text
    text: str
    by: date | None
    partner: str
    person: Text
    can_be_rung: bool
    sends: tuple[FlowLine, ...]
    receives: tuple[FlowLine, ...]
    flows_written: bool
    promised: date | None
    promises_left: int
    latest: date | None
    earliest: date
    given: tuple[Given, ...]
    expires: date
    today: date
    number: int
    mark: str
    signs: str = ""
    returns: str = ""


@dataclass(frozen=True)
class AnswerView:
    """The page of a link: how it stands, whom to ring, and where it is one of ours what is asked."""

    status: LinkStatus
    team: Asker
    coordinator: Asker | None = None
    asked: Asked | None = None


@dataclass(frozen=True)
class LinkRow:
    """A link as whoever coordinates sees it: whose, for which task, how it stands. Never what opens it."""

    number: int
    task: int
    what: Text
    whom: Text
    made: date
    expires: date
    status: LinkStatus


@dataclass(frozen=True)
class CallRow:
    """Somebody to be rung about a task: who, on which number ('' where none is known), about what, and why now.

    `why` is `ring` where they asked for it and `ended` where the reminders have ended.
    """

    task: int
    who: Text
    partner: str
    telephone: str
    what: Text
    asked: date
    promised: tuple[date, ...]
    missed: int
    why: Literal["ring", "ended"]
    since: date


@dataclass(frozen=True)
class WaitingAnswer:
    """An answer that waits for the coordinator; `words` and `address` are the answering person's own."""

    task: int
    kind: AnswerKind
    who: Text
    partner: str
    what: Text
    when: date
    words: str = ""
    address: str = ""
