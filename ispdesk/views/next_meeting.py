"""The next meeting that an ISP can still make, and the last day to submit it for that."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.words.text import Text
from models.queries import isps, meetings
from states import agenda
from states.calendar import local_day
from states.lifecycle import DEVELOPING, State


@dataclass(frozen=True)
class Makes:
    """The meeting that an ISP submitted now can still make. `named`: its group is known, not only likely."""

    group: str
    name: Text
    day: dt.date
    last_submission: dt.date
    named: bool


def makes(session: Session, group_id: int | None, areas: tuple[str, ...], at: dt.datetime) -> Makes | None:
    """The next meeting for an ISP: of its group, or else of the one group that serves its places; None: not known."""
    today = local_day(at)
    found = meetings.next_meetings(session, today)
    serving = [row for row in found if row.id == group_id] if group_id else _serving(found, areas)
    known = [agenda.Meeting(one.day, one.capacity, one.last_submission, () if one.sent else None) for one in serving]
    chosen = agenda.next_for(known, today)
    if chosen is None:
        return None
    row = next(one for one in serving if one.day == chosen.day)
    return Makes(
        row.ref, Text(row.name_en or None, row.name_cy or None), row.day, row.last_submission, group_id is not None
    )


def makes_of(session: Session, ref: str, at: dt.datetime) -> Makes | None:
    """The meeting that this ISP can still make, while it is on its way to submission; None for all others."""
    isp = isps.by_ref(session, ref)
    version = isps.standing_at(session, isp.id or 0, "progress") if isp else None
    if isp is None or version is None or State(version.state) not in DEVELOPING | {State.RETURNED}:
        return None
    return makes(session, isp.group_id, tuple(isp.places), at)


def _serving(rows: list[Any], areas: tuple[str, ...]) -> list[Any]:
    fits = {row.ref for row in rows if set(row.places) & set(areas)}
    return [row for row in rows if row.ref in fits] if len(fits) == 1 else []
