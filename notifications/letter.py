"""What was composed → the bytes of a mail, the same bytes every time.

`email.mime` and `email.header.Header` under a compat32 policy: `EmailMessage` damages Welsh subjects.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import Any, Final

from notifications.compose import Composed
from notifications.safe import UnsafeText, check_address, check_ascii_address, check_text, needs_utf8, on_the_wire

_POLICY: Final = compat32.clone(
    linesep="\r\n", max_line_length=74
)  # of 78, Header makes words of 76; RFC 2047 allows 75
_PLAIN: Final = 60
"""An ASCII subject of at most this length needs no encoding."""


@dataclass(frozen=True)
class Mailbox:
    """A name, possibly empty, and an address."""

    name: str
    address: str

    def __post_init__(self) -> None:
        check_text(self.name, "the name in a mail's header")
        check_address(self.address, "the address in a mail's header")


@dataclass(frozen=True)
class Headers:
    """What stands above a letter; `dedupe` is the outbox's key, from which the Message-ID is made.

    `thread` is what all mails about one thing share (`isp:REF`), so that a mail program shows them together.
    `unsubscribe` is where a reader who wants no more of these writes: an address, with a subject that says so.
    """

    sender: Mailbox
    to: Mailbox
    reply_to: Mailbox
    dedupe: str
    domain: str
    date: datetime
    thread: str = ""
    unsubscribe: str = ""

    def __post_init__(self) -> None:
        check_ascii_address(f"x@{self.domain}", "the domain of a Message-ID")
        if self.unsubscribe:
            check_ascii_address(self.unsubscribe, "the address to unsubscribe at")
        if self.date.tzinfo is None:
            raise ValueError("A letter's date has no time zone; pass an aware datetime.")


def message_id(dedupe: str, domain: str) -> str:
    """`<base32(sha256(dedupe))[:40]@domain>`: fixed before the first attempt, the same at every try."""
    return f"<{_digest(dedupe)[:40]}@{domain}>"


def thread_id(thread: str, domain: str) -> str:
    """`<isp.…@domain>`: a Message-ID that no mail bears and all of one thread refer to, so that they stand together."""
    kind = thread.partition(":")[0]
    return f"<{kind}.{_digest(thread)[:32]}@{domain}>"


def notice_reference(dedupe: str) -> str:
    """Eight characters of the Message-ID, for the line "if this arrives twice, it is one notice"."""
    return f"{_digest(dedupe)[:4]}-{_digest(dedupe)[4:8]}".upper()


def to_bytes(letter: Composed, headers: Headers) -> bytes:
    """Build the mail as it goes over the wire: CR LF, 7-bit, identical for identical input."""
    mail: Message[Any, Any] = MIMEMultipart("alternative", boundary=f"=_{_digest(headers.dedupe)[:40]}", policy=_POLICY)
    del mail["MIME-Version"]
    mail["Message-ID"] = message_id(headers.dedupe, headers.domain)
    mail["Date"] = format_datetime(headers.date.astimezone(UTC))
    mail["From"] = _mailbox(headers.sender, "From")
    mail["To"] = _mailbox(headers.to, "To")
    mail["Reply-To"] = _mailbox(headers.reply_to, "Reply-To")
    if headers.thread:
        root = thread_id(headers.thread, headers.domain)
        mail["In-Reply-To"], mail["References"] = root, root
    if headers.unsubscribe:
        mail["List-Unsubscribe"] = f"<mailto:{headers.unsubscribe}?subject=unsubscribe>"
    mail["Subject"] = _words(check_text(letter.subject, "subject"), "Subject")
    mail["Content-Language"] = ", ".join(letter.languages)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["MIME-Version"] = "1.0"
    mail.attach(_part(letter.text, "plain"))
    mail.attach(_part(letter.html, "html"))
    return mail.as_bytes(policy=_POLICY)


def _part(text: str, subtype: str) -> Message:
    for line in text.split("\n"):
        check_text(line, f"the {subtype} part")
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part = MIMEText(text, subtype, policy=_POLICY, _charset=charset)  # type: ignore[arg-type]  # takes a Charset
    del part["MIME-Version"]
    return part


def _words(text: str, name: str) -> Header:
    """`text` as a header's words: short plain ASCII as it is, everything else encoded."""
    plain = text.isascii() and len(text) <= _PLAIN and "=?" not in text and " ".join(text.split()) == text
    return Header(text, "us-ascii" if plain else "utf-8", header_name=name)


def _mailbox(box: Mailbox, name: str) -> Header | str:
    header = Header(header_name=name)
    if box.name:
        header.append(box.name, "utf-8")
    address = f"<{on_the_wire(box.address)}>"
    if not needs_utf8(box.address):
        header.append(address, "us-ascii")
        return header
    words = header.encode(linesep="\r\n", maxlinelen=_POLICY.max_line_length or 0)
    raw = address.encode().decode("ascii", "surrogateescape")  # RFC 6532: it stands in UTF-8, on a line of its own
    return f"{words}\r\n {raw}" if words else raw


def _digest(dedupe: str) -> str:
    try:
        return base64.b32encode(hashlib.sha256(dedupe.encode()).digest()).decode().lower()
    except UnicodeEncodeError as error:
        raise UnsafeText("A letter's dedupe key holds half a character (a lone surrogate).") from error
