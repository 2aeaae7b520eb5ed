"""The home's own facts, its calendar and the policy in force."""

import datetime as dt

from sqlmodel import Session, col, func, select

from models.tables.calendar import CalendarYear, Closure, HomeFact, PolicyRow
from states.calendar import Calendar
from states.policy import Policy, parse
from states.words import Sentence


def fact(session: Session, key: str) -> str | None:
    """One fact of the home, or None."""
    row = session.get(HomeFact, key)
    return row.value if row else None


def set_fact(session: Session, key: str, value: str) -> None:
    """Set one fact of the home."""
    session.merge(HomeFact(key=key, value=value))


def calendar(session: Session) -> Calendar:
    """The stored calendar: it answers for its stored years only (an empty one for no day at all)."""
    years = session.exec(select(CalendarYear.year).order_by(col(CalendarYear.year))).all()
    version = session.exec(select(func.max(CalendarYear.version))).one() or 0
    closed = {row.day: Sentence(row.name_en, row.name_cy) for row in session.exec(select(Closure))}
    latest = session.exec(select(func.max(Closure.version))).one() or 0
    if not years:
        return Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0)
    return Calendar(dt.date(min(years), 1, 1), dt.date(max(years), 12, 31), max(version, latest), closed)


def policy(session: Session) -> tuple[int, Policy] | None:
    """The policy in force and its version, or None before the first is adopted."""
    row = session.exec(select(PolicyRow).order_by(col(PolicyRow.version).desc())).first()
    return None if row is None else (row.version, parse(row.content))
