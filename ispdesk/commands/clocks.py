"""Keeps a version's timers true to its history: starts, stops and re-projects them after every change."""

import datetime as dt

from sqlmodel import Session

from models.queries import home, isps, timers
from models.tables.isp import Isp, Version
from models.tables.post import TimerRow
from states.calendar import Calendar
from states.clock import Holding, Projection, in_force, project
from states.lifecycle import Party, State
from states.policy import Policy, Timer


def subject_of(version: Version) -> str:
    """What a rung's claim calls the version."""
    return f"v{version.number}"


def reproject(
    session: Session,
    isp: Isp,
    version: Version,
    at: dt.datetime,
    *,
    entered: State | None = None,
    came_from: State | None = None,
    floor: dt.datetime | None = None,
) -> None:
    """Bring the timers of this version up to date. `entered` and `came_from` say which state it has just entered.

    No timer starts where the instant of entry is not known. `floor` is set when a policy, a calendar or an import
    brings the change: nothing falls due before the close of the first working day that opens after it.
    """
    adopted = home.policy(session)
    calendar = home.calendar(session)
    if adopted is None or not calendar.version:
        return
    number, policy = adopted
    running = {row.kind: row for row in timers.of_version(session, version.id or 0)}
    for kind, row in list(running.items()):
        timer = policy.timer(kind)
        if timer is None or State(version.state) not in timer.states or version.place == "past":
            _stop(session, version, row, timer, calendar, at)
            del running[kind]
    if entered is not None:
        for timer in _starting(policy, version, entered, came_from):
            begun = None if timer.kind in running else _start(session, version, timer, number, floor)
            if begun is not None:
                running[timer.kind] = begun
    for kind, row in running.items():
        if timer := policy.timer(kind):
            row.policy_version, row.calendar_version = number, calendar.version
            if floor is not None:
                row.floor_at = floor
            _cache(session, isp, version, row, timer, calendar, at)


def _starting(policy: Policy, version: Version, entered: State, came_from: State | None) -> list[Timer]:
    return [
        timer
        for timer in policy.timers
        if entered in timer.starts
        and (came_from is None or came_from not in timer.states)
        and timer.resubmission in (None, version.round > 1)
    ]


def _start(session: Session, version: Version, timer: Timer, policy: int, floor: dt.datetime | None) -> TimerRow | None:
    held = isps.holdings(session, version.id or 0, version.entered_seq)
    if not held or held[0].since is None:
        return None  # no clock starts from a date that is not known
    row = TimerRow(
        version_id=version.id or 0,
        kind=timer.kind,
        round=timers.rounds(session, version.id or 0, timer.kind) + 1,
        started_seq=version.entered_seq,
        started_at=held[0].since,
        floor_at=floor,
        policy_version=policy,
        calendar_version=0,
    )
    session.add(row)
    session.flush()
    return row


def _stop(
    session: Session,
    version: Version,
    row: TimerRow,
    timer: Timer | None,
    calendar: Calendar,
    at: dt.datetime,
) -> None:
    """Stop a timer; what it has counted up to now stays with it."""
    if timer is not None:
        row.counted = project(timer, holdings_of(session, version, row), calendar, at, floor=row.floor_at).counted
    row.status, row.fire_at, row.next_rung_at, row.next_rung = "stopped", None, None, None
    session.add(row)


def open_again(session: Session, version: Version, state: State, undone: int) -> None:
    """Open the timers that the undone history row had stopped, with their start and round."""
    adopted = home.policy(session)
    for row in timers.stopped(session, version.id or 0, undone):
        timer = adopted[1].timer(row.kind) if adopted else None
        if timer is not None and state in timer.states:
            row.status = "running"
            session.add(row)
    session.flush()


def holdings_of(session: Session, version: Version, row: TimerRow) -> list[Holding]:
    """Who held the version from the timer's start on; an unknown instant breaks no order because none starts there."""
    held = isps.holdings(session, version.id or 0, row.started_seq)
    return in_force([Holding(part.since, Party(part.party)) for part in held if part.since is not None])


def projection(session: Session, version: Version, row: TimerRow, timer: Timer, at: dt.datetime) -> Projection:
    """Project one timer as it stands at this instant."""
    return project(timer, holdings_of(session, version, row), home.calendar(session), at, floor=row.floor_at)


def _cache(
    session: Session,
    isp: Isp,
    version: Version,
    row: TimerRow,
    timer: Timer,
    calendar: Calendar,
    at: dt.datetime,
) -> None:
    seen = project(timer, holdings_of(session, version, row), calendar, at, floor=row.floor_at)
    done = timers.claimed(session, isp.ref, timer.kind, subject_of(version), row.round)
    left = sorted(
        (mark for mark in seen.rungs if mark.rung.name not in done), key=lambda mark: (mark.at, mark.rung.offset)
    )
    row.status = "running" if seen.running or left else "paused"  # a rung that has passed is still to be claimed
    row.counted = seen.counted
    row.due_day = seen.due
    row.fire_at = seen.fire_at if row.status == "running" else None
    row.next_rung_at = left[0].at if left else None
    row.next_rung = left[0].rung.name if left else None
    session.add(row)
    session.flush()
