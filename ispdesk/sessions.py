"""Who is signed in, in which browser: opaque tokens whose hashes are kept, so that every session can be ended.

Sessions are no commands (design §2) and run on the wall clock, in a home whose time stands too. Limits are our default.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from ispdesk import access
from models.queries import people, sessions
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.session import WebSession
from states.lifecycle import Role

LONGEST: Final = dt.timedelta(hours=12)
"""A session ends so long after it began, however busy."""
IDLE: Final = dt.timedelta(hours=2)
"""A session ends so long after it was last used."""
STRONG_IDLE: Final = dt.timedelta(hours=1)
"""A second factor stands so long behind a session that is not used."""
NOTED_EVERY: Final = dt.timedelta(minutes=5)
"""How often its use is written down."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is signed in. `strong`: by a second factor. `roles`: what they hold for anything at all."""

    ref: str
    name_en: str
    name_cy: str
    organisation: str | None
    roles: frozenset[Role]
    strong: bool
    shared: bool
    how: str
    session: str
    csrf: str

    @property
    def team(self) -> bool:
        """Whether they work for the assurance team."""
        return bool(self.roles & access.TEAM)

    @property
    def office(self) -> bool:
        """Whether they see how the installation runs."""
        return bool(self.roles & access.OFFICE)

    @property
    def programme(self) -> bool:
        """Whether they see the backlog's year as totals."""
        return bool(self.roles & access.PROGRAMME)

    @property
    def operates(self) -> bool:
        """Whether they see other people's letters."""
        return bool(self.roles & access.OPERATING)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(
    session: Session, person: Person, how: str, at: dt.datetime, browser: str = "", *, strong: bool = False
) -> str:
    """Begin a session and return its token, which goes into the cookie and nowhere else."""
    token = secrets.token_urlsafe(32)
    sessions.forget_ended(session, at)
    session.add(
        WebSession(
            token_hash=hashed(token),
            person_id=person.id or 0,
            how=how,
            browser=browser[:200],
            began_at=at,
            seen_at=at,
            ends_at=at + IDLE,
            strong_at=at if strong else None,
        )
    )
    return token


def viewer(session: Session, token: str, at: dt.datetime, day: dt.date) -> tuple[Viewer, bool] | None:
    """Who is behind a token, and whether it is time to note its use; None where the session is over or none of ours."""
    found = sessions.behind(session, hashed(token), at)
    if found is None:
        return None
    row, person, body, grants = found
    access.known(session, person.id or 0, grants)
    people.known(session, person)
    return _viewer(session, token, row, person, body, day, at), at - row.seen_at >= NOTED_EVERY


def _viewer(
    session: Session,
    token: str,
    row: WebSession,
    person: Person,
    body: Organisation | None,
    day: dt.date,
    at: dt.datetime,
) -> Viewer:
    return Viewer(
        ref=person.ref,
        name_en=person.name_en,
        name_cy=person.name_cy,
        organisation=body.ref if body else None,
        roles=access.roles_anywhere(session, person.id or 0, day),
        strong=row.strong_at is not None and not _tired(row, at),
        shared=person.shared,
        how=row.how,
        session=row.token_hash,
        csrf=csrf_of(token),
    )


def csrf_of(token: str) -> str:
    """The mark that every form of this session carries: another site cannot know it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def note_use(session: Session, token: str, at: dt.datetime) -> None:
    """Write down that a session was used, which prolongs it up to its longest."""
    row = session.get(WebSession, hashed(token))
    if row is not None:
        if _tired(row, at):
            row.strong_at = None
        row.seen_at = at
        row.ends_at = min(at + IDLE, row.began_at + LONGEST)
        session.add(row)


def _tired(row: WebSession, at: dt.datetime) -> bool:
    """Whether a second factor no longer stands behind it: it was not used for long. A sample role's always does."""
    return row.how != "entered" and at - row.seen_at > STRONG_IDLE


def renew(session: Session, token: str, at: dt.datetime) -> str | None:
    """A second factor was shown: the same session under a new token, so that no one who saw the old one has it."""
    row = session.get(WebSession, hashed(token))
    if row is None or row.ends_at <= at:
        return None
    made = secrets.token_urlsafe(32)
    values = row.model_dump() | {"token_hash": hashed(made), "seen_at": at, "strong_at": at}
    session.delete(row)
    session.add(WebSession(**values))
    return made


def end_all(session: Session, person_id: int, but: str = "") -> int:
    """End every session of somebody, but the one of this hash; return how many."""
    return sessions.forget_person(session, person_id, but)


def end(session: Session, token: str) -> None:
    """End the session behind a token."""
    sessions.forget(session, hashed(token))
