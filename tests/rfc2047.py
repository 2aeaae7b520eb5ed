"""Reads a mail's bytes by the letter of RFC 2047 and RFC 5322, with nothing of Python's own mail package."""

import base64
import re

WORD = re.compile(r"=\?([A-Za-z0-9-]+)\?([BbQq])\?([^?\s]*)\?=")
LONGEST_WORD, LONGEST_LINE = 75, 78


def fields(raw: bytes) -> list[tuple[str, str]]:
    """Every header with its decoded value, in order. Raises ValueError where a rule is broken."""
    head, found, _ = raw.partition(b"\r\n\r\n")
    if not found:
        raise ValueError("no end of the headers")
    lines = head.decode("ascii").split("\r\n")
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a bare CR or LF")
    if long := [line for line in lines if len(line) > LONGEST_LINE and WORD.search(line)]:
        raise ValueError(f"a line of encoded words longer than {LONGEST_LINE}: {long[0]}")
    whole: list[str] = []
    for line in lines:
        if line.startswith((" ", "\t")):
            whole[-1] += line  # unfolding takes out the line end and nothing else
        else:
            whole.append(line)
    parted = [line.partition(":") for line in whole]
    return [(name, value(text.removeprefix(" "))) for name, _, text in parted]


def field(raw: bytes, name: str) -> str:
    """The one header of that name. Raises ValueError where there is not exactly one."""
    found = [text for key, text in fields(raw) if key.lower() == name.lower()]
    if len(found) != 1:
        raise ValueError(f"{len(found)} headers {name}")
    return found[0]


def value(text: str) -> str:
    """Decode encoded words; white space between two of them is not there (RFC 2047, section 6.2)."""
    said, at, after_word = "", 0, False
    for word in WORD.finditer(text):
        between = text[at : word.start()]
        if not (after_word and between and not between.strip(" \t")):
            said += between
        if len(word[0]) > LONGEST_WORD:
            raise ValueError(f"an encoded word longer than {LONGEST_WORD}: {word[0]}")
        said += _bytes(word[2], word[3]).decode(word[1])  # fails where a character was cut in two
        at, after_word = word.end(), True
    return said + text[at:]


def _bytes(way: str, text: str) -> bytes:
    if way in "Bb":
        return base64.b64decode(text, validate=True)
    data, at = bytearray(), 0
    while at < len(text):
        if text[at] == "=":
            data.append(int(text[at + 1 : at + 3], 16))
            at += 3
        else:
            data.append(0x20 if text[at] == "_" else ord(text[at]))
            at += 1
    return bytes(data)
