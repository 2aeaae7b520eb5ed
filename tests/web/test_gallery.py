"""The gallery: every message in Welsh, in English and in both, its HTML in a frame that only we may have."""

import re
from dataclasses import replace

import pytest
from fake_services import VIEWER, FakeServices
from starlette.testclient import TestClient

from ispdesk.web.gallery import IN
from ispdesk.web.headers import MAIL_CSP, PAGE_CSP
from notifications.messages import MESSAGES
from notifications.samples import sample
from states.lifecycle import Role


def test_the_list_has_every_message_and_where_its_welsh_stands(client: TestClient) -> None:
    for lang, awaiting in (("en", "awaiting review"), ("cy", "yn aros am adolygiad")):
        page = client.get(f"/{lang}/gallery").text
        assert re.findall(rf'href="/{lang}/gallery/(\w+)"', page) == sorted(MESSAGES)
        assert page.count(awaiting) + len(re.findall(r"reviewed \d|adolygwyd \d", page)) == len(MESSAGES) + 1


@pytest.mark.parametrize("of", IN)
def test_every_message_is_shown_as_its_sample_reads(client: TestClient, of: str) -> None:
    for name in MESSAGES:
        answer = client.get(f"/en/gallery/{name}?in={of}")
        assert answer.status_code == 200, name
        assert f'src="/en/gallery/{name}/html/{of}"' in answer.text
        assert client.get(f"/en/gallery/{name}/html/{of}").text == sample(name, IN[of]).html
    only = 'lang="cy">' if of == "cy" else "<p"
    assert only in client.get(f"/en/gallery/digest?in={of}").text.partition("<h2")[2]


def test_the_frame_is_ours_alone_and_runs_nothing(client: TestClient) -> None:
    page = client.get("/en/gallery/digest")
    assert page.headers["content-security-policy"] == PAGE_CSP + "; frame-src 'self'"
    assert page.headers["x-frame-options"] == "DENY"
    assert "<iframe" in page.text
    assert re.search(r"<iframe[^>]* sandbox [^>]*title=\"[^\"]+\"", page.text)
    html = client.get("/en/gallery/digest/html/cy")
    policy = html.headers["content-security-policy"]
    assert policy == MAIL_CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    assert policy.startswith("sandbox;")
    assert "script" not in policy
    assert html.headers["x-frame-options"] == "SAMEORIGIN"
    for path in ("/en/gallery", "/en/queue"):
        assert client.get(path).headers["content-security-policy"] == PAGE_CSP


def test_what_there_is_not_is_not_found(client: TestClient) -> None:
    for path in ("/nothing", "/digest?in=fr", "/digest/html/fr", "/nothing/html/cy", "/UPPER"):
        assert client.get(f"/en/gallery{path}").status_code == 404, path


def test_it_is_for_the_team_and_operators(services: FakeServices, client: TestClient) -> None:
    for role, status in ((Role.OPERATOR, 200), (Role.ASSURER, 200), (Role.COORDINATOR, 403)):
        services.viewing = replace(VIEWER, roles=frozenset({role}))
        for path in ("/en/gallery", "/en/gallery/digest", "/en/gallery/digest/html/cy"):
            assert client.get(path).status_code == status, (role, path)
