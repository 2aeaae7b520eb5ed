"""Questions about ISPs that might be like one to come: a first choice, which `states.similar` compares."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, exists, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, or_, select

from models.base import table
from models.queries.isps import ASSURED
from models.tables.isp import Isp, Version
from states.folding import plain
from states.similar import Known, words

MOST = 2000
"""How many are looked at (our default): more of one service in one country are not likely."""


_COLUMNS = ("ref", "title_en", "title_cy", "service_areas", "places")


def candidates(
    session: Session, service_areas: Sequence[str], places: Sequence[str], titles: Sequence[str]
) -> list[Known]:
    """ISPs known by name that share a service or a longer word of a title; those assured, then the newest first."""
    assured = exists(select(Version.id).where(Version.isp_id == Isp.id, *ASSURED))
    alive = exists(select(Version.id).where(Version.isp_id == Isp.id, Version.place != "past"))
    which = [*_holding(col(Isp.service_areas), service_areas), *titled(titles)]
    if not which:
        return []
    near = or_(*_holding(col(Isp.places), places)) if places else assured
    chosen = (
        core_select(*(table(Isp)[name] for name in _COLUMNS), alive, assured)
        .where(or_(*which), or_(alive, assured))
        .order_by(case((near, 0), else_=1), case((assured, 0), else_=1), col(Isp.id).desc())
        .limit(MOST)
    )
    return [
        Known(ref, (en, cy), frozenset(areas), frozenset(where), bool(living), bool(sure))
        for ref, en, cy, areas, where, living, sure in session.execute(chosen)
    ]


def titled(titles: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions of which one holds for a title with one of these words, whatever its diacritics.

    A vowel may carry one, so any sign may stand for it; the comparison itself is `states.similar`'s. The search over
    the whole text of ISPs can take this function's place.
    """
    found: list[ColumnElement[bool]] = []
    for word in sorted(words(*titles)):
        if len(word) < 4:  # noqa: PLR2004 - shorter words are in most titles
            continue
        pattern = "%" + "".join("_" if letter in "aeiouwy" else letter for letter in plain(word)) + "%"
        found += [func.lower(Isp.title_en).like(pattern), func.lower(Isp.title_cy).like(pattern)]
    return found


def _holding(column: Any, codes: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions of which one holds for a list of codes with one of these in it."""
    return [cast(type_coerce(column, String), String).contains(f'"{code}"', autoescape=True) for code in codes]
