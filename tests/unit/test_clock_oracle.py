import datetime as dt

import clock_oracle as oracle
from clock_oracle import at
from hypothesis import given
from hypothesis import strategies as st
from test_clock import held, timer

from states.calendar import Calendar
from states.clock import Holding, booked, project, totals
from states.lifecycle import Party
from states.words import Sentence

FIRST = dt.date(2026, 3, 16)
"""Two weeks before summer time begins; Easter is 3 and 6 April."""
DAYS = 25
HOURS = st.sampled_from(
    [(0, 0, 0), (8, 59, 59), (9, 0, 0), (9, 0, 1), (12, 0, 0), (16, 59, 59), (17, 0, 0), (17, 0, 1)]
)
PARTIES = st.sampled_from([Party.TEAM, Party.GROUP, Party.COORDINATOR, Party.NOBODY])
INSTANTS = st.builds(lambda n, hour: at(FIRST + dt.timedelta(n), *hour), st.integers(0, DAYS), HOURS)
CLOSED = st.sets(st.integers(0, DAYS + 30), max_size=6)
OFFSETS = st.lists(st.integers(-7, 6), max_size=4)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    days = {dt.date(2026, 4, 3), dt.date(2026, 4, 6)} | {FIRST + dt.timedelta(n) for n in draw(CLOSED)}
    return Calendar(dt.date(2026, 3, 1), dt.date(2026, 9, 30), 1, dict.fromkeys(days, Sentence("Closed", "Ar gau")))


def recorded(holdings: list[Holding]) -> list[oracle.Record]:
    return [(holding.since, holding.party) for holding in holdings]


@st.composite
def histories(draw: st.DrawFn) -> list[Holding]:
    instants = sorted(draw(st.lists(INSTANTS, min_size=1, max_size=8)))
    return held(*[(instant, draw(PARTIES)) for instant in instants])


@given(calendars(), histories(), st.integers(1, 8), OFFSETS, INSTANTS, st.none() | INSTANTS)
def test_the_clock_agrees_with_the_naive_reckoning(
    calendar: Calendar,
    holdings: list[Holding],
    budget: int,
    offsets: list[int],
    after: dt.datetime,
    floor: dt.datetime | None,
) -> None:
    clock = timer(budget, *(offset for offset in offsets if offset >= 1 - budget))
    now = max(after, holdings[-1].since)
    found = project(clock, holdings, calendar, now, floor=floor)
    records, rungs = recorded(holdings), [rung.offset for rung in clock.rungs]
    expected = oracle.marks(budget, rungs, clock.parties, records, calendar.closed, floor)
    assert found.counted == oracle.counted(clock.parties, records, calendar.closed, now)
    assert {mark.rung.offset: (mark.day, mark.at) for mark in found.rungs} == expected
    assert found.due == (expected[0][0] if 0 in expected else None)
    assert found.running is (holdings[-1].party in clock.parties)
    if not found.running:
        assert all(mark.at < holdings[-1].since for mark in found.rungs)  # nothing becomes overdue while paused


@given(calendars(), histories(), INSTANTS)
def test_totals_over_parties_add_up_to_the_working_days_gone_by(
    calendar: Calendar, holdings: list[Holding], until: dt.datetime
) -> None:
    days = booked(holdings, calendar, until)
    gone = oracle.diary(recorded(holdings), calendar.closed, until)
    assert [(day.day, day.opened) for day in days] == gone
    assert [day.closed for day in days] == [oracle.holder(recorded(holdings), at(day, 17)) for day, _ in gone]
    assert sum(totals(days).values()) == len(gone)
    assert totals(days) == {party: sum(who is party for _, who in gone) for party in Party}


@given(calendars(), histories(), st.integers(1, 8), INSTANTS, PARTIES)
def test_an_hour_between_two_openings_and_within_the_day_moves_nothing(
    calendar: Calendar, holdings: list[Holding], budget: int, start: dt.datetime, other: Party
) -> None:
    """Between the last event and now, somebody else has it from 11:00 to 15:00."""
    day = calendar.opening_after(max(start, holdings[-1].since))
    holder = holdings[-1].party
    odd = [*holdings, Holding(at(day, 11), other), Holding(at(day, 15), holder)]
    clock, now = timer(budget, 2), at(day, 20)
    assert project(clock, odd, calendar, now) == project(clock, holdings, calendar, now)


@given(calendars(), histories(), st.integers(1, 8), INSTANTS)
def test_time_alone_moves_no_mark(calendar: Calendar, holdings: list[Holding], budget: int, later: dt.datetime) -> None:
    clock = timer(budget, 3)
    one = project(clock, holdings, calendar, holdings[-1].since)
    two = project(clock, holdings, calendar, max(later, holdings[-1].since))
    assert one.rungs == two.rungs
    assert one.counted <= two.counted


@given(calendars(), histories(), st.integers(1, 8), INSTANTS)
def test_a_floor_only_ever_gives_more_time(
    calendar: Calendar, holdings: list[Holding], budget: int, floor: dt.datetime
) -> None:
    clock = timer(budget, 3)
    one = {m.rung.name: m.at for m in project(clock, holdings, calendar, floor).rungs}
    two = {m.rung.name: m.at for m in project(clock, holdings, calendar, floor, floor=floor).rungs}
    assert set(two) <= set(one)
    assert holdings[-1].party not in clock.parties or set(one) == set(two)
    assert all(two[name] >= one[name] for name in two)
    assert all(when > floor for when in two.values())
