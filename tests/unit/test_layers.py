"""Each import contract holds, and each was made to fail: in a copy of the tree with a forbidden import in it."""

import ast
import itertools
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("flows", "ispdesk", "models", "notifications", "states")
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["tool"]["importlinter"]["contracts"]}
LAYERS = [[name.strip() for name in layer.split("|")] for layer in CONTRACTS["layers"]["layers"]]
FORBIDDEN = {
    "states-are-pure": [("states/clock.py", "sqlmodel"), ("states/machine.py", "prefect")],
    "transitions": [("states/decide.py", "transitions"), ("ispdesk/desk.py", "transitions")],
    "aiosmtplib": [("notifications/route.py", "aiosmtplib"), ("ispdesk/post.py", "aiosmtplib")],
    "icalendar": [("notifications/letter.py", "icalendar"), ("ispdesk/views/feed.py", "icalendar")],
    "authlib": [("ispdesk/signin/codes.py", "authlib"), ("ispdesk/bootstrap.py", "authlib.oidc")],
    "typst": [("ispdesk/documents/export.py", "typst"), ("ispdesk/docx.py", "typst")],
    "docxtpl": [("ispdesk/documents/export.py", "docxtpl"), ("ispdesk/views/document.py", "docxtpl")],
    "prefect": [("ispdesk/engine.py", "prefect"), ("models/database.py", "prefect")],
    "holidays": [("ispdesk/demo.py", "holidays"), ("models/queries/home.py", "holidays")],
    "words": [("ispdesk/commands/telling.py", "ispdesk.words"), ("ispdesk/reports/outputs.py", "ispdesk.words.dates")],
    "engine": [("ispdesk/web/serve.py", "ispdesk.engine"), ("flows/advance.py", "ispdesk.schedules")],
}
"""For every contract but the layers: files and what they must not import."""


def upwards() -> Iterator[tuple[str, str]]:
    """Every layer importing its neighbours above, and each of the siblings that are independent importing the other."""
    for above, below in itertools.pairwise(LAYERS):
        yield from ((low, high) for low in below for high in above)
    for layer in LAYERS:
        yield from ((one, two) for one in layer for two in layer if one != two)


def file_of(module: str) -> str:
    plain = module.replace(".", "/")
    return f"{plain}.py" if (ROOT / f"{plain}.py").exists() else f"{plain}/__init__.py"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "templates", "static", "*.csv")
        )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(tree: Path, *contracts: str) -> tuple[int, str]:
    program = Path(sys.executable).with_name("lint-imports")
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    ran = subprocess.run(
        [program, "--no-cache", *chosen],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return ran.returncode, ran.stdout + ran.stderr


def broken(tree: Path, contract: str, imports: list[tuple[str, str]]) -> str:
    """Put these imports into the copy, see the contract fail, put the files back."""
    kept = {name: (tree / name).read_bytes() for name, _ in imports}
    try:
        for name, module in imports:
            with (tree / name).open("a", encoding="utf-8") as file:
                file.write(f"\n\ndef _forbidden() -> None:\n    import {module}\n")
        code, said = lint(tree, contract)
    finally:
        for name, content in kept.items():
            (tree / name).write_bytes(content)
    assert code == 1, said
    assert f"{CONTRACTS[contract]['name']} BROKEN" in said
    return said


def test_every_contract_holds(tree: Path) -> None:
    code, said = lint(tree)
    assert code == 0, said
    assert f"{len(CONTRACTS)} kept, 0 broken" in said
    assert str(tree) != str(ROOT)


def test_every_layer_refuses_the_one_above_and_its_sibling(tree: Path) -> None:
    imports = list(upwards())
    assert len(imports) > len(LAYERS)
    said = broken(tree, "layers", [(file_of(low), high) for low, high in imports])
    for low, high in imports:
        assert re.search(rf"{re.escape(low)} is not allowed to import {re.escape(high)}:", said), f"{low} -> {high}"


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_every_other_contract_fails_for_each_forbidden_import(tree: Path, contract: str) -> None:
    said = broken(tree, contract, FORBIDDEN[contract])
    for name, module in FORBIDDEN[contract]:
        importer = name.removesuffix(".py").replace("/", ".")
        assert importer in said, said
        assert module.partition(".")[0] in said, said


def test_every_contract_was_made_to_fail() -> None:
    assert set(CONTRACTS) == set(FORBIDDEN) | {"layers"}


def test_the_rules_contract_names_every_dependency_but_transitions() -> None:
    odd = {"sqlalchemy[asyncio]": "sqlalchemy", "govuk-frontend-jinja": "govuk_frontend_jinja", "pyyaml": "yaml",
           "python-docx": "docx"}  # fmt: skip
    found = set()
    for written in SETTINGS["project"]["dependencies"] + ["psycopg"]:
        name = re.split(r"[<>=]", written)[0]
        found.add(odd.get(name, name.replace("-", "_")))
    assert set(CONTRACTS["states-are-pure"]["forbidden_modules"]) == found - {"transitions"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "states").partition(".")[0])
    return found


def test_the_rules_import_only_the_standard_library_and_each_other() -> None:
    for path in sorted((ROOT / "states").glob("*.py")):
        foreign = imported(path) - sys.stdlib_module_names - {"states"}
        assert foreign == ({"transitions"} if path.name == "machine.py" else set()), path.name


def test_every_module_is_in_a_layer_or_is_known_to_stand_beside_them() -> None:
    """A new module decides where it belongs; the seven that stand beside are tools for several layers."""
    beside = {"words", "engine", "keeper", "schedules", "inbox", "now", "settings"}
    layered = {name.removeprefix("ispdesk.") for layer in LAYERS for name in layer if name.startswith("ispdesk.")}
    data = {"policy", "examples"}
    found = {
        path.stem for path in (ROOT / "ispdesk").iterdir()
        if not path.name.startswith("_") and (path.is_dir() or path.suffix == ".py")
    }  # fmt: skip
    assert found - data == layered | beside
