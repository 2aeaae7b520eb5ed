"""The words by which ISPs are found: FTS5 on SQLite, tsvector on PostgreSQL; both hold folded words only.

`open`: title, purpose and partners, which whoever is signed in may look through. `inner`: the flows, for those inside.
"""

from collections.abc import Sequence
from typing import Final, Literal

from sqlalchemy import text
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


def keep(session: Session, isp_id: int, open_words: str, inner: str) -> None:
    """Replace the words of one ISP; they are given folded."""
    delete, insert = _KEEP[_dialect(session)]
    session.connection().execute(delete, {"isp": isp_id})
    session.connection().execute(insert, {"isp": isp_id, "open": open_words, "inner": inner})


def find(session: Session, words: Sequence[str], which: Which, *, inner: bool) -> list[int]:
    """The ISPs with all of these words, or any of them, or words that begin so; the nearest first.

    `inner`: the flows are looked through as well.
    """
    if not words:
        return []
    dialect = _dialect(session)
    if dialect == "sqlite":
        groups = ["(" + " OR ".join(f'"{form}"*' for form in forms(word)) + ")" for word in words]
        asked = (" AND " if which == "all" else " OR ").join(groups)
        asked = asked if inner else "{open} : (" + asked + ")"
        query = _FIND["sqlite"]
    else:
        groups = ["(" + " | ".join(f"{form}:*" for form in forms(word)) + ")" for word in words]
        asked = (" & " if which == "all" else " | ").join(groups)
        query = _FIND["postgresql inner" if inner else "postgresql"]
    return [row[0] for row in session.connection().execute(query, {"asked": asked, "most": MOST})]


def _dialect(session: Session) -> str:
    return session.connection().dialect.name
