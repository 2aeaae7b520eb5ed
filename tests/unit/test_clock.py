import datetime as dt

import pytest
from clock_oracle import at

from states.calendar import Calendar
from states.clock import Holding, Projection, booked, holder_at, in_force, project, totals
from states.lifecycle import Party, State
from states.policy import Rung, Timer
from states.words import Sentence

XMAS = {
    dt.date(2026, 12, 25): Sentence("Christmas Day", "Dydd Nadolig"),
    dt.date(2026, 12, 28): Sentence("Boxing Day (substitute day)", "Gŵyl San Steffan (dydd gŵyl yn lle)"),
    dt.date(2026, 4, 3): Sentence("Good Friday", "Dydd Gwener y Groglith"),
    dt.date(2026, 4, 6): Sentence("Easter Monday", "Llun y Pasg"),
}
CALENDAR = Calendar(dt.date(2026, 1, 1), dt.date(2027, 12, 31), 1, XMAS)
MON, TUE, WED, THU, FRI = (dt.date(2026, 6, day) for day in range(1, 6))
MON2, TUE2, WED2 = (dt.date(2026, 6, day) for day in (8, 9, 10))
C, T, G, P, N = Party.COORDINATOR, Party.TEAM, Party.GROUP, Party.PARTNERS, Party.NOBODY


def timer(budget: int, *offsets: int, parties: frozenset[Party] = frozenset({T, G})) -> Timer:
    rungs = tuple(Rung(f"r{offset}", offset, "rung_qa_due", ("team",)) for offset in sorted({*offsets, 0}))
    states = frozenset({State.QA_QUEUE})
    written = f"{budget} working days"
    name = Sentence("T", "T")
    return Timer("t", name, "a test", written, states, rungs, budget=budget, parties=parties, starts=states)


def held(*events: tuple[dt.datetime, Party]) -> list[Holding]:
    return [Holding(*event) for event in events]


def seen(clock: Timer, holdings: list[Holding], now: dt.datetime, floor: dt.datetime | None = None) -> Projection:
    return project(clock, holdings, CALENDAR, now, floor=floor)


def times(projection: Projection) -> dict[int, dt.datetime]:
    return {mark.rung.offset: mark.at for mark in projection.rungs}


def test_five_days_by_hand() -> None:
    """Handed in on Monday at noon: Tuesday is day 1, Monday next day 5."""
    found = seen(timer(5), held((at(MON, 12), T)), at(WED, 12))
    assert (found.counted, found.budget, found.due, found.running) == (2, 5, MON2, True)
    assert found.fire_at == at(MON2, 17)


@pytest.mark.parametrize(
    ("arrived", "due"),
    [((8, 59, 59), FRI), ((9, 0, 0), FRI), ((9, 0, 1), MON2), ((17, 0, 0), MON2), ((23, 59, 59), MON2)],
)
def test_what_arrives_after_the_opening_counts_from_the_next_day(arrived: tuple[int, int, int], due: dt.date) -> None:
    assert seen(timer(5), held((at(MON, *arrived), T)), at(MON, 23)).due == due


def test_an_event_exactly_at_an_opening_or_close_counts_as_before_it() -> None:
    holdings = held((at(MON, 9), T), (at(TUE, 9), C), (at(WED, 17), T))
    assert holder_at(holdings, at(MON, 9)) is T
    assert holder_at(holdings, at(TUE, 9)) is C
    assert holder_at(holdings, at(WED, 17)) is T
    assert holder_at(holdings, at(MON, 8, 59, 59)) is N
    assert [(d.day, d.opened, d.closed) for d in booked(holdings, CALENDAR, at(THU, 9))] == [
        (MON, T, T), (TUE, C, C), (WED, C, T), (THU, T, T),
    ]  # fmt: skip


def test_a_day_is_booked_from_its_opening_on() -> None:
    holdings = held((at(MON, 9), T))
    assert len(booked(holdings, CALENDAR, at(TUE, 8, 59, 59))) == 1
    assert len(booked(holdings, CALENDAR, at(TUE, 9))) == 2
    assert booked([], CALENDAR, at(TUE, 9)) == []


def test_handed_over_and_back_between_two_openings_moves_nothing() -> None:
    plain = held((at(MON, 8), T))
    there_and_back = held((at(MON, 8), T), (at(TUE, 10), C), (at(TUE, 16), T))
    overnight = held((at(MON, 8), T), (at(TUE, 18), C), (at(WED, 8, 59), T))
    for holdings in (there_and_back, overnight):
        for now in (at(TUE, 20), at(FRI, 20)):
            one, two = seen(timer(5, -2, 5), plain, now), seen(timer(5, -2, 5), holdings, now)
            assert (one.counted, one.due, one.rungs) == (two.counted, two.due, two.rungs)


def test_a_day_handed_over_is_still_the_day_of_whoever_opened_it() -> None:
    holdings = held((at(MON, 8), T), (at(MON, 9, 1), C), (at(WED, 8), T))
    assert totals(booked(holdings, CALENDAR, at(FRI, 12))) == {T: 4, C: 1, G: 0, P: 0, N: 0}


def test_a_hand_over_before_the_close_is_in_time() -> None:
    """Budget 3 from Monday: due Wednesday at the close; it is handed over at 16:59 and comes back on Thursday."""
    away = held((at(MON, 8), T), (at(WED, 16, 59), C))
    assert seen(timer(3), away, at(WED, 18)) == Projection(3, 3, None, running=False, rungs=())
    exactly = held((at(MON, 8), T), (at(WED, 17), C), (at(THU, 12), T))
    assert seen(timer(3), exactly, at(THU, 12)).due == FRI
    late = held((at(MON, 8), T), (at(WED, 17, 0, 1), C), (at(THU, 12), T))
    assert seen(timer(3), late, at(THU, 12)).due == WED


def test_who_gets_it_back_with_nothing_left_has_one_whole_day() -> None:
    back_at_noon = held((at(MON, 8), T), (at(WED, 12), C), (at(THU, 12), T))
    found = seen(timer(3), back_at_noon, at(THU, 13))
    assert (found.counted, found.due, found.fire_at) == (3, FRI, at(FRI, 17))
    back_before_the_opening = held((at(MON, 8), T), (at(WED, 12), C), (at(THU, 8), T))
    assert seen(timer(3), back_before_the_opening, at(THU, 13)).fire_at == at(THU, 17)


def test_back_after_the_close_of_the_same_day_is_one_more_day_and_not_a_late_one() -> None:
    holdings = held((at(MON, 8), T), (at(WED, 16), C), (at(WED, 20), T))
    found = seen(timer(3), holdings, at(WED, 21))
    assert (found.counted, found.due) == (3, THU)


def test_the_next_partner_of_a_set_goes_on_with_the_same_budget() -> None:
    holdings = held((at(MON, 8), T), (at(TUE, 12), G), (at(WED, 12), C), (at(THU, 8), T))
    found = seen(timer(4), holdings, at(THU, 10))
    assert (found.counted, found.due) == (4, THU)
    assert totals(booked(holdings, CALENDAR, at(THU, 10))) == {T: 3, G: 1, C: 0, P: 0, N: 0}


def test_a_hold_pauses_and_what_is_paused_has_no_rungs() -> None:
    on_hold = held((at(MON, 8), T), (at(TUE, 12), N))
    found = seen(timer(5, -2), on_hold, at(dt.date(2026, 7, 1), 12))
    assert (found.counted, found.running, found.rungs, found.fire_at, found.due) == (2, False, (), None, None)
    resumed = [*on_hold, Holding(at(MON2, 12), T)]
    found = seen(timer(5, -2), resumed, at(MON2, 12))
    assert (found.counted, found.due) == (2, dt.date(2026, 6, 11))
    assert times(found)[-2] == at(TUE2, 9)


def test_a_rung_that_passed_stays_where_it_was() -> None:
    """After an outage the rungs that passed are listed with the instant at which they were due, in order."""
    found = seen(timer(3, -1, 1), held((at(MON, 8), T)), at(dt.date(2026, 6, 30), 12))
    assert times(found) == {-1: at(TUE, 9), 0: at(WED, 17), 1: at(THU, 17)}
    assert [mark.at for mark in found.rungs] == sorted(mark.at for mark in found.rungs)


def test_rungs_before_due_fire_at_an_opening_due_and_later_ones_at_a_close() -> None:
    found = seen(timer(5, -4, -1, 3), held((at(MON, 8), T)), at(MON, 8))
    assert times(found) == {-4: at(MON, 9), -1: at(THU, 9), 0: at(FRI, 17), 3: at(WED2, 17)}


def test_nothing_falls_due_before_the_close_of_the_first_day_that_opens_after_the_floor() -> None:
    holdings = held((at(MON, 8), T))
    assert seen(timer(2), holdings, at(MON2, 10)).due == TUE
    found = seen(timer(2, -1, 5), holdings, at(MON2, 10), floor=at(MON2, 10))
    assert times(found) == {-1: at(TUE2, 17), 0: at(TUE2, 17), 5: at(TUE2, 17)}
    assert found.due == TUE2
    assert {mark.day for mark in found.rungs} == {TUE2}
    assert seen(timer(2), holdings, at(MON2, 9), floor=at(MON2, 9)).fire_at == at(MON2, 17)


def test_under_a_floor_too_a_hand_over_before_the_close_is_in_time() -> None:
    """The floor would make it due on Tuesday; it is away then, back on Wednesday at noon: Thursday is whole."""
    holdings = held((at(MON, 8), T), (at(TUE2, 12), C), (at(WED2, 12), T))
    found = seen(timer(2), holdings, at(WED2, 13), floor=at(MON2, 10))
    assert found.fire_at == at(dt.date(2026, 6, 11), 17)


def test_a_floor_in_the_past_changes_nothing() -> None:
    holdings = held((at(MON, 8), T))
    assert seen(timer(5, -1), holdings, at(TUE, 9), floor=at(MON, 8)) == seen(timer(5, -1), holdings, at(TUE, 9))


def test_bank_holidays_and_weekends_belong_to_nobody() -> None:
    """Budget 3 from Wednesday 23 December 2026, noon: Thursday, Tuesday (Monday is a substitute day), Wednesday."""
    found = seen(timer(3), held((at(dt.date(2026, 12, 23), 12), T)), at(dt.date(2026, 12, 23), 13))
    assert found.due == dt.date(2026, 12, 30)
    easter = seen(timer(2), held((at(dt.date(2026, 4, 2), 12), T)), at(dt.date(2026, 4, 2), 13))
    assert easter.due == dt.date(2026, 4, 8)


@pytest.mark.parametrize(
    ("friday", "utc_before", "utc_after"),
    [(dt.date(2026, 3, 27), 9, 8), (dt.date(2026, 10, 23), 8, 9)],
)
def test_summer_time_moves_the_instant_and_never_the_day(friday: dt.date, utc_before: int, utc_after: int) -> None:
    monday = friday + dt.timedelta(3)
    holdings = held((dt.datetime.combine(friday, dt.time(utc_before), dt.UTC), T))
    found = seen(timer(2, -1), holdings, at(friday, 12))
    assert (found.counted, found.due) == (1, monday)
    assert times(found)[-1] == dt.datetime.combine(friday, dt.time(utc_before), dt.UTC)
    assert found.fire_at == dt.datetime.combine(monday, dt.time(utc_after + 8), dt.UTC)


def test_a_weekend_event_counts_from_monday() -> None:
    saturday = dt.date(2026, 6, 6)
    assert seen(timer(1), held((at(saturday, 11), T)), at(saturday, 12)).fire_at == at(MON2, 17)


def test_six_weeks_from_a_monday_opening_end_on_a_friday() -> None:
    found = seen(timer(30), held((at(MON, 9), T)), at(MON, 9))
    assert found.due == dt.date(2026, 7, 10)


def test_without_a_holding_there_is_no_clock() -> None:
    assert seen(timer(5), [], at(MON, 9)) == Projection(0, 5, None, running=False, rungs=())


def test_a_rung_that_passed_before_the_hand_over_is_still_to_be_claimed() -> None:
    """Due on Monday's close, handed over at 17:02, swept at 17:05: the rung that passed is not lost."""
    calendar = CALENDAR
    monday = dt.date(2026, 3, 2)
    holdings = held((at(monday, 8), Party.TEAM), (at(monday, 17, 2), Party.COORDINATOR))
    found = project(timer(1), holdings, calendar, at(monday, 17, 5))
    assert [(mark.rung.name, mark.at) for mark in found.rungs] == [("r0", at(monday, 17))]
    assert not found.running


def test_a_hold_begins_at_the_next_opening_and_a_resume_before_it_takes_its_place() -> None:
    monday, tuesday = dt.date(2026, 3, 2), dt.date(2026, 3, 3)
    held_for_the_day = held((at(monday, 8), Party.TEAM), (at(tuesday, 9), Party.NOBODY))
    assert [m.at for m in project(timer(1), held_for_the_day, CALENDAR, at(monday, 15)).rungs] == [at(monday, 17)]
    resumed = [*held_for_the_day, *held((at(tuesday, 9), Party.TEAM))]
    assert [m.at for m in project(timer(2), in_force(resumed), CALENDAR, at(monday, 16)).rungs] == [at(tuesday, 17)]
    handed_on = in_force([*held_for_the_day, *held((at(monday, 16), Party.COORDINATOR))])
    assert [holding.party for holding in handed_on] == [Party.TEAM, Party.COORDINATOR]
