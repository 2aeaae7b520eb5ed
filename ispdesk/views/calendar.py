"""The stored calendar as it is shown: its years, its version, and the days of one year on which nobody works."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.words.text import Text
from models.queries import home


@dataclass(frozen=True)
class YearView:
    """A stored year: what computed it, and the calendar's version when it last changed."""

    year: int
    computed_with: str
    version: int


@dataclass(frozen=True)
class DayView:
    """A day on which nobody works: `bank-holiday` or `closure`, and the version that brought it."""

    day: dt.date
    kind: str
    name: Text
    version: int


@dataclass(frozen=True)
class CalendarView:
    """What is stored: first and last day, version, years; the closed days of the year that is shown."""

    first: dt.date
    last: dt.date
    version: int
    years: tuple[YearView, ...]
    year: int
    days: tuple[DayView, ...]


def calendar_view(session: Session, year: int) -> CalendarView | None:
    """One year of the calendar, or None where it is not stored."""
    stored = home.years(session)
    if year not in {row.year for row in stored}:
        return None
    calendar = home.calendar(session)
    days = [row for row in home.closures(session) if row.day.year == year]
    return CalendarView(
        first=calendar.first,
        last=calendar.last,
        version=calendar.version,
        years=tuple(YearView(row.year, row.computed_with, row.version) for row in stored),
        year=year,
        days=tuple(DayView(row.day, row.kind, Text(row.name_en, row.name_cy), row.version) for row in days),
    )
