"""Coming in and going out: the sample roles of a home whose time stands, and the end of a session."""

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ispdesk import sessions
from ispdesk.views import entering
from ispdesk.web.hall import Gate, Hall, Route, Visit, let_in, let_out, own_address, token_of


class Entering:
    """The ways in and out that need no address of one's own."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/enter", get=self.roles, post=self.enter, gate=Gate.PUBLIC),
            Route("/{lang}/sign-out", get=self.leave, post=self.left),
        )

    def roles(self, visit: Visit) -> Response:
        """The sample roles of a home whose time stands; a real home has no such page."""
        rows = self._hall.ask(entering.sample_roles)
        if rows is None:
            raise HTTPException(404)
        to = own_address(visit.request.query_params.get("to", "")) or ""
        return self._hall.page(visit, "enter.html", rows=rows, to=to)

    def enter(self, visit: Visit) -> Response:
        """Enter as one of them."""
        ref = visit.form.text("role")
        token = self._hall.services.act(entering.enter, ref, self._hall.services.clock(), _browser(visit))
        if token is None:
            raise HTTPException(404)
        to = own_address(visit.form.text("to")) or f"/{visit.lang}/work"
        return let_in(visit.request, RedirectResponse(to, 303), token)

    def leave(self, visit: Visit) -> Response:
        """Ask whether to sign out: a link in somebody else's page does not do it."""
        return self._hall.page(visit, "sign_out.html")

    def left(self, visit: Visit) -> Response:
        """End this session."""
        token = token_of(visit.request)
        if token is not None:
            self._hall.services.act(sessions.end, token)
        return let_out(visit.request, RedirectResponse(f"/{visit.lang}", 303))


def _browser(visit: Visit) -> str:
    return visit.request.headers.get("User-Agent", "")
