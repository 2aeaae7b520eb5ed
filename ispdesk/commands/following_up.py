"""What the coordinator does with an answer: passing a question on to whoever decides, or not; and having rung."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session, col, func, select

from ispdesk.commands import tasks
from ispdesk.commands.isps import find
from ispdesk.commands.links import end
from ispdesk.commands.people import Address, EnterPerson, PlainName, Telephone, enter
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import links, people
from models.tables.clocks import Task
from models.tables.isp import Version
from models.tables.journal import History, Stream
from models.tables.link import Link
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.work import Partner
from notifications.safe import UnsafeText, check_address
from states.promises import Told

Number = Annotated[int, Ge(1), Le(99999)]
Note = Annotated[str, StringConstraints(max_length=1000)]
LONGEST_NAME = 200


class ConfirmRedirect(Payload):
    """Pass a task on to whoever was said to decide it. What is not given is taken from the answer."""

    task: Number
    address: Address | None = None
    name: PlainName | None = None
    telephone: Telephone = ""
    language: Literal["cy", "en", "unknown"] = "unknown"


class RefuseRedirect(Payload):
    """Do not pass a task on, and say why: it stays with whoever was asked."""

    task: Number
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class RecordCall(Payload):
    """Somebody was rung about a task; what was said."""

    task: Number
    note: Note = ""


def confirm(tx: Tx, payload: ConfirmRedirect) -> Mapping[str, Any]:
    """Write to whoever decides, with a link of their own; the link of whoever said so opens no more."""
    isp = find(tx.session, tx.stream.ref)
    task = tasks.open_task(tx, isp, payload.task)
    waiting = _waiting(tx, task)
    words = links.words_of(tx.session, tx.stream.name, [waiting.seq]).get(waiting.seq, {})
    address = payload.address or words.get("address")
    if not address:
        raise decline("no_address", "No address was given: name one.", "Ni roddwyd cyfeiriad: enwch un.")
    _can_be_written_to(address)
    version = tx.session.get(Version, task.version_id)
    if version is None:
        raise decline("not_found", "Its version is gone.", "Mae ei fersiwn wedi mynd.")
    partner = tx.session.get(Partner, task.partner_id) if task.partner_id else None
    name = payload.name or " ".join(words.get("whom", "").split())[:LONGEST_NAME] or address
    person = _known(tx.session, address) or _enter(tx, task, partner, address, name, payload)
    _pass_on(tx, task, partner, person, waiting)
    row = tx.record("redirect_confirmed", {"task": task.number, "of": waiting.seq, "person": person.ref})
    tasks.tell_asked(tx, isp, version, partner, task, row)
    return {"ref": isp.ref, "task": task.number, "person": person.ref}


def _can_be_written_to(address: str) -> None:
    try:
        check_address(address, "address")
    except UnsafeText as error:
        raise decline(
            "wrong_value",
            f"No mail can be sent to “{address}”: name another address.",
            f"Ni ellir anfon post at “{address}”: enwch gyfeiriad arall.",
        ) from error


def _waiting(tx: Tx, task: Task) -> Told:
    """The answer that names somebody else and has been neither confirmed nor refused."""
    waiting = links.standing(tx.session, tx.stream.name, task).elsewhere
    if waiting is None:
        raise decline(
            "nothing_waits",
            "Nobody has said that somebody else decides it, or it has been dealt with.",
            "Ni ddywedodd neb mai rhywun arall sy'n penderfynu, neu mae wedi'i drin.",
        )
    return waiting


def _known(session: Session, address: str) -> Person | None:
    chosen = select(Person).where(func.lower(Person.address) == address.lower()).order_by(col(Person.ref))
    return session.exec(chosen.limit(1)).first()


def _enter(tx: Tx, task: Task, partner: Partner | None, address: str, name: str, payload: ConfirmRedirect) -> Person:
    """Enter whoever decides as a person, on a stream of their own."""
    number = 1
    while people.by_ref(tx.session, ref := f"{tx.stream.ref}-t{task.number}-{number}") is not None:
        number += 1
    stream = Stream(name=f"person:{ref}", kind="person", ref=ref)
    tx.session.add(stream)
    tx.session.flush()
    body = tx.session.get(Organisation, partner.organisation_id) if partner and partner.organisation_id else None
    entered = EnterPerson(
        name_en=name,
        address=address,
        telephone=payload.telephone,
        language=payload.language,
        organisation=body.ref if body else None,
    )
    enter(tx, entered, stream)
    tx.session.flush()
    return find_person(tx.session, ref)


def _pass_on(tx: Tx, task: Task, partner: Partner | None, person: Person, waiting: Told) -> None:
    """Ask the new person from now on, and nobody by the link of whoever named them."""
    said = tx.session.get(History, (tx.stream.name, waiting.seq))
    link = tx.session.get(Link, int(said.operator.partition(":")[2])) if said and said.operator else None
    if link is not None and link.ended_at is None and link.person_id != person.id:
        end(tx, link, "passed_on")
    if partner is not None:
        partner.contact_id = person.id
        tx.session.add(partner)
    if partner is None or task.person_id is not None:
        task.person_id = person.id
        tx.session.add(task)
    tx.session.flush()


def refuse(tx: Tx, payload: RefuseRedirect) -> Mapping[str, Any]:
    """Leave a task with whoever was asked."""
    isp = find(tx.session, tx.stream.ref)
    task = tasks.open_task(tx, isp, payload.task)
    waiting = _waiting(tx, task)
    tx.record("redirect_refused", {"task": task.number, "of": waiting.seq}, words={"reason": payload.reason})
    return {"ref": isp.ref, "task": task.number}


def rang(tx: Tx, payload: RecordCall) -> Mapping[str, Any]:
    """Write down that somebody was rung: they leave the telephone list until there is a reason to ring again."""
    isp = find(tx.session, tx.stream.ref)
    task = tasks.open_task(tx, isp, payload.task)
    tx.record("rang", {"task": task.number}, words={"note": payload.note})
    return {"ref": isp.ref, "task": task.number}


SPECS: tuple[Spec[Any], ...] = (
    Spec("confirm_redirect", "isp", ConfirmRedirect, tasks.ASKERS, confirm),
    Spec("refuse_redirect", "isp", RefuseRedirect, tasks.ASKERS, refuse),
    Spec("record_call", "isp", RecordCall, tasks.ASKERS, rang),
)
