"""One click in a mail program (RFC 8058): the headers, the address that takes the post, and what it ends."""

import ast
import inspect
from types import ModuleType

import pytest
from browsing import Browser
from databases import keyed
from world import ASSURER, COORDINATOR, World, to_queue

from ispdesk import keys, rounds
from ispdesk.commands import handing_over, invitations, unsubscribing
from ispdesk.commands.preferences import can_be_off
from ispdesk.commands.shape import Order
from models.queries import home
from models.tables.journal import History
from models.tables.person import Person, Preference
from models.tables.post import Letter
from notifications.backoff import Kind
from notifications.messages import MESSAGES

SQLITE = pytest.mark.parametrize("database", ["sqlite"])
FORM = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def keyed_world(world: World) -> World:
    world.engine = keyed(world.engine)
    return world


def token_of(world: World, ref: str) -> str:
    def made(session: object) -> str:
        person = next(row for row in world.rows(Person) if row.ref == ref)
        return unsubscribing.address(session, "https://desk.example/", person)  # type: ignore[arg-type]

    return str(world.read(made)).removeprefix("https://desk.example/unsubscribe/")


def chosen(world: World) -> dict[str, str]:
    found = world.rows(Preference)
    return dict(found[0].choices) if found else {}


@SQLITE
def test_a_mail_program_ends_what_only_tells(keyed_world: World) -> None:
    world = keyed_world
    world.done(Order("w", "set_preferences", f"person:{COORDINATOR}", COORDINATOR,
                     {"choices": {"move_made": "at_once", "review_notice": "at_once"}}))  # fmt: skip
    client, token = Browser(world).client, token_of(world, COORDINATOR)
    answer = client.post(f"/unsubscribe/{token}", data=FORM)
    assert answer.status_code == 204, answer.text
    assert "location" not in answer.headers
    assert answer.headers["referrer-policy"] == "no-referrer"
    now = chosen(world)
    assert now.pop("review_notice") == now.pop("move_made") == "at_once"
    assert set(now.values()) == {"off"}
    assert {"partner_answered", "clock_reminder", "due_day_moved"} <= set(now)
    assert not [name for name in now if not can_be_off(name) or MESSAGES[name].kind is Kind.ESCALATION]
    assert not {"invitation", "task_asked", "clock_due", "handover_offered"} & set(now)
    before = len(world.rows(History))
    kind = "multipart/form-data; boundary=zz"
    parts = b'--zz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--zz--\r\n'
    again = client.post(f"/unsubscribe/{token}", content=parts, headers={"Content-Type": kind})
    assert again.status_code == 204
    assert len(world.rows(History)) == before, "a second click changes nothing"


@SQLITE
def test_what_the_policy_calls_urgent_is_no_part_of_it(keyed_world: World) -> None:
    world = keyed_world
    world.digest(urgent=["partner_answered"])
    Browser(world).client.post(f"/unsubscribe/{token_of(world, COORDINATOR)}", data=FORM)
    assert "partner_answered" not in chosen(world)
    assert "due_day_moved" in chosen(world)


@SQLITE
def test_only_the_marked_address_and_the_right_words_do(keyed_world: World) -> None:
    world = keyed_world
    client, token = Browser(world).client, token_of(world, COORDINATOR)
    number, _, mark = token.partition("-")
    other = world.rows(Person, Person.ref == ASSURER)[0].id
    key = world.read(keys.of)
    wrong = (
        f"{other}-{mark}",
        f"{number}-{'a' * 26}",
        f"{number}-{keys.mark(key, 'sender', number)}",
        "x",
        f"0{token}",
    )
    for one in wrong:
        assert client.post(f"/unsubscribe/{one}", data=FORM).status_code == 404, one
        assert client.get(f"/en/unsubscribe/{one}").status_code == 404, one
    for body in ({}, {"List-Unsubscribe": "Two-Click"}, {"x": "List-Unsubscribe=One-Click"}):
        assert client.post(f"/unsubscribe/{token}", data=body).status_code == 400, body
    assert client.post(f"/unsubscribe/{token}", data=FORM | {"x": "y" * 5000}).status_code == 413
    assert chosen(world) == {}
    world.done(Order("gone", "remove_person", f"person:{COORDINATOR}", "operator", {"reason": "has left"}))
    assert client.post(f"/unsubscribe/{token}", data=FORM).status_code == 404


@SQLITE
def test_a_person_sees_what_a_button_does_first(keyed_world: World) -> None:
    world = keyed_world
    token = token_of(world, COORDINATOR)
    browser = Browser(world)
    led = browser.client.get(f"/unsubscribe/{token}", headers={"Accept-Language": "cy"})
    assert (led.status_code, led.headers["location"]) == (302, f"/cy/unsubscribe/{token}")
    answer = browser.client.get(f"/cy/unsubscribe/{token}")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    for words in ("Llai o lythyrau", "Daw'r hyn sy'n aros amdanoch o hyd"):
        assert words in answer.text.replace("&#39;", "'")
    assert "Cled" not in answer.text, "a link that is passed on says nothing of its reader"
    assert chosen(world) == {}, "looking changes nothing"
    done = browser.send(f"/en/unsubscribe/{token}")
    assert done.status_code == 200
    assert "You will get fewer letters" in done.text
    assert done.headers["referrer-policy"] == "no-referrer"
    assert chosen(world)["due_day_moved"] == "off"


@SQLITE
def test_nobody_unsubscribes_somebody_else(keyed_world: World) -> None:
    order = Order("o", "unsubscribe", f"person:{COORDINATOR}", ASSURER, {})
    assert keyed_world.refused(order) == ("not_yours",)


@SQLITE
def test_the_letter_of_the_day_names_the_address_where_it_is_https(
    keyed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = keyed_world
    real = home.facts
    monkeypatch.setattr(home, "facts", lambda session: {**real(session), "base_url": "https://desk.example"})
    world.run(to_queue("A1"))
    world.at = world.at.replace(hour=9)
    rounds.digest(world.app, world.at)
    letters = [letter for letter in world.rows(Letter) if letter.message == "digest"]
    assert letters
    people = {person.id: person.ref for person in world.rows(Person)}
    for letter in letters:
        head = letter.frozen.raw.decode().partition("\r\n\r\n")[0]
        token = token_of(world, people[letter.person_id])
        assert f"\r\nList-Unsubscribe: <https://desk.example/unsubscribe/{token}>,\r\n <mailto:" in head
        assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click" in head


@pytest.mark.parametrize(("module", "messages"), [
    (invitations, {"invitation", "invitation_changed", "invitation_cancelled"}),
    (handing_over, {"handover_offered", "handover_answered"}),
])  # fmt: skip
def test_what_never_waits_is_told_as_urgent(module: ModuleType, messages: set[str]) -> None:
    """Each command that tells one of these tells it at once, and between them they tell all of these."""
    calls = [call for call in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(call, ast.Call)]
    telling_them = [call for call in calls if getattr(call.func, "attr", "") in ("tell", "tell_chosen")]
    assert telling_them
    for call in telling_them:
        urgent = next(one.value for one in call.keywords if one.arg == "urgent")
        assert isinstance(urgent, ast.Constant)
        assert urgent.value is True
    assert messages <= unsubscribing.NEVER_WAITS
    written = {node.value for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Constant)}
    assert messages <= written


@pytest.mark.parametrize("database", ["sqlite"])
def test_nobody_ends_somebody_elses_letters(world: World) -> None:
    assert world.refused(Order("theirs", "unsubscribe", f"person:{COORDINATOR}", ASSURER, {})) == ("not_yours",)
    world.done(Order("own", "unsubscribe", f"person:{COORDINATOR}", COORDINATOR, {}))
