"""Questions about targets and denominators: the version that holds, and those before it."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.tables.target import Denominator, Target


def versions(session: Session) -> list[Target]:
    """Every decision about a target, the latest of each first."""
    order = (col(Target.year), col(Target.measure), col(Target.sector), col(Target.place), col(Target.version).desc())
    return list(session.exec(select(Target).order_by(*order)))


def holding(rows: Iterable[Target], year: int) -> dict[tuple[str, str, str], Target]:
    """The targets of this year that hold, by measure, sector and place; one that was taken away is not among them."""
    latest: dict[tuple[str, str, str], Target] = {}
    for row in rows:
        if row.year == year:
            latest.setdefault((row.measure, row.sector, row.place), row)
    return {key: row for key, row in latest.items() if row.value is not None}


def last(session: Session, measure: str, year: int, sector: str, place: str) -> Target | None:
    """The latest version of one target."""
    mine = (Target.measure == measure, Target.year == year, Target.sector == sector, Target.place == place)
    return session.exec(select(Target).where(*mine).order_by(col(Target.version).desc())).first()


def denominators(session: Session) -> dict[tuple[str, str, str], Denominator]:
    """How many relevant organisations there are, as far as entered: by sector or kind, its code, and place."""
    found: dict[tuple[str, str, str], Denominator] = {}
    for row in session.exec(select(Denominator).order_by(col(Denominator.version))):
        found[row.what, row.code, row.place] = row
    return {key: row for key, row in found.items() if row.number is not None}


def last_denominator(session: Session, what: str, code: str, place: str) -> Denominator | None:
    """The latest version of one denominator."""
    mine = (Denominator.what == what, Denominator.code == code, Denominator.place == place)
    return session.exec(select(Denominator).where(*mine).order_by(col(Denominator.version).desc())).first()
