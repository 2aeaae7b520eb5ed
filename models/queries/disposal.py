"""What is past its period in each table, and taking it out; and ISPs whose end is long past."""

import datetime as dt
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Table, and_, delete, func, or_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, SQLModel, col, select

from models.database import forget
from models.tables.isp import Isp, Version
from states.calendar import ZONE
from states.lifecycle import ENDS
from states.retention import PERIODS, Period

_ALL: Final = SQLModel.metadata.tables
_NOBODYS: Final = b"Subject: [disposed of]\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"


def past(session: Session, today: dt.date) -> dict[str, int]:
    """How many rows of each table are past their period."""
    found = {}
    for name in PERIODS:
        table = _ALL[name]
        counted = core_select(func.count()).select_from(table).where(_over(table, PERIODS[name], today))
        found[name] = int(session.connection().execute(counted).scalar_one())
    return found


def take_out(session: Session, today: dt.date, mark: str) -> dict[str, int]:
    """Take them out, or empty them where the row itself is evidence; how many of each. `mark` stands in their place."""
    session.flush()
    done = {}
    for name, period in PERIODS.items():
        table = _ALL[name]
        over = _over(table, period, today)
        how: Any = delete(table).where(over)
        if period.emptied:
            how = update(table).where(over).values(raw=_NOBODYS + f"{mark}\r\n".encode(), removed=mark)
        if count := session.connection().execute(how).rowcount:
            done[name] = count
    forget(session, done)
    session.expire_all()
    return done


def _over(table: Table, period: Period, today: dt.date) -> ColumnElement[bool]:
    """Whether a row's period ended before today."""
    before = period.ends_before(today)
    other, _, name = period.since.rpartition(".")
    column = (_ALL[other] if other else table).c[name]
    bound: Any = before if isinstance(column.type, Date) else dt.datetime.combine(before, dt.time(), ZONE)
    over: ColumnElement[bool] = column < bound
    if other:
        key, its = next(iter(table.primary_key)), next(iter(_ALL[other].primary_key))
        over = and_(key.in_(core_select(its).where(over)), table.c.removed == "")
    return and_(over, *(_ONLY[one](table) for one in period.only))


def _told(notice: Table) -> ColumnElement[bool]:
    return or_(notice.c.letter_id.is_not(None), notice.c.gone_at.is_not(None))


def _no_isp(scoping: Table) -> ColumnElement[bool]:
    return scoping.c.isp_id.is_(None)


_ONLY: Final = {"told": _told, "no_isp": _no_isp}


def long_ended(session: Session, before: dt.date) -> list[tuple[str, dt.date]]:
    """ISPs all of whose versions ended before this day, with the day of the last end: people decide what goes."""
    ended = [state.value for state in ENDS]
    live = select(Version.isp_id).where(Version.place != "past", col(Version.state).not_in(ended))
    chosen = (
        select(Isp.ref, func.max(Version.entered_at))
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(col(Isp.id).not_in(live))
        .group_by(col(Isp.ref))
        .order_by(col(Isp.ref))
    )
    found = [(ref, at.astimezone(ZONE).date()) for ref, at in session.exec(chosen)]
    return [(ref, day) for ref, day in found if day < before]
