"""Every ISP's life, one after another: read some hundreds at a time, so that memory does not grow with the register."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Text, bindparam, literal, select, type_coerce
from sqlmodel import Session

from models.base import table
from models.queries import home
from models.queries.spans import fold
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History
from states.calendar import Calendar, local_day
from states.lifecycle import DEVELOPING, Party, State, Trigger
from states.lives import Held, Life, Span
from states.when import When

AT_A_TIME: Final = 400
MOVES: Final = (
    *(trigger.value for trigger in Trigger),
    "made_known",
    "taken_on",
    "version_opened",
    "taken_back",
    "corrected",
)
"""Kinds of rows that enter a version into a state, or undo one that did."""
COUNTED, HOURS = "counted", "hours_noted"
COUNTED_IN: Final = {
    "assured": frozenset({State.ASSURED}),
    "awaiting": frozenset({State.QA_QUEUE}),
    "made-known": frozenset({State.IDENTIFIED}),
}
_ISP, _VERSION, _HELD, _HISTORY = table(Isp), table(Version), table(HoldingRow), table(History)
_OF = _HISTORY.stream == literal("isp:") + _ISP.ref
_AMONG = _ISP.id.between(bindparam("first"), bindparam("last"))
_KNOWN = _HISTORY.recorded_at <= bindparam("known_at")
_IDS = select(_ISP.id).order_by(_ISP.id)
_ROWS = (
    select(
        _ISP.id, _ISP.ref, _ISP.standing.label("stands"), type_coerce(_HISTORY.body, Text).label("text"),
        *(_HISTORY[name] for name in ("seq", "kind", "standing", "happened_from", "happened_to", "recorded_at")),
    )
    .where(_AMONG, _OF, _HISTORY.kind.in_([*MOVES, COUNTED, HOURS]))
    .order_by(_ISP.id, _HISTORY.seq)
)  # fmt: skip
_HOLDINGS = (
    select(_VERSION.isp_id, _VERSION.number, _HELD.seq, _HELD.since, _HELD.party)
    .where(_VERSION.isp_id.between(bindparam("first"), bindparam("last")), _HELD.version_id == _VERSION.id)
    .order_by(_VERSION.isp_id, _VERSION.number, _HELD.seq)
)
_KNOWN_HOLDINGS = _HOLDINGS.where(_ISP.id == _VERSION.isp_id, _OF, _HISTORY.seq == _HELD.seq, _KNOWN)
_SUBMITTED = select(_VERSION.isp_id, _VERSION.number, _VERSION.submitted_from, _VERSION.submitted_to).where(
    _VERSION.isp_id.between(bindparam("first"), bindparam("last")),
    _VERSION.submitted_from.is_not(None) | _VERSION.submitted_to.is_not(None),
)
_FIRST_YEAR = select(type_coerce(_HISTORY.body, Text)).where(
    _HISTORY.kind == "year_stored", _KNOWN, _HISTORY.stream.like("calendar:%")
)


class _Row:
    """A row of history with its body read."""

    __slots__ = ("body", "happened_from", "happened_to", "kind", "recorded_at", "seq", "standing")

    def __init__(self, row: Any) -> None:
        self.body = json.loads(row.text)
        self.seq, self.kind, self.standing = row.seq, row.kind, row.standing
        self.happened_from, self.happened_to, self.recorded_at = row.happened_from, row.happened_to, row.recorded_at


def lives(session: Session, known_at: dt.datetime | None = None) -> Iterator[Life]:
    """The life of every ISP that was known, in no order; with `known_at` as the record had it at that instant."""
    written = home.fact(session, "register_held_by")
    held = When(None, dt.date.fromisoformat(written)) if written else When()
    ids = list(session.connection().execute(_IDS).scalars())
    for place in range(0, len(ids), AT_A_TIME):
        some = ids[place : place + AT_A_TIME]
        yield from _some(session, {"first": some[0], "last": some[-1]}, known_at, held)


def _some(session: Session, among: dict[str, Any], known_at: dt.datetime | None, held: When) -> Iterator[Life]:
    ask, asked = session.connection().execute, among if known_at is None else {**among, "known_at": known_at}
    submitted: dict[int, dict[int, When]] = defaultdict(dict)
    for row in ask(_SUBMITTED, among):
        submitted[row.isp_id][row.number] = When(row.submitted_from, row.submitted_to)
    holdings: dict[int, dict[int, list[Held]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(_HOLDINGS if known_at is None else _KNOWN_HOLDINGS, asked):
        holdings[row.isp_id][row.number].append(Held(row.seq, row.since, Party(row.party)))
    rows: dict[int, list[_Row]] = defaultdict(list)
    names: dict[int, tuple[str, str]] = {}
    for row in ask(_ROWS if known_at is None else _ROWS.where(_KNOWN), asked):
        rows[row.id].append(_Row(row))
        names[row.id] = row.ref, row.stands
    for isp, told in rows.items():
        yield _life(told, *names[isp], submitted.get(isp, {}), holdings.get(isp, {}), held)


def _life(
    rows: list[_Row], ref: str, stands: str, submitted: dict[int, When], holdings: dict[int, list[Held]], held: When
) -> Life:
    """What is only counted holds by the one date that its file carries."""
    minutes = tuple((local_day(row.recorded_at), int(row.body["minutes"])) for row in rows if row.kind == HOURS)
    spans = fold(rows, submitted)
    if not spans:
        counted = next((row.body.get("counted_as") for row in rows if row.kind == COUNTED), None)
        return Life(ref, held, (), COUNTED_IN.get(counted or "", frozenset()), held, minutes=minutes)
    kept = tuple(_closed(span, held) for span in spans)
    return Life(ref, _identified(kept, stands, held), kept, held=held, holdings=holdings, minutes=minutes)


def _identified(spans: Iterable[Span], stands: str, held: When) -> When:
    """When it was made known: what people entered, when they did; what a source names, by the first that it says."""
    found = list(spans)
    first = found[0]
    if stands == "entered" and first.entered.known:
        return first.entered
    latest = [day for day in (held.not_after, *(span.entered.not_after for span in found)) if day is not None]
    if stands == "entered" and first.at is not None:
        latest.append(local_day(first.at))  # whoever enters it knows of it
    return When(None, min(latest, default=None))


def _closed(span: Span, held: When) -> Span:
    """A state that a register states without a date holds by the register's own date."""
    if span.entered.known or span.state in DEVELOPING:
        return span
    return replace(span, entered=held)


def known_calendar(session: Session, known_at: dt.datetime) -> Calendar:
    """The calendar with the years that were stored by then.

    A day may be closed or opened only until its own close, so that of days before this instant nothing has changed.
    """
    found = [
        int(json.loads(body)["year"])
        for body in session.connection().execute(_FIRST_YEAR, {"known_at": known_at}).scalars()
    ]
    if not found:
        return Calendar(dt.date.max, dt.date.min, 0)
    calendar = home.calendar(session)
    return replace(calendar, first=max(calendar.first, dt.date(min(found), 1, 1)))
