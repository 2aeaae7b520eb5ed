"""Say that the Welsh of messages was looked at again after their English changed: `tools/welsh.py NAME …`.

The named rows of `notifications/welsh.toml` are written anew; a name is a message, or `_frame`. They await a
translator's review unless `--reviewed 2026-12-01` says on which day one approved them. Without a name: what is stale.
"""

import argparse
from collections.abc import Mapping
from datetime import date
from typing import Any

from notifications.messages import MESSAGES
from notifications.welsh import AWAITING, FRAME, TABLE, fingerprint, kept, standing

HEAD = """\
# For each folder of templates: `english`, the fingerprint of the English that its Welsh was written for; `reviewed`,
# the day on which a translator approved the Welsh of the fingerprint `welsh`, or "awaiting".
# Written by tools/welsh.py; a change of the English fails a test until the Welsh has been looked at again.
"""


def written(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole file."""
    parts = [HEAD]
    for name in sorted(rows):
        row = rows[name]
        parts.append(f'\n[{name}]\nenglish = "{row["english"]}"\n')
        if row["reviewed"] == AWAITING:
            parts.append(f'reviewed = "{AWAITING}"\n')
        else:
            parts.append(f'reviewed = {row["reviewed"]}\nwelsh = "{row["welsh"]}"\n')
    return "".join(parts)


def main() -> None:
    """Rewrite the named rows, and leave out those of folders that there are no more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", metavar="NAME")
    parser.add_argument("--reviewed", type=date.fromisoformat, metavar="DAY", help="a translator approved it that day")
    asked = parser.parse_args()
    known = [FRAME, *MESSAGES]
    if strange := sorted(set(asked.name) - set(known)):
        parser.error(f"There is no {', '.join(strange)}. There are: {', '.join(known)}.")
    if not asked.name:
        print("\n".join(name for name in known if standing(name).stale) or "No Welsh is stale.")
        return
    rows = {name: row for name, row in kept().items() if name in known}
    for name in asked.name:
        reviewed = asked.reviewed or AWAITING
        rows[name] = {"english": fingerprint(name, "en"), "welsh": fingerprint(name, "cy"), "reviewed": reviewed}
    TABLE.write_text(written(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
