"""Where every ISP, organisation and facilitator belongs: few questions, whatever their number, for reports over all."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import table
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Facilitator

_ISP, _BODY, _TRAINED = table(Isp), table(Organisation), table(Facilitator)
_ISPS = (
    select(
        *(_ISP[name] for name in ("id", "ref", "counted_as", "standing", "service_areas", "places")),
        _BODY.sector.label("sector"),
    )
    .outerjoin(Organisation, _BODY.id == _ISP.lead_id)
    .order_by(_ISP.ref)
)
_BODIES = select(_BODY.id, _BODY.sector, _BODY.kind, _BODY.places).order_by(_BODY.id)
_FACILITATORS = select(_TRAINED.kind, _TRAINED.authority, _TRAINED.trained_from, _TRAINED.trained_to)


def isps(session: Session) -> list[Any]:
    """Every ISP: id, ref, counted_as, standing, service_areas, places, and the sector of its lead organisation."""
    return list(session.connection().execute(_ISPS))


def bodies(session: Session) -> list[Any]:
    """Every organisation: id, sector, kind, places."""
    return list(session.connection().execute(_BODIES))


def facilitators(session: Session) -> list[Any]:
    """Every trained facilitator: kind, authority, and between which days they were trained."""
    return list(session.connection().execute(_FACILITATORS))
