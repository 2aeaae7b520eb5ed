"""Escalations that wait for a person: the office's list, a coordinator's own, and what each of them decides."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ispdesk.commands.shape import Refused
from ispdesk.views.clock_shapes import DraftRow
from ispdesk.views.drafts import draft_view
from ispdesk.web.hall import Hall, Route, Visit
from ispdesk.words import said

LONGEST_REASON: Final = 1000
"""Characters, as the command takes them."""


class Drafts:
    """Looking at drafted escalations, sending one or not."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/drafts", get=self.list),
            Route("/{lang}/drafts/{number:int}", get=self.one, post=self.decide),
        )

    def list(self, visit: Visit) -> Response:
        """All that wait, for the office; for everybody else those that they may decide."""
        office = visit.who.office
        rows = self._hall.services.drafts(visit.who.ref, office=office)
        return self._hall.page(visit, "drafts.html", rows=rows, office=office)

    def one(self, visit: Visit) -> Response:
        """Ask whether it is sent."""
        return self._hall.page(visit, "draft.html", row=self._theirs(visit))

    def decide(self, visit: Visit) -> Response:
        """Send it, or not with a reason."""
        row = self._theirs(visit)
        answer = visit.form.text("answer")
        payload: dict[str, object] = {"draft": row.number}
        if answer not in ("send", "drop"):
            visit.form.errors["answer"] = said("draft.answer.needed", visit.lang)
        elif answer == "drop":
            payload["reason"] = visit.form.need("reason", said("move.reason.needed", visit.lang))
            if len(visit.form.text("reason")) > LONGEST_REASON:
                visit.form.errors["reason"] = said("answer.error.long", visit.lang, most=LONGEST_REASON)
        if visit.form.wrong:
            return self.one(visit)
        kind = "send_draft" if answer == "send" else "drop_draft"
        result = self._hall.do(visit, kind, f"isp:{row.ref}", payload)
        if isinstance(result, Refused):
            visit.form.refuse(result, visit.lang)
            return self.one(visit)
        return self._hall.away(visit, "/drafts", notice="draft_sent" if answer == "send" else "draft_dropped")

    def _theirs(self, visit: Visit) -> DraftRow:
        """The draft of this address. Raises 404 where none of that number waits for the viewer."""
        number = int(visit.path["number"])
        row = self._hall.ask(draft_view, number, visit.who.ref, self._hall.services.now()) if number < 2**31 else None
        if row is None or not row.mine:
            raise HTTPException(404)
        return row
