"""What has become of an ISP since its assurance, as its own people and the team see it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.commands.after import KEEPERS
from ispdesk.commands.benefits import NOTERS
from ispdesk.views.listing import title_of
from ispdesk.views.values import When
from ispdesk.words.text import Text
from models.queries import after, isps, timers
from models.queries.after import Kept
from models.tables.after import IspEvent
from models.tables.isp import Isp
from models.tables.person import Person
from models.tables.work import Partner
from states.after import RULES, Calls, How, Kind, settles
from states.calendar import local_day
from states.compliance import QUESTIONS, RETURN, Check, Count, Question, counted
from states.lifecycle import Role

CLOCKS = ("compliance", "consent", "self_returns")
"""Clocks that run after assurance, in the order in which they are shown."""


@dataclass(frozen=True)
class Due:
    """When one of the clocks after assurance is due."""

    kind: str
    day: dt.date
    late: bool


@dataclass(frozen=True)
class EventRow:
    """An incident, change or finding. `text` and `reason` are None where their words were removed."""

    number: int
    kind: str
    name: Text
    why: Text
    calls: str
    when: When
    flow: int | None
    partner: str
    question: Text | None
    text: str | None
    by: Text
    recorded: dt.date
    ways: tuple[str, ...]
    how: str | None
    reason: str | None
    settled: dt.date | None


@dataclass(frozen=True)
class Said:
    """A question, its answer, and what was found."""

    question: Text
    answer: str
    found: str


@dataclass(frozen=True)
class CheckRow:
    """A check that was made."""

    number: int
    kind: str
    outcome: str
    when: When
    by: Text
    recorded: dt.date
    note: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class ReturnRow:
    """One partner's return in a round; `outcome` is None while it is waited for."""

    partner: str
    outcome: str | None
    answers: Mapping[str, str]
    text: str
    task: int


@dataclass(frozen=True)
class RoundRow:
    """A round of returns: the count with its denominators, and each return."""

    number: int
    asked: dt.date
    count: Count
    returns: tuple[ReturnRow, ...]


@dataclass(frozen=True)
class Noted:
    """A benefit, a training or a changed form; `words` by their names."""

    number: int
    when: When
    by: Text
    partner: str
    words: Mapping[str, str]
    shown: str = ""
    held: bool = True
    planned: dt.date | None = None
    people: int | None = None


@dataclass(frozen=True)
class Consent:
    """What the ISP says of consent."""

    model: str
    gateway: str
    captured: str
    since: dt.date


@dataclass(frozen=True)
class AfterView:
    """Everything after assurance. `keeps` and `notes`: what the viewer may do; `without`: whom nobody can be asked for.

    Benefits are what people say or show; `people_trained` is a sum of what was noted, and None where nothing was.
    """

    ref: str
    title: Text
    in_force: bool
    keeps: bool
    notes: bool
    due: tuple[Due, ...]
    open: tuple[EventRow, ...]
    settled: tuple[EventRow, ...]
    checks: tuple[CheckRow, ...]
    consent: Consent | None
    rounds: tuple[RoundRow, ...]
    without: tuple[str, ...]
    asserted: tuple[Noted, ...]
    evidenced: tuple[Noted, ...]
    training: tuple[Noted, ...]
    forms: tuple[Noted, ...]
    partners: tuple[tuple[int, str], ...]

    @property
    def people_trained(self) -> int | None:
        """How many people were noted at training that was held, as far as their number was given."""
        known = [one.people for one in self.training if one.held and one.people is not None]
        return sum(known) if known else None

    def event(self, number: int) -> EventRow | None:
        """One of the events."""
        return next((one for one in (*self.open, *self.settled) if one.number == number), None)


@dataclass(frozen=True)
class _Names:
    people: Mapping[str, Person]
    partners: Mapping[int, Partner]
    kept: Kept

    def person(self, ref: str) -> Text:
        found = self.people.get(ref)
        return Text(found.name_en, found.name_cy or None) if found else Text(ref, ref)

    def partner(self, line: int | None) -> str:
        found = self.partners.get(line or 0)
        return found.name if found else ""

    def words(self, seq: int | None) -> Mapping[str, str]:
        return self.kept.words.get(seq or 0, {})


def after_view(session: Session, ref: str, roles: frozenset[Role], at: dt.datetime) -> AfterView | None:
    """The whole page; None where there is no such ISP."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    kept, asked = after.kept(session, isp), after.partners(session, isp.id or 0)
    rows: Iterable[Any] = (*kept.events, *kept.checks, *kept.benefits, *kept.training, *kept.forms)
    refs = {getattr(row, name) for row in rows for name in ("recorded_by", "made_by", "noted_by") if hasattr(row, name)}
    lines = {partner.line: partner for partner, _ in asked} | {one.line: one for _, one, _ in kept.returns}
    of = _Names(after.names_of(session, refs), lines, kept)
    events = tuple(_event(of, row) for row in kept.events)
    benefits = [_noted(of, row, shown=row.shown) for row in kept.benefits]
    force = isps.standing_at(session, isp.id or 0, "force")
    return AfterView(
        ref=ref,
        title=title_of(isp),
        in_force=force is not None,
        keeps=bool(roles & KEEPERS),
        notes=bool(roles & NOTERS),
        due=_due(session, isp, local_day(at)),
        open=tuple(sorted((one for one in events if one.how is None), key=lambda one: one.number)),
        settled=tuple(one for one in events if one.how is not None),
        checks=tuple(_check(of, row) for row in kept.checks),
        consent=_consent(of),
        rounds=tuple(_rounds(of)),
        without=tuple(partner.name for partner, contact in asked if contact is None),
        asserted=tuple(one for one in benefits if one.shown == "asserted"),
        evidenced=tuple(one for one in benefits if one.shown == "evidenced"),
        training=tuple(_noted(of, row, held=row.held, planned=row.planned, people=row.people) for row in kept.training),
        forms=tuple(_noted(of, row) for row in kept.forms),
        partners=tuple((partner.line, partner.name) for partner, _ in asked),
    )


def _due(session: Session, isp: Isp, today: dt.date) -> tuple[Due, ...]:
    force = isps.standing_at(session, isp.id or 0, "force")
    rows = timers.of_version(session, force.id or 0) if force else []
    days = {row.kind: row.due_day for row in rows if row.kind in CLOCKS and row.due_day is not None}
    return tuple(Due(kind, days[kind], days[kind] < today) for kind in CLOCKS if kind in days)


def _question(event: IspEvent, kept: Kept) -> Question | None:
    if not event.code:
        return None
    check = next((one for one in kept.checks if one.number == event.check_number), None)
    asked = QUESTIONS[Check(check.kind)] if check else RETURN
    return next((question for question in asked if question.code == event.code), None)


def _event(of: _Names, row: IspEvent) -> EventRow:
    rule, question = RULES[Kind(row.kind)], _question(row, of.kept)
    return EventRow(
        number=row.number,
        kind=row.kind,
        name=Text(rule.name.en, rule.name.cy),
        why=Text(rule.why.en, rule.why.cy),
        calls=row.calls,
        when=When(row.happened_from, row.happened_to),
        flow=row.flow,
        partner=of.partner(row.line),
        question=Text(question.text.en, question.text.cy) if question and row.kind == Kind.FINDING else None,
        text=of.words(row.seq).get("text"),
        by=of.person(row.recorded_by),
        recorded=local_day(row.recorded_at),
        ways=tuple(way.value for way in settles(Calls(row.calls))),
        how=How(row.how).value if row.how else None,
        reason=of.words(row.settled_seq).get("reason") if row.how else None,
        settled=local_day(row.settled_at) if row.settled_at else None,
    )


def _check(of: _Names, row: Any) -> CheckRow:
    words = of.words(row.seq)
    return CheckRow(
        number=row.number,
        kind=row.kind,
        outcome=row.outcome,
        when=When(row.happened_from, row.happened_to),
        by=of.person(row.made_by),
        recorded=local_day(row.recorded_at),
        note=words.get("note", ""),
        said=tuple(
            Said(Text(q.text.en, q.text.cy), row.answers.get(q.code, ""), words.get(f"found_{q.code}", ""))
            for q in QUESTIONS[Check(row.kind)]
        ),
    )


def _consent(of: _Names) -> Consent | None:
    found = of.kept.consent
    if found is None:
        return None
    words = of.words(found.seq)
    return Consent(found.model, words.get("gateway", ""), words.get("captured", ""), local_day(found.recorded_at))


def _rounds(of: _Names) -> Iterable[RoundRow]:
    for number in sorted({one.round for one, _, _ in of.kept.returns}, reverse=True):
        rows = [row for row in of.kept.returns if row[0].round == number]
        yield RoundRow(
            number,
            min(one.asked_on for one, _, _ in rows),
            counted((one.outcome, one.answers) for one, _, _ in rows),
            tuple(
                ReturnRow(
                    partner.name,
                    one.outcome,
                    one.answers or {},
                    of.words(one.seq).get("text", "") if one.outcome == "answered" else "",
                    task,
                )
                for one, partner, task in rows
            ),
        )


def _noted(of: _Names, row: Any, **more: Any) -> Noted:
    line = getattr(row, "line", None)
    when = When(row.happened_from, row.happened_to)
    return Noted(row.number, when, of.person(row.noted_by), of.partner(line), of.words(row.seq), **more)
