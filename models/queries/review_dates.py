"""The review dates of the versions in force, with what each may be reckoned from."""

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, literal
from sqlalchemy import select as core_select
from sqlmodel import Session

from models.base import table
from models.tables.isp import Isp, Version
from models.tables.journal import History
from states.calendar import local_day
from states.levelling import month_of
from states.lifecycle import State, Trigger

COMES_BACK = (State.ASSURED, State.REVIEW_DUE, State.IN_REVIEW, State.LAPSED)
"""States of a version in force in which a review is ahead, under way or overdue."""
ENTRIES = frozenset(
    {
        Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED, Trigger.CONFIRM_UNCHANGED,
        Trigger.ACCEPT_MINOR_UPDATE,
    }
)  # fmt: skip
_ISP, _VERSION, _ROW = table(Isp), table(Version), table(History)
_DUE = (
    core_select(
        _ISP.ref, _ISP.title_en, _ISP.title_cy, _VERSION.number, _VERSION.state, _VERSION.on_hold,
        _VERSION.review_date, _VERSION.wished_review_date, _VERSION.assured_from, _VERSION.assured_to,
        _ROW.kind, _ROW.standing, _ROW.happened_from, _ROW.happened_to, _ROW.recorded_at,
    )
    .join(Version, _VERSION.isp_id == _ISP.id)
    .outerjoin(History, and_(_ROW.stream == literal("isp:") + _ISP.ref, _ROW.seq == _VERSION.entered_seq))
    .where(_VERSION.place == "force", _VERSION.state.in_([state.value for state in COMES_BACK]))
    .order_by(_ISP.ref)
)  # fmt: skip
_AHEAD = (
    core_select(_VERSION.review_date, func.count())
    .where(
        _VERSION.place == "force",
        _VERSION.state.in_([state.value for state in COMES_BACK]),
        _VERSION.review_date >= bindparam("since"),
        _VERSION.isp_id != bindparam("without"),
    )
    .group_by(_VERSION.review_date)
)


class Due(NamedTuple):
    """One version in force. `since`: its last assurance or review, None where the day is not known."""

    ref: str
    title_en: str
    title_cy: str
    version: int
    state: str
    on_hold: bool
    review_date: dt.date | None
    wished: dt.date | None
    since: dt.date | None

    @property
    def own(self) -> dt.date | None:
        """The date that it would have by itself."""
        return self.wished or self.review_date


def in_force(session: Session) -> list[Due]:
    """Every version in force, by the ISP's reference."""
    return [_due(row) for row in session.connection().execute(_DUE)]


def of_isp(session: Session, isp: int) -> list[Due]:
    """The version in force of one ISP, if there is one."""
    return [_due(row) for row in session.connection().execute(_DUE.where(_ISP.id == isp))]


def _due(row: Any) -> Due:
    since = row.assured_from if row.assured_from == row.assured_to else None
    if row.kind in ENTRIES:
        if row.happened_from is not None and row.happened_from == row.happened_to:
            since = row.happened_from
        elif row.standing == "done":
            since = local_day(row.recorded_at)
    return Due(
        row.ref, row.title_en, row.title_cy, row.number, row.state, row.on_hold, row.review_date,
        row.wished_review_date, since,
    )  # fmt: skip


def ahead(session: Session, since: dt.date, without: int) -> Counter[dt.date]:
    """Reviews ahead by month, from that of this day on, but for one ISP's."""
    asked = {"since": month_of(since), "without": without}
    found: Counter[dt.date] = Counter()
    for day, n in session.connection().execute(_AHEAD, asked):
        found[month_of(day)] += n
    return found
