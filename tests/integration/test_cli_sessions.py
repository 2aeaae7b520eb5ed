"""`ispdesk sessions`: who is signed in, ending that, and second steps."""

import re

import pyotp
from browsing import token_for
from running import Run

from ispdesk import desk, sessions
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Order
from ispdesk.now import wall_clock
from ispdesk.signin import asking, second
from ispdesk.signin.codes import Outcome
from models.database import reading, writing
from models.queries import people
from models.queries import sessions as open_sessions


def own(app: App, ref: str = "somebody", *, shared: bool = False) -> str:
    """Somebody with an address, which is their own if not `shared`."""
    payload = {"name_en": "Somebody", "address": f"{ref}@desk.example", "shared": shared}
    desk.do(app.engine, Order(f"enter-{ref}", "enter_person", f"person:{ref}", "operator", payload), app.now)
    return ref


def signed_in(app: App, ref: str) -> str:
    with writing(app.engine) as session:
        return token_for(session, ref, strong=True)


def open_now(app: App, ref: str) -> int:
    with reading(app.engine) as session:
        person = people.by_ref(session, ref)
        assert person is not None
        return len(open_sessions.of_person(session, person.id or 0, wall_clock()))


def test_open_sessions_are_listed_without_anything_that_opens_one(app: App, run: Run) -> None:
    token = signed_in(app, own(app))
    seen = run("sessions", "list", "--json", home=app.home)
    (row,) = seen.value()
    assert (row["person"], row["how"], row["strong"]) == ("somebody", "link", True)
    assert token not in seen.out
    assert sessions.hashed(token) not in seen.out
    assert "By a link in a mail, with a second step" in run("sessions", "list", home=app.home).out
    assert "Drwy ddolen mewn neges, gydag ail gam" in run("sessions", "list", home=app.home, lang="cy").out
    assert run("sessions", "list", "--person", "nobody", home=app.home).code == 4


def test_somebodys_sessions_are_ended_and_everybodys(app: App, run: Run) -> None:
    for ref in (own(app), own(app, "another"), "somebody"):
        signed_in(app, ref)
    assert run("sessions", "end", "somebody", "--json", home=app.home).value() == {"ended": 2}
    assert (open_now(app, "somebody"), open_now(app, "another")) == (0, 1)
    assert "1 session ended." in run("sessions", "end", "--all", home=app.home).out
    assert open_now(app, "another") == 0
    assert run("sessions", "end", home=app.home).code == 2
    assert run("sessions", "end", "somebody", "--all", home=app.home).code == 2
    assert run("sessions", "end", "nobody", home=app.home).code == 4


def test_a_code_is_handed_over_and_a_second_step_taken_away(app: App, run: Run) -> None:
    ref = own(app)
    said = run("sessions", "second-step-code", ref, home=app.home)
    code = re.search(r"is (\d{6})\.", said.out)
    assert code is not None
    with writing(app.engine) as session:
        assert asking.begin_second_step(session, ref, code[1], wall_clock()) is Outcome.RIGHT
        person = people.by_ref(session, ref)
        assert person is not None
        key = second.key_of(session, person)
        assert key is not None
        assert second.finish(session, person, pyotp.TOTP(key).now(), wall_clock())
    signed_in(app, ref)
    assert run("sessions", "second-step-remove", ref, "--json", home=app.home).value()["removed"] is True
    assert open_now(app, ref) == 0
    assert "had no second step" in run("sessions", "second-step-remove", ref, home=app.home).out
    assert run("sessions", "second-step-remove", "nobody", home=app.home).code == 4


def test_a_mailbox_that_several_read_gets_no_second_step(app: App, run: Run) -> None:
    assert run("sessions", "second-step-code", own(app, "office", shared=True), home=app.home).code == 4
