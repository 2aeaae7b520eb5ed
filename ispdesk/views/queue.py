"""The queue: every ISP with an open QA round, what each waits for and how long, and the last measurement."""

import datetime as dt
from typing import Literal

from sqlmodel import Session, col, func, select

from ispdesk.commands import queue as commands
from ispdesk.views.listing import ONLY_COUNTED, standing_of, title_of
from ispdesk.views.scoring import Place, places
from ispdesk.views.shapes import GroupLevel, Measure, QueueRow, QueueView, ScorePart
from ispdesk.views.values import Age, Level, When
from ispdesk.words.text import Text
from models.queries import home, isps
from models.queries.backlog import scope_of
from models.tables.isp import DatedFact, Version
from models.tables.qa import MeasurementRow, QaGroup
from states.calendar import Calendar, CalendarEndsError, close, local_day
from states.lifecycle import Party, State
from states.score import DEFAULTS, Queued, Scored, scored

WaitsFor = Literal["team", "group", "coordinator"]
OPEN_ROUNDS = Text("ISPs with an open QA round at the close", "ISPs â rownd agored ar ddiwedd y dydd")
SINCE_SUBMISSION = Text("working days since first submission", "diwrnodau gwaith ers y cyflwyno cyntaf")
OVER_BUDGET = Text("of those on which a clock runs", "o'r rhai y mae cloc yn rhedeg arnynt")
NO_SUBMISSION = Text(
    "the source does not say when it was submitted", "nid yw'r ffynhonnell yn dweud pryd y'i cyflwynwyd"
)


def waits_for(version: Version) -> WaitsFor:
    """Whose turn it is in an open round."""
    if version.state == State.RETURNED or version.holder == Party.COORDINATOR:  # amending, or small corrections
        return "coordinator"
    return "group" if version.holder == Party.GROUP else "team"


def queue_view(session: Session, at: dt.datetime) -> QueueView:
    """The queue as it is now, in the order of its score, and its last measurement."""
    calendar, today = home.calendar(session), local_day(at)
    used = _in_use(session)
    awaiting = places(session, at)
    rows = [_row(place, calendar, today, used) for place in awaiting]
    rows += [
        QueueRow(
            ref=isp.ref,
            title=title_of(isp),
            state="counted-awaiting",
            waits_for=None,
            age=Age(why_unknown=ONLY_COUNTED),
            standing=standing_of(isp),
            first_submitted=When(why_unknown=ONLY_COUNTED),
            parts=_parts(scored(Queued(isp.ref), DEFAULTS, today)),
        )
        for isp in isps.counted(session, "awaiting")
    ]
    later = sum(place.row.number > 1 for place in awaiting)
    last = commands.latest(session)
    if last is None:
        return QueueView(tuple(rows), later_versions=later)
    return QueueView(tuple(rows), level_of(last.level), close(last.day), _measures(last), later, _groups(session))


def _row(place: Place, calendar: Calendar, today: dt.date, used: set[int]) -> QueueRow:
    one, seen = place.row, place.seen
    return QueueRow(
        ref=one.ref,
        title=title_of(one),
        state=one.state,
        waits_for=waits_for(one),
        age=_age(one, calendar, today),
        standing=standing_of(one),
        first_submitted=_submitted(one),
        round=one.round or None,
        in_use=one.id in used,
        score=place.scored.score,
        parts=_parts(place.scored),
        holder=one.holder,
        assurer=one.assurer,
        used_days=seen.used,
        remaining_days=None if seen.used is None or seen.budget is None else seen.budget - seen.used,
        aside=place.scored.aside,
    )


def _parts(scored: Scored) -> tuple[ScorePart, ...]:
    return tuple(ScorePart(part.name, part.points, Text(part.why.en, part.why.cy)) for part in scored.parts)


def _groups(session: Session) -> tuple[GroupLevel, ...]:
    """Each regional QA group's own queue at its last measured close."""
    newest = select(MeasurementRow.scope, func.max(MeasurementRow.day).label("day")).group_by(col(MeasurementRow.scope))
    last = newest.subquery()
    chosen = select(MeasurementRow).join(
        last, (col(MeasurementRow.scope) == last.c.scope) & (col(MeasurementRow.day) == last.c.day)
    )
    rows = {row.scope: row for row in session.exec(chosen)}
    return tuple(
        GroupLevel(group.ref, Text(group.name_en, group.name_cy or None), row.count, level_of(row.level), row.day)
        for group in session.exec(select(QaGroup).order_by(col(QaGroup.ref)))
        if (row := rows.get(scope_of(group.ref))) is not None
    )


def level_of(written: str) -> Level:
    """A level as it was measured."""
    return "red" if written == "red" else "amber" if written == "amber" else "green"


def _age(version: Version, calendar: Calendar, today: dt.date) -> Age:
    if version.submitted_from is None or version.submitted_to is None:
        return Age(why_unknown=NO_SUBMISSION)
    try:
        least = calendar.working_days(version.submitted_to, today)
        most = calendar.working_days(version.submitted_from, today)
    except CalendarEndsError:
        return Age(why_unknown=Text("the calendar does not reach so far", "nid yw'r calendr yn cyrraedd mor bell"))
    return Age(least, most)


def _submitted(version: Version) -> When:
    if version.submitted_from is None and version.submitted_to is None:
        return When(why_unknown=NO_SUBMISSION)
    return When(version.submitted_from, version.submitted_to)


def _in_use(session: Session) -> set[int]:
    """Of the ISPs that await assurance, those that are shared under already."""
    chosen = (
        select(DatedFact.isp_id)
        .join(Version, col(Version.isp_id) == col(DatedFact.isp_id))
        .where(*isps.AWAITING, DatedFact.kind == "in_operation_since")
    )
    return set(session.exec(chosen))


def _measures(row: MeasurementRow) -> tuple[Measure, ...]:
    reached = row.reached
    share = None if row.share_permille is None else row.share_permille // 10
    none_runs = Text("no clock runs on any of them", "nid oes cloc yn rhedeg ar yr un ohonynt")
    return (
        Measure("count", level_of(reached["count"]), row.count, row.count, method=OPEN_ROUNDS),
        Measure(
            "oldest",
            level_of(reached["oldest_working_days"]),
            row.oldest_min,
            row.oldest_max,
            row.oldest_known_for,
            row.count,
            SINCE_SUBMISSION,
            why_unknown=None if row.oldest_min is not None else NO_SUBMISSION,
        ),
        Measure(
            "over_budget",
            None if share is None else level_of(reached["share_over_budget"]),
            share,
            share,
            row.share_known_for,
            row.count,
            OVER_BUDGET,
            why_unknown=None if share is not None else none_runs,
        ),
        Measure(
            "clearance",
            level_of(reached["projected_clearance_months"]),
            row.clearance_min,
            row.clearance_max,
            method=Text(row.method, row.method_cy),
            why_unknown=None if row.clearance_min is not None else Text(row.method, row.method_cy),
        ),
    )
