"""Keeps a version's timers true to its history and facts: starts, stops and re-projects them after every change."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, update
from sqlmodel import Session

from ispdesk.commands.anchors import ANCHORS, Place
from models.base import table
from models.database import forget, remembered, remembers
from models.queries import home, isps, tasks, timers
from models.tables.clocks import Draft, Task, TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History
from states.booking import task_holdings
from states.calendar import Calendar, CalendarEndsError, local_day
from states.clock import Holding, Projection, in_force, project
from states.dates import project_date
from states.lifecycle import ENDS, Party, State
from states.policy import Policy, Timer


def subject_of(version: Version, about: str = "") -> str:
    """What a timer and a rung's claim call the version, or one partner (`p3`) or task (`t14`) of it."""
    return f"v{version.number}/{about}" if about else f"v{version.number}"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A timer that has to run now, because a task is open or a day to reckon from is known."""

    timer: Timer
    subject: str
    anchor: dt.date | None = None
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class _Keeping:
    """One re-projection: of which version, at which instant, under which policy and calendar."""

    session: Session
    isp: Isp
    version: Version
    at: dt.datetime
    number: int
    policy: Policy
    calendar: Calendar
    floor: dt.datetime | None

    @property
    def stream(self) -> str:
        return f"isp:{self.isp.ref}"


def timer_of(session: Session, row: TimerRow) -> Timer | None:
    """The timer of a row with the numbers that it runs by: those of its own policy version."""
    policy = home.policy_at(session, row.policy_version)
    return policy.timer(row.kind) if policy else None


def reproject(
    session: Session,
    isp: Isp,
    version: Version,
    at: dt.datetime,
    *,
    entered: State | None = None,
    came_from: State | None = None,
    floor: dt.datetime | None = None,
    renumber: bool | None = None,
) -> None:
    """Bring the timers of this version up to date. `entered` and `came_from` say which state it has just entered.

    No timer starts where the instant of entry is not known. `floor` is set when a policy, a calendar or an import
    brings the change: nothing falls due before the close of the first working day that opens after it. `renumber` is
    given when a policy was adopted: running timers take its numbers (True), or keep those they began with (False);
    the floor then holds only for timers whose numbers change.
    """
    session.flush()  # the anchors are found in the record
    adopted = home.policy(session)
    calendar = home.calendar(session)
    if adopted is None or not calendar.version:
        return
    now = _Keeping(session, isp, version, at, adopted[0], adopted[1], calendar, floor)
    alive = timers.of_version(session, version.id or 0)
    running = {(row.kind, row.subject): row for row in alive}
    for row in alive:  # an earlier release opened an older round again beside a later one
        if running[row.kind, row.subject] is not row:
            _stop(now, row, timer_of(session, row))
    kept = _renumbered(now, running, take=renumber) if renumber is not None else set()
    wanted = _wanted(now, running)
    _stop_what_ended(now, running, wanted)
    if entered is not None:
        for timer in _starting(now.policy, version, entered, came_from):
            if (timer.kind, subject_of(version)) not in running:
                _start_held(now, timer, running)
    for key, want in wanted.items():
        _keep_wanted(now, want, running.get(key), running)
    _cache_all(now, running.values(), kept)
    remembered(session, MOVES_A_CLOCK, ("reckoned", version.id, at), lambda: True)


Running = dict[tuple[str, str], TimerRow]
"""The timers that have not stopped, by kind and subject."""


def same_numbers(one: Timer | None, other: Timer | None) -> bool:
    """Whether a timer runs alike under both: names and sources do not count."""
    if one is None or other is None:
        return one is other
    return replace(one, name=other.name, source=other.source, written=other.written) == other


def _renumbered(now: _Keeping, running: Running, *, take: bool) -> set[int]:
    """Let running timers take the numbers of the policy in force, if they do; return those that run on as before.

    A kind that it has not stops, as its own policy has it.
    """
    kept = set()
    for key, row in list(running.items()):
        own, new = timer_of(now.session, row), now.policy.timer(row.kind)
        if not take or same_numbers(own, new):
            kept.add(row.id or 0)
        if take and new is None:
            _stop(now, row, own)
            del running[key]
        elif take:
            row.policy_version = now.number
    return kept


def _stop_what_ended(now: _Keeping, running: Running, wanted: Mapping[tuple[str, str], _Wanted]) -> None:
    for key, row in list(running.items()):
        timer = timer_of(now.session, row)
        lives = timer is not None and State(now.version.state) in timer.states and now.version.place != "past"
        held = timer is not None and timer.task is None and timer.anchor is None
        if not lives or (not held and key not in wanted):
            _stop(now, row, timer)
            del running[key]


def _cache_all(now: _Keeping, rows: Iterable[TimerRow], kept: Collection[int]) -> None:
    """Re-project every row; those in `kept` run on as before, so that the floor is none of theirs."""
    for row in rows:
        timer = timer_of(now.session, row)
        if timer is not None:
            if row.calendar_version != now.calendar.version:
                row.calendar_version = now.calendar.version
            if now.floor is not None and row.id not in kept:
                row.floor_at = now.floor
            cache(now.session, row, project_row(now.session, now.version, row, timer, now.calendar, now.at))


MOVES_A_CLOCK = frozenset(
    {
        "accord", "calendar_year", "closure", "consent_model", "dated_fact", "facilitator", "flow", "flow_default",
        "history", "holding", "isp", "notice", "organisation", "partner", "policy", "rung_claim", "self_return",
        "task", "timer", "version", "workshop",
    },
)  # fmt: skip
"""Tables that a clock is reckoned from: while none of them is written to, reckoning again gives the same."""


def keep(session: Session, isp: Isp, at: dt.datetime, *, floor: dt.datetime | None = None) -> None:
    """Re-project every version of an ISP that is alive, or has clocks that are still to be stopped."""
    for version in isps.versions(session, isp.id or 0):
        reckoned = floor is None and remembers(session, ("reckoned", version.id, at))
        if not reckoned and (version.place != "past" or timers.of_version(session, version.id or 0)):
            reproject(session, isp, version, at, floor=floor)


def _wanted(now: _Keeping, running: Running) -> dict[tuple[str, str], _Wanted]:
    """What has to run: new timers by the policy now in force, those that run already by their own."""
    if now.version.place == "past" or State(now.version.state) in ENDS:
        return {}
    found = {(timer.kind, want.subject): want for timer in now.policy.timers for want in _wants(now, timer)}
    for (kind, subject), row in running.items():
        own = timer_of(now.session, row) if row.policy_version != now.number else None
        if own is not None:
            found.pop((kind, subject), None)
            found.update(((kind, want.subject), want) for want in _wants(now, own) if want.subject == subject)
    return found


def _wants(now: _Keeping, timer: Timer) -> Iterable[_Wanted]:
    """For which tasks and days this timer has to run; a budget that a state starts is none of these."""
    if State(now.version.state) not in timer.states:
        return
    if timer.task is not None:
        for task in tasks.open_of(now.session, now.version):
            if task.kind == timer.task and task.until is None:  # a promised day takes the place of the budget
                yield _Wanted(timer, subject_of(now.version, f"t{task.number}"), task=task)
    elif timer.anchor is not None:
        place = Place(now.session, now.isp, now.version, now.policy)
        for about, day in ANCHORS[timer.anchor](place).items():
            yield _Wanted(timer, subject_of(now.version, about), anchor=day)


def _keep_wanted(now: _Keeping, want: _Wanted, row: TimerRow | None, running: Running) -> None:
    """Start a timer that is wanted, or move one whose day has changed; one that has fired begins a new round."""
    if row is not None and row.anchor != want.anchor:
        if timers.claimed(now.session, row):
            _stop(now, row, want.timer)
            row = None
        else:
            row.anchor, row.floor_at = want.anchor, now.at
    if row is None:
        begun = want.task.asked_at if want.task else now.at
        seq = want.task.asked_seq if want.task else now.version.entered_seq
        floor = now.floor if want.task else now.at  # a day that is learnt late makes nothing fall due in the past
        made = _start(now, want.timer, want.subject, seq, begun, floor)
        made.anchor = want.anchor
        running[want.timer.kind, want.subject] = made


def _starting(policy: Policy, version: Version, entered: State, came_from: State | None) -> list[Timer]:
    return [
        timer
        for timer in policy.timers
        if entered in timer.starts
        and (came_from is None or came_from not in timer.states)
        and timer.resubmission in (None, version.round > 1)
    ]


def _start_held(now: _Keeping, timer: Timer, running: Running) -> None:
    held = isps.holdings(now.session, now.version.id or 0, now.version.entered_seq)
    if held and held[0].since is not None:  # no clock starts from a date that is not known
        subject = subject_of(now.version)
        started = _start(now, timer, subject, now.version.entered_seq, held[0].since, now.floor)
        running[timer.kind, subject] = started


def _start(
    now: _Keeping, timer: Timer, subject: str, seq: int, begun: dt.datetime, floor: dt.datetime | None
) -> TimerRow:
    row = TimerRow(
        stream=now.stream,
        version_id=now.version.id,
        kind=timer.kind,
        subject=subject,
        round=timers.rounds(now.session, now.stream, timer.kind, subject) + 1,
        started_seq=seq,
        started_at=begun,
        floor_at=floor,
        policy_version=now.number,
        calendar_version=now.calendar.version,
    )
    now.session.add(row)
    return row


def _stop(now: _Keeping, row: TimerRow, timer: Timer | None) -> None:
    """Stop a timer; what it has counted up to now stays with it."""
    if timer is not None:
        row.counted = project_row(now.session, now.version, row, timer, now.calendar, now.at).counted
    row.status, row.fire_at, row.next_rung_at, row.next_rung = "stopped", None, None, None
    row.stopped_at = now.at
    now.session.add(row)
    now.session.connection().execute(_OVERTAKES, {"timer": row.id, "at": now.at})  # it asks for nothing any more


_DRAFT = table(Draft)
_OVERTAKES = (
    update(Draft)
    .where(_DRAFT.timer_id == bindparam("timer"), _DRAFT.status == "waiting")
    .values(status="overtaken", decided_at=bindparam("at"))
)


def open_again(session: Session, version: Version, state: State, undone: History) -> None:
    """Open the timers that the undone history row had stopped, with their start and round."""
    for row in timers.stopped(session, version.id or 0, undone.seq, undone.recorded_at):
        timer = timer_of(session, row)
        if timer is None or timer.anchor is not None or timer.task is not None or state not in timer.states:
            continue
        if timer.resubmission in (None, version.round > 1):  # in a home whose time stands all ends at one instant
            row.status, row.stopped_at = "running", None
            session.add(row)
    session.flush()
    forget(session, {"timer"})


def holdings_of(session: Session, version: Version, row: TimerRow) -> list[Holding]:
    """Who held the subject from the timer's start on; an unknown instant breaks no order because none starts there.

    A task is its partner's from the asking on, and nobody's while the ISP is on hold.
    """
    about = row.subject.partition("/")[2]
    if about.startswith("t"):
        return task_holdings(row.started_at, tasks.holds(session, row.stream, version.id or 0))
    return counted_as(isps.holdings(session, version.id or 0, row.started_seq))


def counted_as(rows: Iterable[HoldingRow]) -> list[Holding]:
    """Recorded holdings as they count."""
    return in_force([Holding(part.since, Party(part.party)) for part in rows if part.since is not None])


def project_row(
    session: Session,
    version: Version | None,
    row: TimerRow,
    timer: Timer,
    calendar: Calendar,
    at: dt.datetime,
    held: Sequence[Holding] | None = None,
) -> Projection:
    """Project one timer's row as it stands at this instant; `version` is None where it runs for a person.

    `held`: who held it, where that was asked already. What lies beyond the stored years has no due day and no rungs
    until they are stored.
    """
    if version is None or (timer.anchor is not None and row.anchor is not None):
        try:
            return project_date(timer, row.anchor or local_day(at), calendar, floor=row.floor_at)
        except CalendarEndsError:
            return Projection(0, 0, None, running=True, rungs=())
    held = holdings_of(session, version, row) if held is None else held
    try:
        return project(timer, held, calendar, at, floor=row.floor_at)
    except CalendarEndsError:
        running = bool(held) and held[-1].party in timer.parties
        return Projection(row.counted, timer.budget, None, running=running, rungs=())


def projection(session: Session, version: Version, row: TimerRow, timer: Timer, at: dt.datetime) -> Projection:
    """Project one timer as it stands at this instant, on the stored calendar."""
    return project_row(session, version, row, timer, home.calendar(session), at)


def cache(session: Session, row: TimerRow, seen: Projection) -> None:
    """Keep a projection where a sweep finds it: the due day and the next rung that has not fired."""
    done = timers.claimed(session, row)
    left = sorted(
        (mark for mark in seen.rungs if mark.rung.name not in done), key=lambda mark: (mark.at, mark.rung.offset)
    )
    status = "running" if seen.running or left else "paused"  # a rung that has passed is still to be claimed
    kept = {
        "status": status,
        "counted": seen.counted,
        "due_day": seen.due,
        "fire_at": seen.fire_at if status == "running" else None,
        "next_rung_at": left[0].at if left else None,
        "next_rung": left[0].rung.name if left else None,
    }
    for name, value in kept.items():
        if getattr(row, name) != value:  # what is set again would be written again
            setattr(row, name, value)
    session.add(row)
