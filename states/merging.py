"""Two people changed one text: both changes together, where they lie in different places."""

from itertools import pairwise

from states.differing import LIMIT, difference


def merged(base: str, mine: str, theirs: str, limit: int = LIMIT) -> str | None:
    """The text with both changes to `base` in it; None where they touch each other, so that a person has to choose.

    Changes touch where no word that both left alone stands between them.
    """
    if mine == theirs:
        return mine
    sides = enumerate((_changes(base, mine, limit), _changes(base, theirs, limit)))
    changes = sorted((*change, side) for side, found in sides for change in found)
    for (_, end, _, one), (begin, _, _, other) in pairwise(changes):
        if one != other and not base[end:begin].strip():
            return None
    parts: list[str] = []
    place = 0
    for begin, end, put, _ in changes:
        parts += [base[place:begin], put]
        place = end
    return "".join([*parts, base[place:]])


def _changes(base: str, text: str, limit: int) -> list[tuple[int, int, str]]:
    """Each change as the stretch of `base` it replaces (from, until) and what stands there instead."""
    found: list[tuple[int, int, str]] = []
    place = 0
    begin, put, open_ = 0, "", False
    for piece in difference(base, text, limit):
        if piece.kind == "same":
            if open_:
                found.append((begin, place, put))
            place, put, open_ = place + len(piece.text), "", False
            continue
        begin = begin if open_ else place
        open_ = True
        if piece.kind == "gone":
            place += len(piece.text)
        else:
            put += piece.text
    if open_:
        found.append((begin, place, put))
    return found
