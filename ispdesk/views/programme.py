"""What the programme sees of the backlog: levels over a year, who was told, who acknowledged, what was done; totals.

No ISP, partner or officer is named as late. Who was told and who acknowledged are named: they act in their jobs.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from ispdesk.commands.backlog_words import trained
from ispdesk.words.text import Text
from models.queries import backlog, home, people
from models.tables.isp import Version
from models.tables.journal import History, HistoryWords
from models.tables.person import Person
from models.tables.post import Letter, Notice
from models.tables.qa import AlarmRow, MeasurementRow, QaGroup
from states.calendar import local_day
from states.dates import months_after
from states.helpers import Numbers

STREAM = "queue:whole"
MONTHS = 12
MOST = 100
"""Rows of what happened; those before stand in the record."""
WORST = ("green", "amber", "red")
WIDE, HIGH, EDGE = 1000, 280, 10
"""The plot's inside, in its own units."""
KINDS = ("level_announced", "level_acknowledged", "step_noted")


@dataclass(frozen=True)
class Month:
    """One month of measurements: at its last close, the most, the worst level, and how many closes were measured."""

    first: dt.date
    last_count: int
    most: int
    level: str
    closes: int


@dataclass(frozen=True)
class Plot:
    """The count at each close as a line, and the figures at which a level is reached, in the plot's units."""

    line: str
    amber: float | None
    red: float | None
    first: dt.date
    last: dt.date
    top: int


@dataclass(frozen=True)
class Told:
    """Somebody who was told of a level, and how far the letter came."""

    name: Text
    status: str


@dataclass(frozen=True)
class Event:
    """Something that happened: a level crossed and announced, acknowledged, or something done about it."""

    kind: str
    at: dt.datetime
    day: dt.date
    scope: str
    level: str = ""
    who: Text | None = None
    words: Text | None = None
    until: dt.date | None = None
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class ProgrammeView:
    """All of it for one scope."""

    scope: str
    scopes: tuple[tuple[str, Text], ...]
    level: str | None
    count: int | None
    measured: dt.date | None
    announced: str
    acknowledged: tuple[Text, dt.datetime, dt.date | None] | None
    months: tuple[Month, ...]
    plot: Plot | None
    events: tuple[Event, ...]
    closes: dict[str, int]
    letters: int
    assured: int
    helpers: Numbers


def programme_view(session: Session, scope: str, day: dt.date) -> ProgrammeView | None:
    """The last twelve months of one scope; None where there is no such scope."""
    known = session.exec(select(QaGroup).order_by(col(QaGroup.ref))).all()
    groups = {backlog.scope_of(one.ref): Text(one.name_en, one.name_cy or None) for one in known}
    if scope not in (backlog.WHOLE, *groups):
        return None
    since = months_after(day, -MONTHS)
    chosen = select(MeasurementRow).where(MeasurementRow.scope == scope, col(MeasurementRow.day) >= since)
    rows = session.exec(chosen.order_by(col(MeasurementRow.day))).all()
    alarm = session.get(AlarmRow, scope)
    events = _events(session, scope, since)
    adopted = home.policy(session)
    limit = adopted[1].backlog.limits["count"] if adopted else None
    closes = {level: sum(row.level == level for row in rows) for level in WORST}
    last = rows[-1] if rows else None
    return ProgrammeView(
        scope,
        ((backlog.WHOLE, Text()), *groups.items()),
        last.level if last else None,
        last.count if last else None,
        last.day if last else None,
        alarm.announced if alarm else "green",
        _acknowledged(session, alarm),
        _months(rows),
        _plot(rows, (limit.amber, limit.red) if limit else None),
        events,
        closes,
        sum(len(event.told) for event in events),
        _assured(session, since, day),
        trained(session, day),
    )


def _acknowledged(session: Session, alarm: AlarmRow | None) -> tuple[Text, dt.datetime, dt.date | None] | None:
    if alarm is None or alarm.acknowledged_by is None or alarm.acknowledged_at is None:
        return None
    return _name(session, alarm.acknowledged_by), alarm.acknowledged_at, alarm.silenced_until


def _name(session: Session, ref: str) -> Text:
    person = people.by_ref(session, ref)
    return Text(person.name_en, person.name_cy or None) if person else Text(ref, ref)


def _assured(session: Session, since: dt.date, day: dt.date) -> int:
    """Versions assured in these months, as far as the day is known exactly or lies wholly within them."""
    chosen = select(func.count()).where(col(Version.assured_from) > since, col(Version.assured_to) <= day)
    return int(session.exec(chosen.select_from(Version)).one())


def _months(rows: Sequence[MeasurementRow]) -> tuple[Month, ...]:
    found: dict[dt.date, list[MeasurementRow]] = defaultdict(list)
    for row in rows:
        found[row.day.replace(day=1)].append(row)
    return tuple(
        Month(
            first,
            mine[-1].count,
            max(row.count for row in mine),
            max((row.level for row in mine), key=WORST.index),
            len(mine),
        )
        for first, mine in sorted(found.items(), reverse=True)
    )


def _plot(rows: Sequence[MeasurementRow], limits: tuple[float, float] | None) -> Plot | None:
    """A line through the closes: days across, ISPs upwards; two closes are needed for one."""
    if len({row.day for row in rows}) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    first, last = rows[0].day, rows[-1].day
    top = max(1, *(row.count for row in rows), *(int(one) for one in limits or ()))

    def up(value: float) -> float:
        return round(EDGE + HIGH * (1 - value / top), 1)

    points = " ".join(
        f"{round(EDGE + WIDE * (row.day - first).days / (last - first).days, 1)},{up(row.count)}" for row in rows
    )
    amber, red = (up(one) for one in limits) if limits else (None, None)
    return Plot(points, amber, red, first, last, top)


def _events(session: Session, scope: str, since: dt.date) -> tuple[Event, ...]:
    chosen = select(History).where(History.stream == STREAM, col(History.kind).in_(KINDS))
    rows = [
        row
        for row in session.exec(chosen.order_by(col(History.seq).desc()))
        if row.body.get("scope") == scope and (row.happened_from or local_day(row.recorded_at)) >= since
    ][:MOST]
    words = _words(session, [row.seq for row in rows])
    told = _told(session, rows)
    refs = {row.actor for row in rows if row.kind != "level_announced"}
    acted = session.exec(select(Person).where(col(Person.ref).in_(sorted(refs)))) if refs else ()
    names = {one.ref: Text(one.name_en, one.name_cy or None) for one in acted}
    found = [
        Event(
            row.kind,
            row.recorded_at,
            _day(row),
            scope,
            row.body.get("level", ""),
            None if row.kind == "level_announced" else names.get(row.actor, Text(row.actor, row.actor)),
            words.get(row.seq),
            dt.date.fromisoformat(row.body["until"]) if row.body.get("until") else None,
            told.get(row.seq, ()),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.at), reverse=True))


def _day(row: History) -> dt.date:
    if row.kind == "level_announced":
        return dt.date.fromisoformat(row.body["day"])
    return row.happened_from or local_day(row.recorded_at)


def _words(session: Session, seqs: list[int]) -> dict[int, Text]:
    chosen = select(HistoryWords).where(HistoryWords.stream == STREAM, col(HistoryWords.seq).in_(seqs))
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.exec(chosen):
        if row.text:
            found[row.seq][row.name] = row.text
    return {
        seq: Text(said.get("text_en") or said.get("reason"), said.get("text_cy") or said.get("reason"))
        for seq, said in found.items()
    }


def _told(session: Session, rows: Sequence[History]) -> dict[int, tuple[Told, ...]]:
    """Who was told of each announcement, by its row: notices hang on the measurement that was announced."""
    announced = {(row.recorded_at, row.body["scope"], row.body["day"]): row.seq for row in rows if row.kind == KINDS[0]}
    if not announced:
        return {}
    at = sorted({when for when, *_ in announced})
    measured = select(History).where(
        History.stream == STREAM, History.kind == "measured", col(History.recorded_at).in_(at)
    )
    behind = {
        row.seq: announced[key]
        for row in session.exec(measured)
        if (key := (row.recorded_at, row.body["scope"], row.body["day"])) in announced
    }
    chosen = (
        select(Notice.seq, Person.name_en, Person.name_cy, Letter.status)
        .join(Person, col(Person.id) == col(Notice.person_id))
        .join(Letter, col(Letter.id) == col(Notice.letter_id), isouter=True)
        .where(Notice.stream == STREAM, Notice.message == "backlog_level", col(Notice.seq).in_(sorted(behind)))
    )
    found: dict[int, list[Told]] = defaultdict(list)
    for seq, en, cy, status in session.exec(chosen.order_by(col(Notice.id))):
        found[behind[seq]].append(Told(Text(en, cy or None), status or "waiting"))
    return {seq: tuple(mine) for seq, mine in found.items()}
