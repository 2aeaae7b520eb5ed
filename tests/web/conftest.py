"""What the pages' tests share: the fake record and a client over it."""

import pytest
from fake_services import FakeServices
from starlette.testclient import TestClient

from ispdesk.web.app import build


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def client(services: FakeServices) -> TestClient:
    return TestClient(build(services), follow_redirects=False)
