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
from states.words import Sentence

PREFIX: Final = "ispdesk_"
"""So that whoever finds one, or a scanner for secrets, knows what it is."""
LONGEST: Final = 366
"""Days for which a token lives at most, and where nothing else is said (our default)."""
MOST: Final = 20
"""How many of somebody's tokens work at a time (our default)."""
LONGEST_NAME: Final = 100
NOTED_EVERY: Final = dt.timedelta(minutes=5)
"""How often its use is written down."""
SCOPES: Final = ("read", *(f"write:{kind}" for kind in STREAM_KINDS))


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever asks with a token: the person, what the token may, and what they were granted for anything at all.

    `note`: it is time to write down that the token was used.
    """

    token: int
    ref: str
    scopes: frozenset[str]
    roles: frozenset[Role]
    note: bool


class TokenError(ValueError):
    """A token that cannot be made; `faults` says of each part of it (name, scopes, days) what is wrong."""

    def __init__(self, faults: dict[str, Sentence]) -> None:
        super().__init__("; ".join(fault.en for fault in faults.values()))
        self.faults = faults


def make(
    session: Session, person: Person, name: str, scopes: Iterable[str], at: dt.datetime, days: int = LONGEST
) -> str:
    """Make a token and return it; it is shown once and kept nowhere. Raises TokenError.

    A person's tokens that work differ in name: so a form that is sent twice makes one.
    """
    wanted, known = sorted(set(scopes)), name.strip()
    working = [row for row in of_person(session, person.id or 0) if row.revoked_at is None and row.ends_at > at]
    faults = _faults(wanted, days)
    if wrong := _wrong_name(known, [row.name.casefold() for row in working]):
        faults = {"name": wrong, **faults}
    if faults:
        raise TokenError(faults)
    token = PREFIX + secrets.token_urlsafe(32)
    session.add(
        ApiToken(
            token_hash=hashed(token),
            person_id=person.id or 0,
            name=known,
            scopes=wanted,
            made_at=at,
            ends_at=at + dt.timedelta(days=days),
        )
    )
    return token


def _wrong_name(name: str, working: list[str]) -> Sentence | None:
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return Sentence(
            f"Say in at most {LONGEST_NAME} characters, on one line, what the token is for",
            f"Dywedwch mewn hyd at {LONGEST_NAME} nod, ar un llinell, at beth y mae'r tocyn",
        )
    if name.casefold() in working:
        return Sentence(
            f"There is a token “{name}” already. Give another name, or end that one first",
            f"Mae tocyn “{name}” eisoes. Rhowch enw arall, neu rhowch derfyn ar hwnnw'n gyntaf",
        )
    if len(working) >= MOST:
        return Sentence(
            f"{MOST} tokens work already. End one of them first",
            f"Mae {MOST} tocyn yn gweithio eisoes. Rhowch derfyn ar un ohonynt yn gyntaf",
        )
    return None


def _faults(wanted: list[str], days: int) -> dict[str, Sentence]:
    found = {}
    if not wanted or any(scope not in SCOPES for scope in wanted):
        every = ", ".join(SCOPES)
        found["scopes"] = Sentence(f"Choose at least one of {every}", f"Dewiswch o leiaf un o {every}")
    if not 1 <= days <= LONGEST:
        found["days"] = Sentence(f"Choose 1 to {LONGEST} days", f"Dewiswch 1 i {LONGEST} diwrnod")
    return found


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
    note = row.used_at is None or at - row.used_at >= NOTED_EVERY
    return Bearer(row.id or 0, person.ref, frozenset(row.scopes), roles, note)


def note_use(session: Session, number: int, at: dt.datetime) -> None:
    """Write down that a token was used."""
    row = session.get(ApiToken, number)
    if row is not None:
        row.used_at = at
        session.add(row)


def of_person(session: Session, person_id: int) -> list[ApiToken]:
    """A person's tokens, revoked ones too, the latest first."""
    chosen = select(ApiToken).where(ApiToken.person_id == person_id)
    return list(session.exec(chosen.order_by(col(ApiToken.id).desc())))


def of_number(session: Session, person_id: int, number: int) -> ApiToken | None:
    """One of a person's tokens; None where it is not theirs."""
    row = session.get(ApiToken, number)
    return row if row is not None and row.person_id == person_id else None


def revoke(session: Session, person_id: int, number: int, at: dt.datetime) -> bool:
    """Revoke one of a person's tokens; whether there was one."""
    row = of_number(session, person_id, number)
    if row is None:
        return False
    row.revoked_at = row.revoked_at or at
    session.add(row)
    return True
