"""My work: what waits for somebody, what they wait for, by when; counts that equal their lists."""

import datetime as dt
import re

import pytest
from browsing import Browser
from world import (
    ASSURER,
    COORDINATOR,
    FACILITATOR,
    SECRETARY,
    World,
    making_known,
    move,
    to_assured,
    to_draft,
    to_queue,
)

from ispdesk.commands.shape import Order
from ispdesk.views.my_work import SHOWS, WorkView, work_view


def work(world: World, who: str, show: str = "all") -> WorkView:
    return world.read(lambda session: work_view(session, who, show, world.at))  # type: ignore[no-any-return, arg-type]


def whats(items: object) -> list[tuple[str, str]]:
    return [(item.ref, item.what.en) for item in items]  # type: ignore[attr-defined]


@pytest.fixture
def office(world: World) -> World:
    world.run(making_known("a-known"))
    world.run(to_draft("b-draft"))
    world.run(to_queue("c-queue"))
    world.run(to_assured("d-assured"))
    return world


def test_what_is_with_the_coordinator_is_theirs_and_what_is_with_the_team_they_wait_for(office: World) -> None:
    view = work(office, COORDINATOR)
    assert whats(view.mine) == [("a-known", "Take it up"), ("b-draft", "Write it, have it signed, submit it")]
    assert whats(view.theirs) == [("c-queue", "Wait for assurance")]
    assert [item.who.en for item in view.theirs] == ["the WASPI team"]


def test_the_facilitator_works_for_the_coordinator_and_others_see_nothing(office: World) -> None:
    assert whats(work(office, FACILITATOR).mine) == whats(work(office, COORDINATOR).mine)
    other = work(office, SECRETARY)
    assert (other.mine, other.theirs, other.isps) == ((), (), 0)


def test_what_an_assurer_has_claimed_is_theirs(office: World) -> None:
    assert work(office, ASSURER).mine == ()
    office.done(office.order("declare", "c-queue", ASSURER))
    office.done(move("c-queue", "claim", ASSURER))
    assert whats(work(office, ASSURER).mine) == [("c-queue", "Decide on its assurance")]
    assert whats(work(office, COORDINATOR).theirs) == [("c-queue", "Decide on its assurance")]


def test_a_task_is_its_askers_wait_and_its_answerers_work(office: World) -> None:
    office.run(
        [
            Order("ask", "ask", "isp:b-draft", COORDINATOR, {"kind": "comment", "person": SECRETARY, "waits": True}),
        ]
    )
    assert ("b-draft", "a comment") in whats(work(office, COORDINATOR).theirs)
    assert ("b-draft", "Write it, have it signed, submit it") not in whats(work(office, COORDINATOR).mine)
    assert whats(work(office, SECRETARY).mine) == [("b-draft", "a comment")]


def test_how_long_and_by_when_follow_the_clocks(office: World) -> None:
    office.at = dt.datetime(2026, 3, 5, 12, 0, tzinfo=dt.UTC)
    item = next(item for item in work(office, COORDINATOR).theirs if item.ref == "c-queue")
    assert (item.waited.least, item.waited.most) == (3, 3)
    assert item.due is not None
    assert item.clock == "qa_triage"
    assert not item.late
    office.at = item.due
    assert next(i for i in work(office, COORDINATOR).theirs if i.ref == "c-queue").late


@pytest.mark.parametrize("show", SHOWS)
def test_every_count_is_the_length_of_its_list(office: World, show: str) -> None:
    office.at = dt.datetime(2026, 4, 20, 12, 0, tzinfo=dt.UTC)
    everything, view = work(office, COORDINATOR), work(office, COORDINATOR, show)
    assert everything.counts == view.counts
    assert (view.counts["mine"][show], view.counts["theirs"][show]) == (len(view.mine), len(view.theirs))  # type: ignore[index]
    late = {item.ref for item in everything.theirs if item.late}
    assert "c-queue" in late
    assert {item.ref for item in work(office, COORDINATOR, "late").theirs} == late


@pytest.mark.parametrize(("lang", "title"), [("en", "My work"), ("cy", "Fy ngwaith")])
def test_the_page_says_it_and_its_filters_are_links(office: World, lang: str, title: str) -> None:
    page = Browser(office, COORDINATOR).get(f"/{lang}/work?show=late")
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in page
    assert f'href="/{lang}/work"' in page
    assert re.search(r'aria-current="true">[^<]+\(0\)', page)


def test_whoever_has_no_part_is_told_so(office: World) -> None:
    assert "You have no part in an ISP yet" in Browser(office, SECRETARY).get("/en/work")
