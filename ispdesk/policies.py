"""The shipped policies and how one is adopted."""

import tomllib
from pathlib import Path
from typing import Any

from ispdesk.commands.shape import Order
from states.parsing import parse
from states.policy import Policy

SHIPPED = Path(__file__).parent / "policy"


def shipped(name: str) -> dict[str, Any]:
    """The content of a shipped policy by its name. Raises FileNotFoundError where there is none."""
    return tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))


def names() -> list[str]:
    """The shipped policies."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def read(name: str) -> Policy:
    """A shipped policy, parsed."""
    return parse(shipped(name))


def adopting(name: str, actor: str = "operator") -> Order:
    """The order that adopts a shipped policy; it is the same order however often it is made."""
    return Order(f"adopt:{name}:1", "adopt_policy", "policy:policy", actor, {"content": shipped(name)})
