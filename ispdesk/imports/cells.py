"""How one cell of an import file becomes a value: its parser, whether it may be empty, what it points to."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

LONGEST_CELL = 4_000
"""Characters in one cell; longer text belongs in a document, not in a register."""

LARGEST_NUMBER = 100_000
"""The largest whole number a cell may hold; counts of partners and positions stay far below it."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing round and can make a text read as another."""

_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories of characters nobody can see: controls, halves of characters, line separators."""


class WrongCellError(ValueError):
    """The cell's text is not what its column holds; `message` names the sentence to show."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message)


@dataclass(frozen=True)
class Interval:
    """A date as a source gives it: not before the one day, not after the other; None is not known."""

    not_before: dt.date | None
    not_after: dt.date | None


@dataclass(frozen=True)
class Cell:
    """One column: how its text is read, whether it may be empty, where it points, whether it is a list.

    `spare`: a file may leave the whole column out, as files written before the column existed do.
    """

    parse: Callable[[str], Any]
    needed: bool = True
    to: str | None = None
    many: bool = False
    spare: bool = False


@dataclass(frozen=True)
class Span:
    """Two columns that together hold one interval."""

    first: str
    last: str


def clean(text: str) -> str:
    """Give the text without outer spaces and with composed accents; refuse what is too long or unseen."""
    for character in text:
        if character in _BIDI or unicodedata.category(character) in _UNSEEN:
            raise WrongCellError("control", code=f"U+{ord(character):04X}")
    text = unicodedata.normalize("NFC", text.strip())
    if len(text) > LONGEST_CELL:
        raise WrongCellError("too_long", limit=LONGEST_CELL)
    return text


def _shaped(pattern: str, message: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if re.fullmatch(pattern, text) is None:
            raise WrongCellError(message, value=text)
        return text

    return parse


def _several(one: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        return tuple(one(part.strip()) for part in text.split(";"))

    return parse


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(_shaped(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "day")(text))
    except ValueError as error:
        raise WrongCellError("day", value=text) from error


def _whole(text: str) -> int:
    if re.fullmatch(r"0|[1-9][0-9]{0,5}", text) is None or int(text) > LARGEST_NUMBER:
        raise WrongCellError("whole", value=text, limit=LARGEST_NUMBER)
    return int(text)


def _yes_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise WrongCellError("yes_no", value=text)
    return text == "yes"


def one_of(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    """Give a parser that takes the words of an enumeration and nothing else."""

    def parse(text: str) -> StrEnum:
        try:
            return words(text)
        except ValueError as error:
            raise WrongCellError("choice", value=text, names=", ".join(words)) from error

    return parse


_authority = _shaped(r"W06[0-9]{6}", "authority")
_place = _shaped(r"W06[0-9]{6}|wales|example-[a-z]+", "authority")
_scope = _shaped(r"all|(isp|organisation|group):[A-Za-z0-9]+(-[A-Za-z0-9]+)*", "scope")
_word = _shaped(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", "ref")

ref = _shaped(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", "ref")
"""How a row is referred to: letters without accents, digits, single hyphens."""

day = Cell(_day, needed=False)
"""The cell of either end of an interval."""

Words = Annotated[str, Cell(str)]
MaybeWords = Annotated[str | None, Cell(str, needed=False)]
Ref = Annotated[str, Cell(ref)]
Id = Annotated[str, Cell(_word)]
MaybeId = Annotated[str | None, Cell(_word, needed=False)]
Ids = Annotated[tuple[str, ...], Cell(_several(_word), needed=False, many=True)]
Whole = Annotated[int, Cell(_whole)]
MaybeWhole = Annotated[int | None, Cell(_whole, needed=False)]
MaybeDay = Annotated[dt.date | None, day]
YesNo = Annotated[bool, Cell(_yes_no)]
Authority = Annotated[str, Cell(_authority)]
MaybeAuthority = Annotated[str | None, Cell(_authority, needed=False)]
Places = Annotated[tuple[str, ...], Cell(_several(_place), needed=False, many=True)]
Email = Annotated[str, Cell(_shaped(r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", "email"))]
OfOrganisation = Annotated[str, Cell(ref, to="organisations")]
MaybeOrganisation = Annotated[str | None, Cell(ref, needed=False, to="organisations")]
OfPerson = Annotated[str, Cell(ref, to="people")]
SparePerson = Annotated[str | None, Cell(ref, needed=False, to="people", spare=True)]
Scope = Annotated[str, Cell(_scope)]
OfIsp = Annotated[str, Cell(ref, to="isps")]
PartnerLine = Annotated[int, Cell(_whole, to="partners")]
MaybePartnerLine = Annotated[int | None, Cell(_whole, needed=False, to="partners")]
