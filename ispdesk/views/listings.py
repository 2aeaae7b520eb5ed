"""An ISP's place in the public register as the team sees it: left out and why, or an exemplar and for what."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.queries import isps, registered
from models.tables.isp import Isp
from models.tables.register import RegisterMark
from states.calendar import local_day
from states.lifecycle import IN_FORCE, State


@dataclass(frozen=True)
class LeftOut:
    """An ISP that the public register does not show. `reason` is None where its words were removed."""

    ref: str
    title: Text
    since: dt.date
    by: dt.date
    late: bool
    reason: str | None


@dataclass(frozen=True)
class ListingView:
    """One ISP: whether the register shows it, whether it is left out, and what it says of it as an exemplar."""

    ref: str
    title: Text
    shown: bool
    out: LeftOut | None
    in_force: bool
    exemplar: bool
    why: Text


def left_out(session: Session, at: dt.datetime) -> tuple[LeftOut, ...]:
    """Every ISP that is left out, those to be looked at first."""
    marked = registered.marked(session, "not_listed")
    words = registered.words_of(session, [(f"isp:{isp.ref}", mark.seq) for mark, isp in marked])
    rows = [_left_out(mark, isp, words.get((f"isp:{isp.ref}", mark.seq), {}), local_day(at)) for mark, isp in marked]
    return tuple(sorted(rows, key=lambda row: (row.by, row.ref)))


def _left_out(mark: RegisterMark, isp: Isp, words: dict[str, str], today: dt.date) -> LeftOut:
    by = mark.review_by or mark.since
    return LeftOut(isp.ref, title_of(isp), mark.since, by, by <= today, words.get("reason"))


def listing_view(session: Session, ref: str, at: dt.datetime) -> ListingView | None:
    """One ISP; None where there is none."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    out, exemplar = (registered.mark(session, isp.id or 0, kind) for kind in ("not_listed", "exemplar"))
    marks = [mark for mark in (out, exemplar) if mark is not None]
    words = registered.words_of(session, [(f"isp:{ref}", mark.seq) for mark in marks])
    why = words.get((f"isp:{ref}", exemplar.seq), {}) if exemplar else {}
    force = isps.standing_at(session, isp.id or 0, "force")
    return ListingView(
        ref=ref,
        title=title_of(isp),
        shown=registered.one(session, ref) is not None,
        out=_left_out(out, isp, words.get((f"isp:{ref}", out.seq), {}), local_day(at)) if out else None,
        in_force=force is not None and State(force.state) in IN_FORCE,
        exemplar=exemplar is not None,
        why=Text(why.get("why_en"), why.get("why_cy")),
    )
