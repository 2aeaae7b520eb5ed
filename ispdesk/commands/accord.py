"""Partners and the Accord: who is known not to have signed is flagged at all times (report 3.16).

What is not known is asked of the coordinator, once (design §2, *Not known*).
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from ispdesk.commands import audiences, tasks, telling
from ispdesk.commands.isps import find, working_version
from ispdesk.commands.shape import Payload, Spec, Tx
from models.queries import isps, signatories, signing
from models.queries import tasks as task_queries
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord, AccordFlag, Organisation
from models.tables.signing import PartnerRequest
from models.tables.work import Partner
from notifications.audience import Audience
from states.accord import tell_again
from states.lifecycle import ENDS, Role, State


def known(tx: Tx, organisation_id: int) -> bool:
    """Whether anybody has stated that this organisation has signed the Accord, or has not."""
    stated = select(Accord.id).where(
        Accord.organisation_id == organisation_id, col(Accord.status).in_(("signed", "not-signed"))
    )
    return tx.session.exec(stated.limit(1)).first() is not None


def raise_task(tx: Tx, isp: Isp, partner: Partner) -> None:
    """Ask the coordinator, once, whether the partner has signed; never of an import, and never on a public page."""
    if partner.organisation_id is None or tx.order.recording or tx.roles & {Role.IMPORT, Role.OPERATOR}:
        return
    if (partner.id or 0, "accord") in signing.requests(tx.session, [partner.id or 0]):
        return
    coordinators = audiences.coordinators(tx.session, isp, tx.today)
    version = working_version(tx, isp)
    if not coordinators or State(version.state) in ENDS or known(tx, partner.organisation_id):
        return
    body = tx.session.get(Organisation, partner.organisation_id)
    name_en = body.name_en if body else partner.name
    name_cy = (body.name_cy or body.name_en) if body else partner.name
    said = (
        f"A yw {name_cy} wedi llofnodi'r Cytundeb? Nid yw'n hysbys.\nHas {name_en} signed the Accord? It is not known."
    )
    number = task_queries.next_number(tx.session, isp.id or 0)
    asked = {"task": number, "asked": "follow_up", "person": coordinators[0].ref, "about": partner.line}
    row = tx.record("asked", {"version": version.number, **asked, "waits": False}, words={"text": said})
    task = Task(
        isp_id=isp.id or 0,
        version_id=version.id or 0,
        number=number,
        kind="follow_up",
        person_id=coordinators[0].id,
        text=said,
        asked_at=tx.at,
        asked_seq=row.seq,
    )
    tx.session.add(task)
    tx.session.flush()
    tx.session.add(PartnerRequest(partner_id=partner.id or 0, what="accord", task_id=task.id or 0))
    tasks.tell_asked(tx, isp, version, None, task, row)


class KeepAccord(Payload):
    """Bring the flags of an ISP's partners up to date with what is known of their signatures."""


def keep_flags(tx: Tx, isp: Isp) -> list[int]:
    """Raise a flag, tell of it again or take it down, as the signatures now stand; return the lines told of."""
    tx.session.flush()
    version = _alive(tx.session, isp)
    unsigned = {one.id: one for one in (signatories.unsigned(tx.session, isp.id or 0) if version else ())}
    flags = {flag.partner_id: (flag, partner) for flag, partner in signatories.flags(tx.session, isp.id or 0)}
    for up, partner in flags.values():
        if up.cleared_at is None and up.partner_id not in unsigned:
            up.cleared_at = tx.at
            tx.session.add(up)
            tx.record("accord_flag_cleared", {"partner": partner.line})
    told = []
    for partner in unsigned.values():
        flag, _ = flags.get(partner.id or 0, (None, partner))
        again = flag is not None and flag.cleared_at is None
        if version is None or (flag is not None and again and not tell_again(flag.told_on, tx.today)):
            continue
        _raise(tx, isp, version, partner, flag, again=again)
        told.append(partner.line)
    return told


def _alive(session: Session, isp: Isp) -> Version | None:
    """The version that somebody works on, else the one in force; None where the ISP has ended."""
    found = (isps.standing_at(session, isp.id or 0, place) for place in ("progress", "force"))
    version = next((one for one in found if one is not None), None)
    return None if version is None or State(version.state) in ENDS else version


def _raise(tx: Tx, isp: Isp, version: Version, partner: Partner, flag: AccordFlag | None, *, again: bool) -> None:
    """Write the flag down and tell the coordinator."""
    flag = flag or AccordFlag(partner_id=partner.id or 0, raised_at=tx.at, told_on=tx.today, times=0)
    if not again:
        flag.raised_at, flag.times = tx.at, 0
    flag.told_on, flag.times, flag.cleared_at = tx.today, flag.times + 1, None
    tx.session.add(flag)
    row = tx.record("accord_flag_raised", {"version": version.number, "partner": partner.line, "times": flag.times})
    body = tx.session.get(Organisation, partner.organisation_id)
    name_en = body.name_en if body else partner.name
    values = telling.isp_values(tx.session, isp, version) | {
        "organisation_en": name_en,
        "organisation_cy": (body.name_cy if body else "") or name_en,
        "again": again,
    }
    values.pop("due")
    about = telling.About(f"{tx.stream.name}:{row.seq}:accord_unsigned", isp, version, partner, outlives=True)
    telling.tell(tx, "accord_unsigned", [Audience.COORDINATOR.value], values, about, seq=row.seq)


def keep(tx: Tx, _payload: KeepAccord) -> Mapping[str, Any]:
    """Bring the flags up to date."""
    isp = find(tx.session, tx.stream.ref)
    return {"ref": isp.ref, "told": keep_flags(tx, isp)}


def changed(tx: Tx, isp: Isp, partner: Partner) -> None:
    """A partner is new, or another one: ask where nothing is known, flag where it has not signed; not of an import."""
    raise_task(tx, isp, partner)
    if not tx.order.recording and not tx.roles & {Role.IMPORT, Role.OPERATOR}:
        keep_flags(tx, isp)


SPECS: tuple[Spec[Any], ...] = (Spec("keep_accord", "isp", KeepAccord, frozenset({Role.TIMER}), keep),)
