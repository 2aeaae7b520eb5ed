"""Every change there is: one file a noun; COMMANDS is the table that the door looks up."""

from collections.abc import Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from ispdesk.commands import (
    accord,
    addresses,
    after,
    agendas,
    alerts,
    assigning,
    attending,
    benefits,
    boarding,
    calendar,
    clocks,
    comments,
    compliance,
    deciding,
    digest,
    disposing,
    doc_templates,
    drafts,
    effort,
    feeds,
    findings,
    flows,
    following_up,
    groups,
    handing_over,
    helping,
    indexing,
    invitations,
    isps,
    leaving,
    links,
    memberships,
    minor_changes,
    moves,
    open_points,
    organisations,
    packing,
    partners,
    people,
    preferences,
    programme,
    public_entry,
    questions,
    queue,
    queue_marks,
    register_marks,
    removal,
    review_dates,
    reviewing,
    rungs,
    scoping,
    sections,
    self_returns,
    settings,
    signatories,
    signing,
    signing_rounds,
    sittings,
    steps,
    support,
    taking_on,
    targets,
    tasks,
    team_time,
    training,
    undoing,
    unsubscribing,
    wording,
    work,
    workshops,
)
from ispdesk.commands.shape import Payload, Spec, Tx
from models.queries import queued

NOUNS = (
    organisations, people, addresses, preferences, groups, isps, work, workshops, findings, moves, taking_on,
    undoing, tasks, links, following_up, drafts, rungs, digest, queue, settings, calendar, alerts, feeds, effort,
    removal, leaving, steps, flows, sections, comments, doc_templates, partners, signing, signing_rounds,
    minor_changes, handing_over, scoping, open_points, attending, unsubscribing, queue_marks, team_time, reviewing,
    deciding, agendas, sittings, questions, helping, programme, assigning, wording, memberships, disposing,
    packing, review_dates, after, compliance, self_returns, benefits, signatories, accord, training, support,
    register_marks, targets, boarding,
)  # fmt: skip
KEPT = frozenset({"fire_rung", "keep_clock"})
"""Commands on an ISP that bring its clocks up to date themselves."""

INVITES = frozenset(
    {
        "move",
        "move_review",
        "take_back",
        "correct",
        "describe",
        "add_partner",
        "remove_partner",
        "change_partner",
        "go_on_without",
        "answer_offer",
        "name_facilitator",
    },
)
"""Commands that may change a review date, or who is invited to a workshop."""


def _keeping(spec: Spec[Any]) -> Spec[Any]:
    """A command on an ISP, with its clocks, words to find it by and invitations brought up to date."""

    @wraps(spec.carry_out)
    def carry_out(tx: Tx, payload: Payload) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = spec.carry_out(tx, payload)
        isp = isps.find(tx.session, tx.stream.ref)
        clocks.keep(tx.session, isp, tx.at)
        if spec.kind in indexing.CHANGES:
            indexing.keep(tx.session, isp)
        if spec.kind in indexing.SERVES:
            queued.keep_served(tx.session, isp)
        public_entry.keep(tx.session, isp, spec.kind)
        if spec.kind in INVITES:
            invitations.keep_isp(tx, isp)
        return answer

    return replace(spec, carry_out=carry_out)


COMMANDS: dict[str, Spec[Any]] = {
    spec.kind: _keeping(spec) if spec.stream_kind == "isp" and spec.kind not in KEPT else spec
    for noun in NOUNS
    for spec in noun.SPECS
}
