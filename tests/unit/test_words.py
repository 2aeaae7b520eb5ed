from datetime import UTC, date, datetime, timedelta

import pytest

from notifications import words


@pytest.mark.parametrize(
    ("day", "english", "welsh"),
    [
        (date(2012, 10, 1), "Monday 1 October 2012", "dydd Llun 1 Hydref 2012"),
        (date(2026, 3, 3), "Tuesday 3 March 2026", "dydd Mawrth 3 Mawrth 2026"),
        (date(2024, 2, 29), "Thursday 29 February 2024", "dydd Iau 29 Chwefror 2024"),
        (date(2026, 12, 25), "Friday 25 December 2026", "dydd Gwener 25 Rhagfyr 2026"),
    ],
)
def test_a_day_in_both_languages(day: date, english: str, welsh: str) -> None:
    assert words.day(day, "en") == english
    assert words.day(day, "cy") == welsh


def test_every_day_and_month_has_its_own_words() -> None:
    for lang in ("cy", "en"):
        year = [words.day(date(2026, 1, 1) + timedelta(n), lang) for n in range(365)]
        assert len(set(year)) == 365
        assert len({text.split(" 2026")[0].split()[-1] for text in year}) == 12


@pytest.mark.parametrize(
    ("at", "english", "welsh"),
    [
        ((2012, 10, 1, 8, 5), "Monday 1 October 2012, 9:05am", "dydd Llun 1 Hydref 2012, 9:05am"),
        ((2012, 1, 9, 17, 0), "Monday 9 January 2012, 5pm", "dydd Llun 9 Ionawr 2012, 5pm"),
        ((2012, 1, 9, 12, 0), "Monday 9 January 2012, midday", "dydd Llun 9 Ionawr 2012, hanner dydd"),
        ((2012, 1, 9, 0, 0), "Monday 9 January 2012, midnight", "dydd Llun 9 Ionawr 2012, hanner nos"),
        ((2012, 1, 9, 0, 30), "Monday 9 January 2012, 12:30am", "dydd Llun 9 Ionawr 2012, 12:30am"),
        ((2026, 10, 25, 0, 30), "Sunday 25 October 2026, 1:30am BST", "dydd Sul 25 Hydref 2026, 1:30am BST"),
        ((2026, 10, 25, 1, 30), "Sunday 25 October 2026, 1:30am GMT", "dydd Sul 25 Hydref 2026, 1:30am GMT"),
    ],
)
def test_an_instant_is_written_as_london_has_it(at: tuple[int, ...], english: str, welsh: str) -> None:
    instant = datetime(*at, tzinfo=UTC)  # type: ignore[arg-type,misc]
    assert words.instant(instant, "en") == english
    assert words.instant(instant, "cy") == welsh


@pytest.mark.parametrize(
    ("count", "english", "welsh"),
    [
        (0, "0 working days", "0 diwrnod gwaith"),
        (1, "1 working day", "1 diwrnod gwaith"),
        (2, "2 working days", "2 ddiwrnod gwaith"),
        (3, "3 working days", "3 diwrnod gwaith"),
        (6, "6 working days", "6 diwrnod gwaith"),
        (10, "10 working days", "10 diwrnod gwaith"),
        (22, "22 working days", "22 diwrnod gwaith"),
    ],
)
def test_counted_days(count: int, english: str, welsh: str) -> None:
    assert words.working_days(count, "en") == english
    assert words.working_days(count, "cy") == welsh


def test_months() -> None:
    assert words.months(55, 76, "en") == "55 to 76 months"
    assert words.months(55, 76, "cy") == "55 i 76 mis"
    assert words.months(1, 1, "en") == "1 month"
    assert words.months(2, 2, "cy") == "2 fis"


def test_what_is_due() -> None:
    assert words.due(date(2012, 10, 1), "en") == "Monday 1 October 2012, 5pm"
    assert words.due(None, "en") == "no date is set"
    assert words.due(None, "cy") == "nid oes dyddiad wedi'i bennu"
    assert words.due(datetime(2012, 1, 9, 9, tzinfo=UTC), "en") == "Monday 9 January 2012, 9am"


def test_naive_instants_and_days_are_refused() -> None:
    naive = datetime(2012, 1, 9, tzinfo=UTC).replace(tzinfo=None)
    for write in (words.day, words.due, words.instant):
        with pytest.raises(ValueError, match="no time zone"):
            write(naive, "en")
    with pytest.raises(TypeError, match="day filter"):
        words.instant(date(2012, 1, 9), "en")  # type: ignore[arg-type]


def test_a_day_is_read_as_a_notice_keeps_it() -> None:
    assert words.day("2026-03-12", "cy") == "dydd Iau 12 Mawrth 2026"
    assert words.due("2026-03-12", "en") == "Thursday 12 March 2026, 5pm"
    assert words.due("2026-03-12T09:05:00+00:00", "en") == "Thursday 12 March 2026, 9:05am"
    assert words.instant("2026-03-12T09:05:00+00:00", "cy") == "dydd Iau 12 Mawrth 2026, 9:05am"
    assert words.day("2026-06-30T23:30:00+00:00", "en") == "Wednesday 1 July 2026"
    with pytest.raises(TypeError, match="a day, not an instant"):
        words.instant("2026-03-12", "en")
    with pytest.raises(ValueError, match="no time zone"):
        words.day("2026-03-12T09:05:00", "en")
    with pytest.raises(ValueError, match="Invalid isoformat"):
        words.day("12 March", "en")


@pytest.mark.parametrize(
    ("count", "english"),
    [(0, "0 ISPs"), (1, "1 ISP"), (2, "2 ISPs"), (3, "3 ISPs"), (6, "6 ISPs"), (10, "10 ISPs")],
)
def test_counted_isps(count: int, english: str) -> None:
    assert words.isps(count, "en") == english
    assert words.isps(count, "cy") == f"{count} ISP"
