"""The outbox: claim, checkpoint before the final dot, settle, reconcile (each a transaction of its own).

No transaction is open while a mail server is talked to, and every write after the claim is fenced.
"""

import asyncio
import datetime as dt
import os
import socket
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from ispdesk.commands.passing import pass_on
from models.database import reading, retrying, writing
from models.queries import notices
from models.tables.isp import Version
from models.tables.post import Attempt as AttemptRow
from models.tables.post import Letter, Notice
from notifications.backoff import Kind, Stage, Verdict, is_for_deputy, next_attempt
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
            due = select(Letter).where(Letter.status == "queued", col(Letter.next_at) <= at)
            if limits is not None:
                due = due.where(col(Letter.id).in_(_within(session, at, limits, limit)))
            chosen = due.order_by(col(Letter.next_at), col(Letter.id)).limit(limit).with_for_update(skip_locked=True)
            mine = []
            for letter in session.exec(chosen).all():
                if letter.asks and _reason_gone(session, letter):
                    letter.status, letter.next_at, letter.settled_at = "superseded", None, at
                    session.add(letter)
                    continue
                letter.status, letter.owner = "sending", owner
                letter.fence += 1
                letter.attempts += 1
                letter.beat += 1
                session.add(letter)
                _note(session, letter, "started", owner, at)
                label = letter.isp_ref or letter.message
                mine.append(Claimed(letter.id or 0, letter.fence, letter.address, letter.raw, label))
            return mine

    return retrying(once)


def _within(session: Session, at: dt.datetime, limits: Limits, most: int) -> list[int]:
    """The due letters that their hosts take now, of those whose turn is next."""
    tried = (
        select(Letter.address, func.count())
        .join(AttemptRow, col(AttemptRow.letter_id) == col(Letter.id))
        .where(AttemptRow.phase == "started", col(AttemptRow.at) > at - MINUTE, col(AttemptRow.at) <= at)
        .group_by(col(Letter.address))
    )
    recent: Counter[str] = Counter()
    for address, count in session.exec(tried):
        recent[host_of(address)] += count
    due = select(Letter.id, Letter.address).where(Letter.status == "queued", col(Letter.next_at) <= at)
    for host in full(recent, limits):
        due = due.where(~func.lower(Letter.address).endswith(f"@{host}", autoescape=True))
    rows = session.exec(due.order_by(col(Letter.next_at), col(Letter.id)).limit(LOOKED_AT))
    return pick(((id_ or 0, address) for id_, address in rows), recent, limits, most)


def _reason_gone(session: Session, letter: Letter) -> bool:
    """Whether the version has left the state that a letter is about, or the clock or task it is about has ended."""
    if letter.version_id is None:
        return False
    version = session.get(Version, letter.version_id)
    if letter.entered_seq is not None:
        return version is not None and version.entered_seq != letter.entered_seq
    told = session.exec(select(Notice).where(Notice.letter_id == letter.id)).first()
    return told is not None and notices.why_gone(notices.about(session, told), None) is not None


def _note(
    session: Session, letter: Letter, phase: str, owner: str, at: dt.datetime, said: Attempt | None = None
) -> None:
    session.add(
        AttemptRow(
            letter_id=letter.id or 0,
            fence=letter.fence,
            phase=phase,
            owner=owner,
            code=said.code if said else None,
            enhanced=(said.enhanced or "") if said else "",
            reply=said.reply if said else "",
            at=at,
        ),
    )


def checkpoint(engine: Engine, letter_id: int, fence: int, owner: str, now: Now) -> bool:
    """Say just before the final dot whether it is still ours, and what it asks still to be asked.

    Only a yes, committed, lets the dot leave.
    """

    def once() -> bool:
        at = now()
        with writing(engine) as session:
            letter = session.exec(select(Letter).where(Letter.id == letter_id).with_for_update()).one()
            if letter.fence != fence or letter.status != "sending":
                return False
            session.add(letter)
            if letter.asks and _reason_gone(session, letter):
                letter.status, letter.owner = "superseded", None
                letter.next_at, letter.settled_at = None, at
                return False
            letter.beat += 1
            session.add(AttemptRow(letter_id=letter_id, fence=fence, phase="terminating", owner=owner, at=at))
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


OF_THE_READER = frozenset({Stage.ADDRESS, Stage.RCPT, Stage.DATA, Stage.BODY, Stage.DOT})
"""Stages at which a failure is this reader's and not the whole server's: then somebody else may be reached."""


def settle(engine: Engine, letter_id: int, fence: int, owner: str, said: Attempt, now: Now) -> Verdict:
    """Write down what came of it; a letter that somebody else has taken over meanwhile is theirs."""

    def once() -> Verdict:
        at = now()
        with writing(engine) as session:
            letter = session.exec(select(Letter).where(Letter.id == letter_id).with_for_update()).one()
            ours = letter.fence == fence and letter.status == "sending"
            verdict = said.verdict if ours else Verdict.FENCED
            session.add(
                AttemptRow(
                    letter_id=letter_id,
                    fence=fence,
                    phase=PHASE[verdict],
                    owner=owner,
                    code=said.code,
                    enhanced=said.enhanced or "",
                    reply=said.reply,
                    at=at,
                ),
            )
            if ours:
                _place(session, letter, verdict, at, theirs=said.stage in OF_THE_READER)
            return verdict

    return retrying(once)


def _place(session: Session, letter: Letter, verdict: Verdict, at: dt.datetime, *, theirs: bool = False) -> None:
    """Put a letter where its verdict leads: sent, queued again, uncertain, or failed and shown.

    The days after which it is given up count from its first try: while nobody tried, nothing had failed. An escalation
    that has failed, or that its reader's (`theirs`) server has put off for four hours, goes to the next in its chain.
    """
    session.add(letter)
    tried = session.exec(select(func.min(AttemptRow.at)).where(AttemptRow.letter_id == letter.id)).one()
    letter.owner = None
    if verdict is Verdict.SENT:
        letter.status, letter.next_at, letter.settled_at = "sent", None, at
        return
    kind = Kind(letter.kind)
    seed = zlib.crc32(letter.message_id.encode())
    again = next_attempt(letter.attempts, tried or at, at, verdict, kind, seed)
    if again is not None:
        letter.status, letter.next_at = "queued", again
        if theirs and verdict is not Verdict.SYSTEM and is_for_deputy(kind, tried or at, at):
            pass_on(session, letter, at)
        return
    letter.status = "uncertain" if verdict is Verdict.AMBIGUOUS else "failed"
    letter.next_at, letter.settled_at = None, at
    if letter.status == "failed":
        pass_on(session, letter, at)


def send_batch(
    engine: Engine, route: Route, sender: Callable[[int], str], owner: str, now: Now, limits: Limits | None = None
) -> list[Sent]:
    """Claim one batch and send it over one connection; return what became of each letter.

    `sender` gives the envelope's sender for a letter. The local inbox takes as many as there are.
    """
    mine = {item.key: item for item in claim(engine, owner, now, limits=None if route.local else limits)}
    if not mine:
        return []
    outcome: list[Sent] = []

    def before_dot(key: str) -> bool:
        return checkpoint(engine, mine[key].letter, mine[key].fence, owner, now)

    def after(said: Attempt) -> None:
        item = mine[said.key]
        outcome.append(Sent(item.label, settle(engine, item.letter, item.fence, owner, said, now)))

    items = [Outgoing(item.key, sender(item.letter), item.address, item.raw) for item in mine.values()]
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
        sending = [
            (letter.id or 0, letter.owner or "", letter.fence, letter.beat)
            for letter in session.exec(select(Letter).where(Letter.status == "sending"))
        ]
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
            letter = session.exec(select(Letter).where(Letter.id == letter_id).with_for_update()).one()
            if (letter.status, letter.fence, letter.beat) != ("sending", fence, beat):
                return 0
            reached = select(AttemptRow.phase).where(AttemptRow.letter_id == letter_id, AttemptRow.fence == fence)
            maybe_sent = "terminating" in set(session.exec(reached))
            owner = letter.owner or ""
            _note(session, letter, "ambiguous" if maybe_sent else "died_safe", owner, at)
            letter.fence += 1  # whoever still holds the old fence writes nothing more, and sends no dot
            if maybe_sent:
                _place(session, letter, Verdict.AMBIGUOUS, at)
            else:
                letter.status, letter.owner, letter.next_at = "queued", None, at
            session.add(letter)
            return 1

    return retrying(once)


def counts(session: Session) -> dict[str, int]:
    """How many letters there are by status."""
    rows = session.exec(select(Letter.status, func.count()).group_by(Letter.status))
    return dict(rows.all())
