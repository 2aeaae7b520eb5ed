"""Whose each working day of an ISP's life was, whatever its versions did; and how long each task was waited for.

Our default: a day belongs to the holder of the latest version that is alive and not in force, else to that of the
version in force, else to nobody. A version on hold is nobody's, and so are the days between an end and a reopening.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from states.calendar import Calendar, opening
from states.clock import Day, Holding, booked, in_force
from states.lifecycle import ENDS, IN_FORCE, Party, State

STANDING = IN_FORCE | {State.LAPSED}
"""States of the version in force; one in any other state that is no end is being worked on."""


@dataclass(frozen=True, slots=True)
class Held(Holding):
    """From this instant a version was in this state and held by this party (NOBODY while it is on hold)."""

    state: State


@dataclass(frozen=True, slots=True)
class Life:
    """An ISP from its first known instant on: who held it from when, and when its last version ended (None: alive)."""

    holdings: tuple[Holding, ...]
    ended: dt.datetime | None = None

    def days(self, calendar: Calendar, now: dt.datetime) -> list[Day]:
        """Each working day that opened in its life up to now, booked to exactly one party."""
        until = now if self.ended is None else min(now, self.ended)
        return [day for day in booked(self.holdings, calendar, until) if not self._over(day.day)]

    def _over(self, day: dt.date) -> bool:
        return self.ended is not None and opening(day) >= self.ended


def merged(versions: Mapping[int, Sequence[Held]]) -> Life:
    """One life from those of an ISP's versions, by number, each in the order in which it was recorded."""
    counting = {number: in_force(held) for number, held in sorted(versions.items())}
    holdings: list[Holding] = []
    ended: dt.datetime | None = None
    for instant in sorted({part.since for held in counting.values() for part in held}):
        now = [found for held in counting.values() if (found := _at(held, instant)) is not None]
        alive = [part for part in now if part.state not in ENDS]
        ended = None if alive else ended or instant
        party = _holder(alive)
        if not holdings or holdings[-1].party is not party:
            holdings.append(Holding(instant, party))
    return Life(tuple(holdings), ended)


def _at(held: Sequence[Held], instant: dt.datetime) -> Held | None:
    index = bisect_right(held, instant, key=lambda part: part.since)
    return held[index - 1] if index else None


def _holder(alive: Sequence[Held]) -> Party:
    """By the rule above; `alive` is in the order of the versions' numbers."""
    working = [part for part in alive if part.state not in STANDING]
    chosen = (working or list(alive))[-1:]
    return chosen[0].party if chosen else Party.NOBODY


def task_holdings(
    asked: dt.datetime, holds: Sequence[tuple[dt.datetime, bool]], done: dt.datetime | None = None
) -> list[Holding]:
    """Whose a task is: its partner's from the asking until it is done, nobody's while the ISP is on hold.

    `holds`: when the ISP went on hold (True) and off it (False), in the order in which that was recorded.
    """
    held = in_force([Holding(since, Party.NOBODY if on else Party.PARTNERS) for since, on in holds])
    before = [holding.party for holding in held if holding.since <= asked]
    first = Party.NOBODY if before and before[-1] is Party.NOBODY else Party.PARTNERS
    parts = [Holding(asked, first), *(holding for holding in held if holding.since > asked)]
    return parts if done is None else [*(part for part in parts if part.since < done), Holding(done, Party.NOBODY)]


def awaited(
    asked: dt.datetime,
    done: dt.datetime | None,
    holds: Sequence[tuple[dt.datetime, bool]],
    calendar: Calendar,
    now: dt.datetime,
) -> int:
    """Working days from the first opening after a task was asked until it was done, without those on hold."""
    days = booked(task_holdings(asked, holds, done), calendar, now if done is None else min(done, now))
    return sum(1 for day in days if day.opened is Party.PARTNERS)
