"""What assured ISPs cover: service areas in places, and the types of organisation that take part in each."""

from sqlalchemy import func, or_, select
from sqlmodel import Session

from models.base import table
from models.queries.isps import ASSURED
from models.tables.isp import Isp, IspServes, Version
from models.tables.organisation import Organisation
from models.tables.work import Partner

_SERVES, _VERSION, _PARTNER, _BODY, _ISP = (
    table(IspServes), table(Version), table(Partner), table(Organisation), table(Isp),
)  # fmt: skip
_ALL_WALES = "wales"
_PROGRESS = (_VERSION.place == "progress",)
_CELLS = select(_SERVES.area, _SERVES.place, func.count()).join(Version, _VERSION.isp_id == _SERVES.isp_id)
_TYPES = (
    select(_SERVES.area, _BODY.kind, func.count(_SERVES.isp_id.distinct()), func.count(_BODY.id.distinct()))
    .join(Version, _VERSION.isp_id == _SERVES.isp_id)
    .join(Partner, _PARTNER.isp_id == _SERVES.isp_id)
    .join(Organisation, _BODY.id == _PARTNER.organisation_id)
    .where(*ASSURED, _PARTNER.valid_to.is_(None), _BODY.kind.is_not(None))
    .group_by(_SERVES.area, _BODY.kind)
)
_COVERED = (
    select(_BODY.kind, func.count(_BODY.id.distinct()))
    .join(Partner, _PARTNER.organisation_id == _BODY.id)
    .join(Version, _VERSION.isp_id == _PARTNER.isp_id)
    .where(*ASSURED, _PARTNER.valid_to.is_(None), _BODY.kind.is_not(None))
    .group_by(_BODY.kind)
)


def cells(session: Session, *, assured: bool = True) -> dict[tuple[str, str], int]:
    """How many ISPs serve each area in each place: those assured and in force, or those on their way there."""
    chosen = _CELLS.where(*(ASSURED if assured else _PROGRESS)).group_by(_SERVES.area, _SERVES.place)
    return {(area, place): number for area, place, number in session.connection().execute(chosen)}


def types(session: Session, place: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Of ISPs that are assured and serve this place: by area and type of organisation, ISPs and organisations."""
    here = or_(_SERVES.place == place, _SERVES.place == _ALL_WALES) if place else None
    chosen = _TYPES if here is None else _TYPES.where(here)
    return {(area, kind): (isps, bodies) for area, kind, isps, bodies in session.connection().execute(chosen)}


def taking_part(session: Session) -> dict[str, int]:
    """How many organisations of each type are partners of an assured ISP."""
    return dict(session.connection().execute(_COVERED).tuples().all())


def placed(session: Session) -> list[tuple[int, str, str]]:
    """Every ISP with each area in each place that it serves."""
    chosen = select(_SERVES.isp_id, _SERVES.area, _SERVES.place)
    return [(isp, area, place) for isp, area, place in session.connection().execute(chosen)]


def not_placed(session: Session) -> tuple[int, int]:
    """Assured ISPs of which no area or place is known, and those that a source only counts: neither is in a cell."""
    nowhere = select(func.count()).select_from(Version).where(*ASSURED, _VERSION.isp_id.not_in(select(_SERVES.isp_id)))
    counted = select(func.count()).select_from(Isp).where(_ISP.counted_as == "assured")
    ask = session.connection().execute
    return int(ask(nowhere).scalar_one()), int(ask(counted).scalar_one())


def of_kinds(session: Session) -> dict[str, int]:
    """How many organisations of each type the register knows."""
    chosen = select(_BODY.kind, func.count()).where(_BODY.kind.is_not(None)).group_by(_BODY.kind)
    return dict(session.connection().execute(chosen).tuples().all())
