"""Questions about signing in: who has an address, which code waits in a browser, and what may be thrown away."""

import datetime as dt
from typing import Final

from sqlalchemy import and_, delete, or_, update
from sqlmodel import Session, col, func, select

from models.database import forget
from models.tables.person import Person
from models.tables.post import Letter, LetterBytes
from models.tables.session import WebSession
from models.tables.signin import Identity, OidcAttempt, RateLimit, SignIn

KEPT = dt.timedelta(days=7)
"""For so long a code that has ended stays, as the proof of what was done with it."""


def at_address(session: Session, address: str) -> Person | None:
    """Whoever reads this address: a person before a shared mailbox, the first entered before others."""
    wanted = func.lower(col(Person.address)) == address.strip().lower()
    chosen = select(Person).where(wanted, col(Person.address_failed_at).is_(None))
    return session.exec(chosen.order_by(col(Person.shared), col(Person.id)).limit(1)).first()


def asked_in(session: Session, browser_hash: str, purpose: str, about: str) -> SignIn | None:
    """The code asked for last in this browser, for this; locked."""
    chosen = select(SignIn).where(SignIn.browser_hash == browser_hash, SignIn.purpose == purpose, SignIn.about == about)
    return session.exec(chosen.order_by(col(SignIn.id).desc()).limit(1).with_for_update()).first()


def of_token(session: Session, token_hash: str) -> SignIn | None:
    """What a link opens; locked."""
    return session.exec(select(SignIn).where(SignIn.token_hash == token_hash).with_for_update()).first()


def waiting_for(session: Session, person_id: int, purpose: str) -> SignIn | None:
    """The code made last for somebody, whatever browser they sit at; locked."""
    chosen = select(SignIn).where(SignIn.person_id == person_id, SignIn.purpose == purpose)
    return session.exec(chosen.order_by(col(SignIn.id).desc()).limit(1).with_for_update()).first()


def confirmed(session: Session, person_id: int, purpose: str, about: str, since: dt.datetime | None = None) -> bool:
    """Whether somebody showed by a code for this, since then where it is given, that they read their address."""
    chosen = select(SignIn.id).where(
        SignIn.person_id == person_id,
        SignIn.purpose == purpose,
        SignIn.about == about,
        col(SignIn.used_at).is_not(None) if since is None else col(SignIn.used_at) >= since,
    )
    return session.exec(chosen.limit(1)).first() is not None


def blot_letters(session: Session, at: dt.datetime) -> int:
    """Take the words out of letters that carried a code and have left, or whose code has ended; return how many.

    Those that still waited are superseded. One that is being sent keeps its words until it has been.
    """
    over = or_(col(SignIn.ends_at) <= at, col(SignIn.used_at).is_not(None))
    carried = (
        select(Letter.id)
        .join(SignIn, col(SignIn.letter_id) == col(Letter.id))
        .join(LetterBytes, col(LetterBytes.letter_id) == col(Letter.id))
        .where(
            LetterBytes.removed == "",
            or_(col(Letter.status) == "sent", and_(col(Letter.status) != "sending", over)),
        )
    )
    ids = list(session.exec(carried))
    if not ids:
        return 0
    mine = col(Letter.id).in_(ids)
    waiting = update(Letter).where(mine, col(Letter.status) == "queued")
    session.execute(waiting.values(status="superseded", next_at=None, settled_at=at), execution_options=_NO_OBJECTS)
    gone = select(Letter.id).where(mine, col(Letter.status) != "sending")
    blot = update(LetterBytes).where(col(LetterBytes.letter_id).in_(gone)).values(raw=b"", removed=CODE_OVER)
    done = session.execute(blot, execution_options=_NO_OBJECTS)
    forget(session, {Letter.__tablename__, LetterBytes.__tablename__})
    return int(done.rowcount)  # type: ignore[attr-defined]  # an update's result has it


CODE_OVER: Final = "a code that has been used, or has ended"
"""Why the bytes of such a letter are gone."""
_NO_OBJECTS = {"synchronize_session": False}


def throw_away(session: Session, at: dt.datetime) -> None:
    """Take out codes that ended a week ago, browsers that never came back, and allowances that are whole."""
    session.execute(delete(SignIn).where(col(SignIn.ends_at) <= at - KEPT))
    session.execute(delete(OidcAttempt).where(col(OidcAttempt.ends_at) <= at))
    session.execute(delete(RateLimit).where(col(RateLimit.whole_at) <= at))


def identity(session: Session, issuer: str, subject: str) -> Identity | None:
    """Who this is at that provider."""
    return session.get(Identity, (issuer, subject))


def open_sessions(session: Session, at: dt.datetime, person_id: int | None = None) -> list[tuple[WebSession, Person]]:
    """Everybody's open sessions, or one person's, the latest used first."""
    chosen = select(WebSession, Person).join(Person, col(Person.id) == col(WebSession.person_id))
    chosen = chosen.where(col(WebSession.ends_at) > at)
    if person_id is not None:
        chosen = chosen.where(WebSession.person_id == person_id)
    return list(session.exec(chosen.order_by(col(WebSession.seen_at).desc())))
