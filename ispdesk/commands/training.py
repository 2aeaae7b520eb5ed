"""Courses for ISP facilitators: planned, called off; places booked, attended, missed, given back."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands.organisations import KEEPERS, Name, Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import courses
from models.tables.course import Course, CoursePlace
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from states.lifecycle import Role

OFFICE = KEEPERS | {Role.ASSURER}
MOST_SEATS = 500
KIND_OF = {
    "local_authority": "local_authority", "health_board": "health", "nhs_trust": "health",
    "special_health_authority": "health", "gp_practice": "health", "other_primary_care": "health",
    "police_force": "police", "fire_and_rescue": "fire", "voluntary_community": "voluntary",
    "county_voluntary_council": "voluntary",
}  # fmt: skip
"""The type under which Table 4-2 counts somebody of an organisation of this kind; all others are counted as other."""


class PlanCourse(Payload):
    """A course: for people not trained before, or a refresher; `trainer` is the body that holds it."""

    kind: Literal["first", "refresher"] = "first"
    day: dt.date
    place: Name
    trainer: Name
    seats: Annotated[int, Ge(1), Le(MOST_SEATS)]
    language: Literal["cy", "en", "both"] = "both"


class CancelCourse(Payload):
    """The course does not take place; whoever has a place is told by whoever calls it off."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class BookPlace(Payload):
    """A place for a person of the register."""

    person: Ref


class MarkPlace(Payload):
    """What became of somebody's place.

    Who attended a first course is a trained facilitator from its day on: of this `kind` and `authority`, else as their
    organisation is.
    """

    person: Ref
    status: Literal["attended", "missed", "cancelled", "booked"]
    kind: Literal["fire", "health", "local_authority", "other", "police", "voluntary"] | None = None
    authority: Annotated[str, StringConstraints(max_length=20)] | None = None


def plan(tx: Tx, payload: PlanCourse) -> Mapping[str, Any]:
    """Plan a course; one that was held already is recorded in the same way."""
    if not tx.fresh:
        raise decline("exists", f"{tx.stream.ref} exists already.", f"Mae {tx.stream.ref} yn bod eisoes.")
    tx.session.add(Course(ref=tx.stream.ref, **payload.model_dump()))
    body = payload.model_dump(exclude={"place", "trainer"})
    tx.record("course_planned", body, words={"place": payload.place, "trainer": payload.trainer})
    return {"ref": tx.stream.ref, "day": payload.day.isoformat(), "seats": payload.seats}


def cancel(tx: Tx, payload: CancelCourse) -> Mapping[str, Any]:
    """Call it off; the places on it are given back."""
    course = _own(tx)
    rows = courses.places(tx.session, course.id or 0)
    if any(place.status == "attended" for place, *_ in rows):
        raise decline("done", "It has been held: somebody attended.", "Fe'i cynhaliwyd: bu rhywun yno.")
    course.cancelled = True
    tx.session.add(course)
    freed = [place for place, *_ in rows if place.status == "booked"]
    for place in freed:
        place.status = "cancelled"
        tx.session.add(place)
    tx.record("course_cancelled", {"places": len(freed)}, words={"reason": payload.reason})
    return {"ref": course.ref, "places": len(freed)}


def book(tx: Tx, payload: BookPlace) -> Mapping[str, Any]:
    """Book a place, while there is one."""
    course = _own(tx)
    person = find_person(tx.session, payload.person)
    place = courses.place(tx.session, course.id or 0, person.id or 0)
    if place is not None and place.status != "cancelled":
        raise decline("done", "They have a place already.", "Mae lle ganddynt eisoes.")
    _check_seats(tx, course)
    place = place or CoursePlace(course_id=course.id or 0, person_id=person.id or 0)
    place.status = "booked"
    tx.session.add(place)
    tx.record("place_booked", {"person": person.ref})
    tx.session.flush()
    return {"ref": course.ref, "person": person.ref, "free": course.seats - courses.taken(tx.session, course.id or 0)}


def mark(tx: Tx, payload: MarkPlace) -> Mapping[str, Any]:
    """Write down what became of a place."""
    course = _own(tx)
    person = find_person(tx.session, payload.person)
    place = courses.place(tx.session, course.id or 0, person.id or 0)
    if place is None:
        raise decline("not_found", "They have no place on it.", "Nid oes lle ganddynt arno.")
    if payload.status in ("attended", "missed") and course.day > tx.today:
        raise decline("too_early", "The course has not been held yet.", "Nid yw'r cwrs wedi'i gynnal eto.")
    if place.status == "cancelled" and payload.status != "cancelled":
        _check_seats(tx, course)
    if place.status == "attended" and payload.status != "attended" and course.kind == "first":
        raise decline(
            "done",
            "They attended, and are a trained facilitator since: correct that in the register of facilitators.",
            "Buont yno, ac maent yn hwylusydd hyfforddedig ers hynny: cywirwch hynny yng nghofrestr yr hwyluswyr.",
        )
    place.status = payload.status
    tx.session.add(place)
    trained = None
    if payload.status == "attended" and course.kind == "first":
        trained = _trained(tx, course, person, payload)
    tx.record("place_marked", {"person": person.ref, "status": payload.status, "facilitator": trained})
    return {"ref": course.ref, "person": person.ref, "status": place.status, "facilitator": trained}


def _own(tx: Tx) -> Course:
    course = courses.by_ref(tx.session, tx.stream.ref)
    if course is None:
        raise decline("not_found", f"There is no course “{tx.stream.ref}”.", f"Nid oes cwrs “{tx.stream.ref}”.")
    if course.cancelled:
        raise decline("cancelled", "The course has been called off.", "Mae'r cwrs wedi'i ganslo.")
    return course


def _check_seats(tx: Tx, course: Course) -> None:
    if courses.taken(tx.session, course.id or 0) >= course.seats:
        raise decline("full", "The course is full.", "Mae'r cwrs yn llawn.")


def _trained(tx: Tx, course: Course, person: Person, payload: MarkPlace) -> str:
    """The person as a trained facilitator; entered where they are none yet."""
    known = courses.facilitator_of(tx.session, person.id or 0)
    if known is not None:
        return known.ref
    body = tx.session.get(Organisation, person.organisation_id) if person.organisation_id else None
    ref = person.ref if courses.facilitator(tx.session, person.ref) is None else f"{person.ref[:57]}-f"
    only = body.places[0] if body is not None and len(body.places) == 1 else None
    kind = payload.kind or KIND_OF.get((body.kind if body else None) or "", "other")
    tx.session.add(
        Facilitator(
            ref=ref,
            person_id=person.id,
            name_en=person.name_en,
            name_cy=person.name_cy,
            kind=kind,
            authority=payload.authority or (only if kind == "local_authority" else None),
            trained_from=course.day,
            trained_to=course.day,
        )
    )
    tx.session.flush()
    return ref


SPECS: tuple[Spec[Any], ...] = (
    Spec("plan_course", "register", PlanCourse, OFFICE, plan, creates=True),
    Spec("cancel_course", "register", CancelCourse, OFFICE, cancel),
    Spec("book_place", "register", BookPlace, OFFICE, book),
    Spec("mark_place", "register", MarkPlace, OFFICE, mark),
)
