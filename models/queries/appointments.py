"""Questions about appointments: those of a stream, those ahead, and what each person was last told of one."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from models.database import remembered
from models.tables.appointment import Appointment, CalendarFeed, Invitation
from models.tables.attending import Attendance, LanguageWish, Translation
from models.tables.post import Letter
from models.tables.work import Partner, Workshop

_OF_APPOINTMENT = frozenset({"appointment"})


def of_stream(session: Session, stream: str) -> list[Appointment]:
    """Every appointment of an ISP or group, in the order in which they were made."""

    def read() -> list[Appointment]:
        return list(session.exec(select(Appointment).where(Appointment.stream == stream).order_by(col(Appointment.id))))

    return list(remembered(session, _OF_APPOINTMENT, ("appointments", stream), read))


def planned(session: Session, stream: str, kind: str) -> list[Appointment]:
    """Those of a kind that are planned, days that have passed included."""
    return [one for one in of_stream(session, stream) if one.kind == kind and one.status == "planned"]


def numbered(session: Session, stream: str, kind: str, number: int) -> Appointment | None:
    """The one of this number."""
    return next((one for one in of_stream(session, stream) if (one.kind, one.number) == (kind, number)), None)


def next_number(session: Session, stream: str, kind: str) -> int:
    """The number that the next one of a kind gets."""
    return 1 + max((one.number for one in of_stream(session, stream) if one.kind == kind), default=0)


def told(session: Session, appointment_id: int) -> dict[int, Invitation]:
    """What each person was last told of an appointment, by the person's row."""
    rows = select(Invitation).where(Invitation.appointment_id == appointment_id).order_by(col(Invitation.sequence))
    return {row.person_id: row for row in session.exec(rows)}


def wishes(session: Session, ids: Sequence[int]) -> tuple[dict[tuple[int, int], LanguageWish], dict[int, Translation]]:
    """Who wishes to use Welsh at these, by appointment and person; and by appointment the translation arranged."""
    chosen = (
        select(Appointment.id, LanguageWish, Translation)
        .outerjoin(LanguageWish, col(LanguageWish.appointment_id) == col(Appointment.id))
        .outerjoin(Translation, col(Translation.appointment_id) == col(Appointment.id))
        .where(col(Appointment.id).in_(ids))
    )
    rows = list(session.exec(chosen)) if ids else []
    said = {(row.appointment_id, row.person_id): row for _, row, _ in rows if row is not None}
    return said, {row.appointment_id: row for _, _, row in rows if row is not None}


def held(session: Session, isp_id: int) -> list[tuple[Workshop, list[tuple[Partner, int]]]]:
    """The workshops that were held, the latest first, each with how many came from which partner."""
    chosen = (
        select(Workshop, Attendance, Partner)
        .outerjoin(Attendance, col(Attendance.workshop_id) == col(Workshop.id))
        .outerjoin(Partner, col(Partner.id) == col(Attendance.partner_id))
        .where(Workshop.isp_id == isp_id)
        .order_by(col(Workshop.happened_from).desc(), col(Workshop.id).desc(), col(Partner.line))
    )
    rows: Any = list(session.exec(chosen))
    every = {row.id: row for row, _, _ in rows}
    return [
        (one, [(partner, said.people) for row, said, partner in rows if row is one and said is not None])
        for one in every.values()
    ]


def letters(session: Session, appointment_id: int, person_id: int) -> list[Letter]:
    """The letters to one person about an appointment."""
    chosen = select(Letter).join(Invitation, col(Invitation.letter_id) == col(Letter.id))
    mine = chosen.where(Invitation.appointment_id == appointment_id, Invitation.person_id == person_id)
    return list(session.exec(mine.order_by(col(Letter.id))))


def invited_to(session: Session, person_id: int, since: dt.date) -> list[Appointment]:
    """Appointments from this day on to which a person stands invited."""
    last = (
        select(Invitation.appointment_id, func.max(Invitation.sequence).label("sequence"))
        .where(Invitation.person_id == person_id)
        .group_by(col(Invitation.appointment_id))
        .subquery()
    )
    chosen = (
        select(Appointment)
        .join(last, col(Appointment.id) == last.c.appointment_id)
        .join(
            Invitation,
            (col(Invitation.appointment_id) == last.c.appointment_id)
            & (col(Invitation.sequence) == last.c.sequence)
            & (col(Invitation.person_id) == person_id),
        )
        .where(Invitation.method == "REQUEST", Appointment.status != "cancelled", Appointment.day >= since)
    )
    return list(session.exec(chosen.order_by(col(Appointment.id))))


def of_streams(session: Session, streams: list[str], since: dt.date) -> list[Appointment]:
    """Appointments of these streams from this day on that are not called off."""
    chosen = select(Appointment).where(
        col(Appointment.stream).in_(streams), Appointment.status != "cancelled", Appointment.day >= since
    )
    return list(session.exec(chosen.order_by(col(Appointment.id))))


def feed(session: Session, stream: str) -> CalendarFeed | None:
    """The feed of a person or organisation, if it was ever opened."""
    return session.get(CalendarFeed, stream)
