"""The clock of a person: how long a trained facilitator has been without an assignment."""

import datetime as dt

from sqlmodel import Session

from ispdesk.commands.anchors import facilitator_day
from ispdesk.commands.clocks import cache, project_row, same_numbers, timer_of
from models.queries import home, timers
from models.tables.clocks import TimerRow
from models.tables.person import Facilitator
from states.calendar import Calendar
from states.policy import Anchor, Timer


def keep_facilitator(
    session: Session, stream: str, facilitator: Facilitator, at: dt.datetime, *, renumber: bool = False
) -> None:
    """Start, move or stop the clock that says how long a facilitator has been without an assignment.

    One that runs keeps the numbers it began with, unless it is renumbered.
    """
    adopted, calendar = home.policy(session), home.calendar(session)
    if adopted is None or not calendar.version:
        return
    number, policy = adopted
    timer = next((timer for timer in policy.timers if timer.anchor is Anchor.FACILITATOR), None)
    day = facilitator_day(facilitator)
    running = next((row for row in timers.of_stream(session, stream) if row.status != "stopped"), None)
    own = timer_of(session, running) if running is not None else None
    if running is not None and renumber:
        if timer is not None and timer.kind == running.kind:
            running.floor_at = running.floor_at if same_numbers(own, timer) else at
            running.policy_version = number
        own = timer if timer is not None and timer.kind == running.kind else None
    if running is not None and (own is None or running.anchor != day):
        running.status, running.fire_at, running.next_rung_at, running.next_rung = "stopped", None, None, None
        running.stopped_at = at
        session.add(running)
        session.flush()
        running = None
    if running is None and timer is not None and day is not None:
        running, own = _start_facilitator(session, stream, timer, number, calendar, day, at), timer
    if running is not None and own is not None and day is not None:
        cache(session, running, project_row(session, None, running, own, calendar, at))


def _start_facilitator(
    session: Session, stream: str, timer: Timer, number: int, calendar: Calendar, day: dt.date, at: dt.datetime
) -> TimerRow:
    row = TimerRow(
        stream=stream,
        kind=timer.kind,
        round=timers.rounds(session, stream, timer.kind, "") + 1,
        started_seq=0,
        started_at=at,
        anchor=day,
        floor_at=at,
        policy_version=number,
        calendar_version=calendar.version,
    )
    session.add(row)
    session.flush()
    return row
