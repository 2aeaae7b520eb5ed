"""MESSAGES: every message there is, what it needs, how urgent it is, whom it is for; a row a folder."""

from dataclasses import dataclass
from typing import Final

from notifications.audience import Audience
from notifications.backoff import Kind


@dataclass(frozen=True)
class Message:
    """One message; its words are in `templates/<name>/`."""

    kind: Kind
    asks: bool  # True: superseded if its reason has gone before it leaves; False: it tells, and always leaves
    audience: tuple[Audience, ...]
    values: frozenset[str]


_ALWAYS: Final = frozenset({"asked_by", "reason_reader_en", "reason_reader_cy", "link"})
_ISP: Final = _ALWAYS | {
    "ref", "title_en", "title_cy", "stage_en", "stage_cy", "holder_en", "holder_cy", "due",
}  # fmt: skip
_RUNG: Final = _ISP | {"counted", "budget"}
_CLOCK: Final = _RUNG | {"timer_en", "timer_cy", "partner"}
_ANSWERED_BY_LINK: Final = frozenset({"answer_link", "area_en", "area_cy"})  # no link: not the one who was asked
_DRAFT: Final = _CLOCK | {"to_en", "to_cy", "list_from"}  # from when it is on the team's list; None: it is there now
_BACKLOG: Final = _ALWAYS | {
    "level", "measured", "count", "measures", "oldest_days", "oldest_most", "oldest_known_for",
    "clearance_min", "clearance_max", "reckoned_en", "reckoned_cy", "scope_en", "scope_cy", "trained", "idle",
    "idle_months",    "idle_unknown", "helpers_link",
}  # fmt: skip
_INVITED: Final = (_ISP - {"due"}) | {"kind", "when_en", "when_cy", "place", "online", "topic"}
_CODE: Final = _ALWAYS | {"code", "minutes"}
_PEOPLE: Final = (
    Audience.COORDINATOR, Audience.FACILITATOR, Audience.PARTNER_CONTACT, Audience.GROUP, Audience.PERSON,
    Audience.TEAM,
)  # fmt: skip
_TEAM_AND_BOARD: Final = (Audience.TEAM, Audience.BOARD_SECRETARY)

MESSAGES: Final[dict[str, Message]] = {
    "clock_reminder": Message(Kind.NUDGE, True, (Audience.HOLDER,), _CLOCK | _ANSWERED_BY_LINK),
    "clock_due": Message(Kind.NOTICE, True, (Audience.HOLDER,), _CLOCK | _ANSWERED_BY_LINK),
    "clock_overdue": Message(Kind.NOTICE, True, (Audience.HOLDER,), _CLOCK | _ANSWERED_BY_LINK),
    "draft_waiting": Message(Kind.NOTICE, True, (Audience.COORDINATOR, Audience.TEAM), _DRAFT),
    "lapse_proposed": Message(Kind.NOTICE, True, (Audience.TEAM, Audience.COORDINATOR), _CLOCK),
    "review_notice": Message(Kind.NOTICE, True, (Audience.COORDINATOR,), (_ISP - {"due"}) | {"review_date"}),
    "review_moved": Message(
        Kind.NOTICE, False, (Audience.COORDINATOR,), (_ISP - {"due"}) | {"was", "own", "review_date"}
    ),
    "review_ended": Message(
        Kind.NOTICE,
        False,
        (Audience.COORDINATOR, Audience.PARTNER_CONTACT),
        (_ISP - {"due"}) | {"move_en", "move_cy", "happened", "reason", "review_date", "stays", "lapsed"},
    ),
    "task_asked": Message(
        Kind.NOTICE, True, (Audience.HOLDER,), _ISP | _ANSWERED_BY_LINK | {"asked_en", "asked_cy", "partner", "text"}
    ),
    "partner_answered": Message(
        Kind.NOTICE,
        False,
        (Audience.COORDINATOR,),
        (_ISP - {"due"}) | {"asked_en", "asked_cy", "partner", "who", "said_en", "said_cy", "todo_en", "todo_cy"},
    ),
    "telephone_list": Message(
        Kind.NOTICE,
        True,
        (Audience.COORDINATOR,),
        _ISP | {"asked_en", "asked_cy", "partner", "who", "telephone", "since", "promised", "missed"},
    ),
    "contact_asked": Message(
        Kind.NOTICE,
        True,
        (Audience.PERSON, Audience.DESIGNATED_PERSON, Audience.TEAM),
        _ISP | _ANSWERED_BY_LINK | {"organisation_en", "organisation_cy"},
    ),
    "minor_change": Message(Kind.NOTICE, False, (Audience.PARTNER_CONTACT,), _ISP | {"partner", "kind_en", "kind_cy"}),
    "objection": Message(Kind.NOTICE, False, (Audience.COORDINATOR,), _ISP | {"partner"}),
    "handover_offered": Message(Kind.NOTICE, True, (Audience.PERSON,), _ISP | {"who"}),
    "help_asked": Message(Kind.NOTICE, True, (Audience.PERSON,), _ISP | {"who", "work_en", "work_cy"}),
    "handover_answered": Message(Kind.NOTICE, False, (Audience.PERSON,), _ISP | {"who", "accepted"}),
    "question_asked": Message(Kind.NOTICE, False, (Audience.TEAM,), _ISP | {"who"}),
    "question_answered": Message(Kind.NOTICE, False, (Audience.PERSON,), _ISP | {"question", "answer"}),
    "event_recorded": Message(
        Kind.NOTICE,
        False,
        (Audience.TEAM, Audience.COORDINATOR),
        _ISP | {"event_en", "event_cy", "why_en", "why_cy", "happened"},
    ),
    "section_given": Message(
        Kind.NOTICE,
        False,
        (Audience.PERSON,),
        _ISP | {"who", "section_en", "section_cy", "in_en", "in_cy"},
    ),
    "isp_assigned": Message(Kind.NOTICE, True, (Audience.PERSON,), _ISP | {"who"}),
    "listing_again": Message(Kind.NOTICE, True, (Audience.TEAM_LEAD,), _ISP | {"since"}),
    "facilitator_idle": Message(
        Kind.NOTICE, False, (Audience.PERSON, Audience.TEAM), _ALWAYS | {"name_en", "name_cy", "since"}
    ),
    "accord_unsigned": Message(
        Kind.NOTICE, True, (Audience.COORDINATOR,), (_ISP - {"due"}) | {"organisation_en", "organisation_cy", "again"}
    ),
    "accord_action_due": Message(
        Kind.NOTICE,
        False,
        (Audience.DESIGNATED_PERSON, Audience.TEAM),
        _ALWAYS | {"organisation_en", "organisation_cy", "action_en", "action_cy", "due", "late"},
    ),
    "digest": Message(
        Kind.DIGEST,
        False,
        (Audience.PERSON,),
        frozenset({"day", "count", "sections", "more", "more_link"}),
    ),
    "backlog_level": Message(Kind.ESCALATION, True, _TEAM_AND_BOARD, _BACKLOG),
    "alert": Message(Kind.ESCALATION, False, (Audience.OPERATOR,), _ALWAYS | {"alerts"}),
    "coordinator_unreachable": Message(
        Kind.ESCALATION,
        False,
        (Audience.DESIGNATED_PERSON, Audience.TEAM),
        _ALWAYS | {"name_en", "name_cy", "isps"},
    ),
    "rung_workshop_tip": Message(Kind.NUDGE, False, (Audience.COORDINATOR, Audience.FACILITATOR), _RUNG),
    "rung_workshop_expected_date": Message(Kind.NOTICE, True, (Audience.COORDINATOR,), _RUNG),
    "rung_qa_reminder": Message(Kind.NUDGE, True, (Audience.TEAM,), _RUNG),
    "rung_qa_due": Message(Kind.NOTICE, True, (Audience.TEAM,), _RUNG),
    "rung_qa_escalation": Message(Kind.ESCALATION, True, _TEAM_AND_BOARD, _RUNG),
    "rung_amendment_reminder": Message(Kind.NUDGE, True, (Audience.COORDINATOR,), _RUNG),
    "rung_amendment_due": Message(Kind.NOTICE, True, (Audience.COORDINATOR,), _RUNG),
    "move_made": Message(
        Kind.NOTICE, False, (Audience.HOLDER,), _ISP | {"move_en", "move_cy", "happened", "reason", "found"}
    ),
    "due_day_moved": Message(
        Kind.NOTICE,
        False,
        (Audience.HOLDER, Audience.COORDINATOR, Audience.TEAM),
        _ISP | {"was", "timer_en", "timer_cy", "partner", "because_en", "because_cy"},
    ),
    "hold_ended": Message(Kind.NOTICE, False, (Audience.HOLDER,), _RUNG | {"held_from", "held_until", "reason"}),
    "welsh_wished": Message(
        Kind.NOTICE,
        True,
        (Audience.COORDINATOR,),
        (_ISP - {"due"}) | {"name_en", "name_cy", "when_en", "when_cy"},
    ),
    "invitation": Message(Kind.NOTICE, False, _PEOPLE, _INVITED),
    "invitation_changed": Message(Kind.NOTICE, False, _PEOPLE, _INVITED | {"was_en", "was_cy"}),
    "invitation_cancelled": Message(Kind.NOTICE, False, _PEOPLE, _INVITED | {"dropped", "reason"}),
    "sign_in": Message(Kind.NOTICE, False, (Audience.PERSON,), _CODE),
    "address_code": Message(Kind.NOTICE, False, (Audience.PERSON,), _CODE),
}
BY_HAND: Final = frozenset({"sign_in", "address_code"})
"""Written at once to whoever asked at a page; nobody chooses how they come, and no notice keeps them."""
