"""The lifecycle table as a `transitions` machine, which takes each step; the only file that imports it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from transitions import EventData, Machine

from states.lifecycle import LIFECYCLE, PROFILES, State, Trigger


@dataclass(slots=True)
class Step:
    """One step being taken: where it starts, and whether every need of its row was met or waived by the door."""

    state: str
    permitted: bool


def _permitted(event: EventData) -> bool:
    step = cast("Step", event.model)
    return step.permitted


@cache
def _machine(profile: str) -> Any:
    rows = [move for move in LIFECYCLE if move.trigger not in PROFILES[profile].without]
    return Machine(
        model=None,
        states=[state.value for state in State],
        transitions=[
            {
                "trigger": move.trigger.value,
                "source": move.source.value,
                "dest": move.target.value,
                "conditions": _permitted,
            }
            for move in rows
        ],
        initial=State.IDENTIFIED.value,
        auto_transitions=False,  # the default ones lead around every need
        send_event=True,
        ignore_invalid_triggers=True,  # a trigger without a row answers None, which is a refusal and not an accident
    )


def take(state: State, trigger: Trigger, *, permitted: bool, profile: str = "current") -> State | None:
    """Take one step and return the state it leads to, or None where the machine did not take it."""
    event = _machine(profile).events.get(trigger.value)
    if event is None:
        return None
    step = Step(state=state.value, permitted=permitted)
    return State(step.state) if event.trigger(step) else None
