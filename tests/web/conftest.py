"""What the pages' tests share: the fake record and a client over it; one browser a process."""

from collections.abc import Iterator
from typing import Any

import pytest
from fake_services import TOKEN, FakeServices
from starlette.testclient import TestClient

from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def client(services: FakeServices) -> TestClient:
    return TestClient(build(services), follow_redirects=False, cookies={COOKIE: TOKEN})


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser. One for all files: a second one beside it in the same process is refused by its library."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
