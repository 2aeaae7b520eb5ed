"""Security headers on every response, and a page instead of a crash: one ASGI layer around everything."""

import logging
import secrets
from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; "  # an assurer's draft is saved as they type
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The one exception: the HTML part of a stored mail is somebody else's document with its styles inline, as
# mail readers want them. It is shown at an address of its own, in a sandbox: no scripts, no forms, no images,
# nothing fetched, an origin of its own. Its styles can touch no page of ours.
MAIL_CSP = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SAMPLE_CSP = MAIL_CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""The same of a sample of a mail, which one page of ours shows in a frame, and nobody else's."""
FRAMING_CSP = f"{PAGE_CSP}; frame-src 'self'"
"""Of that page."""
CHOSEN = {MAIL_CSP, SAMPLE_CSP, FRAMING_CSP}
"""What a page may have instead of PAGE_CSP."""
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # a page whose address is a secret says no-referrer, and keeps it
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ALONE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
"""Of a page behind a link: its address is the secret. No page opened from it hears of it, and nothing keeps it."""
FOR_EVER = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"
"""For one reader's own calendar: it may be kept by their program, and is asked for again each time."""
PUBLIC = "public, max-age=300"
"""For what everybody may read and keep for five minutes (our default)."""

_log = logging.getLogger("ispdesk.web")


class Headers:
    """Wraps an app: its headers are set here, and what it raises becomes the page that `broken` makes."""

    def __init__(self, app: ASGIApp, broken: Callable[[Request, str], Awaitable[Response]]) -> None:
        self._app = app
        self._broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _harden(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            incident = secrets.token_hex(4)
            _log.exception("incident %s: %s failed", incident, scope["method"])
            if started:
                raise  # half an answer is out; cutting the connection is all that is left
            response = await self._broken(Request(scope), incident)
            await response(scope, receive, send_with_headers)


def _harden(headers: MutableHeaders, scope: Scope) -> None:
    alone = headers.get("Referrer-Policy") == "no-referrer"
    for name, value in FIXED.items():
        headers[name] = value
    if alone:
        headers["Referrer-Policy"] = "no-referrer"
    if headers.get("Content-Security-Policy") not in CHOSEN:
        headers["Content-Security-Policy"] = PAGE_CSP
    if headers["Content-Security-Policy"] == SAMPLE_CSP:
        headers["X-Frame-Options"] = "SAMEORIGIN"
    if headers.get("Cache-Control") not in (FOR_EVER, PRIVATE, PUBLIC):
        headers["Cache-Control"] = "no-store"
    if scope.get("scheme") == "https":
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
