"""Where a partner's Accord status is not known, the coordinator is asked once to find out (design §2, *Not known*)."""

from sqlmodel import col, select

from ispdesk.commands import audiences, tasks
from ispdesk.commands.isps import working_version
from ispdesk.commands.shape import Tx
from models.queries import signing
from models.queries import tasks as task_queries
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.organisation import Accord, Organisation
from models.tables.signing import PartnerRequest
from models.tables.work import Partner
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
