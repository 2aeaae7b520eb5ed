"""Arrivals: what arrives at or before an opening counts that day; what arrives after it, from the next working day.

June 2026         Mo  1  8 15 22 29
(no bank holiday) Tu  2  9 16 23 30
                  We  3 10 17 24
                  Th  4 11 18 25
                  Fr  5 12 19 26
"""

import pytest
from by_hand import Case, at, budget_of, check

from states.calendar import Calendar
from states.clock import Projection, project

CASES = [
    # Before Monday's opening, so Monday is day 1: Mon 1, Tue 2, Wed 3, Thu 4, Fri 5.
    Case("a minute before the opening", 5, ("Mon 1 Jun 2026 08:59 team",), "Fri 5 Jun 2026"),
    # The last second before the opening is still before it: Mon 1 to Fri 5.
    Case("a second before the opening", 5, ("Mon 1 Jun 2026 08:59:59 team",), "Fri 5 Jun 2026"),
    # Exactly at an opening counts as before it: Mon 1 to Fri 5.
    Case("at the opening", 5, ("Mon 1 Jun 2026 09:00 team",), "Fri 5 Jun 2026"),
    # Monday was open already; day 1 is Tue 2, then Wed 3, Thu 4, Fri 5, and over the weekend Mon 8.
    Case("a second after the opening", 5, ("Mon 1 Jun 2026 09:00:01 team",), "Mon 8 Jun 2026"),
    # In the middle of Monday: Tue 2, Wed 3, Thu 4, Fri 5, Mon 8.
    Case("at noon", 5, ("Mon 1 Jun 2026 12:00 team",), "Mon 8 Jun 2026"),
    # A minute before the close is no different from noon: no hour is counted. Tue 2 to Fri 5, Mon 8.
    Case("a minute before the close", 5, ("Mon 1 Jun 2026 16:59 team",), "Mon 8 Jun 2026"),
    # At the close: before the close, and yet after Monday's opening. Tue 2 to Fri 5, Mon 8.
    Case("at the close", 5, ("Mon 1 Jun 2026 17:00 team",), "Mon 8 Jun 2026"),
    # After the close: the next opening is Tuesday's. Tue 2 to Fri 5, Mon 8.
    Case("after the close", 5, ("Mon 1 Jun 2026 17:01 team",), "Mon 8 Jun 2026"),
    # At midnight Tuesday begins, and its opening is still to come: Tue 2 to Fri 5, Mon 8.
    Case("at midnight", 5, ("Tue 2 Jun 2026 00:00 team",), "Mon 8 Jun 2026"),
    # Friday at the opening: Fri 5 is day 1, then Mon 8, Tue 9, Wed 10, Thu 11.
    Case("on a Friday at the opening", 5, ("Fri 5 Jun 2026 09:00 team",), "Thu 11 Jun 2026"),
    # Friday after the opening: the next working day is Mon 8, then Tue 9, Wed 10, Thu 11, Fri 12.
    Case("on a Friday after the opening", 5, ("Fri 5 Jun 2026 09:01 team",), "Fri 12 Jun 2026"),
    # Saturday: as if it had arrived before Monday's opening. Mon 8 to Fri 12.
    Case("on a Saturday", 5, ("Sat 6 Jun 2026 10:00 team",), "Fri 12 Jun 2026"),
    # Sunday night: the same. Mon 8 to Fri 12.
    Case("on a Sunday", 5, ("Sun 7 Jun 2026 23:59 team",), "Fri 12 Jun 2026"),
    # Mon 25 May 2026 is the Spring Bank Holiday: at nine nothing opens. Tue 26, Wed 27, Thu 28, Fri 29, Mon 1 June.
    Case("on a bank holiday at nine", 5, ("Mon 25 May 2026 09:00 team",), "Mon 1 Jun 2026"),
    # Friday evening before that holiday: Sat, Sun, Mon 25 closed. Tue 26 to Fri 29, Mon 1 June.
    Case("on the evening before a bank holiday", 5, ("Fri 22 May 2026 17:01 team",), "Mon 1 Jun 2026"),
    # Christmas Day 2026 is a Friday; Sat, Sun; Mon 28 stands in for Boxing Day. Tue 29 is day 1, Wed 30 day 2.
    Case("on Christmas Day", 2, ("Fri 25 Dec 2026 12:00 team",), "Wed 30 Dec 2026"),
    # Good Friday 3 April 2026; Sat, Sun, Easter Monday 6 April: Tue 7 is day 1 and the only one.
    Case("on Good Friday at nine", 1, ("Fri 3 Apr 2026 09:00 team",), "Tue 7 Apr 2026"),
]
SEEN = [
    # Arrived on Mon 1 at noon; before Wednesday's opening only Tue 2 has opened with the team.
    Case("before an opening", 5, ("Mon 1 Jun 2026 12:00 team",), "Mon 8 Jun 2026", "Wed 3 Jun 2026 08:59", 1),
    # At the opening itself Wed 3 is booked: two days.
    Case("at an opening", 5, ("Mon 1 Jun 2026 12:00 team",), "Mon 8 Jun 2026", "Wed 3 Jun 2026 09:00", 2),
    # On Sunday nothing has opened since Fri 5: Tue 2, Wed 3, Thu 4, Fri 5 are four.
    Case("on a Sunday", 5, ("Mon 1 Jun 2026 12:00 team",), "Mon 8 Jun 2026", "Sun 7 Jun 2026 12:00", 4),
    # Seen long after: due on Mon 8 all the same; Tue 2 to Fri 5 are 4, Mon 8 to Fri 12 make 9, Mon 15 makes 10.
    Case("a week late", 5, ("Mon 1 Jun 2026 12:00 team",), "Mon 8 Jun 2026", "Mon 15 Jun 2026 12:00", 10),
]
ONE_DAY = [
    # Before the opening: Mon 1 is the one day and the due day, at its close.
    Case("before the opening", 1, ("Mon 1 Jun 2026 08:59 team",), "Mon 1 Jun 2026"),
    # After the opening the one day is Tue 2; the day after due is Wed 3.
    Case("after the opening", 1, ("Mon 1 Jun 2026 09:01 team",), "Tue 2 Jun 2026", rungs={1: "Wed 3 Jun 2026"}),
    # Friday after the opening: the one day is Mon 8.
    Case("on a Friday", 1, ("Fri 5 Jun 2026 09:01 team",), "Mon 8 Jun 2026"),
    # Maundy Thursday 2 April 2026 after the opening: Good Friday, weekend, Easter Monday; the one day is Tue 7.
    Case("before Easter", 1, ("Thu 2 Apr 2026 09:01 team",), "Tue 7 Apr 2026"),
    # Christmas Eve 2026 after the opening: Fri 25 and Mon 28 are holidays; the one day is Tue 29.
    Case("on Christmas Eve", 1, ("Thu 24 Dec 2026 09:01 team",), "Tue 29 Dec 2026"),
    # Tue 2 is day 1; away from noon to four, and there again at the close: due Tue 2.
    Case(
        "away for an afternoon", 1,
        ("Mon 1 Jun 2026 12:00 team", "Tue 2 Jun 2026 12:00 coordinator", "Tue 2 Jun 2026 16:00 team"),
        "Tue 2 Jun 2026",
    ),
    # Tue 2 is day 1, but away at its close; back before Wednesday's opening: Wed 3 is whole, day 2 and due.
    Case(
        "away at the close", 1,
        ("Mon 1 Jun 2026 12:00 team", "Tue 2 Jun 2026 16:59 coordinator", "Wed 3 Jun 2026 08:00 team"),
        "Wed 3 Jun 2026", "Wed 3 Jun 2026 12:00", 2,
    ),
    # Wed 3 opens with the coordinator; who gets it back at ten has a whole day, Thu 4.
    Case(
        "back after the next opening", 1,
        ("Mon 1 Jun 2026 12:00 team", "Tue 2 Jun 2026 10:00 coordinator", "Wed 3 Jun 2026 10:00 team"),
        "Thu 4 Jun 2026",
    ),
    # Came and went on one Monday: no opening in between, so no day at all, and nothing due.
    Case(
        "came and went within a day", 1, ("Mon 1 Jun 2026 10:00 team", "Mon 1 Jun 2026 16:00 coordinator"),
        None, "Tue 2 Jun 2026 12:00", 0, totals={"coordinator": 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_arrived(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", SEEN, ids=str)
def test_seen(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", ONE_DAY, ids=str)
def test_a_budget_of_one_day(case: Case) -> None:
    check(case)


def test_what_nobody_ever_held_has_no_clock() -> None:
    calendar = Calendar(at("Thu 1 Jan 2026 12:00").date(), at("Thu 31 Dec 2026 12:00").date(), 1)
    found = project(budget_of(5, (-1, 0)), [], calendar, at("Mon 1 Jun 2026 12:00"))
    assert found == Projection(0, 5, None, running=False, rungs=())
