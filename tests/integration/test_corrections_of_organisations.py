"""Small corrections have a clock also where an organisation coordinates; who has it: contact, lead, team."""

import datetime as dt

import pytest
from sqlmodel import select
from world import ASSURER, COORDINATOR, LEAD, World, move, to_queue

from ispdesk.commands.shape import Order
from models.database import writing
from models.tables.clocks import Task, TimerRow
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.post import Letter, Notice

pytestmark = pytest.mark.parametrize("database", ["sqlite"])


def asked(world: World, **roles: str) -> str:
    """An organisation coordinates, people have these roles for it, corrections are asked for: who has the task."""
    world.run(to_queue("A1"))
    world.done(move("A1", "claim", ASSURER, independent=True))
    with writing(world.engine) as session:
        isp = session.exec(select(Isp).where(Isp.ref == "A1")).one()
        isp.coordinator_person_id = None
        isp.coordinator_organisation_id = session.exec(
            select(Organisation.id).where(Organisation.ref == "torfaen")
        ).one()
        session.add(isp)
    for who, role in roles.items():
        payload = {"role": role, "scope": "organisation:torfaen"}
        world.done(Order(f"grant:{who}", "grant_role", f"person:{who}", "operator", payload))
    listed = [{"text": "Spell it right."}]
    order = world.order("ask_corrections", "A1", ASSURER, corrections=listed, until="2026-03-13")
    assert world.done(order)["holder"] == "coordinator"
    (task,) = world.rows(Task)
    assert (task.kind, task.until, task.done_at) == ("follow_up", dt.date(2026, 3, 13), None)
    return next(one.ref for one in world.rows(Person) if one.id == task.person_id)


def test_its_coordinator_has_the_clock_is_told_and_ends_it(world: World) -> None:
    assert asked(world, **{COORDINATOR: "coordinator"}) == COORDINATOR
    (row,) = [one for one in world.rows(TimerRow) if one.subject == "v1/t1"]
    assert row.due_day == dt.date(2026, 3, 13)
    told = {one.message for one in (*world.rows(Letter), *world.rows(Notice)) if one.message == "task_asked"}
    assert told == {"task_asked"}
    world.done(world.order("answer_finding", "A1", COORDINATOR, number=1, answer="answered", text="Done."))
    assert world.done(world.order("corrections_made", "A1", COORDINATOR))["holder"] == "team"
    assert [one.outcome for one in world.rows(Task)] == ["done"]


def test_without_one_its_contact_has_it(world: World) -> None:
    assert asked(world, seren="partner_contact", ffion="designated_person") == "seren"


def test_without_a_contact_the_leads_designated_person_has_it(world: World) -> None:
    assert asked(world, ffion="designated_person") == "ffion"


def test_else_somebody_of_the_team_has_it_and_takes_it_back(world: World) -> None:
    assert asked(world) in (ASSURER, LEAD)
    world.done(world.order("corrections_made", "A1", ASSURER, reason="They are more than small."))
    assert [one.outcome for one in world.rows(Task)] == ["withdrawn"]
