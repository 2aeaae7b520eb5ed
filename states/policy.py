"""A policy's shape: timers with rungs, backlog limits, score, digest; every number labelled with its source.

`states.parsing.parse` makes one from a file's mapping. A timer is a *budget* of working days counted while certain
parties hold the ISP (or while a task is open), or a *date* reckoned from an anchor (design §4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from states.lifecycle import Party, State, Trigger
from states.score import DEFAULTS, Weight
from states.words import Sentence

DAYS_A_WEEK = 5
MAX_BUDGET = 260
"""Working days: a budget longer than a working year is a slip of the keyboard."""
MAX_HOLD = 60
"""Working days: every hold has an until-date, at most this far away (our default)."""
REACH_BACK = 20
"""Working days that a clock reaches back without a second person's agreement (design §2)."""
SIGNOFF_ORDERS = frozenset({"before_qa", "after_qa", "either"})
ASKED = ("comment", "reply", "sign_off", "promise", "follow_up")
"""What anybody who coordinates an ISP may ask for."""
TASKS = (*ASKED, "self_return", "event")
"""What a partner or person is asked for beside the holder: each runs a clock of its own."""


class Reader(StrEnum):
    """Whom a rung may address, by their part. An absent person's substitute is told beside them."""

    HOLDER = "holder"
    PERSON = "person"
    SUBSTITUTE = "substitute"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    PARTNER_CONTACT = "partner_contact"
    DESIGNATED_PERSON = "designated_person"
    SENIOR_SPONSOR = "senior_sponsor"
    TEAM = "team"
    TEAM_LEAD = "team_lead"
    GROUP = "group"
    BOARD_SECRETARY = "board_secretary"
    OPERATOR = "operator"


AUDIENCES = frozenset(reader.value for reader in Reader)


class Anchor(StrEnum):
    """What a date timer is reckoned from; `ispdesk.commands.anchors` finds its day for a version."""

    REVIEW_DATE = "review_date"
    REVIEW_NOTICED = "review_noticed"  # the review date, or later where the notice was accepted late; none until then
    HOLD_UNTIL = "hold_until"
    OPERATION_AND_ASSURANCE = "operation_and_assurance"  # the later of in operation and assured (report l.1187)
    CONSENT = "consent"  # assurance, or the last check, where consent is relied on (report l.1110)
    SELF_RETURNS = "self_returns"  # the last round of self-monitoring returns, or assurance where none was asked for
    ACTIVITY = "activity"  # the last thing that anybody did
    WORKSHOP = "workshop"  # the last workshop
    ASSURED_WITHOUT_SIGNATURE = "assured_without_signature"  # per partner known not to have signed the Accord
    PROMISE = "promise"  # per task: the day promised
    FACILITATOR = "facilitator"  # per facilitator: the last assignment or training


class Confirm(StrEnum):
    """Who has to release a rung's letters: nobody, the coordinator, or the team."""

    AUTOMATIC = "automatic"
    COORDINATOR = "coordinator"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Rung:
    """A mark on a timer's count: `offset` working days before (negative), at (0) or after (positive) its due day.

    `urgent`: a letter of its own at once, not a line of the day's digest. `confirm`: None leaves it to
    `states.ladder.confirmation`. `source`: whose number it is where it is not its timer's.
    """

    name: str
    offset: int
    message: str
    audiences: tuple[str, ...]
    urgent: bool = False
    confirm: Confirm | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and days after an anchor, or before it (a notice)."""

    months: int = 0
    days: int = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class Timer:
    """A clock of one kind.

    A budget counts working days while one of `parties` holds the ISP, begun by entering one of `starts` (for later QA
    rounds only where `resubmission` is True, for the first only where False), or while a task of the kind `task` is
    open. A date is `period` from `anchor`. It lives while the version is in one of `states`. `moves`: at its due day
    the engine makes this automatic move. `written` is the budget or period as the file writes it.
    """

    kind: str
    name: Sentence
    source: str
    written: str
    states: frozenset[State]
    rungs: tuple[Rung, ...]
    budget: int = 0
    parties: frozenset[Party] = frozenset()
    task: str | None = None
    starts: frozenset[State] = frozenset()
    resubmission: bool | None = None
    period: Period | None = None
    anchor: Anchor | None = None
    moves: Trigger | None = None

    def rung(self, name: str) -> Rung | None:
        """The rung of this name, or None."""
        return next((rung for rung in self.rungs if rung.name == name), None)


@dataclass(frozen=True, slots=True)
class Limit:
    """Amber and red of one measure, in the measure's own unit, and where the numbers come from."""

    amber: float
    red: float
    source: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The limits of the queue and how clearance is reckoned where assurance dates are not known."""

    limits: Mapping[str, Limit]
    months_min: int | None
    months_max: int | None
    months_source: Sentence
    clear_after: int
    audiences: tuple[str, ...]
    clear_after_source: str = "our default"


@dataclass(frozen=True, slots=True)
class Digest:
    """The day's letter: how many ISPs it names to one person before the rest becomes a link; messages that never wait.

    `source` says where the number comes from.
    """

    most: int = 20
    urgent: frozenset[str] = frozenset()
    source: str = "our default"


@dataclass(frozen=True, slots=True)
class Meetings:
    """What a QA group's meeting needs: `quorum` members without an interest, the chair or who stands in among them."""

    quorum: int = 3
    source: str = "our default"


@dataclass(frozen=True, slots=True)
class Reviews:
    """When an ISP is to be reviewed next: `first` months after its first assurance, `later` after each later one.

    A date may be moved by `tolerance` weeks, so that no month has more than `a_month` (states/levelling.py), and is
    never later than `longest` months after the assurance or review that it follows.
    """

    first: int = 12
    later: int = 24
    longest: int = 36
    tolerance: int = 8
    a_month: int = 8
    source: str = "our default"


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the rules' numbers. `second_reader`: assuring needs a second independent person's word."""

    name: str
    profile: str
    signoff_order: str
    timers: tuple[Timer, ...]
    backlog: Backlog
    digest: Digest = Digest()
    score: Mapping[str, Weight] = field(default_factory=lambda: DEFAULTS)
    second_reader: bool = False
    meetings: Meetings = Meetings()
    reviews: Reviews = Reviews()

    def timer(self, kind: str) -> Timer | None:
        """The timer of this kind, or None."""
        return next((timer for timer in self.timers if timer.kind == kind), None)
