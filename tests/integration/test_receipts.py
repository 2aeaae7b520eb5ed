"""Receipts, whole, in both languages, each worked out by hand with the calendar of 2026.

Bank holidays on the way: Good Friday 3 April, Easter Monday 6 April, the early May bank holiday on 4 May.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from waiting import answer, ask, at, receipt, returned, sweep, timer
from world import COORDINATOR, World, move, to_assured, to_draft

from ispdesk import rounds
from ispdesk.cli.clock import text_of
from ispdesk.words import Lang
from states.when import on

GOLDEN = Path(__file__).with_name("receipts")
LANGUAGES: tuple[Lang, Lang] = ("en", "cy")


def check(world: World, kind: str) -> None:
    """The receipt is what stands in the golden files, word for word."""
    seen = receipt(world, kind)
    for lang in LANGUAGES:
        golden = (GOLDEN / f"{kind}.{lang}.txt").read_text(encoding="utf-8")
        assert text_of(seen, lang) + "\n" == golden


def test_a_budget_with_a_partner_waited_for_and_a_hold(world: World) -> None:
    """Returned before the opening of Monday 2 March; six weeks are 30 working days.

    Counted: 2, 3, 4 March (asked on the 4th after the opening). The partners': 5, 6, 9, 10. Counted: 11, 12, which
    makes 5 (held on the 12th after the opening). On hold: 13, 16 to 20. Counted again from 23 March on: to 27 March
    10, to 2 April 14, then 7 to 10 April 18, 13 to 17 April 23, 20 to 24 April 28, 27 and 28 April 30: due 28 April.
    The 25th, five before, is 21 April. Ten after: 29, 30 April, 1 May, 5 to 8 May, 11 to 13 May.
    """
    returned(world)
    task = ask(world, at(4))
    answer(world, at(10, 12), task)
    world.at = at(12)
    world.done(world.order("hold", "A1", COORDINATOR, until="2026-03-20", reason="Staff are away"))
    assert rounds.advance(world.app, at(23, 8)).items
    world.at = at(24)
    assert timer(world, "amendment").due_day == dt.date(2026, 4, 28)
    check(world, "amendment")


def test_a_budget_that_began_on_a_day_told_later(world: World) -> None:
    """Submitted on Thursday 12 March, which is told on the 20th: the first opening after it is that of the 13th.

    The 13th is the first day, 16 to 20 March make 6, 23 to 27 March 11, 30 March to 2 April 15, 7 to 10 April 19, 13
    to 17 April 24, 20 to 24 April 29, 27 April 30. Five before: the 25th, 20 April; one before: the 29th, 24 April;
    five after: 28, 29, 30 April, 1 and 5 May.
    """
    world.run(to_draft("A1"))
    world.at = at(20)
    world.done(replace(move("A1", "submit"), happened=on(dt.date(2026, 3, 12))))
    assert timer(world, "qa_first_decision").due_day == dt.date(2026, 4, 27)
    check(world, "qa_first_decision")


def test_a_date_that_rolls_back_over_easter(world: World) -> None:
    """Three months before 5 July is 5 April, Easter Sunday: the working day before it is Thursday 2 April."""
    world.run(to_assured("A1", review=dt.date(2026, 7, 5)))
    assert timer(world, "review_notice").due_day == dt.date(2026, 4, 2)
    check(world, "review_notice")


def test_days_at_whose_close_it_had_been_handed_over_and_rungs_that_have_fired_are_told(world: World) -> None:
    """The 30th day of an amendment begun on 2 March is 14 April; handed over at noon, nothing is due that day."""
    returned(world)
    assert sweep(world, at(7, 10, month=4)) == ["rung-reminder"]
    task = ask(world, at(14, 12, month=4))
    late = receipt(world, "amendment")
    assert (late.status, late.due, late.counted) == ("paused", None, 30)
    world.at = at(14, 18, month=4)
    late = receipt(world, "amendment")
    lines = {line.key: line.value.en for line in late.lines}
    assert lines["late"] == "Tuesday 14 April 2026, day 30: it had been handed over before the close (17:00)"
    assert late.result.en == (
        "Paused since Tuesday 14 April 2026, 12:00: with the partner organisations (Gwent Health Board). "
        "It has no due day while it is paused; nothing is left, and whoever gets it back has one whole working day."
    )
    answer(world, at(15, 12, month=4), task)
    assert receipt(world, "amendment").due == dt.date(2026, 4, 16)
    assert [rung.fired.en for rung in late.rungs] == ["Yes, Tuesday 7 April 2026, 10:00", "Not yet", "Not yet"]
    assert late.rungs[0].when.en == "Tuesday 7 April 2026, 09:00"
    sweep(world, at(16, 17, month=4))
    assert receipt(world, "amendment").status == "overdue"
    assert receipt(world, "amendment").result.cy == (
        "Yn hwyr: daeth yn ddyledus ar ddiwedd y dydd (17:00), dydd Iau 16 Ebrill 2026."
    )


def test_a_closure_is_told_with_its_reason_and_no_bank_holiday(world: World) -> None:
    returned(world)
    closing = world.order("close_day", "A1", "operator", day="2026-03-17", reason_en="Snow", reason_cy="Eira")
    world.done(replace(closing, stream="calendar:wales"))
    seen = receipt(world, "amendment")
    assert seen.due == dt.date(2026, 4, 15)  # a day later than 14 April
    assert seen.not_counted[0].en == "Tuesday 17 March 2026: nobody works, Snow"
    assert seen.not_counted[0].cy == "dydd Mawrth 17 Mawrth 2026: nid oes neb yn gweithio, Eira"
    assert seen.not_counted[1].en == "Friday 3 April 2026: bank holiday, Good Friday"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_clock_can_be_explained(world: World, lang: Lang) -> None:
    """Whatever runs in the life of an ISP has a receipt with a result and without a gap in it."""
    from ispdesk.views.receipts import receipts_view, timers_of
    from models.queries import isps

    returned(world)
    ask(world, at(4), kind="comment", waits=False)
    world.at = at(5)
    world.done(world.order("hold", "A1", COORDINATOR, until="2026-03-20", reason="Staff are away"))
    rows = world.read(lambda s: timers_of(s, isps.by_ref(s, "A1")))
    assert {"amendment", "hold", "partner_comment", "qa_first_decision", "workshop_phase"} <= {row.kind for row in rows}
    for row in rows:
        seen = world.read(lambda s, row=row: receipts_view(s, "A1", row.kind, world.at, subject=row.subject))
        text = text_of(seen.receipts[0], lang)
        assert "{" not in text
        assert "None" not in text
        assert len(text.splitlines()) > 5


def test_a_budget_that_runs_past_the_stored_years_says_what_is_counted_and_no_day(world: World) -> None:
    """The calendar ends with 2029; Monday 3 December 2029 is the first day, Friday 14 December the tenth."""
    world.at = dt.datetime(2029, 12, 1, 12, tzinfo=dt.UTC)
    world.run([*to_draft("A1"), move("A1", "submit")])
    world.at = dt.datetime(2029, 12, 14, 12, tzinfo=dt.UTC)
    seen = receipt(world, "qa_first_decision")
    assert "10" in text_of(seen, "en")  # 3 to 7 December are five, 10 to 14 December five more
    assert "2030" not in text_of(seen, "en")
