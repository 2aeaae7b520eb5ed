"""Day, times and place of a workshop or meeting as people write them, and what is wrong with them."""

import datetime as dt
import re
from typing import Annotated

from pydantic import StringConstraints

from ispdesk.commands.shape import Tx, decline
from notifications.safe import paragraphs
from states.dates import MONTHS_A_YEAR, months_after

EARLIEST, LATEST = dt.time(7), dt.time(22)
"""Within these hours a workshop may lie: what lies outside is a slip of the pen (our default)."""
YEARS_AHEAD = 5
"""So far ahead a workshop or meeting may be planned: a later year is a slip of the pen (our default)."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_LINK = re.compile(r"https://[!-~]{4,390}")
Place = Annotated[str, StringConstraints(max_length=400)]
Time = Annotated[str, StringConstraints(max_length=10)]


def a_time(written: str) -> dt.time:
    """A time as people write it: `9:30` or `14.00`."""
    read = _TIME.fullmatch(written)
    if read is None:
        raise decline(
            "wrong_value",
            f"“{written}” is no time of the day: write it like 09:30 or 14:00.",
            f"Nid yw “{written}” yn amser o'r dydd: ysgrifennwch ef fel 09:30 neu 14:00.",
        )
    return dt.time(int(read[1]), int(read[2]))


def one_line(text: str) -> str:
    """A topic as it stands in a subject: its words on one line."""
    return " ".join(text.split())


def some_lines(text: str) -> str:
    """A place as it stands in a calendar: lines of visible characters, as they were typed."""
    return "\n".join(paragraphs(text))


def check_times(begins: dt.time, ends: dt.time) -> None:
    """Decline an end that is not after the beginning, and times outside the day."""
    if ends <= begins:
        raise decline(
            "wrong_value",
            "It ends before it begins: give an end that is later than the start.",
            "Mae'n gorffen cyn iddo ddechrau: rhowch ddiwedd sy'n hwyrach na'r dechrau.",
        )
    if begins < EARLIEST or ends > LATEST:
        hours = f"{EARLIEST:%H:%M}", f"{LATEST:%H:%M}"
        raise decline(
            "wrong_value",
            f"It has to lie between {hours[0]} and {hours[1]}: look at the times again.",
            f"Rhaid iddo fod rhwng {hours[0]} a {hours[1]}: edrychwch ar yr amserau eto.",
        )


def check_ahead(tx: Tx, day: dt.date) -> None:
    """Decline a day that has passed, and one that lies too many years ahead."""
    if day < tx.today:
        raise decline(
            "past",
            f"{day} has passed: give today or a day to come.",
            f"Mae {day} wedi mynd heibio: rhowch heddiw neu ddiwrnod i ddod.",
        )
    last = months_after(tx.today, YEARS_AHEAD * MONTHS_A_YEAR)
    if day > last:
        raise decline(
            "too_far",
            f"{day} lies more than {YEARS_AHEAD} years ahead: look at the year again.",
            f"Mae {day} yn fwy na {YEARS_AHEAD} mlynedd i ffwrdd: edrychwch ar y flwyddyn eto.",
        )


def check_place(place: str, online: str, *, needed: bool = True) -> None:
    """Decline a link that is none, and where needed no place at all."""
    if online and not _LINK.fullmatch(online):
        raise decline(
            "wrong_value",
            f"“{online}” is no link: it begins with https:// and has no spaces.",
            f"Nid yw “{online}” yn ddolen: mae'n dechrau gyda https:// ac nid oes bylchau ynddi.",
        )
    if needed and not place and not online:
        raise decline(
            "wrong_value",
            "Say where it is: a place, a link, or both.",
            "Dywedwch ble y mae: lle, dolen, neu'r ddau.",
        )
