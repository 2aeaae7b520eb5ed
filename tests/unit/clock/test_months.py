"""Dates in days, weeks, months and years: the original day kept, clipped to the month's end, then rolled.

Forward dates roll to the next working day, notices to the previous one; each case gives the day as reckoned and rolled.
"""

from dataclasses import dataclass

import pytest
from by_hand import WALES, closing, date_of, day

from states.dates import dated, months_after
from states.policy import Period


@dataclass(frozen=True)
class Reckoned:
    """A date worked by hand, from the day of its anchor."""

    name: str
    period: Period
    anchor: str
    reckoned: str
    due: str
    closures: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def months(number: int, *, before: bool = False) -> Period:
    return Period(months=number, before=before)


def days(number: int) -> Period:
    return Period(days=number)


CASES = [
    # January has 31 days, February 2026 has 28: Sat 28 February, rolled over the weekend to Mon 2 March.
    Reckoned("31 January and a month", months(1), "Sat 31 Jan 2026", "Sat 28 Feb 2026", "Mon 2 Mar 2026"),
    # 2028 is a leap year: Tue 29 February, a working day.
    Reckoned("31 January and a month, leap", months(1), "Mon 31 Jan 2028", "Tue 29 Feb 2028", "Tue 29 Feb 2028"),
    # 30 January too is clipped to 28 February.
    Reckoned("30 January and a month", months(1), "Fri 30 Jan 2026", "Sat 28 Feb 2026", "Mon 2 Mar 2026"),
    # Two months on there is a 31st again: the 31 March, not the 28th.
    Reckoned("31 January and two months", months(2), "Sat 31 Jan 2026", "Tue 31 Mar 2026", "Tue 31 Mar 2026"),
    # 28 February is the month's end and yet no 31st: 28 March.
    Reckoned("28 February and a month", months(1), "Sat 28 Feb 2026", "Sat 28 Mar 2026", "Mon 30 Mar 2026"),
    # June has 30 days.
    Reckoned("31 May and a month", months(1), "Sun 31 May 2026", "Tue 30 Jun 2026", "Tue 30 Jun 2026"),
    Reckoned("31 March and three months", months(3), "Tue 31 Mar 2026", "Tue 30 Jun 2026", "Tue 30 Jun 2026"),
    # 31 August and six months: over the new year to Sun 28 February 2027, rolled to Mon 1 March.
    Reckoned("31 August and six months", months(6), "Mon 31 Aug 2026", "Sun 28 Feb 2027", "Mon 1 Mar 2027"),
    # 31 December is month 12; two on is February of the next year.
    Reckoned("31 December and two months", months(2), "Thu 31 Dec 2026", "Sun 28 Feb 2027", "Mon 1 Mar 2027"),
    # Twelve months from 31 October 2026: Sun 31 October 2027, rolled to Mon 1 November.
    Reckoned("31 October and a year", months(12), "Sat 31 Oct 2026", "Sun 31 Oct 2027", "Mon 1 Nov 2027"),
    # 2025 has no 29 February: Fri 28.
    Reckoned("29 February and a year", months(12), "Thu 29 Feb 2024", "Fri 28 Feb 2025", "Fri 28 Feb 2025"),
    # Nor has 2026: Sat 28, rolled to Mon 2 March.
    Reckoned("29 February and two years", months(24), "Thu 29 Feb 2024", "Sat 28 Feb 2026", "Mon 2 Mar 2026"),
    # 2028 has one: the original day is kept.
    Reckoned("29 February and four years", months(48), "Thu 29 Feb 2024", "Tue 29 Feb 2028", "Tue 29 Feb 2028"),
    # Six months from 29 February: Thu 29 August.
    Reckoned("29 February and six months", months(6), "Thu 29 Feb 2024", "Thu 29 Aug 2024", "Thu 29 Aug 2024"),
    # Good Friday 3 April 2026, weekend, Easter Monday: rolled to Tue 7.
    Reckoned("on to Good Friday", months(6), "Fri 3 Oct 2025", "Fri 3 Apr 2026", "Tue 7 Apr 2026"),
    # Christmas Day 2026, weekend, Mon 28 for Boxing Day: rolled to Tue 29.
    Reckoned("on to Christmas Day", months(6), "Thu 25 Jun 2026", "Fri 25 Dec 2026", "Tue 29 Dec 2026"),
    # 19 September 2022, the State Funeral: rolled to Tue 20.
    Reckoned("on to 19 September 2022", months(3), "Sun 19 Jun 2022", "Mon 19 Sep 2022", "Tue 20 Sep 2022"),
    # Six weeks are 42 days: 20 November + 30 is 20 December, + 12 is Fri 1 January, rolled to Mon 4.
    Reckoned("six weeks", days(42), "Fri 20 Nov 2026", "Fri 1 Jan 2027", "Mon 4 Jan 2027"),
    # Twelve weeks are 84 days: from Mon 2 March 2026, 29 to the 31st, 30 April, 25 left: Mon 25 May, a holiday: Tue 26.
    Reckoned("twelve weeks", days(84), "Mon 2 Mar 2026", "Mon 25 May 2026", "Tue 26 May 2026"),
    # Ten days are days of the calendar: 23 + 10 is Sat 2 January, rolled to Mon 4.
    Reckoned("ten days", days(10), "Wed 23 Dec 2026", "Sat 2 Jan 2027", "Mon 4 Jan 2027"),
    # The day itself: a promise for a Saturday is kept on Monday.
    Reckoned("the day itself", days(0), "Sat 6 Jun 2026", "Sat 6 Jun 2026", "Mon 8 Jun 2026"),
    # Weeks do not care about summer time: Sun 29 March 2026 lies between; Fri 27 + 7 is Good Friday, so Tue 7 April.
    Reckoned("a week over summer time", days(7), "Fri 27 Mar 2026", "Fri 3 Apr 2026", "Tue 7 Apr 2026"),
    # St David's Day 2027 closed: Sun 28 February, [Mon 1 March], Tue 2.
    Reckoned("on to a closed St David's Day", months(6), "Mon 31 Aug 2026", "Sun 28 Feb 2027", "Tue 2 Mar 2027",
             ("Mon 1 Mar 2027",)),
    # Notices go back. Sun 28 February 2027 (31 May has no fellow in February): Fri 26.
    Reckoned("three months before 31 May", months(3, before=True), "Mon 31 May 2027", "Sun 28 Feb 2027",
             "Fri 26 Feb 2027"),
    # 2027 has no 29 February: Sun 28, back to Fri 26.
    Reckoned("a year before 29 February", months(12, before=True), "Tue 29 Feb 2028", "Sun 28 Feb 2027",
             "Fri 26 Feb 2027"),
    # 2028 has one: Tue 29 February.
    Reckoned("a month before 31 March", months(1, before=True), "Fri 31 Mar 2028", "Tue 29 Feb 2028",
             "Tue 29 Feb 2028"),
    # New Year's Day 2027, a Friday and a holiday: back to Thu 31 December.
    Reckoned("three months before 1 April", months(3, before=True), "Thu 1 Apr 2027", "Fri 1 Jan 2027",
             "Thu 31 Dec 2026"),
    # Mon 28 December 2026 is a holiday, Sun, Sat, Fri 25 Christmas Day: back to Thu 24.
    Reckoned("three months before 28 March", months(3, before=True), "Sun 28 Mar 2027", "Mon 28 Dec 2026",
             "Thu 24 Dec 2026"),
    # From January back over the new year: 15 October 2026, a Thursday.
    Reckoned("three months before 15 January", months(3, before=True), "Fri 15 Jan 2027", "Thu 15 Oct 2026",
             "Thu 15 Oct 2026"),
    # St David's Day 2027 closed: back over the weekend to Fri 26 February.
    Reckoned("back to a closed St David's Day", months(3, before=True), "Tue 1 Jun 2027", "Mon 1 Mar 2027",
             "Fri 26 Feb 2027", ("Mon 1 Mar 2027",)),
    # Twenty-one days before Mon 15 June 2026: Mon 25 May, a holiday; back to Fri 22.
    Reckoned("three weeks before", Period(days=21, before=True), "Mon 15 Jun 2026", "Mon 25 May 2026",
             "Fri 22 May 2026"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_reckoned_and_rolled(case: Reckoned) -> None:
    found = dated(date_of(case.period, ()), day(case.anchor), closing(*case.closures))
    assert (found.reckoned, found.due) == (day(case.reckoned), day(case.due))


def test_a_month_and_a_month_are_not_always_two_months() -> None:
    """From 31 January: a month on is 28 February, and a month on from there 28 March; two months on is 31 March."""
    start = day("Sat 31 Jan 2026")
    assert months_after(months_after(start, 1), 1) == day("Sat 28 Mar 2026")
    assert months_after(start, 2) == day("Tue 31 Mar 2026")


def test_a_budget_is_reckoned_from_no_date() -> None:
    with pytest.raises(ValueError, match="counts working days"):
        dated(date_of(None, ()), day("Mon 1 Jun 2026"), WALES)  # type: ignore[arg-type]
