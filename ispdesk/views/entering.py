"""The sample roles that a home whose time stands can be entered as."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk import sessions
from ispdesk.words.text import Text
from models.queries import home, people
from models.tables.organisation import Organisation
from models.tables.person import Grant, Person


@dataclass(frozen=True)
class SampleRole:
    """A role mailbox, the body it belongs to, and what it may do."""

    ref: str
    name: Text
    body: Text | None
    roles: tuple[str, ...]


MOST = 200
"""Rows on the page: a sample has no more, and a large simulated home is no sample."""


def sample_roles(session: Session) -> tuple[SampleRole, ...] | None:
    """Everybody whom the home knows, by reference; None in a home whose time runs, which nobody enters so."""
    if home.fact(session, "fixed_time") is None:
        return None
    chosen = select(Person, Organisation).outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
    found = session.exec(chosen.order_by(col(Person.ref)).limit(MOST)).all()
    held: dict[int, list[str]] = {}
    for person, role in session.exec(select(Grant.person_id, Grant.role).order_by(col(Grant.id))):
        if role not in held.setdefault(person, []):
            held[person].append(role)
    return tuple(
        SampleRole(
            one.ref,
            Text(one.name_en, one.name_cy or None),
            Text(body.name_en, body.name_cy or None) if body else None,
            tuple(held.get(one.id or 0, ())),
        )
        for one, body in found
    )


def enter(session: Session, ref: str, at: dt.datetime, browser: str) -> str | None:
    """Begin a session as one of them, and return its token; None where that cannot be.

    It counts as strong: nothing in such a home is anybody's evidence.
    """
    person = people.by_ref(session, ref)
    if home.fact(session, "fixed_time") is None or person is None:
        return None
    return sessions.start(session, person, "entered", at, browser, strong=True)
