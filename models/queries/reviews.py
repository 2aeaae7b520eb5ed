"""Questions about a round's review: everything that was said in it in one question, and assurance records."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    cast,
    literal_column,
    null,
    type_coerce,
    union_all,
)
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models.base import Instant, table
from models.tables.checking import OpenPoint
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.qa import Declaration, Finding
from models.tables.review import (
    AssuranceRecord,
    Decision,
    RecordPaper,
    ReviewDraft,
    ReviewItem,
    RoundChecks,
    SecondWord,
)
from models.tables.work import Section

_PERSON: Final = table(Person)
_COLUMNS: Final = {
    "round": Integer, "number": Integer, "person": Integer, "ref": String, "name_en": String, "name_cy": String,
    "code": String, "word": String, "text": Text, "more": Text, "about": String, "yes": Boolean, "closed": Boolean,
    "day": Date, "at": Instant,
}  # fmt: skip
_NAMED: Final = {"ref": _PERSON.ref, "name_en": _PERSON.name_en, "name_cy": _PERSON.name_cy}


def _row(what: str, **columns: Any) -> Select[Any]:
    """A part of the question: the columns that it has, and nothing in the others."""
    given: Iterator[Any] = (
        (columns[name] if name in columns and kind in (Date, Instant) else cast(columns.get(name, null()), kind)).label(
            name
        )
        for name, kind in _COLUMNS.items()
    )  # a day is not cast: SQLite would make a number of it
    return core_select(literal_column(f"'{what}'").label("what"), *given)


_OF: Any = bindparam("version")
_I, _S, _D, _DR = table(ReviewItem), table(SecondWord), table(Declaration), table(ReviewDraft)
_P, _C, _F, _DE = table(OpenPoint), table(RoundChecks), table(Finding), table(Decision)


def _by(part: Select[Any], rows: Any) -> Select[Any]:
    """With the name of whoever said it."""
    return part.select_from(rows).outerjoin(Person, _PERSON.id == table(rows).person_id)


_SAID = union_all(
    _row(
        "finding", round=_F.round, number=_F.number, code=_F.item, word=_F.severity, text=_F.text, about=_F.about,
        yes=_F.correction, closed=_F.closed, day=_F.due, more=_F.answer_text, name_en=_F.answer, ref=_F.author,
    ).where(_F.version_id == _OF),
    _by(
        _row("item", round=_I.round, person=_I.person_id, code=_I.code, word=_I.outcome, text=_I.text, **_NAMED),
        ReviewItem,
    ).where(_I.version_id == _OF),
    _by(
        _row("second", round=_S.round, person=_S.person_id, yes=_S.agrees, text=_S.text, at=_S.said_at, **_NAMED),
        SecondWord,
    ).where(_S.version_id == _OF),
    _by(
        _row("declared", person=_D.person_id, text=_D.interest, more=_D.exception, **_NAMED),
        Declaration,
    ).where(_D.version_id == _OF),
    _by(
        _row(
            "decision", round=_DE.round, number=_DE.seq, person=_DE.person_id, code=_DE.trigger, word=_DE.role,
            text=_DE.reason_en, more=_DE.reason_cy, closed=_DE.undone_seq.is_not(None), day=_DE.decided_on, **_NAMED,
        ),
        Decision,
    ).where(_DE.version_id == _OF),
    _row(
        "draft", round=_DR.round, person=_DR.person_id, number=_DR.revision, text=type_coerce(_DR.typed, Text),
        at=_DR.saved_at,
    ).where(_DR.version_id == _OF, _DR.person_id == bindparam("person")),
    _row(
        "point", round=_P.round, code=_P.code, word=_P.answer, text=_P.text, more=type_coerce(_P.found, Text)
    ).where(_P.version_id == _OF),
    _row(
        "checks", round=_C.round, text=type_coerce(_C.found, Text), more=type_coerce(_C.asked, Text), day=_C.begun,
        at=_C.at,
    ).where(_C.version_id == _OF),
)  # fmt: skip
"""Findings, what assurers said, second words, declarations, decisions, one's own draft, open points, checks."""


def said(session: Session, version_id: int, person_id: int | None) -> list[Any]:
    """Everything that was said of a version in its rounds, and this person's own drafts: one question."""
    return list(session.execute(_SAID, {"version": version_id, "person": person_id}))


def read_json(text: str | None) -> Any:
    """What a column of JSON holds."""
    return json.loads(text) if text else None


class Written(NamedTuple):
    """A section as it stands in a version."""

    version: int
    key: str
    lang: str
    heading: str
    text: str


def sections(session: Session, versions: list[int]) -> list[Written]:
    """The sections of several versions with their texts, in order."""
    s = table(Section)
    chosen = core_select(s.version_id, s.key, s.lang, s.heading, s.text).where(s.version_id.in_(versions))
    return [Written(*row) for row in session.execute(chosen.order_by(s.version_id, s.position, s.lang))]


def draft(session: Session, version_id: int, round_: int, person_id: int) -> ReviewDraft | None:
    """One person's own draft."""
    return session.get(ReviewDraft, (version_id, round_, person_id))


class Issued(NamedTuple):
    """A record with what it is about."""

    record: AssuranceRecord
    version: Version
    isp: Isp
    organisation: Organisation | None
    person: Person | None


def record(session: Session, number: str) -> Issued | None:
    """The assurance record of this number."""
    chosen: Any = (
        core_select(AssuranceRecord, Version, Isp, Organisation, Person)
        .join(Version, col(Version.id) == col(AssuranceRecord.version_id))
        .join(Isp, col(Isp.id) == col(Version.isp_id))
        .outerjoin(Organisation, col(Organisation.id) == col(AssuranceRecord.organisation_id))
        .outerjoin(Person, col(Person.id) == col(AssuranceRecord.person_id))
        .where(col(AssuranceRecord.number) == number)
    )
    found = session.execute(chosen).first()
    return Issued(*found) if found else None


def numbers_of(session: Session, isp_id: int) -> list[AssuranceRecord]:
    """The records of an ISP, the latest first."""
    chosen = select(AssuranceRecord).join(Version, col(Version.id) == col(AssuranceRecord.version_id))
    return list(session.exec(chosen.where(Version.isp_id == isp_id).order_by(col(AssuranceRecord.id).desc())))


def papers(session: Session, record_id: int) -> dict[str, RecordPaper]:
    """The papers of a record that have been handed out, by language."""
    chosen = select(RecordPaper).where(RecordPaper.record_id == record_id)
    return {row.lang: row for row in session.exec(chosen)}
