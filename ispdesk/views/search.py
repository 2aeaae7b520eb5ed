"""Finding ISPs: by whoever is signed in, and by practitioners who ask whether there is one for their situation."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from ispdesk.access import TEAM
from ispdesk.views.listing import area_text, title_of
from ispdesk.views.places import area_name, place_name
from ispdesk.words.text import Text
from models.queries import mine, people, registered, search
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from states.calendar import local_day
from states.lifecycle import IN_FORCE, Role, State
from states.register import Listed, places_of
from states.searching import words_of

SHOWN: Final = 25
"""Rows on a page of what was found."""


@dataclass(frozen=True)
class Hit:
    """One ISP that was found."""

    ref: str
    title: Text
    state: str
    area: Text | None
    places: tuple[Text, ...]
    lead: Text | None
    in_force: bool


@dataclass(frozen=True)
class SearchView:
    """What was found. `looser`: not all words were in any, so these have some of them."""

    asked: str
    hits: tuple[Hit, ...]
    found: int
    looser: bool


def search_view(
    session: Session, asked: str, ref: str, roles: AbstractSet[Role], page: int, at: dt.datetime
) -> SearchView:
    """What somebody who is signed in finds: in flows, only those of their own ISPs; the team in all."""
    words = words_of(asked)
    ids = search.find(session, words, "all", inner=bool(roles & TEAM))
    if words and not roles & TEAM and (person := people.by_ref(session, ref)) is not None:
        own = mine.ids(session, person, local_day(at))
        ids = [*ids, *(one for one in search.within(session, words, own) if one not in ids)]
    looser = False
    if not ids and len(words) > 1:
        ids, looser = search.find(session, words, "any", inner=False), True
    hits = _hits(session, ids[(page - 1) * SHOWN : page * SHOWN])
    return SearchView(asked, hits, len(ids), looser)


def situation_view(session: Session, asked: str, place: str | None) -> SearchView:
    """What anybody finds in the public register who describes a situation: what is in force first."""
    words = words_of(asked)
    refs = registered.nearest(session, words, any_word=False)
    looser = not refs and len(words) > 1
    if looser:
        refs = registered.nearest(session, words, any_word=True)
    order = {ref: nearness for nearness, ref in enumerate(refs)}
    rows = [row for row in registered.rows(session, refs) if not place or place in places_of(row.places)]
    hits = sorted((_entry(row) for row in rows), key=lambda hit: (not hit.in_force, order[hit.ref]))
    return SearchView(asked, tuple(hits[:SHOWN]), len(hits), looser)


def _entry(row: Any) -> Hit:
    areas = [area_name(code) for code in row.service_areas]
    return Hit(
        ref=row.ref,
        title=Text(row.title_en or None, row.title_cy or None),
        state=row.standing,
        area=Text("; ".join(one.en or "" for one in areas), "; ".join(one.cy or "" for one in areas))
        if areas
        else None,
        places=tuple(place_name(code) for code in row.places),
        lead=Text(row.lead_en, row.lead_cy or None) if row.lead else None,
        in_force=row.standing == Listed.FORCE.value,
    )


def _hits(session: Session, ids: list[int]) -> tuple[Hit, ...]:
    chosen = (
        select(Isp, Version, Organisation)
        .outerjoin(Version, (col(Version.isp_id) == col(Isp.id)) & (col(Version.place) != "past"))
        .outerjoin(Organisation, col(Organisation.id) == col(Isp.lead_id))
        .where(col(Isp.id).in_(ids))
    )
    found: dict[int, tuple[Isp, list[Version], Organisation | None]] = {}
    for isp, version, body in session.execute(chosen) if ids else ():
        found.setdefault(isp.id or 0, (isp, [], body))[1].extend([version] if version else [])
    hits = []
    for row in ids:
        isp, versions, body = found.get(row, (None, [], None))
        if isp is None:
            continue
        force = next((version for version in versions if version.place == "force"), None)
        shown = force or (versions[0] if versions else None)
        hits.append(
            Hit(
                ref=isp.ref,
                title=title_of(isp),
                state=shown.state if shown else f"counted-{isp.counted_as}" if isp.counted_as else State.WITHDRAWN,
                area=area_text(isp),
                places=tuple(place_name(code) for code in isp.places),
                lead=Text(body.name_en, body.name_cy or None) if body else None,
                in_force=force is not None and State(force.state) in IN_FORCE,
            )
        )
    return tuple(hits)
