"""Closures, holidays that have changed and years that are stored, through the door, on both databases."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from world import ASSURER, COORDINATOR, LEAD, World, to_assured, to_draft, to_queue

from ispdesk import calendars, desk, rounds
from ispdesk.audit import verify
from ispdesk.commands.shape import Done, Order, Refused
from models.queries import home
from models.tables.calendar import Closure
from models.tables.clocks import RungClaim, TimerRow
from models.tables.journal import History
from models.tables.post import Letter, Notice
from states.words import Sentence

LONDON = ZoneInfo("Europe/London")


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """An instant by the clock on the wall in Wales."""
    return dt.datetime.combine(day, dt.time(hour, minute), LONDON).astimezone(dt.UTC)


ST_DAVID = dt.date(2027, 3, 1)  # a Monday
ASKED = at(dt.date(2027, 2, 15), 8)
"""Before the opening of a Monday: it is the first counted day. 30 working days: 10 in February, 20 in March, of which
Good Friday (26th) and Easter Monday (29th) do not count: due on Tuesday 30 March."""
DUE = dt.date(2027, 3, 30)
REASON = {"reason_en": "St David's Day", "reason_cy": "Dydd Gŵyl Dewi"}


def closing(day: dt.date, id_: str = "close", actor: str = LEAD, **changed: str) -> Order:
    return Order(id_, "close_day", "calendar:wales", actor, {"day": day.isoformat(), **REASON, **changed})


def reopening(day: dt.date, id_: str = "reopen") -> Order:
    said = {"reason_en": "The closure was a mistake", "reason_cy": "Camgymeriad oedd cau"}
    return Order(id_, "reopen_day", "calendar:wales", LEAD, {"day": day.isoformat(), **said})


def due(world: World, kind: str = "qa_first_decision", stream: str = "isp:A1") -> dt.date | None:
    row: TimerRow = world.rows(TimerRow, TimerRow.stream == stream, TimerRow.kind == kind)[-1]
    return row.due_day


def moves(answer: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(one["ref"], one["timer"], one["from"], one["to"]) for one in answer["moves"]]


def submitted(world: World) -> World:
    world.at = ASKED
    world.run(to_queue("A1"))
    assert due(world) == DUE
    return world


def test_st_davids_day_closed_moves_a_due_date_by_one_day_as_previewed(world: World) -> None:
    submitted(world)
    previewed = desk.rehearse(world.engine, closing(ST_DAVID), world.now)
    assert isinstance(previewed, Done)
    assert moves(previewed.answer) == [("A1", "qa_first_decision", "2027-03-30", "2027-03-31")]
    assert previewed.answer["moves"][0]["told"] == [ASSURER, LEAD, COORDINATOR]
    assert due(world) == DUE
    assert world.rows(Notice, Notice.message == "due_day_moved") == []
    assert world.rows(Closure, Closure.day == ST_DAVID) == []

    answer = world.done(closing(ST_DAVID))
    assert answer == previewed.answer
    assert due(world) == dt.date(2027, 3, 31)
    told = world.rows(Notice, Notice.message == "due_day_moved")
    assert {one.values["due"] for one in told} == {"2027-03-31"}
    assert {one.values["was"] for one in told} == {"2027-03-30"}
    assert told[0].values["because_en"] == "Nobody works on Monday 1 March 2027: St David's Day"
    assert told[0].values["because_cy"] == "Nid oes neb yn gweithio ar ddydd Llun 1 Mawrth 2027: Dydd Gŵyl Dewi"
    assert len(told) == 3
    assert {one.letter_id for one in told} == {None}  # it tells, and waits for the day's letter
    row = world.rows(History, History.kind == "day_closed")[0]
    assert row.body["moved"] == [["isp:A1", "qa_first_decision", "v1", 1, "2027-03-30", "2027-03-31"]]
    assert world.read(verify).ok


def test_only_the_clock_whose_date_moves_is_touched(world: World) -> None:
    submitted(world)
    before = {row.kind: (row.due_day, row.next_rung_at, row.floor_at) for row in world.rows(TimerRow)}
    world.at = at(dt.date(2027, 2, 19), 12)  # the triage falls due at five
    world.done(closing(ST_DAVID))
    after = {row.kind: (row.due_day, row.next_rung_at, row.floor_at) for row in world.rows(TimerRow)}
    assert before["qa_triage"][0] == dt.date(2027, 2, 19)
    assert after["qa_triage"] == before["qa_triage"]
    assert after["qa_first_decision"][0] == dt.date(2027, 3, 31)
    assert {row.calendar_version for row in world.rows(TimerRow, TimerRow.status != "stopped")} == {
        world.read(home.calendar).version
    }


def test_what_fell_due_before_a_closure_and_was_not_swept_still_fires_for_its_own_day(world: World) -> None:
    submitted(world)
    world.at = at(dt.date(2027, 2, 23), 12)  # the triage was due on the 19th; nobody has swept since
    world.done(closing(ST_DAVID))
    rounds.sweep(world.app, world.at)
    claim = world.rows(RungClaim, RungClaim.timer_kind == "qa_triage")[0]
    assert claim.due_at == at(dt.date(2027, 2, 19), 17)


@pytest.mark.parametrize(("hour", "minute", "accepted"), [(8, 0, True), (12, 0, True), (17, 0, True), (17, 1, False)])
def test_a_day_is_closed_until_it_closes(world: World, hour: int, minute: int, accepted: bool) -> None:  # noqa: FBT001
    submitted(world)
    world.at = at(ST_DAVID, hour, minute)
    if accepted:
        assert moves(world.done(closing(ST_DAVID))) == [("A1", "qa_first_decision", "2027-03-30", "2027-03-31")]
        return
    assert world.refused(closing(ST_DAVID)) == ("too_late",)
    assert due(world) == DUE


def test_what_was_counted_stays_counted(world: World) -> None:
    submitted(world)
    world.at = at(dt.date(2027, 3, 2), 8)
    counted = {row.kind: row.counted for row in world.rows(TimerRow)}
    assert world.refused(closing(ST_DAVID)) == ("too_late",)
    assert {row.kind: row.counted for row in world.rows(TimerRow)} == counted
    assert due(world) == DUE


def test_a_closure_on_a_due_day_moves_it_to_the_next_working_day(world: World) -> None:
    submitted(world)
    world.at = at(DUE, 12)
    assert moves(world.done(closing(DUE))) == [("A1", "qa_first_decision", "2027-03-30", "2027-03-31")]
    rounds.sweep(world.app, at(DUE, 17, 30))
    assert "due" not in {c.rung for c in world.rows(RungClaim, RungClaim.timer_kind == "qa_first_decision")}
    rounds.sweep(world.app, at(dt.date(2027, 3, 31), 17))
    claim = world.rows(RungClaim, RungClaim.timer_kind == "qa_first_decision", RungClaim.rung == "due")[0]
    assert claim.due_at == at(dt.date(2027, 3, 31), 17)


def test_a_closure_never_unfires_a_rung(world: World) -> None:
    submitted(world)
    reminded = at(dt.date(2027, 3, 22), 9)  # the 25th or 26th counted day: five before it is due
    world.at = reminded
    rounds.sweep(world.app, world.at)
    fired = world.rows(RungClaim, RungClaim.timer_kind == "qa_first_decision")
    assert [claim.rung for claim in fired] == ["reminder"]
    world.at = at(dt.date(2027, 3, 22), 10)
    world.done(closing(dt.date(2027, 3, 24)))  # its date moves on by a day, and the reminder's own with it
    assert due(world) == dt.date(2027, 3, 31)
    assert world.rows(TimerRow, TimerRow.kind == "qa_first_decision")[0].next_rung == "last"
    for day in range(22, 26):
        rounds.sweep(world.app, at(dt.date(2027, 3, day), 16))
    again = world.rows(RungClaim, RungClaim.timer_kind == "qa_first_decision", RungClaim.rung == "reminder")
    assert [(c.due_at, c.claimed_at) for c in again] == [(fired[0].due_at, fired[0].claimed_at)]


def test_a_reminder_that_would_come_sooner_than_it_may_waits_for_the_next_close(world: World) -> None:
    """The review of Wednesday 1 March 2028 is reminded of 20 working days before it: on Wednesday 2 February.

    With 10 February closed that is Tuesday 1 February, whose opening is past when the closure is entered.
    """
    world.run(to_assured("A1", dt.date(2028, 3, 1)))
    world.at = at(dt.date(2027, 12, 1), 10)
    rounds.advance(world.app, world.at)
    row = world.rows(TimerRow, TimerRow.kind == "review")[0]
    assert (row.next_rung, row.next_rung_at) == ("reminder", at(dt.date(2028, 2, 2), 9))
    world.at = at(dt.date(2028, 2, 1), 12)
    assert [one for one in moves(world.done(closing(dt.date(2028, 2, 10)))) if one[1] == "review"] == []
    row = world.rows(TimerRow, TimerRow.kind == "review")[0]
    assert (row.next_rung, row.next_rung_at) == ("reminder", at(dt.date(2028, 2, 2), 17))
    assert row.due_day == dt.date(2028, 3, 1)


def test_a_day_opened_again_in_its_course_makes_nothing_due_on_it(world: World) -> None:
    submitted(world)
    world.done(closing(DUE))
    world.at = at(DUE, 12)
    assert moves(world.done(reopening(DUE))) == []
    assert due(world) == dt.date(2027, 3, 31)


def test_the_team_is_told_where_nobody_holds_it(world: World) -> None:
    world.run(to_assured("A1", dt.date(2028, 3, 1)))
    notice = dt.date(2027, 12, 1)  # three months before; a notice rolls to the working day before
    assert due(world, "review_notice") == notice
    world.at = at(dt.date(2027, 11, 1), 12)
    answer = world.done(closing(notice))
    assert moves(answer) == [("A1", "review_notice", "2027-12-01", "2027-11-30")]
    assert answer["moves"][0]["told"] == [COORDINATOR, ASSURER, LEAD]


def test_a_closure_is_taken_back_as_long_as_its_day_has_not_closed(world: World) -> None:
    submitted(world)
    world.done(closing(ST_DAVID))
    version = world.read(home.calendar).version
    previewed = desk.rehearse(world.engine, reopening(ST_DAVID), world.now)
    answer = world.done(reopening(ST_DAVID))
    assert isinstance(previewed, Done)
    assert answer == previewed.answer
    assert moves(answer) == [("A1", "qa_first_decision", "2027-03-31", "2027-03-30")]
    assert due(world) == DUE
    assert world.read(home.calendar).version == version + 1  # never back to a number that was used
    said = [one.values["because_en"] for one in world.rows(Notice, Notice.message == "due_day_moved")]
    assert said[-1] == "Monday 1 March 2027 is a working day after all: The closure was a mistake"
    assert world.done(closing(ST_DAVID, "close-again"))["version"] == version + 2


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2027, 3, 2), "not_found"),
        (dt.date(2027, 3, 26), "wrong_value"),  # Good Friday
        (dt.date(2027, 2, 12), "too_late"),
    ],
)
def test_what_is_no_open_closure_is_not_taken_back(world: World, day: dt.date, code: str) -> None:
    world.at = at(dt.date(2027, 2, 1), 8)
    world.done(closing(dt.date(2027, 2, 12)))
    submitted(world)
    assert world.refused(reopening(day)) == (code,)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2027, 2, 20), "exists"),  # a Saturday
        (dt.date(2027, 3, 26), "exists"),  # Good Friday
        (dt.date(2027, 2, 12), "too_late"),
        (dt.date(2030, 1, 2), "not_stored"),
        (dt.date(2024, 12, 31), "not_stored"),
    ],
)
def test_a_day_that_cannot_be_closed(world: World, day: dt.date, code: str) -> None:
    submitted(world)
    for result in (desk.rehearse(world.engine, closing(day), world.now), world.do(closing(day))):
        assert isinstance(result, Refused)
        assert result.codes == (code,)
        assert result.reasons[0].en != result.reasons[0].cy
    assert world.rows(History, History.kind == "day_closed") == []


def test_who_may_close_a_day_and_with_what_reason(world: World) -> None:
    submitted(world)
    assert world.refused(closing(ST_DAVID, actor=COORDINATOR)) == ("not_yours",)
    assert world.refused(closing(ST_DAVID, "blank", reason_cy=" ")) == ("wrong_value",)


def test_a_task_and_a_paused_clock(world: World) -> None:
    """A partner's task moves, and its person is told; a clock that is paused has no date that could move."""
    world.at = ASKED
    world.run(to_draft("A1"))
    asked = {"kind": "comment", "partner": 1, "person": ASSURER, "text": "Please"}
    world.done(Order("ask", "ask", "isp:A1", COORDINATOR, asked))
    assert due(world, "partner_comment") == dt.date(2027, 2, 26)
    answer = world.done(closing(dt.date(2027, 2, 24)))
    assert ("A1", "partner_comment", "2027-02-26", "2027-03-01") in moves(answer)
    told = next(one["told"] for one in answer["moves"] if one["timer"] == "partner_comment")
    assert told == [ASSURER, COORDINATOR]
    hold = {"until": "2027-04-01", "reason": "Waiting for a decision elsewhere"}
    world.done(world.order("hold", "A1", COORDINATOR, **hold))
    world.at = at(dt.date(2027, 2, 17), 8)
    assert [one for one in moves(world.done(closing(ST_DAVID, "close-2"))) if one[1] == "partner_comment"] == []


def listed(extra: dict[dt.date, Sentence], dropped: set[dt.date], called: dict[dt.date, Sentence]) -> Any:
    """A release of the library that computes other days than ours."""

    def compute(year: int) -> dict[dt.date, Sentence]:
        ours = {day: name for day, name in calendars.computed(year).items() if day not in dropped}
        return {**ours, **{day: n for day, n in (extra | called).items() if day.year == year}}

    return compute


PROCLAIMED, SPRING, EASTER = dt.date(2026, 6, 15), dt.date(2026, 5, 25), dt.date(2026, 4, 6)
RELEASE = listed(
    {PROCLAIMED: Sentence("Proclaimed Day", "Diwrnod Cyhoeddedig"), dt.date(2026, 1, 5): Sentence("Old", "Hen")},
    {SPRING},
    {EASTER: Sentence("Easter Monday, renamed", "Llun y Pasg, ailenwyd")},
)


def accepting(world: World, id_: str = "accept", compute: Any = RELEASE) -> Order:
    found = world.read(lambda session: calendars.compare(session, world.at, compute))
    payload = calendars.accepting(found) | {"reason_en": "As proclaimed", "reason_cy": "Fel y cyhoeddwyd"}
    return Order(id_, "accept_holidays", "calendar:wales", LEAD, payload)


def test_what_a_new_release_says_otherwise_is_accepted_as_one_change(world: World) -> None:
    world.run(to_queue("A1"))  # asked on Monday 2 March 2026: due on Tuesday 14 April
    assert world.read(lambda session: calendars.compare(session, world.at)) == ()
    found = world.read(lambda session: calendars.compare(session, world.at, RELEASE))
    assert [(one.day, one.kind, one.acceptable) for one in found] == [
        (dt.date(2026, 1, 5), "added", False),
        (EASTER, "renamed", True),
        (SPRING, "gone", True),
        (PROCLAIMED, "added", True),
    ]
    world.at = at(dt.date(2026, 5, 6), 8)
    world.run(to_queue("A2"))  # due after the proclaimed day, and counts the one that was dropped: it stays
    held = due(world, stream="isp:A2")
    previewed = desk.rehearse(world.engine, accepting(world), world.now)
    answer = world.done(accepting(world))
    assert isinstance(previewed, Done)
    assert answer == previewed.answer
    assert answer["days"] == ["2026-05-25", "2026-06-15"]  # Easter has closed by now: its name stays too
    assert due(world, stream="isp:A2") == held  # one day less, one day more
    stored = {row.day: row.name_cy for row in world.rows(Closure)}
    assert stored[PROCLAIMED] == "Diwrnod Cyhoeddedig"
    assert stored[EASTER] == "Llun y Pasg"
    assert SPRING not in stored
    assert dt.date(2026, 1, 5) not in stored
    left = world.read(lambda session: calendars.compare(session, world.at, RELEASE))
    assert [(one.day, one.open) for one in left] == [(dt.date(2026, 1, 5), False), (EASTER, False)]
    assert world.refused(accepting(world, "accept-2")) == ("wrong_value",)
    assert [row.kind for row in world.rows(History, History.stream == "calendar:wales")][-1] == "holidays_accepted"


def test_a_day_that_is_dropped_moves_dates_back_and_says_why(world: World) -> None:
    world.at = at(dt.date(2026, 5, 6), 8)
    world.run(to_queue("A1"))
    was = due(world)
    assert was is not None
    answer = world.done(accepting(world, compute=listed({}, {SPRING}, {})))
    assert due(world) == world.read(home.calendar).previous_working(was - dt.timedelta(1))
    assert {one["to"] for one in answer["moves"]} == {str(due(world))}
    told = world.rows(Notice, Notice.message == "due_day_moved")
    assert told[0].values["because_cy"] == "Mae'r rhestr o wyliau banc wedi newid: Fel y cyhoeddwyd"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"gone": ["2026-01-01"]}, "too_late"),
        ({"renamed": [{"day": "2026-01-01", "name_en": "x", "name_cy": "y"}]}, "too_late"),
        ({"added": [{"day": "2026-01-05", "name_en": "x", "name_cy": "y"}]}, "too_late"),
        ({"gone": ["2026-06-16"]}, "not_found"),
        ({"gone": ["2026-06-17"]}, "not_found"),  # a closure is no bank holiday
        ({"added": [{"day": "2026-05-25", "name_en": "x", "name_cy": "y"}]}, "exists"),
        ({"added": [{"day": "2031-05-05", "name_en": "x", "name_cy": "y"}]}, "not_stored"),
        ({"added": [{"day": "2026-06-15", "name_en": "x", "name_cy": ""}]}, "wrong_value"),
        ({"gone": ["2026-05-25", "2026-05-25"]}, "wrong_value"),
        ({}, "wrong_value"),
    ],
)
def test_a_list_that_cannot_be_accepted(world: World, changes: dict[str, Any], code: str) -> None:
    world.done(closing(dt.date(2026, 6, 17)))
    payload = {"computed_with": "holidays 99", "reason_en": "x", "reason_cy": "y", **changes}
    order = Order("accept", "accept_holidays", "calendar:wales", "operator", payload)
    assert world.refused(order) == (code,)
    assert len(world.rows(History, History.kind == "holidays_accepted")) == 0


def test_a_review_beyond_the_calendar_gets_its_day_when_the_year_is_stored(world: World) -> None:
    world.policy("reviews", longest="60 months")
    world.run(to_assured("A1", dt.date(2030, 6, 3)))  # stored: 2025 to 2029; its notice is due on 3 March 2030
    assert due(world, "review_notice") is None
    assert rounds.sweep(world.app, world.at).items == []
    rounds.advance(world.app, world.at)
    rounds.open_reviews(world.app, world.at)
    world.done(closing(dt.date(2026, 3, 5)))
    assert due(world, "review_notice") is None
    answer = world.done(calendars.storing(2030))
    assert due(world, "review_notice") == dt.date(2030, 3, 1)  # the 3rd is a Sunday: the Friday before
    assert moves(answer) == [("A1", "review_notice", None, "2030-03-01")]
    assert world.rows(Notice, Notice.message == "due_day_moved") == []  # it had no date: nothing has moved


def test_a_budget_at_the_calendars_end_waits_for_the_next_year(world: World) -> None:
    world.at = at(dt.date(2029, 12, 10), 8)
    world.run(to_queue("A1"))
    assert due(world) is None
    assert [item.what for item in rounds.sweep(world.app, at(dt.date(2029, 12, 20), 12)).items] == ["rung-due"]
    world.done(calendars.storing(2030))
    assert due(world) == dt.date(2030, 1, 23)  # 12 working days in 2029: 10-14, 17-21, 24, 27, 28, 31; 18 in 2030


def test_stored_years_leave_no_gap(world: World) -> None:
    assert world.refused(calendars.storing(2031)) == ("gap",)
    assert world.refused(calendars.storing(2023)) == ("gap",)
    assert world.refused(replace(calendars.storing(2029), id="again")) == ("exists",)
    world.run([calendars.storing(year) for year in calendars.missing(world.read(home.calendar), 2022, 2031)])
    calendar = world.read(home.calendar)
    assert (calendar.first, calendar.last) == (dt.date(2022, 1, 1), dt.date(2031, 12, 31))


def test_letters_of_a_moved_date_are_never_urgent(world: World) -> None:
    submitted(world)
    letters = len(world.rows(Letter))
    world.done(closing(ST_DAVID))
    assert len(world.rows(Letter)) == letters
