"""The operators' guide says what to do about every alert, in the words of the table of alerts."""

import re
from pathlib import Path

from states.watch import ALERTS

GUIDE = Path(__file__).parents[2] / "docs" / "operate.md"
ROW = re.compile(r"^\| (?P<name>[^|]+) \(`(?P<kind>[a-z_]+)`\) \| (?P<todo>[^|]+) \|$", re.MULTILINE)


def table(text: str) -> dict[str, tuple[str, str]]:
    part = text.partition("### What to do when each alert comes")[2]
    return {row["kind"]: (row["name"], row["todo"]) for row in ROW.finditer(part)}


def test_the_guide_has_a_row_for_every_alert_and_no_other() -> None:
    written = {kind: (one.name.en, one.todo.en.replace("{round}", "ROUND")) for kind, one in ALERTS.items()}
    text = GUIDE.read_text(encoding="utf-8")
    assert table(text) == written
    assert table(text.replace("ispdesk sweep", "ispdesk swap")) != written
