"""A regional group in a test's home: five members with a chair, a meeting on 1 April 2026, ISPs that wait for it."""

import datetime as dt
from typing import Any

from world import ASSURER, LEAD, World, move, to_queue

from ispdesk.commands.shape import Order
from states.when import on

GROUP = "gwent-group"
CHAIR, MEMBERS = "cai", ("cai", "mair", "nia", "owen", "pegi")
DAY, LAST = dt.date(2026, 4, 1), dt.date(2026, 3, 18)


def at_group(world: World, kind: str, actor: str = LEAD, **payload: Any) -> Order:
    return Order(f"g{next(world.numbers)}", kind, f"group:{GROUP}", actor, payload)


def with_group(world: World, capacity: int = 2) -> None:
    """The group, its members, its meeting."""
    names = {"name_en": "Gwent group", "name_cy": "Grŵp Gwent", "places": ["Torfaen"]}
    orders = [Order("group", "enter_group", f"group:{GROUP}", "operator", names)]
    for ref in MEMBERS:
        made = {"name_en": ref.title(), "address": f"{ref}@desk.test", "language": "cy"}
        orders.append(Order(f"p:{ref}", "enter_person", f"person:{ref}", "operator", made))
        orders.append(at_group(world, "add_member", "operator", person=ref, chair=ref == CHAIR))
    meeting = {"day": DAY.isoformat(), "capacity": capacity, "last_submission": LAST.isoformat()}
    world.run([*orders, at_group(world, "add_meeting", "operator", **meeting)])


def referred(world: World, ref: str) -> None:
    """An ISP that waits for the group."""
    world.run(
        [
            *to_queue(ref),
            Order(f"{ref}:group", "describe", f"isp:{ref}", LEAD, {"group": GROUP}),
            move(ref, "refer_to_group", ASSURER),
        ]
    )


def on_the_day(world: World, *present: str) -> None:
    """It is the afternoon of the meeting, and these are there."""
    world.at = dt.datetime(2026, 4, 1, 14, 0, tzinfo=dt.UTC)
    for ref in present:
        world.done(at_group(world, "attend", CHAIR, day=DAY.isoformat(), person=ref, status="present"))


def decides(world: World, ref: str, trigger: str, actor: str = CHAIR, **more: Any) -> Order:
    """The order for a decision of the meeting."""
    payload = {"trigger": trigger, "meeting": DAY.isoformat(), "independent": True, **more}
    return Order(f"d{next(world.numbers)}", "move", f"isp:{ref}", actor, payload, happened=on(DAY))
