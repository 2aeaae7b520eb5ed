"""What the pages' tests share: the fake record and a client over it."""

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
