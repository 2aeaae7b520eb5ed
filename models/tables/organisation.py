"""Organisations: kind, place, names over time, successors, and the Accord."""

import datetime as dt
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import STANDINGS, Instant, Json, one_of, ordered

ACCORD = ("signed", "not-signed", "not-known")
ACTION_OUTCOMES = ("done", "not_needed")
SECTORS = ("public", "voluntary", "housing_other")


class Organisation(SQLModel, table=True):
    """A body that signs, shares or hosts. `kind` is the fine type; None means that it is not known."""

    __tablename__ = "organisation"
    __table_args__ = (one_of("standing", STANDINGS), one_of("sector", SECTORS))

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=100)
    name_en: str = Field(max_length=300)
    name_cy: str = Field(default="", max_length=300)
    kind: str | None = Field(default=None, max_length=60)
    sector: str | None = Field(default=None, max_length=20)
    places: Any = Field(default_factory=list, sa_type=Json)
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    note: str = Field(default="", max_length=4000)


class OrganisationName(SQLModel, table=True):
    """Another name of an organisation, with the days between which it held, as far as known."""

    __tablename__ = "organisation_name"
    __table_args__ = (one_of("lang", ("en", "cy", "both")), ordered("valid_from", "valid_to", name="valid"))

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(max_length=300)
    lang: str = Field(max_length=4)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = Field(default="", max_length=400)


class OrganisationSuccessor(SQLModel, table=True):
    """One organisation took over from another, in the days between."""

    __tablename__ = "organisation_successor"
    __table_args__ = (ordered("happened_from", "happened_to", name="happened"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    successor_id: int = Field(foreign_key="organisation.id")
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    source: str = Field(default="", max_length=400)


class Accord(SQLModel, table=True):
    """What is known of an organisation's signature of the Accord; several rows may contradict and stay visible.

    `office`: whose office signed; `evidence`: where the declaration is kept. `ended_from` and `ended_to`: the days
    between which the signature was withdrawn; a signature that stands has neither.
    """

    __tablename__ = "accord"
    __table_args__ = (
        one_of("status", ACCORD),
        ordered("happened_from", "happened_to", name="happened"),
        ordered("ended_from", "ended_to", name="ended"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    status: str = Field(max_length=20)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    office: str = Field(default="", max_length=200)
    evidence: str = Field(default="", max_length=1000)
    ended_from: dt.date | None = None
    ended_to: dt.date | None = None


class AccordAction(SQLModel, table=True):
    """Something an organisation has to do after it has signed (report 3.16); `told`: reminders that have gone."""

    __tablename__ = "accord_action"
    __table_args__ = (UniqueConstraint("organisation_id", "number"), one_of("outcome", ACTION_OUTCOMES))

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    number: int
    text_en: str = Field(default="", max_length=500)
    text_cy: str = Field(default="", max_length=500)
    asked_at: dt.datetime = Field(sa_type=Instant)
    due: dt.date = Field(index=True)
    told: int = 0
    outcome: str | None = Field(default=None, max_length=20)
    done_on: dt.date | None = None


class AccordFlag(SQLModel, table=True):
    """A partner that is known not to have signed the Accord: since when its coordinator is told, and when last."""

    __tablename__ = "accord_flag"

    partner_id: int = Field(primary_key=True, foreign_key="partner.id")
    raised_at: dt.datetime = Field(sa_type=Instant)
    told_on: dt.date
    times: int = 1
    cleared_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class AuthorityCount(SQLModel, table=True):
    """How many trained facilitators a source states for a local authority; zero is a statement too."""

    __tablename__ = "authority_count"

    authority: str = Field(primary_key=True, max_length=20)
    facilitators: int
    held_by: dt.date | None = None
    source: str = Field(default="", max_length=400)
