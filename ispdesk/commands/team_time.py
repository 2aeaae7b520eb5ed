"""The team's calendar: days on which somebody of it has training or meetings; leave is an absence without a reason."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from sqlmodel import func, select

from ispdesk.commands.organisations import KEEPERS
from ispdesk.commands.people import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.tables.qa import TeamTime
from states.lifecycle import Role

MOST_DAYS = 366
"""Days from the first to the last, and the first from today, at most (our default)."""


class BookTime(Payload):
    """Training or meetings from a first to a last day, both included, and the share of each day that they take."""

    kind: Literal["training", "meetings"]
    first_day: dt.date
    last_day: dt.date
    percent: Annotated[int, Ge(1), Le(100)] = 100


class DropTime(Payload):
    """Training or meetings that do not take place, by number."""

    number: int


def _own(tx: Tx) -> int:
    """The person's row, for themselves and for who keeps the team's calendar."""
    person = find(tx.session, tx.stream.ref)
    if tx.order.actor != person.ref and not tx.roles & BOOKERS:
        raise decline("not_yours", "Only the person may enter this.", "Dim ond y person ei hun a gaiff nodi hyn.")
    return person.id or 0


def book(tx: Tx, payload: BookTime) -> Mapping[str, Any]:
    """Book training or meetings."""
    person = _own(tx)
    far = dt.timedelta(MOST_DAYS)
    if not payload.first_day <= payload.last_day < payload.first_day + far or abs(payload.first_day - tx.today) > far:
        raise decline(
            "wrong_value",
            "Give a first and a last day in this order, within a year of today and of each other.",
            "Rhowch ddiwrnod cyntaf ac olaf yn y drefn hon, o fewn blwyddyn i heddiw ac i'w gilydd.",
        )
    last = tx.session.exec(select(func.max(TeamTime.number)).where(TeamTime.person_id == person)).one()
    number = (last or 0) + 1
    tx.session.add(TeamTime(person_id=person, number=number, **payload.model_dump()))
    tx.record("team_time_booked", {"number": number, **payload.model_dump()})
    return {"ref": tx.stream.ref, "number": number}


def drop(tx: Tx, payload: DropTime) -> Mapping[str, Any]:
    """Drop a booking."""
    chosen = select(TeamTime).where(TeamTime.person_id == _own(tx), TeamTime.number == payload.number)
    booked = tx.session.exec(chosen).first()
    if booked is None:
        raise decline("not_found", f"There is no booking {payload.number}.", f"Nid oes archeb {payload.number}.")
    tx.session.delete(booked)
    tx.record("team_time_dropped", {"number": payload.number})
    return {"ref": tx.stream.ref, "number": payload.number}


BOOKERS = KEEPERS | {Role.TEAM_LEAD}
SPECS: tuple[Spec[Any], ...] = (
    Spec("book_team_time", "person", BookTime, None, book),
    Spec("drop_team_time", "person", DropTime, None, drop),
)
