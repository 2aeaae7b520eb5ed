"""When decisions can be expected: the record's own past, the queue's order and the team's calendar, forecast."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlmodel import Session

from ispdesk.views.scoring import Place, places
from models.queries import home, isps, queued
from states.calendar import Calendar, CalendarEndsError, local_day
from states.forecast import PAST, Ahead, Expected, Forecast, InLine, PastDay, WhatIf, forecast
from states.lifecycle import OPEN_ROUND, Party, State
from states.what_if import BOOKED
from states.words import Sentence

YEARS_AHEAD = 1300
"""Working days to come that are looked at, at most: five years."""
NOBODY = Sentence(
    "Nobody is recorded as an assurer, so that nothing can be said of more or fewer: grant the role first.",
    "Nid oes neb wedi'i gofnodi fel sicrhawr, felly ni ellir dweud dim am fwy neu lai: rhowch y rôl yn gyntaf.",
)
METHOD = Sentence(
    "Four weeks at a time of the last twelve months are drawn {runs} times, with how little they are known; days on "
    "which nothing waited are left out; resubmissions come before first submissions; the team's leave, training and "
    "meetings are counted; a facilitator's day of peer review counts as an assurer's day (our default).",
    "Tynnir pedair wythnos ar y tro o'r deuddeg mis diwethaf {runs} o weithiau, gan ystyried cyn lleied sy'n hysbys; "
    "gadewir allan ddyddiau pan nad oedd dim yn aros; daw ailgyflwyniadau cyn cyflwyniadau cyntaf; cyfrifir gwyliau, "
    "hyfforddiant a chyfarfodydd y tîm; cyfrifir diwrnod adolygu hwylusydd fel diwrnod sicrhawr (ein rhagosodiad).",
)


@dataclass(slots=True)
class _Team:
    """Who is of the team on which day, and how much of it they have for ISPs."""

    grants: list[Any]
    away: dict[int, list[tuple[dt.date, dt.date, float]]] = field(default_factory=dict)

    def there(self, day: dt.date) -> float:
        """Days of work of the whole team on this day."""
        of = {
            row.of for row in self.grants
            if (row.first is None or row.first <= day) and (row.last is None or day <= row.last)
        }  # fmt: skip
        return sum(self._left(person, day) for person in of)

    def _left(self, person: int, day: dt.date) -> float:
        taken = sum(share for first, last, share in self.away.get(person, ()) if first <= day <= last)
        return max(1 - taken, 0)


def _team(rows: list[Any], stop: frozenset[str], today: dt.date) -> _Team:
    """The team's calendar; what stops, stops from today on."""
    found = _Team([row for row in rows if row.what == "team"])
    for row in rows:
        if row.what == "away":
            last = min(row.last, today - dt.timedelta(1)) if row.kind in stop & set(BOOKED) else row.last
            found.away.setdefault(row.of, []).append((row.first, last, row.percent / 100))
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """The queue, its past and the team's calendar, read once: asked again with another team they need no record.

    `decided`: the day and the actor of each decision of the team or a group that stands.
    """

    line: list[InLine]
    past: list[PastDay]
    days: list[dt.date]
    times: list[Any]
    last_close: dt.date
    under: list[int]
    decided: list[tuple[dt.date, str]]

    @property
    def team_is_known(self) -> bool:
        """Whether anybody is recorded as an assurer: without, nothing can be said of one more."""
        return any(row.what == "team" for row in self.times)

    def answer(self, change: WhatIf | None = None, weeks: int = 0) -> Forecast:
        """The forecast, as things are or with this change; the queue's length after each of so many weeks."""
        change = change or WhatIf()
        team = _team(self.times, change.stop, self.last_close + dt.timedelta(1))
        there = [team.there(day) for day in self.days] if self.team_is_known else None
        return forecast(
            self.line, self.past, Ahead(self.days, there), what_if=change, under=self.under, weeks=weeks
        )  # fmt: skip


def question(
    session: Session, at: dt.datetime, under: Iterable[int] | None = None, line: list[Place] | None = None
) -> Question:
    """What a forecast of the queue at this instant is made from. Raises CalendarEndsError where there is no calendar.

    `under`: for how many waiting ISPs it is said when fewer wait; without it, the levels of the policy. `line`: the
    queue in its order, where that was asked already.
    """
    calendar, today = home.calendar(session), local_day(at)
    last_close = calendar.last_close(at)
    line = places(session, at) if line is None else line
    times = queued.team_calendar(session)
    team = _team(times, frozenset(), last_close + dt.timedelta(1))
    adopted = home.policy(session)
    limit = adopted[1].backlog.limits["count"] if adopted else None
    usual = [int(limit.red), int(limit.amber)] if limit else []
    moves = list(_moves(session, calendar))
    return Question(
        _in_line(session, line, times, today),
        _past(moves, line, calendar, last_close, team if team.grants else None),
        _to_come(calendar, last_close),
        times,
        last_close,
        list(usual if under is None else under),
        [(day, move.actor) for move, day in moves if _by_the_team(move)],
    )


def queue_forecast(
    session: Session,
    at: dt.datetime,
    what_if: WhatIf | None = None,
    under: Iterable[int] | None = None,
    line: list[Place] | None = None,
) -> Forecast:
    """Forecast the queue as it is at this instant. Raises CalendarEndsError where no calendar is stored."""
    return question(session, at, under, line).answer(what_if)


def team_is_known(session: Session) -> bool:
    """Whether anybody is recorded as an assurer: without, nothing can be said of one more."""
    return any(row.what == "team" for row in queued.team_calendar(session))


def expected_of(session: Session, ref: str, at: dt.datetime, line: list[Place] | None = None) -> Expected | None:
    """When a decision on one ISP can be expected; None where it is not in the queue or there is no calendar."""
    try:
        found = queue_forecast(session, at, under=(), line=line)
    except CalendarEndsError:
        return None
    return next((one for one in found.isps if one.reference == ref), None)


def _to_come(calendar: Calendar, last_close: dt.date) -> list[dt.date]:
    found: list[dt.date] = []
    with suppress(CalendarEndsError):  # as far as it reaches
        for day in islice(calendar.from_day(last_close + dt.timedelta(1)), YEARS_AHEAD):
            found.append(day)  # noqa: PERF402 - what came before the end stays
    return found


def _in_line(session: Session, line: list[Place], times: list[Any], today: dt.date) -> list[InLine]:
    """Those at work first, the longest at it before others; then the queue's order; then what is only counted."""
    meetings: dict[int, list[dt.date]] = {}
    for row in sorted(
        (row for row in times if row.what == "meeting" and row.first >= today), key=lambda row: row.first
    ):
        meetings.setdefault(row.of, []).append(row.first)
    at_work = sorted(
        (place for place in line if place.row.state == State.QA_REVIEW),
        key=lambda place: (place.row.entered_at, place.row.ref),
    )
    others = [place for place in line if place.row.state != State.QA_REVIEW]
    counted = [InLine(isp.ref) for isp in isps.counted(session, "awaiting")]
    return [*(_one(place, meetings) for place in (*at_work, *others)), *counted]


def _one(place: Place, meetings: Mapping[int, list[dt.date]]) -> InLine:
    row = place.row
    kind = "resubmission" if row.round > 1 else "later_version" if row.number > 1 else "first_version"
    ends = [day for day in (place.scored.aside, row.hold_until if row.on_hold else None) if day is not None]
    return InLine(
        row.ref,
        kind,
        with_coordinator=row.state == State.RETURNED,
        days=tuple(meetings.get(row.group_id, ())) if row.holder == Party.GROUP else (),
        not_before=max(ends) + dt.timedelta(1) if ends else None,
    )


@dataclass(slots=True)
class _Counts:
    """What happened by working day."""

    decided: Counter[dt.date] = field(default_factory=Counter)
    again: Counter[dt.date] = field(default_factory=Counter)
    first: Counter[dt.date] = field(default_factory=Counter)
    later: Counter[dt.date] = field(default_factory=Counter)
    left: Counter[dt.date] = field(default_factory=Counter)
    gone: Counter[dt.date] = field(default_factory=Counter)  # from the team, without a decision

    def add(self, move: Any, day: dt.date) -> None:
        """Count one move."""
        kind, came_from = move.kind, move.body.get("from")
        if kind == "resubmit":
            self.again[day] += 1
        elif kind == "submit":
            (self.later if int(move.body.get("version", 1)) > 1 else self.first)[day] += 1
        elif _by_the_team(move):
            self.decided[day] += 1
            self.left[day] += kind != "return_for_amendment"
        elif kind in queued.LEFT and came_from in OPEN_ROUND:
            self.left[day] += 1
            self.gone[day] += came_from in WITH_TEAM


WITH_TEAM = frozenset({State.QA_QUEUE.value, State.QA_REVIEW.value})


def _by_the_team(move: Any) -> bool:
    """Whether a move is a decision on an ISP that the team or a group had."""
    return move.kind in queued.DECIDED and move.body.get("from") in WITH_TEAM


def _past(
    moves: Iterable[tuple[Any, dt.date]], line: list[Place], calendar: Calendar, last_close: dt.date, team: _Team | None
) -> list[PastDay]:
    """The last working days up to this close, from the first day on which the record has a move of the queue."""
    counts, begun = _Counts(), None
    for move, day in moves:
        counts.add(move, day)
        begun = day if begun is None else min(begun, day)
    if begun is None:
        return []
    waits = sum(place.row.state in WITH_TEAM for place in line)
    since = [counts.first, counts.later, counts.again]
    for day in {one for count in (*since, counts.decided, counts.gone) for one in count if one > last_close}:
        waits += counts.decided[day] + counts.gone[day] - sum(came[day] for came in since)  # today, still open
    found: list[PastDay] = []
    day = last_close
    while len(found) < PAST and day >= max(begun, calendar.first):
        if calendar.is_working(day):
            came = sum(one[day] for one in since)
            before = waits - came + counts.decided[day] + counts.gone[day]
            there = None if team is None else team.there(day)
            came_anew = (counts.first[day], counts.later[day])
            decided, again, left = counts.decided[day], counts.again[day], counts.left[day]
            found.append(PastDay(day, max(before + came, 0), decided, again, came_anew, left, there))
            waits = before
        day -= dt.timedelta(1)
    return found[::-1]


def _moves(session: Session, calendar: Calendar) -> Iterable[tuple[Any, dt.date]]:
    """Each move that stands, with the working day that it counts on: as it happened, else as it was recorded."""
    rows = queued.moves(session)
    undone = {(row.stream, row.body.get("undoes")) for row in rows if row.kind in queued.UNDONE}
    for row in rows:
        if row.kind in queued.UNDONE or (row.stream, row.seq) in undone:
            continue
        exact = row.happened_from is not None and row.happened_from == row.happened_to
        day = row.happened_from if exact else local_day(row.recorded_at)
        try:
            yield row, calendar.next_working(day)
        except CalendarEndsError:
            continue
