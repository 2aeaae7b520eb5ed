"""What an ISP is made of: partners, facilitators, sign-offs, workshops, steps, flows and sections."""

import datetime as dt
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import STANDINGS, Json, one_of, ordered

CAPACITIES = (
    "chief_officer",
    "delegated_officer",
    "caldicott_guardian",
    "siro",
    "practice_partner",
    "committee",
    "as_stated",
)
OUTCOMES = ("signed", "signed_with_reservation", "declined", "no_answer", "not_known")


class Partner(SQLModel, table=True):
    """A partner organisation, or a class of them with a count or an annex; perhaps only where a condition holds."""

    __tablename__ = "partner"
    __table_args__ = (
        UniqueConstraint("isp_id", "line"),
        one_of("kind", ("named", "class")),
        one_of("standing", STANDINGS),
        ordered("valid_from", "valid_to", name="valid"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    line: int
    name: str = Field(max_length=300)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    kind: str = Field(default="named", max_length=10)
    count: int | None = None
    annex: str = Field(default="", max_length=1000)
    condition: str = Field(default="", max_length=400)
    observer: bool = False
    listed: bool = True
    contact_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    note: str = Field(default="", max_length=4000)


class IspFacilitator(SQLModel, table=True):
    """A facilitator at work on an ISP."""

    __tablename__ = "isp_facilitator"

    isp_id: int = Field(primary_key=True, foreign_key="isp.id")
    facilitator_id: int = Field(primary_key=True, foreign_key="facilitator.id", index=True)


class Signoff(SQLModel, table=True):
    """What one partner said to one content of a version: bound to its hash, by whom in what capacity."""

    __tablename__ = "signoff"
    __table_args__ = (
        one_of("outcome", OUTCOMES),
        one_of("asked_as", ("sign-off", "assent")),
        ordered("happened_from", "happened_to", name="happened"),
    )

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    partner_id: int = Field(foreign_key="partner.id", index=True)
    asked_as: str = Field(default="sign-off", max_length=10)
    outcome: str = Field(max_length=30)
    capacity: str = Field(default="", max_length=60)
    reference: str = Field(default="", max_length=400)
    content_hash: str | None = Field(default=None, max_length=64)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    as_printed: str = Field(default="", max_length=1000)
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    note: str = Field(default="", max_length=4000)


class Workshop(SQLModel, table=True):
    """A session in which partners map their flows."""

    __tablename__ = "workshop"
    __table_args__ = (ordered("happened_from", "happened_to", name="happened"),)

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    topic: str = Field(default="", max_length=400)
    outcome: str = Field(default="", max_length=4000)
    as_printed: str = Field(default="", max_length=1000)
    source: str = Field(default="", max_length=400)


class ProcessStep(SQLModel, table=True):
    """A step of the service; flows hang on steps. `without_flows` says why nothing is shared in it."""

    __tablename__ = "process_step"
    __table_args__ = (UniqueConstraint("isp_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    position: int
    name: str = Field(max_length=300)
    source: str = Field(default="", max_length=400)
    without_flows: str = Field(default="", max_length=400)


class Flow(SQLModel, table=True):
    """One flow of information: what, from whom, to whom, why and how. `recipients` lists partners' names.

    `revision` counts its changes; 0 is one written before flows inherited from their ISP.
    """

    __tablename__ = "flow"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    number: int
    step: str = Field(default="", max_length=300)
    information: str = Field(default="", max_length=2000)
    sender: str = Field(default="", max_length=300)
    recipients: Any = Field(default_factory=list, sa_type=Json)
    purpose: str = Field(default="", max_length=2000)
    method: str = Field(default="", max_length=60)
    basis: str = Field(default="", max_length=200)
    occasion: str = Field(default="", max_length=1000)
    items: str = Field(default="", max_length=2000)
    sender_team: str = Field(default="", max_length=300)
    recipient_team: str = Field(default="", max_length=300)
    sensitivity: str = Field(default="", max_length=10)
    special: str = Field(default="", max_length=400)
    gateway: str = Field(default="", max_length=1000)
    consent: str = Field(default="", max_length=400)
    controls: str = Field(default="", max_length=1000)
    frequency: str = Field(default="", max_length=200)
    volume: str = Field(default="", max_length=200)
    identifier: str = Field(default="", max_length=400)
    system: str = Field(default="", max_length=400)
    retention: str = Field(default="", max_length=400)
    language: str = Field(default="", max_length=200)
    notes: str = Field(default="", max_length=2000)
    revision: int = 1


class Section(SQLModel, table=True):
    """One section of the protocol's text in one language, with its revision and the hash of its content."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("version_id", "key", "lang"), one_of("lang", ("en", "cy")))

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    position: int
    key: str = Field(max_length=60)
    lang: str = Field(max_length=2)
    heading: str = Field(default="", max_length=300)
    text: str = ""
    revision: int = 1
    content_hash: str = Field(max_length=64)
