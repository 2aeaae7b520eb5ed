"""An ISP's life on both databases: taking on, recording, taking back, correcting, holding, versions, the same year."""

import datetime as dt
from dataclasses import replace
from itertools import count

import databases
import pytest
from world import (
    ASSURER,
    BEGIN,
    COORDINATOR,
    LEAD,
    World,
    flow_of,
    making_known,
    move,
    text_of,
    to_assured,
    to_draft,
    to_queue,
)

from ispdesk import rounds
from ispdesk.commands.shape import Order
from models import chain
from models.tables.clocks import TimerRow
from models.tables.isp import HoldingRow
from models.tables.journal import History, LedgerHead, Stream
from models.tables.post import Letter, Notice
from states.when import When, on


def stands(world: World, ref: str = "A1") -> list[tuple[int, str, str, str]]:
    """Each version's number, place, state and holder, the latest first."""
    return [(v.number, v.place, v.state, v.holder) for v in world.versions(ref)]


def test_taking_on_asserts_no_move_and_starts_no_clock_from_an_unknown_date(world: World) -> None:
    world.run(making_known("A1")[:1])
    taken = Order("t", "take_on", "isp:A1", LEAD, {"state": "qa_queue", "source": "the register"})
    world.done(taken)
    assert stands(world) == [(1, "progress", "qa_queue", "team")]
    assert [row.kind for row in world.rows(TimerRow) if row.status != "stopped"] == []
    assert world.rows(Letter) == world.rows(Notice) == []
    (row,) = world.rows(History, History.kind == "taken_on")
    assert row.standing == "stated"
    assert world.refused(replace(taken, id="again")) == ("exists",)


def test_taking_on_with_a_date_makes_nothing_due_in_the_past(world: World) -> None:
    world.run(making_known("A1")[:1])
    world.done(Order("t", "take_on", "isp:A1", LEAD, {"state": "qa_queue"}, happened=on(dt.date(2025, 6, 2))))
    running = {row.kind: row for row in world.rows(TimerRow, TimerRow.status != "stopped")}
    assert running.keys() == {"qa_first_decision", "qa_triage"}
    assert all(row.next_rung_at > BEGIN for row in running.values())
    assert rounds.sweep(world.app, BEGIN + dt.timedelta(hours=8)).items == []
    assert rounds.sweep(world.app, BEGIN + dt.timedelta(hours=9)).items


def test_a_recorded_move_keeps_unmet_needs_beside_it_and_writes_no_letter(world: World) -> None:
    world.run(making_known("A1")[:1])
    stated = move("A1", "take_up", "import")
    world.done(replace(stated, recording=True, happened=When(None, dt.date(2025, 7, 31))))
    answer = world.done(replace(move("A1", "start_workshops", "import"), recording=True))
    assert set(answer["noted"]) == {"partners_named", "facilitator_named"}
    assert world.rows(Letter) == world.rows(Notice) == []
    assert {row.kind for row in world.rows(TimerRow)} == {"idle"}  # from the day of recording, which is known
    rows = world.rows(History, History.stream == "isp:A1", History.standing == "stated")
    assert [(row.kind, row.happened_to) for row in rows] == [
        ("take_up", dt.date(2025, 7, 31)),
        ("start_workshops", None),
    ]


def test_who_moved_may_take_it_back_until_somebody_acts(world: World) -> None:
    world.run(to_draft("A1"))
    before = stands(world)
    world.done(move("A1", "submit"))
    assert world.refused(world.order("take_back", "A1", LEAD)) == ("not_yours",)
    world.done(world.order("take_back", "A1", COORDINATOR))
    assert stands(world) == before
    assert world.versions("A1")[0].round == 0
    assert world.refused(world.order("take_back", "A1", COORDINATOR)) == ("acted_upon",)
    world.done(move("A1", "submit", id_="again"))
    world.done(world.order("declare", "A1", ASSURER))
    world.done(move("A1", "claim", ASSURER))
    assert world.refused(world.order("take_back", "A1", COORDINATOR)) == ("not_yours",)


@pytest.mark.parametrize("apart", [dt.timedelta(days=1), dt.timedelta(0)], ids=["day by day", "at one instant"])
def test_taking_back_opens_what_that_move_had_ended_and_nothing_older(world: World, apart: dt.timedelta) -> None:
    world.run([*to_queue("A1"), Order("A1:declare", "declare", "isp:A1", ASSURER)])
    findings = [{"text": "Say who reads it"}]
    for number in range(2):  # two rounds, so that each clock of a resubmission has an older one of its kind
        world.at += apart
        world.done(move("A1", "claim", ASSURER, id_=f"claim-{number}"))
        world.at += apart
        returned = {"reason": "One thing", "findings": findings}
        world.done(move("A1", "return_for_amendment", ASSURER, id_=f"return-{number}", **returned))
        world.at += apart
        answer = {"number": 1, "answer": "answered", "text": "Done"}
        world.done(Order(f"answer-{number}", "answer_finding", "isp:A1", COORDINATOR, answer))
        world.run([text_of("A1", f"-{number}", f"Another text, {number}")])
        world.done(move("A1", "resubmit", id_=f"resubmit-{number}"))
    before = sorted((row.kind, row.round) for row in world.rows(TimerRow, TimerRow.status != "stopped"))
    world.at += apart
    world.done(move("A1", "claim", ASSURER, id_="last"))
    world.done(world.order("take_back", "A1", ASSURER))
    after = sorted((row.kind, row.round) for row in world.rows(TimerRow, TimerRow.status != "stopped"))
    assert after == before == [("qa_resubmission", 2), ("qa_triage", 3)]


def test_notices_that_tell_of_a_move_are_in_no_letter_once_it_is_taken_back(world: World) -> None:
    world.run(to_queue("A1"))
    assert {row.message for row in world.waiting()} == {"move_made"}
    world.done(world.order("take_back", "A1", COORDINATOR))
    assert {(row.letter_id, row.gone_why) for row in world.rows(Notice)} == {(None, "taken_back")}
    assert rounds.digest(world.app, BEGIN + dt.timedelta(hours=2)).items == []


def test_urgent_letters_that_tell_of_a_move_do_not_leave_once_it_is_taken_back(world: World) -> None:
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    assert {row.status for row in world.rows(Letter)} == {"queued"}
    world.done(world.order("take_back", "A1", COORDINATOR))
    assert {row.status for row in world.rows(Letter)} == {"superseded"}


def test_the_team_corrects_with_a_reason(world: World) -> None:
    world.run(to_queue("A1"))
    assert world.refused(world.order("correct", "A1", LEAD))
    assert world.refused(world.order("correct", "A1", COORDINATOR, reason="mine")) == ("not_yours",)
    world.done(world.order("correct", "A1", LEAD, reason="too early"))
    assert stands(world) == [(1, "progress", "draft", "coordinator")]


def test_on_hold_nothing_counts_and_it_ends_by_itself(world: World) -> None:
    world.run(to_queue("A1"))
    world.done(world.order("hold", "A1", LEAD, reason="a court decides", until="2026-03-06"))
    (timer,) = [row for row in world.rows(TimerRow) if row.kind == "qa_first_decision"]
    assert (timer.status, timer.next_rung_at, timer.fire_at) == ("paused", None, None)
    assert world.refused(move("A1", "return_for_amendment", LEAD, reason="x")) == ("not_on_hold",)
    early, late = dt.datetime(2026, 3, 6, 23, tzinfo=dt.UTC), dt.datetime(2026, 3, 7, 1, tzinfo=dt.UTC)
    assert rounds.advance(world.app, early).items == []
    assert [item.what for item in rounds.advance(world.app, late).items] == ["resumed"]
    assert [row.party for row in world.rows(HoldingRow, HoldingRow.seq > 9)] == ["team", "nobody", "team"]


def test_what_ended_on_hold_can_be_reopened(world: World) -> None:
    world.run(to_queue("A1"))
    world.done(world.order("hold", "A1", LEAD, reason="a court decides", until="2026-03-06"))
    world.done(move("A1", "withdraw", reason="not needed"))
    world.done(world.order("take_back", "A1", COORDINATOR))
    assert world.versions("A1")[0].on_hold
    world.done(move("A1", "withdraw", reason="not needed", id_="again"))
    assert rounds.advance(world.app, dt.datetime(2026, 4, 1, tzinfo=dt.UTC)).items == []
    world.done(move("A1", "reopen", reason="needed after all"))
    assert stands(world) == [(1, "progress", "scoping", "coordinator")]


@pytest.fixture
def revised(world: World) -> World:
    """Version 1 in force, version 2 in draft."""
    world.run([*to_assured("A1"), move("A1", "revise_text"), flow_of("A1", "2"), text_of("A1", "2")])
    return world


def test_a_version_in_draft_stands_beside_the_one_in_force(revised: World) -> None:
    assert stands(revised) == [(2, "progress", "draft", "coordinator"), (1, "force", "in_review", "coordinator")]
    assert revised.refused(move("A1", "revise_flows")) == ("no_version_in_progress",)


def test_assuring_the_next_version_supersedes_the_one_before(revised: World) -> None:
    revised.done(move("A1", "submit", id_="submit2"))
    revised.done(revised.order("declare", "A1", ASSURER))
    revised.done(move("A1", "claim", ASSURER, id_="claim2"))
    revised.done(move("A1", "assure", ASSURER, review_date="2029-03-01", id_="assure2"))
    assert stands(revised) == [(2, "force", "assured", "nobody"), (1, "past", "superseded", "nobody")]
    assert revised.refused(revised.order("correct", "A1", LEAD, reason="wrong")) == ("changed_more",)


def test_withdrawing_the_next_version_leaves_the_one_in_force(revised: World) -> None:
    revised.done(move("A1", "withdraw", reason="not now"))
    assert [row[1:3] for row in stands(revised)] == [("past", "withdrawn"), ("force", "in_review")]


def live_a_year(world: World) -> None:
    """A year of two ISPs, by people and by the timer; every instant, id and salt is fixed."""
    world.run([*to_queue("A1"), *to_draft("A2")])
    on_days = {
        dt.date(2026, 3, 20): [world.order("declare", "A1", ASSURER), move("A1", "claim", ASSURER)],
        dt.date(2026, 4, 9): [move("A1", "return_for_amendment", ASSURER, reason="The flows lack a basis: Môn")],
        dt.date(2026, 4, 20): [world.order("hold", "A1", LEAD, reason="elections", until="2026-05-11")],
        dt.date(2026, 6, 30): [text_of("A1", "2", "Y testun newydd."), move("A1", "resubmit")],
        dt.date(2026, 7, 6): [move("A2", "submit")],
        dt.date(2026, 7, 7): [replace(move("A1", "claim", ASSURER, id_="claim2"), happened=on(dt.date(2026, 7, 3)))],
        dt.date(2026, 9, 1): [move("A1", "assure", ASSURER, review_date="2027-03-01")],
        dt.date(2026, 12, 15): [move("A1", "revise_text"), flow_of("A1", "2")],
    }
    day = dt.date(2026, 3, 3)
    while day < dt.date(2027, 2, 1):
        for hour in (9, 12, 17):
            world.at = dt.datetime.combine(day, dt.time(hour, 20), dt.UTC)
            if hour == 12:
                for order in on_days.get(day, ()):
                    world.done(order)
                continue
            for work in (
                (rounds.advance, rounds.sweep, rounds.measure, rounds.digest)
                if hour == day.day % 2 * 8 + 9 and day.day % 3
                else ()
            ):
                work(world.app, world.at)
        day += dt.timedelta(1)


@pytest.mark.timeout(300)
def test_the_same_year_has_the_same_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    installed = [request.getfixturevalue(f"{database}_installed") for database in ("sqlite", "postgresql")]
    for copies in installed:
        salts = count()
        monkeypatch.setattr(chain, "new_salt", lambda _session, salts=salts: f"{next(salts):032x}")
        with copies() as url, databases.opened(url) as engine:
            world = World(engine)
            live_a_year(world)
            assert world.read(chain.verify).ok
            letters = sorted((r.dedupe, r.status, r.frozen.raw, r.entered_seq) for r in world.rows(Letter))
            heads = {row.name: (row.length, row.head) for row in world.rows(Stream) if row.kind in ("isp", "queue")}
            seen.append((letters, heads, world.rows(LedgerHead)[0].n))
    assert seen[0] == seen[1]
    assert len(seen[0][0]) > 20
    assert seen[0][1]["isp:A1"][0] > 25


def test_an_older_round_that_runs_beside_a_later_one_is_stopped_by_the_next_change(world: World) -> None:
    """As an earlier release could leave it."""
    world.run(to_queue("A1"))
    (first,) = world.rows(TimerRow, TimerRow.kind == "qa_triage")
    with world.engine.begin() as connection:
        later = first.model_dump(exclude={"id"}) | {"round": 2}
        connection.execute(TimerRow.__table__.insert(), later)  # type: ignore[attr-defined]  # SQLModel's
    world.done(world.order("declare", "A1", ASSURER))
    left = world.rows(TimerRow, TimerRow.kind == "qa_triage", TimerRow.status != "stopped")
    assert [row.round for row in left] == [2]
