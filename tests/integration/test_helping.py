"""Help from trained facilitators: suggested, asked, answered; what a yes lets them do, and what nobody sees of a no."""

import datetime as dt

import pytest
from answering import mails
from browsing import Browser
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, move, to_queue

from ispdesk import rounds
from ispdesk.commands.shape import Order
from models.tables.effort import Effort
from models.tables.helping import HelpAsked
from models.tables.journal import History
from models.tables.person import Facilitator, Grant
from models.tables.qa import Finding
from models.tables.work import IspFacilitator

PEER, OTHER, OWN = "gethin", "heledd", "owain"
PAGE = "/en/isps/A1/helpers"


@pytest.fixture
def office(world: World) -> World:
    """A1 in the queue; two facilitators who have been idle for long, and one of the lead's own."""
    for ref, body in ((PEER, "gwent"), (OTHER, "gwent"), (OWN, "torfaen")):
        known = {"name_en": ref.title(), "address": f"{ref}@desk.test", "language": "en", "organisation": body}
        world.done(Order(f"p:{ref}", "enter_person", f"person:{ref}", "operator", known))
        trained = {"name_en": ref.title(), "person": ref, "kind": "health", "last_assignment": "2024-06-03"}
        world.done(Order(f"f:{ref}", "enter_facilitator", f"person:f-{ref}", "operator", trained))
    world.run(to_queue("A1"))
    return world


def ask(world: World, who: str = PEER, actor: str = ASSURER, **more: str) -> Order:
    return Order(f"h{next(world.numbers)}", "invite_reviewer", f"person:{who}", actor, {"isp": "A1", **more})


def reply(world: World, answer: str, who: str = PEER, **more: object) -> Order:
    (row,) = [one for one in world.rows(HelpAsked) if one.outcome is None]
    payload = {"number": row.id, "answer": answer, **more}
    return Order(f"h{next(world.numbers)}", "answer_help", f"person:{who}", who, payload)


def finding(world: World, who: str = PEER) -> Order:
    found = {"findings": [{"text": "Name the system.", "severity": "should"}]}
    return Order(f"h{next(world.numbers)}", "add_findings", "isp:A1", who, found)


def test_a_yes_lets_read_and_find_and_decides_nothing(office: World) -> None:
    office.done(ask(office, note="Two days"))
    (text,) = mails(office, PEER, "help_asked")
    assert "/help/1" in text
    assert office.refused(finding(office)) == ("not_yours",)
    assert office.refused(reply(office, "yes")) == ("not_independent",)
    office.done(reply(office, "yes", independent=True, interest="Works for Gwent"))
    (grant,) = [one for one in office.rows(Grant) if one.role == "peer_reviewer"]
    assert (grant.scope, grant.valid_to) == ("isp:A1", dt.date(2026, 6, 2))
    office.done(finding(office))
    assert [row.severity for row in office.rows(Finding)] == ["should"]
    for kind, payload in (("move", {"trigger": "claim"}), ("declare", {}), ("close_finding", {"number": 1})):
        codes = office.refused(Order(f"x:{kind}", kind, "isp:A1", PEER, payload))
        assert codes[0] in ("not_yours", "not_your_move"), kind
    office.done(Order("hours", "note_hours", "isp:A1", PEER, {"hours": "2.5"}))
    assert [row.minutes for row in office.rows(Effort)] == [150]
    joined = office.rows(History, History.kind == "reviewer_joined")
    assert [(row.stream, row.role) for row in joined] == [("isp:A1", "peer_reviewer")]
    office.done(Order("end", "end_help", f"person:{PEER}", LEAD, {"number": 1}))
    office.at += dt.timedelta(1)
    assert office.refused(finding(office)) == ("not_yours",)


def test_a_no_is_shown_to_nobody_and_asks_nothing_more(office: World) -> None:
    office.done(ask(office))
    office.done(reply(office, "no"))
    assert office.rows(History, History.stream == "isp:A1", History.actor == PEER) == []
    page = Browser(office, ASSURER).get(PAGE)
    assert "Gethin" not in page
    assert "declined" not in page.lower()
    assert [row for row in office.rows(Grant) if row.role == "peer_reviewer"] == []
    assert office.refused(Order("again", "answer_help", f"person:{PEER}", PEER, {"number": 1, "answer": "yes"})) == (
        "done",
    )


def test_who_may_be_asked_and_who_may_ask(office: World) -> None:
    assert office.refused(ask(office, OWN)) == ("not_independent",)
    assert office.refused(ask(office, "ffion")) == ("not_independent",)
    assert office.refused(ask(office, SECRETARY)) == ("not_trained",)
    assert office.refused(ask(office, actor=COORDINATOR)) == ("not_yours",)
    office.done(ask(office))
    assert office.refused(ask(office)) == ("done",)
    assert office.refused(reply(office, "yes", OTHER, independent=True)) == ("not_found",)
    (row,) = office.rows(HelpAsked)
    stolen = Order("s", "answer_help", f"person:{PEER}", OTHER, {"number": row.id, "answer": "no"})
    assert office.refused(stolen) == ("not_yours",)


def test_whoever_says_later_is_still_asked_until_their_day(office: World) -> None:
    office.done(ask(office))
    assert office.refused(reply(office, "later")) == ("wrong_value",)
    assert office.refused(reply(office, "later", later="2026-03-02")) == ("wrong_value",)
    office.done(reply(office, "later", later="2026-03-20"))
    (row,) = office.rows(HelpAsked)
    assert (row.later, row.outcome) == (dt.date(2026, 3, 20), None)
    office.done(reply(office, "yes", independent=True))


def test_a_facilitator_who_says_yes_is_named_and_their_clock_begins_anew(office: World) -> None:
    office.done(ask(office, OWN, what="facilitate"))
    office.done(reply(office, "yes", OWN))
    (mine,) = office.rows(Facilitator, Facilitator.ref == f"f-{OWN}")
    assert mine.last_assignment == dt.date(2026, 3, 2)
    assert mine.id in [row.facilitator_id for row in office.rows(IspFacilitator)]
    office.done(Order("d", "note_hours", "isp:A1", OWN, {"hours": "1"}))


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_pages_suggest_ask_and_take_the_answer(office: World) -> None:
    team = Browser(office, ASSURER)
    page = team.get(PAGE)
    assert "Gethin" in page
    assert "Owain" not in page
    assert "no assignment since" in page
    assert "work for the lead or coordinating organisation" in page
    assert "Choose whom to ask." in team.send(PAGE).text
    assert team.send(PAGE, person=PEER, note="Two days").status_code == 303
    assert "an answer is hoped for by" in team.get(PAGE)
    peer = Browser(office, PEER)
    peer.get("/en/isps/A1/peer-review", 403)
    Browser(office, OTHER).get("/en/help/1", 404)
    asked = peer.get("/en/help/1")
    assert "Two days" in asked
    assert "Choose yes, no or later." in peer.send("/en/help/1").text
    assert "independent" in peer.send("/en/help/1", answer="yes").text
    assert peer.send("/en/help/1", answer="yes", independent="yes").status_code == 303
    assert "You said yes." in peer.get("/en/help/1")
    peer.get("/en/isps/A1/document")
    assert "Say what you find." in peer.send("/en/isps/A1/peer-review").text
    done = peer.send("/en/isps/A1/peer-review", severity="must", text="Name the system.")
    assert done.status_code == 303
    assert "Name the system." in peer.get("/cy/isps/A1/peer-review")
    assert "said yes; may read it" in team.get(PAGE)
    assert team.send(PAGE, form="/en/isps/A1/helpers/end").status_code == 303
    Browser(office, COORDINATOR).get(PAGE, 403)
    assert peer.client.get("/help/1").status_code == 302


@pytest.mark.parametrize("database", ["sqlite"])
def test_whoever_said_later_is_asked_again_on_their_day_once_when_it_opens(office: World) -> None:
    office.done(ask(office))
    office.done(reply(office, "later", later="2026-03-21"))  # a Saturday

    def reminded(day: int, hour: int) -> list[str]:
        office.at = dt.datetime(2026, 3, day, hour, 0, tzinfo=dt.UTC)
        return [one.what for one in rounds.advance(office.app, office.at).items]

    assert reminded(20, 12) == reminded(21, 12) == reminded(23, 8) == []
    assert reminded(23, 10) == ["help-reminded"]
    assert reminded(23, 11) == reminded(24, 11) == []
    assert len(mails(office, PEER, "help_asked")) == 2
    (row,) = office.rows(HelpAsked)
    assert (row.later, row.outcome, row.answer_by) == (None, None, dt.date(2026, 4, 8))
    kinds = [one.kind for one in office.rows(History, History.stream == f"person:{PEER}")]
    assert kinds[-1] == "help_reminded"
    office.done(reply(office, "later", later="2026-03-25"))
    office.done(move("A1", "withdraw", LEAD, reason="Nobody needs it."))
    assert reminded(25, 10) == []
    assert [one.outcome for one in office.rows(HelpAsked)] == ["withdrawn"]
    assert len(mails(office, PEER, "help_asked")) == 2
