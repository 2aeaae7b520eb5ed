"""Flows and steps at the door: whole or not at all, nobody's words lost, and what flows inherit."""

from typing import Any

import pytest
from world import COORDINATOR, World, flow_of, making_known, move, text_of, to_assured, to_draft

from ispdesk.commands import facts
from ispdesk.commands.flows import table_mark
from ispdesk.commands.shape import Order, Refused
from ispdesk.commands.steps import steps_mark
from models.queries import isps
from models.tables.clocks import TimerRow
from models.tables.flow import FlowDefault
from models.tables.journal import History, HistoryWords
from models.tables.work import Flow, ProcessStep
from states.facts import Facts

WHOLE = {
    "step": "Referral", "occasion": "on referral", "information": "names", "sender": "Torfaen", "recipients": ["Gwent"],
    "purpose": "support", "method": "Secure e-mail", "notes": "n", "items": "form A", "sender_team": "duty team",
    "recipient_team": "ward 1", "sensitivity": "special", "basis": "6(1)(e)", "special": "9(2)(h)", "gateway": "Act s1",
    "consent": "none", "controls": "TLS", "frequency": "weekly", "volume": "ten", "identifier": "NHS number",
    "system": "a system", "retention": "8 years", "language": "Welsh",
}  # fmt: skip


def begin(world: World) -> None:
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])


def give(world: World, kind: str, expected: str | None = None, **payload: Any) -> Any:
    order = world.order(kind, "A1", COORDINATOR, **payload)
    return world.do(Order(order.id, kind, order.stream, order.actor, payload, expected=expected))


def codes(result: Any) -> tuple[str, ...]:
    assert isinstance(result, Refused), result
    return result.codes


def numbers(world: World) -> list[int]:
    return sorted(flow.number for flow in world.rows(Flow))


def facts_of(world: World) -> Facts:
    def load(session: Any) -> Facts:
        isp = isps.by_ref(session, "A1")
        assert isp is not None
        return facts.load(session, isp, isps.versions(session, isp.id or 0)[0], COORDINATOR, world.at.date())

    return world.read(load)  # type: ignore[no-any-return]  # as it reads


def content(world: World) -> str:
    version = world.versions("A1")[0]
    return str(world.read(lambda session: facts.content_hash(session, version.id or 0)))


def test_a_flow_holds_everything_and_counts_its_changes(world: World) -> None:
    begin(world)
    assert give(world, "write_flow", number=1, **WHOLE).answer["revision"] == 1
    [flow] = world.rows(Flow)
    assert {name: getattr(flow, name) for name in WHOLE} == {**WHOLE, "method": "secure_email"}
    assert give(world, "write_flow", "1", number=1, information="other\r\nline").answer["revision"] == 2
    assert world.rows(Flow)[0].information == "other\nline"


def test_two_people_change_one_flow_and_the_second_is_told(world: World) -> None:
    begin(world)
    give(world, "write_flow", "new", number=1, information="one")
    assert give(world, "write_flow", "1", number=1, information="two").answer["revision"] == 2
    assert codes(give(world, "write_flow", "1", number=1, information="three")) == ("changed_meanwhile",)
    assert codes(give(world, "write_flow", "new", number=1, information="three")) == ("changed_meanwhile",)
    assert codes(give(world, "write_flow", "4", number=9, information="gone")) == ("changed_meanwhile",)
    assert codes(give(world, "remove_flow", "1", number=1)) == ("changed_meanwhile",)
    assert world.rows(Flow)[0].information == "two"


def test_many_rows_are_written_all_or_none_and_every_fault_is_told(world: World) -> None:
    begin(world)
    give(world, "write_flow", number=1, information="one")
    good = {"number": 2, "information": "two", "step": "Referral"}
    bad = [{"number": 3, "sender": "s" * 301}, {"number": 1, "information": "x", "seen": "7"}]
    assert codes(give(world, "write_flows", rows=[good, *bad])) == ("wrong_value", "changed_meanwhile")
    assert codes(give(world, "write_flows", rows=[good, good], remove=[5])) == ("exists", "not_found")
    assert numbers(world) == [1]
    rows = [
        good,
        {"number": 1, "information": "one", "seen": "1"},
        {"number": 3, "information": "three", "seen": "new"},
    ]
    answer = give(
        world,
        "write_flows",
        rows=rows,
        steps=[{"name": "Referral"}, {"name": "Review", "without_flows": "nobody is told"}],
    ).answer
    assert (answer["written"], answer["steps"]) == ([2, 3], ["Referral", "Review"]), "what is the same is not written"
    assert give(world, "write_flows", rows=[], remove=[2]).answer["removed"] == [2]
    assert give(world, "write_flows", rows=[{"number": 2, "information": "again"}], remove=[3]).answer["written"] == [2]
    assert numbers(world) == [1, 2]


def test_flows_change_places_and_no_number_stands_twice(world: World) -> None:
    begin(world)
    for number in (1, 2, 3):
        give(world, "write_flow", number=number, information=str(number))
    mark = table_mark((flow.number, flow.revision) for flow in world.rows(Flow))
    assert codes(give(world, "renumber_flows", numbers=[[1, 2]])) == ("exists",)
    assert codes(give(world, "renumber_flows", numbers=[[7, 8]])) == ("not_found",)
    give(world, "renumber_flows", mark, numbers=[[1, 2], [2, 1], [3, 10]])
    assert {flow.number: flow.information for flow in world.rows(Flow)} == {1: "2", 2: "1", 10: "3"}
    assert codes(give(world, "renumber_flows", mark, numbers=[[1, 5]])) == ("changed_meanwhile",)


def test_a_flow_that_is_taken_out_leaves_its_words_in_the_history(world: World) -> None:
    begin(world)
    give(world, "write_flow", number=1, **WHOLE)
    give(world, "remove_flow", "1", number=1, reason="not needed")
    assert numbers(world) == []
    [row] = world.rows(History, History.kind == "flow_removed")
    said = {word.name: word.text for word in world.rows(HistoryWords, HistoryWords.seq == row.seq)}
    assert (said["information"], said["gateway"], said["reason"]) == ("names", "Act s1", "not needed")
    assert codes(give(world, "remove_flow", number=1)) == ("not_found",)


def test_an_empty_cell_inherits_and_the_content_hash_knows_it(world: World) -> None:
    begin(world)
    flow = {"number": 1, "information": "names", "sender": "Torfaen", "recipients": ["Gwent"]}
    give(world, "write_flow", **flow)
    assert facts_of(world).incomplete_flows == ("1",), "the purpose is the ISP's, the method is nobody's"
    before = content(world)
    assert give(world, "set_flow_defaults", "0", chosen={"method": "Porth diogel neu drosglwyddo ffeiliau"}).answer
    assert world.rows(FlowDefault)[0].chosen == {"method": "portal"}
    assert facts_of(world).incomplete_flows == ()
    assert content(world) != before
    assert codes(give(world, "set_flow_defaults", "0", chosen={})) == ("changed_meanwhile",)
    assert codes(give(world, "set_flow_defaults", chosen={"sensitivity": "much"})) == ("wrong_value",)
    assert codes(give(world, "set_flow_defaults", chosen={"method": "m" * 61})) == ("wrong_value",)
    assert codes(give(world, "set_flow_defaults", chosen={"notes": "n"})) == ("wrong_value",)
    during = content(world)
    give(world, "describe", purpose="Another purpose")
    assert content(world) != during, "the flow inherits the ISP's purpose"
    own = content(world)
    give(world, "write_flow", **flow, purpose="its own", method="meeting")
    kept = content(world)
    assert kept != own
    give(world, "set_flow_defaults", chosen={"method": "telephone"})
    assert content(world) == kept, "it inherits nothing any more"


def test_what_was_signed_before_flows_inherited_stays_signed(world: World) -> None:
    world.run(to_draft("A1"))
    before = content(world)
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE flow SET revision = 0, purpose = ''")
        connection.exec_driver_sql("UPDATE isp SET purpose = 'another'")
    empty = content(world)
    give(world, "describe", purpose="and another")
    assert content(world) == empty != before


def test_the_next_version_begins_with_what_flows_inherit(world: World) -> None:
    world.run(to_draft("A1"))
    give(world, "set_flow_defaults", chosen={"retention": "8 years"})
    world.run(to_assured("A1")[len(to_draft("A1")) :])
    world.run([move("A1", "revise_text")])
    assert [row.chosen for row in world.rows(FlowDefault)] == [{"retention": "8 years"}] * 2
    assert codes(give(world, "set_flow_defaults", "0", chosen={})) == ("changed_meanwhile",)


def test_what_quality_assurance_judges_is_not_changed(world: World) -> None:
    world.run([*to_draft("A1"), move("A1", "submit")])
    for kind, payload in (
        ("write_flow", {"number": 2}), ("write_flows", {}), ("remove_flow", {"number": 1}),
        ("renumber_flows", {"numbers": [[1, 2]]}), ("set_flow_defaults", {"chosen": {}}),
        ("add_step", {"name": "x"}), ("order_steps", {"order": []}),
    ):  # fmt: skip
        assert codes(give(world, kind, **payload)) == ("not_amendable",), kind
    stranger = Order("s", "write_flow", "isp:A1", "seren", {"number": 2})
    assert codes(world.do(stranger)) == ("not_yours",)


def steps(world: World) -> list[tuple[int, str]]:
    return sorted((step.position, step.name) for step in world.rows(ProcessStep))


def test_steps_are_added_renamed_and_put_in_order_with_their_flows(world: World) -> None:
    begin(world)
    for name in ("Referral", "Review", "Closing"):
        give(world, "add_step", name=name)
    give(world, "write_flow", number=1, step="referral")
    assert codes(give(world, "add_step", name="review")) == ("exists",)
    assert codes(give(world, "change_step", position=1, name="Review")) == ("exists",)
    assert give(world, "change_step", "Referral", position=1, name="First contact").answer["flows"] == [1]
    assert world.rows(Flow)[0].step == "First contact"
    assert codes(give(world, "change_step", "Referral", position=1, name="x")) == ("changed_meanwhile",)
    assert codes(give(world, "change_step", position=9, name="x")) == ("not_found",)
    mark = steps_mark(["First contact", "Review", "Closing"])
    give(world, "order_steps", mark, order=[3, 1, 2])
    assert steps(world) == [(1, "Closing"), (2, "First contact"), (3, "Review")]
    assert codes(give(world, "order_steps", mark, order=[3, 1, 2])) == ("changed_meanwhile",)
    assert codes(give(world, "order_steps", order=[1, 2])) == ("changed_meanwhile",)


@pytest.mark.parametrize(
    ("became", "left"),
    [("keep", {1: "", 2: "Review"}), ("hang", {1: "Review", 2: "Review"}), ("remove", {2: "Review"})],
)
def test_a_step_with_flows_goes_only_when_it_is_said_what_becomes_of_them(
    world: World, became: str, left: dict[int, str]
) -> None:
    begin(world)
    for number, name in ((1, "Referral"), (2, "Review")):
        give(world, "add_step", name=name)
        give(world, "write_flow", number=number, step=name)
    assert codes(give(world, "remove_step", position=1)) == ("has_flows",)
    assert codes(give(world, "remove_step", position=1, flows="hang")) == ("has_flows",)
    assert codes(give(world, "remove_step", "Other", position=1, flows="keep")) == ("changed_meanwhile",)
    assert give(world, "remove_step", "Referral", position=1, flows=became, to=2).answer["flows"] == [1]
    assert {flow.number: flow.step for flow in world.rows(Flow)} == left
    assert steps(world) == [(2, "Review")]


def test_a_step_may_say_why_nothing_is_shared_in_it(world: World) -> None:
    begin(world)
    give(world, "add_step", name="Closing", without_flows="nobody else is told")
    give(world, "change_step", position=1, name="Closing", without_flows="nobody is told")
    assert [step.without_flows for step in world.rows(ProcessStep)] == ["nobody is told"]
    assert give(world, "remove_step", position=1).answer["flows"] == []


def test_consent_that_all_flows_inherit_is_checked_each_year(world: World) -> None:
    world.run([*to_draft("A1"), flow_of("A1", "again"), text_of("A1", "2")])
    give(world, "set_flow_defaults", chosen={"basis": "6(1)(a) Consent"})
    world.run(to_assured("A1")[len(to_draft("A1")) :])
    assert "consent" in {timer.kind for timer in world.rows(TimerRow)}
