"""The little markup that a section's text may have: paragraphs, two kinds of lists and one level of headings.

A blank line ends a paragraph; a line that begins with `- ` is a bullet, with `1. ` a numbered item, with `## ` a
heading. Everything else is text, whatever it looks like: there are no links, no pictures, no tags. Pages, DOCX and PDF
are each drawn from these blocks, so that the three cannot differ (`docs/adr/0011-the-document.md`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "heading", "bullets", "numbers"]
_BULLET = re.compile(r"[-*•]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_STARTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("bullets", _BULLET),
    ("numbers", _NUMBER),
    ("heading", _HEADING),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a paragraph or heading has one item, a list one or more."""

    kind: Kind
    items: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in their order. No text is lost: every word stands in some item."""
    return tuple(_joined(_lines(text)))


def _lines(text: str) -> Iterator[tuple[Kind, str] | None]:
    """Each line with its kind and without its mark; None for a blank line."""
    for line in text.splitlines():
        said = " ".join(line.split())
        if not said:
            yield None
            continue
        for kind, start in _STARTS:
            found = start.match(said)
            if found:
                yield kind, said[found.end() :]
                break
        else:
            yield "paragraph", said


def _joined(lines: Iterator[tuple[Kind, str] | None]) -> Iterator[Block]:
    """Lines that follow each other are one paragraph; items are one list, though blank lines stand between them.

    A line without a mark right after another continues it.
    """
    kind: Kind | None = None
    items: list[str] = []
    apart = False
    for line in lines:
        if line is None:
            apart = True
        elif not apart and kind not in (None, "heading") and line[0] == "paragraph":
            items[-1] = f"{items[-1]} {line[1]}"
        elif line[0] == kind and kind in ("bullets", "numbers"):
            items.append(line[1])
            apart = False
        else:
            if kind is not None:
                yield Block(kind, tuple(items))
            kind, items, apart = line[0], [line[1]], False
    if kind is not None:
        yield Block(kind, tuple(items))
