"""What a score and a forecast see of the queue: one question for all ISPs with an open QA round, of each kind."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from models.base import table
from models.queries.backlog import DECISIONS
from models.queries.isps import ASSURED, AWAITING
from models.tables.clocks import TimerRow
from models.tables.isp import DatedFact, HoldingRow, Isp, Version
from models.tables.journal import History, HistoryWords
from models.tables.person import Absence, Grant
from models.tables.qa import Meeting, QaGroup, QueueMark, TeamTime
from models.tables.work import Partner
from states.lifecycle import Role, Trigger

IN_USE = ("in_operation_since", "sharing_since")
"""Facts that say that an ISP is shared under."""
_ISP, _VERSION, _TIMER, _HELD, _HISTORY = table(Isp), table(Version), table(TimerRow), table(HoldingRow), table(History)
_FACT, _PARTNER, _MARK, _WORDS = table(DatedFact), table(Partner), table(QueueMark), table(HistoryWords)
_GROUP, _MEETING, _ABSENCE, _TIME, _GRANT = (
    table(QaGroup), table(Meeting), table(Absence), table(TeamTime), table(Grant),
)  # fmt: skip
_LINE = (
    select(
        *(_ISP[name] for name in ("id", "ref", "title_en", "title_cy", "standing", "service_areas", "places")),
        _VERSION.id.label("version_id"),
        *(_VERSION[name] for name in ("state", "holder", "number", "round", "submitted_from", "submitted_to")),
        *(_VERSION[name] for name in ("assurer", "entered_at", "on_hold", "hold_until")),
        _ISP.group_id,
    )
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .where(*AWAITING)
    .order_by(_ISP.ref)
)
_OF_VERSIONS: Any = bindparam("versions", expanding=True)
_CLOCKS = select(TimerRow).where(
    _TIMER.version_id.in_(_OF_VERSIONS), _TIMER.kind.in_(DECISIONS), _TIMER.status != "stopped"
)
_HOLDINGS = (
    select(_HELD.version_id, _HELD.seq, _HELD.since, _HELD.party)
    .where(_HELD.version_id.in_(_OF_VERSIONS), _HELD.since.is_not(None))
    .order_by(_HELD.version_id, _HELD.seq)
)
_USED = select(_FACT.isp_id).where(
    _FACT.isp_id.in_(bindparam("isps", expanding=True)),
    _FACT.kind.in_(IN_USE),
    or_(_FACT.happened_from.is_(None), _FACT.happened_from <= bindparam("day")),
)
_PARTNERS = (
    select(_PARTNER.isp_id, func.sum(func.coalesce(_PARTNER["count"], 1)))
    .where(
        _PARTNER.isp_id.in_(bindparam("isps", expanding=True)),
        ~_PARTNER.observer,
        or_(_PARTNER.valid_to.is_(None), _PARTNER.valid_to >= bindparam("day")),
    )
    .group_by(_PARTNER.isp_id)
)
_SERVED = select(_ISP.id, _ISP.service_areas, _ISP.places).where(_VERSION.isp_id == _ISP.id, *ASSURED)
_MARKS = (
    select(*(_MARK[name] for name in ("version_id", "round", "kind", "points", "until", "by")), _WORDS.text)
    .outerjoin(
        HistoryWords.__table__,  # type: ignore[attr-defined]  # SQLModel's
        (_WORDS.stream == _MARK.stream) & (_WORDS.seq == _MARK.seq) & (_WORDS.name == "reason"),
    )
    .where(_MARK.version_id.in_(_OF_VERSIONS), ~_MARK.ended)
    .order_by(_MARK.id)
)
CAME = frozenset({Trigger.SUBMIT.value, Trigger.RESUBMIT.value})
"""Moves that bring an ISP to the team."""
DECIDED = frozenset(
    trigger.value for trigger in (
        Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED, Trigger.RETURN_FOR_AMENDMENT,
        Trigger.USE_OTHER_INSTRUMENT,
    )
)  # fmt: skip
"""Decisions of the team or of a group, on an ISP that it had."""
LEFT = frozenset({Trigger.WITHDRAW.value, Trigger.REWORK_FLOWS.value, Trigger.REWORK_TEXT.value})
"""Moves that end an open round without a decision of the team, where one was open."""
UNDONE = ("taken_back", "corrected")
_MOVES = (
    select(
        *(_HISTORY[name] for name in ("stream", "seq", "kind", "recorded_at", "happened_from", "happened_to", "body"))
    )
    .where(
        _HISTORY.kind.in_(sorted({*CAME, *DECIDED, *LEFT, *UNDONE})),
        or_(
            _HISTORY.standing == "done",
            (_HISTORY.standing == "stated") & (_HISTORY.happened_from == _HISTORY.happened_to),  # a source has its day
        ),
        _HISTORY.stream.like("isp:%"),
    )
    .order_by(_HISTORY.stream, _HISTORY.seq)
)  # fmt: skip
_TEAM = select(_GRANT.person_id, _GRANT.valid_from, _GRANT.valid_to).where(
    _GRANT.role.in_([Role.ASSURER.value, Role.TEAM_LEAD.value]), _GRANT.scope == "all"
)
_AWAY = select(_ABSENCE.person_id, _ABSENCE.first_day, _ABSENCE.last_day)
_BOOKED = select(_TIME.person_id, _TIME.kind, _TIME.first_day, _TIME.last_day, _TIME.percent)
_MEETINGS = (
    select(_MEETING.group_id, _MEETING.day).where(_MEETING.day >= bindparam("day")).order_by(_MEETING.day)
)  # fmt: skip
"""Built once: pages ask for the queue again and again."""


def line(session: Session) -> list[Any]:
    """Every ISP with an open QA round that the register knows by name, with the version that has it."""
    return list(session.connection().execute(_LINE))


def clocks(session: Session, versions: Sequence[int]) -> dict[int, TimerRow]:
    """The decision clock of each version, where one runs or is paused."""
    return {row.version_id or 0: row for row in session.scalars(_CLOCKS, {"versions": versions})} if versions else {}


def holdings(session: Session, versions: Sequence[int]) -> dict[int, list[Any]]:
    """Who held each version from when, in order: seq, since, party."""
    found: dict[int, list[Any]] = {}
    for row in session.connection().execute(_HOLDINGS, {"versions": versions}) if versions else ():
        found.setdefault(row.version_id, []).append(row)
    return found


def in_use(session: Session, isps: Sequence[int], day: dt.date) -> set[int]:
    """Of these ISPs, those of which the record says that they are shared under."""
    return set(session.connection().execute(_USED, {"isps": isps, "day": day}).scalars()) if isps else set()


def partners(session: Session, isps: Sequence[int], day: dt.date) -> dict[int, int]:
    """How many partners each of these ISPs has, members of a class counted where their number is known."""
    rows = session.connection().execute(_PARTNERS, {"isps": isps, "day": day}).tuples() if isps else ()
    return {isp: int(number) for isp, number in rows}


def served(session: Session) -> list[Any]:
    """The service areas and places of each ISP with an assured version in force: id, service_areas, places."""
    return list(session.connection().execute(_SERVED))


def marks(session: Session, versions: Sequence[int]) -> dict[tuple[int, int, str], Any]:
    """What the team said of places in the queue, by version, round and kind, with the reason."""
    rows = session.connection().execute(_MARKS, {"versions": versions}) if versions else ()
    return {(row.version_id, row.round, row.kind): row for row in rows}


def moves(session: Session) -> list[Any]:
    """Every move that brought an ISP to the team or took it from there, and what undid one, by stream in order."""
    return list(session.connection().execute(_MOVES))


def team(session: Session) -> list[Any]:
    """Who has been of the team, and between which days: person_id, valid_from, valid_to."""
    return list(session.connection().execute(_TEAM))


def away(session: Session) -> list[Any]:
    """Absences: person_id, first_day, last_day."""
    return list(session.connection().execute(_AWAY))


def booked(session: Session) -> list[Any]:
    """Training and meetings: person_id, kind, first_day, last_day, percent."""
    return list(session.connection().execute(_BOOKED))


def meetings(session: Session, day: dt.date) -> dict[int, list[dt.date]]:
    """The days of each group's meetings from this day on."""
    found: dict[int, list[dt.date]] = {}
    for group, met in session.connection().execute(_MEETINGS, {"day": day}).tuples():
        found.setdefault(group, []).append(met)
    return found
