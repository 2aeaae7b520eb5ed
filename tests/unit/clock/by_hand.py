"""How hand-worked cases are written: days and instants in words, each with its weekday, checked against a printed
calendar when it is read, and one function that holds a case against the clock.

An instant is "Mon 1 Jun 2026 09:00" by the clock on the wall in Wales, or "Mon 30 Mar 2026 08:30Z" in UTC. An event is
an instant and who holds the ISP from then on. `hold` and `resume team` take effect at the next opening, as the desk
enters them (design §4).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from ispdesk.calendars import holidays_of
from states.calendar import Calendar, opening
from states.clock import Holding, Projection, booked, in_force, project, totals
from states.lifecycle import Party, State
from states.policy import Anchor, Period, Rung, Timer
from states.words import Sentence

LONDON = ZoneInfo("Europe/London")
YEARS = range(2020, 2030)
STORED = {day: Sentence(*names) for year in YEARS for day, names in holidays_of(year).items()}
"""The bank holidays of Wales as a home stores them."""
WALES = Calendar(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31), 1, STORED)
TEAM_AND_GROUP = frozenset({Party.TEAM, Party.GROUP})


def day(written: str) -> dt.date:
    """Read "Mon 1 Jun 2026"; a weekday that is not that day's is a slip of the pen."""
    found = dt.datetime.strptime(written, "%a %d %b %Y").replace(tzinfo=dt.UTC).date()
    assert f"{found:%a}" == written[:3], f"{written} is a {found:%A}"
    return found


def at(written: str) -> dt.datetime:
    """Read "Mon 1 Jun 2026 09:00", with seconds where they matter; Z at the end means UTC."""
    on, hour = written.removesuffix("Z").rsplit(" ", 1)
    zone = dt.UTC if written.endswith("Z") else LONDON
    return dt.datetime.combine(day(on), dt.time.fromisoformat(hour), zone).astimezone(dt.UTC)


def events(history: Sequence[str], calendar: Calendar = WALES) -> list[Holding]:
    """Read a history in the order in which it was recorded."""
    made = []
    for line in history:
        first, _, rest = line.partition(":")
        minutes, *words = rest.split(" ")
        since = at(f"{first}:{minutes}")
        if words[0] in ("hold", "resume"):
            since = opening(calendar.opening_after(since))
        made.append(Holding(since, Party.NOBODY if words[0] == "hold" else Party(words[-1])))
    return in_force(made)


def closing(*days: str) -> Calendar:
    """The calendar of Wales with these closures beside the bank holidays."""
    more = dict.fromkeys(map(day, days), Sentence("Closed", "Ar gau"))
    return replace(WALES, version=2, closed={**STORED, **more})


def rungs_at(offsets: Sequence[int]) -> tuple[Rung, ...]:
    return tuple(Rung(f"r{offset}", offset, "clock_due", ("team",)) for offset in offsets)


def budget_of(days: int, offsets: Sequence[int], parties: frozenset[Party] = TEAM_AND_GROUP) -> Timer:
    lives = frozenset({State.QA_QUEUE})
    return Timer(
        "t", Sentence("T", "T"), "a test", f"{days} working days", lives, rungs_at(offsets),
        budget=days, parties=parties, starts=lives,
    )  # fmt: skip


def date_of(period: Period, offsets: Sequence[int]) -> Timer:
    lives = frozenset({State.ASSURED})
    return Timer(
        "d", Sentence("D", "D"), "a test", str(period), lives, rungs_at(offsets),
        period=period, anchor=Anchor.REVIEW_DATE,
    )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One budget worked by hand: `due` and the other `rungs` as instants or days; `totals` adds up."""

    name: str
    budget: int
    history: tuple[str, ...]
    due: str | None
    seen: str = ""
    counted: int | None = None
    rungs: Mapping[int, str] = field(default_factory=dict)
    none: tuple[int, ...] = ()
    floor: str = ""
    closures: tuple[str, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    parties: str = "team group"

    def __str__(self) -> str:
        return self.name


def when(written: str, hour: str) -> dt.datetime:
    """An instant as written, or this hour of a day as written."""
    return at(written if ":" in written else f"{written} {hour}")


def project_case(case: Case) -> Projection:
    calendar = closing(*case.closures)
    held = events(case.history, calendar)
    timer = budget_of(case.budget, sorted({0, *case.rungs, *case.none}), frozenset(map(Party, case.parties.split())))
    now = at(case.seen) if case.seen else held[-1].since
    return project(timer, held, calendar, now, floor=at(case.floor) if case.floor else None)


def check(case: Case) -> None:
    """Hold the clock against what was worked out by hand."""
    found = project_case(case)
    fires = {mark.rung.offset: mark.at for mark in found.rungs}
    expected = {offset: when(written, "09:00" if offset < 0 else "17:00") for offset, written in case.rungs.items()}
    if case.due is not None:
        expected[0] = when(case.due, "17:00")
    assert {offset: mark.astimezone(LONDON) for offset, mark in fires.items()} == expected
    assert found.due == (None if case.due is None else day(case.due))
    assert found.fire_at == expected.get(0)
    assert [mark.at for mark in found.rungs] == sorted(fires.values())
    if case.counted is not None:
        assert found.counted == case.counted
    if case.totals:
        calendar = closing(*case.closures)
        days = booked(events(case.history, calendar), calendar, at(case.seen))
        held = {party.value: number for party, number in totals(days).items() if number}
        assert held == dict(case.totals)
        assert sum(held.values()) == len(days)
