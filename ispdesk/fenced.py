"""What is written of a claimed letter: that its dot may leave, what came of it, where it goes; all under its fence."""

import datetime as dt
import zlib
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from ispdesk.commands.passing import pass_on
from models.kept import Kept
from models.queries import letters, reasons
from models.tables.post import Attempt as AttemptRow
from notifications.backoff import Kind, Stage, Verdict, is_for_deputy, next_attempt
from notifications.mailer import Attempt

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


def reasons_gone(session: Session, claimed: Sequence[Any]) -> set[int]:
    """Those that ask, and whose version has left the state, or the clock or task ended, that they are about."""
    asking = [letter for letter in claimed if letter.asks and letter.version_id is not None]
    if not asking:
        return set()
    found = session.connection().execute(letters.ENTERED, {"ids": sorted({letter.version_id for letter in asking})})
    entered = {version: seq for version, seq in found}  # noqa: C416 - rows are not pairs to mypy
    left = {one.id for one in asking if one.entered_seq not in (None, entered.get(one.version_id, one.entered_seq))}
    told = reasons.about_letters(session, {one.id: one.isp_ref for one in asking if one.entered_seq is None})
    return left | {letter for letter, seen in told.items() if reasons.why_gone(seen, None) is not None}


def attempt(
    letter: int, fence: int, phase: str, owner: str, at: dt.datetime, said: Attempt | None = None
) -> dict[str, Any]:
    """One row of evidence: how far this try of a letter has come, and what the other side said."""
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


def checked(kept: Kept, letter: Any, fence: int, owner: str, at: dt.datetime) -> bool:
    """Of a letter, at least what never changes of it and its `id`: write that its dot may leave, if it may."""
    if kept.run(letters.ALIVE, {"letter": letter.id, "under": fence}) != 1:
        return False
    if letter.asks and reasons_gone(kept.session, [letter]):
        kept.session.connection().execute(letters.SUPERSEDED, {"ids": [letter.id], "when": at})
        return False
    kept.add(AttemptRow, letters.INTO_ATTEMPT, attempt(letter.id, fence, "terminating", owner, at))
    return True


def settled(kept: Kept, letter_id: int, fence: int, owner: str, said: Attempt, at: dt.datetime) -> Verdict:
    """Write what came of a letter; FENCED where somebody else has taken it over meanwhile."""
    verdict, letter = said.verdict, None
    if verdict is Verdict.SENT:
        ours = kept.run(letters.TAKEN_BY_SERVER, {"letter": letter_id, "under": fence, "done": at}) == 1
    else:
        letter = kept.session.connection().execute(letters.ONE, {"letter": letter_id}).one()
        ours = letter.fence == fence and letter.status == "sending"
    verdict = verdict if ours else Verdict.FENCED
    kept.add(AttemptRow, letters.INTO_ATTEMPT, attempt(letter_id, fence, PHASE[verdict], owner, at, said))
    if ours and letter is not None:
        place(kept.session, letter, letter.fence, verdict, at, theirs=said.stage in OF_THE_READER)
    return verdict


def place(
    session: Session, letter: Any, fence: int, verdict: Verdict, at: dt.datetime, *, theirs: bool = False
) -> None:
    """Put a letter that did not leave where its verdict leads: queued again, uncertain, or failed and shown.

    The days after which it is given up count from its first try: while nobody tried, nothing had failed. An escalation
    that has failed, or that its reader's (`theirs`) server has put off for four hours, goes to the next in its chain.
    """
    write = session.connection().execute
    tried = write(letters.FIRST_TRY, {"letter": letter.id}).scalar_one() or at
    seed, kind = zlib.crc32(letter.message_id.encode()), Kind(letter.kind)
    again = next_attempt(letter.attempts, tried, at, verdict, kind, seed)
    late = theirs and verdict is not Verdict.SYSTEM and is_for_deputy(kind, tried, at)
    status = "uncertain" if verdict is Verdict.AMBIGUOUS else "failed"
    where = {"to": status, "done": at} if again is None else {"to": "queued", "done": letter.settled_at}
    write(letters.PLACED, {"letter": letter.id, "under": fence, "again": again, **where})
    if late or where["to"] == "failed":
        pass_on(session, letter.id, at)
