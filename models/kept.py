"""A connection kept for many short transactions, whose fixed statements go straight to the driver.

For the one place where what SQLAlchemy does for a statement costs more than the statement: a letter on its way.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Engine, Executable
from sqlmodel import Session

from models.database import _for_writing, forget, straight
from models.rows import fits


class _Fixed:
    """A statement written out once for a database, and how its values are put."""

    def __init__(self, statement: Any, dialect: Dialect, columns: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        self.text = str(compiled)
        names = compiled.positiontup if compiled.positional else list(compiled.params)
        self._values = [(name, compiled.params[name], self._puts(compiled.binds[name], dialect)) for name in names]
        self._by_name = not compiled.positional

    @staticmethod
    def _puts(bind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
        found: Callable[[Any], Any] | None = bind.type.dialect_impl(dialect).bind_processor(dialect)
        return found

    def values(self, given: Mapping[str, Any]) -> Any:
        """What the driver is handed: the statement's own values, and those given."""
        if self._by_name:
            return {name: self._value(given.get(name, own), put) for name, own, put in self._values}
        return [self._value(given.get(name, own), put) for name, own, put in self._values]

    @staticmethod
    def _value(value: Any, put: Callable[[Any], Any] | None) -> Any:
        return value if put is None else put(value)


_fixed: WeakKeyDictionary[Dialect, dict[tuple[Executable, tuple[str, ...]], _Fixed]] = WeakKeyDictionary()


class Kept:
    """One connection, kept open between its transactions; none of them is open while nothing is written."""

    def __init__(self, engine: Engine) -> None:
        self._connection = _for_writing(engine).connect()
        self._dialect = engine.dialect
        self._fixed = _fixed.setdefault(engine.dialect, {})
        self._cursor: Any = None
        self._session: Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One writing transaction: committed when the block ends well, undone whole when it does not."""
        with self._connection.begin():
            self._cursor = self._connection.connection.cursor()
            try:
                yield
                if self._session is not None:
                    self._session.flush()
            finally:
                self._cursor.close()
                self._cursor = None
                if self._session is not None:
                    self._session.close()
                    self._session = None

    @property
    def session(self) -> Session:
        """A session within this transaction, for what is no fixed statement; made when it is asked for."""
        if self._session is None:
            self._session = Session(self._connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        return self._session

    def run(self, statement: Executable, given: Mapping[str, Any]) -> int:
        """Run a statement that is built once and has no list of values; return how many rows it changed."""
        return self._run(statement, (), given)

    def add(self, model: Any, how: Executable, row: Mapping[str, Any]) -> None:
        """Write one row, within the same bounds as everywhere."""
        fits(model, row)
        if self._session is not None:
            forget(self._session, {model.__tablename__})
        self._run(how, tuple(row), row)

    def _run(self, statement: Executable, columns: tuple[str, ...], given: Mapping[str, Any]) -> int:
        if self._session is not None and (self._session.new or self._session.dirty or self._session.deleted):
            self._session.flush()
        fixed = self._fixed.get((statement, columns))
        if fixed is None:
            fixed = self._fixed[statement, columns] = _Fixed(statement, self._dialect, columns)
        values = fixed.values(given)
        straight(self._connection, self._cursor, fixed.text, values)
        changed: int = self._cursor.rowcount
        return changed
