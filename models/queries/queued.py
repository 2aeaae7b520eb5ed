"""What a score and a forecast see of the queue: one question for all ISPs with an open QA round, of each kind."""

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, literal_column, or_, select, union_all
from sqlmodel import Session, col

from models.base import table
from models.database import remembered
from models.queries.backlog import DECISIONS
from models.queries.isps import ASSURED, AWAITING
from models.tables.clocks import TimerRow
from models.tables.isp import DatedFact, HoldingRow, Isp, IspServes, Version
from models.tables.journal import History, HistoryWords
from models.tables.person import Absence, Grant
from models.tables.qa import Meeting, QaGroup, QueueMark, TeamTime
from models.tables.work import Partner
from states.lifecycle import Role, Trigger

HELD = frozenset({"holding", "version"})
IN_USE = ("in_operation_since", "sharing_since")
"""Facts that say that an ISP is shared under."""
_ISP, _VERSION, _TIMER, _HELD, _HISTORY = table(Isp), table(Version), table(TimerRow), table(HoldingRow), table(History)
_SERVES: Any = IspServes.__table__  # type: ignore[attr-defined]  # SQLModel's
_FACT, _PARTNER, _MARK, _WORDS = table(DatedFact), table(Partner), table(QueueMark), table(HistoryWords)
_GROUP, _MEETING, _ABSENCE, _TIME, _GRANT = (
    table(QaGroup), table(Meeting), table(Absence), table(TeamTime), table(Grant),
)  # fmt: skip
_PARTNERS = (
    select(func.sum(func.coalesce(_PARTNER["count"], 1)))
    .where(
        _PARTNER.isp_id == _ISP.id,
        ~_PARTNER.observer,
        or_(_PARTNER.valid_to.is_(None), _PARTNER.valid_to >= bindparam("day")),
    )
    .scalar_subquery()
)
_USED = exists().where(
    _FACT.isp_id == _ISP.id,
    _FACT.kind.in_(IN_USE),
    or_(_FACT.happened_from.is_(None), _FACT.happened_from <= bindparam("day")),
)
_LINE = (
    select(
        *(_ISP[name] for name in ("id", "ref", "title_en", "title_cy", "standing", "service_areas", "places")),
        _VERSION.id.label("version_id"),
        *(_VERSION[name] for name in ("state", "holder", "number", "round", "submitted_from", "submitted_to")),
        *(_VERSION[name] for name in ("assurer", "entered_at", "entered_seq", "on_hold", "hold_until")),
        _ISP.group_id,
        _PARTNERS.label("partners"),
        _USED.label("in_use"),
        *(_TIMER[name] for name in ("kind", "policy_version", "started_seq", "floor_at", "counted")),
    )
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .outerjoin(
        TimerRow,
        (_TIMER.version_id == _VERSION.id) & _TIMER.kind.in_(DECISIONS) & (_TIMER.status != "stopped"),
    )
    .where(*AWAITING)
    .order_by(_ISP.ref, _TIMER.id)
)
_IN_LINE = select(_VERSION.id).where(*AWAITING)  # not their numbers: hundreds of values are slow to bind
_HOLDINGS = (
    select(_HELD.version_id, _HELD.seq, _HELD.since, _HELD.party)
    .where(_HELD.version_id.in_(_IN_LINE), _HELD.since.is_not(None))
    .order_by(_HELD.version_id, _HELD.seq)
)
_OF_ISPS = select(_VERSION.isp_id).where(*AWAITING)
_WANTED = select(_SERVES.c.area, _SERVES.c.place).where(_SERVES.c.isp_id.in_(_OF_ISPS)).distinct().subquery()
_THERE = (
    select(_SERVES.c.isp_id)
    .where(_SERVES.c.area == _WANTED.c.area, _SERVES.c.place == _WANTED.c.place, _VERSION.isp_id == _SERVES.c.isp_id)
    .where(*ASSURED)
    .correlate(_WANTED)
    .limit(1)  # the first will do: without this PostgreSQL reads every assured ISP to look for each pair in it
    .scalar_subquery()
)
_SERVED = union_all(
    select(_VERSION.isp_id, literal_column("''").label("area"), literal_column("''").label("place")).where(
        _VERSION.isp_id.in_(_OF_ISPS), *ASSURED
    ),
    select(literal_column("0"), _WANTED.c.area, _WANTED.c.place).where(_THERE.is_not(None)),
)
"""Of these ISPs those in force; and of what they serve, what some assured ISP serves."""
_MARKS = (
    select(*(_MARK[name] for name in ("version_id", "round", "kind", "points", "until", "by")), _WORDS.text)
    .outerjoin(
        HistoryWords.__table__,  # type: ignore[attr-defined]  # SQLModel's
        (_WORDS.stream == _MARK.stream) & (_WORDS.seq == _MARK.seq) & (_WORDS.name == "reason"),
    )
    .where(_MARK.version_id.in_(_IN_LINE), ~_MARK.ended)
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
        *(_HISTORY[name] for name in ("stream", "seq", "kind", "actor", "recorded_at")),
        *(_HISTORY[name] for name in ("happened_from", "happened_to", "body")),
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
_CALENDAR = union_all(
    select(
        literal_column("'team'").label("what"), _GRANT.person_id.label("of"), _GRANT.valid_from.label("first"),
        _GRANT.valid_to.label("last"), literal_column("''").label("kind"), literal_column("0").label("percent"),
    ).where(_GRANT.role.in_([Role.ASSURER.value, Role.TEAM_LEAD.value]), _GRANT.scope == "all"),
    select(
        literal_column("'away'"), _ABSENCE.person_id, _ABSENCE.first_day, _ABSENCE.last_day, literal_column("'away'"),
        literal_column("100"),
    ),
    select(literal_column("'away'"), _TIME.person_id, _TIME.first_day, _TIME.last_day, _TIME.kind, _TIME.percent),
    select(
        literal_column("'meeting'"), _MEETING.group_id, _MEETING.day, _MEETING.day, literal_column("''"),
        literal_column("0"),
    ),
)  # fmt: skip
"""Built once: pages ask for the queue again and again."""


def line(session: Session, day: dt.date) -> list[Any]:
    """Every ISP with an open QA round that the register knows by name, with the version that has it and its clock.

    `partners`: how many on this day, members of a class counted where their number is known. `in_use`: whether the
    record says that it is shared under. `kind` and what follows: its decision clock, where one runs or is paused.
    """
    return list({row.ref: row for row in session.connection().execute(_LINE, {"day": day})}.values())


def holdings(session: Session) -> dict[int, list[Any]]:
    """Who held each version in the queue from when, in order: seq, since, party. Asked once for score and bounces."""

    def read() -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for row in session.connection().execute(_HOLDINGS):
            found.setdefault(row.version_id, []).append(row)
        return found

    return remembered(session, HELD, "held in the queue", read)


def served(session: Session) -> tuple[set[int], set[tuple[str, str]]]:
    """Which ISPs of the queue have an assured version in force, and what of all they serve some assured ISP serves."""
    rows = session.connection().execute(_SERVED).all()
    return {row[0] for row in rows if row[0]}, {(row[1], row[2]) for row in rows if not row[0]}


def keep_served(session: Session, isp: Isp) -> None:
    """Bring what an ISP serves up to date with the service areas and places that it names."""
    session.flush()
    session.connection().execute(delete(_SERVES).where(_SERVES.c.isp_id == isp.id))
    pairs = [{"isp_id": isp.id, "area": area, "place": at} for area in set(isp.service_areas) for at in set(isp.places)]
    if pairs:
        session.connection().execute(insert(_SERVES), pairs)


def marks(session: Session) -> dict[tuple[int, int, str], Any]:
    """What the team said of places in the queue, by version, round and kind, with the reason."""
    rows = session.connection().execute(_MARKS)
    return {(row.version_id, row.round, row.kind): row for row in rows}


def moves(session: Session) -> list[Any]:
    """Every move that brought an ISP to the team or took it from there, and what undid one, by stream in order."""
    return list(session.connection().execute(_MOVES))


def team_calendar(session: Session) -> list[Any]:
    """The team and its time: what (team, away, meeting), of (a person, or a meeting's group), first, last.

    Of those away also kind (away, training, meetings) and percent of each day.
    """
    return list(session.connection().execute(_CALENDAR))
