"""A round's review: what an assurer says to each question, a second reader's word, and small corrections."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints
from sqlmodel import col, select

from ispdesk.commands import audiences, facts, tasks, telling
from ispdesk.commands.amending import at_work
from ispdesk.commands.findings import ASSURERS, FindingGiven, write_down
from ispdesk.commands.isps import find
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline
from ispdesk.commands.work import Number
from models.queries import people
from models.queries import tasks as open_tasks
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.qa import Finding
from models.tables.review import ReviewDraft, ReviewItem, SecondWord
from states import checklist
from states.decide import sentences
from states.lifecycle import Party, Role, State, correcting
from states.needs import NEEDS
from states.reviewing import FOUND, MOST_CORRECTIONS, Outcome, pointer

Words = Annotated[str, StringConstraints(max_length=4000)]
CORRECTING = "Small corrections, then it is assured. / Cywiriadau bach, yna caiff ei sicrhau."
"""What the task says with which somebody has the clock of the corrections."""
INDEPENDENCE = ("assurer_independent", "interests_declared")


class ItemSaid(Payload):
    """What an assurer says to one question; `about` points at a section or a flow (`section:KEY`, `flow:NUMBER`)."""

    code: Annotated[str, StringConstraints(max_length=20)]
    outcome: Outcome
    text: Words = ""
    about: Annotated[str, StringConstraints(max_length=100)] = ""


class RecordReview(Payload):
    """What an assurer says to the questions of the checklist: those named here, the others stay as they were."""

    items: tuple[ItemSaid, ...]


class GiveSecondWord(Payload):
    """The word of a second independent person who has read the round."""

    agrees: bool
    text: Words = ""


class AskCorrections(Payload):
    """Small corrections, with the day by which they are asked for; it is assured once one assurer has checked them.

    `findings` are numbers of this round's findings that become corrections.
    """

    corrections: tuple[FindingGiven, ...] = ()
    findings: tuple[Number, ...] = ()
    until: dt.date


class CorrectionsMade(Payload):
    """The coordinator hands it back with the corrections made; an assurer may take it back, with a reason."""

    reason: Words = ""


def _under_review(tx: Tx) -> tuple[Isp, Version]:
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    if State(version.state) is not State.QA_REVIEW:
        raise decline(
            "no_round", "It is not under review: claim it first.", "Nid yw dan adolygiad: cymerwch ef yn gyntaf."
        )
    return isp, version


def _independent(tx: Tx, isp: Isp, version: Version) -> None:
    seen = facts.load(tx.session, isp, version, tx.order.actor, tx.today)
    missing = tuple(name for name in INDEPENDENCE if NEEDS[name].check(seen) is not True)
    if missing:
        raise Declined(Refused(sentences(missing, seen), missing))


def record_review(tx: Tx, payload: RecordReview) -> Mapping[str, Any]:
    """Put down what one assurer says; what fails or is observed becomes a finding of theirs, or changes it."""
    isp, version = _under_review(tx)
    _independent(tx, isp, version)
    person = find_person(tx.session, tx.order.actor)
    for item in payload.items:
        _check(item)
        key = (version.id, version.round, person.id, item.code)
        row = tx.session.get(ReviewItem, key) or ReviewItem(
            version_id=version.id or 0, round=version.round, person_id=person.id or 0, code=item.code, outcome=""
        )
        row.outcome, row.text = item.outcome.value, item.text
        tx.session.add(row)
    changed = _findings(tx, version, payload.items)
    draft = tx.session.get(ReviewDraft, (version.id, version.round, person.id))
    if draft is not None:
        tx.session.delete(draft)
    tx.record(
        "review_recorded",
        {"version": version.number, "round": version.round, "said": {i.code: i.outcome.value for i in payload.items}}
        | changed,
        words={f"item_{item.code}": item.text for item in payload.items},
    )
    return {"ref": isp.ref, "items": len(payload.items), **changed}


def _check(item: ItemSaid) -> None:
    if item.code not in checklist.BY_CODE:
        raise decline("not_found", f"There is no question {item.code}.", f"Nid oes cwestiwn {item.code}.")
    if item.outcome in FOUND and not item.text:
        raise decline(
            "text",
            f"Say what was found on question {item.code}.",
            f"Dywedwch beth a ganfuwyd ar gwestiwn {item.code}.",
        )
    if item.about and pointer(item.about) is None:
        raise decline(
            "about",
            "Point at a section, a flow, the flows or the partners: section:introduction, flow:1.",
            "Pwyntiwch at adran, llif, y llifoedd neu'r partneriaid: section:introduction, flow:1.",
        )


def _findings(tx: Tx, version: Version, items: tuple[ItemSaid, ...]) -> dict[str, list[int]]:
    """Bring this assurer's own findings on these questions up to date; what was answered stays as it was answered."""
    chosen = select(Finding).where(
        Finding.version_id == version.id,
        Finding.round == version.round,
        Finding.author == tx.order.actor,
        col(Finding.item).in_([item.code for item in items]),
        col(Finding.closed).is_(False),
    )
    mine = {row.item: row for row in tx.session.exec(chosen)}
    new, changed, closed = [], [], []
    for item in items:
        row, found = mine.get(item.code), item.outcome in FOUND
        if row is not None and not found:
            row.closed = True
            closed.append(row.number)
        elif row is not None and row.answer is None:
            severity = _severity(item)
            if (row.text, row.about, row.severity) != (item.text, item.about, severity):
                row.text, row.about, row.severity = item.text, item.about, severity
                changed.append(row.number)
        elif found:
            new.append(FindingGiven(text=item.text, severity=_severity(item), about=item.about, item=item.code))
        if row is not None:
            tx.session.add(row)
    return {"findings": write_down(tx, version, new), "changed": changed, "closed": closed}


def _severity(item: ItemSaid) -> Literal["must", "should", "observation"]:
    if item.outcome is Outcome.OBSERVATION:
        return "observation"
    return "must" if checklist.BY_CODE[item.code].severity == "must" else "should"


def second_word(tx: Tx, payload: GiveSecondWord) -> Mapping[str, Any]:
    """Keep a second person's word; who claimed the round has the first."""
    isp, version = _under_review(tx)
    _independent(tx, isp, version)
    if version.assurer == tx.order.actor:
        raise decline(
            "two_people",
            "You claimed it: the second word is somebody else's.",
            "Chi a'i cymerodd: rhywun arall biau'r ail air.",
        )
    if not payload.agrees and not payload.text:
        raise decline("text", "Say why not.", "Dywedwch pam ddim.")
    person = find_person(tx.session, tx.order.actor)
    row = tx.session.get(SecondWord, (version.id, version.round, person.id)) or SecondWord(
        version_id=version.id or 0, round=version.round, person_id=person.id or 0, agrees=False, said_at=tx.at
    )
    row.agrees, row.text, row.said_at = payload.agrees, payload.text, tx.at
    tx.session.add(row)
    body = {"version": version.number, "round": version.round, "agrees": payload.agrees}
    tx.record("second_word_given", body, words={"text": payload.text})
    return {"ref": isp.ref, "agrees": payload.agrees}


def ask_corrections(tx: Tx, payload: AskCorrections) -> Mapping[str, Any]:
    """List the corrections, and hand the version to its coordinator for them: no new round begins."""
    isp, version = _under_review(tx)
    _independent(tx, isp, version)
    if correcting(State(version.state), Party(version.holder)):
        raise decline("asked", "Corrections are asked for already.", "Gofynnwyd am gywiriadau eisoes.")
    listed = len(payload.corrections) + len(payload.findings)
    if not 0 < listed <= MOST_CORRECTIONS:
        raise decline(
            "corrections",
            f"List 1 to {MOST_CORRECTIONS} corrections; where there are more, return it.",
            f"Rhestrwch 1 i {MOST_CORRECTIONS} cywiriad; os oes mwy, dychwelwch ef.",
        )
    if payload.until <= tx.today:
        raise decline("day", "Give a day after today.", "Rhowch ddiwrnod ar ôl heddiw.")
    given = [one.model_copy(update={"correction": True, "due": payload.until}) for one in payload.corrections]
    taken = _taken(tx, version, payload)
    numbers = write_down(tx, version, given)
    row = tx.record(
        "corrections_asked",
        {"version": version.number, "round": version.round, "numbers": [*taken, *numbers], "until": payload.until},
        words={f"finding_{number}": one.text for number, one in zip(numbers, given, strict=True)},
    )
    tasks.hand_over(tx, version, Party.COORDINATOR, row)
    person = _who_corrects(tx, isp)
    if person is not None:
        tasks.ask(tx, tasks.Ask(kind="follow_up", person=person.ref, text=CORRECTING, until=payload.until))
    else:
        _tell(tx, isp, version, row, ("asked for small corrections", "cywiriadau bach yn ofynnol"), payload.until)
    return {
        "ref": isp.ref,
        "corrections": [*taken, *numbers],
        "until": payload.until.isoformat(),
        "holder": version.holder,
    }


def _who_corrects(tx: Tx, isp: Isp) -> Person | None:
    """Who has the clock: the coordinator; of an organisation one whom mail reaches, else who is told in their place."""
    if isp.coordinator_person_id:
        return tx.session.get(Person, isp.coordinator_person_id)
    body = tx.session.get(Organisation, isp.coordinator_organisation_id) if isp.coordinator_organisation_id else None
    scopes = [f"organisation:{body.ref}"] if body else []
    contacts = people.with_role(tx.session, {Role.PARTNER_CONTACT}, scopes, tx.today) if scopes else []
    theirs = [one for one in (*audiences.coordinators(tx.session, isp, tx.today), *contacts) if one.reached_at]
    return next(iter(theirs or audiences.in_place_of(tx.session, isp, tx.today)), None)


def _taken(tx: Tx, version: Version, payload: AskCorrections) -> list[int]:
    """Findings of this round that become corrections."""
    chosen = select(Finding).where(
        Finding.version_id == version.id,
        Finding.round == version.round,
        col(Finding.number).in_(payload.findings),
        col(Finding.closed).is_(False),
    )
    rows = list(tx.session.exec(chosen.order_by(col(Finding.number))))
    if len(rows) != len(set(payload.findings)):
        raise decline("not_found", "One of these findings is not open.", "Nid yw un o'r canfyddiadau hyn ar agor.")
    for row in rows:
        row.correction, row.due = True, payload.until
        tx.session.add(row)
    return [row.number for row in rows]


def corrections_made(tx: Tx, payload: CorrectionsMade) -> Mapping[str, Any]:
    """Hand it back to the team: with each correction answered by the coordinator, or taken back by an assurer."""
    isp, version = _under_review(tx)
    if not correcting(State(version.state), Party(version.holder)):
        raise decline("not_asked", "No corrections are asked for.", "Ni ofynnwyd am gywiriadau.")
    open_ones = select(Finding).where(
        Finding.version_id == version.id,
        Finding.round == version.round,
        col(Finding.correction).is_(True),
        col(Finding.closed).is_(False),
    )
    left = [row for row in tx.session.exec(open_ones) if row.answer is None]
    if Role.COORDINATOR not in tx.roles and not payload.reason:
        raise decline("reason_missing", "Give a reason.", "Rhowch reswm.")
    if Role.COORDINATOR in tx.roles and left:
        raise decline(
            "findings_answered",
            f"Say of each correction that it is made, or why not: {len(left)} still open.",
            f"Dywedwch am bob cywiriad ei fod wedi'i wneud, neu pam ddim: {len(left)} yn dal ar agor.",
        )
    row = tx.record("corrections_made", {"version": version.number}, words={"reason": payload.reason})
    tasks.hand_over(tx, version, Party.TEAM, row)
    for task in open_tasks.open_of(tx.session, version):
        mine = task.text == CORRECTING or task.person_id == isp.coordinator_person_id
        if task.kind == "follow_up" and mine and task.partner_id is None:
            tasks.close(tx, version, task, "done" if Role.COORDINATOR in tx.roles else "withdrawn")
    if Role.COORDINATOR in tx.roles:
        _tell(
            tx,
            isp,
            version,
            row,
            ("handed back, its corrections made", "wedi'i roi'n ôl, a'r cywiriadau wedi'u gwneud"),
        )
    return {"ref": isp.ref, "holder": version.holder}


def _tell(tx: Tx, isp: Isp, version: Version, row: History, news: tuple[str, str], due: dt.date | None = None) -> None:
    """Whoever holds it now hears of it."""
    values = telling.isp_values(tx.session, isp, version) | {
        "move_en": news[0],
        "move_cy": news[1],
        "happened": tx.today,
        "reason": (),
        "found": 0,
        "due": due,
        "review_date": version.review_date,
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:move_made", isp, version)
    telling.tell(tx, "move_made", ["holder"], values, about, seq=row.seq)


SPECS: tuple[Spec[Any], ...] = (
    Spec("record_review", "isp", RecordReview, ASSURERS, record_review),
    Spec("second_word", "isp", GiveSecondWord, ASSURERS, second_word),
    Spec("ask_corrections", "isp", AskCorrections, ASSURERS, ask_corrections),
    Spec("corrections_made", "isp", CorrectionsMade, ASSURERS | {Role.COORDINATOR}, corrections_made),
)
