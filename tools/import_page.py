"""Writes docs/import.md from the tables of the import: `python tools/import_page.py` (a test compares)."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ispdesk.imports.cells import LARGEST_NUMBER, LONGEST_CELL, how
from ispdesk.imports.described import says
from ispdesk.imports.reader import LARGEST_FILE, MOST_PROBLEMS, cells_of
from ispdesk.imports.tables import TABLES

PAGE = Path(__file__).parents[1] / "docs" / "import.md"
HEAD = f"""# Importing

Written by `tools/import_page.py` from the tables themselves; a test compares.

    ispdesk import FOLDER --dry-run     # what would be imported, and every row that would be refused; changes nothing
    ispdesk import FOLDER               # all of it, or nothing

A folder holds one CSV file for each table that is brought; a table may be left out, and files can be named singly.
They are UTF-8 with a header row and commas; columns stand in any order. **An empty cell means "not known"**, never
"no". Days are written `2012-09-30`. A cell holds at most {LONGEST_CELL:,} characters (a section's text more), a
number is at most {LARGEST_NUMBER:,}, a file at most {LARGEST_FILE // 1024**2} MiB.

What is wrong is said with file, line and column, in English or Welsh, everything at once (of one file the first
{MOST_PROBLEMS:,}), with exit code 3; `--json` gives the same as one value. The dry run goes through the one door
too, and undoes it: what the record would refuse is named by its line as well. What only follows from another row's
refusal is not named again.

**The same rows again change nothing.** Each order's id is made of its row's content, so a file may be imported as
often as wanted: what is there already is counted as such, and a row put in between is imported alone. A row that
was changed is another row: where the record has the first already (an organisation of that reference, a partner of
that line), it is refused with its line, and is changed through the pages or `ispdesk order` instead. Columns marked
*spare* may be left out of a file.

What happened in the past is recorded as stated: no letter leaves, no clock starts from a day that is not known.
`ispdesk/examples/` has two whole imports to look at.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for table in TABLES for line in _table(table))]).rstrip() + "\n"


def _table(name: str) -> Iterator[str]:
    table = TABLES[name]
    yield f"## `{name}.csv`"
    yield ""
    yield inspect.cleandoc(table.row.__doc__ or "")
    told = ""
    if table.key:
        told = f"Each {' with '.join(f'`{one}`' for one in table.key)} once."
    if table.either:
        told = f"{told} Exactly one of {', '.join(f'`{one}`' for one in table.either)} is filled in.".strip()
    if told:
        yield told
    yield ""
    yield "| column | holds | written as | |"
    yield "|---|---|---|---|"
    for column, cell in cells_of(name).items():
        needed = "needed" if cell.needed else "spare" if cell.spare else ""
        yield f"| `{column}` | {says(name, column)} | {how(cell)} | {needed} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
