"""Where a section stands in each language, from what was written and what was called ready."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where one section stands in one language."""

    EMPTY = "empty"
    DRAFT = "draft"
    READY = "ready"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Ready:
    """Called ready at this revision, beside this revision of the other language (0: it was not written)."""

    revision: int
    beside: int


def standing(revision: int, *, written: bool, ready: Ready | None, other: int) -> Standing:
    """Where a section stands in one language; `other` is the other language's revision now, 0 where there is none.

    A text that was called ready beside another that has been written since is behind it, until somebody reads it again.
    """
    if not written:
        return Standing.EMPTY
    if ready is None or ready.revision != revision:
        return Standing.DRAFT
    return Standing.READY if ready.beside == other else Standing.BEHIND
