"""An escalation that cannot reach its reader goes to the next in its chain, in the transaction that learns of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk.commands import rung_words, telling
from ispdesk.commands.audiences import Subject, behind
from models.queries import notices
from models.tables.person import Person
from models.tables.post import Letter, Notice
from notifications.audience import Audience
from notifications.backoff import Kind
from notifications.messages import MESSAGES
from states.calendar import local_day

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


def pass_on(session: Session, letter: Letter, at: dt.datetime) -> Letter | None:
    """Write an escalation once more, to the next who has not been told; it says whom it could not reach.

    None where it is no escalation, has been passed on before, or everybody in its chain has been told.
    """
    if letter.kind != Kind.ESCALATION.value:
        return None
    dedupe = f"passed:{letter.id}"
    if session.exec(select(Letter.id).where(col(Letter.dedupe).startswith(f"{dedupe}:"))).first() is not None:
        return None
    notice = session.exec(select(Notice).where(Notice.letter_id == letter.id)).first()
    missed = session.get(Person, letter.person_id)
    if notice is None or missed is None:
        return None
    told = {notice.person_id, *(person.id for _, person in notices.same(session, notice))}
    seen = notices.about(session, notice)
    return next(
        (
            _write(session, at, dedupe, notice, seen, missed, person, part)
            for person, part in _chain(session, notice, seen, local_day(at))
            if person.reached_at and person.id not in told
        ),
        None,
    )


def _chain(session: Session, notice: Notice, seen: notices.About, day: dt.date) -> Iterator[tuple[Person, Audience]]:
    """The readers of the same message after this one, then who stands behind them, then the team and the operators."""
    now = Audience(notice.audience)
    found = rung_words.of_row(session, seen.timer, seen.row.body["rung"]) if seen.timer and seen.row else None
    named = [Audience(name) for name in (found[1].audiences if found else MESSAGES[notice.message].audience)]
    after = named[named.index(now) + 1 :] if now in named else []
    behind_them = [Audience.DESIGNATED_PERSON] if now in LEADS_SIDE else []
    about = Subject(seen.isp, seen.version, None, seen.task)
    for part in dict.fromkeys([*after, *behind_them, *LAST]):
        for person in behind(session, part, about, day):
            yield person, part


def _write(
    session: Session,
    at: dt.datetime,
    dedupe: str,
    notice: Notice,
    seen: notices.About,
    missed: Person,
    person: Person,
    part: Audience,
) -> Letter | None:
    why_en, why_cy = telling.WHY[part]
    values = {
        **notice.values,
        "reason_reader_en": why_en,
        "reason_reader_cy": why_cy,
        "unreached_en": missed.name_en,
        "unreached_cy": missed.name_cy or missed.name_en,
    }
    about = telling.About(dedupe, seen.isp, seen.version, None, seen.task, outlives=notice.entered_seq is None)
    said = values | telling.asked_by(telling.house(session))
    letter = telling.write_letter(_Writing(session, at), notice.message, person, said, about)
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
            letter_id=letter.id if letter else None,
        ),
    )
    session.flush()
    return letter
