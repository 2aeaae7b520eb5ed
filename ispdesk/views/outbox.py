"""The outbox as operators see it: letters by what became of them, and one with every try; nothing here changes it.

No letter's secrets are shown: what opens something is taken out, and a letter that brings a code has no text here.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any, Final, Literal, get_args

from sqlmodel import Session

from ispdesk.views.masking import masked
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.words.text import Text
from models.queries import outbox
from notifications.messages import BY_HAND

Group = Literal["waiting", "again", "failed", "sent", "bounced", "held", "superseded"]
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
MOST_TRIES: Final = 60
"""Phases that a letter's page shows, the last ones: a letter that waits for our own mail server is tried hourly."""
MOST_RETURNS: Final = 20


@dataclass(frozen=True)
class LetterRow:
    """One letter of the list."""

    number: int
    message: str
    subject: str
    to: Text
    ref: str
    about: str
    group: Group
    uncertain: bool
    attempts: int
    queued: dt.datetime
    next: dt.datetime | None
    settled: dt.datetime | None


@dataclass(frozen=True)
class OutboxView:
    """One page of one group, or of all; how many letters there are in each."""

    rows: tuple[LetterRow, ...]
    counts: Mapping[str, int]
    found: int


@dataclass(frozen=True)
class Phase:
    """How far a try came, what that means, and what the other side said: a stranger's text."""

    number: int
    phase: str
    meaning: str
    code: str
    reply: str
    at: dt.datetime


@dataclass(frozen=True)
class Returned:
    """A mail that came back about the letter, and what it says: a stranger's text."""

    kind: str
    meaning: str
    code: str
    says: str
    at: dt.datetime


@dataclass(frozen=True)
class LetterView:
    """One letter: its reader, its tries, what came back, and its text in plain words without what it opens."""

    row: LetterRow
    address: str
    kind: str
    message_id: str
    text: str
    lang: str | None
    why_no_text: str
    removed: str
    phases: tuple[Phase, ...]
    returned: tuple[Returned, ...]


def outbox_view(session: Session, group: Group | None, page: int) -> OutboxView:
    """A page (from 1) of PAGE_SIZE letters, the newest first."""
    counts = outbox.counts(session)
    rows = outbox.page(session, group, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    total = sum(counts.values())
    return OutboxView(tuple(map(_row, rows)), {"all": total, **counts}, counts[group] if group else total)


def letter_view(session: Session, number: int) -> LetterView | None:
    """One letter; None where there is none of this number."""
    found = outbox.one(session, number)
    if found is None:
        return None
    frozen = outbox.frozen(session, number)
    text, lang, why = _text(found.message, frozen)
    return LetterView(
        row=_row(found),
        address=found.address,
        kind=found.kind,
        message_id=found.message_id,
        text=text,
        lang=lang,
        why_no_text=why,
        removed=frozen.removed if frozen else "",
        phases=tuple(map(_phase, outbox.attempts(session, number, MOST_TRIES))),
        returned=tuple(map(_returned, outbox.came_back(session, number, MOST_RETURNS))),
    )


def _row(found: Any) -> LetterRow:
    return LetterRow(
        number=found.id,
        message=found.message,
        subject=masked(found.subject),
        to=Text(found.name_en, found.name_cy or None),
        ref=found.ref,
        about=found.isp_ref or "",
        group=_group(found),
        uncertain=found.status == "uncertain",
        attempts=found.attempts,
        queued=found.queued_at,
        next=found.next_at if found.status == "queued" else None,
        settled=found.settled_at if found.status not in ("queued", "sending") else None,
    )


def _group(found: Any) -> Group:
    """The same as the questions have it."""
    if found.bounced:
        return "bounced"
    if found.status in ("queued", "sending"):
        tried = found.attempts - (found.status == "sending")
        return "again" if tried > 0 else "waiting"
    return next((group for group in GROUPS if group == found.status), "failed")  # uncertain, beside what has failed


def _text(message: str, frozen: Any) -> tuple[str, str | None, str]:
    """The plain text, the language of the whole of it, or why it is not shown."""
    if message in BY_HAND:
        return "", None, "code"
    if frozen is None:
        return "", None, ""
    if frozen.removed:
        return "", None, "removed"
    mail = message_from_bytes(frozen.raw, policy=policy.default)
    part = mail.get_body(("plain",))
    languages = [one.strip() for one in str(mail.get("Content-Language", "")).split(",")]
    words = part.get_content() if part is not None else ""
    return masked(words).strip(), languages[0] if len(languages) == 1 else None, ""


def _phase(found: Any) -> Phase:
    code = " ".join(filter(None, (str(found.code or ""), found.enhanced)))
    final = found.phase in ("deferred", "rejected")
    meaning = _meaning(found.code, found.enhanced) if final else ""
    return Phase(found.fence, found.phase, meaning, code, masked(found.reply), found.at)


def _returned(found: Any) -> Returned:
    meaning = _meaning(None, found.enhanced) if found.kind in outbox.CAME_BACK else ""
    return Returned(found.kind, meaning, found.enhanced, masked(found.diagnostic), found.at)


MEANINGS: Final[Mapping[str, str]] = {
    "5.1.7": "ours", "5.1.8": "ours", "4.2.2": "full", "5.2.2": "full", "5.3.4": "big", "4.3.4": "big",
    "5.2.1": "nobody", "5.1.": "nobody", "4.7.": "later", "5.7.": "policy", "5.3.": "server", "5.4.": "way",
    "5.5.": "ours", "5.6.": "content",
}  # fmt: skip
"""What an enhanced code means, by the longest beginning that fits (RFC 3463)."""
_NOBODY: Final = frozenset({550, 551, 553})
_FULL: Final = 552


def _meaning(code: int | None, enhanced: str) -> str:
    """What the server's answer means, as a word's key ends; `lost` where there was no answer."""
    if enhanced:
        fits = [beginning for beginning in MEANINGS if enhanced.startswith(beginning)]
        return MEANINGS[max(fits, key=len)] if fits else ("later" if enhanced.startswith("4") else "refused")
    if code is None:
        return "lost"
    if code in _NOBODY:
        return "nobody"
    return "full" if code == _FULL else "later" if code // 100 == 4 else "refused"  # noqa: PLR2004 - the 4xx of RFC 5321
