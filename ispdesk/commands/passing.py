"""An escalation that cannot reach its reader goes to the next in its chain, in the transaction that learns of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk.commands import rung_words, telling
from ispdesk.commands.audiences import Subject, behind
from models.queries import notices
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Letter, Notice
from notifications.audience import Audience
from notifications.backoff import Kind
from notifications.messages import MESSAGES
from states.calendar import local_day
from states.policy import Rung

LEADS_SIDE = frozenset({Audience.HOLDER, Audience.COORDINATOR, Audience.FACILITATOR, Audience.PERSON})
"""Readers behind whom the lead organisation's Designated Person stands; nobody else's lateness is its business."""
LAST = (Audience.TEAM_LEAD, Audience.TEAM, Audience.OPERATOR)
"""Who hears when nobody else in the chain does (our default)."""


@dataclass(frozen=True, slots=True)
class _Writing:
    """The transaction in which it is written."""

    session: Session
    at: dt.datetime

    @property
    def today(self) -> dt.date:
        return local_day(self.at)


def pass_on(session: Session, number: int, at: dt.datetime) -> int | None:
    """Write an escalation once more, to the next who has not been told; it says whom it could not reach.

    The new letter's row; None where it is no escalation, was passed on before, or everybody in its chain has been told.
    """
    letter = session.get(Letter, number)
    if letter is None or letter.kind != Kind.ESCALATION.value:
        return None
    dedupe = f"passed:{letter.id}"
    if session.exec(select(Letter.id).where(col(Letter.dedupe).startswith(f"{dedupe}:"))).first() is not None:
        return None
    notice = session.exec(select(Notice).where(Notice.letter_id == letter.id)).first()
    missed = session.get(Person, letter.person_id)
    if notice is None or missed is None:
        return None
    told = {notice.person_id, *(person for person, *_ in notices.same(session, notice, missed.id or 0))}
    about, rung = _about(session, notice)
    chosen = _chain(session, notice, rung, about, local_day(at))
    free = ((person, part) for person, part in chosen if person.reached_at and person.id not in told)
    for person, part in free:
        return _write(session, at, dedupe, notice, about, missed, person, part)
    return None


def _about(session: Session, notice: Notice) -> tuple[Subject, Rung | None]:
    """What a notice is about, and the rung that wrote it."""
    version = session.get(Version, notice.version_id) if notice.version_id else None
    isp = session.get(Isp, version.isp_id) if version else None
    row = session.get(History, (notice.stream, notice.seq))
    if row is None or row.kind != "rung_fired":
        return Subject(isp, version), None
    clock = select(TimerRow).where(
        TimerRow.stream == notice.stream,
        TimerRow.kind == row.body["timer"],
        TimerRow.subject == row.body["subject"],
        TimerRow.round == row.body["round"],
    )
    timer = session.exec(clock).first()
    if timer is None:
        return Subject(isp, version), None
    found = rung_words.of_row(session, timer, row.body["rung"])
    task = rung_words.parts(session, isp, timer)[1] if isp else None
    return Subject(isp, version, None, task), found[1] if found else None


def _chain(
    session: Session, notice: Notice, rung: Rung | None, about: Subject, day: dt.date
) -> Iterator[tuple[Person, Audience]]:
    """The readers of the same message after this one, then who stands behind them, then the team and the operators."""
    now = Audience(notice.audience)
    named = [Audience(name) for name in (rung.audiences if rung else MESSAGES[notice.message].audience)]
    after = named[named.index(now) + 1 :] if now in named else []
    behind_them = [Audience.DESIGNATED_PERSON] if now in LEADS_SIDE else []
    for part in dict.fromkeys([*after, *behind_them, *LAST]):
        for person in behind(session, part, about, day):
            yield person, part


def _write(
    session: Session,
    at: dt.datetime,
    dedupe: str,
    notice: Notice,
    about: Subject,
    missed: Person,
    person: Person,
    part: Audience,
) -> int | None:
    why_en, why_cy = telling.WHY[part]
    values = {
        **notice.values,
        "reason_reader_en": why_en,
        "reason_reader_cy": why_cy,
        "unreached_en": missed.name_en,
        "unreached_cy": missed.name_cy or missed.name_en,
    }
    named = telling.About(dedupe, about.isp, about.version, None, about.task, outlives=notice.entered_seq is None)
    said = values | telling.asked_by(telling.house(session))
    letter = telling.write_letter(_Writing(session, at), notice.message, person, said, named)
    session.add(
        Notice(
            stream=notice.stream,
            seq=notice.seq,
            message=notice.message,
            audience=part.value,
            person_id=person.id,
            values=values,
            urgent=True,
            created_at=at,
            version_id=notice.version_id,
            entered_seq=notice.entered_seq,
            letter_id=letter,
        ),
    )
    session.flush()
    return letter
