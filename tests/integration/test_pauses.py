"""Pauses on both databases: waiting for a partner, holds, policies changed under way; days worked out by hand.

The spring of 2026: 2 March is a Monday, Good Friday is 3 April, Easter Monday 6 April. The ISP is returned for
amendment before the opening of 2 March: 30 working days are used up at the close of 14 April (22 in March, 1 and 2
April, 7 to 10 April, 13 and 14 April).
"""

import datetime as dt

import pytest
from waiting import GWENT, answer, ask, at, days_of, receipt, returned, time_of, timer, with_partner
from world import ASSURER, COORDINATOR, World, making_known, move, to_assured

from ispdesk import policies, rounds
from ispdesk.commands.shape import Order
from models.queries import home
from models.tables.clocks import Task, TimerRow
from models.tables.journal import History
from states.calendar import local_day


def test_the_coordinators_clock_pauses_while_a_partner_is_waited_for_and_the_partners_own_runs(world: World) -> None:
    returned(world)
    assert timer(world, "amendment").due_day == dt.date(2026, 4, 14)
    task = ask(world, at(4))  # Wednesday, after the opening: that day is still the coordinator's
    paused, reply = timer(world, "amendment"), timer(world, "partner_reply")
    assert (paused.status, paused.counted, paused.due_day, paused.next_rung_at) == ("paused", 3, None, None)
    # The first opening after it was asked is Thursday's: 5, 6, 9 to 13, 16 to 18 March are ten.
    assert (reply.status, reply.due_day) == ("running", dt.date(2026, 3, 18))
    answer(world, at(10, 12), task)  # Tuesday: 5, 6, 9 and 10 March were the partners'
    assert (timer(world, "partner_reply").status, timer(world, "partner_reply").counted) == ("stopped", 4)
    back = timer(world, "amendment")
    # Three were counted; the other 27 are 11 to 13, 16 to 20, 23 to 27, 30 March to 2 April, 7 to 10, 13 to 17, 20.
    assert (back.status, back.due_day) == ("running", dt.date(2026, 4, 20))
    world.at = at(10, 18)
    assert days_of(world) == {"coordinator": 3, "partners": 4}
    assert [(task.days, task.outcome) for task in time_of(world).tasks] == [(4, "done")]


def test_of_two_partners_waited_for_the_last_answer_hands_it_back(world: World) -> None:
    returned(world)
    gwent, torfaen = ask(world, at(4)), ask(world, at(5), partner=1)
    answer(world, at(9), gwent)
    assert world.versions("A1")[0].holder == "partners"
    assert timer(world, "amendment").status == "paused"
    world.at = at(10, 9)
    assert "with the partner organisations (Torfaen)" in receipt(world, "amendment").result.best("en")[0]
    answer(world, at(11), torfaen, outcome="no_answer")
    assert world.versions("A1")[0].holder == "coordinator"
    world.at = at(11, 18)  # 2 to 4 March; 5, 6, 9, 10 and 11 March
    assert days_of(world) == {"coordinator": 3, "partners": 5}
    assert [task.days for task in time_of(world).tasks] == [3, 4]  # side by side: seven, where five days went by
    said = [words.en for words in receipt(world, "amendment").not_counted]
    assert any("(Gwent Health Board and Torfaen)" in words for words in said if words)


def test_a_hold_stops_the_clocks_of_tasks_too_and_resuming_starts_them(world: World) -> None:
    returned(world)
    ask(world, at(4), waits=False)
    world.at = at(6)  # Friday: the hold begins on Monday
    hold = world.order("hold", "A1", COORDINATOR, until="2026-03-13", reason="Staff are away")
    world.done(hold)
    assert (timer(world, "amendment").status, timer(world, "partner_reply").status) == ("paused", "paused")
    world.at = at(16, 8)  # the Monday after its last day
    assert [item.what for item in rounds.advance(world.app, world.at).items] == ["resumed"]
    # Amendment: five days to 6 March, then 25 more: 14 April plus five working days.
    assert timer(world, "amendment").due_day == dt.date(2026, 4, 21)
    # Reply: 5 and 6 March, then eight more from Monday the 16th: 16 to 20, 23 to 25 March.
    assert timer(world, "partner_reply").due_day == dt.date(2026, 3, 25)
    world.at = at(16, 18)
    assert days_of(world) == {"coordinator": 6, "nobody": 5}
    assert [task.days for task in time_of(world).tasks] == [3]
    said = [words.en or "" for words in receipt(world, "amendment").not_counted]
    assert said[0] == (
        "Monday 9 March 2026 to Friday 13 March 2026 (5 working days): on hold until Friday 13 March 2026. "
        "Put on hold, by Cled, Friday 6 March 2026, 10:00; “Staff are away”"
    )


@pytest.mark.parametrize("answered_first", [True, False])
def test_held_and_answered_in_one_command_keeps_the_hold(world: World, answered_first: bool) -> None:  # noqa: FBT001
    returned(world)
    task = ask(world, at(4))
    world.at = at(11, 15)  # Wednesday: that day is still the partners'
    orders = [
        world.order("hold", "A1", COORDINATOR, until="2026-03-20", reason="Waiting for advice"),
        world.order("answer", "A1", COORDINATOR, task=task),
    ]
    world.run(list(reversed(orders)) if answered_first else orders)
    assert {"put_on_hold", "answered"} <= {row.kind for row in world.rows(History)}
    version = world.versions("A1")[0]
    assert (version.holder, version.on_hold) == ("coordinator", True)
    world.at = at(20, 18)  # 2 to 4; 5, 6, 9 to 11; 12, 13 and 16 to 20 March
    assert days_of(world) == {"coordinator": 3, "partners": 5, "nobody": 7}
    paused = receipt(world, "amendment")
    assert (paused.status, paused.counted) == ("paused", 3)
    assert any("Waiting for advice" in (words.en or "") for words in paused.not_counted)
    assert rounds.advance(world.app, at(23, 8)).items
    # 27 are left from Monday 23 March: 23 to 27, 30 March to 2 April, 7 to 10, 13 to 17, 20 to 24, 27 to 30 April.
    assert timer(world, "amendment").due_day == dt.date(2026, 4, 30)


def test_held_and_withdrawn_in_one_command_keeps_the_hold_in_the_receipt_of_the_stopped_clock(world: World) -> None:
    returned(world)
    world.at = at(11, 15)
    hold = world.order("hold", "A1", COORDINATOR, until="2026-03-20", reason="The service may close")
    world.run([hold, move("A1", "withdraw", reason="The service closes")])
    assert [row.kind for row in world.rows(History)][-2:] == ["put_on_hold", "withdraw"]
    world.at = at(31)
    assert days_of(world) == {"coordinator": 8}  # 2 to 6, 9 to 11 March; then its life is over
    stopped = receipt(world, "amendment")
    assert (stopped.status, stopped.counted) == ("stopped", 8)
    assert stopped.result.en == "Stopped Wednesday 11 March 2026, 15:00: Withdraw: Withdrawn, by Cled."
    assert (stopped.not_counted[0].en or "").startswith("No working day: on hold until Friday 20 March 2026. Put on")
    assert "The service may close" in (stopped.not_counted[0].en or "")


def test_who_asks_after_a_hold_that_an_end_closed_has_a_running_clock(world: World) -> None:
    returned(world)
    world.at = at(11, 15)
    world.done(world.order("hold", "A1", COORDINATOR, until="2026-03-20", reason="The service may close"))
    world.at = at(13, 15)
    world.done(move("A1", "withdraw", reason="The service closes"))
    world.at = at(18)
    world.done(move("A1", "reopen", reason="It stays open"))
    ask(world, at(18, 11))
    reply = timer(world, "partner_reply")
    # 19, 20, 23 to 27, 30, 31 March and 1 April
    assert (reply.status, reply.due_day) == ("running", dt.date(2026, 4, 1))
    world.at = at(18, 18)  # 2 to 6, 9 to 11; 12 and 13 on hold; 16 to 18 ended
    assert days_of(world) == {"coordinator": 8, "nobody": 5}


def policy_with(budget: str) -> dict[str, object]:
    content = policies.shipped("current")
    content["timers"]["amendment"]["budget"] = budget
    return content


def adopt(world: World, budget: str, *, reproject: bool) -> None:
    payload = {"content": policy_with(budget), "reproject": reproject, "reason": "tried"}
    world.done(Order(f"adopt:{budget}", "adopt_policy", "policy:policy", "operator", payload))


def test_a_new_policy_keeps_the_days_that_were_counted(world: World) -> None:
    returned(world)
    task = ask(world, at(4))
    answer(world, at(10, 12), task)
    world.at = at(16, 10)  # counted: 2, 3, 4, 11, 12, 13 and 16 March
    adopt(world, "4 weeks", reproject=False)
    assert (timer(world, "amendment").due_day, timer(world, "amendment").policy_version) == (dt.date(2026, 4, 20), 1)
    adopt(world, "20 working days", reproject=True)
    changed = timer(world, "amendment")
    # Thirteen more: 17 to 20, 23 to 27, 30 March to 2 April.
    assert (changed.counted, changed.due_day, changed.policy_version) == (7, dt.date(2026, 4, 2), 3)
    seen = receipt(world, "amendment")
    assert (seen.counted, seen.budget, seen.policy) == (7, 20, 3)
    adopt(world, "6 working days", reproject=True)  # and seven are counted: due at the next day's close
    assert timer(world, "amendment").due_day == dt.date(2026, 3, 17)
    floor = {line.key: line.value.en for line in receipt(world, "amendment").lines}["floor"]
    assert floor is not None
    assert floor.startswith("the close of Tuesday 17 March 2026")
    assert [row.kind for row in world.rows(TimerRow) if row.kind == "amendment"] == ["amendment"]


def test_a_partners_signature_closes_the_task(world: World) -> None:
    with_partner(world)
    ask(world, at(4), kind="sign_off", waits=False)
    # Eight weeks, 40 working days: 20 from 5 March to 1 April; 2, 7 to 10, 13 to 17, 20 to 24, 27 to 30 April; 1 May.
    assert timer(world, "partner_signoff").due_day == dt.date(2026, 5, 1)
    world.at = at(12)
    world.done(world.order("sign_off", "A1", COORDINATOR, partner=GWENT, outcome="signed"))
    (task,) = world.rows(Task)
    assert (task.outcome, task.done_at) == ("done", at(12))
    stopped = timer(world, "partner_signoff")
    assert (stopped.status, stopped.counted, stopped.next_rung_at) == ("stopped", 6, None)  # 5, 6, 9 to 12 March


def test_a_promised_day_takes_the_place_of_the_budget(world: World) -> None:
    returned(world)
    task = ask(world, at(4))
    world.at = at(6)
    assert world.refused(world.order("promise", "A1", COORDINATOR, task=task, until="2026-03-05")) == ("wrong_value",)
    world.done(world.order("promise", "A1", COORDINATOR, task=task, until="2026-03-28"))
    assert timer(world, "partner_reply").status == "stopped"
    promised = timer(world, "promise")
    # 28 March is a Saturday; the next working day is Monday 30 March.
    assert (promised.status, promised.anchor, promised.due_day) == (
        "running",
        dt.date(2026, 3, 28),
        dt.date(2026, 3, 30),
    )
    assert timer(world, "amendment").status == "paused"  # it still waits for the partner
    words = receipt(world, "partner_reply").result.en
    assert words == (
        "Stopped Friday 6 March 2026, 10:00: A day was promised: a reply, Gwent Health Board, 28 March 2026, by Cled."
    )
    answer(world, at(12), task)
    assert timer(world, "promise").status == "stopped"


def test_the_totals_hold_over_versions_in_parallel_holds_undone_moves_and_reopened_ends(world: World) -> None:
    world.run(to_assured("A1", review=dt.date(2026, 6, 12)))  # notice is due three months before, on 12 March
    assert rounds.advance(world.app, at(12)).items
    for when, order in (
        (at(13), move("A1", "begin_review")),
        (at(17), move("A1", "revise_text", reason="The service changes")),
        (at(18), world.order("hold", "A1", COORDINATOR, until="2026-03-24", reason="Staff are away")),
    ):
        world.at = when
        world.done(order)
    assert rounds.advance(world.app, at(25, 8)).items
    for when, order in (
        (at(26), move("A1", "submit", id_="again")),
        (at(30), move("A1", "claim", ASSURER, id_="claim again", independent=True)),
        (at(31), world.order("take_back", "A1", ASSURER)),
        (at(1, month=4), move("A1", "withdraw", version=2, reason="It is not needed")),
    ):
        world.at = when
        world.done(order)
        adds_up(world)
    world.at = at(8, month=4)
    world.done(move("A1", "reopen", version=2, reason="It is needed"))
    world.at = at(10, 18, month=4)
    adds_up(world)
    assert [(v.number, v.place) for v in world.versions("A1")] == [(2, "progress"), (1, "force")]
    # Nobody: 2 to 12 March in force (9), 19, 20, 23, 24 March on hold (4). Team: 27, 30, 31 March, 1 April.
    # Coordinator: 13, 16 March in review, 17 and 18 too (the new version came after the opening of the 17th), 25 and
    # 26 March; 2, 7 and 8 April by the version in force, its review still open; 9 and 10 April the reopened one.
    assert days_of(world) == {"nobody": 13, "team": 4, "coordinator": 11}


def test_a_life_that_has_ended_books_no_more_days_and_none_is_known_before_it_is(world: World) -> None:
    world.run(making_known("A1"))
    assert time_of(world).why_unknown is not None  # before the first opening
    world.at = at(5)
    assert days_of(world) == {"nobody": 4}  # known before the opening of the 2nd, not yet taken up
    world.done(move("A1", "withdraw", reason="Nothing comes of it"))
    world.at = at(31)
    assert (days_of(world), time_of(world).last) == ({"nobody": 4}, dt.date(2026, 3, 5))


def adds_up(world: World) -> None:
    """The totals are the working days from the first opening of its life to the last up to now."""
    seen = time_of(world)
    assert seen.first is not None
    assert seen.last is not None
    calendar = world.read(home.calendar)
    assert seen.total == calendar.working_days(seen.first - dt.timedelta(1), seen.last)
    assert seen.last == calendar.previous_working(local_day(world.at))
