"""Measures as at the end of a day: how long, how many, how old, computed from history; of single ISPs nothing.

*As we know it now* counts what was recorded since; *as known then* leaves it out, and is what a copy of the database
stopped at that day would say. What is only bounded has its least and most, what is not known is counted as such.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlmodel import Session

from models.queries import home
from models.queries.lives import known_calendar, lives
from states.calendar import ZONE, local_day
from states.lifecycle import ENDS, OPEN_ROUND, Party, State, Trigger
from states.lives import Bounds
from states.measures import (
    BUCKETS,
    MONTHS,
    WORKSHOP_WEEKS,
    Lengths,
    Spread,
    Tally,
    buckets,
    period,
    share_in,
    share_of,
)
from states.measuring import FLOWS, MOST_RETURNS, REACHED, STAGES, STANDING, WAYS, Figures, Measuring

Mode = Literal["now", "then"]
PASSED: Final = (Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED)
"""A first decision that is a pass: no new round was asked for."""


@dataclass(frozen=True)
class Funnel:
    """How many ISPs: a stage of `STANDING` or `REACHED`, and what share of those identified (whole per cent)."""

    key: str
    isps: Bounds
    share: Bounds | None


@dataclass(frozen=True)
class StageRow:
    """How long stays in one state took that ended in these months, and the working days of them by party."""

    state: State
    took: Spread
    by_party: tuple[tuple[Party, int], ...]


@dataclass(frozen=True)
class PartyRow:
    """Working days that one party had a version from the beginning to its assurance in these months."""

    party: Party
    had: Spread


@dataclass(frozen=True)
class WayRow:
    """How long one of `WAYS` took that ended in these months."""

    key: str
    took: Spread


@dataclass(frozen=True)
class AgeRow:
    """What is open at the end of the day: in how many versions, for how long, and how many in each group of ages.

    `groups` are those of BUCKETS and one beyond; `unsaid`: those of which the group is not known.
    """

    state: State | None
    open: Bounds
    age: Spread
    groups: tuple[int, ...]
    unsaid: int


@dataclass(frozen=True)
class Flows:
    """What came and was decided in one month; `running`: it was not over at the end of the day."""

    first: dt.date
    running: bool
    submitted: Bounds
    resubmitted: Bounds
    assured: Bounds
    returned: Bounds
    other: Bounds


@dataclass(frozen=True)
class FirstTime:
    """First decisions of these months on versions: passed without a new round (of these, once corrected), and not.

    `share`: passed, in whole per cent.
    """

    passed: Bounds
    corrected: Bounds
    returned: Bounds
    other: Bounds
    not_known: int
    share: Bounds | None


@dataclass(frozen=True)
class Returns:
    """Versions assured in these months by how often they had been returned: never, once, twice, more often.

    `again`: resubmissions with the content that had been submitted before; `reversed`: hand-overs that came back
    within the hour over an opening.
    """

    by_number: tuple[Bounds, ...]
    not_known: int
    again: Bounds
    reversed: int


@dataclass(frozen=True)
class Workshops:
    """Stays in workshops that ended in these months against four to six weeks (report 3.10)."""

    under: int
    within: int
    over: int
    not_known: int


@dataclass(frozen=True)
class Hours:
    """Minutes that people noted on ISPs assured in these months (not known: nobody did), and on all in these months."""

    by_isp: Spread
    minutes: int


@dataclass(frozen=True)
class Measures:
    """All of them, as at the end of `at`; `first` to `at` are the days that what ended and came is counted in."""

    at: dt.date
    first: dt.date
    months: int
    mode: Mode
    calendar: bool
    """Whether a calendar is stored: without one no length is known."""
    standing: tuple[Funnel, ...]
    reached: tuple[Funnel, ...]
    ended: tuple[tuple[State, Bounds], ...]
    ways: tuple[WayRow, ...]
    stages: tuple[StageRow, ...]
    parties: tuple[PartyRow, ...]
    ages: tuple[AgeRow, ...]
    waited: AgeRow
    flows: tuple[Flows, ...]
    undated: tuple[tuple[str, int], ...]
    """What came or was decided on a day of which not even the month is known: how many of each of FLOWS."""
    first_time: FirstTime
    returns: Returns
    workshops: Workshops
    hours: Hours


def measures_view(
    session: Session, now: dt.datetime, at: dt.date | None = None, *, months: int = MONTHS, mode: Mode = "now"
) -> Measures:
    """Measure every ISP as at the end of a day up to today; of today, up to now."""
    day = local_day(now) if at is None else at
    until = min(now, end_of(day))
    known_at = until if mode == "then" else None
    calendar = known_calendar(session, until) if mode == "then" else home.calendar(session)
    asked = period(day, months)
    measuring = Measuring(day, until, asked, calendar)
    for life in lives(session, known_at):
        measuring.add(life)
    return measures_of(measuring.found, day, asked, mode, calendar=bool(calendar.version))


def end_of(day: dt.date) -> dt.datetime:
    """The last instant of a day in Wales."""
    return dt.datetime.combine(day + dt.timedelta(1), dt.time(), ZONE).astimezone(dt.UTC) - dt.timedelta.resolution


def measures_of(found: Figures, at: dt.date, months: tuple[dt.date, ...], mode: Mode, *, calendar: bool) -> Measures:
    """What was found, as it is shown."""
    passed, failed = Tally(), Tally()
    for kind, tally in found.first_decisions.items():
        whole = passed if kind in PASSED else failed
        whole.least, whole.most = whole.least + tally.least, whole.most + tally.most
    (under, inside, over), unsaid = buckets(found.workshops, (WORKSHOP_WEEKS[0] - 1, WORKSHOP_WEEKS[1]))
    decided = found.first_decisions
    return Measures(
        at,
        months[0],
        len(months),
        mode,
        calendar,
        _funnel(found.standing, tuple(STANDING), found.reached["identified"]),
        _funnel(found.reached, tuple(REACHED), found.reached["identified"]),
        tuple((state, found.ended[state].bounds()) for state in State if state in ENDS),
        tuple(WayRow(key, found.ways[key].spread()) for key in WAYS),
        tuple(
            StageRow(
                state, found.stages[state].spread(), tuple((party, found.stage_party[state][party]) for party in Party)
            )
            for state in STAGES
        ),
        tuple(PartyRow(party, found.parties[party].spread()) for party in Party),
        tuple(_ages(state, found.open[state], found.ages[state]) for state in STAGES),
        _ages(None, _added(found, OPEN_ROUND), found.waited),
        tuple(
            Flows(
                first,
                first == months[-1] and (at + dt.timedelta(1)).day != 1,
                *(found.flows[first, name].bounds() for name in FLOWS),
            )
            for first in months
        ),
        tuple((name, found.undated[name]) for name in FLOWS),
        FirstTime(
            passed.bounds(),
            decided[Trigger.ASSURE_ONCE_CORRECTED].bounds(),
            decided[Trigger.RETURN_FOR_AMENDMENT].bounds(),
            decided[Trigger.USE_OTHER_INSTRUMENT].bounds(),
            found.first_not_known,
            share_of(passed, failed),
        ),
        Returns(
            tuple(found.returns[n].bounds() for n in range(MOST_RETURNS + 1)),
            found.returns_not_known,
            found.same.bounds(),
            found.reversed,
        ),
        Workshops(under, inside, over, unsaid),
        Hours(found.hours.spread(), found.minutes),
    )


def _funnel(counted: Mapping[str, Tally], keys: tuple[str, ...], identified: Tally) -> tuple[Funnel, ...]:
    """Each with its share of those identified: certain ones of all that may be, possible ones of the certain."""
    return tuple(Funnel(key, counted[key].bounds(), share_in(counted[key], identified)) for key in keys)


def _added(found: Figures, states: frozenset[State]) -> Tally:
    counted = [found.open[state] for state in states]
    return Tally(sum(one.least for one in counted), sum(one.most for one in counted))


def _ages(state: State | None, counted: Tally, ages: list[Bounds | None]) -> AgeRow:
    lengths = Lengths()
    for age in ages:
        lengths.add(age)
    groups, unsaid = buckets(ages, BUCKETS)
    return AgeRow(state, counted.bounds(), lengths.spread(), groups, unsaid)
