"""Scoping through the door: answers kept for their person, and the ISP that they end in."""

from typing import Any

import pytest
from scoped import begun, isp_of, making, personal
from world import COORDINATOR, FACILITATOR, LEAD, World, making_known, move, to_assured

from ispdesk.commands.shape import Done, Order, Refused
from models.queries import isps, scopings, similar
from models.tables.isp import Isp
from models.tables.journal import History, HistoryWords
from models.tables.work import Flow, Partner, ProcessStep, Section
from states.similar import compare


def test_the_answers_become_an_isp_that_its_coordinator_has_taken_up(world: World) -> None:
    number = begun(world)
    ref, done = making(world, number)
    assert isinstance(done, Done)
    assert done.answer == {"ref": ref, "state": "scoping", "instrument": "isp"}
    made = isp_of(world, ref)
    assert (made.title_en, made.title_cy, made.purpose) == ("", "Gofalwyr Torfaen", "Cefnogi gofalwyr.")
    assert (made.service_areas, made.places, made.instrument) == (["health"], ["W06000020"], "isp")
    assert made.coordinator_person_id is not None
    assert (made.dpia, made.dpia_note) == ("not_needed", "Bach iawn.")
    rows = world.rows(History, History.stream == f"isp:{ref}")
    assert [(row.kind, row.role) for row in rows] == [
        ("made_known", "coordinator"),
        ("scoped", "coordinator"),
        ("take_up", "coordinator"),
    ]
    scoped = rows[1].body
    assert scoped["unsure"] == ["joint"]
    assert scoped["answers"]["dpia"] == "not_needed"
    assert scoped["answers"]["lead"] == "torfaen"
    assert "affected" not in scoped["answers"]
    words = {one.name: one.text for one in world.rows(HistoryWords, HistoryWords.seq == scoped_seq(rows))}
    assert words["organisations"] == "Torfaen\nGwent"
    assert words["dpia_note"] == "Bach iawn."
    assert "Protocol Rhannu Gwybodaeth" in (words["reason"] or "")


def scoped_seq(rows: list[History]) -> int:
    return next(row.seq for row in rows if row.kind == "scoped")


def test_sent_twice_it_is_made_once_and_the_answers_stay_as_evidence(world: World) -> None:
    number = begun(world)
    ref, first = making(world, number)
    assert world.do(Order(f"make:{number}", "begin_isp", f"isp:{ref}", COORDINATOR, {"scoping": number})) == first
    again = world.do(Order("other", "begin_isp", "isp:ISP-9999", COORDINATOR, {"scoping": number}))
    assert isinstance(again, Refused)
    assert again.codes == ("ended",)
    assert len(world.rows(Isp)) == 1
    change = personal(world, "answer_scoping", number=number, question="dpia", given={"dpia": "done"})
    assert world.refused(change) == ("ended",)
    assert world.refused(personal(world, "drop_scoping", number=number)) == ("ended",)
    assert world.read(lambda s: scopings.open_of(s, COORDINATOR)) == []
    kept = world.read(lambda s: scopings.of_isp(s, isp_of(world, ref).id))
    assert kept.number == number


def test_the_reference_is_nobody_elses(world: World) -> None:
    number = begun(world)
    world.run(making_known("ISP-0001"))
    ref, done = making(world, number)
    assert ref == "ISP-0001-2"
    assert isinstance(done, Done)


@pytest.mark.parametrize(
    ("question", "answer", "state", "instrument"),
    [
        ("direction", "one_way", "other_instrument", "dda"),
        ("joint", "yes", "other_instrument", "jca"),
        ("instructions", "yes", "other_instrument", "other"),
        ("personal", "no", "not_appropriate", None),
    ],
)
def test_what_is_to_be_no_isp_is_recorded_with_the_reason(
    world: World, question: str, answer: str, state: str, instrument: str | None
) -> None:
    number = begun(world, {question: {question: answer}})
    ref, done = making(world, number)
    assert isinstance(done, Done)
    assert done.answer["state"] == state
    assert isp_of(world, ref).instrument == instrument
    assert world.versions(ref)[0].place == "past"


def test_the_lead_organisation_takes_it_up_where_it_is_to_coordinate(world: World) -> None:
    ref, done = making(world, begun(world, {"coordinator": {"coordinator": "lead"}}))
    assert isinstance(done, Done)
    assert done.answer["state"] == "identified"
    assert {row.role for row in world.rows(History, History.stream == f"isp:{ref}")} == {"partner_contact"}
    assert isp_of(world, ref).coordinator_person_id is None
    world.done(move(ref, "take_up", LEAD))


def test_it_begins_from_an_exemplar_without_its_partners(world: World) -> None:
    world.run(to_assured("EX-1"))
    world.done(world.order("add_step", "EX-1", "import", position=1, name="Referral"))
    number = begun(world, {"similar": {"similar": "from:EX-1"}})
    ref, done = making(world, number)
    assert isinstance(done, Done)
    made, source = isp_of(world, ref), isp_of(world, "EX-1")
    assert made.exemplar_id == source.id
    version = world.versions(ref)[0]
    (flow,) = world.rows(Flow, Flow.version_id == version.id)
    assert (flow.information, flow.purpose, flow.sender, flow.recipients) == ("names", "support", "", [])
    (section,) = world.rows(Section, Section.version_id == version.id)
    assert section.text == "The text."
    assert [step.name for step in world.rows(ProcessStep, ProcessStep.isp_id == made.id)] == ["Referral"]
    assert world.rows(Partner, Partner.isp_id == made.id) == []
    (scoped,) = world.rows(History, History.kind == "scoped")
    assert scoped.body["exemplar"] == "EX-1"


def test_only_what_is_assured_is_an_exemplar(world: World) -> None:
    world.run(making_known("EX-1"))
    number = int(world.done(personal(world, "begin_scoping"))["scoping"])

    def match(said: str) -> tuple[str, ...]:
        given = {"similar": said}
        return world.refused(personal(world, "answer_scoping", number=number, question="similar", given=given))

    assert match("from:EX-1") == ("similar",)
    assert match("same:EX-2") == ("not_found",)
    assert match("x:EX-1") == ("similar",)
    given = {"similar": "same:EX-1"}
    world.done(personal(world, "answer_scoping", number=number, question="similar", given=given))


def test_an_open_question_keeps_it_from_becoming_an_isp(world: World) -> None:
    number = int(world.done(personal(world, "begin_scoping"))["scoping"])
    _, result = making(world, number)
    assert isinstance(result, Refused)
    assert result.codes == ("not_answered",)
    same = begun(world, {"similar": {"similar": "none"}})
    world.run(making_known("EX-1"))
    given = {"similar": "same:EX-1"}
    world.done(personal(world, "answer_scoping", number=same, question="similar", given=given))
    assert making(world, same)[1].codes == ("not_answered",)  # type: ignore[union-attr]  # it was refused


def test_answers_are_their_persons_own(world: World) -> None:
    number = int(world.done(personal(world, "begin_scoping"))["scoping"])
    given = {"personal": "no"}
    foreign = personal(world, "answer_scoping", LEAD, COORDINATOR, number=number, question="personal", given=given)
    assert world.refused(foreign) == ("not_yours",)
    assert world.refused(personal(world, "begin_scoping", LEAD, COORDINATOR)) == ("not_yours",)
    mine = personal(world, "answer_scoping", FACILITATOR, number=number, question="personal", given=given)
    assert world.refused(mine) == ("not_found",)
    theirs = Order("x", "begin_isp", "isp:X-1", FACILITATOR, {"scoping": number})
    assert world.refused(theirs) == ("not_found",)


def test_an_answer_that_is_none_says_so_by_field(world: World) -> None:
    number = int(world.done(personal(world, "begin_scoping"))["scoping"])

    def answer(question: str, **given: Any) -> tuple[str, ...]:
        return world.refused(personal(world, "answer_scoping", number=number, question=question, given=given))

    assert answer("service") == ("service_areas",)
    assert answer("dpia", dpia="not_needed") == ("dpia_note",)
    assert answer("lead", lead="Nobody's Council") == ("lead",)
    assert answer("shoes") == ("not_found",)
    for ref in ("one", "two"):
        entered = Order(f"e{ref}", "enter_organisation", f"organisation:{ref}", "operator", {"name_en": "Tŷ Example"})
        world.done(entered)
    assert answer("lead", lead="ty example") == ("lead",)
    world.done(personal(world, "answer_scoping", number=number, question="lead", given={"lead": "two"}))
    kept = world.read(lambda s: scopings.open_of(s, COORDINATOR))
    assert kept[0].answers == {"lead": "two"}


def test_what_was_begun_waits_and_can_be_thrown_away(world: World) -> None:
    first = int(world.done(personal(world, "begin_scoping"))["scoping"])
    second = int(world.done(personal(world, "begin_scoping"))["scoping"])
    assert (first, second) == (1, 2)
    world.done(personal(world, "answer_scoping", number=first, question="personal", given={"personal": "yes"}))
    world.done(personal(world, "drop_scoping", number=second))
    assert [row.number for row in world.read(lambda s: scopings.open_of(s, COORDINATOR))] == [1]
    for _ in range(19):
        world.done(personal(world, "begin_scoping"))
    assert world.refused(personal(world, "begin_scoping")) == ("too_many",)


def test_the_register_is_searched_whatever_the_diacritics(world: World) -> None:
    world.run([*to_assured("EX-1"), *making_known("EX-2", title_cy="Gofalwyr ifanc Môn", service_areas=["aln"])])
    world.run(making_known("EX-3", service_areas=["housing"], places=["W06000001"], title_en="Homes", title_cy=""))

    def found(areas: list[str], places: list[str], *titles: str) -> list[str]:
        rows = world.read(lambda s: similar.candidates(s, areas, places, titles))
        return sorted(row.ref for row in rows)

    assert found(["health"], ["W06000001"], "") == ["EX-1"]
    assert found(["carers"], [], "GOFALWYR IFANC MON") == ["EX-2"]
    assert found(["carers"], ["W06000001"], "Ysgolion") == []
    rows = world.read(lambda s: similar.candidates(s, ["health"], ["W06000020"], ["Gofalwyr ifanc Mon"]))
    assert compare(["health"], ["W06000020"], ["Gofalwyr ifanc Mon"], rows).duplicates == ("EX-2",)
    assert compare(["health"], ["W06000020"], ["Gofalwyr ifanc Mon"], rows).exemplars == ("EX-1",)
    withdrawn = world.order("move", "EX-2", LEAD, trigger="withdraw", reason="no")
    world.done(withdrawn)
    assert found(["aln"], [], "Gofalwyr") == []
    assert world.read(lambda s: isps.by_ref(s, "EX-2")) is not None
