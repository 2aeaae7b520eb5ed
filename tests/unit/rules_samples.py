"""Facts with which a row of the lifecycle can be taken, and facts in which nothing is known."""

import datetime as dt
from dataclasses import replace

from states.facts import Facts
from states.lifecycle import LIFECYCLE, Move, Party, Role, State, Trigger

TODAY = dt.date(2026, 3, 2)
PROFILES = ("wales-2012", "current")
TABLE: dict[tuple[Trigger, State], Move] = {(move.trigger, move.source): move for move in LIFECYCLE}
NOT_IN_2012 = {Trigger.REFER_TO_GROUP, Trigger.TAKE_FROM_GROUP, Trigger.USE_OTHER_INSTRUMENT}
"""Said again here, so that the profile cannot change without somebody noticing (report 3.3, 4.9)."""


def listed(profile: str, trigger: Trigger, state: State, role: Role) -> bool:
    """What the table says, read without the product's own look-up."""
    move = TABLE.get((trigger, state))
    if move is None or (profile == "wales-2012" and (trigger in NOT_IN_2012 or role is Role.GROUP_MEMBER)):
        return False
    return role in move.by


def full(state: State) -> Facts:
    """Everything a rule may ask for is there."""
    return Facts(
        state=state,
        today=TODAY,
        holder=Party.GROUP,
        title=True,
        area=True,
        lead=True,
        coordinator=True,
        purpose=True,
        instrument="isp",
        partners=3,
        facilitators=1,
        flows=2,
        incomplete_flows=(),
        strangers=(),
        partners_without_flow=(),
        document=True,
        submits_itself=True,
        unsigned=(),
        assurer_known_independent=True,
        findings_open=0,
        must_findings_open=0,
        previous_findings_open=0,
        findings_unanswered=0,
        corrections_unchecked=0,
        corrections_listed=1,
        group=True,
        content_as_assured=True,
        review_date=TODAY + dt.timedelta(30),
        notice_date=TODAY,
        successor=True,
    )


def met(move: Move, role: Role) -> Facts:
    """Facts with which everything that this row needs is true for this role."""
    facts = replace(full(move.source), acting_as_timer=role is Role.TIMER)
    if "other_instrument_named" in move.needs:
        facts = replace(facts, instrument="dda")
    if "review_date_passed" in move.needs:
        facts = replace(facts, review_date=TODAY - dt.timedelta(1))
    return facts


def unknown(state: State) -> Facts:
    """Nothing is known but the state."""
    return Facts(state=state, today=TODAY)
