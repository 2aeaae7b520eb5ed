"""Questions about partners: by their line, those taken out included or not."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, bindparam
from sqlmodel import Session, col, select

from models.database import remembered, remembers
from models.tables.organisation import Accord, Organisation
from models.tables.work import Partner

_OF_PARTNER = frozenset({"partner"})
_OF_LINE = (
    select(Partner)
    .where(col(Partner.isp_id) == bindparam("isp"), col(Partner.line) == bindparam("line"))
    .order_by(col(Partner.id))
)


def of_line(session: Session, isp_id: int, line: int) -> Partner | None:
    """The partner of this line, whether it is still one or not."""
    if remembers(session, ("partners of isp", isp_id)):
        return next((partner for partner in of_isp(session, isp_id) if partner.line == line), None)
    return session.scalars(_OF_LINE, {"isp": isp_id, "line": line}).first()


def standing(session: Session, isp_id: int, line: int) -> Partner | None:
    """The partner of this line that has not been taken out."""
    found = of_line(session, isp_id, line)  # a line is one partner's for good
    return None if found is None or found.valid_to is not None else found


def of_isp(session: Session, isp_id: int) -> list[Partner]:
    """Every partner of an ISP, former ones too, by its line."""
    of_isps(session, [isp_id])
    return list(remembered(session, _OF_PARTNER, ("partners of isp", isp_id), list[Partner], objects=True))


def stated(session: Session, isp_id: int) -> list[tuple[Partner, Organisation | None, str | None]]:
    """Every partner of an ISP by its line, with its organisation and each statement of its Accord that stands."""
    chosen = (
        select(Partner, Organisation, Accord.status)
        .outerjoin(Organisation, col(Organisation.id) == col(Partner.organisation_id))
        .outerjoin(
            Accord, and_(col(Accord.organisation_id) == col(Partner.organisation_id), col(Accord.ended_to).is_(None))
        )
        .where(Partner.isp_id == isp_id)
    )
    rows: Any = list(session.exec(chosen.order_by(col(Partner.line), col(Accord.id))))
    every = list(dict.fromkeys(one.id for one, _, _ in rows))
    by_id = {one.id: one for one, _, _ in rows}
    remembered(session, _OF_PARTNER, ("partners of isp", isp_id), lambda: [by_id[row] for row in every], objects=True)
    return [(one, body, status) for one, body, status in rows]


def of_isps(session: Session, isp_ids: Iterable[int]) -> None:
    """Read the partners of several ISPs in one question, so that each can be asked for without another."""
    unread = sorted({isp for isp in isp_ids if not remembers(session, ("partners of isp", isp))})
    found: dict[int, list[Partner]] = {isp: [] for isp in unread}
    chosen = select(Partner).where(col(Partner.isp_id).in_(unread)).order_by(col(Partner.isp_id), col(Partner.line))
    for partner in session.exec(chosen) if unread else ():
        found[partner.isp_id].append(partner)
    for isp, rows in found.items():
        remembered(session, _OF_PARTNER, ("partners of isp", isp), lambda rows=rows: rows, objects=True)  # type: ignore[misc]  # bound at once
