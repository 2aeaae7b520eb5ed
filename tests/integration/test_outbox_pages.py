"""Letters as operators see them: lists whose counts are theirs, tries in plain words, and no secret of anybody's."""

import re
from html import unescape

import pytest
from browsing import Browser
from sqlalchemy import event
from starlette.routing import Route
from waiting import CONTACT, ask, at, with_partner
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World

from ispdesk.commands.shape import Order
from ispdesk.signin import codes
from ispdesk.views import outbox as views
from ispdesk.views.masking import HIDDEN, masked
from ispdesk.views.outbox import GROUPS
from ispdesk.web.app import build
from ispdesk.web.record import Record
from models.database import writing
from models.tables.person import Person
from models.tables.post import Attempt, Letter, LetterBytes, Received
from states.lifecycle import Role

SQLITE = pytest.mark.parametrize("database", ["sqlite"])
LETTERS = {
    "waiting": {"status": "queued"},
    "again": {"status": "queued", "attempts": 2},
    "failed": {"status": "failed", "attempts": 3},
    "uncertain": {"status": "uncertain", "attempts": 1},
    "sent": {"status": "sent", "attempts": 1},
    "bounced": {"status": "sent", "attempts": 1},
    "held": {"status": "held"},
    "superseded": {"status": "superseded"},
    "leaving": {"status": "sending", "attempts": 1, "owner": "x"},
    "leaving again": {"status": "sending", "attempts": 2, "owner": "x"},
}
"""One letter of each; the last two are under way at their first and at their second try."""
EXPECTED = {"waiting": 2, "again": 2, "failed": 2, "sent": 1, "bounced": 1, "held": 1, "superseded": 1}


def written(world: World) -> dict[str, int]:
    """A letter in each standing; their numbers."""
    numbers = {}
    with writing(world.engine) as session:
        person = session.exec(Person.__table__.select()).first()  # type: ignore[attr-defined, call-overload]
        for name, values in LETTERS.items():
            letter = Letter(
                dedupe=f"d:{name}", message_id=f"<{name}@x>", kind="notice", message="move_made", person_id=person.id,
                address="a@b.test", subject=f"About {name}", queued_at=world.at, next_at=world.at, **values,
            )  # fmt: skip
            session.add(letter)
            session.flush()
            numbers[name] = letter.id or 0
        session.add(Received(hash="h", kind="hard", letter_id=numbers["bounced"], enhanced="5.1.1", at=world.at))
        session.add(Received(hash="i", kind="report", letter_id=numbers["sent"], at=world.at))
    return numbers


def listed(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'href="/en/outbox/(\d+)"', page)]


@SQLITE
def test_each_count_is_its_lists(world: World) -> None:
    numbers = written(world)
    browser = Browser(world, LEAD)
    shown = {}
    for group in GROUPS:
        page = browser.get(f"/en/outbox?show={group}")
        shown[group] = listed(page)
        counted = dict(re.findall(r'href="/en/outbox(?:\?show=(\w+))?">[^<]*\((\d+)\)', page))
        assert {name: int(n) for name, n in counted.items() if name} == {
            name: n for name, n in EXPECTED.items() if name != group
        }
        assert f"({EXPECTED[group]})</h2>" in page
    assert {group: len(found) for group, found in shown.items()} == EXPECTED
    assert sorted(number for found in shown.values() for number in found) == sorted(numbers.values())
    assert set(shown["again"]) == {numbers["again"], numbers["leaving again"]}
    assert set(shown["failed"]) == {numbers["failed"], numbers["uncertain"]}
    assert len(listed(browser.get("/en/outbox"))) == len(LETTERS)
    for group, found in shown.items():  # one letter says the same of itself as the lists do
        for number in found:
            seen = world.read(lambda session, number=number: views.letter_view(session, number))
            assert seen.row.group == group


@SQLITE
def test_the_list_has_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written(world)
    monkeypatch.setattr("ispdesk.web.outbox.PAGE_SIZE", 4)
    monkeypatch.setattr(views, "PAGE_SIZE", 4)
    browser = Browser(world, LEAD)
    found = [listed(browser.get(f"/en/outbox?page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in found] == [4, 4, 2]
    every = [number for one in found for number in one]
    assert sorted(every, reverse=True) == every
    browser.get("/en/outbox?page=4", 404)
    assert 'href="/cy/outbox?show=failed"' in browser.get("/cy/outbox?show=none-of-ours")


@SQLITE
def test_only_operators_and_the_teams_lead_see_letters(world: World) -> None:
    number = written(world)["sent"]
    for who, status in ((LEAD, 200), (ASSURER, 403), (COORDINATOR, 403)):
        browser = Browser(world, who)
        for path in ("/en/outbox", f"/en/outbox/{number}"):
            browser.get(path, status)
        assert ("/en/outbox" in browser.client.get("/en/operations").text) is (status == 200)
    grant = {"role": Role.OPERATOR.value}
    world.done(Order("op", "grant_role", f"person:{SECRETARY}", "operator", grant))
    Browser(world, SECRETARY).get("/en/outbox")
    Browser(world, LEAD).get("/en/outbox/999999", 404)
    Browser(world, LEAD).get(f"/en/outbox/{10**30}", 404)


@SQLITE
def test_a_letters_page_says_what_happened(world: World) -> None:
    numbers = written(world)
    number = numbers["failed"]
    with writing(world.engine) as session:
        tries = (
            (1, "started", None, "", ""),
            (1, "deferred", 451, "4.7.1", "Greylisted <script>"),
            (2, "rejected", 550, "5.1.1", "No such user here"),
        )
        for fence, phase, code, enhanced, reply in tries:
            session.add(Attempt(letter_id=number, fence=fence, phase=phase, owner="x", code=code, enhanced=enhanced,
                                reply=reply, at=world.at))  # fmt: skip
    browser = Browser(world, LEAD)
    page = unescape(re.sub(r"<[^>]+>", " ", browser.get(f"/en/outbox/{number}")))
    for words in ("refused for good: nobody is at this address", "it asks us to come again later", "550 5.1.1",
                  "Greylisted", "a@b.test", "It is not tried again"):  # fmt: skip
        assert words in page, words
    assert "<script>" not in browser.get(f"/en/outbox/{number}").partition("<main")[2]
    page = browser.get(f"/cy/outbox/{numbers['bounced']}")
    assert "nid oes neb yn y cyfeiriad hwn" in page


def answer_link(world: World) -> tuple[int, str]:
    """A letter that asks a partner's contact, and the token in it."""
    with_partner(world)
    world.digest(urgent=["task_asked"])
    ask(world, at(3), 3, "reply")
    contact = world.rows(Person, Person.ref == CONTACT)[0]
    (letter,) = world.rows(Letter, Letter.person_id == contact.id, Letter.message == "task_asked")
    tokens = re.findall(r"/answer/(\S+?)(?:=\r\n|\s|\"|<)", letter.frozen.raw.decode().replace("=\r\n", ""))
    assert tokens
    return letter.id or 0, tokens[0]


@SQLITE
def test_no_page_shows_what_opens_something(world: World) -> None:
    number, token = answer_link(world)
    person = world.rows(Person, Person.ref == COORDINATOR)[0]
    with writing(world.engine) as session:
        reader = session.get_one(Person, person.id)
        made = codes.issue(session, reader, "sign_in", world.at, browser="b")
        confirming = codes.issue(session, reader, "address", world.at, browser="b")
        session.add(Attempt(letter_id=number, fence=1, phase="rejected", owner="x", code=554, enhanced="5.7.1",
                            reply=f"Bad link https://x.example/en/answer/{token}", at=world.at))  # fmt: skip
    by_code = [letter.id for letter in world.rows(Letter) if letter.message in codes.MESSAGES.values()]
    assert len(by_code) == 2
    browser = Browser(world, LEAD)
    secrets = [token, made.token, made.code, f"{made.code[:3]} {made.code[3:]}", confirming.code,
               f"{confirming.code[:3]} {confirming.code[3:]}"]  # fmt: skip
    for path in ("/en/outbox", f"/en/outbox/{number}", *(f"/cy/outbox/{one}" for one in by_code)):
        page = browser.get(path)
        assert not [secret for secret in secrets if secret in page], path
    page = browser.get(f"/en/outbox/{number}")
    assert page.count(f"/answer/{HIDDEN}") >= 2
    assert "Carys" in page


@SQLITE
def test_every_address_that_a_token_opens_is_hidden(world: World) -> None:
    left, paths = list(build(Record(world.app)).routes), []
    while left:
        one = left.pop()
        if hasattr(one, "original_router"):
            left.extend(one.original_router.routes)
        elif isinstance(one, Route) and "{token}" in one.path:
            paths.append(one.path.replace("{lang}", "cy").replace("{token}", "Se-cret_1.x"))
    assert len(paths) >= 6
    for path in paths:
        assert "Se-cret" not in masked(f"Open <https://desk.example{path}>, please"), path


@SQLITE
def test_words_that_were_removed_stay_away(world: World) -> None:
    numbers = written(world)
    raw = b"Subject: x\r\nContent-Type: text/plain\r\n\r\nA name\r\n"
    with writing(world.engine) as session:
        session.add(LetterBytes(letter_id=numbers["sent"], raw=raw, removed="agreed by two"))
        session.add(LetterBytes(letter_id=numbers["failed"], raw=raw))
    browser = Browser(world, LEAD)
    page = browser.get(f"/en/outbox/{numbers['sent']}")
    assert "agreed by two" in page
    assert "A name" not in page
    assert "A name" in browser.get(f"/en/outbox/{numbers['failed']}")


@SQLITE
def test_the_pages_ask_little(world: World) -> None:
    number = written(world)["failed"]
    browser = Browser(world, LEAD)
    browser.get("/en/work")
    asked: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for path in ("/en/outbox", "/en/outbox?show=bounced", f"/en/outbox/{number}"):
        asked.clear()
        browser.get(path)
        assert 0 < len(asked) <= 15, (path, asked)
