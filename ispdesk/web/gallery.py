"""Every message of the product as it reads, with sample data: for the team, which says it, and for operators."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from ispdesk.views.mails import Preview, frame, message_rows, preview
from ispdesk.web import query
from ispdesk.web.hall import Gate, Hall, Route, Visit
from ispdesk.web.headers import FRAMING_CSP, SAMPLE_CSP
from notifications.compose import Language, UnknownMessage

IN: Final[dict[str, Language]] = {"both": "unknown", "cy": "cy", "en": "en"}
"""What an address calls the languages of a sample."""


class Gallery:
    """The list of messages, one message, and its HTML by itself."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (
            Route("/{lang}/gallery", get=self.list, gate=Gate.OFFICE),
            Route("/{lang}/gallery/{name}", get=self.message, gate=Gate.OFFICE),
            Route("/{lang}/gallery/{name}/html/{of}", get=self.html, gate=Gate.OFFICE),
        )

    def list(self, visit: Visit) -> Response:
        """Every message: what for, to whom, and where its Welsh stands."""
        return self._hall.page(visit, "gallery.html", rows=message_rows(), frame=frame())

    def message(self, visit: Visit) -> Response:
        """One message: subject, text and HTML in Welsh, in English or in both."""
        name = query.kind(visit.path["name"])
        of = query.values(visit.request, {"in"}).get("in", "both")
        seen = self._seen(name, of)
        row = next(row for row in message_rows() if row.name == name)
        response = self._hall.page(visit, "gallery_message.html", row=row, seen=seen, of=of, ways=tuple(IN))
        response.headers["Content-Security-Policy"] = FRAMING_CSP
        return response

    def html(self, visit: Visit) -> Response:
        """The HTML by itself, in a sandbox, for the frame on that page."""
        seen = self._seen(query.kind(visit.path["name"]), visit.path["of"])
        return HTMLResponse(seen.composed.html, headers={"Content-Security-Policy": SAMPLE_CSP})

    def _seen(self, name: str, of: str) -> Preview:
        """A sample. Raises 404 for a message or a language that there is not."""
        if of not in IN:
            raise HTTPException(404)
        try:
            return preview(name, IN[of])
        except UnknownMessage as error:
            raise HTTPException(404) from error
