"""An ISP and its versions: identity, where each version stands, who held it when, and dated facts."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from models.base import STANDINGS, Instant, Json, one_of, ordered
from states.lifecycle import Party, State

COUNTED = ("assured", "awaiting", "made-known")
PLACES_IN_LIFE = ("progress", "force", "past")
FACT_KINDS = (
    "need_arose",
    "made_known",
    "first_contact",
    "sharing_since",
    "interim_basis",
    "predecessor",
    "service_launched",
    "workshops_period",
    "text_agreed",
    "approved_by_body",
    "signoff_underway",
    "assent",
    "submitted_to_qa",
    "qa_feedback",
    "assured",
    "in_operation_since",
    "compliance_review",
    "partners_stated",
    "duration",
    "effort",
    "area_extension_planned",
    "change_without_reassurance",
    "complete_in_welsh",
    "complete_in_english",
    "consent_relied_on",
    "consent_checked",
    "data_quality",
)


def _only_one(place: str) -> Index:
    """At most one version of an ISP stands at this place."""
    where = text(f"place = '{place}'")
    return Index(f"uq_version_{place}", "isp_id", unique=True, sqlite_where=where, postgresql_where=where)


class Isp(SQLModel, table=True):
    """One Information Sharing Protocol. `counted_as` is set where a source only counts it: it then has no version."""

    __tablename__ = "isp"
    __table_args__ = (one_of("standing", STANDINGS), one_of("counted_as", COUNTED))

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=40)
    title_en: str = Field(default="", max_length=300)
    title_cy: str = Field(default="", max_length=300)
    service_areas: Any = Field(default_factory=list, sa_type=Json)
    places: Any = Field(default_factory=list, sa_type=Json, index=True)
    purpose: str = Field(default="", max_length=4000)
    instrument: str | None = Field(default=None, max_length=20)
    lead_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    coordinator_organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    coordinator_person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    coordinator_role: str = Field(default="", max_length=300)
    facilitator_note: str = Field(default="", max_length=1000)
    group_id: int | None = Field(default=None, foreign_key="qa_group.id")
    successor_id: int | None = Field(default=None, foreign_key="isp.id")
    exemplar_id: int | None = Field(default=None, foreign_key="isp.id")
    dpia: str | None = Field(default=None, max_length=20)
    dpia_note: str = Field(default="", max_length=4000)
    submits_itself: bool = False
    counted_as: str | None = Field(default=None, max_length=20, index=True)
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    note: str = Field(default="", max_length=4000)


class IspServes(SQLModel, table=True):
    """One service area in one place that an ISP is for; kept from what the ISP says, so that gaps are found at once."""

    __tablename__ = "isp_serves"

    area: str = Field(primary_key=True, max_length=40)
    place: str = Field(primary_key=True, max_length=40)
    isp_id: int = Field(primary_key=True, foreign_key="isp.id", index=True)


class Version(SQLModel, table=True):
    """One version of an ISP: the state belongs to it. At most one is in force and one in progress."""

    __tablename__ = "version"
    __table_args__ = (
        one_of("state", State),
        one_of("holder", Party),
        one_of("place", PLACES_IN_LIFE),
        ordered("submitted_from", "submitted_to", name="submitted"),
        ordered("assured_from", "assured_to", name="assured"),
        CheckConstraint("NOT on_hold OR hold_until IS NOT NULL", name="hold_ends"),
        _only_one("progress"),
        _only_one("force"),
        Index("uq_version_number", "isp_id", "number", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    number: int = 1
    place: str = Field(default="progress", max_length=10)
    state: str = Field(max_length=20, index=True)
    holder: str = Field(max_length=20)
    entered_at: dt.datetime = Field(sa_type=Instant)
    entered_seq: int
    round: int = 0
    submitted_from: dt.date | None = None
    submitted_to: dt.date | None = None
    assured_from: dt.date | None = None
    assured_to: dt.date | None = None
    was_assured: bool = False
    assured_content: str | None = Field(default=None, max_length=64)
    review_date: dt.date | None = None
    wished_review_date: dt.date | None = None
    on_hold: bool = False
    hold_until: dt.date | None = None
    flows_expected: dt.date | None = None
    assurer: str | None = Field(default=None, max_length=100, index=True)
    profile: str = Field(default="current", max_length=20)


class HoldingRow(SQLModel, table=True):
    """From this instant a version was held by this party; written with the history row that says so."""

    __tablename__ = "holding"
    __table_args__ = (one_of("party", Party),)

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    seq: int = Field(primary_key=True)
    since: dt.datetime | None = Field(default=None, sa_type=Instant)
    party: str = Field(max_length=20)


class DatedFact(SQLModel, table=True):
    """A fact beside the state: its value, the days between which it holds, as printed, and its source."""

    __tablename__ = "dated_fact"
    __table_args__ = (one_of("kind", FACT_KINDS), ordered("happened_from", "happened_to", name="happened"))

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    kind: str = Field(max_length=40)
    value: str = Field(default="", max_length=1000)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    as_printed: str = Field(default="", max_length=1000)
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    note: str = Field(default="", max_length=4000)
