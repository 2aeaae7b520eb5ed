"""What one timer would have done under other numbers: its due day and each rung, by when it stopped or by now."""

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from states.calendar import Calendar, CalendarEndsError
from states.clock import Holding, Projection, project
from states.dates import project_date
from states.policy import Rung, Timer


@dataclass(frozen=True, slots=True)
class Run:
    """A timer as it ran: who held its subject from when, or the day it is reckoned from, until it stopped, or now.

    The holding that begins where it stopped is none of its own: a due day is that of which everybody knew till then.
    `claimed` are the rungs that really fired. Nothing falls due before the working day that opens after `floor`.
    """

    holdings: tuple[Holding, ...]
    anchor: dt.date | None
    until: dt.datetime
    claimed: frozenset[str] = frozenset()
    floor: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A rung and when it fired, or would have; None where it fired at a time that is not reckoned any more."""

    rung: Rung
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The due day as it stood in the end (None: not reckoned, or paused), and the rungs that had fired by then."""

    due: dt.date | None
    fired: tuple[Word, ...]

    def word(self, name: str) -> Word | None:
        """The rung of this name, if it fired."""
        return next((word for word in self.fired if word.rung.name == name), None)


@dataclass(frozen=True, slots=True)
class Changed:
    """A rung that would have done otherwise: `gone` (it would have fired), `not_gone`, `moved`, `readers`."""

    rung: str
    how: str
    before: Word | None
    after: Word | None


NOTHING = Outcome(None, ())


def happened(timer: Timer | None, run: Run, calendar: Calendar) -> Outcome:
    """What a timer did under these numbers; nothing where a policy has no such timer."""
    if timer is None:
        return NOTHING
    seen = _projected(timer, run, calendar)
    fired = tuple(Word(mark.rung, mark.at) for mark in seen.rungs if mark.at <= run.until)
    return Outcome(seen.due, fired)


def _projected(timer: Timer, run: Run, calendar: Calendar) -> Projection:
    """Project as of the end."""
    try:
        if timer.anchor is None:
            return project(timer, run.holdings, calendar, run.until, floor=run.floor)
        if run.anchor is not None:
            return project_date(timer, run.anchor, calendar, floor=run.floor)
    except CalendarEndsError:
        pass
    return Projection(0, 0, None, running=False, rungs=())


def compare(own: Timer | None, other: Timer | None, run: Run, calendar: Calendar) -> tuple[Outcome, Outcome]:
    """The run under its own numbers and under others. What really fired and is not reckoned any more stays fired.

    A run whose kind of clock differs (a budget where there was a date, another task or anchor) did not run at all.
    """
    if own is not None and other is not None and not alike(own, other):
        other = None
    before, after = happened(own, run, calendar), happened(other, run, calendar)
    return _claimed(own, own, before, run.claimed), _claimed(own, other, after, run.claimed)


def alike(own: Timer, other: Timer) -> bool:
    """Whether both would have begun with the same thing: a state entered, a task asked, a day known."""
    return (own.anchor, own.task, own.starts, own.resubmission) == (
        other.anchor, other.task, other.starts, other.resubmission,
    )  # fmt: skip


def _claimed(own: Timer | None, timer: Timer | None, seen: Outcome, claimed: AbstractSet[str]) -> Outcome:
    """Add what fired and is not reckoned any more, where these numbers are those it fired by."""
    if own is None or timer is None:
        return seen
    same = (own.budget, own.period, own.parties) == (timer.budget, timer.period, timer.parties)
    lost = [
        Word(rung, None)
        for rung in timer.rungs
        if rung.name in claimed and seen.word(rung.name) is None
        if (was := own.rung(rung.name)) and same and was.offset == rung.offset
    ]
    return Outcome(seen.due, (*seen.fired, *lost))


def changes(before: Outcome, after: Outcome) -> tuple[Changed, ...]:
    """Every rung that would have done otherwise, in the order in which they fire."""
    names = list(dict.fromkeys(word.rung.name for word in (*before.fired, *after.fired)))
    found = [_change(name, before.word(name), after.word(name)) for name in names]
    return tuple(sorted((one for one in found if one is not None), key=_order))


def _change(name: str, before: Word | None, after: Word | None) -> Changed | None:
    if before is None or after is None:
        return Changed(name, "gone" if before is None else "not_gone", before, after)
    if before.at != after.at:
        return Changed(name, "moved", before, after)
    if _readers(before.rung) != _readers(after.rung):
        return Changed(name, "readers", before, after)
    return None


def _readers(rung: Rung) -> Sequence[object]:
    return (frozenset(rung.audiences), rung.message, rung.urgent, rung.confirm)


def _order(one: Changed) -> tuple[bool, dt.datetime | None, int]:
    word = one.after or one.before
    at = word.at if word else None
    return at is None, at or dt.datetime.min.replace(tzinfo=dt.UTC), word.rung.offset if word else 0
