"""Rows of every table as they lie in the database, read out and put in again: what a full export is made of.

Instants stay whole microseconds and JSON stays the text that is hashed, so that nothing is read and written anew.
"""

import base64
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, Date, LargeBinary, Table, Text, Time, column, func, select, text
from sqlalchemy import table as core_table
from sqlmodel import SQLModel

import models.tables  # noqa: F401 - fills the metadata
from models.base import Instant, Json
from states.words import Sentence

LETS_IN: Final = Sentence("it lets somebody in", "mae'n gadael rhywun i mewn")
PASSING: Final = Sentence("it counts tries and is of no use later", "mae'n cyfrif ceisiadau ac nid yw o werth wedyn")
LEFT_OUT: Final[Mapping[str, Sentence]] = {
    "api_token": LETS_IN,
    "oidc_attempt": LETS_IN,
    "rate_limit": PASSING,
    "recovery_code": LETS_IN,
    "second_step": LETS_IN,
    "sign_in": LETS_IN,
    "web_session": LETS_IN,
}
"""Tables that no export holds, and why. Whoever signs in to a restored home begins with a new link or code."""
NOT_SAID: Final = {"home_fact": ("key", frozenset({"calendar_stamp", "policy_stamp"}))}
"""Rows that are one database's own: stamps by which its processes see that something was written."""
BATCH: Final = 500
"""Rows that are put in with one statement."""


def tables() -> list[Table]:
    """The tables of an export, each after those that it points at."""
    return [one for one in SQLModel.metadata.sorted_tables if one.name not in LEFT_OUT]


def rows(connection: Connection, of: Table) -> Iterator[dict[str, Any]]:
    """Every row of a table in the order of its key, in values that JSON holds."""
    raw = _raw(of)
    key = [raw.c[one.name] for one in of.primary_key]
    name, not_said = NOT_SAID.get(of.name, ("", frozenset()))
    for row in connection.execution_options(yield_per=BATCH).execute(select(raw).order_by(*key)):
        said = row._asdict()
        if not name or said[name] not in not_said:
            yield {column: _written(value) for column, value in said.items()}


def put(connection: Connection, of: Table, given: Sequence[Mapping[str, Any]]) -> None:
    """Put rows in as they were read; a column that points at the same table waits for `point`."""
    own = {one.name for one in pointing_at_itself(of)}
    values = [
        {c.name: None if c.name in own else _read(c, row[c.name]) for c in of.columns} for row in given
    ]  # fmt: skip
    if values:
        connection.execute(_raw(of).insert(), values)


def point(connection: Connection, of: Table, given: Sequence[Mapping[str, Any]]) -> None:
    """Set what points at the same table, once all its rows are there."""
    raw, key = _raw(of), next(iter(of.primary_key)).name
    for one in pointing_at_itself(of):
        for row in given:
            if row[one.name] is not None:
                moved = raw.update().where(raw.c[key] == row[key]).values({one.name: row[one.name]})
                connection.execute(moved)


def pointing_at_itself(of: Table) -> list[Column[Any]]:
    """The columns of a table that point at a row of it."""
    return [one for one in of.columns if any(key.column.table is of for key in one.foreign_keys)]


def is_empty(connection: Connection) -> bool:
    """Whether nobody has ever written anything here: migrations leave stamps and the ledger's head alone."""
    apart = {"home_fact", "ledger_head"}
    return not any(
        connection.execute(select(func.count()).select_from(one)).scalar_one()
        for one in SQLModel.metadata.sorted_tables
        if one.name not in apart
    )


def make_way(connection: Connection) -> None:
    """Take out what migrations put into a new database and every export has."""
    connection.execute(text("DELETE FROM ledger_head"))


def count_on(connection: Connection, of: Table) -> None:
    """Let PostgreSQL give the next numbers after those put in; SQLite does so by itself."""
    numbered = of.autoincrement_column
    if connection.dialect.name != "postgresql" or numbered is None:
        return
    sequence = connection.execute(
        text("SELECT pg_get_serial_sequence(:of, :named)"), {"of": of.name, "named": numbered.name}
    ).scalar()
    highest = connection.execute(select(func.max(of.c[numbered.name]))).scalar()
    if sequence and highest:
        connection.execute(text("SELECT setval(:of, :last)"), {"of": sequence, "last": highest})


def _raw(of: Table) -> Any:
    return core_table(of.name, *(column(one.name, _plain_type(one)) for one in of.columns))


def _plain_type(one: Column[Any]) -> Any:
    if isinstance(one.type, Json):
        return Text()
    return BigInteger() if isinstance(one.type, Instant) else one.type


def _written(value: Any) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _read(one: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(one.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(one.type, Date):
        return dt.date.fromisoformat(value)
    return dt.time.fromisoformat(value) if isinstance(one.type, Time) else value
