"""Whom the coordinator of an ISP has to ring, which answers wait for them, and which links there are."""

import datetime as dt

from sqlmodel import Session

from ispdesk.commands import audiences
from ispdesk.commands.links import why_closed
from ispdesk.views.answer_shapes import CallRow, LinkRow, WaitingAnswer
from ispdesk.words.text import Text
from models.queries import links, people, tasks
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Person
from models.tables.work import Partner
from notifications.audience import Audience
from states import names
from states.calendar import local_day
from states.promises import SAID, Standing, Told


def call_rows(session: Session, isp: Isp, at: dt.datetime) -> tuple[CallRow, ...]:
    """Everybody to be rung, whoever has waited longest first."""
    found = [
        _call(session, isp, task, standing, standing.ring, at)
        for task, standing in _open(session, isp)
        if standing.ring is not None
    ]
    return tuple(sorted(found, key=lambda row: (row.since, row.task)))


def _open(session: Session, isp: Isp) -> list[tuple[Task, Standing]]:
    standings = links.standings(session, f"isp:{isp.ref}")
    return [
        (task, standings[task.number])
        for task in tasks.of_isp(session, isp.id or 0)
        if task.done_at is None and task.number in standings
    ]


def _call(session: Session, isp: Isp, task: Task, standing: Standing, ring: Told, at: dt.datetime) -> CallRow:
    stream = f"isp:{isp.ref}"
    partner = session.get(Partner, task.partner_id) if task.partner_id else None
    row = session.get(History, (stream, ring.seq))
    answered = people.by_ref(session, row.actor) if row and ring.kind == "said_ring" else None
    who = [answered] if answered else _asked(session, isp, task, partner, at)
    typed = links.words_of(session, stream, [ring.seq]).get(ring.seq, {}).get("telephone", "")
    return CallRow(
        task=task.number,
        who=Text(
            ", ".join(person.name_en for person in who) or None,
            ", ".join(person.name_cy or person.name_en for person in who) or None,
        ),
        partner=partner.name if partner else "",
        telephone=typed or ", ".join(person.telephone for person in who if person.telephone),
        what=_what(task),
        asked=local_day(task.asked_at),
        promised=standing.promised,
        missed=standing.missed,
        why="ring" if ring.kind == "said_ring" else "ended",
        since=local_day(ring.at),
    )


def _asked(session: Session, isp: Isp, task: Task, partner: Partner | None, at: dt.datetime) -> list[Person]:
    about = audiences.Subject(isp, session.get(Version, task.version_id), partner, task)
    return audiences.behind(session, Audience.HOLDER, about, local_day(at))


def _what(task: Task) -> Text:
    said = names.TASKS[task.kind]
    return Text(said.en, said.cy)


def waiting_answers(session: Session, isp: Isp) -> tuple[WaitingAnswer, ...]:
    """The answers that the coordinator has not dealt with yet, the oldest first."""
    found = []
    stream = f"isp:{isp.ref}"
    open_now = [(task, told) for task, standing in _open(session, isp) for told in _waiting(standing)]
    for task, told in open_now:
        row = session.get(History, (stream, told.seq))
        if row is None:
            continue
        words = links.words_of(session, stream, [told.seq]).get(told.seq, {})
        person = people.by_ref(session, row.actor)
        partner = session.get(Partner, task.partner_id) if task.partner_id else None
        found.append(
            WaitingAnswer(
                task=task.number,
                kind=SAID[told.kind],  # type: ignore[arg-type]  # a closed list
                who=Text(person.name_en, person.name_cy or None) if person else Text(row.actor),
                partner=partner.name if partner else "",
                what=_what(task),
                when=local_day(told.at),
                words=words.get("whom") or words.get("reason") or words.get("telephone") or "",
                address=words.get("address", ""),
            ),
        )
    return tuple(sorted(found, key=lambda answer: (answer.when, answer.task)))


def _waiting(standing: Standing) -> tuple[Told, ...]:
    """The answer that waits, and the proposal to ask somebody else, which waits whatever was said after it."""
    found = {told.seq: told for told in (standing.elsewhere, standing.waiting) if told is not None}
    return tuple(found.values())


def link_rows(session: Session, isp: Isp, at: dt.datetime) -> tuple[LinkRow, ...]:
    """Every link of an ISP, the latest first."""
    return tuple(
        LinkRow(
            number=link.id or 0,
            task=task.number,
            what=_what(task),
            whom=Text(person.name_en, person.name_cy or None),
            made=local_day(link.made_at),
            expires=link.expires,
            status=why_closed(link, task, local_day(at)) or "open",  # type: ignore[arg-type]  # a closed list
        )
        for link, task, person in links.of_isp(session, isp)
    )
