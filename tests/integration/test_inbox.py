import asyncio
import smtplib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ispdesk import inbox
from ispdesk.inbox import Inbox, NoSuchMail
from notifications.backoff import Verdict
from notifications.compose import Composed
from notifications.letter import Headers, Mailbox, message_id, to_bytes
from notifications.mailer import Attempt, Outgoing, deliver
from notifications.route import Route, Tls

LETTER = Composed("Mae'n bryd penderfynu: Ynys Môn, Tŷ Ŵyl 🏴", "Annwyl ŵr,\n.\n", '<p lang="cy">ŵ</p>\n', ("cy",))


def raw(number: int) -> bytes:
    to = Mailbox("Siân Môn", f"r{number}@council.example")
    desk = Mailbox("ISP Desk", "desk@isp.example")
    date = datetime(2012, 9, 28, 8, 30, tzinfo=UTC)
    return to_bytes(LETTER, Headers(desk, to, desk, f"key{number}", "isp.example", date))


def send(port: int, count: int) -> list[Attempt]:
    items = [Outgoing(f"k{n}", "desk@isp.example", f"r{n}@council.example", raw(n)) for n in range(count)]
    route = Route("127.0.0.1", port, tls=Tls.NONE, timeout=5, dot_timeout=5, local=True)
    return asyncio.run(deliver(route, items, lambda _: True, lambda _: None))


def test_what_the_desk_sends_is_there_to_read(tmp_path: Path) -> None:
    with Inbox(tmp_path) as box:
        assert box.port > 0
        assert {a.verdict for a in send(box.port, 12)} == {Verdict.SENT}
    found = inbox.mails(tmp_path)
    assert [mail.order for mail in found] == list(range(1, 13))
    for number, mail in enumerate(found):
        assert mail.raw == raw(number)
        assert mail.to == f"Siân Môn <r{number}@council.example>"
        assert mail.sender == "ISP Desk <desk@isp.example>"
        assert mail.subject == LETTER.subject
        assert mail.text.rstrip("\n") == LETTER.text.rstrip("\n")
        assert mail.html.rstrip("\n") == LETTER.html.rstrip("\n")
        assert mail.message_id == message_id(f"key{number}", "isp.example")
        assert mail.date == datetime(2012, 9, 28, 8, 30, tzinfo=UTC)
        assert inbox.mail(tmp_path, mail.id) == mail
    assert len({mail.id for mail in found}) == 12
    assert list((tmp_path / "tmp").iterdir()) == []


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for _ in range(2):
        with Inbox(tmp_path) as box:
            send(box.port, 2)
    assert [mail.order for mail in inbox.mails(tmp_path)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "mail_id",
    ["", "..", "../new", "../../etc/passwd", "x" * 32, "0" * 32, "%2e%2e", "a\x00b", "/etc/passwd", "*"],
)
def test_an_id_that_is_not_ours_finds_nothing(tmp_path: Path, mail_id: str) -> None:
    inbox.mails(tmp_path)
    with Inbox(tmp_path) as box:
        send(box.port, 1)
    with pytest.raises(NoSuchMail):
        inbox.mail(tmp_path, mail_id)


def test_a_link_in_the_folder_and_a_stray_file_are_no_mails(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Subject: secret\n\n")
    Inbox(tmp_path)
    (tmp_path / "new" / f"{1:012d}.{'a' * 32}.eml").symlink_to(secret)
    (tmp_path / "new" / "notes.txt").write_text("x")
    assert inbox.mails(tmp_path) == []
    with pytest.raises(NoSuchMail):
        inbox.mail(tmp_path, "a" * 32)


def test_a_mail_that_cannot_be_stored_is_not_answered_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with Inbox(tmp_path) as box:
        monkeypatch.setattr("ispdesk.inbox.os.fsync", full)
        (attempt,) = send(box.port, 1)
        assert (attempt.verdict, attempt.code, attempt.enhanced) == (Verdict.DEFERRED, 451, "4.3.0")
        monkeypatch.undo()
        assert inbox.mails(tmp_path) == []
        assert list((tmp_path / "tmp").iterdir()) == []
        assert send(box.port, 1)[0].verdict is Verdict.SENT


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"no headers at all",
        b"Subject: =?utf-8?b?!!!?=\r\nDate: yesterday\r\n\r\nx",
        b"Subject: =?klingon?q?x?=\r\nDate: Fri, 28 Sep 2012 08:30:00 -0000\r\n\r\nx",
        b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
        b"Subject: \xff\xfe\r\nDate: Fri, 99 Foo 99999 99:99:99 +9999\r\n\r\n",
    ],
)
def test_anything_that_arrives_can_be_shown(tmp_path: Path, odd: bytes) -> None:
    with Inbox(tmp_path) as box, smtplib.SMTP("127.0.0.1", box.port, timeout=5) as client:
        client.sendmail("a@b.example", ["c@d.example"], odd)
    (mail,) = inbox.mails(tmp_path)
    assert mail.date is None or mail.date.tzinfo is not None
    assert isinstance(mail.subject + mail.text + mail.html, str)


def test_the_inbox_listens_on_this_machine_alone(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "", "192.0.2.1"):  # noqa: S104 - refused
        with pytest.raises(ValueError, match="loopback"):
            Inbox(tmp_path, host=host)


def test_a_folder_that_is_not_there_holds_no_mails(tmp_path: Path) -> None:
    assert inbox.mails(tmp_path / "none") == []
