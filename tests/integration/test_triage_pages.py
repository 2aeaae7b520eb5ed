"""The triage board: its order and reasons, its filters, and what is done with several ISPs at once."""

import datetime as dt
import re
from html import unescape

import pytest
from browsing import Browser
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, move, to_draft, to_queue

from ispdesk.commands.shape import Order
from models.tables.journal import History
from models.tables.post import Notice

pytestmark = pytest.mark.parametrize("database", ["sqlite"])
LATER = dt.datetime(2026, 3, 9, 10, 4, tzinfo=dt.UTC)
ASIDE = {"aside_reason": "An answer is awaited.", "aside_until-day": "20", "aside_until-month": "3"}
UNTIL = {"aside_until-year": "2026"}


@pytest.fixture
def queue(world: World) -> World:
    """A1 to A3 with the team, A4 returned, A5 with a group, A6 in draft."""
    for ref in ("A1", "A2", "A3", "A4", "A5"):
        world.run(to_queue(ref))
    world.run(to_draft("A6"))
    world.done(move("A4", "return_for_amendment", ASSURER, reason="the flows"))
    group = {"name_en": "North Wales QA group", "name_cy": "Grŵp y Gogledd"}
    world.done(Order("g1", "enter_group", "group:north", "operator", group))
    meeting = {"day": "2026-03-24", "capacity": 3, "last_submission": "2026-03-10"}
    world.done(Order("g2", "add_meeting", "group:north", "operator", meeting))
    world.done(world.order("describe", "A5", LEAD, group="north"))
    world.done(move("A5", "refer_to_group", ASSURER))
    world.done(world.order("describe", "A2", LEAD, places=["W06000002"]))
    world.at = LATER
    return world


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def listed(page: str) -> list[str]:
    """The references of the list that is open, in order."""
    return re.findall(r'data-isp="([^"]+)"', page.partition('class="govuk-details desk-fold"')[0])


def row(page: str, ref: str) -> str:
    found = re.search(rf'<tr[^>]*data-isp="{ref}".*?</tr>', page, re.DOTALL)
    assert found, ref
    return text(found[0])


def act(browser: Browser, what: str, *refs: str, path: str = "/en/queue", **typed: object) -> tuple[int, str]:
    answer = browser.send(path, act=what, refs=list(refs), **typed)
    return answer.status_code, text(answer.text)


def test_the_board_opens_on_what_is_with_the_team_and_says_why_in_words(queue: World) -> None:
    queue.done(queue.order("override_score", "A3", LEAD, points=30, reason="a winter scheme", until="2026-03-20"))
    page = Browser(queue, ASSURER).get("/en/queue")
    assert listed(page) == ["A3", "A1", "A2"]
    assert "Overridden until 20 March 2026" in row(page, "A3")
    assert "Overridden by lowri until 2026-03-20: a winter scheme: +30" in row(page, "A3")
    assert "6 of 30 days used: +8" in text(row(page, "A1")).replace("6 of 30 Days", "6 of 30 days")
    score = re.findall(r": ([+-]\d+)", row(page, "A3"))
    assert f"Together: {sum(map(int, score))}" in row(page, "A3")
    for folded in ("With North Wales QA group, which meets on 24 March 2026: 1", "With coordinators: 1", "With us: 3"):
        assert folded in text(page)
    assert 'id="count">5<' in page
    welsh = text(Browser(queue, LEAD).get("/cy/queue"))
    assert "Gyda Grŵp y Gogledd, sy'n cwrdd ar 24 Mawrth 2026: 1" in welsh


def test_others_see_the_list_and_cannot_act(queue: World) -> None:
    for who in (COORDINATOR, SECRETARY):
        page = Browser(queue, who).get("/en/queue")
        assert "data-isp" not in page
        assert "ISPs awaiting assurance, in order" in text(page)
    browser = Browser(queue, COORDINATOR)
    form = browser.client.post("/en/queue", data={"_csrf": csrf(browser), "act": "claim", "refs": "A1"})
    assert form.status_code == 403


def csrf(browser: Browser) -> str:
    found = re.search(r'name="_csrf" value="([^"]+)"', browser.get("/en/new"))
    assert found
    return found[1]


def test_every_filters_count_is_the_length_of_the_list_that_it_leads_to(queue: World) -> None:
    browser = Browser(queue, ASSURER)
    queue.done(move("A1", "claim", ASSURER, independent=True))
    queue.done(queue.order("put_aside", "A2", LEAD, reason="x", until="2026-03-20"))
    followed = {}
    for start in ("/en/queue", "/en/queue?with=group-north", "/en/queue?whose=unclaimed"):
        page = browser.get(start)
        facets = page.partition('class="desk-facets"')[2].partition("</nav>")[0]
        for to, words in re.findall(r'<a class="govuk-link" href="([^"]+)">([^<]+)</a>', facets):
            count = re.search(r"\((\d+)\)$", words)
            assert count, words
            followed[unescape(to)] = int(count[1])
            assert len(listed(browser.get(unescape(to)))) == int(count[1]), (start, to, words)
    assert len(followed) > 8
    assert followed["/en/queue?whose=mine"] == followed["/en/queue?mark=aside"] == 1
    assert followed["/en/queue?place=W06000002"] == 1
    for wrong in ("?with=nobody", "?with=group-x"):
        browser.get(f"/en/queue{wrong}", 404)


def test_several_are_claimed_at_once_and_whoever_was_slower_is_told_who_has_them(queue: World) -> None:
    lead, alys = Browser(queue, LEAD), Browser(queue, ASSURER)
    seen = alys.get("/en/queue")  # both look at the same board
    assert act(lead, "claim", "A1", independent="yes")[0] == 200
    fields = dict(re.findall(r'name="(_csrf|_command|seen-[^"]+)" value="([^"]*)"', seen))
    form = {**fields, "act": "claim", "refs": ["A1", "A2", "A3"], "independent": "yes"}
    answer = alys.client.post("/en/queue", data=form)
    said = text(answer.text)
    assert answer.status_code == 200
    assert "Claimed by you: 2" in said
    assert "Refused: 1" in said
    assert "Lowri claimed it at 10:04." in said
    again = text(alys.client.post("/en/queue", data=form).text)
    assert "Claimed by you: 2" in again, "the same form again acts once"
    claims = [(row.stream, row.actor) for row in queue.rows(History, History.kind == "claim")]
    assert sorted(claims) == [("isp:A1", LEAD), ("isp:A2", ASSURER), ("isp:A3", ASSURER)]
    assert "You" in row(alys.get("/en/queue?whose=mine"), "A2")


def test_a_claim_needs_a_word_of_independence_and_something_ticked(queue: World) -> None:
    browser = Browser(queue, ASSURER)
    for typed, words in (
        ({"act": "claim", "refs": ["A1"]}, "Say that you are independent"),
        ({"act": "claim", "refs": [], "independent": "yes"}, "Tick at least one ISP"),
        ({"act": "", "refs": ["A1"]}, "Press the button that says what to do"),
        ({"act": "aside", "refs": ["A1"], "aside_reason": ""}, "Give the reason"),
        ({"act": "override", "refs": ["A1"], "points": "٣"}, "Give points from 1 to 500"),
        ({"act": "override", "refs": ["A1"], "points": "501"}, "Give points from 1 to 500"),
    ):
        answer = browser.send("/en/queue", **typed)
        assert (answer.status_code, words in text(answer.text)) == (422, True), (typed, text(answer.text)[:400])
        assert ("checked" in row_html(answer.text, "A1")) is bool(typed["refs"]), "what was ticked stays ticked"
    assert queue.rows(History, History.kind == "claim") == []


def row_html(page: str, ref: str) -> str:
    return page.partition(f'data-isp="{ref}"')[2].partition("</tr>")[0]


def test_the_lead_gives_them_to_an_assurer_who_hears_of_it_and_a_conflict_stops_only_its_own(queue: World) -> None:
    gwyn = {"name_en": "Gwyn", "address": "gwyn@desk.test", "language": "cy", "organisation": "gwent"}
    queue.done(Order("o1", "enter_person", "person:gwyn", "operator", gwyn))
    queue.done(Order("o2", "grant_role", "person:gwyn", "operator", {"role": "assurer"}))
    queue.done(queue.order("describe", "A3", LEAD, lead="gwent"))
    status, said = act(Browser(queue, LEAD), "assign", "A1", "A2", "A3", to="gwyn")
    assert (status, "Given to Gwyn: 2" in said, "Refused: 1" in said) == (200, True, True), said
    assert "Ask another assurer" in said
    assert [queue.versions(ref)[0].assurer for ref in ("A1", "A2", "A3")] == ["gwyn", "gwyn", None]
    told = queue.rows(Notice, Notice.message == "isp_assigned")
    assert sorted(row.values["ref"] for row in told) == ["A1", "A2"]
    assert queue.refused(queue.order("assign", "A1", ASSURER, to=ASSURER)) == ("not_yours",)
    assert queue.refused(queue.order("assign", "A1", LEAD, to="gwyn")) == ("has_it",)
    assert queue.refused(queue.order("assign", "A5", LEAD, to=ASSURER)) == ("with_the_group",)
    assert queue.refused(queue.order("assign", "A1", LEAD, to=SECRETARY)) == ("not_of_the_team",)
    queue.done(queue.order("assign", "A1", LEAD, to=LEAD))
    assert queue.versions("A1")[0].assurer == LEAD
    asked = move("A2", "assure", "gwyn", review_date="2028-03-01")
    assert "assurer_independent" in queue.refused(asked), "they say themselves that they are independent"


def test_putting_aside_and_its_end_are_done_for_each_that_is_ticked(queue: World) -> None:
    browser = Browser(queue, ASSURER)
    status, said = act(browser, "aside", "A1", "A6", "none", **ASIDE, **UNTIL)
    assert (status, "Put aside: 1" in said, "Refused: 2" in said) == (200, True, True), said
    assert "A6 is not in the queue." in said
    assert listed(browser.get("/en/queue"))[-1] == "A1"
    assert listed(browser.get("/en/queue?mark=aside")) == ["A1"]
    status, said = act(browser, "aside", "A6", **ASIDE, **UNTIL)
    assert (status, "Nothing was done" in said) == (409, True)
    status, said = act(browser, "end_aside", "A1", path="/en/queue?mark=aside")
    assert (status, "No longer put aside: 1" in said) == (200, True), said


def test_an_override_moves_several_by_points(queue: World) -> None:
    browser = Browser(queue, LEAD)
    typed = {name.replace("aside_", "override_"): value for name, value in {**ASIDE, **UNTIL}.items()}
    status, said = act(browser, "override", "A2", "A3", points="-30", **typed)
    assert (status, "Overridden: 2" in said) == (200, True), said
    assert listed(browser.get("/en/queue"))[0] == "A1"
