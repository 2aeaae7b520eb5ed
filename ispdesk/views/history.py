"""The history of one ISP as a timeline, newest first, with the words that lie beside the chain."""

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlmodel import Session

from ispdesk.commands.leaving import EVIDENCE
from ispdesk.views.shapes import Event, How, When
from ispdesk.views.sources import sourced
from ispdesk.views.values import UNTOLD
from ispdesk.words import WORDS, both, dates
from ispdesk.words.text import Text
from models.queries import ahead, home, partners, tasks
from models.queries import people as people_of
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.journal import History
from models.tables.person import Person
from states import names
from states.calendar import local_day
from states.lifecycle import State, Trigger
from states.promises import ROWS

MOVES = {trigger.value: trigger for trigger in Trigger}
GROUPED = frozenset({"partner_added", "step_added", "fact_stated", "signed_off", "flow_written", "flow_removed"})
NOTES = ("reason", "note", "text", "exception", "whom", "address", "telephone")
"""Words beside a row that are shown with it."""
DRAFTS = frozenset({"draft_sent", "draft_dropped"})
HOWS: dict[str, How] = {"done": "done", "stated": "stated", "implied": "implied", "found": "found"}


PAGE = 100
"""Rows of history on a page of their own."""


def events(session: Session, isp: Isp, page: int | None = None) -> tuple[Event, ...]:
    """Every row of the ISP's stream, or those of one page (from 1), the newest first."""
    stream = f"isp:{isp.ref}"
    rows = ahead.history(session, stream)[::-1]
    rows = rows if page is None else rows[(page - 1) * PAGE : page * PAGE]
    if not rows:
        return ()
    words: dict[int, dict[str, str]] = {}
    for said in ahead.words(session, stream):
        words.setdefault(said.seq, {})[said.name] = said.text if said.text is not None else f"[{said.removed}]"
    named = Named.of(session, isp, {row.actor for row in rows})
    return tuple(_grouped([(row, words.get(row.seq, {})) for row in rows], named))


@dataclass(frozen=True, slots=True)
class Named:
    """Names behind the references in a history: people, tasks with whoever was asked, timers by policy and kind."""

    people: dict[str, Text] = field(default_factory=dict)
    evidence: dict[str, Text] = field(default_factory=dict)
    tasks: dict[int, tuple[Text, Text]] = field(default_factory=dict)
    timers: dict[tuple[int, str], Text] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, isp: Isp, actors: AbstractSet[str]) -> "Named":
        """Everything that rows of this ISP, written by these actors, may name."""
        found = tasks.of_isp(session, isp.id or 0)
        asked_of = {task.person_id for task in found if task.person_id is not None}
        ahead.people(session, actors, asked_of)
        known = [people_of.by_ref(session, actor) for actor in actors]
        persons = [p for p in (*known, *(session.get(Person, row) for row in asked_of)) if p is not None]
        people = {p.ref: Text(p.name_en, p.name_cy or None) for p in persons}
        by_row = {p.id: p.ref for p in persons}
        named = {p.id: p.name for p in partners.of_isp(session, isp.id or 0)}

        def asked(task: Task) -> Text:
            partner = named.get(task.partner_id)
            return Text(partner) if partner else people.get(by_row.get(task.person_id, ""), Text())

        kinds = {task.number: (_task_name(task.kind), asked(task)) for task in found}
        left = ahead.evidence(session, by_row)
        gone = {by_row[row]: Text(one.name_en, one.name_cy or None) for row, one in left.items()}
        return cls(people, people | gone, kinds, _timer_names(session))

    def timer(self, version: int | None, kind: str) -> Text:
        """A timer's name in the policy of this version, or in the latest."""
        latest = max((number for number, of in self.timers if of == kind), default=0)
        return self.timers.get((version or latest, kind)) or self.timers.get((latest, kind)) or Text(kind)


def _task_name(kind: str) -> Text:
    said = names.TASKS[kind]
    return Text(said.en, said.cy)


def _timer_names(session: Session) -> dict[tuple[int, str], Text]:
    found = {}
    adopted = home.policy(session)
    for version in range(1, (adopted[0] if adopted else 0) + 1):
        policy = home.policy_at(session, version)
        for timer in policy.timers if policy else ():
            found[version, timer.kind] = Text(timer.name.en, timer.name.cy)
    return found


def rung_name(name: str) -> Text:
    """What a rung is called; a policy's own name for one stands as it is written."""
    key = f"rung.{name.rstrip('_0123456789')}"
    return both(key) if key in WORDS else Text(name, name)


def _grouped(rows: list[tuple[History, dict[str, str]]], named: Named) -> Iterator[Event]:
    """One event a row; rows of one kind that came in one go (an import's partners, steps, facts) are one event."""
    for key, together in groupby(rows, key=lambda pair: (pair[0].kind, pair[0].actor, pair[0].recorded_at)):
        found = list(together)
        if len(found) == 1 or key[0] not in GROUPED:
            yield from (_event(row, words, named) for row, words in found)
            continue
        label = both(f"history.{key[0]}")
        names_of = [_what(row.kind, row.body, words, named) for row, words in reversed(found)]
        row = found[0][0]
        yield Event(
            what=Text(f"{label.en} ({len(found)})", f"{label.cy} ({len(found)})"),
            when=UNTOLD,
            how=HOWS[row.standing],
            by=actor_name(row.actor, named.people),
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


def _event(row: History, words: dict[str, str], named: Named) -> Event:
    notes = [
        words[name]
        for name in ("reason", "note", "text", "exception", "whom", "address", "telephone")
        if words.get(name)
    ]
    unmet = row.body.get("unmet") or []
    shown = [Text(note) for note in notes]
    if unmet:
        en = ", ".join(both(f"need.{name}").en or "" for name in unmet)
        cy = ", ".join(both(f"need.{name}").cy or "" for name in unmet)
        shown.append(Text(f"Not met or not known when recorded: {en}", f"Heb ei fodloni neu'n anhysbys: {cy}"))
    return Event(
        what=_what(row.kind, row.body, words, named),
        when=_when_of(row, words.get("as_printed")),
        how=HOWS[row.standing],
        by=actor_name(row.actor, named.evidence if row.kind in EVIDENCE else named.people),
        source=sourced(words.get("source", "")),
        recorded_at=row.recorded_at,
        notes=tuple(shown),
    )


def actor_name(actor: str, people: dict[str, Text]) -> Text:
    """Who acted: a person by name, or what is no person by its word."""
    key = f"actor.{actor.partition(':')[0]}"
    return both(key) if key in WORDS else people.get(actor) or Text(actor)


def what_of(row: History, words: dict[str, str], named: Named) -> Text:
    """What a row of an ISP's history says was done."""
    return _what(row.kind, row.body, words, named)


def _what(kind: str, body: dict[str, Any], words: dict[str, str], named: Named) -> Text:
    if kind in MOVES:
        said, to = names.TRIGGERS[MOVES[kind]], names.STATES[State(body["to"])]
        return Text(f"{said.en}: {to.en}", f"{said.cy}: {to.cy}")
    label = both(f"history.{kind}")
    detail = _detail(kind, body, named) or Text(words.get("name") or words.get("topic"))
    en, cy = detail.best("en")[0], detail.best("cy")[0]
    return Text(f"{label.en}: {en}", f"{label.cy}: {cy}") if en else label


def _detail(kind: str, body: dict[str, Any], named: Named) -> Text | None:
    """What a row is about, beside its kind."""
    if kind == "fact_stated":
        return both(f"fact.{body['fact']}")
    if kind in ("flow_written", "flow_removed"):
        return Text(f"{body['number']:03}", f"{body['number']:03}")
    if kind in ("taken_on", "taken_back", "corrected", "version_opened"):
        to = names.STATES[State(body["to"])]
        return Text(to.en, to.cy)
    if kind == "rung_fired" or kind in DRAFTS:
        return _joined(named.timer(body.get("policy"), body["timer"]), rung_name(body["rung"]))
    if kind in ROWS or kind == "asked":
        what, whom = named.tasks.get(body["task"], (Text(), Text()))
        last = both(f"task.{body['outcome']}") if kind == "answered" else Text()
        if body.get("until") and kind != "asked":
            day = dt.date.fromisoformat(body["until"])
            last = Text(dates.day(day, "en"), dates.day(day, "cy"))
        return _joined(what, whom, last)
    return None


def _joined(*parts: Text) -> Text:
    said = [part for part in parts if part.best("en")[0]]
    return Text(", ".join(part.best("en")[0] for part in said), ", ".join(part.best("cy")[0] for part in said))
