"""Reads a *what if* from the mapping of its file, or says everything that is wrong with it."""

from collections.abc import Mapping
from typing import Any

from states.fields import Fields, Problem
from states.forecast import KINDS, WhatIf

BOOKED = ("training", "meetings")
"""What the team's calendar has beside leave; it can be stopped like a class of work."""
MOST_PEOPLE, MOST_DAYS = 50, 31
"""Assurers more or fewer and facilitators, and days of a month, at most: more is a slip of the keyboard."""


def parse(mapping: Mapping[str, Any]) -> WhatIf | list[Problem]:
    """Read it: `assurers`, `peer_review` with `facilitators` and `days_a_month`, `stop`."""
    reader = _Reader(whole=True)
    found = reader.what_if(mapping)
    return reader.problems or found


class _Reader(Fields):
    def what_if(self, mapping: Mapping[str, Any]) -> WhatIf:
        self.unknown((), mapping, ("assurers", "peer_review", "stop"))
        more = mapping.get("assurers", 0)
        if isinstance(more, bool) or not isinstance(more, int) or abs(more) > MOST_PEOPLE:
            said = f"-{MOST_PEOPLE} to {MOST_PEOPLE}"
            self.wrong(("assurers",), f"must be a whole number, {said}", f"rhaid iddo fod yn rhif cyfan, {said}")
            more = 0
        peers = self.table(("peer_review",), mapping.get("peer_review", {}))
        at = ("peer_review",)
        self.unknown(at, peers, ("facilitators", "days_a_month"))
        lent = self._up_to("facilitators", peers, 1, MOST_PEOPLE) * self._up_to("days_a_month", peers, 0, MOST_DAYS)
        stop = self.choices((), mapping, "stop", (*KINDS, *BOOKED)) if "stop" in mapping else ()
        return WhatIf(more, lent, frozenset(stop))

    def _up_to(self, key: str, peers: Mapping[str, Any], default: int, most: int) -> float:
        value = self.number(("peer_review",), {key: default, **peers}, key)
        if value > most:
            self.wrong(("peer_review", key), f"must be at most {most}", f"rhaid iddo fod yn {most} ar y mwyaf")
        return value
