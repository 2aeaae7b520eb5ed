"""What a public register shows of an ISP: whether it is in it at all, by which version, and when it is overdue."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from states.dates import months_after
from states.lifecycle import IN_FORCE, State
from states.places import AUTHORITIES

DEVELOPED: Final = (State.WORKSHOPS, State.DRAFT, State.QA_QUEUE, State.QA_REVIEW, State.RETURNED)
"""States in which a first version is known to become an ISP: scoping may still end in another instrument."""
_STOOD: Final = frozenset({State.RETIRED, State.SUPERSEDED})
MONTHS_NOT_LISTED: Final = 12
"""After so many months somebody looks again whether an ISP should stay out of the register (our default)."""


class Listed(StrEnum):
    """How an ISP stands in the register. Which step of its development it has reached is nobody else's business."""

    FORCE = "force"
    DEVELOPING = "developing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one version stands."""

    id: int
    number: int
    place: str
    state: State
    was_assured: bool = False


def listed(versions: Iterable[Stand]) -> tuple[Listed, Stand] | None:
    """How an ISP with these versions stands in the register, and by which of them; None where it is not in it."""
    every = sorted(versions, key=lambda one: -one.number)
    force = next((one for one in every if one.place == "force" and one.state in IN_FORCE | {State.LAPSED}), None)
    if force is not None:
        return Listed.FORCE, force
    begun = next((one for one in every if one.place == "progress" and one.state in DEVELOPED), None)
    if begun is not None:
        return Listed.DEVELOPING, begun
    ended = next((one for one in every if one.was_assured and one.state in _STOOD), None)
    return (Listed.ENDED, ended) if ended is not None else None


def overdue_from(state: State, review: dt.date | None, entered: dt.date) -> dt.date | None:
    """The first day on which the review of a version in force is overdue: after its date, or from its lapse."""
    days = [review + dt.timedelta(1)] if review is not None else []
    return min([*days, entered]) if state is State.LAPSED else days[0] if days else None


def revising(versions: Iterable[Stand]) -> bool:
    """Whether what is written now may be a draft: a version in progress beside the one in force, or under review."""
    return any(one.state is State.IN_REVIEW or one.place == "progress" for one in versions)


def places_of(codes: Iterable[str]) -> set[str]:
    """The places under which an ISP is found: one for all of Wales under every authority."""
    given = set(codes)
    return given | set(AUTHORITIES) if "wales" in given else given


def look_again(since: dt.date) -> dt.date:
    """The day on which somebody looks again at an ISP that is not listed."""
    return months_after(since, MONTHS_NOT_LISTED)


_ADDRESS = re.compile(r"\S+@\S+\.\w+|\b(?:https?://|www\.)\S+|\+?\(?\d[\d\s().-]{7,}\d")


def without_contacts(text: str) -> str:
    """A text without addresses of mail and pages and without telephone numbers: contacts are not public."""
    return " ".join(_ADDRESS.sub("…", text).split())
