"""Somebody else decides: what the coordinator confirms or refuses, whatever is said meanwhile."""

import datetime as dt

from answering import client, link_of, links_in, mails, send, send_day, shown
from waiting import GWENT, ask, at, sweep, with_partner
from world import COORDINATOR, World

from ispdesk.views.telephone import waiting_answers
from models.tables.isp import Isp
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Letter
from models.tables.work import Partner


def kinds(world: World) -> list[str]:
    """What was recorded about what was said, in order."""
    rows = [row for row in world.rows(History, History.stream == "isp:A1") if row.role in ("partner_contact", "timer")]
    return [row.kind for row in sorted(rows, key=lambda row: row.seq) if row.kind != "rung_fired"]


def asked(world: World, **more: object) -> str:
    """An ISP whose partner is asked on Wednesday 4 March; the path of the link in the mail."""
    with_partner(world)
    ask(world, at(4), **more)
    return link_of(world)


def test_somebody_else_is_written_to_only_once_the_coordinator_has_confirmed(world: World) -> None:
    path = asked(world)
    said = send(world, path, "elsewhere", role="Practice partner", address="partner@gwent.test")
    assert said.status_code == 303
    waiting = world.read(lambda session: waiting_answers(session, world.rows(Isp)[0]))
    assert [(one.kind, one.words, one.address) for one in waiting] == [
        ("elsewhere", "Practice partner", "partner@gwent.test")
    ]
    assert "partner@gwent.test" not in {letter.address for letter in world.rows(Letter)}
    world.at = at(5)
    done = world.done(world.order("confirm_redirect", "A1", COORDINATOR, task=1))
    (person,) = world.rows(Person, Person.ref == done["person"])
    assert (person.name_en, person.address) == ("Practice partner", "partner@gwent.test")
    assert world.rows(Partner, Partner.line == GWENT)[0].contact_id == person.id
    (theirs,) = mails(world, person.ref)
    other = links_in(theirs)[0]
    assert other.rpartition("/")[2] != path.rpartition("/")[2]
    assert client(world).get(path).status_code == 410
    assert "Somebody else is asked now" in shown(client(world).get(path).text)
    assert send_day(world, f"/en{other}", "promise", dt.date(2026, 3, 11)).status_code == 303
    (row,) = world.rows(History, History.kind == "promised")
    assert row.actor == person.ref
    assert kinds(world) == ["said_elsewhere", "promised"]
    entered = world.rows(History, History.stream == f"person:{person.ref}")
    assert [row.kind for row in entered] == ["person_entered"]


def test_what_is_not_passed_on_stays_with_whoever_was_asked(world: World) -> None:
    path = asked(world)
    send(world, path, "elsewhere", role="The board")
    order = world.order("confirm_redirect", "A1", COORDINATOR, task=1)
    assert world.refused(order) == ("no_address",)
    nowhere = world.order("confirm_redirect", "A1", COORDINATOR, task=1, address="a..b@gwent.test")
    assert world.refused(nowhere) == ("wrong_value",)
    world.done(world.order("refuse_redirect", "A1", COORDINATOR, task=1, reason="The board decides nothing here"))
    page = client(world).get(path)
    assert page.status_code == 200
    assert "The coordinator did not pass it on" in shown(page.text)
    assert world.refused(world.order("refuse_redirect", "A1", COORDINATOR, task=1, reason="x")) == ("nothing_waits",)
    sweep(world, at(16, 10))
    assert len(mails(world)) == 2


def test_who_is_said_to_decide_can_be_confirmed_after_another_answer_and_a_call(world: World) -> None:
    path = asked(world)
    send(world, path, "elsewhere", role="Practice partner", address="partner@gwent.test")
    send_day(world, path, "promise", dt.date(2026, 3, 11))
    world.at = at(5)
    send(world, path, "ring", telephone="01495 496 0999")
    isp = world.rows(Isp)[0]
    waiting = world.read(lambda session: waiting_answers(session, isp))
    assert [one.kind for one in waiting] == ["elsewhere", "ring"]
    world.done(world.order("record_call", "A1", COORDINATOR, task=1, note="Their practice partner does"))
    assert [one.kind for one in world.read(lambda session: waiting_answers(session, isp))] == ["elsewhere"]
    done = world.done(world.order("confirm_redirect", "A1", COORDINATOR, task=1))
    assert world.rows(Person, Person.ref == done["person"])[0].address == "partner@gwent.test"
    assert client(world).get(path).status_code == 410
    assert world.read(lambda session: waiting_answers(session, isp)) == ()
    assert world.refused(world.order("confirm_redirect", "A1", COORDINATOR, task=1)) == ("nothing_waits",)


def test_what_is_not_passed_on_is_said_where_it_was_said_whatever_came_between(world: World) -> None:
    path = asked(world)
    send(world, path, "elsewhere", role="The board")
    send_day(world, path, "promise", dt.date(2026, 3, 11))
    world.done(world.order("refuse_redirect", "A1", COORDINATOR, task=1, reason="The board decides nothing here"))
    assert "The coordinator did not pass it on" in shown(client(world).get(path).text)


def test_an_address_that_is_known_becomes_the_contact_and_nobody_is_entered_twice(world: World) -> None:
    path = asked(world)
    people = len(world.rows(Person))
    send(world, path, "elsewhere", role="Designated Person", address="DEWI@gwent.test")
    done = world.done(world.order("confirm_redirect", "A1", COORDINATOR, task=1))
    assert done["person"] == "dewi"
    assert len(world.rows(Person)) == people
