"""Targets, coverage and the logic model: set with who decided and when, as versions; what nobody knows is said so."""

import datetime as dt
from typing import Any

import pytest
from browsing import Browser
from running import Run
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, to_assured, to_draft

from ispdesk.commands.shape import Order
from ispdesk.views.coverage import coverage_at, coverage_view
from ispdesk.views.lives import lives
from ispdesk.views.targets import targets_view
from models.queries.spans import of_isp
from models.tables.isp import Isp
from models.tables.journal import History
from models.tables.target import Target
from states.targets import Figure, Measure, Standing

STREAM = "register:targets"
DAY = {"on__day": "2", "on__month": "3", "on__year": "2026"}


@pytest.fixture
def world(sqlite_installed: Any) -> Any:
    """SQLite alone: pages are asked on one database."""
    import databases

    with sqlite_installed() as url, databases.opened(url) as made:
        yield World(made)


def target(number: int, **more: Any) -> Order:
    decided = {"decided_by": "Programme Board", "decided_on": "2026-03-02"}
    return Order(f"t{number}", "set_target", STREAM, LEAD, {"measure": "assured", "year": 2025, **decided, **more})


def test_a_target_is_a_version_with_who_decided_and_when(world: World) -> None:
    world.done(target(1, value=20))
    world.done(target(2, value=30, decided_by="The board's chair", decided_on="2026-03-01", reason="More people"))
    assert world.refused(target(3, value=30)) == ("done",)
    rows = world.rows(Target)
    assert [(row.version, row.value, row.decided_by, str(row.decided_on)) for row in rows] == [
        (1, 20, "Programme Board", "2026-03-02"),
        (2, 30, "The board's chair", "2026-03-01"),
    ]
    assert [row.kind for row in world.rows(History, History.stream == STREAM)] == ["target_set", "target_set"]
    view = world.read(lambda s: targets_view(s, dt.date(2026, 3, 2)))
    line = next(one for one in view.lines if one.measure is Measure.ASSURED)
    assert (line.target, line.now, line.standing) == (30, Figure(0, 0), Standing.BELOW_LINE)
    assert len(line.versions) == 2
    world.done(target(4))
    assert not world.read(lambda s: targets_view(s, dt.date(2026, 3, 2))).any_set


def test_who_may_not_and_what_cannot_be_is_refused(world: World) -> None:
    payload = target(1, value=20).payload
    for who in (ASSURER, COORDINATOR, "operator"):
        assert world.refused(Order(f"no:{who}", "set_target", STREAM, who, payload)) == ("not_yours",)
    assert world.refused(target(2, value=20, decided_on="2026-03-03")) == ("wrong_value",)
    assert world.refused(target(3, value=20, place="nowhere")) == ("wrong_value",)
    assert world.refused(target(4, value=20, year=2023)) == ("past",)
    assert world.refused(target(5, value=501, measure="decision")) == ("wrong_value",)
    stated = {"what": "sector", "code": "police_force", "number": 4, "source": "x", "as_at": "2026-03-01"}
    assert world.refused(Order("d", "state_denominator", STREAM, SECRETARY, stated)) == ("wrong_value",)


def test_the_pages_set_targets_and_denominators_and_show_them(world: World) -> None:
    world.run(to_assured("one"))
    browser = Browser(world, SECRETARY)
    assert "No target is set for this year." in browser.get("/en/targets")
    wrong = browser.send("/en/targets/set", value="x")
    assert wrong.status_code == 422
    assert all(words in wrong.text for words in ("Choose a measure.", "whole number from 1", "Say who decided."))
    sent = browser.send(
        "/en/targets/set", measure="assured", value="2", decided_by="Programme Board", year="2025", **DAY
    )
    assert sent.headers["location"] == "/en/targets?year=2025&done=target_set"
    page = browser.get("/en/targets?year=2025")
    assert "2 by 31 March 2026" in page
    assert "Programme Board, 2 March 2026" in page
    assert '<polyline class="desk-curve__line"' in page
    assert "2 erbyn 31 Mawrth 2026" in browser.get("/cy/targets")
    as_at = {f"as_at__{part}": value for part, value in (("day", "1"), ("month", "3"), ("year", "2026"))}
    assert browser.send("/en/targets/denominator", code="sector:public", number="60", **as_at).status_code == 422
    said = browser.send("/en/targets/denominator", code="sector:public", number="60", source="A count", **as_at)
    assert said.status_code == 303
    assert "A count, 1 March 2026" in browser.get("/en/targets")
    Browser(world, ASSURER).get("/en/targets/set", 403)
    Browser(world, ASSURER).get("/en/targets")
    Browser(world, COORDINATOR).get("/en/targets", 403)
    browser.get("/en/targets?year=12x5", 404)


def test_the_lives_of_all_isps_are_those_of_each(world: World) -> None:
    """Read at once, the spans are what one question for each ISP finds."""
    for number, orders in enumerate((to_assured("one"), to_draft("two"))):
        world.run(orders)
        world.at += dt.timedelta(number + 1)
    known = {one.ref: one for one in world.read(lives).isps}
    for isp in world.rows(Isp):
        alone = world.read(lambda s, isp=isp: of_isp(s, isp.ref, world.versions(isp.ref)))
        assert list(known[isp.ref].life.spans) == alone != []
    assert world.read(lives).figure("assured", dt.date(2026, 3, 2)).exact == 1
    assert world.read(lives).figure("assured", dt.date(2026, 3, 1)).exact == 0
    assert world.read(lives).figure("developing", dt.date(2026, 3, 3)).exact == 1


def test_coverage_counts_what_is_assured_and_names_the_gaps(world: World) -> None:
    world.run(to_assured("one"))
    for number, payload in enumerate(({"places": ["W06000020"]}, {"service_areas": ["health", "carers"]})):
        world.done(Order(f"d{number}", "describe", "isp:one", LEAD, payload))
    view = world.read(coverage_view)
    rows = {row.code: row for row in view.rows}
    assert (view.covered, view.cells) == (2, len(view.rows) * 22)
    assert (sum(rows["health"].cells), sum(rows["carers"].cells), sum(rows["housing"].cells)) == (1, 1, 0)
    assert len(rows["health"].gaps) == 21
    at = world.read(lambda s: coverage_at(s, lives(s), dt.date(2026, 3, 2)))
    assert (at.covered, at.cells) == (view.covered, view.cells)
    assert world.read(lambda s: coverage_at(s, lives(s), dt.date(2026, 3, 1))).covered == 0
    page = Browser(world, LEAD).get("/en/coverage?place=W06000020")
    assert "2 of 396 cells are covered" in page
    assert "every place" in page
    Browser(world, LEAD).get("/en/coverage?place=nowhere", 404)


def test_the_logic_model_says_what_no_figure_can_show(world: World) -> None:
    page = Browser(world, SECRETARY).get("/en/logic-model")
    assert "Not known: nothing here counts it" in page
    assert "Whether any sharing is lawful" in page
    assert "Limited progress" in page
    assert "Model rhesymeg" in Browser(world, LEAD).get("/cy/logic-model")


def test_wales_2012_had_no_targets(demo_home: Any, run: Run) -> None:
    ran = run("targets", "--json", home=demo_home)
    view = ran.value()
    assert {one["standing"] for one in view["lines"]} == {"no_target"}
    now = {one["measure"]: (one["now"]["least"], one["now"]["most"]) for one in view["lines"]}
    assert now == {"signatories": (91, 91), "assured": (10, 10), "trained": (105, 105), "active": (0, 105),
                   "decision": (None, None)}  # fmt: skip
    ceredigion = next(one for one in view["places"] if one["code"] == "W06000008")
    assert [cell["now"]["least"] for cell in ceredigion["cells"]][2] == 9
    words = ("targets", "set", "signatories", "2012", "120", "--as", "board-secretary", "--decided-by", "Y Bwrdd")
    assert run(*words, "--on", "2012-09-30", "--json", home=demo_home).value()["version"] == 1
    assert "120" in run("targets", home=demo_home).out
    cover = run("coverage", "--json", home=demo_home).value()
    assert (cover["covered"], cover["cells"], cover["counted"]) == (3, 396, 8)
    assert run("coverage", "--place", "x", home=demo_home).code == 4
    assert "Knowledge Hub" in run("logic-model", home=demo_home).out
