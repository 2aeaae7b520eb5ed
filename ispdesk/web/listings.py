"""For the team: leaving an ISP out of the public register, looking again a year later, and showing exemplars."""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk import access
from ispdesk.commands.shape import Refused
from ispdesk.views.listings import ListingView, left_out, listing_view
from ispdesk.web.hall import Gate, Hall, Route, Standing, Visit
from ispdesk.words import said
from states.lifecycle import Role

ACTS: Final = {
    "leave_out": ("leave_out_of_register", "listing_left_out"),
    "put_in": ("put_into_register", "listing_put_in"),
    "exemplar": ("mark_exemplar", "listing_exemplar"),
    "exemplar_end": ("end_exemplar", "listing_exemplar_ended"),
}
"""What each button of the form asks for, and the notice when it is done."""


class Listings:
    """One ISP's place in the register, and all that are left out."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/isps/{ref}/listing", get=self.show, post=self.act),
            Route("/{lang}/left-out", get=self.all, gate=Gate.OFFICE),
        )

    def all(self, visit: Visit) -> Response:
        """Every ISP that is left out, with the reason and the day to look again."""
        return self._hall.page(visit, "left_out.html", rows=self._hall.ask(left_out, self._hall.services.now()))

    def _seen(self, visit: Visit) -> tuple[Standing, ListingView]:
        """Raises 403 but for the team, and 404."""
        standing = self._hall.inside(visit, roles=access.TEAM)
        view = self._hall.ask(listing_view, standing.ref, self._hall.services.now())
        if view is None:
            raise HTTPException(404)
        return standing, view

    def show(self, visit: Visit) -> Response:
        """Whether the register shows it, and what can be done about that."""
        standing, view = self._seen(visit)
        leads = Role.TEAM_LEAD in standing.roles
        return self._hall.page(visit, "isp_listing.html", view=view, ref=view.ref, leads=leads)

    def act(self, visit: Visit) -> Response:
        """Do what the button says."""
        _, view = self._seen(visit)
        form, act = visit.form, visit.form.text("act")
        payload: dict[str, Any] = {}
        if act == "exemplar":
            payload = {"why_en": form.text("why_en"), "why_cy": form.text("why_cy")}
            if not any(payload.values()):
                form.errors["why_cy"] = said("listing.exemplar.error", visit.lang)
        elif act == "put_in":
            payload = {"reason": form.text("reason")}
        elif act != "exemplar_end":  # Enter in a field names no button
            act, payload = "leave_out", {"reason": form.need("reason", said("listing.reason.error", visit.lang))}
        if not form.wrong:
            kind, notice = ACTS[act]
            result = self._hall.do(visit, kind, f"isp:{view.ref}", payload)
            if not isinstance(result, Refused):
                return self._hall.away(visit, f"/isps/{view.ref}/listing", notice=notice)
            form.refuse(result, visit.lang)
        return self.show(visit)
