"""The day's letter to one person: which ISPs it names, under which heading, in which order; pure.

Whose turn it is comes first: what the reader, or their party, has to do (`yours`), then what they wait for (`others`),
then what they are only told (`news`). Inside a section the longest overdue comes first, then the nearest due, then
what has no date; what is alike in that keeps the order in which it was written.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Heading = Literal["yours", "others", "news"]
HEADINGS: Final[tuple[Heading, ...]] = ("yours", "others", "news")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One notice that waits for the day's letter.

    `about`: the reference of what it is about. `asks`: it asks for something, it does not only tell. `theirs`: the
    reader's party holds the ISP, or the task is the reader's. `due`: when that is due, where a date is known.
    """

    notice: int
    about: str
    asks: bool
    theirs: bool
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One ISP as the letter names it: its due day, and its notices in the order in which they were written."""

    about: str
    due: dt.date | None
    notices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The ISPs under one heading."""

    heading: Heading
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What the letter says: its sections, those ISPs that it does not name, and how many wait for the reader in all."""

    sections: tuple[Section, ...]
    unnamed: tuple[str, ...]
    yours: int


def arrange(waiting: Iterable[Waiting], most: int) -> Digest:
    """Put one person's notices in order, an ISP once, and name at most so many ISPs, the first of all in that order."""
    by_about: dict[str, list[Waiting]] = {}
    for notice in sorted(waiting, key=lambda one: one.notice):
        by_about.setdefault(notice.about, []).append(notice)
    ranked: dict[Heading, list[Named]] = {heading: [] for heading in HEADINGS}
    for about, notices in by_about.items():
        heading = min((_heading(one) for one in notices), key=HEADINGS.index)
        days = [one.due for one in notices if one.due is not None and _heading(one) == heading]
        ranked[heading].append(Named(about, min(days, default=None), tuple(one.notice for one in notices)))
    sections, unnamed, left = [], [], most
    for heading in HEADINGS:
        named = sorted(ranked[heading], key=lambda one: (one.due is None, one.due or dt.date.max, one.notices[0]))
        if named[:left]:
            sections.append(Section(heading, tuple(named[:left])))
        unnamed += [one.about for one in named[left:]]
        left -= len(named[:left])
    return Digest(tuple(sections), tuple(unnamed), len(ranked["yours"]))


def _heading(one: Waiting) -> Heading:
    if one.theirs:
        return "yours"
    return "others" if one.asks else "news"
