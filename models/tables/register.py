"""The public register as it is asked: who is in it, under which terms it is found, and what the team marked."""

import datetime as dt

from sqlmodel import Field, SQLModel

from models.base import one_of
from states.register import Listed

MARKS = ("not_listed", "exemplar")


class RegisterEntry(SQLModel, table=True):
    """An ISP that is in the public register, with the version that stands for it. Kept from the record, no more.

    `overdue_from` is the first day on which the review of what is in force is overdue.
    """

    __tablename__ = "register_entry"
    __table_args__ = (one_of("standing", Listed),)

    ref: str = Field(primary_key=True, max_length=40)
    isp_id: int = Field(foreign_key="isp.id", unique=True)
    version_id: int = Field(foreign_key="version.id")
    standing: str = Field(max_length=20)
    overdue_from: dt.date | None = Field(default=None, index=True)


class RegisterPartner(SQLModel, table=True):
    """A partner of what is in force: it stays as it was assured while a next version is written."""

    __tablename__ = "register_partner"

    isp_id: int = Field(primary_key=True, foreign_key="isp.id")
    line: int = Field(primary_key=True)
    name: str = Field(max_length=300)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    kind: str = Field(max_length=10)
    count: int | None = None


class RegisterTerm(SQLModel, table=True):
    """A term under which an entry is found: a service area, a place, an organisation, a sector, how it stands."""

    __tablename__ = "register_term"

    kind: str = Field(primary_key=True, max_length=20)
    code: str = Field(primary_key=True, max_length=100)
    ref: str = Field(primary_key=True, foreign_key="register_entry.ref", index=True, max_length=40)


class RegisterMark(SQLModel, table=True):
    """What the team marked: an ISP is not listed, or is an exemplar; `seq` is the history row with the words.

    `review_by`: when somebody looks again; `reminded` is the day of that kind for which the team was told.
    """

    __tablename__ = "register_mark"
    __table_args__ = (one_of("kind", MARKS),)

    isp_id: int = Field(primary_key=True, foreign_key="isp.id")
    kind: str = Field(primary_key=True, max_length=20)
    since: dt.date
    review_by: dt.date | None = Field(default=None, index=True)
    seq: int
    reminded: dt.date | None = None
