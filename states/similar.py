"""Which ISPs are likely to be the same as one about to be begun, and which are a good beginning for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from states.folding import plain

_EMPTY = """
a an and ar at by for from in into of on the to with am ac dan dros drwy er gan gyda i mewn o rhwng y yn yr
agreement information isp protocol sharing service services cytundeb gwasanaeth gwasanaethau gwybodaeth rhannu
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words that tell two titles of the framework apart in nothing (our list)."""
ALIKE = 0.6
"""Share of words that two titles have in common from which they are taken to be the same (our default)."""
MOST = 10
"""How many of each kind are shown (our default)."""


def words(*texts: str) -> frozenset[str]:
    """The words of titles that tell them apart, folded."""
    apart = "".join(one if one.isalnum() else " " for one in plain(" ".join(texts)))
    return frozenset(word for word in apart.split() if word not in EMPTY_WORDS)


@dataclass(frozen=True, slots=True)
class Known:
    """One ISP of the register: `alive` it has not ended, `assured` its version in force was assured."""

    ref: str
    titles: tuple[str, str]
    service_areas: frozenset[str]
    places: frozenset[str]
    alive: bool
    assured: bool


@dataclass(frozen=True, slots=True)
class Similar:
    """References, the likeliest first."""

    duplicates: tuple[str, ...] = ()
    exemplars: tuple[str, ...] = ()


def compare(
    service_areas: Sequence[str], places: Sequence[str], titles: Sequence[str], known: Iterable[Known]
) -> Similar:
    """Sort what the register has into likely duplicates and exemplars.

    A duplicate is alive and either serves the same service in one of the same areas, or bears nearly the same title
    wherever it is. An exemplar is assured, for the same service, and no duplicate.
    """
    wanted_areas, wanted_places, wanted = frozenset(service_areas), frozenset(places), words(*titles)
    duplicates: list[tuple[float, str]] = []
    exemplars: list[tuple[float, str]] = []
    for one in known:
        likeness = _likeness(wanted, words(*one.titles))
        same_service = bool(wanted_areas & one.service_areas)
        same_place = bool(wanted_places & one.places)
        if one.alive and ((same_service and same_place) or likeness >= ALIKE):
            duplicates.append((likeness + same_service + same_place, one.ref))
        elif one.assured and same_service:
            exemplars.append((likeness, one.ref))
    return Similar(_best(duplicates), _best(exemplars))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that both have, of those that either has."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _best(found: list[tuple[float, str]]) -> tuple[str, ...]:
    return tuple(ref for _, ref in sorted(found, key=lambda pair: (-pair[0], pair[1]))[:MOST])
