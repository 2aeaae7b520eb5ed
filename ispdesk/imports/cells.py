"""How one cell of an import file becomes a value: its parser, whether it may be empty, what it points to."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

LONGEST_CELL = 4_000
"""Characters in one cell; longer text belongs in a document, not in a register."""

LONGEST_TEXT = 200_000
"""Characters of one section, as the door takes it."""

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
    `long`: several lines, up to LONGEST_TEXT.
    """

    parse: Callable[[str], Any]
    needed: bool = True
    to: str | None = None
    many: bool = False
    spare: bool = False
    long: bool = False


@dataclass(frozen=True)
class Span:
    """Two columns that together hold one interval."""

    first: str
    last: str


def clean(text: str, *, long: bool = False) -> str:
    """Give the text without outer spaces and with composed accents; refuse what is too long or unseen."""
    if long:
        text = "\n".join(text.splitlines())
    for character in text:
        if character in _BIDI or (unicodedata.category(character) in _UNSEEN and not (long and character in "\n\t")):
            raise WrongCellError("control", code=f"U+{ord(character):04X}")
    text = unicodedata.normalize("NFC", text.strip())
    limit = LONGEST_TEXT if long else LONGEST_CELL
    if len(text) > limit:
        raise WrongCellError("too_long", limit=limit)
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


@dataclass(frozen=True)
class Choice:
    """Takes one of these names and nothing else."""

    names: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """Give the name."""
        if text not in self.names:
            raise WrongCellError("choice", value=text, names=", ".join(self.names))
        return text


@dataclass(frozen=True)
class Word:
    """Takes one of the words of an enumeration and nothing else."""

    words: type[StrEnum]

    @property
    def names(self) -> tuple[str, ...]:
        """The words."""
        return tuple(self.words)

    def __call__(self, text: str) -> StrEnum:
        """Give the word."""
        return self.words(Choice(self.names)(text))


def one_of(words: type[StrEnum]) -> Word:
    """Give a parser that takes the words of an enumeration and nothing else."""
    return Word(words)


def among(names: Iterable[str]) -> Choice:
    """Give a parser that takes one of these names and nothing else."""
    return Choice(tuple(names))


def _lines_of(text: str) -> tuple[int, ...]:
    return tuple(_whole(part.strip()) for part in text.split(";"))


_authority = _shaped(r"W06[0-9]{6}", "authority")
_place = _shaped(r"W06[0-9]{6}|wales|example-[a-z]+", "authority")
_scope = _shaped(r"all|(isp|organisation|group):[A-Za-z0-9]+(-[A-Za-z0-9]+)*", "scope")
_EMAIL = _shaped(r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", "email")
_word = _shaped(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", "ref")

_IDS = _several(_word)
_PLACES = _several(_place)
ref = _shaped(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", "ref")
"""How a row is referred to: letters without accents, digits, single hyphens."""

day = Cell(_day, needed=False)
"""The cell of either end of an interval."""

Words = Annotated[str, Cell(str)]
MaybeWords = Annotated[str | None, Cell(str, needed=False)]
Ref = Annotated[str, Cell(ref)]
Id = Annotated[str, Cell(_word)]
MaybeId = Annotated[str | None, Cell(_word, needed=False)]
Ids = Annotated[tuple[str, ...], Cell(_IDS, needed=False, many=True)]
Whole = Annotated[int, Cell(_whole)]
MaybeWhole = Annotated[int | None, Cell(_whole, needed=False)]
MaybeDay = Annotated[dt.date | None, day]
YesNo = Annotated[bool, Cell(_yes_no)]
Authority = Annotated[str, Cell(_authority)]
MaybeAuthority = Annotated[str | None, Cell(_authority, needed=False)]
Places = Annotated[tuple[str, ...], Cell(_PLACES, needed=False, many=True)]
Email = Annotated[str, Cell(_EMAIL)]
OfOrganisation = Annotated[str, Cell(ref, to="organisations")]
MaybeOrganisation = Annotated[str | None, Cell(ref, needed=False, to="organisations")]
Day = Annotated[dt.date, Cell(_day)]
SpareDay = Annotated[dt.date | None, Cell(_day, needed=False, spare=True)]
SpareWords = Annotated[str | None, Cell(str, needed=False, spare=True)]
SpareYesNo = Annotated[bool | None, Cell(_yes_no, needed=False, spare=True)]
SparePartnerLines = Annotated[tuple[int, ...], Cell(_lines_of, needed=False, to="partners", many=True, spare=True)]
LongText = Annotated[str, Cell(str, long=True)]
OfGroup = Annotated[str, Cell(ref, to="groups")]
SpareGroup = Annotated[str | None, Cell(ref, needed=False, to="groups", spare=True)]
MaybePerson = Annotated[str | None, Cell(ref, needed=False, to="people")]
OfPerson = Annotated[str, Cell(ref, to="people")]
SparePerson = Annotated[str | None, Cell(ref, needed=False, to="people", spare=True)]
Scope = Annotated[str, Cell(_scope)]
OfIsp = Annotated[str, Cell(ref, to="isps")]
PartnerLine = Annotated[int, Cell(_whole, to="partners")]
MaybePartnerLine = Annotated[int | None, Cell(_whole, needed=False, to="partners")]
HOW: dict[object, str] = {
    str: "text",
    ref: "a reference",
    _day: "a day",
    _whole: "a whole number",
    _yes_no: "`yes` or `no`",
    _word: "a word in lower case",
    _authority: "the ONS code of a local authority",
    _scope: "`all`, or `isp:`, `organisation:` or `group:` and a reference",
    _lines_of: "lines, several with `;` between",
    _EMAIL: "an e-mail address",
    _IDS: "words in lower case, several with `;` between",
    _PLACES: "ONS codes or `wales`, several with `;` between",
}
"""How each kind of text is written, for the page that documents the tables."""


def how(cell: Cell) -> str:
    """How a cell is written, in words for `docs/import.md`."""
    if isinstance(cell.parse, Choice | Word):
        return "one of " + ", ".join(f"`{name}`" for name in cell.parse.names)
    if cell.long:
        return "text of several lines"
    if cell.to is not None:
        found = f"{HOW[cell.parse]} from `{cell.to}.csv` or the register"
        return found if cell.parse is not _whole else f"a line from `{cell.to}.csv` or the register"
    return HOW[cell.parse]
