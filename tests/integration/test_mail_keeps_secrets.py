"""No mail, subject, header or file name carries text of an ISP's flows, sections, comments or findings (design §6).

Every such text is marked with a word of its own, the ISPs live through everything there is a message about, and each
letter is decoded. What somebody writes to the reader is not the protocol's text and does arrive: the reason of a move
or a hold, and the words of what is asked.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from databases import keyed
from rfc2047 import fields
from waiting import CONTACT, GWENT, with_partner
from world import (
    ASSURER,
    BEGIN,
    COORDINATOR,
    FACILITATOR,
    LEAD,
    World,
    install,
    making_known,
    move,
    text_of,
    to_assured,
    to_draft,
    to_queue,
)

from ispdesk import policies, post, rounds
from ispdesk.commands import telling
from ispdesk.commands.shape import Order
from ispdesk.signin import codes
from models.database import make_engine, writing
from models.tables.person import Person
from models.tables.post import Letter, Notice
from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt
from notifications.messages import MESSAGES

MARK = "xyzzy"
TO_THE_READER = ("Please look at the third page", "Two bodies have merged", "The office is shut")
DAY = dt.timedelta(days=1)


def secret(what: str) -> str:
    """A text of the protocol, with its own mark."""
    return f"{MARK}-{what} Llŷr"


def policy_of(*, urgent: bool) -> dict[str, Any]:
    """The current policy with a backlog level soon reached; every message leaves at once, or waits for its day."""
    content = policies.shipped("current")
    backlog = content["backlog"] | {"count": {"amber": 1, "red": 2, "source": "a test"}}
    at_once = sorted(set(MESSAGES) - {"digest"}) if urgent else []
    return content | {"backlog": backlog, "digest": content["digest"] | {"urgent": at_once}}


def filled(order: Order) -> Order:
    """The same order with marked words in every text that is the protocol's own."""
    marked = {
        "write_flow": {"information": secret("information"), "purpose": secret("purpose"), "basis": secret("basis"),
                       "step": secret("step")},
        "write_section": {"text": secret("section"), "heading": secret("heading")},
        "add_partner": {"note": secret("partner-note"), "condition": secret("condition"), "annex": secret("annex")},
        "make_known": {"purpose": secret("isp-purpose"), "note": secret("isp-note"),
                       "facilitator_note": secret("help")},
    }  # fmt: skip
    return replace(order, payload={**order.payload, **marked.get(order.kind, {})})


def sign_and_hand_over(world: World) -> None:
    """A sign-off, a minor change, an objection; a section given, a contact asked, the coordinator's part offered."""
    work = world.order
    paper = {"how": "paper", "capacity": "siro", "by_whom": secret("by-whom"), "reference": secret("paper")}
    world.done(work("sign_off", "A4", COORDINATOR, partner=2, outcome="signed", **paper))
    contact = {"line": 2, "organisation": "gwent", "contact": CONTACT}
    world.done(
        work("change_partner", "A4", COORDINATOR, **contact, condition=secret("condition"), annex=secret("annex"))
    )
    world.done(work("name_sponsor", "A4", COORDINATOR, line=2, name=secret("sponsor"), post=secret("post")))
    world.done(replace(filled(text_of("A4", ":a")), payload={"key": "purpose", "text": secret("spelt")}))
    marked = {"part": "section:purpose:en", "kind": "spelling"}
    world.done(replace(work("mark_minor", "A4", COORDINATOR), payload=marked))
    objecting = {"change": 1, "partner": 2, "reason": secret("objection")}
    world.done(work("object_to_change", "A4", CONTACT, **objecting))
    world.done(work("assign_section", "A4", COORDINATOR, key="introduction", person=CONTACT))
    world.done(work("change_partner", "A4", COORDINATOR, line=2, contact=""))
    world.done(work("ask_contact", "A4", COORDINATOR, line=2))
    world.done(work("offer_coordination", "A4", COORDINATOR, to=FACILITATOR, note=secret("offer-note")))
    world.done(work("answer_offer", "A4", FACILITATOR, accept=False, reason=secret("offer-reason")))


def ask_for_help(world: World) -> None:
    """A trained facilitator of another body is asked to read an ISP of the queue."""
    known = {"name_en": "Gethin", "address": "gethin@desk.test", "language": "en", "organisation": "gwent"}
    trained = {"name_en": "Gethin", "person": "gethin", "kind": "health", "last_assignment": "2024-06-03"}
    world.done(Order("p:gethin", "enter_person", "person:gethin", "operator", known))
    world.done(Order("f:gethin", "enter_facilitator", "person:f-gethin", "operator", trained))
    world.done(Order("h:gethin", "invite_reviewer", "person:gethin", LEAD, {"isp": "A3"}))


CLOSING = {"day": "2026-03-25", "reason_en": "Closed", "reason_cy": "Ar gau"}


def live(world: World) -> None:  # noqa: PLR0915 - a year of a country, one thing after another
    """Three ISPs and an idle facilitator, from March 2026 to March 2027."""
    work = world.order
    idle = {"name_en": "Idle", "kind": "other", "last_assignment": "2024-04-01", "person": FACILITATOR}
    world.done(Order("idle", "enter_facilitator", "person:f9", "operator", idle))
    with_partner(world)
    for order in (
        work("add_step", "A1", COORDINATOR, position=1, name=secret("step-name")),
        work("hold_workshop", "A1", COORDINATOR, topic=secret("topic")),
        work("state_fact", "A1", COORDINATOR, fact="effort", value=secret("fact"), note=secret("fact-note")),
    ):
        world.do(order)
    world.run([filled(order) for order in making_known("A2")] + [move("A2", "take_up"), move("A2", "start_workshops")])
    world.run([filled(order) for order in to_queue("A3")])
    asked = {"partner": GWENT, "text": TO_THE_READER[0]}
    for kind in ("comment", "reply", "sign_off"):
        world.done(replace(work("ask", "A1", COORDINATOR), payload={"kind": kind, **asked}))
    answer = {"link": 1, "answer": "no_part", "words": secret("no-part")}
    world.done(replace(work("answer_by_link", "A1", CONTACT), payload=answer))
    world.run([filled(order) for order in to_draft("A4")])
    review_and_leave_out(world)
    sign_and_hand_over(world)
    planned = {"day": "2026-06-10", "begins": "10:00", "ends": "12:00", "place": "County Hall"}
    workshop = world.done(work("plan_workshop", "A1", COORDINATOR, **planned))["number"]
    world.done(work("say_language", "A1", CONTACT, number=workshop, welsh=True))
    world.done(Order("close", "close_day", "calendar:wales", LEAD, CLOSING))
    pass_by(world, dt.date(2026, 4, 20))
    world.done(work("move_workshop", "A1", COORDINATOR, number=workshop, day="2026-06-11"))
    world.done(work("answer", "A1", COORDINATOR, task=1, note=secret("comment")))
    signed = {"partner": GWENT, "outcome": "signed", "note": secret("sign-note"), "reference": secret("sign-reference")}
    world.do(work("sign_off", "A1", COORDINATOR, **signed))
    world.done(work("hold", "A1", COORDINATOR, reason=TO_THE_READER[2], until="2026-05-04"))
    pass_by(world, dt.date(2026, 5, 18))
    world.done(Order("left", "withdraw_accord", "organisation:gwent", LEAD, {"reason": secret("withdrawn")}))
    world.done(work("cancel_workshop", "A1", COORDINATOR, number=workshop, reason="The hall is flooded"))
    world.done(work("record_event", "A3", ASSURER, what="law_changes", text=secret("event")))
    question = world.done(work("ask_team", "A3", COORDINATOR, text="Who signs for a class?"))["number"]
    world.done(work("answer_question", "A3", ASSURER, number=question, text="Whoever speaks for it."))
    world.done(Order("A3:declare", "declare", "isp:A3", ASSURER))
    world.done(move("A3", "claim", ASSURER))
    findings = [{"text": secret("finding"), "about": secret("about")}]
    world.done(work("add_findings", "A3", ASSURER, findings=findings))
    world.done(move("A3", "return_for_amendment", ASSURER, reason=TO_THE_READER[1], findings=findings))
    for number in (1, 2):
        world.done(work("answer_finding", "A3", COORDINATOR, number=number, answer="answered", text=secret("answer")))
    pass_by(world, dt.date(2026, 8, 3))
    world.done(move("A3", "resubmit"))
    ask_for_help(world)
    world.done(work("assign", "A3", LEAD, to=ASSURER))
    for number in (1, 2):
        world.done(work("close_finding", "A3", ASSURER, number=number, round=1))
    world.done(move("A3", "assure", ASSURER, review_date="2026-12-01", note=secret("assure-note")))
    mine = world.rows(Person, Person.ref == COORDINATOR)[0]
    refused = world.rows(Letter, Letter.person_id == mine.id)[-1]
    came = {"letter": refused.id, "how": "bounced", "enhanced": "5.1.1"}
    world.done(Order("gone", "address_failed", f"person:{COORDINATOR}", "timer", came))
    world.done(Order("back", "set_address", f"person:{COORDINATOR}", "operator", {"address": mine.address}))
    with writing(world.engine) as session:
        codes.issue(session, session.get_one(Person, mine.id), "sign_in", world.at, browser="b")
        codes.issue(session, session.get_one(Person, mine.id), "address", world.at, browser="b", about=secret("about"))
    pass_by(world, dt.date(2027, 3, 20), days=28)


def review_and_leave_out(world: World) -> None:
    """One whose review is moved, begun and ended, and which the public register leaves out; a body that signs."""
    world.run([filled(order) for order in to_assured("A5", dt.date(2027, 9, 1))])
    world.done(world.order("leave_out_of_register", "A5", LEAD, reason=secret("left-out")))
    world.done(world.order("move_review", "A5", LEAD, day="2027-08-03"))
    world.done(move("A5", "begin_review"))
    told = {"name": "Gwent Health Board", "line": GWENT, "organisation": "gwent", "contact": CONTACT}
    world.done(replace(world.order("add_partner", "A5", COORDINATOR), payload=told))
    world.done(move("A5", "confirm_unchanged", reason="As it was"))
    granted = {"role": "designated_person", "scope": "organisation:gwent"}
    world.done(Order("designated", "grant_role", f"person:{CONTACT}", LEAD, granted))
    world.done(Order("before", "withdraw_accord", "organisation:gwent", LEAD, {"reason": secret("merged")}))
    signed = {"office": secret("office"), "evidence": secret("evidence")}
    world.done(Order("accord", "sign_accord", "organisation:gwent", LEAD, signed))


def pass_by(world: World, until: dt.date, days: int = 7) -> None:
    """Let the rounds run on one day in so many, until a day."""
    while world.at.date() < until:
        world.at += days * DAY
        close = world.at.replace(hour=16, minute=30)
        for at in (world.at.replace(hour=9), close):
            rounds.open_reviews(world.app, at)
            rounds.advance(world.app, at)
            rounds.sweep(world.app, at)
            rounds.digest(world.app, at)
        rounds.measure(world.app, close)
        rounds.watch(world.app, close)
        world.at = close
        while mine := post.claim(world.engine, "me", world.now):
            for one in mine:
                assert post.checkpoint(world.engine, one.letter, one.fence, "me", world.now)
                said = Attempt(one.key, Verdict.SENT, Stage.DOT, 250, None, "")
                post.settle(world.engine, one.letter, one.fence, "me", said, world.now)


def everything(letter: Letter) -> Iterator[str]:
    """Whatever a reader, a server or a list of files may see of a letter."""
    yield from (letter.subject, letter.dedupe, letter.message_id, letter.isp_ref or "")
    for name, text in fields(letter.frozen.raw):
        yield f"{name}: {text}"
    for part in message_from_bytes(letter.frozen.raw, policy=policy.default).walk():
        yield part.get_filename() or ""
        yield from (f"{name}: {text}" for name, text in part.items())
        if not part.is_multipart():
            yield part.get_content() if part.get_content_maintype() == "text" else repr(part.get_payload(decode=True))


def leaks(letters: list[Letter]) -> list[tuple[str, str]]:
    """Every mark that is in one of them."""
    return [
        (letter.message, text[max(text.find(MARK) - 30, 0) :][:80])
        for letter in letters
        for text in everything(letter)
        if MARK in text
    ]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Any]:
    engines = []

    def make(*, urgent: bool) -> World:
        engines.append(keyed(make_engine(f"sqlite:///{tmp_path / 'home.db'}")))
        return install(engines[-1], policy_of(urgent=urgent))

    yield make
    for engine in engines:
        engine.dispose()


def test_no_letter_carries_the_protocols_own_text(home: Any) -> None:
    world = home(urgent=True)
    live(world)
    letters = world.rows(Letter)
    told = {letter.message for letter in letters}
    assert set(MESSAGES) - {"digest"} - told == set(), "let what leads to a new message happen in `live`"
    assert leaks(letters) == []
    said = [text for letter in letters for text in everything(letter)]
    for words in TO_THE_READER:
        assert any(words in text for text in said), words


def test_no_letter_of_the_day_carries_it_either(home: Any) -> None:
    world = home(urgent=False)
    live(world)
    letters = world.rows(Letter)
    assert {"digest", "backlog_level"} <= {letter.message for letter in letters}
    assert leaks(letters) == []
    assert not [notice for notice in world.rows(Notice) if MARK in str(notice.values)]


def test_a_text_that_got_into_a_mail_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = telling.isp_values
    monkeypatch.setattr(telling, "isp_values", lambda *args: real(*args) | {"title_en": secret("title")})
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    found = leaks(world.rows(Letter))
    assert found
    assert {message for message, _ in found} == {"move_made"}
    assert world.at == BEGIN
