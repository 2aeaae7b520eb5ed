"""Tokens for programs: each is one person's, may do what its scopes say and no more than that person, and ends.

Tokens are no commands (design §2) and run on the wall clock. A token is never a second factor.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from ispdesk import access
from ispdesk.sessions import hashed
from models.tables.journal import STREAM_KINDS
from models.tables.person import Person
from models.tables.token import ApiToken
from states.lifecycle import Role

PREFIX: Final = "ispdesk_"
"""So that whoever finds one, or a scanner for secrets, knows what it is."""
LONGEST: Final = dt.timedelta(days=366)
"""How long a token lives at most (our default)."""
SCOPES: Final = ("read", *(f"write:{kind}" for kind in STREAM_KINDS))


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever asks with a token: the person, what the token may, and what they were granted for anything at all."""

    token: int
    ref: str
    scopes: frozenset[str]
    roles: frozenset[Role]


class ScopeError(ValueError):
    """There is no such scope."""


def make(session: Session, person: Person, name: str, scopes: Iterable[str], at: dt.datetime) -> str:
    """Make a token and return it; it is shown once and kept nowhere. Raises ScopeError."""
    wanted = sorted(set(scopes))
    if not wanted or any(scope not in SCOPES for scope in wanted):
        raise ScopeError(", ".join(SCOPES))
    token = PREFIX + secrets.token_urlsafe(32)
    session.add(
        ApiToken(
            token_hash=hashed(token),
            person_id=person.id or 0,
            name=name[:100],
            scopes=wanted,
            made_at=at,
            ends_at=at + LONGEST,
        )
    )
    return token


def bearer(session: Session, token: str, at: dt.datetime, day: dt.date) -> Bearer | None:
    """Who asks with this token; None where it is none of ours, has ended or was revoked."""
    chosen = (
        select(ApiToken, Person)
        .join(Person, col(Person.id) == col(ApiToken.person_id))
        .where(ApiToken.token_hash == hashed(token), col(ApiToken.revoked_at).is_(None), col(ApiToken.ends_at) > at)
    )
    found = session.exec(chosen).first()
    if found is None:
        return None
    row, person = found
    roles = access.roles_anywhere(session, person.id or 0, day)
    return Bearer(row.id or 0, person.ref, frozenset(row.scopes), roles)


def of_person(session: Session, person_id: int) -> list[ApiToken]:
    """A person's tokens, revoked ones too, the latest first."""
    chosen = select(ApiToken).where(ApiToken.person_id == person_id)
    return list(session.exec(chosen.order_by(col(ApiToken.id).desc())))


def revoke(session: Session, person_id: int, number: int, at: dt.datetime) -> bool:
    """Revoke one of a person's tokens; whether there was one."""
    row = session.get(ApiToken, number)
    if row is None or row.person_id != person_id:
        return False
    row.revoked_at = row.revoked_at or at
    session.add(row)
    return True
