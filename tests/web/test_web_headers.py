"""Every answer, whatever it is, carries the headers; what breaks becomes a page."""

import asyncio
import hashlib
from pathlib import Path

import pytest
from fake_services import FakeServices
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ispdesk.web import assets
from ispdesk.web.app import build
from ispdesk.web.headers import FIXED, FOR_EVER, PAGE_CSP, Headers

STYLE = assets.named(assets.load(), "ispdesk", ".css")
ANSWERS = ("/", "/en/isps", "/cy/operations", "/nowhere", "/en/isps?page=0", "/health", STYLE, "/static/none.css")


def check(response: Response, caching: str) -> None:
    for name, value in FIXED.items():
        assert response.headers[name] == value
    assert response.headers["Content-Security-Policy"] == PAGE_CSP
    assert response.headers["Cache-Control"] == caching
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", ANSWERS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_is_hardened(client: TestClient, address: str, method: str) -> None:
    check(client.request(method, address), FOR_EVER if address == STYLE else "no-store")


@pytest.mark.parametrize("address", [a for a in ANSWERS if a != "/nowhere"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(client: TestClient, address: str, method: str) -> None:
    response = client.request(method, address)
    check(response, "no-store")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(("lang", "words"), [("en", "Sorry, there is a problem"), ("cy", "ddrwg gennym")])
def test_a_fault_becomes_a_page_with_a_number_and_no_detail(
    client: TestClient, services: FakeServices, caplog: pytest.LogCaptureFixture, lang: str, words: str
) -> None:
    services.broken = True
    response = client.get(f"/{lang}/isps")
    check(response, "no-store")
    assert response.status_code == 500
    assert words in response.text
    assert "database is away" not in response.text
    incident = next(r for r in caplog.records if r.message.startswith("incident")).message.split()[1].strip(":")
    assert incident in response.text


@pytest.mark.parametrize(("address", "status"), [("/en/nowhere", 404), ("/cy/isps?page=0", 400)])
def test_an_error_page_needs_no_record(client: TestClient, services: FakeServices, address: str, status: int) -> None:
    services.broken = True
    response = client.get(address)
    check(response, "no-store")
    assert response.status_code == status
    assert "<h1" in response.text


def test_even_without_templates_there_is_an_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ispdesk.web.frame.Frame._render", lambda *_, **__: 1 / 0)
    response = client.get("/en/isps")
    check(response, "no-store")
    assert response.status_code == 500
    assert "Sorry, there is a problem" in response.text


def test_a_page_cannot_loosen_its_own_policy() -> None:
    async def loose(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            "Content-Security-Policy": "default-src *",
            "Cache-Control": "public",
            "X-Frame-Options": "ALLOW",
        }
        await PlainTextResponse("x", headers=headers)(scope, receive, send)

    async def broken(_request: Request, _incident: str) -> Response:
        return PlainTextResponse("broken", 500)

    check(TestClient(Headers(loose, broken)).get("/"), "no-store")


def test_a_fault_in_the_middle_of_an_answer_cuts_it() -> None:
    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise OSError("gone")

    async def broken(_request: Request, _incident: str) -> Response:
        return PlainTextResponse("broken", 500)

    sent: list[object] = []

    async def run() -> None:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": []}

        async def send(message: object) -> None:
            sent.append(message)

        await Headers(half, broken)(scope, lambda: None, send)  # type: ignore[arg-type]

    with pytest.raises(OSError, match="gone"):
        asyncio.run(run())
    assert len(sent) == 1


def test_https_is_remembered_by_browsers(services: FakeServices) -> None:
    secure = TestClient(build(services), base_url="https://desk.example")
    assert "max-age=63072000" in secure.get("/en/queue").headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in TestClient(build(services)).get("/en/queue").headers


def test_static_files_are_what_their_names_and_sums_say(client: TestClient, tmp_path: Path) -> None:
    sums = (assets.FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    named = {line.split()[1]: line.split()[0] for line in sums}
    assert set(named) == {p.name for p in assets.FOLDER.iterdir()} - {"SHA256SUMS"}
    for name, digest in named.items():
        assert hashlib.sha256((assets.FOLDER / name).read_bytes()).hexdigest() == digest
        if not name.endswith(".txt"):
            assert digest[:12] in name
            response = client.get(f"/static/{name}")
            assert hashlib.sha256(response.content).hexdigest() == digest
            again = client.get(f"/static/{name}", headers={"If-None-Match": response.headers["ETag"]})
            assert again.status_code == 304
            check(again, FOR_EVER)
    (tmp_path / "SHA256SUMS").write_text("0" * 64 + "  a.css\n")
    (tmp_path / "a.css").write_text("a")
    with pytest.raises(ValueError, match=r"tools/build_frontend\.sh"):
        assets.load(tmp_path)


def test_the_style_sheet_names_no_font_image_or_mark_of_the_crown(client: TestClient) -> None:
    style = client.get(STYLE, headers={"Accept-Encoding": "identity"}).text
    assert "Content-Encoding" not in client.get(STYLE, headers={"Accept-Encoding": "identity"}).headers
    assert not [word for word in ("url(", "GDS Transport", "crown", "crest", "@import") if word in style]
