"""Signing behind a mailed link: nothing is signed without the code that went to the address of whoever was asked."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from answering import link_of, mails, shown
from browsing import Browser, Forms
from httpx2 import Response
from signing import SQLITE, keep_codes
from sqlalchemy import event
from sqlmodel import select
from waiting import CONTACT, GWENT, ask, at, with_partner
from world import COORDINATOR, World

from ispdesk.commands.shape import Order
from ispdesk.commands.signing_by_link import about
from ispdesk.signin import codes
from ispdesk.web.record import Record
from models.database import writing
from models.tables.clocks import Task
from models.tables.journal import History
from models.tables.person import Person
from models.tables.post import Letter
from models.tables.session import WebSession
from models.tables.signin import SignIn
from models.tables.signing import SignoffMark
from models.tables.work import Signoff

SIGNED = {"outcome": "signed", "capacity": "chief_officer"}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    return keep_codes(monkeypatch)


@pytest.fixture
def path(world: World) -> str:
    """The link in the mail by which Gwent's contact is asked to sign."""
    with_partner(world)
    ask(world, at(4), kind="sign_off")
    return link_of(world)


def step(browser: Browser, page: Response, name: str, **typed: Any) -> Response:
    """Go on from a page: its form with what was typed, by the button of this name."""
    (form,) = (one for one in Forms.of(page.text) if one.id == "desk-form")
    return browser.client.post(str(page.url.path), data={**form.values, **typed, "step": name})


def checked(browser: Browser, path: str, **typed: Any) -> Response:
    page = browser.client.get(f"{path}/sign")
    return step(browser, page, "check", **{**SIGNED, **typed})


def asked(browser: Browser, path: str, **typed: Any) -> Response:
    """The page on which the code is typed."""
    return step(browser, checked(browser, path, **typed), "confirm")


def history(world: World) -> list[History]:
    return world.rows(History, History.kind == "signed_off", History.operator == "link:1")


@SQLITE
def test_a_contact_signs_by_the_link_with_the_code_that_was_mailed_to_them(
    world: World, path: str, known: list[codes.Issued], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(Record, "send_now", lambda _self: sent.append(len(known)))
    browser = Browser(world)
    first = shown(browser.get(path))
    assert "Sign here, or decline" in first
    assert "The text." in shown(browser.get(f"{path}/text"))
    page = checked(browser, path)
    assert "Chief officer" in shown(page.text)
    assert "gwent.test" in shown(page.text)
    assert "carys@" not in page.text  # links are passed on
    assert not [row for row in world.rows(Letter) if row.message == "address_code"]
    code = step(browser, page, "confirm")
    assert world.rows(Signoff) == []
    assert sent == [1]  # at once, not at the next round
    assert f"{known[0].code[:3]} {known[0].code[3:]}" in mails(world, message="address_code")[0]
    done = step(browser, code, "code", code=known[0].code)
    assert (done.status_code, done.headers["location"]) == (303, f"{path}/signed")
    (row,) = history(world)
    assert (row.actor, row.role, row.body["how"], row.body["outcome"]) == (CONTACT, "partner_contact", "code", "signed")
    assert world.rows(SignoffMark)[0].how == "code"
    assert world.rows(Task)[0].done_at is not None
    page = browser.client.get(f"{path}/signed")
    assert "You have signed" in shown(page.text)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert browser.client.get(f"{path}/sign").headers["location"] == f"{path}/signed"


@SQLITE
def test_looking_changes_nothing(world: World, path: str, known: list[codes.Issued]) -> None:
    before = len(world.rows(History)), len(world.rows(Letter))
    browser = Browser(world)
    for name in ("sign", "text", "sign?step=confirm", "sign?step=code&code=000000"):
        assert browser.client.get(f"{path}/{name}").status_code == 200
    assert browser.client.get(f"{path}/signed").status_code == 303
    assert (len(world.rows(History)), len(world.rows(Letter))) == before
    assert (known, world.rows(SignIn)) == ([], [])


@SQLITE
def test_a_wrong_code_signs_nothing_and_the_fifth_ends_it(world: World, path: str, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    page = asked(browser, path)
    wrong = f"{(int(known[0].code) + 1) % 10**6:06}"
    said = [step(browser, page, "code", code=wrong) for _ in range(5)]
    assert [one.status_code for one in said] == [422] * 5
    assert "4" in shown(said[0].text)
    late = step(browser, page, "code", code=known[0].code)
    assert "This code has ended" in shown(late.text)
    assert world.rows(Signoff) == []


@SQLITE
def test_a_code_of_another_browser_or_gone_by_signs_nothing(
    world: World, path: str, known: list[codes.Issued], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = Browser(world), Browser(world)
    page = asked(mine, path)
    assert "This code has ended" in shown(step(other, page, "code", code=known[0].code).text)
    asked(other, path)
    if known[0].code != known[1].code:
        assert "That is not the code" in shown(step(other, page, "code", code=known[0].code).text)
    late = codes.LIFE["address"]
    clock = Record.clock
    monkeypatch.setattr(Record, "clock", lambda self: clock(self) + late)
    assert "This code has ended" in shown(step(mine, page, "code", code=known[0].code).text)
    assert world.rows(Signoff) == []


@SQLITE
def test_a_code_signs_in_no_browser_that_asked_for_another(world: World, path: str, known: list[codes.Issued]) -> None:
    mine, other = Browser(world), Browser(world)
    asked(other, path, outcome="declined", capacity="", note="Not yet")  # so that it is known by a cookie
    page = asked(mine, path)
    assert "This code has ended" in shown(step(other, page, "code", code=known[1].code).text)
    assert world.rows(Signoff) == []
    assert step(mine, page, "code", code=known[1].code).status_code == 303


@SQLITE
def test_a_code_is_for_one_answer_to_one_text(world: World, path: str, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    page = asked(browser, path, outcome="declined", capacity="", note="Not yet")
    changed = step(browser, page, "code", code=known[0].code, **SIGNED)  # what was typed, changed in the form
    assert "This code has ended" in shown(changed.text)
    more = {"number": 3, "information": "dates", "sender": "Torfaen", "recipients": ["Gwent Health Board"]}
    world.done(Order("more", "write_flow", "isp:A1", COORDINATOR, {**more, "purpose": "x", "method": "secure mail"}))
    stale = step(browser, page, "code", code=known[0].code)
    assert "The text has changed since you opened this page" in shown(stale.text)
    assert world.rows(Signoff) == []


@SQLITE
def test_the_code_of_another_letter_signs_nothing(world: World, path: str, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    page = asked(browser, path)
    sign_in = browser.send("/en/sign-in", address="carys@gwent.test")
    assert sign_in.status_code == 303
    assert step(browser, page, "code", code=known[1].code).status_code == 422
    assert world.rows(Signoff) == []


@SQLITE
def test_sent_twice_it_signs_once(world: World, path: str, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    page = asked(browser, path)
    for _ in range(2):
        assert step(browser, page, "code", code=known[0].code).headers["location"] == f"{path}/signed"
    assert len(world.rows(Signoff)) == 1


@SQLITE
def test_a_code_used_once_signs_nothing_again_after_a_withdrawal(
    world: World, path: str, known: list[codes.Issued]
) -> None:
    browser = Browser(world)
    page = asked(browser, path)
    step(browser, page, "code", code=known[0].code)
    said = world.rows(Signoff)[0].id
    world.done(Order("back", "withdraw_sign_off", "isp:A1", CONTACT, {"sign_off": said, "reason": "Too soon"}))
    again = step(browser, page, "code", code=known[0].code)
    assert again.headers["location"] == path  # which says that nothing is asked any more
    ask(world, at(5), kind="sign_off")
    assert link_of(world) != path
    for link, why in ((1, "link_closed"), (2, "not_confirmed")):
        assert world.refused(replace(by_link(world), id=f"replay{link}", operator=f"link:{link}")) == (why,)
    assert len(world.rows(Signoff)) == 1


def by_link(world: World, **more: Any) -> Order:
    """What comes to the door when somebody signs by the first link."""
    payload = {"partner": GWENT, "note": "", "asked_as": "sign-off", "how": "code", **SIGNED, **more}
    return Order(f"by-link:{more}", "sign_off", "isp:A1", CONTACT, payload, operator="link:1")


@SQLITE
def test_the_door_itself_takes_no_sign_off_through_a_link_without_its_code(
    world: World, path: str, known: list[codes.Issued]
) -> None:
    assert world.refused(by_link(world)) == ("not_confirmed",)
    assert world.refused(by_link(world, how="product")) == ("not_confirmed",)
    assert world.refused(by_link(world, how=None)) == ("not_confirmed",)
    assert world.refused(replace(by_link(world), id="other", operator="link:7")) == ("not_found",)
    assert world.refused(by_link(world, partner=1)) == ("not_yours",)
    asked(Browser(world), path)
    assert len(known) == 1
    assert world.refused(replace(by_link(world), id="asked")) == ("not_confirmed",)  # asked for is not confirmed


@SQLITE
def test_without_a_link_nobody_is_believed_who_says_that_a_code_was_typed(world: World, path: str) -> None:
    said = replace(by_link(world), operator=None)
    assert world.refused(said) == ("not_confirmed",)
    with writing(world.engine) as session:
        began = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        whose = session.exec(select(Person.id).where(Person.ref == CONTACT)).one() or 0
        row = {"person_id": whose, "began_at": began, "seen_at": began, "ends_at": began}
        session.add(WebSession(**row, token_hash="0" * 64, how="oidc"))
    assert world.refused(replace(said, id="by oidc")) == ("not_confirmed",)
    with writing(world.engine) as session:
        session.add(WebSession(**row, token_hash="1" * 64, how="code"))
    world.done(replace(said, id="by code"))
    assert world.rows(SignoffMark)[0].how == "code"


@SQLITE
def test_too_many_codes_are_refused_with_the_time_to_wait(world: World, path: str, known: list[codes.Issued]) -> None:
    browser = Browser(world)
    page = checked(browser, path)
    said = [step(browser, page, "confirm") for _ in range(6)]
    assert [one.status_code for one in said] == [200] * 5 + [429]
    assert int(said[-1].headers["Retry-After"]) > 0
    assert len(known) == 5


@SQLITE
def test_who_is_signed_in_as_that_person_needs_no_code(world: World, path: str, known: list[codes.Issued]) -> None:
    browser = Browser(world, CONTACT)
    done = step(browser, checked(browser, path), "confirm")
    assert done.headers["location"] == f"{path}/signed"
    assert known == []
    (mark,) = world.rows(SignoffMark)
    assert mark.how == "product"


@SQLITE
def test_whoever_is_signed_in_as_somebody_else_needs_the_code(world: World, path: str) -> None:
    browser = Browser(world, COORDINATOR)
    asked(browser, path)
    assert world.rows(Signoff) == []
    (code,) = world.rows(SignIn)
    (person,) = world.rows(Person, Person.ref == CONTACT)
    assert code.person_id == person.id


@SQLITE
@pytest.mark.parametrize(
    ("mend", "words"),
    [
        (("mark_shared", {}), "Several people read the address"),
        (("set_address", {"address": "reception@gwent.test"}), "is called after an office"),
    ],
)
def test_nobody_signs_by_an_address_that_is_not_their_own(
    world: World, path: str, mend: tuple[str, dict[str, Any]], words: str
) -> None:
    world.done(Order("mend", mend[0], f"person:{CONTACT}", "operator", mend[1]))
    browser = Browser(world)
    page = browser.client.get(f"{path}/sign")
    assert words in shown(page.text)
    said = browser.client.post(f"{path}/sign", data={**SIGNED, "step": "confirm"})
    assert words in shown(said.text)
    assert world.rows(SignIn) == []
    mine = replace(by_link(world), operator=None)
    assert world.refused(mine)[0] in {"shared_address", "generic_address"}


@SQLITE
def test_the_language_changes_at_each_step_without_losing_what_was_typed(
    world: World, path: str, known: list[codes.Issued]
) -> None:
    browser = Browser(world)
    page = asked(browser, path, outcome="signed_with_reservation", note="Only for adults")
    (form,) = (one for one in Forms.of(page.text) if one.id == "desk-form")
    welsh = browser.client.post(f"{path.replace('/en/', '/cy/')}/sign", data={**form.values, "_switch": "cy"})
    assert "Cadarnhewch mai chi sydd yno" in shown(welsh.text)
    done = step(browser, welsh, "code", code=known[0].code)
    assert done.headers["location"].startswith("/cy/")
    assert world.rows(Signoff)[0].note == "Only for adults"
    assert len(known) == 1


@SQLITE
def test_a_link_for_something_else_leads_to_no_sign_off(world: World) -> None:
    with_partner(world)
    ask(world, at(4))
    path = link_of(world)
    browser = Browser(world)
    assert "Sign here" not in shown(browser.get(path))
    for name in ("sign", "text", "signed"):
        assert browser.client.get(f"{path}/{name}").status_code == 404


def test_what_a_code_is_for_says_every_part_of_the_answer() -> None:
    answer = {"partner": 1, "outcome": "signed", "capacity": "siro", "note": "", "asked_as": "sign-off"}
    first = about(1, 0, "a", answer)
    others = [about(1, 0, "a", {**answer, name: "x"}) for name in answer]
    others += [about(2, 0, "a", answer), about(1, 1, "a", answer), about(1, 0, "b", answer)]
    assert len({first, *others}) == 9
    assert len(first) <= 120
    assert dt.timedelta(minutes=15) == codes.LIFE["address"]


@SQLITE
def test_no_page_behind_the_link_asks_more_than_fifteen_times(
    world: World, path: str, known: list[codes.Issued]
) -> None:
    browser, questions = Browser(world), list[str]()
    event.listen(world.engine, "before_cursor_execute", lambda *told: questions.append(told[2]))
    counted = {}

    def count(name: str) -> None:
        questions.clear()
        assert browser.client.get(f"{path}/{name}").status_code == 200
        counted[name] = len(questions)

    count("sign")
    count("text")
    step(browser, asked(browser, path), "code", code=known[0].code)
    count("signed")
    assert max(counted.values()) <= 15, counted
    assert min(counted.values()) > 3, counted
