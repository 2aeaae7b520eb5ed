"""Text that may stand in a mail, and addresses that may stand on one; anything else is refused at input."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

import idna

_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LOCAL: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_ASCII_STANDS_FOR: Final = "x"
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
    """`address` itself, or UnsafeText unless it is a plain mail address of a legal length.

    Letters of any script may stand in it (RFC 6531), as Unicode composes them; comments, quotes and spaces may not.
    """
    check_text(address, name)
    try:
        written = on_the_wire(address)
    except UnsafeText:
        written = ""
    local, _, host = written.rpartition("@")
    if (
        not _LOCAL.fullmatch(_as_ascii(local))
        or not _HOST.fullmatch(host)
        or len(written.encode()) > _LONGEST_ADDRESS
        or len(local.encode()) > _LONGEST_LOCAL_PART
        or unicodedata.normalize("NFC", address) != address
    ):
        raise UnsafeText(f"{name} is not a mail address that can be written to: {address!r}.")
    return address


def check_ascii_address(address: str, name: str) -> str:
    """`address` itself, or UnsafeText unless every mail server understands it."""
    if not address.isascii():
        raise UnsafeText(f"{name} has letters that not every mail server understands: {address!r}.")
    return check_address(address, name)


def _as_ascii(local: str) -> str:
    """Letters, marks and digits beyond ASCII count as a letter each; anything else beyond ASCII stays, and fails."""
    return "".join(_ASCII_STANDS_FOR if not c.isascii() and unicodedata.category(c)[0] in "LMN" else c for c in local)


def on_the_wire(address: str) -> str:
    """The address with its domain in the ASCII form (RFC 5891) that any server understands, or UnsafeText."""
    local, at, host = address.rpartition("@")
    if host.isascii():
        return address
    try:
        return local + at + idna.encode(host.lower(), std3_rules=True).decode("ascii")
    except idna.IDNAError as error:
        raise UnsafeText(f"{host!r} is not a domain: {error}.") from error


def needs_utf8(address: str) -> bool:
    """Whether only a server that offers SMTPUTF8 (RFC 6531) can take it: the part before the @ is not ASCII."""
    return not address.rpartition("@")[0].isascii()


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
