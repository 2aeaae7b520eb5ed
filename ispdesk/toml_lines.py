"""On which line of a TOML file a key stands: `tomllib` reads values and tells no places.

The text has been read by `tomllib` before, so it is valid: this only follows headers, keys, strings and brackets.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

Key = tuple[str, ...]
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_IN_LINE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^"\\]|\\.)*"' r"|'[^']*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


def read(text: str) -> tuple[dict[str, Any], dict[Key, int]]:
    """The content of a TOML text and the line (from 1) of each of its keys. Raises tomllib.TOMLDecodeError."""
    content = tomllib.loads(text)
    return content, _Lines(text).found


def line_of(lines: Mapping[Key, int], key: Key) -> int:
    """The line of a key, or of the innermost table around it where it is missing; the first line for the whole file."""
    return next((lines[key[:size]] for size in range(len(key), 0, -1) if key[:size] in lines), 1)


class _Lines:
    """Follows a valid text from start to end."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.found: dict[Key, int] = {}
        self.arrays: dict[Key, int] = {}
        table: Key = ()
        self.skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip()

    def skip(self, pattern: re.Pattern[str] = _SPACE) -> str:
        """Pass over what the pattern matches here."""
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def note(self, key: Key) -> None:
        """Keep the line of a key, and of tables that it opens on the way; the first place counts."""
        line = self.text.count("\n", 0, self.at) + 1
        for size in range(1, len(key) + 1):
            self.found.setdefault(key[:size], line)

    def header(self) -> Key:
        array = self.text.startswith("[[", self.at)
        begins = self.at
        self.at += 2 if array else 1
        written = self.key()
        key: Key = ()
        for size, part in enumerate(written, start=1):
            key = (*key, part)
            if array and size == len(written):
                self.arrays[key] = self.arrays.get(key, -1) + 1
            if key in self.arrays:
                key = (*key, str(self.arrays[key]))
        self.at, ends = begins, self.at
        self.place(key)
        self.at = ends + (2 if array else 1)
        return key

    def place(self, key: Key) -> None:
        """A table's own header is its place, even where a table within it came before."""
        self.note(key)
        self.found[key] = self.text.count("\n", 0, self.at) + 1

    def key(self) -> Key:
        parts: list[str] = []
        while True:
            self.skip(_IN_LINE)
            quoted = self.skip(_STRING)
            parts.append(tomllib.loads(f"v = {quoted}")["v"] if quoted else self.skip(_BARE))
            self.skip(_IN_LINE)
            if self.text[self.at] != ".":
                return tuple(parts)
            self.at += 1

    def pair(self, table: Key) -> None:
        begins = self.at
        key = (*table, *self.key())
        ends, self.at = self.at, begins
        self.note(key)
        self.at = ends + 1
        self.skip(_IN_LINE)
        self.value(key)

    def value(self, key: Key) -> None:
        first = self.text[self.at]
        if first == "{":
            self.within(key, "}")
        elif first == "[":
            self.within(key, "]")
        elif first in "\"'":
            self.skip(_STRING)
        else:
            self.skip(_PLAIN)

    def within(self, key: Key, ends: str) -> None:
        """An inline table or an array: its keys, or its members by their number, each on its own line."""
        self.at += 1
        number = 0
        self.skip()
        while self.text[self.at] != ends:
            if ends == "}":
                self.pair(key)
            else:
                self.note((*key, str(number)))
                self.value((*key, str(number)))
            number += 1
            self.skip()
            if self.text[self.at] == ",":
                self.at += 1
                self.skip()
        self.at += 1
