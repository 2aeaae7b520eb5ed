"""The Accord: signed, withdrawn, signed again; actions after it; partners without it flagged in both directions."""

import datetime as dt

import pytest
from world import BEGIN, COORDINATOR, LEAD, World, making_known, move

from ispdesk import audit, rounds
from ispdesk.commands.shape import Order
from ispdesk.reports import outputs
from models.tables.clocks import Task
from models.tables.organisation import AccordAction, AccordFlag
from models.tables.post import Notice
from states.when import on

SQLITE = pytest.mark.parametrize("database", ["sqlite"])


def body(world: World, kind: str, actor: str = LEAD, *, happened: dt.date | None = None, **payload: object) -> Order:
    when = on(happened) if happened else None
    return Order(f"t{next(world.numbers)}", kind, "organisation:gwent", actor, payload, happened=when)


def told(world: World, message: str = "accord_unsigned") -> list[Notice]:
    return world.rows(Notice, Notice.message == message)


def known(world: World) -> None:
    """One ISP at work; its coordinator has added both partners as organisations of the register."""
    orders = making_known("A1")
    world.run([orders[0], orders[-1], move("A1", "take_up")])
    for line, (name, ref) in enumerate((("Torfaen", "torfaen"), ("Gwent", "gwent")), start=1):
        world.done(world.order("add_partner", "A1", COORDINATOR, name=name, organisation=ref, line=line))


@SQLITE
def test_a_partner_that_is_known_not_to_have_signed_is_flagged_in_both_directions(world: World) -> None:
    world.done(body(world, "state_accord", status="not-signed"))
    known(world)
    (first,) = told(world)
    assert (first.person_id, first.values["organisation_en"], first.values["again"]) == (1, "Gwent Health Board", False)
    rounds.open_reviews(world.app, world.at)
    assert len(told(world)) == 1, "once"
    world.done(body(world, "sign_accord", office="Chief Executive"))
    rounds.open_reviews(world.app, world.at)
    (flag,) = world.rows(AccordFlag)
    assert flag.cleared_at is not None
    assert world.refused(body(world, "sign_accord")) == ("done",)
    world.at += dt.timedelta(1)
    world.done(body(world, "withdraw_accord", reason="It has merged"))
    assert world.refused(body(world, "withdraw_accord")) == ("not_signed",)
    report = rounds.open_reviews(world.app, world.at)
    assert ("A1", "accord-flagged") in [(one.reference, one.what) for one in report.items]
    assert [one.values["again"] for one in told(world)] == [False, False]
    world.at = dt.datetime(2026, 6, 4, 8, tzinfo=dt.UTC)
    rounds.open_reviews(world.app, world.at)
    rounds.open_reviews(world.app, world.at + dt.timedelta(hours=1))
    assert [one.values["again"] for one in told(world)] == [False, False, True], "again after three months, once"
    assert world.read(audit.verify).ok


@SQLITE
def test_what_is_not_known_is_asked_and_is_no_flag(world: World) -> None:
    known(world)
    rounds.open_reviews(world.app, world.at)
    assert told(world) == []
    assert world.rows(AccordFlag) == []
    asked = [one.text for one in world.rows(Task, Task.kind == "follow_up")]
    assert len(asked) == 2
    assert "Has Gwent Health Board signed the Accord? It is not known." in asked[1]


@SQLITE
def test_signatures_are_counted_as_at_a_day_withdrawn_ones_until_they_were(world: World) -> None:
    signed, left = dt.date(2026, 1, 5), dt.date(2026, 2, 10)
    world.done(body(world, "sign_accord", happened=signed))
    world.done(body(world, "withdraw_accord", happened=left))
    days = (dt.date(2026, 1, 4), signed, dt.date(2026, 2, 9), left)
    counted = [world.read(lambda s, day=day: outputs.outputs(s, day)["signatories"]) for day in days]
    assert counted == [0, 1, 1, 0]
    tomorrow = BEGIN.date() + dt.timedelta(1)
    assert world.refused(body(world, "sign_accord", happened=tomorrow)) == ("in_the_future",)
    world.done(body(world, "sign_accord"))
    early = body(world, "withdraw_accord", happened=dt.date(2026, 1, 1))
    assert world.refused(early) == ("wrong_value",), "it had not signed by then"


@SQLITE
def test_actions_after_signing_are_reminded_of_and_closed(world: World) -> None:
    done = world.done(body(world, "sign_accord"))
    assert done["actions"] == [1, 2, 3]
    world.done(body(world, "ask_accord_action", text_en="Send the list", due="2026-03-20"))
    assert world.refused(body(world, "ask_accord_action", text_en="x", due="2026-03-01")) == ("wrong_value",)
    assert world.refused(body(world, "ask_accord_action", due="2026-03-20")) == ("wrong_value",)
    due = [one.due for one in world.rows(AccordAction)]
    assert due == [dt.date(2026, 4, 2), dt.date(2026, 6, 2), dt.date(2026, 9, 2), dt.date(2026, 3, 20)]
    granted = {"role": "designated_person", "scope": "organisation:gwent"}
    world.done(Order("g", "grant_role", f"person:{COORDINATOR}", LEAD, granted))
    world.at = dt.datetime(2026, 3, 6, 7, tzinfo=dt.UTC)
    for _ in range(2):
        rounds.open_reviews(world.app, world.at)
    assert [(one.audience, one.values["late"]) for one in told(world, "accord_action_due")] == [
        ("designated_person", False)
    ]
    world.at = dt.datetime(2026, 3, 23, 7, tzinfo=dt.UTC)
    rounds.open_reviews(world.app, world.at)
    late = told(world, "accord_action_due")[1:]
    assert sorted(one.audience for one in late) == ["designated_person"] * 2 + ["team"] * 2, (
        "the first of the usual is due soon too"
    )
    own = body(world, "close_accord_action", COORDINATOR, number=4, outcome="not_needed")
    assert world.refused(own) == ("not_yours",)
    world.done(body(world, "close_accord_action", COORDINATOR, number=4))
    assert world.refused(body(world, "move_accord_action", number=4, due="2026-05-01")) == ("done",)
    assert world.refused(body(world, "close_accord_action", number=9)) == ("not_found",)
    world.done(body(world, "move_accord_action", number=1, due="2026-12-01"))
    world.at = dt.datetime(2026, 4, 21, 7, tzinfo=dt.UTC)
    assert rounds.open_reviews(world.app, world.at).items == []
    world.done(body(world, "withdraw_accord"))
    assert [one.outcome for one in world.rows(AccordAction)] == ["not_needed"] * 3 + ["done"]
    sent = rounds.digest(world.app, dt.datetime(2026, 4, 21, 9, tzinfo=dt.UTC)).items
    assert [one.what for one in sent if COORDINATOR in one.reference] == ["digest"]
