"""The public register as anybody asks it: which entries match, in order of reference, and what stands in one.

Each question is driven by the term that few entries have; the others are looked up for each of those. Whatever a page
counts is what its list holds.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, text, tuple_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models.base import table
from models.tables.isp import Isp, Version
from models.tables.journal import HistoryWords, Ledger
from models.tables.organisation import Accord, Organisation
from models.tables.register import RegisterEntry, RegisterMark, RegisterPartner, RegisterTerm
from models.tables.review import AssuranceRecord
from models.tables.work import Section
from states.register import DEVELOPED, Listed
from states.searching import forms

_E, _I, _V, _O = table(RegisterEntry), table(Isp), table(Version), table(Organisation)
_T: Any = RegisterTerm.__table__  # type: ignore[attr-defined]  # SQLModel's
OVERDUE: Final = "overdue"
CURRENT: Final = "current"
"""In force, overdue or not, or being developed: what the register shows unless something else is asked for."""
STANDINGS: Final = (Listed.FORCE.value, OVERDUE, Listed.DEVELOPING.value, Listed.ENDED.value)
_MATCHED = {
    "sqlite": text("SELECT rowid FROM isp_search_public WHERE isp_search_public MATCH :asked"),
    "postgresql": text("SELECT isp_id FROM isp_search_public WHERE words @@ to_tsquery('simple', :asked)"),
}
_NEAREST = {
    "sqlite": text(
        "SELECT rowid FROM isp_search_public WHERE isp_search_public MATCH :asked "
        "ORDER BY bm25(isp_search_public) LIMIT :most"
    ),
    "postgresql": text(
        "SELECT isp_id FROM isp_search_public WHERE words @@ to_tsquery('simple', :asked) "
        "ORDER BY -ts_rank(words, to_tsquery('simple', :asked)), isp_id LIMIT :most"
    ),
}
MOST: Final = 200
"""Entries of which the nearest are chosen."""
_CODES = text(
    "WITH RECURSIVE found(code) AS (SELECT min(code) FROM register_term WHERE kind = :kind UNION ALL "
    "SELECT (SELECT min(code) FROM register_term WHERE kind = :kind AND code > found.code) FROM found "
    "WHERE found.code IS NOT NULL) SELECT code FROM found WHERE code IS NOT NULL"
)
"""From each code to the next by the index, however many entries have it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. `standing` is one of STANDINGS, or CURRENT; `bodies` are references, any of which will do."""

    standing: str = CURRENT
    area: str | None = None
    place: str | None = None
    sector: str | None = None
    bodies: tuple[str, ...] | None = None
    exemplar: bool = False
    words: tuple[str, ...] = ()


def found(session: Session, asked: Asked, today: dt.date, skip: int, most: int) -> tuple[int, list[str]]:
    """How many entries match, and the references of so many of them after those skipped."""
    matching = _matching(session, asked, today)
    if asked.words:  # the words are looked up once for both
        counted = matching.add_columns(func.count().over()).order_by(matching.selected_columns[0])
        rows_ = list(session.execute(counted.offset(skip).limit(most)))
        if rows_ or not skip:
            return (int(rows_[0][1]) if rows_ else 0), [row[0] for row in rows_]
    number = int(session.execute(core_select(func.count()).select_from(matching.subquery())).scalar_one())
    if skip >= number:
        return number, []
    return number, list(session.scalars(matching.order_by(matching.selected_columns[0]).offset(skip).limit(most)))


def nearest(session: Session, words: Sequence[str], *, any_word: bool) -> list[str]:
    """The entries, in force or in development, with all of these words or any, the nearest first; at most MOST."""
    if not words:
        return []
    dialect = session.connection().dialect.name
    asked = _like(dialect, words, any_word=any_word)
    ids = list(session.scalars(_NEAREST[dialect], {"asked": asked, "most": MOST}))
    chosen = core_select(_E.isp_id, _E.ref).where(_E.isp_id.in_(ids), _E.standing != Listed.ENDED.value)
    refs = dict(session.execute(chosen).tuples().all()) if ids else {}
    return [refs[one] for one in ids if one in refs]


def after(session: Session, asked: Asked, today: dt.date, ref: str, most: int) -> list[str]:
    """The references of so many entries that match, after this one: how a whole list is read in pieces."""
    matching = _matching(session, asked, today)
    column = matching.selected_columns[0]
    return list(session.scalars(matching.where(column > ref).order_by(column).limit(most)))


def _matching(session: Session, asked: Asked, today: dt.date) -> Any:
    """The references of what matches, each once."""
    terms = [("exemplar", "yes")] if asked.exemplar else []
    terms += [(kind, code) for kind in ("place", "area", "sector") if (code := getattr(asked, kind)) is not None]
    terms.append(("standing", Listed.FORCE.value if asked.standing == OVERDUE else asked.standing))
    if asked.words:
        column: Any = _E.ref
        chosen = core_select(column).where(_E.isp_id.in_(_matched(session, asked)))
        terms.pop()
        if asked.standing == OVERDUE:
            chosen = chosen.where(_E.overdue_from <= today)
        else:
            current = _E.standing != Listed.ENDED.value
            chosen = chosen.where(current if asked.standing == CURRENT else _E.standing == asked.standing)
    elif asked.bodies is not None:
        one = _T.alias()
        column = one.c.ref
        chosen = core_select(column).where(one.c.kind == "body", one.c.code.in_(asked.bodies)).distinct()
    elif asked.standing == OVERDUE and len(terms) == 1:
        column = _E.ref
        return core_select(column).where(_E.overdue_from <= today)
    else:
        kind, code = terms.pop(0)
        one = _T.alias()
        column = one.c.ref
        chosen = core_select(column).where(one.c.kind == kind, one.c.code == code)
    if asked.words and asked.bodies is not None:
        chosen = chosen.where(_has(column, "body", *asked.bodies))
    for kind, code in terms:
        chosen = chosen.where(_has(column, kind, code))
    if asked.standing == OVERDUE and not asked.words:
        other = RegisterEntry.__table__.alias()  # type: ignore[attr-defined]  # SQLModel's
        chosen = chosen.where(exists().where(other.c.ref == column, other.c.overdue_from <= today))
    return chosen


def _has(ref: Any, kind: str, *codes: str) -> ColumnElement[bool]:
    one = _T.alias()
    return exists().where(one.c.kind == kind, one.c.code.in_(codes), one.c.ref == ref)


def _matched(session: Session, asked: Asked) -> Any:
    dialect = session.connection().dialect.name
    return _MATCHED[dialect].bindparams(asked=_like(dialect, asked.words, any_word=False))


def _like(dialect: str, words: Sequence[str], *, any_word: bool) -> str:
    """All of these words, or any: as they are, in another form, or as the beginning of a longer one."""
    if dialect == "sqlite":
        return (" OR " if any_word else " AND ").join(
            "(" + " OR ".join(f'"{form}"*' for form in forms(word)) + ")" for word in words
        )
    groups = ("(" + " | ".join(f"{form}:*" for form in forms(word)) + ")" for word in words)
    return (" | " if any_word else " & ").join(groups)


def codes(session: Session, kind: str) -> list[str]:
    """The codes of one kind of term that any entry has."""
    return list(session.scalars(_CODES, {"kind": kind}))


_ROW = (
    core_select(
        _E.ref, _E.isp_id, _E.standing, _E.overdue_from, _I.title_en, _I.title_cy, _I.service_areas, _I.places,
        _I.purpose, _I.successor_id, _V.id.label("version_id"), _V.number, _V.assured_from, _V.assured_to,
        _V.review_date, _V.was_assured, _O.ref.label("lead"), _O.name_en.label("lead_en"),
        _O.name_cy.label("lead_cy"),
    )
    .select_from(RegisterEntry)
    .join(Isp, _I.id == _E.isp_id)
    .join(Version, _V.id == _E.version_id)
    .outerjoin(Organisation, _O.id == _I.lead_id)
)  # fmt: skip
_SOME = _ROW.where(_E.ref.in_(bindparam("refs", expanding=True))).order_by(_E.ref)
_EXEMPLARS = core_select(_T.c.ref).where(
    _T.c.kind == "exemplar", _T.c.code == "yes", _T.c.ref.in_(bindparam("refs", expanding=True))
)
_SAME = Isp.__table__.alias("begun")  # type: ignore[attr-defined]  # SQLModel's
_OTHER = RegisterEntry.__table__.alias("entered")  # type: ignore[attr-defined]  # likewise
_NEXT = Version.__table__.alias("next")  # type: ignore[attr-defined]  # likewise
_ONE = _ROW.add_columns(
    core_select(_T.c.ref).where(_T.c.kind == "exemplar", _T.c.code == "yes", _T.c.ref == _E.ref).scalar_subquery()
    .label("exemplar"),
    core_select(table(RegisterMark).seq)
    .where(table(RegisterMark).isp_id == _E.isp_id, table(RegisterMark).kind == "exemplar").scalar_subquery()
    .label("exemplar_seq"),
    exists().where(
        _NEXT.c.isp_id == _E.isp_id, _NEXT.c.place == "progress",
        _NEXT.c.state.in_([state.value for state in DEVELOPED]),
    ).label("next_begun"),
    core_select(_OTHER.c.ref).where(_OTHER.c.isp_id == _I.successor_id).scalar_subquery().label("successor"),
).where(_E.ref == bindparam("ref"))  # fmt: skip
_BEGUN = (
    core_select(func.count()).select_from(_OTHER).join(_SAME, _SAME.c.id == _OTHER.c.isp_id)
    .where(_SAME.c.exemplar_id == bindparam("isp"))
)  # fmt: skip
_P = table(RegisterPartner)
_PARTNERS = (
    core_select(_P.line, _P.name, _P.kind, _P.count, _O.id.label("body_id"), _O.ref, _O.name_en, _O.name_cy)
    .select_from(RegisterPartner)
    .outerjoin(Organisation, _O.id == _P.organisation_id)
    .where(_P.isp_id == bindparam("isp"))
    .order_by(_P.line)
)
_R = table(AssuranceRecord)
_RECORDS = (
    core_select(_R.number, _R.decided_on)
    .join(Version, _V.id == _R.version_id)
    .where(_V.isp_id == bindparam("isp"), _R.void_at.is_(None))
    .order_by(_R.id.desc())
)
_S = table(Section)
_WRITTEN = core_select(_S.key, _S.lang, _S.text).where(
    _S.version_id == bindparam("version"), _S.key.in_(bindparam("keys", expanding=True))
)


_HEAD = core_select(func.max(table(Ledger).n))


def rows(session: Session, refs: Sequence[str]) -> list[Any]:
    """What the register says of these entries, in order of reference."""
    return list(session.connection().execute(_SOME, {"refs": list(refs)})) if refs else []


def one(session: Session, ref: str) -> Any | None:
    """What the register says of one entry; None where it is not in it."""
    return session.connection().execute(_ONE, {"ref": ref}).first()


def exemplars(session: Session, refs: Sequence[str]) -> set[str]:
    """Which of these entries are exemplars."""
    return set(session.connection().execute(_EXEMPLARS, {"refs": list(refs)}).scalars()) if refs else set()


def partners(session: Session, isp_id: int) -> list[Any]:
    """The partners of what is in force, each with its organisation as far as it is known."""
    return list(session.connection().execute(_PARTNERS, {"isp": isp_id}))


def records(session: Session, isp_id: int) -> list[Any]:
    """The assurance records of an ISP that have not been taken back, the latest first: number and day."""
    return list(session.connection().execute(_RECORDS, {"isp": isp_id}))


def written(session: Session, version_id: int, keys: Sequence[str]) -> list[Any]:
    """These sections of a version: key, language and text."""
    return list(session.connection().execute(_WRITTEN, {"version": version_id, "keys": list(keys)}))


def begun_from(session: Session, isp_id: int) -> int:
    """How many ISPs of the register were begun from this one."""
    return int(session.connection().execute(_BEGUN, {"isp": isp_id}).scalar_one())


def mark(session: Session, isp_id: int, kind: str) -> RegisterMark | None:
    """What the team marked of an ISP."""
    return session.get(RegisterMark, (isp_id, kind))


def marked(session: Session, kind: str) -> list[tuple[RegisterMark, Isp]]:
    """Every ISP that is marked so, in order of reference."""
    chosen = select(RegisterMark, Isp).join(Isp, col(Isp.id) == col(RegisterMark.isp_id))
    return [(one, isp) for one, isp in session.exec(chosen.where(RegisterMark.kind == kind).order_by(col(Isp.ref)))]


def to_look_at(session: Session, today: dt.date, told_before: dt.date, most: int) -> list[tuple[str, dt.date]]:
    """ISPs that are not listed and are to be looked at again, of which nobody was told since: reference and day."""
    chosen = (
        core_select(col(Isp.ref), col(RegisterMark.review_by))
        .join(RegisterMark, col(RegisterMark.isp_id) == col(Isp.id))
        .where(col(RegisterMark.kind) == "not_listed", col(RegisterMark.review_by) <= today)
        .where(or_(col(RegisterMark.reminded).is_(None), col(RegisterMark.reminded) <= told_before))
    )
    return [(ref, day) for ref, day in session.execute(chosen.order_by(col(Isp.ref)).limit(most)) if day]


def words_of(session: Session, rows_: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], dict[str, str]]:
    """The words of these history rows (stream and number) that have not been removed, by name."""
    chosen = select(HistoryWords).where(tuple_(col(HistoryWords.stream), col(HistoryWords.seq)).in_(list(rows_)))
    said: dict[tuple[str, int], dict[str, str]] = {}
    for one in session.exec(chosen) if rows_ else ():
        if one.text is not None:
            said.setdefault((one.stream, one.seq), {})[one.name] = one.text
    return said


def bodies(session: Session) -> list[Any]:
    """Every organisation: its references, names, sector and places."""
    columns = (_O.id, _O.ref, _O.name_en, _O.name_cy, _O.sector, _O.places)
    return list(session.execute(core_select(*columns).order_by(_O.name_en, _O.ref)))


def signatures(session: Session) -> dict[int, tuple[dt.date | None, dt.date | None]]:
    """Since when each organisation is stated to have signed the Accord: the last statement that gives a day."""
    found: dict[int, tuple[dt.date | None, dt.date | None]] = {}
    for row in session.exec(select(Accord).where(Accord.status == "signed").order_by(col(Accord.id))):
        if row.happened_from or row.happened_to or row.organisation_id not in found:
            found[row.organisation_id] = (row.happened_from, row.happened_to)
    return found


def head(session: Session) -> int:
    """The number of the last row of the whole record: what was made from the record is the same until it grows."""
    return int(session.connection().execute(_HEAD).scalar() or 0)
