"""Taking a move back, correcting one, putting an ISP on hold and resuming it."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import col, select

from ispdesk.commands import clocks, deciding, telling
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.moves import RESTORED, enter
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home, isps, timers
from models.tables.isp import HoldingRow, Isp, Version
from models.tables.journal import History, HistoryWords
from models.tables.post import Letter, Notice
from notifications.safe import paragraphs
from states.calendar import local_day, opening
from states.lifecycle import Party, Role, State, Trigger
from states.policy import MAX_HOLD

Reason = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
TEAM = frozenset({Role.TEAM_LEAD, Role.ASSURER})


class TakeBack(Payload):
    """Take back one's own last move, while nobody has acted on it."""

    reason: str = ""


class Correct(Payload):
    """Undo the last move of an ISP, later and by the assurance team, with a reason."""

    reason: Reason


class Hold(Payload):
    """Put an ISP on hold until a day, with a reason."""

    reason: Reason
    until: dt.date


class Resume(Payload):
    """Take an ISP off hold."""

    reason: str = ""


OPENING = frozenset({Trigger.REVISE_TEXT.value, Trigger.REVISE_FLOWS.value, Trigger.EXTEND.value})
"""Moves that open another version."""
TRIGGERS = frozenset(trigger.value for trigger in Trigger)
QUIET = frozenset(
    {
        "rung_fired",
        "promise_missed",
        "reminders_ended",
        "fact_stated",
        "declared",
        "language_said",
        "translation_arranged",
        "score_overridden",
        "put_aside",
        "queue_mark_ended",
        "review_moved",
    }
)
"""Rows that are no act upon a move."""


def _last_move(tx: Tx) -> History:
    """The last move of the stream, if nothing but quiet rows, and what the move itself asked for, came after it."""
    rows = tx.session.exec(select(History).where(History.stream == tx.stream.name).order_by(col(History.seq).desc()))
    after: set[str] = set()
    for row in rows:
        if row.kind in TRIGGERS and after <= {row.command_id}:
            return row
        if row.kind in TRIGGERS:
            break
        if row.kind not in QUIET:
            after.add(row.command_id)
    raise decline(
        "acted_upon",
        "Somebody has acted since: ask the assurance team to correct it.",
        "Mae rhywun wedi gweithredu ers hynny: gofynnwch i'r tîm sicrhau ei gywiro.",
    )


def take_back(tx: Tx, payload: TakeBack) -> Mapping[str, Any]:
    """Take back one's own last move."""
    row = _last_move(tx)
    if row.actor != tx.order.actor:
        raise decline(
            "not_yours",
            "Only who made the move may take it back; the assurance team can correct it with a reason.",
            "Dim ond y sawl a wnaeth y cam a gaiff ei dynnu'n ôl; gall y tîm sicrhau ei gywiro gyda rheswm.",
        )
    return _undo(tx, row, "taken_back", payload.reason)


def correct(tx: Tx, payload: Correct) -> Mapping[str, Any]:
    """Undo the last move with a reason."""
    return _undo(tx, _last_move(tx), "corrected", payload.reason)


def _undo(tx: Tx, row: History, kind: str, reason: str) -> Mapping[str, Any]:
    isp = find(tx.session, tx.stream.ref)
    versions = {v.number: v for v in isps.versions(tx.session, isp.id or 0)}
    version = versions[row.body["version"]]
    before = row.body.get("before")
    if before is None or row.kind in OPENING or _displaced(tx, row):
        raise decline(
            "changed_more",
            "This move changed another version too: withdraw or supersede that one instead.",
            "Newidiodd y cam hwn fersiwn arall hefyd: tynnwch honno'n ôl neu ei disodli yn lle hynny.",
        )
    left = State(version.state)
    told = telling.call_back(tx.session, tx.at, tx.stream.name, row.seq)
    undone = tx.record(
        kind,
        {"version": version.number, "undoes": row.seq, "from": left, "to": before["state"], "holder": before["holder"]},
        words={"reason": reason},
    )
    deciding.undo(tx, version, row, undone.seq)
    if "instrument" in before:
        isp.instrument = before["instrument"]
        tx.session.add(isp)
    for name in RESTORED:
        if name not in before:
            continue  # a row of an earlier release
        value = before[name]
        is_day = name.endswith(("_from", "_to", "_date", "_until"))
        setattr(version, name, dt.date.fromisoformat(value) if is_day and value else value)
    state = State(version.state)
    clocks.open_again(tx.session, version, state, row)
    enter(tx, isp, version, state, Party(version.holder), undone, tx.at, came_from=left, starts=False)
    if told:
        _correct_what_was_told(tx, isp, version, undone, told, reason)
    return {"ref": isp.ref, "state": version.state, "holder": version.holder}


def _correct_what_was_told(tx: Tx, isp: Isp, version: Version, row: History, told: list[int], reason: str) -> None:
    """Whoever had a letter about the move that was undone gets a correction."""
    values = telling.isp_values(tx.session, isp, version) | {
        "move_en": "Correction: the last move was undone",
        "move_cy": "Cywiriad: dadwnaed y cam diwethaf",
        "happened": tx.today,
        "reason": paragraphs(reason),
        "found": 0,
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:correction", isp, version)
    telling.tell_people(tx, "move_made", told, values, about, seq=row.seq)


def _displaced(tx: Tx, row: History) -> bool:
    """Whether the same command moved another version too; what it asked for beside that is withdrawn with it."""
    others = select(History).where(
        History.command_id == row.command_id,
        History.stream == row.stream,
        col(History.kind).in_({*TRIGGERS, "version_opened"}),
    )
    return len(tx.session.exec(others).all()) > 1


def hold(tx: Tx, payload: Hold) -> Mapping[str, Any]:
    """Put the version at work on hold; it takes effect at the next opening."""
    isp = find(tx.session, tx.stream.ref)
    version = working_version(tx, isp)
    if version.on_hold:
        raise decline("on_hold", "It is on hold already.", "Mae wedi'i ohirio eisoes.")
    calendar = home.calendar(tx.session)
    if payload.until <= tx.today or calendar.working_days(tx.today, payload.until) > MAX_HOLD:
        raise decline(
            "wrong_value",
            f"Give a day after today and at most {MAX_HOLD} working days away.",
            f"Rhowch ddiwrnod ar ôl heddiw, o fewn {MAX_HOLD} diwrnod gwaith.",
        )
    version.on_hold, version.hold_until = True, payload.until
    row = tx.record(
        "put_on_hold", {"version": version.number, "until": payload.until}, words={"reason": payload.reason}
    )
    _book(tx, isp, version, row, Party.NOBODY)
    return {"ref": isp.ref, "on_hold": True, "until": payload.until.isoformat()}


def resume(tx: Tx, payload: Resume) -> Mapping[str, Any]:
    """Take it off hold; the timer does so when the hold's last day has passed."""
    isp = find(tx.session, tx.stream.ref)
    version = working_version(tx, isp)
    if not version.on_hold:
        raise decline("not_on_hold", "It is not on hold.", "Nid yw wedi'i ohirio.")
    if tx.order.actor == "timer" and (version.hold_until is None or tx.today <= version.hold_until):
        raise decline("too_early", "Its hold has not ended.", "Nid yw'r gohiriad wedi dod i ben.")
    until = version.hold_until
    version.on_hold, version.hold_until = False, None
    row = tx.record("resumed", {"version": version.number}, words={"reason": payload.reason})
    _book(tx, isp, version, row, Party(version.holder))
    if tx.order.actor == "timer" and until is not None:
        _tell_hold_ended(tx, isp, version, row, until)
    return {"ref": isp.ref, "on_hold": False, "holder": version.holder}


def _tell_hold_ended(tx: Tx, isp: Isp, version: Version, row: History, until: dt.date) -> None:
    """Whoever holds it again hears that its hold has ended by itself, why it was held, and how its clock stands."""
    chosen = select(History).where(History.stream == tx.stream.name, History.kind == "put_on_hold")
    held = tx.session.exec(chosen.order_by(col(History.seq).desc())).first()
    words = tx.session.get(HistoryWords, (tx.stream.name, held.seq, "reason")) if held else None
    adopted = home.policy(tx.session)
    running = next((timer for timer in timers.of_version(tx.session, version.id or 0) if timer.due_day), None)
    budget = adopted[1].timer(running.kind) if adopted and running else None
    values = telling.isp_values(tx.session, isp, version) | {
        "due": running.due_day if running else None,
        "counted": running.counted if running else 0,
        "budget": budget.budget if budget else 0,
        "held_from": local_day(held.recorded_at) if held else until,
        "held_until": until,
        "reason": paragraphs(words.text or "" if words else ""),
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:hold_ended", isp, version)
    telling.tell(tx, "hold_ended", ["holder"], values, about, seq=row.seq)


def _book(tx: Tx, isp: Isp, version: Version, row: History, party: Party) -> None:
    tx.session.add(version)
    calendar = home.calendar(tx.session)
    since = opening(calendar.opening_after(tx.at)) if calendar.version else tx.at  # hold and resume begin at an opening
    tx.session.add(HoldingRow(version_id=version.id or 0, seq=row.seq, since=since, party=party.value))
    clocks.reproject(tx.session, isp, version, tx.at)
    telling.supersede(tx.session, version, tx.at)
    if party is Party.NOBODY:  # nothing is asked of anybody while it is on hold
        telling.recall(tx.session, tx.at, col(Letter.version_id) == version.id, col(Letter.asks).is_(True))
        asking = (col(Notice.version_id) == version.id) & col(Notice.message).in_(telling.ASKING)
        telling.forget(tx.session, tx.at, asking, why="hold")


HOLDERS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.ASSURER})
SPECS: tuple[Spec[Any], ...] = (
    Spec("take_back", "isp", TakeBack, frozenset(Role) - {Role.TIMER}, take_back),
    Spec("correct", "isp", Correct, TEAM, correct),
    Spec("hold", "isp", Hold, HOLDERS, hold),
    Spec("resume", "isp", Resume, HOLDERS | {Role.TIMER}, resume),
)
