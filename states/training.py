"""Trained facilitators: how well an authority is covered, who needs a refresher, and what one does now."""

import datetime as dt
from enum import StrEnum

from states.dates import months_after

FEW, MANY = 3, 8
"""Fewer than FEW facilitators are few, MANY or more are many (our defaults; report 4.6 calls 9 and 10 many, 0 none)."""
REFRESH_MONTHS = 24
"""Months after a first course or a refresher in which the next is due (our default)."""


class Cover(StrEnum):
    """How well a local authority is covered."""

    NONE = "none"
    FEW = "few"
    SOME = "some"
    MANY = "many"
    NOT_KNOWN = "not_known"


def cover(least: int, most: int) -> Cover:
    """The band of an authority that has at least and at most so many; not known where the two lie in two bands."""
    low, high = _band(least), _band(most)
    return low if low is high else Cover.NOT_KNOWN


def _band(number: int) -> Cover:
    if number == 0:
        return Cover.NONE
    if number < FEW:
        return Cover.FEW
    return Cover.SOME if number < MANY else Cover.MANY


class Doing(StrEnum):
    """What a trained facilitator does now."""

    AT_WORK = "at_work"
    RECENT = "recent"
    IDLE = "idle"
    NOT_KNOWN = "not_known"


def doing(at_work: int, *, idle: bool | None) -> Doing:
    """At work on an ISP in progress; lately without one; idle; or nobody knows."""
    if at_work:
        return Doing.AT_WORK
    return Doing.NOT_KNOWN if idle is None else Doing.IDLE if idle else Doing.RECENT


def refresher_due(trained: dt.date | None, refreshed: dt.date | None) -> dt.date | None:
    """The day by which the next refresher is due; None where nobody knows when they were trained."""
    known = [day for day in (trained, refreshed) if day is not None]
    return months_after(max(known), REFRESH_MONTHS) if known else None
