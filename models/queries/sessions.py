"""Questions about signed-in browsers: the session behind a token, a person's sessions, what has ended."""

import datetime as dt

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.session import WebSession

_OPEN = (
    select(WebSession, Person, Organisation)
    .join(Person, col(Person.id) == col(WebSession.person_id))
    .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
    .where(col(WebSession.token_hash) == bindparam("token"), col(WebSession.ends_at) > bindparam("at"))
)


def behind(session: Session, token_hash: str, at: dt.datetime) -> tuple[WebSession, Person, Organisation | None] | None:
    """The open session of this token's hash, its person and the body they work for."""
    found = session.execute(_OPEN, {"token": token_hash, "at": at}).first()
    return None if found is None else (found[0], found[1], found[2])


def of_person(session: Session, person_id: int, at: dt.datetime) -> list[WebSession]:
    """A person's open sessions, the latest used first."""
    chosen = select(WebSession).where(WebSession.person_id == person_id, col(WebSession.ends_at) > at)
    return list(session.exec(chosen.order_by(col(WebSession.seen_at).desc())))


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
