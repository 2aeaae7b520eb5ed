"""Letters through Debian's postfix, read again from its Maildirs by the standard library; and what it sends back."""

import datetime as dt
import time
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

import icalendar
import pytest
from postfix import Peer, parsed, running
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, SECRETARY, World, making_known, move, to_queue

from ispdesk import rounds
from ispdesk.bootstrap import App
from ispdesk.commands import letters as written
from ispdesk.commands.shape import Order
from ispdesk.settings import Settings
from models.tables.person import Person
from models.tables.post import Attempt, Letter, Notice, Received
from notifications.letter import thread_id
from states.calendar import ZONE

pytestmark = pytest.mark.postfix
BOUNCES = "b@desk.test"
PEOPLE = (COORDINATOR, ASSURER, LEAD, SECRETARY, FACILITATOR)


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    boxes = {f"{name}@desk.test": name for name in PEOPLE} | {BOUNCES: "bounces", "siân@xn--t-foa.test": "utf8"}
    with running(boxes, size=30_000) as made:
        yield made


@pytest.fixture(autouse=True)
def _empty(peer: Peer) -> Iterator[None]:
    yield
    for path in (peer.place / "mail").glob("*/*/*"):
        path.unlink()


def app(world: World, peer: Peer) -> App:
    told = Settings(
        smtp_host="127.0.0.1", smtp_port=peer.port, smtp_tls="none", bounce_address=BOUNCES,
        bounce_maildir=peer.box("bounces"),
    )  # fmt: skip
    return App(told, world.engine)


def send(world: World, peer: Peer) -> list[str]:
    return [item.what for item in rounds.send(app(world, peer), world.at, world.now).items]


def text_of(mail: "Message[Any, Any]", kind: str) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == kind)
    return part.get_payload(decode=True).decode(part.get_content_charset() or "ascii")


def replies(world: World, letter: Letter, reader: Person) -> str:
    """Who answers a letter that is no escalation: the team while it assures, else the coordinator."""
    told = world.rows(Notice, Notice.letter_id == letter.id)[0]
    state = next(v.state for v in world.versions(letter.isp_ref or "") if v.id == told.version_id)
    team = state in ("qa_queue", "qa_review") or reader.ref == COORDINATOR
    return "team@ispdesk.example" if team else f"{COORDINATOR}@desk.test"


def test_every_letter_arrives_as_it_was_frozen(world: World, peer: Peer) -> None:
    world.digest(urgent=["move_made", "task_asked"])
    world.run([*to_queue("A1"), *to_queue("A2")])
    world.at = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    letters = {row.message_id: row for row in world.rows(Letter, Letter.status == "queued")}
    people = {row.id: row for row in world.rows(Person)}
    wanted = {name: sum(people[row.person_id].ref == name for row in letters.values()) for name in PEOPLE}
    assert {people[row.person_id].language for row in letters.values()} == {"cy", "en", "unknown"}
    while send(world, peer):
        world.at += dt.timedelta(minutes=1)
    sender = app(world, peer).sender()
    arrived = [parsed(raw) for name, count in wanted.items() if count for raw in peer.wait(name, count)]
    assert sorted(mail["Message-ID"] for mail in arrived) == sorted(letters)
    for mail in arrived:
        letter = letters[mail["Message-ID"]]
        person = people[letter.person_id]
        assert mail["Return-Path"] == f"<{sender(letter.id)}>"
        assert mail["Delivered-To"] == person.address
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["References"] == mail["In-Reply-To"] == thread_id(f"isp:{letter.isp_ref}", "ispdesk.example")
        assert mail["List-Unsubscribe"] is None
        answers = parseaddr(str(make_header(decode_header(mail["Reply-To"]))))[1]
        assert answers == ("team@ispdesk.example" if letter.kind == "escalation" else replies(world, letter, person))
        assert parsedate_to_datetime(mail["Date"]) == letter.queued_at.replace(microsecond=0)
        assert str(make_header(decode_header(mail["Subject"]))) == letter.subject
        languages = {"cy": ["cy"], "en": ["en"], "unknown": ["cy", "en"]}[person.language]
        assert mail["Content-Language"].split(", ") == languages
        kinds = [part.get_content_type() for part in mail.walk()]
        assert kinds[:3] == ["multipart/alternative", "text/plain", "text/html"]
        html, text = text_of(mail, "text/html"), text_of(mail, "text/plain")
        assert f'<html lang="{languages[0]}">' in html
        assert all(f'<td lang="{language}"' in html for language in languages)
        assert letter.isp_ref in html
        assert letter.isp_ref in text
        frozen = letter.frozen.raw.partition(b"\r\n\r\n")[2].replace(b"\r\n", b"\n")
        assert mail.as_bytes().partition(b"\n\n")[2].rstrip() == frozen.rstrip()
    threads = {(mail["References"], letters[mail["Message-ID"]].isp_ref) for mail in arrived}
    assert len(threads) == 2


def entry(mail: "Message[Any, Any]", method: str) -> Any:
    """The calendar entry of an invitation, read back by the library; it is the mail's last alternative."""
    part = list(mail.walk())[-1]
    assert (part.get_content_type(), part.get_param("method"), part.get_filename()) == ("text/calendar", method, None)
    read = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    assert read["METHOD"] == method
    (event,) = read.walk("VEVENT")
    return event


def test_invitations_arrive_with_their_calendar_entries(world: World, peer: Peer) -> None:
    world.run([*making_known("A1"), move("A1", "take_up"), move("A1", "start_workshops")])
    planned = {"day": "2026-03-30", "begins": "10:00", "ends": "12:00", "place": "Tŷ Llŷr; Neuadd, 1"}
    number = world.done(Order("plan", "plan_workshop", "isp:A1", COORDINATOR, planned))["number"]
    send(world, peer)
    world.at += dt.timedelta(minutes=2)  # a mail's Date has whole seconds, and the three are told apart by it
    world.done(Order("move", "move_workshop", "isp:A1", COORDINATOR, {"number": number, "day": "2026-03-31"}))
    world.at += dt.timedelta(minutes=2)
    send(world, peer)
    called_off = {"number": number, "reason": "The hall is flooded"}
    world.done(Order("cancel", "cancel_workshop", "isp:A1", COORDINATOR, called_off))
    world.at += dt.timedelta(minutes=2)
    send(world, peer)
    mails = sorted(map(parsed, peer.wait(FACILITATOR, 3)), key=lambda mail: parsedate_to_datetime(mail["Date"]))
    first, moved, gone = map(entry, mails, ("REQUEST", "REQUEST", "CANCEL"))
    assert first["UID"] == moved["UID"] == gone["UID"]
    assert [int(event["SEQUENCE"]) for event in (first, moved, gone)] == [0, 1, 2]
    assert first["DTSTART"].dt == dt.datetime(2026, 3, 30, 10, tzinfo=ZONE)
    assert moved["DTEND"].dt == dt.datetime(2026, 3, 31, 12, tzinfo=ZONE)
    assert first["LOCATION"] == "Tŷ Llŷr; Neuadd, 1"
    assert str(first["ATTENDEE"]).lower() == f"mailto:{FACILITATOR}@desk.test"
    assert {mail["References"] for mail in mails} == {thread_id("isp:A1", "ispdesk.example")}


def test_a_letter_of_the_day_says_how_to_have_no_more(world: World, peer: Peer) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 3, 8, 30, tzinfo=dt.UTC)
    rounds.digest(world.app, world.at)
    send(world, peer)
    mail = parsed(peer.wait(ASSURER, 1)[0])
    assert mail["List-Unsubscribe"] == "<mailto:team@ispdesk.example?subject=unsubscribe>"
    assert mail["References"] is None


def test_a_mailbox_that_is_not_there_comes_back_and_is_marked(world: World, peer: Peer) -> None:
    world.done(Order("x", "set_address", f"person:{ASSURER}", "operator", {"address": "gone@desk.test"}))
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    done = send(world, peer)
    assert "letter-sent" in done, "postfix took it, and will find nobody"
    until = time.monotonic() + 30
    while "address-failed" not in done and time.monotonic() < until:
        done += send(world, peer)
    assert done[-2:] == ["received-hard", "address-failed"]
    (row,) = world.rows(Received)
    letter = world.rows(Letter, Letter.id == row.letter_id)[0]
    assert (row.enhanced, row.proven, letter.address) == ("5.1.1", True, "gone@desk.test")
    assert world.rows(Person, Person.ref == ASSURER)[0].reached_at is None
    assert send(world, peer) == []
    assert list((peer.box("bounces") / "new").iterdir()) == []


def test_an_address_of_letters_beyond_ascii(world: World, peer: Peer) -> None:
    world.done(Order("x", "set_address", f"person:{ASSURER}", "operator", {"address": "siân@tŷ.test"}))
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    send(world, peer)
    raw = peer.wait("utf8", 1)[0]
    assert "<siân@xn--t-foa.test>".encode() in raw
    assert "Rhannu A1" in str(make_header(decode_header(parsed(raw)["Subject"]))) or b"A1" in raw


def test_a_letter_over_the_servers_limit_fails_and_is_shown(
    world: World, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" + b"y" * 60_000
    monkeypatch.setattr(written, "to_bytes", lambda *_: large)
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    send(world, peer)
    assert {row.status for row in world.rows(Letter)} == {"failed"}
    refused = world.rows(Attempt, Attempt.phase == "rejected")
    assert {(row.code, row.enhanced) for row in refused} == {(552, "5.3.4")}
