"""Sign-off in detail: what was signed, how it was given, rounds, marks of minor changes, members, sponsors, offers."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of
from states.signatures import ORDERS
from states.staleness import MINOR_KINDS

HOWS = ("product", "code", "paper", "mail", "minute")
"""How a sign-off was given: signed in, by a mailed code, or recorded from what the coordinator holds."""
ROUND_KINDS = ("comment", "sign-off", "assent")
REQUESTS = ("contact", "accord")
_OPEN = text("outcome IS NULL")


class SignedContent(SQLModel, table=True):
    """A content that was circulated or signed, part by part, so that what changed since can be shown."""

    __tablename__ = "signed_content"
    __table_args__ = (UniqueConstraint("version_id", "content_hash", "purpose_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id")
    content_hash: str = Field(max_length=64)
    purpose_hash: str = Field(max_length=64)
    parts: Any = Field(sa_type=Json)
    kept_at: dt.datetime = Field(sa_type=Instant)


class SignoffMark(SQLModel, table=True):
    """How a sign-off was given: by whom, through what, for which member, or by how many of how many of a class.

    A sign-off recorded by mistake is withdrawn: both stay.
    """

    __tablename__ = "signoff_mark"
    __table_args__ = (
        one_of("how", HOWS),
        CheckConstraint("signed IS NULL OR (of_all IS NOT NULL AND signed <= of_all)", name="k_of_n"),
    )

    signoff_id: int = Field(primary_key=True, foreign_key="signoff.id")
    content_id: int = Field(foreign_key="signed_content.id")
    member_id: int | None = Field(default=None, foreign_key="partner_member.id")
    signed: int | None = None
    of_all: int | None = None
    by_whom: str = Field(default="", max_length=300)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    how: str | None = Field(default=None, max_length=10)
    recorded_by: str = Field(default="", max_length=100)
    seq: int
    withdrawn_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_by: str | None = Field(default=None, max_length=100)


class PartnerMember(SQLModel, table=True):
    """One member of a class of partners."""

    __tablename__ = "partner_member"
    __table_args__ = (UniqueConstraint("partner_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    partner_id: int = Field(foreign_key="partner.id", index=True)
    position: int
    name: str = Field(max_length=300)
    valid_to: dt.date | None = None


class SigningPlan(SQLModel, table=True):
    """Which rounds an ISP asks for, and the order of sign-off and quality assurance; without a row, the policy's."""

    __tablename__ = "signing_plan"
    __table_args__ = (one_of("qa_order", ORDERS),)

    isp_id: int = Field(primary_key=True, foreign_key="isp.id")
    sign_off: bool = True
    assent: bool = False
    qa_order: str = Field(default="either", max_length=10)


class SigningRound(SQLModel, table=True):
    """A round in which one content was put before partners; a comment round closes with its window."""

    __tablename__ = "signing_round"
    __table_args__ = (
        UniqueConstraint("version_id", "number"),
        one_of("kind", ROUND_KINDS),
        Index(
            "ix_signing_round_open",
            "closes",
            sqlite_where=text("closed_at IS NULL AND closes IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND closes IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id")
    number: int
    kind: str = Field(max_length=10)
    content_id: int = Field(foreign_key="signed_content.id")
    opened_at: dt.datetime = Field(sa_type=Instant)
    opened_seq: int
    window: int | None = None
    closes: dt.date | None = None
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class RoundTask(SQLModel, table=True):
    """What was asked in a round."""

    __tablename__ = "round_task"

    round_id: int = Field(primary_key=True, foreign_key="signing_round.id")
    task_id: int = Field(primary_key=True, foreign_key="task.id", index=True)


class MinorChange(SQLModel, table=True):
    """A mark: between these contents of one part there are only spelling, contacts or dates."""

    __tablename__ = "minor_change"
    __table_args__ = (UniqueConstraint("version_id", "part", "before", "after"), one_of("kind", MINOR_KINDS))

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id")
    part: str = Field(max_length=120)
    before: str = Field(max_length=64)
    after: str = Field(max_length=64)
    kind: str = Field(max_length=10)
    object_until: dt.date
    seq: int


class Objection(SQLModel, table=True):
    """A partner objects to such a mark: for it the change is one like any other."""

    __tablename__ = "objection"

    minor_id: int = Field(primary_key=True, foreign_key="minor_change.id")
    partner_id: int = Field(primary_key=True, foreign_key="partner.id")
    seq: int


class Sponsor(SQLModel, table=True):
    """The senior sponsor of an ISP, or of one partner of it: a person we know, or a name and post as told."""

    __tablename__ = "sponsor"

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id", index=True)
    partner_id: int | None = Field(default=None, foreign_key="partner.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    name: str = Field(default="", max_length=300)
    post: str = Field(default="", max_length=300)
    valid_to: dt.date | None = None


class Handover(SQLModel, table=True):
    """The coordinator's part, offered to somebody; nothing changes until they accept. One offer is open at a time."""

    __tablename__ = "handover"
    __table_args__ = (
        one_of("outcome", ("accepted", "declined", "withdrawn")),
        Index("uq_handover_open", "isp_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: int | None = Field(default=None, primary_key=True)
    isp_id: int = Field(foreign_key="isp.id")
    from_id: int | None = Field(default=None, foreign_key="person.id")
    to_id: int = Field(foreign_key="person.id", index=True)
    offered_by: str = Field(max_length=100)
    offered_at: dt.datetime = Field(sa_type=Instant)
    offered_seq: int
    outcome: str | None = Field(default=None, max_length=10)
    answered_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class PartnerRequest(SQLModel, table=True):
    """What was asked once about a partner: its contact, or its Accord status."""

    __tablename__ = "partner_request"
    __table_args__ = (one_of("what", REQUESTS),)

    partner_id: int = Field(primary_key=True, foreign_key="partner.id")
    what: str = Field(primary_key=True, max_length=10)
    task_id: int = Field(foreign_key="task.id")
