"""Tasks beside the holder: asking a partner for a comment, a reply, a sign-off or a promise, and its answer."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands import asking, clocks, telling
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home, isps, links, partners, tasks, timers
from models.tables.clocks import Task
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History
from models.tables.work import Partner
from notifications.safe import paragraphs
from notifications.words import day
from states import names
from states.lifecycle import Party, Role
from states.policy import ASKED
from states.promises import AHEAD, MOST_PROMISES, latest_day

Number = Annotated[int, Ge(1), Le(99999)]
Words = Annotated[str, StringConstraints(max_length=1000)]


class Ask(Payload):
    """Ask one partner, or one person, for something. `waits`: the coordinator's clock pauses until it is answered."""

    kind: Literal[ASKED]  # type: ignore[valid-type]  # the values are the table's
    partner: Number | None = None
    person: Ref | None = None
    text: Words = ""
    until: dt.date | None = None
    waits: bool = False


class Answer(Payload):
    """What was asked is done; or no answer came and it is waited for no longer; or it is not asked any more."""

    task: Number
    outcome: Literal["done", "no_answer", "withdrawn"] = "done"
    note: Words = ""


class Promise(Payload):
    """The day by which whoever was asked says that it will be done; it takes the place of the usual budget."""

    task: Number
    until: dt.date


def ask(tx: Tx, payload: Ask) -> Mapping[str, Any]:
    """Ask, from now on; what was asked runs a clock of its own beside the holder's."""
    isp = find(tx.session, tx.stream.ref)
    version = working_version(tx, isp)
    partner = _partner(tx, isp, payload.partner) if payload.partner else None
    person = find_person(tx.session, payload.person) if payload.person else None
    if partner is None and person is None:
        raise decline("wrong_value", "Say which partner or person is asked.", "Dywedwch i ba bartner neu berson.")
    if payload.until is not None and payload.until < tx.today:
        raise decline("wrong_value", "The day must not be past.", "Rhaid i'r diwrnod beidio â bod wedi bod.")
    if payload.waits and version.on_hold:
        raise decline(
            "on_hold",
            "It is on hold: resume it before it waits for a partner.",
            "Mae wedi'i ohirio: ailddechreuwch cyn aros am bartner.",
        )
    if payload.waits and Party(version.holder) not in (Party.COORDINATOR, Party.PARTNERS):
        raise decline(
            "not_yours",
            "Only an ISP that is with its coordinator can wait for a partner.",
            "Dim ond ISP sydd gyda'i gydlynydd a all aros am bartner.",
        )
    number = tasks.next_number(tx.session, isp.id or 0)
    row = tx.record(
        "asked",
        {
            "version": version.number,
            "task": number,
            "asked": payload.kind,
            "partner": payload.partner,
            "person": payload.person,
            "until": payload.until,
            "waits": payload.waits,
        },
        words={"text": payload.text},
    )
    task = Task(
        isp_id=isp.id or 0,
        version_id=version.id or 0,
        number=number,
        kind=payload.kind,
        partner_id=partner.id if partner else None,
        person_id=person.id if person else None,
        text=payload.text,
        waits=payload.waits,
        until=payload.until,
        asked_at=tx.at,
        asked_seq=row.seq,
    )
    tx.session.add(task)
    tx.session.flush()
    if payload.waits:
        hand_over(tx, version, Party.PARTNERS, row)
    tell_asked(tx, isp, version, partner, task, row)
    return {"ref": isp.ref, "task": number, "holder": version.holder}


def _partner(tx: Tx, isp: Isp, line: int) -> Partner:
    found = partners.standing(tx.session, isp.id or 0, line)
    if found is None:
        raise decline("not_found", f"There is no partner {line}.", f"Nid oes partner {line}.")
    return found


def tell_asked(tx: Tx, isp: Isp, version: Version, partner: Partner | None, task: Task, row: History) -> None:
    """Tell whoever is asked, with the link by which they answer."""
    asked = names.TASKS[task.kind]
    values = telling.isp_values(tx.session, isp, version) | {
        "asked_en": asked.en,
        "asked_cy": asked.cy,
        "partner": partner.name if partner else "",
        "text": paragraphs(task.text),
        "due": task.until or due_of(tx, isp, version, task),
        **asking.of_task(isp),
        **asking.asked_by(tx.session, isp, telling.house(tx.session), tx.today),
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:task_asked", isp, version, partner, task, outlives=True)
    telling.tell(tx, "task_asked", ["holder", "substitute"], values, about, seq=row.seq)


def due_of(tx: Tx, isp: Isp, version: Version, task: Task) -> dt.date | None:
    """The day on which the clock of a task just asked is due; None where none runs."""
    clocks.keep(tx.session, isp, tx.at)
    subject = clocks.subject_of(version, f"t{task.number}")
    due = [row.due_day for row in timers.of_version(tx.session, version.id or 0) if row.subject == subject]
    return next((day for day in due if day is not None), None)


def hand_over(tx: Tx, version: Version, party: Party, row: History) -> None:
    """Book the version to another party from now on; while it is on hold its days are nobody's.

    A hold that begins at the next opening still begins there: until then the ISP is whose it was.
    """
    version.holder = party.value
    since, held = tx.at, party
    if version.on_hold:
        begun = [part.since for part in isps.holdings(tx.session, version.id or 0)[-1:] if part.since is not None]
        since, held = max([tx.at, *begun]), Party.NOBODY
    tx.session.add(version)
    tx.session.add(HoldingRow(version_id=version.id or 0, seq=row.seq, since=since, party=held.value))
    tx.session.flush()


def answer(tx: Tx, payload: Answer) -> Mapping[str, Any]:
    """Close one task; when nothing is waited for any more, the coordinator holds the ISP again."""
    isp = find(tx.session, tx.stream.ref)
    task = open_task(tx, isp, payload.task)
    if task.kind not in ASKED:
        raise decline(
            "another_way",
            f"It is answered on the page after assurance: /isps/{isp.ref}/after.",
            f"Caiff ei ateb ar y dudalen ar ôl sicrwydd: /isps/{isp.ref}/after.",
        )
    version = next((one for one in isps.versions(tx.session, isp.id or 0) if one.id == task.version_id), None)
    if version is None:
        raise decline("not_found", "Its version is gone.", "Mae ei fersiwn wedi mynd.")
    _may_answer(tx, isp, task, payload.outcome)
    close(tx, version, task, payload.outcome, payload.note)
    return {"ref": isp.ref, "task": task.number, "outcome": payload.outcome, "holder": version.holder}


def open_task(tx: Tx, isp: Isp, number: int) -> Task:
    """A task of this ISP that is still open. Declines where there is none."""
    task = tasks.numbered(tx.session, isp.id or 0, number)
    if task is None:
        raise decline("not_found", f"There is no task {number}.", f"Nid oes tasg {number}.")
    if task.done_at is not None:
        raise decline("done", "It has been answered already.", "Mae wedi'i ateb eisoes.")
    return task


def _may_answer(tx: Tx, isp: Isp, task: Task, outcome: str) -> None:
    """Those who asked may close any task; whoever was asked closes their own, as done."""
    if tx.roles & ASKERS:
        return
    partner = tx.session.get(Partner, task.partner_id) if task.partner_id else None
    person = find_person(tx.session, tx.order.actor)
    asked = person.id in (task.person_id, partner.contact_id if partner else None)
    if outcome != "done" or not asked:
        raise decline(
            "not_yours",
            f"It was not asked of you. Whoever coordinates {isp.ref} can close it.",
            f"Ni ofynnwyd hyn i chi. Gall cydlynydd {isp.ref} ei gau.",
        )


def close(tx: Tx, version: Version, task: Task, outcome: str, note: str = "") -> None:
    """Close a task in the history and in the record; hand the ISP back once nothing is waited for."""
    row = tx.record(
        "answered", {"version": version.number, "task": task.number, "outcome": outcome}, words={"note": note}
    )
    task.done_at, task.done_seq, task.outcome = tx.at, row.seq, outcome
    tx.session.add(task)
    tx.session.flush()
    still = any(other.waits for other in tasks.open_of(tx.session, version))
    if task.waits and not still and version.holder == Party.PARTNERS:
        hand_over(tx, version, Party.COORDINATOR, row)


def close_for(tx: Tx, version: Version, partner: Partner, kinds: Collection[str]) -> None:
    """Close what this partner had been asked for, because it has been done."""
    for task in tasks.open_of(tx.session, version):
        if task.partner_id == partner.id and task.kind in kinds:
            close(tx, version, task, "done")


def promise(tx: Tx, payload: Promise) -> Mapping[str, Any]:
    """Write down the day that was promised."""
    isp = find(tx.session, tx.stream.ref)
    task = open_task(tx, isp, payload.task)
    _may_answer(tx, isp, task, "done")
    if not tx.roles & ASKERS:
        check_promise(tx, task, payload.until)
    if payload.until < tx.today:
        raise decline("wrong_value", "The day must not be past.", "Rhaid i'r diwrnod beidio â bod wedi bod.")
    write_promise(tx, task, payload.until)
    return {"ref": isp.ref, "task": task.number, "until": payload.until.isoformat()}


def check_promise(tx: Tx, task: Task, until: dt.date) -> None:
    """Decline a day that whoever was asked may not promise: past, too far ahead, or once too often."""
    if until < tx.today:
        raise decline("wrong_value", "The day must not be past.", "Rhaid i'r diwrnod beidio â bod wedi bod.")
    if not links.standing(tx.session, tx.stream.name, task).promises_left:
        raise decline(
            "too_often",
            f"A day has been promised {MOST_PROMISES} times already: please ring whoever asks.",
            f"Addawyd diwrnod {MOST_PROMISES} waith eisoes: ffoniwch bwy bynnag sy'n gofyn.",
        )
    last = latest_day(home.calendar(tx.session), tx.today)
    if until > last:
        raise decline(
            "too_far",
            f"A promised day lies at most {AHEAD} working days ahead: by {day(last, 'en')}.",
            f"Rhaid i ddiwrnod a addewir fod o fewn {AHEAD} diwrnod gwaith: erbyn {day(last, 'cy')}.",
        )


def write_promise(tx: Tx, task: Task, until: dt.date, *, role: Role | None = None) -> History:
    """Write down a promised day: it takes the place of the usual budget, and its own clock runs."""
    task.until = until
    tx.session.add(task)
    return tx.record("promised", {"task": task.number, "until": until}, role=role)


def withdraw_all(tx: Tx, version: Version) -> None:
    """Close every open task of a version that has ended."""
    for task in tasks.open_of(tx.session, version):
        task.waits = False
        close(tx, version, task, "withdrawn")


ASKERS = frozenset({Role.COORDINATOR, Role.FACILITATOR, Role.TEAM_LEAD, Role.ASSURER})
ANSWERERS = ASKERS | {Role.PARTNER_CONTACT, Role.SIGNING_OFFICER, Role.DESIGNATED_PERSON, Role.SENIOR_SPONSOR}
SPECS: tuple[Spec[Any], ...] = (
    Spec("ask", "isp", Ask, ASKERS, ask),
    Spec("answer", "isp", Answer, ANSWERERS, answer),
    Spec("promise", "isp", Promise, ANSWERERS, promise),
)
