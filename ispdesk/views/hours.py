"""Hours that people noted on an ISP."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.effort import Effort
from models.tables.person import Person

SHOWN = 50
"""Notes on the page; the total counts all."""


@dataclass(frozen=True)
class HoursRow:
    """One note."""

    day: dt.date
    who: Text
    hours: str
    note: str


@dataclass(frozen=True)
class HoursView:
    """The latest notes, and the sum of all."""

    ref: str
    title: Text
    total: str
    rows: tuple[HoursRow, ...]


def said_hours(minutes: int) -> str:
    """Minutes as hours, without needless noughts: 90 is 1.5."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def hours_view(session: Session, ref: str) -> HoursView:
    """What was noted, the latest first."""
    isp = isps.by_ref(session, ref)
    chosen = select(Effort, Person).join(Person, col(Person.id) == col(Effort.person_id))
    found = list(session.exec(chosen.where(Effort.isp_id == (isp.id if isp else 0)).order_by(col(Effort.id).desc())))
    return HoursView(
        ref=ref,
        title=title_of(isp) if isp else Text(ref),
        total=said_hours(sum(row.minutes for row, _ in found)),
        rows=tuple(
            HoursRow(row.day, Text(who.name_en, who.name_cy or None), said_hours(row.minutes), row.note)
            for row, who in found[:SHOWN]
        ),
    )
