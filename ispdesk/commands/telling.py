"""Writes who is to be told what: notices as data, and the letters that carry them, in the move's own transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from ispdesk.commands import offering
from ispdesk.commands.audiences import Subject, substitutes
from ispdesk.commands.audiences import behind as people_behind
from ispdesk.commands.shape import Tx
from models.queries import home
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.post import Letter, Notice
from models.tables.work import Partner
from notifications.audience import Audience, readers, unfilled
from notifications.backoff import Kind
from notifications.compose import AskedBy, House, Recipient, compose
from notifications.letter import Headers, Mailbox, message_id, notice_reference, to_bytes
from notifications.messages import MESSAGES
from states import names
from states.lifecycle import Party, State

WHY = {
    Audience.HOLDER: ("it is with you now", "mae gyda chi nawr"),
    Audience.PERSON: ("it was asked of you", "gofynnwyd i chi amdano"),
    Audience.SUBSTITUTE: ("you stand in for somebody who is away", "rydych yn dirprwyo dros rywun sydd i ffwrdd"),
    Audience.COORDINATOR: ("you coordinate this ISP", "chi sy'n cydlynu'r ISP hwn"),
    Audience.FACILITATOR: ("you facilitate this ISP", "chi sy'n hwyluso'r ISP hwn"),
    Audience.PARTNER_CONTACT: ("you are this partner's contact", "chi yw cyswllt y partner hwn"),
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

WHY_OF = {
    ("facilitator_idle", Audience.PERSON): ("it is about you", "mae'n ymwneud â chi"),
    ("task_asked", Audience.HOLDER): ("it is asked of you", "gofynnir hyn i chi"),
}
"""Where a message says it otherwise than WHY."""


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, and what makes it one of a kind: the same dedupe is never written twice.

    `outlives`: it is asked for as long as its task is open or its date runs, whatever state the version enters.
    """

    dedupe: str
    isp: Isp | None = None
    version: Version | None = None
    partner: Partner | None = None
    task: Task | None = None
    person_id: int | None = None
    group_id: int | None = None
    outlives: bool = False

    @property
    def entry(self) -> int | None:
        """The state entry that it is bound to, or None."""
        return self.version.entered_seq if self.version and not self.outlives else None

    @property
    def subject(self) -> Subject:
        """The same, as the readers are found by."""
        return Subject(self.isp, self.version, self.partner, self.task, self.person_id, self.group_id)


def house(session: Session) -> House:
    """The installation that mails come from, as its home says."""
    said = home.facts(session)
    fixed = said.get("fixed_time")
    return House(
        name=said.get("name") or "ISP Desk",
        base_url=said.get("base_url") or "http://127.0.0.1:8400",
        team_en=said.get("team_en") or "the WASPI team",
        team_cy=said.get("team_cy") or "tîm WASPI",
        team_address=said.get("team_address") or "team@ispdesk.example",
        team_telephone=said.get("team_telephone") or "",
        register_statement_en=said.get("statement_en") or "",
        register_statement_cy=said.get("statement_cy") or "",
        fixed_time=dt.datetime.fromisoformat(fixed) if fixed else None,
    )


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
    """Write the same message to readers already chosen; return how many were told."""
    return sum(_tell(tx, message, person, part, values, about, seq, urgent=urgent) for person, part in chosen)


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
    reachable = {name: [p for p in found if p.address] for name, found in behind.items()}
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
    found = [tx.session.get(Person, row) for row in people_ids]
    return sum(_tell(tx, message, person, Audience.HOLDER, values, about, seq) for person in found if person)


def is_urgent(session: Session, message: str) -> bool:
    """Whether a message leaves at once: escalations always, others where the policy says so."""
    adopted = home.policy(session)
    return MESSAGES[message].kind is Kind.ESCALATION or (adopted is not None and message in adopted[1].digest.urgent)


def _tell(
    tx: Tx,
    message: str,
    person: Person,
    part: Audience,
    values: Mapping[str, Any],
    about: About,
    seq: int,
    *,
    urgent: bool = False,
) -> int:
    """Write one notice, and where it does not wait the letter that carries it; return whether anybody is told."""
    why_en, why_cy = WHY_OF.get((message, part), WHY[part])
    said = {**values, "reason_reader_en": why_en, "reason_reader_cy": why_cy}
    asked = about.task is not None and part in offering.ASKED
    if asked:
        said |= _of_asked(tx, person, part, about)
    of_partner = offering.leaves_at_once(part, about.task, about.partner)
    at_once = urgent or of_partner or is_urgent(tx.session, message)
    notice = Notice(
        stream=tx.stream.name,
        seq=seq,
        message=message,
        audience=part.value,
        person_id=person.id,
        values={key: _kept(value) for key, value in said.items() if isinstance(value, PLAIN) and key != "answer_link"},
        urgent=at_once,
        created_at=tx.at,
        version_id=about.version.id if about.version else None,
        entered_seq=about.entry,
    )
    letter = write_letter(tx, message, person, said, about) if person.address and at_once else None
    if letter is not None:
        notice.letter_id = letter.id
    tx.session.add(notice)
    tx.session.flush()
    return 1 if person.address else 0


def _of_asked(tx: Tx, person: Person, part: Audience, about: About) -> dict[str, Any]:
    """What only whoever is asked is told: why they are, and the address at which they answer."""
    if about.task is None or not person.address:
        return {}
    why_en, why_cy = offering.reason(part, about.task, about.partner, person)
    link = offering.address(tx.session, house(tx.session).base_url, tx.at, about.task, person)
    return {"reason_reader_en": why_en, "reason_reader_cy": why_cy, "answer_link": link}


def _kept(value: Any) -> Any:
    """A value as a notice keeps it: plain, so that the day's letter can say it again."""
    return value.isoformat() if isinstance(value, dt.date) else value


PLAIN = str | int | bool | dt.date | None


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


def write_letter(tx: Tx, message: str, person: Person, values: Mapping[str, Any], about: About) -> Letter | None:
    """Compose and freeze a letter to somebody who has an address; None where this one has been written before."""
    dedupe = f"{about.dedupe}:{person.ref}"
    if tx.session.exec(select(Letter).where(Letter.dedupe == dedupe)).first():
        return None
    inside = house(tx.session)
    domain = inside.team_address.rpartition("@")[2]
    name_cy = person.name_cy or person.name_en
    reader = Recipient(person.name_en, name_cy, person.address or "", person.language)  # type: ignore[arg-type]  # a CHECK holds it
    composed = compose(message, reader, values, inside, notice=notice_reference(dedupe))
    team = Mailbox(inside.name, inside.team_address)
    headers = Headers(
        sender=team,
        to=Mailbox(person.name_en, person.address or ""),
        reply_to=Mailbox(inside.team_en, inside.team_address),
        dedupe=dedupe,
        domain=domain,
        date=tx.at,
    )
    letter = Letter(
        dedupe=dedupe,
        message_id=message_id(dedupe, domain),
        kind=MESSAGES[message].kind.value,
        message=message,
        asks=MESSAGES[message].asks,
        person_id=person.id or 0,
        address=person.address or "",
        subject=composed.subject[:400],
        raw=to_bytes(composed, headers),
        isp_ref=about.isp.ref if about.isp else None,
        version_id=about.version.id if about.version else None,
        entered_seq=about.entry,
        queued_at=tx.at,
        next_at=tx.at,
    )
    tx.session.add(letter)
    tx.session.flush()
    return letter


def asked_by(inside: House) -> dict[str, Any]:
    """Who asks, as every mail says it."""
    return {"asked_by": AskedBy(inside.team_en, inside.team_cy, inside.team_telephone)}


def isp_values(session: Session, isp: Isp, version: Version) -> dict[str, Any]:
    """What every mail about an ISP says of it."""
    inside = house(session)
    stage, holder = names.STATES[State(version.state)], names.PARTIES[Party(version.holder)]
    return {
        "ref": isp.ref,
        "title_en": isp.title_en or isp.title_cy,
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
    recall(
        session,
        at,
        col(Letter.version_id) == version.id,
        col(Letter.asks).is_(True),
        col(Letter.entered_seq) != version.entered_seq,
    )
    forget(
        session,
        at,
        col(Notice.version_id) == version.id,
        col(Notice.message).in_(ASKING),
        col(Notice.entered_seq) != version.entered_seq,
        why="left",
    )


ASKING = sorted(name for name, message in MESSAGES.items() if message.asks)


def recall(session: Session, at: dt.datetime, *which: ColumnElement[bool]) -> None:
    """Supersede queued letters. One statement: a sender may be claiming some of them, which are then left to it."""
    waiting = update(Letter).where(col(Letter.status) == "queued", *which)
    session.execute(waiting.values(status="superseded", next_at=None, settled_at=at))


def forget(session: Session, at: dt.datetime, *which: ColumnElement[bool], why: str) -> None:
    """Let notices go that no letter carries yet, and say why."""
    waiting = update(Notice).where(col(Notice.letter_id).is_(None), col(Notice.gone_at).is_(None), *which)
    session.execute(waiting.values(gone_at=at, gone_why=why))
