"""What a finding points at: a section, a flow, the flows, the partners, or the whole; and in which order they are met.

A finding says it as `section:KEY`, `flow:NUMBER`, `flows` or `partners`; whatever else it says is about the whole.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_SECTION = re.compile(r"section\s*[: ]\s*([a-z0-9_-]{1,60})")
_FLOW = re.compile(r"flow\s*[: ]\s*([0-9]{1,4})")


class Part(StrEnum):
    """What a finding is about, in the order in which a list shows them."""

    WHOLE = "whole"
    PARTNERS = "partners"
    SECTION = "section"
    FLOWS = "flows"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A part and which one; `words` are those of a finding that names no part we know."""

    part: Part
    key: str = ""
    words: str = ""


def pointer(about: str) -> Pointer:
    """Read what a finding points at."""
    folded = " ".join(about.casefold().split())
    if found := _SECTION.fullmatch(folded):
        return Pointer(Part.SECTION, found[1])
    if found := _FLOW.fullmatch(folded):
        return Pointer(Part.FLOW, str(int(found[1])))
    if folded in (Part.FLOWS, Part.PARTNERS):
        return Pointer(Part(folded))
    return Pointer(Part.WHOLE, words="" if folded in ("", Part.WHOLE) else about.strip())


def grouped(abouts: Mapping[int, str], sections: Iterable[str]) -> list[tuple[Pointer, list[int]]]:
    """The numbers of findings by what they point at: the whole first, sections in the document's order, flows last."""
    order = {key: place for place, key in enumerate(sections)}
    found: dict[tuple[Part, str], tuple[Pointer, list[int]]] = {}
    for number, about in sorted(abouts.items()):
        at = pointer(about)
        if at.part is Part.SECTION and at.key not in order:
            at = Pointer(Part.WHOLE, words=about.strip())
        found.setdefault((at.part, at.key), (at, []))[1].append(number)
    parts = list(Part)

    def place(entry: tuple[Pointer, list[int]]) -> tuple[int, int]:
        at = entry[0]
        return parts.index(at.part), order.get(at.key, int(at.key) if at.part is Part.FLOW else 0)

    return sorted(found.values(), key=place)
