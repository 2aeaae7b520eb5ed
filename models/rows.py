"""Rows that no object is kept of: written beside the session's flush, under the same bounds."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, insert
from sqlmodel import Session

from models.database import DoesNotFitError, _bounds, forget


def into(model: Any) -> Insert:
    """How rows of this table are written; built once for each place that writes them."""
    return insert(model.__table__)


def connection(session: Session) -> Connection:
    """The transaction's connection, once everything that waits in the session has been written."""
    if session.new or session.dirty or session.deleted:
        session.flush()
    return session.connection()


def add(session: Session, model: Any, how: Insert, row: Mapping[str, Any]) -> int:
    """Write one row; return the number it was given (0 where its key is no number of the database's)."""
    fits(model, row)
    forget(session, {model.__tablename__})
    key = connection(session).execute(how, row).inserted_primary_key
    return key[0] if key and isinstance(key[0], int) else 0


def add_all(session: Session, model: Any, how: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows in their order with one statement; each has the same columns."""
    if not rows:
        return
    for row in rows:
        fits(model, row)
    forget(session, {model.__tablename__})
    connection(session).execute(how, list(rows))


def fits(model: Any, row: Mapping[str, Any]) -> None:
    """Refuse on every database what one of them would refuse, as a flush does."""
    for name, most, is_text in _bounds(model):
        value = row.get(name)
        if isinstance(value, str) if is_text else isinstance(value, int):
            size = len(value) if is_text else abs(value)  # type: ignore[arg-type]  # as it was just asked
            if size > most:
                raise DoesNotFitError(model.__tablename__, name, most)
