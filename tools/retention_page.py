"""Writes docs/retention.md from the rules: `python tools/retention_page.py` (a test compares)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from states.retention import MEANS, PERIODS, RULES, Keep

PAGE = Path(__file__).parents[1] / "docs" / "retention.md"
HEAD = """# How long everything is kept

Written by `tools/retention_page.py` from `states/retention.py`; a test compares, and another checks that every
table of the record has a rule. The periods are our defaults; an installation's controller decides, and changes them
there.

`ispdesk dispose --preview` says what is past its period, `ispdesk dispose` disposes of it through the one door: a
row of history says how much of what went. It is for an operator, once a month, by cron or by hand. It also lists
ISPs that ended long ago: what goes of those two people decide, word by word, on the page of removals
(`propose_removal`, `agree_removal`). Somebody who leaves is removed on the page of people (`remove_person`).
Neither takes a row out of the history, nor changes one: `ispdesk audit verify` counts as many as before and one
more, the record that something was removed. Backups keep what they hold until they are gone.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD, "## Periods", "", "| table | kept for | since | why |", "|---|---|---|---|"]
    for table, one in PERIODS.items():
        goes = "; its bytes go, the row stays" if one.emptied else ""
        lines.append(f"| `{table}` | {one.months} months{goes} | `{one.since}` | {one.why.en} |")
    lines += ["", "## Everything else", ""]
    for keep, means in MEANS.items():
        if keep is not Keep.PERIOD:
            listed = ", ".join(f"`{table}`" for table, rule in RULES.items() if rule is keep)
            lines += [f"* **{means.en[0].upper()}{means.en[1:]}**: {listed}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
