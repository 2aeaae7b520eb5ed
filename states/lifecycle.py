"""The lifecycle of an ISP as one table: every move, who may make it, what must be true, who holds the ISP then.

`docs/lifecycle.md` is generated from this file. A version in force and a version in progress each stand in one
of these states. Sources: the evaluation report (SQW 2013) where a paragraph is named, otherwise our default.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a version of an ISP stands."""

    IDENTIFIED = "identified"
    SCOPING = "scoping"
    WORKSHOPS = "workshops"
    DRAFT = "draft"
    QA_QUEUE = "qa_queue"
    QA_REVIEW = "qa_review"
    RETURNED = "returned"
    ASSURED = "assured"
    REVIEW_DUE = "review_due"
    IN_REVIEW = "in_review"
    LAPSED = "lapsed"
    NOT_APPROPRIATE = "not_appropriate"
    OTHER_INSTRUMENT = "other_instrument"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    RETIRED = "retired"


class Party(StrEnum):
    """Who holds an ISP: each working day of its life is booked to exactly one of these."""

    COORDINATOR = "coordinator"
    PARTNERS = "partners"
    TEAM = "team"
    GROUP = "group"
    NOBODY = "nobody"


class Role(StrEnum):
    """In what capacity somebody acts. `timer` and `import` are roles like the others, through the same door."""

    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    PARTNER_CONTACT = "partner_contact"
    SIGNING_OFFICER = "signing_officer"
    ASSURER = "assurer"
    TEAM_LEAD = "team_lead"
    GROUP_MEMBER = "group_member"
    PEER_REVIEWER = "peer_reviewer"
    BOARD_SECRETARY = "board_secretary"
    DESIGNATED_PERSON = "designated_person"
    SENIOR_SPONSOR = "senior_sponsor"
    OPERATOR = "operator"
    IMPORT = "import"
    TIMER = "timer"


class Trigger(StrEnum):
    """What somebody does to move an ISP on."""

    TAKE_UP = "take_up"
    START_WORKSHOPS = "start_workshops"
    BACK_TO_SCOPING = "back_to_scoping"
    CONFIRM_FLOWS = "confirm_flows"
    REOPEN_WORKSHOPS = "reopen_workshops"
    SUBMIT = "submit"
    CLAIM = "claim"
    UNCLAIM = "unclaim"
    REFER_TO_GROUP = "refer_to_group"
    TAKE_FROM_GROUP = "take_from_group"
    ASSURE = "assure"
    ASSURE_WITH_OBSERVATIONS = "assure_with_observations"
    ASSURE_ONCE_CORRECTED = "assure_once_corrected"
    RETURN_FOR_AMENDMENT = "return_for_amendment"
    RESUBMIT = "resubmit"
    REWORK_FLOWS = "rework_flows"
    REWORK_TEXT = "rework_text"
    GIVE_REVIEW_NOTICE = "give_review_notice"
    BEGIN_REVIEW = "begin_review"
    CONFIRM_UNCHANGED = "confirm_unchanged"
    ACCEPT_MINOR_UPDATE = "accept_minor_update"
    REVISE_TEXT = "revise_text"
    REVISE_FLOWS = "revise_flows"
    EXTEND = "extend"
    LAPSE = "lapse"
    FIND_NOT_APPROPRIATE = "find_not_appropriate"
    USE_OTHER_INSTRUMENT = "use_other_instrument"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    SUPERSEDE = "supersede"
    RETIRE = "retire"
    REOPEN = "reopen"


ENDS = frozenset(
    {
        State.NOT_APPROPRIATE,
        State.OTHER_INSTRUMENT,
        State.WITHDRAWN,
        State.MERGED,
        State.SUPERSEDED,
        State.RETIRED,
    },
)
IN_FORCE = frozenset({State.ASSURED, State.REVIEW_DUE, State.IN_REVIEW})
OPEN_ROUND = frozenset({State.QA_QUEUE, State.QA_REVIEW, State.RETURNED})
AMENDABLE = frozenset(
    {State.IDENTIFIED, State.SCOPING, State.WORKSHOPS, State.DRAFT, State.RETURNED, State.IN_REVIEW},
)
"""States in which text, flows and partners can be changed; QA judges what it was given."""


def amendable(state: State, holder: Party) -> bool:
    """Whether the content can be changed: in these states, and while its coordinator makes small corrections."""
    return state in AMENDABLE or correcting(state, holder)


def correcting(state: State, holder: Party) -> bool:
    """Whether a version under review is with its coordinator, for small corrections without a new round."""
    return state is State.QA_REVIEW and holder is Party.COORDINATOR


DEVELOPING = frozenset({State.IDENTIFIED, State.SCOPING, State.WORKSHOPS, State.DRAFT})

HOLDS: dict[State, Party] = {
    State.IDENTIFIED: Party.NOBODY,  # not yet taken up
    State.SCOPING: Party.COORDINATOR,
    State.WORKSHOPS: Party.COORDINATOR,
    State.DRAFT: Party.COORDINATOR,
    State.QA_QUEUE: Party.TEAM,
    State.QA_REVIEW: Party.TEAM,
    State.RETURNED: Party.COORDINATOR,
    State.ASSURED: Party.NOBODY,  # in force
    State.REVIEW_DUE: Party.COORDINATOR,
    State.IN_REVIEW: Party.COORDINATOR,
    State.LAPSED: Party.TEAM,
    **dict.fromkeys(ENDS, Party.NOBODY),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the lifecycle.

    `needs` are names in `states.needs.NEEDS`; `reason` asks the person for one; `opens` is the state in which
    the move opens a next version beside the one that moves.
    """

    trigger: Trigger
    source: State
    target: State
    by: frozenset[Role]
    needs: tuple[str, ...] = ()
    holder: Party = Party.NOBODY
    reason: bool = False
    opens: State | None = None


_DEVELOPERS = frozenset({Role.COORDINATOR, Role.FACILITATOR})
_COORDINATOR = frozenset({Role.COORDINATOR})
_TEAM = frozenset({Role.ASSURER, Role.TEAM_LEAD})
_LEAD = frozenset({Role.TEAM_LEAD})
_DECIDERS = frozenset({Role.ASSURER, Role.TEAM_LEAD, Role.GROUP_MEMBER})
_EITHER = _COORDINATOR | _TEAM
_TIMER = frozenset({Role.TIMER})

# The six things that keep an ISP out of the queue (design §5); all else travels with it as open points.
GATEWAY = (
    "title_and_area",
    "lead_and_coordinator",
    "partners_named",
    "flow_exists",
    "document_exists",
    "flows_among_partners",
)
_ASSURABLE = ("assurer_independent", "interests_declared", "previous_findings_closed", "review_date_set")
_READ = (*_ASSURABLE, "second_reader")


def _rows(  # noqa: PLR0913 - a row of the table has this many columns
    trigger: Trigger,
    sources: tuple[State, ...],
    target: State,
    by: frozenset[Role],
    needs: tuple[str, ...] = (),
    *,
    holder: Party | None = None,
    reason: bool = False,
    opens: State | None = None,
    held: bool = False,
) -> tuple[Move, ...]:
    """One row for each source. Unless `held`, an ISP on hold is resumed before it makes the move."""
    all_needs = needs if held else (*needs, "not_on_hold")
    after = HOLDS[target] if holder is None else holder
    return tuple(Move(trigger, source, target, by, all_needs, after, reason, opens) for source in sources)


S, T = State, Trigger

LIFECYCLE: tuple[Move, ...] = (
    # Development (report 3.7-3.10).
    *_rows(T.TAKE_UP, (S.IDENTIFIED,), S.SCOPING, _EITHER, ("title_and_area", "lead_and_coordinator")),
    *_rows(
        T.START_WORKSHOPS,
        (S.SCOPING,),
        S.WORKSHOPS,
        _DEVELOPERS,
        ("instrument_is_isp", "purpose_stated", "partners_named", "facilitator_named"),
    ),
    *_rows(T.BACK_TO_SCOPING, (S.WORKSHOPS, S.DRAFT), S.SCOPING, _DEVELOPERS, reason=True),
    *_rows(
        T.CONFIRM_FLOWS,
        (S.WORKSHOPS,),
        S.DRAFT,
        _DEVELOPERS,
        ("flow_exists", "flows_complete", "flows_among_partners", "partners_have_flows"),
    ),
    *_rows(T.REOPEN_WORKSHOPS, (S.DRAFT,), S.WORKSHOPS, _DEVELOPERS, reason=True),
    *_rows(T.SUBMIT, (S.DRAFT,), S.QA_QUEUE, _COORDINATOR | _TIMER, (*GATEWAY, "submission_chosen")),
    # Quality assurance (report 4.7-4.9).
    *_rows(T.CLAIM, (S.QA_QUEUE,), S.QA_REVIEW, _TEAM, ("assurer_independent", "interests_declared")),
    *_rows(T.UNCLAIM, (S.QA_REVIEW,), S.QA_QUEUE, _TEAM, reason=True),
    *_rows(T.REFER_TO_GROUP, (S.QA_QUEUE, S.QA_REVIEW), S.QA_REVIEW, _TEAM, ("group_named",), holder=Party.GROUP),
    *_rows(
        T.TAKE_FROM_GROUP,
        (S.QA_REVIEW,),
        S.QA_REVIEW,
        _LEAD,
        ("with_the_group",),
        holder=Party.TEAM,
        reason=True,
    ),
    *_rows(T.ASSURE, (S.QA_REVIEW,), S.ASSURED, _DECIDERS, (*_READ, "findings_closed")),
    *_rows(
        T.ASSURE_WITH_OBSERVATIONS,
        (S.QA_REVIEW,),
        S.ASSURED,
        _DECIDERS,
        (*_READ, "must_findings_closed"),
        reason=True,
    ),
    *_rows(
        T.ASSURE_ONCE_CORRECTED,
        (S.QA_REVIEW,),
        S.ASSURED,
        _DECIDERS,
        (*_READ, "corrections_checked"),
        reason=True,
    ),
    *_rows(T.RETURN_FOR_AMENDMENT, (S.QA_QUEUE, S.QA_REVIEW), S.RETURNED, _DECIDERS, reason=True),
    *_rows(T.RESUBMIT, (S.RETURNED,), S.QA_QUEUE, _COORDINATOR, (*GATEWAY, "findings_answered")),
    *_rows(T.REWORK_FLOWS, (S.RETURNED,), S.WORKSHOPS, _COORDINATOR, reason=True),
    *_rows(T.REWORK_TEXT, (S.RETURNED,), S.DRAFT, _COORDINATOR, reason=True),
    # In force and review (report 3.17, 4.43, 5.8).
    *_rows(T.GIVE_REVIEW_NOTICE, (S.ASSURED,), S.REVIEW_DUE, _TIMER, ("notice_date_reached",), held=True),
    *_rows(T.BEGIN_REVIEW, (S.ASSURED, S.REVIEW_DUE, S.LAPSED), S.IN_REVIEW, _EITHER),
    *_rows(
        T.CONFIRM_UNCHANGED,
        (S.IN_REVIEW,),
        S.ASSURED,
        _COORDINATOR,
        ("content_unchanged", "review_date_set", "no_version_in_progress"),
        reason=True,
    ),
    *_rows(T.ACCEPT_MINOR_UPDATE, (S.IN_REVIEW,), S.ASSURED, _TEAM, _ASSURABLE, reason=True),
    *_rows(
        T.REVISE_TEXT,
        (S.ASSURED, S.REVIEW_DUE, S.IN_REVIEW, S.LAPSED),
        S.IN_REVIEW,
        _COORDINATOR,
        ("no_version_in_progress",),
        opens=S.DRAFT,
    ),
    *_rows(
        T.REVISE_FLOWS,
        (S.ASSURED, S.REVIEW_DUE, S.IN_REVIEW, S.LAPSED),
        S.IN_REVIEW,
        _COORDINATOR,
        ("no_version_in_progress",),
        opens=S.WORKSHOPS,
    ),
    *_rows(
        T.EXTEND,  # to another area or to more partners (Caerphilly, county-wide: report l.1551)
        (S.ASSURED, S.REVIEW_DUE, S.IN_REVIEW, S.LAPSED),
        S.IN_REVIEW,
        _COORDINATOR,
        ("no_version_in_progress",),
        reason=True,
        opens=S.WORKSHOPS,
    ),
    *_rows(T.LAPSE, (S.REVIEW_DUE, S.IN_REVIEW), S.LAPSED, _TEAM, ("review_date_passed",), reason=True, held=True),
    # Ends; each can be reopened with a reason.
    *_rows(T.FIND_NOT_APPROPRIATE, (S.IDENTIFIED, S.SCOPING), S.NOT_APPROPRIATE, _EITHER, reason=True, held=True),
    *_rows(
        T.USE_OTHER_INSTRUMENT,
        (S.SCOPING,),
        S.OTHER_INSTRUMENT,
        _EITHER,
        ("other_instrument_named",),
        reason=True,
        held=True,
    ),
    *_rows(
        T.USE_OTHER_INSTRUMENT,
        (S.QA_REVIEW,),
        S.OTHER_INSTRUMENT,
        _DECIDERS,
        ("other_instrument_named",),
        reason=True,
        held=True,
    ),
    *_rows(
        T.WITHDRAW,
        (S.IDENTIFIED, S.SCOPING, S.WORKSHOPS, S.DRAFT, S.QA_QUEUE, S.QA_REVIEW, S.RETURNED),
        S.WITHDRAWN,
        _COORDINATOR | _LEAD,
        reason=True,
        held=True,
    ),
    *_rows(
        T.MERGE,
        (S.IDENTIFIED, S.SCOPING, S.WORKSHOPS, S.DRAFT),
        S.MERGED,
        _EITHER,
        ("successor_named",),
        reason=True,
        held=True,
    ),
    *_rows(
        T.SUPERSEDE,
        (S.ASSURED, S.REVIEW_DUE, S.IN_REVIEW, S.LAPSED),
        S.SUPERSEDED,
        _TEAM,
        ("successor_named",),
        reason=True,
        held=True,
    ),
    *_rows(
        T.RETIRE,
        (S.ASSURED, S.REVIEW_DUE, S.IN_REVIEW, S.LAPSED),
        S.RETIRED,
        _COORDINATOR | _LEAD,
        reason=True,
        held=True,
    ),
    *_rows(T.REOPEN, (S.NOT_APPROPRIATE, S.OTHER_INSTRUMENT, S.WITHDRAWN), S.SCOPING, _EITHER, reason=True),
    *_rows(T.REOPEN, (S.MERGED,), S.IDENTIFIED, _EITHER, reason=True),
    *_rows(T.REOPEN, (S.SUPERSEDED, S.RETIRED), S.IN_REVIEW, _TEAM, ("no_version_in_force",), reason=True),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one period of the framework uses of the table: triggers and deciding roles that it did not have."""

    name: str
    without: frozenset[Trigger] = frozenset()
    without_roles: frozenset[Role] = frozenset()


PROFILES = {
    # 2012: one central team decided QA (3.3, 4.9); there were no regional groups and one instrument.
    "wales-2012": Profile(
        "wales-2012",
        without=frozenset({T.REFER_TO_GROUP, T.TAKE_FROM_GROUP, T.USE_OTHER_INSTRUMENT}),
        without_roles=frozenset({Role.GROUP_MEMBER}),
    ),
    "current": Profile("current"),
}


def row_for(trigger: Trigger, state: State, profile: str = "current") -> Move | None:
    """Return the one row for this trigger from this state in this profile, or None where the table has none."""
    chosen = PROFILES[profile]
    if trigger in chosen.without:
        return None
    for move in LIFECYCLE:
        if move.trigger is trigger and move.source is state:
            if not chosen.without_roles & move.by:
                return move
            return Move(
                move.trigger, move.source, move.target, move.by - chosen.without_roles,
                move.needs, move.holder, move.reason, move.opens,
            )  # fmt: skip
    return None


def rows_from(state: State, profile: str = "current") -> tuple[Move, ...]:
    """Every row that leaves this state in this profile, in the table's order."""
    found = (row_for(trigger, state, profile) for trigger in Trigger)
    return tuple(move for move in found if move is not None)
