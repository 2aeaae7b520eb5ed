"""What every table shares: instants, canonical JSON, names of constraints, and a closed list of values as CHECK."""

import datetime as dt
import json
from collections.abc import Iterable
from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Dialect, MetaData, Text, TypeDecorator
from sqlmodel import SQLModel


def table(model: Any) -> Any:
    """The columns of a table, for questions that are built once and want no objects: `table(Isp).ref`."""
    return model.__table__.c


EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)


class Instant(TypeDecorator[dt.datetime]):
    """An aware instant, kept as whole microseconds since 1970 in UTC: the same on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Refuse a naive datetime; it would be somebody's local time."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a naive datetime was about to be stored; every instant carries its zone"
            raise ValueError(message)
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Give an aware instant in UTC."""
        return None if value is None else EPOCH + dt.timedelta(microseconds=value)


def canonical(value: Any) -> str:
    """Write a value as canonical JSON: sorted keys, no spaces, no floats or NaN; what the chain hashes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    message = f"{type(value).__name__} has no canonical form"
    raise TypeError(message)


class Json(TypeDecorator[Any]):
    """A plain value kept as canonical JSON text, byte for byte the same on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Write canonical JSON."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's
        """Read it back."""
        return None if value is None else json.loads(value)


def one_of(column: str, values: Iterable[str], *, name: str | None = None) -> CheckConstraint:
    """A CHECK that the column holds one of these values (or nothing, where it may be empty)."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({quoted})", name=name or column)


def ordered(first: str, last: str, *, name: str) -> CheckConstraint:
    """A CHECK that an interval does not end before it begins."""
    return CheckConstraint(f"{first} IS NULL OR {last} IS NULL OR {first} <= {last}", name=name)


STANDINGS = ("reported", "public-record", "counted", "installation", "entered")
"""Where a row comes from; `entered` is what people put in through the product."""
