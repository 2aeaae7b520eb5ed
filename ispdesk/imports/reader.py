"""Reads import files into one checked batch, or refuses with every problem; touches no database."""

import csv
import io
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from ispdesk.imports.cells import Cell, Interval, Span, WrongCellError, clean, day
from ispdesk.imports.problems import ImportRefused, Problem, problem
from ispdesk.imports.tables import TABLES, Batch, Row, Where

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes in one file; all of Wales 2012 is a fiftieth of it."""

MOST_PROBLEMS = 1_000
"""Problems of one file after which the rest of it is not looked at; the last of them says so."""


@dataclass(frozen=True)
class _Shape:
    """A table's columns as its row declares them: single cells by field, and pairs that make an interval."""

    cells: dict[str, Cell]
    spans: dict[str, Span]

    @property
    def columns(self) -> dict[str, Cell]:
        ends = {end: day for span in self.spans.values() for end in (span.first, span.last)}
        return {**self.cells, **ends}


@dataclass(frozen=True)
class _Read:
    """One table as far as it could be read; its references, or None where they could not be told."""

    rows: list[Row]
    problems: list[Problem]
    references: Container[str] | None = None


class _BrokenRowError(Exception):
    """The row that begins in this line is not CSV."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


def columns_of(table: str) -> tuple[str, ...]:
    """Give the names of the columns that a table must have, in any order."""
    return tuple(name for name, cell in _shape(table).columns.items() if not cell.spare)


def cells_of(table: str) -> dict[str, Cell]:
    """Every column that a table may have, with how its cells are read."""
    return _shape(table).columns


def read(paths: Sequence[Path], known: Mapping[str, Container[str]] | None = None) -> Batch:
    """Read files and folders into one batch.

    `known` gives, for a table's name, the references that the register holds already; a partner's line
    is referred to as `WALES-001/3`. Raises ImportRefused with every problem of every file, and then
    nothing of the import exists.
    """
    problems: list[Problem] = []
    tables: dict[str, _Read] = {}
    given: dict[str, Path] = {}
    for path in _files(paths, problems):
        table = path.stem
        if path.suffix.lower() != ".csv" or table not in TABLES:
            problems.append(problem(str(path), "unknown_table", names=", ".join(f"{t}.csv" for t in TABLES)))
        elif table in given:
            problems.append(problem(str(path), "table_twice", other=given[table]))
        else:
            given[table] = path
            tables[table] = _read_file(path)
            problems.extend(tables[table].problems)
    for table, found in tables.items():
        problems.extend(_pointing_nowhere(table, found.rows, tables, known or {}))
    if problems:
        raise ImportRefused(sorted(problems, key=lambda each: (each.file, each.line or 0)))
    rows: dict[str, Any] = {table: tuple(found.rows) for table, found in tables.items()}
    return Batch(**rows)


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        try:
            if not path.is_dir():
                found = [path] if path.exists() else []
            else:
                found = sorted(each for each in path.iterdir() if each.suffix.lower() == ".csv")
            if not found:
                problems.append(problem(str(path), "no_tables" if path.is_dir() else "no_file"))
        except OSError:
            problems.append(problem(str(path), "unreadable"))
        else:
            yield from found


def _read_file(path: Path) -> _Read:
    file = str(path)
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            return _Read([], [problem(file, "too_big", limit=LARGEST_FILE // 1024**2)])
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _Read([], [problem(file, "not_utf8", line=error.object[: error.start].count(b"\n") + 1)])
    except OSError:
        return _Read([], [problem(file, "unreadable")])
    if not text.strip():
        return _Read([], [problem(file, "blank_file")])
    return _read_table(file, path.stem, text)


def _read_table(file: str, table: str, text: str) -> _Read:
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    lines = _lines(text)
    try:
        start, header = next(lines)
        header = [name.strip() for name in header]
        problems.extend(_header_problems(file, start, header, _shape(table)))
        if problems:
            return _Read(rows, problems)
        for start, cells in lines:
            if len(problems) >= MOST_PROBLEMS:
                problems.append(problem(file, "too_many", line=start, limit=MOST_PROBLEMS))
                return _Read(rows, problems)
            if len(cells) != len(header):
                problems.append(problem(file, "cell_count", line=start, found=len(cells), wanted=len(header)))
                continue
            texts = dict(zip(header, cells, strict=True))
            row = _read_row(table, Where(file, start), texts, problems)
            _claim_key(table, Where(file, start), texts, seen, problems)
            if row is not None:
                rows.append(row)
    except _BrokenRowError as broken:
        return _Read(rows, [*problems, problem(file, "broken_csv", line=broken.line)])
    return _Read(rows, problems, seen)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with the line it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _BrokenRowError(start) from error


def _header_problems(file: str, line: int, header: list[str], shape: _Shape) -> list[Problem]:
    wanted = shape.columns
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        return [problem(file, "not_commas", line=line)]
    found = dict.fromkeys(header)
    names = ", ".join(wanted)
    return [
        *(problem(file, "unknown_column", line=line, column=name, names=names) for name in found if name not in wanted),
        *(
            problem(file, "missing_column", line=line, column=name)
            for name in wanted
            if name not in found and not wanted[name].spare
        ),
        *(problem(file, "column_twice", line=line, column=name) for name in found if header.count(name) > 1),
    ]


def _read_row(table: str, where: Where, texts: dict[str, str], problems: list[Problem]) -> Row | None:
    """Give the row, or None after saying what is wrong with it."""
    shape, either = _shape(table), TABLES[table].either
    values: dict[str, Any] = {}

    def wrong(message: str, column: str, **more: object) -> None:
        problems.append(problem(where.file, message, line=where.line, column=column, **more))

    before = len(problems)
    for column, cell in shape.columns.items():
        try:
            values[column] = _value(cell, texts.get(column, ""))
        except WrongCellError as error:
            wrong(error.message, column, **error.values)
    if either and all(column in values for column in either):
        filled = [column for column in either if values[column] is not None]
        if len(filled) != 1:
            wrong("exactly_one", either[0], names=", ".join(either))
    for name, span in shape.spans.items():
        first, last = values.pop(span.first, None), values.pop(span.last, None)
        if first and last and last < first:
            wrong("backwards", span.last, first=first, last=last)
        values[name] = Interval(first, last)
    return TABLES[table].row(where=where, **values) if len(problems) == before else None


def _value(cell: Cell, raw: str) -> object:
    text = clean(raw, long=cell.long)
    if text:
        return cell.parse(text)
    if cell.needed:
        raise WrongCellError("empty")
    return () if cell.many else None


def _claim_key(table: str, where: Where, texts: dict[str, str], seen: dict[str, int], problems: list[Problem]) -> None:
    """Note the row's reference, even of a row that is wrong elsewhere; say so where it is not the first."""
    key = TABLES[table].key
    parts = [texts[column].strip() for column in key]
    if not key or not all(parts):
        return
    value = "/".join(parts)
    first = seen.setdefault(value, where.line)
    if first != where.line:
        problems.append(problem(where.file, "duplicate", line=where.line, column=key[-1], value=value, before=first))


def _pointing_nowhere(
    table: str, rows: list[Row], batch: Mapping[str, _Read], known: Mapping[str, Container[str]]
) -> Iterator[Problem]:
    """Give each reference to a row that is nowhere; a table that cannot be told from is not blamed."""
    for column, cell in _shape(table).cells.items():
        target = batch.get(cell.to or "", _Read([], [], ()))
        if cell.to is None or target.references is None:
            continue
        within = TABLES[cell.to].key[:-1]
        for row in rows:
            said = getattr(row, column)
            for value in said if isinstance(said, tuple) else (said,):
                reference = "/".join([*(str(getattr(row, each)) for each in within), str(value)])
                there = reference in target.references or reference in known.get(cell.to, ())
                if value is not None and not there:
                    found = {"value": reference, "table": cell.to}
                    yield problem(row.where.file, "no_such_row", line=row.where.line, column=column, **found)


@cache
def _shape(table: str) -> _Shape:
    row = TABLES[table].row
    hints = get_type_hints(row, include_extras=True)
    marks = {each.name: getattr(hints[each.name], "__metadata__", (None,))[0] for each in fields(row)}
    return _Shape(
        {name: mark for name, mark in marks.items() if isinstance(mark, Cell)},
        {name: mark for name, mark in marks.items() if isinstance(mark, Span)},
    )
