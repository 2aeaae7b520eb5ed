"""Questions about sign-off: what was said to which content, the rounds, marks of minor changes, members, offers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered, remembers
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.signing import (
    Handover,
    MinorChange,
    Objection,
    PartnerMember,
    PartnerRequest,
    RoundTask,
    SignedContent,
    SigningPlan,
    SigningRound,
    SignoffMark,
    Sponsor,
)
from models.tables.work import Partner, Section, Signoff

_SIGNOFF, _ROUND, _VERSION, _ISP = table(Signoff), table(SigningRound), table(Version), table(Isp)
_OF_SPONSOR = frozenset({"sponsor", "person"})
_OF_SAID = frozenset({"signoff", "signoff_mark"})
_ANY = core_select(_SIGNOFF.id).where(_SIGNOFF.version_id == bindparam("version")).limit(1)
_SAID = (
    select(Signoff, SignoffMark)
    .outerjoin(SignoffMark, col(SignoffMark.signoff_id) == col(Signoff.id))
    .where(col(Signoff.version_id) == bindparam("version"))
    .order_by(col(Signoff.id))
)
_PARTNERS = (
    select(Partner, Organisation, Person)
    .outerjoin(Organisation, col(Organisation.id) == col(Partner.organisation_id))
    .outerjoin(Person, col(Person.id) == col(Partner.contact_id))
    .where(col(Partner.isp_id) == bindparam("isp"), col(Partner.valid_to).is_(None))
    .order_by(col(Partner.line))
)
_SECTIONS = (
    select(Section)
    .where(col(Section.version_id) == bindparam("version"))
    .order_by(col(Section.position), col(Section.lang))
)
_CLOSING = (
    core_select(_ISP.ref, _ROUND.id, _ROUND.closes)
    .where(
        _VERSION.id == _ROUND.version_id,
        _ISP.id == _VERSION.isp_id,
        _VERSION.on_hold.is_(False),
        _ROUND.closed_at.is_(None),
        _ROUND.closes.is_not(None),
        _ROUND.closes < bindparam("today"),
    )
    .order_by(_ROUND.closes, _ISP.ref)
    .limit(bindparam("most"))
)


def anything_said(session: Session, version_id: int) -> bool:
    """Whether there is any sign-off of this version."""
    if remembers(session, ("said", version_id)):
        return bool(said(session, version_id))

    def read() -> bool:
        return session.execute(_ANY, {"version": version_id}).first() is not None

    return remembered(session, frozenset({"signoff"}), ("anything said", version_id), read)


def said(session: Session, version_id: int) -> list[tuple[Signoff, SignoffMark | None]]:
    """Every sign-off of a version, oldest first, with how it was given where that is known."""
    if remembers(session, ("said", version_id)):
        return list(remembered(session, _OF_SAID, ("said", version_id), list[tuple[Signoff, SignoffMark | None]]))
    return [(one, mark) for one, mark in session.execute(_SAID, {"version": version_id})]


def read_said(session: Session, versions: list[int]) -> None:
    """Read the sign-offs of several versions in one question, so that each can be asked for without another."""
    unread = [version for version in versions if not remembers(session, ("said", version))]
    chosen = (
        select(Signoff, SignoffMark)
        .outerjoin(SignoffMark, col(SignoffMark.signoff_id) == col(Signoff.id))
        .where(col(Signoff.version_id).in_(unread))
        .order_by(col(Signoff.id))
    )
    found: dict[int, list[tuple[Signoff, SignoffMark | None]]] = {version: [] for version in unread}
    for one, mark in session.execute(chosen) if unread else ():
        found[one.version_id].append((one, mark))
    for version, rows in found.items():
        remembered(session, _OF_SAID, ("said", version), lambda rows=rows: rows)  # type: ignore[misc]  # bound at once


def partners_with(session: Session, isp_id: int) -> list[tuple[Partner, Organisation | None, Person | None]]:
    """The partners of an ISP in order, each with its organisation and its contact: one question for all."""
    found = session.execute(_PARTNERS, {"isp": isp_id})
    return [(one, body, contact) for one, body, contact in found]


def contents(session: Session, ids: Iterable[int]) -> dict[int, SignedContent]:
    """These kept contents by their rows."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = session.exec(select(SignedContent).where(col(SignedContent.id).in_(wanted)))
    return {one.id or 0: one for one in found}


def sections(session: Session, version_id: int) -> list[Section]:
    """The sections of a version in order."""
    return list(session.scalars(_SECTIONS, {"version": version_id}))


def minor_changes(session: Session, version_id: int) -> tuple[list[MinorChange], list[tuple[int, int]]]:
    """The marks of minor changes of a version, and the objections as pairs of mark and partner."""
    marks = list(session.exec(select(MinorChange).where(MinorChange.version_id == version_id)))
    if not marks:
        return [], []
    ids = [one.id for one in marks]
    objected = session.exec(select(Objection).where(col(Objection.minor_id).in_(ids)))
    return marks, [(one.minor_id, one.partner_id) for one in objected]


def members(session: Session, partner_ids: Iterable[int]) -> dict[int, list[PartnerMember]]:
    """The members of these classes, in order, by partner."""
    wanted = sorted(set(partner_ids))
    found: dict[int, list[PartnerMember]] = {}
    if not wanted:
        return found
    chosen = select(PartnerMember).where(
        col(PartnerMember.partner_id).in_(wanted), col(PartnerMember.valid_to).is_(None)
    )
    for one in session.exec(chosen.order_by(col(PartnerMember.partner_id), col(PartnerMember.position))):
        found.setdefault(one.partner_id, []).append(one)
    return found


def plan(session: Session, isp_id: int) -> SigningPlan | None:
    """What was chosen for an ISP; None where it follows the policy."""
    return session.get(SigningPlan, isp_id)


def rounds(session: Session, version_id: int) -> list[SigningRound]:
    """The rounds of a version, the latest first."""
    chosen = select(SigningRound).where(SigningRound.version_id == version_id)
    return list(session.exec(chosen.order_by(col(SigningRound.number).desc())))


def next_round(session: Session, version_id: int) -> int:
    """The number of the next round of a version."""
    last = session.exec(select(func.max(SigningRound.number)).where(SigningRound.version_id == version_id)).one()
    return (last or 0) + 1


def asked_in(session: Session, round_ids: Iterable[int]) -> list[tuple[int, Task]]:
    """What was asked in these rounds, with the round's row, in the order in which it was asked."""
    wanted = sorted(set(round_ids))
    if not wanted:
        return []
    chosen = select(RoundTask.round_id, Task).join(Task, col(Task.id) == col(RoundTask.task_id))
    found = session.execute(chosen.where(col(RoundTask.round_id).in_(wanted)).order_by(col(Task.number)))
    return [(row, task) for row, task in found]


def closing(session: Session, today: dt.date, most: int) -> list[tuple[str, int, dt.date]]:
    """Rounds whose window has passed, with the ISP's reference: one range of an index."""
    found = session.connection().execute(_CLOSING, {"today": today, "most": most})
    return [(ref, row, closes) for ref, row, closes in found]


def sponsors(session: Session, isp_id: int) -> list[tuple[Sponsor, Person | None]]:
    """The sponsors of an ISP and of its partners, with the person where they are one we know."""
    read_sponsors(session, [isp_id])
    return list(remembered(session, _OF_SPONSOR, ("sponsors", isp_id), list[tuple[Sponsor, Person | None]]))


def read_sponsors(session: Session, isp_ids: Iterable[int]) -> None:
    """Read the sponsors of several ISPs in one question, so that each can be asked for without another."""
    unread = sorted({isp for isp in isp_ids if not remembers(session, ("sponsors", isp))})
    chosen = select(Sponsor, Person).outerjoin(Person, col(Person.id) == col(Sponsor.person_id))
    found: dict[int, list[tuple[Sponsor, Person | None]]] = {isp: [] for isp in unread}
    now = chosen.where(col(Sponsor.isp_id).in_(unread), col(Sponsor.valid_to).is_(None)).order_by(col(Sponsor.id))
    for one, person in session.execute(now) if unread else ():
        found[one.isp_id].append((one, person))
    for isp, rows in found.items():
        remembered(session, _OF_SPONSOR, ("sponsors", isp), lambda rows=rows: rows)  # type: ignore[misc]  # bound at once


def open_offer(session: Session, isp_id: int) -> Handover | None:
    """The offer of the coordinator's part that waits for an answer, if there is one."""
    return session.exec(select(Handover).where(Handover.isp_id == isp_id, col(Handover.outcome).is_(None))).first()


def offers(session: Session, isp_id: int) -> list[Handover]:
    """Every offer of the coordinator's part of an ISP, the latest first."""
    return list(session.exec(select(Handover).where(Handover.isp_id == isp_id).order_by(col(Handover.id).desc())))


def requests(session: Session, partner_ids: Iterable[int]) -> dict[tuple[int, str], Task]:
    """What was asked once about these partners, by partner and what."""
    wanted = sorted(set(partner_ids))
    if not wanted:
        return {}
    chosen = select(PartnerRequest, Task).join(Task, col(Task.id) == col(PartnerRequest.task_id))
    found: Any = session.execute(chosen.where(col(PartnerRequest.partner_id).in_(wanted)))
    return {(one.partner_id, one.what): task for one, task in found}
