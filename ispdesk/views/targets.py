"""Targets of a financial year, of all and by sector and place, with how far each is; "no target set" where none is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlmodel import Session

from ispdesk.commands.backlog_words import idle_months
from ispdesk.views.lives import ALL_WALES, NOWHERE, SECTOR_OF, Lives, belongs, lives
from ispdesk.views.places import place_name
from ispdesk.words.text import Text
from models.queries import helpers, home, targets
from models.tables.organisation import SECTORS
from models.tables.target import Denominator, Target
from states.helpers import IDLE_MONTHS
from states.places import AUTHORITIES, INVENTED
from states.targets import (
    ONE_DAY,
    Figure,
    Measure,
    Standing,
    active,
    counted,
    first_day,
    last_day,
    middle,
    month_ends,
    on_the_line,
    standing,
    year_of,
)

WIDTH, HEIGHT = 760, 200
"""Units of a burn-up's plot."""
COUNTS: Final = (Measure.SIGNATORIES, Measure.ASSURED, Measure.TRAINED, Measure.ACTIVE)


@dataclass(frozen=True)
class Point:
    """A count at the end of a day, and what it would be if it grew evenly to its target."""

    day: dt.date
    figure: Figure
    needed: int | None


@dataclass(frozen=True)
class Plot:
    """A burn-up in the plot's units: what was counted, and the even line to the target; `most` is its height."""

    counted: str
    line: str
    most: int


@dataclass(frozen=True)
class Version:
    """One decision about a target."""

    number: int
    value: int | None
    decided_by: str
    decided_on: dt.date
    recorded_at: dt.datetime


@dataclass(frozen=True)
class TargetLine:
    """One measure, of all or of a sector or place: its figure at the day, its target and how far it is."""

    measure: Measure
    sector: str
    place: str
    place_name: Text | None
    now: Figure
    begun: Figure
    target: int | None
    standing: Standing
    points: tuple[Point, ...]
    plot: Plot | None
    versions: tuple[Version, ...]
    unknown: int = 0


@dataclass(frozen=True)
class Relevant:
    """How many relevant organisations there are: None is not known."""

    number: int | None
    source: str = ""
    as_at: dt.date | None = None


@dataclass(frozen=True)
class Group:
    """A sector or a place: each count with its target; the organisations that are known and that are relevant."""

    code: str
    name: Text | None
    cells: tuple[TargetLine, ...]
    known: int
    relevant: Relevant


@dataclass(frozen=True)
class TargetsView:
    """All targets of a year."""

    year: int
    first: dt.date
    last: dt.date
    day: dt.date
    years: tuple[int, ...]
    lines: tuple[TargetLine, ...]
    other_lines: tuple[TargetLine, ...]
    sectors: tuple[Group, ...]
    no_sector: tuple[Figure, ...]
    places: tuple[Group, ...]
    no_place: tuple[Figure, ...]
    history: tuple[tuple[str, str, Text | None, Version], ...]
    """Every decision about a target of the year: its measure, sector and place, the latest of each first."""

    @property
    def any_set(self) -> bool:
        """Whether any target is set for the year."""
        groups = (cell for group in (*self.sectors, *self.places) for cell in group.cells)
        return any(one.target is not None for one in (*self.lines, *self.other_lines, *groups))


class Progress:
    """What the figures and targets of a year are drawn from; read once."""

    def __init__(
        self,
        session: Session,
        year: int,
        today: dt.date,
        known: Lives | None = None,
        active_on: dt.date | None = None,
    ) -> None:
        self.year, self.today = year, today
        self.day = min(today, last_day(year))
        self.lives = known or lives(session)
        self.calendar = home.calendar(session)
        self._session = session
        self._active = _active(session, active_on or today)

    @cached_property
    def rows(self) -> list[Target]:
        """Every version of every target."""
        return targets.versions(self._session)

    @cached_property
    def holding(self) -> Mapping[tuple[str, str, str], Target]:
        """The targets that hold in this year."""
        return targets.holding(self.rows, self.year)

    @cached_property
    def relevant(self) -> Mapping[tuple[str, str, str], Denominator]:
        """How many bodies are relevant, where somebody said so."""
        return targets.denominators(self._session)

    def figure(self, measure: Measure, day: dt.date, sector: str = "", place: str = "") -> tuple[Figure, int]:
        """A measure at the end of a day, and of how much nothing exact is known.

        Who is active is known for one day only, which is told as the last; a decision's time is of the year so far,
        the middle of all.
        """
        if measure is Measure.ACTIVE:
            return (self._of_active(sector, place), 0) if day == self.today else (Figure(), 0)
        if measure is Measure.DECISION:
            found = self.lives.decisions(self.calendar, first_day(self.year), day, sector, place)
            days = middle(found.days)
            return Figure(days, days), found.unknown
        return self.lives.figure(measure.value, day, sector, place), 0

    def _of_active(self, sector: str, place: str) -> Figure:
        return counted(
            answer for answer, of, at in self._active if belongs(of, sector) and place in ("", at or NOWHERE)
        )

    def line(self, measure: Measure, sector: str = "", place: str = "", *, whole: bool = False) -> TargetLine:
        """One line; `whole`: with its burn-up."""
        row = self.holding.get((measure.value, sector, place))
        target = row.value if row else None
        now, unknown = self.figure(measure, self.day, sector, place)
        stock = measure in COUNTS
        wanted = stock and (whole or target is not None)
        begun = self.figure(measure, first_day(self.year) - ONE_DAY, sector, place)[0] if wanted else Figure()
        points = self._points(measure, sector, place, begun, target) if stock and whole else ()
        return TargetLine(
            measure, sector, place, place_name(place) if place else None, now, begun, target,
            standing(measure, target, begun, self._at_most(measure, now, sector, place), self.year, self.day), points,
            _plot(points, target, begun, self.year), self._versions(measure, sector, place), unknown,
        )  # fmt: skip

    def _at_most(self, measure: Measure, now: Figure, sector: str, place: str) -> Figure:
        """A figure of a sector or place, with what may belong there too since nobody knows where it does."""
        if measure is Measure.DECISION or not (sector or place) or now.most is None:
            return now
        nowhere = self.figure(measure, self.day, NOWHERE if sector else "", NOWHERE if place else "")[0]
        return Figure(now.least, now.most + (nowhere.most or 0))

    def _points(
        self, measure: Measure, sector: str, place: str, begun: Figure, target: int | None
    ) -> tuple[Point, ...]:
        found = []
        for day in month_ends(self.year, self.day):
            known = begun.exact is not None and target is not None
            needed = on_the_line(begun.exact or 0, target or 0, self.year, day) if known else None
            found.append(Point(day, self.figure(measure, day, sector, place)[0], needed))
        return tuple(found)

    def _versions(self, measure: Measure, sector: str, place: str) -> tuple[Version, ...]:
        mine = (measure.value, self.year, sector, place)
        return tuple(_version(row) for row in self.rows if (row.measure, row.year, row.sector, row.place) == mine)

    def denominator(self, what: str, code: str, place: str = "") -> Relevant:
        """How many relevant organisations there are, where somebody stated it."""
        return relevant(self.relevant, what, code, place)


def _version(row: Target) -> Version:
    return Version(row.version, row.value, row.decided_by, row.decided_on, row.recorded_at)


def relevant(rows: Mapping[tuple[str, str, str], Denominator], what: str, code: str, place: str = "") -> Relevant:
    """How many relevant organisations there are, where somebody stated it."""
    row = rows.get((what, code, place))
    return Relevant(row.number, row.source, row.as_at) if row else Relevant(None)


def _active(session: Session, day: dt.date) -> list[tuple[bool | None, str | None, str | None]]:
    """Of everybody trained: whether they are active (None: not known), their sector and authority."""
    adopted = home.policy(session)
    months = idle_months(adopted[1]) if adopted else IDLE_MONTHS
    found = []
    for row, _, one in helpers.trained(session, day, absences=False).values():
        found.append((active(one.at_work, one.last, day, months), SECTOR_OF.get(row.kind), row.authority))
    return found


def _plot(points: tuple[Point, ...], target: int | None, begun: Figure, year: int) -> Plot | None:
    """What was counted for certain, and the even line; two points are needed."""
    known = [point for point in points if point.figure.least is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    before, end = first_day(year) - ONE_DAY, last_day(year)
    most = max(1, target or 0, *(point.figure.least or 0 for point in known))

    def at(day: dt.date, value: int) -> str:
        across = WIDTH * (day - before).days / (end - before).days
        return f"{across:.1f},{HEIGHT - HEIGHT * value / most:.1f}"

    line = ""
    if target is not None and begun.exact is not None:
        line = f"{at(before, begun.exact)} {at(end, max(target, begun.exact))}"
        most = max(most, begun.exact)
    return Plot(" ".join(at(point.day, point.figure.least or 0) for point in known), line, most)


def place_codes(known: Lives) -> tuple[str, ...]:
    """The places of this home's country: the 22 authorities, or those of the invented one where only it is used."""
    used = {code for one in known.isps for code in one.places}
    return countrys(used | {code for one in (*known.signatures, *known.trained) for code in one.places})


def countrys(used: Iterable[str]) -> tuple[str, ...]:
    """The same, of the codes that are used."""
    real = tuple(code for code in AUTHORITIES if code != ALL_WALES)
    invented = set(used) & set(INVENTED)
    return tuple(INVENTED) if invented and not set(used) & set(real) else real


def targets_view(session: Session, today: dt.date, year: int | None = None) -> TargetsView:
    """The targets of a year, by default of the one that runs."""
    chosen = year if year is not None else year_of(today)
    return seen(Progress(session, chosen, today))


def seen(of: Progress) -> TargetsView:
    """The same, of what was read already."""
    set_for = {row.year for row in of.rows}
    kept = sorted(of.holding)
    codes = place_codes(of.lives)
    return TargetsView(
        of.year,
        first_day(of.year),
        last_day(of.year),
        of.day,
        tuple(sorted({*set_for, of.year, year_of(of.today), year_of(of.today) + 1})),
        tuple(of.line(measure, whole=True) for measure in Measure),
        tuple(
            of.line(Measure(key[0]), *key[1:])
            for key in kept
            if all(key[1:]) or (key[0] == Measure.DECISION and any(key[1:]))
        ),
        tuple(_group(of, code, "") for code in SECTORS),
        tuple(of.figure(measure, of.day, NOWHERE)[0] for measure in COUNTS),
        tuple(_group(of, "", code) for code in codes),
        tuple(of.figure(measure, of.day, "", NOWHERE)[0] for measure in COUNTS),
        tuple(
            (row.measure, row.sector, place_name(row.place) if row.place else None, _version(row))
            for row in of.rows
            if row.year == of.year
        ),
    )


def _group(of: Progress, sector: str, place: str) -> Group:
    cells = tuple(of.line(measure, sector, place) for measure in COUNTS)
    known = sum(number for (one, _), number in of.lives.bodies.items() if one == sector) if sector else 0
    denominator = of.denominator("sector", sector) if sector else Relevant(None)
    return Group(sector or place, place_name(place) if place else None, cells, known, denominator)
