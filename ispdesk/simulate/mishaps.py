"""What goes wrong by plan: crashes at the moment of a commit; mail servers that refuse or defer; dead senders."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from random import Random

from sqlalchemy import Connection, Engine, event

from ispdesk import post
from ispdesk.simulate.country import TEAM
from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt

BOOT = "simulated-boot"
GONE = f"{TEAM[-1]}@desk.example"
"""A mailbox that no longer exists, whatever the seed: somebody of the team has left."""


class Crash(BaseException):
    """The process dies here: nothing after this line runs, and no ordinary handler catches it."""


class Fuse:
    """Blows at the n-th commit from now, before the database has it: that transaction never was."""

    def __init__(self, engine: Engine) -> None:
        self._left = 0
        event.listen(engine, "commit", self._commit)

    def light(self, commits: int) -> None:
        """Crash at the commit so many from now (1 is the next); 0 puts the fuse out."""
        self._left = commits

    def _commit(self, _connection: Connection) -> None:
        if self._left:
            self._left -= 1
            if not self._left:
                raise Crash


ANSWERS: dict[Verdict, tuple[Stage, int | None, str | None, str]] = {
    Verdict.SENT: (Stage.DOT, 250, "2.0.0", "250 2.0.0 Taken"),
    Verdict.DEFERRED: (Stage.RCPT, 451, "4.3.0", "451 4.3.0 Try again later"),
    Verdict.MAILBOX_FULL: (Stage.RCPT, 452, "4.2.2", "452 4.2.2 Mailbox full"),
    Verdict.REJECTED: (Stage.RCPT, 550, "5.1.1", "550 5.1.1 No such mailbox"),
    Verdict.AMBIGUOUS: (Stage.DOT, None, None, ""),
}


class Postman:
    """Sends what is due through the real outbox to servers that do as chance says; some mailboxes never take anything.

    `taken` counts for each Message-ID how often a server answered for it.
    """

    def __init__(self, engine: Engine, seed: str) -> None:
        self._engine = engine
        self._chance = Random(seed)  # noqa: S311 - a plan, not a secret
        self._seed = seed
        self._number = 0
        self.taken: Counter[int] = Counter()
        self.deaths = 0

    def deliver(self, at: dt.datetime, most: int = 6) -> int:
        """Take over what a dead sender left, then send batches; return how many letters were tried."""

        def now() -> dt.datetime:
            return at

        post.reconcile(self._engine, now, BOOT, {}, lease=0.0)
        tried = 0
        for _ in range(most):
            self._number += 1
            owner = f"simulated|{BOOT}|{self._number}"
            claimed = post.claim(self._engine, owner, now)
            for item in claimed:
                tried += 1
                if not self._one(item, owner, now):
                    self.deaths += 1
                    return tried  # the process is gone; what it had claimed waits for the next one
            if not claimed:
                break
        return tried

    def _one(self, item: post.Claimed, owner: str, now: Callable[[], dt.datetime]) -> bool:
        """Send one letter; False where the sender died over it."""
        dies = self._chance.random()
        if dies < 0.002:  # noqa: PLR2004 - before anything is said
            return False
        verdict = self._verdict(item.address)
        dotted = verdict in (Verdict.SENT, Verdict.AMBIGUOUS)
        if dotted and not post.checkpoint(self._engine, item.letter, item.fence, owner, now):
            return True
        if verdict is Verdict.SENT:
            self.taken[item.letter] += 1
        if dies < 0.004:  # noqa: PLR2004 - after the dot, before it is written down
            return False
        stage, code, enhanced, reply = ANSWERS[verdict]
        said = Attempt(item.key, verdict, stage, code, enhanced, reply)
        post.settle(self._engine, item.letter, item.fence, owner, said, now)
        return True

    def _verdict(self, address: str) -> Verdict:
        """What this server answers: a few mailboxes refuse for good or are full, the rest mostly accept."""
        fate = Random(f"{self._seed}:{address}").random()  # noqa: S311 - likewise
        if fate < 0.03 or address == GONE:  # noqa: PLR2004 - nobody reads this mailbox
            return Verdict.REJECTED
        if fate < 0.05:  # noqa: PLR2004 - full
            return Verdict.MAILBOX_FULL
        answers = (Verdict.SENT, Verdict.DEFERRED, Verdict.AMBIGUOUS)
        return self._chance.choices(answers, (96, 3, 1))[0]
