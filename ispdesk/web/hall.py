"""The hall that every area of the pages is entered through: sign-in, forms that no other site can send, one door.

An area is a class with `routes()`. Its handlers are plain functions from a visit to a response, run in a worker
thread. After a bad form the handler of POST returns what the handler of GET shows: that shows what was typed.
"""

import re
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from ispdesk import access
from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.sessions import Viewer
from ispdesk.web import form as forms
from ispdesk.web import query
from ispdesk.web.form import Form
from ispdesk.web.frame import Frame, language
from ispdesk.web.services import Services
from ispdesk.words import LANGS, WORDS, Lang
from models.moment import one_moment
from states.calendar import local_day
from states.lifecycle import Role
from states.when import When

COOKIE: Final = "ispdesk"
SECURE_COOKIE: Final = "__Host-ispdesk"
"""The same over https: no other site under our domain can set it."""
MOST_BYTES: Final = 1_000_000
"""Of a form without a file: a section may have 200,000 characters."""
MOST_UPLOADED: Final = 10_000_000
_COMMAND = re.compile(r"[0-9a-f]{32}")
READS: Final = frozenset({"GET", "HEAD"})
Found = TypeVar("Found")


class Gate(Enum):
    """Who is let in at all; what somebody may see and do inside is said by the record and the door."""

    PUBLIC = auto()
    SIGNED_IN = auto()
    OFFICE = auto()
    OPERATING = auto()


@dataclass
class Visit:
    """One request: what was asked for, in which language, by whom, and what was typed."""

    request: Request
    lang: Lang
    viewer: Viewer | None
    form: Form = field(default_factory=Form)

    @property
    def path(self) -> Mapping[str, str]:
        """The variable parts of the address."""
        return self.request.path_params

    @property
    def who(self) -> Viewer:
        """Who is signed in. Raises 401 where nobody is: a route behind SIGNED_IN never asks in vain."""
        if self.viewer is None:
            raise HTTPException(401)
        return self.viewer

    @property
    def csrf(self) -> str:
        """The mark of this session's forms."""
        return self.viewer.csrf if self.viewer else ""

    def command(self) -> str:
        """The id of the change that a form now shown asks for: sent twice, it acts once."""
        return uuid.uuid4().hex


OPENED_BY: Final = {Gate.OFFICE: access.OFFICE, Gate.OPERATING: access.OPERATING}
"""The roles of which one opens a gate."""
Handler = Callable[[Visit], Response]


@dataclass(frozen=True)
class Route:
    """An address and who answers it. `most`: bytes that a form may have; over MOST_BYTES it may carry files."""

    path: str
    get: Handler | None = None
    post: Handler | None = None
    gate: Gate = Gate.SIGNED_IN
    most: int = MOST_BYTES


class Area(Protocol):
    """A group of pages."""

    def routes(self) -> tuple[Route, ...]:
        """Its addresses."""
        ...


@dataclass(frozen=True)
class Standing:
    """Who a viewer is to one ISP."""

    ref: str
    roles: frozenset[Role]

    @property
    def inside(self) -> bool:
        """Whether they have a part in it."""
        return bool(self.roles & access.INSIDERS)

    @property
    def develops(self) -> bool:
        """Whether they coordinate or facilitate it."""
        return bool(self.roles & access.DEVELOPERS)


@dataclass(frozen=True)
class Asked:
    """One of several orders that a form asks for together."""

    kind: str
    stream: str
    payload: Mapping[str, Any]
    expected: str | None = None


class Hall:
    """What every area is given."""

    def __init__(self, services: Services, frame: Frame) -> None:
        self.services = services
        self.frame = frame

    # What areas call.

    def ask(self, view: Callable[..., Found], *args: object) -> Found:
        """What a view (session, *args) finds."""
        return self.services.ask(view, *args)

    def page(self, visit: Visit, template: str, *, code: int = 200, **values: object) -> Response:
        """A page of the installation; with what is wrong with the form, where something is."""
        status = 422 if code == 200 and visit.form.wrong else code  # noqa: PLR2004 - HTTP's
        return self.frame.page(visit.request, visit.lang, template, code=status, visit=visit, form=visit.form, **values)

    def away(self, visit: Visit, to: str, *, notice: str | None = None) -> Response:
        """Lead on to a page, in the reader's language, with a notice `notice.KEY` above it where one is named."""
        if notice is not None and f"notice.{notice}" not in WORDS:
            raise KeyError(f"notice.{notice}")
        before, _, part = to.partition("#")
        asked = ("&" if "?" in before else "?") + urlencode({"done": notice}) if notice else ""
        return RedirectResponse(f"/{visit.lang}{before}{asked}{'#' + part if part else ''}", 303)

    def do(
        self,
        visit: Visit,
        kind: str,
        stream: str,
        payload: Mapping[str, Any],
        *,
        expected: str | None = None,
        happened: When | None = None,
        part: str = "",
        rehearsed: bool = False,
    ) -> Done | Refused:
        """Give the door what the form asks for, in the viewer's name. `part` tells several orders of one form apart.

        `rehearsed`: only what it would answer; nothing is changed.
        """
        typed = visit.form.typed.get("_command", "")
        command = typed if _COMMAND.fullmatch(typed) else uuid.uuid4().hex
        order = Order(
            id=f"{command}{part}",
            kind=kind,
            stream=stream,
            actor=visit.who.ref,
            payload=payload,
            expected=expected,
            happened=happened,
            strong=visit.who.strong,
        )
        return self.services.rehearse(order) if rehearsed else self.services.do(order)

    def do_all(self, visit: Visit, asked: Sequence[Asked]) -> Done | tuple[int, Refused]:
        """Give the door several orders of one form, all or none."""
        typed = visit.form.typed.get("_command", "")
        command = typed if _COMMAND.fullmatch(typed) else uuid.uuid4().hex
        who, strong = visit.who.ref, visit.who.strong
        orders = [
            Order(f"{command}:{n}", one.kind, one.stream, who, one.payload, expected=one.expected, strong=strong)
            for n, one in enumerate(asked)
        ]
        return self.services.do_all(orders)

    def do_for(self, ref: str, kind: str, stream: str, payload: Mapping[str, Any]) -> Done | Refused:
        """Give the door an order in the name of the person whom a marked address stands for; nobody is signed in."""
        return self.services.do(Order(uuid.uuid4().hex, kind, stream, ref, payload))

    def standing(self, visit: Visit) -> Standing:
        """Who the viewer is to the ISP of this address. Raises 404 where there is none of that reference."""
        ref = query.reference(visit.path["ref"])
        day = local_day(self.services.now())
        roles = self.ask(access.roles_for_isp, visit.who.ref, ref, day)
        if roles is None:
            raise HTTPException(404)
        return Standing(ref, roles)

    def inside(self, visit: Visit, *, roles: frozenset[Role] = access.INSIDERS) -> Standing:
        """Who the viewer is to the ISP of this address. Raises 404, or 403 without one of these roles."""
        standing = self.standing(visit)
        if not standing.roles & roles:
            raise HTTPException(403)
        return standing

    # How requests reach them.

    def endpoint(self, route: Route) -> Callable[[Request], Awaitable[Response]]:
        """The asynchronous function that answers one route."""

        async def answer(request: Request) -> Response:
            lang = lang_of(request)
            request.state.typing = route.get is not None and route.post is not None
            if request.method in READS:
                return await run_in_threadpool(self._shown, request, lang, route)
            visit = Visit(request, lang, await self.visitor(request))
            request.state.viewer = visit.viewer
            visit.form = await _typed(request, route.most)
            _same_site(request)
            return await run_in_threadpool(self._answer, visit, route, posted=True)

        return answer

    def _shown(self, request: Request, lang: Lang, route: Route) -> Response:
        """A page that is only asked for: who asks and what they see are one moment of the record."""
        with one_moment():
            token = token_of(request)
            visit = Visit(request, lang, self.services.viewer(token) if token else None)
            request.state.viewer = visit.viewer
            return self._answer(visit, route, posted=False)

    def _answer(self, visit: Visit, route: Route, *, posted: bool) -> Response:
        with one_moment():
            stopped = self._stopped(visit, route, posted=posted)
            if stopped is not None:
                return stopped
            handler = route.post if posted else route.get
            if posted and route.get is not None and "_switch" in visit.form.typed:
                handler = route.get
            if handler is None:
                raise HTTPException(405, headers={"Allow": ", ".join(sorted(methods(route)))})
            return handler(visit)

    async def visitor(self, request: Request) -> Viewer | None:
        """Who is signed in in the browser that asks."""
        token = token_of(request)
        return await run_in_threadpool(self.services.viewer, token) if token else None

    def guard(self, page: Callable[[Request], Response], gate: Gate = Gate.SIGNED_IN) -> Callable[[Request], Response]:
        """A page that only reads and takes the request itself, behind its gate; of an ISP, for those inside."""

        def answer(request: Request) -> Response:
            with one_moment():
                token = token_of(request)
                viewer = self.services.viewer(token) if token else None
                request.state.viewer = viewer
                visit = Visit(request, language(request), viewer)
                stopped = self._stopped(visit, Route("", gate=gate), posted=False)
                if stopped is None and "ref" in request.path_params:
                    self.inside(visit)
                return page(request) if stopped is None else stopped

        return answer

    def _stopped(self, visit: Visit, route: Route, *, posted: bool) -> Response | None:
        """What somebody is answered who may not enter; nothing that they typed is lost."""
        if visit.viewer is None:
            if route.gate is Gate.PUBLIC:
                return None
            if posted:
                return self.page(visit, "ended.html", code=401)
            asked = visit.request.url.query
            here = visit.request.scope["path"] + (f"?{asked}" if asked else "")
            return RedirectResponse(f"/{visit.lang}/sign-in?{urlencode({'to': here})}", 302)
        if posted and visit.form.typed.get("_csrf") != visit.viewer.csrf:
            return self.page(visit, "ended.html", code=403)
        needed = OPENED_BY.get(route.gate)
        if needed is not None and not visit.viewer.roles & needed:
            raise HTTPException(403)
        return None


def methods(route: Route) -> frozenset[str]:
    """The methods that a route answers; a language switch posts to a page that otherwise only shows."""
    return (READS if route.get else frozenset()) | (frozenset({"POST"}) if route.post else frozenset())


def lang_of(request: Request) -> Lang:
    """The language of the address; an address under another name than these two does not exist (404)."""
    given = request.path_params.get("lang")
    if given is None:
        return language(request)
    known = next((lang for lang in LANGS if lang == given), None)
    if known is None:
        raise HTTPException(404)
    return known


def token_of(request: Request) -> str | None:
    """The session's token that the browser brings."""
    return request.cookies.get(SECURE_COOKIE if request.url.scheme == "https" else COOKIE)


def let_in(request: Request, response: Response, token: str) -> Response:
    """Give the browser its session's cookie."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        SECURE_COOKIE if secure else COOKIE, token, path="/", secure=secure, httponly=True, samesite="lax"
    )
    return response


def let_out(request: Request, response: Response) -> Response:
    """Take the cookie back."""
    secure = request.url.scheme == "https"
    response.delete_cookie(SECURE_COOKIE if secure else COOKIE, path="/", secure=secure, httponly=True, samesite="lax")
    return response


def own_address(to: str) -> str | None:
    """An address of these pages that somebody wanted to go to, checked: nothing leads to another site."""
    fits = re.fullmatch(r"/(en|cy)(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?", to)
    return quote(to, safe="/?&=%+,;:@!$()*-._~'") if fits and "//" not in to else None


def _same_site(request: Request) -> None:
    """Refuse a form that another site sent. Raises 403."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    foreign = origin is not None and origin.partition("://")[2] != request.headers.get("Host", "")
    if (site is not None and site not in ("same-origin", "none")) or (site is None and foreign):
        raise HTTPException(403)


async def _typed(request: Request, most: int) -> Form:
    """What was posted. Raises 400 for what is no form, 413 for what is too long."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    uploads = most > MOST_BYTES
    if kind != "application/x-www-form-urlencoded" and not (uploads and kind == "multipart/form-data"):
        raise HTTPException(400)
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if came > most:
            raise HTTPException(413)
        return message

    limited = Request(request.scope, counted)
    try:
        data = await limited.form(max_files=3 if uploads else 0, max_fields=forms.MOST_FIELDS, max_part_size=most)
    except (MultiPartException, UnicodeDecodeError) as error:
        raise HTTPException(400) from error
    try:
        return await forms.of(data)
    finally:
        await data.close()
