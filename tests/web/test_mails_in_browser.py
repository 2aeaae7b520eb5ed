"""Every mail in a real browser at 320 and 800 pixels: no sideways scroll, nothing axe objects to, nothing fetched."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from deep import deep

from notifications.compose import Language, compose
from notifications.messages import MESSAGES
from notifications.samples import HOUSE, reader, sample, values

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).with_name("axe.min.js")
LANGUAGES: tuple[Language, ...] = ("cy", "en", "unknown")
VIOLATIONS = """async rules => (await axe.run(document, {rules, resultTypes: ['violations']})).violations"""
AXE_AT = deep((320,), (320, 800))
"""Pixels: a mail has one layout, which only fits or does not."""
LONG = {"title_en": "W" * 300, "title_cy": "W" * 300, "partner": "Ŵ" * 300}
FRAGMENT = ("landmark-one-main", "region")
"""What axe asks of a whole page and no mail client lets a mail have: landmarks around its text."""


@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("message", MESSAGES)
def test_every_mail_fits_is_accessible_and_fetches_nothing(chromium: Any, message: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 600})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    rules = {rule: {"enabled": False} for rule in FRAGMENT}
    long = {name: text for name, text in LONG.items() if name in MESSAGES[message].values}
    mails = [sample(message, language).html for language in LANGUAGES]
    for html in (*mails, compose(message, reader("unknown"), values(message, **long), HOUSE).html):
        page.set_content(html)
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    if width in AXE_AT:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(VIOLATIONS, rules)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert asked == []
    page.close()


def test_the_pictures_are_taken_outside_the_repository(tmp_path: Path) -> None:
    tool = [sys.executable, str(ROOT / "tools" / "mail_shots.py")]
    ran = subprocess.run([*tool, str(tmp_path), "digest"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {
        f"digest-{lang}-{width}.png" for lang in ("cy", "en", "both") for width in (320, 800)
    }
    ran = subprocess.run([*tool, str(ROOT / "pictures")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "pictures are kept out of it" in ran.stderr
    assert not (ROOT / "pictures").exists()
