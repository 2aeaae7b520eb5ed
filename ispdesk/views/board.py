"""What a board's pack says of the queue, of reviews ahead and of its own data: totals, and nobody named as late."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.views.board_measures import Times
from ispdesk.views.coverage import CoverageAt
from ispdesk.views.forecasting import queue_forecast
from ispdesk.views.lives import NOWHERE, Lives
from ispdesk.views.targets import TargetLine
from ispdesk.words.text import Text
from models.queries import board
from models.queries.backlog import WHOLE
from models.tables.qa import MeasurementRow
from states.calendar import CalendarEndsError, local_day
from states.dates import months_after
from states.forecast import Forecast
from states.targets import Figure, Quarter

MONTHS_AHEAD = 12
WORST = ("green", "amber", "red")


@dataclass(frozen=True)
class Done:
    """Something done about the queue: acknowledged, or a step noted. Whoever did it is shown by their role."""

    kind: str
    day: dt.date
    role: str
    words: Text
    until: dt.date | None = None


@dataclass(frozen=True)
class Crossing:
    """A level that was reached and announced, and what was done about it until the next one."""

    day: dt.date
    level: str
    done: tuple[Done, ...]


@dataclass(frozen=True)
class Month:
    """The queue in one month: at its last close, the most, its worst level and how many closes were measured."""

    first: dt.date
    last_count: int
    most: int
    level: str
    closes: int


@dataclass(frozen=True)
class Backlog:
    """The queue over a quarter."""

    last: MeasurementRow | None
    months: tuple[Month, ...]
    crossings: tuple[Crossing, ...]
    steps: tuple[Done, ...]
    told: int


@dataclass(frozen=True)
class Reviews:
    """Review dates of what is in force: passed, by month ahead, later than these months, and not known."""

    passed: int
    months: tuple[tuple[dt.date, int], ...]
    later: int
    unknown: int


@dataclass(frozen=True)
class Change:
    """One figure: as the last pack stated it, the same day as it is known now, and now."""

    name: str
    stated: int | None
    known_now: int | None
    now: int | None

    @property
    def restated(self) -> bool:
        """Whether the last pack would say something else today."""
        return self.stated != self.known_now


@dataclass(frozen=True)
class Since:
    """What changed since the last pack."""

    quarter: str
    number: int
    as_at: dt.date
    rows: tuple[Change, ...]


@dataclass(frozen=True)
class BoardView:
    """All that a pack says, in no language yet."""

    quarter: Quarter
    as_at: dt.date
    made_on: dt.date
    over: bool
    house: Text
    statement: Text | None
    outputs: Mapping[str, Figure]
    trained: Sequence[Mapping[str, Any]]
    targets: tuple[TargetLine, ...]
    year: int
    backlog: Backlog
    times: tuple[Times, ...]
    coverage: CoverageAt
    reviews: Reviews
    forecast: Forecast | None
    unknown_sector: Figure
    unknown_place: Figure
    since: Since | None
    written: Mapping[str, Text]
    figures: Mapping[str, int | None]


def backlog_of(session: Session, first: dt.date, last: dt.date) -> Backlog:
    """The whole queue from one day to another."""
    rows = board.measurements(session, first, last)
    events = [(day, row) for row in board.crossings(session) if first <= (day := _day(row)) <= last]
    whole = [(day, row) for day, row in events if row.body.get("scope") == WHOLE]
    words = board.words(session, [row.seq for _, row in whole])
    crossings: list[Crossing] = []
    steps: list[Done] = []
    for day, row in whole:
        if row.kind == "level_announced":
            crossings.append(Crossing(day, row.body.get("level", ""), ()))
            continue
        until = dt.date.fromisoformat(row.body["until"]) if row.body.get("until") else None
        done = Done(row.kind, day, row.role, _text(words.get(row.seq, {})), until)
        if crossings:
            latest = crossings[-1]
            crossings[-1] = Crossing(latest.day, latest.level, (*latest.done, done))
        else:
            steps.append(done)
    begins, ends = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (first, last + dt.timedelta(1)))
    told = board.told(session, begins, ends)
    return Backlog(rows[-1] if rows else None, _months(rows), tuple(crossings), tuple(steps), told)


def _day(row: Any) -> dt.date:
    if row.kind == "level_announced":
        return dt.date.fromisoformat(row.body["day"])
    return row.happened_from or local_day(row.recorded_at)


def _text(said: Mapping[str, str]) -> Text:
    reason = said.get("reason")
    return Text(said.get("text_en") or reason, said.get("text_cy") or reason)


def _months(rows: Iterable[MeasurementRow]) -> tuple[Month, ...]:
    found: dict[dt.date, list[MeasurementRow]] = {}
    for row in rows:
        found.setdefault(row.day.replace(day=1), []).append(row)
    return tuple(
        Month(
            first,
            mine[-1].count,
            max(row.count for row in mine),
            max((row.level for row in mine), key=WORST.index),
            len(mine),
        )
        for first, mine in sorted(found.items())
    )


def reviews_ahead(session: Session, day: dt.date) -> Reviews:
    """Review dates of what is in force now, by month from the next one on."""
    dates = board.reviews(session)
    known = [one for one in dates if one is not None]
    firsts = [months_after(day.replace(day=1), n) for n in range(MONTHS_AHEAD)]
    end = months_after(firsts[-1], 1)
    by_month = Counter(one.replace(day=1) for one in known if day <= one < end)
    return Reviews(
        sum(one < day for one in known),
        tuple((first, by_month[first]) for first in firsts),
        sum(one >= end for one in known),
        len(dates) - len(known),
    )


def forecast_of(session: Session, at: dt.datetime) -> Forecast | None:
    """By when fewer wait; None without a calendar. No single ISP's date is asked for."""
    try:
        return queue_forecast(session, at)
    except CalendarEndsError:
        return None


def figures_of(known: Lives, trained: Iterable[Mapping[str, Any]], day: dt.date) -> dict[str, int | None]:
    """The figures that a pack states and the next one looks back at, by name: of one day, as we know it now."""
    found: dict[str, int | None] = {}
    for name in OUTPUTS:
        figure = known.figure(name, day)
        found[name] = figure.least
        if figure.exact is None:
            found[f"{name}_at_most"] = figure.most
    return found | {f"trained.{row['kind']}": row["number"] for row in trained}


def written(session: Session, quarter: str) -> dict[str, Text]:
    """What is written by hand for a quarter, by part."""
    return {part: Text(one.text_en or None, one.text_cy or None) for part, one in board.texts(session, quarter).items()}


OUTPUTS = ("signatories", "trained", "identified", "developing", "awaiting", "assured")


def changes(
    stated: Mapping[str, int | None], known_now: Mapping[str, int | None], now: Mapping[str, int | None]
) -> tuple[Change, ...]:
    """Every figure that the last pack stated beside what is known of it now, and the figure now."""
    names = [*stated, *(name for name in now if name not in stated)]
    return tuple(Change(name, stated.get(name), known_now.get(name), now.get(name)) for name in names)


def unplaced(known: Lives, day: dt.date) -> tuple[Figure, Figure]:
    """Assured ISPs whose lead's sector, and whose place, is not known."""
    return known.figure("assured", day, sector=NOWHERE), known.figure("assured", day, place=NOWHERE)
