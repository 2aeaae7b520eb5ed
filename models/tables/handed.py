"""Packs by which ISPs came from another installation: the signed file, kept as evidence of the history there."""

import datetime as dt

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from models.base import Instant


class TakenIn(SQLModel, table=True):
    """One pack that was taken in. `fingerprint` is of the key that signed it; `removed`: why its bytes are gone."""

    __tablename__ = "taken_in"

    isp_id: int = Field(primary_key=True, foreign_key="isp.id")
    sha256: str = Field(unique=True, max_length=64)
    fingerprint: str = Field(max_length=64)
    came_from: str = Field(max_length=300)
    made_on: dt.date
    taken_at: dt.datetime = Field(sa_type=Instant)
    history_rows: int
    history_head: str = Field(max_length=64)
    content: bytes = Field(sa_type=LargeBinary)
    removed: str = Field(default="", max_length=400)
