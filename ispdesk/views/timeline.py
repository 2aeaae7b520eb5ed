"""The history of one ISP, a page at a time, and whose its working days were."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.views.clock_shapes import TimeView
from ispdesk.views.clocks import time_view
from ispdesk.views.history import PAGE, events
from ispdesk.views.isp_shapes import Event
from ispdesk.views.listing import title_of
from ispdesk.views.values import Party
from ispdesk.words.text import Text
from models.queries import ahead, isps

BAR = 1000
"""Units of the bar's whole width."""


@dataclass(frozen=True)
class Part:
    """One party's part of the bar, in units of its width."""

    party: Party
    begins: int
    width: int


@dataclass(frozen=True)
class Timeline:
    """One page of events, the newest first; the bar and the tables of time."""

    ref: str
    title: Text
    events: tuple[Event, ...]
    pages: int
    time: TimeView | None
    bar: tuple[Part, ...]


def timeline(session: Session, ref: str, page: int, at: dt.datetime) -> Timeline | None:
    """One page (from 1) of an ISP's history; None past its end."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    rows = len(ahead.history(session, f"isp:{ref}"))
    pages = max(1, -(-rows // PAGE))
    if page > pages:
        return None
    time = time_view(session, isp, at) if isps.versions(session, isp.id or 0) else None
    return Timeline(ref, title_of(isp), events(session, isp, page), pages, time, _bar(time))


def _bar(time: TimeView | None) -> tuple[Part, ...]:
    if time is None or not time.total:
        return ()
    parts, begins = [], 0
    for row in time.held:
        ends = round(BAR * (sum(p.days for p in time.held[: time.held.index(row) + 1])) / time.total)
        if ends > begins:
            parts.append(Part(row.party, begins, ends - begins))
        begins = ends
    return tuple(parts)
