"""Reckons every clock anew when the calendar changes, and finds whose due dates that moves and who is told."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as sa_select
from sqlalchemy import update
from sqlmodel import Session, col, select

from ispdesk.commands import clocks, rung_words, telling
from ispdesk.commands.shape import Tx
from models.queries import home, isps
from models.tables.clocks import RungClaim, TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import Stream
from models.tables.person import Person
from notifications.audience import Audience
from notifications.words import day as in_words
from states.calendar import Calendar, CalendarEndsError, close
from states.clock import Projection, RungTime, floor_day
from states.lifecycle import Party
from states.policy import Policy, Timer
from states.words import Sentence

MESSAGE = "due_day_moved"


@dataclass(frozen=True, slots=True)
class Moved:
    """A due date that moves, and who is told; a facilitator's clock has no ISP, and is nobody's deadline."""

    row: TimerRow
    timer: Timer
    was: dt.date | None
    now: dt.date | None
    isp: Isp | None = None
    version: Version | None = None
    told: Sequence[tuple[Person, Audience]] = field(default=())

    def plain(self) -> dict[str, Any]:
        """The same as a command answers it and a preview shows it."""
        return {
            "stream": self.row.stream,
            "ref": self.row.stream.partition(":")[2],
            "timer": self.row.kind,
            "timer_en": self.timer.name.en,
            "timer_cy": self.timer.name.cy,
            "subject": self.row.subject,
            "round": self.row.round,
            "from": self.was.isoformat() if self.was else None,
            "to": self.now.isoformat() if self.now else None,
            "told": [person.ref for person, _ in self.told],
        }


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the calendar: what it was, what it is, and the instant at which it is recorded."""

    session: Session
    before: Calendar
    after: Calendar
    at: dt.datetime
    held: Mapping[int, Sequence[HoldingRow]]
    policies: dict[int, Policy | None] = field(default_factory=dict)

    def timer_of(self, row: TimerRow) -> Timer | None:
        """The timer of a row with the numbers that it runs by; each policy is read once."""
        if row.policy_version not in self.policies:
            self.policies[row.policy_version] = home.policy_at(self.session, row.policy_version)
        policy = self.policies[row.policy_version]
        return policy.timer(row.kind) if policy else None


Claimed = Mapping[tuple[str, str, str, int], set[str]]
"""The rungs that have fired, by stream, kind of timer, subject and round."""


def anew(tx: Tx, before: Calendar, *, without_date: bool = False) -> list[Moved]:
    """Reckon every timer that has not stopped on the calendar as it is now; return those whose due date moves.

    Only its own row is changed, and only where something about it changes. Nothing falls due in the past: where a
    rung would come sooner than before, it waits for the close of the first working day that opens after now; all that
    comes at its time, or later, keeps its own. `without_date`: only those that have no due date so far.
    """
    session = tx.session
    session.flush()
    alive = col(TimerRow.status) != "stopped"
    streams = select(TimerRow.stream).where(alive)
    locked = select(Stream.name).where(col(Stream.name).in_(streams)).order_by(col(Stream.name)).with_for_update()
    session.execute(locked).all()  # in order, so that two such orders never wait for each other
    session.expire_all()
    change = _Change(session, before, home.calendar(session), tx.at, isps.holdings_of_timed(session))
    wanted = select(TimerRow, Version, Isp).outerjoin(Version, col(Version.id) == col(TimerRow.version_id))
    wanted = wanted.outerjoin(Isp, col(Isp.id) == col(Version.isp_id)).where(alive)
    if without_date:
        wanted = wanted.where(col(TimerRow.due_day).is_(None))
    fired = _claimed(session)
    moved = []
    for row, version, isp in session.exec(wanted.order_by(col(TimerRow.stream), col(TimerRow.id))).all():
        timer = change.timer_of(row)
        if timer is not None:
            was, now = row.due_day, _reckon(change, row, version, timer, fired)
            if was != now:
                moved.append(Moved(row, timer, was, now, isp, version, _readers(tx, isp, version, row, timer)))
    session.execute(update(TimerRow).where(alive).values(calendar_version=change.after.version))
    return moved


def _claimed(session: Session) -> Claimed:
    claim = (RungClaim.stream, RungClaim.timer_kind, RungClaim.subject, RungClaim.round, RungClaim.rung)
    alive = (
        sa_select(*(col(part) for part in claim))
        .join(
            TimerRow,
            (col(TimerRow.stream) == col(RungClaim.stream))
            & (col(TimerRow.kind) == col(RungClaim.timer_kind))
            & (col(TimerRow.subject) == col(RungClaim.subject))
            & (col(TimerRow.round) == col(RungClaim.round)),
        )
        .where(col(TimerRow.status) != "stopped")
    )
    found: dict[tuple[str, str, str, int], set[str]] = {}
    for stream, kind, subject, number, rung in session.execute(alive):
        found.setdefault((stream, kind, subject, number), set()).add(rung)
    return found


def _reckon(change: _Change, row: TimerRow, version: Version | None, timer: Timer, fired: Claimed) -> dt.date | None:
    """Reckon one timer, keep what has changed of it, and return its due day."""
    done = fired.get((row.stream, row.kind, row.subject, row.round), set())
    seen = _projected(change, row, version, timer, change.after)
    if _too_soon(change, row, version, timer, _left(seen, done)):
        row.floor_at = change.at
        seen = _projected(change, row, version, timer, change.after)
    left = _left(seen, done)
    following = (left[0].rung.name, left[0].at) if left else (None, None)
    if (seen.due, *following) != (row.due_day, row.next_rung, row.next_rung_at):
        clocks.cache(change.session, row, seen)
    return seen.due


def _projected(change: _Change, row: TimerRow, version: Version | None, timer: Timer, calendar: Calendar) -> Projection:
    held = None
    if timer.task is None and timer.anchor is None and version is not None:
        recorded = change.held.get(version.id or 0, ())
        held = clocks.counted_as(part for part in recorded if part.seq >= row.started_seq)
    return clocks.project_row(change.session, version, row, timer, calendar, change.at, held)


def _left(seen: Projection, done: set[str]) -> list[RungTime]:
    """The rungs that have not fired, in the order in which they will."""
    return sorted((mark for mark in seen.rungs if mark.rung.name not in done), key=lambda m: (m.at, m.rung.offset))


def _too_soon(change: _Change, row: TimerRow, version: Version | None, timer: Timer, left: Sequence[RungTime]) -> bool:
    """Whether a rung comes sooner by the change than before it, and sooner than one may by a change of now."""
    try:
        first = floor_day(change.after, change.at)
    except CalendarEndsError:  # it has ended by now: whatever lies within it is past
        return False
    soon = [mark for mark in left if first is not None and mark.at < close(first)]
    if not soon:
        return False
    was = {mark.rung.name: mark.at for mark in _projected(change, row, version, timer, change.before).rungs}
    return any(mark.rung.name not in was or mark.at < was[mark.rung.name] for mark in soon)


def _readers(
    tx: Tx, isp: Isp | None, version: Version | None, row: TimerRow, timer: Timer
) -> Sequence[tuple[Person, Audience]]:
    """Whoever has the task, and the coordinator; the team where its own days are counted, or nobody can be told."""
    if isp is None:
        return ()
    partner, task = rung_words.parts(tx.session, isp, row)
    audiences = [Audience.HOLDER, Audience.COORDINATOR]
    audiences += [Audience.TEAM] if Party.TEAM in timer.parties else []
    about = telling.About("", isp, version, partner, task)
    return telling.chosen_readers(tx.session, audiences, about.subject, tx.today)


def tell(tx: Tx, moved: Sequence[Moved], because: Sentence, *, seq: int) -> int:
    """Tell of each due date that moves: the old one, the new one and the reason; return how many were told."""
    told = 0
    version = home.calendar(tx.session).version
    for one in moved:
        if one.isp is None or one.version is None:
            continue
        partner, task = rung_words.parts(tx.session, one.isp, one.row)
        values = telling.isp_values(tx.session, one.isp, one.version) | {
            "due": one.now,
            "was": one.was,
            "timer_en": one.timer.name.en,
            "timer_cy": one.timer.name.cy,
            "partner": partner.name if partner else "",
            "because_en": because.en,
            "because_cy": because.cy,
        }
        row = one.row
        dedupe = f"moved:{row.stream}:{row.kind}:{row.subject}:{row.round}:{version}"
        about = telling.About(dedupe, one.isp, one.version, partner, task)
        told += telling.tell_chosen(tx, MESSAGE, one.told, values, about, seq=seq)
    return told


def closed_words(day: dt.date, reason: Sentence) -> Sentence:
    """Why dates move when a day is closed."""
    cy = in_words(day, "cy").replace("dydd", "ddydd", 1)
    return Sentence(
        f"Nobody works on {in_words(day, 'en')}: {reason.en}", f"Nid oes neb yn gweithio ar {cy}: {reason.cy}"
    )


def opened_words(day: dt.date, reason: Sentence) -> Sentence:
    """Why dates move when a closure is taken back."""
    return Sentence(
        f"{in_words(day, 'en')} is a working day after all: {reason.en}",
        f"Mae {in_words(day, 'cy')} yn ddiwrnod gwaith wedi'r cyfan: {reason.cy}",
    )


def accepted_words(reason: Sentence) -> Sentence:
    """Why dates move when the list of bank holidays has changed."""
    return Sentence(
        f"The list of bank holidays has changed: {reason.en}", f"Mae'r rhestr o wyliau banc wedi newid: {reason.cy}"
    )
