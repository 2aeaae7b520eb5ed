"""What the law asks of every public service: privacy, accessibility and cookies, each a page in both languages.

They say what this software does. What only the operator knows comes from settings, and is not known where not given.
"""

from typing import Any

from starlette.responses import Response

from ispdesk import sessions
from ispdesk.signin import codes
from ispdesk.views.notices import particulars
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.kept import Kept


class Notices:
    """Three pages that are linked from every other."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._kept = Kept(hall)

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/privacy", get=self.privacy, gate=Gate.PUBLIC),
            Route("/{lang}/accessibility", get=self.accessibility, gate=Gate.PUBLIC),
            Route("/{lang}/cookies", get=self.cookies, gate=Gate.PUBLIC),
        )

    def privacy(self, visit: Visit) -> Response:
        """What is kept about whom, why and for how long."""
        return self._page(visit, "privacy.html", hours=int(sessions.LONGEST.total_seconds() // 3600))

    def accessibility(self, visit: Visit) -> Response:
        """How far everybody can use these pages, and whom to tell where they cannot."""
        return self._page(visit, "accessibility.html")

    def cookies(self, visit: Visit) -> Response:
        """Which cookies there are: what signing in needs, and no more."""
        hours, idle = (int(span.total_seconds() // 3600) for span in (sessions.LONGEST, sessions.IDLE))
        minutes = int(codes.LIFE["sign_in"].total_seconds() // 60)
        return self._page(visit, "cookies.html", hours=hours, idle=idle, minutes=minutes)

    def _page(self, visit: Visit, template: str, **values: Any) -> Response:
        def made(asking: Visit) -> Response:
            it = self._hall.ask(particulars, self._hall.services.settings)
            return self._hall.page(asking, template, it=it, **values)

        return self._kept.answer(visit, made)
