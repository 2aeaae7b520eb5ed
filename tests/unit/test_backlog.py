import datetime as dt
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ispdesk import policies
from states.backlog import ORDER, Alarm, Level, Measurement, Range, Throughput, Waiting, measure, step
from states.calendar import Calendar
from states.when import When, on

WALES, CURRENT = policies.read("wales-2012").backlog, policies.read("current").backlog
CALENDAR = Calendar(dt.date(2010, 1, 1), dt.date(2013, 12, 31), 1)
DAY = dt.date(2012, 9, 28)
G, A, R = Level.GREEN, Level.AMBER, Level.RED
BUSY = Throughput(last_twelve_months=1200, with_dates=True, assured=1200)
"""So many assurances that clearance is never what reaches a level."""


def queue(count: int, submitted: When = When(), *, over: bool | None = None) -> list[Waiting]:  # noqa: B008 - a frozen value
    return [Waiting(f"W-{n}", submitted, over) for n in range(count)]


def seen(waiting: Sequence[Waiting], throughput: Throughput = BUSY) -> Measurement:
    return measure(waiting, throughput, WALES, CALENDAR, DAY)


@pytest.mark.parametrize(("count", "level"), [(0, G), (9, G), (10, A), (19, A), (20, R), (23, R)])
def test_a_count_reaches_a_level_at_its_figure(count: int, level: Level) -> None:
    found = seen(queue(count))
    assert (found.count, found.reached["count"], found.level) == (count, level, level)


@pytest.mark.parametrize(("age", "level"), [(29, G), (30, A), (59, A), (60, R)])
def test_an_age_reaches_a_level_at_its_figure(age: int, level: Level) -> None:
    day = DAY
    for _ in range(age):
        day = next(CALENDAR.before(day))
    found = seen([Waiting("W-1", on(day)), *queue(2)])
    assert found.oldest == Range(age, age, 1)
    assert (found.reached["oldest_working_days"], found.level) == (level, level)


@pytest.mark.parametrize(("over", "level"), [(1, G), (2, A), (3, A), (4, R)])
def test_a_share_reaches_a_level_at_its_figure(over: int, level: Level) -> None:
    """Of eight whose clock is known; one more is not known and counts on neither side."""
    found = seen([*queue(over, over=True), *queue(8 - over, over=False), *queue(1)])
    assert found.share == Range(over / 8, over / 8, 8)
    assert found.level is level


@pytest.mark.parametrize(("assured", "months", "level"), [(25, 4, G), (18, 6, A), (9, 12, R), (0, None, R)])
def test_clearance_reaches_a_level_at_its_figure(assured: int, months: int | None, level: Level) -> None:
    found = seen(queue(9), Throughput(assured, with_dates=True, assured=assured))
    assert (found.clearance_min, found.clearance_max) == (months, months)
    assert found.reached["projected_clearance_months"] is level
    assert found.level is level


def test_the_queue_of_the_report_is_red_and_takes_55_to_76_months() -> None:
    """23 awaiting (4.7); 10 assured in 24 to 33 months (4.8), no assurance dated."""
    found = seen(queue(23), Throughput(0, with_dates=False, assured=10))
    assert (found.count, found.level) == (23, R)
    assert (found.clearance_min, found.clearance_max) == (55, 76)
    assert "24-33 months" in found.method.en
    assert "24-33 mis" in found.method.cy
    assert found.reached == {
        "count": R, "oldest_working_days": G, "share_over_budget": G, "projected_clearance_months": R,
    }  # fmt: skip


def test_without_any_assurance_clearance_is_red_and_has_no_figure() -> None:
    for limits, throughput in (
        (WALES, Throughput(0, with_dates=False, assured=0)),
        (CURRENT, Throughput(0, with_dates=False, assured=10)),
        (CURRENT, Throughput(0, with_dates=True, assured=10)),
    ):
        found = measure(queue(1), throughput, limits, CALENDAR, DAY)
        assert (found.clearance_min, found.clearance_max, found.level) == (None, None, R)
        nothing = measure([], throughput, limits, CALENDAR, DAY)
        assert (nothing.clearance_min, nothing.level, nothing.count) == (0, G, 0)


def test_what_is_not_known_reaches_no_level() -> None:
    found = seen(queue(3))
    assert found.oldest == Range(None, None, 0)
    assert found.share == Range(None, None, 0)
    assert found.level is G


def test_an_age_is_an_interval_where_the_submission_is_one() -> None:
    january = When(dt.date(2012, 1, 2), dt.date(2012, 1, 31))
    least = CALENDAR.working_days(dt.date(2012, 1, 31), DAY)
    most = CALENDAR.working_days(dt.date(2012, 1, 2), DAY)
    assert seen([Waiting("W-1", january), *queue(1)]).oldest == Range(least, most, 1)


def test_an_end_that_is_known_bounds_the_oldest_age_from_below() -> None:
    """Submitted at the latest in July 2011: at least that old, whatever is known of the others."""
    old = Waiting("W-1", When(None, dt.date(2011, 7, 29)))
    young = Waiting("W-2", on(dt.date(2012, 9, 3)))
    least = CALENDAR.working_days(dt.date(2011, 7, 29), DAY)
    found = seen([old, young])
    assert found.oldest == Range(least, None, 1)
    assert found.level is R
    assert seen([Waiting("W-3", When(dt.date(2012, 9, 3), None)), young]).oldest == Range(19, 19, 1)


def test_the_level_is_that_of_the_worst_measure() -> None:
    found = seen([*queue(9), Waiting("W-9", on(dt.date(2011, 1, 3)))])
    assert (found.reached["count"], found.reached["oldest_working_days"], found.level) == (A, R, R)


@given(st.lists(st.tuples(st.none() | st.integers(0, 700), st.none() | st.integers(0, 700)), max_size=6))
def test_the_oldest_age_lies_between_its_bounds(ends: list[tuple[int | None, int | None]]) -> None:
    first = dt.date(2010, 2, 1)
    items = []
    for n, (one, two) in enumerate(ends):
        if one is not None and two is not None:
            one, two = min(one, two), max(one, two)  # noqa: PLW2901 - put in order
        days = [None if part is None else first + dt.timedelta(part) for part in (one, two)]
        items.append(Waiting(f"W-{n}", When(*days)))
    found = seen(items).oldest
    whole = [item.submitted for item in items if item.submitted.not_before and item.submitted.not_after]
    assert found.known_for == len(whole)
    if found.max is not None:
        assert found.min is not None
        assert found.min <= found.max
    for item in items:
        if item.submitted.not_after is not None:
            assert found.min is not None
            assert found.min >= CALENDAR.working_days(item.submitted.not_after, DAY)


def run(levels: str, clear_after: int = 3) -> str:
    """Announcements for a row of measurements, a letter each: g, a, r; a dot where nothing is said."""
    alarm, said = Alarm(), ""
    by_letter = {"g": G, "a": A, "r": R}
    for letter in levels:
        alarm, announced = step(alarm, by_letter[letter], clear_after, DAY)
        said += "." if announced is None else announced.value[0]
    return said


@pytest.mark.parametrize(
    ("levels", "announced"),
    [
        ("ggg", "..."),
        ("aaaa", "a..."),  # once per level
        ("arrr", "ar.."),
        ("rrrr", "r..."),  # a jump over two levels is one notice
        ("rara", "r..."),  # it has not been clear for three
        ("raarr", "r...."),
        ("raaar", "r...r"),  # three below red: red is armed again
        ("raaaaa", "r....."),  # amber was said with red
        ("rgggr", "r...r"),
        ("rggga", "r...a"),
        ("agggag", "a...a."),
        ("aggaggga", "a......a"),
        ("agggr", "a...r"),
        ("rgrgggr", "r.....r"),
        ("graggga", ".r....a"),
        ("raagaa", "r....."),  # amber itself has been clear for one measurement only
        ("raagggr", "r.....r"),
        ("raaggga", "r.....a"),
    ],
)
def test_a_level_is_said_once_and_again_after_three_clear_measurements(levels: str, announced: str) -> None:
    assert run(levels) == announced


@given(st.text("gar", max_size=30), st.integers(1, 4))
def test_no_level_is_said_twice_without_enough_clear_measurements_between(levels: str, clear_after: int) -> None:
    said = run(levels, clear_after)
    order = {"g": 0, "a": 1, "r": 2}
    for letter in "ar":
        places = [n for n, announced in enumerate(said) if announced == letter]
        for one, two in itertools.pairwise(places):
            below = [order[level] < order[letter] for level in levels[one + 1 : two]]
            assert sum(below) >= clear_after
            assert all(below[-clear_after:])
    first = levels.find("r")
    assert first == -1 or said[first] == "r"


def test_the_order_of_levels_and_how_long_it_has_been_clear() -> None:
    assert sorted(Level, key=ORDER.__getitem__) == [G, A, R]
    assert [Alarm(R, levels).clear for levels in ((), (R,), (R, A), (A, R), (A, G, A))] == [0, 0, 1, 0, 3]
