"""What every ISP's history says of its states: few questions, whatever their number, for reports over all of them."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Text, select, type_coerce
from sqlmodel import Session

from models.base import table
from models.queries.spans import Span, fold
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.organisation import Accord, Organisation
from models.tables.person import Facilitator
from states.when import When

_ISP, _VERSION, _HISTORY, _BODY = table(Isp), table(Version), table(History), table(Organisation)
_ACCORD, _TRAINED = table(Accord), table(Facilitator)
_SAID: Any = type_coerce(_HISTORY.body, Text)
_ISPS = (
    select(
        *(_ISP[name] for name in ("id", "ref", "counted_as", "standing", "service_areas", "places")),
        _BODY.sector.label("sector"),
    )
    .outerjoin(Organisation, _BODY.id == _ISP.lead_id)
    .order_by(_ISP.ref)
)
_SUBMITTED = select(_VERSION.isp_id, _VERSION.number, _VERSION.submitted_from, _VERSION.submitted_to)
_MOVED = (
    select(
        *(_HISTORY[name] for name in ("stream", "seq", "kind", "standing", "recorded_at")),
        *(_HISTORY[name] for name in ("happened_from", "happened_to", "body")),
    )
    .where(_HISTORY.stream.like("isp:%"), _SAID.like('%"to":%'))
    .order_by(_HISTORY.stream, _HISTORY.seq)
)
_BODIES = (
    select(_BODY.id, _BODY.sector, _BODY.kind, _BODY.places, _ACCORD.happened_from, _ACCORD.happened_to,
           (_ACCORD.id.is_not(None)).label("signed"))
    .outerjoin(Accord, (_ACCORD.organisation_id == _BODY.id) & (_ACCORD.status == "signed"))
    .order_by(_BODY.id, _ACCORD.id)
)  # fmt: skip
_FACILITATORS = select(_TRAINED.kind, _TRAINED.authority, _TRAINED.trained_from, _TRAINED.trained_to)


def isps(session: Session) -> list[Any]:
    """Every ISP: id, ref, counted_as, standing, service_areas, places, and the sector of its lead organisation."""
    return list(session.connection().execute(_ISPS))


def spans(session: Session, refs: Mapping[int, str]) -> dict[str, list[Span]]:
    """What states the versions of each ISP have been in, by its reference; `spans.of_isp` for all of them at once."""
    submitted: dict[str, dict[int, When]] = {}
    for row in session.connection().execute(_SUBMITTED):
        submitted.setdefault(refs[row.isp_id], {})[row.number] = When(row.submitted_from, row.submitted_to)
    found = {}
    for stream, rows in groupby(_moved(session), key=lambda row: row.stream):
        ref = str(stream).partition(":")[2]
        found[ref] = fold(rows, submitted.get(ref, {}))
    return found


def _moved(session: Session) -> Iterator[Any]:
    yield from session.connection().execute(_MOVED)


def bodies(session: Session) -> list[Any]:
    """Every organisation: sector, kind, places; `signed`, and if so between which days: the earliest that is stated."""
    first: dict[int, Any] = {}
    for row in session.connection().execute(_BODIES):
        first.setdefault(row.id, row)
    return list(first.values())


def facilitators(session: Session) -> list[Any]:
    """Every trained facilitator: kind, authority, and between which days they were trained."""
    return list(session.connection().execute(_FACILITATORS))
