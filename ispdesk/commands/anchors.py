"""The days that date timers are reckoned from, found for one version: ANCHORS has a function for each `Anchor`.

Each gives, by subject ("" for the version itself, `p3` for its partner 3, `t14` for its task 14), a day; a day that is
not known starts no clock.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from ispdesk.commands import facts
from models.base import table
from models.queries import tasks
from models.tables.after import ConsentModel, SelfReturn
from models.tables.isp import DatedFact, Isp, Version
from models.tables.journal import History
from models.tables.organisation import Accord
from models.tables.person import Facilitator
from models.tables.post import Letter, Notice
from models.tables.work import Flow, Partner, Workshop
from states.calendar import local_day
from states.dates import months_after
from states.lifecycle import Role, Trigger
from states.policy import Anchor, Policy

QUIET = frozenset({"rung_fired", "draft_dropped", "draft_sent"})
"""Rows that are no activity of anybody on the ISP."""
CONSENT_BASIS = "6(1)(a)"
Days = dict[str, dt.date]
_FACT, _FLOW, _HISTORY, _SHOP = table(DatedFact), table(Flow), table(History), table(Workshop)
_PARTNER, _ACCORD = table(Partner), table(Accord)
_FACT_DAYS = core_select(_FACT.happened_from, _FACT.happened_to).where(
    _FACT.isp_id == bindparam("isp"), _FACT.kind == bindparam("kind")
)
_MODEL, _RETURN = table(ConsentModel), table(SelfReturn)
_CONSENT_MODEL = core_select(_MODEL.model).where(_MODEL.isp_id == bindparam("isp")).order_by(_MODEL.id.desc()).limit(1)
_LAST_ROUND = core_select(func.max(_RETURN.asked_on)).where(_RETURN.isp_id == bindparam("isp"))
_BASES = core_select(_FLOW.basis).where(_FLOW.version_id == bindparam("version"))
_LAST_ACT = (
    core_select(_HISTORY.recorded_at)
    .where(
        _HISTORY.stream == bindparam("stream"), _HISTORY.kind.not_in(sorted(QUIET)), _HISTORY.role != Role.TIMER.value
    )
    .order_by(_HISTORY.seq.desc())
    .limit(1)
)
_WORKSHOPS = core_select(_SHOP.happened_from, _SHOP.happened_to).where(_SHOP.isp_id == bindparam("isp"))
_ACCORDS = (
    core_select(_PARTNER.line, _ACCORD.status)
    .where(
        _ACCORD.organisation_id == _PARTNER.organisation_id,
        _PARTNER.isp_id == bindparam("isp"),
        _PARTNER.valid_to.is_(None),
        _PARTNER.observer.is_(False),
    )
    .order_by(_ACCORD.id)
)
"""Built once: these are asked after every change of every ISP."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is looked for."""

    session: Session
    isp: Isp
    version: Version
    policy: Policy

    def ask(self, question: Any, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Put a question that wants no objects; what was changed before has been written."""
        return self.session.connection().execute(question, values)


def _review_date(at: Place) -> Days:
    return {"": at.version.review_date} if at.version.review_date else {}


def notice_accepted(session: Session, isp: Isp) -> dt.date | None:
    """The day on which a reader's server first accepted the latest notice of review, or None."""
    chosen = select(func.max(History.seq)).where(
        History.stream == f"isp:{isp.ref}", History.kind == Trigger.GIVE_REVIEW_NOTICE.value
    )
    given = session.exec(chosen).one()
    if given is None:
        return None
    accepted = (
        select(func.min(Letter.settled_at))
        .join(Notice, col(Notice.letter_id) == col(Letter.id))
        .where(Notice.stream == f"isp:{isp.ref}", Notice.seq == given, Letter.status == "sent")
    )
    found = session.exec(accepted).one()
    return None if found is None else local_day(found)


def _review_noticed(at: Place) -> Days:
    """The review date, or later where the notice came late: its whole time runs from when it was accepted."""
    accepted, notice = notice_accepted(at.session, at.isp), at.policy.timer("review_notice")
    if accepted is None or at.version.review_date is None:
        return {}
    period = notice.period if notice else None
    whole = months_after(accepted, period.months) + dt.timedelta(period.days) if period else accepted
    return {"": max(at.version.review_date, whole)}


def _hold_until(at: Place) -> Days:
    return {"": at.version.hold_until} if at.version.on_hold and at.version.hold_until else {}


def _known_day(first: dt.date | None, last: dt.date | None) -> dt.date | None:
    return first if first is not None and first == last else None


def _fact_days(at: Place, kind: str) -> list[dt.date]:
    found = at.ask(_FACT_DAYS, {"isp": at.isp.id, "kind": kind})
    days = [_known_day(first, last) for first, last in found]
    return sorted(day for day in days if day is not None)


def _assured_on(at: Place) -> dt.date | None:
    return _known_day(at.version.assured_from, at.version.assured_to)


def _operation_and_assurance(at: Place) -> Days:
    """Where nothing is recorded of its operation, the assurance alone; none once the check is recorded."""
    assured = _assured_on(at)
    if assured is None:
        return {}
    later = max([assured, *_fact_days(at, "in_operation_since")[-1:]])
    done = any(day >= later for day in _fact_days(at, "compliance_review"))
    return {} if done else {"": later}


def _consent(at: Place) -> Days:
    assured = _assured_on(at)
    if assured is None or not _relies_on_consent(at):
        return {}
    return {"": max([assured, *_fact_days(at, "consent_checked")[-1:]])}


def _relies_on_consent(at: Place) -> bool:
    """As the ISP says of consent where it says anything; else by its flows' bases and what sources state."""
    said = at.ask(_CONSENT_MODEL, {"isp": at.isp.id}).scalar()
    if said is not None:
        return bool(said != "not_required")
    bases = {basis for (basis,) in at.ask(_BASES, {"version": at.version.id})}
    if "" in bases:
        bases.add(facts.inherited(at.session, at.version.id or 0).get("basis", ""))
    if any(CONSENT_BASIS in basis for basis in bases):
        return True
    return at.ask(_FACT_DAYS, {"isp": at.isp.id, "kind": "consent_relied_on"}).first() is not None


def _self_returns(at: Place) -> Days:
    """The last round that was asked for, or the assurance, whichever is later."""
    assured = _assured_on(at)
    if assured is None:
        return {}
    last = at.ask(_LAST_ROUND, {"isp": at.isp.id}).scalar()
    return {"": max(assured, last) if last else assured}


def _activity(at: Place) -> Days:
    last = at.ask(_LAST_ACT, {"stream": f"isp:{at.isp.ref}"}).scalar()
    return {} if last is None else {"": local_day(last)}


def _workshop(at: Place) -> Days:
    held = at.ask(_WORKSHOPS, {"isp": at.isp.id})
    days = [day for first, last in held if (day := _known_day(first, last)) is not None]
    return {"": max(days)} if days else {}


def _assured_without_signature(at: Place) -> Days:
    """Partners whose latest known status is that they have not signed; what is not known is no refusal."""
    assured = _assured_on(at)
    if assured is None:
        return {}
    latest = {line: status for line, status in at.ask(_ACCORDS, {"isp": at.isp.id})}  # noqa: C416 - rows
    return {f"p{line}": assured for line, status in latest.items() if status == "not-signed"}


def _promise(at: Place) -> Days:
    return {f"t{task.number}": task.until for task in tasks.open_of(at.session, at.version) if task.until}


def facilitator_day(facilitator: Facilitator) -> dt.date | None:
    """The last assignment or training of a facilitator, as far as its day is known."""
    trained = _known_day(facilitator.trained_from, facilitator.trained_to)
    return max((day for day in (facilitator.last_assignment, trained) if day is not None), default=None)


def _facilitator(_at: Place) -> Days:
    return {}  # it runs on the facilitator's own stream


ANCHORS: dict[Anchor, Callable[[Place], Days]] = {
    Anchor.REVIEW_DATE: _review_date,
    Anchor.REVIEW_NOTICED: _review_noticed,
    Anchor.HOLD_UNTIL: _hold_until,
    Anchor.OPERATION_AND_ASSURANCE: _operation_and_assurance,
    Anchor.CONSENT: _consent,
    Anchor.SELF_RETURNS: _self_returns,
    Anchor.ACTIVITY: _activity,
    Anchor.WORKSHOP: _workshop,
    Anchor.ASSURED_WITHOUT_SIGNATURE: _assured_without_signature,
    Anchor.PROMISE: _promise,
    Anchor.FACILITATOR: _facilitator,
}
