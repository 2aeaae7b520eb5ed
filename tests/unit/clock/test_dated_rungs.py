"""The rungs of dates: so many working days from the date as reckoned, never from the day it was rolled to.

2026  June          December           2027  January      February      March
  Mo   1  8 15       21 28*              Mo      4 11      15 22       1  8 15 22 29*
  Tu   2  9 16       22 29               Tu      5 12      16 23       2  9 16 23 30
  We   3 10 17       23 30               We      6 13      17 24       3 10 17 24 31
  Th   4 11 18       24 31               Th      7 14      18 25       4 11 18 25
  Fr   5 12 19       25*                 Fr  1*  8 15      19 26       5 12 19 26*      * bank holidays
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from by_hand import at, closing, date_of, day, when

from states.dates import project_date
from states.policy import Period


@dataclass(frozen=True)
class Dated:
    """A date timer worked by hand: its due day, and each rung's day or instant."""

    name: str
    period: Period
    anchor: str
    due: str
    rungs: Mapping[int, str] = field(default_factory=dict)
    floor: str = ""
    closures: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


SAME_DAY = Period()
HALF_YEAR = Period(months=6)
NOTICE = Period(months=3, before=True)

CASES = [
    # A Wednesday: -5 is Wed 27 May (Tue 2, Mon 1, Fri 29, Thu 28, Wed 27), +5 is Wed 10 (Thu 4, Fri 5, Mon 8, Tue 9).
    Dated("a working day", SAME_DAY, "Wed 3 Jun 2026", "Wed 3 Jun 2026",
          {-5: "Wed 27 May 2026", 0: "Wed 3 Jun 2026", 5: "Wed 10 Jun 2026"}),
    # Sat 6 June, rolled to Mon 8. From Saturday: +1 is Mon 8, +5 is Fri 12 (from Monday it would be Mon 15);
    # -5 is Mon 1 (Fri 5, Thu 4, Wed 3, Tue 2, Mon 1).
    Dated("a Saturday", SAME_DAY, "Sat 6 Jun 2026", "Mon 8 Jun 2026",
          {-5: "Mon 1 Jun 2026", 0: "Mon 8 Jun 2026", 1: "Mon 8 Jun 2026", 5: "Fri 12 Jun 2026"}),
    # Mon 28 December 2026, a holiday, rolled to Tue 29. -5: Thu 24, Wed 23, Tue 22, Mon 21, Fri 18.
    # +10: Tue 29, Wed 30, Thu 31, Mon 4 January, 5, 6, 7, 8, Mon 11, Tue 12.
    Dated("28 December 2026", SAME_DAY, "Mon 28 Dec 2026", "Tue 29 Dec 2026",
          {-5: "Fri 18 Dec 2026", 0: "Tue 29 Dec 2026", 10: "Tue 12 Jan 2027"}),
    # A hold until Thu 31 December, reminded of five days before: Wed 30, Tue 29, Thu 24, Wed 23, Tue 22.
    Dated("the end of a hold", SAME_DAY, "Thu 31 Dec 2026", "Thu 31 Dec 2026", {-5: "Tue 22 Dec 2026"}),
    # Assured on Mon 31 August 2026: six months are Sun 28 February 2027, rolled to Mon 1 March. -10: Fri 26, 25, 24,
    # 23, 22, Fri 19, 18, 17, 16, Mon 15 February. +20: 1-5 March: 5; 8-12: 10; 15-19: 15; 22-25: 19; [Fri 26 and Mon
    # 29 are Easter's], Tue 30.
    Dated("a compliance check", HALF_YEAR, "Mon 31 Aug 2026", "Mon 1 Mar 2027",
          {-10: "Mon 15 Feb 2027", 0: "Mon 1 Mar 2027", 20: "Tue 30 Mar 2027 17:00"}),
    # Summer time begins on Sun 28 March 2027: Tue 30 March closes at 16:00Z, Mon 15 February opens at
    # 09:00Z.
    Dated("a compliance check in UTC", HALF_YEAR, "Mon 31 Aug 2026", "Mon 1 Mar 2027",
          {-10: "Mon 15 Feb 2027 09:00Z", 20: "Tue 30 Mar 2027 16:00Z"}),
    # A notice: three months before Thu 1 April 2027 is Fri 1 January, a holiday, so Thu 31 December; it is given at the
    # opening of its day. -1 before Fri 1: Thu 31 itself (from Thu 31 it would be Wed 30). +1 after Fri 1: Mon 4.
    Dated("a notice", NOTICE, "Thu 1 Apr 2027", "Thu 31 Dec 2026",
          {-1: "Thu 31 Dec 2026", 0: "Thu 31 Dec 2026 09:00", 1: "Mon 4 Jan 2027"}),
    # Without a rung of its own day (it only makes a move): Sun 28 February 2027 back to Fri 26.
    Dated("a notice that only moves", NOTICE, "Mon 31 May 2027", "Fri 26 Feb 2027"),
    # A closure of Mon 1 March pulls a reminder back: Fri 5: Thu 4, Wed 3, Tue 2, [Mon 1], Fri 26, Thu 25 February.
    Dated("a closure before it", SAME_DAY, "Fri 5 Mar 2027", "Fri 5 Mar 2027",
          {-5: "Thu 25 Feb 2027", 0: "Fri 5 Mar 2027"}, closures=("Mon 1 Mar 2027",)),
]  # fmt: skip
FLOORED = [
    # Known on Mon 15 June 2026 at two: six months from Mon 1 January 2024 are long past. Tue 16 June, every rung.
    Dated("long past", HALF_YEAR, "Mon 1 Jan 2024", "Tue 16 Jun 2026",
          {-10: "Tue 16 Jun 2026 17:00", 0: "Tue 16 Jun 2026", 20: "Tue 16 Jun 2026"}, "Mon 15 Jun 2026 14:00"),
    # The reminder is past and the date is not: Wed 3 June, known on Mon 1 at noon. -5 was Wed 27 May, so Tue 2.
    Dated("the reminder past", SAME_DAY, "Wed 3 Jun 2026", "Wed 3 Jun 2026",
          {-5: "Tue 2 Jun 2026 17:00", 0: "Wed 3 Jun 2026", 5: "Wed 10 Jun 2026"}, "Mon 1 Jun 2026 12:00"),
    # -1 of Wed 3 is Tue 2, the first to open after: at its close. Due as reckoned.
    Dated("the reminder on the next day", SAME_DAY, "Wed 3 Jun 2026", "Wed 3 Jun 2026",
          {-1: "Tue 2 Jun 2026 17:00", 0: "Wed 3 Jun 2026"}, "Mon 1 Jun 2026 12:00"),
    # Known a week before, on Wed 27 May at noon, when Thu 28 opens next: -1 is Tue 2 at its opening as ever.
    Dated("nothing past", SAME_DAY, "Wed 3 Jun 2026", "Wed 3 Jun 2026",
          {-1: "Tue 2 Jun 2026 09:00", 0: "Wed 3 Jun 2026"}, "Wed 27 May 2026 12:00"),
    # The date is the day on which it becomes known: Wed 3 at noon, so Thu 4.
    Dated("known on its day", SAME_DAY, "Wed 3 Jun 2026", "Thu 4 Jun 2026", {0: "Thu 4 Jun 2026"},
          "Wed 3 Jun 2026 12:00"),
    # Known before its opening: Wed 3 opens after it.
    Dated("known on its morning", SAME_DAY, "Wed 3 Jun 2026", "Wed 3 Jun 2026", {0: "Wed 3 Jun 2026"},
          "Wed 3 Jun 2026 08:00"),
    # A review date of Mon 1 February 2027 is learnt on Tue 1 December 2026 at ten: notice was due on Sun 1 November,
    # that is Fri 30 October. Wed 2 December, at the close.
    Dated("a notice too late", NOTICE, "Mon 1 Feb 2027", "Wed 2 Dec 2026", {0: "Wed 2 Dec 2026 17:00"},
          "Tue 1 Dec 2026 10:00"),
    # The same where the notice has no rung and only makes a move: its day is not in the past either.
    Dated("a notice too late that only moves", NOTICE, "Mon 1 Feb 2027", "Wed 2 Dec 2026", {}, "Tue 1 Dec 2026 10:00"),
    # Closing Mon 1 March, entered on Fri 26 February at eight, makes the reminder of Fri 5 March fall on Thu 25: past.
    # Fri 26 opens after it: at its close.
    Dated("a closure that pulls a reminder into the past", SAME_DAY, "Fri 5 Mar 2027", "Fri 5 Mar 2027",
          {-5: "Fri 26 Feb 2027 17:00", 0: "Fri 5 Mar 2027"}, "Fri 26 Feb 2027 08:00", ("Mon 1 Mar 2027",)),
    # Learnt on Christmas Eve at noon, for that day: Tue 29 opens next.
    Dated("known on Christmas Eve", SAME_DAY, "Thu 24 Dec 2026", "Tue 29 Dec 2026", {0: "Tue 29 Dec 2026"},
          "Thu 24 Dec 2026 12:00"),
]  # fmt: skip


def check_date(case: Dated) -> None:
    timer = date_of(case.period, sorted(case.rungs))
    floor = at(case.floor) if case.floor else None
    found = project_date(timer, day(case.anchor), closing(*case.closures), floor=floor)
    hours = {offset: "09:00" if offset < 0 else "17:00" for offset in case.rungs}
    expected = {offset: when(written, hours[offset]) for offset, written in case.rungs.items()}
    assert {mark.rung.offset: mark.at for mark in found.rungs} == expected
    assert found.due == day(case.due)
    assert found.fire_at == expected.get(0)
    assert (found.running, found.counted, found.budget) == (True, 0, 0)
    assert [mark.at for mark in found.rungs] == sorted(expected.values())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rungs_of(case: Dated) -> None:
    check_date(case)


@pytest.mark.parametrize("case", FLOORED, ids=str)
def test_nothing_falls_due_in_the_past(case: Dated) -> None:
    check_date(case)
