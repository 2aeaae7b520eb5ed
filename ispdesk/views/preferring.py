"""How somebody is written to, as their own page shows it: what they chose, what they may choose, what comes anyway."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, or_, select

from ispdesk import access
from ispdesk.commands.preferences import CHOSEN, can_be_off, of_people
from ispdesk.words.text import Text
from models.queries import people
from models.tables.person import Absence, Grant, Person
from notifications.audience import Audience
from notifications.backoff import Kind
from notifications.messages import MESSAGES
from states.calendar import local_day
from states.lifecycle import Role
from states.preferences import WEEK

OF_THE_OFFICE: Final = frozenset({Audience.TEAM, Audience.TEAM_LEAD, Audience.BOARD_SECRETARY, Audience.OPERATOR})
OFFICE: Final = access.OFFICE | {Role.BOARD_SECRETARY}
"""Who is asked about messages that go to OF_THE_OFFICE alone; nobody else ever gets one."""
DEFAULT: Final = "default"
MOST_COLLEAGUES: Final = 300


@dataclass(frozen=True)
class Chosen:
    """One message, how it comes (`default` where nothing was chosen), and whether it can be turned off."""

    message: str
    how: str
    may_be_off: bool
    escalates: bool


@dataclass(frozen=True)
class Away:
    """Days on which somebody is away, both included, who stands in, and whether the first of them is over."""

    first: dt.date
    last: dt.date
    substitute: Text | None
    begun: bool = False


@dataclass(frozen=True)
class PreferencesView:
    """A person's wishes. `asking`: what waits for them; `telling`: all else. Days as the command names them."""

    language: str
    address: str
    days: tuple[str, ...]
    at: str
    asking: tuple[Chosen, ...]
    telling: tuple[Chosen, ...]
    away: tuple[Away, ...]

    @property
    def choices(self) -> dict[str, str]:
        """How each message comes."""
        return {one.message: one.how for one in (*self.asking, *self.telling)}


def preferences_view(session: Session, ref: str, at: dt.datetime) -> PreferencesView | None:
    """The wishes of this person; None where there is nobody of this reference."""
    person, today = people.by_ref(session, ref), local_day(at)
    if person is None:
        return None
    wishes = of_people(session, [person.id or 0])[person.id or 0]
    office = bool(access.roles_anywhere(session, person.id or 0, today) & OFFICE)
    chosen = [
        Chosen(name, wishes.choices[name].value if name in wishes.choices else DEFAULT, can_be_off(name), _loud(name))
        for name in CHOSEN
        if office or name in wishes.choices or not set(MESSAGES[name].audience) <= OF_THE_OFFICE
    ]
    return PreferencesView(
        language=person.language,
        address=person.address or "",
        days=tuple(WEEK[day] for day in sorted(wishes.days)),
        at=f"{wishes.at:%H:%M}",
        asking=tuple(one for one in chosen if not one.may_be_off),
        telling=tuple(one for one in chosen if one.may_be_off),
        away=_away(session, person, today),
    )


def _loud(message: str) -> bool:
    return MESSAGES[message].kind is Kind.ESCALATION


def _away(session: Session, person: Person, today: dt.date) -> tuple[Away, ...]:
    chosen = (
        select(Absence, Person)
        .join(Person, col(Person.id) == col(Absence.substitute_id), isouter=True)
        .where(Absence.person_id == person.id, col(Absence.last_day) >= today)
        .order_by(col(Absence.first_day), col(Absence.id))
    )
    return tuple(
        Away(
            row.first_day,
            row.last_day,
            Text(other.name_en, other.name_cy or None) if other else None,
            row.first_day < today,
        )
        for row, other in session.exec(chosen)
    )


def colleagues(session: Session, ref: str, at: dt.datetime) -> tuple[tuple[str, Text], ...]:
    """Who could stand in for somebody: those of their organisation, and of the team for whoever is in the team."""
    person, today = people.by_ref(session, ref), local_day(at)
    if person is None:
        return ()
    ways = []
    if person.organisation_id is not None:
        ways.append(col(Person.organisation_id) == person.organisation_id)
    if access.roles_anywhere(session, person.id or 0, today) & access.TEAM:
        team = select(Grant.person_id).where(
            col(Grant.role).in_(sorted(access.TEAM)),
            or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= today),
            or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= today),
        )
        ways.append(col(Person.id).in_(team))
    if not ways:
        return ()
    chosen = select(Person.ref, Person.name_en, Person.name_cy).where(
        or_(*ways), col(Person.address).is_not(None), Person.id != person.id
    )
    found = session.exec(chosen.order_by(col(Person.name_en), col(Person.ref)).limit(MOST_COLLEAGUES))
    return tuple((other, Text(en, cy or None)) for other, en, cy in found)
