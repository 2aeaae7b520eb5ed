"""What a public register tells of: what became of ISPs, never who did it, why, or what stands in them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlmodel import Session

from ispdesk.commands.telling import house
from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.base import EPOCH, MICROSECOND
from models.queries import news
from models.tables.journal import History
from states.calendar import local_day
from states.lifecycle import IN_FORCE, State, Trigger
from states.register import DEVELOPED
from states.when import When

SHOWN: Final = 25
"""Rows of the record that a page of the feed is made of; those that were undone are left out (our default)."""
PLAIN: Final = {
    Trigger.START_WORKSHOPS: "developing",
    Trigger.ACCEPT_MINOR_UPDATE: "updated",
    Trigger.CONFIRM_UNCHANGED: "renewed",
    Trigger.LAPSE: "lapsed",
    Trigger.RETIRE: "retired",
}
ASSURED: Final = frozenset({Trigger.ASSURE, Trigger.ASSURE_WITH_OBSERVATIONS, Trigger.ASSURE_ONCE_CORRECTED})
ENDED: Final = frozenset({State.SUPERSEDED, State.RETIRED})


@dataclass(frozen=True)
class Change:
    """One thing that became of an ISP. `happened`: the days between which it did, where they are known."""

    id: UUID
    kind: str
    ref: str
    title: Text
    lead: Text | None
    happened: When
    recorded_at: dt.datetime


@dataclass(frozen=True)
class ChangesView:
    """A page of changes, the latest first. `older`: the mark of the next page. `read_at`: of the last change at all."""

    id: UUID
    base_url: str
    entries: tuple[Change, ...]
    older: str | None
    updated_at: dt.datetime
    read_at: dt.datetime


def changes_view(session: Session, before: news.Place | None) -> ChangesView:
    """The latest changes, or those before a mark."""
    chain, began = news.first(session) or ("", EPOCH)
    name = uuid5(NAMESPACE_OID, chain)
    rows = news.rows(session, before, SHOWN + 1)
    page = rows[:SHOWN]
    undone, begun = _beside(session, {row.stream for row, _, _ in page})
    entries = []
    for row, isp, lead in page:
        kind = _kind(row)
        again = row.kind == Trigger.START_WORKSHOPS and begun.get(row.stream) != row.seq
        if kind is None or again or (row.stream, row.seq) in undone:
            continue
        entries.append(
            Change(
                id=uuid5(name, f"{row.stream}:{row.seq}"),
                kind=kind,
                ref=isp.ref,
                title=title_of(isp),
                lead=Text(lead.name_en or None, lead.name_cy or None) if lead else None,
                happened=_happened(row),
                recorded_at=row.recorded_at,
            )
        )
    return ChangesView(
        id=name,
        base_url=house(session).base_url.rstrip("/"),
        entries=tuple(entries),
        older=mark_of(page[-1][0]) if len(rows) > SHOWN else None,
        updated_at=max((one.recorded_at for one in entries), default=began),
        read_at=news.last_at(session) or EPOCH,
    )


def mark_of(row: History) -> str:
    """How an address names a row: the instant in microseconds, the number in its stream, the reference."""
    return f"{(row.recorded_at - EPOCH) // MICROSECOND}.{row.seq}.{row.stream.partition(':')[2]}"


_MARK: Final = re.compile(r"([0-9]{1,17})\.([0-9]{1,9})\.([A-Za-z0-9][A-Za-z0-9._-]{0,39})", re.ASCII)


def place_of(mark: str) -> news.Place | None:
    """The row that a mark names; None where it is none. Whether there is such a row is not asked."""
    read = _MARK.fullmatch(mark)
    if read is None:
        return None
    at, seq, ref = read.groups()
    return EPOCH + dt.timedelta(microseconds=int(at)), f"isp:{ref}", int(seq)


def _beside(session: Session, streams: set[str]) -> tuple[set[tuple[str, int]], dict[str, int]]:
    """Which rows were taken back or corrected; with which row the development of each began, of those that stand."""
    found = news.beside(session, streams)
    undone = {(stream, body["undoes"]) for stream, _, kind, body in found if kind != Trigger.START_WORKSHOPS}
    began = [(stream, seq) for stream, seq, kind, _ in found if kind == Trigger.START_WORKSHOPS]
    return undone, {stream: seq for stream, seq in reversed(began) if (stream, seq) not in undone}


def _kind(row: History) -> str | None:
    """What it is to a register; None where it is nothing."""
    kind, body = row.kind, row.body
    if kind == "taken_on":
        return _taken_on(State(body["to"]))
    if kind == Trigger.SUPERSEDE:
        return None if "by" in body else "superseded"  # a version that gave way to the next one is no news of its own
    if kind == Trigger.REOPEN:
        return "reopened" if body["from"] in ENDED else None
    if kind in ASSURED:
        return "assured" if body["version"] == 1 else "amended"
    return PLAIN[Trigger(kind)]


def _taken_on(state: State) -> str | None:
    if state in IN_FORCE:
        return "added"
    if state in DEVELOPED:
        return "developing"
    return "lapsed" if state is State.LAPSED else None


def _happened(row: History) -> When:
    known = When(row.happened_from, row.happened_to)
    if known.known or row.standing != "done":
        return known
    day = local_day(row.recorded_at)
    return When(day, day)
