"""How people wish to be written to, and who is told beside somebody who is away, on both databases."""

import datetime as dt
from email import message_from_bytes

import pytest
from waiting import CONTACT, DESIGNATED, GWENT, with_partner
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, to_queue

from ispdesk import rounds
from ispdesk.commands.shape import Order
from models.tables.person import Person
from models.tables.post import Letter, Notice
from states.calendar import ZONE

MONDAY, TUESDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 3)


def clock(day: dt.date, hour: int = 8, minute: int = 30) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), ZONE).astimezone(dt.UTC)


def digest(world: World, at: dt.datetime) -> list[str]:
    """Write the letters of the day; whom they went to."""
    world.at = at
    return sorted(item.reference.removeprefix("person-") for item in rounds.digest(world.app, at).items)


def away(world: World, ref: str, substitute: str | None = None) -> None:
    payload = {"first_day": "2026-03-02", "last_day": "2026-03-31", "substitute": substitute}
    world.done(Order(f"away:{ref}", "set_absence", f"person:{ref}", "operator", payload))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-03-02", "2028-03-01", None),
        ("2026-03-02", "2028-03-02", "too_long"),
        ("2026-03-02", "2126-03-02", "too_long"),
        ("2028-03-10", "2028-03-11", "too_far"),
        ("9999-12-30", "9999-12-31", "too_far"),
        ("0001-01-01", "0001-01-02", "too_far"),
        ("2025-03-02", "2026-03-02", None),
    ],
)
def test_an_absence_that_cannot_be_meant_is_refused(world: World, first: str, last: str, code: str | None) -> None:
    order = Order("away", "set_absence", f"person:{ASSURER}", ASSURER, {"first_day": first, "last_day": last})
    if code is None:
        world.done(order)
    else:
        assert world.refused(order) == (code,)


def wishes(world: World, ref: str, **wished: object) -> None:
    world.done(Order(f"wishes:{ref}", "set_preferences", f"person:{ref}", ref, wished))


def grant(world: World, ref: str, role: str, scope: str) -> None:
    world.done(Order(f"g:{ref}:{role}", "grant_role", f"person:{ref}", "operator", {"role": role, "scope": scope}))


def told(world: World, message: str) -> dict[str, tuple[str, str]]:
    """Who was told a message, as what, and why as their mail says it in English."""
    people = {row.id: row.ref for row in world.rows(Person)}
    found = world.rows(Notice, Notice.message == message)
    return {people[row.person_id]: (row.audience, row.values["reason_reader_en"]) for row in found}


def text(letter: Letter) -> str:
    return str(message_from_bytes(letter.frozen.raw).get_payload()[0].get_payload(decode=True).decode())  # type: ignore[index, union-attr]


def asked(world: World, instead: dict[str, str]) -> None:
    """A partner's contact is asked for a reply, while these people are away."""
    with_partner(world)
    for ref, substitute in instead.items():
        away(world, ref, substitute)
    world.done(Order("asked", "ask", "isp:A1", COORDINATOR, {"kind": "reply", "partner": GWENT}))


# Absences.


def written_to(world: World) -> set[str]:
    """To whom letters were written."""
    return {row.address.partition("@")[0] for row in world.rows(Letter)}


def test_a_substitute_is_told_in_whose_place(world: World) -> None:
    asked(world, {CONTACT: SECRETARY})
    assert written_to(world) == {CONTACT, SECRETARY}
    why = "you are named as substitute for the contact of Gwent Health Board"
    assert told(world, "task_asked")[SECRETARY] == ("substitute", why)
    (letter,) = [row for row in world.rows(Letter) if row.address.startswith(SECRETARY)]
    assert "A1" in text(letter)
    assert "You are named as substitute" in text(letter)
    assert "/answer/" in text(letter)  # by a link of their own


def test_whoever_stands_in_for_a_substitute_who_is_away_too_is_told(world: World) -> None:
    asked(world, {CONTACT: SECRETARY, SECRETARY: ASSURER})
    assert written_to(world) == {CONTACT, SECRETARY, ASSURER}
    why = "you are named as substitute for the contact of Gwent Health Board, who is away"
    assert told(world, "task_asked")[ASSURER] == ("holder", why)


def test_where_two_stand_in_for_each_other_it_is_passed_to_the_role(world: World) -> None:
    asked(world, {CONTACT: SECRETARY, SECRETARY: CONTACT})
    assert written_to(world) == {CONTACT, SECRETARY, DESIGNATED}
    why = "the contact of Gwent Health Board is away, and nobody is named as substitute"
    assert told(world, "task_asked")[DESIGNATED] == ("designated_person", why)


def test_what_waits_for_the_letter_of_the_day_is_told_beside_it(world: World) -> None:
    world.run(to_queue("A1"))
    for ref in (ASSURER, LEAD):
        away(world, ref, SECRETARY)
    assert digest(world, clock(TUESDAY)) == sorted([ASSURER, LEAD, SECRETARY])
    why = "you are named as substitute for a member of the WASPI team, who is away"
    assert told(world, "move_made")[SECRETARY][1] == why
    assert len(world.rows(Notice)) == 3  # once, for both


@pytest.mark.parametrize("colleague", [None, ASSURER])
def test_a_coordinator_who_named_nobody_is_passed_to_the_role(world: World, colleague: str | None) -> None:
    """To another coordinator of it, else to the lead organisation's Designated Person."""
    with_partner(world)
    grant(world, SECRETARY, "designated_person", "organisation:torfaen")
    if colleague is not None:
        grant(world, colleague, "coordinator", "isp:A1")
    world.at = clock(dt.date(2026, 5, 27))
    away_later = {"first_day": "2026-05-01", "last_day": "2026-07-31"}
    world.done(Order("later", "set_absence", f"person:{COORDINATOR}", "operator", away_later))
    rounds.sweep(world.app, world.at)  # nothing was done upon it for twelve weeks
    beside = colleague or SECRETARY
    assert beside in digest(world, world.at)
    why = "the coordinator of A1 is away, and nobody is named as substitute"
    assert told(world, "clock_due")[beside][1] == why


def test_a_colleague_who_is_there_needs_no_second_word(world: World) -> None:
    away(world, ASSURER)
    world.run(to_queue("A1"))
    assert digest(world, clock(TUESDAY)) == sorted([ASSURER, LEAD])
    assert len(world.rows(Notice)) == 2


def test_an_escalation_goes_to_the_substitute_at_once(world: World) -> None:
    away(world, SECRETARY, "ffion")
    world.run(to_queue("A1"))
    later = {"first_day": "2026-04-01", "last_day": "2026-12-31", "substitute": "ffion"}
    world.done(Order("later", "set_absence", f"person:{SECRETARY}", "operator", later))
    world.at = clock(dt.date(2026, 5, 1), 18)
    rounds.sweep(world.app, world.at)
    assert sorted(told(world, "rung_qa_escalation")) == sorted([ASSURER, LEAD, SECRETARY, "ffion"])
    (letter,) = [row for row in world.rows(Letter) if row.address.startswith("ffion")]
    assert "dirprwy i ysgrifennydd bwrdd y rhaglen" in text(letter)
    assert (letter.kind, letter.status) == ("escalation", "queued")


# Wishes.


def test_a_letter_comes_on_the_chosen_days_from_the_chosen_hour(world: World) -> None:
    wishes(world, LEAD, days=["wednesday"], at="14:30")
    world.run(to_queue("A1"))
    assert digest(world, clock(TUESDAY)) == [ASSURER]
    wednesday = dt.date(2026, 3, 4)
    assert digest(world, clock(wednesday)) == []
    assert digest(world, clock(wednesday, 14, 29)) == []
    assert digest(world, clock(wednesday, 14, 30)) == [LEAD]
    assert world.waiting() == []


def test_a_day_that_nobody_works_on_is_made_good_on_the_next(world: World) -> None:
    wishes(world, LEAD, days=["friday"])
    world.at = clock(dt.date(2026, 4, 2))
    world.run(to_queue("A1"))
    assert digest(world, clock(dt.date(2026, 4, 2))) == [ASSURER]
    assert digest(world, clock(dt.date(2026, 4, 3))) == []  # Good Friday
    assert digest(world, clock(dt.date(2026, 4, 7))) == [LEAD]  # after Easter Monday


def test_nobody_waits_for_the_day_of_somebody_who_is_away(world: World) -> None:
    world.run(to_queue("A1"))
    wishes(world, LEAD, days=["friday"])
    away(world, LEAD, SECRETARY)
    assert digest(world, clock(TUESDAY)) == sorted([ASSURER, LEAD, SECRETARY])


def test_what_somebody_wants_at_once_is_a_letter_at_once(world: World) -> None:
    wishes(world, LEAD, choices={"move_made": "at_once"})
    world.run(to_queue("A1"))
    (letter,) = world.rows(Letter)
    assert (letter.message, letter.address) == ("move_made", f"{LEAD}@desk.test")
    assert digest(world, clock(TUESDAY)) == [ASSURER]


def test_what_somebody_does_not_want_is_not_written(world: World) -> None:
    wishes(world, LEAD, choices={"move_made": "off"})
    world.run(to_queue("A1"))
    assert list(told(world, "move_made")) == [ASSURER]


@pytest.mark.parametrize(("off", "heard"), [((LEAD,), {ASSURER}), ((LEAD, ASSURER), {LEAD, ASSURER})])
def test_an_escalation_is_never_off_for_the_last_who_hears(world: World, off: tuple[str, ...], heard: set[str]) -> None:
    for ref in (*off, SECRETARY):
        wishes(world, ref, choices={"rung_qa_escalation": "off"})
    world.run(to_queue("A1"))
    world.at = clock(dt.date(2026, 5, 1), 18)
    rounds.sweep(world.app, world.at)
    assert set(told(world, "rung_qa_escalation")) == heard | {SECRETARY}  # the board has one secretary


def test_an_escalation_is_not_off_while_the_only_colleague_is_away(world: World) -> None:
    wishes(world, LEAD, choices={"rung_qa_escalation": "off"})
    world.run(to_queue("A1"))
    later = {"first_day": "2026-04-01", "last_day": "2026-12-31"}
    world.done(Order("later", "set_absence", f"person:{ASSURER}", "operator", later))
    world.at = clock(dt.date(2026, 5, 1), 18)
    rounds.sweep(world.app, world.at)
    assert set(told(world, "rung_qa_escalation")) == {LEAD, ASSURER, SECRETARY}
