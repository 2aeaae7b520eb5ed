"""Sessions of people who signed in: kept here, so that each can be listed and ended."""

import datetime as dt

from sqlmodel import Field, SQLModel

from models.base import Instant, one_of

HOW = ("entered", "link", "code", "oidc")
"""How somebody signed in; `entered`: as a sample role, in a home whose time stands."""


class WebSession(SQLModel, table=True):
    """One browser in which somebody is signed in. The cookie's token is not kept, only its SHA-256.

    `strong_at`: since when a second factor stands behind it. Instants are the wall clock's, in a fixed home too.
    """

    __tablename__ = "web_session"
    __table_args__ = (one_of("how", HOW),)

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    how: str = Field(max_length=10)
    browser: str = Field(default="", max_length=200)
    began_at: dt.datetime = Field(sa_type=Instant)
    seen_at: dt.datetime = Field(sa_type=Instant)
    ends_at: dt.datetime = Field(sa_type=Instant, index=True)
    strong_at: dt.datetime | None = Field(default=None, sa_type=Instant)
