"""The queue's stream: its daily measurement by scope with levels and letters, and acknowledging a level by name."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlalchemy import bindparam, func, insert
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from ispdesk.commands import backlog_words, telling
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.base import table
from models.queries import backlog, home, isps
from models.queries.backlog import WHOLE
from models.tables.journal import History
from models.tables.qa import AlarmRow, MeasurementRow, QaGroup
from notifications.audience import Audience
from states.backlog import MOST_SILENT, Alarm, Level, Measurement, Silence, measure, silent_until, step
from states.calendar import Calendar, close
from states.lifecycle import Role
from states.policy import Policy
from states.when import When

PER_MILLE = 1000


class Measure(Payload):
    """Measure every close missed since the last measurement of each scope."""


class Acknowledge(Payload):
    """Somebody has seen a scope's level and deals with it: it is silent for so many working days."""

    scope: Annotated[str, StringConstraints(max_length=100)] = WHOLE
    working_days: Annotated[int, Ge(1), Le(MOST_SILENT)] = 5
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""


def waiting(session: Session) -> int:
    """How many ISPs have an open QA round, those that a source only counts included: the backlog, `awaiting`."""
    return isps.how_many_await(session)


def measure_queue(tx: Tx, _payload: Measure) -> Mapping[str, Any]:
    """Add every close missed since the last measurement of each scope (the first time: the last close)."""
    adopted, calendar = home.policy(tx.session), home.calendar(tx.session)
    if adopted is None or not calendar.version:
        raise decline(
            "not_ready",
            "Adopt a policy and store a calendar first.",
            "Mabwysiadwch bolisi a storiwch galendr yn gyntaf.",
        )
    missed = _missed(tx, calendar)
    days = sorted({day for of_scope in missed.values() for day in of_scope})
    measured: list[dict[str, Any]] = []
    letters = 0
    if days:
        tx.session.flush()  # what an order before this one changed counts
        picture, alarms = backlog.picture(tx.session, close(days[0])), tx.session.scalars(_ALARMS)
        kept = _Measuring(
            tx, adopted[1], picture, _levels(tx.session, missed), {alarm.scope: alarm for alarm in alarms}
        )
        for day in days:
            waiting_then = kept.picture.waiting(close(day), day)
            for scope in (scope for scope, of_scope in missed.items() if day in of_scope):
                throughput = kept.picture.throughput(scope, day)
                seen = measure(waiting_then.get(scope, []), throughput, adopted[1].backlog, calendar, day)
                letters += _keep(kept, scope, seen)
                measured.append({"scope": scope, "day": day.isoformat(), "level": seen.level, "count": seen.count})
        tx.write(kept.written)
        tx.session.connection().execute(_MEASURED, kept.rows)
    whole = [one for one in measured if one["scope"] == WHOLE]
    return {
        "measured": measured,
        "level": whole[-1]["level"] if whole else None,
        "count": whole[-1]["count"] if whole else None,
        "letters": letters,
    }


@dataclass(frozen=True, slots=True)
class _Measuring:
    """What one round of measuring works with.

    `levels` are those measured last in each scope, in order; `alarms` are what each scope has announced; `written` and
    `rows` are the history and the measurements, which are written together.
    """

    tx: Tx
    policy: Policy
    picture: backlog.Picture
    levels: dict[str, list[Level]]
    alarms: dict[str, AlarmRow]
    written: list[History] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def _missed(tx: Tx, calendar: Calendar) -> dict[str, frozenset[dt.date]]:
    """The closes to measure, by scope."""
    latest = calendar.last_close(tx.at)
    before = dict(tx.session.connection().execute(_LAST).tuples().all())
    found: dict[str, frozenset[dt.date]] = {}
    for scope in backlog.scopes(tx.session):
        last = before.get(scope)
        if last is None:
            found[scope] = frozenset({latest})
        elif last < latest:
            days = calendar.from_day(last + dt.timedelta(1))
            found[scope] = frozenset(takewhile(lambda day: day <= latest, days))
    return found


def _keep(now: _Measuring, scope: str, seen: Measurement) -> int:
    """Store one measurement with its history row; announce its level where it is a new one."""
    tx, policy = now.tx, now.policy
    row = tx.record(
        "measured",
        {
            "scope": scope,
            "day": seen.day,
            "count": seen.count,
            "level": seen.level,
            "reached": dict(seen.reached),
            "oldest": [seen.oldest.min, seen.oldest.max, seen.oldest.known_for],
            "clearance": [seen.clearance_min, seen.clearance_max],
        },
        happened=When(seen.day, seen.day),
        later=now.written,
    )
    now.rows.append(
        {
            "scope": scope,
            "day": seen.day,
            "count": seen.count,
            "oldest_min": None if seen.oldest.min is None else int(seen.oldest.min),
            "oldest_max": None if seen.oldest.max is None else int(seen.oldest.max),
            "oldest_known_for": seen.oldest.known_for,
            "share_permille": None if seen.share.min is None else round(seen.share.min * PER_MILLE),
            "share_known_for": seen.share.known_for,
            "clearance_min": seen.clearance_min,
            "clearance_max": seen.clearance_max,
            "method": seen.method.en,
            "method_cy": seen.method.cy,
            "level": seen.level.value,
            "reached": {name: level.value for name, level in seen.reached.items()},
            "recorded_at": tx.at,
        }
    )
    kept = now.alarms.setdefault(scope, AlarmRow(scope=scope))
    clear_after = policy.backlog.clear_after
    recent = now.levels.setdefault(scope, [])
    before = Alarm(Level(kept.announced), tuple(recent[-clear_after:]), _silence(kept))
    alarm, announce = step(before, seen.level, clear_after, seen.day)
    recent.append(seen.level)
    said: dict[str, Any] = {"announced": alarm.announced.value, "clear": alarm.clear}
    if alarm.silence is None:
        said |= {"silenced_level": None, "silenced_until": None}
    if announce is not None:
        said |= {"acknowledged_by": None, "acknowledged_at": None}
    for name, value in said.items():
        if getattr(kept, name) != value:  # what is set again would be written again
            setattr(kept, name, value)
    tx.session.add(kept)
    if announce is None:
        return 0
    tx.record("level_announced", {"scope": scope, "day": seen.day, "level": announce}, later=now.written)
    group = _group_of(tx.session, scope)
    about = telling.About(f"backlog:{scope}:{seen.day}:{announce.value}", group_id=group.id if group else None)
    readers = policy.backlog.audiences if group is None else GROUP_READERS
    values = backlog_words.values(tx.session, seen, policy, announce, group)
    return telling.tell(tx, "backlog_level", readers, values, about, seq=row.seq)


GROUP_READERS = (Audience.TEAM.value, Audience.GROUP.value)
"""Who hears of a group's own queue: the team, which can add capacity, and the group (design §5)."""


def _silence(kept: AlarmRow) -> Silence | None:
    if kept.silenced_until is None or kept.silenced_level is None:
        return None
    return Silence(Level(kept.silenced_level), kept.silenced_until)


def _group_of(session: Session, scope: str) -> QaGroup | None:
    kind, _, ref = scope.partition(":")
    return session.exec(select(QaGroup).where(QaGroup.ref == ref)).one() if kind == "group" else None


MOST_CLEAR = 20
"""Levels that are looked back at; no policy waits for more clear measurements."""
_ROW = table(MeasurementRow)
_LAST = core_select(_ROW.scope, func.max(_ROW.day)).group_by(_ROW.scope)
_LEVELS = core_select(_ROW.level).where(_ROW.scope == bindparam("of")).order_by(_ROW.day.desc()).limit(MOST_CLEAR)
_ALARMS = select(AlarmRow)
_MEASURED = insert(MeasurementRow)


def _levels(session: Session, missed: Mapping[str, frozenset[dt.date]]) -> dict[str, list[Level]]:
    """The levels measured last in each of these scopes, in order."""
    found: dict[str, list[Level]] = {}
    for scope in missed:
        rows = session.connection().execute(_LEVELS, {"of": scope}).scalars().all()
        found[scope] = [Level(level) for level in reversed(rows)]
    return found


def acknowledge(tx: Tx, payload: Acknowledge) -> Mapping[str, Any]:
    """Acknowledge a scope's announced level by name: it is silent for the stated time, then said again if it stands."""
    if payload.scope not in backlog.scopes(tx.session):
        known = ", ".join(backlog.scopes(tx.session))
        raise decline(
            "not_found",
            f"There is no scope “{payload.scope}”; there are: {known}.",
            f"Nid oes cwmpas “{payload.scope}”; ceir: {known}.",
        )
    kept = tx.session.get(AlarmRow, payload.scope)
    if kept is None or kept.announced == Level.GREEN:
        raise decline("nothing", "There is nothing to acknowledge.", "Nid oes dim i'w gydnabod.")
    until = silent_until(home.calendar(tx.session), tx.at, payload.working_days)
    kept.acknowledged_by, kept.acknowledged_at = tx.order.actor, tx.at
    kept.silenced_level, kept.silenced_until = kept.announced, until
    tx.session.add(kept)
    tx.record(
        "level_acknowledged",
        {"scope": payload.scope, "level": kept.announced, "working_days": payload.working_days, "until": until},
        words={"reason": payload.reason},
    )
    return {
        "scope": payload.scope,
        "level": kept.announced,
        "by": tx.order.actor,
        "working_days": payload.working_days,
        "silent_until": until.isoformat(),
    }


def latest(session: Session, scope: str = WHOLE) -> MeasurementRow | None:
    """The latest measurement of the whole queue, or of one scope."""
    chosen = select(MeasurementRow).where(MeasurementRow.scope == scope)
    return session.exec(chosen.order_by(col(MeasurementRow.day).desc()).limit(1)).first()


MEASURERS = frozenset({Role.TIMER, Role.OPERATOR, Role.TEAM_LEAD, Role.ASSURER, Role.IMPORT})
TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER, Role.BOARD_SECRETARY})
SPECS: tuple[Spec[Any], ...] = (
    Spec("measure", "queue", Measure, MEASURERS, measure_queue, creates=True),
    Spec("acknowledge", "queue", Acknowledge, TEAM, acknowledge),
)
