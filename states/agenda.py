"""What a QA group's meeting has on its agenda, and whether enough of its members are there to decide.

An agenda is filled with ISPs that wait for the group, by score, up to the meeting's capacity, from those submitted by
its last submission date: the day on which the pack goes out. What somebody put on or took off by hand comes first.
Once the pack is out, the agenda is what is in it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from states.lifecycle import Party


@dataclass(frozen=True, slots=True)
class Item:
    """An ISP in the queue: its score, the day it was submitted in this round (None: not known), and who holds it."""

    reference: str
    score: int
    submitted: dt.date | None
    holder: Party


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: how many ISPs it can take, the last day to submit, and what is in its pack (None: not out yet)."""

    day: dt.date
    capacity: int
    last_submission: dt.date
    sent: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody put an ISP on the agenda of a day, or took it off; of two about one ISP the later counts."""

    day: dt.date
    reference: str
    on: bool


class Placed(StrEnum):
    """How an ISP came on an agenda."""

    BY_SCORE = "by_score"
    BY_HAND = "by_hand"
    SENT = "sent"


class Left(StrEnum):
    """Why an ISP that waits for the group is not on an agenda."""

    LATE = "late"
    FULL = "full"
    TAKEN_OFF = "taken_off"
    EARLIER = "earlier"  # it is on the agenda of an earlier meeting


@dataclass(frozen=True, slots=True)
class Agenda:
    """The ISPs on one meeting's agenda in order, each with how it came there; and those that wait, each with why not.

    `over`: how many more there are than the meeting can take, all put on by hand.
    """

    day: dt.date
    items: tuple[tuple[str, Placed], ...]
    left: tuple[tuple[str, Left], ...]
    over: int


def fill(items: Iterable[Item], meetings: Iterable[Meeting], changes: Iterable[Change]) -> tuple[Agenda, ...]:
    """Fill the agendas of meetings, the earliest first; no ISP is put on two of them."""
    waiting = sorted((one for one in items if one.holder is Party.GROUP), key=_in_order)
    said = {(change.day, change.reference): change.on for change in changes}
    taken: set[str] = set()
    found = []
    for meeting in sorted(meetings, key=lambda one: one.day):
        agenda = _one(waiting, meeting, {ref: on for (day, ref), on in said.items() if day == meeting.day}, taken)
        taken |= {ref for ref, _ in agenda.items}
        found.append(agenda)
    return tuple(found)


def _in_order(item: Item) -> tuple[int, dt.date, str]:
    """The highest score first; of equal ones that submitted first, then by reference."""
    return -item.score, item.submitted or dt.date.min, item.reference


def _one(waiting: Sequence[Item], meeting: Meeting, said: dict[str, bool], taken: AbstractSet[str]) -> Agenda:
    placed: dict[str, Placed] = {ref: Placed.SENT for ref in meeting.sent or () if said.get(ref, True)}
    placed |= {ref: Placed.BY_HAND for ref, on in said.items() if on and ref not in placed}
    left: dict[str, Left] = {}
    for item in waiting:
        ref = item.reference
        if ref in placed:
            continue
        if said.get(ref) is False:
            left[ref] = Left.TAKEN_OFF
        elif ref in taken:
            left[ref] = Left.EARLIER
        elif meeting.sent is not None or (item.submitted is not None and item.submitted > meeting.last_submission):
            left[ref] = Left.LATE
        elif len(placed) >= meeting.capacity:
            left[ref] = Left.FULL
        else:
            placed[ref] = Placed.BY_SCORE
    rank = {item.reference: place for place, item in enumerate(waiting)}
    sent = {ref: place for place, ref in enumerate(meeting.sent or ())}
    ordered = sorted(placed, key=lambda ref: (ref not in sent, sent.get(ref, 0), rank.get(ref, len(rank)), ref))
    items = tuple((ref, placed[ref]) for ref in ordered)
    return Agenda(meeting.day, items, tuple(left.items()), max(0, len(items) - meeting.capacity))


def next_for(meetings: Iterable[Meeting], today: dt.date) -> Meeting | None:
    """The first meeting that an ISP submitted today can still make; None where none is known."""
    open_ones = [one for one in meetings if one.sent is None and one.day >= today and one.last_submission >= today]
    return min(open_ones, key=lambda one: one.day, default=None)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who may decide on one ISP: members present without an interest in it, and whether one of them chairs."""

    members: int
    chaired: bool
    needed: int

    @property
    def holds(self) -> bool:
        """Whether they may decide."""
        return self.chaired and self.members >= self.needed


def quorum(present: AbstractSet[str], chairing: AbstractSet[str], interested: AbstractSet[str], needed: int) -> Quorum:
    """Who of those present may decide on an ISP; `chairing` are the chair and whoever stands in for them that day."""
    deciding = present - interested
    return Quorum(len(deciding), bool(deciding & chairing), needed)
