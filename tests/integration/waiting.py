"""An ISP with a partner that can be asked, for tests of pauses, tasks and drafted escalations."""

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlmodel import select
from world import ASSURER, COORDINATOR, World, move, to_draft

from ispdesk import rounds
from ispdesk.commands.shape import Order
from ispdesk.views.clock_shapes import ReceiptView, TimeView
from ispdesk.views.clocks import time_view
from ispdesk.views.receipts import receipts_view
from models.tables.clocks import Draft, TimerRow
from models.tables.isp import Isp
from states.calendar import ZONE

CONTACT, DESIGNATED, SPONSOR = "carys", "dewi", "sion"
GWENT = 3
"""The line of the partner that stands for an organisation and has a contact."""


def at(day: int, hour: int = 10, minute: int = 0, month: int = 3) -> dt.datetime:
    """An instant of spring 2026, as clocks in Wales show it."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(dt.UTC)


def with_partner(world: World, ref: str = "A1", orders: list[Order] | None = None) -> None:
    """An ISP in draft (or led on by `orders`) with a partner whose contact, Designated Person and sponsor are known."""
    for person, role in ((CONTACT, "partner_contact"), (DESIGNATED, "designated_person"), (SPONSOR, "senior_sponsor")):
        payload = {"name_en": person.title(), "address": f"{person}@gwent.test", "language": "en"}
        world.done(Order(f"p:{person}", "enter_person", f"person:{person}", "operator", payload))
        grant = {"role": role, "scope": "organisation:gwent"}
        world.done(Order(f"g:{person}", "grant_role", f"person:{person}", "operator", grant))
    signed = Order("a:gwent", "state_accord", "organisation:gwent", "operator", {"status": "signed"})
    world.done(signed)  # else the coordinator is asked about it, once
    made = to_draft(ref)
    partner = {"name": "Gwent Health Board", "line": GWENT, "organisation": "gwent", "contact": CONTACT}
    taken_up = next(n for n, order in enumerate(made) if order.id == f"{ref}:take_up")
    made.insert(taken_up, Order(f"{ref}:gwent", "add_partner", f"isp:{ref}", COORDINATOR, partner))
    flow = {"number": 2, "information": "names", "sender": "Torfaen", "recipients": ["Gwent Health Board"]}
    written = next(n for n, order in enumerate(made) if order.kind == "write_flow")
    made.insert(
        written,
        Order(f"{ref}:f2", "write_flow", f"isp:{ref}", COORDINATOR, {**flow, "purpose": "x", "method": "secure mail"}),
    )
    world.run([*made, *(orders or [])])


def to_returned(ref: str = "A1") -> list[Order]:
    """From a draft to the coordinator's amendments: the first state whose clock counts the coordinator alone."""
    return [
        move(ref, "submit"),
        Order(f"{ref}:declare", "declare", f"isp:{ref}", ASSURER),
        move(ref, "claim", ASSURER),
        move(ref, "return_for_amendment", ASSURER, reason="Two things", findings=[{"text": "Say who reads it"}]),
    ]


def returned(world: World, ref: str = "A1") -> None:
    """An ISP returned for amendment before the opening of Monday 2 March 2026."""
    with_partner(world, ref, to_returned(ref))


def ask(world: World, when: dt.datetime, partner: int = GWENT, kind: str = "reply", **more: Any) -> int:
    """Ask a partner; the task's number."""
    world.at = when
    payload = {"kind": kind, "partner": partner, "waits": True, **more}
    return int(world.done(replace(world.order("ask", "A1", COORDINATOR), payload=payload))["task"])


def answer(world: World, when: dt.datetime, task: int, **more: Any) -> None:
    world.at = when
    world.done(world.order("answer", "A1", COORDINATOR, task=task, **more))


def timer(world: World, kind: str, ref: str = "A1") -> TimerRow:
    """The latest timer of a kind."""
    rows = world.rows(TimerRow, TimerRow.stream == f"isp:{ref}", TimerRow.kind == kind)
    return max(rows, key=lambda row: row.id or 0)


def time_of(world: World, ref: str = "A1") -> TimeView:
    return world.read(lambda s: time_view(s, s.exec(select(Isp).where(Isp.ref == ref)).one(), world.at))


def days_of(world: World, ref: str = "A1") -> dict[str, int]:
    """Working days by party, those of none left out."""
    return {row.party: row.days for row in time_of(world, ref).held if row.days}


def receipt(world: World, kind: str, ref: str = "A1") -> ReceiptView:
    seen = world.read(lambda s: receipts_view(s, ref, kind, world.at))
    assert seen is not None
    return seen.receipts[0]


def drafts(world: World) -> list[Draft]:
    return sorted(world.rows(Draft), key=lambda draft: draft.id or 0)


def sweep(world: World, when: dt.datetime) -> list[str]:
    """Sweep at this instant; what it did."""
    world.at = when
    return [item.what for item in rounds.sweep(world.app, when).items]
