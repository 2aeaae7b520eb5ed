"""How people wish to be written to: on which day a letter comes, and how each message does, worked by hand."""

import datetime as dt
from itertools import product

import pytest

from states.calendar import Calendar
from states.preferences import HOURS, WEEK, Choice, manner, may_be_off, writes_on
from states.words import Sentence

SHUT = Sentence("Shut", "Ar gau")
CALENDAR = Calendar(
    dt.date(2026, 1, 1),
    dt.date(2026, 12, 31),
    1,
    {dt.date(2026, 4, 3): SHUT, dt.date(2026, 4, 6): SHUT, dt.date(2026, 12, 25): SHUT, dt.date(2026, 12, 28): SHUT},
)
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def written(days: set[int], first: dt.date, last: dt.date) -> list[int]:
    every = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    return [day.day for day in every if writes_on(frozenset(days), CALENDAR, day)]


def test_a_letter_comes_on_the_days_that_were_chosen_and_on_no_weekend() -> None:
    # March 2026 begins on a Sunday.
    assert written({MONDAY}, dt.date(2026, 3, 1), dt.date(2026, 3, 31)) == [2, 9, 16, 23, 30]
    assert written(set(range(5)), dt.date(2026, 3, 1), dt.date(2026, 3, 8)) == [2, 3, 4, 5, 6]


def test_where_nobody_works_on_that_day_it_comes_on_the_next_that_is_worked() -> None:
    # Good Friday the 3rd and Easter Monday the 6th of April 2026: Friday's and Monday's letter come on Tuesday the 7th.
    april = dt.date(2026, 4, 1), dt.date(2026, 4, 14)
    assert written({FRIDAY}, *april) == [7, 10]
    assert written({MONDAY}, *april) == [7, 13]
    assert written({THURSDAY}, *april) == [2, 9]
    assert written({MONDAY, FRIDAY}, *april) == [7, 10, 13]


def test_beyond_the_calendar_the_week_alone_counts() -> None:
    # 1 January 2027 is a Friday; 1 January 2026 is the calendar's first day, so nothing is known of the day before.
    assert [writes_on(frozenset({FRIDAY}), CALENDAR, dt.date(2027, 1, day)) for day in (1, 2, 4)] == [
        True,
        False,
        False,
    ]
    assert writes_on(frozenset({THURSDAY}), CALENDAR, dt.date(2026, 1, 1))


@pytest.mark.parametrize("days", [set(), {5}, {-1}])
def test_days_that_no_letter_can_come_on_are_refused(days: set[int]) -> None:
    with pytest.raises(ValueError, match="0 to 4"):
        writes_on(frozenset(days), CALENDAR, dt.date(2026, 3, 2))


def test_the_hours_lie_in_the_working_day() -> None:
    assert (f"{HOURS[0]:%H:%M}", f"{HOURS[-1]:%H:%M}", len(HOURS), len(WEEK)) == ("08:30", "16:30", 9, 5)


def test_what_waits_for_an_answer_cannot_be_turned_off_unless_it_only_nudges() -> None:
    assert not may_be_off(asks=True, escalates=False, nudges=False)
    assert all(may_be_off(asks=False, escalates=e, nudges=n) for e, n in product((True, False), repeat=2))
    assert may_be_off(asks=True, escalates=True, nudges=False)
    assert may_be_off(asks=True, escalates=False, nudges=True)


def test_an_escalation_leaves_at_once_and_is_never_off_for_the_last_of_a_role() -> None:
    for choice, urgent in product((None, *Choice), (True, False)):
        last = manner(choice, escalates=True, urgent=urgent, alone=True)
        assert last is Choice.AT_ONCE
        beside = manner(choice, escalates=True, urgent=urgent, alone=False)
        assert beside is (Choice.OFF if choice is Choice.OFF else Choice.AT_ONCE)


def test_everything_else_comes_as_it_was_chosen_and_at_once_where_it_is_urgent() -> None:
    for alone in (True, False):
        assert manner(None, escalates=False, urgent=False, alone=alone) is Choice.DIGEST
        assert manner(Choice.DIGEST, escalates=False, urgent=True, alone=alone) is Choice.AT_ONCE
        assert manner(Choice.AT_ONCE, escalates=False, urgent=False, alone=alone) is Choice.AT_ONCE
        assert manner(Choice.OFF, escalates=False, urgent=True, alone=alone) is Choice.OFF
