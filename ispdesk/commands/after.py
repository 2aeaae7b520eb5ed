"""Incidents and changes after assurance: recorded, with what the rule says that they call for, and settled."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints
from sqlmodel import Session

from ispdesk.access import INSIDERS
from ispdesk.commands import audiences, tasks, telling
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.moves import MakeMove, make_move
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import after, isps, partners
from models.queries import tasks as task_queries
from models.tables.after import IspEvent
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.journal import History
from notifications.audience import Audience
from states.after import BEGINS, OF_PARTNERS, RECORDED, RULES, Calls, How, Kind, needs_reason, of_somebody
from states.after import settles as ways
from states.lifecycle import OPEN_ROUND, Role, State, Trigger
from states.when import When

Number = Annotated[int, Ge(1), Le(99_999)]
Said = Annotated[str, StringConstraints(max_length=1000)]
KEEPERS = frozenset({Role.COORDINATOR, Role.FACILITATOR, Role.TEAM_LEAD, Role.ASSURER})
"""Who looks after an ISP once it is assured."""
REPORTERS = INSIDERS | {Role.IMPORT}


class RecordEvent(Payload):
    """An incident or a change; `happened` of the order says when. `flow` and `partner` name what it concerns."""

    what: Literal[tuple(one.value for one in RECORDED)]  # type: ignore[valid-type]  # the rule table's
    text: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    flow: Number | None = None
    partner: Number | None = None


class SettleEvent(Payload):
    """What comes of it: a review, a minor change, something that was done, or nothing, and why."""

    number: Number
    how: How
    reason: Said = ""


def in_force(session: Session, isp: Isp) -> Version:
    """The version in force. Declines where there is none: what comes after assurance needs one."""
    found = isps.standing_at(session, isp.id or 0, "force")
    if found is None:
        raise decline(
            "not_in_force",
            "No version of it is in force: this comes after assurance.",
            "Nid oes fersiwn ohono mewn grym: daw hyn ar ôl sicrwydd.",
        )
    return found


def about_nobody(*texts: str) -> None:
    """Decline words with a number by which somebody who uses a service can be known."""
    if any(of_somebody(text) for text in texts):
        raise decline(
            "personal",
            "There is an NHS or National Insurance number in it. Say what happened without details of any person.",
            "Mae rhif GIG neu rif Yswiriant Gwladol ynddo. Dywedwch beth ddigwyddodd heb fanylion am neb.",
        )


def record_event(tx: Tx, payload: RecordEvent) -> Mapping[str, Any]:
    """Record it; whoever coordinates the ISP is asked to decide, and of what calls for a review the team is told."""
    isp = find(tx.session, tx.stream.ref)
    kind = Kind(payload.what)
    version = isps.standing_at(tx.session, isp.id or 0, "force") or working_version(tx, isp)
    about_nobody(payload.text)
    if payload.flow is not None and not after.has_flow(tx.session, version.id or 0, payload.flow):
        raise decline("not_found", f"There is no flow {payload.flow}.", f"Nid oes llif {payload.flow}.")
    if payload.partner is not None and partners.of_line(tx.session, isp.id or 0, payload.partner) is None:
        raise decline("not_found", f"There is no partner {payload.partner}.", f"Nid oes partner {payload.partner}.")
    if payload.partner is None and kind in OF_PARTNERS - {Kind.PARTNER_JOINS}:
        raise decline("wrong_value", "Say which partner.", "Dywedwch pa bartner.")
    when = tx.order.happened or When()
    event = raise_event(
        tx, isp, version, kind, RULES[kind].calls, payload.text, flow=payload.flow, line=payload.partner, when=when
    )
    return {"ref": isp.ref, "number": event.number, "calls": event.calls}


def raise_event(  # noqa: PLR0913 - an event's parts
    tx: Tx,
    isp: Isp,
    version: Version,
    kind: Kind,
    calls: Calls,
    text: str,
    *,
    flow: int | None = None,
    line: int | None = None,
    check: int | None = None,
    code: str = "",
    when: When | None = None,
) -> IspEvent:
    """Write down something that somebody has to decide about, and ask whoever coordinates the ISP to."""
    number = after.next_number(tx.session, IspEvent, isp.id or 0)
    body = {"number": number, "event": kind, "calls": calls, "flow": flow, "partner": line, "check": check}
    body |= {"code": code} if code else {}
    happened = when or When()
    row = tx.record("event_recorded", body, words={"text": text}, happened=happened)
    event = IspEvent(
        isp_id=isp.id or 0, version_id=version.id or 0, number=number, kind=kind.value, calls=calls.value, flow=flow,
        line=line, check_number=check, code=code, happened_from=happened.not_before, happened_to=happened.not_after,
        recorded_by=tx.order.actor, recorded_at=tx.at, seq=row.seq,
    )  # fmt: skip
    if not tx.order.recording:
        event.task_id = _ask(tx, isp, version, event)
    tx.session.add(event)
    tx.session.flush()
    if not tx.order.recording:
        _tell(tx, isp, version, event, row)
    return event


def _ask(tx: Tx, isp: Isp, version: Version, event: IspEvent) -> int | None:
    """Ask the first of those who coordinate it to decide, with a clock of its own; None where nobody does."""
    found = audiences.coordinators(tx.session, isp, tx.today)
    if not found:
        return None
    rule = RULES[Kind(event.kind)]
    said = f"{event.number}. {rule.name.cy}\n{event.number}. {rule.name.en}"
    number = task_queries.next_number(tx.session, isp.id or 0)
    body = {"version": version.number, "task": number, "asked": "event", "person": found[0].ref, "event": event.number}
    row = tx.record("asked", {**body, "waits": False}, words={"text": said})
    task = Task(
        isp_id=isp.id or 0, version_id=version.id or 0, number=number, kind="event", person_id=found[0].id, text=said,
        asked_at=tx.at, asked_seq=row.seq,
    )  # fmt: skip
    tx.session.add(task)
    tx.session.flush()
    if found[0].ref != tx.order.actor:  # nobody is written to about what they just typed
        tasks.tell_asked(tx, isp, version, None, task, row)
    return task.id


def _tell(tx: Tx, isp: Isp, version: Version, event: IspEvent, row: History) -> None:
    """The team hears of what calls for a review; whoever coordinates it too, where nobody could be asked by name."""
    readers = [Audience.TEAM.value] if event.calls == Calls.REVIEW else []
    if event.task_id is None:
        readers.append(Audience.COORDINATOR.value)
    if not readers:
        return
    rule = RULES[Kind(event.kind)]
    values = telling.isp_values(tx.session, isp, version) | {
        "link": f"{telling.house(tx.session).base_url}/isps/{isp.ref}/after/events/{event.number}",
        "event_en": rule.name.en,
        "event_cy": rule.name.cy,
        "why_en": rule.why.en,
        "why_cy": rule.why.cy,
        "happened": event.happened_from if event.happened_from == event.happened_to else None,
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:event_recorded", isp, version, outlives=True)
    telling.tell(tx, "event_recorded", readers, values, about, seq=row.seq)


def settle_event(tx: Tx, payload: SettleEvent) -> Mapping[str, Any]:
    """Settle it; a review and a minor change begin the review, unless one is under way."""
    isp = find(tx.session, tx.stream.ref)
    event = after.numbered(tx.session, IspEvent, isp.id or 0, payload.number)
    if event is None:
        raise decline("not_found", f"There is no event {payload.number}.", f"Nid oes digwyddiad {payload.number}.")
    if event.how is not None:
        raise decline("done", "It has been settled already.", "Mae wedi'i ddatrys eisoes.")
    if payload.how not in ways(Calls(event.calls)):
        raise decline(
            "wrong_value",
            "That does not settle what it calls for: begin the review, or say why none is needed.",
            "Nid yw hynny'n ddigon: dechreuwch yr adolygiad, neu dywedwch pam nad oes angen un.",
        )
    if needs_reason(payload.how) and not payload.reason:
        raise decline(
            "reason_missing", "Say what was done, or why nothing is needed.", "Dywedwch beth a wnaed, neu pam."
        )
    about_nobody(payload.reason)
    begun = payload.how in BEGINS and _begin(tx, isp)
    row = tx.record(
        "event_settled", {"number": event.number, "how": payload.how, "begun": begun}, words={"reason": payload.reason}
    )
    event.how, event.settled_at, event.settled_by, event.settled_seq = payload.how, tx.at, tx.order.actor, row.seq
    tx.session.add(event)
    task = tx.session.get(Task, event.task_id) if event.task_id else None
    version = tx.session.get(Version, task.version_id) if task else None
    if task is not None and version is not None and task.done_at is None:
        tasks.close(tx, version, task, "done")
    return {"ref": isp.ref, "number": event.number, "how": event.how, "begun": begun}


def _begin(tx: Tx, isp: Isp) -> bool:
    """Begin the review, where none is under way; return whether it was begun. Declines where there is none to begin."""
    force = isps.standing_at(tx.session, isp.id or 0, "force")
    progress = isps.standing_at(tx.session, isp.id or 0, "progress")
    if force is None and progress is None:
        in_force(tx.session, isp)
    if progress is not None or force is None or State(force.state) is State.IN_REVIEW:
        if force is None and progress is not None and State(progress.state) in OPEN_ROUND:
            raise decline(
                "with_the_team",
                "It is with quality assurance: tell the team, then say here what was done.",
                "Mae gyda sicrhau ansawdd: dywedwch wrth y tîm, yna nodwch yma beth a wnaed.",
            )
        return False
    make_move(tx, MakeMove(trigger=Trigger.BEGIN_REVIEW, version=force.number))
    return True


SPECS: tuple[Spec[Any], ...] = (
    Spec("record_event", "isp", RecordEvent, REPORTERS, record_event),
    Spec("settle_event", "isp", SettleEvent, KEEPERS, settle_event),
)
