"""Questions about notices: whose wait for the day's letter, what a notice is about, and whether its reason has gone."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.queries import tasks
from models.tables.clocks import Draft, Task, TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Absence, Person
from models.tables.post import Letter, Notice

WAITS = (col(Notice.letter_id).is_(None), col(Notice.gone_at).is_(None), col(Notice.urgent).is_(False))


def dedupe(day: dt.date) -> str:
    """What the letters of one day are called; the person's reference follows after a colon."""
    return f"digest:{day}"


def waiting(session: Session, person_id: int) -> list[Notice]:
    """One person's waiting notices in the order in which they were written, locked: none can go meanwhile."""
    chosen = select(Notice).where(Notice.person_id == person_id, *WAITS).order_by(col(Notice.id)).with_for_update()
    return list(session.exec(chosen))


def readers(session: Session, day: dt.date) -> list[tuple[Person, int]]:
    """People with waiting notices who have had no digest this day, and the last notice of each.

    Those who are away or cannot be reached come first: what is theirs may come to be somebody else's.
    """
    last: dict[int, int] = {}
    for person_id, notice in session.exec(select(Notice.person_id, Notice.id).where(*WAITS)):
        last[person_id or 0] = max(last.get(person_id or 0, 0), notice or 0)
    people = list(session.exec(select(Person).where(col(Person.id).in_(list(last)))))
    told = set(session.exec(select(Letter.dedupe).where(col(Letter.dedupe).startswith(f"{dedupe(day)}:"))))
    absent = {away.person_id for away in session.exec(select(Absence).where(*_on(day)))}
    left = [person for person in people if f"{dedupe(day)}:{person.ref}" not in told]
    left.sort(key=lambda person: (bool(person.address) and person.id not in absent, person.ref))
    return [(person, last[person.id or 0]) for person in left]


def substitutes(session: Session, person_id: int, day: dt.date) -> list[Person]:
    """Whoever stands in for this person on this day."""
    stand_in = select(Absence.substitute_id).where(Absence.person_id == person_id, *_on(day))
    chosen = select(Person).where(col(Person.id).in_(stand_in), Person.id != person_id)
    return list(session.exec(chosen.order_by(col(Person.ref))))


def _on(day: dt.date) -> tuple[ColumnElement[bool], ...]:
    return col(Absence.first_day) <= day, col(Absence.last_day) >= day


def same(session: Session, notice: Notice) -> list[tuple[Notice, Person]]:
    """This message as others were told it, with its readers."""
    chosen = (
        select(Notice, Person)
        .join(Person, col(Person.id) == col(Notice.person_id))
        .where(
            Notice.stream == notice.stream,
            Notice.seq == notice.seq,
            Notice.message == notice.message,
            Notice.person_id != notice.person_id,
        )
    )
    return list(session.exec(chosen.order_by(col(Notice.id))))


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about, as it stands now: the history row that wrote it, and the ISP, clock, task or draft."""

    row: History | None
    isp: Isp | None
    version: Version | None
    timer: TimerRow | None = None
    task: Task | None = None
    draft: Draft | None = None


def about(session: Session, notice: Notice) -> About:
    """Find what a notice is about."""
    row = session.get(History, (notice.stream, notice.seq))
    version = session.get(Version, notice.version_id) if notice.version_id else None
    isp = session.get(Isp, version.isp_id) if version else None
    if row is None:
        return About(row, isp, version)
    if row.kind == "rung_fired":
        timer = _timer(session, notice.stream, row.body["timer"], row.body["subject"], row.body["round"])
        draft = _drafted(session, notice) if notice.message == "draft_waiting" else None
        return About(row, isp, version, timer, _task_of(session, isp, timer), draft)
    if row.kind == "draft_sent" and (sent := session.get(Draft, row.body["draft"])) is not None:
        timer = session.get(TimerRow, sent.timer_id)
        return About(row, isp, version, timer, _task_of(session, isp, timer))
    if row.kind in ("asked", "redirect_confirmed") and isp is not None:
        task = tasks.numbered(session, isp.id or 0, row.body["task"])
        return About(row, isp, version, _running(session, notice.stream, version, task), task)
    return About(row, isp, version)


def _timer(session: Session, stream: str, kind: str, subject: str, round_: int) -> TimerRow | None:
    chosen = select(TimerRow).where(
        TimerRow.stream == stream, TimerRow.kind == kind, TimerRow.subject == subject, TimerRow.round == round_
    )
    return session.exec(chosen).first()


def _running(session: Session, stream: str, version: Version | None, task: Task | None) -> TimerRow | None:
    if version is None or task is None:
        return None
    subject = f"v{version.number}/t{task.number}"
    chosen = select(TimerRow).where(
        TimerRow.stream == stream, TimerRow.subject == subject, TimerRow.status != "stopped"
    )
    return session.exec(chosen).first()


def _task_of(session: Session, isp: Isp | None, timer: TimerRow | None) -> Task | None:
    number = timer.subject.partition("/t")[2] if timer else ""
    return tasks.numbered(session, isp.id or 0, int(number)) if number and isp else None


def _drafted(session: Session, notice: Notice) -> Draft | None:
    return session.exec(select(Draft).where(Draft.stream == notice.stream, Draft.drafted_seq == notice.seq)).first()


def why_gone(seen: About, entered_seq: int | None) -> str | None:
    """Why what a notice or letter asks is asked no more (a word of GONE), or None while it is asked.

    A date never pauses: what it asks is asked on hold too.
    """
    version, timer = seen.version, seen.timer
    if version is not None and entered_seq is not None and version.entered_seq != entered_seq:
        return "left"
    if version is not None and version.on_hold and (timer is None or timer.anchor is None):
        return "hold"
    if seen.draft is not None and seen.draft.status != "waiting":
        return "decided"
    if seen.task is not None and seen.task.done_at is not None:
        return "answered"
    if timer is not None and timer.status == "stopped":
        return "stopped"
    return None
