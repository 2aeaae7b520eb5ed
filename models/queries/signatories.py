"""Questions about the Accord: what is stated of an organisation, actions after it signed, and flags."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, func, or_, select

from models.tables.isp import Isp, Version
from models.tables.organisation import Accord, AccordAction, AccordFlag, Organisation
from models.tables.person import Facilitator, Person
from models.tables.work import Partner
from states.accord import Standing, Statement
from states.dates import months_after
from states.lifecycle import ENDS
from states.when import When


def statement(row: Accord) -> Statement:
    """One row as the rules read it."""
    ended = When(row.ended_from, row.ended_to) if row.ended_to is not None else None
    return Statement(row.status, When(row.happened_from, row.happened_to), ended)


def statements(session: Session, ids: Collection[int] | None = None) -> dict[int, list[Statement]]:
    """What is stated of these organisations, or of all, by their rows, the oldest statement first."""
    chosen = select(Accord).order_by(col(Accord.id))
    if ids is not None:
        chosen = chosen.where(col(Accord.organisation_id).in_(sorted(ids)))
    found: dict[int, list[Statement]] = {}
    for row in session.exec(chosen):
        found.setdefault(row.organisation_id, []).append(statement(row))
    return found


def of(session: Session, organisation_id: int) -> list[Accord]:
    """Every statement about one organisation, the oldest first."""
    return list(session.exec(select(Accord).where(Accord.organisation_id == organisation_id).order_by(col(Accord.id))))


def actions(session: Session, organisation_id: int) -> list[AccordAction]:
    """Every action of an organisation after it signed, by number."""
    chosen = select(AccordAction).where(AccordAction.organisation_id == organisation_id)
    return list(session.exec(chosen.order_by(col(AccordAction.number))))


def action(session: Session, organisation_id: int, number: int) -> AccordAction | None:
    """One action by its number."""
    return session.exec(
        select(AccordAction).where(AccordAction.organisation_id == organisation_id, AccordAction.number == number)
    ).first()


def open_actions(session: Session, until: dt.date) -> list[tuple[str, AccordAction]]:
    """Actions that are not closed and due by this day, with the organisation's reference."""
    chosen = select(Organisation.ref, AccordAction).join(
        Organisation, col(Organisation.id) == col(AccordAction.organisation_id)
    )
    return list(
        session.exec(
            chosen.where(col(AccordAction.outcome).is_(None), col(AccordAction.due) <= until).order_by(
                col(AccordAction.due), col(AccordAction.id)
            )
        )
    )


def count_open(session: Session, today: dt.date) -> tuple[int, int]:
    """How many actions are open, and how many of them past their day."""
    chosen = select(func.count()).select_from(AccordAction).where(col(AccordAction.outcome).is_(None))
    return session.exec(chosen).one(), session.exec(chosen.where(col(AccordAction.due) < today)).one()


def _said(status: str) -> ColumnElement[bool]:
    return exists().where(
        col(Accord.organisation_id) == col(Partner.organisation_id),
        col(Accord.status) == status,
        col(Accord.ended_to).is_(None),
    )


UNSIGNED = (~_said("signed"), _said("not-signed"))
"""Of a partner: its organisation is known not to have signed."""
UNKNOWN = (~_said("signed"), ~_said("not-signed"))
_LIVES = (
    exists()
    .where(
        col(Version.isp_id) == col(Partner.isp_id),
        col(Version.place) != "past",
        col(Version.state).not_in(sorted(state.value for state in ENDS)),
    )
    .correlate(Partner)
)
LISTED = (
    col(Partner.valid_to).is_(None),
    col(Partner.observer).is_(False),
    col(Partner.organisation_id).is_not(None),
    _LIVES,
)
"""Of a partner: it stands on the list of an ISP that has not ended, as an organisation of the register."""


def unsigned(session: Session, isp_id: int) -> list[Partner]:
    """The partners of an ISP that are known not to have signed, by line."""
    chosen = select(Partner).where(Partner.isp_id == isp_id, *LISTED, *UNSIGNED)
    return list(session.exec(chosen.order_by(col(Partner.line))))


def flags(session: Session, isp_id: int) -> list[tuple[AccordFlag, Partner]]:
    """The flags of an ISP's partners, those taken down too."""
    chosen = select(AccordFlag, Partner).join(Partner, col(Partner.id) == col(AccordFlag.partner_id))
    return list(session.exec(chosen.where(Partner.isp_id == isp_id).order_by(col(Partner.line))))


def stale(session: Session, today: dt.date, months: int, most: int) -> list[str]:
    """References of ISPs of which a flag has to be raised, told again or taken down."""
    flagged = exists().where(col(AccordFlag.partner_id) == col(Partner.id), col(AccordFlag.cleared_at).is_(None))
    again = exists().where(
        col(AccordFlag.partner_id) == col(Partner.id),
        col(AccordFlag.cleared_at).is_(None),
        col(AccordFlag.told_on) <= months_after(today, -months),
    )
    chosen = select(Isp.ref).join(Partner, col(Partner.isp_id) == col(Isp.id)).distinct()
    found: set[str] = set()
    for which in (
        (*LISTED, *UNSIGNED, ~flagged),
        (*LISTED, *UNSIGNED, again),
        (flagged, or_(*(~one for one in (*LISTED, *UNSIGNED)))),
    ):
        found.update(session.exec(chosen.where(*which).order_by(col(Isp.ref)).limit(most)))
    return sorted(found)[:most]


def partner_of(session: Session, organisation_id: int) -> list[tuple[Isp, Partner, Sequence[Version]]]:
    """The ISPs that an organisation is a partner of, with their versions that are not past."""
    chosen = (
        select(Isp, Partner, Version)
        .join(Partner, col(Partner.isp_id) == col(Isp.id))
        .outerjoin(Version, (col(Version.isp_id) == col(Isp.id)) & (col(Version.place) != "past"))
        .where(Partner.organisation_id == organisation_id, col(Partner.valid_to).is_(None))
        .order_by(col(Isp.ref), col(Version.number).desc())
    )
    found: dict[int, tuple[Isp, Partner, list[Version]]] = {}
    for isp, partner, version in session.exec(chosen):
        row = found.setdefault(partner.id or 0, (isp, partner, []))
        if version is not None:
            row[2].append(version)
    return list(found.values())


_BODY = col(Organisation.id)


def _of_body(status: str) -> ColumnElement[bool]:
    return exists().where(
        col(Accord.organisation_id) == _BODY, col(Accord.status) == status, col(Accord.ended_to).is_(None)
    )


BY_STANDING: dict[Standing, tuple[ColumnElement[bool], ...]] = {
    Standing.SIGNED: (_of_body("signed"),),
    Standing.NOT_SIGNED: (~_of_body("signed"), _of_body("not-signed")),
    Standing.NOT_KNOWN: (~_of_body("signed"), ~_of_body("not-signed")),
}
"""Of an organisation: what is known of its signature, as `states.accord.standing` has it."""
IS_PARTNER = exists().where(col(Partner.organisation_id) == _BODY, *LISTED)


def listed(
    session: Session, which: Sequence[ColumnElement[bool]], offset: int, limit: int
) -> tuple[int, list[tuple[Organisation, int]]]:
    """How many organisations these conditions find, and a page of them with the ISPs each is a partner of."""
    found = session.exec(select(func.count()).select_from(Organisation).where(*which)).one()
    number = (
        select(func.count(func.distinct(col(Partner.isp_id))))
        .where(col(Partner.organisation_id) == _BODY, *LISTED)
        .correlate(Organisation)
        .scalar_subquery()
    )
    chosen = select(Organisation, number).where(*which).order_by(col(Organisation.name_en), col(Organisation.ref))
    return found, [(body, isps) for body, isps in session.exec(chosen.offset(offset).limit(limit))]


def named(words: str) -> ColumnElement[bool]:
    """Of an organisation: its name in either language, or its reference, has these words in it."""
    within = (Organisation.name_en, Organisation.name_cy, Organisation.ref)
    return or_(*(col(name).icontains(words, autoescape=True) for name in within))


def counts(session: Session) -> dict[Standing, int]:
    """How many organisations there are of each standing."""
    chosen = select(func.count()).select_from(Organisation)
    return {one: session.exec(chosen.where(*which)).one() for one, which in BY_STANDING.items()}


def by_ref(session: Session, ref: str) -> Organisation | None:
    """The organisation of this reference."""
    return session.exec(select(Organisation).where(Organisation.ref == ref)).first()


def facilitators(session: Session, organisation_id: int) -> list[Facilitator]:
    """The trained facilitators who work for an organisation."""
    chosen = select(Facilitator).join(Person, col(Person.id) == col(Facilitator.person_id))
    return list(session.exec(chosen.where(Person.organisation_id == organisation_id).order_by(col(Facilitator.ref))))


def unsigned_partners(session: Session, most: int) -> list[tuple[Isp, Partner, Organisation]]:
    """Every partner that is known not to have signed, with its ISP, in order of the organisation."""
    chosen = (
        select(Isp, Partner, Organisation)
        .join(Partner, col(Partner.isp_id) == col(Isp.id))
        .join(Organisation, col(Organisation.id) == col(Partner.organisation_id))
        .where(*LISTED, *UNSIGNED)
        .order_by(col(Organisation.name_en), col(Isp.ref))
    )
    return list(session.exec(chosen.limit(most)))
