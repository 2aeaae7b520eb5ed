"""What was composed → the bytes of a mail, the same bytes every time.

`email.mime` and `email.header.Header` under a compat32 policy: `EmailMessage` damages Welsh subjects.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import Any, Final

from notifications.compose import Composed
from notifications.safe import UnsafeText, check_address, check_text

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
    """What stands above a letter; `dedupe` is the outbox's key, from which the Message-ID is made."""

    sender: Mailbox
    to: Mailbox
    reply_to: Mailbox
    dedupe: str
    domain: str
    date: datetime

    def __post_init__(self) -> None:
        check_address(f"x@{self.domain}", "the domain of a Message-ID")
        if self.date.tzinfo is None:
            raise ValueError("A letter's date has no time zone; pass an aware datetime.")


@dataclass(frozen=True)
class CalendarPart:
    """What a mail program puts into the reader's calendar: `content` is a whole iCalendar object of this METHOD."""

    method: str
    content: bytes


def message_id(dedupe: str, domain: str) -> str:
    """`<base32(sha256(dedupe))[:40]@domain>`: fixed before the first attempt, the same at every try."""
    return f"<{_digest(dedupe)[:40]}@{domain}>"


def notice_reference(dedupe: str) -> str:
    """Eight characters of the Message-ID, for the line "if this arrives twice, it is one notice"."""
    return f"{_digest(dedupe)[:4]}-{_digest(dedupe)[4:8]}".upper()


def to_bytes(letter: Composed, headers: Headers, calendar: CalendarPart | None = None) -> bytes:
    """Build the mail as it goes over the wire: CR LF, 7-bit, identical for identical input."""
    mail: Message[Any, Any] = MIMEMultipart("alternative", boundary=f"=_{_digest(headers.dedupe)[:40]}", policy=_POLICY)
    del mail["MIME-Version"]
    mail["Message-ID"] = message_id(headers.dedupe, headers.domain)
    mail["Date"] = format_datetime(headers.date.astimezone(UTC))
    mail["From"] = _mailbox(headers.sender, "From")
    mail["To"] = _mailbox(headers.to, "To")
    mail["Reply-To"] = _mailbox(headers.reply_to, "Reply-To")
    mail["Subject"] = _words(check_text(letter.subject, "subject"), "Subject")
    mail["Content-Language"] = ", ".join(letter.languages)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["MIME-Version"] = "1.0"
    mail.attach(_part(letter.text, "plain"))
    mail.attach(_part(letter.html, "html"))
    if calendar is not None:
        mail.attach(_calendar_part(calendar))
    return mail.as_bytes(policy=_POLICY)


def _part(text: str, subtype: str) -> Message:
    for line in text.split("\n"):
        check_text(line, f"the {subtype} part")
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part = MIMEText(text, subtype, policy=_POLICY, _charset=charset)  # type: ignore[arg-type]  # takes a Charset
    del part["MIME-Version"]
    return part


def _calendar_part(calendar: CalendarPart) -> Message:
    """The last alternative, as Outlook and Gmail look for it; its METHOD stands in the header too (RFC 6047)."""
    part = MIMEBase("text", "calendar", policy=_POLICY, method=calendar.method, charset="utf-8")
    part.set_payload(calendar.content)
    encode_base64(part)  # the lines of the object keep their ends
    del part["MIME-Version"]
    return part


def _words(text: str, name: str) -> Header:
    """`text` as a header's words: short plain ASCII as it is, everything else encoded."""
    plain = text.isascii() and len(text) <= _PLAIN and "=?" not in text and " ".join(text.split()) == text
    return Header(text, "us-ascii" if plain else "utf-8", header_name=name)


def _mailbox(box: Mailbox, name: str) -> Header:
    header = Header(header_name=name)
    if box.name:
        header.append(box.name, "utf-8")
    header.append(f"<{box.address}>", "us-ascii")
    return header


def _digest(dedupe: str) -> str:
    try:
        return base64.b32encode(hashlib.sha256(dedupe.encode()).digest()).decode().lower()
    except UnicodeEncodeError as error:
        raise UnsafeText("A letter's dedupe key holds half a character (a lone surrogate).") from error
