"""The public register: what anybody sees, finds and counts; what nobody sees; how caches may keep it."""

import datetime as dt

import pytest
from browsing import Browser
from world import BEGIN, LEAD, World, making_known, move, to_assured, to_draft

from ispdesk.commands.shape import Order
from ispdesk.views.public import Filters, register_view
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
    view = world.read(lambda s: register_view(s, Filters(**asked), 1, local_day(world.at)))
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
