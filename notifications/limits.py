"""How many letters go to one host at once, so that an outage is not followed by a flood; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Letters to one recipient host: in a batch, and begun within a minute (our defaults)."""

    batch: int = 20
    minute: int = 60

    def __post_init__(self) -> None:
        if self.batch < 1 or self.minute < 1:
            raise ValueError("A host takes at least one letter a batch and a minute; a limit of none stops all mail.")


def host_of(address: str) -> str:
    """The host that an address lies on, in lower case."""
    return address.rpartition("@")[2].lower()


def full(recent: Mapping[str, int], limits: Limits) -> list[str]:
    """Hosts to which no more letters go in this minute; `recent` counts those begun within it."""
    return sorted(host for host, count in recent.items() if count >= limits.minute)


def pick(due: Iterable[tuple[int, str]], recent: Mapping[str, int], limits: Limits, most: int) -> list[int]:
    """Of letters that are due, each its number and address in the order of their turn, those of the next batch."""
    taken: Counter[str] = Counter()
    chosen: list[int] = []
    for letter, address in due:
        host = host_of(address)
        if len(chosen) == most:
            break
        if taken[host] < min(limits.batch, limits.minute - recent.get(host, 0)):
            taken[host] += 1
            chosen.append(letter)
    return chosen
