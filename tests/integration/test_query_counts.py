"""No page asks the database more than fifteen times, sign-in, roles and frame included: every address is opened.

Pages are found as people find them, by the links on them; what no link leads to stands in ADDRESSES or in UNREACHED.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import pytest
from answering import Standing, link_of
from browsing import token_for
from databases import keyed
from meeting import GROUP
from sqlalchemy import event
from starlette.routing import Match
from starlette.testclient import TestClient
from waiting import CONTACT
from walked import SITUATIONS, furnish
from world import ASSURER, COORDINATOR, World

from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from ispdesk.web.record import Record
from models.database import writing

MOST = 15
EACH = 5
"""Addresses of one pattern that are opened for one reader."""
ADDRESSES = (
    "/en/work", "/cy/search?q=rhannu", "/en/isps?text=sharing&place=W06000020", "/en/queue", "/en/operations",
    "/en/queue?show=measures", "/en/queue/forecast", "/en/queue/calendar",
    "/en/drafts", "/en/inbox", "/en/find?q=sharing", "/health", "/en", "/en/isps?group=awaiting", "/", "/cy/", "/isps",
    "/isps/A1", "/queue", "/drafts", "/operations", "/inbox", "/en/isps/held/resume", "/en/isps/A1/take-back",
    "/en/records/assured-V1-1", "/en/isps/review/review/findings/1/1", "/en/isps/assured/decisions",
    "/en/isps/returned/return", "/questions", "/en/questions?show=answered", f"/en/groups/{GROUP}",
    f"/en/groups/{GROUP}/meetings/2026-04-20", f"/en/groups/{GROUP}/meetings/2026-05-20",
    f"/en/groups/{GROUP}/meetings/2026-04-20/put-on/group5", f"/en/groups/{GROUP}/members",
    f"/en/groups/{GROUP}/meetings/2026-05-20/cancel", f"/en/groups/{GROUP}/meetings/2026-05-20/pack",
)  # fmt: skip
LATER = [
    "/{lang}/isps/{ref}/decisions/{seq:int}",
    "/{lang}/isps/{ref}/review/second",
    "/sign-in",
    "/sign-in/organisation/back",
    "/sign-in/{token}",
    "/{lang}/isps/{ref}/document/changes",
    "/{lang}/isps/{ref}/document/comments/{number}",
    "/{lang}/isps/{ref}/document/sections/{key}/changes",
    "/{lang}/isps/{ref}/flows/steps/{position:int}",
    "/{lang}/isps/{ref}/flows/steps/{position:int}/remove",
    "/{lang}/isps/{ref}/partners/{line}/ask-contact",
    "/{lang}/isps/{ref}/sign-off/given/{number}/withdraw",
    "/{lang}/isps/{ref}/sign-off/{line}/declined",
    "/{lang}/isps/{ref}/workshops/expected",
    "/{lang}/isps/{ref}/workshops/{number:int}/cancel",
    "/{lang}/isps/{ref}/workshops/{number:int}/change",
    "/{lang}/isps/{ref}/workshops/{number:int}/language",
    "/{lang}/isps/{ref}/workshops/{number:int}/record",
    "/{lang}/isps/{ref}/workshops/{number:int}/translation",
    "/{lang}/new/{number:int}",
    "/{lang}/new/{number:int}/drop",
    "/{lang}/new/{number:int}/{question}",
    "/{lang}/people/{person}/remove",
    "/{lang}/removals",
    "/{lang}/second-step",
    "/{lang}/second-step/remove",
    "/{lang}/sign-in/code",
    "/{lang}/sign-in/organisation",
    "/{lang}/sign-in/{token}",
]
"""Pages that need what this home has not: a workshop, a comment, a second factor, an organisation's sign-in."""
UNREACHED = {
    **dict.fromkeys(LATER, "this home has nothing to open it with"),
    "/static/{name}": "files of the frame ask the database nothing",
    "/calendar/{token}.ics": "a private calendar, for a program that reads calendars (test_feeds)",
    "/{lang}/outbox": "the team's lead and operators look: tests/integration/test_outbox_pages.py counts",
    "/{lang}/outbox/{number:int}": "likewise",
    "/unsubscribe/{token}": "leads on, with a token by mail",
    "/{lang}/unsubscribe/{token}": "needs a token by mail",
    "/{lang}/inbox": "the local inbox is a folder; this home's mails leave for a server",
    "/{lang}/inbox/{mail_id}": "likewise",
    "/{lang}/inbox/{mail_id}/html": "likewise",
    "/{lang}/enter": "only in a home whose time stands, and asks for its sample roles at once",
    "/{lang}/answer/{token}/recorded": "says thank you",
    **dict.fromkeys(
        ("/{lang}/answer/{token}/sign", "/{lang}/answer/{token}/text", "/{lang}/answer/{token}/signed"),
        "a link to sign by: counted in test_signing_by_link",
    ),
    "/schema/isp-1.json": "a file, as isp-2.json is",
}
"""Patterns that need a token by mail, or serve machines."""
PARTS = ("", "/record", "/history")
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """The statements are the same on both; one is enough."""
    return str(request.param)


class Counted:
    """A signed-in reader who counts what each page asks."""

    def __init__(self, world: World, who: str | None) -> None:
        self.asked: list[str] = []
        event.listen(world.engine, "before_cursor_execute", self._one)
        self.app: Any = build(Record(Standing(world.app.settings, world.app.engine, world)))
        self.routes = [
            route for given in self.app.routes for route in getattr(given, "original_router", self.app).routes
            if given is route or hasattr(given, "original_router")
        ]  # fmt: skip
        self.client = TestClient(self.app, follow_redirects=False)
        if who is not None:
            with writing(world.engine) as session:
                self.client.cookies.set(COOKIE, token_for(session, who, strong=True))

    def _one(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.asked.append(statement)

    def pattern(self, path: str) -> str | None:
        scope = {"type": "http", "method": "GET", "path": path.partition("?")[0], "headers": [], "query_string": b""}
        for route in self.routes:
            if route.matches(scope)[0] is Match.FULL:
                return str(route.path)
        return None

    def walk(self, begin: Sequence[str]) -> Iterator[tuple[str, str, int, list[str]]]:
        """Every page that links lead to, each pattern at most EACH times: pattern, address, status, questions."""
        seen, opened, ahead = set(begin), Counter[str](), deque(begin)
        while ahead:
            path = ahead.popleft()
            pattern = self.pattern(path)
            if pattern is None or opened[pattern] >= EACH or pattern in UNREACHED:
                continue
            opened[pattern] += 1
            self.asked.clear()
            answer = self.client.get(path)
            yield pattern, path, answer.status_code, list(self.asked)
            to = answer.headers.get("location")
            found = [to] if to else [unescape(one) for one in _LINK.findall(answer.text)]
            for one in found:
                if one not in seen and one.startswith("/"):
                    seen.add(one)
                    ahead.append(one)


def test_no_page_asks_more_than_fifteen_times(world: World) -> None:
    world.engine = keyed(world.engine)
    furnish(world)
    link = "/answer/" + link_of(world).rpartition("/")[2]
    begin = [*ADDRESSES, link, f"/en{link}", *(f"/en/isps/{ref}{part}" for ref in SITUATIONS for part in PARTS)]
    worst: dict[str, tuple[int, str | None, str, list[str]]] = {}
    shown = Counter[str]()
    for who in (None, ASSURER, COORDINATOR, CONTACT):
        reader = Counted(world, who)
        reader.client.get("/en/work")  # a process reads calendar and policy once
        for pattern, path, status, asked in reader.walk(begin):
            shown[pattern] += status < 400
            if len(asked) > worst.get(pattern, (MOST, None, "", []))[0]:
                worst[pattern] = (len(asked), who, path, asked)
    patterns = {str(route.path) for route in reader.routes if "GET" in (getattr(route, "methods", None) or ())}
    assert not worst, "\n".join(map(_told, sorted(worst.values(), key=lambda found: -found[0])))
    unopened = sorted(one for one in patterns if not (shown[one] or one in UNREACHED or one.startswith("/api/")))
    assert not unopened, "open these too: " + " ".join(unopened)


def _told(found: tuple[int, str | None, str, list[str]]) -> str:
    number, who, path, asked = found
    counted = Counter(" ".join(one.split()) for one in asked).most_common()
    return f"{number} {who} {path}\n" + "\n".join(f"    {n} x {one[:40]} … {one[-120:]}" for one, n in counted)
