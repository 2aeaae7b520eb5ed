"""Clocks reckoned from a date, through the door: what starts them, what moves them, what ends them."""

import datetime as dt
from typing import Any

import pytest
from world import ASSURER, COORDINATOR, LEAD, World, move, to_assured, to_draft

from ispdesk import rounds
from ispdesk.commands.shape import Order
from ispdesk.views.listing import every_row
from models.tables.clocks import RungClaim, TimerRow
from models.tables.journal import History
from models.tables.post import Notice
from states.calendar import close, opening
from states.when import When


def timer(world: World, kind: str, subject: str = "v1") -> TimerRow | None:
    """The timer of this kind that has not stopped."""
    rows = world.rows(TimerRow, TimerRow.kind == kind, TimerRow.subject == subject, TimerRow.status != "stopped")
    assert len(rows) <= 1
    return rows[0] if rows else None


def due(world: World, kind: str, subject: str = "v1") -> dt.date | None:
    row = timer(world, kind, subject)
    return row.due_day if row else None


def fact(ref: str, kind: str, day: dt.date, id_: str) -> Order:
    return Order(id_, "state_fact", f"isp:{ref}", LEAD, {"fact": kind}, happened=When(day, day))


def test_the_compliance_check_is_six_months_after_the_later_of_operation_and_assurance(world: World) -> None:
    world.run(to_assured("A1"))  # assured on Monday 2 March 2026
    assert due(world, "compliance") == dt.date(2026, 9, 2)  # a Wednesday
    world.at = dt.datetime(2026, 3, 30, 12, tzinfo=dt.UTC)
    world.done(fact("A1", "in_operation_since", dt.date(2026, 3, 28), "op"))
    assert due(world, "compliance") == dt.date(2026, 9, 28)  # a Monday, six months after Saturday 28 March
    world.at = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
    world.done(fact("A1", "compliance_review", dt.date(2026, 9, 30), "done"))
    assert timer(world, "compliance") is None


def test_an_assurance_whose_day_is_not_known_starts_no_compliance_check(world: World) -> None:
    held = {"state": "assured", "review_date": "2027-03-01"}
    world.run([Order("k", "make_known", "isp:A1", "operator", {"title_en": "One"})])
    world.done(Order("t", "take_on", "isp:A1", LEAD, held, happened=When(dt.date(2025, 3, 1), dt.date(2025, 6, 1))))
    assert timer(world, "compliance") is None
    assert due(world, "review_notice") == dt.date(2026, 12, 1)  # three months before 1 March 2027, a Tuesday


def test_consent_is_looked_at_yearly_only_where_it_is_relied_on(world: World) -> None:
    world.run(to_draft("A1"))
    assert timer(world, "consent") is None
    flow = {"number": 1, "information": "names", "sender": "Torfaen", "recipients": ["Gwent"], "purpose": "support"}
    body = {**flow, "method": "secure mail", "basis": "6(1)(a) Consent"}
    world.done(Order("f", "write_flow", "isp:A1", COORDINATOR, body))
    world.run([move("A1", "submit"), Order("d", "declare", "isp:A1", ASSURER), move("A1", "claim", ASSURER)])
    world.run([move("A1", "assure", ASSURER, review_date="2028-03-01")])
    assert due(world, "consent") == dt.date(2027, 3, 2)  # a Tuesday
    world.at = dt.datetime(2027, 2, 26, 12, tzinfo=dt.UTC)
    world.done(fact("A1", "consent_checked", dt.date(2027, 2, 26), "c1"))
    assert due(world, "consent") == dt.date(2028, 2, 28)  # 26 February 2028 is a Saturday: rolled to Monday


def test_twelve_weeks_without_activity_are_said_once_and_activity_begins_them_anew(world: World) -> None:
    world.run(to_draft("A1"))  # Monday 2 March 2026
    assert due(world, "idle") == dt.date(2026, 5, 26)  # Monday 25 May is a bank holiday
    world.at = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
    world.done(world.order("hold_workshop", "A1", COORDINATOR, topic="more"))
    assert due(world, "idle") == dt.date(2026, 6, 2)  # twelve weeks after Tuesday 10 March
    world.at = close(dt.date(2026, 6, 2))
    assert [item.what for item in rounds.sweep(world.app, world.at).items] == ["rung-due"]
    assert rounds.sweep(world.app, world.at).items == []
    row = timer(world, "idle")
    assert row is not None
    assert row.next_rung == "team"  # the rung itself is no activity
    world.at = dt.datetime(2026, 6, 5, 12, tzinfo=dt.UTC)
    world.done(world.order("hold_workshop", "A1", COORDINATOR, topic="again"))
    again = timer(world, "idle")
    assert again is not None
    assert (again.round, again.next_rung) == (2, "due")
    assert again.due_day == dt.date(2026, 8, 28)  # twelve weeks after Friday 5 June
    world.run([move("A1", "submit")])
    assert timer(world, "idle") is None


def test_the_next_workshop_is_asked_for_six_weeks_after_the_last(world: World) -> None:
    world.run(to_draft("A1")[:5])
    world.run([move("A1", "start_workshops")])
    assert timer(world, "workshop_gap") is None
    world.done(world.order("hold_workshop", "A1", COORDINATOR, topic="first"))
    assert due(world, "workshop_gap") == dt.date(2026, 4, 13)  # six weeks after Monday 2 March


def test_a_hold_is_remembered_five_working_days_before_it_ends_and_never_pauses_itself(world: World) -> None:
    world.run(to_draft("A1"))
    world.done(world.order("hold", "A1", COORDINATOR, until="2026-04-10", reason="a merger"))
    row = timer(world, "hold")
    assert row is not None
    # Friday 10 April; before it Thursday 9, Wednesday 8, Tuesday 7, then Easter, Thursday 2, Wednesday 1 April.
    assert (row.next_rung, row.next_rung_at) == ("reminder", opening(dt.date(2026, 4, 1)))
    world.at = opening(dt.date(2026, 4, 1))
    assert [item.what for item in rounds.sweep(world.app, world.at).items] == ["rung-reminder"]
    world.done(world.order("resume", "A1", COORDINATOR))
    assert timer(world, "hold") is None


def test_a_partner_known_not_to_have_signed_is_followed_up_three_months_after_assurance(world: World) -> None:
    def accord(ref: str, status: str, id_: str) -> Order:
        return Order(id_, "state_accord", f"organisation:{ref}", "operator", {"status": status})

    known = to_draft("A1")
    for order in known:
        if order.kind == "add_partner":
            order.payload["organisation"] = "torfaen" if order.payload["line"] == 1 else "gwent"  # type: ignore[index]
    world.run([accord("torfaen", "signed", "a1"), accord("gwent", "not-signed", "a2")])
    world.run([*known, move("A1", "submit"), Order("d", "declare", "isp:A1", ASSURER), move("A1", "claim", ASSURER)])
    world.run([move("A1", "assure", ASSURER, review_date="2028-03-01")])
    assert due(world, "non_signatory", "v1/p2") == dt.date(2026, 6, 2)
    assert timer(world, "non_signatory", "v1/p1") is None
    world.at = dt.datetime(2026, 4, 1, 6, tzinfo=dt.UTC)
    world.done(accord("gwent", "signed", "a3"))
    assert timer(world, "non_signatory", "v1/p2") is not None  # another stream: the morning's round sees it
    kept = [item for item in rounds.open_reviews(world.app, world.at).items if item.reference == "A1"]
    assert [item.what for item in kept] == ["clock-kept"]
    assert timer(world, "non_signatory", "v1/p2") is None
    assert rounds.open_reviews(world.app, world.at).items == []


def test_a_rung_asks_again_what_lies_outside_its_stream_before_it_fires(world: World) -> None:
    test = Order("a0", "state_accord", "organisation:gwent", "operator", {"status": "not-signed"})
    known = to_draft("A1")
    for order in known:
        if order.kind == "add_partner" and order.payload["line"] == 2:
            order.payload["organisation"] = "gwent"  # type: ignore[index]
    world.run([test, *known, move("A1", "submit"), Order("d", "declare", "isp:A1", ASSURER)])
    world.run([move("A1", "claim", ASSURER), move("A1", "assure", ASSURER, review_date="2028-03-01")])
    world.at = close(dt.date(2026, 6, 2))
    world.done(Order("a1", "state_accord", "organisation:gwent", "operator", {"status": "signed"}))
    rounds.sweep(world.app, world.at)
    assert world.rows(RungClaim, RungClaim.timer_kind == "non_signatory") == []
    assert timer(world, "non_signatory", "v1/p2") is None


def test_a_facilitator_without_an_assignment_for_a_year_is_named_once(world: World) -> None:
    facilitator = {"name_en": "Idle", "kind": "health", "last_assignment": "2025-06-30"}
    world.done(Order("f", "enter_facilitator", "person:f9", "operator", facilitator))
    assert [i.reference for i in rounds.open_reviews(world.app, world.at).items] == ["f9"]
    row = world.rows(TimerRow, TimerRow.kind == "facilitator_idle")[0]
    assert (row.stream, row.due_day) == ("person:f9", dt.date(2026, 6, 30))
    world.at = close(dt.date(2026, 6, 30))
    fired = [item for item in rounds.sweep(world.app, world.at).items if item.reference == "f9"]
    assert [item.what for item in fired] == ["rung-due"]
    said: list[Any] = world.rows(Notice, Notice.message == "facilitator_idle")
    assert len(said) == 2  # nobody is behind it but the team: an assurer and the lead
    assert [row.kind for row in world.rows(History, History.stream == "person:f9")][-1] == "rung_fired"


def test_a_review_further_away_than_the_calendar_is_reckoned_once_its_year_is_stored(world: World) -> None:
    from ispdesk import calendars

    world.policy("reviews", longest="60 months")
    world.run(to_assured("A1", dt.date(2030, 5, 1)))  # the calendar ends with 2029
    row = timer(world, "review_notice")
    assert row is not None
    assert (row.due_day, row.next_rung_at) == (None, None)
    world.run([calendars.storing(2030)])
    assert due(world, "review_notice") == dt.date(2030, 2, 1)


@pytest.mark.parametrize(("assured", "review", "notice"), [
    (dt.date(2026, 3, 2), dt.date(2027, 5, 31), dt.date(2027, 2, 26)),  # 28 February 2027 is a Sunday: back to Friday
    (dt.date(2026, 3, 2), dt.date(2028, 5, 29), dt.date(2028, 2, 29)),  # a leap day, a Tuesday
])  # fmt: skip
def test_notice_of_review_is_three_calendar_months_rolled_back(
    world: World, assured: dt.date, review: dt.date, notice: dt.date
) -> None:
    assert world.at.date() == assured
    world.run(to_assured("A1", review))
    assert due(world, "review_notice") == notice
    world.at = dt.datetime.combine(notice - dt.timedelta(1), dt.time(22), dt.UTC)
    assert rounds.advance(world.app, world.at).items == []
    world.at = dt.datetime.combine(notice, dt.time(7), dt.UTC)
    found = rounds.open_reviews(world.app, world.at).items
    assert [item.what for item in found if item.reference == "A1"] == ["give_review_notice"]
    assert world.versions("A1")[0].state == "review_due"


def test_a_list_marks_what_has_been_quiet_so_long_that_its_clock_has_said_so(world: World) -> None:
    world.run(to_draft("A1"))
    before = world.read(every_row)
    world.at = close(dt.date(2026, 5, 26))
    rounds.sweep(world.app, world.at)
    after = world.read(every_row)
    world.done(world.order("hold_workshop", "A1", COORDINATOR, topic="again"))
    again = world.read(every_row)
    assert [rows[0].dormant_since for rows in (before, after, again)] == [None, dt.date(2026, 3, 2), None]
