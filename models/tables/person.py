"""People and role mailboxes: language, grants, absences with a substitute, and facilitators."""

import datetime as dt
from typing import Any

from sqlmodel import Field, SQLModel

from models.base import STANDINGS, Instant, Json, one_of, ordered
from states.lifecycle import Role

LANGUAGES = ("cy", "en", "unknown")
FACILITATOR_KINDS = ("fire", "health", "local_authority", "other", "police", "voluntary")


class Person(SQLModel, table=True):
    """Somebody who acts or is told; a role mailbox is one too. Language unknown means mail in both languages.

    `shared`: several people read the address, so that it is written to and cannot sign.
    `address_failed_at`: since when mail to the address comes back for good; none is sent until it is corrected.
    """

    __tablename__ = "person"
    __table_args__ = (one_of("standing", STANDINGS), one_of("language", LANGUAGES))

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=100)
    name_en: str = Field(max_length=200)
    name_cy: str = Field(default="", max_length=200)
    address: str | None = Field(default=None, max_length=320)
    telephone: str = Field(default="", max_length=40)
    language: str = Field(default="unknown", max_length=10)
    shared: bool = False
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
    address_failed_at: dt.datetime | None = Field(default=None, sa_type=Instant)

    @property
    def reached_at(self) -> str | None:
        """The address that mail reaches them at; None where there is none, or where it comes back for good."""
        return self.address if self.address and self.address_failed_at is None else None


class EvidenceName(SQLModel, table=True):
    """The name of somebody who has left, for what they signed or decided; nothing else shows it."""

    __tablename__ = "evidence_name"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    name_en: str = Field(max_length=200)
    name_cy: str = Field(default="", max_length=200)


class Grant(SQLModel, table=True):
    """A role that a person holds, for everything (`all`) or for one ISP, organisation or group (`isp:REF`, …)."""

    __tablename__ = "role_grant"
    __table_args__ = (one_of("role", Role), ordered("valid_from", "valid_to", name="valid"))

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str = Field(max_length=30)
    scope: str = Field(default="all", max_length=120, index=True)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    granted_by: str = Field(max_length=100)


class Absence(SQLModel, table=True):
    """Somebody is away between two days, both included, and who stands in. The reason is nobody's business here."""

    __tablename__ = "absence"
    __table_args__ = (ordered("first_day", "last_day", name="days"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_day: dt.date
    last_day: dt.date
    substitute_id: int | None = Field(default=None, foreign_key="person.id")


class Preference(SQLModel, table=True):
    """How a person wishes to be written to; no row: as `states.preferences` has it for everybody."""

    __tablename__ = "preference"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    days: Any = Field(sa_type=Json)
    at: str = Field(max_length=5)
    choices: Any = Field(default_factory=dict, sa_type=Json)


class Facilitator(SQLModel, table=True):
    """A trained ISP facilitator: a person, or one of a counted number whose name the source does not give."""

    __tablename__ = "facilitator"
    __table_args__ = (
        one_of("kind", FACILITATOR_KINDS),
        one_of("standing", STANDINGS),
        ordered("trained_from", "trained_to", name="trained"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=100)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name_en: str = Field(max_length=300)
    name_cy: str = Field(default="", max_length=300)
    kind: str = Field(max_length=20)
    authority: str | None = Field(default=None, max_length=20)
    trained_from: dt.date | None = None
    trained_to: dt.date | None = None
    last_assignment: dt.date | None = None
    standing: str = Field(default="entered", max_length=20)
    source: str = Field(default="", max_length=400)
