"""Tokens by which programs ask and act for a person."""

import datetime as dt
from typing import Any

from sqlmodel import Field, SQLModel

from models.base import Instant, Json


class ApiToken(SQLModel, table=True):
    """A token of one person's with its scopes. Only its SHA-256 is kept. Instants are the wall clock's."""

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str = Field(max_length=100)
    scopes: Any = Field(sa_type=Json)
    made_at: dt.datetime = Field(sa_type=Instant)
    ends_at: dt.datetime = Field(sa_type=Instant)
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: dt.datetime | None = Field(default=None, sa_type=Instant)
