"""An assurer's independence, what they find, how the coordinator answers, and whether it is met."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from annotated_types import Ge
from pydantic import StringConstraints
from sqlmodel import col, func, select

from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import Long, find
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.work import Number
from models.tables.isp import Version
from models.tables.qa import Declaration, Finding
from states.lifecycle import OPEN_ROUND, Role, State

ASSURERS = frozenset({Role.ASSURER, Role.TEAM_LEAD, Role.GROUP_MEMBER})
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
About = Annotated[str, StringConstraints(max_length=100)]
Interest = Annotated[str, StringConstraints(max_length=1000)]


class FindingGiven(Payload):
    """What an assurer found; a correction is a small one that needs no new round once it is made and checked."""

    text: Text
    severity: Literal["must", "should", "observation"] = "must"
    about: About = ""
    item: Annotated[str, StringConstraints(max_length=20)] = ""
    correction: bool = False
    due: dt.date | None = None


class AddFindings(Payload):
    """Findings of the round that is open, before its decision."""

    findings: tuple[FindingGiven, ...]


class Declare(Payload):
    """An assurer's word that they are independent of this version, or an exception recorded with its reason.

    `interest`: what they declare beside it, such as working for another partner.
    """

    exception: str = ""
    interest: Interest = ""
    person: Ref | None = None


class AnswerFinding(Payload):
    """The coordinator's answer to a finding of this round."""

    number: Number
    answer: Literal["answered", "contested"]
    text: Long = ""


class CloseFinding(Payload):
    """An assurer says that a finding is met."""

    number: Number
    round: Annotated[int, Ge(0)] | None = None


def declare_for(tx: Tx, version: Version, interest: str = "") -> None:
    """The person who moves says that they are independent of this version; a conflict on record still counts."""
    person = find_person(tx.session, tx.order.actor)
    chosen = select(Declaration).where(Declaration.version_id == version.id, Declaration.person_id == person.id)
    row = tx.session.exec(chosen).first() or Declaration(version_id=version.id or 0, person_id=person.id or 0)
    row.interest = interest or row.interest
    tx.session.add(row)
    tx.session.flush()


def write_down(tx: Tx, version: Version, findings: Sequence[FindingGiven]) -> list[int]:
    """Add findings to the version's round; return their numbers."""
    if not findings:
        return []
    chosen = select(func.max(Finding.number)).where(Finding.version_id == version.id, Finding.round == version.round)
    last = tx.session.exec(chosen).one() or 0
    numbers = list(range(last + 1, last + 1 + len(findings)))
    for number, given in zip(numbers, findings, strict=True):
        found = Finding(version_id=version.id or 0, round=version.round, number=number, **given.model_dump())
        found.author = tx.order.actor
        tx.session.add(found)
    tx.session.flush()
    return numbers


def add_findings(tx: Tx, payload: AddFindings) -> Mapping[str, Any]:
    """Add findings while a round is open."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    if State(version.state) not in OPEN_ROUND - {State.RETURNED}:
        raise decline("no_round", "There is no round to find anything in.", "Nid oes rownd i ganfod dim ynddi.")
    numbers = write_down(tx, version, payload.findings)
    words = {f"finding_{n}": given.text for n, given in zip(numbers, payload.findings, strict=True)}
    tx.record("findings_added", {"round": version.round, "numbers": numbers, "version": version.number}, words=words)
    return {"ref": isp.ref, "findings": numbers}


def declare(tx: Tx, payload: Declare) -> Mapping[str, Any]:
    """Declare independence for oneself; a team lead may record an exception for somebody, with its reason."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    person = find_person(tx.session, payload.person or tx.order.actor)
    for_another = person.ref != tx.order.actor
    if (for_another or payload.exception) and Role.TEAM_LEAD not in tx.roles:
        raise decline(
            "not_yours", "Only the team's lead records an exception.", "Dim ond arweinydd y tîm sy'n cofnodi eithriad."
        )
    if for_another and not payload.exception:
        raise decline("reason_missing", "Give the exception's reason.", "Rhowch reswm yr eithriad.")
    chosen = select(Declaration).where(Declaration.version_id == version.id, Declaration.person_id == person.id)
    row = tx.session.exec(chosen).first() or Declaration(version_id=version.id or 0, person_id=person.id or 0)
    row.exception, row.interest = payload.exception, payload.interest or row.interest
    tx.session.add(row)
    body = {"version": version.number, "person": person.ref, "exception": bool(payload.exception)}
    tx.record("declared", body, words={"exception": payload.exception, "interest": payload.interest})
    return {"ref": isp.ref, "person": person.ref}


def _finding(tx: Tx, version: Version, number: int, round_: int) -> Finding:
    chosen = select(Finding).where(Finding.version_id == version.id, Finding.round == round_, Finding.number == number)
    found = tx.session.exec(chosen.order_by(col(Finding.id).desc())).first()
    if found is None:
        raise decline(
            "not_found",
            f"There is no finding {number} in round {round_}.",
            f"Nid oes canfyddiad {number} yn rownd {round_}.",
        )
    return found


def answer_finding(tx: Tx, payload: AnswerFinding) -> Mapping[str, Any]:
    """Answer or contest a finding."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    found = _finding(tx, version, payload.number, version.round)
    found.answer, found.answer_text = payload.answer, payload.text
    tx.session.add(found)
    body = {"number": payload.number, "round": version.round, "answer": payload.answer}
    tx.record("finding_answered", body, words={"text": payload.text})
    return {"ref": isp.ref, "finding": payload.number}


def close_finding(tx: Tx, payload: CloseFinding) -> Mapping[str, Any]:
    """Close a finding that is met."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    round_ = version.round if payload.round is None else payload.round
    found = _finding(tx, version, payload.number, round_)
    found.closed = True
    tx.session.add(found)
    tx.record("finding_closed", {"number": payload.number, "round": round_})
    return {"ref": isp.ref, "finding": payload.number}


SPECS: tuple[Spec[Any], ...] = (
    Spec("declare", "isp", Declare, ASSURERS, declare),
    Spec("add_findings", "isp", AddFindings, ASSURERS, add_findings),
    Spec("answer_finding", "isp", AnswerFinding, frozenset({Role.COORDINATOR}), answer_finding),
    Spec("close_finding", "isp", CloseFinding, ASSURERS, close_finding),
)
