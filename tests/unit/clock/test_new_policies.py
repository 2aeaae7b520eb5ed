"""A policy adopted, a calendar changed or an ISP taken on: counted days stay, and nothing falls due in the past.

`floor` is the instant of the change. No rung is due before the close of the first working day that opens after it; an
event exactly at an opening counts as before it.

    June 2026         Mo  1  8 15 22 29     May 2026   Mo  4* 11 18 25*    * bank holidays
    (no bank holiday) Tu  2  9 16 23 30                Tu  5  12 19 26
                      We  3 10 17 24                   We  6  13 20 27
                      Th  4 11 18 25                   Th  7  14 21 28
                      Fr  5 12 19 26                   Fr  8  15 22 29

Most cases: the team has held it since Mon 1 June before the opening; by Mon 15 June at noon eleven days have opened.
"""

import pytest
from by_hand import Case, check, project_case

START = "Mon 1 Jun 2026 08:00 team"

USED_UP = [
    # Five days, adopted on Mon 15 at eleven with eleven counted (1-5: 5; 8-12: 10; Mon 15: 11). Tue 16 opens next.
    Case("during a day", 5, (START,), "Tue 16 Jun 2026", "Mon 15 Jun 2026 11:00", 11, floor="Mon 15 Jun 2026 11:00"),
    # Before Monday's opening: Mon 15 opens after it. Ten counted.
    Case("before the opening", 5, (START,), "Mon 15 Jun 2026", "Mon 15 Jun 2026 08:59", 10,
         floor="Mon 15 Jun 2026 08:59"),
    # Exactly at the opening counts as before it: Mon 15.
    Case("at the opening", 5, (START,), "Mon 15 Jun 2026", "Mon 15 Jun 2026 09:00", 11, floor="Mon 15 Jun 2026 09:00"),
    # A second after the opening: Tue 16.
    Case("just after the opening", 5, (START,), "Tue 16 Jun 2026", floor="Mon 15 Jun 2026 09:00:01"),
    # On Friday evening and on Saturday: Mon 15 opens next.
    Case("on a Friday evening", 5, (START,), "Mon 15 Jun 2026", floor="Fri 12 Jun 2026 17:01"),
    Case("on a Saturday", 5, (START,), "Mon 15 Jun 2026", floor="Sat 13 Jun 2026 12:00"),
    # Held since Mon 11 May; adopted on Fri 22 May at noon (11-15: 5; 18-22: 10), Mon 25 is a bank holiday: Tue 26.
    Case("before a bank holiday", 5, ("Mon 11 May 2026 08:00 team",), "Tue 26 May 2026", "Fri 22 May 2026 12:00", 10,
         floor="Fri 22 May 2026 12:00"),
    # On Christmas Eve 2026 at noon: Fri 25 and Mon 28 are holidays; Tue 29. Counted from Mon 14: 14-18: 5; 21-24: 9.
    Case("on Christmas Eve", 5, ("Mon 14 Dec 2026 08:00 team",), "Tue 29 Dec 2026", "Thu 24 Dec 2026 12:00", 9,
         floor="Thu 24 Dec 2026 12:00"),
    # Three days with marks at -1 (day 2), +2 (day 5), +6 (day 9): all passed by Thu 11 at noon (day 9), so all at the
    # close of Fri 12. +7 is day 10, Fri 12 itself; +8 is day 11, Mon 15.
    Case("with every mark passed", 3, (START,), "Fri 12 Jun 2026", "Thu 11 Jun 2026 12:00", 9,
         floor="Thu 11 Jun 2026 12:00",
         rungs={-1: "Fri 12 Jun 2026 17:00", 2: "Fri 12 Jun 2026", 6: "Fri 12 Jun 2026", 7: "Fri 12 Jun 2026",
                8: "Mon 15 Jun 2026"}),
    # A budget of one day adopted on the third: Thu 4 opens next.
    Case("a budget of one day", 1, (START,), "Thu 4 Jun 2026", "Wed 3 Jun 2026 12:00", 3, floor="Wed 3 Jun 2026 12:00"),
    # Taken on by an import on Mon 15 at two, submitted on Mon 2 March. Tue 3-31 March: 21; April 22 less 3 and 6: 20;
    # May 21 less 4 and 25: 19; 1-15 June: 11. 71 counted, and due on Tue 16 at the earliest.
    Case("an import", 30, ("Mon 2 Mar 2026 10:00 team",), "Tue 16 Jun 2026", "Mon 15 Jun 2026 14:00", 71,
         floor="Mon 15 Jun 2026 14:00"),
]  # fmt: skip
AWAY = [
    # The coordinator has it since Wed 10 (1-5: 5; 8, 9, 10: 8 counted); five days adopted on Fri 12: nothing is due.
    Case("adopted while away", 5, (START, "Wed 10 Jun 2026 12:00 coordinator"), None, "Fri 12 Jun 2026 12:00", 8,
         floor="Fri 12 Jun 2026 12:00", none=(-1, 1)),
    # Back on Tue 16 at noon: one whole working day, Wed 17.
    Case("adopted while away, and back", 5,
         (START, "Wed 10 Jun 2026 12:00 coordinator", "Tue 16 Jun 2026 12:00 team"), "Wed 17 Jun 2026",
         floor="Fri 12 Jun 2026 12:00"),
    # Adopted on Mon 15 at eleven, so due on Tue 16; handed over at noon that day, in time; back on Wed 17: Thu 18.
    Case("handed over before the new due", 5,
         (START, "Tue 16 Jun 2026 12:00 coordinator", "Wed 17 Jun 2026 12:00 team"), "Thu 18 Jun 2026",
         floor="Mon 15 Jun 2026 11:00"),
    # The same without its coming back: nothing falls due.
    Case("handed over for good", 5, (START, "Tue 16 Jun 2026 12:00 coordinator"), None, "Wed 17 Jun 2026 12:00", 12,
         floor="Mon 15 Jun 2026 11:00"),
    # On hold from 16:59 on the new due day: takes effect on Wed 17; due Tue 16.
    Case("a hold on the new due day", 5, (START, "Tue 16 Jun 2026 16:59 hold"), "Tue 16 Jun 2026",
         floor="Mon 15 Jun 2026 11:00"),
]  # fmt: skip
NOT_USED_UP = [
    # Twenty days instead of five, adopted on Thu 4 with four counted: 1-5: 5; 8-12: 10; 15-19: 15; Fri 26: 20.
    Case("a longer budget", 20, (START,), "Fri 26 Jun 2026", "Thu 4 Jun 2026 12:00", 4, floor="Thu 4 Jun 2026 12:00"),
    # Five days adopted on Thu 4: day 5 is Fri 5, also the first day that opens after it. Due there.
    Case("ends on the next day", 5, (START,), "Fri 5 Jun 2026", floor="Thu 4 Jun 2026 12:00"),
    # Four days adopted on Thu 4 at noon, itself day 4: its close would come too soon; Fri 5.
    Case("ends on the day of adoption", 4, (START,), "Fri 5 Jun 2026", floor="Thu 4 Jun 2026 12:00"),
    # Six days adopted on Thu 4: day 6 is Mon 8, a day after the earliest. As reckoned.
    Case("ends a day later", 6, (START,), "Mon 8 Jun 2026", floor="Thu 4 Jun 2026 12:00"),
    # Three days adopted on Mon 1 at noon: -1 is day 2, Tue 2, which is the first to open after: at its close and not at
    # its opening. Due Wed 3.
    Case("a reminder on the next day", 3, (START,), "Wed 3 Jun 2026", floor="Mon 1 Jun 2026 12:00",
         rungs={-1: "Tue 2 Jun 2026 17:00"}),
    # Four days: -1 is day 3, Wed 3, after the earliest: at its opening as ever. Due Thu 4.
    Case("a reminder a day later", 4, (START,), "Thu 4 Jun 2026", floor="Mon 1 Jun 2026 12:00",
         rungs={-1: "Wed 3 Jun 2026 09:00"}),
    # A change long before it began changes nothing: Mon 1 to Fri 5, -1 on Thu 4.
    Case("a change before it began", 5, (START,), "Fri 5 Jun 2026", floor="Mon 4 May 2026 12:00",
         rungs={-1: "Thu 4 Jun 2026"}),
]  # fmt: skip


@pytest.mark.parametrize("case", USED_UP, ids=str)
def test_adopted_when_its_budget_is_used_up(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", AWAY, ids=str)
def test_adopted_and_somebody_else_has_it(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", NOT_USED_UP, ids=str)
def test_adopted_with_days_left(case: Case) -> None:
    check(case)


def test_counted_days_are_the_histories_and_no_policys() -> None:
    """By Mon 15 June at noon, under whatever budget: eleven."""
    for days in (1, 5, 11, 20):
        case = Case("", days, (START,), "", "Mon 15 Jun 2026 12:00", floor="Mon 15 Jun 2026 11:00")
        assert project_case(case).counted == 11
