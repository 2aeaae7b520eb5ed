"""Carries a checked batch to the one door: all of it, or none, or only as a rehearsal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from ispdesk import desk
from ispdesk.commands.shape import Order, Refused
from ispdesk.imports.orders import Placed, orders
from ispdesk.imports.problems import ImportRefused, Problem
from ispdesk.imports.tables import TABLES, Batch, Where
from models.database import reading
from models.tables.isp import Isp as IspRow
from models.tables.journal import CommandRow
from models.tables.organisation import Organisation
from models.tables.person import Facilitator, Person
from models.tables.qa import QaGroup
from models.tables.work import Partner

_Referred = type[Organisation | Person | Facilitator | IspRow | QaGroup]


@dataclass(frozen=True)
class Loaded:
    """What an import did, or would do: orders given, those that are new, and by table the rows read and those there."""

    orders: int
    new: int
    rows: dict[str, int]
    there: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The value that a command prints."""
        return {"orders": self.orders, "new": self.new, **self.rows, "there": self.there}


def known(engine: Engine) -> dict[str, set[str]]:
    """References that the register holds already, by table: what an import may refer to."""
    with reading(engine) as session:
        return {
            "organisations": _refs(session, Organisation),
            "people": _refs(session, Person),
            "facilitators": _refs(session, Facilitator),
            "groups": _refs(session, QaGroup),
            "isps": _refs(session, IspRow),
            "partners": {f"{ref}/{line}" for ref, line in _partners(session)},
        }


def _refs(session: Session, table: _Referred) -> set[str]:
    return set(session.exec(select(table.ref)))


def _partners(session: Session) -> dict[tuple[str, int], str]:
    """The names of the partners that the register holds, by ISP and line."""
    lines = select(IspRow.ref, Partner.line, Partner.name).where(col(IspRow.id) == col(Partner.isp_id))
    return {(ref, line): name for ref, line, name in session.exec(lines)}


def _placed(engine: Engine, batch: Batch) -> list[Placed]:
    with reading(engine) as session:
        return orders(batch, _partners(session))


def load(engine: Engine, now: desk.Now, batch: Batch) -> Loaded:
    """Carry out a batch in one transaction. Raises ImportRefused with the row at which the door said no."""
    placed = _placed(engine, batch)
    told = _told(engine, batch, placed)
    result = desk.do_all(engine, [order for _, order in placed], now)
    if isinstance(result, tuple):
        place, refused = result
        raise ImportRefused(_problems(placed[place][0], refused))
    return told


def rehearse(engine: Engine, now: desk.Now, batch: Batch, first: Sequence[Order] = ()) -> Loaded:
    """Say what a batch would do, and change nothing. `first`: what the home would be given before it.

    Raises ImportRefused with every row at which the door says no; what only follows from another is not blamed.
    """
    placed = _placed(engine, batch)
    told = _told(engine, batch, placed)
    refused = desk.rehearse_all(engine, [*first, *(order for _, order in placed)], now)
    if refused:
        before = len(first)
        wheres = [(placed[place - before][0], said) for place, said in refused if place >= before]
        found = [one for where, said in wheres for one in _problems(where, said)]
        raise ImportRefused(sorted(found, key=lambda one: (one.file, one.line or 0)))
    return told


def _told(engine: Engine, batch: Batch, placed: Sequence[Placed]) -> Loaded:
    """Which of these orders were carried out before: a row is there already when every order of it was."""
    with reading(engine) as session:
        ids = select(CommandRow.id).where(col(CommandRow.id).startswith("import:"), CommandRow.outcome == "moved")
        before = set(session.exec(ids))
    rows = {name: len(getattr(batch, name)) for name in TABLES}
    of_rows = Counter(where for where, _ in placed)
    done = Counter(where for where, order in placed if order.id in before)
    there = Counter(Path(where.file).stem for where, orders_of in of_rows.items() if done[where] == orders_of)
    return Loaded(len(placed), sum(order.id not in before for _, order in placed), rows, dict(sorted(there.items())))


def _problems(where: Where, refused: Refused) -> list[Problem]:
    return [Problem(where.file, where.line, None, reason.en, reason.cy) for reason in refused.reasons]
