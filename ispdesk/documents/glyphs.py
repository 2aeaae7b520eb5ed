"""Which characters the shipped fonts can show, and what stands in a PDF for those that they cannot.

A PDF/UA may hold no character that its font has no shape for: a reader would see an empty box, or nothing. So each is
named in brackets, and the paper is made, whatever somebody pasted into a text.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
_SEGMENTS, _GROUPS = 4, 12
"""The two formats of a character map that the fonts have (OpenType, table `cmap`)."""


@cache
def shown() -> frozenset[int]:
    """The code points that every shipped font has a shape for."""
    return frozenset.intersection(*(frozenset(_of(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))))


def showable(value: Any) -> Any:
    """The same texts, lists and mappings with only characters that can be shown."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: showable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [showable(inner) for inner in value]
    return value


def _text(text: str) -> str:
    covered = shown()
    if all(ord(char) in covered for char in text):
        return text
    return "".join(char if ord(char) in covered else _instead(char) for char in unicodedata.normalize("NFC", text))


@cache
def _instead(char: str) -> str:
    """What stands for a character without a shape: what it is made of, nothing for what nobody sees, or its name."""
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me"):
        return ""
    parts = unicodedata.normalize("NFKC", char)
    if parts != char and all(ord(part) in shown() for part in parts):
        return parts
    return f"[{unicodedata.name(char, f'U+{ord(char):04X}').lower()}]"


def _of(font: bytes) -> Iterator[int]:
    """The code points in the character maps of a TrueType font."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for place in range(12, 12 + 16 * tables, 16):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, place)
        if tag == b"cmap":
            for number in range(struct.unpack_from(">H", font, start + 2)[0]):
                offset = struct.unpack_from(">L", font, start + 4 + 8 * number + 4)[0]
                yield from _mapped(font, start + offset)


def _mapped(font: bytes, at: int) -> Iterator[int]:
    kind = struct.unpack_from(">H", font, at)[0]
    if kind == _GROUPS:
        for group in range(struct.unpack_from(">L", font, at + 12)[0]):
            first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif kind == _SEGMENTS:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        lasts = struct.unpack_from(f">{count}H", font, at + 14)
        firsts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
        for first, last in zip(firsts, lasts, strict=True):
            yield from (code for code in range(first, last + 1) if code != 0xFFFF)  # noqa: PLR2004 - the last segment
