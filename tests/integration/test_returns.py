"""A return on its pages, answers beside findings for the assurer, what bounces, and questions to the team."""

import datetime as dt
from email import message_from_bytes
from email.policy import default

import pytest
from browsing import Browser
from meeting import referred, with_group
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, SECRETARY, World, move, text_of, to_queue

from ispdesk.commands.shape import Order
from ispdesk.views.bouncing import bouncing_view
from ispdesk.views.questions import questions_view
from ispdesk.views.returns import returns_view
from models.tables.post import Letter, Notice

FINDINGS = [
    {"text": "Say who reads it", "about": "flow:1"},
    {"text": "Name the Act", "about": "section:purpose", "severity": "should"},
    {"text": "The whole is long", "severity": "observation"},
]
AT = "/en/isps/one"


def returned(world: World, ref: str = "one") -> None:
    world.run([*to_queue(ref), Order(f"{ref}:declare", "declare", f"isp:{ref}", ASSURER), move(ref, "claim", ASSURER)])
    world.done(move(ref, "return_for_amendment", ASSURER, reason="Three things", findings=FINDINGS))


def answer_all(world: World, ref: str = "one", numbers: tuple[int, ...] = (1, 2, 3)) -> None:
    for number in numbers:
        world.done(world.order("answer_finding", ref, COORDINATOR, number=number, answer="answered", text="Done"))


def again(world: World, ref: str, mark: str, *, met: tuple[int, ...] = (), text: str | None = None) -> None:
    """It is answered, perhaps amended, submitted again and returned again."""
    answer_all(world, ref, numbers=(1, 2, 3) if mark == "a" else (1,))
    if text is not None:
        world.done(text_of(ref, mark, text))
    world.done(move(ref, "resubmit", id_=f"{ref}:resubmit:{mark}"))
    world.done(move(ref, "claim", ASSURER, id_=f"{ref}:claim:{mark}"))
    for number in met:
        world.done(world.order("close_finding", ref, ASSURER, number=number, round=1))
    world.done(move(ref, "return_for_amendment", ASSURER, id_=f"{ref}:back:{mark}", reason="Still",
                    findings=FINDINGS[:1]))  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_coordinator_works_a_return_off_on_its_page(world: World) -> None:
    returned(world)
    browser = Browser(world, COORDINATOR)
    page = browser.get(f"{AT}/return")
    order = [page.index(words) for words in ("The ISP as a whole (1)", "Section: ", "Flow 1 (1)")]
    assert order == sorted(order)
    assert "3 findings: 0 answered, 0 contested, 3 to answer" in page
    assert f'href="{AT}/flows/1"' in page
    assert f'href="{AT}/document/sections/purpose"' in page
    assert "Say whether you answer or contest it" in browser.send(f"{AT}/return/1").text
    assert "Say in a few words" in browser.send(f"{AT}/return/1", answer="answered").text
    for number, answer in ((1, "answered"), (2, "contested")):
        sent = browser.send(f"{AT}/return/{number}", answer=answer, text=f"Words {number}")
        assert sent.headers["location"] == f"{AT}/return?done=finding_answered"
    assert "3 findings: 1 answered, 1 contested, 1 to answer" in browser.get(f"{AT}/return")
    assert "3 canfyddiad" in browser.get("/cy/isps/one/return")
    assert world.refused(move("one", "resubmit")) == ("findings_answered",)
    browser.get(f"{AT}/return/9", 404)
    Browser(world, FACILITATOR).get(f"{AT}/return/1", 403)
    Browser(world, SECRETARY).get(f"{AT}/return", 403)
    browser.send(f"{AT}/return/3", answer="answered", text="Shorter now")
    world.done(move("one", "resubmit", id_="r"))
    browser.get(f"{AT}/return/1", 404)
    assert "It is not with the coordinator now" in browser.get(f"{AT}/return")


def test_a_resubmission_shows_the_answers_beside_the_findings(world: World) -> None:
    returned(world)
    again(world, "one", "a", met=(1,), text="Another text.")
    view = world.read(lambda s: returns_view(s, "one"))
    assert [(one.round, len(one.findings), one.answered, one.met) for one in view.rounds] == [
        (2, 1, 0, 0),
        (1, 3, 3, 1),
    ]
    assert {(one.number, one.part, one.answer_text, one.met) for one in view.rounds[1].findings} == {
        (1, "flow", "Done", True),
        (2, "section", "Done", False),
        (3, "whole", "Done", False),
    }


def test_what_comes_back_unchanged_bounces_and_so_does_what_meets_nothing(world: World) -> None:
    for ref in ("same", "nothing", "better"):
        returned(world, ref)
    assert world.read(lambda s: bouncing_view(s, world.at)) == ()
    again(world, "same", "a", met=(1,))
    again(world, "nothing", "a", text="Another text.")
    again(world, "better", "a", met=(1,), text="Another text.")
    found = {one.ref: (one.kind, one.returns, one.why.en) for one in world.read(lambda s: bouncing_view(s, world.at))}
    assert set(found) == {"same", "nothing"}
    assert found["same"][2].startswith("Returned 2 times, and what came back last was the same")
    assert "none was met" in found["nothing"][2]
    answer_all(world, "same", (1,))
    world.done(text_of("same", "b", "A new text."))
    world.done(move("same", "resubmit", id_="same:b"))
    assert {one.ref for one in world.read(lambda s: bouncing_view(s, world.at))} == {"nothing", "same"}
    world.done(move("nothing", "withdraw", LEAD, reason="x"))
    assert [one.ref for one in world.read(lambda s: bouncing_view(s, world.at))] == ["same"]


def test_a_hand_over_reversed_over_an_opening_bounces(world: World) -> None:
    with_group(world)
    world.at = dt.datetime(2026, 3, 3, 8, 40, tzinfo=dt.UTC)
    referred(world, "over")
    world.at = dt.datetime(2026, 3, 3, 9, 20, tzinfo=dt.UTC)
    world.done(move("over", "take_from_group", LEAD, reason="ours"))
    world.run(to_queue("later"))
    world.done(Order("later:group", "describe", "isp:later", LEAD, {"group": "gwent-group"}))
    world.done(move("later", "refer_to_group", ASSURER))
    world.at = dt.datetime(2026, 3, 3, 9, 40, tzinfo=dt.UTC)
    world.done(move("later", "take_from_group", LEAD, reason="ours"))
    found = world.read(lambda s: bouncing_view(s, world.at))
    assert [(one.ref, one.kind, one.day) for one in found] == [("over", "handover", dt.date(2026, 3, 3))]
    assert "within 40 minutes" in found[0].why.en


def test_a_question_makes_one_list_and_its_answer_goes_by_mail(world: World) -> None:
    world.run(to_queue("one"))
    number = world.done(world.order("ask_team", "one", FACILITATOR, text="Must each surgery sign?"))["number"]
    assert world.refused(world.order("ask_team", "one", SECRETARY, text="x")) == ("not_yours",)
    assert world.refused(world.order("answer_question", "one", COORDINATOR, number=1, text="x")) == ("not_yours",)
    told = {row.person_id for row in world.rows(Notice, Notice.message == "question_asked")}
    assert len(told) == 2
    world.done(world.order("answer_question", "one", ASSURER, number=number, text="No, as a class."))
    assert world.refused(world.order("answer_question", "one", ASSURER, number=number, text="x")) == ("answered",)
    letter = world.rows(Letter, Letter.message == "question_answered")[0]
    assert letter.address == "ffion@desk.test"
    plain = message_from_bytes(letter.frozen.raw, policy=default).get_body(("plain",))
    body = " ".join(plain.get_content().split())
    assert "Gofynnoch chi Must each surgery sign? Ateb y tîm No, as a class." in body
    assert "Gofynnwch i'r tîm: http" in body
    view = world.read(lambda s: questions_view(s, "answered"))
    assert [(one.ref, one.number, one.text, one.answer) for one in view.rows] == [
        ("one", 1, "Must each surgery sign?", "No, as a class.")
    ]


@pytest.mark.parametrize("database", ["sqlite"])
def test_questions_are_asked_and_answered_on_pages_and_counts_equal_lists(world: World) -> None:
    world.run(to_queue("one"))
    coordinator, team = Browser(world, COORDINATOR), Browser(world, ASSURER)
    assert "Write your question" in coordinator.send(f"{AT}/ask").text
    for text in ("First?", "Second?"):
        assert coordinator.send(f"{AT}/ask", text=text).status_code == 303
    assert "Ask the team" in coordinator.get(AT)
    coordinator.get("/en/questions", 403)
    page = team.get("/en/questions")
    assert "Open (2)" in page
    assert page.count("Waits for the team") == 2
    assert page.index("First?") < page.index("Second?")
    assert "Write the answer" in team.send("/en/questions/one/1").text
    assert team.send("/en/questions/one/1", text="Yes.").headers["location"] == "/en/questions?done=question_answered"
    page = team.get("/cy/questions?show=answered")
    assert "Agored (1)" in page
    assert "Atebwyd (1)" in page
    assert "Yes." in page
    assert "Yes." in coordinator.get(f"{AT}/ask")
    team.get("/en/questions/one/7", 404)
