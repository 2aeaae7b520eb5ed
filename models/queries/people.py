"""Questions about people: by reference or row, and who holds a role now."""

import datetime as dt
from collections.abc import Collection, Iterable

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, or_, select

from models.database import remembered, remembers
from models.tables.person import Grant, Person
from states.lifecycle import Role

_OF_PERSON = frozenset({"person"})
_OF_GRANTS = frozenset({"person", "role_grant"})
_WITH_ROLE = (
    select(Person)
    .join(Grant, col(Grant.person_id) == col(Person.id))
    .where(
        col(Grant.role).in_(bindparam("roles", expanding=True)),
        col(Grant.scope).in_(bindparam("scopes", expanding=True)),
        or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= bindparam("day")),
        or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= bindparam("day")),
    )
    .distinct()
    .order_by(col(Person.ref))
)
_BY_SCOPE = _WITH_ROLE.add_columns(col(Grant.scope))
_BY_REF = select(Person).where(col(Person.ref) == bindparam("ref"))


def by_ref(session: Session, ref: str) -> Person | None:
    """The person of this reference."""
    return remembered(session, _OF_PERSON, ("person", ref), lambda: session.scalars(_BY_REF, {"ref": ref}).first())


def named(session: Session, refs: Iterable[str]) -> dict[str, Person]:
    """The people of these references; those who have not been read yet in one question."""
    wanted = sorted(set(refs))
    unread = [ref for ref in wanted if not remembers(session, ("person", ref))]
    rows = session.scalars(select(Person).where(col(Person.ref).in_(unread))) if unread else ()
    found: dict[str, Person | None] = {**dict.fromkeys(unread), **{one.ref: one for one in rows}}
    for ref, one in found.items():
        remembered(session, _OF_PERSON, ("person", ref), lambda one=one: one)  # type: ignore[misc]  # bound at once
    return {ref: one for ref in wanted if (one := by_ref(session, ref)) is not None}


def called(session: Session, words: Collection[str]) -> list[Person]:
    """Everybody whose address or reference is one of these, in small letters."""
    chosen = select(Person).where(or_(func.lower(Person.address).in_(words), func.lower(Person.ref).in_(words)))
    return list(session.exec(chosen)) if words else []


def with_roles_ahead(session: Session, roles: set[Role], scopes: Iterable[list[str]], day: dt.date) -> None:
    """Read who holds each of these roles, alone, in each of these lists of scopes: one question for all."""
    lists = [sorted(each) for each in scopes]
    wanted = sorted({scope for each in lists for scope in each})
    chosen = (
        select(Person, Grant.role, Grant.scope)
        .join(Grant, col(Grant.person_id) == col(Person.id))
        .where(
            col(Grant.role).in_(sorted(role.value for role in roles)),
            col(Grant.scope).in_(wanted),
            or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= day),
            or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= day),
        )
        .order_by(col(Person.ref))
    )
    found = list(session.exec(chosen)) if wanted else []
    for role in sorted(roles):
        for each in lists:
            held = list({p.ref: p for p, of, scope in found if of == role.value and scope in each}.values())
            remembered(session, _OF_GRANTS, ("with_role", role.value, "in", *each, day), lambda held=held: held)  # type: ignore[misc]  # bound at once


def known(session: Session, person: Person) -> None:
    """Somebody who was read by another question need not be asked for again."""
    remembered(session, _OF_PERSON, ("person", person.ref), lambda: person)


def with_role(session: Session, roles: set[Role], scopes: list[str], day: dt.date) -> list[Person]:
    """People who hold one of these roles in one of these scopes on this day, each once, in order of reference."""
    named, where = sorted(role.value for role in roles), sorted(scopes)

    def read() -> list[Person]:
        return list(session.scalars(_WITH_ROLE, {"roles": named, "scopes": where, "day": day}))

    return list(remembered(session, _OF_GRANTS, _key(named, where, day), read))


def _key(roles: list[str], scopes: list[str], day: dt.date) -> tuple[object, ...]:
    return ("with_role", *roles, "in", *scopes, day)


def read_ahead(session: Session, role: Role, scopes: list[str], day: dt.date) -> None:
    """Ask at once what `with_role` would be asked for this role in each of these scopes by itself."""
    found: dict[str, list[Person]] = {scope: [] for scope in scopes}
    asked = {"roles": [role.value], "scopes": sorted(scopes), "day": day}
    for person, scope in session.execute(_BY_SCOPE, asked) if scopes else ():
        found[scope].append(person)
    for scope, people in found.items():
        remembered(session, _OF_GRANTS, _key([role.value], [scope], day), lambda people=people: people)  # type: ignore[misc]  # bound at once
