"""What is kept of an ISP after assurance: checks, returns, incidents and changes, benefits, training, changed forms.

Every word that somebody wrote lies beside the history row of the same `seq`; these tables hold what can be counted.
"""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of, ordered
from states.after import Calls, How, Kind
from states.compliance import Check, Outcome

MODELS = ("required", "sought", "not_required")
"""What an ISP says of consent (domain R45)."""
RETURNED = ("answered", "silent")


class CheckMade(SQLModel, table=True):
    """A compliance check, a check of consent or a visit: the answers, what they came to, and when it was made."""

    __tablename__ = "check_made"
    __table_args__ = (
        UniqueConstraint("isp_id", "number"),
        one_of("kind", Check),
        one_of("outcome", Outcome),
        ordered("happened_from", "happened_to", name="happened"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    number: int
    kind: str = Field(max_length=12)
    answers: Any = Field(sa_type=Json)
    outcome: str = Field(max_length=15)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    made_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)
    seq: int


class ConsentModel(SQLModel, table=True):
    """What an ISP says of consent, from a row of its history on; the latest holds."""

    __tablename__ = "consent_model"
    __table_args__ = (one_of("model", MODELS),)

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    model: str = Field(max_length=12)
    recorded_at: dt.datetime = Field(sa_type=Instant)
    seq: int


class SelfReturn(SQLModel, table=True):
    """One partner organisation's own return of one round: asked, and answered or silent to the end."""

    __tablename__ = "self_return"
    __table_args__ = (
        UniqueConstraint("isp_id", "round", "partner_id"),
        one_of("outcome", RETURNED),
        CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", name="settled_when"),
        CheckConstraint("(answers IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'answered')", name="answers"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    round: int
    partner_id: int = Field(foreign_key="partner.id", index=True)
    task_id: int = Field(foreign_key="task.id", unique=True)
    asked_on: dt.date
    outcome: str | None = Field(default=None, max_length=10)
    answers: Any = Field(default=None, sa_type=Json, nullable=True)
    settled_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    seq: int | None = None


class IspEvent(SQLModel, table=True):
    """An incident, a change or a finding: what it calls for by the rule then in force, and how it was settled.

    `flow` and `line` name what it concerns; `check_number` and `code` the question that brought it up.
    """

    __tablename__ = "isp_event"
    __table_args__ = (
        UniqueConstraint("isp_id", "number"),
        one_of("kind", Kind),
        one_of("calls", Calls),
        one_of("how", How),
        ordered("happened_from", "happened_to", name="happened"),
        CheckConstraint("(how IS NULL) = (settled_at IS NULL)", name="settled_when"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    number: int
    kind: str = Field(max_length=20)
    calls: str = Field(max_length=10)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    flow: int | None = None
    line: int | None = None
    check_number: int | None = None
    code: str = Field(default="", max_length=20)
    recorded_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)
    seq: int
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    how: str | None = Field(default=None, max_length=12)
    settled_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    settled_by: str | None = Field(default=None, max_length=100)
    settled_seq: int | None = None


class Benefit(SQLModel, table=True):
    """A benefit that somebody sees in an ISP: asserted, or evidenced with a source. No measured fact."""

    __tablename__ = "benefit"
    __table_args__ = (
        UniqueConstraint("isp_id", "number"),
        one_of("shown", ("asserted", "evidenced")),
        ordered("happened_from", "happened_to", name="happened"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    number: int
    shown: str = Field(max_length=10)
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    noted_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)
    seq: int
    struck_seq: int | None = None


class StaffTraining(SQLModel, table=True):
    """Training of staff who share under an ISP: planned by a day, or held. How many came, never who."""

    __tablename__ = "staff_training"
    __table_args__ = (
        UniqueConstraint("isp_id", "number"),
        ordered("happened_from", "happened_to", name="happened"),
        CheckConstraint("people IS NULL OR people >= 0", name="people"),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    number: int
    line: int | None = None
    held: bool = False
    planned: dt.date | None = None
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    people: int | None = None
    noted_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)
    seq: int
    struck_seq: int | None = None


class ChangedForm(SQLModel, table=True):
    """A form that was changed because of an ISP; its name, what changed and where it lies are words."""

    __tablename__ = "changed_form"
    __table_args__ = (UniqueConstraint("isp_id", "number"), ordered("happened_from", "happened_to", name="happened"))

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    number: int
    line: int | None = None
    happened_from: dt.date | None = None
    happened_to: dt.date | None = None
    noted_by: str = Field(max_length=100)
    recorded_at: dt.datetime = Field(sa_type=Instant)
    seq: int
    struck_seq: int | None = None
