"""Search finds by title, purpose, partner, flow, place and service, and shows nobody what is not theirs."""

import pytest
from browsing import Browser
from sqlalchemy import text
from world import COORDINATOR, LEAD, SECRETARY, World, making_known, move, to_assured, to_draft

from ispdesk.commands import COMMANDS, indexing
from ispdesk.views.search import SearchView, search_view, situation_view
from models.queries import search
from states.lifecycle import Role
from states.searching import words_of


@pytest.fixture
def office(world: World) -> World:
    world.run(to_draft("a"))
    world.run(to_assured("b"))
    world.run(
        making_known(
            "c", title_en="Early help for families", title_cy="Cymorth cynnar i blant Ynys Môn", places=["W06000001"]
        )
    )
    return world


def found(world: World, asked: str, who: str = COORDINATOR, roles: frozenset[Role] = frozenset()) -> list[str]:
    view: SearchView = world.read(lambda session: search_view(session, asked, who, roles, 1, world.at))
    return sorted(hit.ref for hit in view.hits) if not view.looser else []


@pytest.mark.parametrize(
    ("asked", "refs"),
    [
        ("early help", ["c"]),
        ("EARLY", ["a", "b", "c"]),
        ("mon", ["c"]),
        ("Môn", ["c"]),
        ("plant", ["c"]),
        ("phlant", ["c"]),
        ("Anglesey", ["c"]),
        ("gwent", ["a", "b", "c"]),
        ("support families", ["a", "b", "c"]),
        ("nothing-of-the-kind", []),
        ("'; DROP TABLE isp; --", []),
    ],
)
def test_it_finds(office: World, asked: str, refs: list[str]) -> None:
    assert found(office, asked) == refs


def test_flows_are_found_by_those_inside_and_by_the_team_only(office: World) -> None:
    assert found(office, "names") == ["a", "b"]
    assert found(office, "names", LEAD, frozenset({Role.TEAM_LEAD})) == ["a", "b"]
    assert found(office, "names", SECRETARY) == []
    assert office.read(lambda s: situation_view(s, "names", None)).hits == ()


def test_it_follows_every_change(office: World) -> None:
    office.run([office.order("describe", "c", COORDINATOR, title_en="Winter warmth")])
    assert (found(office, "early help"), found(office, "winter")) == ([], ["c"])
    office.run([office.order("remove_partner", "c", COORDINATOR, line=2, reason="left")])
    assert found(office, "gwent") == ["a", "b"]


def test_flows_that_came_from_a_spreadsheet_are_found_and_those_taken_out_are_not(office: World) -> None:
    office.run([office.order("write_flows", "c", COORDINATOR, rows=[{"number": 9, "information": "kestrels"}])])
    assert found(office, "kestrels") == ["c"]
    office.run([office.order("remove_flow", "c", COORDINATOR, number=9)])
    assert found(office, "kestrels") == []


def test_every_command_that_changes_its_words_is_one_there_is() -> None:
    assert set(COMMANDS) >= indexing.CHANGES


def test_a_home_that_was_there_before_is_searched_as_well(office: World) -> None:
    rows = "SELECT isp_id, open, inner_words FROM isp_search ORDER BY 1"
    if office.engine.dialect.name == "sqlite":
        rows = "SELECT rowid, open, inner_words FROM isp_search ORDER BY 1"
    assert len(office.read(lambda s: list(s.connection().execute(text(rows))))) == 3
    assert office.read(lambda s: search.find(s, words_of("early"), "all", inner=True)) != []


def test_a_practitioner_reads_first_what_to_do_at_risk_and_never_that_it_is_not_allowed(office: World) -> None:
    anybody = Browser(office)
    for lang, risk, none in (
        ("en", "If life or safety is at risk, share now", "does not mean that sharing is not allowed"),
        ("cy", "Os oes perygl i fywyd neu ddiogelwch", "na chaniateir rhannu"),
    ):
        page = anybody.get(f"/{lang}/find?q=dragons")
        assert risk in page
        assert none in page
        assert page.index(risk) < page.index(none)


def test_what_is_in_place_comes_first_and_what_never_was_one_is_left_out(office: World) -> None:
    view = office.read(lambda s: situation_view(s, "sharing", None))
    assert [(hit.ref, hit.in_force) for hit in view.hits] == [("b", True), ("a", False)]
    office.run([move("a", "withdraw", reason="Nobody wants it")])
    assert "a" not in {hit.ref for hit in office.read(lambda s: situation_view(s, "sharing", None)).hits}
    assert [hit.ref for hit in office.read(lambda s: situation_view(s, "sharing", "W06000001")).hits] == []


def test_the_search_page_says_what_it_found(office: World) -> None:
    page = Browser(office, SECRETARY).get("/cy/search?q=blant")
    assert "Cafwyd hyd i 1 ISP" in page
    assert "/cy/isps/c" in page
