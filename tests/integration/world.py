"""A small installation for tests: people, two organisations, a policy, ISPs at any step, and a clock to set by hand."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import selectinload
from sqlmodel import select

from ispdesk import calendars, desk, policies
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.settings import Settings
from models.database import migrate, reading
from models.queries import isps
from models.tables.isp import Isp, Version
from models.tables.post import Letter, Notice

BEGIN = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
"""A Monday before the opening."""
COORDINATOR, ASSURER, LEAD, SECRETARY, FACILITATOR = "cled", "alys", "lowri", "seren", "ffion"
YEARS = range(2025, 2030)


def setting_up(policy: Mapping[str, Any] | None = None, years: range = YEARS) -> list[Order]:
    """The orders that make the installation."""
    adopting = (
        policies.adopting("current")
        if policy is None
        else Order("adopt:test", "adopt_policy", "policy:policy", "operator", {"content": dict(policy)})
    )
    orders = [*(calendars.storing(year) for year in years), adopting]

    def add(command: str, stream: str, **payload: Any) -> None:
        orders.append(Order(f"set-up:{len(orders)}", command, stream, "operator", payload))

    for ref, name in (("torfaen", "Torfaen County Borough Council"), ("gwent", "Gwent Health Board")):
        add("enter_organisation", f"organisation:{ref}", name_en=name)
    languages = {COORDINATOR: "en", ASSURER: "cy", LEAD: "unknown", SECRETARY: "en", FACILITATOR: "cy"}
    for ref, language in languages.items():
        add("enter_person", f"person:{ref}", name_en=ref.title(), address=f"{ref}@desk.test", language=language)
    for ref, role in ((ASSURER, "assurer"), (LEAD, "team_lead"), (SECRETARY, "board_secretary")):
        add("grant_role", f"person:{ref}", role=role)
    add("enter_facilitator", "person:f1", name_en="Ffion", person=FACILITATOR, kind="local_authority")
    return orders


def making_known(ref: str, **more: Any) -> list[Order]:
    """The orders that make one ISP known and describe it whole, so that it can be taken up."""
    known = {
        "title_en": f"Sharing {ref}",
        "title_cy": f"Rhannu {ref}",
        "service_areas": ["health"],
        "places": ["Torfaen"],
        "purpose": "Support families early",
        "instrument": "isp",
        "lead": "torfaen",
        "coordinator_person": COORDINATOR,
        **more,
    }
    stream = f"isp:{ref}"
    return [
        Order(f"{ref}:known", "make_known", stream, "operator", known),
        *(
            Order(f"{ref}:partner:{line}", "add_partner", stream, COORDINATOR, {"name": name, "line": line})
            for line, name in enumerate(("Torfaen", "Gwent"), start=1)
        ),
        Order(f"{ref}:facilitator", "name_facilitator", stream, COORDINATOR, {"facilitator": "f1"}),
    ]


def flow_of(ref: str, mark: str = "") -> Order:
    """The order that writes its one flow."""
    flow = {"number": 1, "information": "names", "sender": "Torfaen", "recipients": ["Gwent"], "purpose": "support"}
    return Order(f"{ref}:flow{mark}", "write_flow", f"isp:{ref}", COORDINATOR, {**flow, "method": "secure mail"})


def text_of(ref: str, mark: str = "", text: str = "The text.") -> Order:
    """The order that writes its one section."""
    payload = {"key": "purpose", "text": text}
    return Order(f"{ref}:text{mark}", "write_section", f"isp:{ref}", COORDINATOR, payload)


def to_draft(ref: str) -> list[Order]:
    """The orders that lead a described ISP to a complete draft."""
    return [
        *making_known(ref),
        move(ref, "take_up"),
        move(ref, "start_workshops"),
        flow_of(ref),
        move(ref, "confirm_flows"),
        text_of(ref),
    ]


def to_queue(ref: str) -> list[Order]:
    """The orders that lead it into the queue."""
    return [*to_draft(ref), move(ref, "submit")]


def to_assured(ref: str, review: dt.date = dt.date(2028, 3, 1)) -> list[Order]:
    """The orders that lead it to its assurance."""
    declared = Order(f"{ref}:declare", "declare", f"isp:{ref}", ASSURER)
    assured = move(ref, "assure", ASSURER, review_date=review.isoformat())
    return [*to_queue(ref), declared, move(ref, "claim", ASSURER), assured]


def move(ref: str, trigger: str, actor: str = COORDINATOR, *, id_: str = "", **payload: Any) -> Order:
    """The order for one move."""
    return Order(id_ or f"{ref}:{trigger}", "move", f"isp:{ref}", actor, {"trigger": trigger, **payload})


@dataclass
class World:
    """An installation over one engine whose clock stands until it is set."""

    engine: Engine
    at: dt.datetime = BEGIN
    numbers: Any = field(default_factory=lambda: count(1))

    @cached_property
    def app(self) -> App:
        """What the rounds work with."""
        return App(Settings(smtp_host="127.0.0.1", smtp_port=9, smtp_tls="none"), self.engine)

    def now(self) -> dt.datetime:
        return self.at

    def run(self, orders: list[Order]) -> None:
        """Carry out orders of which none may be refused, in one transaction."""
        result = desk.do_all(self.engine, orders, self.now)
        assert isinstance(result, Done), (orders[result[0]], result[1])

    def do(self, order: Order) -> Done | Refused:
        """Carry out one order."""
        return desk.do(self.engine, order, self.now)

    def done(self, order: Order) -> Mapping[str, Any]:
        """Carry out one order that has to be accepted."""
        result = self.do(order)
        assert isinstance(result, Done), result
        return result.answer

    def refused(self, order: Order) -> tuple[str, ...]:
        """Carry out one order that has to be refused; its codes."""
        result = self.do(order)
        assert isinstance(result, Refused), result
        return result.codes

    def order(self, kind: str, ref: str, actor: str, **payload: Any) -> Order:
        """An order about an ISP under an id of its own."""
        return Order(f"t{next(self.numbers)}", kind, f"isp:{ref}", actor, payload)

    def digest(self, **changes: Any) -> None:
        """Adopt the current policy with another table `digest`: what is urgent leaves at once."""
        self.policy("digest", **changes)

    def policy(self, table: str, **changes: Any) -> None:
        """Adopt the current policy with one table changed."""
        content = policies.shipped("current")
        content = {**content, table: {**content[table], **changes}}
        payload = {"content": content, "reason": "a test"}
        self.done(Order(f"t{next(self.numbers)}", "adopt_policy", "policy:policy", "operator", payload))

    def waiting(self) -> list[Notice]:
        """The notices that wait for a letter."""
        return [row for row in self.rows(Notice) if row.letter_id is None and row.gone_at is None]

    def read(self, query: Callable[[Any], Any]) -> Any:
        """Ask the record something."""
        with reading(self.engine) as session:
            return query(session)

    def rows(self, table: Any, *where: Any) -> list[Any]:
        """All rows of a table, those of a condition if given."""
        chosen = select(table).where(*where)
        if table is Letter:  # with its bytes
            chosen = chosen.options(selectinload(Letter.frozen))  # type: ignore[arg-type]  # SQLModel types it as a row
        with reading(self.engine) as session:
            return list(session.exec(chosen))

    def versions(self, ref: str) -> list[Version]:
        """An ISP's versions, the latest first."""
        return self.read(lambda s: isps.versions(s, s.exec(select(Isp.id).where(Isp.ref == ref)).one()))


def install(engine: Engine, policy: Mapping[str, Any] | None = None) -> World:
    """Migrate a database and set an installation up in it."""
    migrate(engine)
    made = World(engine)
    made.run(setting_up(policy))
    return made
