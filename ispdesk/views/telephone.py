"""Whom the coordinator of an ISP has to ring, which answers wait for them, and which links there are."""

import datetime as dt

from sqlmodel import Session

from ispdesk.commands import audiences
from ispdesk.commands.links import why_closed
from ispdesk.views.answer_shapes import CallRow, LinkRow, WaitingAnswer
from ispdesk.words.text import Text
from models.queries import ahead, links, partners, people, tasks
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.work import Partner
from notifications.audience import Audience
from states import names
from states.calendar import local_day
from states.lifecycle import Role
from states.promises import SAID, Standing, Told

Words = dict[int, dict[str, str]]
"""Words beside rows of history, by row and name."""
Waiting = list[tuple[Task, Standing]]
"""Open tasks of which anything was said or missed, and how each stands."""


def call_rows(session: Session, isp: Isp, at: dt.datetime, waiting: Waiting | None = None) -> tuple[CallRow, ...]:
    """Everybody to be rung, whoever has waited longest first."""
    rings = [
        (task, standing, standing.ring)
        for task, standing in (open_tasks(session, isp) if waiting is None else waiting)
        if standing.ring is not None
    ]
    if not rings:
        return ()
    _who_ahead(session, isp, [task for task, *_ in rings], at)
    words = _words(session, f"isp:{isp.ref}")
    found = [_call(session, isp, task, standing, ring, at, words) for task, standing, ring in rings]
    return tuple(sorted(found, key=lambda row: (row.since, row.task)))


def _words(session: Session, stream: str) -> Words:
    found: Words = {}
    for row in ahead.words(session, stream):
        if row.text is not None:
            found.setdefault(row.seq, {})[row.name] = row.text
    return found


def _who_ahead(session: Session, isp: Isp, asked: list[Task], at: dt.datetime) -> None:
    """Whoever may have to be rung, read at once."""
    of = {partner.id: partner for partner in partners.of_isp(session, isp.id or 0)}
    who = [of[task.partner_id] for task in asked if task.partner_id in of]
    ahead.by_id(session, Person, [*(partner.contact_id for partner in who), *(task.person_id for task in asked)])
    ahead.by_id(session, Version, {task.version_id for task in asked})
    bodies = ahead.by_id(session, Organisation, {p.organisation_id for p in who if p.contact_id is None})
    if bodies:
        scopes = [[f"organisation:{body.ref}"] for body in bodies.values()]
        people.with_roles_ahead(session, {Role.PARTNER_CONTACT}, scopes, local_day(at))


def open_tasks(session: Session, isp: Isp) -> Waiting:
    """The open tasks of an ISP of which anything was said or missed."""
    standings = links.standings(session, f"isp:{isp.ref}")
    return [
        (task, standings[task.number])
        for task in tasks.of_isp(session, isp.id or 0)
        if task.done_at is None and task.number in standings
    ]


def _call(
    session: Session, isp: Isp, task: Task, standing: Standing, ring: Told, at: dt.datetime, words: Words
) -> CallRow:
    stream = f"isp:{isp.ref}"
    partner = session.get(Partner, task.partner_id) if task.partner_id else None
    row = next((one for one in ahead.history(session, stream) if one.seq == ring.seq), None)
    answered = people.by_ref(session, row.actor) if row and ring.kind == "said_ring" else None
    who = [answered] if answered else _asked(session, isp, task, partner, at)
    typed = words.get(ring.seq, {}).get("telephone", "")
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


def waiting_answers(session: Session, isp: Isp, waiting: Waiting | None = None) -> tuple[WaitingAnswer, ...]:
    """The answers that the coordinator has not dealt with yet, the oldest first."""
    found = []
    stream = f"isp:{isp.ref}"
    answers = [
        (task, told)
        for task, standing in (open_tasks(session, isp) if waiting is None else waiting)
        for told in _waiting(standing)
    ]
    if not answers:
        return ()
    partners.of_isp(session, isp.id or 0)
    rows = {row.seq: row for row in ahead.history(session, stream)}
    ahead.people(session, {rows[told.seq].actor for _, told in answers if told.seq in rows}, ())
    said = _words(session, stream)
    for task, told in answers:
        row = rows.get(told.seq)
        if row is None:
            continue
        words = said.get(told.seq, {})
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
