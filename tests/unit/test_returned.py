"""What a mail that came back is, from the reports that servers write and from what strangers may send."""

import random
import time

import pytest

from ispdesk import keys
from notifications.backoff import is_dead_address
from notifications.envelope import PURPOSE, Signed, check_bounce_address, read, signed_sender
from notifications.returned import look
from notifications.safe import UnsafeText

AT = "b@desk.wales"
KEY = bytes(range(32))
MARK = keys.mark(KEY, PURPOSE, "17")
SENDER = signed_sender(AT, 17, MARK)


def report(
    action: str = "failed", status: str = "5.1.1", said: str = "smtp; 550 5.1.1 unknown", to: str = SENDER
) -> bytes:
    return f"""\
Return-Path: <>
Delivered-To: {to}
From: MAILER-DAEMON@relay.wales (Mail Delivery System)
To: {to}
Subject: Undelivered Mail
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I'm sorry.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.wales

Final-Recipient: rfc822; sian@council.wales
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--x
Content-Type: text/rfc822-headers

Message-ID: <abc@desk.wales>
Subject: x

--x--
""".encode()


@pytest.mark.parametrize(
    ("action", "status", "said", "kind"),
    [
        ("failed", "5.1.1", "smtp; 550 5.1.1 unknown", "hard"),
        ("failed", "5.2.1", "smtp; 550 disabled", "hard"),
        ("failed", "5.2.2", "smtp; 552 5.2.2 full", "soft"),
        ("failed", "5.7.1", "smtp; 550 policy", "soft"),
        ("failed", "", "smtp; 550 no such user", "hard"),
        ("failed", "", "x-unix; gone", "soft"),
        ("delayed", "4.4.1", "connect timed out", "report"),
        ("relayed", "2.0.0", "", "report"),
    ],
)
def test_a_report_on_a_delivery(action: str, status: str, said: str, kind: str) -> None:
    found = look(report(action, status, said), AT)
    assert (found.kind, found.action, found.enhanced) == (kind, action, status)
    assert found.signed == Signed(17, MARK)
    assert found.message_ids == ("<abc@desk.wales>",)
    assert look(report(to="b@desk.wales"), AT).signed is None
    assert look(report(), None).signed is None


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes", "Return-Path: <>", "List-Id: <x.y>"],
)
def test_an_automatic_answer_is_no_letter_from_a_person(header: str) -> None:
    head = "From: a@b.wales\nTo: team@desk.wales\nSubject: Re: away\nIn-Reply-To: <abc@desk.wales>"
    answer = f"{head}\n{header}\n\nI am away.\n"
    assert look(answer.encode(), AT).kind == "automatic"
    human = look(answer.replace(header, "Auto-Submitted: no").encode(), AT)
    assert (human.kind, human.message_ids, human.sender) == ("human", ("<abc@desk.wales>",), "a@b.wales")


def test_what_a_stranger_sends_is_shown_escaped_and_short() -> None:
    nasty = "From: \x1b[31m\u202eevil@b.wales\nSubject: =?utf-8?q?=00=0D=0Aŵ?= " + "x" * 5000 + "\n\nhello\n"
    found = look(nasty.encode(), AT)
    for text in (found.sender, found.subject):
        assert text.isprintable()
        assert len(text) <= 500
    assert found.sender.startswith("\\x1b[31m\\u202eevil@b.wales")
    assert found.subject.startswith("\\x00")
    said = look(report(said="smtp; 550 \x1b[2J" + "y" * 2000), AT).diagnostic
    assert said.isprintable()
    assert len(said) == 500


def test_letters_of_any_script_are_shown_as_they_are_written() -> None:
    answer = "From: =?utf-8?q?Si=C3=A2n_T=C5=B7?= <sian@b.wales>\nSubject: Allan o'r dŵr\n\nx\n"
    found = look(answer.encode(), AT)
    assert (found.sender, found.subject) == ("Siân Tŷ <sian@b.wales>", "Allan o'r dŵr")
    assert look(report(said="smtp; 550 dim o'r fath ŵr"), AT).diagnostic == "smtp; 550 dim o'r fath ŵr"


@pytest.mark.parametrize("size", [2**20, 3 * 2**20])
def test_a_report_after_a_long_letter_to_the_reader_is_a_report(size: int) -> None:
    line = b"I'm sorry. --x Content-Type: message/delivery-status\n"
    for end in (b"\n", b"\r\n"):
        whole = report().replace(b"I'm sorry.\n", line * (size // len(line) + 1)).replace(b"\n", end)
        assert len(whole) > size
        found = look(whole, AT)
        assert (found.kind, found.enhanced, found.signed) == ("hard", "5.1.1", Signed(17, MARK))
        assert found.message_ids == ("<abc@desk.wales>",)
    attached = report().replace(b"--x\nContent-Type: message", b"--x\nContent-Description: it\nContent-Type: message")
    assert look(attached.replace(b"I'm sorry.\n", line * (size // len(line) + 1)), AT).kind == "hard"


@pytest.mark.parametrize("filling", [b"--x\n", b"\ncontent-type: message/delivery-status", b"--x\na: b\n"])
def test_a_long_report_without_its_part_is_looked_at_in_good_time(filling: bytes) -> None:
    begins = report().partition(b"--x\nContent-Type: message")[0]
    short, long = (begins + filling * (size // len(filling)) for size in (2**20, 2**24))
    took = []
    for raw in (short, long):
        begun = time.process_time()
        assert look(raw, AT).kind == "automatic"
        took.append(time.process_time() - begun)
    assert took[1] < 3 * took[0] + 3


def test_nothing_a_stranger_sends_breaks_it() -> None:
    chance = random.Random(30)  # noqa: S311 - replayed from its seed
    whole = report()
    for _ in range(500):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert look(bytes(broken), AT).kind
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    assert look(deep, AT).kind in {"human", "unreadable"}
    assert look(b"", AT).kind == "unreadable"


def test_a_signed_sender_says_its_letter_and_cannot_be_made_without_the_key() -> None:
    assert SENDER.startswith("b+17.")
    assert len(SENDER.partition("@")[0]) < 64
    found = read(f"<{SENDER.upper()}>", AT)
    assert found == Signed(17, MARK)
    assert keys.is_ours(KEY, PURPOSE, "17", MARK)
    assert not keys.is_ours(KEY, PURPOSE, "18", MARK)
    assert not keys.is_ours(bytes(32), PURPOSE, "17", MARK)
    for other in (
        "b+17.short@desk.wales",
        f"c+17.{MARK}@desk.wales",
        f"b+17.{MARK}@else.wales",
        f"b+0.{MARK}@desk.wales",
    ):
        assert read(other, AT) is None
    with pytest.raises(UnsafeText):
        check_bounce_address("a" * 30 + "@desk.wales")


def test_which_answers_say_that_nobody_is_there() -> None:
    assert [is_dead_address(550, code) for code in ("5.1.1", "5.1.10", "5.2.1", "", "5.1.8", "5.2.2", "5.7.1")] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip
    assert not is_dead_address(554, "")
    assert not is_dead_address(None, "")
