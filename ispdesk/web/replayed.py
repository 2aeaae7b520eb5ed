"""What a change of the policy would have meant in the last twelve months, as its page shows it before it is saved."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk import replay as replaying
from ispdesk.views.tuning import row_in_force, rung_label, text
from ispdesk.words.text import Text
from states.calendar import local_day
from states.parsing import parse
from states.policy import Policy

MONTHS = 12
"""How far back a change is held against the history (design §4)."""
MOST = 50
"""Rows of one list on the page; `ispdesk policy replay` prints them all."""


@dataclass(frozen=True)
class Told:
    """One letter that would have gone, or not, or on another day: to whom."""

    ref: str
    timer: Text
    rung: Text
    how: str
    before: dt.date | None
    after: dt.date | None
    to: tuple[Text, ...]


@dataclass(frozen=True)
class Moved:
    """One due date that would have been another."""

    ref: str
    timer: Text
    before: dt.date | None
    after: dt.date | None
    days: int | None
    running: bool


@dataclass(frozen=True)
class WouldBe:
    """What a change would have meant in the last months; the lists are cut, the counts are whole."""

    since: dt.date
    timers: int
    unknown: int
    dues: int
    letters: int
    isps: int
    moved: tuple[Moved, ...]
    told: tuple[Told, ...]
    readers: tuple[tuple[Text, int, int], ...]


def would_be(session: Session, other: Policy, now: dt.datetime) -> WouldBe | None:
    """Hold a policy against the last twelve months; None before there is a calendar."""
    seen = replaying.replay(session, other, MONTHS, now)
    if seen is None:
        return None
    row = row_in_force(session)
    known = {timer.kind: timer for timer in (*other.timers, *(parse(row.content).timers if row else ()))}

    def named(kind: str) -> Text:
        return text(known[kind].name) if kind in known else Text(kind, kind)

    moved = [Moved(one.ref, named(one.timer), one.before, one.after, one.days, one.running) for one in seen.dues]
    told = [
        Told(
            one.ref, named(one.timer), rung_label(one.rung), one.how, _day(one.before), _day(one.after),
            _people(one.after or one.before),
        )
        for one in seen.letters
    ]  # fmt: skip
    readers = tuple((_name(person), more, fewer) for person, more, fewer in seen.readers())
    refs = {one.ref for one in seen.dues} | {one.ref for one in seen.letters}
    return WouldBe(
        seen.since, seen.timers, seen.unknown, len(moved), len(told), len(refs), tuple(moved[:MOST]),
        tuple(told[:MOST]), readers[:MOST],
    )  # fmt: skip


def _day(told: replaying.Told | None) -> dt.date | None:
    return local_day(told.at) if told is not None and told.at is not None else None


def _people(told: replaying.Told | None) -> tuple[Text, ...]:
    return tuple(_name(person) for reads in told.to for person in reads.people) if told is not None else ()


def _name(person: Any) -> Text:
    return Text(person.name_en, person.name_cy or None)
