"""What is written down beside an ISP and shown whole: its dated facts, its facilitators, who leads and coordinates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Date, Integer, Select, String, bindparam, cast, literal_column, null, union_all
from sqlalchemy import select as core_select
from sqlmodel import Session

from models.base import table
from models.tables.isp import DatedFact, Isp
from models.tables.organisation import Organisation
from models.tables.person import Facilitator
from models.tables.work import IspFacilitator

_FACT, _NAMED, _FACILITATOR = table(DatedFact), table(IspFacilitator), table(Facilitator)
_BODY = table(Organisation)
_COLUMNS: Final[dict[str, Any]] = {
    "id": Integer, "kind": String, "value": String, "happened_from": Date, "happened_to": Date, "as_printed": String,
    "source": String, "note": String,
}  # fmt: skip


class Row(NamedTuple):
    """One of them. Of a facilitator or organisation `kind` and `value` are its names, `note` its reference."""

    what: str
    id: int
    kind: str
    value: str
    happened_from: dt.date | None
    happened_to: dt.date | None
    as_printed: str
    source: str
    note: str


def _part(what: str, **columns: Any) -> Select[Any]:
    given: list[Any] = [
        (columns[name] if name in columns and kind is Date else cast(columns.get(name, null()), kind)).label(name)
        for name, kind in _COLUMNS.items()
    ]
    return core_select(literal_column(f"'{what}'").label("what"), *given)


_SAID = union_all(
    _part("fact", **{name: _FACT[name] for name in _COLUMNS if name in _FACT}).where(_FACT.isp_id == bindparam("isp")),
    _part(
        "facilitator", id=_FACILITATOR.id, kind=_FACILITATOR.name_en, value=_FACILITATOR.name_cy, note=_FACILITATOR.ref
    ).where(_FACILITATOR.id == _NAMED.facilitator_id, _NAMED.isp_id == bindparam("isp")),
    _part("body", id=_BODY.id, kind=_BODY.name_en, value=_BODY.name_cy, note=_BODY.ref).where(
        _BODY.id.in_([bindparam("lead"), bindparam("coordinating")])
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """All of an ISP's, each kind in its order."""

    facts: list[Row]
    facilitators: list[Row]
    bodies: dict[int, Row]


def said(session: Session, isp: Isp) -> Said:
    """All of it, and the organisations that lead and coordinate it by their rows: one question for all."""
    asked = {"isp": isp.id, "lead": isp.lead_id, "coordinating": isp.coordinator_organisation_id}
    found = session.connection().execute(_SAID, asked)
    rows = sorted((Row(*row) for row in found), key=lambda row: row.id)
    named = [row for row in rows if row.what == "facilitator"]
    bodies = {row.id: row for row in rows if row.what == "body"}
    return Said([row for row in rows if row.what == "fact"], sorted(named, key=lambda row: row.note), bodies)
