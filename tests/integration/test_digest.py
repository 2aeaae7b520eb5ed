"""The day's letter on both databases: one to each person on a working day, of what still waits, in order."""

import datetime as dt
import re
from dataclasses import replace
from email import message_from_bytes

import pytest
from sqlalchemy import event
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, SECRETARY, World, making_known, move, to_draft, to_queue

from ispdesk import rounds
from ispdesk.commands import digest, telling
from ispdesk.commands.shape import Order
from models.tables.isp import Version
from models.tables.journal import CommandRow, History
from models.tables.person import Person
from models.tables.post import Letter, Notice
from states.calendar import ZONE

TUESDAY = dt.date(2026, 3, 3)


def morning(day: dt.date, hour: int = 8, minute: int = 30) -> dt.datetime:
    """An instant of that day in Wales."""
    return dt.datetime.combine(day, dt.time(hour, minute), ZONE).astimezone(dt.UTC)


def run(world: World, at: dt.datetime) -> list[str]:
    """Write the letters of the day; whom they went to."""
    world.at = at
    return [item.reference.removeprefix("person-") for item in rounds.digest(world.app, at).items]


def letters(world: World, ref: str = "") -> list[Letter]:
    return sorted(
        world.rows(Letter, Letter.kind == "digest", Letter.dedupe.endswith(f":{ref}") if ref else True),  # type: ignore[attr-defined]
        key=lambda row: row.dedupe,
    )


def text(letter: Letter) -> str:
    """What it says, its lines' ends aside."""
    part = message_from_bytes(letter.frozen.raw).get_payload()[0]  # type: ignore[index]
    return part.get_payload(decode=True).decode()  # type: ignore[union-attr,no-any-return]


def person(world: World, ref: str) -> int:
    return world.rows(Person, Person.ref == ref)[0].id or 0


def why(world: World, message: str) -> set[str | None]:
    return {row.gone_why for row in world.rows(Notice, Notice.message == message)}


def test_a_move_writes_notices_and_the_morning_one_letter_to_each_reader(world: World) -> None:
    world.run([*to_queue("A1"), *to_queue("A2")])
    assert world.rows(Letter) == []
    assert {row.message for row in world.waiting()} == {"move_made"}
    assert run(world, morning(TUESDAY)) == [ASSURER, LEAD]
    found = letters(world)
    assert [row.dedupe for row in found] == [f"digest:2026-03-03:{ref}" for ref in (ASSURER, LEAD)]
    assert {(row.status, row.asks, row.kind) for row in found} == {("queued", False, "digest")}
    assert world.waiting() == []
    for ref, letter in zip((ASSURER, LEAD), found, strict=True):
        carried = {row.letter_id for row in world.rows(Notice, Notice.person_id == person(world, ref))}
        assert carried == {letter.id}
        assert text(letter).index("/isps/A1") < text(letter).index("/isps/A2")
    (row,) = world.rows(History, History.stream == f"person:{LEAD}", History.kind == "digest_written")
    assert row.body == {"day": "2026-03-03", "letter": found[1].id, "notices": 2}


def test_run_again_or_late_it_writes_no_second_letter_that_day(world: World) -> None:
    world.run(to_queue("A1"))
    assert run(world, morning(TUESDAY)) == [ASSURER, LEAD]
    assert run(world, morning(TUESDAY)) == []
    world.run(to_queue("A2"))
    assert run(world, morning(TUESDAY, 11)) == []
    assert world.rows(CommandRow, CommandRow.outcome == "refused") == []  # who has had theirs is not even asked for
    assert len(world.waiting()) == 2
    assert run(world, morning(dt.date(2026, 3, 4))) == [ASSURER, LEAD]
    assert len(letters(world)) == 4
    assert world.waiting() == []


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (morning(TUESDAY, 8, 29), False),
        (morning(TUESDAY), True),
        (morning(TUESDAY, 11), True),  # a missed morning is made good
        (morning(TUESDAY, 17, 0), True),
        (morning(TUESDAY, 17, 1), False),
        (morning(dt.date(2026, 3, 7), 10), False),  # Saturday
        (morning(dt.date(2026, 4, 3), 10), False),  # Good Friday
        (morning(dt.date(2026, 3, 30), 8, 29), False),  # the first working day of summer time
        (morning(dt.date(2026, 3, 30)), True),
        (morning(dt.date(2035, 3, 3)), False),  # a Saturday that the calendar does not know
        (morning(dt.date(2035, 3, 5)), True),  # a Monday likewise: better than silence
    ],
)
def test_letters_are_written_on_working_days_in_working_hours(world: World, at: dt.datetime, *, told: bool) -> None:
    world.run(to_queue("A1"))
    assert run(world, at) == ([ASSURER, LEAD] if told else [])
    assert bool(letters(world)) == told
    assert bool(world.waiting()) != told
    order = Order("by hand", "write_digest", f"person:{SECRETARY}", "timer")
    assert told or world.refused(order) == ("not_now",)
    assert world.refused(replace(order, id="no timer", actor=LEAD)) == ("not_yours",)


def test_killed_between_two_letters_the_next_run_writes_the_rest_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.run(to_queue("A1"))
    real = telling.write_letter

    def dies(tx: object, message: str, reader: Person, *rest: object) -> object:
        if reader.ref == LEAD:
            raise KeyboardInterrupt
        return real(tx, message, reader, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(telling, "write_letter", dies)
    with pytest.raises(KeyboardInterrupt):
        run(world, morning(TUESDAY))
    assert [row.dedupe for row in letters(world)] == [f"digest:2026-03-03:{ASSURER}"]
    assert {row.person_id for row in world.waiting()} == {person(world, LEAD)}
    monkeypatch.undo()
    assert run(world, morning(TUESDAY, 9)) == [LEAD]
    assert world.waiting() == []


def test_one_letter_that_cannot_be_written_keeps_no_other_from_being_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.run(to_queue("A1"))
    real = telling.write_letter
    monkeypatch.setattr(
        telling, "write_letter", lambda tx, m, p, *r: 1 // 0 if p.ref == ASSURER else real(tx, m, p, *r)
    )
    with pytest.raises(ExceptionGroup) as raised:
        run(world, morning(TUESDAY))
    assert raised.group_contains(ZeroDivisionError)
    assert [row.dedupe for row in letters(world)] == [f"digest:2026-03-03:{LEAD}"]
    monkeypatch.undo()
    assert run(world, morning(TUESDAY, 9)) == [ASSURER]


def ask(world: World, ref: str = "A1", kind: str = "comment", **more: object) -> int:
    payload = {"kind": kind, "person": FACILITATOR, **more}
    return int(world.done(Order(f"ask:{next(world.numbers)}", "ask", f"isp:{ref}", COORDINATOR, payload))["task"])


def test_what_asks_and_whose_reason_has_gone_is_not_in_it(world: World) -> None:
    world.run([*to_draft("A1"), *to_draft("A2"), *to_draft("A3")])
    world.run([move("A3", "submit")])
    answered, open_ = ask(world, "A1", "comment"), ask(world, "A2", "comment")
    world.done(world.order("answer", "A1", COORDINATOR, task=answered))
    assert run(world, morning(TUESDAY)) == [ASSURER, FACILITATOR, LEAD]
    (letter,) = letters(world, FACILITATOR)
    assert "/isps/A2" in text(letter)
    assert "/isps/A1" not in text(letter)
    notices = world.rows(Notice, Notice.message == "task_asked")
    assert [(row.letter_id, row.gone_why) for row in notices] == [(None, "answered"), (letter.id, None)]
    assert open_ == 1


def test_where_nothing_is_left_no_letter_is_written_and_later_that_day_one_is(world: World) -> None:
    world.run(to_draft("A1"))
    task = ask(world)
    world.done(world.order("answer", "A1", COORDINATOR, task=task))
    assert run(world, morning(TUESDAY)) == []
    assert (letters(world), world.waiting(), why(world, "task_asked")) == ([], [], {"answered"})
    ask(world, kind="reply")
    assert run(world, morning(TUESDAY, 10)) == [FACILITATOR]


def test_what_is_asked_of_a_partner_outlives_the_state_it_was_asked_in(world: World) -> None:
    world.run(to_draft("A1"))
    ask(world, kind="sign_off")
    world.done(move("A1", "submit"))
    assert FACILITATOR in run(world, morning(TUESDAY))
    assert why(world, "task_asked") == {None}


def test_a_clock_that_has_stopped_asks_for_nothing(world: World) -> None:
    world.run(to_draft("A1"))
    at = morning(dt.date(2026, 5, 26), 17)  # twelve weeks without activity
    assert [item.what for item in rounds.sweep(world.app, at).items] == ["rung-due"]
    world.at = at + dt.timedelta(minutes=1)
    world.done(world.order("describe", "A1", COORDINATOR, purpose="Something has happened"))
    assert run(world, morning(dt.date(2026, 5, 27))) == []
    assert why(world, "clock_due") == {"stopped"}


def test_during_a_hold_nothing_that_pauses_is_asked(world: World) -> None:
    world.run(to_draft("A1"))
    ask(world)
    world.done(world.order("hold", "A1", COORDINATOR, reason="leave", until="2026-03-20"))
    assert run(world, morning(TUESDAY)) == []
    assert why(world, "task_asked") == {"hold"}
    at = morning(dt.date(2026, 3, 13), 12)  # five working days before its end
    assert [item.what for item in rounds.sweep(world.app, at).items] == ["rung-reminder"]
    assert run(world, at) == [ASSURER, COORDINATOR, LEAD]  # a date never pauses
    assert world.rows(Version)[0].on_hold


def test_whose_turn_it_is_orders_the_letter_and_inside_it_the_nearest_due(world: World) -> None:
    for ref in ("A1", "A2", "A3"):
        world.run([*making_known(ref), move(ref, "take_up")])
    ask(world, "A1", "reply", person=COORDINATOR, until="2026-04-20")
    ask(world, "A2", "comment")
    ask(world, "A3", "reply", person=COORDINATOR, until="2026-03-19")
    at = morning(dt.date(2026, 3, 16), 18)
    rounds.sweep(world.app, at)  # the comment on A2 has fallen due, and its coordinator is told
    assert COORDINATOR in run(world, morning(dt.date(2026, 3, 17)))
    said = text(letters(world, COORDINATOR)[0])
    places = [said.index(f"/isps/{ref}") for ref in ("A3", "A1", "A2")]
    assert places == sorted(places)
    headings = [said.index(words) for words in ("Waits for you", "You wait for others")]
    assert headings[0] < places[0] < places[1] < headings[1] < places[2]


def test_beyond_the_budget_the_rest_is_a_number_and_a_link(world: World) -> None:
    world.digest(most=2)
    for number in range(5):
        world.run(to_queue(f"A{number}"))
    run(world, morning(TUESDAY))
    (letter,) = letters(world, LEAD)
    said = text(letter)
    assert [f"/isps/A{number}" in said for number in range(5)] == [True, True, False, False, False]
    assert "stays short: 3 more ISPs." in said
    assert "/queue" in said
    assert "5 ISPs wait for you" in str(letter.subject)
    assert {row.letter_id for row in world.rows(Notice, Notice.person_id == person(world, LEAD))} == {letter.id}


def test_escalations_and_urgent_messages_are_letters_at_once_and_not_in_it(world: World) -> None:
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    assert {(row.message, row.kind) for row in world.rows(Letter)} == {("move_made", "notice")}
    assert run(world, morning(TUESDAY)) == []
    at = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(world.app, at)
    escalated = world.rows(Letter, Letter.kind == "escalation")
    assert sorted(row.address.partition("@")[0] for row in escalated) == [ASSURER, LEAD, SECRETARY]
    assert run(world, morning(dt.date(2026, 4, 27))) == [ASSURER, LEAD]
    at_once = [row for row in world.rows(Notice) if row.urgent]
    kinds = {row.id: row.kind for row in world.rows(Letter)}
    assert {kinds[row.letter_id] for row in at_once} == {"notice", "escalation"}
    in_it = {row.message for row in world.rows(Notice) if row.letter_id and kinds[row.letter_id] == "digest"}
    assert in_it == {"clock_due"}  # taking up the submission: the decision's lower rungs gave way to the escalation


def test_a_long_letter_asks_no_more_questions_than_a_short_one(world: World) -> None:
    asked: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    counts = []
    for day, refs in ((TUESDAY, ("A1",)), (dt.date(2026, 3, 4), ("A2", "A3", "A4", "A5", "A6"))):
        for ref in refs:
            world.run(to_queue(ref))
        world.at = morning(day)
        asked.clear()
        world.done(Order(f"letter:{day}", "write_digest", f"person:{LEAD}", "timer"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert [len(set(re.findall("/isps/A[0-9]", text(one)))) for one in letters(world, LEAD)] == [1, 5]


def enter(world: World, ref: str, **more: object) -> None:
    entered = world.order("enter_person", "x", "operator", name_en=ref.title(), **more)
    world.done(replace(entered, stream=f"person:{ref}"))


def test_who_cannot_be_reached_is_passed_to_the_team_once(world: World) -> None:
    enter(world, "mute")
    world.run(to_queue("A1"))
    world.done(world.order("describe", "A1", LEAD, coordinator_person="mute"))
    world.done(move("A1", "return_for_amendment", LEAD, reason="Say more"))
    assert run(world, morning(TUESDAY)) == [ASSURER, LEAD]
    notices = world.rows(Notice, Notice.person_id == person(world, "mute"))
    assert [(row.letter_id, row.gone_why) for row in notices] == [(None, "passed_on")]
    told = [row.person_id for row in world.rows(Notice, Notice.seq == notices[0].seq)]
    assert sorted(told) == sorted(person(world, ref) for ref in ("mute", ASSURER, LEAD))
    assert world.waiting() == []


def test_who_has_lost_their_address_is_passed_to_the_team_too(world: World) -> None:
    world.run(to_draft("A1"))
    ask(world)
    with world.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE person SET address = NULL WHERE ref = '{FACILITATOR}'")  # noqa: S608
    assert run(world, morning(TUESDAY)) == [ASSURER, LEAD]
    assert why(world, "task_asked") == {"passed_on", None}
    assert run(world, morning(dt.date(2026, 3, 4))) == []


def test_where_nobody_at_all_can_be_reached_it_keeps_waiting(world: World) -> None:
    world.run(to_queue("A1"))
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET address = NULL")
    assert run(world, morning(TUESDAY)) == []
    assert len(world.waiting()) == 2


def away(world: World, ref: str, substitute: str) -> None:
    payload = {"first_day": "2026-03-02", "last_day": "2026-03-06", "substitute": substitute}
    world.done(Order(f"away:{ref}", "set_absence", f"person:{ref}", "operator", payload))


def test_who_is_away_gets_their_letter_and_whoever_stands_in_the_same_once(world: World) -> None:
    away(world, LEAD, SECRETARY)
    world.run(to_queue("A1"))
    assert sorted(run(world, morning(TUESDAY))) == [ASSURER, LEAD, SECRETARY]
    assert "/isps/A1" in text(letters(world, SECRETARY)[0])
    assert run(world, morning(dt.date(2026, 3, 4))) == []
    assert len(world.rows(Notice)) == 3
    assert world.waiting() == []


def test_of_a_command_that_came_twice_under_other_ids_one_letter_is_left(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = morning(TUESDAY)
    order = Order("one", "write_digest", f"person:{LEAD}", "timer")
    assert world.done(order)["letters"] == 1
    assert world.refused(replace(order, id="two")) == ("done",)
    assert world.done(order)["letters"] == 1  # the same id sent again answers as it did
    assert len(letters(world, LEAD)) == 1


def test_a_run_without_anything_to_do_leaves_no_command(world: World) -> None:
    world.run(to_queue("A1"))
    run(world, morning(dt.date(2026, 3, 7)))
    run(world, morning(TUESDAY))
    run(world, morning(TUESDAY, 12))
    assert len(world.rows(CommandRow, CommandRow.kind == "write_digest")) == 2


def test_letters_of_the_day_begin_when_the_design_says() -> None:
    assert dt.time(8, 30) == digest.AT
