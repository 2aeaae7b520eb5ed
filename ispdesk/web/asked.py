"""The browser that asked for a mailed code: the cookie by which it is known again, and the network it comes from."""

from typing import Final

from starlette.responses import Response

from ispdesk.signin import limits
from ispdesk.web.hall import Visit

ASKED: Final = "ispdesk-asked"
"""The cookie of a browser that asked for a code; over https under a name that no other site can set."""
ASKED_FOR: Final = 3600
"""Seconds for which a browser keeps it: longer than a code works, so that it can be told that it does not."""


def network_of(visit: Visit) -> str:
    """The network that a request counts for."""
    peer = visit.request.client
    return limits.network(peer.host if peer else "")


def browser_of(visit: Visit) -> str:
    """What the browser is known by; '' where it asked for nothing."""
    return visit.request.cookies.get(_cookie(visit), "")


def with_browser(visit: Visit, response: Response, browser: str) -> Response:
    """Let the browser be known again."""
    secure = visit.request.url.scheme == "https"
    response.set_cookie(
        _cookie(visit), browser, max_age=ASKED_FOR, path="/", secure=secure, httponly=True, samesite="lax"
    )
    return response


def forgotten(visit: Visit, response: Response) -> Response:
    """Take the cookie back."""
    secure = visit.request.url.scheme == "https"
    response.delete_cookie(_cookie(visit), path="/", secure=secure, httponly=True, samesite="lax")
    return response


def _cookie(visit: Visit) -> str:
    return f"__Host-{ASKED}" if visit.request.url.scheme == "https" else ASKED
