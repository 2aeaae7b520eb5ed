"""A partner's return behind its mailed link: the questions, and where it was answered, what was said."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from ispdesk import keys
from ispdesk.commands import offering
from ispdesk.commands.links import why_closed
from ispdesk.commands.shape import Order
from ispdesk.commands.tasks import ASKERS
from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.base import canonical
from models.queries import after, isps, links, people, tasks
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.link import Link
from models.tables.person import Person
from models.tables.work import Partner
from states.calendar import local_day
from states.lifecycle import Role


@dataclass(frozen=True)
class LinkReturn:
    """What somebody with the whole link is shown. `closed`: why it takes no answer; `answers`: those given by it."""

    ref: str
    title: Text
    partner: str
    person: str
    link: int
    operator: str
    closed: str | None
    answers: Mapping[str, str]
    mark: str


def link_return(session: Session, token: str, at: dt.datetime) -> LinkReturn | None:
    """The return that a link asks for; None where there is no such link, or it asks for something else."""
    link = offering.known(session, token)
    task = session.get(Task, link.task_id) if link else None
    found = after.return_of(session, task) if task and task.kind == "self_return" else None
    if link is None or task is None or found is None:
        return None
    isp, person = session.get(Isp, link.isp_id), session.get(Person, link.person_id)
    partner = session.get(Partner, found.partner_id)
    if isp is None or person is None or partner is None:
        return None
    return LinkReturn(
        ref=isp.ref,
        title=title_of(isp),
        partner=partner.name,
        person=person.ref,
        link=link.id or 0,
        operator=links.operator_of(link),
        closed=why_closed(link, task, local_day(at)),
        answers=(found.answers or {}) if _theirs(session, isp, link) else {},
        mark=offering.form_mark(keys.of(session), link, 0),
    )


def _theirs(session: Session, isp: Isp, link: Link) -> bool:
    """Whether it was answered by this very link: what somebody else answered is not shown to whoever has it."""
    return after.given_by(session, f"isp:{isp.ref}", links.operator_of(link))


def return_order(session: Session, token: str, mark: str, payload: Mapping[str, Any]) -> Order | None:
    """The order that the form is; None where it is not one of ours. The same answers are one command."""
    link = offering.known(session, token)
    isp = session.get(Isp, link.isp_id) if link else None
    person = session.get(Person, link.person_id) if link else None
    if link is None or isp is None or person is None or not offering.is_form(keys.of(session), link, 0, mark):
        return None
    content = hashlib.sha256(canonical(payload).encode()).hexdigest()[:24]
    return Order(
        id=f"return:{link.id}:{content}",
        kind="give_return",
        stream=f"isp:{isp.ref}",
        actor=person.ref,
        payload={**payload, "link": link.id},
        operator=links.operator_of(link),
    )


@dataclass(frozen=True)
class ReturnAsked:
    """A return that is waited for. `may`: whether the viewer asked for it, or is the partner's contact."""

    title: Text
    partner: str
    may: bool


def return_asked(session: Session, ref: str, number: int, who: str, roles: frozenset[Role]) -> ReturnAsked | None:
    """The return that the task of this number asks for, while it is waited for."""
    isp, person = isps.by_ref(session, ref), people.by_ref(session, who)
    task = tasks.numbered(session, isp.id or 0, number) if isp else None
    partner = session.get(Partner, task.partner_id) if task and task.partner_id else None
    if isp is None or person is None or task is None or partner is None:
        return None
    if task.kind != "self_return" or task.done_at is not None:
        return None
    return ReturnAsked(title_of(isp), partner.name, bool(roles & ASKERS) or partner.contact_id == person.id)
