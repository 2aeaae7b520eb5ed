"""An app's codes, and those on paper: each works once, and a copy of the database makes none."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
from sqlmodel import Session
from world import ASSURER, LEAD, World

from ispdesk import keys
from ispdesk.signin import codes, second
from ispdesk.signin.codes import Outcome
from models.database import writing
from models.queries import people
from models.tables.person import Person
from models.tables.signin import RecoveryCode, SecondStep

SPAN = dt.timedelta(seconds=second.SPAN)


def with_person(world: World, what: Callable[[Session, Person], Any], ref: str = ASSURER) -> Any:
    with writing(world.engine) as session:
        person = people.by_ref(session, ref)
        assert person is not None
        return what(session, person)


def app_of(world: World, ref: str = ASSURER) -> pyotp.TOTP:
    with_person(world, lambda session, person: second.begin(session, person, world.at), ref)
    key = with_person(world, second.key_of, ref)
    return pyotp.TOTP(key)


def check(world: World, code: str, ref: str = ASSURER) -> bool:
    return bool(with_person(world, lambda session, person: second.check(session, person, code, world.at), ref))


def set_up(world: World, ref: str = ASSURER) -> tuple[pyotp.TOTP, list[str]]:
    app = app_of(world, ref)
    paper = with_person(world, lambda session, person: second.finish(session, person, app.at(world.at), world.at), ref)
    assert paper is not None
    world.at += SPAN
    return app, paper


def is_set_up(world: World) -> bool:
    return bool(with_person(world, lambda session, person: second.is_set_up(session, person.id)))


def test_an_app_is_in_use_when_its_first_code_came(world: World) -> None:
    app = app_of(world)
    assert not is_set_up(world)
    assert not check(world, app.at(world.at))  # it is only being set up
    wrong = with_person(world, lambda session, person: second.finish(session, person, "000000", world.at))
    assert wrong is None
    _, paper = set_up(world)
    assert is_set_up(world)
    assert len(set(paper)) == second.RECOVERY_CODES
    assert with_person(world, second.key_of) is None, "the key is shown while it is being set up, and at no other time"


def test_no_code_is_taken_twice_and_none_from_before(world: World) -> None:
    app, _ = set_up(world)
    code = app.at(world.at)
    assert check(world, f"{code[:3]} {code[3:]}")
    assert not check(world, code)
    world.at += 3 * SPAN
    assert check(world, app.at(world.at + SPAN)), "a clock that is half a minute fast"
    assert not check(world, app.at(world.at)), "one from before the last one taken"
    assert not check(world, app.at(world.at - 3 * SPAN))
    world.at += 5 * SPAN
    assert check(world, app.at(world.at - SPAN)), "a clock that is half a minute slow"
    assert not check(world, "")
    assert not check(world, "ŵŷâ")


def test_the_code_it_was_set_up_with_does_not_sign_in(world: World) -> None:
    app = app_of(world)
    code = app.at(world.at)
    assert with_person(world, lambda session, person: second.finish(session, person, code, world.at))
    assert not check(world, code)


def test_a_code_on_paper_works_once_however_it_is_typed(world: World) -> None:
    _, paper = set_up(world)
    assert check(world, paper[0].upper().replace("-", " "))
    assert not check(world, paper[0])
    assert check(world, paper[1])
    assert with_person(world, lambda session, person: second.paper_left(session, person.id)) == 6
    fresh = with_person(world, second.new_paper)
    assert not check(world, paper[2])
    assert check(world, fresh[2])


def test_one_persons_codes_are_nobody_elses(world: World) -> None:
    app, paper = set_up(world)
    set_up(world, LEAD)
    assert not check(world, app.at(world.at), LEAD)
    assert not check(world, paper[0], LEAD)


def test_nothing_that_makes_a_code_is_in_the_database(world: World) -> None:
    app, paper = set_up(world)
    kept = str([row.model_dump() for row in [*world.rows(SecondStep), *world.rows(RecoveryCode)]])
    assert app.secret not in kept
    assert paper[0] not in kept
    assert paper[0].replace("-", "") not in kept
    (row,) = world.rows(SecondStep)
    key = world.read(keys.of)
    made = keys.derived(key, second.APP, f"{row.person_id}:{row.nonce}")
    other = keys.derived(b"another key", second.APP, f"{row.person_id}:{row.nonce}")
    assert made != other


def test_the_address_for_the_app_is_one(world: World) -> None:
    app = app_of(world)
    written = with_person(world, lambda session, person: second.address_for_app(session, person, "ISP Desk"))
    parts = urlsplit(written)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/ISP%20Desk:alys%40desk.test"
    assert parse_qs(parts.query)["secret"] == [app.secret]
    assert len(app.byte_secret()) == 20


def test_one_in_use_is_not_begun_anew_and_can_be_taken_away(world: World) -> None:
    app, paper = set_up(world)
    with_person(world, lambda session, person: second.begin(session, person, world.at))
    assert check(world, app.at(world.at))
    assert with_person(world, second.remove) is True
    assert with_person(world, second.remove) is False
    world.at += SPAN
    assert not check(world, app.at(world.at))
    assert not check(world, paper[0])
    assert app_of(world).secret != app.secret


def test_a_code_that_is_handed_over_is_one_persons_in_any_browser(world: World) -> None:
    def make(session: Session, person: Person) -> codes.Issued:
        return codes.make(session, person, "enrol", world.at, browser="")

    def typed(code: str, ref: str = ASSURER) -> Outcome:
        confirmed: codes.Confirmed = with_person(
            world, lambda session, person: codes.confirm_handed(session, person, "enrol", code, world.at), ref
        )
        return confirmed.outcome

    made = with_person(world, make)
    assert typed(made.code, LEAD) is Outcome.ENDED
    world.at += dt.timedelta(hours=23)
    assert typed(made.code) is Outcome.RIGHT
    assert typed(made.code) is Outcome.ENDED
