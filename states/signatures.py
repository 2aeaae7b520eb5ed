"""How a partner's sign-off stands, folded from what was said: by itself, by a class as a whole, or member by member.

Also which rounds an ISP asks for, and when: sign-off and assent are two kinds of round, and both orders of sign-off and
quality assurance occur (design §3; report l.1287, l.1563 and l.1488).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from states.lifecycle import State
from states.words import Sentence

SIGNED: Final = frozenset({"signed", "signed_with_reservation"})
Outcome = Literal[
    "none", "signed", "signed_with_reservation", "declined", "no_answer", "not_known", "partly", "changed_since"
]
ORDERS: Final = ("before_qa", "after_qa", "either")
COMMENT_WINDOW: Final = 10
"""Working days for comments where the policy has no clock for them (our default)."""
LONGEST_WINDOW: Final = 60
"""Working days: a longer window is a slip of the keyboard (our default)."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sign-off as recorded. `member` None: the partner, or the class as a whole, then perhaps `signed` of `of`.

    `holds`: no change since touches it. `withdrawn`: it was recorded by mistake.
    """

    number: int
    outcome: str
    member: int | None = None
    signed: int | None = None
    of: int | None = None
    holds: bool = True
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a partner stands: the outcome, the row that says so, and of a class how many of how many have signed."""

    outcome: Outcome = "none"
    number: int | None = None
    signed: int | None = None
    of: int | None = None

    @property
    def is_signed(self) -> bool:
        """Whether it is signed by everybody who has to, as it is now."""
        return self.outcome in SIGNED


def stands(said: Sequence[Said], members: Collection[int] = ()) -> Standing:
    """How a partner with these members stands after these rows, oldest first. The last word of each counts."""
    last: dict[int | None, Said] = {}
    for one in said:
        if not one.withdrawn and (one.member is None or one.member in members):
            last[one.member] = one
    whole = last.pop(None, None)
    if whole is not None and not any(one.number > whole.number for one in last.values()):
        return _whole(whole)
    if not last:
        return Standing()
    good = [one for one in last.values() if one.outcome in SIGNED and one.holds]
    newest = max(last.values(), key=lambda one: one.number)
    declined = [one for one in last.values() if one.outcome == "declined"]
    count = {"number": newest.number, "signed": len(good), "of": len(members)}
    if declined:
        return Standing("declined", max(one.number for one in declined), len(good), len(members))
    if len(good) < len(members):
        stale = any(one.outcome in SIGNED and not one.holds for one in last.values())
        return Standing("changed_since" if stale else "partly", **count)
    reserved = any(one.outcome == "signed_with_reservation" for one in good)
    return Standing("signed_with_reservation" if reserved else "signed", **count)


def _whole(one: Said) -> Standing:
    if one.outcome in SIGNED and not one.holds:
        return Standing("changed_since", one.number, one.signed, one.of)
    if one.outcome in SIGNED and one.signed is not None and one.of is not None and one.signed < one.of:
        return Standing("partly", one.number, one.signed, one.of)
    return Standing(one.outcome, one.number, one.signed, one.of)  # type: ignore[arg-type]  # the table's CHECK


@dataclass(frozen=True, slots=True)
class Plan:
    """Which rounds an ISP asks for, and whether sign-off comes before or after quality assurance."""

    sign_off: bool = True
    assent: bool = False
    order: str = "either"


BEFORE_QA: Final = frozenset({State.DRAFT, State.RETURNED})
AFTER_QA: Final = frozenset({State.ASSURED, State.REVIEW_DUE, State.IN_REVIEW})
_IN_QA: Final = frozenset({State.QA_QUEUE, State.QA_REVIEW})


def why_not_asked(plan: Plan, kind: str, state: State) -> Sentence | None:
    """Why a round of this kind is not asked for in this state; None where it may be."""
    if kind == "assent":
        if not plan.assent:
            return Sentence(
                "This ISP does not ask for assent: change that first, under “which rounds are needed”.",
                "Nid yw'r ISP hwn yn gofyn am gydsyniad: newidiwch hynny'n gyntaf, dan “pa rowndiau sydd eu hangen”.",
            )
        return None if state in AFTER_QA else Sentence(
            "Assent is asked for after quality assurance: wait until it is assured.",
            "Gofynnir am gydsyniad ar ôl sicrhau ansawdd: arhoswch nes iddo gael ei sicrhau.",
        )  # fmt: skip
    if not plan.sign_off:
        return Sentence(
            "This ISP does not ask for sign-off: change that first, under “which rounds are needed”.",
            "Nid yw'r ISP hwn yn gofyn am lofnodion: newidiwch hynny'n gyntaf, dan “pa rowndiau sydd eu hangen”.",
        )
    if state in (BEFORE_QA | AFTER_QA | _IN_QA) - _SHUT[plan.order]:
        return None
    if plan.order == "after_qa":
        return Sentence(
            "Sign-off comes after quality assurance here: wait until it is assured, or change the order.",
            "Daw llofnodi ar ôl sicrhau ansawdd yma: arhoswch nes iddo gael ei sicrhau, neu newidiwch y drefn.",
        )
    return Sentence(
        "Sign-off is asked for once there is a draft: confirm the flows first.",
        "Gofynnir am lofnodion pan fydd drafft: cadarnhewch y llifoedd yn gyntaf.",
    )


_SHUT: Final = {"before_qa": frozenset[State](), "either": frozenset[State](), "after_qa": BEFORE_QA | _IN_QA}
