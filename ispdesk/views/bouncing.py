"""What bounces in the queue, with the reason in words: returns that brought nothing, hand-overs soon reversed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.views.listing import title_of
from ispdesk.words import dates, said
from ispdesk.words.text import Text
from models.queries import bouncing as queries
from models.queries import home, queued
from states import names
from states.bouncing import RETURNS, Held, Progress, Round, bounces, reversed_handovers
from states.calendar import Calendar, local_day
from states.lifecycle import Party


@dataclass(frozen=True)
class Bounce:
    """One thing that bounces: `returns` or `handover`, why in words, and the figures behind it."""

    ref: str
    title: Text
    kind: str
    why: Text
    returns: int
    day: dt.date | None = None


def bouncing_view(session: Session, at: dt.datetime) -> tuple[Bounce, ...]:
    """Everything in the queue that bounces, by reference: a few questions, however long the queue is."""
    return bouncing_of(session, queued.line(session, local_day(at)))


def bouncing_of(session: Session, rows: Sequence[Any]) -> tuple[Bounce, ...]:
    """The same of the queue's rows, where they are read already."""
    versions = {row.version_id: row for row in rows}
    rounds = _rounds(session, {version: row for version, row in versions.items() if row.round >= RETURNS})
    calendar = home.calendar(session)
    held = {
        version: [Held(part.since, Party(part.party)) for part in parts]
        for version, parts in queued.holdings(session).items()
    }
    found: list[Bounce] = []
    for version, row in versions.items():
        found += _returns(row, rounds.get(version, []))
        found += _handovers(row, held.get(version, []), calendar)
    return tuple(sorted(found, key=lambda one: (one.ref, one.kind, one.day or dt.date.min)))


def _rounds(session: Session, versions: dict[int, Any]) -> dict[int, list[Round]]:
    """The rounds of each version, from its submissions, returns and findings."""
    refs = {row.ref: version for version, row in versions.items()}
    content: dict[tuple[int, int], str | None] = {}
    returned: set[tuple[int, int]] = set()
    number: dict[int, int] = {}
    undone = {(row.stream, row.body.get("undoes")) for row in queries.undone(session, list(refs))}
    for row in queries.moves(session, list(refs)):
        version = refs[row.stream.removeprefix("isp:")]
        if row.body.get("version") != versions[version].number or (row.stream, row.seq) in undone:
            continue
        if row.kind == "return_for_amendment":
            returned.add((version, number.get(version, 0)))
        else:
            number[version] = number.get(version, 0) + 1
            content[version, number[version]] = row.body.get("content")
    counted = {(version, of): (musts, met) for version, of, musts, met in queries.findings(session, list(versions))}
    made: dict[int, list[Round]] = {}
    for (version, of), hashed in sorted(content.items()):
        musts, met = counted.get((version, of), (0, 0))
        made.setdefault(version, []).append(Round(of, hashed, (version, of) in returned, musts, met))
    return made


def _returns(row: Any, rounds: list[Round]) -> list[Bounce]:
    why = bounces(rounds)
    if why is None:
        return []
    times = sum(one.returned for one in rounds)
    key = "bouncing.unchanged" if why is Progress.UNCHANGED else "bouncing.nothing_met"
    return [Bounce(row.ref, title_of(row), "returns", _text(key, n=times), times)]


def _handovers(row: Any, held: list[Held], calendar: Calendar) -> list[Bounce]:
    found = []
    for one in reversed_handovers(held, calendar):
        before, to = names.PARTIES[one.party], names.PARTIES[one.to]
        minutes = int((one.came - one.went).total_seconds() // 60)
        why = Text(
            said("bouncing.handover", "en", before=before.en, to=to.en, n=minutes, day=dates.day(one.day, "en")),
            said("bouncing.handover", "cy", before=before.cy, to=to.cy, n=minutes, day=dates.day(one.day, "cy")),
        )
        found.append(Bounce(row.ref, title_of(row), "handover", why, 0, one.day))
    return found


def _text(key: str, **values: object) -> Text:
    return Text(said(key, "en", **values), said(key, "cy", **values))
