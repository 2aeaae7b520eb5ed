"""Questions about sign-off: what was said to which content, the rounds, marks of minor changes, members, offers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, exists
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from models.base import table
from models.database import remembered, remembers
from models.tables.clocks import Task
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord, Organisation, OrganisationSuccessor
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
_OF_SIGNER = frozenset({"signoff", "signoff_mark", "person"})
_OF_MINOR = frozenset({"minor_change", "objection"})
_OF_PLAN = frozenset({"signing_plan", "signing_round", "round_task", "task"})
_ANY = core_select(_SIGNOFF.id).where(_SIGNOFF.version_id == bindparam("version")).limit(1)
_SAID = (
    select(Signoff, SignoffMark, Person)
    .outerjoin(SignoffMark, col(SignoffMark.signoff_id) == col(Signoff.id))
    .outerjoin(Person, col(Person.id) == col(SignoffMark.person_id))
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


def _stated(status: str) -> Any:
    """Whether any statement about a partner's organisation says this of its Accord, and stands."""
    return exists().where(
        col(Accord.organisation_id) == col(Partner.organisation_id),
        col(Accord.status) == status,
        col(Accord.ended_to).is_(None),
    )


_LINES = (
    _PARTNERS.outerjoin(
        PartnerRequest, and_(col(PartnerRequest.partner_id) == col(Partner.id), col(PartnerRequest.what) == "contact")
    )
    .outerjoin(Task, col(Task.id) == col(PartnerRequest.task_id))
    .add_columns(
        Task,
        _stated("signed"),
        _stated("not-signed"),
        exists().where(col(OrganisationSuccessor.organisation_id) == col(Partner.organisation_id)),
    )
)
_PLANNED = (
    select(SigningPlan, SigningRound, Task)
    .select_from(Version)
    .outerjoin(SigningPlan, col(SigningPlan.isp_id) == col(Version.isp_id))
    .outerjoin(SigningRound, col(SigningRound.version_id) == col(Version.id))
    .outerjoin(RoundTask, col(RoundTask.round_id) == col(SigningRound.id))
    .outerjoin(Task, col(Task.id) == col(RoundTask.task_id))
    .where(col(Version.id) == bindparam("version"))
    .order_by(col(SigningRound.number).desc(), col(Task.number))
)
_KEPT = (
    select(SignedContent, MinorChange, Objection.minor_id, Objection.partner_id)
    .outerjoin(MinorChange, col(MinorChange.version_id) == col(SignedContent.version_id))
    .outerjoin(Objection, col(Objection.minor_id) == col(MinorChange.id))
    .where(col(SignedContent.id).in_(bindparam("ids", expanding=True)))
)
_MINOR = (
    select(MinorChange, Objection.minor_id, Objection.partner_id)
    .outerjoin(Objection, col(Objection.minor_id) == col(MinorChange.id))
    .where(col(MinorChange.version_id) == bindparam("version"))
    .order_by(col(MinorChange.id))
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

    def read() -> list[tuple[Signoff, SignoffMark | None]]:
        rows = list(session.execute(_SAID, {"version": version_id}))
        signed = {person.id or 0: person for _, _, person in rows if person is not None}
        remembered(session, _OF_SIGNER, ("signers", version_id), lambda: signed)
        return [(one, mark) for one, mark, _ in rows]

    return list(remembered(session, _OF_SAID, ("said", version_id), read))


def signers(session: Session, version_id: int) -> dict[int, Person]:
    """Those who said something to a version here, by their rows; they come with what they said."""

    def read() -> dict[int, Person]:
        rows = session.execute(_SAID, {"version": version_id})
        return {person.id or 0: person for _, _, person in rows if person is not None}

    said(session, version_id)
    return dict(remembered(session, _OF_SIGNER, ("signers", version_id), read))


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


class Line(NamedTuple):
    """A partner with its organisation, its contact, the question who that is, and what is stated of its Accord.

    `succeeded`: another organisation has taken its place.
    """

    partner: Partner
    body: Organisation | None
    contact: Person | None
    asked: Task | None
    accord: bool
    no_accord: bool
    succeeded: bool


def lines(session: Session, isp_id: int) -> list[Line]:
    """The partners of an ISP in order, with all that stands beside each: one question for all."""

    def read() -> list[Line]:
        found = [Line(*row) for row in session.execute(_LINES, {"isp": isp_id})]
        remembered(session, frozenset({"partner"}), ("partners now", isp_id), lambda: [one.partner for one in found])
        return found

    tables = frozenset(
        {"partner", "organisation", "organisation_successor", "person", "partner_request", "task", "accord"}
    )
    return list(remembered(session, tables, ("lines", isp_id), read))


def contents(session: Session, version_id: int, ids: Iterable[int]) -> dict[int, SignedContent]:
    """These kept contents of a version by their rows; the marks of its minor changes are read with them."""
    wanted = tuple(sorted(set(ids)))
    if not wanted:
        return {}

    def read() -> dict[int, SignedContent]:
        rows = list(session.execute(_KEPT, {"ids": wanted}))
        marks = {row.id: row for _, row, _, _ in rows if row is not None}
        objections = {(minor, partner) for _, _, minor, partner in rows if minor is not None}
        remembered(
            session, _OF_MINOR, ("minor", version_id), lambda: ([marks[row] for row in sorted(marks)], objections)
        )
        return {one.id or 0: one for one, _, _, _ in rows}

    return dict(remembered(session, frozenset({"signed_content"}), ("contents", wanted), read))


def sections(session: Session, version_id: int) -> list[Section]:
    """The sections of a version in order."""

    def read() -> list[Section]:
        return list(session.scalars(_SECTIONS, {"version": version_id}))

    return list(remembered(session, frozenset({"section"}), ("sections whole", version_id), read))


def minor_changes(session: Session, version_id: int) -> tuple[list[MinorChange], set[tuple[int, int]]]:
    """The marks of minor changes of a version, and the objections as pairs of mark and partner."""

    def read() -> tuple[list[MinorChange], set[tuple[int, int]]]:
        rows = list(session.execute(_MINOR, {"version": version_id}))
        marks = list({one.id: one for one, _, _ in rows}.values())
        return marks, {(minor, partner) for _, minor, partner in rows if minor is not None}

    marks, objections = remembered(session, _OF_MINOR, ("minor", version_id), read)
    return list(marks), set(objections)


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

    def read() -> SigningPlan | None:
        return session.get(SigningPlan, isp_id)

    return remembered(session, frozenset({"signing_plan"}), ("plan", isp_id), read)


def planned(session: Session, version: Version) -> list[tuple[SigningRound, list[Task]]]:
    """The rounds of a version, the latest first, each with what was asked in it; what was chosen is read with them."""

    def read() -> list[tuple[SigningRound, list[Task]]]:
        rows = list(session.execute(_PLANNED, {"version": version.id}))
        remembered(session, frozenset({"signing_plan"}), ("plan", version.isp_id), lambda: rows[0][0] if rows else None)
        made = {row.id: row for _, row, _ in rows if row is not None}
        return [(one, [task for _, row, task in rows if row is one and task is not None]) for one in made.values()]

    return list(remembered(session, _OF_PLAN, ("planned", version.id), read))


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
