"""Who reads a message: the names a policy uses, and the people behind them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from states.policy import Reader as Audience

__all__ = ["Audience", "readers", "unfilled"]
Person = TypeVar("Person")


def readers(audiences: Iterable[Audience], people: Mapping[Audience, Sequence[Person]]) -> tuple[Person, ...]:
    """List everybody behind `audiences`, in their order, each once however many parts they play."""
    found: list[Person] = []
    for audience in audiences:
        found.extend(person for person in people.get(audience, ()) if person not in found)
    return tuple(found)


def unfilled(audiences: Iterable[Audience], people: Mapping[Audience, Sequence[Person]]) -> tuple[Audience, ...]:
    """List the audiences nobody stands behind; the caller makes tasks of them, so nothing ends in silence."""
    return tuple(audience for audience in audiences if not people.get(audience))
