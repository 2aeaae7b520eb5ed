"""Where each message's Welsh stands: which English it was written for, and whether a translator has reviewed it.

`welsh.toml` keeps a row for every folder of templates. What counts is the words of the text files; the HTML says the
same words. Tables such as `states/names.py` hold both languages on one line and need no row.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
TABLE: Final = HERE / "welsh.toml"
FRAME: Final = "_frame"
AWAITING: Final = "awaiting"
_LENGTH: Final = 16


@dataclass(frozen=True)
class Standing:
    """`reviewed`: the day a translator approved this very Welsh, or None; `stale`: the English is another by now."""

    reviewed: date | None
    stale: bool


def standing(name: str) -> Standing:
    """Where the Welsh of a message, or of the frame, stands; without a row it is stale."""
    return stands(kept().get(name, {}), fingerprint(name, "en"), fingerprint(name, "cy"))


def stands(row: Mapping[str, Any], english: str, welsh: str) -> Standing:
    """Compare a row with the fingerprints of today: a review holds only for the Welsh that was reviewed."""
    reviewed = row.get("reviewed", AWAITING)
    holds = isinstance(reviewed, date) and row.get("welsh") == welsh
    return Standing(reviewed if holds else None, row.get("english") != english)


def fingerprint(name: str, language: str, templates: Path = HERE / "templates") -> str:
    """16 hexadecimal digits of the SHA-256 of the words of one folder's text files in `cy` or `en`."""
    files = sorted((templates / name).glob(f"*.{language}.txt"))
    words = [f"{file.name} {' '.join(file.read_text(encoding='utf-8').split())}" for file in files]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_LENGTH]


@cache
def kept() -> Mapping[str, Mapping[str, Any]]:
    """The rows of `welsh.toml`."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
