"""Every change there is: one file a noun; COMMANDS is the table that the door looks up."""

from typing import Any

from ispdesk.commands import (
    findings,
    groups,
    isps,
    moves,
    organisations,
    people,
    queue,
    rungs,
    settings,
    taking_on,
    undoing,
    work,
)
from ispdesk.commands.shape import Spec

COMMANDS: dict[str, Spec[Any]] = {
    spec.kind: spec
    for noun in (organisations, people, groups, isps, work, findings, moves, taking_on, undoing, rungs, queue, settings)
    for spec in noun.SPECS
}
