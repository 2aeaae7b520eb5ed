"""The outbox: claim, checkpoint before the final dot, settle, reconcile (each a transaction of its own).

No transaction is open while a mail server is talked to, and every write after the claim is fenced.
"""

import asyncio
import datetime as dt
import os
import socket
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from models import rows
from models.database import reading, retrying, writing
from models.queries import letters, reasons
from models.tables.post import Attempt as AttemptRow
from notifications.backoff import Kind, Verdict, next_attempt
from notifications.mailer import Attempt, Outgoing, deliver
from notifications.route import Route

Now = Callable[[], dt.datetime]
BATCH = 50
"""Letters claimed at once and sent over one connection."""
LEASE = 60.0
"""Seconds for which a claim must be seen without a heartbeat, on our own monotonic clock, before it is taken over."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that is ours to send, under this fence."""

    letter: int
    fence: int
    address: str
    raw: bytes
    label: str

    @property
    def key(self) -> str:
        """How the mailer names it."""
        return f"{self.letter}:{self.fence}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one claimed letter."""

    label: str
    verdict: Verdict


def claim(engine: Engine, owner: str, now: Now, limit: int = BATCH) -> list[Claimed]:
    """Claim due letters. One that asks for something whose reason has gone is superseded instead."""

    def once() -> list[Claimed]:
        at = now()
        with writing(engine) as session:
            write = session.connection().execute
            due = write(letters.DUE, {"at": at, "most": limit}).all()
            gone = _reasons_gone(session, due)
            if gone:
                write(letters.SUPERSEDED, {"ids": sorted(gone), "when": at})
            mine = [letter for letter in due if letter.id not in gone]
            if mine:
                write(letters.TAKEN, {"ids": [letter.id for letter in mine], "by": owner})
                tried = [_attempt(letter.id, letter.fence + 1, "started", owner, at) for letter in mine]
                rows.add_all(session, AttemptRow, letters.INTO_ATTEMPT, tried)
            return [
                Claimed(letter.id, letter.fence + 1, letter.address, letter.raw, letter.isp_ref or letter.message)
                for letter in mine
            ]

    return retrying(once)


def _reasons_gone(session: Session, claimed: Sequence[Any]) -> set[int]:
    """Those that ask, and whose version has left the state, or the clock or task ended, that they are about."""
    asking = [letter for letter in claimed if letter.asks and letter.version_id is not None]
    if not asking:
        return set()
    found = session.connection().execute(letters.ENTERED, {"ids": sorted({letter.version_id for letter in asking})})
    entered = {version: seq for version, seq in found}  # noqa: C416 - rows are not pairs to mypy
    left = {one.id for one in asking if one.entered_seq not in (None, entered.get(one.version_id, one.entered_seq))}
    told = reasons.about_letters(session, {one.id: one.isp_ref for one in asking if one.entered_seq is None})
    return left | {letter for letter, seen in told.items() if reasons.why_gone(seen, None) is not None}


def _attempt(
    letter: int, fence: int, phase: str, owner: str, at: dt.datetime, said: Attempt | None = None
) -> dict[str, Any]:
    return {
        "letter_id": letter,
        "fence": fence,
        "phase": phase,
        "owner": owner,
        "code": said.code if said else None,
        "enhanced": (said.enhanced or "") if said else "",
        "reply": said.reply if said else "",
        "at": at,
    }


def checkpoint(engine: Engine, letter_id: int, fence: int, owner: str, now: Now) -> bool:
    """Say just before the final dot whether it is still ours, and what it asks still to be asked.

    Only a yes, committed, lets the dot leave.
    """

    def once() -> bool:
        at = now()
        with writing(engine) as session:
            write = session.connection().execute
            letter = write(letters.ONE, {"letter": letter_id}).one()
            if letter.fence != fence or letter.status != "sending":
                return False
            if _reasons_gone(session, [letter]):
                write(letters.SUPERSEDED, {"ids": [letter_id], "when": at})
                return False
            write(letters.ALIVE, {"letter": letter_id})
            rows.add(session, AttemptRow, letters.INTO_ATTEMPT, _attempt(letter_id, fence, "terminating", owner, at))
            return True

    return retrying(once)


PHASE = {
    Verdict.SENT: "done",
    Verdict.DEFERRED: "deferred",
    Verdict.MAILBOX_FULL: "deferred",
    Verdict.SYSTEM: "deferred",
    Verdict.REJECTED: "rejected",
    Verdict.AMBIGUOUS: "ambiguous",
    Verdict.FENCED: "fenced_off",
}


def settle(engine: Engine, letter_id: int, fence: int, owner: str, said: Attempt, now: Now) -> Verdict:
    """Write down what came of it; a letter that somebody else has taken over meanwhile is theirs."""

    def once() -> Verdict:
        at = now()
        with writing(engine) as session:
            letter = session.connection().execute(letters.ONE, {"letter": letter_id}).one()
            ours = letter.fence == fence and letter.status == "sending"
            verdict = said.verdict if ours else Verdict.FENCED
            rows.add(
                session, AttemptRow, letters.INTO_ATTEMPT, _attempt(letter_id, fence, PHASE[verdict], owner, at, said)
            )
            if ours:
                _place(session, letter, letter.fence, verdict, at)
            return verdict

    return retrying(once)


def _place(session: Session, letter: Any, fence: int, verdict: Verdict, at: dt.datetime) -> None:
    """Put a letter where its verdict leads: sent, queued again, uncertain, or failed and shown.

    The days after which it is given up count from its first try: while nobody tried, nothing had failed.
    """
    write = session.connection().execute
    again = None
    if verdict is not Verdict.SENT:
        tried = write(letters.FIRST_TRY, {"letter": letter.id}).scalar_one()
        seed = zlib.crc32(letter.message_id.encode())
        again = next_attempt(letter.attempts, tried or at, at, verdict, Kind(letter.kind), seed)
    status = "sent" if verdict is Verdict.SENT else "uncertain" if verdict is Verdict.AMBIGUOUS else "failed"
    where = {"to": status, "done": at} if again is None else {"to": "queued", "done": letter.settled_at}
    write(letters.PLACED, {"letter": letter.id, "under": fence, "again": again, **where})


def send_batch(engine: Engine, route: Route, sender: str, owner: str, now: Now) -> list[Sent]:
    """Claim one batch and send it over one connection; return what became of each letter."""
    mine = {item.key: item for item in claim(engine, owner, now)}
    if not mine:
        return []
    outcome: list[Sent] = []

    def before_dot(key: str) -> bool:
        return checkpoint(engine, mine[key].letter, mine[key].fence, owner, now)

    def after(said: Attempt) -> None:
        item = mine[said.key]
        outcome.append(Sent(item.label, settle(engine, item.letter, item.fence, owner, said, now)))

    items = [Outgoing(item.key, sender, item.address, item.raw) for item in mine.values()]
    asyncio.run(deliver(route, items, before_dot, after))
    return outcome


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as this process saw it, and when on its own monotonic clock."""

    owner: str
    fence: int
    beat: int
    since: float


def reconcile(engine: Engine, now: Now, boot: str, seen: dict[int, Seen], *, lease: float = LEASE) -> int:
    """Take over letters whose sender is dead or silent; return how many.

    A process of this machine and boot that is gone: at once. Otherwise only after the same claim was seen for
    `lease` seconds on our own monotonic clock; `seen` is the caller's memory between calls. Never by wall clock.
    """
    with reading(engine) as session:
        sending = [(id_, owner or "", fence, beat) for id_, owner, fence, beat in session.execute(letters.SENDING)]
    for gone in set(seen) - {letter for letter, *_ in sending}:
        del seen[gone]
    taken = 0
    for letter, owner, fence, beat in sending:
        before = seen.get(letter)
        if before is None or (before.owner, before.fence, before.beat) != (owner, fence, beat):
            seen[letter] = before = Seen(owner, fence, beat, time.monotonic())
        if _is_dead(owner, boot) or time.monotonic() - before.since >= lease:
            taken += _take_over(engine, letter, fence, beat, now)
    return taken


def _is_dead(owner: str, boot: str) -> bool:
    """Whether the owner was a process of this machine and boot, and is gone."""
    host, _, rest = owner.partition("|")
    boot_of, _, rest = rest.partition("|")
    pid = rest.partition("|")[0]
    if host != socket.gethostname() or boot_of != boot or not pid.isdigit() or int(pid) == os.getpid():
        return False
    return not Path(f"/proc/{pid}").exists() if Path("/proc/self").exists() else False


def _take_over(engine: Engine, letter_id: int, fence: int, beat: int, now: Now) -> int:
    def once() -> int:
        at = now()
        with writing(engine) as session:
            write = session.connection().execute
            letter = write(letters.ONE, {"letter": letter_id}).one()
            if (letter.status, letter.fence, letter.beat) != ("sending", fence, beat):
                return 0
            maybe_sent = "terminating" in write(letters.REACHED, {"letter": letter_id, "under": fence}).scalars().all()
            phase = "ambiguous" if maybe_sent else "died_safe"
            said = _attempt(letter_id, fence, phase, letter.owner or "", at)
            rows.add(session, AttemptRow, letters.INTO_ATTEMPT, said)
            after = fence + 1  # whoever still holds the old fence writes nothing more, and sends no dot
            if maybe_sent:
                _place(session, letter, after, Verdict.AMBIGUOUS, at)
            else:
                again = {"to": "queued", "again": at, "done": letter.settled_at}
                write(letters.PLACED, {"letter": letter_id, "under": after, **again})
            return 1

    return retrying(once)


def counts(session: Session) -> dict[str, int]:
    """How many letters there are by status."""
    return {status: number for status, number in session.execute(letters.COUNTED)}  # noqa: C416 - rows are not pairs to mypy
