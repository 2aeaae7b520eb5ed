"""The one door on both databases: idempotency, refusals, conflicts, the two times, the chain."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import select
from world import ASSURER, BEGIN, COORDINATOR, LEAD, World, move, text_of, to_assured, to_draft, to_queue

from ispdesk import desk
from ispdesk.commands.shape import Done, Order, Refused
from models import chain
from models.database import reading, writing
from models.tables.journal import CommandRow, History, Ledger, Stream
from models.tables.qa import Finding
from states.when import When, on


def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the commands'."""
    from sqlmodel import SQLModel

    with reading(world.engine) as session:
        return {
            name: sorted(map(tuple, session.connection().execute(table.select()).all()), key=repr)
            for name, table in SQLModel.metadata.tables.items()
            if name != "command"
        }


def test_the_same_id_gets_the_same_answer(world: World) -> None:
    world.run(to_draft("A1"))
    first = world.done(move("A1", "submit"))
    before = everything(world)
    world.done(move("A1", "withdraw", reason="no longer shared", id_="other"))
    assert world.done(move("A1", "submit")) == first
    assert everything(world) != before
    assert len(world.rows(History, History.command_id == "A1:submit")) == 1


@pytest.mark.parametrize("outcome", ["moved", "refused"])
def test_the_same_id_with_other_content_is_refused(world: World, outcome: str) -> None:
    world.run(to_draft("A1"))
    order = move("A1", "submit" if outcome == "moved" else "assure", id_="x")
    world.do(order)
    before = everything(world)
    for other in (
        replace(order, payload={**order.payload, "reason": "another"}),
        replace(order, actor=LEAD),
        replace(order, expected="draft@1"),
        replace(order, happened=on(BEGIN.date())),
        replace(order, operator="op"),
    ):
        assert world.refused(other) == ("id_used",)
    assert everything(world) == before


def test_a_refused_id_is_decided_afresh(world: World) -> None:
    world.run(to_draft("A1"))
    order = move("A1", "claim", ASSURER, id_="x")
    assert world.refused(order) == ("no_such_move",)
    world.done(move("A1", "submit"))
    world.done(world.order("declare", "A1", ASSURER))
    assert world.done(order)["state"] == "qa_review"
    assert [row.outcome for row in world.rows(CommandRow, CommandRow.id == "x")] == ["moved"]


def test_a_refusal_leaves_its_command_row_and_nothing_else(world: World) -> None:
    world.run(to_queue("A1"))
    before = everything(world)
    finding = {"text": "What of the text?", "severity": "must"}
    orders = [
        move("A1", "assure", ASSURER, findings=[finding], review_date="2029-01-01", id_="r1"),
        move("A1", "take_up", id_="r2"),
        move("A1", "withdraw", id_="r3"),
        move("A1", "submit", "nobody", id_="r4"),
        Order("r5", "make_known", "isp:A1", "operator", {"title_en": "Again"}),
        Order("r6", "make_known", "isp:NEW", "operator", {"title_en": ""}),
        Order("r7", "make_known", "isp:NEW", "operator", {"title_en": "New", "lead": "nowhere"}),
        Order("r8", "move", "isp:NONE", COORDINATOR, {"trigger": "submit"}),
        Order("r9", "hold", "isp:A1", LEAD, {"reason": "x", "until": "2020-01-01"}),
    ]
    for order in orders:
        assert world.refused(order)
    assert everything(world) == before
    assert world.rows(Finding) == []
    kept = {row.id: row for row in world.rows(CommandRow) if row.id in {o.id for o in orders}}
    assert set(kept) == {order.id for order in orders}
    assert all(row.outcome == "refused" and row.answer["codes"] for row in kept.values())


def test_every_unmet_need_is_named_at_once(world: World) -> None:
    world.run(to_queue("A1")[:1])
    world.done(move("A1", "take_up"))
    codes = world.refused(move("A1", "start_workshops", LEAD))
    assert codes == ("not_your_move", "partners_named", "facilitator_named")


def test_what_somebody_saw_has_to_be_what_is(world: World) -> None:
    world.run(to_draft("A1"))
    version = world.versions("A1")[0]
    seen = f"{version.state}@{version.entered_seq}"
    world.done(move("A1", "back_to_scoping", reason="more partners"))
    stale = replace(move("A1", "submit", id_="late"), expected=seen)
    assert world.refused(stale) == ("changed_meanwhile",)
    world.done(text_of("A1", "2", "Another text."))
    assert world.refused(replace(text_of("A1", "3", "Mine."), expected="1")) == ("changed_meanwhile",)
    assert world.done(replace(text_of("A1", "4", "Mine."), expected="2"))["revision"] == 3


def test_nothing_is_recorded_before_the_row_before_it(world: World) -> None:
    world.run(to_draft("A1"))
    world.at = BEGIN - dt.timedelta(hours=1)
    world.done(move("A1", "submit"))
    rows = world.rows(History, History.stream == "isp:A1")
    times = [row.recorded_at for row in sorted(rows, key=lambda row: row.seq)]
    assert times == sorted(times)
    assert times[-1] == BEGIN


def test_the_future_has_not_happened(world: World) -> None:
    world.run(to_draft("A1"))
    world.at = dt.datetime(2026, 7, 1, 22, 59, tzinfo=dt.UTC)  # 23:59 in Wales, in summer
    tomorrow = replace(move("A1", "submit"), happened=on(dt.date(2026, 7, 2)))
    assert world.refused(tomorrow) == ("in_the_future",)
    world.at += dt.timedelta(minutes=1)
    assert isinstance(world.do(tomorrow), Done)


def test_an_interval_may_end_after_the_recording_but_not_begin_after_it(world: World) -> None:
    world.run(to_draft("A1"))
    begins, ends = When(dt.date(2026, 3, 1), dt.date(2026, 12, 1)), When(dt.date(2026, 3, 3), dt.date(2026, 12, 1))
    assert world.refused(replace(move("A1", "submit", id_="x"), happened=ends)) == ("in_the_future",)
    assert isinstance(world.do(replace(move("A1", "submit"), happened=begins)), Done)


def test_twenty_working_days_back_need_no_second_person(world: World) -> None:
    world.at = dt.datetime(2026, 2, 2, 12, tzinfo=dt.UTC)
    world.run(to_draft("A1"))
    world.at = dt.datetime(2026, 3, 30, 12, tzinfo=dt.UTC)
    twenty, more = dt.date(2026, 3, 2), dt.date(2026, 2, 27)
    late = replace(move("A1", "submit"), happened=on(more))
    assert world.refused(late) == ("too_long_ago",)
    alone = replace(move("A1", "submit", agreed_by=COORDINATOR, id_="alone"), happened=on(more))
    assert world.refused(alone) == ("too_long_ago",)
    stranger = replace(move("A1", "submit", agreed_by="nobody", id_="stranger"), happened=on(more))
    assert isinstance(world.do(stranger), Refused)
    assert isinstance(world.do(replace(move("A1", "submit", id_="twenty"), happened=on(twenty))), Done)
    world.done(world.order("take_back", "A1", COORDINATOR))
    assert isinstance(world.do(replace(move("A1", "submit", agreed_by=LEAD, id_="two"), happened=on(more))), Done)


def test_the_chain_and_the_ledger_hold(world: World) -> None:
    world.run(to_assured("A1"))
    audit = world.read(chain.verify)
    assert audit.ok, audit.problems
    assert audit.rows == len(world.rows(History)) == len(world.rows(Ledger))
    assert audit.streams == len(world.rows(Stream))


@pytest.mark.parametrize("what", ["words", "command", "stream"])
def test_what_was_changed_behind_its_back_is_seen(world: World, what: str) -> None:
    world.run(to_queue("A1"))
    statement = {
        "words": "UPDATE history_words SET text = 'otherwise' WHERE name = 'title_en'",
        "command": "UPDATE stream SET head = 'x' WHERE name = 'isp:A1'",
        "stream": "UPDATE ledger_head SET n = n + 1",
    }[what]
    with writing(world.engine) as session:
        session.connection().execute(text(statement))
    assert not world.read(chain.verify).ok


def test_many_orders_stand_or_fall_together(world: World) -> None:
    before = everything(world)
    orders = to_draft("A1")
    failed = desk.do_all(world.engine, [*orders, move("A1", "assure", ASSURER)], world.now)
    assert isinstance(failed, tuple)
    assert failed[0] == len(orders)
    assert everything(world) == before
    assert world.read(lambda s: s.exec(select(CommandRow).where(CommandRow.stream == "isp:A1")).all()) == []


HOSTILE = {
    "a character that no database keeps": "one\x00two",
    "half a character": "one\ud800two",
    "a bell": "one\atwo",
    "what turns the reading around": "one\u202etwo",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_text_that_cannot_be_kept_is_refused_with_words(world: World, what: str) -> None:
    world.run(to_draft("A1"))
    assert "wrong_value" in world.refused(move("A1", "withdraw", reason=HOSTILE[what]))
    assert "wrong_value" in world.refused(
        Order("x", "state_fact", "isp:A1", LEAD, {"fact": "assent", "note": HOSTILE[what]})
    )


def test_a_title_of_two_lines_is_refused_because_it_would_stop_every_letter(world: World) -> None:
    world.run(to_draft("A1"))
    assert "wrong_value" in world.refused(Order("x", "describe", "isp:A1", COORDINATOR, {"title_en": "one\ntwo"}))
    assert world.done(Order("y", "describe", "isp:A1", COORDINATOR, {"purpose": "one\ntwo"}))


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("describe", {"coordinator_role": "r" * 301}),
        ("state_fact", {"fact": "assent", "value": "v" * 1001}),
        ("state_fact", {"fact": "assent", "source": "s" * 401}),
        ("write_flow", {"number": 1, "sender": "s" * 301}),
        ("sign_off", {"partner": 1, "outcome": "signed", "reference": "c" * 401}),
    ],
)
def test_a_text_that_is_too_long_is_refused_with_words(world: World, kind: str, payload: dict[str, object]) -> None:
    world.run(to_draft("A1"))
    before = everything(world)
    assert "wrong_value" in world.refused(Order("x", kind, "isp:A1", COORDINATOR, payload))
    assert everything(world) == before


def test_what_the_database_refuses_in_the_middle_of_a_change_is_refused_and_kept(world: World) -> None:
    world.run(to_draft("A1"))
    step = Order("one", "add_step", "isp:A1", COORDINATOR, {"position": 7, "name": "Referral"})
    again = replace(step, id="two", payload={"position": 7, "name": "Another at the same place"})
    world.done(step)
    before = everything(world)
    assert isinstance(desk.rehearse(world.engine, again, world.now), Refused)
    assert isinstance(desk.do_all(world.engine, [replace(step, id="x"), again], world.now), tuple)
    assert world.rows(CommandRow, CommandRow.id == "two") == []
    assert world.refused(again) == ("wrong_value",)
    assert everything(world) == before
    kept = world.rows(CommandRow, CommandRow.id == "two")
    assert [(row.outcome, row.answer) for row in kept] == [("refused", {"codes": ["wrong_value"]})]
    assert world.done(replace(again, payload={"position": 8, "name": "Another"}, id="three"))


def test_a_reference_that_is_too_long_is_refused_with_words(world: World) -> None:
    order = Order("x", "make_known", f"isp:{'R' * 60}", "operator", {"title_en": "Long"})
    assert "wrong_value" in world.refused(order)
    assert "wrong_value" in world.refused(replace(order, id="y" * 70, stream="isp:R"))
