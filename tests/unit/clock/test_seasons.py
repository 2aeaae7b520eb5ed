"""Summer time, Easter, substitute days and the extra days of 2022 and 2023, on the bank holidays as they are stored.

Z after an instant means UTC: Wales is at UTC in winter and an hour ahead of it in summer time.
"""

import datetime as dt

import pytest
from by_hand import STORED, WALES, Case, at, check, day, project_case

SUMMER_TIME = [
    # Clocks go forward on Sun 29 March 2026. Fri 27 opens at 09:00Z and counts; Mon 30 closes at 16:00Z.
    Case("spring 2026, at Friday's opening", 2, ("Fri 27 Mar 2026 09:00Z team",), "Mon 30 Mar 2026 16:00Z",
         rungs={-1: "Fri 27 Mar 2026 09:00Z", 1: "Tue 31 Mar 2026 16:00Z"}),
    # A second later Fri 27 has opened without it: Mon 30, Tue 31.
    Case("spring 2026, after Friday's opening", 2, ("Fri 27 Mar 2026 09:00:01Z team",), "Tue 31 Mar 2026 16:00Z"),
    # Mon 30 opens at 08:00Z: exactly then counts; Mon 30, Tue 31.
    Case("spring 2026, at Monday's opening", 2, ("Mon 30 Mar 2026 08:00Z team",), "Tue 31 Mar 2026 16:00Z"),
    # 08:30Z on Mon 30 is half past nine: Monday has opened. Tue 31, Wed 1 April.
    Case("spring 2026, after Monday's opening", 2, ("Mon 30 Mar 2026 08:30Z team",), "Wed 1 Apr 2026 16:00Z"),
    # In the night of the change: 01:30Z is half past two. Mon 30 is the one day.
    Case("spring 2026, in the night", 1, ("Sun 29 Mar 2026 01:30Z team",), "Mon 30 Mar 2026 16:00Z"),
    # Handed over on Fri 27, back on Sat 28: the night that lacks an hour is no day. Mon 30.
    Case("spring 2026, over the weekend", 2,
         ("Fri 27 Mar 2026 09:00Z team", "Fri 27 Mar 2026 17:30Z coordinator", "Sun 29 Mar 2026 20:00Z team"),
         "Mon 30 Mar 2026 16:00Z"),
    # Clocks go back on Sun 25 October 2026. Fri 23 opens at 08:00Z and counts; Mon 26 closes at 17:00Z.
    Case("autumn 2026, at Friday's opening", 2, ("Fri 23 Oct 2026 08:00Z team",), "Mon 26 Oct 2026 17:00Z",
         rungs={-1: "Fri 23 Oct 2026 08:00Z", 1: "Tue 27 Oct 2026 17:00Z"}),
    # 08:30Z on Fri 23 is half past nine: Mon 26, Tue 27.
    Case("autumn 2026, after Friday's opening", 2, ("Fri 23 Oct 2026 08:30Z team",), "Tue 27 Oct 2026 17:00Z"),
    # 08:30Z on Mon 26 is half past eight: before the opening, so Mon 26 is the one day.
    Case("autumn 2026, before Monday's opening", 1, ("Mon 26 Oct 2026 08:30Z team",), "Mon 26 Oct 2026 17:00Z"),
    # Half past one comes twice in that night, at 00:30Z and at 01:30Z; either way Mon 26.
    Case("autumn 2026, the first half past one", 1, ("Sun 25 Oct 2026 00:30Z team",), "Mon 26 Oct 2026 17:00Z"),
    Case("autumn 2026, the second half past one", 1, ("Sun 25 Oct 2026 01:30Z team",), "Mon 26 Oct 2026 17:00Z"),
    # Handed over at 16:30Z on Mon 26, half past four: before the close at 17:00Z, in time. On Fri 23 it is half past
    # five, after the close at 16:00Z: fallen due.
    Case("autumn 2026, over before the close", 1, ("Mon 26 Oct 2026 08:30Z team", "Mon 26 Oct 2026 16:30Z coordinator"),
         None, "Tue 27 Oct 2026 12:00Z", 1),
    Case("autumn 2026, over after the close", 1, ("Fri 23 Oct 2026 07:30Z team", "Fri 23 Oct 2026 16:30Z coordinator"),
         "Fri 23 Oct 2026 16:00Z", "Tue 27 Oct 2026 12:00Z", 1),
]  # fmt: skip
EASTER = [
    # 2026: Good Friday 3 April, Easter Monday 6 April. Thu 2 after the opening: Tue 7, Wed 8.
    Case("2026", 2, ("Thu 2 Apr 2026 09:01 team",), "Wed 8 Apr 2026"),
    # 2027: Good Friday 26 March, clocks forward Sun 28, Easter Monday 29. Thu 25 at nine: Thu 25, Tue 30 (16:00Z).
    Case("2027, with summer time", 2, ("Thu 25 Mar 2027 09:00Z team",), "Tue 30 Mar 2027 16:00Z"),
    # 2024: Good Friday 29 March, clocks forward Sun 31, Easter Monday 1 April. Thu 28, Tue 2 April, Wed 3.
    Case("2024, with summer time", 3, ("Wed 27 Mar 2024 12:00 team",), "Wed 3 Apr 2024"),
    # On hold from Good Friday's weekend: entered Thu 2 April 2026 at noon, it begins on Tue 7; ended on Tue 7 at noon,
    # from Wed 8. Wed 1, Thu 2, [Tue 7 nobody's], Wed 8.
    Case("2026, on hold", 3,
         ("Wed 1 Apr 2026 08:00 team", "Thu 2 Apr 2026 12:00 hold", "Tue 7 Apr 2026 12:00 resume team"),
         "Wed 8 Apr 2026", "Wed 8 Apr 2026 12:00", 3, totals={"team": 3, "nobody": 1}),
    # Early May 2026: Mon 4 May. Thu 30 April after the opening: Fri 1, Tue 5, Wed 6.
    Case("early May 2026", 3, ("Thu 30 Apr 2026 09:01 team",), "Wed 6 May 2026"),
    # Summer Bank Holiday: Mon 31 August 2026. Fri 28, Tue 1 September.
    Case("end of August 2026", 2, ("Fri 28 Aug 2026 09:00 team",), "Tue 1 Sep 2026"),
]  # fmt: skip
SUBSTITUTES = [
    # Boxing Day 2026 is a Saturday: Mon 28 in its place. Wed 23 at noon: Thu 24, Tue 29, Wed 30.
    Case("28 December 2026", 3, ("Wed 23 Dec 2026 12:00 team",), "Wed 30 Dec 2026"),
    # Handed over on Mon 28 itself and back on the same day: no opening, nothing moves. Thu 24, Tue 29, Wed 30.
    Case("28 December 2026, over and back", 3,
         ("Wed 23 Dec 2026 12:00 team", "Mon 28 Dec 2026 09:00 coordinator", "Mon 28 Dec 2026 17:00 team"),
         "Wed 30 Dec 2026"),
    # 2027: Christmas Day a Saturday, Boxing Day a Sunday, so Mon 27 and Tue 28; New Year's Day 2028 a Saturday, so
    # Mon 3 January. Fri 24, Wed 29, Thu 30, Fri 31, Tue 4 January.
    Case("27 and 28 December 2027, 3 January 2028", 5, ("Fri 24 Dec 2027 09:00 team",), "Tue 4 Jan 2028"),
    # 2022: Christmas Day a Sunday, its substitute on Tue 27 (Mon 26 is Boxing Day); New Year's Day 2023 a Sunday, so
    # Mon 2 January. Fri 23, Wed 28, Thu 29, Fri 30, Tue 3 January.
    Case("27 December 2022, 2 January 2023", 5, ("Fri 23 Dec 2022 09:00 team",), "Tue 3 Jan 2023"),
    # New Year's Day 2022 is a Saturday: Mon 3 January. The one day is Tue 4.
    Case("3 January 2022", 1, ("Sat 1 Jan 2022 12:00 team",), "Tue 4 Jan 2022"),
    # Thirty days over a Christmas. Mon 30 November: 1; 1-4 December: 5; 7-11: 10; 14-18: 15; 21-24: 19; 29, 30, 31: 22;
    # 4-8 January: 27; Mon 11: 28, Tue 12: 29, Wed 13: 30.
    Case("six weeks over Christmas 2026", 30, ("Mon 30 Nov 2026 09:00 team",), "Wed 13 Jan 2027"),
]  # fmt: skip
EXTRA_DAYS = [
    # 2022: the spring holiday moved to Thu 2 June, Fri 3 June the Platinum Jubilee. Mon 30 May, Tue 31, Wed 1, Mon 6.
    Case("2 and 3 June 2022", 4, ("Mon 30 May 2022 09:00 team",), "Mon 6 Jun 2022"),
    # So Mon 30 May 2022 was a working day: Fri 27 May at noon, the one day is Mon 30.
    Case("30 May 2022 was no holiday", 1, ("Fri 27 May 2022 12:00 team",), "Mon 30 May 2022"),
    # Arrived on Thu 2 June 2022 at nine, a holiday: Mon 6, Tue 7.
    Case("on 2 June 2022", 2, ("Thu 2 Jun 2022 09:00 team",), "Tue 7 Jun 2022"),
    # Mon 19 September 2022, the State Funeral. Fri 16 after the opening: the one day is Tue 20.
    Case("19 September 2022", 1, ("Fri 16 Sep 2022 09:01 team",), "Tue 20 Sep 2022"),
    # Thu 15, Fri 16, [Mon 19], Tue 20, Wed 21, Thu 22. +5 is day 10: Fri 23: 6; 26, 27, 28: 9; Thu 29: 10.
    Case("a week around 19 September 2022", 5, ("Thu 15 Sep 2022 09:00 team",), "Thu 22 Sep 2022",
         rungs={5: "Thu 29 Sep 2022"}),
    # Mon 8 May 2023, the Coronation. Fri 5, Tue 9, Wed 10.
    Case("8 May 2023", 3, ("Fri 5 May 2023 09:00 team",), "Wed 10 May 2023"),
    # Both Mondays: 1 May (early May) and 8 May. Fri 28 April, Tue 2, Wed 3, Thu 4, Fri 5, Tue 9.
    Case("1 and 8 May 2023", 6, ("Fri 28 Apr 2023 09:00 team",), "Tue 9 May 2023"),
]  # fmt: skip


def check_utc(case: Case) -> None:
    """As `check`, where due is written as the instant itself."""
    found = project_case(case)
    rungs = {0: case.due, **case.rungs} if case.due else dict(case.rungs)
    assert {mark.rung.offset: mark.at for mark in found.rungs} == {offset: at(text) for offset, text in rungs.items()}
    assert found.due == (day(case.due.rsplit(" ", 1)[0]) if case.due else None)
    assert case.counted in (None, found.counted)


@pytest.mark.parametrize("case", SUMMER_TIME, ids=str)
def test_summer_time(case: Case) -> None:
    check_utc(case)


@pytest.mark.parametrize("case", EASTER, ids=str)
def test_easter_and_the_other_mondays(case: Case) -> None:
    (check_utc if "Z" in (case.due or "") else check)(case)


@pytest.mark.parametrize("case", SUBSTITUTES, ids=str)
def test_substitute_days(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", EXTRA_DAYS, ids=str)
def test_days_that_one_year_alone_had(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("written", "name", "enw"),
    [
        ("Thu 2 Jun 2022", "Spring Bank Holiday", "Gŵyl Banc y Gwanwyn"),
        ("Fri 3 Jun 2022", "Platinum Jubilee of Elizabeth II", "Jiwbilî Blatinwm Elizabeth II"),
        ("Mon 19 Sep 2022", "State Funeral of Queen Elizabeth II", "Angladd Gwladol y Frenhines Elizabeth II"),
        ("Mon 8 May 2023", "Coronation of Charles III", "Coroni Charles III"),
        ("Mon 28 Dec 2026", "Boxing Day (substitute day)", "Gŵyl San Steffan (dydd gŵyl yn lle)"),
    ],
)
def test_the_days_that_the_cases_lean_on_are_stored_by_name(written: str, name: str, enw: str) -> None:
    assert not WALES.is_working(day(written))
    assert (STORED[day(written)].en, STORED[day(written)].cy) == (name, enw)
    assert WALES.is_working(day("Mon 30 May 2022"))
    assert dt.date(2026, 12, 26) not in STORED
