"""The triage board: the queue in its order, by whose turn it is, with filters whose counts equal their lists."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from sqlmodel import Session, col, or_, select

from ispdesk import access
from ispdesk.commands import queue as commands
from ispdesk.views.bouncing import bouncing_of
from ispdesk.views.listing import title_of
from ispdesk.views.places import area_name, place_name
from ispdesk.views.queue import level_of
from ispdesk.views.scoring import Place, places
from ispdesk.views.shapes import ScorePart
from ispdesk.views.values import Level
from ispdesk.words import both
from ispdesk.words.text import Text
from models.queries import isps, queued
from models.tables.isp import Isp
from models.tables.person import Grant, Person
from models.tables.qa import QaGroup
from states import names
from states.calendar import local_day
from states.lifecycle import Party, State
from states.score import Scored

US, COORDINATORS, GROUP = "us", "coordinators", "group-"
"""Whose turn it is: the team's, its coordinator's, or that of the group whose reference follows."""
FACETS: Final = ("place", "area", "stage", "whose", "mark")
Facet = Literal["place", "area", "stage", "whose", "mark"]


@dataclass(frozen=True)
class Filters:
    """What is asked for: whose turn it is, and at most one value of each facet; '' asks for all."""

    turn: str = US
    place: str = ""
    area: str = ""
    stage: str = ""
    whose: str = ""
    mark: str = ""

    def query(self) -> dict[str, str]:
        """The filters as an address has them."""
        asked = {"with": self.turn if self.turn != US else "", **{name: getattr(self, name) for name in FACETS}}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Row:
    """One ISP of the queue. `seen` is the state entry that is shown, for the door to compare; `turn` whose it is."""

    ref: str
    title: Text
    state: str
    seen: str
    turn: str
    score: int
    scored: Scored
    used: int | None
    budget: int | None
    round: int
    in_use: bool
    assurer: str | None
    assurer_name: Text | None
    since: dt.datetime
    aside: dt.date | None
    overridden: dt.date | None
    bounces: tuple[Text, ...]
    places: tuple[str, ...]
    areas: tuple[str, ...]

    @property
    def parts(self) -> tuple[ScorePart, ...]:
        """What the score is the sum of."""
        return tuple(ScorePart(part.name, part.points, Text(part.why.en, part.why.cy)) for part in self.scored.parts)

    @property
    def remaining(self) -> int | None:
        """Working days left of the decision clock; negative when it is over."""
        return None if self.used is None or self.budget is None else self.budget - self.used


@dataclass(frozen=True)
class Choice:
    """One filter: what following it asks for, and how many ISPs its list has."""

    value: str
    label: Text
    n: int
    filters: Filters


@dataclass(frozen=True)
class Section:
    """The ISPs of one turn. `meeting`: the next day on which their group meets."""

    key: str
    rows: tuple[Row, ...]
    group: Text | None = None
    meeting: dt.date | None = None


@dataclass(frozen=True)
class Board:
    """The section that is open, the others folded, and every filter with its count."""

    filters: Filters
    open: Section
    folded: tuple[Section, ...]
    facets: Mapping[Facet, tuple[Choice, ...]]
    awaiting: int
    only_counted: int
    level: Level | None
    team: tuple[tuple[str, Text], ...]


def triage(session: Session, filters: Filters, viewer: str, at: dt.datetime) -> Board | None:
    """The board as this person sees it at this instant; None where it is asked for a turn that there is none of."""
    groups = {row.id: row for row in session.exec(select(QaGroup).order_by(col(QaGroup.ref)))}
    line = places(session, at)
    people = _people(session, {place.row.assurer for place in line}, local_day(at))
    team = tuple((ref, name) for ref, name, of_team in people if of_team)
    named = {ref: name for ref, name, _ in people}
    bounces: dict[str, tuple[Text, ...]] = {}
    for bounce in bouncing_of(session, [place.row for place in line]):
        bounces[bounce.ref] = (*bounces.get(bounce.ref, ()), bounce.why)
    rows = [_row(place, groups, named, bounces.get(place.row.ref, ())) for place in line]
    turns = {US: None, **{f"{GROUP}{group.ref}": group for group in groups.values()}, COORDINATORS: None}
    if filters.turn not in turns:
        return None
    meetings = _meetings(session, local_day(at)) if any(row.turn.startswith(GROUP) for row in rows) else {}
    found = [row for row in rows if _fits(row, filters, viewer)]

    def section(key: str) -> Section:
        group = turns[key]
        of_turn = tuple(row for row in found if row.turn == key)
        if group is None:
            return Section(key, of_turn)
        return Section(key, of_turn, Text(group.name_en, group.name_cy or None), meetings.get(group.id or 0))

    counted, last = len(isps.counted(session, "awaiting")), commands.latest(session)
    in_turn = [row for row in rows if row.turn == filters.turn]
    return Board(
        filters,
        section(filters.turn),
        tuple(one for one in map(section, turns) if one.key != filters.turn and (one.rows or one.group is None)),
        {facet: _choices(facet, in_turn, filters, viewer) for facet in FACETS},
        len(rows) + counted,
        counted,
        level_of(last.level) if last else None,
        team,
    )


def titles(session: Session, refs: Iterable[str]) -> dict[str, Text]:
    """What ISPs are called, by reference; what is not known is left out."""
    chosen = select(Isp).where(col(Isp.ref).in_(sorted(refs)))
    return {isp.ref: title_of(isp) for isp in session.exec(chosen)}


def _row(
    place: Place, groups: Mapping[int | None, QaGroup], named: Mapping[str, Text], bounces: tuple[Text, ...]
) -> Row:
    one, seen = place.row, place.seen
    overridden = any(part.name == "override" for part in place.scored.parts)
    return Row(
        ref=one.ref,
        title=title_of(one),
        state=one.state,
        seen=f"{one.state}@{one.entered_seq}",
        turn=_turn(one, groups),
        score=place.scored.score,
        scored=place.scored,
        used=seen.used,
        budget=seen.budget,
        round=one.round,
        in_use=bool(seen.in_use),
        assurer=one.assurer,
        assurer_name=named.get(one.assurer or ""),
        since=one.entered_at,
        aside=place.scored.aside,
        overridden=seen.override.until if overridden and seen.override else None,
        bounces=bounces,
        places=tuple(one.places),
        areas=tuple(one.service_areas),
    )


def _turn(one: Any, groups: Mapping[int | None, QaGroup]) -> str:
    """Whose turn it is; what waits for a group that is not known is the team's to mend."""
    if one.state == State.RETURNED:
        return COORDINATORS
    group = groups.get(one.group_id)
    return f"{GROUP}{group.ref}" if one.holder == Party.GROUP and group is not None else US


def _people(session: Session, assurers: set[str | None], today: dt.date) -> list[tuple[str, Text, bool]]:
    """Who has something of the queue, and who is of the team today: reference, name, whether of the team."""
    team = select(Grant.person_id).where(
        col(Grant.role).in_(sorted(access.TEAM)),
        Grant.scope == "all",
        or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= today),
        or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= today),
    )
    of_team = col(Person.id).in_(team)
    chosen = select(Person.ref, Person.name_en, Person.name_cy, of_team).where(
        or_(of_team, col(Person.ref).in_(sorted(ref for ref in assurers if ref)))
    )
    found = session.exec(chosen.order_by(col(Person.name_en), col(Person.ref)))
    return [(ref, Text(en, cy or None), bool(belongs)) for ref, en, cy, belongs in found]


def _meetings(session: Session, today: dt.date) -> dict[int, dt.date]:
    """The next day on which each group meets."""
    found: dict[int, dt.date] = {}
    for row in queued.team_calendar(session):
        if row.what == "meeting" and row.first >= today:
            found[row.of] = min(found.get(row.of, row.first), row.first)
    return found


_WHOSE: Final[Mapping[str, Callable[[Row, str], bool]]] = {
    "mine": lambda row, viewer: row.assurer == viewer,
    "unclaimed": lambda row, _: row.assurer is None,
}
_MARKS: Final[Mapping[str, Callable[[Row], bool]]] = {
    "aside": lambda row: row.aside is not None,
    "overridden": lambda row: row.overridden is not None,
    "bouncing": lambda row: bool(row.bounces),
}


def _fits(row: Row, filters: Filters, viewer: str) -> bool:
    asked: dict[Facet, str] = {facet: getattr(filters, facet) for facet in FACETS}
    return all(value in _of(row, facet, viewer) for facet, value in asked.items() if value)


def _of(row: Row, facet: Facet, viewer: str) -> Sequence[str]:
    """The values of a facet that one ISP has."""
    if facet in ("place", "area"):
        return row.places if facet == "place" else row.areas
    if facet == "stage":
        return (row.state,)
    if facet == "whose":
        return [name for name, holds in _WHOSE.items() if holds(row, viewer)]
    return [name for name, holds in _MARKS.items() if holds(row)]


def _choices(facet: Facet, rows: list[Row], filters: Filters, viewer: str) -> tuple[Choice, ...]:
    """Every value of a facet that the turn's ISPs have, with the length of the list that it leads to."""
    chosen, without = getattr(filters, facet), replace(filters, **{facet: ""})
    others = [row for row in rows if _fits(row, without, viewer)]
    counts = Counter(value for row in others for value in set(_of(row, facet, viewer)))
    found = [Choice("", both("triage.all"), len(others), without)]
    for value, label in _values(facet, rows).items():
        if counts[value] or value == chosen:
            found.append(Choice(value, label, counts[value], replace(filters, **{facet: value})))
    return tuple(found)


def _values(facet: Facet, rows: list[Row]) -> dict[str, Text]:
    """The values of a facet among these ISPs, in their order."""
    if facet in ("place", "area"):
        name = place_name if facet == "place" else area_name
        codes = {code for row in rows for code in (row.places if facet == "place" else row.areas)}
        return {code: name(code) for code in sorted(codes, key=lambda code: name(code).en or code)}
    if facet == "stage":
        return {row.state: _state(row.state) for row in rows}
    return {value: both(f"triage.{facet}.{value}") for value in (_WHOSE if facet == "whose" else _MARKS)}


def _state(code: str) -> Text:
    name = names.STATES[State(code)]
    return Text(name.en, name.cy)
