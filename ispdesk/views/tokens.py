"""What somebody sees of their own tokens: those that work, and the last that have ended; never a token itself."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from ispdesk import tokens
from models.queries import people
from models.tables.token import ApiToken

PAST: Final = 10
"""How many of the tokens that have ended are shown."""


@dataclass(frozen=True)
class TokenRow:
    """One token. `ends_at`: when it ends, or when it was ended."""

    number: int
    name: str
    scopes: tuple[str, ...]
    made_at: dt.datetime
    used_at: dt.datetime | None
    ends_at: dt.datetime


@dataclass(frozen=True)
class TokensView:
    """A person's tokens, the latest first."""

    working: tuple[TokenRow, ...]
    past: tuple[TokenRow, ...]


def tokens_view(session: Session, ref: str, at: dt.datetime) -> TokensView:
    """The tokens of somebody."""
    person = people.by_ref(session, ref)
    rows = tokens.of_person(session, person.id or 0) if person else []
    working = tuple(_row(row) for row in rows if _works(row, at))
    return TokensView(working, tuple(_row(row) for row in rows if not _works(row, at))[:PAST])


def token_row(session: Session, ref: str, number: int, at: dt.datetime) -> TokenRow | None:
    """One of somebody's tokens, while it works."""
    person = people.by_ref(session, ref)
    row = tokens.of_number(session, person.id or 0, number) if person else None
    return _row(row) if row is not None and _works(row, at) else None


def _works(row: ApiToken, at: dt.datetime) -> bool:
    return row.revoked_at is None and row.ends_at > at


def _row(row: ApiToken) -> TokenRow:
    ends = row.revoked_at or row.ends_at
    return TokenRow(row.id or 0, row.name, tuple(row.scopes), row.made_at, row.used_at, ends)
