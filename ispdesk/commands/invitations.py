"""Who is invited to what: one comparison of what people were told with what holds writes every invitation.

A new reader gets a REQUEST, a told one the same again with a higher SEQUENCE where day, times, place or organiser have
changed, and whoever is expected no more a CANCEL (RFC 5546, 3.2). Who is away is invited all the same.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands import facts, telling
from ispdesk.commands.audiences import Subject, behind
from ispdesk.commands.shape import Tx
from models.base import canonical
from models.queries import appointments, isps, people
from models.tables.appointment import Appointment, Invitation
from models.tables.isp import Isp
from models.tables.person import Person
from models.tables.post import Letter, Notice
from models.tables.qa import Meeting, QaGroup
from notifications.audience import Audience
from notifications.compose import LANGUAGES, AskedBy, House
from notifications.ical import Entry, Invited, Method, invitation
from notifications.letter import CalendarPart, Mailbox
from notifications.occasion import Occasion
from notifications.safe import paragraphs
from notifications.words import span
from states.lifecycle import Role
from states.words import Sentence

Times = tuple[dt.date, dt.time | None, dt.time | None]
Readers = Sequence[tuple[Person, Audience]]


@dataclass(frozen=True, slots=True)
class Change:
    """What has been done to an appointment: the times before it, and why it was called off."""

    was: Times | None = None
    reason: str = ""


def make(tx: Tx, kind: str, day: dt.date, **more: Any) -> Appointment:
    """A new appointment of the order's stream; its UID never changes, wherever the team's address goes."""
    session, stream = tx.session, tx.stream
    number = appointments.next_number(session, stream.name, kind)
    domain = telling.house(session).team_address.rpartition("@")[2]
    made = Appointment(
        uid=f"{kind}-{stream.ref}-{number}@{domain}",
        kind=kind,
        stream=stream.name,
        number=number,
        day=day,
        changed_at=tx.at,
        **more,
    )
    session.add(made)
    session.flush()
    return made


def times(appointment: Appointment) -> Times:
    """Day, beginning and end."""
    return appointment.day, appointment.begins, appointment.ends


def _quiet(tx: Tx) -> bool:
    """Whether something is only recorded: that writes no letters (design §2)."""
    return tx.order.recording or Role.IMPORT in tx.roles


def keep_isp(tx: Tx, isp: Isp) -> None:
    """Bring the review date and the workshops of an ISP up to date. What is only recorded writes no letters."""
    if _quiet(tx):
        return
    _review(tx, isp)
    alive = any(version.place != "past" for version in isps.versions(tx.session, isp.id or 0))
    for planned in appointments.planned(tx.session, tx.stream.name, "workshop"):
        if planned.day >= tx.today:
            planned.status = "planned" if alive else "cancelled"
            tell_isp(tx, isp, planned, changed=not alive)


def tell_isp(tx: Tx, isp: Isp, planned: Appointment, change: Change | None = None, *, changed: bool = False) -> int:
    """Tell whoever has to know about an ISP's workshop or review date; return how many letters were written."""
    known = isps.versions(tx.session, isp.id or 0)
    standing = isps.standing_at(tx.session, isp.id or 0, "force" if planned.kind == "review" else "progress")
    version = standing or next(iter(known), None)
    if version is None:
        return 0
    title = Sentence(isp.title_en or isp.title_cy, isp.title_cy)
    about = _About(telling.isp_values(tx.session, isp, version), title, isp.ref, isp)
    readers = _reviewers(tx, isp) if planned.kind == "review" else expected(tx.session, isp, planned, tx.today)
    return _compare(tx, planned, about, readers, change or Change(), changed=changed)


def _review(tx: Tx, isp: Isp) -> None:
    """The review date of the version in force, as one appointment that moves with it until its day has passed."""
    force = isps.standing_at(tx.session, isp.id or 0, "force")
    day = force.review_date if force is not None and (force.review_date or tx.today) > tx.today else None
    ahead = [one for one in appointments.planned(tx.session, tx.stream.name, "review") if one.day >= tx.today]
    known = ahead[-1] if ahead else None
    if known is None:
        if day is not None:
            tell_isp(tx, isp, make(tx, "review", day))
        return
    was = times(known)
    if day is None and (force is None or force.review_date != known.day):
        known.status = "cancelled"
    known.day = day or known.day
    tell_isp(tx, isp, known, Change(was), changed=times(known) != was or known.status == "cancelled")


def _reviewers(tx: Tx, isp: Isp) -> Readers:
    return telling.chosen_readers(tx.session, [Audience.COORDINATOR], Subject(isp), tx.today)


def expected(session: Session, isp: Isp, planned: Appointment, day: dt.date) -> Readers:
    """Whoever is expected at a workshop: coordinator, facilitators, partners' contacts, and those invited by name.

    Where no coordinator can be reached, the team comes in: somebody has to know of it.
    """
    found: dict[int, tuple[Person, Audience]] = {}
    leading = behind(session, Audience.COORDINATOR, Subject(isp), day)
    reached = any(person.reached_at for person in leading)
    usual = (Audience.COORDINATOR, *(() if reached else (Audience.TEAM,)), Audience.FACILITATOR)
    subjects = [(part, Subject(isp)) for part in usual]
    partners = facts.partners(session, isp)
    subjects.extend((Audience.PARTNER_CONTACT, Subject(isp, partner=partner)) for partner in partners)
    for part, subject in subjects:
        for person in leading if part is Audience.COORDINATOR else behind(session, part, subject, day):
            found.setdefault(person.id or 0, (person, part))
    for ref in planned.also:
        if (named := people.by_ref(session, ref)) is not None:
            found.setdefault(named.id or 0, (named, Audience.PERSON))
    return list(found.values())


def keep_group(tx: Tx, group: QaGroup) -> None:
    """Bring the invitations to a QA group's meetings ahead up to date, also those that nobody was told of."""
    if _quiet(tx):
        return
    known = {one.day: one for one in appointments.planned(tx.session, tx.stream.name, "meeting")}
    ahead = select(Meeting).where(Meeting.group_id == group.id, Meeting.day >= tx.today).order_by(col(Meeting.day))
    for meeting in tx.session.exec(ahead).all():
        tell_group(tx, group, known.get(meeting.day) or make(tx, "meeting", meeting.day))


def tell_group(
    tx: Tx, group: QaGroup, planned: Appointment, change: Change | None = None, *, changed: bool = False
) -> int:
    """Tell the members about a meeting; return how many letters were written."""
    inside = telling.house(tx.session)
    name = Sentence(group.name_en, group.name_cy)
    values = {
        **dict.fromkeys(("ref", "stage_en", "stage_cy", "holder_en", "holder_cy"), ""),
        "title_en": name.en,
        "title_cy": name.cy or name.en,
        "link": f"{inside.base_url}/queue",
    }
    members = behind(tx.session, Audience.GROUP, Subject(group_id=group.id), max(tx.today, planned.day))
    readers = [(person, Audience.GROUP) for person in members]
    return _compare(tx, planned, _About(values, name), readers, change or Change(), changed=changed)


@dataclass(frozen=True, slots=True)
class _About:
    """What an appointment is about, for a letter and for an entry."""

    values: Mapping[str, Any]
    title: Sentence
    ref: str = ""
    isp: Isp | None = None


def _compare(tx: Tx, planned: Appointment, about: _About, readers: Readers, change: Change, *, changed: bool) -> int:
    """Write what the difference between what people were told and what holds asks for."""
    session, now = tx.session, appointments.told(tx.session, planned.id or 0)
    inside = telling.house(session)
    asks = behind(session, Audience.COORDINATOR, Subject(about.isp), tx.today) if planned.kind == "workshop" else ()
    post = _Post(tx, planned, about, change, inside, asks)
    if planned.status == "cancelled":
        readers = []
    wanted = {person.id or 0: (person, part) for person, part in readers if person.reached_at}
    fresh, again = [], []
    for row, (person, part) in wanted.items():
        before = now.get(row)
        if before is None or before.method == "CANCEL":
            fresh.append((person, part))
        elif before.said != post.said(person):
            again.append((person, part))
    gone = [row for row, before in now.items() if before.method == "REQUEST" and row not in wanted]
    if changed or (now and (fresh or again or gone)):
        planned.sequence += 1
        planned.changed_at = tx.at
    session.add(planned)
    session.flush()
    if _quiet(tx) or (planned.day < tx.today and (change.was is None or change.was[0] < tx.today)):
        return 0  # what has passed is in nobody's way
    done = sum(post.ask(person, part, "invitation") for person, part in fresh)
    done += sum(post.ask(person, part, "invitation_changed") for person, part in again)
    return done + sum(post.call_off(row) for row in gone)


@dataclass(frozen=True, slots=True)
class _Post:
    """Writes the letters about one appointment as it stands now."""

    tx: Tx
    planned: Appointment
    about: _About
    change: Change
    inside: House
    coordinators: Sequence[Person]

    def ask(self, person: Person, part: Audience, message: str) -> int:
        """Invite somebody, or tell them what has changed since a letter that may have reached them."""
        reached = self._recall(person)
        return self._write(person, part, message if reached else "invitation", "REQUEST")

    def call_off(self, row: int) -> int:
        """Tell somebody that they are expected no more; nobody, where no letter ever left."""
        person = self.tx.session.get(Person, row)
        if person is None:
            return 0
        if not self._recall(person) or not person.reached_at:
            self._remember(person, "CANCEL", None)
            return 0
        part = self.tx.session.exec(
            select(Notice.audience).where(
                Notice.person_id == row,
                col(Notice.letter_id).in_(
                    letter.id for letter in appointments.letters(self.tx.session, self.planned.id or 0, row)
                ),
            )
        ).first()
        return self._write(person, Audience(part or Audience.PERSON), "invitation_cancelled", "CANCEL")

    def said(self, person: Person) -> str:
        """The hash of what their calendar part says of day, times, place and organiser."""
        at = self.planned
        told: list[Any] = [at.day, str(at.begins), str(at.ends), at.place, at.online, at.topic]
        return hashlib.sha256(
            canonical([*told, self._organizer(person)[0].address, person.address]).encode()
        ).hexdigest()

    def _recall(self, person: Person) -> bool:
        """Keep back what has not left yet; return whether anything may have reached them."""
        earlier = appointments.letters(self.tx.session, self.planned.id or 0, person.id or 0)
        ids = [letter.id for letter in earlier]
        if ids:
            telling.recall(self.tx.session, self.tx.at, col(Letter.id).in_(ids))
            for letter in earlier:
                self.tx.session.refresh(letter)
        return any(letter.status != "superseded" or letter.attempts for letter in earlier)

    def _write(self, person: Person, part: Audience, message: str, method: Method) -> int:
        at, was = self.planned, self.change.was
        organizer, asked_by = self._organizer(person)
        moved = was if was is not None and was != times(at) else None
        values = {
            **self.about.values,
            "asked_by": asked_by,
            "kind": at.kind,
            "when_en": span(*times(at), "en"),
            "when_cy": span(*times(at), "cy"),
            "was_en": span(*moved, "en") if moved else "",
            "was_cy": span(*moved, "cy") if moved else "",
            "place": paragraphs(at.place),
            "online": at.online,
            "topic": at.topic,
            "dropped": at.status != "cancelled",
            "reason": paragraphs(self.change.reason),
        }
        languages = LANGUAGES[person.language]  # type: ignore[index]  # a CHECK holds it
        occasion = Occasion(
            at.kind, self.about.title, self.about.ref, at.topic, at.online, str(self.about.values["link"])
        )
        entry = Entry(
            at.uid,
            at.sequence,
            self.tx.at,
            at.day,
            occasion.summary(languages),
            at.begins,
            at.ends,
            occasion.description(languages),
            at.place or at.online,
        )
        name = (person.name_cy if languages == ("cy",) else "") or person.name_en
        invited = Invited(organizer, Mailbox(name, person.address or ""), answers=at.kind != "review")
        part_of_mail = CalendarPart(method, invitation(entry, invited, method))
        dedupe = f"invitation:{at.id}:{at.sequence}"
        about = telling.About(dedupe, self.about.isp, calendar=part_of_mail)
        seq = self.tx.written[-1].seq if self.tx.written else self.tx.stream.length
        telling.tell_chosen(self.tx, message, [(person, part)], values, about, seq=seq, urgent=True)
        written = self.tx.session.exec(select(Letter.id).where(Letter.dedupe == f"{dedupe}:{person.ref}"))
        self._remember(person, method, written.one())
        return 1

    def _remember(self, person: Person, method: Method, letter: int | None) -> None:
        row = Invitation(
            appointment_id=self.planned.id or 0,
            person_id=person.id or 0,
            sequence=self.planned.sequence,
            method=method,
            said=self.said(person),
            letter_id=letter,
            at=self.tx.at,
        )
        self.tx.session.add(row)
        self.tx.session.flush()

    def _organizer(self, person: Person) -> tuple[Mailbox, AskedBy]:
        """Whom an answer reaches: of a workshop its coordinator, else the team. Nobody is invited by themselves."""
        asks = next((one for one in self.coordinators if one.reached_at and one.address != person.address), None)
        if asks is not None and person.id not in {one.id for one in self.coordinators}:
            return Mailbox(asks.name_en, asks.address or ""), AskedBy(asks.name_en, asks.name_cy or asks.name_en)
        inside = self.inside
        return Mailbox(inside.team_en, inside.team_address), telling.asked_by(inside)["asked_by"]
