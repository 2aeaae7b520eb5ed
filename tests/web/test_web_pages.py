"""Every page in both languages: what it says, what it counts, what it refuses."""

import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from fake_rows import AWAITING, HAFAN, HOSTILE, ROWS
from fake_services import FakeServices
from starlette.testclient import TestClient

from ispdesk.views.shapes import Measure
from ispdesk.web.filters import measured

PATHS = (
    "isps",
    f"isps/{HAFAN}/record",
    f"isps/{HOSTILE}/record",
    f"isps/{HAFAN}/clocks/qa_first_decision",
    f"isps/{HAFAN}/clocks/amendment",
    f"isps/{HAFAN}/clocks/review",
    "drafts",
    "isps/ISP-0001/record",
    "isps?group=awaiting&place=powys",
    "isps?text=nothing-like-it",
    "isps?page=5",
    "queue?show=measures",
    "operations",
    "inbox",
    "inbox?page=2",
    "inbox/m1",
    "inbox/m2",
    "nowhere",
    "isps?page=zero",
)
LANGS = ("en", "cy")


class Outline(HTMLParser):
    """What a page is made of, as a list of (tag, attributes), and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def outline(client: TestClient, address: str) -> Outline:
    return Outline(client.get(address).text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PATHS)
def test_each_page_has_the_frame_and_nothing_inline(client: TestClient, path: str, lang: str) -> None:
    response = client.get(f"/{lang}/{path}")
    page = Outline(response.text)
    assert response.status_code == {"nowhere": 404, "isps?page=zero": 400}.get(path, 200)
    assert response.headers["Content-Language"] == lang
    assert page.all("html")[0]["lang"] == lang
    assert [len(page.all(tag)) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    assert not page.all("script")
    assert not page.all("style")
    assert not any(name == "style" or name.startswith("on") for _, found in page.tags for name in found)
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in head for head in page.all("th"))
    skip = page.all("a")[0]
    assert skip["href"] == "#main-content"
    assert page.all("main")[0]["id"] == "main-content"
    assert ("Monday 1 October 2012, 09:30" if lang == "en" else "dydd Llun 1 Hydref 2012, 09:30") in page.text
    assert ("reconstructed from a report" if lang == "en" else "Ail-grëwyd y gofrestr") in page.text


@pytest.mark.parametrize("path", [*PATHS, "isps?text=a%26b%22%3E&group="])
def test_the_switch_leads_to_the_same_page_with_the_same_query(client: TestClient, path: str) -> None:
    def switch(address: str) -> str:
        (link,) = [a for a in outline(client, address).all("a") if a.get("rel") == "alternate"]
        return link["href"] or ""

    there = switch(f"/en/{path}")
    assert there == f"/cy/{path}"
    assert switch(there) == f"/en/{path}"


def test_an_address_without_language_offers_the_list_in_the_other(client: TestClient) -> None:
    assert '<a class="govuk-link" href="/cy/isps" hreflang="cy"' in client.get("/nowhere").text


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "en"),
        ("fr", "en"),
        ("cy", "cy"),
        ("cy-GB,en;q=0.8", "cy"),
        ("en-GB,cy;q=0.8", "en"),
        ("en,cy", "cy"),
        ("cy;q=nonsense,en", "en"),
        ("cy;q=0", "en"),
    ],
)
def test_the_front_door_speaks_the_browsers_language(client: TestClient, asked: str, given: str) -> None:
    response = client.get("/", headers={"Accept-Language": asked, "Host": "evil.example"})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{given}/work")
    assert response.headers["Vary"] == "Accept-Language, Cookie"


@pytest.mark.parametrize("address", ["/isps", "/queue", "/inbox", "/operations", f"/isps/{HAFAN}"])
def test_an_address_without_a_language_as_in_a_mail_leads_to_the_page(client: TestClient, address: str) -> None:
    response = client.get(address, headers={"Accept-Language": "cy", "Host": "evil.example"})
    assert (response.status_code, response.headers["Location"]) == (302, f"/cy{address}")


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_alone_leads_to_the_list(client: TestClient, lang: str) -> None:
    assert client.get(f"/{lang}").headers["Location"] == f"/{lang}/work"
    assert client.get(f"/{lang}/").headers["Location"] == f"/{lang}/work"


@pytest.mark.parametrize("query", ["", "?group=awaiting", "?group=assured", "?place=powys", "?text=hafan"])
def test_the_count_above_the_list_is_the_number_of_rows_on_its_pages(client: TestClient, query: str) -> None:
    refs: list[str] = []
    glue = "&" if query else "?"
    pages = [client.get(f"/en/isps{query}{glue}page={number}") for number in range(1, 7)]
    shown = [Outline(page.text) for page in pages if page.status_code == 200]
    for page in shown:
        refs += [str(a["href"]) for a in page.all("a") if str(a["href"]).startswith("/en/isps/")]
    assert len(refs) == len(set(refs)) > 0
    words = f"{len(refs)} of {len(ROWS)} ISPs match" if query else f"{len(ROWS)} ISPs Showing"
    assert all(words in page.text for page in shown)


@pytest.mark.parametrize("lang", LANGS)
def test_the_queue_counts_what_it_lists(client: TestClient, services: FakeServices, lang: str) -> None:
    for rows in (AWAITING, AWAITING[:1], ()):
        services.queue_rows = rows
        page = client.get(f"/{lang}/queue?show=measures").text
        assert f'id="count">{len(rows)}<' in page
        assert sum(str(a["href"]).startswith(f"/{lang}/isps/") for a in Outline(page).all("a")) == len(rows)


def test_the_queue_says_red_in_words_and_how_it_is_reckoned(client: TestClient) -> None:
    english, welsh = outline(client, "/en/queue?show=measures").text, outline(client, "/cy/queue?show=measures").text
    assert "Red: act now" in english
    assert "Coch: gweithredwch nawr" in welsh
    assert "55 to 76 months" in english
    assert "55 i 76 mis" in welsh
    assert "124 to 145 working days" in english
    assert "124 i 145 diwrnod gwaith" in welsh
    assert "Not known: the report gives no date" in english
    assert "Ddim yn hysbys: nid yw'r adroddiad yn rhoi dyddiad" in welsh


def test_the_operators_page_says_what_is_wrong_since_when_and_what_to_do(client: TestClient) -> None:
    english, welsh = outline(client, "/en/operations").text, outline(client, "/cy/operations").text
    for words in (
        "The sweep is late",
        "1 October 2012, 09:30",
        "Sweep.",
        "Sweep of the clocks",
        "due: last 1 October 2012, 09:30; next 28 September 2012, 17:00",
        "never yet; none ahead",
        "the QA group never holds an ISP there",
        "Moves by itself: Give notice",
        "due: nobody would hear of it",
    ):
        assert words in english
    for words in ("Mae'r ysgubo'n hwyr", "Ysgubwch.", "Ysgubo'r clociau", "byth eto; dim o'i flaen", "Na all"):
        assert words in welsh


def test_where_nothing_is_wrong_the_operators_page_says_so(client: TestClient, services: FakeServices) -> None:
    services.unwell = True  # an installation without a policy, rounds or alerts
    text = outline(client, "/en/operations").text
    for words in ("Nothing needs attention.", "No round has run yet.", "No policy has been adopted yet."):
        assert words in text


def test_the_queue_shows_each_groups_own_level(client: TestClient) -> None:
    assert "North Wales QA group" in outline(client, "/en/queue?show=measures").text
    assert "Grŵp y Gogledd" in outline(client, "/cy/queue?show=measures").text


def test_an_isp_shows_what_is_open_what_is_needed_and_what_disagrees(client: TestClient) -> None:
    text = outline(client, f"/en/isps/{HAFAN}/record").text
    for words in (
        "No Welsh title is recorded",
        "Version 1: Assured",
        "Version 2: Draft",
        "ISP coordinator or ISP facilitator",
        "Name at least one flow.",
        "Nothing: it can be made now",
        "at some time from 1 April 2010 to 31 March 2011",
        "31 stated, 29 listed, 30 with the coordinator",
        "Class of organisations, 8 members",
        "Class of organisations, number not stated",
        "where appropriate",
        "31 organisations (Report of 2013, paragraph 3.10)",
        "by 30 September 2012",
        "Caldicott Guardian",
        "12 of 30 working days",
        "Implied, not stated",
        "The report prints no review date.",
    ):
        assert words in text


def test_english_words_on_a_welsh_page_are_marked(client: TestClient) -> None:
    page = client.get(f"/cy/isps/{HAFAN}/record").text
    title = "Hafan Lles Integrated Health and Social Care Service"
    assert f'<h1 class="govuk-heading-l"><span lang="en">{title}</span></h1>' in page
    assert '<q lang="en">February 2010</q>' in page
    assert "Chwefror 2010" in page
    assert '<option value="border" lang="en">' in client.get("/cy/isps").text


def test_markup_in_the_record_stays_text(client: TestClient) -> None:
    for address in ("/en/isps", f"/en/isps/{HOSTILE}/record", "/cy/isps?text=%3Cscript%3E"):
        page = client.get(address).text
        assert "<script" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/isps/..%2f..%2fetc%2fpasswd", 404),
        ("/en/isps/%00", 404),
        ("/en/isps/" + "A" * 5000, 404),
        ("/en/isps/ISP-9999", 404),
        ("/en/isps/'%20OR%201=1", 404),
        ("/en/isps/%E2%80%AE", 404),
        ("/en/inbox/m9", 404),
        ("/en/inbox/m2/html", 404),
        ("/fr/isps", 404),
        ("/EN/isps", 404),
        ("/en//isps", 404),
        ("/en/isps/", 404),
        ("/docs", 404),
        ("/openapi.json", 404),
        ("/static/../app.py", 404),
        ("/static/SHA256SUMS", 404),
        ("/en/isps?page=6", 404),
        ("/en/isps?page=0", 400),
        ("/en/isps?page=-1", 400),
        ("/en/isps?page=1e3", 400),
        ("/en/isps?page=%D9%A1", 400),
        ("/en/isps?page=99999999999999999999", 400),
        ("/en/isps?page=1&page=2", 400),
        ("/en/isps?group=all-of-them", 400),
        ("/en/isps?place=..%2f", 400),
        ("/en/isps?text=a%00b", 400),
        ("/en/isps?text=%ff", 400),
        ("/en/isps?text=%0d%0aSet-Cookie:x", 400),
        ("/en/isps?text=" + "a" * 101, 400),
        ("/en/isps?other=" + "a" * 2001, 400),
        ("/en/isps?utm_source=mail", 200),
        ("/en/isps?place=atlantis", 200),
    ],
)
def test_hostile_addresses_get_a_clean_answer(client: TestClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("text/html")
    assert "Traceback" not in response.text


def test_the_html_of_a_mail_stands_alone_in_a_sandbox(client: TestClient) -> None:
    response = client.get("/cy/inbox/m1/html")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "allow" not in policy
    assert "Annwyl bawb" in response.text
    assert "/cy/inbox/m1/html" in client.get("/cy/inbox/m1").text


def test_without_an_inbox_its_page_does_not_exist(client: TestClient, services: FakeServices) -> None:
    services.mails = 0
    assert client.get("/en/inbox").status_code == 404


def test_health_is_plain_and_says_when_something_is_wrong(client: TestClient, services: FakeServices) -> None:
    assert client.get("/health").json() == {
        "ok": True,
        "checks": {"database": {"ok": True, "detail": "answers"}},
    }
    services.unwell = True
    assert client.get("/health").status_code == 503


def test_the_pages_never_import_prefect() -> None:
    code = "import sys, ispdesk.web.app; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("kind", "least", "most", "english", "welsh"),
    [
        ("count", 1, 1, "1 ISP", "1 ISP"),
        ("count", 2, 2, "2 ISPs", "2 ISP"),
        ("clearance", 1, 1, "1 month", "1 mis"),
        ("clearance", 1, 2, "1 to 2 months", "1 i 2 fis"),
        ("clearance", 3, 6, "3 to 6 months", "3 i 6 mis"),
        ("over_budget", 1, 1, "1%", "1%"),
    ],
)
def test_a_measure_reads_right_for_one_for_two_and_for_many(
    kind: Any, least: int, most: int, english: str, welsh: str
) -> None:
    measure = Measure(kind=kind, least=least, most=most)
    assert (str(measured(measure, "en")), str(measured(measure, "cy"))) == (english, welsh)


def test_a_private_calendar_is_kept_by_nobody_else_and_found_by_nobody_else(client: TestClient) -> None:
    answer = client.get("/calendar/p-1-1-open.ics")
    assert (answer.status_code, answer.content) == (200, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/calendar/p-1-1-open.ics", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/calendar/p-1-1-open.ics", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/calendar/p-1-1-shut.ics", headers={"If-None-Match": "*"}).status_code == 404
    for address in ("/calendar/p-1-1-shut.ics", "/calendar/p-1-1-open", "/calendar/", "/calendar/a/b.ics"):
        assert client.get(address).status_code == 404
    assert client.post("/calendar/p-1-1-open.ics").status_code == 405
