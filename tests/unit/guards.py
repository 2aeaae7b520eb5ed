"""What the structure tests look for, as functions of source text, so that each can be shown to find something."""

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
PACKAGES = ("flows", "ispdesk", "models", "notifications", "states")
WALL = {
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime")),
    *(f"{module}.func.{name}" for module in ("sqlmodel", "sqlalchemy") for name in ("now", "current_timestamp")),
}
MONOTONIC = {f"time.{name}{unit}" for name in ("monotonic", "perf_counter", "process_time") for unit in ("", "_ns")}
CHANCE = ("uuid.uuid1", "uuid.uuid4", "os.urandom", "random.", "secrets.", "numpy.random.")


def sources() -> Iterator[tuple[str, str]]:
    """Every file of the product but migrations: its path and its text."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@cache
def names_used(source: str) -> frozenset[str]:
    """Every dotted name that the source uses, with what its imports call it put back."""
    tree = ast.parse(source)
    real: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            real |= {
                a.asname or a.name.partition(".")[0]: a.name if a.asname else a.name.partition(".")[0]
                for a in node.names
            }
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            real |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    found = set(real.values())
    for node in ast.walk(tree):
        dotted = _dotted(node)
        if dotted:
            first, _, rest = dotted.partition(".")
            if first in real:
                found.add(f"{real[first]}.{rest}" if rest else real[first])
    return frozenset(found)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = _dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def clock_reads(source: str) -> set[str]:
    """Where the wall clock is read, by this machine or by the database."""
    found = set(names_used(source) & WALL)
    if "CURRENT_TIMESTAMP" in source.upper().replace("FUNC.CURRENT_TIMESTAMP", ""):
        found.add("CURRENT_TIMESTAMP")
    return found


def monotonic_reads(source: str) -> set[str]:
    """Where a clock is read that only measures spans."""
    return names_used(source) & MONOTONIC


def chances(source: str) -> set[str]:
    """Where chance comes in."""
    return {name for name in names_used(source) if name.startswith(CHANCE) and not name.endswith(".")}


def clashes(names: Iterable[str]) -> set[str]:
    """Names of flow files that are also a package's, so that the wrong one would be imported."""
    return set(names) & (sys.stdlib_module_names | set(packages_distributions()) | set(PACKAGES) | {"tests"})


def recorded(source: str) -> dict[str, set[str]]:
    """Kinds of history rows that a source records as literals, by the function that does (or hands the kind on)."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    places = {
        f.name: [a.arg for a in f.args.args].index("kind") for f in functions if "kind" in [a.arg for a in f.args.args]
    }
    found: dict[str, set[str]] = {}
    for function in functions:
        for node in ast.walk(function):
            if not isinstance(node, ast.Call):
                continue
            called = _dotted(node.func)
            place = 0 if called.endswith(".record") else places.get(called)
            if place is None or len(node.args) <= place:
                continue
            value = node.args[place]
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.setdefault(value.value, set()).add(function.name)
    return found


def commands(group: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command of the command line, by its words."""
    inside: dict[str, click.Command] = getattr(group, "commands", {})  # typer's groups are not click's
    if inside:
        for name, inner in inside.items():
            yield from commands(inner, f"{path} {name}".strip())
    else:
        yield path, group


def without_json(group: click.Command) -> set[str]:
    """Commands that cannot print JSON."""
    return {path for path, one in commands(group) if not any("--json" in option.opts for option in one.params)}


def too_long(files: Iterable[tuple[str, str]], most: int) -> dict[str, int]:
    """Files with more lines than this."""
    return {name: text.count("\n") for name, text in files if text.count("\n") > most}
