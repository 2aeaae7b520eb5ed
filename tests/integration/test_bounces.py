"""What comes back in a Maildir: matched by mark and Message-ID, each once, a forged one without effect."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from running import Run
from sqlmodel import Session, update
from world import ASSURER, World, to_queue

from ispdesk import bounces, keys, rounds
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Order
from ispdesk.inbox import Inbox, mails
from ispdesk.settings import Settings
from models.database import writing
from models.tables.person import Person
from models.tables.post import Letter, Received
from notifications.envelope import PURPOSE, signed_sender

AT = "b@ispdesk.example"
"""Where mail comes back where the home names no team and no address."""


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "bounces" / name).mkdir(parents=True)
    return tmp_path / "bounces"


@pytest.fixture
def sent(world: World) -> Letter:
    """A letter of an ISP that has left."""
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    with writing(world.engine) as session:
        session.execute(update(Letter).values(status="sent", next_at=None, settled_at=world.at))
    mine = world.rows(Person, Person.ref == ASSURER)[0]
    return world.rows(Letter, Letter.person_id == mine.id)[0]


def signed(world: World, letter: int, *, wrong: bool = False) -> str:
    with world.engine.connect() as connection:
        key = keys.of(Session(connection))
    return signed_sender(AT, letter, keys.mark(bytes(32) if wrong else key, PURPOSE, str(letter)))


def report(to: str, message_id: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    return (
        f"Return-Path: <>\r\nX-Original-To: {to}\r\nFrom: MAILER-DAEMON@relay.test\r\nTo: <{to}>\r\n"
        "Subject: Undelivered\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; relay.test\r\n\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} no\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {message_id}\r\n\r\n--x--\r\n"
    ).encode()


def put(maildir: Path, raw: bytes, name: str = "1.a.host") -> None:
    (maildir / "new" / name).write_bytes(raw)


def take(world: World, maildir: Path) -> list[str]:
    return [one.kind for one in bounces.take_in(world.engine, maildir, AT, world.at)]


def address_failed(world: World) -> bool:
    return world.rows(Person, Person.ref == ASSURER)[0].address_failed_at is not None


def test_a_report_that_nobody_is_there_marks_the_address_once(world: World, sent: Letter, maildir: Path) -> None:
    put(maildir, report(signed(world, sent.id), sent.message_id))
    assert take(world, maildir) == ["hard"]
    assert [path.name for path in (maildir / "cur").iterdir()] == ["1.a.host:2,S"]
    (row,) = world.rows(Received)
    assert (row.letter_id, row.proven, row.enhanced) == (sent.id, True, "5.1.1")
    assert row.diagnostic == "smtp; 550 5.1.1 no"
    assert bounces.mark_addresses(world.engine, world.at) == [ASSURER]
    assert address_failed(world)
    put(maildir, report(signed(world, sent.id), sent.message_id), "2.b.host")  # a run that was killed before the move
    assert take(world, maildir) == []
    assert len(world.rows(Received)) == 1
    assert list((maildir / "new").iterdir()) == []
    assert bounces.mark_addresses(world.engine, world.at) == []


def test_what_is_forged_has_no_effect(world: World, sent: Letter, maildir: Path) -> None:
    other = next(row for row in world.rows(Letter) if row.id != sent.id)
    put(maildir, report(signed(world, sent.id, wrong=True), sent.message_id), "1")
    put(maildir, report(signed(world, sent.id), other.message_id), "2")  # a true mark on another's letter
    put(maildir, report(signed(world, 10**9), "<x@y>"), "3")  # of a letter that is not there
    put(maildir, report("team@ispdesk.example", sent.message_id), "4")  # every reader knows a Message-ID
    assert take(world, maildir) == ["forged", "forged", "forged", "hard"]
    assert [row.proven for row in world.rows(Received)] == [False] * 4
    assert bounces.mark_addresses(world.engine, world.at) == []
    assert not address_failed(world)


def test_soft_reports_answers_and_letters_are_kept_and_make_no_work(world: World, sent: Letter, maildir: Path) -> None:
    before = (len(world.rows(Letter)), len(world.waiting()))
    put(maildir, report(signed(world, sent.id), sent.message_id, "5.2.2"), "1")
    put(maildir, report(signed(world, sent.id), sent.message_id, "4.4.1", "delayed"), "2")
    head = f"From: alys@desk.test\nTo: team@ispdesk.example\nIn-Reply-To: {sent.message_id}\nSubject: Re: x"
    put(maildir, f"{head}\nAuto-Submitted: auto-replied\n\nI am away\n".encode(), "3")
    put(maildir, f"{head}\n\nDiolch\n".encode(), "4")
    put(maildir, b"\xff\x00\n", "5")
    assert take(world, maildir) == ["soft", "report", "automatic", "human", "unreadable"]
    assert bounces.mark_addresses(world.engine, world.at) == []
    assert (len(world.rows(Letter)), len(world.waiting())) == before
    rows = world.rows(Received)
    assert [row.letter_id for row in rows] == [sent.id] * 4 + [None]
    assert rows[3].sender == "alys@desk.test"


def test_an_escalation_that_comes_back_is_passed_on(world: World, maildir: Path) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    who = {"name_en": "Olwen", "address": "olwen@desk.test"}
    world.done(Order("o", "enter_person", "person:olwen", "operator", who))
    world.done(Order("g", "grant_role", "person:olwen", "operator", {"role": "operator"}))
    letter = world.rows(Letter, Letter.kind == "escalation")[0]
    put(maildir, report(signed(world, letter.id), letter.message_id, "5.7.1"))
    assert take(world, maildir) == ["soft"]
    assert len(world.rows(Letter, Letter.dedupe == f"passed:{letter.id}:olwen")) == 1


def test_letters_leave_under_a_sender_that_is_signed_and_send_reads_what_came_back(
    world: World, maildir: Path, tmp_path: Path
) -> None:
    world.digest(urgent=["move_made"])
    world.run(to_queue("A1"))
    with Inbox(tmp_path / "inbox") as inbox:
        told = Settings(smtp_host="127.0.0.1", smtp_port=inbox.port, smtp_tls="none", bounce_maildir=maildir)
        app = App(told, world.engine)
        rounds.send(app, world.at, world.now)
        letters = world.rows(Letter, Letter.status == "sent")
        assert {mail.message_id for mail in mails(tmp_path / "inbox")} == {row.message_id for row in letters}
        assert app.sender()(letters[0].id) == signed(world, letters[0].id)
        plain = App(told.model_copy(update={"bounce_address": "team"}), world.engine)
        assert plain.sender()(1) == "team@ispdesk.example"
        put(maildir, report(app.sender()(letters[0].id), letters[0].message_id))
        done = rounds.send(app, world.at, world.now)
        assert [item.what for item in done.items] == ["received-hard", "address-failed"]


def test_the_command_reads_and_lists(demo_home: Path, run: Run, maildir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = run("bounces", home=demo_home)
    assert (missing.code, "ISPDESK_BOUNCE_MAILDIR" in missing.err) == (2, True)
    assert run("bounces", "--maildir", str(maildir / "cur"), home=demo_home).code == 4
    put(maildir, b"From: a@b.wales\nSubject: Diolch\n\nx\n")
    taken = run("bounces", "--maildir", str(maildir), "--json", home=demo_home)
    assert json.loads(taken.out) == {"received": {"human": 1}, "addresses_failed": []}
    (row,) = json.loads(run("bounces", "--list", "--json", home=demo_home).out)
    assert (row["kind"], row["sender"], row["subject"]) == ("human", "a@b.wales", "Diolch")
    assert "darllenwch ef yn y blwch" in run("bounces", "--list", home=demo_home, lang="cy").out
    monkeypatch.setenv("ISPDESK_BOUNCE_MAILDIR", str(maildir))
    assert "human 1" in run("doctor", home=demo_home).out


def test_a_file_that_another_run_has_taken_is_left_to_it(world: World, maildir: Path) -> None:
    put(maildir, b"From: a@b.wales\n\nx\n")
    (maildir / "new" / "0.gone").symlink_to(maildir / "gone")
    assert take(world, maildir) == ["human"]


def test_one_file_that_cannot_be_read_or_is_no_mail_holds_up_no_other(
    world: World, maildir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = maildir / "new"
    (new / "0folder").mkdir()
    os.mkfifo(new / "1pipe")
    (tmp_path / "elsewhere").write_bytes(b"From: a@b.wales\n\nsecret\n")
    (new / "2link").symlink_to(tmp_path / "elsewhere")
    (new / "3shut").write_bytes(b"From: a@b.wales\n\nx\n")
    (new / "4mail").write_bytes(b"From: c@d.wales\n\ny\n")
    opened = Path.open

    def shut(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == "3shut":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", shut)
    with pytest.raises(PermissionError, match="3shut"):
        bounces.take_in(world.engine, maildir, None, world.at)
    assert [row.sender for row in world.rows(Received)] == ["c@d.wales"]
    assert sorted(path.name for path in new.iterdir()) == ["0folder", "1pipe", "2link", "3shut"]
