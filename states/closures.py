"""What may change in a calendar, and when: closures, bank holidays computed anew, and the year in which it runs out.

A day counts for good once it has closed (design §4): until then it may be closed or opened, afterwards never.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from states.calendar import SATURDAY, Calendar, local_day, may_be_closed
from states.watch import runs_out
from states.words import Sentence


@dataclass(frozen=True, slots=True)
class Why:
    """Why a change is refused: the code of the refusal, and what the person reads."""

    code: str
    said: Sentence


def has_closed(day: dt.date, at: dt.datetime) -> bool:
    """Whether this day counts for good; an event exactly at the close counts as before it."""
    return not may_be_closed(day, at)


TOO_LATE = Why(
    "too_late",
    Sentence("{day} has closed: what is counted stays counted.", "Mae {day} wedi cau: erys yr hyn a gyfrifwyd."),
)


def _of_day(why: Why, day: dt.date) -> Why:
    return Why(why.code, why.said.with_values(day=day))


def not_stored(calendar: Calendar, year: int) -> Why:
    """The refusal of a day in a year that is not stored: what is stored, and the command that stores it."""
    if not calendar.version:
        said = Sentence(
            "No year's bank holidays are stored. Store this one: `ispdesk calendar store {year}`.",
            "Nid oes gwyliau banc unrhyw flwyddyn wedi'u storio. Storiwch hon: `ispdesk calendar store {year}`.",
        )
    else:
        said = Sentence(
            "The calendar knows the days from {first} to {last}. Store {year} first: `ispdesk calendar store {year}`.",
            "Mae'r calendr yn gwybod y dyddiau o {first} i {last}. Storiwch {year} yn gyntaf: "
            "`ispdesk calendar store {year}`.",
        )
    return Why("not_stored", said.with_values(first=calendar.first, last=calendar.last, year=year))


def why_not_close(calendar: Calendar, day: dt.date, at: dt.datetime) -> Why | None:
    """Why this day cannot be closed at this instant, or None."""
    if not calendar.first <= day <= calendar.last:
        return not_stored(calendar, day.year)
    if has_closed(day, at):
        return _of_day(TOO_LATE, day)
    if day.weekday() >= SATURDAY:
        said = Sentence(
            "{day} is a Saturday or a Sunday: nobody works on it anyway. Give a working day.",
            "Dydd Sadwrn neu ddydd Sul yw {day}: nid oes neb yn gweithio arno beth bynnag. Rhowch ddiwrnod gwaith.",
        )
        return Why("exists", said.with_values(day=day))
    if day in calendar.closed:
        name = calendar.closed[day]
        return Why(
            "exists",
            Sentence(
                f"Nobody works on {day} already: {name.en}.",
                f"Nid oes neb yn gweithio ar {day} eisoes: {name.cy}.",
            ),
        )
    return None


def why_not_reopen(calendar: Calendar, day: dt.date, at: dt.datetime, *, bank_holiday: bool) -> Why | None:
    """Why this day cannot be opened again, or None: only a closure that has not closed yet can be taken back."""
    if day not in calendar.closed:
        said = Sentence(
            "There is no closure on {day}. `ispdesk calendar show` lists them.",
            "Nid yw {day} wedi'i gau. Rhestr: `ispdesk calendar show`.",
        )
        return Why("not_found", said.with_values(day=day))
    if bank_holiday:
        said = Sentence(
            "{day} is a bank holiday, and no closure: `ispdesk calendar compare` says where the list has changed.",
            "Gŵyl banc yw {day}, nid diwrnod a gaewyd: dywed `ispdesk calendar compare` lle newidiodd y rhestr.",
        )
        return Why("wrong_value", said.with_values(day=day))
    return _of_day(TOO_LATE, day) if has_closed(day, at) else None


def why_not_store(calendar: Calendar, year: int) -> Why | None:
    """Why a year cannot be stored, or None: stored years leave no gap, or its holidays would be working days."""
    if not calendar.version:
        return None
    if calendar.first.year <= year <= calendar.last.year:
        said = Sentence("{year} is stored already.", "Mae {year} wedi'i storio eisoes.")
        return Why("exists", said.with_values(year=year))
    nearest = calendar.last.year + 1 if year > calendar.last.year else calendar.first.year - 1
    if year != nearest:
        said = Sentence(
            "There may be no gap between stored years. Store {nearest} first: `ispdesk calendar store {nearest}`.",
            "Ni chaiff fod bwlch rhwng blynyddoedd a storiwyd. Storiwch {nearest} yn gyntaf: "
            "`ispdesk calendar store {nearest}`.",
        )
        return Why("gap", said.with_values(nearest=nearest))
    return None


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which the computed bank holidays are not the stored ones: `added`, `gone` or `renamed`.

    `open`: it has not closed, so the change may still be taken over. `computed` has no Welsh where nobody gave one.
    """

    day: dt.date
    kind: str
    stored: Sentence | None
    computed: Sentence | None
    open: bool

    @property
    def acceptable(self) -> bool:
        """Whether it may be taken over: not yet closed, and named in both languages."""
        return self.open and (self.computed is None or bool(self.computed.cy))


def differences(
    calendar: Calendar,
    holidays: Mapping[dt.date, Sentence],
    computed: Mapping[dt.date, Sentence],
    at: dt.datetime,
) -> tuple[Difference, ...]:
    """Where computed bank holidays differ from the stored ones, in the order of days.

    `holidays` are the calendar's closed days that are bank holidays; a closure that the computing now knows too
    changes nothing.
    """
    found = []
    for day in sorted({*holidays, *computed}):
        stored, new = holidays.get(day), computed.get(day)
        if not calendar.first <= day <= calendar.last or stored == new or (stored is None and day in calendar.closed):
            continue
        kind = "added" if stored is None else "gone" if new is None else "renamed"
        found.append(Difference(day, kind, stored, new, open=not has_closed(day, at)))
    return tuple(found)


def running_out(calendar: Calendar, at: dt.datetime) -> Sentence | None:
    """What an operator reads where less than a year of stored days is left, with what to do; else None."""
    today = local_day(at)
    if not calendar.version:
        return not_stored(calendar, today.year).said
    if not runs_out(calendar.last, today):
        return None
    said = Sentence(
        "The calendar runs out: its last stored day is {last}. Store the next year: `ispdesk calendar store {year}`.",
        "Daw'r calendr i ben: ei ddiwrnod olaf yw {last}. Storiwch y flwyddyn nesaf: `ispdesk calendar store {year}`.",
    )
    return said.with_values(last=calendar.last, year=calendar.last.year + 1)
