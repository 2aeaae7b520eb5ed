"""Every live text of one ISP, wherever it lies: the tables that lead to it by their keys, found from the metadata.

A new table with a key to an ISP, a version or anything that belongs to one is reached without a line here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary, Select, String, Table, select, update
from sqlmodel import Session, SQLModel
from sqlmodel import select as orm_select
from sqlmodel.sql.sqltypes import AutoString

from models.base import Json
from models.tables.isp import Isp
from models.tables.journal import HistoryWords

SHARED = frozenset({"person", "organisation", "qa_group", "facilitator", "home_fact", "policy", "web_session"})
"""Tables that belong to nobody's ISP, though keys lead to and from them."""
APART = frozenset({"letter", "attempt", "received", "removal", "isp", "letter_bytes"})
"""Tables that are dealt with by themselves: bytes of letters; what says that something was removed; the ISP itself."""


JOURNAL = frozenset({"history", "history_words", "ledger", "command", "stream"})
"""The record of what happened: its words are removed beside the chain, the rest of it holds none."""


@dataclass(frozen=True)
class Cell:
    """One value that holds words of an ISP."""

    table: Table
    key: Mapping[str, Any]
    column: str
    value: Any


def cells(session: Session, isp: Isp) -> Iterator[Cell]:
    """Every text of an ISP that is not empty; keys and codes are among them, and hold no words."""
    root = _isps()
    yield from _of(session, root, select(root).where(root.c.id == isp.id))
    for table, rows in reached().items():
        yield from _of(session, table, rows(isp))


def _isps() -> Table:
    return SQLModel.metadata.tables["isp"]


def by_stream() -> frozenset[str]:
    """The tables whose rows name the stream they are about, but for the journal's own."""
    return frozenset(table.name for table in SQLModel.metadata.sorted_tables if "stream" in table.c) - JOURNAL


def _of(session: Session, table: Table, chosen: Select[Any]) -> Iterator[Cell]:
    keys = [column.name for column in table.primary_key]
    texts = [
        c.name
        for c in table.c
        if isinstance(c.type, String | AutoString | Json) and not c.primary_key and not c.foreign_keys
    ]
    for row in session.connection().execute(chosen).mappings().all():
        key = {name: row[name] for name in keys}
        yield from (Cell(table, key, name, row[name]) for name in texts if row[name])


def reached() -> dict[Table, Callable[[Isp], Select[Any]]]:
    """The tables that belong to an ISP, each with the question for its rows."""
    root, streams = _isps(), by_stream()
    found: dict[str, tuple[Table, str]] = {}
    reached = {root.name, *streams}
    grown = True
    while grown:
        grown = False
        for table in SQLModel.metadata.sorted_tables:
            if table.name in reached or table.name in SHARED | APART:
                continue
            way = next(
                (
                    (key.column.table, column.name)
                    for column in table.c
                    for key in column.foreign_keys
                    if key.column.table.name in reached and key.column.name == "id"
                ),
                None,
            )
            if way is not None:
                found[table.name] = (way[0], way[1])
                reached.add(table.name)
                grown = True

    def rows(name: str) -> Callable[[Isp], Select[Any]]:
        table = SQLModel.metadata.tables[name]

        def chosen(isp: Isp) -> Select[Any]:
            if name in streams:
                return select(table).where(table.c.stream == f"isp:{isp.ref}")
            parent, column = found[name]
            if parent is root:
                return select(table).where(table.c[column] == isp.id)
            return select(table).where(table.c[column].in_(_ids(parent.name, isp)))

        return chosen

    def _ids(name: str, isp: Isp) -> Select[Any]:
        table = SQLModel.metadata.tables[name]
        return rows(name)(isp).with_only_columns(table.c.id)

    return {SQLModel.metadata.tables[name]: rows(name) for name in (*found, *sorted(streams))}


def replace(session: Session, cell: Cell, value: Any) -> None:
    """Write another value into a cell."""
    where = [cell.table.c[name] == wanted for name, wanted in cell.key.items()]
    session.connection().execute(update(cell.table).where(*where).values({cell.column: value}))


def words_of(session: Session, stream: str) -> list[HistoryWords]:
    """The words beside a stream's history that have not been removed."""
    chosen = orm_select(HistoryWords).where(HistoryWords.stream == stream)
    return [words for words in session.exec(chosen) if words.text is not None]


def binary_columns() -> dict[str, list[str]]:
    """The columns of bytes, by table: letters' bytes and uploaded files, which need a reader of their own."""
    return {
        table.name: [column.name for column in table.c if isinstance(column.type, LargeBinary)]
        for table in SQLModel.metadata.sorted_tables
        if any(isinstance(column.type, LargeBinary) for column in table.c)
    }
