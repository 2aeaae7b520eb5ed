"""Firing a rung: the unique claim first, then its history row, its notices, and the timer's next mark."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import col, select

from ispdesk.commands import clocks, drafts, person_clocks, reminding, rung_words, telling
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.base import table
from models.database import settle
from models.queries import home, isps, timers
from models.tables.clocks import RungClaim, TimerRow
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Facilitator
from models.tables.post import Letter, Notice
from states.ladder import heard
from states.lifecycle import Role
from states.policy import Rung, Timer


class FireRung(Payload):
    """The timer's row and the rung that is due."""

    timer: int
    rung: str


def fire(tx: Tx, payload: FireRung) -> Mapping[str, Any]:
    """Fire one rung that is due, once, whatever crashed or runs beside this. Declines where it is not due any more.

    What lies outside the stream may have changed: then the clock is put right, and nothing is fired.
    """
    isp = find(tx.session, tx.stream.ref)
    row = _due(tx, payload)
    version = next((one for one in isps.versions(tx.session, isp.id or 0) if one.id == row.version_id), None)
    if version is None:
        raise _not_due()
    clocks.reproject(tx.session, isp, version, tx.at)
    found = rung_words.of_row(tx.session, row, payload.rung)
    if found is None or not _is_due(tx, row, payload):
        return {"ref": isp.ref, "timer": row.kind, "rung": payload.rung, "fired": False, "letters": 0}
    timer, rung = found
    written = _claim(tx, row, rung, version.holder)
    _collapse(tx, row, rung)
    letters = _tell(tx, isp, version, row, timer, rung, written)
    reminding.after(tx, isp, version, row, timer, rung, written)
    clocks.cache(tx.session, row, clocks.projection(tx.session, version, row, timer, tx.at))  # no other clock has moved
    return {"ref": isp.ref, "timer": row.kind, "rung": rung.name, "fired": True, "letters": letters}


def _not_due() -> Exception:
    return decline("not_due", "It has fired or is no longer due.", "Mae wedi tanio neu nid yw'n ddyledus mwyach.")


def _due(tx: Tx, payload: FireRung) -> TimerRow:
    row = next((row for row in timers.alive(tx.session, tx.stream.name) if row.id == payload.timer), None)
    if row is None or not _is_due(tx, row, payload):
        raise _not_due()
    return row


def _is_due(tx: Tx, row: TimerRow, payload: FireRung) -> bool:
    if row.stream != tx.stream.name or row.next_rung != payload.rung:
        return False
    return row.next_rung_at is not None and row.next_rung_at <= tx.at


def _claim(tx: Tx, row: TimerRow, rung: Rung, holder: str) -> History:
    due_at = row.next_rung_at or tx.at
    claim = {
        "stream": row.stream,
        "timer_kind": row.kind,
        "subject": row.subject,
        "round": row.round,
        "rung": rung.name,
        "due_at": due_at,
        "claimed_at": tx.at,
        "history_seq": tx.stream.length + 1,
    }
    timers.claim(tx.session, row, claim)
    return tx.record(
        "rung_fired",
        {
            "timer": row.kind,
            "subject": row.subject,
            "round": row.round,
            "rung": rung.name,
            "due_at": due_at.isoformat(),
            "policy": row.policy_version,
            "holder": holder,
        },
        role=Role.TIMER,
    )


def _tell(tx: Tx, isp: Isp, version: Version, row: TimerRow, timer: Timer, rung: Rung, written: History) -> int:
    """Tell at once those who hear automatically; draft what leaves the holder's own organisation."""
    told = heard(timer, rung)
    letters = 0
    at_once = reminding.readers(tx, isp, row, told.at_once)
    if at_once:
        about, values = rung_words.about(tx.session, isp, version, row, timer, rung, tx.at)
        letters = telling.tell(tx, rung.message, at_once, values, about, seq=written.seq, urgent=rung.urgent)
    if told.confirmed:
        drafts.write(tx, isp, version, row, timer, rung, told, written)
    return letters


_CLAIM, _NOTICE = table(RungClaim), table(Notice)
_LOWER = core_select(_NOTICE.letter_id, _NOTICE.gone_at, _NOTICE.seq).where(
    _CLAIM.stream == bindparam("stream"),
    _CLAIM.timer_kind == bindparam("kind"),
    _CLAIM.subject == bindparam("subject"),
    _CLAIM.round == bindparam("round"),
    _CLAIM.rung != bindparam("rung"),
    _NOTICE.stream == _CLAIM.stream,
    _NOTICE.seq == _CLAIM.history_seq,
)


def _collapse(tx: Tx, row: TimerRow, rung: Rung) -> None:
    """A lower rung's word that has not left is superseded: after an outage each reader hears once."""
    lower = {"stream": row.stream, "kind": row.kind, "subject": row.subject, "round": row.round, "rung": rung.name}
    settle(tx.session, "notice")
    said = tx.session.connection().execute(_LOWER, lower).all()
    waiting = sorted({seq for letter, gone, seq in said if letter is None and gone is None})
    if waiting:
        which = (col(Notice.stream) == row.stream) & col(Notice.seq).in_(waiting)
        telling.forget(tx.session, tx.at, which, why="higher_rung")
    letters = sorted({letter for letter, _, _ in said if letter is not None})
    if letters:
        telling.recall(
            tx.session, tx.at, col(Letter.id).in_(letters), col(Letter.kind).not_in(("escalation", "digest"))
        )


def fire_for_person(tx: Tx, payload: FireRung) -> Mapping[str, Any]:
    """Fire one rung of a clock that runs for a facilitator and not for an ISP."""
    row = _due(tx, payload)
    facilitator = tx.session.exec(select(Facilitator).where(Facilitator.ref == tx.stream.ref)).first()
    keep_facilitator(tx, facilitator)
    found = rung_words.of_row(tx.session, row, payload.rung)
    if found is None or facilitator is None or not _is_due(tx, row, payload):
        return {"ref": tx.stream.ref, "timer": row.kind, "rung": payload.rung, "fired": False, "letters": 0}
    timer, rung = found
    written = _claim(tx, row, rung, "nobody")
    inside = telling.house(tx.session)
    values = telling.asked_by(inside) | {
        "name_en": facilitator.name_en,
        "name_cy": facilitator.name_cy or facilitator.name_en,
        "since": row.anchor,
        "link": f"{inside.base_url}/isps",
    }
    about = telling.About(f"rung:{row.stream}:{row.kind}:{row.round}:{rung.name}", person_id=facilitator.person_id)
    letters = telling.tell(tx, rung.message, rung.audiences, values, about, seq=written.seq, urgent=rung.urgent)
    clocks.cache(tx.session, row, _projected(tx, row, timer))
    return {"ref": tx.stream.ref, "timer": row.kind, "rung": rung.name, "fired": True, "letters": letters}


class KeepClock(Payload):
    """Bring the clocks of one stream up to date with what lies outside it."""


def keep_isp(tx: Tx, _payload: KeepClock) -> Mapping[str, Any]:
    """Re-project every live version of an ISP."""
    isp = find(tx.session, tx.stream.ref)
    clocks.keep(tx.session, isp, tx.at)
    return {"ref": isp.ref}


def keep_person(tx: Tx, _payload: KeepClock) -> Mapping[str, Any]:
    """Start, move or stop the clock of one facilitator."""
    facilitator = tx.session.exec(select(Facilitator).where(Facilitator.ref == tx.stream.ref)).first()
    keep_facilitator(tx, facilitator)
    return {"ref": tx.stream.ref}


def keep_facilitator(tx: Tx, facilitator: Facilitator | None) -> None:
    """Reckon a facilitator's clock anew from their last assignment or training."""
    adopted, calendar = home.policy(tx.session), home.calendar(tx.session)
    if facilitator is not None and adopted is not None and calendar.version:
        person_clocks.keep_facilitator(tx.session, tx.stream.name, facilitator, tx.at)


def _projected(tx: Tx, row: TimerRow, timer: Timer) -> Any:
    return clocks.project_row(tx.session, None, row, timer, home.calendar(tx.session), tx.at)


FIRING = frozenset({Role.TIMER})
SPECS: tuple[Spec[Any], ...] = (
    Spec("fire_rung", "isp", FireRung, FIRING, fire),
    Spec("fire_person_rung", "person", FireRung, FIRING, fire_for_person),
    Spec("keep_clock", "isp", KeepClock, FIRING, keep_isp),
    Spec("keep_person_clock", "person", KeepClock, FIRING, keep_person),
)
