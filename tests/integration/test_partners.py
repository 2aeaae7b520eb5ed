"""Partners as they are named, changed, asked about, gone on without; and the coordinator's part handed over."""

from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

from waiting import CONTACT, DESIGNATED, GWENT, SPONSOR, at, with_partner
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, flow_of

from ispdesk.access import roles_of
from ispdesk.commands import audiences
from ispdesk.commands.shape import Order
from models.queries import isps
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.journal import History
from models.tables.post import Letter, Notice
from models.tables.signing import Handover, PartnerMember
from models.tables.work import Flow, Partner
from notifications.audience import Audience
from states.lifecycle import Role


def partner(world: World, line: int = GWENT) -> Partner:
    (found,) = world.rows(Partner, Partner.line == line)
    assert isinstance(found, Partner)
    return found


def test_a_partner_is_changed_and_only_in_what_is_given(world: World) -> None:
    with_partner(world)
    world.done(world.order("change_partner", "A1", COORDINATOR, line=GWENT, condition="where it lives there"))
    now = partner(world)
    assert (now.condition, now.name, now.contact_id is not None) == ("where it lives there", "Gwent Health Board", True)
    world.done(world.order("change_partner", "A1", COORDINATOR, line=GWENT, condition="", contact=""))
    assert (partner(world).condition, partner(world).contact_id) == ("", None)


def test_a_partner_that_flows_name_keeps_its_name(world: World) -> None:
    with_partner(world)
    order = world.order("change_partner", "A1", COORDINATOR, line=GWENT, name="Gwent UHB")
    assert world.refused(order) == ("named_in_flows",)
    world.done(world.order("change_partner", "A1", COORDINATOR, line=GWENT, name="GWENT health board"))


def test_members_of_a_class_keep_their_numbers(world: World) -> None:
    with_partner(world)
    made = {"name": "Practices", "kind": "class", "line": 9}
    world.done(replace(world.order("add_partner", "A1", COORDINATOR), payload=made))
    world.done(world.order("list_members", "A1", COORDINATOR, line=9, members=["Bryn", "Dôl"]))
    world.done(world.order("list_members", "A1", COORDINATOR, line=9, members=["Dôl", "Erw"]))
    rows = {row.name: (row.position, row.valid_to is None) for row in world.rows(PartnerMember)}
    assert rows == {"Bryn": (1, False), "Dôl": (2, True), "Erw": (3, True)}
    assert partner(world, 9).count == 2
    refused = world.order("list_members", "A1", COORDINATOR, line=GWENT, members=["x"])
    assert world.refused(refused) == ("wrong_value",)


def test_an_accord_status_not_known_is_asked_of_the_coordinator_once(world: World) -> None:
    with_partner(world)
    added = {"name": "Torfaen Council", "line": 9, "organisation": "torfaen"}
    world.done(world.order("add_partner", "A1", COORDINATOR, **added))
    world.done(world.order("change_partner", "A1", COORDINATOR, line=9, condition="always"))
    (task,) = world.rows(Task)
    assert (task.kind, task.partner_id, task.person_id is not None) == ("follow_up", None, True)
    assert "Has Torfaen County Borough Council signed the Accord?" in task.text
    world.done(Order("s", "state_accord", "organisation:gwent", "operator", {"status": "signed"}))
    world.done(world.order("add_partner", "A1", COORDINATOR, name="Gwent 2", line=10, organisation="gwent"))
    assert len(world.rows(Task)) == 1


def test_a_contact_not_known_is_asked_of_the_designated_person_in_both_languages(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    assert world.refused(world.order("ask_contact", "A1", COORDINATOR, line=GWENT)) == ("done",)
    world.done(world.order("change_partner", "A1", COORDINATOR, line=GWENT, contact=""))
    assert world.done(world.order("ask_contact", "A1", COORDINATOR, line=GWENT))["person"] == DESIGNATED
    assert world.refused(world.order("ask_contact", "A1", COORDINATOR, line=GWENT)) == ("done",)
    (letter,) = world.rows(Letter, Letter.message == "contact_asked")
    assert letter.address == f"{DESIGNATED}@gwent.test"
    body = message_from_bytes(letter.frozen.raw, policy=policy.default).get_body(("plain",))
    text = body.get_content() if body else ""
    assert "Please tell us who is to be the contact of Gwent Health Board" in text
    assert "Rhowch wybod i ni pwy fydd cyswllt" in text
    assert "/answer/" in text


def test_where_no_designated_person_is_known_the_team_is_told(world: World) -> None:
    with_partner(world)
    world.at = at(4)
    world.done(world.order("change_partner", "A1", COORDINATOR, line=GWENT, contact=""))
    ended = {"role": "designated_person", "scope": "organisation:gwent"}
    world.done(Order("end", "end_role", f"person:{DESIGNATED}", "operator", ended))
    world.at = at(5)
    assert world.done(world.order("ask_contact", "A1", COORDINATOR, line=GWENT))["person"] is None
    assert {row.audience for row in world.rows(Notice, Notice.message == "contact_asked")} == {"team"}


def test_a_sponsor_named_for_a_partner_comes_before_the_organisations(world: World) -> None:
    with_partner(world)

    def sponsor() -> list[str]:
        def read(session: Any) -> list[str]:
            isp = isps.by_ref(session, "A1")
            about = audiences.Subject(isp, None, session.get(Partner, partner(world).id))
            return [p.ref for p in audiences.behind(session, Audience.SENIOR_SPONSOR, about, world.at.date())]

        return list(world.read(read))

    assert sponsor() == [SPONSOR]
    world.done(world.order("name_sponsor", "A1", COORDINATOR, line=GWENT, person=DESIGNATED, post="Chief Executive"))
    assert sponsor() == [DESIGNATED]
    world.done(world.order("name_sponsor", "A1", COORDINATOR, line=GWENT))
    assert sponsor() == [SPONSOR]


def test_going_on_without_a_partner_takes_its_flows_out(world: World) -> None:
    with_partner(world)
    flow = flow_of("A1", ":3")
    both = {**flow.payload, "number": 3, "recipients": ["Gwent", "Gwent Health Board"]}
    world.done(replace(flow, payload=both))
    sent = {**flow.payload, "number": 4, "sender": "gwent  HEALTH board", "recipients": ["Torfaen"]}
    world.done(replace(flow, id="f4", payload=sent))
    world.done(replace(world.order("ask", "A1", COORDINATOR), payload={"kind": "sign_off", "partner": GWENT}))
    order = world.order("go_on_without", "A1", FACILITATOR, line=GWENT, reason="declined")
    assert world.refused(order) == ("not_yours",)
    made = world.done(world.order("go_on_without", "A1", COORDINATOR, line=GWENT, reason="declined"))
    assert (made["flows_gone"], made["flows_changed"]) == ([2, 4], [3])
    left = {row.number: row.recipients for row in world.rows(Flow)}
    assert left == {1: ["Gwent"], 3: ["Gwent"]}
    assert [task.outcome for task in world.rows(Task)] == ["withdrawn"]
    assert partner(world).valid_to is not None


def offered(world: World, to: str = ASSURER) -> None:
    with_partner(world)
    world.done(world.order("offer_coordination", "A1", COORDINATOR, to=to, note="I retire"))


def coordinates(world: World, ref: str) -> bool:
    roles = world.read(lambda s: roles_of(s, ref, "isp:A1", world.at.date()))
    return Role.COORDINATOR in roles


def test_nothing_changes_until_the_other_accepts(world: World) -> None:
    offered(world)
    assert (coordinates(world, COORDINATOR), coordinates(world, ASSURER)) == (True, False)
    assert [row.address for row in world.rows(Letter, Letter.message == "handover_offered")] == [f"{ASSURER}@desk.test"]
    assert world.refused(world.order("answer_offer", "A1", LEAD, accept=True)) == ("not_yours",)
    world.done(world.order("answer_offer", "A1", ASSURER, accept=True))
    assert (coordinates(world, COORDINATOR), coordinates(world, ASSURER)) == (False, True)
    assert [row.address for row in world.rows(Letter, Letter.message == "handover_answered")] == [
        f"{COORDINATOR}@desk.test"
    ]
    kinds = [row.kind for row in world.rows(History, History.stream == "isp:A1")][-2:]
    assert kinds == ["coordination_offered", "coordination_accepted"]


def test_an_offer_is_declined_with_a_reason_or_taken_back(world: World) -> None:
    offered(world)
    again = world.order("offer_coordination", "A1", COORDINATOR, to=LEAD)
    assert world.refused(again) == ("done",)
    assert world.refused(world.order("answer_offer", "A1", ASSURER, accept=False)) == ("reason_missing",)
    world.done(world.order("answer_offer", "A1", ASSURER, accept=False, reason="no time"))
    assert coordinates(world, COORDINATOR)
    world.done(again)
    world.done(world.order("withdraw_offer", "A1", COORDINATOR))
    assert world.refused(world.order("answer_offer", "A1", LEAD, accept=True)) == ("not_found",)
    assert [row.outcome for row in world.rows(Handover)] == ["declined", "withdrawn"]


def test_the_part_is_not_offered_to_who_has_it_or_to_a_mailbox_of_several(world: World) -> None:
    with_partner(world)
    assert world.refused(world.order("offer_coordination", "A1", COORDINATOR, to=COORDINATOR)) == ("done",)
    world.done(Order("sh", "mark_shared", f"person:{CONTACT}", COORDINATOR, {"shared": True}))
    assert world.refused(world.order("offer_coordination", "A1", COORDINATOR, to=CONTACT)) == ("no_address",)


def test_what_was_asked_of_the_coordinator_goes_with_the_part(world: World) -> None:
    offered(world)
    added = {"name": "Torfaen Council", "line": 9, "organisation": "torfaen"}
    world.done(world.order("add_partner", "A1", COORDINATOR, **added))
    world.done(world.order("answer_offer", "A1", ASSURER, accept=True))
    (isp,) = world.rows(Isp)
    assert [task.person_id for task in world.rows(Task)] == [isp.coordinator_person_id]
