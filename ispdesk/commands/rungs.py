"""Firing a rung: the unique claim first, then its history row, its letters, and the timer's next mark."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col

from ispdesk.commands import clocks, telling
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import home
from models.tables.isp import Version
from models.tables.post import Letter, RungClaim, TimerRow
from states.lifecycle import Role


class FireRung(Payload):
    """The timer's row and the rung that is due."""

    timer: int
    rung: str


def fire(tx: Tx, payload: FireRung) -> Mapping[str, Any]:
    """Fire one rung that is due, once, whatever crashed or runs beside this. Declines where it is not due any more."""
    isp = find(tx.session, tx.stream.ref)
    row = tx.session.get(TimerRow, payload.timer)
    adopted = home.policy(tx.session)
    if row is None or adopted is None or row.next_rung != payload.rung or row.next_rung_at is None:
        raise decline("not_due", "It has fired or is no longer due.", "Mae wedi tanio neu nid yw'n ddyledus mwyach.")
    version = tx.session.get(Version, row.version_id)
    timer = adopted[1].timer(row.kind)
    rung = next((r for r in timer.rungs if r.name == payload.rung), None) if timer else None
    if version is None or timer is None or rung is None or row.next_rung_at > tx.at or version.isp_id != isp.id:
        raise decline("not_due", "It has fired or is no longer due.", "Mae wedi tanio neu nid yw'n ddyledus mwyach.")
    due_at = row.next_rung_at
    subject = clocks.subject_of(version)
    tx.session.add(
        RungClaim(
            isp_ref=isp.ref,
            timer_kind=row.kind,
            subject=subject,
            round=row.round,
            rung=rung.name,
            due_at=due_at,
            claimed_at=tx.at,
            history_seq=tx.stream.length + 1,
        ),
    )
    tx.session.flush()
    written = tx.record(
        "rung_fired",
        {
            "timer": row.kind,
            "subject": subject,
            "round": row.round,
            "rung": rung.name,
            "due_at": due_at.isoformat(),
            "policy": row.policy_version,
            "holder": version.holder,
        },
        role=Role.TIMER,
    )
    prefix = f"rung:{isp.ref}:{row.kind}:{subject}:{row.round}:"
    _collapse(tx, prefix)
    seen = clocks.projection(tx.session, version, row, timer, tx.at)
    values = telling.isp_values(tx.session, isp, version) | {
        "due": seen.due,
        "counted": seen.counted,
        "budget": seen.budget,
    }
    about = telling.About(prefix + rung.name, isp, version)
    letters = telling.tell(tx, rung.message, rung.audiences, values, about, seq=written.seq)
    clocks.reproject(tx.session, isp, version, tx.at)
    return {"ref": isp.ref, "timer": row.kind, "rung": rung.name, "letters": letters}


def _collapse(tx: Tx, prefix: str) -> None:
    """A lower rung's letter that has not left is superseded: after an outage each reader hears once."""
    lower = telling.begins_with(prefix)
    telling.recall(tx.session, tx.at, lower, col(Letter.kind) != "escalation")


SPECS: tuple[Spec[Any], ...] = (Spec("fire_rung", "isp", FireRung, frozenset({Role.TIMER}), fire),)
