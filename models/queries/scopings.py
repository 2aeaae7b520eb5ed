"""Questions about scoping that people have begun, and the reference of the ISP that one will end in."""

from sqlmodel import Session, col, func, select

from models.tables.isp import Isp
from models.tables.person import Person
from models.tables.scoping import Scoping


def numbered(session: Session, person_id: int, number: int) -> Scoping | None:
    """One person's scoping by its number."""
    return session.exec(select(Scoping).where(Scoping.person_id == person_id, Scoping.number == number)).first()


def next_number(session: Session, person_id: int) -> int:
    """The number that this person's next one gets."""
    return (session.exec(select(func.max(Scoping.number)).where(Scoping.person_id == person_id)).one() or 0) + 1


def open_of(session: Session, person: str) -> list[Scoping]:
    """What a person has begun and not ended, the last changed first."""
    chosen = select(Scoping).join(Person, col(Person.id) == col(Scoping.person_id))
    mine = chosen.where(Person.ref == person, col(Scoping.isp_id).is_(None))
    return list(session.exec(mine.order_by(col(Scoping.changed_at).desc(), col(Scoping.id).desc())))


def of_isp(session: Session, isp_id: int) -> Scoping | None:
    """The scoping that ended in this ISP."""
    return session.exec(select(Scoping).where(Scoping.isp_id == isp_id)).first()


def reference(session: Session, scoping: Scoping) -> str:
    """The reference that the ISP of this scoping gets: always the same, and nobody else's."""
    plain = f"ISP-{scoping.id:04d}"
    taken = set(session.exec(select(Isp.ref).where(col(Isp.ref).startswith(plain, autoescape=True))))
    free = (f"{plain}-{n}" for n in range(2, len(taken) + 3))
    return plain if plain not in taken else next(ref for ref in free if ref not in taken)
