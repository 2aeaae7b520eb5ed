"""What a mail server's answer means, and when a letter is tried again (`reliability.md` §4.5); pure."""

import hashlib
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """How urgent a letter is; escalations and notices go at least once, nudges and digests at most once."""

    ESCALATION = "escalation"
    NOTICE = "notice"
    NUDGE = "nudge"
    DIGEST = "digest"

    @property
    def at_least_once(self) -> bool:
        """Whether a repeat is better than silence when nobody knows if the letter arrived."""
        return self in {Kind.ESCALATION, Kind.NOTICE}


class Stage(StrEnum):
    """How far a letter had come when the answer, or the silence, arrived."""

    ADDRESS = "address"  # refused here, before any connection
    CONNECT = "connect"  # no connection, or the greeting
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BODY = "body"  # written in part or whole, without the final dot
    DOT = "dot"  # the final dot has left
    QUIT = "quit"  # after the answer to the dot


class Verdict(StrEnum):
    """What an attempt to send came to."""

    SENT = "sent"
    DEFERRED = "deferred"  # provably not accepted; try again
    MAILBOX_FULL = "mailbox_full"  # 5.2.2: daily, for three days
    REJECTED = "rejected"  # this recipient, or this letter to them, for good
    SYSTEM = "system"  # our fault: the letter waits, somebody is alerted
    AMBIGUOUS = "ambiguous"  # the dot left and no answer came
    FENCED = "fenced"  # another worker has taken the letter over; no dot was sent


SCHEDULE: Final = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60))
"""Waits after the first, second … failure; after the last of them hourly."""
GIVE_UP: Final = timedelta(days=5)
FULL_EVERY: Final = timedelta(days=1)
FULL_GIVE_UP: Final = timedelta(days=3)
RESEND: Final = timedelta(minutes=15)
DEPUTY_AFTER: Final = timedelta(hours=4)

_BEFORE_RCPT: Final = frozenset({Stage.CONNECT, Stage.EHLO, Stage.STARTTLS, Stage.AUTH, Stage.MAIL})
_NOT_OF_THE_RECIPIENT: Final = frozenset({500, 502, 503, 504, 530, 534, 535, 538})
_OURS: Final = ("5.3.", "5.5.", "5.7.")
_SENDERS_ADDRESS: Final = frozenset({"5.1.7", "5.1.8"})
_TOO_BIG: Final = "5.3.4"
_BAD_ADDRESS_SYNTAX: Final = "5.5.2"


def classify(stage: Stage, code: int | None, enhanced: str | None) -> Verdict:
    """Say what the answer `code` (RFC 5321) with `enhanced` (RFC 3463) at `stage` means.

    `code` None: the connection was lost or timed out at that stage, or the answer could not be read.
    """
    if stage is Stage.QUIT:
        return Verdict.SENT
    if stage is Stage.ADDRESS:
        return Verdict.REJECTED
    kind = (code or 0) // 100
    if stage is Stage.DOT and kind not in {2, 4, 5}:
        return Verdict.AMBIGUOUS
    if stage is Stage.DOT and kind == 2:  # noqa: PLR2004 - the 2xx of RFC 5321
        return Verdict.SENT
    if kind != 5:  # noqa: PLR2004 - the 5xx of RFC 5321
        return Verdict.DEFERRED
    return _refused(stage, code or 0, enhanced or "")


def _refused(stage: Stage, code: int, enhanced: str) -> Verdict:
    """Whose fault a 5xx is."""
    if stage in _BEFORE_RCPT or enhanced in _SENDERS_ADDRESS:
        return Verdict.SYSTEM
    if enhanced == "5.2.2" or (not enhanced and code == 552 and stage is Stage.RCPT):  # noqa: PLR2004 - RFC 5321 §4.5.3.1.10
        return Verdict.MAILBOX_FULL
    if enhanced in {_TOO_BIG, _BAD_ADDRESS_SYNTAX}:
        return Verdict.REJECTED
    if enhanced.startswith(_OURS) or (not enhanced and code in _NOT_OF_THE_RECIPIENT):
        return Verdict.SYSTEM
    return Verdict.REJECTED


def is_dead_address(code: int | None, enhanced: str) -> bool:
    """Whether an answer, at once or in a bounce, says that nobody is at this address and nobody will be.

    5.1.x but of the sender's own address, and 5.2.1 (RFC 3463); without such a code, the bare 550, 551 and 553 of
    RFC 5321 §4.2.3.
    """
    if enhanced:
        return enhanced not in _SENDERS_ADDRESS and (enhanced.startswith("5.1.") or enhanced == "5.2.1")
    return code in {550, 551, 553}


def next_attempt(
    attempts: int, first_queued: datetime, last: datetime, verdict: Verdict, kind: Kind, seed: int
) -> datetime | None:
    """When the letter is tried again (UTC), or None: never again by itself.

    `attempts` counts those made, this one included; `last` is when it was made; `seed` spreads letters that
    failed together by up to a tenth of their wait. While the fault is ours, escalations and notices are never
    given up.
    """
    if attempts < 1:
        raise ValueError("next_attempt is asked after an attempt: attempts must be 1 or more.")
    first, now = _utc(first_queued), _utc(last)
    if verdict in {Verdict.SENT, Verdict.REJECTED, Verdict.FENCED}:
        return None
    if verdict is Verdict.AMBIGUOUS and not kind.at_least_once:
        return None
    wait, limit = SCHEDULE[min(attempts, len(SCHEDULE)) - 1], GIVE_UP
    if verdict is Verdict.AMBIGUOUS:
        wait = RESEND
    elif verdict is Verdict.MAILBOX_FULL:
        wait, limit = FULL_EVERY, FULL_GIVE_UP
    then = now + wait + _jitter(wait, seed, attempts)
    if verdict is Verdict.SYSTEM and kind.at_least_once:
        return then
    return then if then - first <= limit else None


def is_for_deputy(kind: Kind, first_queued: datetime, at: datetime) -> bool:
    """Whether an escalation still unsent at `at` also goes to the next in its chain (after four hours)."""
    return kind is Kind.ESCALATION and _utc(at) - _utc(first_queued) >= DEPUTY_AFTER


def _jitter(wait: timedelta, seed: int, attempts: int) -> timedelta:
    """Between nothing and a tenth of `wait`, always the same for the same seed and attempt."""
    digest = hashlib.sha256(f"{seed}:{attempts}".encode()).digest()
    return wait * (int.from_bytes(digest[:4]) / (10 * 2**32))


def _utc(at: datetime) -> datetime:
    """Move the instant to UTC, where adding hours adds hours; a time without a zone is refused."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone; pass an aware datetime.")
    return at.astimezone(UTC)
