"""The page about imports is written from the tables, and says of every column what it holds."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from ispdesk.imports.cells import how
from ispdesk.imports.described import SAYS, says
from ispdesk.imports.reader import cells_of
from ispdesk.imports.tables import TABLES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("import_page", ROOT / "tools" / "import_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_tables_say(tool: ModuleType) -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run `python tools/import_page.py`"


def test_every_column_is_described_and_no_description_is_left_over(tool: ModuleType) -> None:
    page, used = tool.page(), set()
    for table in TABLES:
        part = page.partition(f"## `{table}.csv`")[2].partition("## `")[0]
        for column, cell in cells_of(table).items():
            assert f"| `{column}` | {says(table, column)} | {how(cell)} |" in part
            used.add(f"{table}.{column}" if f"{table}.{column}" in SAYS else column)
    assert used == set(SAYS)
