"""What the public register is kept from, and the rows in which it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, exists, insert, text
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models.base import table
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.register import RegisterEntry, RegisterMark, RegisterPartner, RegisterTerm
from models.tables.work import Partner

_ENTRY: Any = RegisterEntry.__table__  # type: ignore[attr-defined]  # SQLModel's
_PARTNER: Any = RegisterPartner.__table__  # type: ignore[attr-defined]  # likewise
_TERM: Any = RegisterTerm.__table__  # type: ignore[attr-defined]  # likewise
_WORDS = {
    "sqlite": (
        text("DELETE FROM isp_search_public WHERE rowid = :isp"),
        text("INSERT INTO isp_search_public (rowid, words) VALUES (:isp, :words)"),
    ),
    "postgresql": (
        text("DELETE FROM isp_search_public WHERE isp_id = :isp"),
        text("INSERT INTO isp_search_public (isp_id, words) VALUES (:isp, to_tsvector('simple', :words))"),
    ),
}


def entry(session: Session, isp_id: int) -> Any | None:
    """The entry of an ISP as it is kept."""
    return session.connection().execute(_ENTRY.select().where(_ENTRY.c.isp_id == isp_id)).first()


def marks(session: Session, isp_id: int) -> dict[str, RegisterMark]:
    """What the team marked of an ISP, by kind."""
    return {one.kind: one for one in session.exec(select(RegisterMark).where(RegisterMark.isp_id == isp_id))}


def began_from(session: Session, isp_id: int) -> bool:
    """Whether any ISP was begun from this one."""
    return bool(session.execute(select(exists().where(col(Isp.exemplar_id) == isp_id))).scalar())


def partners_now(session: Session, isp_id: int) -> list[Mapping[str, Any]]:
    """The partners of an ISP as they stand now, as the register keeps them."""
    of = table(Partner)
    chosen = (
        core_select(of.isp_id, of.line, of.name, of.organisation_id, of.kind, of.count)
        .where(of.isp_id == isp_id, of.valid_to.is_(None))
        .order_by(of.line)
    )
    return [dict(row._mapping) for row in session.execute(chosen)]  # noqa: SLF001 - SQLAlchemy's public name for it


def partners_kept(session: Session, isp_id: int) -> list[Mapping[str, Any]]:
    """The partners of an ISP as the register has them."""
    chosen = _PARTNER.select().where(_PARTNER.c.isp_id == isp_id).order_by(_PARTNER.c.line)
    return [dict(row._mapping) for row in session.connection().execute(chosen)]  # noqa: SLF001 - likewise


def bodies(session: Session, ids: Iterable[int | None]) -> list[Organisation]:
    """These organisations."""
    wanted = sorted({row for row in ids if row is not None})
    return list(session.exec(select(Organisation).where(col(Organisation.id).in_(wanted)))) if wanted else []


def put(session: Session, values: Mapping[str, Any], partners: Iterable[Mapping[str, Any]] | None = None) -> None:
    """Put an entry, and its partners where they are given."""
    drop(session, values["isp_id"], values["ref"], partners=partners is not None)
    ask = session.connection().execute
    ask(insert(_ENTRY), dict(values))
    rows = [dict(one) for one in partners or ()]
    if rows:
        ask(insert(_PARTNER), rows)


def put_terms(session: Session, isp_id: int, ref: str, terms: Iterable[tuple[str, str]], words: str) -> None:
    """Put the terms and words by which an entry is found."""
    ask = session.connection().execute
    rows = [{"kind": kind, "code": code, "ref": ref} for kind, code in sorted(terms)]
    ask(insert(_TERM), rows)
    ask(_WORDS[session.connection().dialect.name][1], {"isp": isp_id, "words": words})


def drop(session: Session, isp_id: int, ref: str, *, partners: bool) -> None:
    """Take an ISP out of the register."""
    ask = session.connection().execute
    ask(_WORDS[session.connection().dialect.name][0], {"isp": isp_id})
    ask(delete(_TERM).where(_TERM.c.ref == ref))
    ask(delete(_ENTRY).where(_ENTRY.c.ref == ref))
    if partners:
        ask(delete(_PARTNER).where(_PARTNER.c.isp_id == isp_id))
