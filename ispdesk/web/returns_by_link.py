"""A partner's own return behind a mailed link, without an account: five questions, and thanks."""

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.shape import Refused
from ispdesk.views.answering import STALE
from ispdesk.views.self_returns import LinkReturn, link_return, return_order
from ispdesk.web.after import answered
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.headers import ALONE
from ispdesk.words import said
from states.compliance import RETURN

BASE: Final = "/{lang}/answer/{token}/return"
MOST: Final = 1000
"""Characters that the box takes."""


class ReturnsByLink:
    """The page of a return."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route(BASE, get=self.show, post=self.send, gate=Gate.PUBLIC),)

    def _asked(self, visit: Visit) -> LinkReturn:
        found = self._hall.ask(link_return, visit.path["token"], self._hall.services.now())
        if found is None:
            raise HTTPException(404)
        return found

    def show(self, visit: Visit) -> Response:
        """The questions; where they were answered by this link, thanks."""
        it = self._asked(visit)
        if it.closed and not it.answers:
            return self._alone(self._hall.away(visit, f"/answer/{visit.path['token']}"))
        return self._page(visit, it)

    def send(self, visit: Visit) -> Response:
        """Keep the answers."""
        it = self._asked(visit)
        here = f"/answer/{visit.path['token']}/return"
        if it.closed:
            return self._alone(self._hall.away(visit, here))
        answers = answered(visit)
        text = visit.form.text("text")
        if len(text) > MOST:
            visit.form.errors["text"] = said("answer.error.long", visit.lang, most=MOST)
        if visit.form.wrong:
            return self._page(visit, it)
        payload: dict[str, Any] = {"answers": answers, "text": text}
        order = self._hall.ask(return_order, visit.path["token"], visit.form.text("mark"), payload)
        result = self._hall.services.do(order) if order is not None else STALE
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self._page(visit, it)
        return self._alone(self._hall.away(visit, here))

    def _page(self, visit: Visit, it: LinkReturn) -> Response:
        return self._alone(self._hall.page(visit, "link_return.html", it=it, questions=RETURN))

    def _alone(self, response: Response) -> Response:
        response.headers.update(ALONE)
        return response
