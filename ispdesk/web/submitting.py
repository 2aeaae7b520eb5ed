"""Submission: the checks at any time, what is said to open points, and the check before an ISP goes into the queue."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.views.checking import CheckRow, ChecksView, checks_view
from ispdesk.views.expecting import expected_words
from ispdesk.views.next_meeting import makes_of
from ispdesk.web.hall import Hall, Handler, Route, Standing, Visit
from ispdesk.words import said

WRITERS = access.DEVELOPERS | access.TEAM


class Submitting:
    """From the checks to the place in the queue."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        at = "/{lang}/isps/{ref}/submit"
        return (
            Route(at, get=self.show),
            Route(f"{at}/dpia", get=self.dpia, post=self.dpia_said),
            Route(f"{at}/review", get=self.review, post=self.review_said),
            Route(f"{at}/send", get=self.check, post=self.sent),
            Route(f"{at}/point/{{code}}", get=self.point, post=self.answered),
        )

    def _seen(self, visit: Visit, *, writes: bool = False) -> tuple[Standing, ChecksView]:
        """What is open, for somebody with a part in it; for whoever changes something, while it can be amended."""
        standing = self._hall.inside(visit, roles=WRITERS) if writes else self._hall.inside(visit)
        seen = self._hall.ask(checks_view, standing.ref, visit.who.ref, standing.roles, self._hall.services.now())
        if seen is None:
            raise HTTPException(404)
        return standing, seen

    def show(self, visit: Visit) -> Response:
        """What keeps it out of the queue, what would travel with it, and its place once it is there."""
        standing, seen = self._seen(visit)
        writes = seen.amendable and bool(standing.roles & WRITERS)
        expected = expected_words(seen.expected, visit.lang) if seen.expected else ""
        makes = self._hall.ask(makes_of, seen.ref, self._hall.services.now())
        return self._hall.page(
            visit, "submit.html", ref=seen.ref, seen=seen, writes=writes, expected=expected, makes=makes
        )

    def point(self, visit: Visit) -> Response:
        """One open point: mend it, or say something to it."""
        _, seen = self._seen(visit, writes=True)
        return self._hall.page(visit, "submit_point.html", ref=seen.ref, seen=seen, row=self._row(visit, seen))

    def _row(self, visit: Visit, seen: ChecksView) -> CheckRow:
        found = next((row for row in seen.points if row.code == visit.path["code"]), None)
        if found is None:
            raise HTTPException(404)
        return found

    def answered(self, visit: Visit) -> Response:
        """Keep what is said to it."""
        _, seen = self._seen(visit, writes=True)
        row = self._row(visit, seen)
        answer = visit.form.need("answer", said("submit.error.answer", visit.lang))
        if answer == "explained":
            visit.form.need("text", said("submit.error.text", visit.lang))
        if visit.form.wrong:
            return self.point(visit)
        payload = {"code": row.code, "answer": answer, "text": visit.form.text("text")}
        return self._done(visit, "answer_check", payload, self.point, "point_answered")

    def dpia(self, visit: Visit) -> Response:
        """Whether there is a data protection impact assessment."""
        _, seen = self._seen(visit, writes=True)
        return self._hall.page(visit, "submit_dpia.html", ref=seen.ref, seen=seen)

    def dpia_said(self, visit: Visit) -> Response:
        """Keep it."""
        self._seen(visit, writes=True)
        dpia = visit.form.need("dpia", said("submit.error.answer", visit.lang))
        if dpia == "not_needed":
            visit.form.need("dpia_note", said("submit.error.why", visit.lang))
        if visit.form.wrong:
            return self.dpia(visit)
        payload = {"dpia": dpia, "dpia_note": visit.form.text("dpia_note")}
        return self._done(visit, "describe", payload, self.dpia, "dpia_said")

    def review(self, visit: Visit) -> Response:
        """By when it is proposed to be reviewed."""
        _, seen = self._seen(visit, writes=True)
        return self._hall.page(visit, "submit_review.html", ref=seen.ref, seen=seen)

    def review_said(self, visit: Visit) -> Response:
        """Keep it."""
        self._seen(visit, writes=True)
        day = visit.form.day("day", visit.lang)
        if day is None:
            return self.review(visit)
        return self._done(visit, "propose_review", {"day": day.isoformat()}, self.review, "review_proposed")

    def check(self, visit: Visit) -> Response:
        """The last look before it goes."""
        _, seen = self._seen(visit)
        if not seen.mine or seen.missing:
            return self._hall.away(visit, f"/isps/{seen.ref}/submit")
        return self._hall.page(visit, "submit_send.html", ref=seen.ref, seen=seen)

    def sent(self, visit: Visit) -> Response:
        """Submit it: only as it was seen."""
        _, seen = self._seen(visit)
        if seen.trigger is None:
            return self._hall.away(visit, f"/isps/{seen.ref}/submit")
        payload = {"trigger": seen.trigger}
        result = self._hall.do(visit, "move", f"isp:{seen.ref}", payload, expected=visit.form.text("seen"))
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.show(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}/submit", notice="submitted")

    def _done(self, visit: Visit, kind: str, payload: Mapping[str, object], again: Handler, notice: str) -> Response:
        ref = visit.path["ref"]
        result = self._hall.do(visit, kind, f"isp:{ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return again(visit)
        return self._hall.away(visit, f"/isps/{ref}/submit", notice=notice)
