"""History rows of which a public register may have news, the latest first, with the ISP and its lead organisation."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, and_, col, exists, or_, select

from models.tables.isp import Isp, Version
from models.tables.journal import IS_NEWS, History, Ledger
from models.tables.organisation import Organisation
from models.tables.register import RegisterMark
from states.register import DEVELOPED

Place = tuple[dt.datetime, str, int]
"""Where a page of news ends: the last row's recording, stream and number in it."""


def rows(session: Session, before: Place | None, most: int) -> list[tuple[History, Isp, Organisation | None]]:
    """News of ISPs that are public now, older than `before` where it is given."""
    left_out = exists().where(col(RegisterMark.isp_id) == col(Isp.id), col(RegisterMark.kind) == "not_listed")
    public = exists().where(
        col(Version.isp_id) == col(Isp.id),
        or_(
            col(Version.was_assured).is_(True),
            and_(col(Version.place) == "progress", col(Version.state).in_([state.value for state in DEVELOPED])),
        ),
    )
    chosen = (
        select(History, Isp, Organisation)
        .join(Isp, col(Isp.ref) == func.substr(col(History.stream), len("isp:") + 1))
        .outerjoin(Organisation, col(Organisation.id) == col(Isp.lead_id))
        .where(IS_NEWS, col(History.standing).in_(("done", "stated")), public, ~left_out)
    )
    if before is not None:
        at, stream, seq = before
        earlier = or_(col(History.stream) < stream, and_(col(History.stream) == stream, col(History.seq) < seq))
        chosen = chosen.where(col(History.recorded_at) <= at, or_(col(History.recorded_at) < at, earlier))
    order = (col(History.recorded_at).desc(), col(History.stream).desc(), col(History.seq).desc())
    return [(row, isp, lead) for row, isp, lead in session.execute(chosen.order_by(*order).limit(most)).all()]


def beside(session: Session, streams: Iterable[str]) -> list[Any]:
    """Of these streams: what was undone, and each time that development began; stream, number, kind, body."""
    chosen = select(History.stream, History.seq, History.kind, History.body).where(
        col(History.stream).in_(list(streams)),
        col(History.kind).in_(("taken_back", "corrected", "start_workshops")),
    )
    return list(session.execute(chosen.order_by(col(History.stream), col(History.seq))))


def first(session: Session) -> tuple[str, dt.datetime] | None:
    """The first link of the ledger, which never changes and is no other installation's, and when it was made."""
    chosen = (
        select(Ledger.chain, History.recorded_at)
        .join(History, and_(col(History.stream) == col(Ledger.stream), col(History.seq) == col(Ledger.seq)))
        .where(Ledger.n == 1)
    )
    found = session.execute(chosen).first()
    return (found[0], found[1]) if found else None


def last_at(session: Session) -> dt.datetime | None:
    """When anything was recorded last: whatever a page of news shows was the same since."""
    chosen = (
        select(History.recorded_at)
        .join(Ledger, and_(col(History.stream) == col(Ledger.stream), col(History.seq) == col(Ledger.seq)))
        .order_by(col(Ledger.n).desc())
        .limit(1)
    )
    return session.execute(chosen).scalar()
