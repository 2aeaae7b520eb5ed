"""Open data: what is public as CSV and JSON with a dictionary in both languages; the same record, the same bytes."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from ispdesk.documents.flow_sheet import safe
from ispdesk.exports.dictionary import SHOWS_NOT, TABLES
from ispdesk.exports.files import Into, written
from models.queries import public
from models.tables.isp import Version
from states.lifecycle import State

FORMAT: Final = "ispdesk-open-data-1"
OVERDUE: Final = frozenset({State.REVIEW_DUE, State.IN_REVIEW, State.LAPSED})
Row = dict[str, Any]


def write(session: Session, to: Path, today: dt.date) -> dict[str, int]:
    """Write every table as it is on this day; how many rows each has. Raises FilesError."""
    made = tables(session, today)
    with written(to) as files:
        sums: dict[str, Any] = {}
        for name, rows in made.items():
            for ending, content in (("csv", _csv(name, rows)), ("json", _json(rows))):
                _put(files, sums, f"{name}.{ending}", content)
        _put(files, sums, "dictionary.csv", _dictionary_csv())
        _put(files, sums, "dictionary.json", _json(_dictionary()))
        _put(files, sums, "README.txt", _readme(today))
        manifest = {
            "format": FORMAT,
            "as_at": today.isoformat(),
            "shows_not": {"en": SHOWS_NOT.en, "cy": SHOWS_NOT.cy},
            "rows": {name: len(rows) for name, rows in made.items()},
            "sha256": sums,
        }
        with files.open("manifest.json") as file:
            file.write(_json(manifest))
    return {name: len(rows) for name, rows in made.items()}


def tables(session: Session, today: dt.date) -> dict[str, list[Row]]:
    """The rows of every table, with the columns of the dictionary and no other."""
    shown = public.isps(session)
    refs = {isp.id or 0: isp.ref for isp, _, _ in shown}
    bodies = {body.id or 0: body for body in public.organisations(session)}
    partners = public.partners(session, [isp.id or 0 for isp, force, _ in shown if force is not None])
    lines = Counter(partner.isp_id for partner, _ in partners)
    signed = public.signatures(session)
    partner_of = Counter(ref for _, ref in {(one.isp_id, ref) for one, ref in partners if ref is not None})

    def ref_of(body: int | None) -> str | None:
        return bodies[body].ref if body in bodies else None

    isps = []
    for isp, force, progress in shown:
        version = force or progress
        if version is None:
            continue
        isps.append(
            {
                "ref": isp.ref,
                "title_en": isp.title_en,
                "title_cy": isp.title_cy,
                "service_areas": isp.service_areas,
                "places": isp.places,
                "lead": ref_of(isp.lead_id),
                "coordinator": ref_of(isp.coordinator_organisation_id) if force else None,
                "status": _status(force, today),
                "version": version.number,
                "next_in_development": force is not None and progress is not None,
                "assured_not_before": force.assured_from if force else None,
                "assured_not_after": force.assured_to if force else None,
                "review_date": force.review_date if force else None,
                "partners": lines[isp.id or 0] if force else None,
                "standing": isp.standing,
            }
        )
    named = {isp.lead_id for isp, _, _ in shown}
    named |= {isp.coordinator_organisation_id for isp, force, _ in shown if force is not None}
    return {
        "isps": isps,
        "partners": [
            {
                "isp": refs[partner.isp_id],
                "line": partner.line,
                "name": partner.name,
                "organisation": ref,
                "kind": partner.kind,
                "count": partner.count,
                "condition": partner.condition,
            }
            for partner, ref in sorted(partners, key=lambda one: (refs[one[0].isp_id], one[0].line))
        ],
        "organisations": [
            {
                "ref": body.ref,
                "name_en": body.name_en,
                "name_cy": body.name_cy,
                "type": body.kind,
                "sector": body.sector,
                "places": body.places,
                "accord": "signed" if of in signed else None,
                "accord_not_before": signed[of].happened_from if of in signed else None,
                "accord_not_after": signed[of].happened_to if of in signed else None,
                "isps": partner_of[body.ref],
            }
            for of, body in bodies.items()
            if of in signed or of in named or partner_of[body.ref]
        ],
        "assurance_records": [
            {
                "number": record.number,
                "isp": refs[isp_id],
                "version": number,
                "title_en": record.title_en,
                "title_cy": record.title_cy,
                "decided_on": record.decided_on,
                "review_date": record.review_date,
                "content_hash": record.content_hash,
            }
            for record, isp_id, number in public.records(session, refs)
        ],
    }


def _status(force: Version | None, today: dt.date) -> str:
    if force is None:
        return "in_development"
    late = force.review_date is not None and force.review_date < today and force.state in OVERDUE
    return "review_overdue" if late or force.state == State.LAPSED else "assured"


def _put(files: Into, sums: dict[str, Any], name: str, content: bytes) -> None:
    with files.open(name) as file:
        file.write(content)
    sums[name] = hashlib.sha256(content).hexdigest()


def _csv(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    columns = [column.name for column in TABLES[name]]
    return _table([columns, *([_cell(row[column]) for column in columns] for row in rows)])


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return safe(";".join(str(one) for one in value))
    return safe(str(value))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain).encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _dictionary() -> list[Row]:
    return [
        {"table": name, "column": one.name, "kind": one.kind, "en": one.says.en, "cy": one.says.cy}
        for name, columns in TABLES.items()
        for one in columns
    ]


def _dictionary_csv() -> bytes:
    said = _dictionary()
    return _table([list(said[0]), *([str(cell) for cell in row.values()] for row in said)])


def _readme(today: dt.date) -> bytes:
    lines = [
        "Information Sharing Protocols: open data",
        f"As at {today.isoformat()}. One CSV and one JSON file for each table; dictionary.csv has every column.",
        "In JSON what is not known is null.",
        SHOWS_NOT.en,
        "",
        "Protocolau Rhannu Gwybodaeth: data agored",
        f"Fel yr oedd ar {today.isoformat()}. Un ffeil CSV ac un JSON i bob tabl; mae pob colofn yn dictionary.csv.",
        "Yn JSON, null yw'r hyn nad yw'n hysbys.",
        SHOWS_NOT.cy,
        "",
    ]
    return "\n".join(lines).encode()
