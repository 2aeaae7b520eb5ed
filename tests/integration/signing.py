"""What tests of signing in share: an address asked for, the codes that were made, what a page says."""

import html
import re

import pytest
from browsing import Browser

from ispdesk.signin import codes

SQLITE = pytest.mark.parametrize("database", ["sqlite"])
ADDRESS = "cled@desk.test"


def keep_codes(monkeypatch: pytest.MonkeyPatch) -> list[codes.Issued]:
    """Every code that is made from now on, as its reader would have it from the mail."""
    made: list[codes.Issued] = []
    real = codes.make

    def make(*args: object, **more: object) -> codes.Issued:
        made.append(real(*args, **more))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(codes, "make", make)
    return made


def shown(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])).split())


def ask(browser: Browser, address: str = ADDRESS, to: str = "") -> str:
    answer = browser.send(f"/en/sign-in{'?to=' + to if to else ''}", address=address)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def is_in(browser: Browser) -> bool:
    return bool(browser.client.get("/en/isps").status_code == 200)
