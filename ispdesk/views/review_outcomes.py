"""How the periodic review of an ISP can end: each outcome with what it means, who may, and what is still missing."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.commands import facts as loader
from ispdesk.commands.review_dates import ENDING, OUTCOMES
from ispdesk.views.listing import title_of
from ispdesk.views.review_dates import Next, next_review
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.isp import Version
from states import decide, names
from states.calendar import local_day
from states.facts import Facts
from states.lifecycle import Move, Role, State, Trigger, row_for

_UNDO = {Trigger.RETIRE: "ends", Trigger.LAPSE: "lapses"}
SET_THERE = "review_date_set"
"""The form brings the date."""


@dataclass(frozen=True)
class Outcome:
    """One way in which a review can end. `begins`: the review is begun by the same form. `yours`: the reader may.

    `undo`: how it can be undone: taken `back`, by withdrawing what it `opens`, by reopening what `ends`, or by a
    review of what `lapses`.
    """

    trigger: str
    label: Text
    who: tuple[Text, ...]
    needs: tuple[str, ...]
    unmet: tuple[Text, ...]
    yours: bool
    begins: bool
    reason: bool
    sets_date: bool
    declares: bool
    ends: bool
    undo: str


@dataclass(frozen=True)
class OutcomesView:
    """The review of what is in force. `passed`: its review date has gone by. `next`: what would be set now."""

    ref: str
    title: Text
    version: int
    state: str
    seen: str
    review_date: dt.date | None
    own: dt.date | None
    passed: bool
    in_progress: int | None
    may_begin: bool
    outcomes: tuple[Outcome, ...]
    next: Next

    def outcome(self, trigger: str) -> Outcome | None:
        """The outcome of this name, where the reader may choose it."""
        return next((one for one in self.outcomes if one.trigger == trigger and one.yours), None)


def outcomes_view(
    session: Session, ref: str, roles: AbstractSet[Role], actor: str, at: dt.datetime
) -> OutcomesView | None:
    """How the review of an ISP can end, for whoever has these roles; None where nothing of it is in force."""
    isp = isps.by_ref(session, ref)
    version = isps.standing_at(session, isp.id or 0, "force") if isp else None
    if isp is None or version is None:
        return None
    today = local_day(at)
    facts = loader.load(session, isp, version, actor, today)
    begin = row_for(Trigger.BEGIN_REVIEW, State(version.state), version.profile)
    may_begin = begin is not None and bool(begin.by & roles)
    progress = isps.standing_at(session, isp.id or 0, "progress")
    found = [_outcome(trigger, version, facts, roles, may_begin=may_begin) for trigger in OUTCOMES]
    return OutcomesView(
        ref=isp.ref,
        title=title_of(isp),
        version=version.number,
        state=version.state,
        seen=f"{version.state}@{version.entered_seq}",
        review_date=version.review_date,
        own=version.wished_review_date,
        passed=version.review_date is not None and version.review_date < today,
        in_progress=progress.number if progress else None,
        may_begin=may_begin,
        outcomes=tuple(one for one in found if one is not None),
        next=next_review(session, isp, version, at),
    )


def _outcome(
    trigger: Trigger, version: Version, facts: Facts, roles: AbstractSet[Role], *, may_begin: bool
) -> Outcome | None:
    """One outcome from where the version stands, or from a review that is begun for it."""
    move = row_for(trigger, State(version.state), version.profile)
    begins = move is None and trigger in ENDING
    if begins:
        move = row_for(trigger, State.IN_REVIEW, version.profile)
    if move is None:
        return None
    needs = tuple(name for name in move.needs if name != SET_THERE)
    there = {SET_THERE} | ({"assurer_independent"} if facts.assurer_conflict is None else set())  # a box says so
    unmet = decide.sentences(tuple(name for name in decide.unmet(move, facts) if name not in there), facts)
    return _made(move, needs, tuple(Text(one.en, one.cy) for one in unmet), roles, begins=begins, may_begin=may_begin)


def _made(
    move: Move,
    needs: tuple[str, ...],
    unmet: tuple[Text, ...],
    roles: AbstractSet[Role],
    *,
    begins: bool,
    may_begin: bool,
) -> Outcome:
    label = names.TRIGGERS[move.trigger]
    who = [decide.ROLE_NAMES[role] for role in sorted(move.by, key=list(Role).index)]
    return Outcome(
        trigger=move.trigger.value,
        label=Text(label.en, label.cy),
        who=tuple(Text(one.en, one.cy) for one in who),
        needs=needs,
        unmet=unmet,
        yours=bool(move.by & roles) and (may_begin or not begins),
        begins=begins,
        reason=move.reason,
        sets_date=move.trigger in ENDING,
        declares="interests_declared" in move.needs,
        ends=move.trigger in {Trigger.RETIRE, Trigger.LAPSE},
        undo=_UNDO.get(move.trigger, "opens" if move.opens else "back"),
    )
