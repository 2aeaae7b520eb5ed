"""Private calendar feeds: the link of one, and what whoever has the link sees; looking changes nothing.

A token is `<kind>-<row>-<number>-<mark>`: marked with the home's key, so that nobody makes one up, and of the number
that the feed has now, so that a renewed link closes the one before it.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk import keys
from ispdesk.commands.clocks import timer_of
from ispdesk.commands.telling import house
from models.queries import appointments, tasks, whose
from models.tables.appointment import Appointment
from models.tables.clocks import TimerRow
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.qa import QaGroup
from notifications.compose import LANGUAGES, House
from notifications.ical import Entry, feed
from notifications.occasion import Occasion
from states.calendar import local_day
from states.lifecycle import Party
from states.policy import Anchor
from states.words import Sentence

PURPOSE = "calendar-feed"
TOKEN = re.compile(rf"([po])-([1-9]\d{{0,11}})-([1-9]\d{{0,5}})-([A-Za-z2-7]{{{keys.LENGTH}}})")
KINDS = {"person": "p", "organisation": "o"}
BACK = dt.timedelta(days=31)
"""How far back a feed goes (our default)."""
DATED = frozenset({Anchor.OPERATION_AND_ASSURANCE, Anchor.CONSENT, Anchor.SELF_RETURNS, Anchor.PROMISE})
"""Date timers that somebody has to do something by; the review date is an entry of its own."""


def address(session: Session, kind: str, ref: str) -> str | None:
    """The link of a person's or organisation's feed, or None where none was ever opened."""
    row = _subject(session, kind, ref)
    opened = appointments.feed(session, f"{kind}:{ref}")
    if row is None or opened is None:
        return None
    text = f"{KINDS[kind]}-{row}-{opened.number}"
    mark = keys.mark(keys.of(session), PURPOSE, text)
    return f"{house(session).base_url.rstrip('/')}/calendar/{text}-{mark}.ics"


def _subject(session: Session, kind: str, ref: str) -> int | None:
    if kind == "person":
        return session.exec(select(Person.id).where(Person.ref == ref)).first()
    return session.exec(select(Organisation.id).where(Organisation.ref == ref)).first()


def calendar(session: Session, token: str, at: dt.datetime) -> bytes | None:
    """What is behind a token, or None where it opens nothing: made up, withdrawn or of nobody, all alike."""
    read = TOKEN.fullmatch(token)
    if read is None:
        return None
    kind, row, number, mark = read.groups()
    if not keys.is_ours(keys.of(session), PURPOSE, f"{kind}-{row}-{number}", mark):
        return None
    subject = session.get(Person, int(row)) if kind == "p" else session.get(Organisation, int(row))
    if subject is None:
        return None
    opened = appointments.feed(session, f"{'person' if kind == 'p' else 'organisation'}:{subject.ref}")
    if opened is None or opened.number != int(number):
        return None
    day = local_day(at)
    if isinstance(subject, Person):
        languages = LANGUAGES[subject.language]  # type: ignore[index]  # a CHECK holds it
        made = _Feed(session, day, languages, house(session), whose.of_person(session, subject, day), subject)
    else:
        made = _Feed(session, day, LANGUAGES["unknown"], house(session), whose.of_organisation(session, subject))
    name_cy = subject.name_cy if made.languages[0] == "cy" else ""
    return feed(made.entries(), f"{made.house.name}: {name_cy or subject.name_en}")


@dataclass(frozen=True, slots=True)
class _Feed:
    """One reader's feed as it stands on a day."""

    session: Session
    day: dt.date
    languages: Sequence[str]
    house: House
    whose: whose.Whose
    person: Person | None = None

    @property
    def since(self) -> dt.date:
        return self.day - BACK

    def entries(self) -> list[Entry]:
        """Workshops, meetings, review dates, due dates: each once."""
        found = [*self._appointments(), *self._unsaid_reviews(), *self._meetings(), *self._due()]
        return list({entry.uid: entry for entry in reversed(found)}.values())

    def _groups(self) -> list[QaGroup]:
        return whose.groups(self.session, self.person, self.day) if self.person is not None else []

    def _isps(self) -> dict[str, Isp]:
        chosen = select(Isp).where(col(Isp.id).in_(self.whose.every))
        return {f"isp:{isp.ref}": isp for isp in self.session.exec(chosen)}

    def _appointments(self) -> Iterator[Entry]:
        isps, groups = self._isps(), {f"group:{group.ref}": group for group in self._groups()}
        known = appointments.of_streams(self.session, [*isps, *groups], self.since)
        if self.person is not None:
            known += appointments.invited_to(self.session, self.person.id or 0, self.since)
        for one in known:
            kind, _, ref = one.stream.partition(":")
            if kind == "isp":
                isp = isps.get(one.stream) or self.session.exec(select(Isp).where(Isp.ref == ref)).one()
                yield self._entry(one, self._about(isp, one))
            else:
                group = groups.get(one.stream) or self.session.exec(select(QaGroup).where(QaGroup.ref == ref)).one()
                name = Sentence(group.name_en, group.name_cy)
                yield self._entry(one, Occasion(one.kind, name, online=one.online, link=self._link("queue")))

    def _about(self, isp: Isp, one: Appointment) -> Occasion:
        return Occasion(one.kind, _title(isp), isp.ref, one.topic, one.online, self._link(f"isps/{isp.ref}"))

    def _link(self, path: str) -> str:
        return f"{self.house.base_url.rstrip('/')}/{path}"

    def _entry(self, one: Appointment, occasion: Occasion) -> Entry:
        return self._made(occasion, one.uid, one.sequence, one.changed_at, one.day, one)

    def _made(
        self,
        occasion: Occasion,
        uid: str,
        sequence: int,
        stamp: dt.datetime,
        day: dt.date,
        one: Appointment | None = None,
    ) -> Entry:
        return Entry(
            uid,
            sequence,
            stamp,
            day,
            occasion.summary(self.languages),
            one.begins if one else None,
            one.ends if one else None,
            occasion.description(self.languages),
            (one.place or one.online) if one else "",
            occasion.link,
        )

    def _uid(self, *parts: object) -> str:
        return f"{'-'.join(map(str, parts))}@{self.house.team_address.rpartition('@')[2]}"

    def _unsaid_reviews(self) -> Iterator[Entry]:
        """Review dates that nobody was invited to, such as those that an import brought."""
        for isp, version in whose.in_force(self.session, self.whose.every, self.since):
            said = appointments.of_stream(self.session, f"isp:{isp.ref}")
            if version.review_date and not any(
                (one.kind, one.day, one.status) == ("review", version.review_date, "planned") for one in said
            ):
                about = Occasion("review", _title(isp), isp.ref, link=self._link(f"isps/{isp.ref}"))
                uid = self._uid("review", isp.ref, f"v{version.number}")
                yield self._made(about, uid, 0, version.entered_at, version.review_date)

    def _meetings(self) -> Iterator[Entry]:
        """Meetings that nobody was invited to, such as those of a home of an earlier release."""
        for group in self._groups():
            said = {one.day for one in appointments.planned(self.session, f"group:{group.ref}", "meeting")}
            for meeting in whose.meetings(self.session, group, self.since):
                if meeting.day not in said:
                    about = Occasion("meeting", Sentence(group.name_en, group.name_cy), link=self._link("queue"))
                    stamp = dt.datetime.combine(meeting.last_submission, dt.time(), dt.UTC)
                    yield self._made(about, self._uid("meeting", group.ref, meeting.day), 0, stamp, meeting.day)

    def _due(self) -> Iterator[Entry]:
        """Due dates of the reader's own clocks."""
        assurer = self.person.ref if self.person is not None else None
        for row, version, isp in whose.running(self.session, self.whose.every, assurer, self.since):
            timer = timer_of(self.session, row)
            if timer is None or row.due_day is None or not self._mine(row, version, isp, timer.anchor):
                continue
            link = self._link(f"isps/{isp.ref}")
            about = Occasion("due", _title(isp), isp.ref, link=link, what=timer.name)
            uid = self._uid("due", isp.ref, row.kind, row.subject.replace("/", "-"), row.round)
            yield self._made(about, uid, 0, row.started_at, row.due_day)

    def _mine(self, row: TimerRow, version: Version, isp: Isp, anchor: Anchor | None) -> bool:
        """Whether it is the reader who has to do something by then."""
        part = row.subject.partition("/")[2]
        if part.startswith("t"):
            task = tasks.numbered(self.session, isp.id or 0, int(part[1:]))
            asked = task.person_id if task else None
            mine = self.person is not None and asked == self.person.id
            return mine or (asked is None and task is not None and task.partner_id in self.whose.partners)
        coordinates = isp.id in self.whose.coordinated
        if anchor is not None:
            return anchor in DATED and coordinates
        if version.holder == Party.TEAM:
            return self.person is not None and version.assurer == self.person.ref
        return version.holder == Party.COORDINATOR and coordinates


def _title(isp: Isp) -> Sentence:
    return Sentence(isp.title_en or isp.title_cy, isp.title_cy)
