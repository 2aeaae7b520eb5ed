"""The operators' pages of letters: what waits, what left, what did not, and why; they show, and change nothing."""

from math import ceil

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.views.outbox import GROUPS, letter_view, outbox_view
from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.paging import page_links

LARGEST = 2**31
"""No letter has this number: the column of the database ends below it."""


class Outbox:
    """The list of letters, and one letter."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/outbox", get=self.list, gate=Gate.OPERATING),
            Route("/{lang}/outbox/{number:int}", get=self.letter, gate=Gate.OPERATING),
        )

    def list(self, visit: Visit) -> Response:
        """Letters of one group, or all; a filter is a link."""
        found = query.values(visit.request, {"show", "page"})
        show = next((group for group in GROUPS if group == found.get("show")), None)
        page = query.page_number(found)
        view = self._hall.ask(outbox_view, show, page)
        pages = max(1, ceil(view.found / PAGE_SIZE))
        if page > pages:
            raise HTTPException(404)
        links = page_links(f"/{visit.lang}/outbox", {"show": show} if show else {}, page, pages)
        return self._hall.page(
            visit, "outbox.html", view=view, show=show or "all", shows=("all", *GROUPS), links=links, pages=pages
        )

    def letter(self, visit: Visit) -> Response:
        """One letter with every try."""
        number = int(visit.path["number"])
        view = self._hall.ask(letter_view, number) if number < LARGEST else None
        if view is None:
            raise HTTPException(404)
        return self._hall.page(visit, "letter.html", view=view)
