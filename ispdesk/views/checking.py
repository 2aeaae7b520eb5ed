"""The checks as people see them: what keeps an ISP out of the queue, what travels with it, and its place there."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk import access
from ispdesk.commands import open_points, papers
from ispdesk.views.forecasting import expected_of
from ispdesk.views.scoring import Place, places
from ispdesk.words.text import Text
from models.queries import isps
from models.tables.checking import OpenPoint
from models.tables.isp import Isp, Version
from states import checks
from states.calendar import local_day
from states.decide import open_moves
from states.forecast import Expected
from states.lifecycle import AMENDABLE, OPEN_ROUND, Role, State, Trigger
from states.words import Sentence

SUBMITS = (Trigger.SUBMIT, Trigger.RESUBMIT)


@dataclass(frozen=True)
class CheckRow:
    """One question that is open. `where`: the page that mends it; `answer`: advise, explained or None."""

    code: str
    question: Text
    severity: str
    basis: str
    where: str
    found: tuple[Text, ...]
    answer: str | None = None
    text: str = ""


@dataclass(frozen=True)
class QueuePlace:
    """The place in the queue, from 1, of so many."""

    place: int
    of: int


@dataclass(frozen=True)
class ChecksView:
    """What is open of one version. `round`: the QA round that it is in or will be; `seen`: the state entry shown.

    `trigger` is the move that submits it now, None where its state has none; `missing` what is unmet before it;
    `mine`: whether the viewer may make that move; `amendable`: whether what is found can still be mended.
    `expected`: when a decision can be expected, once it is in the queue.
    """

    ref: str
    title: Text
    state: str
    round: int
    seen: str
    gateway: tuple[CheckRow, ...]
    points: tuple[CheckRow, ...]
    asked: int
    amendable: bool
    trigger: str | None
    mine: bool
    missing: tuple[Text, ...]
    place: QueuePlace | None
    expected: Expected | None
    dpia: str | None
    dpia_note: str
    review_date: dt.date | None
    partners: int


def checks_view(
    session: Session, ref: str, viewer: str | None, roles: AbstractSet[Role], at: dt.datetime
) -> ChecksView | None:
    """What is open of the version at work, for somebody with these roles in it.

    None where there is no such ISP, or none of it is known by version.
    """
    isp = isps.by_ref(session, ref)
    version = _shown(session, isp) if isp else None
    if isp is None or version is None:
        return None
    today, state = local_day(at), State(version.state)
    in_round = state in OPEN_ROUND
    # In the queue and under review what travelled is shown as it was then; with the coordinator, what is open now.
    frozen = in_round and state is not State.RETURNED
    paper = None if frozen else papers.load(session, isp, version, viewer or "", today)
    found = checks.run(paper) if paper else ()
    rounds = (version.round,) if frozen else (version.round, version.round + 1)
    given = open_points.answers(session, version, *rounds)
    points = _frozen(given) if frozen else tuple(_row(one, given) for one in found if not one.gateway)
    open_now = open_moves(paper.facts, access.DEVELOPERS, version.profile) if paper else ()
    moves = {one.move.trigger: one for one in open_now}
    move = next((moves[trigger] for trigger in SUBMITS if trigger in moves), None)
    begun = paper.begun if paper else None
    line = places(session, at) if frozen else []
    return ChecksView(
        ref=isp.ref,
        title=Text(isp.title_en or None, isp.title_cy or None),
        state=version.state,
        round=version.round if frozen else version.round + 1,
        seen=f"{version.state}@{version.entered_seq}",
        gateway=() if frozen else tuple(_row(one, {}) for one in found if one.gateway),
        points=points,
        asked=sum(check.asked(begun) for check in checks.CHECKS),
        amendable=state in AMENDABLE and version.place == "progress",
        trigger=move.move.trigger.value if move else None,
        mine=bool(move and roles & move.move.by),
        missing=tuple(map(_text, move.unmet)) if move else (),
        place=_place(session, isp, line) if frozen else None,
        expected=expected_of(session, isp.ref, at, line) if frozen else None,
        dpia=isp.dpia,
        dpia_note=isp.dpia_note,
        review_date=version.review_date,
        partners=len(paper.partners) if paper else 0,
    )


def _shown(session: Session, isp: Isp) -> Version | None:
    id_ = isp.id or 0
    return isps.standing_at(session, id_, "progress") or isps.standing_at(session, id_, "force")


def _text(said: Sentence) -> Text:
    return Text(said.en, said.cy)


def _row(one: checks.Open, given: dict[str, OpenPoint]) -> CheckRow:
    check, said = one.check, given.get(one.check.code)
    return CheckRow(
        check.code,
        _text(check.question),
        check.severity.value,
        check.basis,
        check.where.value,
        tuple(map(_text, one.found)),
        said.answer if said else None,
        said.text if said else "",
    )


def _frozen(given: dict[str, OpenPoint]) -> tuple[CheckRow, ...]:
    """What travelled with the submission, in the table's order; what the table asks no more is not shown."""
    kept = [(check, given[code]) for code, check in checks.BY_CODE.items() if code in given]
    return tuple(
        CheckRow(
            check.code,
            _text(check.question),
            check.severity.value,
            check.basis,
            check.where.value,
            tuple(Text(said["en"], said["cy"]) for said in row.found),
            row.answer,
            row.text,
        )
        for check, row in kept
        if row.found is not None
    )


def _place(session: Session, isp: Isp, line: list[Place]) -> QueuePlace | None:
    """Where it stands in the queue's own order; ISPs that a source only counts come after."""
    order = [place.row.id for place in line]
    if isp.id not in order:
        return None
    return QueuePlace(order.index(isp.id) + 1, len(order) + len(isps.counted(session, "awaiting")))
