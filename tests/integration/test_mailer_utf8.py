"""Addresses beyond ASCII: domains in their ASCII form everywhere, names only where the server takes them."""

import datetime as dt
from dataclasses import replace
from email import message_from_bytes

import pytest
from fake_smtp import DEFAULT
from mailer_runs import SENT, letters, outcome, run

from notifications.backoff import Stage, Verdict
from notifications.compose import Composed
from notifications.letter import Headers, Mailbox, to_bytes
from notifications.safe import UnsafeText, check_address

AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
OFFERS = {"ehlo": DEFAULT["ehlo"].replace("250-AUTH", "250-SMTPUTF8\r\n250-8BITMIME\r\n250-AUTH")}


def raw(address: str) -> bytes:
    desk = Mailbox("ISP Desk", "desk@desk.wales")
    letter = Composed("Pwnc ŵ", "Testun.\n", "<p>Testun.</p>\n", ("cy",))
    return to_bytes(letter, Headers(desk, Mailbox("Siân", address), desk, "d", "desk.wales", AT))


def test_a_domain_goes_in_its_ascii_form_to_any_server() -> None:
    mail = raw("sian@tŷ.wales")
    assert b"<sian@xn--t-foa.wales>" in mail
    assert mail.isascii()
    done = run({}, [replace(letters()[0], recipient="sian@tŷ.wales", raw=mail)])
    assert [outcome(a) for a in done.attempts] == [SENT]
    assert done.server.accepted[0][:2] == ("MAIL FROM:<b+1@desk.example>", "RCPT TO:<sian@xn--t-foa.wales>")


def test_a_name_beyond_ascii_needs_a_server_that_takes_it() -> None:
    item = replace(letters()[0], recipient="siân@tŷ.wales", raw=raw("siân@tŷ.wales"))
    done = run(OFFERS, [item, letters()[0]])
    assert [outcome(a) for a in done.attempts] == [SENT, SENT]
    sender, recipient, content = done.server.accepted[0]
    assert sender == "MAIL FROM:<b+1@desk.example> SMTPUTF8 BODY=8BITMIME"
    assert recipient == "RCPT TO:<siân@xn--t-foa.wales>"
    assert "<siân@xn--t-foa.wales>".encode() in content
    assert message_from_bytes(content)["Message-ID"]
    assert done.server.accepted[1][0] == "MAIL FROM:<b+1@desk.example>"
    refused = run({}, [item, letters()[0]])
    assert [outcome(a) for a in refused.attempts] == [(Verdict.REJECTED, Stage.ADDRESS, None, None), SENT]
    assert "SMTPUTF8" in refused.attempts[0].reply


@pytest.mark.parametrize(
    "address", ["siân@council.wales", "sian@tŷ.wales", "用户@例子.广告", "δοκιμή@παράδειγμα.δοκιμή"]
)
def test_addresses_of_any_script_may_stand(address: str) -> None:
    assert check_address(address, "it") == address
    assert raw(address) == raw(address)


def test_only_the_readers_own_address_may_need_such_a_server() -> None:
    letter = Composed("x", "x\n", "x\n", ("cy",))
    plain, other = Mailbox("", "a@b.wales"), Mailbox("", "siân@b.wales")
    with pytest.raises(UnsafeText, match="SMTPUTF8"):
        to_bytes(letter, Headers(plain, plain, other, "d", "desk.wales", AT))
