"""Hours spent on an ISP, as those who develop it care to note them (report 3.10: nobody knows what an ISP costs)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints

from ispdesk.commands.isps import find
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx
from models.tables.effort import Effort
from states.lifecycle import Role

MOST: Final = 1000
"""Hours in one note (our default): more than half a year of one person."""


class NoteHours(Payload):
    """Hours, in quarters or finer, and what they went into."""

    hours: Annotated[Decimal, Field(gt=0, le=MOST, decimal_places=2)]
    note: Annotated[str, StringConstraints(max_length=200)] = ""


def note_hours(tx: Tx, payload: NoteHours) -> Mapping[str, Any]:
    """Write down hours spent up to today."""
    isp, person = find(tx.session, tx.stream.ref), find_person(tx.session, tx.order.actor)
    minutes = int(payload.hours * 60)
    tx.session.add(
        Effort(isp_id=isp.id or 0, person_id=person.id or 0, day=tx.today, minutes=minutes, note=payload.note)
    )
    tx.record("hours_noted", {"minutes": minutes}, words={"note": payload.note})
    return {"ref": isp.ref, "minutes": minutes}


SPENDERS = frozenset(
    {
        Role.COORDINATOR,
        Role.FACILITATOR,
        Role.PARTNER_CONTACT,
        Role.SIGNING_OFFICER,
        Role.ASSURER,
        Role.TEAM_LEAD,
        Role.PEER_REVIEWER,
    }
)
SPECS: tuple[Spec[Any], ...] = (Spec("note_hours", "isp", NoteHours, SPENDERS, note_hours),)
