"""Version 1 of the API: one address for each command, and the reads; every answer as `openapi.document` says."""

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Protocol, TypeVar

from pydantic import TypeAdapter
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ispdesk import access, tokens
from ispdesk.api import openapi, problems
from ispdesk.api.openapi import OFFERED, Read
from ispdesk.api.problems import ProblemError
from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.tokens import Bearer
from ispdesk.views.isp import isp_view
from ispdesk.views.isp_shapes import IspView
from ispdesk.views.listing import isp_list
from ispdesk.views.my_work import WorkView, work_view
from ispdesk.views.overview import Overview, RegisterFacts, overview, register_facts
from ispdesk.views.queue import queue_view
from ispdesk.views.search import SearchView, search_view
from ispdesk.views.shapes import IspFilters, IspListView, QueueView
from ispdesk.views.timeline import Timeline, timeline
from models.moment import one_moment
from states.calendar import local_day
from states.when import When, on

BASE: Final = "/api/v1"
MOST_BYTES: Final = 1_000_000
EACH_MINUTE: Final = 600
"""Requests of one token in a minute, in one process (our default)."""
MOST_PAGE: Final = 100_000
_KEY = re.compile(openapi.KEY)
_REF = re.compile(openapi.REF)
Found = TypeVar("Found")


class Home(Protocol):
    """What the API asks for."""

    def now(self) -> dt.datetime:
        """Return the home's now."""
        ...

    def clock(self) -> dt.datetime:
        """Return the wall clock."""
        ...

    def ask(self, view: Callable[..., Found], *args: object) -> Found:
        """Return what a view finds."""
        ...

    def act(self, action: Callable[..., Found], *args: object) -> Found:
        """Carry out what is no command."""
        ...

    def do(self, order: Order) -> Done | Refused:
        """Give the door an order."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to read: who asks, about which ISP, and the rest of the address."""

    bearer: Bearer
    ref: str
    query: Mapping[str, str]

    @property
    def page(self) -> int:
        """The page asked for, from 1. Raises 422 for what is none."""
        typed = self.query.get("page", "1")
        if not re.fullmatch(r"[1-9][0-9]{0,5}", typed) or int(typed) > MOST_PAGE:
            raise _wrong("page is a number from 1", "Rhif o 1 ymlaen yw page")
        return int(typed)


def _wrong(en: str, cy: str) -> ProblemError:
    return ProblemError(422, "wrong_value", en, cy)


def _nothing() -> ProblemError:
    return ProblemError(404, "not_found", "There is nothing of this reference.", "Nid oes dim â'r cyfeirnod hwn.")


@cache
def _adapters() -> Mapping[str, TypeAdapter[Any]]:
    """How the answer to each read is written."""
    return {
        "/work": TypeAdapter(WorkView),
        "/isps": TypeAdapter(IspListView),
        "/isps/{ref}": TypeAdapter(Overview | RegisterFacts),
        "/isps/{ref}/record": TypeAdapter(IspView),
        "/isps/{ref}/history": TypeAdapter(Timeline),
        "/queue": TypeAdapter(QueueView),
        "/search": TypeAdapter(SearchView),
    }


@cache
def _document() -> dict[str, Any]:
    """The OpenAPI document, made when it is first asked for: a fifth of a second, which pages need not wait for."""
    return openapi.document({path: Read(adapter, openapi.PARAMETERS[path]) for path, adapter in _adapters().items()})


class Api:
    """The API of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._used: dict[int, deque[dt.datetime]] = {}
        finds: dict[str, Callable[[Asked], Any]] = {
            "/work": self._work,
            "/isps": self._isps,
            "/isps/{ref}": self._isp,
            "/isps/{ref}/record": self._record,
            "/isps/{ref}/history": self._history,
            "/queue": self._queue,
            "/search": self._search,
        }
        self._reads = {path: (find, _adapters()[path]) for path, find in finds.items()}

    @property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document of this API."""
        return _document()

    def routes(self) -> list[Route]:
        """The table of addresses; whatever begins like one and is none is answered as a problem too."""
        found = [Route(f"{BASE}/openapi.json", self._endpoint(self._openapi, None))]
        found += [
            Route(BASE + path, self._endpoint(self._reader(*handler), None)) for path, handler in self._reads.items()
        ]
        found += [
            Route(f"{BASE}/{spec.stream_kind}/{{ref}}/{kind}", self._endpoint(None, kind), methods=["POST"])
            for kind, spec in OFFERED.items()
        ]
        return [
            *found,
            Route("/api/{rest:path}", self._endpoint(None, None), methods=[*["GET", "PUT", "POST", "PATCH", "DELETE"]]),
        ]

    # Answering.

    def _endpoint(self, read: Callable[[Asked], Response] | None, kind: str | None) -> Any:
        async def answer(request: Request) -> Response:
            try:
                body = await _body(request) if kind else b""
                return await run_in_threadpool(self._answer, request, read, kind, body)
            except ProblemError as error:
                headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None  # noqa: PLR2004 - HTTP's
                return problems.problem(error.status, error.reasons, headers)

        return answer

    def _answer(
        self, request: Request, read: Callable[[Asked], Response] | None, kind: str | None, body: bytes
    ) -> Response:
        with one_moment():
            bearer = self._bearer(request)
            ref = request.path_params.get("ref", "")
            if ref and not _REF.fullmatch(ref):
                raise _nothing()
            if kind is not None:
                return self._carry_out(bearer, kind, ref, request, body)
            if read is None:
                raise _nothing()
            if "read" not in bearer.scopes:
                raise _scope("read")
            return read(Asked(bearer, ref, dict(request.query_params)))

    def _bearer(self, request: Request) -> Bearer:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        found = None
        if scheme.lower() == "bearer" and token.isascii():
            day = local_day(self._home.now())
            found = self._home.ask(tokens.bearer, token.strip(), self._home.clock(), day)
        if found is None:
            raise ProblemError(401, "no_token", "Send a valid token as Authorization: Bearer.",
                               "Anfonwch docyn dilys fel Authorization: Bearer.")  # fmt: skip
        used, now = self._used.setdefault(found.token, deque()), self._home.clock()
        while used and used[0] < now - dt.timedelta(minutes=1):
            used.popleft()
        if len(used) >= EACH_MINUTE:
            raise ProblemError(429, "too_many", "Wait a minute, then go on.", "Arhoswch funud, yna ewch ymlaen.")
        used.append(now)
        if found.note:
            self._home.act(tokens.note_use, found.token, now)
        return found

    def _carry_out(self, bearer: Bearer, kind: str, ref: str, request: Request, body: bytes) -> Response:
        spec = OFFERED[kind]
        if f"write:{spec.stream_kind}" not in bearer.scopes:
            raise _scope(f"write:{spec.stream_kind}")
        key = request.headers.get("Idempotency-Key", "")
        if not _KEY.fullmatch(key):
            raise _wrong("Send an Idempotency-Key of 8 to 40 letters, digits, dots, hyphens and colons.",
                         "Anfonwch Idempotency-Key o 8 i 40 llythyren, digid, dot, cysylltnod neu golon.")  # fmt: skip
        given = _json(body)
        order = Order(
            id=f"api:{bearer.token}:{key}",
            kind=kind,
            stream=f"{spec.stream_kind}:{ref}",
            actor=bearer.ref,
            payload=given["payload"],
            expected=given.get("expected"),
            happened=_happened(given.get("happened")),
            strong=False,
        )
        result = self._home.do(order)
        if isinstance(result, Refused):
            return problems.refused(result)
        return _said({"answer": dict(result.answer), "again": result.again})

    # Reads.

    @staticmethod
    def _reader(find: Callable[[Asked], Any], adapter: TypeAdapter[Any]) -> Callable[[Asked], Response]:
        def read(asked: Asked) -> Response:
            return Response(adapter.dump_json(find(asked)), media_type="application/json")

        return read

    def _openapi(self, _asked: Asked) -> Response:
        return _said(_document())

    def _work(self, asked: Asked) -> WorkView:
        show = asked.query.get("show", "all")
        if show not in ("all", "late", "soon"):
            raise _wrong("show is all, late or soon", "all, late neu soon yw show")
        return self._home.ask(work_view, asked.bearer.ref, show, self._home.now())

    def _isps(self, asked: Asked) -> IspListView:
        group, place, text = (asked.query.get(name) or None for name in ("group", "place", "text"))
        if group is not None and group not in openapi.GROUPS:
            raise _wrong(f"group is one of {', '.join(openapi.GROUPS)}", f"Un o {', '.join(openapi.GROUPS)} yw group")
        _short(text, place)
        return self._home.ask(isp_list, IspFilters(group, place, text), asked.page)  # type: ignore[arg-type]  # checked

    def _roles(self, asked: Asked) -> Any:
        roles = self._home.ask(access.roles_for_isp, asked.bearer.ref, asked.ref, local_day(self._home.now()))
        if roles is None:
            raise _nothing()
        return roles

    def _inside(self, asked: Asked) -> None:
        if not self._roles(asked) & access.INSIDERS:
            raise ProblemError(403, "not_yours", "You have no part in this ISP.", "Nid oes gennych ran yn y protocol.")

    def _isp(self, asked: Asked) -> Overview | RegisterFacts:
        roles = self._roles(asked)
        if roles & access.INSIDERS:
            found = self._home.ask(overview, asked.ref, roles, asked.bearer.ref, self._home.now())
            if found is not None:
                return found
        return self._home.ask(register_facts, asked.ref)

    def _record(self, asked: Asked) -> IspView:
        self._inside(asked)
        found = self._home.ask(isp_view, asked.ref, self._home.now())
        if found is None:
            raise _nothing()
        return found

    def _history(self, asked: Asked) -> Timeline:
        self._inside(asked)
        found = self._home.ask(timeline, asked.ref, asked.page, self._home.now())
        if found is None:
            raise _nothing()
        return found

    def _queue(self, _asked: Asked) -> QueueView:
        return self._home.ask(queue_view, self._home.now())

    def _search(self, asked: Asked) -> SearchView:
        words = asked.query.get("q", "")
        _short(words)
        return self._home.ask(_found, words, asked.bearer, asked.page, self._home.now())


def _found(session: Session, words: str, bearer: Bearer, page: int, at: dt.datetime) -> SearchView:
    return search_view(session, words, bearer.ref, bearer.roles, page, at)


def _short(*typed: str | None) -> None:
    if any(len(one or "") > openapi.LONGEST or "\0" in (one or "") for one in typed):
        raise _wrong(f"At most {openapi.LONGEST} characters.", f"{openapi.LONGEST} nod ar y mwyaf.")


def _scope(scope: str) -> ProblemError:
    return ProblemError(403, "no_scope", f"This token has no scope {scope}.", f"Nid oes gan y tocyn hwn {scope}.")


def _said(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False, default=str), media_type="application/json")


async def _body(request: Request) -> bytes:
    """What was sent. Raises 413 for what is too long, 415 for what is no JSON."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError(415, "wrong_type", "Send application/json.", "Anfonwch application/json.")
    parts, came = [], 0
    async for part in request.stream():
        came += len(part)
        if came > MOST_BYTES:
            raise ProblemError(413, "too_long", "At most 1 MB.", "1 MB ar y mwyaf.")
        parts.append(part)
    return b"".join(parts)


def _json(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProblemError(400, "not_json", "This is not JSON.", "Nid JSON yw hwn.") from error
    if not isinstance(given, dict) or set(given) - {"payload", "expected", "happened"}:
        raise _wrong("Send an object with payload, and perhaps expected and happened.",
                     "Anfonwch wrthrych gyda payload, ac efallai expected a happened.")  # fmt: skip
    expected = given.get("expected")
    if not isinstance(given.get("payload"), dict) or not (expected is None or isinstance(expected, str)):
        raise _wrong("payload is an object, expected a text.", "Gwrthrych yw payload, testun yw expected.")
    return given


def _happened(given: Any) -> When | None:
    if given is None:
        return None
    try:
        if isinstance(given, str):
            return on(dt.date.fromisoformat(given))
        if isinstance(given, dict) and given and not set(given) - {"from", "to"}:
            first, last = (dt.date.fromisoformat(given[n]) if given.get(n) else None for n in ("from", "to"))
            if first is None or last is None or first <= last:
                return When(first, last)
    except (ValueError, TypeError):
        pass
    raise _wrong(
        "happened is a day, or an object with from and to.", "Diwrnod, neu wrthrych gyda from a to, yw happened."
    )
