"""Targets: financial years, quarters, the even line to a target, and how far a figure is that is only bounded."""

import datetime as dt

import pytest

from states.coverage import count, matrix
from states.targets import (
    Figure,
    Measure,
    Quarter,
    Standing,
    a_quarter,
    active,
    counted,
    last_over,
    middle,
    month_ends,
    on_the_line,
    quarter_of,
    standing,
    year_of,
)

DAY = dt.date(2026, 9, 30)


def exactly(number: int) -> Figure:
    return Figure(number, number)


@pytest.mark.parametrize(("day", "year"), [(dt.date(2026, 3, 31), 2025), (dt.date(2026, 4, 1), 2026)])
def test_a_financial_year_begins_on_1_april(day: dt.date, year: int) -> None:
    assert year_of(day) == year


def test_quarters_are_the_calendars() -> None:
    found = a_quarter("2026-Q3")
    assert found == Quarter(2026, 3) == quarter_of(DAY)
    assert found
    assert (found.first, found.last, str(found)) == (dt.date(2026, 7, 1), DAY, "2026-Q3")
    assert (Quarter(2026, 4).next, Quarter(2026, 1).before) == (Quarter(2027, 1), Quarter(2025, 4))
    assert last_over(DAY) == Quarter(2026, 2)
    assert [a_quarter(wrong) for wrong in ("2026-Q5", "2026", "0000-Q1", "\uff12026-Q1", "")] == [None] * 5


def test_the_points_of_a_burn_up_are_month_ends_that_are_over_and_today() -> None:
    points = month_ends(2026, dt.date(2026, 6, 10))
    assert points == [dt.date(2026, 3, 31), dt.date(2026, 4, 30), dt.date(2026, 5, 31), dt.date(2026, 6, 10)]
    assert month_ends(2025, DAY)[-1] == dt.date(2026, 3, 31)
    assert len(month_ends(2025, DAY)) == 13
    assert month_ends(2027, DAY) == []


def test_the_line_grows_evenly_and_never_beyond_the_target() -> None:
    assert on_the_line(10, 375, 2025, dt.date(2025, 3, 31)) == 10
    assert on_the_line(10, 375, 2025, dt.date(2025, 4, 1)) == 11
    assert on_the_line(10, 375, 2025, dt.date(2027, 1, 1)) == 375
    assert on_the_line(10, 5, 2025, dt.date(2025, 12, 1)) == 10


@pytest.mark.parametrize(
    ("measure", "target", "begun", "now", "said"),
    [
        (Measure.ASSURED, None, exactly(0), exactly(9), Standing.NO_TARGET),
        (Measure.ASSURED, 20, exactly(10), exactly(20), Standing.REACHED),
        (Measure.ASSURED, 20, exactly(10), exactly(16), Standing.ON_LINE),
        (Measure.ASSURED, 20, exactly(10), exactly(14), Standing.BELOW_LINE),
        (Measure.ASSURED, 20, exactly(10), Figure(14, 16), Standing.NOT_KNOWN),
        (Measure.ASSURED, 20, exactly(10), Figure(14, 25), Standing.NOT_KNOWN),
        (Measure.ASSURED, 20, Figure(0, 10), exactly(14), Standing.NOT_KNOWN),
        (Measure.ASSURED, 20, exactly(10), Figure(), Standing.NOT_KNOWN),
        (Measure.DECISION, 20, Figure(), exactly(20), Standing.REACHED),
        (Measure.DECISION, 20, Figure(), exactly(21), Standing.MISSED),
    ],
)
def test_how_far_a_figure_is(measure: Measure, target: int | None, begun: Figure, now: Figure, said: Standing) -> None:
    assert standing(measure, target, begun, now, 2026, DAY) is said


def test_once_the_year_is_over_a_target_is_reached_or_not() -> None:
    after = dt.date(2027, 3, 31)
    assert standing(Measure.ASSURED, 20, exactly(10), exactly(19), 2026, after) is Standing.MISSED
    assert standing(Measure.ASSURED, 20, exactly(10), Figure(19, 20), 2026, after) is Standing.NOT_KNOWN


def test_what_is_not_known_is_counted_as_possible_only() -> None:
    assert counted([True, None, False, True]) == Figure(2, 3)
    assert counted([]).exact == 0
    assert Figure(2, 3).exact is None


def test_the_middle_of_waits_is_rounded_up() -> None:
    assert [middle(days) for days in ([], [3], [3, 4], [9, 1, 4])] == [None, 3, 4, 4]


def test_somebody_trained_lately_is_not_active_for_it() -> None:
    assert active(1, None, DAY, 12) is True
    assert active(0, None, DAY, 12) is None
    assert active(0, dt.date(2025, 9, 30), DAY, 12) is True
    assert active(0, dt.date(2025, 9, 29), DAY, 12) is False


def test_what_is_for_all_wales_serves_every_place_and_gaps_name_the_rest() -> None:
    serving = [(1, "health", "a"), (2, "health", "a"), (3, "housing", "wales"), (9, "housing", "b")]
    laid = matrix(("health", "housing", "carers"), ("a", "b"), count(serving, {1, 2, 3}), {("health", "b"): 1})
    assert [row.cells for row in laid.rows] == [(2, 0), (1, 1), (0, 0)]
    assert [row.gaps for row in laid.rows] == [("b",), (), ("a", "b")]
    assert [row.ahead for row in laid.rows] == [("b",), (), ()]
    assert (laid.covered, laid.cells) == (3, 6)
