"""Closures: St David's Day and days of snow, entered before, on and after their day.

February 2027   Th 25       March 2027   Mo  1  8       Mon 1 March 2027 is St David's Day: no bank holiday, but
                Fr 26                    Tu  2  9       a body may close on it.
                                         We  3 10
                                         Th  4 11
                                         Fr  5 12
"""

import pytest
from by_hand import Case, at, check, day

from states.calendar import may_be_closed

START = "Thu 25 Feb 2027 08:00 team"
ST_DAVID = ("Mon 1 Mar 2027",)

CASES = [
    # No closure: Fri 26, Mon 1.
    Case("St David's Day is no bank holiday", 2, ("Fri 26 Feb 2027 09:00 team",), "Mon 1 Mar 2027"),
    # Closed: Fri 26, [Mon 1], Tue 2.
    Case("St David's Day closed", 2, ("Fri 26 Feb 2027 09:00 team",), "Tue 2 Mar 2027", closures=ST_DAVID),
    # 2026: 1 March is a Sunday, so closing it changes nothing. Fri 27 February, Mon 2 March.
    Case("St David's Day on a Sunday", 2, ("Fri 27 Feb 2026 09:00 team",), "Mon 2 Mar 2026",
         closures=("Sun 1 Mar 2026",)),
    # Arrived on the closed day at nine: nothing opens. Tue 2, Wed 3.
    Case("arrived on the closed day", 2, ("Mon 1 Mar 2027 09:00 team",), "Wed 3 Mar 2027", closures=ST_DAVID),
    # Handed over and back on the closed day: no opening, no close. Thu 25, Fri 26, [Mon 1], Tue 2.
    Case("over and back on the closed day", 3,
         (START, "Mon 1 Mar 2027 10:00 coordinator", "Mon 1 Mar 2027 18:00 team"), "Tue 2 Mar 2027", closures=ST_DAVID),
    # A hold entered on Fri 26 at noon begins when a day next opens, Tue 2: Thu 25, Fri 26 | Tue 2 nobody's.
    Case("a hold before the closed day", 3, (START, "Fri 26 Feb 2027 12:00 hold"), None, "Tue 2 Mar 2027 12:00", 2,
         closures=ST_DAVID, totals={"team": 2, "nobody": 1}),
    # Due on Fri 26 (day 2) and handed over on the closed day: it had fallen due at Friday's close.
    Case("over after the due day", 2, (START, "Mon 1 Mar 2027 12:00 coordinator"), "Fri 26 Feb 2027",
         closures=ST_DAVID),
]  # fmt: skip
ENTERED = [
    # Known a month before: Thu 25, Fri 26, [Mon 1], Tue 2.
    Case("a month before", 3, (START,), "Tue 2 Mar 2027", closures=ST_DAVID, floor="Mon 1 Feb 2027 10:00"),
    # Entered on Fri 26 at three; the first day that opens after that is Tue 2, and it is day 3: due Tue 2.
    Case("the day before", 3, (START,), "Tue 2 Mar 2027", "Fri 26 Feb 2027 15:00", 2,
         closures=ST_DAVID, floor="Fri 26 Feb 2027 15:00"),
    # Before it is entered Mon 1 has opened and counts as day 3 of Thu 25, Fri 26, Mon 1, due that evening.
    Case("on the day, a minute before", 3, (START,), "Mon 1 Mar 2027", "Mon 1 Mar 2027 10:59", 3, totals={"team": 3}),
    # Entered on Mon 1 at eleven: its close has not come, so the day is no working day. Thu 25, Fri 26, Tue 2.
    Case("on the day", 3, (START,), "Tue 2 Mar 2027", "Mon 1 Mar 2027 11:00", 2,
         closures=ST_DAVID, floor="Mon 1 Mar 2027 11:00", totals={"team": 2}),
    # And with nothing else to come: budget of two, Thu 25 and Fri 26, due on Friday's close long before; +1 is day 3,
    # Tue 2.
    Case("on the day, for what is due before and after", 2, (START,), "Fri 26 Feb 2027", "Mon 1 Mar 2027 11:00", 2,
         closures=ST_DAVID, rungs={1: "Tue 2 Mar 2027"}),
    # After Monday's close none is taken (below), so what was counted stays counted: Thu 25, Fri 26, Mon 1.
    Case("after the day", 3, (START,), "Mon 1 Mar 2027", "Tue 2 Mar 2027 12:00", 4, totals={"team": 4}),
    # Two days of snow, Tue 2 and Wed 3, each entered on its morning. Day 3 is Mon 1; the fourth and fifth are Thu 4 and
    # Fri 5.
    Case("two days running", 5, (START,), "Fri 5 Mar 2027", "Wed 3 Mar 2027 08:00", 3,
         closures=("Tue 2 Mar 2027", "Wed 3 Mar 2027"), floor="Wed 3 Mar 2027 08:00"),
    # The reminder of day 2 fell on Fri 26. Friday is closed for snow at eight: day 2 is Mon 1. That is also the first
    # day that opens after the closure was entered, so the reminder is due at its close; day 3 is Tue 2.
    Case("on the reminder's day", 3, (START,), "Tue 2 Mar 2027", "Fri 26 Feb 2027 08:00", 1,
         closures=("Fri 26 Feb 2027",), floor="Fri 26 Feb 2027 08:00", rungs={-1: "Mon 1 Mar 2027 17:00"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_closed(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", ENTERED, ids=str)
def test_entered(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("entered", "taken"),
    [
        ("Mon 1 Feb 2027 10:00", True),
        ("Mon 1 Mar 2027 08:59", True),
        ("Mon 1 Mar 2027 16:59", True),
        ("Mon 1 Mar 2027 17:00", True),  # an event exactly at a close counts as before it
        ("Mon 1 Mar 2027 17:00:01", False),
        ("Tue 2 Mar 2027 08:00", False),
        ("Wed 1 Mar 2028 09:00", False),
    ],
)
def test_a_closure_is_taken_until_the_close_of_its_day(entered: str, taken: bool) -> None:  # noqa: FBT001
    assert may_be_closed(day(*ST_DAVID), at(entered)) is taken
