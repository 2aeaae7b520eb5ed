"""The list of ISPs as the database answers it: which match, in order of reference, one page at a time."""

from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement, Text, and_, exists, func, not_, or_, true, type_coerce, union
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.base import canonical, table
from models.database import remembered
from models.queries.search import LINE
from models.tables.isp import Isp, Version
from states.folding import plain
from states.lifecycle import DEVELOPING, IN_FORCE, OPEN_ROUND, State

COUNTED: Final = {"assured": "assured", "awaiting": "awaiting", "made_known": "made-known"}
"""What a source that only counts ISPs may say of them, by group."""
_SHOWN: Final = {
    "awaiting": OPEN_ROUND,
    "assured": IN_FORCE,
    "overdue": frozenset({State.LAPSED}),
    "made_known": frozenset({State.IDENTIFIED}),
    "developing": DEVELOPING - {State.IDENTIFIED},
}
STATES: Final = _SHOWN | {"ended": frozenset(State) - frozenset().union(*_SHOWN.values())}
"""The states of each group that the list filters by: every state is in one."""
_ISP, _VERSION = table(Isp), table(Version)
_VERSION_TABLE: Any = Version.__table__  # type: ignore[attr-defined]  # SQLModel's
_OF_ISP = frozenset({"isp"})


class Filters(Protocol):
    """What the list is asked for."""

    @property
    def group(self) -> str | None: ...  # noqa: D102
    @property
    def place(self) -> str | None: ...  # noqa: D102
    @property
    def text(self) -> str | None: ...  # noqa: D102


def page(session: Session, filters: Filters, skip: int, most: int) -> tuple[int, list[int]]:
    """How many match, and the ids of so many of them after those skipped."""
    matches = _matches(filters)
    counted = func.count().over()
    chosen = core_select(_ISP.id, counted).where(matches).order_by(_ISP.ref).offset(skip).limit(most)
    if filters.group is None and filters.place is None and not filters.text:
        plain = core_select(_ISP.id).order_by(_ISP.ref).offset(skip).limit(most)
        return total(session), list(session.scalars(plain))
    rows = list(session.execute(chosen))
    if rows or not skip:
        return (int(rows[0][1]) if rows else 0), [row[0] for row in rows]
    return int(session.execute(core_select(func.count()).select_from(Isp).where(matches)).scalar_one()), []


def total(session: Session) -> int:
    """How many ISPs there are."""
    counted = core_select(func.count()).select_from(Isp)
    return remembered(session, _OF_ISP, "isps in all", lambda: int(session.execute(counted).scalar_one()))


def versions(session: Session, ids: list[int]) -> dict[int, list[Version]]:
    """The versions of these ISPs."""
    found: dict[int, list[Version]] = {}
    chosen = select(Version).where(col(Version.isp_id).in_(ids)).order_by(col(Version.id))
    for version in session.exec(chosen) if ids else ():
        found.setdefault(version.isp_id, []).append(version)
    return found


def places(session: Session) -> set[str]:
    """The codes of the places that any ISP is of."""
    return {code for codes in session.scalars(select(Isp.places).distinct()) for code in codes}


def _matches(filters: Filters) -> ColumnElement[bool]:
    wanted: list[Any] = [true()]
    if filters.group is not None:
        wanted.append(_in_group(filters.group))
    if filters.place is not None:
        wanted.append(type_coerce(_ISP.places, Text).contains(canonical(filters.place), autoescape=True))
    if filters.text:
        wanted.append(_ISP.counted_as.is_(None))  # what is only counted has no title of its own to search
        words = core_select(LINE.c.isp_id).where(LINE.c.words.contains(plain(filters.text), autoescape=True))
        wanted.append(_ISP.id.in_(words))
    return and_(*wanted)


def _in_group(group: str) -> ColumnElement[bool]:
    """Every group an ISP is counted in: a version in force and one in progress may stand in two.

    Of an ISP whose versions are all past, the first stands for it.
    """
    states = sorted(state.value for state in STATES[group])
    other = _VERSION_TABLE.alias()
    others = (other.c.isp_id == _VERSION.isp_id, or_(other.c.place != "past", other.c.id < _VERSION.id))
    first_and_past = and_(_VERSION.place == "past", not_(exists().where(*others)))
    by_state = core_select(_VERSION.isp_id).where(
        _VERSION.state.in_(states), or_(_VERSION.place != "past", first_and_past)
    )
    itself: Any = aliased(
        Isp
    )  # each way in a question of its own: one condition over all reads every ISP on PostgreSQL
    one = core_select(itself.id)
    ways = [one.where(itself.counted_as.is_(None), itself.id.in_(by_state))]
    if group in COUNTED:
        ways.append(one.where(itself.counted_as == COUNTED[group]))
    if group == "made_known":
        ways.append(one.where(itself.counted_as.is_(None), not_(exists().where(_VERSION.isp_id == itself.id))))
    found: ColumnElement[bool] = _ISP.id.in_(union(*ways))
    return found
