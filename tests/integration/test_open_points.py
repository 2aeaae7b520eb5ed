"""The checks on the record: what is open, what is said to it, and what travels with a submission."""

import datetime as dt
from typing import Any

from sqlalchemy import event
from world import COORDINATOR, LEAD, World, move, to_assured, to_draft

from ispdesk.commands import papers
from models.queries import isps
from models.tables.checking import OpenPoint
from models.tables.journal import History
from states import checks

LACKING = ["Q02", "Q08", "Q09", "Q21", "Q34", "Q42"]
"""What stays open of an ISP that is just whole enough to be submitted."""


def left(world: World, ref: str = "A1") -> dict[str, checks.Open]:
    def run(session: Any) -> tuple[checks.Open, ...]:
        isp = isps.by_ref(session, ref)
        assert isp is not None
        version = isps.versions(session, isp.id or 0)[0]
        return checks.run(papers.load(session, isp, version, COORDINATOR, world.at.date()))

    return {one.check.code: one for one in world.read(run) if one.check.where != checks.Where.FLOWS}


def points(world: World, round_: int = 1) -> dict[str, OpenPoint]:
    rows = world.rows(OpenPoint, OpenPoint.round == round_)
    return {row.code: row for row in rows if checks.BY_CODE[row.code].where != checks.Where.FLOWS}


def say(world: World, code: str, answer: str, text: str = "") -> None:
    world.done(world.order("answer_check", "A1", COORDINATOR, code=code, answer=answer, text=text))


def test_the_checks_read_the_record(world: World) -> None:
    world.run(to_draft("A1"))
    assert sorted(left(world)) == LACKING
    assert left(world)["Q08"].found[0].en == "No contact is known for Torfaen and Gwent."
    world.done(world.order("describe", "A1", COORDINATOR, dpia="not_needed", dpia_note="Small."))
    world.done(world.order("propose_review", "A1", COORDINATOR, day="2028-03-01"))
    world.done(world.order("add_step", "A1", COORDINATOR, position=1, name="Referral"))
    based = {"number": 1, "information": "names", "sender": "Torfaen", "recipients": ["Gwent"], "purpose": "support"}
    world.done(world.order("write_flow", "A1", COORDINATOR, **based, method="secure mail", basis="6(1)(e)"))
    world.done(world.order("write_section", "A1", COORDINATOR, key="purpose", lang="cy", text="Y testun."))
    assert sorted(left(world)) == ["Q02", "Q08", "Q09"]


def test_partners_are_seen_with_their_accord_and_signatures(world: World) -> None:
    world.run(to_draft("A1"))
    partner = {"name": "Gwent Health", "organisation": "gwent", "contact": COORDINATOR, "line": 3}
    world.done(world.order("add_partner", "A1", COORDINATOR, **partner))
    assert "Gwent Health" in left(world)["Q09"].found[0].en
    stated = world.order("state_accord", "gwent", LEAD, status="signed")
    world.done(type(stated)(stated.id, stated.kind, "organisation:gwent", LEAD, stated.payload))
    assert "Gwent Health" not in left(world)["Q09"].found[0].en
    world.done(world.order("sign_off", "A1", COORDINATOR, partner=3, outcome="signed"))
    assert left(world)["Q35"].found[0].en == "No capacity: Gwent Health."
    assert "Q36" not in left(world)
    world.done(world.order("write_section", "A1", COORDINATOR, key="purpose", text="Another text."))
    assert left(world)["Q36"].found[0].en == "Signed an earlier text: Gwent Health."
    succeeded = world.order("name_successor", "gwent", LEAD, successor="torfaen")
    world.done(type(stated)(succeeded.id, succeeded.kind, "organisation:gwent", LEAD, succeeded.payload))
    assert left(world)["Q12"].found[0].en.endswith("from Gwent Health.")


def test_another_assured_isp_for_the_same_is_named_but_never_its_exemplar(world: World) -> None:
    world.run([*to_assured("EX-1"), *to_draft("A1")])
    assert left(world)["Q04"].found[0].en == "Say how it differs from EX-1."
    assert "Q04" not in left(world, "EX-1")


def test_what_is_open_travels_with_its_answers(world: World) -> None:
    world.run(to_draft("A1"))
    say(world, "Q08", "advise")
    say(world, "Q09", "explained", "They sign next month.")
    say(world, "Q42", "advise")
    say(world, "Q42", "none")
    say(world, "Q01", "advise")  # nothing is open there: it does not travel
    world.done(move("A1", "submit"))
    kept = points(world)
    assert sorted(kept) == LACKING
    assert (kept["Q08"].answer, kept["Q09"].text, kept["Q42"].answer) == ("advise", "They sign next month.", None)
    assert kept["Q08"].found[0]["en"] == "No contact is known for Torfaen and Gwent."
    (row,) = world.rows(History, History.kind == "submit")
    assert [code for code in row.body["open_points"] if code.startswith("Q")] == LACKING
    assert "flow_no_basis" in row.body["open_points"]
    late = world.order("answer_check", "A1", COORDINATOR, code="Q08", answer="advise")
    assert world.refused(late) == ("not_amendable",)


def test_an_answer_holds_for_the_next_round_too(world: World) -> None:
    world.run(to_draft("A1"))
    say(world, "Q08", "advise", "Who is it?")
    world.done(move("A1", "submit"))
    world.done(move("A1", "return_for_amendment", LEAD, reason="more"))
    say(world, "Q09", "explained", "They will.")
    world.done(move("A1", "resubmit"))
    again = points(world, 2)
    assert (again["Q08"].answer, again["Q08"].text) == ("advise", "Who is it?")
    assert again["Q09"].answer == "explained"
    assert points(world)["Q09"].answer is None


def test_what_was_mended_does_not_travel_and_taking_back_opens_it_again(world: World) -> None:
    world.run(to_draft("A1"))
    say(world, "Q21", "advise")
    world.done(world.order("describe", "A1", COORDINATOR, dpia="done"))
    world.done(move("A1", "submit"))
    assert "Q21" not in points(world)
    world.done(world.order("take_back", "A1", COORDINATOR))
    say(world, "Q08", "advise")
    world.done(move("A1", "submit", id_="again"))
    assert points(world)["Q08"].answer == "advise"


def test_the_gateway_is_mended_not_answered(world: World) -> None:
    world.run(to_draft("A1"))

    def refused(code: str, answer: str, **more: str) -> tuple[str, ...]:
        return world.refused(world.order("answer_check", "A1", COORDINATOR, code=code, answer=answer, **more))

    assert refused("flow_exists", "advise") == ("gateway",)
    assert refused("Q99", "advise") == ("not_found",)
    assert refused("Q08", "explained") == ("text",)
    past = world.order("propose_review", "A1", COORDINATOR, day=dt.date(2026, 3, 2).isoformat())
    assert world.refused(past) == ("day",)


def test_what_is_only_recorded_carries_no_points(world: World) -> None:
    world.run(to_draft("A1"))
    order = move("A1", "submit", LEAD)
    world.done(type(order)(order.id, order.kind, order.stream, LEAD, order.payload, recording=True))
    assert points(world) == {}


def test_the_questions_are_as_many_whatever_the_size(world: World) -> None:
    world.run(to_draft("A1"))

    def asked() -> int:
        seen: list[str] = []

        def note(*given: Any) -> None:
            seen.append(given[2])

        event.listen(world.engine, "before_cursor_execute", note)
        left(world)
        event.remove(world.engine, "before_cursor_execute", note)
        return sum(one.lstrip().upper().startswith("SELECT") for one in seen)

    few = asked()
    for line in range(3, 13):
        world.done(world.order("add_partner", "A1", COORDINATOR, name=f"Partner {line}", line=line))
    assert asked() == few < 30
