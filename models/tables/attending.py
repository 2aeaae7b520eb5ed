"""Workshops: who came from which partner, who wishes to use Welsh, and whether translation is arranged."""

import datetime as dt

from sqlmodel import Field, SQLModel

from models.base import Instant


class Attendance(SQLModel, table=True):
    """How many people came from one partner to a workshop that was held."""

    __tablename__ = "attendance"

    workshop_id: int = Field(primary_key=True, foreign_key="workshop.id")
    partner_id: int = Field(primary_key=True, foreign_key="partner.id")
    people: int


class LanguageWish(SQLModel, table=True):
    """Whether somebody who is expected at an appointment wishes to use Welsh there; no row: they have not said."""

    __tablename__ = "language_wish"

    appointment_id: int = Field(primary_key=True, foreign_key="appointment.id")
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    welsh: bool
    at: dt.datetime = Field(sa_type=Instant)


class Translation(SQLModel, table=True):
    """Simultaneous translation at an appointment is arranged; no row: it is not."""

    __tablename__ = "translation"

    appointment_id: int = Field(primary_key=True, foreign_key="appointment.id")
    at: dt.datetime = Field(sa_type=Instant)
    note: str = Field(default="", max_length=400)
