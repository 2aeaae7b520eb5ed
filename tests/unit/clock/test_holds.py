"""Holds: a hold and its end take effect at the next opening; the days between are nobody's.

    June 2026         Mo  1  8 15     December 2026     Mo 21 28*     January 2027  Mo     4
    (no bank holiday) Tu  2  9 16     * Boxing Day,     Tu 22 29                    Tu     5
                      We  3 10 17       substitute      We 23 30                    We     6
                      Th  4 11 18     + Christmas Day   Th 24 31                    Th     7
                      Fr  5 12 19                       Fr 25+                      Fr  1* 8

Most cases: the team has three days from Mon 1 June before the opening, due on Wed 3 at 17:00.
"""

import pytest
from by_hand import Case, check

START = "Mon 1 Jun 2026 08:00 team"
ADVENT = "Mon 21 Dec 2026 08:00 team"

HOLDS = [
    # Entered on Tue 2 at noon: Tue 2 was counted at its opening; from Wed 3 it is nobody's and nothing falls due.
    Case("during a day", 3, (START, "Tue 2 Jun 2026 12:00 hold"), None, "Wed 10 Jun 2026 12:00", 2,
         none=(-1, 1), totals={"team": 2, "nobody": 6}),
    # Entered on Mon 1 exactly at nine, which counts as before the opening: Monday itself is nobody's already.
    Case("exactly at an opening", 3, (START, "Mon 1 Jun 2026 09:00 hold"), None, "Tue 2 Jun 2026 12:00", 0,
         totals={"nobody": 2}),
    # On Sat 6: takes effect on Mon 8. Mon 1 to Fri 5 are five of six; back from Wed 10, which is the sixth.
    Case("on a Saturday", 6, (START, "Sat 6 Jun 2026 12:00 hold", "Wed 10 Jun 2026 08:00 resume team"),
         "Wed 10 Jun 2026", "Wed 10 Jun 2026 12:00", 6, totals={"team": 6, "nobody": 2}),
    # Entered on Tue 2 at eleven, ended at three: both would begin on Wed 3 at nine; the later entry holds. Wed 3.
    Case("ended before it began", 3, (START, "Tue 2 Jun 2026 11:00 hold", "Tue 2 Jun 2026 15:00 resume team"),
         "Wed 3 Jun 2026", "Wed 3 Jun 2026 12:00", 3, totals={"team": 3}),
    # Entered on Tue 2 at three, for Wed 3; at four it goes to the coordinator, which takes its place. Wed 3 opens with
    # the coordinator; back on Wed 3 at noon; Thu 4 is day 3.
    Case("handed over before it began", 3,
         (START, "Tue 2 Jun 2026 15:00 hold", "Tue 2 Jun 2026 16:00 coordinator", "Wed 3 Jun 2026 12:00 team"),
         "Thu 4 Jun 2026", "Thu 4 Jun 2026 12:00", 3, totals={"team": 3, "coordinator": 1}),
    # The same with two days, after an hour away on Mon 1. Tue 2 is the last; at its close it is the coordinator's, so
    # in time; back before Wednesday's opening: Wed 3 is whole and due.
    Case("handed over before it began, on the due day", 2,
         (START, "Mon 1 Jun 2026 10:00 coordinator", "Mon 1 Jun 2026 11:00 team", "Tue 2 Jun 2026 15:00 hold",
          "Tue 2 Jun 2026 16:00 coordinator", "Wed 3 Jun 2026 08:00 team"),
         "Wed 3 Jun 2026", "Wed 3 Jun 2026 12:00", 3, totals={"team": 3}),
    # Ended on Fri 5 at noon: takes effect on Mon 8. Mon 1, Tue 2, [Wed 3, Thu 4, Fri 5 nobody's], Mon 8 is day 3.
    Case("ended during a day", 3, (START, "Tue 2 Jun 2026 12:00 hold", "Fri 5 Jun 2026 12:00 resume team"),
         "Mon 8 Jun 2026", "Mon 8 Jun 2026 12:00", 3, totals={"team": 3, "nobody": 3}),
    # Ended on Fri 5 exactly at nine: Friday opens with the team and is day 3.
    Case("ended at an opening", 3, (START, "Tue 2 Jun 2026 12:00 hold", "Fri 5 Jun 2026 09:00 resume team"),
         "Fri 5 Jun 2026"),
    # Ended and handed to the coordinator instead: the team's budget stays paused with two days counted.
    Case("ended to another", 3, (START, "Tue 2 Jun 2026 12:00 hold", "Fri 5 Jun 2026 09:00 resume coordinator"),
         None, "Mon 8 Jun 2026 12:00", 2, totals={"team": 2, "nobody": 2, "coordinator": 2}),
    # Two holds: Mon 1 | Tue 2 nobody's | Wed 3 | Thu 4, Fri 5, Mon 8 nobody's | Tue 9 is day 3.
    Case("twice", 3,
         (START, "Mon 1 Jun 2026 10:00 hold", "Tue 2 Jun 2026 10:00 resume team",
          "Wed 3 Jun 2026 10:00 hold", "Mon 8 Jun 2026 10:00 resume team"),
         "Tue 9 Jun 2026", "Tue 9 Jun 2026 12:00", 3, totals={"team": 3, "nobody": 4}),
    # The reminder of day 2 waits with it: Mon 1 | Tue 2, Wed 3, Thu 4 nobody's | Fri 5 is day 2, Mon 8 day 3.
    Case("a reminder waits too", 3, (START, "Mon 1 Jun 2026 12:00 hold", "Thu 4 Jun 2026 12:00 resume team"),
         "Mon 8 Jun 2026", rungs={-1: "Fri 5 Jun 2026"}),
]  # fmt: skip
DUE_DAY = [
    # 16:59 on the due day: the hold begins on Thu 4 at nine and does not undo Wednesday's close. Due Wed 3.
    Case("a minute before the close", 3, (START, "Wed 3 Jun 2026 16:59 hold"), "Wed 3 Jun 2026",
         "Thu 4 Jun 2026 12:00", 3, none=(1,), totals={"team": 3, "nobody": 1}),
    # The same seen at 16:59:30, while the close is still to come: it is still due at 17:00.
    Case("seen before the close", 3, (START, "Wed 3 Jun 2026 16:59 hold"), "Wed 3 Jun 2026",
         "Wed 3 Jun 2026 16:59:30", 3),
    # 17:01 on the due day: due Wed 3 all the more.
    Case("after the close", 3, (START, "Wed 3 Jun 2026 17:01 hold"), "Wed 3 Jun 2026", "Thu 4 Jun 2026 12:00", 3),
    # 08:59 on the due day: Wed 3 is nobody's; two days counted, nothing due.
    Case("before the opening", 3, (START, "Wed 3 Jun 2026 08:59 hold"), None, "Thu 4 Jun 2026 12:00", 2),
    # 16:59 on Wed 3, ended on Mon 8 at noon (from Tue 9): due stays Wed 3; +1 is day 4, Tue 9; +2 is Wed 10.
    Case("and ended", 3, (START, "Wed 3 Jun 2026 16:59 hold", "Mon 8 Jun 2026 12:00 resume team"), "Wed 3 Jun 2026",
         rungs={1: "Tue 9 Jun 2026", 2: "Wed 10 Jun 2026"}),
    # On Thu 4, the day after: Mon 1 to Thu 4 are four; +1 passed on Thu 4 at the close, the day the hold was entered.
    Case("the day after", 3, (START, "Thu 4 Jun 2026 12:00 hold"), "Wed 3 Jun 2026", "Mon 8 Jun 2026 12:00", 4,
         rungs={1: "Thu 4 Jun 2026"}, none=(2,)),
]  # fmt: skip
CHRISTMAS = [
    # Without a hold: Mon 21, Tue 22, Wed 23, Thu 24, [Fri 25, Sat, Sun, Mon 28], Tue 29.
    Case("no hold", 5, (ADVENT,), "Tue 29 Dec 2026"),
    # Hold on Tue 22 at three, from Wed 23; ended on Sun 3 January, from Mon 4. Mon 21, Tue 22, Mon 4, Tue 5, Wed 6.
    # Nobody's: Wed 23, Thu 24, Tue 29, Wed 30, Thu 31 (Fri 25, Mon 28 and Fri 1 January are nobody's working days).
    Case("across Christmas", 5, (ADVENT, "Tue 22 Dec 2026 15:00 hold", "Sun 3 Jan 2027 12:00 resume team"),
         "Wed 6 Jan 2027", "Wed 6 Jan 2027 12:00", 5, totals={"team": 5, "nobody": 5}),
    # Four days end on Christmas Eve; a hold entered that afternoon begins on Tue 29 only: due Thu 24.
    Case("from Christmas Eve", 4, (ADVENT, "Thu 24 Dec 2026 16:00 hold"), "Thu 24 Dec 2026", "Tue 29 Dec 2026 12:00", 4,
         totals={"team": 4, "nobody": 1}),
    # Entered on Christmas Eve, ended on Mon 28, itself a holiday: both begin on Tue 29; day 5 is Tue 29 as without it.
    Case("over the holidays alone", 5, (ADVENT, "Thu 24 Dec 2026 16:00 hold", "Mon 28 Dec 2026 12:00 resume team"),
         "Tue 29 Dec 2026", "Tue 29 Dec 2026 12:00", 5, totals={"team": 5}),
    # Handed over on Christmas Eve at noon and back on Sat 26: no day opens in between. Tue 29 is day 5.
    Case("handed over for the holidays", 5,
         (ADVENT, "Thu 24 Dec 2026 12:00 coordinator", "Sat 26 Dec 2026 12:00 team"), "Tue 29 Dec 2026"),
]  # fmt: skip


@pytest.mark.parametrize("case", HOLDS, ids=str)
def test_held(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", DUE_DAY, ids=str)
def test_held_on_the_due_day(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", CHRISTMAS, ids=str)
def test_at_christmas(case: Case) -> None:
    check(case)
