"""The pages: read the address, ask the services, hand the answer to a template."""

import hashlib
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ispdesk.views.shapes import PAGE_SIZE
from ispdesk.web import query
from ispdesk.web.answering import Answering
from ispdesk.web.assets import Static
from ispdesk.web.frame import Frame, language
from ispdesk.web.hall import Gate, Hall, token_of
from ispdesk.web.headers import MAIL_CSP, PRIVATE
from ispdesk.web.paging import page_links, pages_of
from ispdesk.web.services import Services
from ispdesk.words import LANGS, Lang

READ = ["GET", "HEAD"]
UNAVAILABLE = 503
UNLISTED = {"X-Robots-Tag": "noindex, nofollow"}


class Pages:
    """The pages of one installation. Each is a plain function: it runs in a worker thread and may wait."""

    def __init__(self, services: Services, frame: Frame, hall: Hall, files: dict[str, Static]) -> None:
        self._services = services
        self._hall = hall
        self._frame = frame
        self._files = files

    def routes(self) -> APIRouter:
        """Return the table of addresses."""
        router = APIRouter(redirect_slashes=False)
        for path, page in (
            ("/", self.home),
            ("/health", self.health),
            ("/static/{name}", self.static),
            ("/calendar/{token}.ics", self.calendar),
            ("/isps", self.in_language),
            ("/isps/{ref}", self.in_language),
            ("/queue", self.in_language),
            ("/drafts", self.in_language),
            ("/questions", self.in_language),
            ("/programme", self.in_language),
            ("/register", self.in_language),
            ("/register/{ref}", self.in_language),
            ("/help/{number:int}", self.in_language),
            ("/inbox", self.in_language),
            ("/operations", self.in_language),
            ("/{lang}", self.home),
            ("/{lang}/", self.home),
        ):
            router.add_api_route(path, page, methods=READ, response_model=None)
        for path, page, gate in (
            ("/{lang}/isps", self.isps, Gate.SIGNED_IN),
            ("/{lang}/isps/{ref}/record", self.isp, Gate.SIGNED_IN),
            ("/{lang}/isps/{ref}/clocks/{kind}", self.clock, Gate.SIGNED_IN),
            ("/{lang}/operations", self.operations, Gate.OFFICE),
            ("/{lang}/inbox", self.inbox, Gate.SIGNED_IN),
            ("/{lang}/inbox/{mail_id}", self.mail, Gate.SIGNED_IN),
            ("/{lang}/inbox/{mail_id}/html", self.mail_html, Gate.SIGNED_IN),
        ):
            router.add_api_route(path, self._hall.guard(page, gate), methods=READ, response_model=None)
        answering = Answering(self._services, self._frame)
        router.add_api_route("/answer/{token}", answering.lead, methods=READ, response_model=None)
        router.add_api_route("/{lang}/answer/{token}", answering.page, methods=[*READ, "POST"], response_model=None)
        router.add_api_route("/{lang}/answer/{token}/recorded", answering.recorded, methods=READ, response_model=None)
        return router

    def home(self, request: Request) -> Response:
        """Lead to My work, or who is not signed in to the register; in the language of the address or browser."""
        lang = _lang(request) if "lang" in request.path_params else language(request)
        token = token_of(request)
        known = token is not None and self._services.viewer(token) is not None
        where = "work" if known else "register"
        return RedirectResponse(f"/{lang}/{where}", 302, headers={"Vary": "Accept-Language, Cookie"})

    def in_language(self, request: Request) -> Response:
        """Lead an address without a language, as a mail in both has it, to the page in the browser's."""
        if "ref" in request.path_params:
            query.reference(request.path_params["ref"])
        return RedirectResponse(f"/{language(request)}{request.url.path}", 302, headers={"Vary": "Accept-Language"})

    def isps(self, request: Request) -> HTMLResponse:
        """Show the list of ISPs with its filters."""
        lang = _lang(request)
        found = query.values(request, {"group", "place", "text", "page"})
        filters, page = query.isp_filters(found), query.page_number(found)
        view = self._services.isps(filters, page)
        kept = {name: value for name, value in found.items() if name != "page" and value}
        pages = pages_of(view.found, page)
        links = page_links(f"/{lang}/isps", kept, page, pages)
        first = (page - 1) * PAGE_SIZE + 1
        return self._frame.page(
            request, lang, "isps.html", view=view, filters=filters, pages=pages, links=links, first=first
        )

    def isp(self, request: Request) -> HTMLResponse:
        """Show one ISP."""
        lang = _lang(request)
        view = self._services.isp(query.reference(request.path_params["ref"]))
        if view is None:
            raise HTTPException(404)
        return self._frame.page(request, lang, "isp.html", isp=view)

    def clock(self, request: Request) -> HTMLResponse:
        """Show how the clocks of one kind on one ISP came to their days."""
        lang = _lang(request)
        ref, kind = query.reference(request.path_params["ref"]), query.kind(request.path_params["kind"])
        view = self._services.receipts(ref, kind)
        if view is None:
            raise HTTPException(404)
        return self._frame.page(request, lang, "clock.html", view=view)

    def operations(self, request: Request) -> HTMLResponse:
        """Show what needs attention, when each round last ran, and every rule."""
        return self._frame.page(request, _lang(request), "operations.html", view=self._services.operations())

    def inbox(self, request: Request) -> HTMLResponse:
        """Show the mails that stayed on this machine."""
        lang = _lang(request)
        page = query.page_number(query.values(request, {"page"}))
        view = self._services.inbox(page)
        if view is None:
            raise HTTPException(404)
        pages = pages_of(view.found, page)
        links = page_links(f"/{lang}/inbox", {}, page, pages)
        return self._frame.page(request, lang, "inbox.html", view=view, pages=pages, links=links)

    def mail(self, request: Request) -> HTMLResponse:
        """Show one mail: its headers and its text."""
        lang = _lang(request)
        view = self._services.inbox_mail(query.reference(request.path_params["mail_id"]))
        if view is None:
            raise HTTPException(404)
        return self._frame.page(request, lang, "mail.html", mail=view)

    def mail_html(self, request: Request) -> HTMLResponse:
        """Show the HTML part of one mail, alone and in a sandbox: the one page with a policy of its own."""
        _lang(request)
        view = self._services.inbox_mail(query.reference(request.path_params["mail_id"]))
        if view is None or view.html is None:
            raise HTTPException(404)
        return HTMLResponse(view.html, headers={"Content-Security-Policy": MAIL_CSP})

    def health(self) -> JSONResponse:
        """Say whether the installation works, for machines."""
        view = self._services.health()
        checks = {check.name: {"ok": check.ok, "detail": check.detail} for check in view.checks}
        return JSONResponse({"ok": view.ok, "checks": checks}, 200 if view.ok else UNAVAILABLE)

    def calendar(self, request: Request) -> Response:
        """Hand out a private calendar; whatever opens nothing is answered alike."""
        content = self._services.calendar(request.path_params["token"])
        if content is None:
            raise HTTPException(404, headers=UNLISTED)
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"Cache-Control": PRIVATE, "ETag": etag, **UNLISTED}
        known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
        if known & {etag, "*"}:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    def static(self, request: Request) -> Response:
        """Hand out a file of the frame."""
        file = self._files.get(request.path_params["name"])
        if file is None:
            raise HTTPException(404)
        return file.answer(request)


def _lang(request: Request) -> Lang:
    known: Sequence[Lang] = [lang for lang in LANGS if lang == request.path_params["lang"]]
    if not known:
        raise HTTPException(404)
    return known[0]
