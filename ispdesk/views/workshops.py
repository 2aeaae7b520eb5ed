"""Workshops as their pages show them: those ahead and who is expected, those held and who came, how long so far."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.commands import invitations
from ispdesk.views.values import When
from ispdesk.words.text import Text
from models.queries import appointments, home, isps, people, signing, timers
from models.tables.appointment import Appointment
from models.tables.isp import Isp, Version
from models.tables.person import Person
from states.calendar import local_day
from states.lifecycle import AMENDABLE, Role, State

TIMER, TIP = "workshop_phase", "tip"


@dataclass(frozen=True)
class Expected:
    """Somebody who is expected: whether they can be reached, and wish to use Welsh (None: they have not said)."""

    ref: str
    name: Text
    reached: bool
    welsh: bool | None


@dataclass(frozen=True)
class Named:
    """Somebody who is invited by name, and the address that they are written to at."""

    ref: str
    address: str


@dataclass(frozen=True)
class Planned:
    """A workshop ahead, or one whose day has passed and that nobody has said was held or called off."""

    number: int
    day: dt.date
    begins: dt.time | None
    ends: dt.time | None
    place: str
    online: str
    topic: str
    passed: bool
    expected: tuple[Expected, ...]
    named: tuple[Named, ...]
    translation: bool
    translation_note: str

    @property
    def wishing(self) -> tuple[Expected, ...]:
        """Who wishes to use Welsh."""
        return tuple(one for one in self.expected if one.welsh)

    @property
    def to_arrange(self) -> bool:
        """Whether translation is to be arranged."""
        return bool(self.wishing) and not self.translation and not self.passed


@dataclass(frozen=True)
class Held:
    """A workshop that was held: when, about what, what came out of it, and how many came from which partner."""

    when: When
    topic: str
    outcome: str
    attended: tuple[tuple[Text, int], ...]


@dataclass(frozen=True)
class Phase:
    """The working days of the workshop phase so far, of so many (report 3.10); `tip`: the time for a tip has come."""

    counted: int
    budget: int
    tip: bool
    over: bool


@dataclass(frozen=True)
class PartnerLine:
    """A partner that somebody may have come from."""

    line: int
    name: str


@dataclass(frozen=True)
class WorkshopsView:
    """An ISP's workshops. `asks`: the question when they will end is open; `mine`: the viewer's own references."""

    ref: str
    title: Text
    state: str
    amendable: bool
    in_workshops: bool
    planned: tuple[Planned, ...]
    held: tuple[Held, ...]
    cancelled: int
    phase: Phase | None
    expected_end: dt.date | None
    partners: tuple[PartnerLine, ...]

    @property
    def asks(self) -> bool:
        """Whether it is asked when they will end."""
        return bool(self.phase and self.phase.over) and self.expected_end is None

    def numbered(self, number: int) -> Planned | None:
        """The planned workshop of this number."""
        return next((one for one in self.planned if one.number == number), None)


def workshops_view(session: Session, ref: str, at: dt.datetime) -> WorkshopsView | None:
    """An ISP's workshops, or None where there is no such ISP."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    today = local_day(at)
    id_ = isp.id or 0
    version = isps.standing_at(session, id_, "progress") or isps.standing_at(session, id_, "force")
    made = [one for one in appointments.of_stream(session, f"isp:{ref}") if one.kind == "workshop"]
    ahead = [one for one in made if one.status == "planned"]
    return WorkshopsView(
        ref=isp.ref,
        title=Text(isp.title_en or None, isp.title_cy or None),
        state=version.state if version else "",
        amendable=version is not None and State(version.state) in AMENDABLE,
        in_workshops=version is not None and version.state == State.WORKSHOPS,
        planned=_planned(session, isp, ahead, today),
        held=_held(session, isp),
        cancelled=sum(one.status == "cancelled" for one in made),
        phase=_phase(session, version),
        expected_end=version.flows_expected if version else None,
        partners=_partners(session, isp),
    )


def people_named(session: Session, said: tuple[str, ...]) -> dict[str, str]:
    """The references of people by what was typed in small letters: their address, or the reference itself."""
    found: dict[str, str] = {}
    for person in people.called(session, {words.casefold() for words in said}):
        found |= {person.ref.casefold(): person.ref, (person.address or person.ref).casefold(): person.ref}
    return found


def _planned(session: Session, isp: Isp, ahead: list[Appointment], today: dt.date) -> tuple[Planned, ...]:
    ids = [one.id or 0 for one in ahead]
    wishes, arranged = appointments.wishes(session, ids)
    who = _expected(session, isp, ahead, today)

    def row(one: Appointment) -> Planned:
        kept = arranged.get(one.id or 0)
        return Planned(
            number=one.number,
            day=one.day,
            begins=one.begins,
            ends=one.ends,
            place=one.place,
            online=one.online,
            topic=one.topic,
            passed=one.day < today,
            expected=tuple(
                Expected(
                    person.ref,
                    Text(person.name_en, person.name_cy or None),
                    bool(person.reached_at),
                    said.welsh if (said := wishes.get((one.id or 0, person.id or 0))) else None,
                )
                for person in who[one.number]
            ),
            named=tuple(Named(p.ref, p.address or p.ref) for p in who[one.number] if p.ref in one.also),
            translation=kept is not None,
            translation_note=kept.note if kept else "",
        )

    return tuple(row(one) for one in sorted(ahead, key=lambda one: (one.day, one.begins or dt.time(), one.number)))


def _expected(session: Session, isp: Isp, ahead: list[Appointment], today: dt.date) -> dict[int, list[Person]]:
    """Who is expected at each: the usual people asked for once, and those invited by name in one question."""
    if not ahead:
        return {}
    _read_ahead(session, isp, today)
    bare = ahead[0].model_copy(update={"also": []})
    usual = [person for person, _ in invitations.expected(session, isp, bare, today)]
    named = people.named(session, {ref for one in ahead for ref in one.also})
    return {
        one.number: list({p.id: p for p in [*usual, *(named[ref] for ref in one.also if ref in named)]}.values())
        for one in ahead
    }


def _read_ahead(session: Session, isp: Isp, today: dt.date) -> None:
    """Read at once whoever the partners' contacts may be."""
    listed = signing.lines(session, isp.id or 0)  # kept, so that no organisation or contact is asked for alone
    bodies = sorted({one.body.ref for one in listed if one.body is not None and one.contact is None})
    people.read_ahead(session, Role.PARTNER_CONTACT, [f"organisation:{ref}" for ref in bodies], today)


def _held(session: Session, isp: Isp) -> tuple[Held, ...]:
    return tuple(
        Held(
            When(row.happened_from, row.happened_to, row.as_printed or None),
            row.topic,
            row.outcome,
            tuple((Text(partner.name, partner.name), came) for partner, came in attended),
        )
        for row, attended in appointments.held(session, isp.id or 0)
    )


def _phase(session: Session, version: Version | None) -> Phase | None:
    """How long the workshop phase has taken, by the clock that the policy names for it."""
    adopted = home.policy(session)
    timer = adopted[1].timer(TIMER) if adopted else None
    if version is None or timer is None:
        return None
    row = next((one for one in timers.of_version(session, version.id or 0) if one.kind == TIMER), None)
    if row is None:
        return None
    tip = timer.rung(TIP)
    return Phase(
        counted=row.counted,
        budget=timer.budget,
        tip=tip is not None and row.counted >= timer.budget + tip.offset,
        over=row.counted >= timer.budget,
    )


def _partners(session: Session, isp: Isp) -> tuple[PartnerLine, ...]:
    return tuple(PartnerLine(one.partner.line, one.partner.name) for one in signing.lines(session, isp.id or 0))
