"""What a link withstands: who only looks, who guesses, who posts twice or nothing; what a copy of the record holds."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from answering import NUMBER, RING, client, hidden, link_of, links_in, mails, send, send_day, shown
from sqlalchemy import text
from sqlmodel import SQLModel
from test_links import asked
from waiting import CONTACT, ask, at, with_partner
from world import COORDINATOR, World, making_known

from ispdesk import keys
from ispdesk.commands import offering
from ispdesk.commands.shape import Order
from ispdesk.web.answering import MOST_BYTES
from models.tables.journal import CommandRow, History
from models.tables.link import Link


def dump(world: World) -> dict[str, list[Any]]:
    """Every row of every table."""
    with world.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table.name}"')).all()))  # noqa: S608
            for table in SQLModel.metadata.sorted_tables
        }


def token(path: str) -> str:
    return path.rpartition("/")[2]


def test_looking_changes_nothing_however_often_and_however_it_is_done(world: World) -> None:
    path = asked(world)
    web = client(world)
    pages = (path, f"{path}/recorded", path.replace("/en/", "/cy/"), path[3:], f"/en/answer/1-{'a' * 26}")

    def look() -> None:
        before = dump(world)
        for method in ("GET", "HEAD"):
            for page in pages:
                assert web.request(method, page).status_code in (200, 302, 404, 410)
                assert dump(world) == before, (method, page)
        assert web.post(f"{path}/recorded").status_code == 405
        assert dump(world) == before

    look()
    send_day(world, path, "promise", dt.date(2026, 3, 20))
    look()
    world.at = at(4, month=8)
    look()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose what you answer"),
        ({"answer": ""}, "Choose what you answer"),
        ({"answer": "sign_off"}, "Choose what you answer"),
        ({"answer": "promise"}, "Give a day, a month and a year"),
        ({"answer": "answered"}, "Say whom you answered"),
        ({"answer": "elsewhere", "elsewhere-role": ""}, "Say which role decides this"),
        ({"answer": "elsewhere", "elsewhere-role": "x", "elsewhere-address": "nobody"}, "Give an email address like"),
        ({"answer": "ring", "ring-telephone": "call me"}, "Give a telephone number in figures"),
        ({"answer": "ring"}, "Give the telephone number on which you would like to be rung"),
        (RING | {"mark": ""}, "Look at your answer and send it again"),
        (RING | {"mark": "a" * 26}, "Look at your answer and send it again"),
        (RING | {"number": "3"}, "Look at your answer and send it again"),
        (RING | {"number": "x"}, "Look at your answer and send it again"),
        ({"answer": "no_part", "no_part-reason": "x" * 1001}, "Use at most 1000 characters"),
        ({"answer": "no_part", "no_part-reason": "a\u202eb"}, "There is a character in it that cannot be seen"),
    ],
)
def test_what_a_scanner_or_a_slip_posts_changes_nothing_and_keeps_what_was_typed(
    world: World, fields: dict[str, str], says: str
) -> None:
    path = asked(world)
    web = client(world)
    form = hidden(web.get(path).text)
    kept = {"promise-day": "13", "elsewhere-role": "Practice “partner” & <b>", **fields}
    history = world.rows(History)
    posted = web.post(path, data={**form, **kept})
    assert posted.status_code == 200
    assert says in shown(posted.text)
    assert "Error: Your answer" in posted.text
    assert 'value="13"' in posted.text
    if "elsewhere-role" not in fields:
        assert "Practice “partner” &amp; &lt;b&gt;" in posted.text
    assert len(world.rows(History)) == len(history)
    assert [row.kind for row in world.rows(CommandRow) if row.operator == "link:1" and row.outcome == "moved"] == []
    for found in re.findall(r'href="#([^"]+)"', posted.text.partition("govuk-error-summary")[2].partition("</ul>")[0]):
        assert f'id="{found}"' in posted.text, "each error leads to its field"


def test_an_answer_posted_twice_is_one_and_the_same_answer_later_is_another(world: World) -> None:
    path = asked(world)
    web = client(world)
    form = hidden(web.get(path).text) | RING
    assert [web.post(path, data=form).status_code for _ in range(3)] == [303] * 3
    assert len(world.rows(History, History.kind == "said_ring")) == 1
    assert len(mails(world, COORDINATOR)) == 1
    world.at = at(9)
    again = hidden(web.get(path).text) | RING
    assert web.post(path, data=again).status_code == 303
    assert len(world.rows(History, History.kind == "said_ring")) == 2


def test_a_second_window_answers_too_and_a_corrected_answer_is_taken(world: World) -> None:
    path = asked(world)
    web = client(world)
    form = hidden(web.get(path).text)
    late = {"answer": "promise", "promise-day": "30", "promise-month": "6", "promise-year": "2026"}
    assert web.post(path, data=form | late).status_code == 200
    good = late | {"promise-day": "11", "promise-month": "3"}
    assert web.post(path, data=form | good).status_code == 303
    assert web.post(path, data=form | RING).status_code == 303
    assert [row.operator for row in world.rows(History, History.operator == "link:1")] == ["link:1"] * 2


def test_wrong_and_unknown_links_cannot_be_told_apart(world: World) -> None:
    path = asked(world)
    number, mark = token(path).split("-")
    other = "a" if mark[0] != "a" else "b"
    pages = {
        name: client(world).get(f"/en/answer/{written}")
        for name, written in {
            "changed mark": f"{number}-{other}{mark[1:]}",
            "another number": f"2-{mark}",
            "no such number": f"999999999-{mark}",
            "too great a number": f"{'9' * 30}-{mark}",
            "no number": mark,
            "cut short": f"{number}-{mark[:-1]}",
            "longer": f"{number}-{mark}a",
            "zero before": f"0{number}-{mark}",
            "other figures": f"\u0661-{mark}",
        }.items()
    }
    own = {re.sub(r"/answer/[^\"]+", "/answer/", page.text) for page in pages.values()}
    assert len(own) == 1, "the same page for each"
    assert {page.status_code for page in pages.values()} == {404}
    said = shown(pages["changed mark"].text)
    assert "This link does not open anything" in said
    assert "Ring the coordinator: the mail says who that is" in said
    for secret in ("Sharing A1", "Cled", "Carys", "Gwent"):
        assert secret not in pages["changed mark"].text
    assert client(world).post(f"/en/answer/{number}-{other}{mark[1:]}", data=RING).status_code == 404


def test_a_link_opens_for_one_person_one_isp_and_one_task(world: World) -> None:
    path = asked(world)
    (link,) = world.rows(Link)
    for changed in ({"person_id": 1}, {"task_id": 2}, {"made_at": link.made_at + dt.timedelta(seconds=1)}):
        other = Link(**{**link.model_dump(), **changed})
        assert offering.token(b"k" * 32, other) != token(path)
    assert world.refused(world.order("answer_by_link", "A1", COORDINATOR, link=1, answer="ring")) == ("not_found",)
    world.run(making_known("B1"))
    assert world.refused(world.order("answer_by_link", "B1", CONTACT, link=1, answer="ring")) == ("not_found",)
    assert keys.mark(b"k" * 32, "link-form", "x") != keys.mark(b"k" * 32, "link", "x")


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_expired_withdrawn_and_answered_links_say_what_to_do(world: World, lang: str) -> None:
    with_partner(world)
    number = {"telephone": "01633 496 0123"}
    world.done(Order("tel", "set_telephone", f"person:{COORDINATOR}", COORDINATOR, number))
    ask(world, at(4))
    path = link_of(world).replace("/en/", f"/{lang}/")
    form = hidden(client(world).get(path).text) | RING
    title = {
        "expired": {"en": "This link has expired", "cy": "Mae'r ddolen hon wedi dod i ben"},
        "withdrawn": {"en": "This link has been withdrawn", "cy": "Mae'r ddolen hon wedi'i thynnu'n ôl"},
        "closed": {"en": "Nothing is asked any more", "cy": "Ni ofynnir dim mwyach"},
    }

    def closed(status: str, code: int) -> None:
        before = len(world.rows(History))
        for page in (client(world).get(path), client(world).post(path, data=form)):
            assert page.status_code == code
            assert title[status][lang] in shown(page.text)
            assert "01633 496 0123" in page.text
            assert 'href="tel:016334960123"' in page.text
        assert len(world.rows(History)) == before

    world.at = at(3, 22, month=5)
    assert client(world).get(path).status_code == 200  # the sixtieth day after it was made
    world.at = at(4, 0, month=5)
    closed("expired", 410)
    assert world.refused(world.order("answer_by_link", "A1", CONTACT, link=1, answer="ring")) == ("link_closed",)
    world.at = at(4, 9, month=5)
    world.done(world.order("answer", "A1", COORDINATOR, task=1))
    closed("closed", 200)
    ask(world, at(5, month=5))
    path = link_of(world).replace("/en/", f"/{lang}/")
    world.done(world.order("withdraw_link", "A1", COORDINATOR, link=2, reason="Sent to a list by mistake"))
    closed("withdrawn", 410)
    assert "by mistake" not in client(world).get(path).text


def test_a_copy_of_the_record_opens_no_link_but_those_in_its_letters(world: World) -> None:
    path = asked(world)
    send(world, path, "ring", telephone=NUMBER)
    held = dump(world)
    assert token(path) in mails(world)[0]
    del held["letter"]  # a mail is kept as it went, with the link in it
    assert token(path).split("-")[1] not in json.dumps(held)


def test_a_page_that_is_opened_by_a_secret_tells_nobody(world: World) -> None:
    path = asked(world)
    web = client(world)
    said = send(world, path, "ring", telephone=NUMBER)
    for page in (
        web.get(path),
        web.get(path[3:]),
        web.head(path),
        web.get("/en/answer/x"),
        said,
        web.get(f"{path}/recorded"),
    ):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in page.headers
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert web.get("/en/isps").headers["Referrer-Policy"] == "same-origin"
    assert 'href="/en/isps' not in web.get(path).text, "no way from here into the service"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"answer=ring&" + b"x" * 30_000, "application/x-www-form-urlencoded"),
        (b"\xff\xfe=1", "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=1" % n for n in range(60)), "application/x-www-form-urlencoded"),
        (b'{"answer": "ring"}', "application/json"),
    ],
)
def test_what_is_no_form_is_refused(world: World, body: bytes, kind: str) -> None:
    path = asked(world)
    answered = client(world).post(path, content=body, headers={"Content-Type": kind})
    assert answered.status_code == (413 if len(body) > MOST_BYTES else 400)
    assert world.rows(History, History.operator == "link:1") == []


def test_the_language_of_the_mail_leads_to_the_page_in_that_language(world: World) -> None:
    with_partner(world)
    for language, begins in (("cy", "/cy/answer/"), ("unknown", "/answer/"), ("en", "/en/answer/")):
        world.done(Order(f"l:{language}", "set_language", f"person:{CONTACT}", CONTACT, {"language": language}))
        ask(world, at(4))
        assert all(path.startswith(begins) for path in links_in(mails(world)[-1]))
    bare = "/answer/" + token(link_of(world))
    led = client(world).get(bare, headers={"Accept-Language": "cy-GB,cy;q=0.9,en;q=0.8"})
    assert (led.status_code, led.headers["location"]) == (302, f"/cy{bare}")


def test_a_withdrawn_link_no_longer_shows_what_was_answered_by_it(world: World) -> None:
    path = asked(world)
    send(world, path, "ring", telephone="01633 496 0999")
    assert "01633 496 0999" in client(world).get(f"{path}/recorded").text
    world.done(world.order("withdraw_link", "A1", COORDINATOR, link=1, reason="It reached the wrong hands"))
    gone = client(world).get(f"{path}/recorded")
    assert (gone.status_code, gone.headers["location"]) == (302, path)
    assert "01633 496 0999" not in client(world).get(path).text


def test_a_refused_form_tells_nobody_of_its_address_either(world: World) -> None:
    path = asked(world)
    refused = client(world).post(path, content=b"x", headers={"Content-Type": "text/plain"})
    assert refused.status_code == 400
    assert (refused.headers["Referrer-Policy"], refused.headers["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
