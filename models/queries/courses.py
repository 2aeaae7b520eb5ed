"""Questions about courses for facilitators, and about which authorities facilitators are in."""

import datetime as dt
from collections import Counter
from collections.abc import Collection

from sqlalchemy import exists
from sqlmodel import Session, col, func, select

from models.tables.course import Course, CoursePlace
from models.tables.isp import Isp, Version
from models.tables.organisation import AuthorityCount, Organisation
from models.tables.person import Facilitator, Person
from models.tables.work import IspFacilitator
from states.lifecycle import DEVELOPING, State

TAKEN = ("booked", "attended", "missed")
"""Places that fill a seat."""


def by_ref(session: Session, ref: str) -> Course | None:
    """The course of this reference."""
    return session.exec(select(Course).where(Course.ref == ref)).first()


def every(session: Session, most: int) -> list[tuple[Course, Counter[str]]]:
    """Courses, the latest first, each with how many of its places stand how."""
    rows = list(session.exec(select(Course).order_by(col(Course.day).desc(), col(Course.ref)).limit(most)))
    counted: dict[int, Counter[str]] = {}
    chosen = select(CoursePlace.course_id, CoursePlace.status, func.count()).group_by(
        col(CoursePlace.course_id), col(CoursePlace.status)
    )
    for course, status, number in session.exec(chosen.where(col(CoursePlace.course_id).in_([r.id for r in rows]))):
        counted.setdefault(course, Counter())[status] = number
    return [(row, counted.get(row.id or 0, Counter())) for row in rows]


def places(session: Session, course_id: int) -> list[tuple[CoursePlace, Person, Organisation | None]]:
    """Everybody who has or had a place on a course, in the order of booking."""
    chosen = (
        select(CoursePlace, Person, Organisation)
        .join(Person, col(Person.id) == col(CoursePlace.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(CoursePlace.course_id == course_id)
    )
    return list(session.exec(chosen.order_by(col(CoursePlace.id))))


def place(session: Session, course_id: int, person_id: int) -> CoursePlace | None:
    """One person's place."""
    return session.exec(
        select(CoursePlace).where(CoursePlace.course_id == course_id, CoursePlace.person_id == person_id)
    ).first()


def taken(session: Session, course_id: int) -> int:
    """How many seats are taken."""
    chosen = select(func.count()).where(CoursePlace.course_id == course_id, col(CoursePlace.status).in_(TAKEN))
    return session.exec(chosen.select_from(CoursePlace)).one()


def refreshed(session: Session) -> dict[int, dt.date]:
    """The latest refresher that each person attended, by the person's row."""
    chosen = (
        select(CoursePlace.person_id, func.max(Course.day))
        .join(Course, col(Course.id) == col(CoursePlace.course_id))
        .where(CoursePlace.status == "attended", Course.kind == "refresher")
        .group_by(col(CoursePlace.person_id))
    )
    return {person: day for person, day in session.exec(chosen)}  # noqa: C416 - rows are not pairs to mypy


def facilitator_of(session: Session, person_id: int) -> Facilitator | None:
    """The person as a trained facilitator."""
    return session.exec(select(Facilitator).where(Facilitator.person_id == person_id)).first()


def facilitator(session: Session, ref: str) -> Facilitator | None:
    """The facilitator of this reference."""
    return session.exec(select(Facilitator).where(Facilitator.ref == ref)).first()


def authorities(session: Session) -> set[str]:
    """The places of the register's local authorities."""
    chosen = select(Organisation.places).where(Organisation.kind == "local_authority")
    return {code for each in session.exec(chosen) for code in each}


def stated_counts(session: Session, day: dt.date) -> dict[str, int]:
    """How many facilitators a source states for a local authority, as far as it is stated for that day or before."""
    return {
        row.authority: row.facilitators
        for row in session.exec(select(AuthorityCount).order_by(col(AuthorityCount.authority)))
        if row.held_by is None or row.held_by <= day
    }


def without_facilitator(session: Session) -> list[tuple[str, Collection[str]]]:
    """ISPs in development of which nobody is known to facilitate, by name or in words, with their places."""
    nobody = ~exists().where(col(IspFacilitator.isp_id) == col(Isp.id))
    chosen = (
        select(Isp.ref, Isp.places)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(
            nobody,
            Isp.facilitator_note == "",
            Version.place == "progress",
            col(Version.state).in_(sorted(one.value for one in DEVELOPING | {State.RETURNED})),
        )
        .order_by(col(Isp.ref))
    )
    return [(ref, places) for ref, places in session.exec(chosen)]
