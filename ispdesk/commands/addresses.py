"""Mail addresses: corrected, or marked because mail to them comes back for good."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge
from pydantic import StringConstraints
from sqlmodel import Session, col, or_, select

from ispdesk.commands import telling
from ispdesk.commands.audiences import TEAM, coordinators, in_place_of, is_unreachable
from ispdesk.commands.organisations import KEEPERS
from ispdesk.commands.people import Address, find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import people
from models.tables.isp import Isp, Version
from models.tables.person import Grant, Person
from models.tables.post import Letter
from notifications.audience import Audience
from states.lifecycle import ENDS, Role


class SetAddress(Payload):
    """The address at which this person or role mailbox is written to; none takes it away."""

    address: Address | None = None


class AddressFailed(Payload):
    """Mail to this person's address came back for good: which letter, how it was learned, and the code (RFC 3463)."""

    letter: Annotated[int, Ge(1)]
    how: Literal["refused", "bounced"]
    enhanced: Annotated[str, StringConstraints(max_length=20)] = ""


def set_address(tx: Tx, payload: SetAddress) -> Mapping[str, Any]:
    """Correct an address; what was known of the old one no longer holds."""
    person = find(tx.session, tx.stream.ref)
    person.address, person.address_failed_at = payload.address, None
    tx.session.add(person)
    tx.record("address_set", {}, words={"address": payload.address or ""})
    return {"ref": person.ref}


def address_failed(tx: Tx, payload: AddressFailed) -> Mapping[str, Any]:
    """Mark an address, and tell who stands in for this person on the ISPs that they alone coordinate."""
    person = find(tx.session, tx.stream.ref)
    letter = tx.session.get(Letter, payload.letter)
    if letter is None or letter.address != person.address or person.address_failed_at is not None:
        raise decline(
            "not_due",
            "The address has been corrected since, or is marked already.",
            "Mae'r cyfeiriad wedi'i gywiro ers hynny, neu wedi'i farcio eisoes.",
        )
    person.address_failed_at = tx.at
    tx.session.add(person)
    tx.session.flush()
    row = tx.record("address_failed", payload.model_dump())
    told = 0
    for readers, isps in _in_place(tx, person).items():
        about = telling.About(f"unreachable:{person.ref}:{row.seq}", person_id=person.id)
        chosen = [(reader, part) for ref, part in readers if (reader := people.by_ref(tx.session, ref)) is not None]
        told += telling.tell_chosen(
            tx, "coordinator_unreachable", chosen, _values(tx.session, person, isps), about, seq=row.seq
        )
    return {"ref": person.ref, "letters": told}


def _in_place(tx: Tx, person: Person) -> dict[tuple[tuple[str, Audience], ...], list[Isp]]:
    """The ISPs of which nobody who coordinates them can be reached now, by who is told instead."""
    found: dict[tuple[tuple[str, Audience], ...], list[Isp]] = defaultdict(list)
    team = {one.id for one in people.with_role(tx.session, TEAM, ["all"], tx.today)}
    for isp in _coordinated(tx, person):
        who = coordinators(tx.session, isp, tx.today)
        if person in who and is_unreachable(who):
            readers = in_place_of(tx.session, isp, tx.today)
            part = {one.ref: Audience.TEAM if one.id in team else Audience.DESIGNATED_PERSON for one in readers}
            found[tuple(part.items())].append(isp)
    return found


def _coordinated(tx: Tx, person: Person) -> list[Isp]:
    """ISPs in progress or in force that may be this person's to coordinate."""
    chosen = select(Grant.scope).where(Grant.person_id == person.id, Grant.role == Role.COORDINATOR.value)
    scopes = set(tx.session.exec(chosen))
    live = select(Version.isp_id).where(col(Version.state).not_in([state.value for state in ENDS]))
    mine = col(Isp.coordinator_person_id) == person.id
    if scopes:
        mine = or_(mine, col(Isp.coordinator_person_id).is_(None))  # whose they are is asked for each
    return list(tx.session.exec(select(Isp).where(col(Isp.id).in_(live), mine).order_by(col(Isp.ref))))


def _values(session: Session, person: Person, isps: list[Isp]) -> dict[str, Any]:
    inside = telling.house(session)
    return telling.asked_by(inside) | {
        "name_en": person.name_en,
        "name_cy": person.name_cy or person.name_en,
        "isps": [
            {
                "ref": isp.ref,
                "title_en": isp.title_en or isp.title_cy,
                "title_cy": isp.title_cy or isp.title_en,
                "link": f"{inside.base_url}/isps/{isp.ref}",
            }
            for isp in isps
        ],
        "link": f"{inside.base_url}/isps",
    }


SPECS: tuple[Spec[Any], ...] = (
    Spec("set_address", "person", SetAddress, KEEPERS, set_address),
    Spec("address_failed", "person", AddressFailed, frozenset({Role.TIMER, Role.OPERATOR}), address_failed),
)
