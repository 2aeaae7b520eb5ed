"""The decisions that are open on a version under review, and those that were made, as people see them."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk.commands import deciding, facts
from ispdesk.commands.sections import edition_of
from ispdesk.views.listing import title_of
from ispdesk.views.review_dates import Next, next_review
from ispdesk.views.review_parts import Labels
from ispdesk.views.review_shapes import DecisionRow, DeclaredRow, FindingRow, Independence, SecondRow
from ispdesk.views.reviewing import decisions_of, declared_of, finding_of, independence_of, seconds_of, version_of
from ispdesk.words.text import Lang, Text
from models.queries import isps, people, reviews
from models.tables.isp import Isp, Version
from models.tables.review import AssuranceRecord
from states import names
from states.calendar import local_day
from states.decide import OpenMove, open_moves
from states.editions import edition_for
from states.facts import Facts
from states.lifecycle import ENDS, Role, State, Trigger
from states.needs import NEEDS
from states.reviewing import DECISIONS


@dataclass(frozen=True)
class DecisionChoice:
    """A decision that the reader may make, with what is still missing before it."""

    trigger: str
    label: Text
    unmet: tuple[Text, ...]
    reason: bool
    assures: bool
    ends: bool


@dataclass(frozen=True)
class RecordLink:
    """An assurance record of this ISP. `void`: the decision was taken back."""

    number: str
    seq: int
    day: dt.date
    void: bool
    conditions: Text


@dataclass(frozen=True)
class DecideView:
    """What can be decided, on what, and what was. `lang`: the language that the coordinator works in."""

    ref: str
    title: Text
    version: int
    state: str
    holder: str
    round: int
    seen: str
    lang: Lang
    review_date: dt.date | None
    next: Next | None
    choices: tuple[DecisionChoice, ...]
    independence: Independence
    findings: tuple[FindingRow, ...]
    seconds: tuple[SecondRow, ...]
    declared: tuple[DeclaredRow, ...]
    decisions: tuple[DecisionRow, ...]
    records: tuple[RecordLink, ...]
    claimed: bool
    on_hold: bool

    @property
    def corrections(self) -> tuple[FindingRow, ...]:
        """The corrections of this round."""
        return tuple(row for row in self.findings if row.correction and row.round == self.round)

    @property
    def open_findings(self) -> tuple[FindingRow, ...]:
        """The findings of this round that are not met and are no corrections yet."""
        return tuple(row for row in self.findings if row.round == self.round and not row.closed and not row.correction)

    @property
    def earlier_open(self) -> tuple[FindingRow, ...]:
        """Findings of rounds before of which nobody has said that they are met."""
        return tuple(row for row in self.findings if row.round < self.round and not row.closed)

    @property
    def correcting(self) -> bool:
        """Whether it is with its coordinator for small corrections."""
        return self.state == "qa_review" and self.holder == "coordinator"

    @property
    def under_review(self) -> bool:
        """Whether a round is under review now."""
        return self.state == "qa_review"

    def choice(self, trigger: str) -> DecisionChoice | None:
        """The decision of this name, where the reader may make it."""
        return next((one for one in self.choices if one.trigger == trigger), None)

    def missing(self, row: DecisionRow) -> Lang | None:
        """The language in which a decision's reason or its conditions are not said, while the other says them."""
        record = self.record_of(row.seq)
        said = [Text(row.reason_en or None, row.reason_cy or None), record.conditions if record else Text()]
        if any(one.en and not one.cy for one in said):
            return "cy"
        return "en" if any(one.cy and not one.en for one in said) else None

    def record_of(self, seq: int) -> RecordLink | None:
        """The record that a decision issued."""
        return next((one for one in self.records if one.seq == seq), None)


def decide_view(session: Session, ref: str, who: str, roles: AbstractSet[Role], at: dt.datetime) -> DecideView | None:
    """The decisions on the version that is in a round, or was last; None where there is none."""
    isp = isps.by_ref(session, ref)
    version = version_of(session, isp) if isp else None
    if isp is None or version is None:
        return None
    person = people.by_ref(session, who)
    seen = facts.load(session, isp, version, who, local_day(at))
    said = reviews.said(session, version.id or 0, person.id if person else None)
    labels = _labels(session, isp, version, said)
    moves = {one.move.trigger: one for one in open_moves(seen, roles - {Role.TIMER}, version.profile)}
    under_review = State(version.state) is State.QA_REVIEW
    return DecideView(
        ref=isp.ref,
        title=title_of(isp),
        version=version.number,
        state=version.state,
        holder=version.holder,
        round=version.round,
        seen=f"{version.state}@{version.entered_seq}",
        lang=deciding.language_of(session, isp),
        review_date=version.review_date,
        next=next_review(session, isp, version, at) if under_review else None,
        choices=tuple(_choice(moves[one], seen) for one in DECISIONS if one in moves) if under_review else (),
        independence=independence_of(session, isp, person, seen, said),
        findings=tuple(finding_of(row, labels) for row in said if row.what == "finding"),
        seconds=seconds_of(said, version),
        declared=declared_of(said),
        decisions=decisions_of(said),
        records=tuple(map(_link, reviews.numbers_of(session, isp.id or 0))),
        claimed=version.assurer is not None,
        on_hold=version.on_hold,
    )


def _labels(session: Session, isp: Isp, version: Version, said: list[Any]) -> Labels:
    kept = next((row for row in said if row.what == "checks" and row.day), None)
    edition = edition_for(version.profile, kept.day) if kept else edition_of(session, version)
    return Labels(session, isp, version, edition)


ASKED_THERE = ("review_date_set", "other_instrument_named")
"""What the decision's own form asks for."""


def _choice(one: OpenMove, seen: Facts) -> DecisionChoice:
    there = {NEEDS[name].unmet(seen) for name in ASKED_THERE}
    label = names.TRIGGERS[one.move.trigger]
    return DecisionChoice(
        trigger=one.move.trigger.value,
        label=Text(label.en, label.cy),
        unmet=tuple(Text(need.en, need.cy) for need in one.unmet if need not in there),
        reason=one.move.reason,
        assures=one.move.trigger in deciding.PUBLISHED,
        ends=one.move.target in ENDS,
    )


def _link(record: AssuranceRecord) -> RecordLink:
    said = Text(record.conditions_en or None, record.conditions_cy or None)
    return RecordLink(record.number, record.seq, record.decided_on, record.void_at is not None, said)


def label_of(trigger: str) -> Text:
    """A trigger's name in both languages."""
    said = names.TRIGGERS[Trigger(trigger)]
    return Text(said.en, said.cy)
