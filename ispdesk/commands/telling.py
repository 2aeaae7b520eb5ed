"""Writes who is to be told what: notices as data, and the letters that carry them, in the move's own transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, update
from sqlmodel import Session, col, select

from ispdesk.commands import offering, preferences, standing_in
from ispdesk.commands.audiences import Subject, substitutes
from ispdesk.commands.audiences import behind as people_behind
from ispdesk.commands.letters import About, house, write_letter
from ispdesk.commands.shape import Tx
from models import rows
from models.base import table
from models.database import forget as remember_no_more
from models.queries import home
from models.queries.reasons import Standing
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.post import Letter, Notice
from notifications.audience import Audience, readers, unfilled
from notifications.backoff import Kind
from notifications.compose import AskedBy, House
from notifications.messages import MESSAGES
from states import names
from states.lifecycle import Party, State
from states.preferences import Choice, manner

__all__ = ["About", "house", "write_letter"]

WHY = {
    Audience.HOLDER: ("it is with you now", "mae gyda chi nawr"),
    Audience.PERSON: ("it was asked of you", "gofynnwyd i chi amdano"),
    Audience.SUBSTITUTE: (
        "you are named as substitute for somebody who is away",
        "rydych wedi'ch enwi'n ddirprwy i rywun sydd i ffwrdd",
    ),
    Audience.COORDINATOR: ("you coordinate this ISP", "chi sy'n cydlynu'r ISP hwn"),
    Audience.FACILITATOR: ("you facilitate this ISP", "chi sy'n hwyluso'r ISP hwn"),
    Audience.PARTNER_CONTACT: (
        "you are this partner organisation's contact",
        "chi yw cyswllt y sefydliad partner hwn",
    ),
    Audience.DESIGNATED_PERSON: (
        "you are your organisation's Designated Person",
        "chi yw Person Dynodedig eich sefydliad",
    ),
    Audience.SENIOR_SPONSOR: ("you are your organisation's senior sponsor", "chi yw uwch noddwr eich sefydliad"),
    Audience.TEAM: ("you are on the WASPI team", "rydych ar dîm WASPI"),
    Audience.TEAM_LEAD: ("you lead the WASPI team", "chi sy'n arwain tîm WASPI"),
    Audience.GROUP: ("you are a member of the QA group", "rydych yn aelod o'r grŵp sicrhau ansawdd"),
    Audience.BOARD_SECRETARY: (
        "you are the programme board's secretary",
        "chi yw ysgrifennydd bwrdd y rhaglen",
    ),
    Audience.OPERATOR: ("you look after this installation", "chi sy'n gofalu am y gosodiad hwn"),
}

NAMED = ("you are among those invited by name", "rydych ymhlith y rhai a wahoddwyd wrth eu henwau")
WHY_OF = {
    ("facilitator_idle", Audience.PERSON): ("it is about you", "mae'n ymwneud â chi"),
    ("task_asked", Audience.HOLDER): ("it is asked of you", "gofynnir hyn i chi"),
    ("help_asked", Audience.PERSON): ("you are a trained ISP facilitator", "rydych yn hwylusydd ISP hyfforddedig"),
    ("handover_offered", Audience.PERSON): ("it is offered to you by name", "cynigir hyn i chi wrth eich enw"),
    ("isp_assigned", Audience.PERSON): ("it was given to you by name", "rhoddwyd hyn i chi wrth eich enw"),
    ("section_given", Audience.PERSON): ("it was given to you by name", "rhoddwyd hyn i chi wrth eich enw"),
    ("handover_answered", Audience.PERSON): ("you offered it", "chi a'i cynigiodd"),
    ("question_answered", Audience.PERSON): ("you asked the team", "chi a ofynnodd i'r tîm"),
    ("invitation", Audience.PERSON): NAMED,
    ("invitation_changed", Audience.PERSON): NAMED,
    ("invitation_cancelled", Audience.PERSON): NAMED,
}
"""Where a message says it otherwise than WHY."""


def tell(
    tx: Tx,
    message: str,
    audiences: Sequence[str],
    values: Mapping[str, Any],
    about: About,
    *,
    seq: int,
    urgent: bool = False,
) -> int:
    """Write the notices of one message, and letters for what does not wait; return how many were told.

    An audience behind which nobody can be reached falls to the team: a notice never ends in silence. An escalation,
    and what the policy calls urgent, is a letter at once; all else waits for the day's digest.
    """
    chosen = chosen_readers(tx.session, audiences, about.subject, tx.today)
    return tell_chosen(tx, message, chosen, values, about, seq=seq, urgent=urgent)


def tell_chosen(
    tx: Tx,
    message: str,
    chosen: Sequence[tuple[Person, Audience]],
    values: Mapping[str, Any],
    about: About,
    *,
    seq: int,
    urgent: bool = False,
) -> int:
    """Write the same message to readers already chosen, as each of them wishes; return how many were told.

    Beside somebody who is away whoever stands in is told at once too; of what waits, when the day's letter is written.
    """
    urgent = urgent or is_urgent(tx.session, message)
    manners = _manners(tx, message, chosen, about, urgent=urgent)
    told: list[Told] = [(*one, _usual(message, one[1])) for one in chosen]
    at_once = [one for one in chosen if manners[one[0].id or 0] is Choice.AT_ONCE]
    stands_in = bool(at_once) and about.calendar is None  # an invitation is one person's own
    beside = standing_in.beside(tx.session, at_once, about.subject, tx.today) if stands_in else []
    told += [(new.person, new.part, (new.why.en, new.why.cy)) for new in beside if new.person.id not in manners]
    said = [
        _notice(tx, message, one, values, about, seq, at_once=how is Choice.AT_ONCE)
        for one in told
        if (how := manners.get(one[0].id or 0, Choice.AT_ONCE)) is not Choice.OFF
    ]
    rows.add_all(tx.session, Notice, _INTO_NOTICE, said)
    return sum(bool(person.reached_at) for person, *_ in told if manners.get(person.id or 0) is not Choice.OFF)


Told = tuple[Person, Audience, tuple[str, str]]
"""Somebody who is told, the part that they play, and why it is they, in English and in Welsh."""


def _usual(message: str, part: Audience) -> tuple[str, str]:
    """Why a message comes to whoever plays this part."""
    return WHY_OF.get((message, part), WHY[part])


def _manners(
    tx: Tx, message: str, chosen: Sequence[tuple[Person, Audience]], about: About, *, urgent: bool
) -> dict[int, Choice]:
    """How this message reaches each of these people, by their row."""
    wishes = preferences.of_people(tx.session, [person.id or 0 for person, _ in chosen])
    choices = {row: wish.choices.get(message) for row, wish in wishes.items()}
    absent = standing_in.away(tx.session, tx.today)
    heard = {
        part: {person.id for person, other in chosen if other is part and person.reached_at and person.id not in absent}
        - {row for row, choice in choices.items() if choice is Choice.OFF}
        for _, part in chosen
    }
    escalates = MESSAGES[message].kind is Kind.ESCALATION
    return {
        person.id or 0: manner(
            choices[person.id or 0],
            escalates=escalates,
            urgent=urgent or offering.leaves_at_once(part, about.task, about.partner),
            alone=not heard[part] - {person.id},
        )
        for person, part in chosen
    }


def chosen_readers(
    session: Session, audiences: Sequence[str], about: Subject, today: dt.date
) -> list[tuple[Person, Audience]]:
    """Everybody whom a message to these audiences reaches, each once with the part that they play."""
    wanted = [Audience(name) for name in audiences]
    behind: dict[Audience, list[Person]] = {
        name: people_behind(session, name, about, today) for name in wanted if name is not Audience.SUBSTITUTE
    }
    if Audience.SUBSTITUTE in wanted:
        away = [person for found in behind.values() for person in found]
        behind[Audience.SUBSTITUTE] = substitutes(session, away, today)
    reachable = {name: [p for p in found if p.reached_at] for name, found in behind.items()}
    needed = [name for name in wanted if name not in MAY_BE_NOBODY]
    if needed and unfilled(needed, reachable) and Audience.TEAM not in behind:
        wanted.append(Audience.TEAM)
        behind[Audience.TEAM] = people_behind(session, Audience.TEAM, about, today)
    return [
        (person, next((name for name in wanted if person in behind.get(name, ())), Audience.TEAM))
        for person in readers(wanted, behind)
    ]


MAY_BE_NOBODY = frozenset({Audience.SUBSTITUTE, Audience.FACILITATOR, Audience.PERSON})
"""Readers whose absence is no silence: another reader of the same message is told."""


def tell_people(
    tx: Tx,
    message: str,
    people_ids: Sequence[int],
    values: Mapping[str, Any],
    about: About,
    *,
    seq: int,
) -> int:
    """Write the same message to these very people, because they were told something before."""
    found = [person for row in people_ids if (person := tx.session.get(Person, row))]
    return tell_chosen(tx, message, [(person, Audience.HOLDER) for person in found], values, about, seq=seq)


def is_urgent(session: Session, message: str) -> bool:
    """Whether a message leaves at once: escalations always, others where the policy says so."""
    adopted = home.policy(session)
    return MESSAGES[message].kind is Kind.ESCALATION or (adopted is not None and message in adopted[1].digest.urgent)


def _notice(
    tx: Tx,
    message: str,
    told: Told,
    values: Mapping[str, Any],
    about: About,
    seq: int,
    *,
    at_once: bool,
) -> dict[str, Any]:
    """One notice as it is to be written; where it does not wait, the letter that carries it is written first."""
    person, part, why = told
    said = {**values, "reason_reader_en": why[0], "reason_reader_cy": why[1]}
    whole = MESSAGES[message].kind is Kind.ESCALATION  # it may have to be said to somebody else
    if about.task is not None and part in offering.ASKED:
        asked = offering.said(tx.session, house(tx.session).base_url, tx.at, part, about.task, about.partner, person)
        said = asked | said if why != _usual(message, part) else said | asked  # who stands in is told for whom
    return {
        "stream": tx.stream.name,
        "seq": seq,
        "message": message,
        "audience": part.value,
        "person_id": person.id,
        "values": offering.kept(said, whole=whole),
        "urgent": at_once,
        "created_at": tx.at,
        "letter_id": write_letter(tx, message, person, said, about) if person.reached_at and at_once else None,
        "version_id": about.version.id if about.version else None,
        "entered_seq": about.entry,
    }


def call_back(session: Session, at: dt.datetime, stream: str, seq: int) -> list[int]:
    """Take back what one history row told: return the people whose letters have left already."""
    said = (col(Notice.stream) == stream) & (col(Notice.seq) == seq)
    carried = list(session.exec(select(Notice.letter_id).where(said, col(Notice.letter_id).is_not(None))))
    recall(session, at, col(Letter.id).in_(carried), col(Letter.kind) != "digest")  # a digest says other things too
    forget(session, at, said, why="taken_back")
    left = (
        select(Letter.person_id)
        .join(Notice, col(Notice.letter_id) == col(Letter.id))
        .where(said, Letter.status != "superseded")
        .distinct()
    )
    return list(session.exec(left.order_by(col(Letter.person_id))))


_INTO_NOTICE = rows.into(Notice)


def asked_by(inside: House) -> dict[str, Any]:
    """Who asks, as every mail says it."""
    return {"asked_by": AskedBy(inside.team_en, inside.team_cy, inside.team_telephone)}


def isp_values(session: Session, isp: Isp | Standing, version: Version | Standing) -> dict[str, Any]:
    """What every mail about an ISP says of it."""
    inside = house(session)
    stage, holder = names.STATES[State(version.state)], names.PARTIES[Party(version.holder)]
    return {
        "ref": isp.ref,
        "title_en": isp.title_en,
        "title_cy": isp.title_cy,
        "stage_en": stage.en,
        "stage_cy": stage.cy,
        "holder_en": "" if version.holder == Party.NOBODY else holder.en,
        "holder_cy": "" if version.holder == Party.NOBODY else holder.cy,
        "link": f"{inside.base_url}/isps/{isp.ref}",
        "due": None,
        **asked_by(inside),
    }


def supersede(session: Session, version: Version, at: dt.datetime) -> None:
    """Letters and notices that ask for something whose reason has gone do not leave."""
    of = {"version": version.id, "entered": version.entered_seq, "at": at}
    ask = rows.connection(session).execute
    ask(_OVERTAKEN_LETTERS, of)
    ask(_OVERTAKEN_NOTICES, of)
    remember_no_more(session, {Letter.__tablename__, Notice.__tablename__})


ASKING = sorted(name for name, message in MESSAGES.items() if message.asks)
_LETTER, _NOTICE = table(Letter), table(Notice)
_OVERTAKEN_LETTERS = (
    update(Letter.__table__)  # type: ignore[attr-defined]  # SQLModel's
    .where(_LETTER.status == "queued", _LETTER.asks.is_(True))
    .where(_LETTER.version_id == bindparam("version"), _LETTER.entered_seq != bindparam("entered"))
    .values(status="superseded", next_at=None, settled_at=bindparam("at"))
)
_OVERTAKEN_NOTICES = (
    update(Notice.__table__)  # type: ignore[attr-defined]  # likewise
    .where(_NOTICE.letter_id.is_(None), _NOTICE.gone_at.is_(None), _NOTICE.message.in_(ASKING))
    .where(_NOTICE.version_id == bindparam("version"), _NOTICE.entered_seq != bindparam("entered"))
    .values(gone_at=bindparam("at"), gone_why="left")
)


def recall(session: Session, at: dt.datetime, *which: ColumnElement[bool]) -> None:
    """Supersede queued letters. One statement: a sender may be claiming some of them, which are then left to it."""
    waiting = update(Letter).where(col(Letter.status) == "queued", *which)
    session.execute(waiting.values(status="superseded", next_at=None, settled_at=at), execution_options=_NO_OBJECTS)
    remember_no_more(session, {Letter.__tablename__})


def forget(session: Session, at: dt.datetime, *which: ColumnElement[bool], why: str) -> None:
    """Let notices go that no letter carries yet, and say why."""
    waiting = update(Notice).where(col(Notice.letter_id).is_(None), col(Notice.gone_at).is_(None), *which)
    session.execute(waiting.values(gone_at=at, gone_why=why), execution_options=_NO_OBJECTS)
    remember_no_more(session, {Notice.__tablename__})


_NO_OBJECTS = {"synchronize_session": False}
"""No command holds objects of letters or notices, which would have to be told."""
