"""My work: what waits for whoever is signed in, and what they wait for."""

from starlette.responses import Response

from ispdesk.views.my_work import SHOWS, work_view
from ispdesk.views.scoping import open_scopings
from ispdesk.web import query
from ispdesk.web.hall import Hall, Route, Visit


class Working:
    """The page that everybody begins at."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """Its address."""
        return (Route("/{lang}/work", get=self.work),)

    def work(self, visit: Visit) -> Response:
        """Both lists, as one filter shows them; a filter is a link."""
        asked = query.values(visit.request, {"show"}).get("show", "all")
        show = next((one for one in SHOWS if one == asked), "all")
        view = self._hall.ask(work_view, visit.who.ref, show, self._hall.services.now())
        begun = self._hall.ask(open_scopings, visit.who.ref)
        return self._hall.page(visit, "work.html", view=view, shows=SHOWS, begun=begun)
