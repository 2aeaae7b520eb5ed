"""The page on which a facilitator of an ISP is named."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Refused
from ispdesk.views.facilitating import facilitating_view
from ispdesk.web.hall import Hall, Route, Standing, Visit
from ispdesk.words import said

LONGEST_SEARCH = 100


class Facilitating:
    """Naming a facilitator."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route("/{lang}/isps/{ref}/people/facilitator", get=self.choose, post=self.name),)

    def _may(self, visit: Visit) -> Standing:
        return self._hall.inside(visit, roles=COMMANDS["name_facilitator"].by or frozenset())

    def choose(self, visit: Visit) -> Response:
        """Who facilitates it, and who else could."""
        standing = self._may(visit)
        words = visit.request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
        view = self._hall.ask(facilitating_view, standing.ref, words)
        if view is None:
            raise HTTPException(404)
        return self._hall.page(visit, "facilitator.html", view=view, words=words, ref=standing.ref)

    def name(self, visit: Visit) -> Response:
        """Name the one who was chosen."""
        standing = self._may(visit)
        chosen = visit.form.need("facilitator", said("facilitator.error", visit.lang))
        if visit.form.wrong:
            return self.choose(visit)
        done = self._hall.do(visit, "name_facilitator", f"isp:{standing.ref}", {"facilitator": chosen})
        if isinstance(done, Refused):
            visit.form.refuse(done, visit.lang)
            return self.choose(visit)
        return self._hall.away(visit, f"/isps/{standing.ref}", notice="facilitator_named")
