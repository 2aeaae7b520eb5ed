"""The queue's stream: its daily measurement with levels and letters, and acknowledging a level by name."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, func, select

from ispdesk.commands import telling
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home, isps, timers
from models.queries.spans import states_known_at
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.qa import AlarmRow, MeasurementRow
from states.backlog import Alarm, Level, Measurement, Throughput, Waiting, measure, step
from states.calendar import Calendar, close
from states.lifecycle import OPEN_ROUND, Role
from states.policy import Policy
from states.when import When

WHOLE = "whole"
PER_MILLE = 1000


class Measure(Payload):
    """Measure every close missed since the last measurement."""


class Acknowledge(Payload):
    """Somebody has seen the level and deals with it."""

    reason: str = ""


def waiting(session: Session, known_at: dt.datetime | None = None) -> list[Waiting]:
    """Every ISP with an open QA round, those that a source only counts included: the backlog, the queue, `awaiting`.

    With `known_at`, as the record had it at that instant.
    """
    if known_at is None:
        found = isps.awaiting(session)
        counted = isps.counted(session, "awaiting")
    else:
        states = states_known_at(session, known_at)
        chosen = select(Isp, Version).join(Version, col(Version.isp_id) == col(Isp.id)).order_by(col(Isp.ref))
        found = [
            (isp, version)
            for isp, version in session.exec(chosen)
            if states.get((f"isp:{isp.ref}", version.number)) in OPEN_ROUND
        ]
        first = select(History.stream).where(History.kind == "counted", col(History.recorded_at) <= known_at)
        told = set(session.exec(first))
        counted = [isp for isp in isps.counted(session, "awaiting") if f"isp:{isp.ref}" in told]
    known = [
        Waiting(isp.ref, When(version.submitted_from, version.submitted_to), _over_budget(session, version))
        for isp, version in found
    ]
    return known + [Waiting(isp.ref, When()) for isp in counted]


def _over_budget(session: Session, version: Version) -> bool | None:
    """Whether the first decision is over its budget: not known where no clock runs on it."""
    rows = [row for row in timers.of_version(session, version.id or 0) if row.kind == "qa_first_decision"]
    adopted = home.policy(session)
    timer = adopted[1].timer("qa_first_decision") if adopted else None
    return rows[0].counted >= timer.budget if rows and timer else None


def throughput(session: Session, day: dt.date) -> Throughput:
    """Assurances to reckon with at this day."""
    assured = isps.assured(session)
    year = (day - dt.timedelta(365), day)
    dated = [v for _, v in assured if v.assured_from is not None and v.assured_to is not None]
    recent = sum(year[0] < (v.assured_to or day) <= year[1] and (v.assured_from or day) > year[0] for v in dated)
    total = len(assured) + len(isps.counted(session, "assured"))
    return Throughput(recent, with_dates=(bool(total) and len(dated) == total) or not total, assured=total)


def measure_queue(tx: Tx, _payload: Measure) -> Mapping[str, Any]:
    """Add every close missed since the last measurement (the first time: the last close)."""
    adopted, calendar = home.policy(tx.session), home.calendar(tx.session)
    if adopted is None or not calendar.version:
        raise decline(
            "not_ready",
            "Adopt a policy and store a calendar first.",
            "Mabwysiadwch bolisi a storiwch galendr yn gyntaf.",
        )
    days = _missed(tx, calendar)
    last: Measurement | None = None
    letters = 0
    for day in days:
        last = measure(waiting(tx.session, close(day)), throughput(tx.session, day), adopted[1].backlog, calendar, day)
        letters += _keep(tx, last, adopted[1])
    return {
        "measured": [day.isoformat() for day in days],
        "level": last.level.value if last else None,
        "count": last.count if last else None,
        "letters": letters,
    }


def _missed(tx: Tx, calendar: Calendar) -> list[dt.date]:
    latest = calendar.last_close(tx.at)
    before = tx.session.exec(select(func.max(MeasurementRow.day)).where(MeasurementRow.scope == WHOLE)).one()
    if before is None:
        return [latest]
    if before >= latest:
        return []
    days: list[dt.date] = []
    for day in calendar.from_day(before + dt.timedelta(1)):
        if day > latest:
            break
        days.append(day)
    return days


def _keep(tx: Tx, seen: Measurement, policy: Policy) -> int:
    """Store one measurement with its history row; announce its level where it is a new one."""
    row = tx.record(
        "measured",
        {
            "scope": WHOLE,
            "day": seen.day,
            "count": seen.count,
            "level": seen.level,
            "reached": dict(seen.reached),
            "oldest": [seen.oldest.min, seen.oldest.max, seen.oldest.known_for],
            "clearance": [seen.clearance_min, seen.clearance_max],
        },
        happened=When(seen.day, seen.day),
    )
    tx.session.add(
        MeasurementRow(
            scope=WHOLE,
            day=seen.day,
            count=seen.count,
            oldest_min=None if seen.oldest.min is None else int(seen.oldest.min),
            oldest_max=None if seen.oldest.max is None else int(seen.oldest.max),
            oldest_known_for=seen.oldest.known_for,
            share_permille=None if seen.share.min is None else round(seen.share.min * PER_MILLE),
            share_known_for=seen.share.known_for,
            clearance_min=seen.clearance_min,
            clearance_max=seen.clearance_max,
            method=seen.method.en,
            method_cy=seen.method.cy,
            level=seen.level.value,
            reached={name: level.value for name, level in seen.reached.items()},
            recorded_at=tx.at,
        ),
    )
    kept = tx.session.get(AlarmRow, WHOLE) or AlarmRow(scope=WHOLE)
    clear_after = policy.backlog.clear_after
    before = Alarm(Level(kept.announced), _levels(tx.session, seen.day, clear_after))
    alarm, announce = step(before, seen.level, clear_after)
    kept.announced, kept.clear = alarm.announced.value, alarm.clear
    if announce is not None:
        kept.acknowledged_by, kept.acknowledged_at = None, None
    tx.session.add(kept)
    tx.session.flush()
    if announce is None:
        return 0
    tx.record("level_announced", {"scope": WHOLE, "day": seen.day, "level": announce})
    about = telling.About(f"backlog:{WHOLE}:{seen.day}:{announce.value}")
    return telling.tell(
        tx, "backlog_level", policy.backlog.audiences, _values(tx, seen, policy, announce), about, seq=row.seq
    )


def _levels(session: Session, before: dt.date, number: int) -> tuple[Level, ...]:
    """The levels of the last measurements before this day, in order."""
    chosen = select(MeasurementRow.level).where(MeasurementRow.scope == WHOLE, MeasurementRow.day < before)
    found = session.exec(chosen.order_by(col(MeasurementRow.day).desc()).limit(number)).all()
    return tuple(Level(level) for level in reversed(found))


NAMES = {
    "count": ("ISPs with an open round", "ISPs â rownd agored"),
    "oldest_working_days": ("Longest wait, working days", "Yr arhosiad hwyaf, diwrnodau gwaith"),
    "share_over_budget": ("Share over budget", "Cyfran dros y gyllideb"),
    "projected_clearance_months": ("Projected time to clear, months", "Amser clirio a ragwelir, misoedd"),
}


def _span(least: float | None, most: float | None) -> str:
    """A figure that may be bounded: "124-145"; nothing where it is not known."""
    if least is None:
        return ""
    return f"{int(least)}" if most is None or int(most) == int(least) else f"{int(least)}-{int(most)}"


def _values(tx: Tx, seen: Measurement, policy: Policy, level: Level) -> dict[str, Any]:
    inside = telling.house(tx.session)
    figures = {
        "count": str(seen.count),
        "oldest_working_days": _span(seen.oldest.min, seen.oldest.max),
        "share_over_budget": "" if seen.share.min is None else f"{round(seen.share.min * 100)}%",
        "projected_clearance_months": _span(seen.clearance_min, seen.clearance_max),
    }
    measures = []
    for name, reached in seen.reached.items():
        if reached is Level.GREEN:
            continue
        limit = getattr(policy.backlog.limits[name], reached.value)
        shown = f"{round(limit * 100)}%" if name == "share_over_budget" else str(int(limit))
        en, cy = NAMES[name]
        measures.append({"name_en": en, "name_cy": cy, "value": figures[name] or None, "limit": shown})
    from notifications.compose import AskedBy

    return {
        "level": level.value,
        "measured": seen.day,
        "count": seen.count,
        "measures": measures,
        "oldest_days": None if seen.oldest.min is None else int(seen.oldest.min),
        "oldest_most": None if seen.oldest.max is None else int(seen.oldest.max),
        "oldest_known_for": seen.oldest.known_for,
        "clearance_min": seen.clearance_min,
        "clearance_max": seen.clearance_max,
        "reckoned_en": seen.method.en,
        "reckoned_cy": seen.method.cy,
        "asked_by": AskedBy(inside.team_en, inside.team_cy, inside.team_telephone),
        "link": f"{inside.base_url}/queue",
    }


def acknowledge(tx: Tx, payload: Acknowledge) -> Mapping[str, Any]:
    """Acknowledge the announced level by name."""
    kept = tx.session.get(AlarmRow, WHOLE)
    if kept is None or kept.announced == Level.GREEN:
        raise decline("nothing", "There is nothing to acknowledge.", "Nid oes dim i'w gydnabod.")
    kept.acknowledged_by, kept.acknowledged_at = tx.order.actor, tx.at
    tx.session.add(kept)
    tx.record("level_acknowledged", {"scope": WHOLE, "level": kept.announced}, words={"reason": payload.reason})
    return {"level": kept.announced, "by": tx.order.actor}


def latest(session: Session) -> MeasurementRow | None:
    """The latest measurement of the whole queue."""
    chosen = select(MeasurementRow).where(MeasurementRow.scope == WHOLE)
    return session.exec(chosen.order_by(col(MeasurementRow.day).desc())).first()


MEASURERS = frozenset({Role.TIMER, Role.OPERATOR, Role.TEAM_LEAD, Role.ASSURER, Role.IMPORT})
TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER, Role.BOARD_SECRETARY})
SPECS: tuple[Spec[Any], ...] = (
    Spec("measure", "queue", Measure, MEASURERS, measure_queue, creates=True),
    Spec("acknowledge", "queue", Acknowledge, TEAM, acknowledge),
)
