"""Checks of an ISP after assurance: compliance, consent, visits; and what the ISP says of consent."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import StringConstraints

from ispdesk.commands.after import KEEPERS, about_nobody, in_force, raise_event
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import after
from models.tables.after import MODELS, CheckMade, ConsentModel
from models.tables.isp import DatedFact
from states.after import Kind
from states.compliance import FACT, QUESTIONS, Check, Question, missing, outcome, raised, unknown
from states.lifecycle import Role
from states.when import When

Code = Annotated[str, StringConstraints(max_length=20)]
Answers = Annotated[dict[Code, Annotated[str, StringConstraints(max_length=10)]], MaxLen(20)]
Said = Annotated[str, StringConstraints(max_length=1000)]


class RecordCheck(Payload):
    """A check that was made; `happened` of the order says when. `found`: in words, for each answer that is a finding.

    `note` says who looked and how, by their roles.
    """

    check: Check
    answers: Answers
    found: Annotated[dict[Code, Said], MaxLen(20)] = {}  # noqa: RUF012 - frozen, and pydantic copies it
    note: Said = ""


class StateConsent(Payload):
    """Whether consent is required, sought, or not required; under which gateway; where it is captured (domain R45)."""

    model: Literal[MODELS]  # type: ignore[valid-type]  # the values are the table's
    gateway: Said = ""
    captured: Said = ""


def record_check(tx: Tx, payload: RecordCheck) -> Mapping[str, Any]:
    """Keep a check, and raise each finding as something to be decided about; its clock stops, or begins its next year.

    A check of consent or compliance without a known day stops no clock: none is reckoned from it.
    """
    isp = find(tx.session, tx.stream.ref)
    version = in_force(tx.session, isp)
    questions = QUESTIONS[payload.check]
    check_answers(questions, payload.answers)
    findings = raised(questions, payload.answers)
    without = [question.code for question in findings if not payload.found.get(question.code)]
    if without:
        raise decline(
            "text",
            f"Say what was found: {', '.join(without)}.",
            f"Dywedwch beth a ganfuwyd: {', '.join(without)}.",
        )
    about_nobody(payload.note, *payload.found.values())
    when = tx.order.happened or When(tx.today, tx.today)
    number = after.next_number(tx.session, CheckMade, isp.id or 0)
    result = outcome(questions, payload.answers)
    body = {"number": number, "check": payload.check, "answers": dict(payload.answers), "outcome": result}
    words = {"note": payload.note} | {f"found_{q.code}": payload.found[q.code] for q in findings}
    row = tx.record("check_made", {"version": version.number, **body}, words=words, happened=when)
    tx.session.add(
        CheckMade(
            isp_id=isp.id or 0, version_id=version.id or 0, number=number, kind=payload.check.value,
            answers=dict(payload.answers), outcome=result.value, happened_from=when.not_before,
            happened_to=when.not_after, made_by=tx.order.actor, recorded_at=tx.at, seq=row.seq,
        )
    )  # fmt: skip
    fact = FACT.get(payload.check)
    if fact is not None:
        tx.session.add(
            DatedFact(
                isp_id=isp.id or 0, kind=fact, value=result.value, happened_from=when.not_before,
                happened_to=when.not_after, source=f"check {number}",
            )
        )  # fmt: skip
    events = [
        raise_event(
            tx, isp, version, Kind.FINDING, question.calls, payload.found[question.code], check=number,
            code=question.code, when=when,
        ).number
        for question in findings
    ]  # fmt: skip
    return {"ref": isp.ref, "number": number, "outcome": result.value, "events": events}


def check_answers(questions: tuple[Question, ...], answers: Mapping[str, str]) -> None:
    """Decline answers that leave a question out, answer it otherwise than it can be, or answer what nobody asks."""
    wrong = (*missing(questions, answers), *unknown(questions, answers))
    if wrong:
        raise decline(
            "wrong_value",
            f"Answer each question with one of its answers: {', '.join(wrong)}.",
            f"Atebwch bob cwestiwn ag un o'i atebion: {', '.join(wrong)}.",
        )


def state_consent(tx: Tx, payload: StateConsent) -> Mapping[str, Any]:
    """Say it, from now on; the yearly check runs where consent is required or sought."""
    isp = find(tx.session, tx.stream.ref)
    working_version(tx, isp)
    if payload.model == "required" and not payload.captured:
        raise decline("text", "Say where consent is recorded.", "Dywedwch ble y cofnodir cydsyniad.")
    if payload.model == "not_required" and not payload.gateway:
        raise decline(
            "text",
            "Say which legal gateway makes consent unnecessary.",
            "Dywedwch pa borth cyfreithiol sy'n golygu nad oes angen cydsyniad.",
        )
    about_nobody(payload.gateway, payload.captured)
    words = {"gateway": payload.gateway, "captured": payload.captured}
    row = tx.record("consent_stated", {"model": payload.model}, words=words)
    tx.session.add(ConsentModel(isp_id=isp.id or 0, model=payload.model, recorded_at=tx.at, seq=row.seq))
    return {"ref": isp.ref, "model": payload.model}


SPECS: tuple[Spec[Any], ...] = (
    Spec("record_check", "isp", RecordCheck, KEEPERS | {Role.IMPORT}, record_check),
    Spec("state_consent", "isp", StateConsent, KEEPERS | {Role.IMPORT}, state_consent),
)
