"""The feed of public changes: read by another XML parser than wrote it; only what a register shows."""

import datetime as dt
from typing import Any

import pytest
from browsing import Browser
from lxml import etree  # type: ignore[import-untyped]  # it has no types
from sqlalchemy import event
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, making_known, move, to_assured, to_draft, to_queue

from ispdesk.commands.shape import Order
from models.queries import news
from models.tables.isp import Isp
from models.tables.person import Person

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '</title><script>alert(1)</script> & "it\'s" ]]> <!-- ŵ 𐍈'


def read(text: str) -> Any:
    """The feed, by libxml2 with nothing looked up; it must be whole."""
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, recover=False))


def feed(world: World, path: str = "/en/changes.atom") -> Any:
    return read(Browser(world).get(path))


def titles(root: Any) -> list[str]:
    return [one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")]


def links(root: Any) -> dict[str, str]:
    return {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}


@pytest.fixture
def office(world: World) -> World:
    """One ISP made known, one in development, and later one assured."""
    world.run(making_known("known"))
    world.run(to_draft("draft"))
    world.at += dt.timedelta(hours=1)
    world.run(to_assured("assured"))
    return world


def test_it_tells_what_a_register_shows_in_each_language(office: World) -> None:
    english, welsh = feed(office), feed(office, "/cy/changes.atom")
    assert titles(english)[0] == "Assured: Sharing assured"
    assert set(titles(english)) == {
        "Assured: Sharing assured", "In development: Sharing assured", "In development: Sharing draft",
    }  # fmt: skip
    assert set(titles(welsh)) >= {"Wedi'i sicrhau: Rhannu assured", "Yn cael ei ddatblygu: Rhannu draft"}
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (english.get(lang), welsh.get(lang)) == ("en", "cy")
    entry = next(english.iter(f"{ATOM}entry"))
    summary = entry.findtext(f"{ATOM}summary")
    assert summary.startswith("Assured. Reference: assured. Lead organisation: Torfaen")
    assert entry.find(f"{ATOM}category").get("term") == "assured"
    assert entry.find(f"{ATOM}link").get("href").endswith("/en/register/assured")
    names = [one.findtext(f"{ATOM}id") for root in (english, welsh) for one in [root, *root.iter(f"{ATOM}entry")]]
    assert len(set(names)) == len(names)
    assert all(name.startswith("urn:uuid:") for name in names)
    assert names == [
        one.findtext(f"{ATOM}id")
        for root in (feed(office), feed(office, "/cy/changes.atom"))
        for one in [root, *root.iter(f"{ATOM}entry")]
    ]
    required = {"id", "title", "updated"}
    for one in [english, *english.iter(f"{ATOM}entry")]:
        assert required <= {child.tag.removeprefix(ATOM) for child in one}
    assert {dt.datetime.fromisoformat(one.text).utcoffset() for one in english.iter(f"{ATOM}updated")} == {
        dt.timedelta()
    }


def test_nobody_and_nothing_of_its_content_is_in_it(office: World) -> None:
    office.run(to_queue("queued"))
    office.done(move("assured", "retire", LEAD, reason="The service of Mair ended"))
    text = Browser(office).get("/en/changes.atom") + Browser(office).get("/cy/changes.atom")
    for person in office.rows(Person):
        for secret in (person.ref, person.name_en, person.address):
            assert not secret or secret not in text, secret
    for secret in ("Mair", "names", "secure mail", "The text.", "Support families", "known", "@", ASSURER):
        assert secret not in text, secret
    assert "No longer in force: Sharing assured" in text
    assert "In development: Sharing queued" in text


def test_what_may_not_become_an_isp_or_was_undone_is_not_in_it(office: World) -> None:
    office.run(to_draft("gone"))
    assert "In development: Sharing gone" in titles(feed(office))
    office.done(move("gone", "withdraw", COORDINATOR, reason="Nobody wants it"))
    assert not [one for one in titles(feed(office)) if "gone" in one]
    office.done(move("draft", "back_to_scoping", COORDINATOR, reason="It is too wide"))
    assert not [one for one in titles(feed(office)) if "draft" in one]
    office.done(move("draft", "start_workshops", FACILITATOR, id_="again"))
    assert len([one for one in titles(feed(office)) if "draft" in one]) == 1
    office.done(move("assured", "retire", LEAD, reason="Too early"))
    office.done(office.order("correct", "assured", LEAD, reason="It was the wrong one"))
    assert titles(feed(office)).count("No longer in force: Sharing assured") == 0
    assert titles(feed(office)).count("Assured: Sharing assured") == 1


def test_reviews_and_new_versions_are_told_apart(office: World) -> None:
    office.at += dt.timedelta(days=1)
    office.done(move("assured", "begin_review", LEAD))
    office.done(move("assured", "confirm_unchanged", COORDINATOR, reason="Nothing changed", review_date="2029-03-01"))
    assert titles(feed(office))[0] == "Reviewed, unchanged: Sharing assured"


def test_hostile_titles_stay_text(office: World) -> None:
    with office.engine.begin() as connection:
        connection.execute(Isp.__table__.update().where(Isp.__table__.c.ref == "assured").values(title_en=HOSTILE))  # type: ignore[attr-defined]
    assert titles(feed(office))[0] == f"Assured: {HOSTILE}"
    with office.engine.begin() as connection:
        broken = "a\x0bb\ufffec"
        connection.execute(Isp.__table__.update().where(Isp.__table__.c.ref == "assured").values(title_en=broken))  # type: ignore[attr-defined]
    assert titles(feed(office))[0] == "Assured: a\ufffdb\ufffdc"


@pytest.mark.parametrize("database", ["sqlite"])
def test_it_is_kept_and_asked_for_again_only_where_something_changed(office: World) -> None:
    client = Browser(office).client
    first = client.get("/en/changes.atom")
    assert first.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert "set-cookie" not in first.headers
    tag, day = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": f'"x", W/{tag}'}, {"If-Modified-Since": day}):
        again = client.get("/en/changes.atom", headers=headers)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    for headers in (
        {"If-None-Match": '"x"', "If-Modified-Since": day}, {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 02 Mar 2020 09:00:00 GMT"},
    ):  # fmt: skip
        assert client.get("/en/changes.atom", headers=headers).status_code == 200
    office.at += dt.timedelta(hours=1)
    office.done(move("assured", "retire", LEAD, reason="It ended"))
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": day}):
        assert client.get("/en/changes.atom", headers=headers).status_code == 200


def test_pages_lead_back_to_the_first_change(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    office.run(to_draft("E1"))
    office.at += dt.timedelta(hours=1)
    office.run(to_draft("F1"))
    whole = titles(feed(office))
    monkeypatch.setattr("ispdesk.views.changes.SHOWN", 2)
    path, found, pages = "/en/changes.atom", [], 0
    while path:
        page = feed(office, path)
        assert links(page)["self"].endswith(path)
        assert ("first" in links(page)) == (pages > 0)
        found += titles(page)
        path, pages = "/" + links(page).get("next", "").partition("://")[2].partition("/")[2], pages + 1
        if path == "/":
            break
    assert (found, pages) == (whole, 3)
    assert len(set(found)) == 5
    for mark in ("x", "1", "1.1", "1.1.", "99999999999999999999.1.A1", "1.1.A1/x"):
        Browser(office).get(f"/en/changes.atom?before={mark}", 404)
    assert titles(feed(office, "/en/changes.atom?before=1.1.known")) == []


def test_an_installation_without_isps_has_an_empty_feed(world: World) -> None:
    root = feed(world)
    assert titles(root) == []
    assert root.findtext(f"{ATOM}updated")


@pytest.mark.parametrize("database", ["sqlite"])
def test_public_pages_name_it_and_pages_behind_a_link_do_not(office: World) -> None:
    for path in ("/en/find", "/cy/privacy", "/en/sign-in"):
        lang = path[1:3]
        assert 'type="application/atom+xml" title=' in Browser(office).get(path)
        assert f'href="/{lang}/changes.atom"' in Browser(office).get(path)
    assert "changes.atom" not in Browser(office).get("/en/answer/x", 404)


@pytest.mark.parametrize("database", ["sqlite"])
def test_its_rows_are_found_by_their_index(office: World) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(office.engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    feed(office, "/en/changes.atom?before=1900000000000000.1.A1")
    assert len(asked) <= 15
    ((statement, values),) = [one for one in asked if "history.kind IN" in one[0] and "taken_on" in one[0]]
    with office.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any("ix_history_news" in str(row) for row in plan), plan
    assert not any("TEMP B-TREE" in str(row) for row in plan), plan
    assert news.IS_NEWS.text.startswith("history.kind IN")


def test_what_a_source_brought_is_told_as_that(world: World) -> None:
    (known,) = [order for order in making_known("old") if order.kind == "make_known"]
    world.run([known])
    taken = {"state": "assured", "source": "a register", "review_date": "2028-01-01"}
    world.done(Order("take", "take_on", "isp:old", LEAD, taken))
    assert titles(feed(world)) == ["Added to the register, in force: Sharing old"]
    (summary,) = [one.text for one in feed(world).iter(f"{ATOM}summary")]
    assert "Recorded: " in summary
