"""Whether what a policy tells can be said: each rung's message exists, and the rung can give what it needs."""

from collections.abc import Iterator, Mapping
from typing import Any

from notifications.messages import MESSAGES
from states.fields import Problem
from states.policy import Anchor, Policy
from states.words import Sentence

OF_A_CLOCK = MESSAGES["clock_due"].values
"""What a rung of an ISP's clock can say; the plain messages of rungs need all of it."""
OF_A_PERSON = MESSAGES["facilitator_idle"].values
"""What a rung of a facilitator's clock can say."""


def sayable(anchor: object) -> frozenset[str]:
    """The messages that a rung of a timer reckoned from this anchor (None: a budget) may carry."""
    given = OF_A_PERSON if anchor == Anchor.FACILITATOR else OF_A_CLOCK
    return frozenset(name for name, message in MESSAGES.items() if message.values <= given)


def problems_of(policy: Policy) -> list[Problem]:
    """Each message that does not exist, or that a rung or the digest cannot carry."""
    told = [
        (("timers", timer.kind, "rungs", rung.name, "message"), timer.anchor, rung.message)
        for timer in policy.timers
        for rung in timer.rungs
    ]
    return [*_of_rungs(iter(told)), *_of_digest(sorted(policy.digest.urgent))]


def problems_of_content(content: Mapping[str, Any]) -> list[Problem]:
    """The same for a file that is not right otherwise, as far as its messages can be found."""
    digest = content.get("digest")
    urgent = digest.get("urgent") if isinstance(digest, Mapping) else None
    names = [name for name in urgent if isinstance(name, str)] if isinstance(urgent, list) else []
    return [*_of_rungs(_written(content)), *_of_digest(names)]


Told = tuple[tuple[str, ...], object, str]
"""Where a message is named, the timer's anchor, and the name."""


def _written(content: Mapping[str, Any]) -> Iterator[Told]:
    for kind, timer in _tables(content.get("timers")):
        for name, rung in _tables(timer.get("rungs")):
            message = rung.get("message")
            if isinstance(message, str) and message.strip():
                yield ("timers", kind, "rungs", name, "message"), timer.get("anchor"), message


def _tables(value: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield from ((key, inner) for key, inner in value.items() if isinstance(inner, Mapping))


def _of_rungs(told: Iterator[Told]) -> list[Problem]:
    return [_problem(key, name, sayable(anchor)) for key, anchor, name in told if name not in sayable(anchor)]


def _of_digest(names: list[str]) -> list[Problem]:
    return [_problem(("digest", "urgent"), name, frozenset(MESSAGES)) for name in names if name not in MESSAGES]


def _problem(key: tuple[str, ...], name: str, known: frozenset[str]) -> Problem:
    listed = ", ".join(sorted(known))
    return Problem(
        key,
        Sentence(
            f"“{name}” is no message that can be sent here; there are {listed}",
            f"nid yw “{name}” yn neges y gellir ei hanfon yma; ceir {listed}",
        ),
    )
