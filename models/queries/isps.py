"""Questions about ISPs: by reference, their versions, and what waits for a decision."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered, remembers
from models.tables.clocks import TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from states.lifecycle import IN_FORCE, OPEN_ROUND

_OF_ISP, _OF_VERSION, _OF_HOLDING = frozenset({"isp"}), frozenset({"version"}), frozenset({"holding"})
_BY_REF = select(Isp).where(col(Isp.ref) == bindparam("ref"))
_VERSIONS = select(Version).where(col(Version.isp_id) == bindparam("isp")).order_by(col(Version.number).desc())
_HOLDINGS = select(HoldingRow).where(col(HoldingRow.version_id) == bindparam("version")).order_by(col(HoldingRow.seq))
_HELD = (
    core_select(*(table(HoldingRow)[name] for name in ("version_id", "party", "since")))
    .where(table(HoldingRow).version_id.in_(bindparam("ids", expanding=True)))
    .order_by(table(HoldingRow).version_id, table(HoldingRow).seq)
)
AWAITING = (col(Version.state).in_(sorted(s.value for s in OPEN_ROUND)), col(Version.place) != "past")
"""A version with an open QA round."""
_AWAITING = (
    select(Isp, Version).join(Version, col(Version.isp_id) == col(Isp.id)).where(*AWAITING).order_by(col(Isp.ref))
)
_COUNTED = select(Isp).where(col(Isp.counted_as) == bindparam("as")).order_by(col(Isp.ref))
_ASSURED = (
    select(Isp, Version)
    .join(Version, col(Version.isp_id) == col(Isp.id))
    .where(
        Version.place == "force",
        col(Version.was_assured).is_(True),
        col(Version.state).in_(sorted(s.value for s in IN_FORCE)),
    )
    .order_by(col(Isp.ref))
)


def by_ref(session: Session, ref: str) -> Isp | None:
    """The ISP of this reference."""
    return remembered(
        session, _OF_ISP, ("isp", ref), lambda: session.scalars(_BY_REF, {"ref": ref}).first(), objects=True
    )


def with_versions(session: Session, ref: str) -> Isp | None:
    """The ISP of this reference; its versions, read with it, need not be asked for again."""
    if not remembers(session, ("isp", ref)):
        chosen = select(Isp, Version).outerjoin(Version, col(Version.isp_id) == col(Isp.id)).where(Isp.ref == ref)
        rows = list(session.execute(chosen.order_by(col(Version.number).desc())))
        found = [row[1] for row in rows if row[1] is not None]
        isp = rows[0][0] if rows else None
        remembered(session, _OF_ISP, ("isp", ref), lambda: isp, objects=True)
        if isp is not None:
            remembered(session, _OF_VERSION, ("versions", isp.id), lambda: found, objects=True)
    return by_ref(session, ref)


def versions(session: Session, isp_id: int) -> list[Version]:
    """All versions of an ISP, the latest first."""

    def read() -> list[Version]:
        return list(session.scalars(_VERSIONS, {"isp": isp_id}))

    return list(remembered(session, _OF_VERSION, ("versions", isp_id), read, objects=True))


def standing_at(session: Session, isp_id: int, place: str) -> Version | None:
    """The version in progress or in force."""
    return next((version for version in versions(session, isp_id) if version.place == place), None)


def holdings(session: Session, version_id: int, from_seq: int = 0) -> list[HoldingRow]:
    """Who held a version from when, in order, from one history row on."""

    def read() -> list[HoldingRow]:
        return list(session.scalars(_HOLDINGS, {"version": version_id}))

    kept = remembered(session, _OF_HOLDING, ("holdings", version_id), read, objects=True)
    return [row for row in kept if row.seq >= from_seq]


def holdings_ahead(session: Session, versions: list[int]) -> None:
    """Read who held each of these versions in one question, so that each can be asked for without another."""
    unread = [version for version in versions if not remembers(session, ("holdings", version))]
    found: dict[int, list[HoldingRow]] = {version: [] for version in unread}
    chosen = select(HoldingRow).where(col(HoldingRow.version_id).in_(unread)).order_by(col(HoldingRow.seq))
    for row in session.exec(chosen) if unread else ():
        found[row.version_id].append(row)
    for version, rows in found.items():
        remembered(session, _OF_HOLDING, ("holdings", version), lambda rows=rows: rows, objects=True)  # type: ignore[misc]  # bound at once


def by_refs(session: Session, refs: Iterable[str]) -> None:
    """Read several ISPs in one question, so that each can be asked for without another."""
    unread = sorted({ref for ref in refs if not remembers(session, ("isp", ref))})
    for isp in session.exec(select(Isp).where(col(Isp.ref).in_(unread))) if unread else ():
        remembered(session, _OF_ISP, ("isp", isp.ref), lambda isp=isp: isp, objects=True)  # type: ignore[misc]  # bound at once


def holdings_of(session: Session, versions: list[int]) -> dict[int, list[Any]]:
    """Who held each of these versions from when, in order: one question for all."""
    found: dict[int, list[Any]] = {}
    for row in session.connection().execute(_HELD, {"ids": versions}) if versions else ():
        found.setdefault(row.version_id, []).append(row)
    return found


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
    return [(isp, version) for isp, version in session.execute(_AWAITING)]


def how_many_await(session: Session) -> int:
    """How many ISPs have an open QA round, those that a source only counts included."""
    named = select(func.count()).select_from(Version).where(*AWAITING).scalar_subquery()
    counted_ones = select(func.count()).select_from(Isp).where(Isp.counted_as == "awaiting").scalar_subquery()
    return int(session.execute(core_select(named + counted_ones)).scalar_one())


def counted(session: Session, counted_as: str) -> list[Isp]:
    """ISPs that a source only counts under this heading."""
    return list(session.scalars(_COUNTED, {"as": counted_as}))


ASSURED = (
    col(Version.place) == "force",
    col(Version.was_assured).is_(True),
    col(Version.state).in_([s.value for s in IN_FORCE]),
)
"""A version in force that was assured."""


def assured(session: Session) -> list[tuple[Isp, Version]]:
    """ISPs with a version in force that was assured."""
    return [(isp, version) for isp, version in session.execute(_ASSURED)]
