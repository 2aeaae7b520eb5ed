"""The page of a quarter's pack: what is written by hand, what it said before, and the packs that were made."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.words.text import Text
from models.queries import board
from models.tables.target import PARTS
from states.targets import Quarter, quarter_of

BACK = 4
"""Quarters that can be chosen besides the one that runs, and those of which there is a pack."""


@dataclass(frozen=True)
class Part:
    """One part that is written by hand."""

    name: str
    text_en: str
    text_cy: str


@dataclass(frozen=True)
class Earlier:
    """An earlier version of a part."""

    part: str
    version: int
    text: Text
    at: dt.datetime


@dataclass(frozen=True)
class KeptPack:
    """A pack that was made."""

    number: int
    made_at: dt.datetime
    as_at: dt.date
    content_hash: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class BoardPage:
    """The page."""

    quarter: Quarter
    quarters: tuple[Quarter, ...]
    parts: tuple[Part, ...]
    earlier: tuple[Earlier, ...]
    packs: tuple[KeptPack, ...]


def board_page(session: Session, quarter: Quarter, today: dt.date) -> BoardPage:
    """What the page of this quarter shows."""
    chosen = quarter_of(today)
    quarters = {quarter, chosen}
    for _ in range(BACK):
        chosen = chosen.before
        quarters.add(chosen)
    versions = board.written(session, str(quarter))
    latest = {row.part: row for row in reversed(versions)}
    names = board.names(session, str(quarter))
    return BoardPage(
        quarter,
        tuple(sorted(quarters, reverse=True)),
        tuple(
            Part(name, latest[name].text_en if name in latest else "", latest[name].text_cy if name in latest else "")
            for name in PARTS
        ),
        tuple(
            Earlier(row.part, row.version, Text(row.text_en or None, row.text_cy or None), row.recorded_at)
            for row in versions
            if latest[row.part].version != row.version
        ),
        tuple(
            KeptPack(row.number, row.made_at, row.as_at, row.content_hash, names.get(row.id or 0, ()))
            for row in board.packs(session, str(quarter))
        ),
    )
