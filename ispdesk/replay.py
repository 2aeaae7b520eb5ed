"""A policy held against the real history: which due dates would have moved, which letters gone, and to whom.

It reads and changes nothing. Each timer that ran in the window is projected up to where it really stopped, or to now,
under the policy it ran by and under the other one (`states.replay`). Who would have read is resolved for the people as
they are known now. A kind that is new begins where history shows what begins it: a state entered, a task asked; a date
is reckoned from the days that are known now.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from ispdesk.commands import audiences, clocks, offering, rung_words, telling
from ispdesk.commands.anchors import ANCHORS, Place
from models.queries import home, isps
from models.tables.clocks import RungClaim, Task, TimerRow
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History
from models.tables.person import Facilitator, Person
from notifications.audience import Audience
from notifications.backoff import Kind
from notifications.messages import MESSAGES
from states import replay as rules
from states.calendar import Calendar, local_day, opening
from states.clock import Holding, holder_at, in_force
from states.dates import months_after
from states.ladder import heard
from states.lifecycle import Party, State
from states.policy import Policy, Reader, Timer


@dataclass(frozen=True, slots=True)
class Reads:
    """One reader of a rung, the people behind them now, and how it reaches them: letter, digest or draft."""

    audience: str
    form: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A rung that fired or would have: when, with which message, and who reads it."""

    at: dt.datetime | None
    message: str
    to: tuple[Reads, ...]


@dataclass(frozen=True, slots=True)
class LetterChange:
    """A rung whose word would have gone (`gone`), not gone (`not_gone`), gone on another day (`moved`) or to others."""

    ref: str
    timer: str
    subject: str
    round: int
    rung: str
    how: str
    before: Told | None
    after: Told | None


@dataclass(frozen=True, slots=True)
class DueChange:
    """A due day that would have been another; `days` is by how many working days, where both are known.

    `moves` names the automatic move that is made on the day.
    """

    ref: str
    timer: str
    subject: str
    round: int
    before: dt.date | None
    after: dt.date | None
    days: int | None
    moves: str | None
    running: bool


@dataclass(slots=True)
class Replay:
    """What would have been otherwise from `since` to `until`, and how many timers were looked at."""

    since: dt.date
    until: dt.datetime
    added: list[str]
    dropped: list[str]
    timers: int = 0
    unknown: int = 0
    """Timers that stopped in an earlier release, of which nobody knows when."""
    dues: list[DueChange] = field(default_factory=list)
    letters: list[LetterChange] = field(default_factory=list)

    def readers(self) -> list[tuple[Person, int, int]]:
        """Each person whose mail would have been another, and how many words more and fewer."""
        more: Counter[int] = Counter()
        fewer: Counter[int] = Counter()
        found: dict[int, Person] = {}
        for change in self.letters:
            before, after = _people(change.before), _people(change.after)
            found |= before | after
            more.update(after.keys() - before.keys())
            fewer.update(before.keys() - after.keys())
        touched = [(person, more[row], fewer[row]) for row, person in found.items() if more[row] or fewer[row]]
        return sorted(touched, key=lambda one: one[0].ref)


def _form(ran: "_Ran", reader: Reader, *, at_once: bool) -> str:
    """How a rung's word reaches a reader who hears automatically."""
    theirs = offering.leaves_at_once(Audience(reader), ran.about.task, ran.about.partner)
    return "letter" if at_once or theirs else "digest"


def _people(told: Told | None) -> dict[int, Person]:
    return {person.id or 0: person for reads in told.to for person in reads.people} if told else {}


@dataclass(frozen=True, slots=True)
class _Ran:
    """A timer that ran, or would have: of what, and under which numbers."""

    ref: str
    kind: str
    subject: str
    round: int
    run: rules.Run
    about: audiences.Subject
    running: bool
    held: tuple[Holding, ...] = ()


def replay(session: Session, other: Policy, months: int, now: dt.datetime) -> Replay | None:
    """Hold a policy against the last months. None where no policy or calendar is there yet."""
    adopted, calendar = home.policy(session), home.calendar(session)
    if adopted is None or not calendar.version:
        return None
    since = months_after(local_day(now), -months)
    looking = _Looking(session, adopted[1], other, calendar, opening(since), now)
    seen = Replay(
        since, now, looking.added, sorted({t.kind for t in adopted[1].timers} - {t.kind for t in other.timers})
    )
    for row in _rows(session, looking.since):
        if row.status == "stopped" and row.stopped_at is None:
            seen.unknown += 1
            continue
        own, ran = clocks.timer_of(session, row), looking.ran(row)
        if ran is not None:
            seen.timers += 1
            looking.compare(seen, ran, own, other.timer(row.kind))
    for ran in looking.new():
        looking.compare(seen, ran, None, other.timer(ran.kind))
    seen.dues.sort(key=lambda due: (due.timer, due.before or due.after or since, due.ref, due.subject))
    return seen


def _only(one: Policy, other: Policy) -> list[str]:
    """The kinds of timers that one policy has and the other has not."""
    return sorted({timer.kind for timer in one.timers} - {timer.kind for timer in other.timers})


def _rows(session: Session, since: dt.datetime) -> list[TimerRow]:
    """The timers that ran after an instant: those that stopped before it are left out."""
    live = (col(TimerRow.status) != "stopped") | col(TimerRow.stopped_at).is_(None) | (col(TimerRow.stopped_at) > since)
    return list(session.exec(select(TimerRow).where(live).order_by(col(TimerRow.stream), col(TimerRow.id))))


def _holdings(session: Session) -> list[tuple[int, int, dt.datetime, str, dt.datetime]]:
    """Every holding with a known instant: version, history row, since when, party, and when that was recorded."""
    held = HoldingRow
    parts = (col(held.version_id), col(held.seq), col(held.since), col(held.party), col(History.recorded_at))
    chosen = (
        sa_select(*parts)
        .join(Version, col(Version.id) == col(HoldingRow.version_id))
        .join(Isp, col(Isp.id) == col(Version.isp_id))
        .join(History, (col(History.seq) == col(HoldingRow.seq)) & (col(History.stream) == "isp:" + col(Isp.ref)))
        .order_by(col(HoldingRow.version_id), col(HoldingRow.seq))
    )
    return [(version, seq, since, party, at) for version, seq, since, party, at in session.execute(chosen) if since]


class _Looking:
    """One replay: the session, both policies, the calendar and the window."""

    def __init__(
        self, session: Session, mine: Policy, other: Policy, calendar: Calendar, since: dt.datetime, now: dt.datetime
    ) -> None:
        self.session, self.mine, self.other, self.calendar = session, mine, other, calendar
        self.since, self.now, self.today = since, now, local_day(now)
        self.added = _only(other, mine)
        self.claims: dict[tuple[str, str, str, int], set[str]] = {}
        for claim in session.exec(select(RungClaim)):
            self.claims.setdefault((claim.stream, claim.timer_kind, claim.subject, claim.round), set()).add(claim.rung)
        self.holdings: dict[int, list[tuple[int, dt.datetime, Party, dt.datetime]]] = {}
        for version, seq, held_since, party, recorded in _holdings(session):
            self.holdings.setdefault(version, []).append((seq, held_since, Party(party), recorded))
        self.behind: dict[tuple[object, ...], tuple[Person, ...]] = {}

    def ran(self, row: TimerRow) -> _Ran | None:
        """A stored timer as it ran; None where it ran no time at all."""
        until = row.stopped_at or self.now
        if row.started_at >= until and row.stopped_at is not None:
            return None
        version = self.session.get(Version, row.version_id) if row.version_id else None
        isp = self.session.get(Isp, version.isp_id) if version else None
        ref = row.stream.partition(":")[2]
        held: tuple[Holding, ...] = ()
        own: tuple[Holding, ...] = ()
        about = audiences.Subject()
        if version is not None and isp is not None:
            held = tuple(self._held(version, until))
            own = self._own(version, row, until) if row.anchor is None else ()
            about = audiences.Subject(isp, version, *rung_words.parts(self.session, isp, row))
        else:
            chosen = select(Facilitator).where(Facilitator.ref == ref)
            facilitator = self.session.exec(chosen).first()
            about = audiences.Subject(person_id=facilitator.person_id if facilitator else None)
        claimed = frozenset(self.claims.get((row.stream, row.kind, row.subject, row.round), ()))
        run = rules.Run(own, row.anchor, until, claimed, row.floor_at)
        return _Ran(ref, row.kind, row.subject, row.round, run, about, row.stopped_at is None, held)

    def _own(self, version: Version, row: TimerRow, until: dt.datetime) -> tuple[Holding, ...]:
        """Whose days the timer counted; what ended it is left out, so that a due day is that known till then."""
        if row.subject.partition("/")[2].startswith("t"):
            found = clocks.holdings_of(self.session, version, row)
            return tuple(part for part in found if row.stopped_at is None or part.since < until)
        return tuple(self._held(version, until, row.started_seq, ended=row.stopped_at is not None))

    def _held(self, version: Version, until: dt.datetime, from_seq: int = 0, *, ended: bool = True) -> list[Holding]:
        """Who held a version from a history row on; where it ended, as it was recorded before that."""
        return in_force(
            [
                Holding(since, party)
                for seq, since, party, recorded in self.holdings.get(version.id or 0, ())
                if seq >= from_seq and (not ended or recorded < until or seq == from_seq)
            ]
        )

    def new(self) -> Iterator[_Ran]:
        """Timers of the kinds that the other policy adds, as history shows what begins them."""
        for kind in self.added:
            timer = self.other.timer(kind)
            if timer is not None and timer.task is not None:
                yield from self._tasks(timer)
            elif timer is not None:
                chosen = select(Isp, Version).join(Version, col(Version.isp_id) == col(Isp.id))
                for isp, version in self.session.exec(chosen.order_by(col(Isp.ref), col(Version.number))):
                    yield from self._dated(timer, isp, version) if timer.anchor else self._entered(timer, isp, version)

    def _tasks(self, timer: Timer) -> Iterator[_Ran]:
        chosen = select(Task, Version, Isp).join(Version, col(Version.id) == col(Task.version_id))
        joined = chosen.join(Isp, col(Isp.id) == col(Task.isp_id)).where(Task.kind == timer.task)
        for task, version, isp in self.session.exec(joined.order_by(col(Isp.ref), col(Task.number))):
            until = task.done_at or self.now
            if task.until is not None or until <= self.since:
                continue
            row = self._row(timer, isp, clocks.subject_of(version, f"t{task.number}"), task.asked_at, task.asked_seq)
            held = tuple(part for part in clocks.holdings_of(self.session, version, row) if part.since < until)
            about = audiences.Subject(isp, version, *rung_words.parts(self.session, isp, row))
            run = rules.Run(held, None, until)
            yield _Ran(isp.ref, timer.kind, row.subject, 1, run, about, task.done_at is None, held)

    def _row(self, timer: Timer, isp: Isp, subject: str, begun: dt.datetime, seq: int) -> TimerRow:
        """A timer's row that is kept nowhere."""
        return TimerRow(
            stream=f"isp:{isp.ref}", kind=timer.kind, subject=subject, round=1, started_seq=seq, started_at=begun,
            policy_version=0, calendar_version=self.calendar.version,
        )  # fmt: skip

    def _dated(self, timer: Timer, isp: Isp, version: Version) -> Iterator[_Ran]:
        if version.place == "past" or State(version.state) not in timer.states or timer.anchor is None:
            return
        held = tuple(self._held(version, self.now, ended=False))
        for about, day in ANCHORS[timer.anchor](Place(self.session, isp, version, self.other)).items():
            subject = clocks.subject_of(version, about)
            row = self._row(timer, isp, subject, self.now, 0)
            parts = rung_words.parts(self.session, isp, row)
            run = rules.Run((), day, self.now)
            yield _Ran(isp.ref, timer.kind, subject, 1, run, audiences.Subject(isp, version, *parts), True, held)

    def _entered(self, timer: Timer, isp: Isp, version: Version) -> Iterator[_Ran]:
        """Each stay in the states of a budget that began with one of its starting states."""
        begun: tuple[int, dt.datetime] | None = None
        came_from, submissions, number = None, 0, 0
        for seq, at, state in [*_entries(self.session, isp, version), (0, self.now, None)]:
            submissions += state is State.QA_QUEUE and came_from is not State.QA_REVIEW
            if begun is not None and (state is None or state not in timer.states):
                number += 1
                if at > max(self.since, begun[1]):
                    yield self._stay(timer, isp, version, begun, at, number, running=state is None)
                begun = None
            entering = state in timer.starts and (came_from is None or came_from not in timer.states)
            if begun is None and entering and timer.resubmission in (None, submissions > 1):
                begun = (seq, at)
            came_from = state

    def _stay(
        self, timer: Timer, isp: Isp, version: Version, begun: tuple[int, dt.datetime], until: dt.datetime,
        number: int, *, running: bool,
    ) -> _Ran:  # fmt: skip
        held = tuple(self._held(version, until, begun[0], ended=not running))
        run = rules.Run(held, None, until)
        subject = clocks.subject_of(version)
        return _Ran(isp.ref, timer.kind, subject, number, run, audiences.Subject(isp, version), running, held)

    def compare(self, seen: Replay, ran: _Ran, own: Timer | None, other: Timer | None) -> None:
        """Add what would have been otherwise with one timer."""
        before, after = rules.compare(own, other, ran.run, self.calendar)
        if before.due != after.due:
            both = before.due is not None and after.due is not None
            days = self._days(before.due, after.due) if both else None
            moves = next((t.moves.value for t in (other, own) if t is not None and t.moves), None)
            due = DueChange(ran.ref, ran.kind, ran.subject, ran.round, before.due, after.due, days, moves, ran.running)
            seen.dues.append(due)
        for change in rules.changes(before, after):
            if all(word is None or (word.at or self.now) < self.since for word in (change.before, change.after)):
                continue
            tell = partial(self._told, ran)
            told = (tell(own, change.before, self.mine), tell(other, change.after, self.other))
            seen.letters.append(LetterChange(ran.ref, ran.kind, ran.subject, ran.round, change.rung, change.how, *told))

    def _days(self, before: dt.date | None, after: dt.date | None) -> int:
        if before is None or after is None:
            return 0
        later = self.calendar.working_days(before, after)
        return later or -self.calendar.working_days(after, before)

    def _told(self, ran: _Ran, timer: Timer | None, word: rules.Word | None, policy: Policy) -> Told | None:
        if timer is None or word is None:
            return None
        rung, at = word.rung, word.at or ran.run.until
        split = heard(timer, rung)
        at_once = rung.urgent or rung.message in policy.digest.urgent or _escalates(rung.message)
        to = [self._reads(ran, reader, _form(ran, reader, at_once=at_once), at) for reader in split.at_once]
        to += [self._reads(ran, reader, "draft", at) for reader in split.confirmed]
        needed = [
            reads for reads in to if reads.form != "draft" and Audience(reads.audience) not in telling.MAY_BE_NOBODY
        ]
        if any(not reads.people for reads in needed) and Reader.TEAM not in split.at_once:
            to.append(self._reads(ran, Reader.TEAM, "letter" if at_once else "digest", at))
        return Told(word.at, rung.message, _each_once(to))

    def _reads(self, ran: _Ran, reader: Reader, form: str, at: dt.datetime) -> Reads:
        party = holder_at(ran.held, at) if ran.held else Party.NOBODY
        about = ran.about
        key = (reader, about.isp and about.isp.id, about.partner and about.partner.id, about.task and about.task.id,
               about.person_id, party)  # fmt: skip
        if key not in self.behind:
            self.behind[key] = tuple(self._people(about, reader, party))
        return Reads(reader.value, form, self.behind[key])

    def _people(self, about: audiences.Subject, reader: Reader, party: Party) -> Sequence[Person]:
        """The people behind a reader as they are known now, with the party that held the ISP then; reachable ones."""
        if reader is Reader.SUBSTITUTE:
            return ()  # who was away then is not kept
        then = about
        if reader is Reader.HOLDER and about.version is not None:
            version = Version(**{**about.version.model_dump(), "holder": party.value})
            then = audiences.Subject(about.isp, version, about.partner, about.task)
        found = audiences.behind(self.session, Audience(reader), then, self.today)
        return [person for person in found if person.reached_at]


def _each_once(to: Sequence[Reads]) -> tuple[Reads, ...]:
    """Whoever plays several parts reads once, in the first of them."""
    seen: set[int] = set()
    kept = []
    for reads in to:
        kept.append(Reads(reads.audience, reads.form, tuple(p for p in reads.people if p.id not in seen)))
        seen |= {person.id or 0 for person in reads.people}
    return tuple(kept)


def _escalates(message: str) -> bool:
    return message in MESSAGES and MESSAGES[message].kind is Kind.ESCALATION


def _entries(session: Session, isp: Isp, version: Version) -> list[tuple[int, dt.datetime, State]]:
    """The states that a version entered, as its history tells: row, instant, state."""
    since = {part.seq: part.since for part in isps.holdings(session, version.id or 0)}
    chosen = select(History).where(History.stream == f"isp:{isp.ref}", col(History.seq).in_(since))
    return [
        (row.seq, since[row.seq] or row.recorded_at, State(row.body["to"]))
        for row in session.exec(chosen.order_by(col(History.seq)))
        if row.body.get("to") in set(State)
    ]
