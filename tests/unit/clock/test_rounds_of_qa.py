"""The clocks of a QA round: first decision, amendment, resubmission, each from its own start; a life adds up.

2026  June               July             August           September
  Mo   1  8 15 22 29        6 13 20 27       3 10 17 24 31*      7 14
  Tu   2  9 16 23 30        7 14 21 28       4 11 18 25       1  8 15
  We   3 10 17 24        1  8 15 22 29       5 12 19 26       2  9 16
  Th   4 11 18 25        2  9 16 23 30       6 13 20 27       3 10 17
  Fr   5 12 19 26        3 10 17 24 31       7 14 21 28       4 11 18      * Summer Bank Holiday
"""

import pytest
from by_hand import Case, check

SUBMITTED = "Mon 1 Jun 2026 10:00 team"
RETURNED = "Thu 25 Jun 2026 12:00 coordinator"
AGAIN = "Mon 20 Jul 2026 14:00 team"

CASES = [
    # Day 1 is Tue 2 June. 2-5: 4; 8-12: 9; 15-19: 14; 22-26: 19; 29 June-3 July: 24; 6-10 July: 29; Mon 13 July: 30.
    # -5 is day 25, Mon 6 July; -1 day 29, Fri 10 July; +5 is day 35: 14, 15, 16, 17 July are 34, Mon 20 is 35.
    Case("first decision", 30, (SUBMITTED,), "Mon 13 Jul 2026",
         rungs={-5: "Mon 6 Jul 2026", -1: "Fri 10 Jul 2026", 5: "Mon 20 Jul 2026"}),
    # To the group on Wed 10 June and back: waiting for a meeting is their time. Mon 13 July all the same.
    Case("first decision, with the group", 30,
         (SUBMITTED, "Wed 10 Jun 2026 12:00 group", "Mon 22 Jun 2026 12:00 team"), "Mon 13 Jul 2026"),
    # The team's own handling, ten days: 2-5 June: 4; 8, 9, 10: 7; 11-22 open with the group; Tue 23: 8, 24: 9, Thu 25.
    Case("the team's own handling", 10,
         (SUBMITTED, "Wed 10 Jun 2026 12:00 group", "Mon 22 Jun 2026 12:00 team"), "Thu 25 Jun 2026", parties="team"),
    # Returned on Thu 25 June, which opened with the team: 4, 9, 14, then 22, 23, 24, 25: 18. Nothing falls due.
    Case("returned", 30, (SUBMITTED, RETURNED), None, "Mon 20 Jul 2026 12:00", 18),
    # The coordinator's six weeks, 30 days from Fri 26 June (1): 29-3 July: 6; 11; 16; 21; 27-31 July: 26; 3, 4, 5
    # August: 29; Thu 6 August: 30. -5 is day 25: 20-24 July reach 21; 27, 28, 29, Thu 30 July: 25.
    Case("amendment", 30, (RETURNED,), "Thu 6 Aug 2026", parties="coordinator", rungs={-5: "Thu 30 Jul 2026"}),
    # Sent in again on Mon 20 July: 26 June: 1; 6; 11; 13-17 July: 16; Mon 20 July, opened with the coordinator: 17.
    Case("amendment, sent in again", 30, (RETURNED, AGAIN), None, "Tue 21 Jul 2026 12:00", 17, parties="coordinator"),
    # Resubmitted on Mon 20 July at two, fifteen days from Tue 21: 21-24: 4; 27-31: 9; 3-7 August: 14; Mon 10: 15.
    # -5 is day 10, Mon 3 August.
    Case("resubmission", 15, (AGAIN,), "Mon 10 Aug 2026", rungs={-5: "Mon 3 Aug 2026"}),
    # Resubmitted before Monday's opening: Mon 20 is day 1, and one day earlier is Fri 7 August.
    Case("resubmission before the opening", 15, ("Mon 20 Jul 2026 08:30 team",), "Fri 7 Aug 2026"),
    # To the group on Wed 29 July: the same fifteen days.
    Case("resubmission, with the group", 15, (AGAIN, "Wed 29 Jul 2026 16:00 group"), "Mon 10 Aug 2026"),
    # Returned a second time on Tue 28 July, in again on Tue 4 August at noon: 21-24 July: 4; 27, 28: 6; 29 July to
    # 4 August open with the coordinator. A second resubmission begins anew: Wed 5 August: 1; 5-7: 3; 10-14: 8;
    # 17-21: 13; 24, Tue 25: 15.
    Case("second resubmission", 15, ("Tue 4 Aug 2026 12:00 team",), "Tue 25 Aug 2026"),
    # Across the Summer Bank Holiday: from Tue 25 August: 25-28: 4; [Mon 31]; 1-4 September: 8; 7-11: 13; 14, Tue 15.
    Case("resubmission over a bank holiday", 15, ("Mon 24 Aug 2026 12:00 team",), "Tue 15 Sep 2026"),
    # On hold in the resubmission: 21, 22 July: 2; from Thu 23 nobody's to Fri 31 (7 days); 3-7 August: 7; 10-14: 12;
    # 17, 18, Wed 19: 15.
    Case("resubmission on hold", 15,
         (AGAIN, "Wed 22 Jul 2026 12:00 hold", "Mon 3 Aug 2026 08:00 resume team"), "Wed 19 Aug 2026",
         "Wed 19 Aug 2026 12:00", 15, totals={"team": 15, "nobody": 7}),
    # A whole life. Team 2-25 June: 18, and 21 July-10 August: 4 + 5 + 5 + 1 = 15, so 33; coordinator 17 (above).
    # 50 working days from Tue 2 June: 21 in June, 23 in July, 3, 4, 5, 6, 7, 10 August. A budget of 60 for it all
    # goes on: 11-14 August: 37; 17-21: 42; 24-28: 47; [Mon 31]; 1-4 September: 51; 7-11: 56; 14, 15, 16, Thu 17: 60.
    Case("a life adds up", 60, (SUBMITTED, RETURNED, AGAIN), "Thu 17 Sep 2026", "Mon 10 Aug 2026 12:00", 33,
         totals={"team": 33, "coordinator": 17}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_round(case: Case) -> None:
    check(case)
