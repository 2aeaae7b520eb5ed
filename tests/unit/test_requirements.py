"""The table of requirements has a row for each, and every test and file that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "requirements.md"
IDS = [*(f"R{n:02}" for n in range(1, 59)), *(f"R{n}" for n in range(60, 81)), *(f"U{n:02}" for n in range(1, 18))]
"""R59 was never given."""
ROW = re.compile(r"^\| (?P<id>[RU][0-9]{2}) \|(?P<rest>.*)\|$", re.MULTILINE)
TEST = re.compile(r"`([a-z_0-9/]+\.py)::(test_[a-z_0-9]+)`")
FILE = re.compile(r"`((?:ispdesk|states|models|flows|notifications|docs|tests)/[a-z_0-9/.-]+\.(?:py|md|toml))`")
STATE = re.compile(r"met|(?:partly|left out): .{10,}")


def table(text: str) -> list[tuple[str, list[str]]]:
    return [(row["id"], [cell.strip() for cell in row["rest"].split("|")]) for row in ROW.finditer(text)]


@cache
def functions_in(path: Path) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def wrong(text: str) -> list[str]:
    """What does not hold in such a page, one sentence each."""
    found = table(text)
    said = [] if [one for one, _ in found] == IDS else ["the ids are not those 96 in their order"]
    for ref, cells in found:
        if len(cells) != 4:
            said.append(f"{ref}: not five cells")
            continue
        what, state, where, tests = cells
        named = TEST.findall(tests)
        if not what or STATE.fullmatch(state) is None:
            said.append(f"{ref}: says nothing, or its state is none")
        if not state.startswith("left out") and (not where or not named):
            said.append(f"{ref}: neither where it is nor what shows it")
        said += [f"{ref}: no {path}::{name}" for path, name in named if name not in functions_in(ROOT / "tests" / path)]
        said += [f"{ref}: no {path}" for path in FILE.findall(where) if not (ROOT / path).exists()]
    return said


def test_every_requirement_has_its_row_and_every_test_it_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert wrong(text) == []
    assert len(table(text)) == 96


def test_a_row_that_says_too_little_or_names_what_there_is_not_would_be_found() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert wrong(text.replace("| R17 |", "| R16 |"))
    assert wrong(text.replace("| met |", "| done |", 1))
    assert wrong(
        text.replace("left out: on purpose; the product holds protocols, no shared data passes through it", "left out")
    )
    assert wrong(text.replace("::test_each_answer_ends_in_its_instrument", "::test_each_answer"))
    assert wrong(text.replace("`states/when.py`", "`states/whenever.py`"))
    assert wrong(text.replace("| `ispdesk queue`, `/queue` |", "| |"))
