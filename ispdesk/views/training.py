"""Trained facilitators: where they are, what they do now, whose refresher is due; and the courses that train them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.commands.backlog_words import idle_months
from ispdesk.views.organisations import name_of
from ispdesk.views.places import place_name
from ispdesk.views.values import When
from ispdesk.words.text import Text
from models.queries import courses, helpers, home
from models.tables.course import Course
from models.tables.person import Facilitator, Person
from states import places
from states.dates import months_after
from states.helpers import IDLE_MONTHS, Trained, idle
from states.training import Doing, cover, doing, refresher_due
from states.when import When as Interval

MOST = 200
"""Courses that one page lists (our default)."""
ALL_WALES = "wales"


@dataclass(frozen=True)
class AuthorityRow:
    """One local authority: at least and at most so many are trained there, what those placed there do.

    `waiting`: ISPs in development there for which nobody facilitates; `near`: how many placed there are idle;
    None where nobody knows.
    """

    code: str
    name: Text
    least: int
    most: int
    cover: str
    doing: dict[str, int]
    waiting: tuple[str, ...]
    near: int | None


@dataclass(frozen=True)
class PersonRow:
    """One trained facilitator; those only counted have no name and are not listed."""

    ref: str
    name: Text
    kind: str
    authority: Text | None
    trained: When
    last: dt.date | None
    doing: str
    refresher: dt.date | None
    refresher_due: bool
    near: tuple[str, ...]


@dataclass(frozen=True)
class FacilitatorsView:
    """All of it; `unplaced`: how many of local authorities no source places, `only_counted`: how many have no name."""

    total: int
    doing: dict[str, int]
    authorities: tuple[AuthorityRow, ...]
    unplaced: int
    people: tuple[PersonRow, ...]
    only_counted: int
    months: int


@dataclass(frozen=True)
class PlaceRow:
    """Somebody's place on a course."""

    person: str
    name: Text
    organisation: Text | None
    status: str


@dataclass(frozen=True)
class CourseRow:
    """One course; `free` seats, none where it was called off or is over."""

    ref: str
    kind: str
    day: dt.date
    place: str
    trainer: str
    language: str
    seats: int
    taken: int
    attended: int
    cancelled: bool
    over: bool

    @property
    def free(self) -> int:
        """Seats that can still be booked."""
        return 0 if self.cancelled or self.over else max(0, self.seats - self.taken)


@dataclass(frozen=True)
class CourseView:
    """One course with everybody who has or had a place."""

    row: CourseRow
    places: tuple[PlaceRow, ...]


Known = list[tuple[Facilitator, Person | None, Trained]]
Waiting = list[tuple[str, frozenset[str]]]


def facilitators_view(session: Session, day: dt.date) -> FacilitatorsView:
    """Everybody who is or may have been trained by this day; what they do is as it stands now."""
    adopted = home.policy(session)
    months = idle_months(adopted[1]) if adopted else IDLE_MONTHS
    known: Known = [
        each
        for each in helpers.trained(session, day, absences=False).values()
        if Interval(each[0].trained_from, each[0].trained_to).had_happened(day) is not False
    ]
    does = {one.ref: doing(one.at_work, idle=_idle(row, one, day, months)) for row, _, one in known}
    waiting: Waiting = [(ref, frozenset(codes)) for ref, codes in courses.without_facilitator(session)]
    refreshed = courses.refreshed(session)
    people = tuple(
        _person(row, does[one.ref], refreshed.get(row.person_id), waiting, day)
        for row, _, one in known
        if row.person_id is not None
    )
    unplaced = sum(row.kind == "local_authority" and not row.authority for row, *_ in known)
    stated = courses.stated_counts(session, day)
    registered = courses.authorities(session)
    return FacilitatorsView(
        len(known),
        _counted(does.values()),
        _authorities(known, does, unplaced, waiting, stated, registered),
        unplaced,
        people,
        len(known) - len(people),
        months,
    )


def _idle(row: Facilitator, one: Trained, day: dt.date, months: int) -> bool | None:
    """Whether they are idle; where only the last day of their training is known, nobody knows that they are not."""
    found = idle(one, day, months)
    first = max((when for when in (row.last_assignment, row.trained_from) if when is not None), default=None)
    lately = first is not None and months_after(first, months) > day
    return None if found is False and not one.at_work and not lately else found


def _counted(does: Iterable[Doing]) -> dict[str, int]:
    every = Counter(does)
    return {one.value: every[one] for one in Doing}


def _person(row: Facilitator, does: Doing, refreshed: dt.date | None, waiting: Waiting, day: dt.date) -> PersonRow:
    due = refresher_due(row.trained_to, refreshed)
    near = (row.authority, ALL_WALES) if row.authority else ()
    return PersonRow(
        row.ref,
        Text(row.name_en, row.name_cy or None),
        row.kind,
        place_name(row.authority) if row.authority else None,
        When(row.trained_from, row.trained_to),
        row.last_assignment,
        does.value,
        due,
        due is not None and due <= day,
        tuple(ref for ref, codes in waiting if codes & {*near}) if does is Doing.IDLE else (),
    )


def _authorities(
    known: Known, does: dict[str, Doing], unplaced: int, waiting: Waiting, stated: dict[str, int], registered: set[str]
) -> tuple[AuthorityRow, ...]:
    """Every local authority of the country that this register is about.

    Where a source states a number it holds, zero too; elsewhere those whom no source places may be there.
    """
    placed: dict[str, list[Doing]] = {}
    for row, _, one in known:
        if row.authority:
            placed.setdefault(row.authority, []).append(does[one.ref])
    seen = {*placed, *stated, *registered}
    country = places.INVENTED if seen & set(places.INVENTED) else places.AUTHORITIES
    found = []
    for code in sorted({*country, *seen} - {ALL_WALES}, key=lambda code: places.place(code).en):
        mine = placed.get(code, [])
        least = max(stated.get(code, 0), len(mine))
        most = least if code in stated else least + unplaced
        found.append(
            AuthorityRow(
                code,
                place_name(code),
                least,
                most,
                cover(least, most).value,
                _counted(mine),
                tuple(ref for ref, codes in waiting if code in codes),
                idle_there(mine, everybody=least == most == len(mine)),
            )
        )
    return tuple(found)


def idle_there(does: list[Doing], *, everybody: bool) -> int | None:
    """How many are known to be idle; None where none is and it is not known of everybody there what they do."""
    found = does.count(Doing.IDLE)
    return found if found or (everybody and Doing.NOT_KNOWN not in does) else None


def courses_view(session: Session, day: dt.date) -> tuple[CourseRow, ...]:
    """Courses, the latest first."""
    return tuple(_course(row, counted, day) for row, counted in courses.every(session, MOST))


def course_view(session: Session, ref: str, day: dt.date) -> CourseView | None:
    """One course; None where there is none of this reference."""
    row = courses.by_ref(session, ref)
    if row is None:
        return None
    rows = courses.places(session, row.id or 0)
    return CourseView(
        _course(row, Counter(place.status for place, *_ in rows), day),
        tuple(
            PlaceRow(
                person.ref,
                Text(person.name_en, person.name_cy or None),
                name_of(body) if body is not None else None,
                place.status,
            )
            for place, person, body in rows
        ),
    )


def _course(row: Course, counted: Counter[str], day: dt.date) -> CourseRow:
    return CourseRow(
        row.ref,
        row.kind,
        row.day,
        row.place,
        row.trainer,
        row.language,
        row.seats,
        sum(counted[status] for status in courses.TAKEN),
        counted["attended"],
        row.cancelled,
        row.day < day,
    )
