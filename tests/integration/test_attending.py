"""Workshops beside their day: who came, who wishes to use Welsh, translation, and when they will end."""

import datetime as dt
from typing import Any

from invited import letters, workshop
from waiting import sweep
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World

from models.tables.attending import Attendance, LanguageWish, Translation
from models.tables.journal import History
from models.tables.post import Notice
from models.tables.work import Workshop
from states.when import on


def told(world: World) -> list[Notice]:
    return world.rows(Notice, Notice.message == "welsh_wished")


def test_who_came_and_what_came_out_of_it_is_kept_with_its_own_day(world: World) -> None:
    workshop(world)
    world.at += dt.timedelta(days=30)
    attended = [{"partner": 1, "people": 3}, {"partner": 2, "people": 1}]
    held = world.order("hold_workshop", "A1", COORDINATOR, plan=1, outcome="Six flows are clear.", attended=attended)
    world.done(type(held)(held.id, held.kind, held.stream, held.actor, held.payload, happened=on(dt.date(2026, 3, 20))))
    (kept,) = world.rows(Workshop)
    assert (kept.happened_from, kept.outcome) == (dt.date(2026, 3, 20), "Six flows are clear.")
    assert sorted(row.people for row in world.rows(Attendance)) == [1, 3]
    (row,) = world.rows(History, History.kind == "workshop_held")
    assert row.body["attended"] == {"1": 3, "2": 1}
    assert row.body["plan"] == 1


def test_who_came_names_partners_once(world: World) -> None:
    workshop(world)

    def refused(*attended: dict[str, int]) -> tuple[str, ...]:
        return world.refused(world.order("hold_workshop", "A1", COORDINATOR, attended=list(attended)))

    assert refused({"partner": 9, "people": 1}) == ("not_found",)
    assert refused({"partner": 1, "people": 1}, {"partner": 1, "people": 2}) == ("attended",)
    assert refused({"partner": 1, "people": 0}) == ("wrong_value",)
    assert world.rows(Workshop) == []


def test_invitations_ask_who_wishes_to_use_welsh(world: World) -> None:
    workshop(world)
    sent = letters(world)
    assert b"Do you wish to speak Welsh there?" in sent[COORDINATOR][0].frozen.raw
    assert b"Hoffech chi siarad Cymraeg yno?" in sent[FACILITATOR][0].frozen.raw


def test_the_coordinator_hears_that_translation_is_to_be_arranged(world: World) -> None:
    workshop(world)
    world.done(world.order("say_language", "A1", COORDINATOR, number=1, welsh=False))
    assert told(world) == []
    world.done(world.order("say_language", "A1", FACILITATOR, number=1, welsh=True))
    (notice,) = told(world)
    assert notice.values["name_en"] == "Ffion"
    world.done(world.order("arrange_translation", "A1", COORDINATOR, number=1, note="Cymen"))
    assert [row.note for row in world.rows(Translation)] == ["Cymen"]
    world.done(world.order("say_language", "A1", COORDINATOR, number=1, welsh=True))
    assert len(told(world)) == 1  # it is arranged already
    assert {row.welsh for row in world.rows(LanguageWish)} == {True}
    world.done(world.order("arrange_translation", "A1", COORDINATOR, number=1, arranged=False))
    assert world.rows(Translation) == []


def test_a_wish_is_a_persons_own_unless_who_develops_it_heard_it(world: World) -> None:
    workshop(world)

    def refused(who: str, **more: Any) -> tuple[str, ...]:
        return world.refused(world.order("say_language", "A1", who, **{"number": 1, "welsh": True, **more}))

    assert refused("gwenllian", person=FACILITATOR) == ("not_yours",)
    assert refused(ASSURER) == ("not_expected",)
    assert refused(FACILITATOR, number=2) == ("not_found",)
    world.done(world.order("say_language", "A1", COORDINATOR, number=1, welsh=True, person="gwenllian"))
    world.at += dt.timedelta(days=30)
    assert refused("gwenllian") == ("not_found",)


def test_saying_when_they_end_stops_the_question(world: World) -> None:
    workshop(world)
    early = world.order("expect_finish", "A1", COORDINATOR, day="2026-06-01")
    assert world.refused(early) == ("not_in_workshops",)
    world.done(world.order("move", "A1", COORDINATOR, trigger="take_up"))
    world.done(world.order("move", "A1", COORDINATOR, trigger="start_workshops"))
    for _ in range(70):
        sweep(world, world.at + dt.timedelta(days=1))
    asked = world.rows(Notice, Notice.message == "rung_workshop_expected_date")
    assert [row.gone_at for row in asked] == [None]
    assert world.rows(Notice, Notice.message == "rung_workshop_tip")
    for day in ("2026-05-01", "2029-06-01"):
        assert world.refused(world.order("expect_finish", "A1", COORDINATOR, day=day)) == ("day",)
    assert world.refused(world.order("expect_finish", "A1", LEAD, day="2026-06-01")) == ("not_yours",)
    world.done(world.order("expect_finish", "A1", COORDINATOR, day="2026-06-01", reason="One partner joined late."))
    assert world.versions("A1")[0].flows_expected == dt.date(2026, 6, 1)
    assert all(
        row.gone_why == "answered" for row in world.rows(Notice, Notice.message == "rung_workshop_expected_date")
    )
    world.done(world.order("expect_finish", "A1", COORDINATOR))
    assert world.versions("A1")[0].flows_expected is None
