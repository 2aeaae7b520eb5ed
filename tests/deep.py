"""How deep tests go. Every rule is tested in each run; more seeds, examples and combinations wait for `make deep`."""

import os
from typing import TypeVar

NAME = "ISPDESK_TESTS_DEEP"
DEEP = os.environ.get(NAME, "") not in ("", "0")
What = TypeVar("What")


def deep(usual: What, more: What) -> What:
    """What each run takes, or what a deep run takes: a number of examples, the cells of a table, databases."""
    return more if DEEP else usual
