"""Questions about ISPs: by reference, their versions, and what waits for a decision."""

from sqlmodel import Session, col, select

from models.tables.clocks import TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from states.lifecycle import IN_FORCE, OPEN_ROUND


def by_ref(session: Session, ref: str) -> Isp | None:
    """The ISP of this reference."""
    return session.exec(select(Isp).where(Isp.ref == ref)).first()


def versions(session: Session, isp_id: int) -> list[Version]:
    """All versions of an ISP, the latest first."""
    return list(session.exec(select(Version).where(Version.isp_id == isp_id).order_by(col(Version.number).desc())))


def standing_at(session: Session, isp_id: int, place: str) -> Version | None:
    """The version in progress or in force."""
    return session.exec(select(Version).where(Version.isp_id == isp_id, Version.place == place)).first()


def holdings(session: Session, version_id: int, from_seq: int = 0) -> list[HoldingRow]:
    """Who held a version from when, in order, from one history row on."""
    chosen = select(HoldingRow).where(HoldingRow.version_id == version_id, HoldingRow.seq >= from_seq)
    return list(session.exec(chosen.order_by(col(HoldingRow.seq))))


def holdings_of_timed(session: Session) -> dict[int, list[HoldingRow]]:
    """Who held each version that has a timer which has not stopped, in order, by version: one question for all."""
    timed = select(TimerRow.version_id).where(TimerRow.status != "stopped")
    chosen = select(HoldingRow).where(col(HoldingRow.version_id).in_(timed))
    found: dict[int, list[HoldingRow]] = {}
    for row in session.exec(chosen.order_by(col(HoldingRow.version_id), col(HoldingRow.seq))):
        found.setdefault(row.version_id, []).append(row)
    return found


def awaiting(session: Session) -> list[tuple[Isp, Version]]:
    """ISPs with an open QA round that the register knows by name, in the order of reference."""
    chosen = (
        select(Isp, Version)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(col(Version.state).in_([s.value for s in OPEN_ROUND]), col(Version.place) != "past")
        .order_by(col(Isp.ref))
    )
    return [(isp, version) for isp, version in session.exec(chosen)]


def counted(session: Session, counted_as: str) -> list[Isp]:
    """ISPs that a source only counts under this heading."""
    return list(session.exec(select(Isp).where(Isp.counted_as == counted_as).order_by(col(Isp.ref))))


ASSURED = (
    col(Version.place) == "force",
    col(Version.was_assured).is_(True),
    col(Version.state).in_([s.value for s in IN_FORCE]),
)
"""A version in force that was assured."""


def assured(session: Session) -> list[tuple[Isp, Version]]:
    """ISPs with a version in force that was assured."""
    chosen = select(Isp, Version).join(Version, col(Version.isp_id) == col(Isp.id)).where(*ASSURED)
    return [(isp, version) for isp, version in session.exec(chosen.order_by(col(Isp.ref)))]
