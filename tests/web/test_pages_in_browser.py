"""Every page in a real browser: no violation of the policy, no sideways scroll, nothing axe objects to."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fake_answers
import pytest
from deep import deep
from fake_rows import HAFAN, HOSTILE
from fake_services import TOKEN, FakeServices

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe.min.js")
PORT = 8917
HOME = f"http://127.0.0.1:{PORT}"
PATHS = (
    "isps",
    "isps?group=awaiting&text=isp",
    "isps?text=nothing-like-it",
    "isps?page=3",
    f"isps/{HAFAN}/record",
    f"isps/{HOSTILE}/record",
    f"isps/{HAFAN}/clocks/qa_first_decision",
    f"isps/{HAFAN}/clocks/amendment",
    f"isps/{HAFAN}/clocks/review",
    "drafts",
    "queue",
    "operations",
    "inbox",
    "inbox/m1",
    "inbox/m2",
    "nowhere",
    *(f"answer/{path}" for path in fake_answers.PATHS),
)
ALL = [(lang, width) for lang in ("en", "cy") for width in (320, 768, 1280)]
FITS = deep([("en", 320), ("cy", 320), ("cy", 768), ("en", 1280)], ALL)
"""Both languages where it is narrow; each width in one."""
AXE_AT = deep([("en", 320), ("cy", 1280)], ALL)
AXE_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
"""All that it found fine would take as long to come back as finding it."""
CLOSED = [f"/{path}" for path, status in fake_answers.ENDED.items() if status != "closed"] + ["/nothing-like-it"]


@pytest.fixture(scope="module")
def served() -> Iterator[None]:
    import uvicorn

    from ispdesk.web.app import build
    from ispdesk.web.hall import COOKIE

    app = build(FakeServices())

    async def as_the_team(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":  # every browser of these tests is one that signed in
            scope = {**scope, "headers": [*scope["headers"], (b"cookie", f"{COOKIE}={TOKEN}".encode())]}
        await app(scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(as_the_team, port=PORT, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium(chromium: object, served: None) -> object:
    """The browser, once there is something to look at."""
    return chromium


@pytest.mark.parametrize(("lang", "width"), FITS)
def test_pages_fit_and_keep_the_policy(chromium, lang: str, width: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = chromium.new_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for path in PATHS:
        page.goto(f"{HOME}/{lang}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("document.fonts.size") == 0
    page.close()
    gone = ("/nowhere", *CLOSED)
    assert [c for c in complaints if not any(path in c for path in gone)] == []
    assert all("404" in c or "410" in c for c in complaints)


@pytest.mark.parametrize(("lang", "width"), AXE_AT)
def test_axe_finds_nothing(chromium, lang: str, width: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    # axe is put into the page as a script, which our policy forbids; only this test may look past it.
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    for path in PATHS:
        page.goto(f"{HOME}/{lang}/{path}")
        page.add_script_tag(path=AXE)
        found = page.evaluate(AXE_RUN)
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == [], path
    context.close()


def test_the_pages_work_without_javascript_and_by_keyboard(chromium) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{HOME}/en/isps")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main-content")  # a busy machine takes a moment
    page.select_option("#group", "awaiting")
    page.select_option("#place", "powys")
    page.click("button")
    assert "1 of 110 ISPs match" in page.inner_text("#count")
    page.click("a[hreflang=cy]")
    assert page.url == f"{HOME}/cy/isps?group=awaiting&place=powys&text="
    assert page.input_value("#group") == "awaiting"
    found = page.get_attribute("tbody a", "href")
    page.goto(f"{HOME}{found}/record")  # its first page needs a record: tests/web/journeys
    assert page.inner_text("h1") == "Amddiffyn Oedolion Agored i Niwed: Powys"
    context.close()


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_axe_finds_nothing_on_a_form_with_errors(chromium, lang: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    context = chromium.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    for answer in ("promise", "answered", "elsewhere", "no_part", "ring"):
        page.goto(f"{HOME}/{lang}/answer/{fake_answers.OPEN}")
        page.check(f"input[value={answer}]")
        if answer == "ring":
            page.fill("#ring-telephone", "tomorrow")
        if answer == "no_part":
            page.fill("#no_part-reason", "x" * 1001)
        page.click("button[type=submit]")
        assert page.is_visible(".govuk-error-summary")
        page.add_script_tag(path=AXE)
        found = page.evaluate(AXE_RUN)
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == [], answer
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.click(".govuk-error-summary a")
        assert page.evaluate("document.activeElement.id") == page.url.rpartition("#")[2]
    context.close()


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_what_is_asked_and_what_is_shared_stand_on_one_screen_of_a_small_telephone(chromium, lang: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{HOME}/{lang}/answer/{fake_answers.OPEN}")
    for part in ("h1", ".desk-ask", "legend"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 640, part
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 640
    page.close()


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("kind", ["promise", "answered"])
def test_day_month_and_year_stand_on_one_line_of_a_small_telephone(chromium, lang: str, kind: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{HOME}/{lang}/answer/{fake_answers.OPEN}")
    page.check(f"input[value={kind}]")
    for wrong in (False, True):
        if wrong:
            page.click("button[type=submit]")
        assert page.is_visible(f"#{kind}-year")
        tops = {page.locator(f"#{kind}-{part}").bounding_box()["y"] for part in ("day", "month", "year")}
        assert len(tops) == 1, "wrong" if wrong else "as it opens"
    page.close()


def test_an_answer_asks_for_no_more_than_it_needs_and_works_by_keyboard_without_javascript(chromium) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{HOME}/en/answer/{fake_answers.OPEN}")
    assert not page.is_visible("#ring-telephone")
    page.focus("input[value=promise]")
    page.keyboard.press("Space")
    assert page.is_visible("#promise-day")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    assert page.is_visible("#ring-telephone")
    assert not page.is_visible("#promise-day")
    page.keyboard.press("Tab")
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    assert page.inner_text(".govuk-error-summary a") == "Give a telephone number in figures, such as 029 2018 0123"
    assert page.input_value("#ring-telephone") == "one"
    context.close()


def test_the_html_of_a_mail_runs_nothing_and_fetches_nothing(chromium) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = chromium.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{HOME}/en/inbox/m1/html")
    page.wait_for_timeout(200)
    assert dialogs == []
    assert asked == [f"{HOME}/en/inbox/m1/html"]
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(255, 0, 0)"
    page.close()
