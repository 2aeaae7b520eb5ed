"""Who hears of a rung at once, and who only by a named person's word (design §4, "Who hears")."""

from dataclasses import dataclass

from states.lifecycle import Party
from states.policy import Confirm, Reader, Rung, Timer

CONFIRM_WITHIN = 5
"""Working days that a drafted escalation lies before its person; then it is on the team's list (our default)."""
NEAR_THE_COORDINATOR = frozenset(
    {
        Reader.HOLDER, Reader.PERSON, Reader.SUBSTITUTE, Reader.COORDINATOR, Reader.FACILITATOR, Reader.PARTNER_CONTACT,
        Reader.TEAM, Reader.TEAM_LEAD, Reader.OPERATOR,
    },
)  # fmt: skip
"""Readers who hear automatically of what a coordinator or partner has to do: it leaves nobody's own organisation, or
comes to the team, who would only confirm it to themselves."""
NEAR_THE_TEAM = NEAR_THE_COORDINATOR | {Reader.GROUP, Reader.BOARD_SECRETARY}
"""And of what the team or a QA group has to do: those who can add capacity, and the board's secretary."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A rung's readers: those told at once, and those told once `before` has confirmed it."""

    at_once: tuple[Reader, ...]
    confirmed: tuple[Reader, ...]
    before: Confirm


def heard(timer: Timer, rung: Rung) -> Heard:
    """Split a rung's readers. A rung of a partner's task lies before the coordinator, any other before the team."""
    readers = tuple(Reader(name) for name in rung.audiences)
    before = Confirm.COORDINATOR if timer.task is not None else Confirm.TEAM
    if rung.confirm is Confirm.AUTOMATIC:
        return Heard(readers, (), before)
    if rung.confirm is not None:
        return Heard((), readers, rung.confirm)
    near = NEAR_THE_TEAM if timer.parties & {Party.TEAM, Party.GROUP} else NEAR_THE_COORDINATOR
    return Heard(
        tuple(reader for reader in readers if reader in near),
        tuple(reader for reader in readers if reader not in near),
        before,
    )
