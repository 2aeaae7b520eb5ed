"""Finding ISPs: by whoever is signed in, and by practitioners who ask whether there is one for their situation."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, or_, select

from ispdesk.access import TEAM
from ispdesk.views.listing import area_text, title_of
from ispdesk.views.places import place_name
from ispdesk.words.text import Text
from models.queries import mine, people, search
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from states.calendar import local_day
from states.lifecycle import ENDS, IN_FORCE, Role, State
from states.searching import words_of

SHOWN: Final = 25
"""Rows on a page of what was found."""
CLOSED = ENDS - {State.RETIRED, State.SUPERSEDED}
"""What never became an ISP is no answer to somebody who looks for one."""


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
    hits = _hits(session, ids[(page - 1) * SHOWN : page * SHOWN], public=False)
    return SearchView(asked, hits, len(ids), looser)


def situation_view(session: Session, asked: str, place: str | None) -> SearchView:
    """What anybody finds who describes a situation: ISPs in force first, then those being developed."""
    words = words_of(asked)
    ids = search.find(session, words, "all", inner=False)
    looser = not ids and len(words) > 1
    if looser:
        ids = search.find(session, words, "any", inner=False)
    hits = sorted(_hits(session, ids, public=True, place=place), key=lambda hit: not hit.in_force)
    return SearchView(asked, tuple(hits[:SHOWN]), len(hits), looser)


def _hits(session: Session, ids: list[int], *, public: bool, place: str | None = None) -> tuple[Hit, ...]:
    chosen = (
        select(Isp, Version, Organisation)
        .outerjoin(Version, (col(Version.isp_id) == col(Isp.id)) & (col(Version.place) != "past"))
        .outerjoin(Organisation, col(Organisation.id) == col(Isp.lead_id))
        .where(col(Isp.id).in_(ids), or_(col(Isp.counted_as).is_(None), not public))
    )
    found: dict[int, tuple[Isp, list[Version], Organisation | None]] = {}
    for isp, version, body in session.execute(chosen) if ids else ():
        found.setdefault(isp.id or 0, (isp, [], body))[1].extend([version] if version else [])
    hits = []
    for row in ids:
        isp, versions, body = found.get(row, (None, [], None))
        if isp is None or (place and place not in isp.places and "wales" not in isp.places):
            continue
        force = next((version for version in versions if version.place == "force"), None)
        shown = force or (versions[0] if versions else None)
        if public and (shown is None or State(shown.state) in CLOSED):
            continue
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
