import datetime as dt

import pytest
from clock_oracle import at
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from ispdesk.calendars import OBSERVED, WELSH, UnnamedHolidayError, computed, holidays_of, missing
from states.calendar import Calendar, CalendarEndsError, close, local_day, opening
from states.words import Sentence

YEARS = range(1990, 2036)
STORED = {day: Sentence(*names) for year in range(2024, 2029) for day, names in holidays_of(year).items()}
CALENDAR = Calendar(dt.date(2024, 1, 1), dt.date(2028, 12, 31), 3, STORED)
FRI, SAT, SUN, MON, TUE = (dt.date(2026, 6, day) for day in range(5, 10))


def published() -> dict[int, set[dt.date]]:
    """GOV.UK's list for Wales, as its own library carries it; it is complete from 2013 on."""
    days = [one["date"] for one in BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")]
    return {year: {day for day in days if day.year == year} for year in sorted({day.year for day in days})}


@pytest.mark.parametrize("year", published())
def test_computed_days_are_those_that_gov_uk_publishes(year: int) -> None:
    ours, theirs = set(holidays_of(year)), published()[year]
    assert theirs
    assert ours == theirs


def test_the_holidays_of_2012_by_hand() -> None:
    """Spring moved to 4 June for the Diamond Jubilee on 5 June; 1 January was a Sunday."""
    assert sorted(holidays_of(2012)) == [
        dt.date(2012, *day)
        for day in ((1, 2), (4, 6), (4, 9), (5, 7), (6, 4), (6, 5), (8, 27), (12, 25), (12, 26))
    ]  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_every_holiday_has_a_name_in_both_languages(year: int) -> None:
    for day, (en, cy) in holidays_of(year).items():
        assert day.year == year
        assert day.weekday() < 5
        assert en.strip()
        assert cy.strip()
        assert OBSERVED.strip() not in en
        assert ("(substitute day)" in en) is ("(dydd gŵyl yn lle)" in cy)
    assert len(set(WELSH.values())) > 1


def test_no_welsh_name_is_the_english_one() -> None:
    """Nor any English name of another day; and each name of ours is one that some year needs."""
    found = [name for year in YEARS for name in computed(year).values()]
    english = {name.en for name in found}
    assert len(found) > 300
    assert {name.cy for name in found} & (english | {""}) == set()
    assert {name.en.removesuffix(" (substitute day)") for name in found} <= set(WELSH)


def test_a_holiday_without_a_welsh_name_is_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(WELSH, "Good Friday")
    assert computed(2027)[dt.date(2027, 3, 26)] == Sentence("Good Friday", "")
    with pytest.raises(UnnamedHolidayError, match=r"Good Friday.*2027-03-26"):
        holidays_of(2027)


def test_weekends_and_stored_days_are_closed() -> None:
    assert [CALENDAR.is_working(day) for day in (FRI, SAT, SUN, MON)] == [True, False, False, True]
    assert not CALENDAR.is_working(dt.date(2026, 12, 28))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (at(FRI, 8, 59, 59), FRI),
        (at(FRI, 9), FRI),
        (at(FRI, 9, 0, 1), MON),
        (at(SAT, 0), MON),
        (at(SUN, 23, 59), MON),
        (at(MON, 9), MON),
        (at(dt.date(2026, 12, 24), 12), dt.date(2026, 12, 29)),
        (dt.datetime(2026, 6, 7, 23, 30, tzinfo=dt.UTC), MON),  # 00:30 on Monday in Wales
    ],
)
def test_the_day_that_opens_after_an_instant(instant: dt.datetime, day: dt.date) -> None:
    assert CALENDAR.opening_after(instant) == day


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (at(FRI, 16, 59, 59), dt.date(2026, 6, 4)),
        (at(FRI, 17), FRI),
        (at(SUN, 12), FRI),
        (at(MON, 16, 59), FRI),
        (at(MON, 17), MON),
        (at(dt.date(2026, 12, 28), 20), dt.date(2026, 12, 24)),
    ],
)
def test_the_last_close(instant: dt.datetime, day: dt.date) -> None:
    assert CALENDAR.last_close(instant) == day


def test_rolling_forward_and_back() -> None:
    assert (CALENDAR.next_working(SAT), CALENDAR.previous_working(SUN)) == (MON, FRI)
    assert (CALENDAR.next_working(FRI), CALENDAR.previous_working(FRI)) == (FRI, FRI)


def test_openings_and_closes_are_wales_own() -> None:
    assert opening(FRI) == dt.datetime(2026, 6, 5, 8, tzinfo=dt.UTC)
    assert close(dt.date(2026, 12, 24)) == dt.datetime(2026, 12, 24, 17, tzinfo=dt.UTC)
    assert local_day(dt.datetime(2026, 6, 5, 23, 30, tzinfo=dt.UTC)) == SAT


def test_years_are_stored_from_the_stored_ones_outwards() -> None:
    """So that no order leaves a gap on the way, in which no day would be a holiday."""
    assert missing(CALENDAR, 2022, 2030) == [2023, 2022, 2029, 2030]
    assert missing(CALENDAR, 2025, 2027) == []
    assert missing(Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0), 2026, 2028) == [2026, 2027, 2028]


def test_it_answers_only_for_stored_years() -> None:
    for ask in (
        lambda: CALENDAR.is_working(dt.date(2023, 12, 29)),
        lambda: CALENDAR.next_working(dt.date(2029, 1, 1)),
        lambda: CALENDAR.working_days(dt.date(2023, 12, 29), FRI),
        lambda: CALENDAR.working_days(FRI, dt.date(2029, 1, 2)),
        lambda: CALENDAR.opening_after(at(dt.date(2028, 12, 29), 12)),
        lambda: CALENDAR.last_close(at(dt.date(2024, 1, 2), 12)),
        lambda: Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0).next_working(FRI),
    ):
        with pytest.raises(CalendarEndsError):
            ask()


DATES = st.dates(dt.date(2024, 2, 1), dt.date(2028, 11, 30))


@given(DATES, DATES)
def test_working_days_are_counted_as_on_fingers(one: dt.date, two: dt.date) -> None:
    after, until = min(one, two), max(one, two)
    days = [after + dt.timedelta(n) for n in range(1, (until - after).days + 1)]
    assert CALENDAR.working_days(after, until) == sum(d.weekday() < 5 and d not in STORED for d in days)
    assert CALENDAR.working_days(until, after) == 0


@given(st.datetimes(dt.datetime(2024, 2, 1), dt.datetime(2028, 11, 30), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - Hypothesis wants them bare
def test_openings_and_closes_enclose_every_instant(instant: dt.datetime) -> None:
    after, last = CALENDAR.opening_after(instant), CALENDAR.last_close(instant)
    assert opening(after) >= instant >= close(last)
    between = CALENDAR.working_days(last, after) - 1
    assert between == (1 if CALENDAR.is_working(local_day(instant)) and last != local_day(instant) != after else 0)
