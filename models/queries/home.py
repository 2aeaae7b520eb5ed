"""The home's own facts, its calendar and the policy in force."""

import datetime as dt
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, bindparam, literal_column, select, type_coerce, union_all
from sqlalchemy.types import UserDefinedType
from sqlmodel import Session
from sqlmodel import select as orm_select

from models.base import table
from models.database import remembered
from models.tables.calendar import CalendarYear, Closure, HomeFact, PolicyRow
from models.tables.clocks import AlertRow
from states.calendar import Calendar
from states.parsing import parse
from states.policy import Policy
from states.words import Sentence

CALENDAR_STAMP, POLICY_STAMP = "calendar_stamp", "policy_stamp"
"""Facts that triggers of the database change with every change of the calendar or of a policy, to a value by chance:
what was read under a stamp holds wherever and whenever that stamp is found again."""
_OF_FACTS = frozenset({"home_fact", "calendar_year", "closure", "policy", "alert"})
_OF_CALENDAR = frozenset({"calendar_year", "closure"})
_OF_POLICY = frozenset({"policy"})


class _AsKept(UserDefinedType[Any]):
    """A value as the database gives it: hundreds of days are read again and again, and mostly are those of before."""

    cache_ok = True


_ALERT = table(AlertRow)
_FACTS = union_all(
    select(literal_column("'fact'").label("what"), table(HomeFact).key.label("key"), table(HomeFact).value),
    select(literal_column("'alert'"), _ALERT.kind, type_coerce(_ALERT["values"], Text)).where(
        _ALERT.closed_at.is_(None)
    ),
)
"""Facts and the kinds of open alerts stand on each page: one question for both."""
_YEARS = select(table(CalendarYear).year, table(CalendarYear).version).order_by(table(CalendarYear).year)
_CLOSURES = select(
    type_coerce(table(Closure).day, _AsKept()), *(table(Closure)[name] for name in ("name_en", "name_cy", "version"))
).order_by(table(Closure).day)
_CONTENT = type_coerce(table(PolicyRow).content, Text)
_POLICY = select(table(PolicyRow).version, _CONTENT).order_by(table(PolicyRow).version.desc()).limit(1)
_POLICY_AT = select(_CONTENT).where(table(PolicyRow).version == bindparam("version"))


def fact(session: Session, key: str) -> str | None:
    """One fact of the home, or None."""
    return facts(session).get(key)


def facts(session: Session) -> dict[str, str]:
    """Every fact of the home."""
    return _standing(session)[0]


def alerts(session: Session) -> list[tuple[str, dict[str, str]]]:
    """The open alerts: kind and values, in no order."""
    return _standing(session)[1]


def _standing(session: Session) -> tuple[dict[str, str], list[tuple[str, dict[str, str]]]]:
    def read() -> tuple[dict[str, str], list[tuple[str, dict[str, str]]]]:
        rows = session.connection().execute(_FACTS).all()
        found = {row[1]: row[2] for row in rows if row[0] == "fact"}
        return found, [(row[1], json.loads(row[2])) for row in rows if row[0] == "alert"]

    return remembered(session, _OF_FACTS, "facts", read)


def set_fact(session: Session, key: str, value: str) -> None:
    """Set one fact of the home."""
    session.merge(HomeFact(key=key, value=value))
    session.flush()


MOST_KEPT = 32
"""Calendars, and policies, that a process keeps: one home has one of each at a time."""
_kept: dict[tuple[str, object], Any] = {}


def _under_stamp(session: Session, stamp: str, what: object, read: Callable[[], Any]) -> Any:
    """What this process has read under the home's present stamp; the stamp is read before what it stands for."""
    now = fact(session, stamp)
    if now is None:
        return read()
    key = (now, what)
    if key not in _kept:
        found = read()
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
        return found
    return _kept.get(key) or read()  # another thread may have made room meanwhile


def calendar(session: Session) -> Calendar:
    """The stored calendar: it answers for its stored years only (an empty one for no day at all)."""

    def read() -> Calendar:
        ask = session.connection().execute
        years, closures = ask(_YEARS), ask(_CLOSURES)
        return _calendar(tuple(map(tuple, years)), tuple(map(tuple, closures)))

    def known() -> Calendar:
        found: Calendar = _under_stamp(session, CALENDAR_STAMP, "calendar", read)
        return found

    return remembered(session, _OF_CALENDAR, "calendar", known)


def closures(session: Session, kind: str | None = None) -> list[Closure]:
    """The stored days on which nobody works, of one kind or of both, in their order."""
    chosen = orm_select(Closure).where(*([Closure.kind == kind] if kind else []))
    return list(session.exec(chosen.order_by(table(Closure).day)))


def closures_by_day(session: Session) -> dict[dt.date, Closure]:
    """The stored days on which nobody works, each under its day."""

    def known() -> dict[dt.date, Closure]:
        found: dict[dt.date, Closure] = _under_stamp(
            session, CALENDAR_STAMP, "closures", lambda: {closure.day: closure for closure in closures(session)}
        )
        return found

    return remembered(session, _OF_CALENDAR, "closures by day", known)


def years(session: Session) -> list[CalendarYear]:
    """The stored years, in their order."""
    return list(session.exec(orm_select(CalendarYear).order_by(table(CalendarYear).year)))


@lru_cache(maxsize=16)
def _calendar(
    years: tuple[tuple[int, int], ...], closures: tuple[tuple[dt.date | str, str, str, int], ...]
) -> Calendar:
    """A calendar of these rows; the same rows give the same value, which keeps what it has reckoned."""
    if not years:
        return Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0)
    version = max([of for _, of in years] + [of for *_, of in closures])
    closed = {
        dt.date.fromisoformat(day) if isinstance(day, str) else day: Sentence(en, cy) for day, en, cy, _ in closures
    }
    return Calendar(dt.date(years[0][0], 1, 1), dt.date(years[-1][0], 12, 31), version, closed)


def policy(session: Session) -> tuple[int, Policy] | None:
    """The policy in force and its version, or None before the first is adopted."""

    def read() -> tuple[int, Policy] | None:
        row = session.connection().execute(_POLICY).first()
        return None if row is None else (row[0], _policy(row[1]))

    def known() -> tuple[int, Policy] | None:
        found: tuple[int, Policy] | None = _under_stamp(session, POLICY_STAMP, "policy", read)
        if found is not None:
            remembered(session, _OF_POLICY, ("policy", found[0]), lambda: found[1])
        return found

    return remembered(session, _OF_POLICY, "policy", known)


def policy_at(session: Session, version: int) -> Policy | None:
    """The policy of this version: running timers keep the numbers they began with."""

    def read() -> Policy | None:
        row = session.connection().execute(_POLICY_AT, {"version": version}).first()
        return None if row is None else _policy(row[0])

    def known() -> Policy | None:
        found: Policy | None = _under_stamp(session, POLICY_STAMP, version, read)
        return found

    return remembered(session, _OF_POLICY, ("policy", version), known)


@lru_cache(maxsize=64)
def _policy(content: str) -> Policy:
    """Read an adopted policy; the same content is read once."""
    return parse(json.loads(content))
