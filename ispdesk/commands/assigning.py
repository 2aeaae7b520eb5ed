"""The team's lead gives an ISP of the queue to an assurer: claimed for them, or passed on from who had it."""

from collections.abc import Mapping
from typing import Any

from ispdesk import access
from ispdesk.commands import facts, moves, telling
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import people
from models.tables.isp import Isp, Version
from models.tables.person import Person
from notifications.audience import Audience
from states.lifecycle import Party, Role, State, Trigger
from states.needs import NEEDS


class Assign(Payload):
    """The assurer to whom it is given. They say themselves that they are independent, before they decide."""

    to: Ref


def assign(tx: Tx, payload: Assign) -> Mapping[str, Any]:
    """Give an ISP that waits with the team to one of the team."""
    isp, person = find(tx.session, tx.stream.ref), find_person(tx.session, payload.to)
    if not (access.roles_of(tx.session, person.ref, tx.stream.name, tx.today) or frozenset()) & access.TEAM:
        raise decline(
            "not_of_the_team",
            f"{person.name_en} is not of the assurance team.",
            f"Nid yw {person.name_cy or person.name_en} yn aelod o'r tîm sicrhau.",
        )
    version = working_version(tx, isp)
    moves.as_expected(tx.order, version)
    seen = facts.load(tx.session, isp, version, person.ref, tx.today)
    if seen.assurer_conflict:
        unmet = NEEDS["assurer_independent"].unmet(seen)
        raise decline("assurer_independent", unmet.en, unmet.cy)
    if version.state != State.QA_REVIEW:
        answer = moves.make_move(tx, moves.MakeMove(trigger=Trigger.CLAIM), assurer=person.ref)
        seq = int(answer["seq"])
    else:
        seq = _pass_on(tx, version, person)
    if person.ref != tx.order.actor:
        _tell(tx, isp, version, person, seq)
    return {"ref": isp.ref, "assurer": person.ref}


def _pass_on(tx: Tx, version: Version, person: Person) -> int:
    """Another of the team has it from now on; its state and its clocks stay."""
    if version.holder != Party.TEAM:
        raise decline("with_the_group", "It is with its QA group.", "Mae gyda'i grŵp sicrhau ansawdd.")
    if version.assurer == person.ref:
        raise decline(
            "has_it", f"{person.name_en} has it already.", f"Mae gan {person.name_cy or person.name_en} eisoes."
        )
    row = tx.record("assigned", {"version": version.number, "person": person.ref, "before": version.assurer})
    version.assurer = person.ref
    tx.session.add(version)
    return row.seq


def _tell(tx: Tx, isp: Isp, version: Version, person: Person, seq: int) -> None:
    giver, house = people.by_ref(tx.session, tx.order.actor), telling.house(tx.session)
    values = telling.isp_values(tx.session, isp, version) | {"who": giver.name_en if giver else house.team_en}
    about = telling.About(f"{tx.stream.name}:{seq}:isp_assigned", isp, version, person_id=person.id, outlives=True)
    telling.tell_chosen(tx, "isp_assigned", [(person, Audience.PERSON)], values, about, seq=seq)


SPECS: tuple[Spec[Any], ...] = (Spec("assign", "isp", Assign, frozenset({Role.TEAM_LEAD}), assign),)
