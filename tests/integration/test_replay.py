"""A policy held against what really happened. 2 March 2026 is a Monday; tests/unit/test_replay.py has the days."""

import copy
import datetime as dt
from typing import Any

from sqlmodel import SQLModel, select
from world import ASSURER, COORDINATOR, World, move, to_assured, to_draft, to_queue

from ispdesk import policies, rounds
from ispdesk.commands.shape import Order
from ispdesk.replay import DueChange, LetterChange, Replay, replay
from states.parsing import parse

QA = "qa_first_decision"
NOW = dt.datetime(2026, 4, 20, 12, tzinfo=dt.UTC)
SHORTER = "t['qa_first_decision']['budget'] = '20 working days'"


def content(*changes: str) -> dict[str, Any]:
    made: dict[str, Any] = copy.deepcopy(policies.shipped("current"))
    for change in changes:
        exec(change, {"t": made["timers"], "p": made})  # noqa: S102 - written below
    return made


def seen(world: World, *changes: str, months: int = 12) -> Replay:
    found = world.read(lambda s: replay(s, parse(content(*changes)), months, world.at))
    assert found is not None
    return found


def short(letters: list[LetterChange]) -> list[tuple[str, str, str, str | None, str | None]]:
    def day(told: Any) -> str | None:
        return told.at.date().isoformat()[5:] if told else None

    return [(one.ref, one.rung, one.how, day(one.before), day(one.after)) for one in letters]


def everything(world: World) -> dict[str, list[tuple[Any, ...]]]:
    def rows(session: Any) -> dict[str, list[tuple[Any, ...]]]:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: sorted(map(repr, session.execute(select(table)).all())) for table in tables}

    return world.read(rows)


def test_a_shorter_budget_on_the_real_history_and_it_changes_nothing(world: World) -> None:
    """A1 waits since 2 March; by 20 April its reminder, last word and due word have gone."""
    world.run(to_queue("A1"))
    world.at = NOW
    rounds.sweep(world.app, world.at)
    before = everything(world)
    found = seen(world, SHORTER)
    assert everything(world) == before
    assert found.dues == [
        DueChange("A1", QA, "v1", 1, dt.date(2026, 4, 14), dt.date(2026, 3, 27), -10, None, running=True)
    ]
    assert short(found.letters) == [
        ("A1", "reminder", "moved", "04-07", "03-20"),
        ("A1", "last", "moved", "04-13", "03-26"),
        ("A1", "due", "moved", "04-14", "03-27"),
        ("A1", "escalation_1", "gone", None, "04-07"),
    ]
    (gone,) = [one.after for one in found.letters if one.how == "gone"]
    assert gone is not None
    assert [(r.audience, r.form, [p.ref for p in r.people]) for r in gone.to] == [
        ("team", "letter", ["alys", "lowri"]),
        ("board_secretary", "letter", ["seren"]),
    ]
    assert [(p.ref, more, fewer) for p, more, fewer in found.readers()] == [
        ("alys", 1, 0), ("lowri", 1, 0), ("seren", 1, 0),
    ]  # fmt: skip


def test_the_policy_in_force_would_have_changed_nothing(world: World) -> None:
    world.run([*to_queue("A1"), *to_assured("A2"), *to_draft("A3")])
    world.done(world.order("hold", "A3", COORDINATOR, reason="Nobody is there.", until="2026-03-20"))
    world.at = dt.datetime(2026, 3, 24, 12, tzinfo=dt.UTC)
    for round_ in (rounds.advance, rounds.open_reviews, rounds.sweep):
        round_(world.app, world.at)
    world.run([move("A1", "claim", ASSURER, independent=True)])
    world.at = NOW
    rounds.sweep(world.app, world.at)
    found = seen(world)
    assert found.timers > 5
    assert (found.dues, found.letters, found.added, found.dropped, found.unknown) == ([], [], [], [], 0)


def test_a_timer_that_stopped_is_followed_to_its_stop_and_not_beyond_the_window(world: World) -> None:
    """Returned on Monday 16 March, 12:00, after ten counted days: of 10 the due word has gone on Friday 13 March."""
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 16, 12, tzinfo=dt.UTC)
    world.run([move("A1", "claim", ASSURER, independent=True), move("A1", "return_for_amendment", ASSURER,
               findings=[{"text": "More is needed."}], reason="More is needed.")])  # fmt: skip
    world.at = NOW
    found = seen(world, "t['qa_first_decision']['budget'] = '10 working days'")
    assert [(due.before, due.after, due.running) for due in found.dues] == [
        (dt.date(2026, 4, 14), dt.date(2026, 3, 13), False)
    ]
    assert [one[1:] for one in short(found.letters)] == [
        ("reminder", "gone", None, "03-06"),
        ("last", "gone", None, "03-12"),
        ("due", "gone", None, "03-13"),
    ]
    assert seen(world, SHORTER, months=1).dues == []  # it stopped before 20 March


def test_a_pause_is_a_pause_under_both(world: World) -> None:
    """On hold from Monday 9 to Friday 13 March: of 30 days the 30th is 21 April, of 20 days the 20th is 7 April."""
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
    world.done(world.order("hold", "A1", COORDINATOR, reason="A question of law.", until="2026-03-13"))
    world.at = dt.datetime(2026, 3, 13, 12, tzinfo=dt.UTC)
    world.done(world.order("resume", "A1", COORDINATOR))
    world.at = NOW
    found = [due for due in seen(world, SHORTER).dues if due.timer == QA]
    assert [(due.before, due.after) for due in found] == [(dt.date(2026, 4, 21), dt.date(2026, 4, 7))]


def test_what_ran_by_an_older_policy_is_compared_with_that(world: World) -> None:
    world.run(to_queue("A1"))
    payload = {"content": content(SHORTER), "reason": "We try it."}
    world.done(Order("adopt:2", "adopt_policy", "policy:policy", "operator", payload))
    world.run(to_queue("A2"))
    world.at = NOW
    assert {due.ref for due in seen(world, SHORTER).dues} == {"A1"}
    assert {due.ref for due in seen(world).dues} == {"A2"}


def test_kinds_that_a_policy_adds_or_drops_are_listed_with_their_timers(world: World) -> None:
    """A first look within three days of the queue: 4 March. A check one month after the assurance: 2 April."""
    world.run([*to_queue("A1"), *to_assured("A2")])
    world.at = NOW
    added = "t['first_look'] = dict(t['qa_triage'], budget='3 working days')"
    asked = "t['check_later'] = dict(t['compliance'], after='1 month')"
    found = seen(world, added, asked, "del t['qa_triage']", "del t['consent']")
    assert (found.added, found.dropped) == (["check_later", "first_look"], ["consent", "qa_triage"])
    dues = {(due.ref, due.timer): (due.before, due.after) for due in found.dues}
    assert dues == {
        ("A1", "qa_triage"): (dt.date(2026, 3, 6), None),
        ("A1", "first_look"): (None, dt.date(2026, 3, 4)),
        ("A2", "check_later"): (None, dt.date(2026, 4, 2)),  # assured on 2 March
    }
    assert sorted((one.ref, one.timer, one.how) for one in found.letters) == [
        ("A1", "first_look", "gone"),
        ("A1", "qa_triage", "not_gone"),
        ("A2", "check_later", "gone"),
        ("A2", "check_later", "gone"),
    ]


def test_a_task_of_a_partner_and_who_reads_of_it(world: World) -> None:
    """Asked on 2 March, 10 days: due 13 March, the reminder two days before. Of 5 days it is due on 6 March."""
    world.run(to_draft("A1"))
    world.done(Order("ask", "ask", "isp:A1", COORDINATOR, {"kind": "reply", "partner": 1}))
    world.at = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
    found = seen(world, "t['partner_reply']['budget'] = '5 working days'")
    assert [(due.timer, due.subject, due.before, due.after) for due in found.dues] == [
        ("partner_reply", "v1/t1", dt.date(2026, 3, 13), dt.date(2026, 3, 6))
    ]
    (due,) = [one.after for one in found.letters if one.rung == "due"]
    assert due is not None
    people = {reads.audience: [person.ref for person in reads.people] for reads in due.to}
    assert people["coordinator"] == [COORDINATOR]
