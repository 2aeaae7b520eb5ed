"""Scoping answered whole, and the ISP that is made of it."""

from typing import Any

from world import COORDINATOR, World

from ispdesk.commands.shape import Done, Order, Refused
from models.queries import scopings
from models.tables.isp import Isp
from models.tables.scoping import Scoping

ANSWERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("service", {"service_areas": ["health"]}),
    ("place", {"places": ["W06000020"]}),
    ("title", {"title_cy": "Gofalwyr Torfaen"}),
    ("similar", {"similar": "none"}),
    ("personal", {"personal": "yes"}),
    ("routine", {"routine": "regular"}),
    ("instructions", {"instructions": "no"}),
    ("direction", {"direction": "both"}),
    ("joint", {"joint": "not_sure"}),
    ("purpose", {"purpose": "Cefnogi gofalwyr."}),
    ("affected", {"affected": "Gofalwyr"}),
    ("organisations", {"organisations": "Torfaen\nGwent"}),
    ("lead", {"lead": "TORFAEN County  borough council"}),
    ("coordinator", {"coordinator": "me"}),
    ("dpia", {"dpia": "not_needed", "dpia_note": "Bach iawn."}),
)


def personal(world: World, kind: str, who: str = COORDINATOR, of: str | None = None, **payload: Any) -> Order:
    return Order(f"p{next(world.numbers)}", kind, f"person:{of or who}", who, payload)


def begun(world: World, changes: dict[str, dict[str, Any]] | None = None, who: str = COORDINATOR) -> int:
    """A scoping answered whole, with some answers otherwise; its number."""
    number = int(world.done(personal(world, "begin_scoping", who))["scoping"])
    for question, given in ANSWERS:
        said = (changes or {}).get(question, given)
        world.done(personal(world, "answer_scoping", who, number=number, question=question, given=said))
    return number


def making(world: World, number: int, who: str = COORDINATOR, mark: str = "") -> tuple[str, Done | Refused]:
    """Make the ISP of it, as the page does."""
    person = next(row.person_id for row in world.rows(Scoping, Scoping.number == number))
    kept = world.read(lambda s: scopings.numbered(s, person, number))
    ref = world.read(lambda s: scopings.reference(s, kept))
    return ref, world.do(Order(f"make:{number}{mark}", "begin_isp", f"isp:{ref}", who, {"scoping": number}))


def isp_of(world: World, ref: str) -> Isp:
    (found,) = world.rows(Isp, Isp.ref == ref)
    return found
