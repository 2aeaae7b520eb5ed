"""The history of one ISP as a timeline, newest first, with the words that lie beside the chain."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.views.shapes import Event, How, When
from ispdesk.views.sources import sourced
from ispdesk.views.values import UNTOLD
from ispdesk.words import WORDS, both
from ispdesk.words.text import Text
from models.tables.isp import Isp
from models.tables.journal import History, HistoryWords
from models.tables.person import Person
from states import names
from states.calendar import local_day
from states.lifecycle import State, Trigger

MOVES = {trigger.value: trigger for trigger in Trigger}
GROUPED = frozenset({"partner_added", "step_added", "fact_stated", "signed_off"})
HOWS: dict[str, How] = {"done": "done", "stated": "stated", "implied": "implied", "found": "found"}


def events(session: Session, isp: Isp) -> tuple[Event, ...]:
    """Every row of the ISP's stream."""
    stream = f"isp:{isp.ref}"
    words: dict[int, dict[str, str]] = {}
    for said in session.exec(select(HistoryWords).where(HistoryWords.stream == stream)):
        words.setdefault(said.seq, {})[said.name] = said.text if said.text is not None else f"[{said.removed}]"
    people = {p.ref: Text(p.name_en, p.name_cy or None) for p in session.exec(select(Person))}
    rows = session.exec(select(History).where(History.stream == stream).order_by(col(History.seq).desc()))
    return tuple(_grouped([(row, words.get(row.seq, {})) for row in rows], people))


def _grouped(rows: list[tuple[History, dict[str, str]]], people: dict[str, Text]) -> Iterator[Event]:
    """One event a row; rows of one kind that came in one go (an import's partners, steps, facts) are one event."""
    for key, together in groupby(rows, key=lambda pair: (pair[0].kind, pair[0].actor, pair[0].recorded_at)):
        found = list(together)
        if len(found) == 1 or key[0] not in GROUPED:
            yield from (_event(row, words, people) for row, words in found)
            continue
        label = both(f"history.{key[0]}")
        names_of = [_what(row.kind, row.body, words) for row, words in reversed(found)]
        row = found[0][0]
        yield Event(
            what=Text(f"{label.en} ({len(found)})", f"{label.cy} ({len(found)})"),
            when=UNTOLD,
            how=HOWS[row.standing],
            by=_actor(row.actor, people),
            recorded_at=row.recorded_at,
            notes=tuple(
                Text((n.en or "").partition(": ")[2] or n.en, (n.cy or "").partition(": ")[2] or n.cy) for n in names_of
            ),
        )


def _when_of(row: History, printed: str | None) -> When:
    """As told; what was done here without another date was done on the day it was recorded."""
    if row.happened_from or row.happened_to or row.standing != "done":
        return When(row.happened_from, row.happened_to, printed)
    day = local_day(row.recorded_at)
    return When(day, day, printed)


def _event(row: History, words: dict[str, str], people: dict[str, Text]) -> Event:
    notes = [words[name] for name in ("reason", "note", "exception") if words.get(name)]
    unmet = row.body.get("unmet") or []
    shown = [Text(note) for note in notes]
    if unmet:
        en = ", ".join(both(f"need.{name}").en or "" for name in unmet)
        cy = ", ".join(both(f"need.{name}").cy or "" for name in unmet)
        shown.append(Text(f"Not met or not known when recorded: {en}", f"Heb ei fodloni neu'n anhysbys: {cy}"))
    return Event(
        what=_what(row.kind, row.body, words),
        when=_when_of(row, words.get("as_printed")),
        how=HOWS[row.standing],
        by=_actor(row.actor, people),
        source=sourced(words.get("source", "")),
        recorded_at=row.recorded_at,
        notes=tuple(shown),
    )


def _actor(actor: str, people: dict[str, Text]) -> Text:
    key = f"actor.{actor.partition(':')[0]}"
    return both(key) if key in WORDS else people.get(actor) or Text(actor)


def _what(kind: str, body: dict[str, Any], words: dict[str, str]) -> Text:
    if kind in MOVES:
        said, to = names.TRIGGERS[MOVES[kind]], names.STATES[State(body["to"])]
        return Text(f"{said.en}: {to.en}", f"{said.cy}: {to.cy}")
    label = both(f"history.{kind}")
    detail_en = detail_cy = words.get("name") or words.get("topic") or ""
    if kind == "fact_stated":
        fact = both(f"fact.{body['fact']}")
        detail_en, detail_cy = fact.en or "", fact.cy or ""
    if kind in ("taken_on", "taken_back", "corrected", "version_opened"):
        to = names.STATES[State(body["to"])]
        detail_en, detail_cy = to.en, to.cy
    if kind == "rung_fired":
        rung = both(f"rung.{body['rung'].rstrip('_0123456789')}")
        timer = both(f"timer.{body['timer']}")
        detail_en, detail_cy = f"{timer.en}, {rung.en}", f"{timer.cy}, {rung.cy}"
    if not detail_en:
        return label
    return Text(f"{label.en}: {detail_en}", f"{label.cy}: {detail_cy}")
