"""Counts for the programme's logic model that no other page asks for."""

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import table
from models.queries.isps import ASSURED
from models.tables.isp import Version
from models.tables.signing import Sponsor
from models.tables.work import Partner
from states.lifecycle import State

_VERSION, _SPONSOR, _PARTNER = table(Version), table(Sponsor), table(Partner)
_LIVE = _VERSION.place != "past"
_SPONSORED = select(func.count(_VERSION.isp_id.distinct())).where(
    _LIVE, _VERSION.isp_id.in_(select(_SPONSOR.isp_id).where(_SPONSOR.valid_to.is_(None)))
)
_ALL = select(func.count(_VERSION.isp_id.distinct())).where(_LIVE)
_TOGETHER = (
    select(func.count(_PARTNER.organisation_id.distinct()))
    .join(Version, _VERSION.isp_id == _PARTNER.isp_id)
    .where(*ASSURED, _PARTNER.valid_to.is_(None))
)
_DUE = select(func.count()).where(
    _VERSION.place == "force",
    _VERSION.state.in_([State.REVIEW_DUE.value, State.IN_REVIEW.value, State.LAPSED.value]),
)
_COUNTS = select(
    _SPONSORED.scalar_subquery(), _ALL.scalar_subquery(), _TOGETHER.scalar_subquery(), _DUE.scalar_subquery()
)


def counts(session: Session) -> tuple[int, int, int, int]:
    """ISPs at work or in force with a senior sponsor, and in all; organisations in assured ISPs; ISPs under review."""
    sponsored, every, together, due = session.connection().execute(_COUNTS).one()
    return sponsored, every, together, due
