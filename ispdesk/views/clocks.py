"""The clocks of one ISP: the table of its timers, whose its working days were, how long each task was awaited."""

import datetime as dt

from sqlmodel import Session, col, select

from ispdesk.commands import clocks as keeping
from ispdesk.views.clock_shapes import AwaitedDays, HeldDays, TimeView
from ispdesk.views.isp_shapes import TimerRow, TimerState
from ispdesk.words import both
from ispdesk.words.text import Text
from models.queries import ahead, home, isps, partners, tasks
from models.tables.clocks import Task
from models.tables.clocks import TimerRow as TimerOfRecord
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.work import Partner
from states import names
from states.booking import Held, Life, awaited, merged
from states.calendar import Calendar, CalendarEndsError, close, local_day
from states.clock import totals
from states.lifecycle import Party, State

FINISHED = Text("it has finished", "mae wedi gorffen")
PAUSED = Text("somebody else holds it, or it is on hold", "mae rhywun arall yn ei ddal, neu mae wedi'i ohirio")
BEYOND = Text("the calendar does not reach so far", "nid yw'r calendr yn cyrraedd mor bell")


def life_of(session: Session, isp: Isp) -> Life:
    """The ISP's life over all its versions. It begins at the first known instant.

    A later change of which the instant is not known counts from when it was recorded: it had happened by then.
    """
    rows = {row.seq: row for row in ahead.history(session, f"isp:{isp.ref}")}
    lives: dict[int, list[Held]] = {}
    versions = isps.versions(session, isp.id or 0)
    isps.holdings_ahead(session, [version.id or 0 for version in versions])
    for version in versions:
        state, held = State.IDENTIFIED, lives.setdefault(version.number, [])
        for part in isps.holdings(session, version.id or 0):
            state = State(rows[part.seq].body.get("to", state))
            since = part.since if part.since or not held else rows[part.seq].recorded_at
            if since is not None:
                held.append(Held(since, Party(part.party), state))
    return merged(lives)


def time_view(session: Session, isp: Isp, at: dt.datetime) -> TimeView:
    """Both tables of time."""
    calendar, life = home.calendar(session), life_of(session, isp)
    waited = _awaited(session, isp, calendar, at)
    if not life.holdings:
        return TimeView(tasks=waited, why_unknown=both("time.unknown.start"))
    try:
        days = life.days(calendar, at)
    except CalendarEndsError:
        begun = local_day(life.holdings[0].since)
        why = both("time.unknown.calendar")
        said = Text((why.en or "").format(day=begun), (why.cy or "").format(day=begun))
        return TimeView(tasks=waited, why_unknown=said)
    if not days:
        return TimeView(tasks=waited, why_unknown=both("time.unknown.none_yet"))
    held = tuple(HeldDays(party.value, number) for party, number in totals(days).items())
    return TimeView(days[0].day, days[-1].day, sum(row.days for row in held), held, waited)


def _awaited(session: Session, isp: Isp, calendar: Calendar, at: dt.datetime) -> tuple[AwaitedDays, ...]:
    found = []
    asked = tasks.of_isp(session, isp.id or 0)
    who_ahead(session, isp)
    holds = tasks.holds_of(session, f"isp:{isp.ref}", sorted({task.version_id for task in asked}))
    for task in asked:
        try:
            days = awaited(task.asked_at, task.done_at, holds[task.version_id], calendar, at)
        except CalendarEndsError:
            days = None
        what = names.TASKS[task.kind]
        found.append(
            AwaitedDays(
                number=task.number,
                what=Text(what.en, what.cy),
                whom=asked_of(session, task),
                asked=local_day(task.asked_at),
                days=days,
                waits=task.waits,
                promised=task.until,
                done=local_day(task.done_at) if task.done_at else None,
                outcome=task.outcome,
            ),
        )
    return tuple(found)


def who_ahead(session: Session, isp: Isp) -> None:
    """Read an ISP's partners and the people asked in its tasks at once, so that each is found without a question."""
    partners.of_isp(session, isp.id or 0)
    ahead.by_id(session, Person, (task.person_id for task in tasks.of_isp(session, isp.id or 0)))


def asked_of(session: Session, task: Task) -> Text:
    """The partner or person who was asked."""
    partner = session.get(Partner, task.partner_id) if task.partner_id else None
    if partner is not None:
        return Text(partner.name)
    person = session.get(Person, task.person_id) if task.person_id else None
    return Text(person.name_en, person.name_cy or None) if person else Text()


def about_of(session: Session, isp: Isp, row: TimerOfRecord) -> Text | None:
    """The partner or task that a timer runs for; None where it runs for the version itself."""
    about = row.subject.partition("/")[2]
    if about.startswith("t"):
        task = tasks.numbered(session, isp.id or 0, int(about[1:]))
        return asked_of(session, task) if task else None
    if about.startswith("p"):
        partner = partners.of_line(session, isp.id or 0, int(about[1:]))
        return Text(partner.name) if partner else None
    return None


def timer_rows(session: Session, isp: Isp, versions: list[Version], at: dt.datetime) -> tuple[TimerRow, ...]:
    """The clocks of an ISP: each that is alive, and of those that have finished the last of each subject."""
    by_id = {version.id: version for version in versions}
    who_ahead(session, isp)
    isps.holdings_ahead(session, [version.id or 0 for version in versions])
    tasks.holds_of(session, f"isp:{isp.ref}", [version.id or 0 for version in versions])
    chosen = select(TimerOfRecord).where(col(TimerOfRecord.version_id).in_(list(by_id)))
    latest = {(row.kind, row.subject): row for row in session.exec(chosen.order_by(col(TimerOfRecord.id)))}
    return tuple(
        _timer_row(session, isp, by_id[row.version_id], row, at)
        for row in sorted(latest.values(), key=lambda row: (row.status == "stopped", row.due_day is None, row.id))
    )


def _timer_row(session: Session, isp: Isp, version: Version, row: TimerOfRecord, at: dt.datetime) -> TimerRow:
    timer = keeping.timer_of(session, row)
    label = Text(timer.name.en, timer.name.cy) if timer else Text(row.kind)
    counts = timer is not None and timer.anchor is None
    used = row.counted if counts else None
    if counts and timer is not None and row.status != "stopped":
        used = keeping.projection(session, version, row, timer, at).counted
    budget = timer.budget if counts and timer else None
    state, due, why = _stands(row, at)
    return TimerRow(label, state, due, used, budget, why, row.kind, about_of(session, isp, row), counts=counts)


def _stands(row: TimerOfRecord, at: dt.datetime) -> tuple[TimerState, dt.datetime | None, Text | None]:
    if row.status == "stopped":
        return "done", None, FINISHED
    if row.status == "paused":
        return "paused", None, PAUSED
    if row.due_day is None:
        return "running", None, BEYOND
    due = row.fire_at or close(row.due_day)
    return ("overdue" if due <= at else "running"), due, None
