"""The page behind a partner's link: what is asked, what their organisation sends and receives, what they answered."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from ispdesk import keys
from ispdesk.commands import asking, offering
from ispdesk.commands.links import earliest_answer, why_closed
from ispdesk.commands.shape import Order, refuse
from ispdesk.commands.telling import house
from ispdesk.views.answer_shapes import AnswerView, Asked, Asker, Decision, FlowLine, Given
from ispdesk.views.listing import title_of
from ispdesk.words.text import Text
from models.base import canonical
from models.queries import ahead, home, links, timers
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.link import Link
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.work import Flow, Partner
from states import names
from states.calendar import CalendarEndsError, local_day
from states.promises import SAID, SETTLES, latest_day


def answer_view(session: Session, token: str, at: dt.datetime) -> AnswerView:
    """What somebody with this token is shown; one that is not ours shows nothing of anybody's."""
    inside = house(session)
    team = Asker(Text(inside.team_en, inside.team_cy), None, inside.team_telephone, inside.team_address)
    link = offering.known(session, token)
    isp = session.get(Isp, link.isp_id) if link else None
    task = session.get(Task, link.task_id) if link else None
    person = session.get(Person, link.person_id) if link else None
    if link is None or isp is None or task is None or person is None:
        return AnswerView("unknown", team)
    closed = why_closed(link, task, local_day(at))
    return AnswerView(
        status=closed or "open",  # type: ignore[arg-type]  # a closed list
        team=team,
        coordinator=_coordinator(session, isp, at),
        asked=replace(
            _asked(session, link, isp, task, person, at),
            returns=f"{token}/return" if task.kind == "self_return" else "",
            signs=f"{token}/sign" if task.kind == "sign_off" and task.partner_id else "",
        ),
    )


def _coordinator(session: Session, isp: Isp, at: dt.datetime) -> Asker | None:
    found = asking.coordinator(session, isp, local_day(at))
    if found is None:
        return None
    body = Text(found.body_en, found.body_cy) if found.body_en else None
    return Asker(Text(found.name_en, found.name_cy), body, found.telephone)


def _asked(session: Session, link: Link, isp: Isp, task: Task, person: Person, at: dt.datetime) -> Asked:
    stream = f"isp:{isp.ref}"
    ahead.history(session, stream)
    standing = links.standing(session, stream, task)
    partner = session.get(Partner, task.partner_id) if task.partner_id else None
    lead = session.get(Organisation, isp.lead_id) if isp.lead_id else None
    given = _given(session, stream, link, task)
    flows = list(session.exec(select(Flow).where(Flow.version_id == task.version_id).order_by(col(Flow.number))))
    what = names.TASKS[task.kind]
    return Asked(
        ref=isp.ref,
        title=title_of(isp),
        lead=Text(lead.name_en or None, lead.name_cy or None) if lead else None,
        what=Text(what.en, what.cy),
        text=task.text,
        by=_by(session, task),
        partner=partner.name if partner else "",
        person=Text(person.name_en, person.name_cy or None),
        can_be_rung=bool(person.telephone),
        sends=_sends(flows, partner),
        receives=_receives(flows, partner),
        flows_written=bool(flows),
        promised=standing.promised[-1] if standing.promised else None,
        promises_left=standing.promises_left,
        latest=_latest(session, at),
        earliest=earliest_answer(task),
        given=given,
        expires=link.expires,
        today=local_day(at),
        number=len(given),
        mark=offering.form_mark(keys.of(session), link, len(given)),
    )


def _by(session: Session, task: Task) -> dt.date | None:
    """The day by which it is asked: the promised one, else the day of its clock."""
    version = session.get(Version, task.version_id)
    if task.until is not None or version is None:
        return task.until
    subject = f"v{version.number}/t{task.number}"
    due = [row.due_day for row in timers.of_version(session, version.id or 0) if row.subject == subject]
    return next((day for day in due if day is not None), None)


def _latest(session: Session, at: dt.datetime) -> dt.date | None:
    try:
        return latest_day(home.calendar(session), local_day(at))
    except CalendarEndsError:
        return None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _sends(flows: list[Flow], partner: Partner | None) -> tuple[FlowLine, ...]:
    if partner is None:
        return ()
    return tuple(
        FlowLine(flow.information, ", ".join(flow.recipients)) for flow in flows if _same(flow.sender, partner.name)
    )


def _receives(flows: list[Flow], partner: Partner | None) -> tuple[FlowLine, ...]:
    if partner is None:
        return ()
    return tuple(
        FlowLine(flow.information, flow.sender)
        for flow in flows
        if any(_same(name, partner.name) for name in flow.recipients)
    )


def _given(session: Session, stream: str, link: Link, task: Task) -> tuple[Given, ...]:
    """What was answered by this link, the first first, with what became of each."""
    history = ahead.history(session, stream)
    rows = [row for row in history if row.operator == links.operator_of(link) and row.kind in SAID]
    words: dict[int, dict[str, str]] = {}
    for one in ahead.words(session, stream):
        if one.text is not None:
            words.setdefault(one.seq, {})[one.name] = one.text
    settled = [row for row in history if row.kind in SETTLES and row.body["task"] == task.number]
    return tuple(_one(row, words.get(row.seq, {}), settled) for row in rows)


def _one(row: History, words: dict[str, str], settled: list[History]) -> Given:
    written = row.body.get("until") or row.body.get("day")
    own = next((other.kind for other in settled if other.body.get("of") == row.seq), None)
    after = own or next((other.kind for other in settled if other.seq > row.seq), None)
    decided: dict[str | None, Decision] = {None: "waits", "redirect_confirmed": "passed", "redirect_refused": "kept"}
    return Given(
        kind=SAID[row.kind],  # type: ignore[arg-type]  # a closed list
        when=local_day(row.recorded_at),
        day=dt.date.fromisoformat(written) if written else None,
        words=words.get("whom") or words.get("reason") or words.get("telephone") or "",
        detail=words.get("address", ""),
        decision=decided.get(after, "settled"),
    )


def order_of(session: Session, token: str, number: int, mark: str, payload: Mapping[str, Any]) -> Order | None:
    """The order that an answer is; None where the form is not one of ours.

    Its id comes from the form and its content: the same answer is one command, however often it is posted.
    """
    link = offering.known(session, token)
    isp = session.get(Isp, link.isp_id) if link else None
    person = session.get(Person, link.person_id) if link else None
    if link is None or isp is None or person is None or not offering.is_form(keys.of(session), link, number, mark):
        return None
    content = hashlib.sha256(canonical(payload).encode()).hexdigest()[:24]
    return Order(
        id=f"link:{link.id}:{number}:{content}",
        kind="answer_by_link",
        stream=f"isp:{isp.ref}",
        actor=person.ref,
        payload={**payload, "link": link.id},
        operator=links.operator_of(link),
    )


STALE = refuse(
    "stale_form",
    "This page was open too long, or was not made by us. Look at your answer and send it again.",
    "Bu'r dudalen hon ar agor yn rhy hir, neu nid ni a'i gwnaeth. Edrychwch ar eich ateb a'i anfon eto.",
)
