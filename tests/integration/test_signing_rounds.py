"""Rounds: circulating a text, its window and the silence at its end; asking for sign-offs; changes marked as minor."""

import datetime as dt
from dataclasses import replace
from typing import Any

from test_signing import ON_PAPER, unsigned
from waiting import CONTACT, GWENT, at, with_partner
from world import COORDINATOR, FACILITATOR, World, move, text_of

from ispdesk import rounds
from models.tables.clocks import Task
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Notice
from models.tables.signing import MinorChange, SigningRound


def circulate(world: World, **more: Any) -> Any:
    return world.done(world.order("circulate", "A1", COORDINATOR, **more))


def test_a_window_ends_by_itself_and_silence_is_put_down(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    made = circulate(world)
    assert (made["closes"], made["asked"]) == ("2026-03-18", 3)
    world.done(world.order("answer", "A1", COORDINATOR, task=1, note="two words"))
    assert rounds.advance(world.app, at(18, 18)).items == []
    items = rounds.advance(world.app, at(19, 9)).items
    assert [item.what for item in items] == ["comments-closed"]
    assert [task.outcome for task in world.rows(Task)] == ["done", "no_answer", "no_answer"]
    (closed,) = world.rows(History, History.kind == "window_closed")
    assert closed.body["silent"] == [2, GWENT]
    assert rounds.advance(world.app, at(19, 10)).items == []


def test_days_on_hold_do_not_run_a_window_down(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    circulate(world)
    world.at = at(9)
    world.done(world.order("hold", "A1", COORDINATOR, reason="ill", until="2026-03-30"))
    assert [i.what for i in rounds.advance(world.app, at(25)).items] == []
    assert "resumed" in [i.what for i in rounds.advance(world.app, at(31)).items]
    assert world.rows(SigningRound)[0].closed_at is None
    rounds.advance(world.app, at(31, 12))
    (row,) = world.rows(SigningRound)
    assert (row.closed_at, row.closes > dt.date(2026, 3, 31)) == (None, True)
    after = dt.datetime.combine(row.closes + dt.timedelta(1), dt.time(9), dt.UTC)
    assert "comments-closed" in [i.what for i in rounds.advance(world.app, after).items]


def test_a_text_is_circulated_once_at_a_time_by_its_editors_as_they_saw_it(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    stale = replace(world.order("circulate", "A1", COORDINATOR), expected="another")
    assert world.refused(stale) == ("changed_meanwhile",)
    assert world.refused(world.order("circulate", "A1", CONTACT)) == ("not_yours",)
    world.done(world.order("circulate", "A1", FACILITATOR, window=5, partners=[GWENT]))
    assert [task.until for task in world.rows(Task)] == [dt.date(2026, 3, 11)]
    assert world.refused(world.order("circulate", "A1", COORDINATOR)) == ("done",)


def test_sign_offs_are_asked_of_those_whose_sign_off_does_not_stand(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    world.done(world.order("sign_off", "A1", COORDINATOR, partner=1, **ON_PAPER))
    assert world.done(world.order("ask_sign_offs", "A1", COORDINATOR))["asked"] == 2
    assert world.refused(world.order("ask_sign_offs", "A1", COORDINATOR)) == ("done",)
    world.done(text_of("A1", ":other", "Other words."))
    assert world.done(world.order("ask_sign_offs", "A1", COORDINATOR))["asked"] == 1


def test_the_order_of_sign_off_and_quality_assurance_is_chosen_per_isp(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    plan = {"order": "after_qa", "assent": True}
    assert world.refused(world.order("plan_signing", "A1", FACILITATOR, **plan)) == ("not_yours",)
    world.done(world.order("plan_signing", "A1", COORDINATOR, **plan))
    assert world.refused(world.order("ask_sign_offs", "A1", COORDINATOR)) == ("not_asked_for",)
    assent = replace(world.order("ask_sign_offs", "A1", COORDINATOR), payload={"kind": "assent"})
    assert world.refused(assent) == ("not_asked_for",)
    none = world.order("plan_signing", "A1", COORDINATOR, sign_off=False)
    assert world.refused(none) == ("wrong_value",)


def changed_after_signing(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    for line in (1, 2, GWENT):
        world.done(world.order("sign_off", "A1", COORDINATOR, partner=line, **ON_PAPER))
    world.done(text_of("A1", ":spelt", "The text, spelt well."))
    assert len(unsigned(world)) == 3


def mark(world: World, part: str = "section:purpose:en") -> Any:
    payload = {"part": part, "kind": "spelling"}
    return replace(world.order("mark_minor", "A1", COORDINATOR), payload=payload)


def test_spelling_touches_nobody_and_signatories_are_told(world: World) -> None:
    changed_after_signing(world)
    assert world.done(mark(world))["object_until"] == "2026-03-18"
    assert unsigned(world) == ()
    told = world.rows(Notice, Notice.message == "minor_change")
    assert CONTACT in {person.ref for row in told for person in world.rows(Person) if person.id == row.person_id}
    world.done(text_of("A1", ":more", "Another text altogether."))
    assert len(unsigned(world)) == 3, "the mark is for that change alone"


def test_whoever_objects_in_time_has_not_signed_it(world: World) -> None:
    changed_after_signing(world)
    world.done(mark(world))
    (row,) = world.rows(MinorChange)
    objecting = {"change": row.id, "partner": GWENT, "reason": "It changes what we agreed"}
    assert world.refused(world.order("object_to_change", "A1", COORDINATOR, **objecting)) == ("not_yours",)
    assert world.refused(world.order("object_to_change", "A1", CONTACT, **objecting | {"partner": 1})) == ("not_yours",)
    world.done(world.order("object_to_change", "A1", CONTACT, **objecting))
    assert unsigned(world) == ("Gwent Health Board",)
    assert len(world.rows(Notice, Notice.message == "objection")) == 1
    assert world.refused(world.order("object_to_change", "A1", CONTACT, **objecting)) == ("done",)


def test_an_objection_comes_within_ten_working_days(world: World) -> None:
    changed_after_signing(world)
    world.done(mark(world))
    (row,) = world.rows(MinorChange)
    world.at = at(19)
    late = world.order("object_to_change", "A1", CONTACT, change=row.id, partner=GWENT, reason="late")
    assert world.refused(late) == ("too_late",)


def test_a_new_section_or_flow_is_never_a_matter_of_spelling(world: World) -> None:
    changed_after_signing(world)
    extra = {"key": "security", "text": "Locked."}
    world.done(world.order("write_section", "A1", COORDINATOR, **extra))
    assert world.refused(mark(world, "section:security:en")) == ("material",)
    assert world.refused(mark(world, "flow:1")) == ("not_found",)
    world.done(move("A1", "submit"))
