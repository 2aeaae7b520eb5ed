"""Self-monitoring returns: asked of each partner organisation, answered by a mailed link or for it, silent to the end.

A partner that does not answer is recorded as silent; silence is no answer to any question (report 4.42).
"""

from collections.abc import Mapping
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import StringConstraints

from ispdesk.commands import tasks, telling
from ispdesk.commands.after import KEEPERS, about_nobody, in_force, raise_event
from ispdesk.commands.compliance import Answers, check_answers
from ispdesk.commands.isps import find
from ispdesk.commands.links import CLOSED, mine, why_closed
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import after
from models.queries import tasks as task_queries
from models.tables.after import SelfReturn
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.work import Partner
from states import names
from states.after import RULES, Kind
from states.compliance import RETURN, raised
from states.lifecycle import Role
from states.words import Sentence

Number = Annotated[int, Ge(1), Le(999_999_999)]
TASK = "self_return"


class AskReturns(Payload):
    """Ask every partner with a contact for its return; none may be waited for from before."""


class GiveReturn(Payload):
    """A partner's answers: by its `link`, or for the `task` by whoever was asked, or by whoever asked and was told."""

    link: Number | None = None
    task: Number | None = None
    answers: Answers
    text: Annotated[str, StringConstraints(max_length=1000)] = ""


class CloseReturns(Payload):
    """Wait no longer: whoever has not answered is recorded as silent."""


def ask_returns(tx: Tx, _payload: AskReturns) -> Mapping[str, Any]:
    """Begin a round: a task of its own, with its clock and link, for each partner that somebody can be asked for."""
    isp = find(tx.session, tx.stream.ref)
    version = in_force(tx.session, isp)
    if after.waiting(tx.session, isp.id or 0):
        raise decline(
            "under_way",
            "A round is under way: wait for it, or close it first.",
            "Mae rownd ar y gweill: arhoswch amdani, neu caewch hi yn gyntaf.",
        )
    number = after.last_round(tx.session, isp.id or 0) + 1
    asked, nobody = [], []
    for partner, contact in after.partners(tx.session, isp.id or 0):
        if contact is None:
            nobody.append(partner.line)
            continue
        asked.append(partner)
    if not asked:
        raise decline(
            "no_contact",
            "No partner has a contact: name one for each partner first.",
            "Nid oes cyswllt gan unrhyw bartner: enwch un ar gyfer pob partner yn gyntaf.",
        )
    body = {"version": version.number, "round": number, "partners": [one.line for one in asked], "without": nobody}
    tx.record("returns_asked", body)
    for partner in asked:
        _ask(tx, isp, version, partner, number)
    return {"ref": isp.ref, "round": number, "asked": len(asked), "without_contact": nobody}


def _ask(tx: Tx, isp: Isp, version: Version, partner: Partner, number: int) -> None:
    task_number = task_queries.next_number(tx.session, isp.id or 0)
    body = {"version": version.number, "task": task_number, "asked": TASK, "partner": partner.line, "round": number}
    row = tx.record("asked", {**body, "waits": False})
    task = Task(
        isp_id=isp.id or 0, version_id=version.id or 0, number=task_number, kind=TASK, partner_id=partner.id,
        asked_at=tx.at, asked_seq=row.seq,
    )  # fmt: skip
    tx.session.add(task)
    tx.session.flush()
    tx.session.add(
        SelfReturn(
            isp_id=isp.id or 0, version_id=version.id or 0, round=number, partner_id=partner.id or 0,
            task_id=task.id or 0, asked_on=tx.today,
        )
    )  # fmt: skip
    tx.session.flush()
    tasks.tell_asked(tx, isp, version, partner, task, row)


def give_return(tx: Tx, payload: GiveReturn) -> Mapping[str, Any]:
    """Keep a partner's answers; what asks for a look is raised once, and whoever coordinates the ISP hears."""
    isp = find(tx.session, tx.stream.ref)
    task = _task(tx, isp, payload)
    found = after.return_of(tx.session, task)
    partner = tx.session.get(Partner, task.partner_id) if task.partner_id else None
    version = tx.session.get(Version, task.version_id)
    if found is None or partner is None or version is None or task.done_at is not None:
        raise decline("not_found", "No return is asked for there.", "Ni ofynnir am ffurflen yno.")
    check_answers(RETURN, payload.answers)
    about_nobody(payload.text)
    role = Role.PARTNER_CONTACT if payload.link else None
    body = {"task": task.number, "round": found.round, "partner": partner.line, "answers": dict(payload.answers)}
    row = tx.record("return_given", body, words={"text": payload.text}, role=role)
    found.outcome, found.answers, found.settled_at, found.seq = "answered", dict(payload.answers), tx.at, row.seq
    tx.session.add(found)
    tasks.close(tx, version, task, "done")
    concerns = raised(RETURN, payload.answers)
    if concerns:
        said = payload.text or "; ".join(f"{one.text.cy} / {one.text.en}" for one in concerns)
        rule = RULES[Kind.RETURN]
        raise_event(tx, isp, version, Kind.RETURN, rule.calls, said[:1000], line=partner.line, code=concerns[0].code)
    _tell(tx, isp, version, partner, len(concerns), row.seq)
    return {"ref": isp.ref, "round": found.round, "partner": partner.line, "concerns": [one.code for one in concerns]}


def _task(tx: Tx, isp: Isp, payload: GiveReturn) -> Task:
    """The task that is answered. The link says who may; without one, whoever was asked, or those who asked."""
    if payload.link is not None:
        link, task, _person = mine(tx, isp, payload.link)
        closed = why_closed(link, task, tx.today)
        if closed is not None:
            raise decline("link_closed", CLOSED[closed].en, CLOSED[closed].cy)
        return task
    if payload.task is None:
        raise decline("wrong_value", "Say which return it is.", "Dywedwch pa ffurflen yw hi.")
    task = tasks.open_task(tx, isp, payload.task)
    partner = tx.session.get(Partner, task.partner_id) if task.partner_id else None
    if not tx.roles & (tasks.ASKERS | {Role.IMPORT}):
        person = find_person(tx.session, tx.order.actor)
        if partner is None or partner.contact_id != person.id:
            raise decline(
                "not_yours",
                f"It was not asked of you. Whoever coordinates {isp.ref} can put it in.",
                f"Ni ofynnwyd hyn i chi. Gall cydlynydd {isp.ref} ei chofnodi.",
            )
    return task


def _tell(tx: Tx, isp: Isp, version: Version, partner: Partner, concerns: int, seq: int) -> None:
    """Whoever coordinates the ISP hears of it, as of any answer of a partner."""
    if tx.order.recording or tx.roles & KEEPERS:
        return
    asked = names.TASKS[TASK]
    person = find_person(tx.session, tx.order.actor)
    said = Sentence("The return is filled in", "Mae'r ffurflen wedi'i llenwi")
    todo = (
        Sentence("Please look at what it asks for, and decide.", "Edrychwch ar yr hyn a godir, a phenderfynwch.")
        if concerns
        else Sentence("Nothing now.", "Dim nawr.")
    )
    values = telling.isp_values(tx.session, isp, version) | {
        "asked_en": asked.en, "asked_cy": asked.cy, "partner": partner.name, "who": person.name_en,
        "said_en": said.en, "said_cy": said.cy, "todo_en": todo.en, "todo_cy": todo.cy,
    }  # fmt: skip
    about = telling.About(f"{tx.stream.name}:{seq}:partner_answered", isp, version, partner, outlives=True)
    telling.tell(tx, "partner_answered", ["coordinator"], values, about, seq=seq)


def close_returns(tx: Tx, _payload: CloseReturns) -> Mapping[str, Any]:
    """Wait no longer for this round."""
    isp = find(tx.session, tx.stream.ref)
    silent = _close(tx, isp)
    if not silent:
        raise decline("done", "No return is waited for.", "Ni ddisgwylir am unrhyw ffurflen.")
    return {"ref": isp.ref, "silent": silent}


def _close(tx: Tx, isp: Isp) -> list[int]:
    """Record those who have not answered as silent; return their lines."""
    lines = []
    waiting = after.waiting(tx.session, isp.id or 0)
    if not waiting:
        return []
    for one, _ in waiting:
        partner = tx.session.get(Partner, one.partner_id)
        lines.append(partner.line if partner else 0)
    row = tx.record("returns_closed", {"round": waiting[0][0].round, "silent": lines})
    for one, task in waiting:
        one.outcome, one.settled_at, one.seq = "silent", tx.at, row.seq
        tx.session.add(one)
        version = tx.session.get(Version, task.version_id)
        if version is not None and task.done_at is None:
            tasks.close(tx, version, task, "no_answer")
    tx.session.flush()
    return lines


SPECS: tuple[Spec[Any], ...] = (
    Spec("ask_returns", "isp", AskReturns, KEEPERS, ask_returns),
    Spec("give_return", "isp", GiveReturn, None, give_return),
    Spec("close_returns", "isp", CloseReturns, KEEPERS, close_returns),
)
