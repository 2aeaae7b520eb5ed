"""Whether what a policy tells can be said: each rung's message exists, and the rung can give what it needs."""

from notifications.messages import MESSAGES
from states.fields import Problem
from states.policy import Anchor, Policy, Timer
from states.words import Sentence

OF_A_CLOCK = MESSAGES["clock_due"].values
"""What a rung of an ISP's clock can say; the plain messages of rungs need all of it."""
OF_A_PERSON = MESSAGES["facilitator_idle"].values
"""What a rung of a facilitator's clock can say."""


def sayable(timer: Timer) -> frozenset[str]:
    """The messages that a rung of this timer may carry."""
    given = OF_A_PERSON if timer.anchor is Anchor.FACILITATOR else OF_A_CLOCK
    return frozenset(name for name, message in MESSAGES.items() if message.values <= given)


def problems_of(policy: Policy) -> list[Problem]:
    """Each message that does not exist, or that a rung or the digest cannot carry."""
    found = [
        _problem(("timers", timer.kind, "rungs", rung.name, "message"), rung.message, known)
        for timer in policy.timers
        for known in [sayable(timer)]
        for rung in timer.rungs
        if rung.message and rung.message not in known
    ]
    unknown = sorted(policy.digest.urgent - set(MESSAGES))
    found.extend(_problem(("digest", "urgent"), name, frozenset(MESSAGES)) for name in unknown)
    return found


def _problem(key: tuple[str, ...], name: str, known: frozenset[str]) -> Problem:
    listed = ", ".join(sorted(known))
    return Problem(
        key,
        Sentence(
            f"“{name}” is no message that can be sent here; there are {listed}",
            f"nid yw “{name}” yn neges y gellir ei hanfon yma; ceir {listed}",
        ),
    )
