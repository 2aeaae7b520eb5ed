"""Courses for ISP facilitators, and who has a place on one."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import one_of

COURSE_KINDS = ("first", "refresher")
COURSE_LANGUAGES = ("cy", "en", "both")
PLACE_STATUS = ("booked", "attended", "missed", "cancelled")


class Course(SQLModel, table=True):
    """A day on which facilitators are trained, or refresh what they know; `trainer` is the body that holds it."""

    __tablename__ = "course"
    __table_args__ = (one_of("kind", COURSE_KINDS), one_of("language", COURSE_LANGUAGES))

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=100)
    kind: str = Field(max_length=20)
    day: dt.date = Field(index=True)
    place: str = Field(max_length=300)
    trainer: str = Field(max_length=300)
    seats: int
    language: str = Field(default="both", max_length=10)
    cancelled: bool = False


class CoursePlace(SQLModel, table=True):
    """One person's place on a course."""

    __tablename__ = "course_place"
    __table_args__ = (UniqueConstraint("course_id", "person_id"), one_of("status", PLACE_STATUS))

    id: int | None = Field(default=None, primary_key=True)
    course_id: int = Field(foreign_key="course.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    status: str = Field(default="booked", max_length=20)
