"""What signing in leaves behind: mailed codes, attempts at a provider, who is who there, second steps, and limits.

None of it is a command's (design §2), and no secret is in it: what a browser or a person holds is kept as a hash.
Instants are the wall clock's, in a fixed home too.
"""

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from models.base import Instant, one_of

PURPOSES = ("sign_in", "address", "enrol")
"""What a code is for: to sign in, to show that an address is read, to set up a second step."""
MEANS = ("link", "code")


class SignIn(SQLModel, table=True):
    """A code, and perhaps a link, that works once. No person: somebody asked for an address that nobody has.

    `about`: what it was asked for, such as a sign-off. `back_to`: the page that somebody wanted, which a link in
    another browser leads to. `letter_id`: the letter that brings it, whose words are taken out when it has left.
    """

    __tablename__ = "sign_in"
    __table_args__ = (
        one_of("purpose", PURPOSES),
        one_of("used_by", MEANS),
        CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used"),
    )

    id: int | None = Field(default=None, primary_key=True)
    purpose: str = Field(max_length=10)
    about: str = Field(default="", max_length=120)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    token_hash: str = Field(unique=True, max_length=64)
    code_hash: str = Field(max_length=64)
    browser_hash: str = Field(max_length=64, index=True)
    made_at: dt.datetime = Field(sa_type=Instant)
    ends_at: dt.datetime = Field(sa_type=Instant, index=True)
    tries: int = 0
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    used_by: str | None = Field(default=None, max_length=4)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    back_to: str = Field(default="", max_length=400)


class OidcAttempt(SQLModel, table=True):
    """A browser that went to the organisation's sign-in and has not come back; taken away when it does."""

    __tablename__ = "oidc_attempt"

    state_hash: str = Field(primary_key=True, max_length=64)
    browser_hash: str = Field(max_length=64)
    nonce: str = Field(max_length=64)
    verifier: str = Field(max_length=128)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    back_to: str = Field(default="", max_length=400)
    ends_at: dt.datetime = Field(sa_type=Instant, index=True)


class Identity(SQLModel, table=True):
    """Who somebody is at a provider: its name for them (`sub`), never their address, says who comes back."""

    __tablename__ = "identity"

    issuer: str = Field(primary_key=True, max_length=300)
    subject: str = Field(primary_key=True, max_length=255)
    person_id: int = Field(foreign_key="person.id", index=True)
    made_at: dt.datetime = Field(sa_type=Instant)
    used_at: dt.datetime = Field(sa_type=Instant)


class SecondStep(SQLModel, table=True):
    """An app that makes codes (RFC 6238). Its key is reckoned from `nonce` and the home's key, and is not in here.

    `step`: of the last code taken; none is taken twice. Not `confirmed_at`: it is being set up.
    """

    __tablename__ = "second_step"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    nonce: str = Field(max_length=64)
    made_at: dt.datetime = Field(sa_type=Instant)
    confirmed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    step: int = 0


class RecoveryCode(SQLModel, table=True):
    """One of the codes that stand in once for an app that is lost."""

    __tablename__ = "recovery_code"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    code_hash: str = Field(max_length=64)
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class RateLimit(SQLModel, table=True):
    """When somebody's allowance is whole again. The key is a mark: no address and no network can be read from it."""

    __tablename__ = "rate_limit"

    key: str = Field(primary_key=True, max_length=64)
    whole_at: dt.datetime = Field(sa_type=Instant, index=True)
