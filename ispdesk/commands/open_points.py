"""Open points: answering what the checks find, proposing a review date, and what travels with a submission."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints
from sqlmodel import Session, col, select

from ispdesk.commands import facts, papers
from ispdesk.commands.isps import EDITORS, find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import isps
from models.tables.checking import ANSWERS, OpenPoint
from models.tables.isp import Isp, Version
from models.tables.review import RoundChecks
from states import checks
from states.lifecycle import AMENDABLE, Role, State

ANSWERERS = EDITORS - {Role.IMPORT}
COORDINATORS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.ASSURER})


class AnswerCheck(Payload):
    """We do not know, please advise; or it is as it is, with the reason; or `none`: the answer is taken back."""

    code: Annotated[str, StringConstraints(max_length=40)]
    answer: Literal[(*ANSWERS, "none")]  # type: ignore[valid-type]  # the values are the table's
    text: Annotated[str, StringConstraints(max_length=4000)] = ""


class ProposeReview(Payload):
    """The day by which it is to be reviewed; quality assurance decides it."""

    day: dt.date


def _at_work(tx: Tx) -> tuple[Isp, Version]:
    """The version that can still be amended."""
    isp = find(tx.session, tx.stream.ref)
    version = isps.standing_at(tx.session, isp.id or 0, "progress")
    if version is None or State(version.state) not in AMENDABLE:
        raise decline(
            "not_amendable",
            "It is with quality assurance or in force: ask for it back, or begin a new version.",
            "Mae gyda sicrhau ansawdd neu mewn grym: gofynnwch amdano'n ôl, neu dechreuwch fersiwn newydd.",
        )
    return isp, version


def answer(tx: Tx, payload: AnswerCheck) -> Mapping[str, Any]:
    """Answer one question for the round to come."""
    isp, version = _at_work(tx)
    check = checks.BY_CODE.get(payload.code)
    if check is None:
        raise decline("not_found", f"There is no check {payload.code}.", f"Nid oes gwiriad {payload.code}.")
    if check.severity is checks.Severity.GATEWAY:
        raise decline(
            "gateway",
            "This keeps it out of the queue: it has to be mended, an answer is not enough.",
            "Mae hyn yn ei gadw allan o'r ciw: rhaid ei drwsio, nid yw ateb yn ddigon.",
        )
    if payload.answer == "explained" and not payload.text:
        raise decline("text", "Say why it is as it is.", "Dywedwch pam y mae fel y mae.")
    key = (version.id, version.round + 1, payload.code)
    kept = tx.session.get(OpenPoint, key)
    if payload.answer == "none":
        if kept is not None:
            tx.session.delete(kept)
    else:
        kept = kept or OpenPoint(version_id=version.id or 0, round=version.round + 1, code=payload.code)
        kept.answer, kept.text, kept.answered_at = payload.answer, payload.text, tx.at
        tx.session.add(kept)
    body = {"check": payload.code, "answer": payload.answer, "version": version.number}
    tx.record("check_answered", body, words={"text": payload.text})
    return {"ref": isp.ref, "check": payload.code, "answer": payload.answer}


def propose_review(tx: Tx, payload: ProposeReview) -> Mapping[str, Any]:
    """Propose the date of the next review."""
    isp, version = _at_work(tx)
    if payload.day <= tx.today:
        raise decline(
            "day",
            "Set the next review date; it must be in the future.",
            "Gosodwch y dyddiad adolygu nesaf; rhaid iddo fod yn y dyfodol.",
        )
    version.review_date = payload.day
    tx.session.add(version)
    tx.record("review_proposed", {"day": payload.day, "version": version.number})
    return {"ref": isp.ref, "day": payload.day.isoformat()}


def answers(session: Session, version: Version, *rounds: int) -> dict[str, OpenPoint]:
    """What was answered for a round, by check; of several rounds what was said last."""
    chosen = select(OpenPoint).where(OpenPoint.version_id == version.id, col(OpenPoint.round).in_(rounds))
    return {row.code: row for row in session.exec(chosen.order_by(col(OpenPoint.round)))}


def freeze(tx: Tx, isp: Isp, version: Version) -> list[str]:
    """Keep what is open on submission, with its answers, for the round that begins; return the codes."""
    paper = papers.load(tx.session, isp, version, tx.order.actor, tx.today)
    given = answers(tx.session, version, version.round + 1)
    earlier = answers(tx.session, version, version.round)
    left = {one.check.code: one for one in checks.run(paper) if not one.gateway}
    for code, row in given.items():
        if code not in left:
            tx.session.delete(row)  # it has been mended since
    for code, one in left.items():
        kept = given.get(code) or _again(version, code, earlier.get(code))
        kept.found = [{"en": said.en, "cy": said.cy} for said in one.found]
        tx.session.add(kept)
    return list(left)


def run_again(tx: Tx, isp: Isp, version: Version) -> list[str]:
    """Run every check on a round that is taken up, and keep what they said then; return the codes left open."""
    paper = papers.load(tx.session, isp, version, tx.order.actor, tx.today)
    left = {one.check.code: [{"en": said.en, "cy": said.cy} for said in one.found] for one in checks.run(paper)}
    row = tx.session.get(RoundChecks, (version.id, version.round)) or RoundChecks(
        version_id=version.id or 0, round=version.round, at=tx.at, content_hash="", asked=[], found={}
    )
    row.at, row.begun, row.found = tx.at, paper.begun, left
    row.asked = [check.code for check in checks.CHECKS if check.asked(paper.begun)]
    row.content_hash = facts.content_hash(tx.session, version.id or 0)
    tx.session.add(row)
    return list(left)


def _again(version: Version, code: str, earlier: OpenPoint | None) -> OpenPoint:
    """A point of the round to come, with the answer that was given to it in the round before."""
    point = OpenPoint(version_id=version.id or 0, round=version.round + 1, code=code)
    if earlier is not None:
        point.answer, point.text, point.answered_at = earlier.answer, earlier.text, earlier.answered_at
    return point


SPECS: tuple[Spec[Any], ...] = (
    Spec("answer_check", "isp", AnswerCheck, ANSWERERS, answer),
    Spec("propose_review", "isp", ProposeReview, COORDINATORS, propose_review),
)
