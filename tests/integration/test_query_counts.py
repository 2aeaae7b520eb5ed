"""No page asks the database more than fifteen times, sign-in, roles and frame included: every address is opened.

Pages are found as people find them, by the links on them; what no link leads to stands in ADDRESSES or in UNREACHED.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

import pytest
from answering import Standing, link_of
from browsing import token_for
from databases import keyed
from deep import deep
from meeting import GROUP
from provider import CLIENT, SECRET, Fake, provider
from sqlalchemy import event
from starlette.routing import Match
from starlette.testclient import TestClient
from test_second_step import set_up
from waiting import CONTACT, ask
from walked import SITUATIONS, furnish
from whose import two_alike
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk.bootstrap import App
from ispdesk.commands import unsubscribing
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from ispdesk.signin import codes
from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from ispdesk.web.record import Record
from models.database import writing
from models.queries import people

MOST = 15
EACH = deep(3, 5)
"""Addresses of one pattern that are opened for one reader."""
ADDRESSES = (
    "/en/work", "/cy/search?q=rhannu", "/en/isps?text=sharing&place=W06000020", "/en/queue", "/en/operations",
    "/en/queue?show=measures", "/en/queue/forecast", "/en/queue/calendar",
    "/en/drafts", "/en/inbox", "/en/find?q=sharing",
    "/en/register?q=sharing&organisation=torfaen&area=health", "/en/register/assured", "/en/register/organisations?q=a",
    "/health", "/en", "/en/isps?group=awaiting", "/", "/cy/", "/isps",
    "/isps/A1", "/queue", "/drafts", "/operations", "/inbox", "/en/isps/held/resume", "/en/programme", "/en/settings",
    "/en/measures", "/cy/measures?mode=then", "/en/measures.csv",
    "/en/isps/A1/peer-review", "/en/isps/review/review/claim", "/programme", "/help/1", "/en/isps/A1/take-back",
    "/en/records/assured-V1-1", "/en/isps/review/review/findings/1/1", "/en/isps/assured/decisions",
    "/register", "/register/A1", "/en/isps/assured/periodic-review", "/en/isps/assured/periodic-review/retire",
    "/en/isps/returned/return", "/questions", "/en/questions?show=answered", f"/en/groups/{GROUP}",
    f"/en/groups/{GROUP}/meetings/2026-04-20", f"/en/groups/{GROUP}/meetings/2026-05-20",
    f"/en/groups/{GROUP}/meetings/2026-04-20/put-on/group5", f"/en/groups/{GROUP}/members",
    f"/en/groups/{GROUP}/meetings/2026-05-20/cancel", f"/en/groups/{GROUP}/meetings/2026-05-20/pack",
)  # fmt: skip
BESIDE = (
    "/{lang}/targets/denominator",
    "/{lang}/targets/set",
    "/{lang}/courses/{course}",
    "/{lang}/courses/{course}/cancel",
    "/{lang}/courses/{course}/places/{person}",
    "/{lang}/organisations/{body}/actions/{number:int}",
    "/{lang}/organisations/{body}/designated",
    "/sign-in",
    "/sign-in/organisation/back",
    "/sign-in/{token}",
    "/unsubscribe/{token}",
    "/{lang}/answer/{token}/sign",
    "/{lang}/answer/{token}/text",
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
    "/{lang}/second-step",
    "/{lang}/second-step/remove",
    "/{lang}/sign-in/code",
    "/{lang}/sign-in/organisation",
    "/{lang}/sign-in/{token}",
    "/{lang}/unsubscribe/{token}",
)
"""Pages that need a workshop, a comment, a decline, a second step or a mail: the second home has them."""
UNREACHED = {
    "/{lang}/answer/{token}/return": "a link to return by: tests/integration/test_after_assurance.py",
    "/{lang}/help/{number:int}": "shown to whoever was asked: tests/integration/test_helping.py",
    "/{lang}/settings/closures/{day}/reopen": "only where a day is closed: tests/integration/test_team_days_pages.py",
    "/{lang}/isps/{ref}/decisions/{seq:int}": "the row of a decision is in no link of this home",
    "/{lang}/isps/{ref}/review/second": "only where the policy asks for a second reader",
    "/static/{name}": "files of the frame ask the database nothing",
    "/calendar/{token}.ics": "a private calendar, for a program that reads calendars (test_feeds)",
    "/{lang}/board-pack/{quarter}/{number:int}/{name}": "a file of a pack: tests/integration/test_board_pack.py",
    "/{lang}/outbox": "the team's lead and operators look: tests/integration/test_outbox_pages.py counts",
    "/{lang}/outbox/{number:int}": "likewise",
    "/{lang}/inbox": "the local inbox is a folder; this home's mails leave for a server",
    "/{lang}/inbox/{mail_id}": "likewise",
    "/{lang}/inbox/{mail_id}/html": "likewise",
    "/{lang}/enter": "only in a home whose time stands, and asks for its sample roles at once",
    "/{lang}/answer/{token}/recorded": "says thank you",
    "/{lang}/answer/{token}/signed": "a link that was signed by: counted in test_signing_by_link",
    "/schema/isp-1.json": "a file, as isp-2.json is",
}
"""Patterns that need a token by mail, or serve machines."""
PARTS = ("", "/record", "/history")
FORMS = (
    "", "/record", "/history", "/partners", "/workshops", "/flows", "/document", "/sign-off", "/submit", "/hours",
    "/people",
    "/document/changes?from=1&to=1", "/document/comments/1", "/document/sections/purpose/changes?in=en&from=1&to=2",
    "/partners/5/ask-contact", "/workshops/expected", "/workshops/1/record", "/sign-off/4/declined",
)  # fmt: skip
"""Pages of an ISP in which all of this has happened, besides what leads on from them."""
MORE = (
    "/en/work",
    "/en/new",
    "/en/new/1",
    "/en/new/1/drop",
    "/en/new/1/title",
    "/en/people/mair/remove",
    "/en/removals",
    "/en/organisations",
    "/en/organisations/torfaen",
    "/en/organisations/torfaen/designated",
    "/en/courses/c1",
    "/en/courses/c1/places/mair",
    "/en/targets/set",
    "/en/targets/denominator",
)
_ESCAPED_TWICE = re.compile(r".{30}&amp;(?:#\d+|lt|gt|amp|quot);")
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """The statements are the same on both; one is enough."""
    return str(request.param)


@pytest.fixture
def fake() -> Iterator[Fake]:
    with provider() as made:
        yield made


class Counted:
    """A signed-in reader who counts what each page asks."""

    def __init__(self, world: World, who: str | None) -> None:
        self.asked: list[str] = []
        self.engine = world.engine
        event.listen(self.engine, "before_cursor_execute", self._one)
        self.app: Any = build(Record(Standing(world.app.settings, world.app.engine, world)))
        self.routes = [
            route for given in self.app.routes for route in getattr(given, "original_router", self.app).routes
            if given is route or hasattr(given, "original_router")
        ]  # fmt: skip
        self.client = TestClient(self.app, follow_redirects=False)
        self.client.__enter__()  # one event loop for all requests
        if who is not None:
            with writing(world.engine) as session:
                self.client.cookies.set(COOKIE, token_for(session, who, strong=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.__exit__()
        event.remove(self.engine, "before_cursor_execute", self._one)

    def _one(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.asked.append(statement)

    def pattern(self, path: str) -> str | None:
        scope = {"type": "http", "method": "GET", "path": path.partition("?")[0], "headers": [], "query_string": b""}
        for route in self.routes:
            if route.matches(scope)[0] is Match.FULL:
                return str(route.path)
        return None

    def walk(self, begin: Sequence[str], each: int) -> Iterator[tuple[str, str, int, list[str]]]:
        """Every page that links lead to, each pattern so often at most: pattern, address, status, questions."""
        seen, opened, ahead = set(begin), Counter[str](), deque(begin)
        while ahead:
            path = ahead.popleft()
            pattern = self.pattern(path)
            if pattern is None or opened[pattern] >= each or pattern in UNREACHED:
                continue
            opened[pattern] += 1
            self.asked.clear()
            answer = self.client.get(path)
            assert not _ESCAPED_TWICE.search(answer.text), (path, _ESCAPED_TWICE.findall(answer.text))
            yield pattern, path, answer.status_code, list(self.asked)
            to = answer.headers.get("location")
            found = [to] if to else [unescape(one) for one in _LINK.findall(answer.text)]
            for one in found:
                if one not in seen and one.startswith("/"):
                    seen.add(one)
                    ahead.append(one)


@dataclass
class Found:
    """What was opened, and what asked too often."""

    shown: Counter[str] = field(default_factory=Counter)
    worst: dict[str, tuple[int, str | None, str, list[str]]] = field(default_factory=dict)

    def walk(self, reader: Counted, who: str | None, begin: Sequence[str], each: int = EACH) -> None:
        for pattern, path, status, asked in reader.walk(begin, each):
            self.shown[pattern] += status < 400
            if len(asked) > self.worst.get(pattern, (MOST, None, "", []))[0]:
                self.worst[pattern] = (len(asked), who, path, asked)


def furnished(world: World, found: Found) -> Counted:
    """A home with ISPs in each stage, walked through by four readers; the last of them."""
    world.engine = keyed(world.engine)
    furnish(world)
    link = "/answer/" + link_of(world).rpartition("/")[2]
    begin = [*ADDRESSES, link, f"/en{link}", *(f"/en/isps/{ref}{part}" for ref in SITUATIONS for part in PARTS)]
    for who in (None, ASSURER, COORDINATOR, CONTACT):
        with Counted(world, who) as reader:
            reader.client.get("/en/work")  # a process reads calendar and policy once
            found.walk(reader, who, begin)
    return reader


def alike(world: World, found: Found) -> None:
    """A home with workshops, comments, a sign-off, a decline, a scoping, a change since somebody signed."""
    two_alike(world)
    ask(world, world.at, kind="sign_off")
    link = "/en/answer/" + link_of(world).rpartition("/")[2]
    begin = [*(f"/en/isps/A1{part}" for part in FORMS), *MORE, *(f"{link}/{page}" for page in ("sign", "text"))]
    for who in (COORDINATOR, CONTACT, LEAD):
        with Counted(world, who) as reader:
            for path in ("/en/work", "/en/isps/A1/record"):
                reader.client.get(path)  # a process reads calendar and policy once
            found.walk(reader, who, begin, each=1)


def ways_in(world: World, fake: Fake, folder: Path, found: Found) -> None:
    """By a mailed code, by the organisation, with a second step; and out of the post."""
    secret = folder / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    chosen = Settings(oidc_issuer=fake.issuer, oidc_client_id=CLIENT, oidc_client_secret_file=secret)
    world.__dict__["app"] = App(chosen, world.engine)
    fake.claims = {"email": f"{ASSURER}@desk.test", "email_verified": True, "roles": []}
    set_up(world)
    with writing(world.engine) as session:
        person = people.by_ref(session, ASSURER)
        assert person is not None
        made = codes.issue(session, person, "sign_in", wall_clock(), browser="x")
        letters = unsubscribing.address(session, "https://desk.test", person).rpartition("/")[2]
    post = [f"/unsubscribe/{letters}", f"/en/unsubscribe/{letters}"]
    with Counted(world, None) as stranger:
        begin = ["/sign-in", f"/sign-in/{made.token}", f"/en/sign-in/{made.token}", "/en/sign-in/code", *post]
        found.walk(stranger, None, [*begin, "/en/sign-in/organisation"], each=1)
        went = stranger.client.get("/en/sign-in/organisation?to=/en/queue").headers["location"]
        back = "/sign-in/organisation/back?" + urlencode(fake.sign_in(went))
        stranger.asked.clear()
        assert stranger.client.get(back).status_code == 303
        found.shown["/sign-in/organisation/back"] += 1
        assert len(stranger.asked) <= MOST, stranger.asked
    with Counted(world, ASSURER) as reader:
        found.walk(reader, ASSURER, ["/en/second-step", "/en/second-step/remove"], each=1)


def few(found: Found) -> None:
    assert not found.worst, "\n".join(map(_told, sorted(found.worst.values(), key=lambda one: -one[0])))


def test_no_page_asks_more_than_fifteen_times(world: World) -> None:
    found = Found()
    reader = furnished(world, found)
    few(found)
    patterns = {str(route.path) for route in reader.routes if "GET" in (getattr(route, "methods", None) or ())}
    known = {*UNREACHED, *BESIDE, *(pattern for pattern, times in found.shown.items() if times)}
    unopened = sorted(one for one in patterns - known if not one.startswith("/api/"))
    assert not unopened, "open these too: " + " ".join(unopened)


def test_nor_does_one_that_needs_more_to_have_happened(world: World, fake: Fake, tmp_path: Path) -> None:
    found = Found()
    alike(world, found)
    ways_in(world, fake, tmp_path, found)
    few(found)
    assert [one for one in BESIDE if not found.shown[one]] == []


def _told(found: tuple[int, str | None, str, list[str]]) -> str:
    number, who, path, asked = found
    counted = Counter(" ".join(one.split()) for one in asked).most_common()
    return f"{number} {who} {path}\n" + "\n".join(f"    {n} x {one[:40]} … {one[-120:]}" for one, n in counted)
