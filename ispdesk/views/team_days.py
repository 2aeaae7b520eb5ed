"""Days on which the team does not work: closures ahead, and who is away with whom in their place. Never a reason."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk import access
from ispdesk.words.text import Text
from models.queries import home, people
from models.tables.person import Absence, Person
from states.calendar import may_be_closed
from states.lifecycle import Role

MOST = 100
"""Absences that one page lists: a team of two has far fewer."""
WHOSE = {*access.TEAM, Role.GROUP_MEMBER, Role.BOARD_SECRETARY, Role.OPERATOR}
"""Whose absences the team enters: those without whom a round stands still (our default)."""


@dataclass(frozen=True)
class ClosureRow:
    """A closure: its day, reason, and whether it can still be taken back."""

    day: dt.date
    reason: Text
    open: bool


@dataclass(frozen=True)
class AbsenceRow:
    """Somebody who is or will be away; both days are included."""

    ref: str
    name: Text
    first: dt.date
    last: dt.date
    substitute: Text | None


@dataclass(frozen=True)
class Choice:
    """Somebody to choose."""

    ref: str
    name: Text


@dataclass(frozen=True)
class AbsencesView:
    """Who is away from today on, and who can be chosen."""

    rows: tuple[AbsenceRow, ...]
    people: tuple[Choice, ...]


def closures(session: Session, at: dt.datetime) -> tuple[tuple[ClosureRow, ...], dt.date | None]:
    """The closures entered, the latest first, and the last day that the calendar knows."""
    calendar = home.calendar(session)
    rows = sorted((row for row in home.closures(session) if row.kind == "closure"), key=lambda row: row.day)
    found = tuple(
        ClosureRow(row.day, Text(row.name_en, row.name_cy), may_be_closed(row.day, at)) for row in reversed(rows)
    )
    return found, calendar.last if calendar.version else None


def _text(person: Person) -> Text:
    return Text(person.name_en, person.name_cy or None)


def absences(session: Session, day: dt.date) -> AbsencesView:
    """Who of the team and those it waits for is away from this day on."""
    team = people.with_role(session, WHOSE, ["all"], day)
    known = {person.id: person for person in team}
    chosen = select(Absence).where(col(Absence.person_id).in_(list(known)), col(Absence.last_day) >= day)
    rows = session.exec(chosen.order_by(col(Absence.first_day), col(Absence.id)).limit(MOST)).all()
    others = {row.substitute_id for row in rows if row.substitute_id} - known.keys()
    if others:
        known |= {one.id: one for one in session.exec(select(Person).where(col(Person.id).in_(others)))}
    return AbsencesView(
        tuple(
            AbsenceRow(
                known[row.person_id].ref,
                _text(known[row.person_id]),
                row.first_day,
                row.last_day,
                _text(known[row.substitute_id]) if row.substitute_id in known else None,
            )
            for row in rows
        ),
        tuple(Choice(person.ref, _text(person)) for person in team if not person.shared),
    )
