"""Where mail programs, and people, say that what only tells shall not come any more (RFC 8058).

No sign-in and no cookie: the marked token in the address says whose letters these are, and all that it opens is this.
GET only shows, since mail scanners follow links; a mail program posts to the address without a language.
"""

import re
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route as Address

from ispdesk.commands import unsubscribing
from ispdesk.web.frame import language
from ispdesk.web.hall import READS, Gate, Hall, Route, Visit
from ispdesk.web.headers import ALONE

MOST_BYTES: Final = 4_000
"""Of what a mail program posts: one field, at most as a part of a form with a boundary."""
_ONE_CLICK = re.compile(
    rb'(?:\A|&)List-Unsubscribe=One-Click(?:&|\s*\Z)|name="List-Unsubscribe"\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n'
)
"""What RFC 8058 §3.2 has them post, as a form of either kind."""


class Unsubscribing:
    """The page behind the link; `one_click` is the address for mail programs."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def routes(self) -> tuple[Route, ...]:
        """The table of addresses."""
        return (Route("/{lang}/unsubscribe/{token}", get=self.show, post=self.end, gate=Gate.PUBLIC),)

    def show(self, visit: Visit) -> Response:
        """Say what the button ends, and what comes all the same."""
        self._whose(visit.path["token"])
        return self._page(visit, done=False)

    def end(self, visit: Visit) -> Response:
        """End it."""
        self._end(visit.path["token"])
        return self._page(visit, done=True)

    def _page(self, visit: Visit, *, done: bool) -> Response:
        response = self._hall.page(visit, "unsubscribe.html", done=done)
        response.headers.update(ALONE)
        return response

    def _whose(self, token: str) -> str:
        """Whose letters they are. Raises 404 for a token that is none of ours."""
        ref = self._hall.ask(unsubscribing.behind, token)
        if ref is None:
            raise HTTPException(404, headers=ALONE)
        return ref

    def _end(self, token: str) -> None:
        """Give the order in the name of whose letters they are; nothing left to end is well too."""
        ref = self._whose(token)
        self._hall.do_for(ref, "unsubscribe", f"person:{ref}", {})

    def one_click(self) -> Address:
        """The address without a language: it leads people on, and does what a mail program asks for."""

        async def answer(request: Request) -> Response:
            token = request.path_params["token"]
            if request.method in READS:
                to = f"/{language(request)}/unsubscribe/{token}"
                return RedirectResponse(to, 302, headers={**ALONE, "Vary": "Accept-Language"})
            if not _ONE_CLICK.search(await _body(request)):
                raise HTTPException(400, headers=ALONE)
            await run_in_threadpool(self._end, token)
            return Response(status_code=204, headers=ALONE)

        return Address("/unsubscribe/{token}", answer, methods=[*READS, "POST"])


async def _body(request: Request) -> bytes:
    """What was posted. Raises 413 for what is too long."""
    parts, came = [], 0
    async for part in request.stream():
        came += len(part)
        if came > MOST_BYTES:
            raise HTTPException(413, headers=ALONE)
        parts.append(part)
    return b"".join(parts)
