"""The reviews ahead, spreading a pile of them, and how the review of one ISP ends."""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Done
from ispdesk.views.review_dates import HEIGHT, WIDTH, SpreadView, load_view, spread_view
from ispdesk.views.review_outcomes import Outcome, OutcomesView, outcomes_view
from ispdesk.web import query
from ispdesk.web.hall import Asked, Hall, Route, Visit
from ispdesk.words import said
from states.lifecycle import Trigger

ISP: Final = "/{lang}/isps/{ref}/periodic-review"


class ReviewDates:
    """Periodic review, of one ISP and of all."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/reviews", get=self.load),
            Route("/{lang}/reviews/spread", get=self.spread, post=self.apply),
            Route(ISP, get=self.outcomes),
            Route(ISP + "/{trigger}", get=self.one, post=self.end),
        )

    # The pile.

    def load(self, visit: Visit) -> Response:
        """How many reviews each month asks for: totals, for whoever sees the backlog's."""
        if not visit.who.roles & access.PROGRAMME:
            raise HTTPException(403)
        view = self._hall.ask(load_view, self._hall.services.now())
        return self._hall.page(
            visit, "reviews.html", view=view, team=visit.who.team, width=WIDTH, height=HEIGHT, then=False
        )

    def _spread(self, visit: Visit) -> SpreadView:
        if not visit.who.team:
            raise HTTPException(403)
        return self._hall.ask(spread_view, self._hall.services.now())

    def spread(self, visit: Visit) -> Response:
        """Every date that would move, and why; nothing is changed."""
        return self._shown(visit, self._spread(visit))

    def _shown(self, visit: Visit, view: SpreadView) -> Response:
        return self._hall.page(
            visit, "reviews_spread.html", spread=view, view=view.load, width=WIDTH, height=HEIGHT, then=True
        )

    def apply(self, visit: Visit) -> Response:
        """Move what was shown, all or none."""
        view = self._spread(visit)
        if visit.form.text("mark") != view.mark or not view.moves:
            visit.form.errors["changed"] = said("reviews.spread.changed", visit.lang)
            return self._shown(visit, view)
        asked = [
            Asked("move_review", f"isp:{one.ref}", {"day": one.day.isoformat(), "had": one.had}, one.was.isoformat())
            for one in view.moves
        ]
        result = self._hall.do_all(visit, asked)
        if not isinstance(result, Done):
            place, refused = result
            why = " ".join(reason.in_language(visit.lang) for reason in refused.reasons)
            visit.form.errors["changed"] = said(
                "reviews.spread.refused", visit.lang, ref=view.moves[place].ref, why=why
            )
            return self._shown(visit, view)
        return self._hall.away(visit, "/reviews", notice="reviews_spread")

    # One ISP.

    def _seen(self, visit: Visit) -> OutcomesView:
        standing = self._hall.inside(visit)
        now = self._hall.services.now()
        found = self._hall.ask(outcomes_view, standing.ref, standing.roles, visit.who.ref, now)
        if found is None:
            raise HTTPException(404)
        return found

    def outcomes(self, visit: Visit) -> Response:
        """Each way in which its review can end."""
        seen = self._seen(visit)
        return self._hall.page(visit, "outcomes.html", ref=seen.ref, seen=seen)

    def _outcome(self, visit: Visit) -> tuple[OutcomesView, Outcome]:
        seen = self._seen(visit)
        found = seen.outcome(query.kind(visit.path["trigger"]))
        if found is None:
            raise HTTPException(404)
        return seen, found

    def one(self, visit: Visit) -> Response:
        """One outcome as it is about to be recorded."""
        seen, outcome = self._outcome(visit)
        return self._hall.page(visit, "outcome.html", ref=seen.ref, seen=seen, outcome=outcome)

    def end(self, visit: Visit) -> Response:
        """Record it; where the review has not begun it is begun first, both or neither."""
        seen, outcome = self._outcome(visit)
        form, stream = visit.form, f"isp:{seen.ref}"
        payload: dict[str, Any] = {
            "trigger": outcome.trigger, "reason": form.text("reason"), "version": seen.version
        }  # fmt: skip
        if outcome.reason:
            form.need("reason", said("move.reason.needed", visit.lang))
        if outcome.sets_date:
            payload |= seen.next.chosen(form.day("review", visit.lang))
        if outcome.declares and "independent" in form.many:
            payload["independent"] = True
        if form.wrong:
            return self.one(visit)
        asked = [Asked("move", stream, payload, form.text("seen") or None)]
        if outcome.begins:
            begin = {"trigger": Trigger.BEGIN_REVIEW.value, "version": seen.version}
            asked = [Asked("move", stream, begin, form.text("seen") or None), Asked("move", stream, payload)]
        result = self._hall.do_all(visit, asked)
        if isinstance(result, tuple):
            form.refuse(result[1], visit.lang)
            return self.one(visit)
        return self._hall.away(visit, f"/isps/{seen.ref}", notice="review_ended")
