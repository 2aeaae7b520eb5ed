"""What comes through a partner's link: five answers, none of them a signature; and taking a link back."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session

from ispdesk.commands import link_words, tasks, telling
from ispdesk.commands.isps import find
from ispdesk.commands.people import Address, Telephone
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import links
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.link import Link
from models.tables.person import Person
from models.tables.work import Partner
from notifications.words import day
from states import names
from states.calendar import local_day
from states.dates import MONTHS_A_YEAR, months_after
from states.lifecycle import Role
from states.promises import SAID
from states.words import Sentence

Number = Annotated[int, Ge(1), Le(999_999_999)]
ANSWERS = ("promise", "answered", "elsewhere", "no_part", "ring")


class AnswerByLink(Payload):
    """What whoever was asked answers by their link.

    `promise`: `until`. `answered`: `day`, and in `words` to whom. `elsewhere`: in `words` the role, perhaps an
    `address`. `no_part`: perhaps a reason in `words`. `ring`: a `telephone`, where the person's
    record holds none.
    """

    link: Number
    answer: Literal[ANSWERS]  # type: ignore[valid-type]  # the values are the table's
    until: dt.date | None = None
    day: dt.date | None = None
    words: Annotated[str, StringConstraints(max_length=1000)] = ""
    address: Address | None = None
    telephone: Telephone = ""


class WithdrawLink(Payload):
    """Take a link back, and say why."""

    link: Number
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def why_closed(link: Link, task: Task, today: dt.date) -> str | None:
    """Why a link does not open today: withdrawn, passed_on, closed or expired; None where it opens."""
    if link.ended_why is not None:
        return link.ended_why
    if task.done_at is not None:
        return "closed"
    return "expired" if link.expires < today else None


CLOSED = {
    "withdrawn": Sentence("This link has been withdrawn.", "Mae'r ddolen hon wedi'i thynnu'n ôl."),
    "passed_on": Sentence("Somebody else is asked now.", "Gofynnir i rywun arall nawr."),
    "closed": Sentence("It has been answered already.", "Mae wedi'i ateb eisoes."),
    "expired": Sentence("This link has expired.", "Mae'r ddolen hon wedi dod i ben."),
}


def answer_by_link(tx: Tx, payload: AnswerByLink) -> Mapping[str, Any]:
    """Write down what was answered, and tell the coordinator. The link says who may: only the person it is bound to."""
    isp = find(tx.session, tx.stream.ref)
    link, task, person = mine(tx, isp, payload.link)
    closed = why_closed(link, task, tx.today)
    if closed is not None:
        said = CLOSED[closed]
        raise decline("link_closed", said.en, said.cy)
    version = tx.session.get(Version, task.version_id)
    if version is None:
        raise decline("not_found", "Its version is gone.", "Mae ei fersiwn wedi mynd.")
    today = [
        row for row in links.said_through(tx.session, tx.stream.name, link) if local_day(row.recorded_at) == tx.today
    ]
    if len(today) >= MOST_A_DAY:
        raise decline(
            "too_often",
            "That is enough for today: ring whoever asks, or come back tomorrow.",
            "Dyna ddigon am heddiw: ffoniwch pwy bynnag sy'n gofyn, neu dewch yn ôl yfory.",
        )
    row, words = SAY[payload.answer](tx, task, payload)
    urgent = payload.answer in AT_ONCE and not any(SAID[row.kind] in AT_ONCE for row in today)
    _tell(tx, isp, version, task, person, row, words, urgent=urgent)
    return {"ref": isp.ref, "task": task.number, "answer": payload.answer, "row": row.seq}


AT_ONCE = frozenset({"no_part", "ring"})
"""Answers that do not wait for the coordinator's letter of the day: the first of them on one day (our default)."""
MOST_A_DAY = 10
"""Answers through one link on one day (our default)."""


def mine(tx: Tx, isp: Isp, number: int) -> tuple[Link, Task, Person]:
    """The link, its task and its person, where it is the actor's own and of this ISP."""
    link = tx.session.get(Link, number)
    person = tx.session.get(Person, link.person_id) if link else None
    task = tx.session.get(Task, link.task_id) if link else None
    if link is None or person is None or task is None or link.isp_id != isp.id or person.ref != tx.order.actor:
        raise decline("not_found", f"There is no link {number} of yours here.", f"Nid oes dolen {number} i chi yma.")
    return link, task, person


def earliest_answer(task: Task) -> dt.date:
    """The first day on which whoever is asked may say that they answered: a year before it was asked (our default)."""
    return months_after(local_day(task.asked_at), -MONTHS_A_YEAR)


Said = tuple[History, tuple[Sentence, Sentence]]


def _promise(tx: Tx, task: Task, payload: AnswerByLink) -> Said:
    if payload.until is None:
        raise decline("wrong_value", "Give the day.", "Rhowch y diwrnod.")
    tasks.check_promise(tx, task, payload.until)
    row = tasks.write_promise(tx, task, payload.until, role=Role.PARTNER_CONTACT)
    return row, link_words.promised(payload.until)


def _answered(tx: Tx, task: Task, payload: AnswerByLink) -> Said:
    if payload.day is not None and payload.day > tx.today:
        raise decline("wrong_value", "That day is still to come.", "Mae'r diwrnod hwnnw eto i ddod.")
    first = earliest_answer(task)
    if payload.day is not None and payload.day < first:
        raise decline(
            "wrong_value",
            f"That day is long before it was asked: give {day(first, 'en')} or later.",
            f"Mae'r diwrnod hwnnw ymhell cyn gofyn: rhowch {day(first, 'cy')} neu'n hwyrach.",
        )
    body = {"task": task.number, "day": payload.day}
    row = tx.record("said_answered", body, words={"whom": payload.words}, role=Role.PARTNER_CONTACT)
    return row, link_words.answered(payload.day, " ".join(payload.words.split()))


def _elsewhere(tx: Tx, task: Task, payload: AnswerByLink) -> Said:
    if not payload.words:
        raise decline("wrong_value", "Say who decides it.", "Dywedwch pwy sy'n penderfynu.")
    said = {"whom": payload.words, "address": payload.address or ""}
    row = tx.record("said_elsewhere", {"task": task.number}, words=said, role=Role.PARTNER_CONTACT)
    return row, link_words.elsewhere(" ".join(payload.words.split()), payload.address or "")


def _no_part(tx: Tx, task: Task, payload: AnswerByLink) -> Said:
    row = tx.record("said_no_part", {"task": task.number}, words={"reason": payload.words}, role=Role.PARTNER_CONTACT)
    return row, link_words.no_part(reason=bool(payload.words))


def _ring(tx: Tx, task: Task, payload: AnswerByLink) -> Said:
    telephone = payload.telephone or find_person(tx.session, tx.order.actor).telephone
    if not telephone:
        raise decline(
            "no_telephone",
            "Give the telephone number on which you would like to be rung: none is known.",
            "Rhowch y rhif ffôn yr hoffech gael galwad arno: nid oes yr un yn hysbys.",
        )
    said = {"telephone": payload.telephone}
    row = tx.record("said_ring", {"task": task.number}, words=said, role=Role.PARTNER_CONTACT)
    return row, link_words.ring(telephone)


SAY: dict[str, Callable[[Tx, Task, AnswerByLink], Said]] = {
    "promise": _promise,
    "answered": _answered,
    "elsewhere": _elsewhere,
    "no_part": _no_part,
    "ring": _ring,
}


def _tell(
    tx: Tx,
    isp: Isp,
    version: Version,
    task: Task,
    person: Person,
    row: History,
    words: tuple[Sentence, Sentence],
    *,
    urgent: bool,
) -> None:
    said, todo = words
    asked = names.TASKS[task.kind]
    partner = tx.session.get(Partner, task.partner_id) if task.partner_id else None
    values = telling.isp_values(tx.session, isp, version) | {
        "asked_en": asked.en,
        "asked_cy": asked.cy,
        "partner": partner.name if partner else "",
        "who": person.name_en,
        "said_en": said.en,
        "said_cy": said.cy,
        "todo_en": todo.en,
        "todo_cy": todo.cy,
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:partner_answered", isp, version, partner, outlives=True)
    telling.tell(tx, "partner_answered", ["coordinator"], values, about, seq=row.seq, urgent=urgent)


def withdraw_link(tx: Tx, payload: WithdrawLink) -> Mapping[str, Any]:
    """Take a link back: from now on it opens no more, and no mail carries it."""
    isp = find(tx.session, tx.stream.ref)
    link = tx.session.get(Link, payload.link)
    if link is None or link.isp_id != isp.id:
        raise decline("not_found", f"There is no link {payload.link} here.", f"Nid oes dolen {payload.link} yma.")
    if link.ended_at is not None:
        raise decline("done", "It does not open any more.", "Nid yw'n agor mwyach.")
    task = tx.session.get(Task, link.task_id)
    end(tx, link, "withdrawn")
    tx.record(
        "link_withdrawn",
        {"link": link.id, "task": task.number if task else None, "person": _ref(tx.session, link)},
        words={"reason": payload.reason},
    )
    return {"ref": isp.ref, "link": link.id}


def _ref(session: Session, link: Link) -> str:
    person = session.get(Person, link.person_id)
    return person.ref if person else ""


def end(tx: Tx, link: Link, why: str) -> None:
    """Let a link open no more."""
    link.ended_at, link.ended_why, link.ended_by = tx.at, why, tx.order.actor
    tx.session.add(link)


SPECS: tuple[Spec[Any], ...] = (
    Spec("answer_by_link", "isp", AnswerByLink, None, answer_by_link),
    Spec("withdraw_link", "isp", WithdrawLink, tasks.ASKERS, withdraw_link),
)
