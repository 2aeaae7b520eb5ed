"""The home's own facts, its calendar and the policy in force."""

import datetime as dt
import json
from functools import lru_cache

from sqlalchemy import Text, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from models.tables.calendar import CalendarYear, Closure, HomeFact, PolicyRow
from states.calendar import Calendar
from states.parsing import parse
from states.policy import Policy
from states.words import Sentence


def fact(session: Session, key: str) -> str | None:
    """One fact of the home, or None."""
    row = session.get(HomeFact, key)
    return row.value if row else None


def facts(session: Session) -> dict[str, str]:
    """Every fact of the home."""
    return {row.key: row.value for row in session.exec(select(HomeFact))}


def set_fact(session: Session, key: str, value: str) -> None:
    """Set one fact of the home."""
    session.merge(HomeFact(key=key, value=value))


def calendar(session: Session) -> Calendar:
    """The stored calendar: it answers for its stored years only (an empty one for no day at all)."""
    stored = session.execute(select(CalendarYear.year, CalendarYear.version).order_by(col(CalendarYear.year)))
    of_closures = (col(Closure.day), col(Closure.name_en), col(Closure.name_cy), col(Closure.version))
    closed = session.execute(sa_select(*of_closures).order_by(of_closures[0]))
    return _calendar(tuple((year, of) for year, of in stored), tuple((day, en, cy, of) for day, en, cy, of in closed))


def closures(session: Session, kind: str | None = None) -> list[Closure]:
    """The stored days on which nobody works, of one kind or of both, in their order."""
    chosen = select(Closure).where(*([Closure.kind == kind] if kind else []))
    return list(session.exec(chosen.order_by(col(Closure.day))))


def years(session: Session) -> list[CalendarYear]:
    """The stored years, in their order."""
    return list(session.exec(select(CalendarYear).order_by(col(CalendarYear.year))))


@lru_cache(maxsize=16)
def _calendar(years: tuple[tuple[int, int], ...], closures: tuple[tuple[dt.date, str, str, int], ...]) -> Calendar:
    """A calendar of these rows; the same rows give the same value, which keeps what it has reckoned."""
    if not years:
        return Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0)
    version = max([of for _, of in years] + [of for *_, of in closures])
    closed = {day: Sentence(en, cy) for day, en, cy, _ in closures}
    return Calendar(dt.date(years[0][0], 1, 1), dt.date(years[-1][0], 12, 31), version, closed)


def policy(session: Session) -> tuple[int, Policy] | None:
    """The policy in force and its version, or None before the first is adopted."""
    chosen = select(PolicyRow.version, type_coerce(col(PolicyRow.content), Text)).order_by(
        col(PolicyRow.version).desc()
    )
    row = session.execute(chosen.limit(1)).first()
    return None if row is None else (row[0], _policy(row[1]))


def policy_at(session: Session, version: int) -> Policy | None:
    """The policy of this version: running timers keep the numbers they began with."""
    chosen = sa_select(type_coerce(col(PolicyRow.content), Text)).where(col(PolicyRow.version) == version)
    row = session.execute(chosen).first()
    return None if row is None else _policy(row[0])


@lru_cache(maxsize=64)
def _policy(content: str) -> Policy:
    """Read an adopted policy; the same content is read once."""
    return parse(json.loads(content))
