"""What may change in a calendar and until when; differences between computed and stored days; what runs out."""

import datetime as dt

import pytest
from clock_oracle import at

from states.calendar import Calendar, close
from states.closures import (
    Difference,
    Why,
    differences,
    has_closed,
    running_out,
    why_not_close,
    why_not_reopen,
    why_not_store,
)
from states.words import Sentence

HOLIDAY, CLOSURE = dt.date(2027, 3, 26), dt.date(2027, 3, 1)
NAMES = {HOLIDAY: Sentence("Good Friday", "Dydd Gwener y Groglith"), CLOSURE: Sentence("St David's Day", "Gŵyl Dewi")}
CALENDAR = Calendar(dt.date(2026, 1, 1), dt.date(2027, 12, 31), 4, NAMES)
NONE = Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0)
EARLY = at(dt.date(2027, 2, 15), 8)


def code(why: Why | None) -> str | None:
    if why is not None:
        assert "{" not in why.said.en + why.said.cy
        assert why.said.en != why.said.cy
    return why.code if why else None


def test_a_day_has_closed_once_its_close_is_past() -> None:
    assert not has_closed(CLOSURE, close(CLOSURE))
    assert has_closed(CLOSURE, close(CLOSURE) + dt.timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("day", "instant", "expected"),
    [
        (dt.date(2027, 3, 2), EARLY, None),
        (dt.date(2027, 3, 2), at(dt.date(2027, 3, 2), 17), None),
        (dt.date(2027, 3, 2), at(dt.date(2027, 3, 2), 17, 0, 1), "too_late"),
        (HOLIDAY, EARLY, "exists"),
        (CLOSURE, EARLY, "exists"),
        (dt.date(2027, 3, 6), EARLY, "exists"),
        (dt.date(2028, 1, 4), EARLY, "not_stored"),
        (dt.date(2025, 12, 31), EARLY, "not_stored"),
    ],
)
def test_closing_a_day(day: dt.date, instant: dt.datetime, expected: str | None) -> None:
    assert code(why_not_close(CALENDAR, day, instant)) == expected


def test_nothing_is_closed_where_nothing_is_stored() -> None:
    why = why_not_close(NONE, CLOSURE, EARLY)
    assert code(why) == "not_stored"
    assert why is not None
    assert "`ispdesk calendar store 2027`" in why.said.cy


@pytest.mark.parametrize(
    ("day", "bank_holiday", "instant", "expected"),
    [
        (CLOSURE, False, EARLY, None),
        (CLOSURE, False, at(CLOSURE, 17), None),
        (CLOSURE, False, at(CLOSURE, 17, 1), "too_late"),
        (HOLIDAY, True, EARLY, "wrong_value"),
        (dt.date(2027, 3, 2), False, EARLY, "not_found"),
    ],
)
def test_taking_a_closure_back(day: dt.date, bank_holiday: bool, instant: dt.datetime, expected: str | None) -> None:  # noqa: FBT001 - a row of the table
    assert code(why_not_reopen(CALENDAR, day, instant, bank_holiday=bank_holiday)) == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(2028, None), (2025, None), (2026, "exists"), (2027, "exists"), (2029, "gap"), (2024, "gap")]
)
def test_storing_a_year(year: int, expected: str | None) -> None:
    assert code(why_not_store(CALENDAR, year)) == expected
    assert why_not_store(NONE, year) is None


def test_differences_by_kind_and_what_may_be_done() -> None:
    past, named, bare = dt.date(2027, 2, 1), dt.date(2027, 5, 31), dt.date(2027, 6, 14)
    holidays = {HOLIDAY: NAMES[HOLIDAY], past: Sentence("Gone", "Wedi mynd"), named: Sentence("Spring", "Gwanwyn")}
    calendar = Calendar(CALENDAR.first, CALENDAR.last, 5, holidays | {CLOSURE: NAMES[CLOSURE]})
    computed = {
        HOLIDAY: NAMES[HOLIDAY],
        CLOSURE: Sentence("St David's Day", "Dydd Gŵyl Dewi"),  # a closure already: nothing changes
        named: Sentence("Spring Bank Holiday", "Gŵyl Banc y Gwanwyn"),
        bare: Sentence("Jubilee", ""),
        dt.date(2028, 1, 3): Sentence("Beyond", "Y tu hwnt"),
    }
    found = differences(calendar, holidays, computed, EARLY)
    assert [(one.day, one.kind, one.open, one.acceptable) for one in found] == [
        (past, "gone", False, False),
        (named, "renamed", True, True),
        (bare, "added", True, False),
    ]
    assert Difference(named, "gone", NAMES[HOLIDAY], None, open=True).acceptable


@pytest.mark.parametrize(("day", "warned"), [(dt.date(2026, 12, 31), False), (dt.date(2027, 1, 1), True)])
def test_the_calendar_is_said_to_run_out_a_year_before(day: dt.date, warned: bool) -> None:  # noqa: FBT001 - likewise
    said = running_out(CALENDAR, at(day, 12))
    assert (said is not None) is warned
    if said is not None:
        assert "2027-12-31" in said.en
        assert "2027-12-31" in said.cy
        assert "`ispdesk calendar store 2028`" in said.en
        assert "`ispdesk calendar store 2028`" in said.cy


def test_an_empty_calendar_asks_for_the_present_year() -> None:
    said = running_out(NONE, EARLY)
    assert said is not None
    assert "`ispdesk calendar store 2027`" in said.en
