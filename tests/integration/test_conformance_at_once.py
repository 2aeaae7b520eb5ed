"""Two processes at once on both databases: one effect of a move, one claim of a rung, one sender of a letter."""

import datetime as dt
import multiprocessing
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from threading import BrokenBarrierError
from typing import Any

import databases
import pytest
from deep import deep
from world import LEAD, World, making_known, move, to_draft, to_queue

from ispdesk import desk, post, rounds
from ispdesk.commands.shape import Done, Order
from models import chain
from models.tables.clocks import RungClaim
from models.tables.journal import History
from models.tables.post import Letter, Notice

AFTER = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 3, 3, 8, 30, tzinfo=dt.UTC)
PAIRS = deep(60, 200)
CONTEXT = multiprocessing.get_context("fork")
Work = Callable[[World, Any], list[Any]]


def _one(url: str, at: dt.datetime, work: Work, barrier: Any, answers: Any) -> None:
    with databases.opened(url) as engine:
        try:
            answers.put(work(World(engine, at), barrier))
        except BaseException as error:
            barrier.abort()
            answers.put([repr(error)])
            raise


def at_once(world: World, work: Work, count: int = 2) -> list[list[Any]]:
    """Let so many processes do the same work; what each answered."""
    url = world.engine.url.render_as_string(hide_password=False)
    world.engine.dispose()  # no connection crosses the fork
    barrier, answers = CONTEXT.Barrier(count, timeout=60), CONTEXT.Queue()
    processes = [CONTEXT.Process(target=_one, args=(url, world.at, work, barrier, answers)) for _ in range(count)]
    for process in processes:
        process.start()
    try:
        found = [answers.get(timeout=100) for _ in processes]
    finally:
        for process in processes:
            process.join(10)
            process.kill()
    assert BrokenBarrierError.__name__ not in str(found), found
    return found


def _pairs(world: World, barrier: Any) -> list[Any]:
    """The same move again and again: with an id of one's own on what one saw, then both with one id."""
    outcomes = []
    for number in range(PAIRS):
        barrier.wait()
        version = world.versions("A1")[0]
        trigger = "start_workshops" if version.state == "scoping" else "back_to_scoping"
        order = move("A1", trigger, reason="to and fro", id_=f"pair-{number}")
        if number % 2:
            order = replace(order, id=f"pair-{number}-{id(barrier)}-{multiprocessing.current_process().pid}")
            order = replace(order, expected=f"{version.state}@{version.entered_seq}")
        barrier.wait()
        result = desk.do(world.engine, order, world.now)
        outcomes.append(result.answer["seq"] if isinstance(result, Done) else result.codes[0])
    return outcomes


@pytest.mark.timeout(300)
def test_a_pair_of_the_same_move_has_one_effect(world: World) -> None:
    world.run(making_known("A1"))
    world.done(move("A1", "take_up"))
    first, second = at_once(world, _pairs)
    for number, (one, other) in enumerate(zip(first, second, strict=True)):
        if number % 2:
            assert sorted(map(str, (one, other)))[1] == "changed_meanwhile", (number, one, other)
            assert isinstance(one, int) != isinstance(other, int)
        else:
            assert one == other
            assert isinstance(one, int)
    made = Counter(row.kind for row in world.rows(History, History.command_id.startswith("pair-")))  # type: ignore[attr-defined]
    assert made == {"start_workshops": PAIRS // 2, "back_to_scoping": PAIRS // 2}
    assert world.read(chain.verify).ok


def _sweep(world: World, barrier: Any) -> list[Any]:
    barrier.wait()
    return [(item.reference, item.what) for item in rounds.sweep(world.app, AFTER).items]


def test_two_sweeps_of_the_same_rungs_fire_each_once(world: World) -> None:
    for number in range(8):
        world.run(to_queue(f"A{number}"))
    first, second = at_once(world, _sweep)
    assert Counter(first + second) == Counter(
        (row.stream.partition(":")[2], f"rung-{row.rung}") for row in world.rows(RungClaim)
    )
    assert len(first) + len(second) == 8 * 5
    fired = [row for row in world.rows(History) if row.kind == "rung_fired"]
    assert len(fired) == 8 * 5
    told = [row for row in world.rows(Notice) if row.message != "move_made"]
    assert len(told) == 8 * (2 + 9)  # taking up; the decision's four rungs
    assert len(world.rows(Letter)) == 8 * 3  # its escalation
    assert world.read(chain.verify).ok


def _digest(world: World, barrier: Any) -> list[Any]:
    barrier.wait()
    return [item.reference for item in rounds.digest(world.app, MORNING).items]


def test_two_runs_of_the_days_letters_write_each_once(world: World) -> None:
    for number in range(6):
        world.run(to_draft(f"A{number}"))
        world.run([move(f"A{number}", "submit")])
    people = [f"p{number}" for number in range(8)]
    for ref in people:
        entered = {"name_en": ref, "address": f"{ref}@desk.test"}
        world.done(Order(f"{ref}:in", "enter_person", f"person:{ref}", "operator", entered))
        asked = {"kind": "comment", "person": ref}
        world.done(Order(f"{ref}:ask", "ask", "isp:A0", LEAD, asked))
    first, second = at_once(world, _digest)
    wanted = {"person-alys", "person-lowri", *(f"person-{ref}" for ref in people)}
    assert Counter(first + second) == dict.fromkeys(wanted, 1)
    assert len(world.rows(Letter)) == len(wanted)
    assert world.waiting() == []
    assert world.read(chain.verify).ok


def _leave(world: World, barrier: Any) -> list[Any]:
    """One process writes the letters of the day, while the other takes their reason away."""
    if not barrier.wait():
        return [item.reference for item in rounds.digest(world.app, MORNING).items]
    for number in range(12):
        desk.do(world.engine, Order(f"A{number}:done", "answer", f"isp:A{number}", LEAD, {"task": 1}), world.now)
    return []


def test_while_reasons_go_each_notice_is_in_one_letter_or_gone(world: World) -> None:
    for number in range(12):
        world.run(making_known(f"A{number}"))
        world.done(move(f"A{number}", "take_up"))
        world.done(Order(f"A{number}:ask", "ask", f"isp:A{number}", LEAD, {"kind": "comment", "person": "ffion"}))
    at_once(world, _leave)
    letters = {row.id for row in world.rows(Letter)}
    for notice in world.rows(Notice):
        assert (notice.letter_id in letters) != (notice.gone_why == "answered")


def _measure(world: World, barrier: Any) -> list[Any]:
    barrier.wait()
    return [item.reference for item in rounds.measure(world.app, AFTER).items]


def test_two_measurements_at_once_are_one(world: World) -> None:
    first, second = at_once(world, _measure)
    assert len(first + second) == 1
    assert world.read(chain.verify).ok


def _claim(world: World, barrier: Any) -> list[Any]:
    barrier.wait()
    return [mine.letter for mine in post.claim(world.engine, str(multiprocessing.current_process().pid), world.now, 5)]


def test_two_senders_claim_different_letters(world: World) -> None:
    world.digest(urgent=["move_made"])
    for number in range(5):
        world.run(to_queue(f"A{number}"))
    first, second = at_once(world, _claim)
    assert not set(first) & set(second)
    assert set(first + second) == {row.id for row in world.rows(Letter)}


def _make_known(world: World, barrier: Any) -> list[Any]:
    outcomes = []
    for number in range(20):
        barrier.wait()
        mine = f"{number}-{multiprocessing.current_process().pid}"
        order = Order(mine, "make_known", f"isp:N{number}", LEAD, {"title_en": "One of two"})
        order = replace(order, actor="operator")
        result = desk.do(world.engine, order, world.now)
        outcomes.append("done" if isinstance(result, Done) else result.codes[0])
    return outcomes


def test_of_two_that_begin_a_stream_one_does(world: World) -> None:
    for pair in zip(*at_once(world, _make_known), strict=True):
        assert sorted(pair) == ["done", "exists"]
    assert world.read(chain.verify).ok
