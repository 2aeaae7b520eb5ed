"""Writes who is to be told what: notices as data, and the letters that carry them, in the move's own transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from ispdesk.commands.shape import Tx
from models.queries import home, people
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from models.tables.post import Letter, Notice
from models.tables.qa import GroupMember, QaGroup
from models.tables.work import IspFacilitator
from notifications.audience import Audience, readers, unfilled
from notifications.compose import House, Recipient, compose
from notifications.letter import Headers, Mailbox, message_id, notice_reference, to_bytes
from notifications.messages import MESSAGES
from states import names
from states.lifecycle import Party, Role, State

TEAM = {Role.ASSURER, Role.TEAM_LEAD}
WHY = {
    Audience.HOLDER: ("it is with you now", "mae gyda chi nawr"),
    Audience.TEAM: ("you are on the WASPI team", "rydych ar dîm WASPI"),
    Audience.BOARD_SECRETARY: (
        "you are the programme board's secretary",
        "chi yw ysgrifennydd bwrdd y rhaglen",
    ),
    Audience.COORDINATOR: ("you coordinate this ISP", "chi sy'n cydlynu'r ISP hwn"),
    Audience.FACILITATOR: ("you facilitate this ISP", "chi sy'n hwyluso'r ISP hwn"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, and what makes it one of a kind: the same dedupe is never written twice."""

    dedupe: str
    isp: Isp | None = None
    version: Version | None = None


def house(session: Session) -> House:
    """The installation that mails come from, as its home says."""
    fixed = home.fact(session, "fixed_time")
    return House(
        name=home.fact(session, "name") or "ISP Desk",
        base_url=home.fact(session, "base_url") or "http://127.0.0.1:8400",
        team_en=home.fact(session, "team_en") or "the WASPI team",
        team_cy=home.fact(session, "team_cy") or "tîm WASPI",
        team_address=home.fact(session, "team_address") or "team@ispdesk.example",
        team_telephone=home.fact(session, "team_telephone") or "",
        register_statement_en=home.fact(session, "statement_en") or "",
        register_statement_cy=home.fact(session, "statement_cy") or "",
        fixed_time=dt.datetime.fromisoformat(fixed) if fixed else None,
    )


def audience(session: Session, isp: Isp | None, version: Version | None, day: dt.date) -> dict[Audience, list[Person]]:
    """The people behind each audience for this ISP on this day."""
    team = people.with_role(session, TEAM, ["all"], day)
    found = {
        Audience.TEAM: team,
        Audience.BOARD_SECRETARY: people.with_role(session, {Role.BOARD_SECRETARY}, ["all"], day),
    }
    if isp is None:
        return found
    found[Audience.COORDINATOR] = _coordinators(session, isp, day)
    works = (
        select(Person)
        .join(Facilitator, col(Facilitator.person_id) == col(Person.id))
        .join(IspFacilitator, col(IspFacilitator.facilitator_id) == col(Facilitator.id))
        .where(IspFacilitator.isp_id == isp.id)
    )
    found[Audience.FACILITATOR] = list(session.exec(works.order_by(col(Person.ref))))
    if version is not None:
        found[Audience.HOLDER] = _holders(session, isp, Party(version.holder), found)
    return found


def _coordinators(session: Session, isp: Isp, day: dt.date) -> list[Person]:
    if isp.coordinator_person_id and (person := session.get(Person, isp.coordinator_person_id)):
        return [person]
    scopes = [f"isp:{isp.ref}"]
    if isp.coordinator_organisation_id and (o := session.get(Organisation, isp.coordinator_organisation_id)):
        scopes.append(f"organisation:{o.ref}")
    return people.with_role(session, {Role.COORDINATOR}, scopes, day)


def _holders(session: Session, isp: Isp, party: Party, found: Mapping[Audience, list[Person]]) -> list[Person]:
    if party in (Party.COORDINATOR, Party.PARTNERS):
        return found[Audience.COORDINATOR]
    if party is Party.GROUP and isp.group_id is not None:
        group = session.get(QaGroup, isp.group_id)
        members = select(Person).join(GroupMember, col(GroupMember.person_id) == col(Person.id))
        return list(session.exec(members.where(GroupMember.group_id == group.id))) if group else []
    return found[Audience.TEAM] if party is Party.TEAM else []


def tell(
    tx: Tx,
    message: str,
    audiences: Sequence[str],
    values: Mapping[str, Any],
    about: About,
    *,
    seq: int,
) -> int:
    """Write the notices and letters of one message; return how many letters.

    An audience behind which nobody can be reached falls to the team: a notice never ends in silence.
    """
    behind = audience(tx.session, about.isp, about.version, tx.today)
    wanted = tuple(Audience(name) for name in audiences)
    reachable = {name: [person for person in found if person.address] for name, found in behind.items()}
    if unfilled(wanted, reachable):
        wanted = (*wanted, Audience.TEAM)
    written = 0
    for person in readers(wanted, behind):
        part = next((name for name in wanted if person in behind.get(name, ())), Audience.TEAM)
        written += _tell(tx, message, person, part, values, about, seq)
    return written


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


def _tell(
    tx: Tx,
    message: str,
    person: Person,
    part: Audience,
    values: Mapping[str, Any],
    about: About,
    seq: int,
) -> int:
    """Write one notice, and the letter that carries it where the person has an address; return how many letters."""
    why_en, why_cy = WHY[part]
    said = {**values, "reason_reader_en": why_en, "reason_reader_cy": why_cy}
    notice = Notice(
        stream=tx.stream.name,
        seq=seq,
        message=message,
        audience=part.value,
        person_id=person.id,
        values={key: value for key, value in said.items() if isinstance(value, str | int | bool | None)},
        created_at=tx.at,
    )
    letter = _letter(tx, message, person, said, about) if person.address else None
    if letter is not None:
        tx.session.add(letter)
        tx.session.flush()
        notice.letter_id = letter.id
    tx.session.add(notice)
    tx.session.flush()
    return 0 if letter is None else 1


def call_back(session: Session, at: dt.datetime, prefix: str) -> list[int]:
    """Supersede unsent letters whose dedupe begins so; return the people whose letters have left already."""
    these = begins_with(prefix)
    recall(session, at, these)
    left = select(Letter.person_id).where(these, Letter.status != "superseded").distinct()
    return list(session.exec(left.order_by(col(Letter.person_id))))


def _letter(tx: Tx, message: str, person: Person, values: Mapping[str, Any], about: About) -> Letter | None:
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
    return Letter(
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
        entered_seq=about.version.entered_seq if about.version else None,
        queued_at=tx.at,
        next_at=tx.at,
    )


def isp_values(session: Session, isp: Isp, version: Version) -> dict[str, Any]:
    """What every mail about an ISP says of it."""
    from notifications.compose import AskedBy

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
        "asked_by": AskedBy(inside.team_en, inside.team_cy, inside.team_telephone),
        "due": None,
    }


def supersede(session: Session, version: Version, at: dt.datetime) -> None:
    """Letters that ask for something whose reason has gone do not leave."""
    recall(
        session,
        at,
        col(Letter.version_id) == version.id,
        col(Letter.asks).is_(True),
        col(Letter.entered_seq) != version.entered_seq,
    )


def begins_with(prefix: str) -> ColumnElement[bool]:
    """Letters whose dedupe begins so, to the letter: LIKE would ignore case on SQLite."""
    return func.substr(col(Letter.dedupe), 1, len(prefix)) == prefix


def recall(session: Session, at: dt.datetime, *which: ColumnElement[bool]) -> None:
    """Supersede queued letters. One statement: a sender may be claiming some of them, which are then left to it."""
    waiting = update(Letter).where(col(Letter.status) == "queued", *which)
    session.execute(waiting.values(status="superseded", next_at=None, settled_at=at))
