"""Computes Welsh bank holidays and says how a year of them is stored; our own Welsh names.

An upgrade of the library never changes a day already stored: a command keeps them as rows.
"""

import datetime as dt
from importlib.metadata import version

from ispdesk.commands.shape import Order
from states.calendar import SATURDAY

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


def holidays_of(year: int) -> dict[dt.date, tuple[str, str]]:
    """Bank holidays in Wales by day, with English and Welsh names, as GOV.UK lists them: never on a weekend.

    Where the feast falls on one, the substitute day is the holiday.
    """
    import holidays  # a fifth of a second, for what is computed once a year

    found = {}
    computed = holidays.country_holidays("GB", subdiv="WLS", years=year)
    for day, name in sorted(computed.items()):
        plain = name.removesuffix(OBSERVED)
        if plain not in WELSH:
            raise UnnamedHolidayError(name)
        if day.weekday() >= SATURDAY:
            continue
        substitute = name != plain
        cy = WELSH[plain] + (" (dydd gŵyl yn lle)" if substitute else "")
        found[day] = (plain + (" (substitute day)" if substitute else ""), cy)
    return found


def storing(year: int, actor: str = "operator") -> Order:
    """The order that stores one year."""
    days = [{"day": day.isoformat(), "name_en": en, "name_cy": cy} for day, (en, cy) in holidays_of(year).items()]
    payload = {"year": year, "computed_with": f"holidays {version('holidays')}", "holidays": days}
    return Order(f"store-year:{year}", "store_year", "calendar:wales", actor, payload)
