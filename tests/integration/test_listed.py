"""The list answers in the database as the rules say for each ISP alone: the same groups, places and words."""

from itertools import product

import pytest
from product_home import REFS, engine_of, furnish, settle
from sqlmodel import Session, select
from world import World, making_known, move, to_assured, to_queue

from ispdesk.commands.shape import Order
from ispdesk.views.listing import group_of, isp_list
from ispdesk.views.shapes import IspFilters
from models.database import reading
from models.queries import isps, listed
from models.tables.isp import Isp
from states.folding import plain
from states.lifecycle import State

GROUPS = (None, *listed.STATES)


def expected(session: Session, filters: IspFilters) -> list[str]:
    """The same by looking at every ISP."""
    found = []
    for isp in session.exec(select(Isp).order_by(Isp.ref)):  # type: ignore[arg-type]
        versions = isps.versions(session, isp.id or 0)[::-1]
        live = [version for version in versions if version.place != "past"] or versions[:1]
        groups = {group_of(isp, version) for version in live} or {group_of(isp, None)}
        words = plain(f"{isp.ref} {isp.title_en} {isp.title_cy} {isp.purpose}")
        if (
            (filters.group is None or filters.group in groups)
            and (filters.place is None or filters.place in isp.places)
            and (not filters.text or (isp.counted_as is None and plain(filters.text) in words))
        ):
            found.append(isp.ref)
    return found


def test_every_state_is_in_one_group() -> None:
    assert sorted(state for states in listed.STATES.values() for state in states) == sorted(State)


@pytest.fixture
def full(world: World) -> World:
    world.run(to_assured("a_1"))
    world.done(world.order("move", "a_1", "cled", trigger="begin_review"))
    world.run(to_queue("b-2"))
    world.run(making_known("c-3", title_en="Siarad a Môn", places=["W06000001"]))
    world.run(making_known("d-4", purpose="50% of it, under_score and a \\ slash"))
    world.done(move("d-4", "take_up"))
    for n, counted in enumerate(("assured", "awaiting", "made-known")):
        payload = {"title_en": "Counted", "counted_as": counted, "source": "a test"}
        world.done(Order(f"counted{n}", "make_known", f"isp:x-{n}", "import", payload))
    return world


@pytest.mark.parametrize("text", [None, "mon", "SHARING", "50%", "under_", "\\ s", "a_1", "nothing", "\u0301"])
def test_the_list_is_what_each_isp_alone_would_say(full: World, text: str | None) -> None:
    with reading(full.engine) as session:
        for group, place in product(GROUPS, (None, "W06000001", "Torfaen", "W0600")):
            filters = IspFilters(group, place, text)  # type: ignore[arg-type]
            view = isp_list(session, filters, 1)
            assert [row.ref for row in view.rows] == expected(session, filters), filters
            assert view.found == len(view.rows)
            assert view.everything == 7


def test_an_isp_of_each_state_is_listed_where_the_rules_put_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("listed") / "home.db"
    furnish(path)
    settle(path, bare=True)
    engine = engine_of(path)
    with reading(engine) as session:
        seen = []
        for group in listed.STATES:
            filters = IspFilters(group)  # type: ignore[arg-type]
            found = [row.ref for row in isp_list(session, filters, 1).rows]
            assert found == expected(session, filters), group
            seen += found
        assert sorted(seen) == sorted(REFS.values())
    engine.dispose()
