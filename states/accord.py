"""The Accord: whether an organisation is known to have signed, and what is asked of it afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from states.dates import months_after
from states.when import When
from states.words import Sentence


class Standing(StrEnum):
    """What is known of an organisation's signature; not known is never taken for not signed (design §2)."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about an organisation. `ended`: when its signature was withdrawn, None while it stands."""

    status: str
    when: When = field(default_factory=When)
    ended: When | None = None


def standing(statements: Iterable[Statement]) -> Standing:
    """What is known now: signed where any signature stands, else not signed where anybody stated that."""
    every = list(statements)
    if any(one.status == "signed" and one.ended is None for one in every):
        return Standing.SIGNED
    return Standing.NOT_SIGNED if any(one.status == "not-signed" for one in every) else Standing.NOT_KNOWN


def signed_at(statements: Iterable[Statement], day: dt.date) -> bool | None:
    """Whether a signature stood at the end of this day: yes, no, or None where what is known does not say."""
    found = {_stood(one, day) for one in statements if one.status == "signed"}
    return True if True in found else None if None in found else False


def _stood(one: Statement, day: dt.date) -> bool | None:
    signed = one.when.had_happened(day)
    ended = one.ended.had_happened(day) if one.ended is not None else False
    if signed is False or ended:
        return False
    return None if signed is None or ended is None else True


AGAIN_MONTHS = 3
"""Months after which the coordinator is told again of a partner that has not signed (our default; report 3.16)."""


def tell_again(told_on: dt.date, today: dt.date) -> bool:
    """Whether it is time to tell the coordinator again."""
    return months_after(told_on, AGAIN_MONTHS) <= today


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something asked of every organisation that signs, with the months it has for it."""

    text: Sentence
    months: int


FOLLOW_UP = (
    FollowUp(Sentence("Name the Designated Person to the WASPI team", "Enwi'r Person Dynodedig i dîm WASPI"), 1),
    FollowUp(
        Sentence(
            "Tell the staff who share personal information about the Accord",
            "Rhoi gwybod am y Cytundeb i'r staff sy'n rhannu gwybodaeth bersonol",
        ),
        3,
    ),
    FollowUp(
        Sentence(
            "List the regular sharing of personal information that has no protocol yet",
            "Rhestru'r rhannu rheolaidd ar wybodaeth bersonol sydd heb brotocol eto",
        ),
        6,
    ),
)
"""The report asks that "the necessary follow-up action" be ensured (3.16) and names none: the three are our default."""

FIRST_REMINDER = dt.timedelta(14)
EVERY = dt.timedelta(28)


def reminders(due: dt.date, today: dt.date) -> int:
    """How many reminders of an action should have gone by this day: 14 days before, when due, then every 28 days."""
    if today < due - FIRST_REMINDER:
        return 0
    return 1 if today < due else 2 + (today - due) // EVERY
