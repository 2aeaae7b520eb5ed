"""What differs between two texts, word by word: first by lines, then by words where lines were replaced.

The shortest edit script (Myers, "An O(ND) difference algorithm", 1986), with a limit on the work: where two texts have
so little in common that the limit is passed, the whole stretch is shown as taken out and put in. So no pair of texts,
however made, takes long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "gone", "new"]
LIMIT = 400_000
"""Steps of the search for one pair of texts, our default: well under a second."""
_WORDS = re.compile(r"\n+|[^\S\n]+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def difference(before: str, after: str, limit: int = LIMIT) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other.

    What stayed and went together is `before`; what stayed and came together is `after`. Within a change, what went
    stands before what came.
    """
    budget = _Budget(limit)
    found: list[Piece] = []
    for piece in _together(_script(_LINES.findall(before), _LINES.findall(after), budget)):
        if piece[0] == "same":
            found.append(Piece("same", "".join(piece[1])))
        else:
            words = _script(_WORDS.findall("".join(piece[1])), _WORDS.findall("".join(piece[2])), budget)
            found.extend(_readable(words))
    return tuple(_joined(found))


def differs(pieces: Sequence[Piece]) -> bool:
    """Whether anything changed."""
    return any(piece.kind != "same" for piece in pieces)


@dataclass(slots=True)
class _Budget:
    left: int


Step = tuple[Kind, str]


def _script(before: list[str], after: list[str], budget: _Budget) -> list[Step]:
    """The steps from one list to the other; equal beginnings and ends are taken off before the search."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    steps: list[Step] = [("same", word) for word in before[:first]]
    steps += _shortest(old, new, budget)
    return steps + [("same", word) for word in before[len(before) - last :]]


def _shortest(before: list[str], after: list[str], budget: _Budget) -> list[Step]:
    everything: list[Step] = [*(("gone", word) for word in before), *(("new", word) for word in after)]
    if not before or not after:
        return everything
    trail = _trail(before, after, budget)
    return everything if trail is None else _walked(before, after, trail)


def _trail(before: list[str], after: list[str], budget: _Budget) -> list[dict[int, int]] | None:
    """How far each diagonal was reached after each number of edits; None where the limit was passed."""
    reached = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(len(before) + len(after) + 1):
        trail.append(dict(reached))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
            x = reached[k + 1] if down else reached[k - 1] + 1
            start = x
            while x < len(before) and 0 <= x - k < len(after) and before[x] == after[x - k]:
                x += 1
            reached[k] = x
            budget.left -= 1 + (x - start)
            if x >= len(before) and x - k >= len(after):
                return trail
        budget.left -= len(reached)
        if budget.left < 0:
            return None
    return None


def _walked(before: list[str], after: list[str], trail: list[dict[int, int]]) -> list[Step]:
    """The steps of the trail, read from its end."""
    x, y = len(before), len(after)
    steps: list[Step] = []
    for edits in range(len(trail) - 1, -1, -1):
        reached, k = trail[edits], x - y
        down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
        came_from = reached[k + 1] if down else reached[k - 1]
        begun = (came_from if down else came_from + 1) if edits else 0
        while x > begun:
            x, y = x - 1, y - 1
            steps.append(("same", before[x]))
        if edits and down:
            y -= 1
            steps.append(("new", after[y]))
        elif edits:
            x -= 1
            steps.append(("gone", before[x]))
    return steps[::-1]


def _together(steps: list[Step]) -> Iterator[tuple[Kind, list[str], list[str]]]:
    """Runs of what stayed, and of what changed: ("same", words, []) or ("gone", went, came)."""
    went: list[str] = []
    came: list[str] = []
    stayed: list[str] = []
    for kind, word in steps:
        if kind == "same":
            if went or came:
                yield "gone", went, came
                went, came = [], []
            stayed.append(word)
        else:
            if stayed:
                yield "same", stayed, []
                stayed = []
            (went if kind == "gone" else came).append(word)
    if stayed:
        yield "same", stayed, []
    if went or came:
        yield "gone", went, came


def _readable(steps: list[Step]) -> Iterator[Piece]:
    """Pieces of words: a space between two changed words belongs to the change, as people read it."""
    runs = list(_together(steps))
    went: list[str] = []
    came: list[str] = []
    for place, (kind, one, two) in enumerate(runs):
        within = 0 < place < len(runs) - 1
        if kind == "same" and not (within and "".join(one).isspace() and "\n" not in "".join(one)):
            yield from _change(went, came)
            went, came = [], []
            yield Piece("same", "".join(one))
        elif kind == "same":
            went += one
            came += one
        else:
            went += one
            came += two
    yield from _change(went, came)


def _change(went: list[str], came: list[str]) -> Iterator[Piece]:
    if went:
        yield Piece("gone", "".join(went))
    if came:
        yield Piece("new", "".join(came))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.kind == piece.kind:
            held = Piece(held.kind, held.text + piece.text)
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held
