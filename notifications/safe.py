"""Text that may stand in a mail, and addresses that may stand on one; anything else is refused at input."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST_ADDRESS: Final = 254
_LONGEST_LOCAL_PART: Final = 64


class UnsafeText(ValueError):  # noqa: N818 - a family of refusals, named after what was refused
    """The text holds a character that must not stand in a mail; the error names it and its place."""


def check_text(text: str, name: str) -> str:
    """`text` itself, or UnsafeText for control characters, line ends, lone surrogates and bidi controls."""
    if text.isprintable():  # then none of its characters is a control, a line end, a surrogate or a bidi control
        return text
    for place, char in enumerate(text):
        if char in _BIDI or unicodedata.category(char) in _REFUSED:
            raise UnsafeText(
                f"{name} has the character U+{ord(char):04X} at place {place + 1}, which may not stand in a"
                " mail. Remove it; give text of several lines as paragraphs()."
            )
    return text


def check_address(address: str, name: str) -> str:
    """`address` itself, or UnsafeText unless it is a plain ASCII mail address of a legal length."""
    check_text(address, name)
    if (
        not _ADDRESS.fullmatch(address)
        or len(address) > _LONGEST_ADDRESS
        or len(address.rpartition("@")[0]) > _LONGEST_LOCAL_PART
    ):
        raise UnsafeText(f"{name} is not a mail address that can be written to: {address!r}.")
    return address


def check_values(value: object, name: str) -> None:
    """Check every text inside `value`, through mappings, sequences and dataclasses."""
    if isinstance(value, str):
        check_text(value, name)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            check_values(inner, f"{name}.{key}")
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for index, inner in enumerate(value):
            check_values(inner, f"{name}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            check_values(getattr(value, field.name), f"{name}.{field.name}")


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text typed over several lines into paragraphs of one line each, as templates take them."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)
