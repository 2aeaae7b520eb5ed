"""Sign-off in the product: who may, what it says, what it is bound to, what touches it, how it is taken back."""

from dataclasses import replace
from typing import Any

from waiting import CONTACT, GWENT, with_partner
from world import COORDINATOR, LEAD, World, flow_of, text_of

from ispdesk.commands import facts, signatures
from models.queries import isps
from models.tables.clocks import Task
from models.tables.journal import History
from models.tables.signing import SignedContent, SignoffMark
from models.tables.work import Signoff

IN_PERSON = {"outcome": "signed", "how": "product", "capacity": "chief_officer"}
ON_PAPER = {
    "outcome": "signed", "how": "paper", "capacity": "caldicott_guardian", "by_whom": "Nia, Caldicott Guardian",
    "reference": "minute 7 of 3 March",
}  # fmt: skip


def sign(world: World, who: str, line: int = GWENT, **said: Any) -> Any:
    return world.order("sign_off", "A1", who, partner=line, **{**IN_PERSON, **said})


def unsigned(world: World) -> tuple[str, ...]:
    def read(session: Any) -> tuple[str, ...]:
        isp = isps.by_ref(session, "A1")
        assert isp is not None
        return facts.unsigned(session, isp, isps.versions(session, isp.id or 0)[0])

    return tuple(world.read(read))


def test_a_contact_signs_here_and_the_exact_content_is_kept(world: World) -> None:
    with_partner(world)
    before = unsigned(world)
    world.done(sign(world, CONTACT))
    (said,), (mark,), (kept,) = world.rows(Signoff), world.rows(SignoffMark), world.rows(SignedContent)
    assert (said.content_hash, mark.content_id) == (kept.content_hash, kept.id)
    assert (mark.how, mark.recorded_by, mark.by_whom) == ("product", CONTACT, CONTACT.title())
    assert kept.parts["section:purpose:en"]["text"] == "The text."
    assert len(unsigned(world)) == len(before) - 1


def test_what_is_signed_is_what_was_read(world: World) -> None:
    with_partner(world)
    seen = replace(sign(world, CONTACT), expected="another text")
    assert world.refused(seen) == ("changed_meanwhile",)


def test_here_one_signs_only_for_oneself_and_says_in_what_capacity(world: World) -> None:
    with_partner(world)
    assert world.refused(sign(world, COORDINATOR)) == ("not_yours",)
    assert world.refused(sign(world, CONTACT, capacity="")) == ("wrong_value",)
    assert world.refused(sign(world, CONTACT, outcome="declined")) == ("reason_missing",)
    assert world.refused(sign(world, CONTACT, outcome="signed_with_reservation")) == ("reason_missing",)
    world.done(sign(world, CONTACT, outcome="signed_with_reservation", note="until the secure mail works"))


def test_only_the_coordinator_records_from_paper_with_who_and_where(world: World) -> None:
    with_partner(world)
    assert world.refused(world.order("sign_off", "A1", CONTACT, partner=GWENT, **ON_PAPER)) == ("not_yours",)
    lacking = {**ON_PAPER, "by_whom": ""}
    assert world.refused(world.order("sign_off", "A1", COORDINATOR, partner=GWENT, **lacking)) == ("wrong_value",)
    world.done(world.order("sign_off", "A1", COORDINATOR, partner=GWENT, **ON_PAPER))


def test_a_changed_flow_touches_its_own_and_a_section_everybody(world: World) -> None:
    with_partner(world)
    world.done(world.order("add_partner", "A1", COORDINATOR, name="Powys", line=9))
    for line in (1, GWENT, 9):
        world.done(world.order("sign_off", "A1", COORDINATOR, partner=line, **ON_PAPER))
    left = set(unsigned(world))
    flow = flow_of("A1", ":changed")
    world.done(replace(flow, payload={**flow.payload, "purpose": "another"}))
    assert "Powys" not in set(unsigned(world)) - left
    assert len(set(unsigned(world)) - left) == len({"Torfaen", "Gwent"} - left)
    world.done(text_of("A1", ":changed", "Other words."))
    assert "Powys" in unsigned(world)
    world.done(text_of("A1", ":back"))
    assert "Powys" not in unsigned(world)


def test_a_changed_purpose_touches_everybody(world: World) -> None:
    with_partner(world)
    world.done(sign(world, CONTACT))
    before = unsigned(world)
    world.done(world.order("describe", "A1", COORDINATOR, purpose="Another purpose"))
    assert len(unsigned(world)) == len(before) + 1


def test_a_mistaken_recording_is_withdrawn_and_stays(world: World) -> None:
    with_partner(world)
    before = unsigned(world)
    row = world.done(world.order("sign_off", "A1", COORDINATOR, partner=GWENT, **ON_PAPER))["sign_off"]
    order = world.order("withdraw_sign_off", "A1", CONTACT, sign_off=row, reason="not mine")
    assert world.refused(order) == ("not_yours",)
    world.done(world.order("withdraw_sign_off", "A1", COORDINATOR, sign_off=row, reason="the wrong line"))
    assert unsigned(world) == before
    assert [one.outcome for one in world.rows(Signoff)] == ["signed"]
    (said,) = world.rows(History, History.kind == "signoff_withdrawn")
    assert said.body["sign_off"] == row
    again = world.order("withdraw_sign_off", "A1", COORDINATOR, sign_off=row, reason="again")
    assert world.refused(again) == ("done",)


def test_what_somebody_signed_themselves_nobody_else_takes_back(world: World) -> None:
    with_partner(world)
    row = world.done(sign(world, CONTACT))["sign_off"]
    taken = world.order("withdraw_sign_off", "A1", COORDINATOR, sign_off=row, reason="x")
    assert world.refused(taken) == ("not_yours",)
    world.done(world.order("withdraw_sign_off", "A1", CONTACT, sign_off=row, reason="too early"))


def test_a_class_signs_member_by_member_or_as_so_many_of_so_many(world: World) -> None:
    with_partner(world)
    practices = {"name": "General practices", "kind": "class", "count": 2, "line": 9}
    world.done(replace(world.order("add_partner", "A1", COORDINATOR), payload=practices))
    world.done(world.order("list_members", "A1", COORDINATOR, line=9, members=["Bryn", "Dôl"]))
    world.done(replace(world.order("ask", "A1", LEAD), payload={"kind": "sign_off", "partner": 9}))
    paper = {**ON_PAPER, "partner": 9}
    assert world.refused(world.order("sign_off", "A1", COORDINATOR, **paper, member=3)) == ("not_found",)
    assert world.refused(world.order("sign_off", "A1", COORDINATOR, **paper, signed=3, of_all=2)) == ("wrong_value",)
    world.done(world.order("sign_off", "A1", COORDINATOR, **paper, member=1))
    assert "General practices" in unsigned(world)
    assert [task.outcome for task in world.rows(Task)] == [None]
    world.done(world.order("sign_off", "A1", COORDINATOR, **paper, member=2))
    assert "General practices" not in unsigned(world)
    assert [task.outcome for task in world.rows(Task)] == ["done"]
    world.done(world.order("sign_off", "A1", COORDINATOR, **paper, signed=1, of_all=2))
    assert "General practices" in unsigned(world)


def test_a_text_is_kept_once_however_many_sign_it(world: World) -> None:
    with_partner(world)
    for line in (1, GWENT):
        world.done(world.order("sign_off", "A1", COORDINATOR, partner=line, **ON_PAPER))
    assert len(world.rows(SignedContent)) == 1


def test_a_sign_off_before_this_was_kept_still_goes_by_the_whole_content(world: World) -> None:
    with_partner(world)
    world.done(sign(world, CONTACT))

    def rows(session: Any) -> list[bool]:
        isp = isps.by_ref(session, "A1")
        assert isp is not None
        version = isps.versions(session, isp.id or 0)[0]
        partners = facts.partners(session, isp)
        now = facts.content_hash(session, version.id or 0)
        return [
            row.holds
            for content in (now, "x" * 64)
            for of in signatures.rows_of(session, isp, version, partners, content).values()
            for row in of
        ]

    assert world.read(rows) == [True, True], "part by part nothing has changed, whatever the whole says"
