"""A round's review: the checks at claim, what each assurer says, their drafts, decisions, and assurance records."""

import datetime as dt
from typing import Any

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of

OUTCOMES = ("pass", "fail", "observation", "not_applicable")
LANGS = ("en", "cy")


class RoundChecks(SQLModel, table=True):
    """What the checks said when a round was claimed: `asked` are codes, `found` the sentences of those left open.

    `begun` is the day by which the checks in force were chosen, None where it is not known.
    """

    __tablename__ = "round_checks"

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    round: int = Field(primary_key=True)
    at: dt.datetime = Field(sa_type=Instant)
    begun: dt.date | None = None
    content_hash: str = Field(max_length=64)
    asked: Any = Field(sa_type=Json)
    found: Any = Field(sa_type=Json)


class ReviewDraft(SQLModel, table=True):
    """What one assurer has typed of a round's review and not yet put down: no command, and nobody else's to see.

    `typed` is outcome, text and pointer by code of the question; `revision` counts how often it was saved.
    """

    __tablename__ = "review_draft"

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    round: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    typed: Any = Field(sa_type=Json)
    revision: int = 1
    saved_at: dt.datetime = Field(sa_type=Instant)


class ReviewItem(SQLModel, table=True):
    """What one assurer said to one question of the checklist in a round."""

    __tablename__ = "review_item"
    __table_args__ = (one_of("outcome", OUTCOMES),)

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    round: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    code: str = Field(primary_key=True, max_length=20)
    outcome: str = Field(max_length=20)
    text: str = Field(default="", max_length=4000)


class SecondWord(SQLModel, table=True):
    """A second independent person's word on a round, before it is assured."""

    __tablename__ = "second_word"

    version_id: int = Field(primary_key=True, foreign_key="version.id")
    round: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    agrees: bool
    text: str = Field(default="", max_length=4000)
    said_at: dt.datetime = Field(sa_type=Instant)


class Decision(SQLModel, table=True):
    """A decision on a round, by the history row `seq`: who, in what capacity, and its reason in either language."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("version_id", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    round: int
    seq: int
    trigger: str = Field(max_length=30)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    role: str = Field(max_length=30)
    reason_en: str = Field(default="", max_length=4000)
    reason_cy: str = Field(default="", max_length=4000)
    decided_on: dt.date
    undone_seq: int | None = None


class AssuranceRecord(SQLModel, table=True):
    """The paper of an assurance: what was assured, by whom, when, on which conditions. Evidence: it is never changed.

    Only the other language of its conditions is put in later, `void_at` where the decision was taken back, and
    `content_now` where words were taken out of the text (design §2): the hash of what is left.
    """

    __tablename__ = "assurance_record"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=80)
    version_id: int = Field(foreign_key="version.id", index=True)
    round: int
    seq: int
    trigger: str = Field(max_length=30)
    content_hash: str = Field(max_length=64)
    content_now: str | None = Field(default=None, max_length=64)
    decided_on: dt.date
    issued_at: dt.datetime = Field(sa_type=Instant)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    role: str = Field(max_length=30)
    title_en: str = Field(default="", max_length=300)
    title_cy: str = Field(default="", max_length=300)
    review_date: dt.date | None = None
    conditions_en: str = Field(default="", max_length=2000)
    conditions_cy: str = Field(default="", max_length=2000)
    observations: int = 0
    interest: bool = False
    exception: bool = False
    second_reader: bool = False
    void_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class RecordPaper(SQLModel, table=True):
    """A record's PDF in one language, as it was first handed out: whoever has it can check it by its SHA-256."""

    __tablename__ = "record_paper"
    __table_args__ = (one_of("lang", LANGS),)

    record_id: int = Field(primary_key=True, foreign_key="assurance_record.id")
    lang: str = Field(primary_key=True, max_length=2)
    sha256: str = Field(max_length=64, index=True)
    content: bytes = Field(sa_type=LargeBinary)
    made_at: dt.datetime = Field(sa_type=Instant)
