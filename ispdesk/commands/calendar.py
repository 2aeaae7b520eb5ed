"""The calendar's stream: storing a year, closing a day, taking a closure back, taking over a changed list of holidays.

What has been counted stays counted: a day may be changed until it closes (design §4, "Closures").
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import AfterValidator, StringConstraints

from ispdesk.commands import reckoning
from ispdesk.commands.organisations import clean
from ispdesk.commands.settings import KEEPERS
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline
from models.queries import home
from models.tables.calendar import CalendarYear, Closure
from states.closures import TOO_LATE, Why, has_closed, not_stored, why_not_close, why_not_reopen, why_not_store
from states.words import Sentence

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that may be stored: every bank holiday of the first ones has a Welsh name, the last is the library's."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(clean)]


class Holiday(Payload):
    """One bank holiday with its name in both languages."""

    day: dt.date
    name_en: Name
    name_cy: Name


class StoreYear(Payload):
    """A year's bank holidays, computed outside and kept as rows from now on."""

    year: Annotated[int, Ge(FIRST_YEAR), Le(LAST_YEAR)]
    computed_with: str
    holidays: tuple[Holiday, ...]


class CloseDay(Payload):
    """A day on which nobody works, with its reason in both languages; accepted until the close of the day."""

    day: dt.date
    reason_en: Name
    reason_cy: Name


class ReopenDay(Payload):
    """A closure that is taken back before its day has closed, with the reason in both languages."""

    day: dt.date
    reason_en: Name
    reason_cy: Name


class AcceptHolidays(Payload):
    """Bank holidays as they are computed now, where that differs from what is stored: one change, with one reason."""

    computed_with: str
    added: tuple[Holiday, ...] = ()
    renamed: tuple[Holiday, ...] = ()
    gone: tuple[dt.date, ...] = ()
    reason_en: Name
    reason_cy: Name


def _decline(why: Why | None) -> None:
    """Refuse for this reason, if there is one."""
    if why is not None:
        raise Declined(Refused((why.said,), (why.code,)))


def store_year(tx: Tx, payload: StoreYear) -> Mapping[str, Any]:
    """Store a year; a stored year is never changed by storing it again. Dates that lay beyond it are reckoned."""
    before = home.calendar(tx.session)
    _decline(why_not_store(before, payload.year))
    version = before.version + 1
    tx.session.add(CalendarYear(year=payload.year, computed_with=payload.computed_with, version=version))
    for holiday in payload.holidays:
        tx.session.add(Closure(kind="bank-holiday", version=version, **holiday.model_dump()))
    days = {holiday.day.isoformat(): [holiday.name_en, holiday.name_cy] for holiday in payload.holidays}
    tx.record("year_stored", {"year": payload.year, "computed_with": payload.computed_with, "days": days})
    dated = reckoning.anew(tx, before, without_date=True)
    return {"year": payload.year, "days": len(days), "version": version, "moves": [one.plain() for one in dated]}


def close_day(tx: Tx, payload: CloseDay) -> Mapping[str, Any]:
    """Enter a closure, and tell whose due dates it moves."""
    before = home.calendar(tx.session)
    _decline(why_not_close(before, payload.day, tx.at))
    version = _renew(tx, before.version, {payload.day.year})
    reason = Sentence(payload.reason_en, payload.reason_cy)
    tx.session.add(
        Closure(day=payload.day, kind="closure", name_en=reason.en, name_cy=reason.cy, version=version),
    )
    moved = reckoning.anew(tx, before)
    body = {"day": payload.day.isoformat(), "names": [reason.en, reason.cy], "version": version}
    seq = tx.record("day_closed", body | {"moved": _listed(moved)}).seq
    told = reckoning.tell(tx, moved, reckoning.closed_words(payload.day, reason), seq=seq)
    return {"day": payload.day.isoformat(), "version": version, "moves": [one.plain() for one in moved], "told": told}


def reopen_day(tx: Tx, payload: ReopenDay) -> Mapping[str, Any]:
    """Take a closure back before its day has closed, and tell whose due dates that moves."""
    before = home.calendar(tx.session)
    row = tx.session.get(Closure, payload.day)
    holiday = row is not None and row.kind == "bank-holiday"
    _decline(why_not_reopen(before, payload.day, tx.at, bank_holiday=holiday))
    version = _renew(tx, before.version, {payload.day.year})
    tx.session.delete(row)
    moved = reckoning.anew(tx, before)
    reason = Sentence(payload.reason_en, payload.reason_cy)
    body = {"day": payload.day.isoformat(), "version": version, "reason": [reason.en, reason.cy]}
    seq = tx.record("day_reopened", body | {"moved": _listed(moved)}).seq
    told = reckoning.tell(tx, moved, reckoning.opened_words(payload.day, reason), seq=seq)
    return {"day": payload.day.isoformat(), "version": version, "moves": [one.plain() for one in moved], "told": told}


def accept_holidays(tx: Tx, payload: AcceptHolidays) -> Mapping[str, Any]:
    """Take over a changed list of bank holidays for days that have not closed, and tell whose due dates that moves."""
    before = home.calendar(tx.session)
    changed = [*(holiday.day for holiday in (*payload.added, *payload.renamed)), *payload.gone]
    if not changed:
        raise decline("wrong_value", "There is nothing to accept.", "Nid oes dim i'w dderbyn.")
    if len(set(changed)) != len(changed):
        raise decline("wrong_value", "Name each day once.", "Enwch bob diwrnod unwaith.")
    for holiday in payload.added:
        _decline(why_not_close(before, holiday.day, tx.at))
    rows = {day: _stored(tx, day) for day in (*(h.day for h in payload.renamed), *payload.gone)}
    version = _renew(tx, before.version, {day.year for day in changed}, payload.computed_with)
    for holiday in payload.added:
        tx.session.add(Closure(kind="bank-holiday", version=version, **holiday.model_dump()))
    for holiday in payload.renamed:
        row = rows[holiday.day]
        row.name_en, row.name_cy, row.version = holiday.name_en, holiday.name_cy, version
        tx.session.add(row)
    for day in payload.gone:
        tx.session.delete(rows[day])
    moved = reckoning.anew(tx, before)
    reason = Sentence(payload.reason_en, payload.reason_cy)
    body = payload.model_dump(mode="json", exclude={"reason_en", "reason_cy"}) | {
        "version": version,
        "reason": [reason.en, reason.cy],
        "moved": _listed(moved),
    }
    seq = tx.record("holidays_accepted", body).seq
    told = reckoning.tell(tx, moved, reckoning.accepted_words(reason), seq=seq)
    days = sorted(day.isoformat() for day in changed)
    return {"days": days, "version": version, "moves": [one.plain() for one in moved], "told": told}


def _stored(tx: Tx, day: dt.date) -> Closure:
    """The bank holiday stored for a day that has not closed."""
    if has_closed(day, tx.at):
        _decline(Why(TOO_LATE.code, TOO_LATE.said.with_values(day=day)))
    row = tx.session.get(Closure, day)
    if row is None or row.kind != "bank-holiday":
        raise decline("not_found", f"No bank holiday is stored on {day}.", f"Nid oes gŵyl banc wedi'i storio ar {day}.")
    return row


def _renew(tx: Tx, version: int, years: set[int], computed_with: str | None = None) -> int:
    """Give the years that change the next version, so that it never goes back where a row is taken out."""
    for year in sorted(years):
        row = tx.session.get(CalendarYear, year)
        if row is None:
            _decline(not_stored(home.calendar(tx.session), year))
            continue
        row.version = version + 1
        row.computed_with = computed_with or row.computed_with
        tx.session.add(row)
    return version + 1


def _listed(moved: Sequence[reckoning.Moved]) -> list[list[str | int | None]]:
    """What moved, as the history keeps it: stream, clock, subject, round, old and new due day."""
    keys = ("stream", "timer", "subject", "round", "from", "to")
    return [[plain[key] for key in keys] for plain in (one.plain() for one in moved)]


SPECS: tuple[Spec[Any], ...] = (
    Spec("store_year", "calendar", StoreYear, KEEPERS, store_year, creates=True),
    Spec("close_day", "calendar", CloseDay, KEEPERS, close_day),
    Spec("reopen_day", "calendar", ReopenDay, KEEPERS, reopen_day),
    Spec("accept_holidays", "calendar", AcceptHolidays, KEEPERS, accept_holidays),
)
