"""Adopting a policy while timers run, on both databases. 2 March 2026 is a Monday, the world begins before its opening.

Of 30 working days from 2 March the 30th is Tuesday 14 April (Good Friday is 3, Easter Monday 6 April); of 20 the 20th
is Friday 27 March; of 10 the 10th is Friday 13 March.
"""

import copy
import datetime as dt
from typing import Any

import pytest
from sqlmodel import col, func, select
from world import ASSURER, COORDINATOR, LEAD, World, making_known, move, to_assured, to_draft, to_queue

from ispdesk import policies, rounds
from ispdesk.commands.shape import Order
from models.queries import home
from models.tables.calendar import PolicyRow
from models.tables.clocks import RungClaim, TimerRow
from models.tables.journal import History

QA = "qa_first_decision"


def content(*changes: str) -> dict[str, Any]:
    made: dict[str, Any] = copy.deepcopy(policies.shipped("current"))
    for change in changes:
        exec(change, {"t": made["timers"], "p": made})  # noqa: S102 - written below
    return made


def adopt(world: World, made: dict[str, Any], *, reproject: bool = False, actor: str = "operator") -> Order:
    payload = {"content": made, "reason": "We try it.", "reproject": reproject}
    return Order(f"adopt{next(world.numbers)}", "adopt_policy", "policy:policy", actor, payload)


def timer(world: World, ref: str, kind: str = QA) -> TimerRow:
    rows: list[TimerRow] = world.rows(TimerRow, TimerRow.stream == f"isp:{ref}", TimerRow.kind == kind)
    (row,) = [row for row in rows if row.status != "stopped"]
    return row


def running(world: World, kind: str) -> int:
    return len(world.rows(TimerRow, TimerRow.kind == kind, TimerRow.status != "stopped"))


def claims(world: World) -> list[tuple[str, str, dt.datetime]]:
    rows = sorted(world.rows(RungClaim), key=lambda row: (row.due_at, row.rung))
    return [(row.stream.partition(":")[2], row.rung, row.due_at) for row in rows if row.timer_kind == QA]


SHORTER = "t['qa_first_decision']['budget'] = '20 working days'"
SHORT = "t['qa_first_decision']['budget'] = '10 working days'"


def test_running_timers_keep_their_numbers_and_new_ones_take_the_new(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC)
    answer = world.done(adopt(world, content(SHORTER)))
    assert (answer["version"], answer["new"]) == (2, True)
    world.run(to_queue("A2"))
    old, new = timer(world, "A1"), timer(world, "A2")
    assert (old.due_day, old.policy_version, old.floor_at) == (dt.date(2026, 4, 14), 1, None)
    assert (new.due_day, new.policy_version) == (dt.date(2026, 4, 7), 2)  # 9 March to 2 April are 19 days
    world.run([move("A1", "claim", ASSURER, independent=True)])  # a command of its own changes no number
    assert timer(world, "A1").due_day == dt.date(2026, 4, 14)


def test_with_reproject_running_timers_take_the_numbers_and_what_is_counted_stays(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC)
    assert world.done(adopt(world, content(SHORTER), reproject=True))["timers"] > 0
    row = timer(world, "A1")
    assert (row.due_day, row.counted, row.policy_version) == (dt.date(2026, 3, 27), 5, 2)


def test_a_new_budget_that_is_used_up_falls_due_at_the_close_of_the_next_day_that_opens(world: World) -> None:
    """Of 10 days the 10th was Friday 13 March; adopted on Wednesday 25 March, 12:00. Thursday opens after that."""
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 25, 12, tzinfo=dt.UTC)
    world.done(adopt(world, content(SHORT), reproject=True))
    row = timer(world, "A1")
    assert (row.due_day, row.counted) == (dt.date(2026, 3, 26), 18)
    assert row.fire_at == dt.datetime(2026, 3, 26, 17, tzinfo=dt.UTC)
    rounds.sweep(world.app, dt.datetime(2026, 3, 26, 16, 59, tzinfo=dt.UTC))
    assert claims(world) == []
    rounds.sweep(world.app, dt.datetime(2026, 3, 26, 17, tzinfo=dt.UTC))
    assert [(rung, at) for _, rung, at in claims(world)] == [
        (rung, dt.datetime(2026, 3, 26, 17, tzinfo=dt.UTC)) for rung in ("due", "escalation_1", "last", "reminder")
    ]
    assert all(at > world.at for *_, at in claims(world))


def test_an_overdue_timer_stays_due_on_its_day_when_a_policy_does_not_touch_its_numbers(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 16, 12, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    world.done(adopt(world, content("t['amendment']['budget'] = '5 weeks'")))
    assert timer(world, "A1").due_day == dt.date(2026, 4, 14)
    world.done(adopt(world, content("t['amendment']['budget'] = '4 weeks'"), reproject=True))
    row = timer(world, "A1")
    assert (row.due_day, row.policy_version, row.next_rung) == (dt.date(2026, 4, 14), 3, "escalation_1")
    world.done(adopt(world, content(SHORTER), reproject=True))
    row = timer(world, "A1")  # other numbers: escalation_1 was due on 3 April by them, and is at the next close
    assert row.next_rung_at == dt.datetime(2026, 4, 17, 16, tzinfo=dt.UTC)


def test_a_longer_budget_gives_time_back_and_fires_nothing_twice(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 15, 12, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    world.done(adopt(world, content("t['qa_first_decision']['budget'] = '40 working days'"), reproject=True))
    row = timer(world, "A1")
    assert (row.due_day, row.next_rung) == (dt.date(2026, 4, 28), "escalation_1")
    rounds.sweep(world.app, dt.datetime(2026, 5, 6, 16, tzinfo=dt.UTC))  # 4 May is a bank holiday
    fired = [rung for _, rung, _ in claims(world)]
    assert sorted(fired) == ["due", "escalation_1", "last", "reminder"]


def test_the_same_content_again_makes_no_version_unless_a_timer_is_to_change(world: World) -> None:
    world.run(to_queue("A1"))
    assert world.done(adopt(world, content())) == {"version": 1, "name": "current", "timers": 0, "new": False}
    assert world.done(adopt(world, content(), reproject=True))["new"] is False
    world.done(adopt(world, content(SHORTER)))
    assert world.done(adopt(world, content(SHORTER)))["new"] is False
    again = world.done(adopt(world, content(SHORTER), reproject=True))  # A1 runs by version 1 still
    assert (again["version"], again["new"]) == (3, True)
    assert timer(world, "A1").due_day == dt.date(2026, 3, 27)
    assert world.done(adopt(world, content(SHORTER), reproject=True))["new"] is False
    assert [row.version for row in world.rows(PolicyRow)] == [1, 2, 3]


@pytest.mark.parametrize(
    "change",
    [
        "t['qa_first_decision']['budget'] = 20",
        "del p['name']",
        "t['qa_first_decision']['rungs']['due']['message'] = 'no_such'",
        "t['qa_first_decision']['rungs']['due']['message'] = 'backlog_level'",
    ],
)
def test_a_refused_policy_changes_nothing(world: World, change: str) -> None:
    world.run(to_queue("A1"))
    before = (timer(world, "A1"), world.read(lambda s: s.exec(select(func.count()).select_from(History)).one()))
    codes = world.refused(adopt(world, content(SHORTER, change), reproject=True))
    assert codes == ("wrong_policy",)
    assert (timer(world, "A1"), world.read(lambda s: s.exec(select(func.count()).select_from(History)).one())) == before
    assert world.read(lambda s: home.policy(s)[0]) == 1


def test_who_may_adopt(world: World) -> None:
    for actor in (COORDINATOR, ASSURER, "timer"):
        assert world.refused(adopt(world, content(SHORTER), actor=actor)) == ("not_yours",)
    assert world.done(adopt(world, content(SHORTER), actor=LEAD))["version"] == 2
    found = world.read(policies.adopted)
    assert [(one.version, one.by, one.by_name, one.reason) for one in found] == [
        (2, LEAD, "Lowri", "We try it."),
        (1, "operator", "operator", ""),
    ]


def test_a_kind_that_is_dropped_stops_with_reproject_and_no_later_adoption_breaks_a_sweep(world: World) -> None:
    world.run([*to_queue("A1"), *to_queue("A2")])
    world.at = dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC)
    world.done(adopt(world, content("del t['qa_first_decision']"), reproject=True))
    stopped = world.rows(TimerRow, TimerRow.kind == QA)
    assert [(row.status, row.counted, row.stopped_at) for row in stopped] == [("stopped", 5, world.at)] * 2
    assert rounds.sweep(world.app, dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC))
    assert claims(world) == []
    world.at = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
    world.done(adopt(world, content("t['amendment']['budget'] = '5 weeks'")))
    rounds.sweep(world.app, dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC))
    world.at = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
    world.run([move("A1", "claim", ASSURER, independent=True)])
    assert running(world, QA) == 0  # it does not begin in the middle
    world.run(to_queue("A3"))
    assert running(world, QA) == 1


def test_a_kind_that_is_dropped_runs_on_by_its_own_policy_without_reproject(world: World) -> None:
    """The compliance check of an assured ISP and the facilitator's clock are days that are looked up each time."""
    world.run(to_assured("A1"))
    rounds.open_reviews(world.app, world.at)
    before = timer(world, "A1", "compliance")
    idle = running(world, "facilitator_idle")
    assert idle == 1
    world.done(adopt(world, content("del t['compliance']", "del t['facilitator_idle']")))
    world.at = dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC)
    world.done(Order("touch", "keep_clock", "isp:A1", "timer", {}))
    rounds.open_reviews(world.app, world.at)
    kept = timer(world, "A1", "compliance")
    assert (kept.id, kept.due_day, kept.policy_version) == (before.id, before.due_day, 1)
    assert running(world, "facilitator_idle") == idle
    world.run(to_assured("A2"))
    assert running(world, "compliance") == 1  # none begins by a policy that has none
    world.done(adopt(world, content("del t['compliance']", "del t['facilitator_idle']", SHORTER), reproject=True))
    assert (running(world, "compliance"), running(world, "facilitator_idle")) == (0, 0)


def test_a_date_keeps_its_period_or_takes_the_new_one(world: World) -> None:
    """Assured on 2 March: six months on is 2 September, three months on 2 June, both working days."""
    world.run(to_assured("A1"))
    world.done(adopt(world, content("t['compliance']['after'] = '3 months'")))
    world.done(Order("touch", "keep_clock", "isp:A1", "timer", {}))
    assert timer(world, "A1", "compliance").due_day == dt.date(2026, 9, 2)
    world.done(adopt(world, content("t['compliance']['after'] = '3 months'"), reproject=True))
    assert timer(world, "A1", "compliance").due_day == dt.date(2026, 6, 2)


def test_a_facilitators_clock_keeps_its_period_or_takes_the_new_one(world: World) -> None:
    """Last assigned on 2 March 2026: twelve months on is Tuesday 2 March 2027, six months on is 2 September."""
    world.run(making_known("A1"))
    rounds.open_reviews(world.app, world.at)
    (row,) = world.rows(TimerRow, TimerRow.kind == "facilitator_idle")
    assert (row.status, row.due_day) == ("running", dt.date(2027, 3, 2))
    half = content("t['facilitator_idle']['after'] = '6 months'")
    world.done(adopt(world, half))
    (row,) = world.rows(TimerRow, TimerRow.kind == "facilitator_idle")
    assert (row.policy_version, row.due_day) == (1, dt.date(2027, 3, 2))
    world.done(adopt(world, half, reproject=True))
    (row,) = world.rows(TimerRow, TimerRow.kind == "facilitator_idle")
    assert (row.policy_version, row.due_day) == (3, dt.date(2026, 9, 2))


def test_a_kind_that_is_added_begins_for_every_live_isp_whose_day_is_known(world: World) -> None:
    """Nobody had a clock towards the next workshop or a silent ISP; both begin, and nothing is due in the past."""
    without = content("del t['idle']", "del t['compliance']")
    world.done(adopt(world, without))
    world.run([*making_known("A1"), *to_assured("A2")])
    assert (running(world, "idle"), running(world, "compliance")) == (0, 0)
    world.at = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
    world.done(adopt(world, content()))
    assert timer(world, "A1", "idle").next_rung_at == dt.datetime(2027, 3, 3, 17, tzinfo=dt.UTC)
    assert timer(world, "A2", "compliance").due_day == dt.date(2027, 3, 3)


def test_a_timer_that_stops_says_when_and_one_that_is_opened_again_runs(world: World) -> None:
    world.run(to_draft("A1"))
    world.run([move("A1", "submit", id_="s")])
    assert timer(world, "A1").stopped_at is None
    world.at = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
    world.run([move("A1", "claim", ASSURER, independent=True), move("A1", "return_for_amendment", ASSURER,
               findings=[{"text": "More is needed."}], reason="More is needed.")])  # fmt: skip
    (row,) = world.rows(TimerRow, col(TimerRow.kind) == QA)
    assert (row.status, row.stopped_at) == ("stopped", world.at)
    world.done(world.order("take_back", "A1", ASSURER))
    (row,) = world.rows(TimerRow, col(TimerRow.kind) == QA)
    assert (row.status, row.stopped_at) == ("running", None)
