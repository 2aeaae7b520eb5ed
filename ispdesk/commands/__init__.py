"""Every change there is: one file a noun; COMMANDS is the table that the door looks up."""

from collections.abc import Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from ispdesk.commands import (
    alerts,
    calendar,
    clocks,
    digest,
    drafts,
    findings,
    following_up,
    groups,
    isps,
    links,
    moves,
    organisations,
    people,
    queue,
    rungs,
    settings,
    taking_on,
    tasks,
    undoing,
    work,
)
from ispdesk.commands.shape import Payload, Spec, Tx

NOUNS = (
    organisations, people, groups, isps, work, findings, moves, taking_on, undoing, tasks, links, following_up,
    drafts, rungs, digest, queue, settings, calendar, alerts,
)  # fmt: skip
KEPT = frozenset({"fire_rung", "keep_clock"})
"""Commands on an ISP that bring its clocks up to date themselves."""


def _keeping(spec: Spec[Any]) -> Spec[Any]:
    """A command on an ISP, with its clocks re-projected after it: any of them may have moved what a clock runs from."""

    @wraps(spec.carry_out)
    def carry_out(tx: Tx, payload: Payload) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = spec.carry_out(tx, payload)
        clocks.keep(tx.session, isps.find(tx.session, tx.stream.ref), tx.at)
        return answer

    return replace(spec, carry_out=carry_out)


COMMANDS: dict[str, Spec[Any]] = {
    spec.kind: _keeping(spec) if spec.stream_kind == "isp" and spec.kind not in KEPT else spec
    for noun in NOUNS
    for spec in noun.SPECS
}
