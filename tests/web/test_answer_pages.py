"""The pages behind a partner's link over the record in memory: what is handed on, what is said, what is kept."""

import re
from html import unescape

import fake_answers
import pytest
from fake_services import FakeServices
from starlette.testclient import TestClient

from ispdesk.commands.shape import refuse
from ispdesk.web.answering import LONGEST, MOST_BYTES
from ispdesk.words import Lang, said

PATH = f"/en/answer/{fake_answers.OPEN}"
FORM = {"number": "0", "mark": "m" * 26}


def shown(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])).split())


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        (
            {"answer": "promise", "promise-day": "09", "promise-month": "3", "promise-year": "2026"},
            {"answer": "promise", "until": "2026-03-09"},
        ),
        (
            {"answer": "answered", "answered-day": "3", "answered-month": "03", "answered-year": "2026",
             "answered-whom": "  Ceri ", "ring-telephone": "not of this answer"},
            {"answer": "answered", "day": "2026-03-03", "words": "Ceri"},
        ),
        (
            {"answer": "elsewhere", "elsewhere-role": "Partner", "elsewhere-address": "a@b.example"},
            {"answer": "elsewhere", "words": "Partner", "address": "a@b.example"},
        ),
        (
            {"answer": "elsewhere", "elsewhere-role": "Partner"},
            {"answer": "elsewhere", "words": "Partner", "address": None},
        ),
        ({"answer": "no_part", "no_part-reason": "One\r\ntwo"}, {"answer": "no_part", "words": "One\ntwo"}),
        ({"answer": "no_part"}, {"answer": "no_part", "words": ""}),
        (
            {"answer": "ring", "ring-telephone": "+44 (0)1633 496 012 x4"},
            {"answer": "ring", "telephone": "+44 (0)1633 496 012 x4"},
        ),
        ({"answer": "ring"}, {"answer": "ring", "telephone": ""}),
    ],
)  # fmt: skip
def test_each_answer_is_handed_on_once_with_what_belongs_to_it(
    client: TestClient, services: FakeServices, typed: dict[str, str], payload: dict[str, str]
) -> None:
    answered = client.post(PATH, data=FORM | typed)
    assert (answered.status_code, answered.headers["location"]) == (303, f"{PATH}/recorded")
    assert services.answered == [(fake_answers.OPEN, 0, "m" * 26, payload)]


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_what_the_record_refuses_is_said_and_nothing_typed_is_lost(
    client: TestClient, services: FakeServices, lang: Lang
) -> None:
    services.refusing = refuse("x", "Not like that.", "Nid fel yna.")
    page = client.post(
        f"/{lang}/answer/{fake_answers.OPEN}", data=FORM | {"answer": "ring", "ring-telephone": "01495 1"}
    )
    assert page.status_code == 200
    assert {"en": "Not like that.", "cy": "Nid fel yna."}[lang] in shown(page.text)
    assert 'value="01495 1"' in page.text
    assert 'value="ring" checked' in page.text


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("token", [*fake_answers.ENDED, "nothing-like-it"])
def test_a_link_that_does_not_open_says_what_to_do_and_takes_nothing(
    client: TestClient, services: FakeServices, lang: Lang, token: str
) -> None:
    status = fake_answers.ENDED.get(token, "unknown")
    for page in (
        client.get(f"/{lang}/answer/{token}"),
        client.post(f"/{lang}/answer/{token}", data=FORM | {"answer": "ring"}),
    ):
        assert said(f"answer.{status}.title", lang) in shown(page.text)
        assert "029 2000 0000" in page.text
        assert ("01633 496 0123" in page.text) is (status != "unknown")
        assert "<form" not in page.text
    assert services.answered == []


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_page_offers_five_answers_of_which_none_is_chosen_and_none_is_a_signature(
    client: TestClient, lang: Lang
) -> None:
    page = client.get(f"/{lang}/answer/{fake_answers.OPEN}").text
    assert re.findall(r'type="radio" value="(\w+)"( checked)?', page) == [
        (kind, "") for kind in ("promise", "answered", "elsewhere", "no_part", "ring")
    ]
    assert said("answer.signature", lang) in shown(page)
    assert "<script" not in page
    assert page.count("<form") == 1
    assert "action=" not in page


def test_who_has_promised_twice_is_told_so_where_a_third_day_would_be(client: TestClient) -> None:
    page = shown(client.get(f"/en/answer/{fake_answers.AGAIN}").text)
    assert "You have promised a day twice. If it takes longer, ask to be rung." in page
    assert "By which day?" not in page
    for words in ("we will answer by Tuesday 10 March 2026", "we answered on 9 March 2026: Ceri", "did not pass it on"):
        assert words in page


def test_what_is_not_known_or_not_written_is_said(client: TestClient) -> None:
    page = shown(client.get(f"/en/answer/{fake_answers.BARE}").text)
    for words in ("No day is set", "No flows of information are written yet"):
        assert words in page
    many = client.get(f"/en/answer/{fake_answers.CROWDED}").text
    assert "7 more" in many
    assert "&lt;b&gt;Example&lt;/b&gt; &amp; Daughters" in many


def test_what_was_answered_is_shown_as_it_was_written(client: TestClient) -> None:
    page = client.get(f"/cy/answer/{fake_answers.AGAIN}").text
    assert "rhywun arall sy&#39;n penderfynu: Practice partner" in page
    assert "&amp;#39;" not in page


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_number_is_optional_only_where_one_is_known(client: TestClient, services: FakeServices, lang: Lang) -> None:
    for token, label, status in (
        (fake_answers.OPEN, "answer.ring.telephone.other", 303),
        (fake_answers.BARE, "answer.ring.telephone", 200),
    ):
        path = f"/{lang}/answer/{token}"
        assert f'for="ring-telephone">{said(label, lang)}<' in unescape(client.get(path).text)
        posted = client.post(path, data=FORM | {"answer": "ring"})
        assert posted.status_code == status
    assert 'id="ring-telephone-error"' in posted.text
    assert said("answer.error.telephone.needed", lang) in shown(posted.text)
    assert [token for token, *_ in services.answered] == [fake_answers.OPEN]


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize(
    ("method", "path", "body", "status", "title"),
    [
        ("POST", "1-open", b"answer=no_part&no_part-reason=" + b"x" * MOST_BYTES, 413, "error.413"),
        ("POST", "1-open", b"\xff\xfe=1", 400, "answer.unreadable"),
        ("POST", "1-open/recorded", b"", 405, "error.405"),
        ("PUT", "1-open", b"", 405, "error.405"),
        ("GET", "1-open/elsewhere", b"", 404, "error.404"),
    ],
)
def test_a_mistake_behind_a_link_is_said_in_the_frame_of_a_link(
    client: TestClient, lang: Lang, method: str, path: str, body: bytes, status: int, title: str
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    page = client.request(method, f"/{lang}/answer/{path}", content=body, headers=headers)
    assert page.status_code == status
    assert said(f"{title}.title", lang) in shown(page.text)
    assert "desk-letterhead" in page.text
    assert f'href="/{lang}/isps' not in page.text
    assert "govuk-service-navigation" not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_elsewhere_a_mistake_keeps_the_way_back_into_the_service(client: TestClient) -> None:
    for path in ("/en/isps/answer/x/y", "/en/nowhere/answer"):
        page = client.get(path)
        assert page.status_code == 404
        assert 'href="/en/isps"' in page.text
    bare = client.request("PUT", "/answer/1-open", headers={"Accept-Language": "cy"})
    assert bare.status_code == 405
    assert said("error.405.title", "cy") in shown(bare.text)
    assert 'href="/cy/isps' not in bare.text


def test_nothing_recorded_leads_back_to_the_page(client: TestClient) -> None:
    assert client.get(f"{PATH}/recorded").headers["location"] == PATH
    assert client.get("/en/answer/nothing-like-it/recorded").headers["location"] == "/en/answer/nothing-like-it"


def test_a_form_has_room_for_its_longest_answers() -> None:
    assert sum(LONGEST.values()) * 9 < MOST_BYTES  # a letter may take nine bytes as it is sent
