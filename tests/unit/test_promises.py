"""How a task stands after what was said about it, and how far ahead a day may be promised."""

import datetime as dt

import pytest

from states.calendar import Calendar, CalendarEndsError
from states.promises import ROWS, SAID, SETTLES, WAITS, Standing, Told, fold, latest_day

AT = dt.datetime(2026, 3, 4, 10, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 10)


def rows(*kinds: str) -> list[Told]:
    return [Told(kind, n, AT, DAY if kind == "promised" else None) for n, kind in enumerate(kinds, start=1)]


def test_of_nothing_said_nothing_follows() -> None:
    assert fold([]) == Standing((), 0, None, None)
    assert Standing().promises_left == 2


@pytest.mark.parametrize("kind", sorted(WAITS))
def test_an_answer_waits_until_the_coordinator_has_dealt_with_it(kind: str) -> None:
    found = fold(rows(kind)).waiting
    assert found is not None
    assert found.kind == kind
    for settling in sorted(SETTLES):
        assert fold(rows(kind, settling)).waiting is None
        assert fold(rows(settling, kind)).waiting is not None
    assert fold(rows(kind, "promise_missed", "reminders_ended")).waiting is not None


def test_a_promise_waits_for_nobody_and_takes_off_the_telephone_list() -> None:
    assert fold(rows("promised")).waiting is None
    assert fold(rows("said_ring", "promised")).ring is None
    assert fold(rows("reminders_ended", "promised")).ring is None
    assert fold(rows("reminders_ended", "promised", "promise_missed", "reminders_ended")).ring is not None


def test_who_is_on_the_telephone_list_stays_there_since_the_first_reason() -> None:
    found = fold(rows("said_ring", "promise_missed", "reminders_ended", "said_ring")).ring
    assert found is not None
    assert found.seq == 1
    assert fold(rows("said_answered", "said_no_part")).ring is None


@pytest.mark.parametrize("later", ["promised", "rang", "said_ring", "said_answered", "said_no_part", "promise_missed"])
def test_who_is_said_to_decide_stays_to_be_confirmed_whatever_is_said_after_it(later: str) -> None:
    found = fold(rows("said_elsewhere", later))
    assert found.elsewhere is not None
    assert found.elsewhere.seq == 1
    for deciding in ("redirect_confirmed", "redirect_refused", "answered"):
        assert fold(rows("said_elsewhere", later, deciding)).elsewhere is None
    again = fold(rows("said_elsewhere", later, "said_elsewhere")).elsewhere
    assert again is not None
    assert again.seq == 3


def test_promises_and_days_that_passed_are_counted() -> None:
    found = fold(rows("promised", "promise_missed", "promised", "promise_missed"))
    assert (found.promised, found.missed, found.promises_left) == ((DAY, DAY), 2, 0)
    assert fold(rows("promised")).promises_left == 1
    assert fold(rows("promised", "promised", "promised")).promises_left == 0


def test_every_row_that_matters_is_named() -> None:
    assert set(SAID) > WAITS
    assert set(SAID) | SETTLES | {"promise_missed", "reminders_ended"} == ROWS
    assert len(SAID) == 5


def test_a_day_may_be_promised_twenty_working_days_ahead() -> None:
    calendar = Calendar(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 1, {dt.date(2026, 4, 3): None})  # type: ignore[dict-item]
    # Wednesday 4 March: 5 and 6, 9 to 13, 16 to 20, 23 to 27, 30 and 31 March and 1 April are twenty.
    assert latest_day(calendar, dt.date(2026, 3, 4)) == dt.date(2026, 4, 1)
    # Friday 6 March, Good Friday left out: 9 to 13, 16 to 20, 23 to 27, 30 March to 2 April, and 6 April.
    assert latest_day(calendar, dt.date(2026, 3, 6)) == dt.date(2026, 4, 6)
    assert latest_day(calendar, dt.date(2026, 3, 7)) == dt.date(2026, 4, 6)  # a Saturday
    with pytest.raises(CalendarEndsError):
        latest_day(calendar, dt.date(2026, 12, 10))
