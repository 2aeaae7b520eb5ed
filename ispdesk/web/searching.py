"""Search for whoever is signed in, and "is there an ISP for my situation?" for everybody."""

from math import ceil

from starlette.responses import Response

from ispdesk.views.places import place_name
from ispdesk.views.search import SHOWN, search_view, situation_view
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.kept import Kept
from ispdesk.web.paging import page_links
from states.places import AUTHORITIES


class Searching:
    """The two ways to look for an ISP; both are plain links and forms that only ask."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._kept = Kept(hall)

    def routes(self) -> tuple[Route, ...]:
        """Its addresses."""
        return (
            Route("/{lang}/search", get=self.search),
            Route("/{lang}/find", get=self.find, gate=Gate.PUBLIC),
        )

    def search(self, visit: Visit) -> Response:
        """What was found, a page at a time."""
        found = query.values(visit.request, {"q", "page"})
        asked, page = found.get("q", ""), query.page_number(found)
        at = self._hall.services.now()
        view = self._hall.ask(search_view, asked, visit.who.ref, visit.who.roles, page, at)
        pages = max(1, ceil(view.found / SHOWN))
        links = page_links(f"/{visit.lang}/search", {"q": asked}, min(page, pages), pages)
        return self._hall.page(visit, "search.html", view=view, links=links, pages=pages)

    def find(self, visit: Visit) -> Response:
        """For practitioners: in plain words, with what to do when life or safety is at risk first."""
        return self._kept.answer(visit, self._found)

    def _found(self, visit: Visit) -> Response:
        found = query.values(visit.request, {"q", "place"})
        asked, place = found.get("q", ""), found.get("place", "")
        known = place if place in AUTHORITIES else None
        view = self._hall.ask(situation_view, asked, known) if asked else None
        places = [(code, place_name(code)) for code in AUTHORITIES if code != "wales"]
        return self._hall.page(visit, "find.html", view=view, asked=asked, place=known or "", places=places)
