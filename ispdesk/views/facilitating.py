"""Trained facilitators who could work on an ISP, for the page on which one is named."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.person import Facilitator
from models.tables.work import IspFacilitator

MOST = 20
"""Rows to choose from; whoever looks for one that is not among them types a part of the name (our default)."""


@dataclass(frozen=True)
class Trained:
    """Somebody to choose: their name, what kind of body they work for, and when they last facilitated."""

    ref: str
    name: Text
    kind: str
    last: dt.date | None


@dataclass(frozen=True)
class FacilitatingView:
    """Who facilitates an ISP, and who else could."""

    title: Text
    named: tuple[Text, ...]
    found: tuple[Trained, ...]


def facilitating_view(session: Session, ref: str, words: str) -> FacilitatingView | None:
    """The facilitators of one ISP and others whose name has these words in it; those last at work first."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    here = select(IspFacilitator.facilitator_id).where(IspFacilitator.isp_id == isp.id)
    chosen = select(Facilitator).order_by(col(Facilitator.last_assignment).desc().nulls_last(), col(Facilitator.ref))
    named = session.exec(chosen.where(col(Facilitator.id).in_(here))).all()
    others = chosen.where(col(Facilitator.id).not_in(here))
    if words:
        within = [col(name).icontains(words, autoescape=True) for name in (Facilitator.name_en, Facilitator.name_cy)]
        others = others.where(or_(*within))
    found = session.exec(others.limit(MOST)).all()
    return FacilitatingView(
        title_of(isp),
        tuple(Text(one.name_en, one.name_cy or None) for one in named),
        tuple(Trained(one.ref, Text(one.name_en, one.name_cy or None), one.kind, one.last_assignment) for one in found),
    )
