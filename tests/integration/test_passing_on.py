"""An escalation that cannot reach its reader goes to the next; a dead address is marked, and others stand in."""

import datetime as dt
from email import message_from_bytes

import pytest
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, making_known, move, to_queue

from ispdesk import bounces, post, rounds
from ispdesk.commands.shape import Order
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Letter, Notice
from notifications.backoff import Stage, Verdict, classify
from notifications.mailer import Attempt


def people_of(world: World) -> dict[int, str]:
    return {row.id: row.ref for row in world.rows(Person)}


def answer(world: World, who: str, code: int, enhanced: str, stage: Stage = Stage.RCPT) -> list[Letter]:
    """Send what is due: the server answers so to this person's letters, and takes all others."""
    names, mine = people_of(world), []
    letters = {row.id: row for row in world.rows(Letter)}
    for item in post.claim(world.engine, "me", world.now):
        bad = names[letters[item.letter].person_id] == who
        at, said = (stage, (code, enhanced)) if bad else (Stage.DOT, (250, "2.0.0"))
        assert post.checkpoint(world.engine, item.letter, item.fence, "me", world.now)
        told = Attempt("k", classify(at, *said), at, *said, "said so")
        post.settle(world.engine, item.letter, item.fence, "me", told, world.now)
        mine += [letters[item.letter]] if bad else []
    return mine


def passed(world: World) -> list[tuple[str, str]]:
    """Whose letters were passed on, and to whom."""
    names, letters = people_of(world), {row.id: row for row in world.rows(Letter)}
    found = [row for row in letters.values() if row.dedupe.startswith("passed:")]
    return [(names[letters[int(row.dedupe.split(":")[1])].person_id], names[row.person_id]) for row in found]


@pytest.fixture
def late(world: World) -> World:
    """A quality assurance decision is overdue: the team and the board's secretary are written to."""
    for name in ("olwen", "owain"):
        world.done(Order(f"o:{name}", "enter_person", f"person:{name}", "operator",
                         {"name_en": name.title(), "address": f"{name}@desk.test", "language": "unknown"}))  # fmt: skip
        world.done(Order(f"g:{name}", "grant_role", f"person:{name}", "operator", {"role": "operator"}))
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    return world


def test_a_refused_escalation_goes_to_the_next_with_the_refusal_and_says_whom_it_missed(late: World) -> None:
    (mine,) = answer(late, SECRETARY, 550, "5.1.1")
    assert late.rows(Letter, Letter.id == mine.id)[0].status == "failed"
    assert passed(late) == [(SECRETARY, "olwen")]  # the team has been told: an operator is next
    letter = late.rows(Letter, Letter.dedupe == f"passed:{mine.id}:olwen")[0]
    assert (letter.message, letter.kind, letter.status) == (mine.message, "escalation", "queued")
    mail = message_from_bytes(letter.frozen.raw)
    text = mail.get_payload()[0].get_payload(decode=True).decode()
    assert "meant for Seren, whose mail could not be delivered" in text
    assert "ar gyfer Seren, ond ni ellid danfon eu post" in text
    assert letter.message_id != mine.message_id
    post.settle(late.engine, mine.id, 1, "me", Attempt("k", Verdict.REJECTED, Stage.RCPT, 550, "5.1.1", ""), late.now)
    assert passed(late) == [(SECRETARY, "olwen")], "once"
    answer(late, "olwen", 550, "5.2.1")
    assert passed(late) == [(SECRETARY, "olwen"), ("olwen", "owain")]
    answer(late, "owain", 550, "5.2.1")
    assert len(passed(late)) == 2, "everybody has been tried, and three letters are shown as failed"


def test_a_letter_that_is_no_escalation_is_not_passed_on(world: World) -> None:
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    assert answer(world, ASSURER, 550, "5.1.1")
    assert passed(world) == []


def test_an_escalation_put_off_for_four_hours_goes_to_the_next_and_is_tried_on(late: World) -> None:
    for _ in range(12):
        answer(late, SECRETARY, 450, "4.2.1")
        late.at += dt.timedelta(minutes=20)
        if late.at.hour < 20:
            assert passed(late) == []
    while not passed(late):
        answer(late, SECRETARY, 450, "4.2.1")
        late.at += dt.timedelta(minutes=30)
    assert late.at - dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC) >= dt.timedelta(hours=4)
    answer(late, SECRETARY, 450, "4.2.1")
    assert passed(late) == [(SECRETARY, "olwen")]
    names = people_of(late)
    waits = [row for row in late.rows(Letter, Letter.status == "queued") if names[row.person_id] == SECRETARY]
    assert len(waits) == 1


def test_a_server_that_is_down_passes_nothing_on(late: World) -> None:
    for _ in range(20):
        answer(late, SECRETARY, 421, "4.3.2", Stage.CONNECT)
        late.at += dt.timedelta(hours=1)
    assert passed(late) == []


def coordinated(world: World, *, with_designated_person: bool) -> None:
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    if with_designated_person:
        world.done(Order("dp", "enter_person", "person:dafydd", "operator",
                         {"name_en": "Dafydd", "address": "dafydd@desk.test", "language": "en"}))  # fmt: skip
        world.done(Order("dpg", "grant_role", "person:dafydd", "operator",
                         {"role": "designated_person", "scope": "organisation:torfaen"}))  # fmt: skip


@pytest.mark.parametrize("with_designated_person", [True, False])
def test_a_coordinator_whose_mail_comes_back_for_good(world: World, *, with_designated_person: bool) -> None:
    coordinated(world, with_designated_person=with_designated_person)
    world.at = dt.datetime(2026, 8, 3, 12, 0, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    rounds.digest(world.app, world.at)
    assert answer(world, COORDINATOR, 550, "5.1.1")
    assert bounces.mark_addresses(world.engine, world.at) == [COORDINATOR]
    assert bounces.mark_addresses(world.engine, world.at) == []
    stand_in = ["dafydd"] if with_designated_person else sorted([ASSURER, LEAD])
    names = people_of(world)
    told = world.rows(Letter, Letter.message == "coordinator_unreachable")
    assert sorted(names[row.person_id] for row in told) == stand_in
    assert "A1" in told[0].frozen.raw.decode()
    person = world.rows(Person, Person.ref == COORDINATOR)[0]
    assert person.address_failed_at == world.at
    assert person.reached_at is None
    assert [row.kind for row in world.rows(History, History.stream == f"person:{COORDINATOR}")][-1] == "address_failed"
    before = {row.id for row in world.rows(Notice)}
    world.run([*making_known("A2"), move("A2", "take_up"), move("A2", "start_workshops")])
    world.at = dt.datetime(2027, 2, 1, 12, 0, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    for_coordinator = [
        row for row in world.rows(Notice) if row.id not in before and row.audience in ("coordinator", "holder")
    ]
    assert for_coordinator
    assert {names[row.person_id] for row in for_coordinator} == set(stand_in)
    world.done(Order("fix", "set_address", f"person:{COORDINATOR}", "operator", {"address": "new@desk.test"}))
    person = world.rows(Person, Person.ref == COORDINATOR)[0]
    assert (person.reached_at, person.address_failed_at) == ("new@desk.test", None)
    assert bounces.mark_addresses(world.engine, world.at) == []


def test_an_address_that_was_corrected_meanwhile_is_not_marked(late: World) -> None:
    (mine,) = answer(late, SECRETARY, 550, "5.1.1")
    late.done(Order("fix", "set_address", f"person:{SECRETARY}", "operator", {"address": "new@desk.test"}))
    assert bounces.mark_addresses(late.engine, late.at) == []
    order = Order("x", "address_failed", f"person:{SECRETARY}", "timer", {"letter": mine.id, "how": "refused"})
    assert late.refused(order) == ("not_due",)
