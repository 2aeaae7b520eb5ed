"""Scoping that somebody has begun: their answers, kept until they end in an ISP or are thrown away."""

import datetime as dt
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, Json


class Scoping(SQLModel, table=True):
    """One person's answers, by field. `isp_id`: what they ended in; the answers are its evidence from then on."""

    __tablename__ = "scoping"
    __table_args__ = (UniqueConstraint("person_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    number: int
    answers: Any = Field(default_factory=dict, sa_type=Json)
    begun_at: dt.datetime = Field(sa_type=Instant)
    changed_at: dt.datetime = Field(sa_type=Instant)
    isp_id: int | None = Field(default=None, foreign_key="isp.id", unique=True)
