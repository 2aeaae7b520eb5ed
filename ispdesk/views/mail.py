"""Letters that failed and mail that came back, as an operator sees them."""

import datetime as dt

from sqlmodel import Session, col, func, select

from ispdesk.views.operation_shapes import FailedLetter, ReceivedRow
from ispdesk.words import both
from models.tables.person import Person
from models.tables.post import Attempt, Letter, Received
from states.watch import RECENT

MOST = 200
"""Rows that are shown, the newest first."""


def failed_letters(session: Session, at: dt.datetime) -> tuple[FailedLetter, ...]:
    """Letters given up in the last thirty days, or of which nobody knows whether they arrived; what the server said."""
    chosen = (
        select(Letter, Person.ref)
        .join(Person, col(Person.id) == col(Letter.person_id))
        .where(col(Letter.status).in_(("failed", "uncertain")), col(Letter.settled_at) >= at - RECENT)
        .order_by(col(Letter.settled_at).desc(), col(Letter.id).desc())
        .limit(MOST)
    )
    return tuple(_failed(session, letter, ref) for letter, ref in session.exec(chosen))


def _failed(session: Session, letter: Letter, ref: str) -> FailedLetter:
    tries = select(Attempt).where(Attempt.letter_id == letter.id, col(Attempt.phase) != "started")
    last = session.exec(tries.order_by(col(Attempt.fence).desc(), col(Attempt.at).desc())).first()
    passed = select(Letter.id).where(col(Letter.dedupe).startswith(f"passed:{letter.id}:"))
    return FailedLetter(
        number=letter.id or 0,
        to=ref,
        about=letter.isp_ref or "",
        message=letter.message,
        status=letter.status,
        settled_at=letter.settled_at or letter.queued_at,
        enhanced=(last.enhanced or str(last.code or "")) if last else "",
        reply=last.reply if last else "",
        message_id=letter.message_id,
        passed_on=session.exec(passed).first() is not None,
    )


def received_rows(session: Session) -> tuple[ReceivedRow, ...]:
    """What came back, the newest first; what the sender's server and the subject say is a stranger's text, escaped."""
    chosen = (
        select(Received, Letter, Person.ref)
        .join(Letter, col(Letter.id) == col(Received.letter_id), isouter=True)
        .join(Person, col(Person.id) == col(Letter.person_id), isouter=True)
        .order_by(col(Received.at).desc(), col(Received.id).desc())
        .limit(MOST)
    )
    return tuple(
        ReceivedRow(
            number=row.id or 0,
            kind=row.kind,
            label=both(f"received.{row.kind}"),
            letter=letter.id if letter else None,
            to=ref or "",
            about=(letter.isp_ref or letter.message) if letter else "",
            proven=row.proven,
            enhanced=row.enhanced,
            diagnostic=row.diagnostic,
            sender=row.sender,
            subject=row.subject,
            at=row.at,
        )
        for row, letter, ref in session.exec(chosen)
    )


def received_counts(session: Session, at: dt.datetime) -> dict[str, int]:
    """How many mails of each kind came back in the last thirty days."""
    chosen = select(Received.kind, func.count()).where(col(Received.at) >= at - RECENT).group_by(col(Received.kind))
    return dict(sorted(session.exec(chosen).all()))
