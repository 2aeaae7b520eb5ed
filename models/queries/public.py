"""What of the record is public: assured ISPs and those in development, their partners, records, and signatories.

Never flows, texts, systems, contacts, drafts or people (report 4.12; design §6). What is not here is not public.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import exists
from sqlmodel import Session, col, select

from models.tables.isp import Isp, Version
from models.tables.organisation import Accord, Organisation
from models.tables.register import RegisterMark
from models.tables.review import AssuranceRecord
from models.tables.work import Partner
from states.lifecycle import DEVELOPING, IN_FORCE, OPEN_ROUND, State

BEGUN: Final = frozenset((DEVELOPING | OPEN_ROUND) - {State.IDENTIFIED})
"""In development: somebody has taken it up. What was only heard of is nobody's business yet."""
STANDING: Final = IN_FORCE | {State.LAPSED}


def isps(session: Session) -> list[tuple[Isp, Version | None, Version | None]]:
    """Every public ISP in order of reference, with its version in force and the one in progress.

    What the team leaves out of the public register is left out here too.
    """
    left_out = exists().where(col(RegisterMark.isp_id) == col(Isp.id), col(RegisterMark.kind) == "not_listed")
    shown = [state.value for state in (*sorted(STANDING), *sorted(BEGUN))]
    chosen = (
        select(Isp, Version)
        .join(Version, col(Version.isp_id) == col(Isp.id))
        .where(col(Version.place) != "past", col(Version.state).in_(shown), col(Isp.counted_as).is_(None))
        .where(~left_out)
        .order_by(col(Isp.ref), col(Version.number))
    )
    found: dict[int, tuple[Isp, dict[str, Version]]] = {}
    for isp, version in session.exec(chosen):
        found.setdefault(isp.id or 0, (isp, {}))[1][version.place] = version
    return [(isp, at.get("force"), at.get("progress")) for isp, at in found.values()]


def partners(session: Session, of: Iterable[int]) -> list[tuple[Partner, str | None]]:
    """The partners of these ISPs that have not left, each with its organisation's reference."""
    chosen = (
        select(Partner, Organisation.ref)
        .join(Organisation, col(Organisation.id) == col(Partner.organisation_id), isouter=True)
        .where(col(Partner.valid_to).is_(None))
        .order_by(col(Partner.isp_id), col(Partner.line))
    )
    wanted = set(of)
    return [(row[0], row[1]) for row in session.exec(chosen) if row[0].isp_id in wanted]


def records(session: Session, of: Iterable[int]) -> list[tuple[AssuranceRecord, int, int]]:
    """The assurance records of these ISPs that were not taken back, with the ISP and the version's number."""
    chosen = (
        select(AssuranceRecord, Version.isp_id, Version.number)
        .join(Version, col(Version.id) == col(AssuranceRecord.version_id))
        .where(col(AssuranceRecord.void_at).is_(None))
        .order_by(col(AssuranceRecord.number))
    )
    wanted = set(of)
    return [(row[0], row[1], row[2]) for row in session.exec(chosen) if row[1] in wanted]


def organisations(session: Session) -> list[Organisation]:
    """Every organisation in order of reference."""
    return list(session.exec(select(Organisation).order_by(col(Organisation.ref))))


def signatures(session: Session) -> dict[int, Accord]:
    """What was said last of each organisation's Accord, where that is a signature that nobody has withdrawn."""
    last: dict[int, Accord] = {}
    for said in session.exec(select(Accord).order_by(col(Accord.id))):
        last[said.organisation_id] = said
    return {of: said for of, said in last.items() if said.status == "signed" and said.ended_to is None}
