"""Facilitators and the courses that train them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.commands.training import MOST_SEATS
from ispdesk.views.training import CourseView, course_view, courses_view, facilitators_view
from ispdesk.views.workshops import people_named
from ispdesk.web import query
from ispdesk.web.hall import Hall, Handler, Route, Visit
from ispdesk.words import said
from states.calendar import local_day
from states.training import FEW, MANY


class Training:
    """Where facilitators are, and the courses."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        one = "/{lang}/courses/{course}"
        return (
            Route("/{lang}/facilitators", get=self.facilitators),
            Route("/{lang}/courses", get=self.every),
            Route("/{lang}/plan-course", get=self.plan, post=self.planned),
            Route(one, get=self.show, post=self.book),
            Route(f"{one}/cancel", get=self.cancel, post=self.cancelled),
            Route(f"{one}/places/{{person}}", get=self.place, post=self.marked),
        )

    def _today(self) -> dt.date:
        return local_day(self._hall.services.now())

    def _may(self, visit: Visit, *, writes: bool = False) -> None:
        if not visit.who.roles & (access.OFFICE if writes else access.PROGRAMME):
            raise HTTPException(403)

    def _one(self, visit: Visit, *, writes: bool = False) -> CourseView:
        self._may(visit, writes=writes)
        view = self._hall.ask(course_view, query.reference(visit.path["course"]), self._today())
        if view is None:
            raise HTTPException(404)
        return view

    def facilitators(self, visit: Visit) -> Response:
        """By authority and by name."""
        self._may(visit)
        view = self._hall.ask(facilitators_view, self._today())
        return self._hall.page(visit, "facilitators.html", view=view, few=FEW, many=MANY, office=visit.who.team)

    def every(self, visit: Visit) -> Response:
        """The courses."""
        self._may(visit)
        rows = self._hall.ask(courses_view, self._today())
        return self._hall.page(visit, "courses.html", rows=rows, office=visit.who.office)

    def plan(self, visit: Visit) -> Response:
        """A course to come, or one that was held."""
        self._may(visit, writes=True)
        return self._hall.page(visit, "course_plan.html")

    def planned(self, visit: Visit) -> Response:
        """Save it."""
        self._may(visit, writes=True)
        form, lang = visit.form, visit.lang
        day = form.day("day", lang)
        payload: dict[str, Any] = {
            name: form.need(name, said("course.need", lang)) for name in ("kind", "place", "trainer", "language")
        }
        seats = form.number("seats", said("course.seats.wrong", lang))
        if seats is None or not 1 <= seats <= MOST_SEATS:
            form.errors["seats"] = said("course.seats.wrong", lang)
        if form.wrong or day is None:
            return self.plan(visit)
        ref = f"course-{day.isoformat()}-{form.text('_command')[:6] or 'x'}"
        payload |= {"day": day.isoformat(), "seats": seats}
        return self._done(visit, "plan_course", ref, payload, self.plan, "course_planned")

    def show(self, visit: Visit) -> Response:
        """One course, and a form to book a place on it."""
        return self._hall.page(visit, "course.html", view=self._one(visit), office=visit.who.office)

    def book(self, visit: Visit) -> Response:
        """Book a place."""
        view, form = self._one(visit, writes=True), visit.form
        words = form.need("who", said("body.designated.nobody", visit.lang))
        who = self._hall.ask(people_named, (words,)).get(words.casefold()) if words else None
        if words and who is None:
            form.errors["who"] = said("body.designated.nobody", visit.lang)
        if form.wrong:
            return self.show(visit)
        return self._done(visit, "book_place", view.row.ref, {"person": who}, self.show, "place_booked")

    def place(self, visit: Visit) -> Response:
        """What became of somebody's place."""
        view = self._one(visit, writes=True)
        one = next((place for place in view.places if place.person == visit.path["person"]), None)
        if one is None:
            raise HTTPException(404)
        return self._hall.page(visit, "course_place.html", view=view, one=one)

    def marked(self, visit: Visit) -> Response:
        """Keep it."""
        view, form = self._one(visit, writes=True), visit.form
        status = form.need("status", said("course.mark.need", visit.lang))
        if form.wrong:
            return self.place(visit)
        payload = {"person": visit.path["person"], "status": status}
        return self._done(visit, "mark_place", view.row.ref, payload, self.place, "place_marked")

    def cancel(self, visit: Visit) -> Response:
        """Ask whether to call it off."""
        return self._hall.page(visit, "course_cancel.html", view=self._one(visit, writes=True))

    def cancelled(self, visit: Visit) -> Response:
        """Call it off."""
        view = self._one(visit, writes=True)
        reason = visit.form.need("reason", said("course.need", visit.lang))
        if visit.form.wrong:
            return self.cancel(visit)
        return self._done(visit, "cancel_course", view.row.ref, {"reason": reason}, self.cancel, "course_cancelled")

    def _done(
        self, visit: Visit, kind: str, ref: str, payload: Mapping[str, object], again: Handler, notice: str
    ) -> Response:
        result = self._hall.do(visit, kind, f"register:{ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return again(visit)
        return self._hall.away(visit, f"/courses/{ref}", notice=notice)
