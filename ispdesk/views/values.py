"""Values that several shapes share: a time as told, a wait, a holder."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ispdesk.words.text import Text

Standing = Literal["reported", "public-record", "counted", "installation"]
Party = Literal["coordinator", "partners", "team", "group", "nobody"]
Level = Literal["green", "amber", "red"]


@dataclass(frozen=True)
class When:
    """A day, an interval or not known. `printed` are the source's own words, in `printed_lang`."""

    earliest: date | None = None
    latest: date | None = None
    printed: str | None = None
    printed_lang: Literal["en", "cy"] = "en"
    why_unknown: Text | None = None


UNTOLD = When()  # nobody said when, and nobody said why not


@dataclass(frozen=True)
class Age:
    """Working days waited: exactly (least == most), bounded, or not known with the reason."""

    least: int | None = None
    most: int | None = None
    why_unknown: Text | None = None


@dataclass(frozen=True)
class Holder:
    """Who holds an ISP now; the name where one is known."""

    party: Party
    name: Text | None = None
