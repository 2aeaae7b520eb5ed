"""Answers for everybody: how long they may be kept, how they are asked for again, and those kept in this process.

An answer holds as long as the record does not grow, and at most five minutes (`headers.PUBLIC`), since what the
operator sets is not in the record. Whoever is signed in is answered anew, and theirs is kept by nobody: `Vary` says so.
"""

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from ispdesk.web.hall import Hall, Visit
from ispdesk.web.headers import PUBLIC
from models.queries.registered import head
from states.calendar import local_day

MOST: Final = 2_000
"""Answers that are kept, the longest unused gone first (our default)."""
LARGEST: Final = 200_000
"""Bytes of one answer; what is larger is made anew."""
SECONDS: Final = 300


Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: tuple[Any, ...]
    until: dt.datetime
    etag: str
    content: bytes
    headers: dict[str, str]


class Kept:
    """The answers of one area."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._answers: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._lasting: dict[str, tuple[tuple[Any, ...], dt.datetime, Any]] = {}
        self._lock = threading.Lock()

    def mark(self, visit: Visit) -> tuple[Any, ...]:
        """What an answer of this moment holds for: how far the record has grown, and the day."""
        state = visit.request.state
        if not hasattr(state, "mark"):
            state.mark = (self._hall.ask(head), local_day(self._hall.services.now()))
        found: tuple[Any, ...] = state.mark
        return found

    def lasting(self, visit: Visit, name: str, make: Callable[[], Found]) -> Found:
        """What `make` finds, found once for as long as answers hold."""
        clock, mark = self._hall.services.clock(), self.mark(visit)
        kept = self._lasting.get(name)
        if kept is None or kept[0] != mark or kept[1] < clock:
            kept = self._lasting[name] = (mark, clock + dt.timedelta(seconds=SECONDS), make())
        found: Found = kept[2]
        return found

    def answer(self, visit: Visit, make: Callable[[Visit], Response]) -> Response:
        """The answer of `make`, or the same from before; 304 for whoever has it."""
        if visit.viewer is not None:
            made = make(visit)
            made.headers["Vary"] = "Cookie"
            return made
        key = (visit.request.url.path, visit.request.url.query)
        clock = self._hall.services.clock()
        mark = self.mark(visit)
        with self._lock:
            kept = self._answers.get(key)
            if kept is not None:
                self._answers.move_to_end(key)
        if kept is None or kept.mark != mark or kept.until < clock:
            made = make(visit)
            if made.status_code != 200:  # noqa: PLR2004 - HTTP's
                return made
            content = bytes(made.body)
            headers = {
                name: made.headers[name] for name in ("Content-Type", "Content-Language") if name in made.headers
            }
            until = clock + dt.timedelta(seconds=SECONDS)
            kept = _Kept(mark, until, etag_of(content), content, headers | {"Cache-Control": PUBLIC, "Vary": "Cookie"})
            self._keep(key, kept)
        if has(visit.request, kept.etag):
            return Response(status_code=304, headers=kept.headers | {"ETag": kept.etag})
        return Response(kept.content, headers=kept.headers | {"ETag": kept.etag})

    def _keep(self, key: tuple[str, str], kept: _Kept) -> None:
        if len(kept.content) > LARGEST:
            return
        with self._lock:
            self._answers[key] = kept
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)


def etag_of(content: bytes) -> str:
    """The mark of these very bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def has(request: Request, etag: str) -> bool:
    """Whether whoever asks has what this mark stands for (RFC 9110 §13.1.2, compared weakly)."""
    tags = request.headers.get("If-None-Match")
    known = {one.strip().removeprefix("W/") for one in (tags or "").split(",")}
    return tags is not None and bool(known & {etag.removeprefix("W/"), "*"})


def weak(*parts: object) -> str:
    """The mark of what is not made before it is asked for: the same parts, the same list."""
    return f'W/"{hashlib.sha256(quote(repr(parts)).encode()).hexdigest()[:32]}"'
