"""What was composed → the bytes of a mail, the same bytes every time.

`email.header.Header` under a compat32 policy: `EmailMessage` damages Welsh subjects. The rest is put together here, as
`email.mime` would: its tree of objects takes longer than the letter.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.policy import compat32
from email.utils import format_datetime
from functools import lru_cache
from typing import Final

from notifications.compose import Composed
from notifications.safe import UnsafeText, check_address, check_ascii_address, check_text, needs_utf8, on_the_wire

_POLICY: Final = compat32.clone(
    linesep="\r\n", max_line_length=74
)  # of 78, Header makes words of 76; RFC 2047 allows 75
_PLAIN: Final = 60
"""An ASCII subject of at most this length needs no encoding."""
_ONE_CLICK: Final = re.compile(r"https://[!#-;=?-~]{1,900}", re.ASCII)
"""Nothing that ends the angle brackets around it; on one line, which may have 998 characters (RFC 5322 §2.1.1)."""


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
    `one_click` is where their mail program posts the same without asking them to sign in (RFC 8058): an https address.
    """

    sender: Mailbox
    to: Mailbox
    reply_to: Mailbox
    dedupe: str
    domain: str
    date: datetime
    thread: str = ""
    unsubscribe: str = ""
    one_click: str = ""

    def __post_init__(self) -> None:
        check_ascii_address(f"x@{self.domain}", "the domain of a Message-ID")
        if needs_utf8(self.reply_to.address) or needs_utf8(self.sender.address):
            raise UnsafeText("Only the reader's own address may need a server that offers SMTPUTF8.")
        if self.unsubscribe:
            check_ascii_address(self.unsubscribe, "the address to unsubscribe at")
        if self.one_click and not (self.unsubscribe and _ONE_CLICK.fullmatch(self.one_click)):
            raise UnsafeText(
                "Mail programs post to an https address in plain ASCII, beside one that can be written to."
            )
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


def thread_id(thread: str, domain: str) -> str:
    """`<isp.…@domain>`: a Message-ID that no mail bears and all of one thread refer to, so that they stand together."""
    kind = thread.partition(":")[0]
    return f"<{kind}.{_digest(thread)[:32]}@{domain}>"


def notice_reference(dedupe: str) -> str:
    """Eight characters of the Message-ID, for the line "if this arrives twice, it is one notice"."""
    return f"{_digest(dedupe)[:4]}-{_digest(dedupe)[4:8]}".upper()


def to_bytes(letter: Composed, headers: Headers, calendar: CalendarPart | None = None) -> bytes:
    """Build the mail as it goes over the wire: CR LF, 7-bit but for a reader's address that is not, always the same."""
    boundary = f"=_{_digest(headers.dedupe)[:40]}"
    parts = [
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n',
        _POLICY.fold("Message-ID", message_id(headers.dedupe, headers.domain)),
        f"Date: {format_datetime(headers.date.astimezone(UTC))}\r\n",
        _mailbox(headers.sender, "From"),
        _mailbox(headers.to, "To"),
        _mailbox(headers.reply_to, "Reply-To"),
        *_thread(headers),
        _words(check_text(letter.subject, "subject"), "Subject"),
        f"Content-Language: {', '.join(letter.languages)}\r\n",
        "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n\r\n",
    ]
    for text, subtype in ((letter.text, "plain"), (letter.html, "html")):
        parts += (f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n', _QUOTED, _body(text, subtype))
    if calendar is not None:
        parts += (f"--{boundary}\r\n", _calendar_part(calendar))
    return "".join([*parts, f"--{boundary}--\r\n"]).encode("utf-8" if needs_utf8(headers.to.address) else "ascii")


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
    address = f"<{on_the_wire(box.address)}>"
    if not needs_utf8(box.address):
        header.append(address, "us-ascii")
        return _POLICY.fold(name, header)  # type: ignore[arg-type]
    words = _POLICY.fold(name, header) if box.name else f"{name}:\r\n"  # type: ignore[arg-type]
    return f"{words} {address}\r\n"  # as it is, in UTF-8 (RFC 6532), on a line of its own


def _thread(headers: Headers) -> list[str]:
    """What keeps one ISP's mails together, and where digests are declined."""
    lines = []
    if headers.thread:
        root = thread_id(headers.thread, headers.domain)
        lines += [_POLICY.fold("In-Reply-To", root), _POLICY.fold("References", root)]
    if headers.unsubscribe:
        post = f"<{headers.one_click}>,\r\n " if headers.one_click else ""
        lines.append(f"List-Unsubscribe: {post}<mailto:{headers.unsubscribe}?subject=unsubscribe>\r\n")
    if headers.one_click:
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
    return lines


def _digest(dedupe: str) -> str:
    try:
        return base64.b32encode(hashlib.sha256(dedupe.encode()).digest()).decode().lower()
    except UnicodeEncodeError as error:
        raise UnsafeText("A letter's dedupe key holds half a character (a lone surrogate).") from error
