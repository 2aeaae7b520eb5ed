"""Questions about signed-in browsers: the session behind a token, a person's sessions, what has ended."""

import datetime as dt

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from models.tables.organisation import Organisation
from models.tables.person import Grant, Person
from models.tables.session import WebSession

_OPEN = (
    select(WebSession, Person, Organisation, Grant)
    .join(Person, col(Person.id) == col(WebSession.person_id))
    .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
    .outerjoin(Grant, col(Grant.person_id) == col(Person.id))
    .where(col(WebSession.token_hash) == bindparam("token"), col(WebSession.ends_at) > bindparam("at"))
)


Behind = tuple[WebSession, Person, Organisation | None, list[Grant]]


def behind(session: Session, token_hash: str, at: dt.datetime) -> Behind | None:
    """The open session of this token's hash, its person, the body they work for and what they were granted."""
    found = session.execute(_OPEN, {"token": token_hash, "at": at}).all()
    if not found:
        return None
    return found[0][0], found[0][1], found[0][2], [row[3] for row in found if row[3] is not None]


def of_person(session: Session, person_id: int, at: dt.datetime) -> list[WebSession]:
    """A person's open sessions, the latest used first."""
    chosen = select(WebSession).where(WebSession.person_id == person_id, col(WebSession.ends_at) > at)
    return list(session.exec(chosen.order_by(col(WebSession.seen_at).desc())))


def by_code(session: Session, person_ref: str) -> bool:
    """Whether somebody has a session that began with a code to their address."""
    chosen = select(WebSession.token_hash).join(Person, col(Person.id) == col(WebSession.person_id))
    return session.exec(chosen.where(Person.ref == person_ref, WebSession.how == "code").limit(1)).first() is not None


def forget(session: Session, token_hash: str) -> None:
    """End one session."""
    session.execute(delete(WebSession).where(col(WebSession.token_hash) == token_hash))


def forget_marked(session: Session, person_id: int, mark: str, present: str) -> bool:
    """End those of a person's sessions whose hash begins so; whether the one of this hash was among them."""
    mine = session.exec(select(WebSession).where(WebSession.person_id == person_id)).all()
    chosen = [row.token_hash for row in mine if row.token_hash.startswith(mark)]
    session.execute(delete(WebSession).where(col(WebSession.token_hash).in_(chosen)))
    return present in chosen


def forget_person(session: Session, person_id: int, but: str = "") -> int:
    """End every session of a person, but the one of this hash; return how many."""
    chosen = delete(WebSession).where(col(WebSession.person_id) == person_id, col(WebSession.token_hash) != but)
    return int(session.execute(chosen).rowcount)  # type: ignore[attr-defined]  # a deletion's result has it


def forget_ended(session: Session, at: dt.datetime) -> None:
    """Take out every session whose time is over."""
    session.execute(delete(WebSession).where(col(WebSession.ends_at) <= at))
