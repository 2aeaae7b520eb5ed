"""What a mail that came back to us is: a report on a delivery (RFC 3464), an automatic answer (RFC 3834), or a letter.

Pure, and made for hostile input: what cannot be read is said to be so.
"""

import contextlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from itertools import islice
from typing import Any, Final, TypeAlias

from notifications.backoff import is_dead_address
from notifications.envelope import Signed, read

Mail: TypeAlias = "Message[Any, Any]"
LONGEST: Final = 2**26
"""Bytes of a file that are read: more than mail servers take in (our default)."""
_LOOKED_AT: Final = 2**20
"""Bytes that are parsed; of a longer report the part that a machine wrote and what follows it."""
_HEAD: Final = 2**16
_HEADER: Final = 2**12
_TRIES: Final = 100
"""Bytes of a part's header, and places that are looked at: few, so that nobody can make the search long."""
_DELIVERY_STATUS: Final = re.compile(rb"\ncontent-type:[ \t]*message/delivery-status", re.IGNORECASE)
_BLANK_LINE: Final = re.compile(rb"\n\r?\n")
_SAID: Final = 500
_TO: Final = ("X-Original-To", "Delivered-To", "To")
_STATUS: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_CODE: Final = re.compile(r"(?:smtp;)?\s*([245]\d\d)\b", re.IGNORECASE)
_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{1,110}>")
_ADDRESS: Final = re.compile(r"[^\s<>,;:\"]{1,200}@[^\s<>,;:\"]{1,255}")
_AUTOMATIC: Final = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})


@dataclass(frozen=True, slots=True)
class Returned:
    """What it is (a word of RECEIVED but `forged`), which letters it claims to be about, and what it says.

    `signed`: what the address it came to says; `message_ids`: of the letter that it returns, or answers.
    """

    kind: str
    signed: Signed | None
    message_ids: tuple[str, ...]
    action: str
    enhanced: str
    diagnostic: str
    sender: str
    subject: str


def look(raw: bytes, bounces: str | None) -> Returned:
    """Say what this mail is; `bounces` is the address whose signed forms our letters were sent from."""
    try:
        return _look(_shortened(raw), bounces)
    except Exception:  # noqa: BLE001 - whatever a stranger's mail breaks in the parser, the file is kept and shown
        return Returned("unreadable", None, (), "", "", "", "", "")


def _shortened(raw: bytes) -> bytes:
    """What is parsed of a mail: its beginning, and where a long report's first parts fill that, the report itself."""
    if len(raw) <= _LOOKED_AT:
        return raw
    mail: Mail = message_from_bytes(raw[:_HEAD], policy=compat32)
    boundary = mail.get_boundary()
    if mail.get_content_type() != "multipart/report" or not boundary:
        return raw[:_LOOKED_AT]
    begins = _report_begins(raw, b"--" + boundary.encode("ascii", "replace"))
    return raw[:_HEAD] + raw[begins:][:_LOOKED_AT] if begins else raw[:_LOOKED_AT]


def _report_begins(raw: bytes, mark: bytes) -> int | None:
    """Where the boundary stands before the part that says what became of the letter."""
    for found in islice(_DELIVERY_STATUS.finditer(raw), _TRIES):
        start = max(0, found.start() - _HEADER)
        before = raw[start : found.start() + 1]
        at = before.rfind(b"\n" + mark)
        if at >= 0 and not _BLANK_LINE.search(before, at):
            return start + at
    return None


def _look(raw: bytes, bounces: str | None) -> Returned:
    mail: Mail = message_from_bytes(raw, policy=compat32)
    if not mail.keys():
        return Returned("unreadable", None, (), "", "", "", "", "")
    signed = _signed(mail, bounces)
    report = _report(mail)
    sender, subject = _shown(_written(mail, "From")), _shown(_written(mail, "Subject"))
    if report is not None:
        action, enhanced, diagnostic = report
        return Returned(
            _kind(action, enhanced, diagnostic), signed, _returned_ids(mail), action, enhanced,
            _escaped(diagnostic), sender, subject,
        )  # fmt: skip
    kind = "automatic" if _is_automatic(mail) else "human"
    answered = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    return Returned(kind, signed, tuple(_MESSAGE_ID.findall(answered)[:20]), "", "", "", sender, subject)


def _signed(mail: Mail, bounces: str | None) -> Signed | None:
    if bounces is None:
        return None
    given = (str(value) for name in _TO for value in mail.get_all(name, []))
    found = (read(address, bounces) for text in given for address in _ADDRESS.findall(text[:2000]))
    return next((one for one in found if one is not None), None)


def _report(mail: Mail) -> tuple[str, str, str] | None:
    """The action, status and diagnostic for the recipient of a report on delivery; the first that failed, if any."""
    if mail.get_content_type() != "multipart/report":
        return None
    part = next((part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None)
    groups = part.get_payload() if part is not None else []
    told = [group for group in groups if isinstance(group, Message) and group.get("Action")]
    if not told:
        return None
    group = next((one for one in told if _word(one, "Action") == "failed"), told[0])
    status = _STATUS.search(str(group.get("Status", "")))
    return _word(group, "Action"), status[0] if status else "", _written(group, "Diagnostic-Code")


def _word(group: Mail, name: str) -> str:
    return "".join(re.findall(r"[a-z]+", str(group.get(name, "")).lower()))[:20]


def _kind(action: str, enhanced: str, diagnostic: str) -> str:
    if action != "failed":
        return "report"
    code = _CODE.match(diagnostic)
    return "hard" if is_dead_address(int(code[1]) if code else None, enhanced) else "soft"


def _returned_ids(mail: Mail) -> tuple[str, ...]:
    """The Message-IDs of the letter that a report returns, whole or by its headers."""
    found: list[str] = []
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            texts = [str(one.get("Message-ID", "")) for one in inner if isinstance(one, Message)]
        elif kind == "text/rfc822-headers":
            texts = [str(message_from_bytes(part.get_payload(decode=True) or b"").get("Message-ID", ""))]  # type: ignore[arg-type]  # bytes: it is no multipart
        else:
            continue
        found += [id_ for text in texts for id_ in _MESSAGE_ID.findall(text)]
    return tuple(found[:20])


def _is_automatic(mail: Mail) -> bool:
    """Whether no person wrote it (RFC 3834, and what was usual before it)."""
    said = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    empty_path = str(mail.get("Return-Path", "x")).strip() == "<>"
    return (
        said != "no"
        or empty_path
        or str(mail.get("Precedence", "")).strip().lower() in _AUTOMATIC
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id"))
        or mail.get_content_type() == "multipart/report"
    )


def _written(mail: Mail, name: str) -> str:
    """A header as it was written, where it is UTF-8 outright too (RFC 6532)."""
    found = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    return str(found).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _shown(value: str) -> str:
    text = value[:2000]
    with contextlib.suppress(LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """One line that can be shown and logged: letters of any script as they are, what cannot be seen by its code."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)[:_SAID]
