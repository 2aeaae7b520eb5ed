"""Escalations that wait for a person: drafted by a rung, sent or dropped by whoever they lie before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from annotated_types import Ge
from pydantic import StringConstraints
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from ispdesk.commands import rung_words, telling
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Declined, Payload, Refused, Spec, Tx, decline, refuse
from models.queries import home, isps, timers
from models.tables.clocks import Draft, TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from states import names
from states.calendar import Calendar
from states.decide import only_these
from states.ladder import CONFIRM_WITHIN, Heard
from states.lifecycle import Role
from states.policy import Confirm, Rung, Timer


class SendDraft(Payload):
    """Release a drafted escalation."""

    draft: Annotated[int, Ge(1)]


class DropDraft(Payload):
    """Do not send a drafted escalation, and say why."""

    draft: Annotated[int, Ge(1)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def write(
    tx: Tx, isp: Isp, version: Version, row: TimerRow, timer: Timer, rung: Rung, heard: Heard, fired: History
) -> Draft:
    """Draft a rung's confirmed letters and tell the person they lie before."""
    draft = Draft(
        stream=row.stream,
        version_id=version.id,
        timer_id=row.id or 0,
        timer_kind=row.kind,
        subject=row.subject,
        round=row.round,
        rung=rung.name,
        audiences=list(heard.confirmed),
        before=heard.before.value,
        drafted_at=tx.at,
        drafted_seq=fired.seq,
        team_from=_after(home.calendar(tx.session), tx),
    )
    tx.session.add(draft)
    tx.session.flush()
    about, values = rung_words.about(tx.session, isp, version, row, timer, rung, tx.at)
    readers = [names.READERS[reader] for reader in heard.confirmed]
    values |= {
        "to_en": ", ".join(reader.en for reader in readers),
        "to_cy": ", ".join(reader.cy for reader in readers),
        "list_from": draft.team_from if heard.before is Confirm.COORDINATOR else None,
    }
    asking = replace(about, dedupe=f"{about.dedupe}:draft")  # beside the letter of those who hear at once
    telling.tell(tx, "draft_waiting", [heard.before.value], values, asking, seq=fired.seq)
    return draft


def _after(calendar: Calendar, tx: Tx) -> Any:
    days = calendar.from_day(calendar.opening_after(tx.at))
    for _ in range(CONFIRM_WITHIN):
        next(days)
    return next(days)


def waiting(session: Session, stream: str | None = None) -> list[Draft]:
    """Drafts that wait for a person, the oldest first."""
    chosen = select(Draft).where(Draft.status == "waiting", *([Draft.stream == stream] if stream else []))
    return list(session.exec(chosen.order_by(col(Draft.drafted_at), col(Draft.id))))


def not_theirs(draft: Draft, roles: frozenset[Role], today: dt.date) -> Refused | None:
    """Why somebody of these roles may not decide a draft today; None where they may."""
    if draft.before == "coordinator" and today < draft.team_from and not roles & {Role.COORDINATOR}:
        return refuse(
            "not_yours",
            f"It lies before the coordinator until {draft.team_from}.",
            f"Mae gerbron y cydlynydd hyd {draft.team_from}.",
        )
    if draft.before == "team" and not roles & TEAM:
        return refuse("not_yours", "It lies before the assurance team.", "Mae gerbron y tîm sicrhau.")
    return None if roles & DECIDERS else refuse("not_yours", only_these(DECIDERS).en, only_these(DECIDERS).cy)


_NUMBERED = select(Draft).where(col(Draft.id) == bindparam("row"))


def _mine(tx: Tx, number: int) -> Draft:
    draft: Draft | None = tx.session.scalars(_NUMBERED, {"row": number}).first()
    if draft is None or draft.stream != tx.stream.name:
        raise decline("not_found", f"There is no draft {number} here.", f"Nid oes drafft {number} yma.")
    if draft.status != "waiting":
        raise decline(
            "done", "It has been decided already, or its reason has gone.", "Penderfynwyd eisoes, neu aeth y rheswm."
        )
    refused = not_theirs(draft, tx.roles, tx.today)
    if refused is not None:
        raise Declined(refused)
    return draft


def send(tx: Tx, payload: SendDraft) -> Mapping[str, Any]:
    """Send a drafted escalation, as things stand now."""
    isp = find(tx.session, tx.stream.ref)
    draft = _mine(tx, payload.draft)
    row = next((row for row in timers.alive(tx.session, tx.stream.name) if row.id == draft.timer_id), None)
    version = next((one for one in isps.versions(tx.session, isp.id or 0) if one.id == draft.version_id), None)
    found = rung_words.of_row(tx.session, row, draft.rung) if row else None
    if row is None or version is None or found is None:
        raise decline("done", "Its reason has gone; nothing is sent.", "Aeth y rheswm; ni anfonir dim.")
    if row.status == "paused":
        raise decline(
            "on_hold",
            "Its clock is paused: nothing is asked of anybody until it runs again.",
            "Mae ei gloc wedi'i oedi: ni ofynnir dim i neb nes iddo redeg eto.",
        )
    timer, rung = found
    sent = tx.record("draft_sent", {"draft": draft.id, "timer": draft.timer_kind, "rung": draft.rung})
    about, values = rung_words.about(tx.session, isp, version, row, timer, rung, tx.at)
    letters = telling.tell(tx, rung.message, draft.audiences, values, about, seq=sent.seq, urgent=True)
    _decide(tx, draft, "sent")
    return {"ref": isp.ref, "draft": draft.id, "letters": letters}


def drop(tx: Tx, payload: DropDraft) -> Mapping[str, Any]:
    """Drop a drafted escalation with a reason."""
    isp = find(tx.session, tx.stream.ref)
    draft = _mine(tx, payload.draft)
    body = {"draft": draft.id, "timer": draft.timer_kind, "rung": draft.rung}
    tx.record("draft_dropped", body, words={"reason": payload.reason})
    _decide(tx, draft, "dropped")
    return {"ref": isp.ref, "draft": draft.id}


def _decide(tx: Tx, draft: Draft, status: str) -> None:
    draft.status, draft.decided_by, draft.decided_at = status, tx.order.actor, tx.at
    tx.session.add(draft)


TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER})
DECIDERS = TEAM | {Role.COORDINATOR}
SPECS: tuple[Spec[Any], ...] = (
    Spec("send_draft", "isp", SendDraft, DECIDERS, send),
    Spec("drop_draft", "isp", DropDraft, DECIDERS, drop),
)
