"""Hand-overs: a day is whoever's opened it; a budget falls due at the close of a day it is held at both ends of.

    June 2026         Mo  1  8 15 22 29
    (no bank holiday) Tu  2  9 16 23 30
                      We  3 10 17 24
                      Th  4 11 18 25
                      Fr  5 12 19 26

Most cases: the team has three days from Mon 1 June before the opening, Mon 1, Tue 2, Wed 3, and it is due on Wed 3 at
17:00 if nothing happens.
"""

import pytest
from by_hand import Case, check

START = "Mon 1 Jun 2026 08:00 team"

AND_BACK = [
    # Away from ten to four on Tuesday: at both openings the team has it. Mon 1, Tue 2, Wed 3.
    Case("within a day", 3, (START, "Tue 2 Jun 2026 10:00 coordinator", "Tue 2 Jun 2026 16:00 team"), "Wed 3 Jun 2026"),
    # Away over Tuesday night, back before Wednesday's opening: no opening was the coordinator's.
    Case(
        "overnight", 3, (START, "Tue 2 Jun 2026 17:30 coordinator", "Wed 3 Jun 2026 08:30 team"),
        "Wed 3 Jun 2026", "Wed 3 Jun 2026 12:00", 3, totals={"team": 3},
    ),
    # Away overnight and back exactly at Wednesday's opening, which counts as before it: Wed 3 is the team's.
    Case(
        "overnight, back at the opening", 3, (START, "Tue 2 Jun 2026 17:30 coordinator", "Wed 3 Jun 2026 09:00 team"),
        "Wed 3 Jun 2026", "Wed 3 Jun 2026 12:00", 3, totals={"team": 3},
    ),
    # Back a minute after Wednesday's opening: Wed 3 is the coordinator's, and day 3 is Thu 4.
    Case(
        "overnight, back after the opening", 3,
        (START, "Tue 2 Jun 2026 17:30 coordinator", "Wed 3 Jun 2026 09:01 team"),
        "Thu 4 Jun 2026", "Thu 4 Jun 2026 12:00", 3, totals={"team": 3, "coordinator": 1},
    ),
    # Six days: Mon 1 to Fri 5 are five; away over the weekend, nothing opens; Mon 8 is the sixth.
    Case(
        "over a weekend", 6, (START, "Fri 5 Jun 2026 18:00 coordinator", "Sun 7 Jun 2026 20:00 team"), "Mon 8 Jun 2026"
    ),
    # Two weeks away: Mon 1 and Tue 2 counted, Wed 3 to Mon 15 open with the coordinator (9 days), Tue 16 is day 3.
    Case(
        "for two weeks", 3, (START, "Tue 2 Jun 2026 12:00 coordinator", "Mon 15 Jun 2026 12:00 team"),
        "Tue 16 Jun 2026", "Tue 16 Jun 2026 12:00", 3, totals={"team": 3, "coordinator": 9},
    ),
]  # fmt: skip
DUE_DAY = [
    # A minute before the close of the due day: in time, and while the coordinator has it nothing can fall due.
    Case("before the close", 3, (START, "Wed 3 Jun 2026 16:59 coordinator"), None, "Thu 4 Jun 2026 12:00", 3),
    # Exactly at the close counts as before it: in time.
    Case("at the close", 3, (START, "Wed 3 Jun 2026 17:00 coordinator"), None, "Wed 3 Jun 2026 18:00", 3),
    # A minute after the close: it had fallen due on Wed 3 at 17:00, and that stays.
    Case(
        "after the close", 3, (START, "Wed 3 Jun 2026 17:01 coordinator"), "Wed 3 Jun 2026", "Wed 3 Jun 2026 18:00", 3
    ),
    # Away at noon, back at three, there at the close: due on Wed 3.
    Case(
        "and back before the close", 3,
        (START, "Wed 3 Jun 2026 12:00 coordinator", "Wed 3 Jun 2026 15:00 team"), "Wed 3 Jun 2026",
    ),
    # Away at the close and back the same evening: Wed 3 was in time; Thu 4 is held at both ends.
    Case(
        "and back in the evening", 3,
        (START, "Wed 3 Jun 2026 16:00 coordinator", "Wed 3 Jun 2026 20:00 team"), "Thu 4 Jun 2026",
        "Thu 4 Jun 2026 12:00", 4,
    ),
    # Back before Thursday's opening with nothing left: one whole working day, Thu 4.
    Case(
        "and back before the next opening", 3,
        (START, "Wed 3 Jun 2026 12:00 coordinator", "Thu 4 Jun 2026 08:00 team"), "Thu 4 Jun 2026",
    ),
    # Back on Thursday at noon: Thu 4 opened with the coordinator; the whole working day is Fri 5.
    Case(
        "and back during the next day", 3,
        (START, "Wed 3 Jun 2026 12:00 coordinator", "Thu 4 Jun 2026 12:00 team"), "Fri 5 Jun 2026",
        "Thu 4 Jun 2026 13:00", 3, totals={"team": 3, "coordinator": 1},
    ),
    # Back on Fri 5 a minute before the close: Friday is not whole, the weekend no days: Mon 8.
    Case(
        "and back before a weekend", 3,
        (START, "Wed 3 Jun 2026 12:00 coordinator", "Fri 5 Jun 2026 16:59 team"), "Mon 8 Jun 2026",
    ),
    # In time twice: away at the closes of Wed 3 and Thu 4 (days 3 and 4), back each morning; Fri 5 is day 5 and whole.
    Case(
        "twice", 3,
        (START, "Wed 3 Jun 2026 16:00 coordinator", "Thu 4 Jun 2026 08:00 team",
         "Thu 4 Jun 2026 16:00 coordinator", "Fri 5 Jun 2026 08:00 team"),
        "Fri 5 Jun 2026", "Fri 5 Jun 2026 12:00", 5,
    ),
    # From the team to the QA group a minute before the close: the budget is the set's, and one of the set has it.
    Case("to another of the set", 3, (START, "Wed 3 Jun 2026 16:59 group"), "Wed 3 Jun 2026"),
]  # fmt: skip
AFTER_DUE = [
    # Fell due on Wed 3. Handed over on Thu 4 at noon: the due day stays where it was.
    Case("over", 3, (START, "Thu 4 Jun 2026 12:00 coordinator"), "Wed 3 Jun 2026", "Mon 8 Jun 2026 12:00", 4),
    # And back on Fri 5 at noon. Counted: Mon 1, Tue 2, Wed 3, Thu 4 (opened with the team), Mon 8. The mark of day 4
    # was in time on Thu 4 (away at its close), so it is Mon 8; that of day 5 is Mon 8 too; that of day 6 is Tue 9.
    Case(
        "over and back", 3,
        (START, "Thu 4 Jun 2026 12:00 coordinator", "Fri 5 Jun 2026 12:00 team"), "Wed 3 Jun 2026",
        rungs={1: "Mon 8 Jun 2026", 2: "Mon 8 Jun 2026", 3: "Tue 9 Jun 2026"},
    ),
    # Marks after due are on the same count: +5 is day 8. Mon 1 to Fri 5 are 5, Mon 8, Tue 9, Wed 10: Wed 10.
    Case("nothing happens", 3, (START,), "Wed 3 Jun 2026", rungs={5: "Wed 10 Jun 2026"}),
    # The same with Mon 8 and Tue 9 opening with the coordinator: Mon 1 to Fri 5 are 5, Wed 10, Thu 11, Fri 12.
    Case(
        "away for two openings", 3,
        (START, "Sat 6 Jun 2026 12:00 coordinator", "Tue 9 Jun 2026 12:00 team"), "Wed 3 Jun 2026",
        rungs={5: "Fri 12 Jun 2026"},
    ),
    # Late and seen a month later: what passed keeps the instant at which it passed.
    Case(
        "after an outage", 3, (START,), "Wed 3 Jun 2026", "Tue 30 Jun 2026 12:00", 22,
        rungs={-1: "Tue 2 Jun 2026", 1: "Thu 4 Jun 2026"},
    ),
]  # fmt: skip
REMINDERS = [
    # Five days, Mon 1 to Fri 5. -4 is day 1, Mon 1 at nine; -1 is day 4, Thu 4 at nine; due Fri 5; +3 is day 8, Wed 10.
    Case(
        "at their openings", 5, (START,), "Fri 5 Jun 2026",
        rungs={-4: "Mon 1 Jun 2026", -1: "Thu 4 Jun 2026", 3: "Wed 10 Jun 2026"},
    ),
    # Day 2 would have been Tue 2, but Mon 1 from noon to Wed 3 at noon is the coordinator's: nothing reminds meanwhile.
    Case("not while away", 3, (START, "Mon 1 Jun 2026 12:00 coordinator"), None, "Tue 2 Jun 2026 12:00", 1, none=(-1,)),
    # Back on Wed 3 at noon: day 2 is Thu 4, day 3 is Fri 5.
    Case(
        "when it is back", 3,
        (START, "Mon 1 Jun 2026 12:00 coordinator", "Wed 3 Jun 2026 12:00 team"), "Fri 5 Jun 2026",
        rungs={-1: "Thu 4 Jun 2026"},
    ),
    # What reminded on Tue 2 reminds nobody once it has been handed over: it is the coordinator's turn.
    Case("of then", 3, (START, "Tue 2 Jun 2026 12:00 coordinator"), None, "Wed 3 Jun 2026 12:00", 2, none=(-1, 2)),
]  # fmt: skip
BUDGETS_OF_OTHERS = [
    # The group's days count on the team's: Mon 1, Tue 2 (opened with the team), Wed 3 (opened with the group).
    Case(
        "team and group", 3, (START, "Tue 2 Jun 2026 12:00 group"), "Wed 3 Jun 2026", "Wed 3 Jun 2026 12:00", 3,
        totals={"team": 2, "group": 1},
    ),
    # The coordinator's own: Tue 2 open with the partners from noon on Mon 1, so Mon 1, Wed 3, Thu 4.
    Case(
        "the coordinator's", 3,
        ("Mon 1 Jun 2026 08:00 coordinator", "Mon 1 Jun 2026 12:00 partners", "Tue 2 Jun 2026 12:00 coordinator"),
        "Thu 4 Jun 2026", "Thu 4 Jun 2026 12:00", 3, parties="coordinator", totals={"coordinator": 3, "partners": 1},
    ),
    # Coordinator and partners together, as in the workshop phase: Mon 1, Tue 2, Wed 3.
    Case(
        "coordinator and partners", 3,
        ("Mon 1 Jun 2026 08:00 coordinator", "Mon 1 Jun 2026 12:00 partners", "Tue 2 Jun 2026 12:00 coordinator"),
        "Wed 3 Jun 2026", parties="coordinator partners",
    ),
    # Not yet taken up: nobody's until Wed 3 at noon; Thu 4, Fri 5, Mon 8.
    Case(
        "not yet taken up", 3, ("Mon 1 Jun 2026 08:00 nobody", "Wed 3 Jun 2026 12:00 team"), "Mon 8 Jun 2026",
        "Mon 8 Jun 2026 12:00", 3, totals={"nobody": 3, "team": 3},
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", AND_BACK, ids=str)
def test_over_and_back(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", DUE_DAY, ids=str)
def test_handed_over_on_the_due_day(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", AFTER_DUE, ids=str)
def test_after_the_due_day(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", REMINDERS, ids=str)
def test_reminders(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", BUDGETS_OF_OTHERS, ids=str)
def test_whose_days_count(case: Case) -> None:
    check(case)
