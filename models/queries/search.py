"""The words by which ISPs are found: FTS5 on SQLite, tsvector on PostgreSQL; both hold folded words only.

`open`: title, purpose and partners, which whoever is signed in may look through. `inner`: the flows, for those inside.
"""

from collections.abc import Sequence
from typing import Final, Literal

from sqlalchemy import bindparam, column, text
from sqlalchemy import table as core_table
from sqlmodel import Session

from states.searching import forms

MOST: Final = 200
"""ISPs that one search finds; whoever wants more asks more narrowly."""
_KEEP = {
    "sqlite": (
        text("DELETE FROM isp_search WHERE rowid = :isp"),
        text("INSERT INTO isp_search (rowid, open, inner_words) VALUES (:isp, :open, :inner)"),
    ),
    "postgresql": (
        text("DELETE FROM isp_search WHERE isp_id = :isp"),
        text(
            "INSERT INTO isp_search (isp_id, open, inner_words) "
            "VALUES (:isp, to_tsvector('simple', :open), to_tsvector('simple', :inner))"
        ),
    ),
}
_FIND = {
    "sqlite": text(
        "SELECT rowid, bm25(isp_search, 1.0, 0.5) FROM isp_search WHERE isp_search MATCH :asked ORDER BY 2 LIMIT :most"
    ),
    "postgresql": text(
        "SELECT isp_id, -ts_rank(open, to_tsquery('simple', :asked)) FROM isp_search "
        "WHERE open @@ to_tsquery('simple', :asked) ORDER BY 2, isp_id LIMIT :most"
    ),
    "postgresql inner": text(
        "SELECT isp_id, -ts_rank(open || inner_words, to_tsquery('simple', :asked)) FROM isp_search "
        "WHERE (open || inner_words) @@ to_tsquery('simple', :asked) ORDER BY 2, isp_id LIMIT :most"
    ),
}
Which = Literal["all", "any"]


_KEEP_LINE = text(
    "INSERT INTO isp_search_line (isp_id, words) VALUES (:isp, :words) "
    "ON CONFLICT (isp_id) DO UPDATE SET words = excluded.words"
)
LINE = core_table("isp_search_line", column("isp_id"), column("words"))
"""Reference, titles and purpose of each ISP as one folded line, in which the list looks for any part of a word."""


def keep(session: Session, isp_id: int, open_words: str, inner: str, line: str) -> None:
    """Replace the words of one ISP; they are given folded."""
    delete, insert = _KEEP[_dialect(session)]
    session.connection().execute(delete, {"isp": isp_id})
    session.connection().execute(insert, {"isp": isp_id, "open": open_words, "inner": inner})
    session.connection().execute(_KEEP_LINE, {"isp": isp_id, "words": line})


_WITHIN = {  # the plus: the words are looked up once, not once for each ISP
    "sqlite": text("SELECT rowid FROM isp_search WHERE isp_search MATCH :asked AND +rowid IN :within").bindparams(
        bindparam("within", expanding=True)
    ),
    "postgresql": text(
        "SELECT isp_id FROM isp_search WHERE isp_id IN :within "
        "AND (open || inner_words) @@ to_tsquery('simple', :asked)"
    ).bindparams(bindparam("within", expanding=True)),
}


def within(session: Session, words: Sequence[str], isps: Sequence[int]) -> list[int]:
    """Of these ISPs those with all of these words, or words that begin so, in their flows too."""
    if not words or not isps:
        return []
    dialect = _dialect(session)
    asked = _asked(dialect, words, "all", inner=True)
    rows = session.connection().execute(_WITHIN[dialect], {"asked": asked, "within": sorted(isps)})
    return sorted(row[0] for row in rows)


def find(session: Session, words: Sequence[str], which: Which, *, inner: bool) -> list[int]:
    """The ISPs with all of these words, or any of them, or words that begin so; the nearest first.

    `inner`: the flows are looked through as well.
    """
    if not words:
        return []
    dialect = _dialect(session)
    query = _FIND["postgresql inner" if inner and dialect == "postgresql" else dialect]
    asked = _asked(dialect, words, which, inner=inner)
    return [row[0] for row in session.connection().execute(query, {"asked": asked, "most": MOST})]


def _asked(dialect: str, words: Sequence[str], which: Which, *, inner: bool) -> str:
    if dialect == "sqlite":
        groups = ["(" + " OR ".join(f'"{form}"*' for form in forms(word)) + ")" for word in words]
        asked = (" AND " if which == "all" else " OR ").join(groups)
        return asked if inner else "{open} : (" + asked + ")"
    groups = ["(" + " | ".join(f"{form}:*" for form in forms(word)) + ")" for word in words]
    return (" & " if which == "all" else " | ").join(groups)


def _dialect(session: Session) -> str:
    return session.connection().dialect.name
