import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from states.lifecycle import LIFECYCLE, Role, State, Trigger
from states.needs import NEEDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lifecycle_page", ROOT / "tools" / "lifecycle_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_table_says(tool: ModuleType) -> None:
    written = tool.PAGE.read_text(encoding="utf-8")
    assert written == tool.page(), "run `python tools/lifecycle_page.py`"


def test_the_page_has_every_row_state_need_and_arrow(tool: ModuleType) -> None:
    lines = tool.page().splitlines()
    rows = [line for line in lines if line.startswith("| ") and "(`" in line]
    assert len(rows) == len(LIFECYCLE)
    assert all(f"(`{trigger}`)" in "".join(rows) for trigger in Trigger)
    assert sum(line.startswith(f"| `{state}`") for line in lines for state in State) == 2 * len(State)
    text = "\n".join(lines)
    for name, need in NEEDS.items():
        said = need.unmet(tool.EXAMPLE)
        assert f'<a id="{name}"></a>' in text
        assert f"> {said.en}" in text
        assert f"> {said.cy}" in text
    arrows = {line.split(":")[0].strip() for line in lines if " --> " in line} - {"[*] --> identified"}
    assert arrows == {f"{move.source} --> {move.target}" for move in LIFECYCLE}


def test_the_page_says_who_may_do_what(tool: ModuleType) -> None:
    lines = tool.page().splitlines()
    start = lines.index("## Who may do what in which state")
    head = next(line for line in lines[start:] if line.startswith("| State"))
    columns = [cell.strip() for cell in head.strip("|").split("|")][1:]
    for state in State:
        row = next(line for line in lines[start:] if line.startswith(f"| `{state}`"))
        cells = dict(zip(columns, [cell.strip() for cell in row.strip("|").split("|")][1:], strict=True))
        for role in Role:
            said = cells.get(tool.ROLE_NAMES[role].en, "-").split("<br>")
            may = [f"`{t}`" for t in Trigger for m in LIFECYCLE if (m.trigger, m.source) == (t, state) and role in m.by]
            assert said == (may or ["-"]), f"{state} x {role}"
