"""What a receipt is made from: holdings with who did what and why, what stopped the timer, which rungs fired."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from ispdesk.views.clocks import asked_of
from ispdesk.views.history import Named, actor_name, what_of
from ispdesk.words.text import Text
from models.queries import ahead, home, isps, tasks, timers
from models.tables.clocks import RungClaim, Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from states.calendar import local_day
from states.clock import in_force
from states.lifecycle import ENDS, Party, State
from states.policy import Timer
from states.receipt import Fired, Receipt, Step, explain, explain_date
from states.words import Sentence


@dataclass(frozen=True, slots=True)
class Record:
    """The stream of one ISP as receipts need it, read once."""

    session: Session
    isp: Isp
    versions: dict[int, Version]
    rows: dict[int, History]
    words: dict[tuple[int, str], str]
    named: Named
    timers: list[TimerRow]
    claims: list[RungClaim]

    @classmethod
    def of(cls, session: Session, isp: Isp) -> "Record":
        """Read it."""
        stream = f"isp:{isp.ref}"
        rows = ahead.history(session, stream)
        versions = isps.versions(session, isp.id or 0)
        isps.holdings_ahead(session, [version.id or 0 for version in versions])
        said = ahead.words(session, stream)
        return cls(
            session,
            isp,
            {version.id or 0: version for version in versions},
            {row.seq: row for row in rows},
            {(word.seq, word.name): word.text or "" for word in said},
            Named.of(session, isp, {row.actor for row in rows}),
            timers.of_stream(session, stream),
            list(session.exec(select(RungClaim).where(RungClaim.stream == stream))),
        )


def receipt_of(record: Record, row: TimerRow, timer: Timer, at: dt.datetime) -> Receipt:
    """Explain one timer as it stands at this instant."""
    calendar = home.calendar(record.session)
    version = record.versions[row.version_id or 0]
    fired: Fired = {
        claim.rung: (claim.due_at, claim.claimed_at)
        for claim in record.claims
        if (claim.timer_kind, claim.subject, claim.round) == (row.kind, row.subject, row.round)
    }
    stop = _stop(record, row, timer, version) if row.status == "stopped" else None
    stopped = _story(record, stop, stop.recorded_at, Party.NOBODY) if stop else None
    if timer.anchor is not None and row.anchor is not None:
        return explain_date(
            timer,
            row.anchor,
            calendar,
            at,
            floor=row.floor_at,
            fired=fired,
            stopped=stopped,
            ended=row.status == "stopped",
        )
    last = stop.seq if stop else len(record.rows) + 1
    task = task_of(record, row)
    steps = _of_task(record, task, last) if task else _of_version(record, version, row.started_seq, last)
    return explain(timer, steps, calendar, at, floor=row.floor_at, fired=fired, stopped=stopped)


def task_of(record: Record, row: TimerRow) -> Task | None:
    """The task that a timer runs for."""
    about = row.subject.partition("/")[2]
    return tasks.numbered(record.session, record.isp.id or 0, int(about[1:])) if about.startswith("t") else None


def _stop(record: Record, row: TimerRow, timer: Timer, version: Version) -> History | None:
    """The row that stopped a timer; None where what stopped it lies outside the history."""
    task = task_of(record, row)
    left = list(_leaving(record, timer, version))
    if task is None:
        later = [other.started_seq for other in _rounds(record, row) if other.round > row.round]
        end = min(later, default=len(record.rows) + 1)
        within = [gone for gone in left if row.started_seq < gone.seq and gone.seq < end]
        back = [gone for gone in within if not any(gone.seq < other.seq for other in within)]
        return back[0] if back else None
    answered = [record.rows[task.done_seq]] if task.done_seq else []
    promised = [
        one
        for one in record.rows.values()
        if one.kind == "promised" and one.body["task"] == task.number and timer.anchor is None
    ]
    stops = sorted(
        (one for one in (*left, *answered, *promised) if one.seq > task.asked_seq), key=lambda one: one.seq
    )  # fmt: skip
    return stops[min(row.round, len(stops)) - 1] if stops else None


def _rounds(record: Record, row: TimerRow) -> list[TimerRow]:
    return [other for other in record.timers if (other.kind, other.subject) == (row.kind, row.subject)]


def _leaving(record: Record, timer: Timer, version: Version) -> Iterator[History]:
    """Rows by which the version left the states in which the timer lives."""
    inside = False
    for row in record.rows.values():
        if row.body.get("version") != version.number or "to" not in row.body:
            continue
        now = State(row.body["to"]) in timer.states
        if inside and not now:
            yield row
        inside = now


def _of_version(record: Record, version: Version, first: int, last: int) -> list[Step]:
    """Who held a version, from one history row on and before another."""
    return [step for seq, step in _all_steps(record, version) if first <= seq < last]


def _all_steps(record: Record, version: Version) -> Iterator[tuple[int, Step]]:
    """Every holding of a version with its story; what is nobody's because of a hold tells the hold's."""
    hold: History | None = None
    party = Party.NOBODY
    held_rows = {part.seq: part for part in isps.holdings(record.session, version.id or 0)}
    asked = [task for task in tasks.of_isp(record.session, record.isp.id or 0) if task.version_id == version.id]
    answers = {task.done_seq for task in asked if task.waits}
    for seq, row in record.rows.items():
        part = held_rows.get(seq)
        if part is None:
            if seq in answers and party is Party.PARTNERS and hold is None:  # others are still waited for
                yield seq, _story(record, row, row.recorded_at, party, _awaited(record, asked, seq))
            continue
        party = Party(part.party)
        hold = _hold_after(record, row, hold)
        if part.since is None:
            continue
        whom = _awaited(record, asked, seq) if party is Party.PARTNERS else ()
        story = _story(record, row if hold is None else hold, part.since, party, whom)
        yield seq, replace(story, held=hold is not None)


def _hold_after(record: Record, row: History, before: History | None) -> History | None:
    """The row by which the version is on hold once this row is written."""
    if row.kind == "put_on_hold":
        return row
    if row.kind == "resumed" or row.body.get("to") in ENDS:
        return None
    if "undoes" in row.body:
        if not record.rows[row.body["undoes"]].body["before"]["on_hold"]:
            return None
        holds = [one for one in record.rows.values() if one.kind == "put_on_hold" and one.seq < row.body["undoes"]]
        return holds[-1] if holds else before
    return before


def _awaited(record: Record, asked: list[Task], seq: int) -> tuple[str, ...]:
    waiting = [t for t in asked if t.waits and t.asked_seq <= seq and (t.done_seq is None or t.done_seq > seq)]
    return tuple(dict.fromkeys(asked_of(record.session, task).best("en")[0] for task in waiting))


def _of_task(record: Record, task: Task, last: int) -> list[Step]:
    """A task: its partner's from the asking on, nobody's while the ISP is on hold."""
    row = record.rows[task.asked_seq]
    whom = (asked_of(record.session, task).best("en")[0],)
    start = _story(record, row, task.asked_at, Party.PARTNERS, whom)
    turns: list[Step] = []
    for seq, step in _all_steps(record, record.versions[task.version_id]):
        if seq < last and step.held is not (turns[-1].held if turns else False):
            turns.append(replace(step, party=Party.NOBODY if step.held else Party.PARTNERS, whom=whom))
    before = [turn for turn in in_force(turns) if turn.since <= task.asked_at]
    if before and before[-1].held:
        start = replace(before[-1], since=task.asked_at)
    return [start, *(turn for turn in turns if turn.since > task.asked_at)]


def _story(record: Record, row: History, since: dt.datetime, party: Party, whom: tuple[str, ...] = ()) -> Step:
    what = what_of(row, {name: text for (seq, name), text in record.words.items() if seq == row.seq}, record.named)
    by = actor_name(row.actor, record.named.people)
    day = row.happened_from if row.happened_from == row.happened_to else None
    until = row.body.get("until") if row.kind == "put_on_hold" else None
    return Step(
        since,
        party,
        what=_sentence(what),
        by=_sentence(by),
        recorded_at=row.recorded_at,
        happened=day if day != local_day(row.recorded_at) else None,
        reason=record.words.get((row.seq, "reason"), ""),
        whom=whom,
        until=dt.date.fromisoformat(until) if until else None,
    )


def _sentence(text: Text) -> Sentence:
    return Sentence(text.best("en")[0], text.best("cy")[0])
