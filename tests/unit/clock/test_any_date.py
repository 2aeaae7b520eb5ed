"""Any date: anchors, periods, rungs and floors against a model that leafs through the calendar page by page."""

import datetime as dt
import itertools
from dataclasses import replace

import clock_oracle as oracle
from by_hand import STORED, WALES, date_of
from clock_oracle import at
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from states.dates import dated, months_after, project_date
from states.policy import Period
from states.words import Sentence

PERIODS = st.builds(
    Period,
    months=st.sampled_from([0, 0, 1, 2, 3, 6, 11, 12, 13, 24]),
    days=st.sampled_from([0, 0, 0, 1, 7, 10, 42, 84]),
    before=st.booleans(),
)
LATE = [
    dt.date(year, month, day) for year in (2024, 2025, 2026) for month, day in ((1, 31), (2, 28), (8, 31), (12, 29))
]
ANCHORS = st.dates(dt.date(2024, 2, 1), dt.date(2027, 3, 31)) | st.sampled_from([*LATE, dt.date(2024, 2, 29)])
OFFSETS = st.frozensets(st.integers(-30, 30), max_size=5)
HOURS = st.sampled_from([(0, 0, 0), (8, 59, 59), (9, 0, 0), (9, 0, 1), (17, 0, 0), (23, 59, 59)])
NEAR = st.integers(-40, 40)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(ANCHORS, st.integers(-60, 60))
@example(dt.date(2024, 2, 29), 12)
@example(dt.date(2024, 2, 29), -12)
@example(dt.date(2026, 1, 31), 1)
@example(dt.date(2026, 12, 31), -10)
@SETTINGS
def test_months_keep_the_day_or_end_with_the_month(anchor: dt.date, months: int) -> None:
    found = months_after(anchor, months)
    assert found == oracle.same_day_months_on(anchor, months)
    assert found.day == anchor.day or (found + oracle.DAY).day == 1


@given(ANCHORS, PERIODS)
@SETTINGS
def test_a_date_is_reckoned_and_then_rolled(anchor: dt.date, period: Period) -> None:
    found = dated(date_of(period, ()), anchor, WALES)
    assert found.reckoned == oracle.reckoned(anchor, period.months, period.days, before=period.before)
    assert found.due == oracle.rolled(found.reckoned, STORED, back=period.before)
    assert found.due <= found.reckoned if period.before else found.due >= found.reckoned
    assert WALES.is_working(found.due)


@given(ANCHORS, PERIODS, OFFSETS, st.none() | NEAR, HOURS)
@SETTINGS
def test_rungs_are_steps_from_the_date_as_reckoned(
    anchor: dt.date, period: Period, offsets: frozenset[int], near: int | None, hour: tuple[int, int, int]
) -> None:
    day = oracle.reckoned(anchor, period.months, period.days, before=period.before)
    floor = None if near is None else at(day + near * oracle.DAY, *hour)
    found = project_date(date_of(period, sorted(offsets)), anchor, WALES, floor=floor)
    expected = oracle.date_marks(day, offsets, STORED, floor, before=period.before)
    assert {mark.rung.offset: (mark.day, mark.at) for mark in found.rungs} == expected
    due = oracle.rolled(day, STORED, back=period.before)
    if floor is not None:
        earliest = oracle.next_to_open(floor, STORED)
        due = max(due, earliest)
        assert all(mark.at >= at(earliest, 17) for mark in found.rungs)
    assert found.due == due
    assert found.running
    for one, two in itertools.pairwise(found.rungs):
        assert one.at <= two.at


@given(ANCHORS, PERIODS, OFFSETS, NEAR)
@SETTINGS
def test_a_floor_only_ever_gives_more_time(anchor: dt.date, period: Period, offsets: frozenset[int], near: int) -> None:
    timer = date_of(period, sorted({0, *offsets}))
    plain = project_date(timer, anchor, WALES)
    assert plain.due is not None
    floor = at(plain.due + near * oracle.DAY, 12)
    found = project_date(timer, anchor, WALES, floor=floor)
    for one, two in zip(plain.rungs, found.rungs, strict=True):
        assert two.at == max(one.at, at(oracle.next_to_open(floor, STORED), 17)) or two == one
        assert two.at >= one.at
        assert two.at > floor


@given(ANCHORS, PERIODS, OFFSETS, st.sets(st.integers(0, 60), min_size=1, max_size=10))
@SETTINGS
def test_closed_days_are_stepped_over(
    anchor: dt.date, period: Period, offsets: frozenset[int], closed: set[int]
) -> None:
    """Closures around the date: everything is still on a working day, and as the model has it."""
    day = oracle.reckoned(anchor, period.months, period.days, before=period.before)
    more = {day + (n - 30) * oracle.DAY: Sentence("Closed", "Ar gau") for n in closed}
    calendar = replace(WALES, closed={**STORED, **more})
    found = project_date(date_of(period, sorted(offsets)), anchor, calendar)
    expected = oracle.date_marks(day, offsets, calendar.closed, None, before=period.before)
    assert {mark.rung.offset: (mark.day, mark.at) for mark in found.rungs} == expected
    assert all(calendar.is_working(mark.day) for mark in found.rungs)
