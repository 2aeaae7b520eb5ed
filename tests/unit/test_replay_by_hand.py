"""One timer under other numbers, reckoned by hand. 2 March 2026 is a Monday; Good Friday is 3, Easter Monday 6 April.

Working days from 2 March: 5 by Friday 6, 10 by 13, 15 by 20, 20 by 27 March; 24 by Thursday 2 April, then 7 April is
the 25th, 10 April the 28th, 14 April the 30th, 21 April the 35th. Summer time begins on 29 March.
"""

import datetime as dt
from dataclasses import replace

import pytest

from states.calendar import Calendar
from states.clock import Holding
from states.lifecycle import Party, State
from states.policy import Anchor, Confirm, Period, Rung, Timer
from states.replay import Changed, Run, changes, compare
from states.words import Sentence

CLOSED = {dt.date(2026, 4, 3): Sentence("Good Friday", "Gwener y Groglith"), dt.date(2026, 4, 6): Sentence("E", "P")}
CALENDAR = Calendar(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 1, CLOSED)
REMINDER = Rung("reminder", -5, "clock_reminder", ("team",))
DUE = Rung("due", 0, "clock_due", ("team",))
LATE = Rung("late", 5, "clock_overdue", ("team", "board_secretary"), urgent=True)
QUEUED = frozenset({State.QA_QUEUE})
BUDGET = Timer(
    "qa", Sentence("q", "c"), "s", "30 working days", QUEUED, (REMINDER, DUE, LATE),
    budget=30, parties=frozenset({Party.TEAM}), starts=QUEUED,
)  # fmt: skip
DATE = Timer("gap", Sentence("g", "b"), "s", "6 weeks", QUEUED, (DUE,), period=Period(days=42), anchor=Anchor.WORKSHOP)


def at(day: str, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+00:00")


def ran(until: dt.datetime, *more: Holding, claimed: frozenset[str] = frozenset()) -> Run:
    return Run((Holding(at("2026-03-02", 8), Party.TEAM), *more), None, until, claimed)


def said(found: tuple[Changed, ...]) -> list[tuple[str, str, dt.datetime | None, dt.datetime | None]]:
    return [(one.rung, one.how, one.before and one.before.at, one.after and one.after.at) for one in found]


def test_the_same_numbers_change_nothing() -> None:
    before, after = compare(BUDGET, BUDGET, ran(at("2026-06-01", 12)), CALENDAR)
    assert before == after
    assert len(before.fired) == 3
    assert changes(before, after) == ()


def test_a_shorter_budget_falls_due_earlier_and_its_words_would_have_gone() -> None:
    """On Monday 30 March, the 21st day, nothing of 30 has fired; of 20 two rungs have."""
    before, after = compare(BUDGET, replace(BUDGET, budget=20), ran(at("2026-03-30", 12)), CALENDAR)
    assert (before.due, after.due) == (dt.date(2026, 4, 14), dt.date(2026, 3, 27))
    assert said(changes(before, after)) == [
        ("reminder", "gone", None, at("2026-03-20", 9)),  # the 15th day's opening, in winter time
        ("due", "gone", None, at("2026-03-27", 17)),  # the 20th day's close
    ]


def test_a_longer_budget_keeps_words_from_going() -> None:
    """On 20 April (the 34th day) of 30 days two rungs have fired; of 40 the reminder would come on the 35th."""
    before, after = compare(BUDGET, replace(BUDGET, budget=40), ran(at("2026-04-20", 12)), CALENDAR)
    assert (before.due, after.due) == (dt.date(2026, 4, 14), dt.date(2026, 4, 28))
    assert said(changes(before, after)) == [
        ("reminder", "not_gone", at("2026-04-07", 8), None),  # the 25th day's opening, in summer time
        ("due", "not_gone", at("2026-04-14", 16), None),
    ]


def test_a_rung_on_another_day_is_moved_and_one_that_is_new_has_gone() -> None:
    """The reminder ten days before: the 20th day, 27 March. A last word one day before: the 29th, 13 April."""
    other = replace(BUDGET, rungs=(replace(REMINDER, offset=-10), Rung("last", -1, "m", ("team",)), DUE, LATE))
    before, after = compare(BUDGET, other, ran(at("2026-04-15", 12)), CALENDAR)
    assert before.due == after.due == dt.date(2026, 4, 14)
    assert said(changes(before, after)) == [
        ("reminder", "moved", at("2026-04-07", 8), at("2026-03-27", 9)),
        ("last", "gone", None, at("2026-04-13", 8)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(LATE, audiences=("team",)),
        replace(LATE, message="rung_qa_escalation"),
        replace(LATE, urgent=False),
        replace(LATE, confirm=Confirm.TEAM),
    ],
)
def test_other_readers_another_message_or_another_way_are_said(other: Rung) -> None:
    """The fifth day after the due day is the 35th: 21 April, at the close (16:00 UTC in summer time)."""
    run = ran(at("2026-04-21", 16))
    before, after = compare(BUDGET, replace(BUDGET, rungs=(REMINDER, DUE, other)), run, CALENDAR)
    assert said(changes(before, after)) == [("late", "readers", at("2026-04-21", 16), at("2026-04-21", 16))]
    same = replace(LATE, audiences=("board_secretary", "team"))
    assert changes(*compare(BUDGET, replace(BUDGET, rungs=(REMINDER, DUE, same)), run, CALENDAR)) == ()


def test_a_kind_that_is_dropped_or_begins_with_something_else_did_not_run() -> None:
    run = ran(at("2026-04-20", 12))
    for other in (None, replace(BUDGET, starts=frozenset({State.RETURNED})), replace(BUDGET, resubmission=True), DATE):
        before, after = compare(BUDGET, other, run, CALENDAR)
        assert (before.due, after.due, after.fired) == (dt.date(2026, 4, 14), None, ())
        assert [one.how for one in changes(before, after)] == ["not_gone", "not_gone"]


def test_a_kind_that_is_added_would_have_run() -> None:
    before, after = compare(None, BUDGET, ran(at("2026-04-20", 12)), CALENDAR)
    assert (before.due, after.due) == (None, dt.date(2026, 4, 14))
    assert [(one.rung, one.how) for one in changes(before, after)] == [("reminder", "gone"), ("due", "gone")]


def test_a_pause_counts_under_both() -> None:
    """On hold from 9 to 13 March: five days are nobody's, and the 20th counted day is 7 April.

    Counted: 2 to 6 March (5), 16 to 20 (10), 23 to 27 (15), 30 March to 2 April (19), 7 April (20).
    """
    hold = Holding(at("2026-03-09", 9), Party.NOBODY)
    back = Holding(at("2026-03-16", 9), Party.TEAM)
    run = ran(at("2026-04-08", 12), hold, back)
    before, after = compare(BUDGET, replace(BUDGET, budget=20), run, CALENDAR)
    assert after.due == dt.date(2026, 4, 7)
    assert before.due == dt.date(2026, 4, 21)  # ten counted days later: 8, 9, 10, 13, 14, 15, 16, 17, 20, 21 April


def test_while_it_is_paused_nothing_is_due_under_either() -> None:
    run = ran(at("2026-03-12", 12), Holding(at("2026-03-09", 9), Party.NOBODY))
    before, after = compare(BUDGET, replace(BUDGET, budget=6), run, CALENDAR)
    assert (before.due, after.due) == (None, None)
    assert changes(before, after) == ()


def test_what_really_fired_stays_fired_under_the_same_numbers_alone() -> None:
    """The reminder was claimed; then it went on hold, and a reminder of then is not reckoned any more."""
    hold = Holding(at("2026-04-08", 9), Party.NOBODY)
    run = ran(at("2026-04-09", 12), hold, claimed=frozenset({"reminder"}))
    before, after = compare(BUDGET, BUDGET, run, CALENDAR)
    assert [(word.rung.name, word.at) for word in before.fired] == [("reminder", None)]
    assert changes(before, after) == ()
    later = compare(BUDGET, replace(BUDGET, budget=40), run, CALENDAR)
    assert [(one.rung, one.how) for one in changes(*later)] == [("reminder", "not_gone")]


def test_a_date_moves_with_its_period() -> None:
    """Six weeks after Monday 2 March is 13 April; four weeks after is 30 March."""
    run = Run((), dt.date(2026, 3, 2), at("2026-04-01", 12))
    before, after = compare(DATE, replace(DATE, period=Period(days=28)), run, CALENDAR)
    assert (before.due, after.due) == (dt.date(2026, 4, 13), dt.date(2026, 3, 30))
    assert said(changes(before, after)) == [("due", "gone", None, at("2026-03-30", 16))]


def test_a_date_beyond_the_calendar_is_not_reckoned() -> None:
    run = Run((), dt.date(2026, 3, 2), at("2026-04-01", 12))
    before, after = compare(DATE, replace(DATE, period=Period(months=12)), run, CALENDAR)
    assert (before.due, after.due) == (dt.date(2026, 4, 13), None)


def test_nothing_falls_due_before_the_floor_under_either() -> None:
    """A floor of Thursday 26 March, 12:00: the first day that opens after it is Friday 27."""
    run = replace(ran(at("2026-03-30", 12)), floor=at("2026-03-26", 12))
    _, after = compare(BUDGET, replace(BUDGET, budget=10), run, CALENDAR)
    assert after.due == dt.date(2026, 3, 27)
