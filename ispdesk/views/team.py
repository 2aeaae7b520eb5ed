"""What the team can do and has done: the forecast with a plot, decisions by month, and its calendar."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, or_, select

from ispdesk import access
from ispdesk.views.forecasting import question
from ispdesk.views.listing import title_of
from ispdesk.views.scoring import places
from ispdesk.words.text import Text
from models.tables.person import Absence, Grant, Person
from models.tables.qa import Meeting, QaGroup, TeamTime
from states.calendar import CalendarEndsError, local_day
from states.forecast import Dates, Expected, Forecast, Length, WhatIf
from states.words import Sentence

WEEKS: Final = 26
"""Weeks ahead that the plot shows (our default)."""
MONTHS: Final = 12
WIDTH, HEIGHT = 760, 240
"""Units of the plot."""


@dataclass(frozen=True)
class Line:
    """One ISP's dates as things are, and with the change that is asked about."""

    ref: str
    title: Text | None
    dates: Dates
    why: Sentence | None
    other: Dates | None = None
    other_why: Sentence | None = None


@dataclass(frozen=True)
class Month:
    """Decisions of one month: of the whole team, and of each person; `running`: it is not over."""

    first: dt.date
    all: int
    by: tuple[int, ...]
    running: bool


@dataclass(frozen=True)
class Plot:
    """The queue's expected length by week, as paths of an SVG; `most` is the height of the whole plot in ISPs."""

    band: str
    middle: str
    other: str
    most: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class ForecastView:
    """The forecast; of who is not of the team, without single ISPs and people."""

    found: Forecast | None
    other: Forecast | None
    lines: tuple[Line, ...]
    plot: Plot | None
    lengths: tuple[tuple[Length, Length | None], ...]
    months: tuple[Month, ...]
    names: tuple[Text, ...]
    team_is_known: bool


def forecast_view(session: Session, at: dt.datetime, change: WhatIf | None, *, whole: bool) -> ForecastView:
    """When decisions can be expected, as things are and with a change. `whole`: every ISP and person, for the team."""
    line = places(session, at)
    try:
        asked = question(session, at, line=line)
    except CalendarEndsError:
        return ForecastView(None, None, (), None, (), (), (), team_is_known=False)
    found = asked.answer(weeks=WEEKS)
    known = asked.team_is_known or not change or not (change.assurers or change.lent_days_a_month)
    other = asked.answer(change, weeks=WEEKS) if change and known else None
    titles = {place.row.ref: title_of(place.row) for place in line}
    beside = {one.reference: one for one in other.isps} if other else {}
    lines = tuple(_line(one, titles.get(one.reference), beside.get(one.reference)) for one in found.isps)
    decided = [(day, actor) for day, actor in asked.decided if day <= local_day(at)]
    months, who = _months(decided, local_day(at))
    named = _names(session, who) if whole else {}
    return ForecastView(
        found,
        other,
        lines if whole else (),
        _plot(found, other, at),
        tuple((one, other.lengths[n] if other and other.lengths else None) for n, one in enumerate(found.lengths)),
        months if whole else tuple(Month(one.first, one.all, (), one.running) for one in months),
        tuple(named.get(ref, Text(ref)) for ref in who) if whole else (),
        asked.team_is_known,
    )


def _line(one: Expected, title: Text | None, other: Expected | None) -> Line:
    if other is None:
        return Line(one.reference, title, one.dates, one.why)
    return Line(one.reference, title, one.dates, one.why, other.dates, other.why)


def _months(decided: Sequence[tuple[dt.date, str]], today: dt.date) -> tuple[tuple[Month, ...], list[str]]:
    """Decisions of the last twelve months, the latest first, and whose they were."""
    this = today.year * 12 + today.month - 1
    begins = [dt.date((this - back) // 12, (this - back) % 12 + 1, 1) for back in range(MONTHS)]
    counted = Counter((day.replace(day=1), who) for day, who in decided if day >= begins[-1])
    who = sorted({one for _, one in counted})
    return tuple(
        Month(
            first,
            sum(n for (month, _), n in counted.items() if month == first),
            tuple(counted[first, one] for one in who),
            running=first == begins[0],
        )
        for first in begins
    ), who


def _plot(found: Forecast, other: Forecast | None, at: dt.datetime) -> Plot | None:
    """The band in which nine runs of ten lie, the line of the middle one, and that of the change."""
    if not found.lengths:
        return None
    today = local_day(at)
    now = Length(today, found.awaiting, found.awaiting, found.awaiting)
    lengths = [now, *found.lengths]
    changed = [_changed(now, other), *other.lengths] if other and other.lengths else []
    most = max(one.high for one in [*lengths, *changed]) or 1

    def points(heights: Sequence[int]) -> list[str]:
        step = WIDTH / (len(lengths) - 1)
        return [f"{n * step:.1f},{HEIGHT - height * HEIGHT / most:.1f}" for n, height in enumerate(heights)]

    band = [*points([one.high for one in lengths]), *reversed(points([one.low for one in lengths]))]
    return Plot(
        " ".join(band),
        " ".join(points([one.middle for one in lengths])),
        " ".join(points([one.middle for one in changed])),
        most,
        today,
        lengths[-1].day,
    )


def _changed(now: Length, other: Forecast) -> Length:
    """Today's length with the change: without what is set aside."""
    return Length(now.day, other.awaiting, other.awaiting, other.awaiting)


@dataclass(frozen=True)
class Entry:
    """Days on which somebody is not there for ISPs: away, or so many per cent of each day at training or meetings."""

    kind: str
    first: dt.date
    last: dt.date
    percent: int = 100
    number: int | None = None
    substitute: Text | None = None


@dataclass(frozen=True)
class Member:
    """One of the team with what is ahead."""

    ref: str
    name: Text
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class CalendarView:
    """The team's days ahead, and the groups' meetings."""

    members: tuple[Member, ...]
    meetings: tuple[tuple[dt.date, Text], ...]


def calendar_view(session: Session, at: dt.datetime) -> CalendarView:
    """Who of the team is away or at training or meetings from today on; never why."""
    today = local_day(at)
    of_team = select(Grant.person_id).where(
        col(Grant.role).in_(sorted(access.TEAM)),
        Grant.scope == "all",
        or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= today),
        or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= today),
    )
    team = session.exec(
        select(Person).where(col(Person.id).in_(of_team)).order_by(col(Person.name_en), col(Person.ref))
    )
    found: dict[int, tuple[Person, list[Entry]]] = {row.id or 0: (row, []) for row in team}
    away = (
        select(Absence, Person)
        .join(Person, col(Person.id) == col(Absence.substitute_id), isouter=True)
        .where(col(Absence.person_id).in_(of_team), col(Absence.last_day) >= today)
    )
    for row, other in session.exec(away):
        found[row.person_id][1].append(Entry("away", row.first_day, row.last_day, substitute=_name(other)))
    booked = select(TeamTime).where(col(TeamTime.person_id).in_(of_team), col(TeamTime.last_day) >= today)
    for time in session.exec(booked):
        entry = Entry(time.kind, time.first_day, time.last_day, time.percent, time.number)
        found[time.person_id][1].append(entry)
    meetings: Any = (
        select(col(Meeting.day), col(QaGroup.name_en), col(QaGroup.name_cy))
        .join(QaGroup, col(QaGroup.id) == col(Meeting.group_id))
        .where(col(Meeting.day) >= today)
        .order_by(col(Meeting.day), col(QaGroup.ref))
    )
    return CalendarView(
        tuple(
            Member(person.ref, _name(person) or Text(), tuple(sorted(entries, key=lambda one: (one.first, one.kind))))
            for person, entries in found.values()
        ),
        tuple((day, Text(en, cy or None)) for day, en, cy in session.exec(meetings)),
    )


def _names(session: Session, refs: Sequence[str]) -> dict[str, Text]:
    chosen = select(Person.ref, Person.name_en, Person.name_cy).where(col(Person.ref).in_(refs))
    return {ref: Text(en, cy or None) for ref, en, cy in session.exec(chosen)}


def _name(person: Person | None) -> Text | None:
    return Text(person.name_en, person.name_cy or None) if person else None
