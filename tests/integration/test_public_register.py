"""The public register: what anybody sees, finds and counts; what nobody sees; how caches may keep it."""

import csv
import datetime as dt
import importlib
import io
import json
from typing import Any

import pytest
from browsing import Browser
from sqlalchemy import text
from world import ASSURER, BEGIN, COORDINATOR, LEAD, World, flow_of, making_known, move, to_assured, to_draft

from ispdesk import rounds
from ispdesk.commands.shape import Order
from ispdesk.views.public import Filters, known, register_view
from models.database import writing
from models.tables.journal import History
from models.tables.post import Notice
from states.calendar import local_day

AREAS = {"service_areas": ["housing", "carers"], "places": ["W06000020", "W06000021"]}


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Pages are asked on one database; the questions themselves on both, below."""
    return str(request.param)


def register(world: World) -> World:
    """One in force, one overdue, one in development, one only made known, one retired."""
    signed = Order("s1", "state_accord", "organisation:torfaen", "operator", {"status": "signed"})
    age = Order("o1", "enter_organisation", "organisation:age", "operator",
                {"name_en": "Age Example", "name_cy": "Oed Enghraifft", "sector": "voluntary"})  # fmt: skip
    warm = {**AREAS, "title_en": "Warm homes for carers"}
    world.run([signed, age, *making_known("force", **warm)[:1], *to_assured("force")[1:]])
    world.run([*to_assured("late", dt.date(2026, 4, 1)), *to_draft("draft")])
    world.run([*making_known("known"), *to_assured("gone")])
    world.done(move("gone", "retire", LEAD, reason="The service ended"))
    world.at = BEGIN + dt.timedelta(days=65)
    return world


@pytest.fixture
def office(world: World) -> World:
    return register(world)


def found(world: World, **asked: str) -> list[str]:
    view = world.read(lambda s: register_view(s, Filters(**asked), known(s), 1, local_day(world.at)))
    assert view.found == len(view.rows)
    return [row.ref for row in view.rows]


def test_it_shows_what_is_assured_or_in_development_and_says_what_overdue_means(office: World) -> None:
    page = Browser(office).get("/en/register")
    assert "3 ISPs" in page
    for shown in ("/en/register/force", "/en/register/late", "/en/register/draft"):
        assert shown in page
    assert "/en/register/known" not in page
    late = (
        "Assured March 2026. Review due April 2026, not yet completed. This does not by itself mean that sharing must "
        "stop. Ask the lead organisation."
    )
    assert late in page
    assert "Assured March 2026. Review due March 2028." in page
    assert late in Browser(office).get("/en/register/late")
    assert "Nid yw hyn ynddo'i hun yn golygu" in Browser(office).get("/cy/register/late").replace("&#39;", "'")
    assert "It is no longer in force" in Browser(office).get("/en/register/gone")
    Browser(office).get("/en/register/known", 404)
    Browser(office).get("/en/register/nobody", 404)


def test_every_filter_counts_what_its_list_holds(office: World) -> None:
    for asked, refs in (
        ({}, ["draft", "force", "late"]),
        ({"standing": "force"}, ["force", "late"]),
        ({"standing": "overdue"}, ["late"]),
        ({"standing": "overdue", "area": "health"}, ["late"]),
        ({"standing": "overdue", "area": "carers"}, []),
        ({"standing": "developing"}, ["draft"]),
        ({"standing": "ended"}, ["gone"]),
        ({"area": "carers"}, ["force"]),
        ({"area": "carers", "place": "W06000020"}, ["force"]),
        ({"area": "carers", "place": "Torfaen"}, []),
        ({"place": "Torfaen", "standing": "force"}, ["late"]),
        ({"organisation": "torfaen"}, ["draft", "force", "late"]),
        ({"organisation": "borough", "q": "warm"}, ["force"]),
        ({"organisation": "nobody"}, []),
        ({"sector": "voluntary"}, []),
        ({"q": "WARM carers"}, ["force"]),
        ({"q": "warm", "area": "carers", "standing": "force"}, ["force"]),
        ({"q": "gwent"}, ["force", "late"]),
        ({"q": "the"}, []),
        ({"q": "'; DROP"}, []),
        ({"exemplars": "yes"}, []),
    ):
        assert found(office, **asked) == refs, asked
    entries = json.loads(Browser(office).get("/en/register.json?standing=force"))
    assert [one["reference"] for one in entries["entries"]] == ["force", "late"]
    assert (entries["found"], entries["next"], entries["entries"][0]["lead"]) == (2, None, "torfaen")
    rows = list(csv.DictReader(io.StringIO(Browser(office).get("/cy/register.csv").removeprefix("\ufeff"))))
    assert [(row["reference"], row["standing"]) for row in rows] == [
        ("draft", "developing"), ("force", "force"), ("late", "overdue"),
    ]  # fmt: skip
    assert rows[1]["service_areas_en"] == "Housing; Carers"
    for wrong in ("standing=lapsed", "sector=x", "exemplars=no", "page=0"):
        Browser(office).get(f"/en/register?{wrong}", 400)
    Browser(office).get("/en/register?page=2", 404)


def test_what_is_written_for_the_next_version_stays_out_until_it_is_assured(office: World) -> None:
    def partners() -> list[str]:
        return [one["name_en"] for one in json.loads(Browser(office).get("/en/register/force.json"))["partners"]]

    assert partners() == ["Torfaen", "Gwent"]
    assert json.loads(Browser(office).get("/en/register/draft.json"))["partners"] == []
    office.done(move("force", "begin_review", LEAD))
    office.done(move("force", "revise_text", COORDINATOR, reason="Age Example joins"))
    office.done(office.order("add_partner", "force", COORDINATOR, name="Age Example", organisation="age", line=3))
    assert partners() == ["Torfaen", "Gwent"]
    assert found(office, sector="voluntary") == []
    assert "The next version is being developed." in Browser(office).get("/en/register/force")
    office.run([flow_of("force", "2"), move("force", "submit", id_="s2")])
    office.done(Order("d2", "declare", "isp:force", ASSURER))
    office.done(move("force", "claim", ASSURER, id_="c2"))
    office.done(move("force", "assure", ASSURER, id_="a2", review_date="2029-05-06"))
    assert partners() == ["Torfaen", "Gwent", "Age Example"]
    assert found(office, sector="voluntary") == ["force"]
    assert found(office, organisation="oed") == ["force"]


def test_an_isp_is_left_out_for_a_reason_and_looked_at_again_after_a_year(office: World) -> None:
    lead, anybody = Browser(office, LEAD), Browser(office)
    assert "Give the reason." in lead.send("/en/isps/late/listing").text
    sent = lead.send("/en/isps/late/listing", act="leave_out", reason="Its title tells where a refuge is")
    assert sent.status_code == 303
    for path in ("/en/register/late", "/cy/register/late.json"):
        anybody.get(path, 404)
    for path in ("/en/register?standing=force", "/en/changes.atom", "/en/find?q=sharing+late", "/en/register.csv"):
        assert "register/late" not in anybody.get(path), path
    assert "Its title tells where a refuge is" in lead.get("/en/left-out")
    assert "Its title" not in anybody.get("/en/register")
    assert office.refused(office.order("leave_out_of_register", "force", ASSURER, reason="x")) == ("not_yours",)
    Browser(office, COORDINATOR).get("/en/isps/late/listing", 403)

    def told() -> int:
        rounds.open_reviews(office.app, office.at)
        return len(office.rows(Notice, Notice.message == "listing_again"))

    office.at += dt.timedelta(days=364)
    assert told() == 0
    office.at += dt.timedelta(days=2)
    assert (told(), told()) == (1, 1)
    assert "Look at it again" in lead.get("/en/left-out")
    office.at += dt.timedelta(days=28)
    assert told() == 2
    lead.send("/en/isps/late/listing", act="leave_out", reason="The refuge is still there")
    assert (told(), "Look at it again" in lead.get("/en/left-out")) == (2, False)
    assert lead.send("/en/isps/late/listing", act="put_in").status_code == 303
    assert "late" in found(office)
    kinds = [row.kind for row in office.rows(History, History.stream == "isp:late")]
    assert kinds[-1] == "put_into_register"


def test_an_exemplar_is_shown_with_what_others_can_take_from_it(office: World) -> None:
    page = Browser(office, ASSURER)
    assert "Say what others can take" in page.send("/en/isps/force/listing", act="exemplar").text
    sent = page.send("/en/isps/force/listing", act="exemplar", why_cy="Ysgrifennwyd y pwrpas yn glir")
    assert sent.status_code == 303
    assert found(office, exemplars="yes") == ["force"]
    anybody = Browser(office)
    assert "/cy/register/force" in anybody.get("/cy/register/exemplars")
    assert '<span lang="cy">Ysgrifennwyd y pwrpas yn glir</span>' in anybody.get("/en/register/force")
    assert office.refused(office.order("mark_exemplar", "draft", ASSURER, why_en="x")) == ("not_in_force",)
    assert page.send("/en/isps/force/listing", act="exemplar_end").status_code == 303
    assert found(office, exemplars="yes") == []


def test_only_signatories_are_listed_and_not_known_is_never_not_signed(office: World) -> None:
    page = Browser(office).get("/en/register/organisations")
    assert "Torfaen County Borough Council" in page
    assert "Gwent Health Board" not in page
    assert "Of 2 more organisations it is not known whether they have signed." in page
    assert "1 organisation<" in page
    isp = Browser(office).get("/en/register/force")
    assert "not signed" not in isp.lower()
    data = json.loads(Browser(office).get("/cy/register/organisations.json"))
    assert [one["reference"] for one in data["signatories"]] == ["torfaen"]
    assert "Torfaen" in Browser(office).get("/en/register/organisations.csv")
    assert "0 organisations" in Browser(office).get("/en/register/organisations?sector=voluntary")


def test_caches_may_keep_it_and_ask_again_and_nobody_gets_a_cookie(office: World) -> None:
    client = Browser(office).client
    for path in ("/en/register", "/cy/register/force", "/en/register.csv", "/en/register.json", "/en/find?q=warm",
                 "/en/register/organisations", "/cy/register/exemplars", "/en/privacy", "/en/register/force.json",
                 "/en/register/organisations.csv", "/en/changes.atom"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["cache-control"] == "public, max-age=300", path
        assert "set-cookie" not in answer.headers, path
        if path != "/en/changes.atom":
            assert answer.headers["vary"] == "Cookie", path
        again = client.get(path, headers={"If-None-Match": f'W/"x", {answer.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == answer.headers["etag"], path
    before = client.get("/en/register").headers["etag"]
    office.done(office.order("leave_out_of_register", "force", LEAD, reason="x"))
    after = client.get("/en/register", headers={"If-None-Match": before})
    assert (after.status_code, after.headers["etag"] == before) == (200, False)
    mine = Browser(office, COORDINATOR).client.get("/en/register")
    assert (mine.headers["cache-control"], mine.headers["vary"]) == ("no-store", "Cookie")
    assert "Cled" in mine.text
    assert "Cled" not in client.get("/en/register").text


def test_the_front_page_leads_to_it_and_the_two_ways_to_look_lead_to_each_other(office: World) -> None:
    assert Browser(office).client.get("/cy").headers["location"] == "/cy/register"
    assert Browser(office, COORDINATOR).client.get("/en/").headers["location"] == "/en/work"
    assert 'href="/en/find"' in Browser(office).get("/en/register")
    hits = Browser(office).get("/en/find?q=warm")
    assert 'href="/en/register/force"' in hits
    assert 'href="/en/register"' in hits


TABLES = (
    "SELECT ref, isp_id, version_id, standing, overdue_from FROM register_entry ORDER BY 1",
    "SELECT isp_id, line, name, organisation_id, kind, count FROM register_partner ORDER BY 1, 2",
    "SELECT kind, code, ref FROM register_term ORDER BY 1, 2, 3",
    "SELECT {id}, words FROM isp_search_public ORDER BY 1",
)


def kept(world: World) -> list[Any]:
    words = "rowid" if world.engine.dialect.name == "sqlite" else "isp_id"
    with world.engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(text(one.format(id=words)))] for one in TABLES]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_home_that_was_there_before_has_the_register_that_its_commands_would_have_made(world: World) -> None:
    register(world)
    before = kept(world)
    assert [len(rows) for rows in before[:2]] == [4, 6]
    with writing(world.engine) as session:
        for table in ("register_term", "register_entry", "register_partner", "isp_search_public"):
            session.connection().execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
        importlib.import_module("models.migrations.versions.0028_the_public_register").fill(session.connection())
    assert kept(world) == before
    assert found(world, organisation="borough", q="warm") == ["force"]
    assert found(world, standing="overdue", area="health") == ["late"]
