"""What was composed → the bytes of a mail, the same bytes every time.

`email.header.Header` under a compat32 policy: `EmailMessage` damages Welsh subjects. The rest is put together here, as
`email.mime` would: its tree of objects takes longer than the letter.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.policy import compat32
from email.utils import format_datetime
from functools import lru_cache
from typing import Final

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
    boundary = f"=_{_digest(headers.dedupe)[:40]}"
    parts = [
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n',
        _POLICY.fold("Message-ID", message_id(headers.dedupe, headers.domain)),
        f"Date: {format_datetime(headers.date.astimezone(UTC))}\r\n",
        _mailbox(headers.sender, "From"),
        _mailbox(headers.to, "To"),
        _mailbox(headers.reply_to, "Reply-To"),
        _words(check_text(letter.subject, "subject"), "Subject"),
        f"Content-Language: {', '.join(letter.languages)}\r\n",
        "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n\r\n",
    ]
    for text, subtype in ((letter.text, "plain"), (letter.html, "html")):
        parts += (f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n', _QUOTED, _body(text, subtype))
    if calendar is not None:
        parts += (f"--{boundary}\r\n", _calendar_part(calendar))
    return "".join([*parts, f"--{boundary}--\r\n"]).encode("ascii")


_QUOTED: Final = "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
_CHARSET: Final = Charset("utf-8")
_CHARSET.body_encoding = QP


def _body(text: str, subtype: str) -> str:
    """A part's text, quoted-printable, and the line end that belongs to the boundary after it."""
    lines = text.split("\n")
    for line in lines:
        check_text(line, f"the {subtype} part")
    return "\r\n".join([*map(_line, lines), ""])


@lru_cache(maxsize=4096)
def _line(line: str) -> str:
    """One line, quoted-printable: most of a letter's lines are those of every letter."""
    return _CHARSET.body_encode(line).replace("\n", "\r\n")


def _calendar_part(calendar: CalendarPart) -> str:
    """The last alternative, as Outlook and Gmail look for it; its METHOD stands in the header too (RFC 6047).

    In base 64, so that the lines of the object keep their ends.
    """
    head = f'Content-Type: text/calendar; method="{calendar.method}"; charset="utf-8"\r\n'
    content = base64.encodebytes(calendar.content).decode("ascii").replace("\n", "\r\n")
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n{content}\r\n"


@lru_cache(maxsize=1024)
def _words(text: str, name: str) -> str:
    """`text` as a header's words: short plain ASCII as it is, everything else encoded."""
    plain = text.isascii() and len(text) <= _PLAIN and "=?" not in text and " ".join(text.split()) == text
    return _POLICY.fold(name, Header(text, "us-ascii" if plain else "utf-8", header_name=name))  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def _mailbox(box: Mailbox, name: str) -> str:
    header = Header(header_name=name)
    if box.name:
        header.append(box.name, "utf-8")
    header.append(f"<{box.address}>", "us-ascii")
    return _POLICY.fold(name, header)  # type: ignore[arg-type]


def _digest(dedupe: str) -> str:
    try:
        return base64.b32encode(hashlib.sha256(dedupe.encode()).digest()).decode().lower()
    except UnicodeEncodeError as error:
        raise UnsafeText("A letter's dedupe key holds half a character (a lone surrogate).") from error
