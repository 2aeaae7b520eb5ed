"""A browser without a window: somebody signed in to a home at the world's own time, and the forms they send."""

from html.parser import HTMLParser
from typing import Any

from answering import Standing
from httpx2 import Response
from sqlmodel import Session
from starlette.testclient import TestClient
from world import World

from ispdesk import sessions
from ispdesk.now import wall_clock
from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from ispdesk.web.record import Record
from models.database import writing
from models.queries import people

HOST = "testserver.local"
"""What cookies of the client are bound to."""


def token_for(session: Session, ref: str, *, strong: bool = False, how: str = "link") -> str:
    person = people.by_ref(session, ref)
    assert person is not None, ref
    return sessions.start(session, person, how, wall_clock(), "a test's browser", strong=strong)


class Browser:
    """A client with a session of somebody's, or none; `send` fills in a page's own form, as a person would."""

    def __init__(self, world: World, ref: str | None = None, *, strong: bool = False) -> None:
        app = world.app
        self.client = TestClient(build(Record(Standing(app.settings, app.engine, world))), follow_redirects=False)
        if ref is not None:
            with writing(app.engine) as session:
                self.client.cookies.set(COOKIE, token_for(session, ref, strong=strong), domain=HOST)

    def get(self, path: str, status: int = 200) -> str:
        """The text of a page, which must answer so."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.headers.get("location"), answer.text)
        return answer.text

    def send(self, path: str, form: str | None = "desk-form", files: Any = None, **typed: Any) -> Response:
        """Open the page, fill in the form of this id (None: the one with this action) and send it."""
        page = Forms.of(self.get(path))
        found = next((one for one in page if one.id == form or (form is not None and one.action == form)), None)
        assert found is not None, (path, form, [(one.id, one.action) for one in page])
        values = {**found.values, **{name.replace("__", "-"): value for name, value in typed.items()}}
        return self.client.post(found.action or path, data=values, files=files)


class Forms(HTMLParser):
    """The forms of a page with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.id, self.action = "", ""
        self.values: dict[str, str] = {}
        self.found: list[Forms] = []
        self._writing: str | None = None
        self._choosing: str | None = None

    @classmethod
    def of(cls, html: str) -> "list[Forms]":
        reader = cls()
        reader.feed(html)
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            one = Forms()
            one.id, one.action = given.get("id", ""), given.get("action", "")
            self.found.append(one)
        if not self.found:
            return
        values, name = self.found[-1].values, given.get("name")
        if tag == "textarea" and name:
            self._writing, values[name] = name, ""
        if tag == "select" and name:
            self._choosing = name
        if tag == "option" and self._choosing and ("selected" in given or self._choosing not in values):
            values[self._choosing] = given.get("value", "")
        if tag != "input" or not name or given.get("type") in ("submit", "file"):
            return
        if given.get("type") not in ("radio", "checkbox") or "checked" in given:
            values[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._writing and self.found:
            self.found[-1].values[self._writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._writing = None
        if tag == "select":
            self._choosing = None
