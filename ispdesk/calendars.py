"""Computes Welsh bank holidays, says how a year of them is stored, and compares them anew; our own Welsh names.

An upgrade of the library never changes a day already stored: a command keeps them as rows, and another takes over
what a new release has changed, for days that have not closed.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from typing import Any

from sqlmodel import Session

from ispdesk.commands.shape import Order
from models.queries import home
from states.calendar import SATURDAY, Calendar
from states.closures import Difference, differences
from states.words import Sentence

WELSH = {
    "New Year's Day": "Dydd Calan",
    "Good Friday": "Dydd Gwener y Groglith",
    "Easter Monday": "Llun y Pasg",
    "May Day": "Gŵyl Banc dechrau Mai",
    "Spring Bank Holiday": "Gŵyl Banc y Gwanwyn",
    "Late Summer Bank Holiday": "Gŵyl Banc yr Haf",
    "Summer Bank Holiday": "Gŵyl Banc yr Haf",
    "August Bank Holiday": "Gŵyl Banc yr Haf",
    "Christmas Day": "Dydd Nadolig",
    "Boxing Day": "Gŵyl San Steffan",
    "Diamond Jubilee of Elizabeth II": "Jiwbilî Ddiemwnt Elizabeth II",
    "Platinum Jubilee of Elizabeth II": "Jiwbilî Blatinwm Elizabeth II",
    "Wedding of William and Catherine": "Priodas William a Catherine",
    "State Funeral of Queen Elizabeth II": "Angladd Gwladol y Frenhines Elizabeth II",
    "Coronation of Charles III": "Coroni Charles III",
    "Millennium Celebrations": "Dathliadau'r Mileniwm",
    "Golden Jubilee of Elizabeth II": "Jiwbilî Aur Elizabeth II",
}
OBSERVED = " (observed)"


class UnnamedHolidayError(Exception):
    """The library knows a bank holiday for which we have no Welsh name: add it to `ispdesk.calendars.WELSH`."""

    def __init__(self, name: str, day: dt.date) -> None:
        super().__init__(f"The bank holiday “{name}” of {day} has no Welsh name in this release: install a newer one")


def computed(year: int) -> dict[dt.date, Sentence]:
    """Bank holidays in Wales by day, with English and Welsh names, as GOV.UK lists them: never on a weekend.

    Where the feast falls on one, the substitute day is the holiday. Where we have no Welsh name, the Welsh is empty.
    """
    import holidays  # a fifth of a second, for what is computed once a year

    found = {}
    for day, name in sorted(holidays.country_holidays("GB", subdiv="WLS", years=year).items()):
        if day.weekday() >= SATURDAY:
            continue
        plain = name.removesuffix(OBSERVED)
        substitute = name != plain
        cy = WELSH.get(plain, "")
        found[day] = Sentence(
            plain + (" (substitute day)" if substitute else ""),
            cy + (" (dydd gŵyl yn lle)" if substitute and cy else ""),
        )
    return found


Computing = Callable[[int], Mapping[dt.date, Sentence]]
"""Computes the bank holidays of a year."""


def holidays_of(year: int) -> dict[dt.date, tuple[str, str]]:
    """The same, as they are stored. Raises UnnamedHolidayError where we have no Welsh name."""
    found = {}
    for day, name in computed(year).items():
        if not name.cy:
            raise UnnamedHolidayError(name.en, day)
        found[day] = (name.en, name.cy)
    return found


def library() -> str:
    """What the bank holidays are computed with: name and release."""
    return f"holidays {version('holidays')}"


def storing(year: int, actor: str = "operator") -> Order:
    """The order that stores one year."""
    days = [{"day": day.isoformat(), "name_en": en, "name_cy": cy} for day, (en, cy) in holidays_of(year).items()]
    payload = {"year": year, "computed_with": library(), "holidays": days}
    return Order(f"store-year:{year}", "store_year", "calendar:wales", actor, payload)


def missing(calendar: Calendar, first: int, last: int) -> list[int]:
    """The years to store so that all from first to last are, in an order that leaves no gap on the way."""
    if not calendar.version:
        return list(range(first, last + 1))
    return [*range(calendar.first.year - 1, first - 1, -1), *range(calendar.last.year + 1, last + 1)]


def compare(session: Session, at: dt.datetime, compute: Computing = computed) -> tuple[Difference, ...]:
    """Compute every stored year anew and find the days on which that differs from what is stored."""
    calendar = home.calendar(session)
    years = range(calendar.first.year, calendar.last.year + 1) if calendar.version else range(0)
    new = {day: name for year in years for day, name in compute(year).items()}
    stored = {row.day: Sentence(row.name_en, row.name_cy) for row in home.closures(session, "bank-holiday")}
    return differences(calendar, stored, new, at)


def accepting(found: Iterable[Difference]) -> dict[str, Any]:
    """What the command carries that takes over those of these differences that may be, but for its reason."""
    changes = [one for one in found if one.acceptable]

    def named(kind: str) -> list[dict[str, str]]:
        return [
            {"day": one.day.isoformat(), "name_en": one.computed.en, "name_cy": one.computed.cy}
            for one in changes
            if one.kind == kind and one.computed is not None
        ]

    return {
        "computed_with": library(),
        "added": named("added"),
        "renamed": named("renamed"),
        "gone": [one.day.isoformat() for one in changes if one.kind == "gone"],
    }
