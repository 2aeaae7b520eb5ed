"""What a decision of quality assurance leaves: its reason in either language, and a numbered assurance record."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints
from sqlmodel import Session, col, func, select

from ispdesk.commands import facts, tasks
from ispdesk.commands.findings import ASSURERS
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import isps, people
from models.queries import tasks as open_tasks
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Person
from models.tables.qa import Declaration, Finding
from models.tables.review import AssuranceRecord, Decision, SecondWord
from states.lifecycle import Role, Trigger

Lang = Literal["en", "cy"]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Conditions = Annotated[str, StringConstraints(max_length=2000)]
OTHER: dict[str, Lang] = {"en": "cy", "cy": "en"}
ASK = "Please give the reason and conditions in {en} too. / Rhowch y rheswm a'r amodau yn {cy} hefyd."
NAMES = {"en": ("English", "Saesneg"), "cy": ("Welsh", "Gymraeg")}


class TranslateReason(Payload):
    """The other language of a decision's reason, and of the conditions on its record; `seq` is the decision's row."""

    seq: int
    lang: Lang
    reason: Annotated[str, StringConstraints(max_length=4000)] = ""
    conditions: Conditions = ""


class AskReason(Payload):
    """Ask whoever decided for the reason in the other language; `seq` is the decision's row."""

    seq: int


def language_of(session: Session, isp: Isp) -> Lang:
    """The language that an ISP's coordinator works in; English where that is not known."""
    person = session.get(Person, isp.coordinator_person_id) if isp.coordinator_person_id else None
    return "cy" if person is not None and person.language == "cy" else "en"


def keep(
    tx: Tx,
    isp: Isp,
    version: Version,
    row: History,
    *,
    reason: str,
    lang: Lang | None,
    conditions: Mapping[Lang, str],
    record: bool,
) -> str | None:
    """Keep a decision; with `record`, issue its assurance record and return the number of that."""
    said = lang or language_of(tx.session, isp)
    person = people.by_ref(tx.session, tx.order.actor)
    decided = Decision(
        version_id=version.id or 0,
        round=version.round,
        seq=row.seq,
        trigger=row.kind,
        person_id=person.id if person else None,
        role=row.role,
        reason_en=reason if said == "en" else "",
        reason_cy=reason if said == "cy" else "",
        decided_on=row.happened_to or tx.today,
    )
    tx.session.add(decided)
    if not record:
        return None
    issued = _issue(tx, isp, version, decided, person, conditions)
    missing = _missing(decided, issued)
    if missing is not None and person is not None:  # published: the other language is wanted
        _ask(tx, person, missing)
    return issued.number


def _issue(
    tx: Tx, isp: Isp, version: Version, decided: Decision, person: Person | None, conditions: Mapping[Lang, str]
) -> AssuranceRecord:
    """Issue the record of an assurance; its number says which ISP, which version, and the how manieth of that."""
    session, of = tx.session, version.id or 0
    so_far = session.exec(select(func.count()).where(AssuranceRecord.version_id == of)).one()
    declared = select(Declaration).where(Declaration.version_id == of, Declaration.person_id == decided.person_id)
    word = session.exec(declared).first()
    second = select(SecondWord).where(
        SecondWord.version_id == of,
        SecondWord.round == version.round,
        col(SecondWord.agrees).is_(True),
        SecondWord.person_id != decided.person_id,
    )
    left = select(func.count()).where(Finding.version_id == of, Finding.round == version.round)
    made = AssuranceRecord(
        number=f"{isp.ref}-V{version.number}-{so_far + 1}",
        version_id=of,
        round=version.round,
        seq=decided.seq,
        trigger=decided.trigger,
        content_hash=version.assured_content or facts.content_hash(session, of),
        decided_on=decided.decided_on,
        issued_at=tx.at,
        person_id=decided.person_id,
        organisation_id=person.organisation_id if person else None,
        role=decided.role,
        title_en=isp.title_en,
        title_cy=isp.title_cy,
        review_date=version.review_date,
        conditions_en=conditions.get("en", ""),
        conditions_cy=conditions.get("cy", ""),
        observations=session.exec(left.where(col(Finding.closed).is_(False))).one(),
        interest=bool(word and word.interest),
        exception=bool(word and word.exception),
        second_reader=session.exec(second).first() is not None,
    )
    session.add(made)
    session.flush()
    return made


def _missing(decided: Decision, record: AssuranceRecord | None) -> Lang | None:
    """The language in which something of a decision is not said, while the other says it."""
    pairs = [(decided.reason_en, decided.reason_cy)]
    if record is not None:
        pairs.append((record.conditions_en, record.conditions_cy))
    if any(en and not cy for en, cy in pairs):
        return "cy"
    return "en" if any(cy and not en for en, cy in pairs) else None


def _ask(tx: Tx, person: Person, lang: Lang) -> None:
    en, cy = NAMES[lang]
    tasks.ask(tx, tasks.Ask(kind="reply", person=person.ref, text=ASK.format(en=en, cy=cy)))


def undo(tx: Tx, version: Version, row: History, undone: int) -> None:
    """A decision that is taken back or corrected: its record no longer holds, and nothing is asked about it."""
    session = tx.session
    of_row = Decision.version_id == version.id, Decision.seq == row.seq
    for decided in session.exec(select(Decision).where(*of_row)):
        decided.undone_seq = undone
        session.add(decided)
    chosen = select(AssuranceRecord).where(AssuranceRecord.version_id == version.id, AssuranceRecord.seq == row.seq)
    for record in session.exec(chosen):
        record.void_at = tx.at
        session.add(record)
    rows = select(History.seq).where(History.stream == row.stream, History.command_id == row.command_id)
    asked = select(Task).where(
        Task.version_id == version.id, col(Task.asked_seq).in_(rows), col(Task.done_at).is_(None)
    )
    for task in session.exec(asked):
        tasks.close(tx, version, task, "withdrawn")


def _decision(tx: Tx, isp: Isp, seq: int) -> tuple[Decision, AssuranceRecord | None, Version]:
    versions = {one.id: one for one in isps.versions(tx.session, isp.id or 0)}
    chosen = select(Decision).where(col(Decision.version_id).in_(versions), Decision.seq == seq)
    found = tx.session.exec(chosen).first()
    if found is None or found.undone_seq is not None:
        raise decline("not_found", "There is no such decision.", "Nid oes penderfyniad o'r fath.")
    issued = select(AssuranceRecord).where(AssuranceRecord.version_id == found.version_id, AssuranceRecord.seq == seq)
    return found, tx.session.exec(issued).first(), versions[found.version_id]


def translate_reason(tx: Tx, payload: TranslateReason) -> Mapping[str, Any]:
    """Put in what a decision does not say in one language yet; what has been said stays."""
    isp = find(tx.session, tx.stream.ref)
    decided, record, version = _decision(tx, isp, payload.seq)
    if getattr(decided, f"reason_{OTHER[payload.lang]}") and not payload.reason:
        raise decline("reason", "Give the reason in this language.", "Rhowch y rheswm yn yr iaith hon.")
    for row, name, text in ((decided, "reason", payload.reason), (record, "conditions", payload.conditions)):
        if row is None or not text:
            continue
        if getattr(row, f"{name}_{payload.lang}"):
            raise decline(
                "exists",
                "It is said in this language already, and what was said stays.",
                "Fe'i dywedwyd yn yr iaith hon eisoes, ac mae'r hyn a ddywedwyd yn aros.",
            )
        setattr(row, f"{name}_{payload.lang}", text)
        tx.session.add(row)
    tx.session.flush()
    words = {"reason": payload.reason, "conditions": payload.conditions}
    tx.record("reason_translated", {"decision": payload.seq, "lang": payload.lang}, words=words)
    person = tx.session.get(Person, decided.person_id) if decided.person_id else None
    for task in open_tasks.open_of(tx.session, version) if _missing(decided, record) is None else ():
        if task.kind == "reply" and task.partner_id is None and person is not None and task.person_id == person.id:
            tasks.close(tx, version, task, "done")
    return {"ref": isp.ref, "decision": payload.seq, "lang": payload.lang}


def ask_reason(tx: Tx, payload: AskReason) -> Mapping[str, Any]:
    """Ask for the other language: a task for whoever decided, as long as it is missing."""
    isp = find(tx.session, tx.stream.ref)
    decided, record, version = _decision(tx, isp, payload.seq)
    missing = _missing(decided, record)
    person = tx.session.get(Person, decided.person_id) if decided.person_id else None
    if missing is None or person is None:
        raise decline("nothing_missing", "Both languages are there.", "Mae'r ddwy iaith yno.")
    waiting = [one for one in open_tasks.open_of(tx.session, version) if one.kind == "reply"]
    if any(one.person_id == person.id and one.partner_id is None for one in waiting):
        raise decline("asked", "It has been asked for already.", "Gofynnwyd amdano eisoes.")
    _ask(tx, person, missing)
    return {"ref": isp.ref, "decision": payload.seq, "lang": missing}


INSIDE = ASSURERS | {Role.COORDINATOR, Role.FACILITATOR, Role.PARTNER_CONTACT}
PUBLISHED = frozenset(
    {
        Trigger.ASSURE,
        Trigger.ASSURE_WITH_OBSERVATIONS,
        Trigger.ASSURE_ONCE_CORRECTED,
        Trigger.ACCEPT_MINOR_UPDATE,
    }
)
"""Decisions that issue an assurance record."""
SPECS: tuple[Spec[Any], ...] = (
    Spec("translate_reason", "isp", TranslateReason, ASSURERS, translate_reason),
    Spec("ask_reason", "isp", AskReason, INSIDE, ask_reason),
)
