"""The way of an answer in tests: out of the mail, onto the page, through the form; in a home whose time is set."""

import datetime as dt
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from html import unescape
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient
from waiting import CONTACT
from world import World

from ispdesk.bootstrap import App
from ispdesk.web.app import build
from ispdesk.web.record import Record
from models.tables.person import Person
from models.tables.post import Letter

NUMBER = "01495 496 0999"
RING = {"answer": "ring", "ring-telephone": NUMBER}


@dataclass(frozen=True)
class Standing(App):
    """The same home at the world's own time."""

    world: World | None = None

    def now(self) -> dt.datetime:
        assert self.world is not None
        return self.world.at


def client(world: World) -> TestClient:
    app = world.app
    return TestClient(build(Record(Standing(app.settings, app.engine, world))), follow_redirects=False)


def mails(world: World, person: str = CONTACT, message: str | None = None) -> list[str]:
    """The texts of the letters to a person, the first first; those of one message if given."""
    to = {row.id for row in world.rows(Person, Person.ref == person)}
    letters = [row for row in world.rows(Letter) if row.person_id in to and message in (None, row.message)]
    return [text_of(row.frozen.raw) for row in sorted(letters, key=lambda row: row.id or 0)]


def text_of(raw: bytes) -> str:
    part = message_from_bytes(raw, policy=default).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def links_in(text: str) -> list[str]:
    """The paths of the links to answer by in a mail."""
    return [found.partition("8400")[2] for found in re.findall(r"http\S+/answer/\S+", text)]


def link_of(world: World, person: str = CONTACT) -> str:
    """The path of the link in the last mail to a person."""
    return links_in(mails(world, person)[-1])[0]


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def shown(page: str) -> str:
    """What a page says, without its markup."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def send(world: World, path: str, answer: str, **fields: Any) -> Response:
    """Open a page as it is now and post an answer on it; fields are named without the answer before them."""
    web = client(world)
    form = hidden(web.get(path).text)
    given = {f"{answer}-{name}": str(value) for name, value in fields.items()}
    return web.post(path, data={**form, "answer": answer, **given})


def send_day(world: World, path: str, answer: str, day: dt.date, **fields: Any) -> Response:
    """The same with a day in three fields."""
    return send(world, path, answer, **{"day": day.day, "month": day.month, "year": day.year, **fields})
