"""Days that people are invited to, who was invited at which sequence, and private calendar feeds."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json, one_of

KINDS = ("workshop", "meeting", "review")
STATUS = ("planned", "held", "cancelled")
METHODS = ("REQUEST", "CANCEL")


class Appointment(SQLModel, table=True):
    """A workshop, a QA group's meeting or an ISP's review date, as people's calendars have it.

    Times are those of the clock in Wales; without them it takes the whole day. `sequence` rises with every change of
    what was said or of who is invited (RFC 5545, 3.8.7.4). `also`: references of people invited by name.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        UniqueConstraint("stream", "kind", "number"),
        one_of("kind", KINDS),
        one_of("status", STATUS),
        CheckConstraint("(begins IS NULL) = (ends IS NULL)", name="both_times"),
        CheckConstraint("begins IS NULL OR begins < ends", name="times"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=400)
    kind: str = Field(max_length=10)
    stream: str = Field(max_length=120)
    number: int
    day: dt.date = Field(index=True)
    begins: dt.time | None = None
    ends: dt.time | None = None
    place: str = Field(default="", max_length=400)
    online: str = Field(default="", max_length=400)
    topic: str = Field(default="", max_length=200)
    also: Any = Field(default_factory=list, sa_type=Json)
    sequence: int = 0
    status: str = Field(default="planned", max_length=10)
    changed_at: dt.datetime = Field(sa_type=Instant)


class Invitation(SQLModel, table=True):
    """What one person was told of an appointment at one sequence; the row of the highest sequence is what holds.

    `said` is the hash of what the letter's calendar part said of day, times, place and organiser.
    """

    __tablename__ = "invitation"
    __table_args__ = (one_of("method", METHODS),)

    appointment_id: int = Field(primary_key=True, foreign_key="appointment.id")
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    sequence: int = Field(primary_key=True)
    method: str = Field(max_length=10)
    said: str = Field(max_length=64)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    at: dt.datetime = Field(sa_type=Instant)


class CalendarFeed(SQLModel, table=True):
    """A person's or organisation's private feed; `number` rises when its link is renewed."""

    __tablename__ = "calendar_feed"

    stream: str = Field(primary_key=True, max_length=120)
    number: int = 1
    renewed_at: dt.datetime = Field(sa_type=Instant)
