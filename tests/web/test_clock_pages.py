"""The pages of time: whose the days were, what was awaited, the receipt of each clock, the drafted escalations."""

import re

import pytest
from fake_clocks import GWENT
from fake_rows import HAFAN
from fake_services import FakeServices
from starlette.testclient import TestClient

from ispdesk.words import WORDS
from states.lifecycle import Party
from states.policy import Anchor


def test_an_isp_page_shows_whose_its_days_were_and_that_only_one_table_adds_up(client: TestClient) -> None:
    page = client.get(f"/en/isps/{HAFAN}/record").text
    table = page[page.index('id="time"') : page.index('id="contradictions"')]
    numbers = [int(n) for n in re.findall(r"</span>(?:<strong>)?(\d+)(?:</strong>)?</td>", table)]
    assert numbers[:6] == [61, 12, 30, 0, 7, 110]
    assert sum(numbers[:5]) == numbers[5]
    assert "so these add up" in table
    assert "do not add up" in table
    assert GWENT in table
    assert "promised for 5 October 2012" in table


def test_each_clock_of_an_isp_leads_to_its_receipt(client: TestClient) -> None:
    page = client.get(f"/cy/isps/{HAFAN}/record").text
    links = re.findall(rf'href="(/cy/isps/{HAFAN}/clocks/\w+)"', page)
    assert links == [f"/cy/isps/{HAFAN}/clocks/{kind}" for kind in ("workshop_phase", "partner_reply", "review")]
    assert "Dyddiad: ni chyfrifir diwrnodau" in page


def test_a_receipt_shows_every_receipt_of_its_kind_with_the_days_folded_away(client: TestClient) -> None:
    page = client.get(f"/en/isps/{HAFAN}/clocks/qa_first_decision").text
    assert page.count("<details") == 2
    assert " open" not in re.findall(r"<details[^>]*>", page)[0]
    assert "<script" not in page
    assert page.index("Not counted") < page.index("<details")
    assert "<details" not in client.get(f"/en/isps/{HAFAN}/clocks/review").text  # a date counts no days


@pytest.mark.parametrize(
    "address",
    [f"isps/{HAFAN}/clocks/nothing", f"isps/{HAFAN}/clocks/..%2f", f"isps/{HAFAN}/clocks/A B", "isps/X/clocks/review"],
)
def test_a_clock_that_is_not_there_is_a_page_that_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


def test_the_list_of_drafts_says_that_none_leaves_by_itself_and_is_only_a_list(
    client: TestClient, services: FakeServices
) -> None:
    page = client.get("/en/drafts").text
    assert "None is ever sent by itself" in page
    assert "the team too from 8 October 2012" in page
    assert "<form" not in page
    assert client.get("/drafts", headers={"Accept-Language": "cy"}).headers["location"] == "/cy/drafts"
    services.drafted = False
    assert "Nid oes yr un yn aros." in client.get("/cy/drafts").text


def test_every_party_and_anchor_of_a_receipt_has_its_words() -> None:
    assert {f"receipt.with.{party.value}" for party in Party} <= set(WORDS)
    assert {key for key in WORDS if key.startswith("anchor.")} == {f"anchor.{anchor.value}" for anchor in Anchor}
