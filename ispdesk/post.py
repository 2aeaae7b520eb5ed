"""The outbox: claim, checkpoint before the final dot, settle, reconcile.

Each is a transaction of its own, but that a letter is settled in the checkpoint of the next one of its batch.
No transaction is open while a mail server is talked to, and every write after the claim is fenced.
"""

import asyncio
import datetime as dt
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from ispdesk import fenced, taken
from models import rows
from models.database import reading, retrying, writing
from models.kept import Kept
from models.queries import letters
from models.tables.post import Attempt as AttemptRow
from notifications.backoff import Verdict
from notifications.limits import Limits, full, host_of, pick
from notifications.mailer import Attempt, Outgoing, deliver
from notifications.route import Route

Now = Callable[[], dt.datetime]
BATCH = 50
"""Letters claimed at once and sent over one connection."""
LOOKED_AT = 8 * BATCH
"""Due letters among which a batch is picked where hosts have limits."""
MINUTE = dt.timedelta(minutes=1)
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
    asks: bool = False
    isp_ref: str | None = None
    version_id: int | None = None
    entered_seq: int | None = None

    @property
    def id(self) -> int:
        """The letter's row."""
        return self.letter

    @property
    def key(self) -> str:
        """How the mailer names it."""
        return f"{self.letter}:{self.fence}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one claimed letter."""

    label: str
    verdict: Verdict


def claim(engine: Engine, owner: str, now: Now, limit: int = BATCH, limits: Limits | None = None) -> list[Claimed]:
    """Claim due letters, so many to a host as it takes at once and in a minute.

    One that asks for something whose reason has gone is superseded instead.
    """

    def once() -> list[Claimed]:
        at = now()
        with writing(engine) as session:
            write = session.connection().execute
            within = None if limits is None else _within(session, at, limits, limit)
            due = write(letters.due(within), {"at": at, "most": limit}).all() if within != [] else []
            gone = fenced.reasons_gone(session, due)
            if gone:
                write(letters.SUPERSEDED, {"ids": sorted(gone), "when": at})
            mine = [letter for letter in due if letter.id not in gone]
            raw: dict[int, bytes] = {}
            if mine:
                ids = [letter.id for letter in mine]
                write(letters.TAKEN, {"ids": ids, "by": owner})
                raw = {row.letter_id: row.raw for row in write(letters.FROZEN, {"ids": ids})}
                tried = [fenced.attempt(letter.id, letter.fence + 1, "started", owner, at) for letter in mine]
                rows.add_all(session, AttemptRow, letters.INTO_ATTEMPT, tried)
            return [
                Claimed(
                    letter.id,
                    letter.fence + 1,
                    letter.address,
                    raw[letter.id],
                    letter.isp_ref or letter.message,
                    letter.asks,
                    letter.isp_ref,
                    letter.version_id,
                    letter.entered_seq,
                )
                for letter in mine
            ]

    return retrying(once)


def _within(session: Session, at: dt.datetime, limits: Limits, most: int) -> list[int]:
    """The due letters that their hosts take now, of those whose turn is next."""
    ask = session.connection().execute
    recent: Counter[str] = Counter()
    for host, count in ask(letters.BEGUN, {"since": at - MINUTE, "at": at}):
        recent[host_of(host)] += count
    with ask(letters.waiting(full(recent, limits)), {"at": at, "most": LOOKED_AT}) as due:  # read as far as is needed
        return pick(((id_, address) for id_, address in due), recent, limits, most)


def checkpoint(engine: Engine, letter_id: int, fence: int, owner: str, now: Now) -> bool:
    """Say just before the final dot whether it is still ours, and what it asks still to be asked.

    Only a yes, committed, lets the dot leave.
    """

    def once() -> bool:
        with Kept(engine) as kept, kept.transaction():
            letter = kept.session.connection().execute(letters.ONE, {"letter": letter_id}).one()
            return fenced.checked(kept, letter, fence, owner, now())

    return retrying(once)


def settle(engine: Engine, letter_id: int, fence: int, owner: str, said: Attempt, now: Now) -> Verdict:
    """Write down what came of it; a letter that somebody else has taken over meanwhile is theirs."""

    def once() -> Verdict:
        with Kept(engine) as kept, kept.transaction():
            return fenced.settled(kept, letter_id, fence, owner, said, now())

    return retrying(once)


def send_batch(
    engine: Engine,
    route: Route,
    sender: Callable[[int], str],
    owner: str,
    now: Now,
    limits: Limits | None = None,
    folder: Path | None = None,
) -> list[Sent]:
    """Claim one batch and send it over one connection; return what became of each letter.

    `sender` gives the envelope's sender for a letter. The local inbox takes as many as there are. In `folder` stands
    meanwhile which letters a server has taken (see taken.py).
    """
    mine = {item.key: item for item in claim(engine, owner, now, limits=None if route.local else limits)}
    if not mine:
        return []
    items = [Outgoing(item.key, sender(item.letter), item.address, item.raw) for item in mine.values()]
    with Kept(engine) as kept:
        batch = _Batch(kept, owner, now, mine, taken.Notes(folder, owner))
        try:
            asyncio.run(deliver(route, items, batch.before_dot, batch.after, batch.write))
        finally:
            batch.write()
    batch.notes.close()
    return batch.outcome


@dataclass
class _Batch:
    """A batch under way. What became of a letter is written with the next one's checkpoint, in one transaction.

    Until then it is noted in a file, so that a sender that dies leaves no doubt about it. The mailer asks for it to be
    written by itself where the next letter is slow to come so far.
    """

    kept: Kept
    owner: str
    now: Now
    mine: dict[str, Claimed]
    notes: taken.Notes
    outcome: list[Sent] = field(default_factory=list)
    known: Attempt | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def before_dot(self, key: str) -> bool:
        """Settle the letter before, and say whether this one's dot may leave."""
        return self._transaction(self.mine[key])

    def after(self, said: Attempt) -> None:
        """Keep what became of a letter; one is kept at the most."""
        if said.verdict is Verdict.SENT:
            item = self.mine[said.key]
            self.notes.add(item.letter, item.fence)
        self.write()
        self.known = said

    def write(self) -> None:
        """Settle the letter before, if that has not been written."""
        if self.known is not None:
            self._transaction(None)

    def _transaction(self, following: Claimed | None) -> bool:
        def once() -> tuple[Verdict | None, bool]:
            at = self.now()
            with self.kept.transaction():
                verdict = None
                if known is not None:
                    before = self.mine[known.key]
                    verdict = fenced.settled(self.kept, before.letter, before.fence, self.owner, known, at)
                may = following is not None and fenced.checked(self.kept, following, following.fence, self.owner, at)
                return verdict, may

        with self.lock:
            known = self.known
            verdict, may = retrying(once)
            if known is not None and verdict is not None:
                self.outcome.append(Sent(self.mine[known.key].label, verdict))
            self.known = None
            return may


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as this process saw it, and when on its own monotonic clock."""

    owner: str
    fence: int
    beat: int
    since: float


def reconcile(
    engine: Engine, now: Now, boot: str, seen: dict[int, Seen], *, lease: float = LEASE, folder: Path | None = None
) -> int:
    """Take over letters whose sender is dead or silent; return how many.

    A process of this machine and boot that is gone: at once. Otherwise only after the same claim was seen for
    `lease` seconds on our own monotonic clock; `seen` is the caller's memory between calls. Never by wall clock.
    In `folder` such a process of this machine noted what a server had taken.
    """
    with reading(engine) as session:
        sending = [(id_, owner or "", fence, beat) for id_, owner, fence, beat in session.execute(letters.SENDING)]
    for gone in set(seen) - {letter for letter, *_ in sending}:
        del seen[gone]
    taken_over = 0
    for letter, owner, fence, beat in sending:
        before = seen.get(letter)
        if before is None or (before.owner, before.fence, before.beat) != (owner, fence, beat):
            seen[letter] = before = Seen(owner, fence, beat, time.monotonic())
        if _is_dead(owner, boot) or time.monotonic() - before.since >= lease:
            was_taken = taken.noted(folder, owner, letter, fence)
            taken_over += _take_over(engine, letter, fence, beat, now, was_taken=was_taken)
    for owner in {owner for _, owner, *_ in sending if _is_dead(owner, boot)}:
        taken.forget(folder, owner)
    return taken_over


def _is_dead(owner: str, boot: str) -> bool:
    """Whether the owner was a process of this machine and boot, and is gone."""
    host, _, rest = owner.partition("|")
    boot_of, _, rest = rest.partition("|")
    pid = rest.partition("|")[0]
    if host != socket.gethostname() or boot_of != boot or not pid.isdigit() or int(pid) == os.getpid():
        return False
    return not Path(f"/proc/{pid}").exists() if Path("/proc/self").exists() else False


def _take_over(engine: Engine, letter_id: int, fence: int, beat: int, now: Now, *, was_taken: bool = False) -> int:
    def once() -> int:
        at = now()
        with writing(engine) as session:
            write = session.connection().execute
            letter = write(letters.ONE, {"letter": letter_id}).one()
            if (letter.status, letter.fence, letter.beat) != ("sending", fence, beat):
                return 0
            if was_taken:
                write(letters.TAKEN_BY_SERVER, {"letter": letter_id, "under": fence, "done": at})
                done = fenced.attempt(letter_id, fence, "done", letter.owner or "", at)
                rows.add(session, AttemptRow, letters.INTO_ATTEMPT, done)
                return 1
            maybe_sent = "terminating" in write(letters.REACHED, {"letter": letter_id, "under": fence}).scalars().all()
            phase = "ambiguous" if maybe_sent else "died_safe"
            said = fenced.attempt(letter_id, fence, phase, letter.owner or "", at)
            rows.add(session, AttemptRow, letters.INTO_ATTEMPT, said)
            after = fence + 1  # whoever still holds the old fence writes nothing more, and sends no dot
            if maybe_sent:
                fenced.place(session, letter, after, Verdict.AMBIGUOUS, at)
            else:
                again = {"to": "queued", "again": at, "done": letter.settled_at}
                write(letters.PLACED, {"letter": letter_id, "under": after, **again})
            return 1

    return retrying(once)


def counts(session: Session) -> dict[str, int]:
    """How many letters there are by status."""
    return {status: number for status, number in session.execute(letters.COUNTED)}  # noqa: C416 - rows are not pairs to mypy
