"""A group set up by page: its name and places, members from when to when, its chair; what was before stays."""

import datetime as dt

import pytest
from browsing import Browser, Forms
from meeting import CHAIR, DAY, GROUP, at_group, with_group
from world import ASSURER, COORDINATOR, LEAD, World

from models.queries import meetings
from models.tables.appointment import Invitation
from models.tables.qa import GroupMember, QaGroup

pytestmark = pytest.mark.parametrize("database", ["sqlite"])


def test_the_lead_sets_a_group_up_names_its_chair_and_members_and_its_dates(world: World) -> None:
    lead = Browser(world, LEAD)
    assert "Set up a group" in lead.get("/en/groups")
    assert "Give its name in English" in lead.send("/en/groups/new").text
    typed = {**_form(lead), "name_en": "Cymru Ganol / Mid", "places": ["W06000023"]}
    made = lead.client.post("/en/groups/new", data=typed)
    assert made.headers["location"].startswith("/en/groups/cymru-ganol-mid"), made.text
    (row,) = world.rows(QaGroup)
    assert (row.ref, row.name_en, row.places) == ("cymru-ganol-mid", "Cymru Ganol / Mid", ["W06000023"])
    at = "/en/groups/cymru-ganol-mid"
    assert "Powys" in lead.get(at)
    assert (
        "exists already" in lead.client.post("/en/groups/new", data={**_form(lead), "name_en": "Cymru Ganol, Mid"}).text
    )
    assert lead.send(f"{at}/names", name_cy="Canolbarth Cymru").status_code == 303
    assert "Canolbarth Cymru" in lead.get(at.replace("/en/", "/cy/"))
    until = {"until__day": "30", "until__month": "4", "until__year": "2026"}
    assert lead.send(f"{at}/members", person=ASSURER, **until).status_code == 303
    assert "until 30 April 2026" in lead.get(at)
    assert "is a member then already" in lead.send(f"{at}/members", person=ASSURER).text
    assert lead.send(at, f"{at}/members/chair").status_code == 303
    assert [one.chair for one in world.rows(GroupMember)] == [True]
    other = Browser(world, COORDINATOR)
    other.get("/en/groups/new", 403)
    other.get(f"{at}/names", 403)


def _form(browser: Browser) -> dict[str, str]:
    return next(one.values for one in Forms.of(browser.get("/en/groups/new")) if one.id == "desk-form")


def test_a_new_chair_takes_over_from_today_and_yesterday_stays(world: World) -> None:
    with_group(world)
    first = world.at.date()
    world.at += dt.timedelta(14)
    world.done(at_group(world, "name_chair", LEAD, person="mair"))
    group = world.rows(QaGroup)[0].id

    def chairs(day: dt.date) -> list[str]:
        return [one.ref for one in world.read(lambda s: meetings.members(s, day, group)) if one.chair]

    assert chairs(first) == [CHAIR]
    assert chairs(world.at.date() - dt.timedelta(1)) == [CHAIR]
    assert chairs(world.at.date()) == ["mair"]
    assert len(world.read(lambda s: meetings.members(s, world.at.date(), group))) == 5
    assert world.refused(at_group(world, "name_chair", LEAD, person=ASSURER)) == ("not_found",)


def test_a_member_to_come_is_invited_to_what_they_will_attend_and_to_nothing_earlier(world: World) -> None:
    with_group(world)
    late, soon = (DAY + dt.timedelta(days) for days in (1, -1))
    assert world.refused(at_group(world, "add_member", LEAD, person=CHAIR)) == ("exists",)
    before = {one.person_id for one in world.rows(Invitation)}
    world.done(at_group(world, "add_member", LEAD, person=ASSURER, first_day=late.isoformat()))
    assert {one.person_id for one in world.rows(Invitation)} == before
    world.done(at_group(world, "end_member", LEAD, person=ASSURER))
    assert [one for one in world.rows(GroupMember) if one.valid_from == late] == []
    world.done(at_group(world, "add_member", LEAD, person=ASSURER, first_day=soon.isoformat()))
    assert len({one.person_id for one in world.rows(Invitation)} - before) == 1
    payload = {"person": "nia", "last_day": (DAY - dt.timedelta(3)).isoformat()}
    world.done(at_group(world, "end_member", LEAD, **payload))
    wrong = {"person": "mair", "last_day": "2020-01-01"}
    assert world.refused(at_group(world, "end_member", LEAD, **wrong)) == ("wrong_value",)
    assert world.refused(
        at_group(world, "add_member", LEAD, person=LEAD, first_day="2026-05-02", last_day="2026-05-01")
    ) == ("wrong_value",)
    assert GROUP in {one.ref for one in world.rows(QaGroup)}
