"""A table of flows as rows of cells, and as CSV or XLSX: out and in again without loss.

A row with a number is a flow; `*` for a number stands for what all flows inherit; a row with only a step (and perhaps
a note) names a step of the service, the note being why nothing is shared in it.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ispdesk.views.flows import FlowsView
from states.flow_terms import COLUMNS, INHERITED, join_names, shown_method, shown_sensitivity
from states.words import Sentence

ALL = "*"
MOST_CELLS = 100_000
MOST_UNPACKED = 60_000_000
"""Bytes that a spreadsheet may unpack to (our default): a few hundred flows need far less than one million."""
SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for a formula at the beginning of a cell, and the mark that says it is none."""
Rows = list[list[str]]


class UnreadableError(ValueError):
    """The file is no table that can be read; the sentence says what to do."""

    def __init__(self, says: Sentence) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a table holds: flows by column, what they inherit, and the steps in order with why one has none."""

    flows: tuple[Mapping[str, Any], ...]
    defaults: Mapping[str, str]
    steps: tuple[tuple[str, str], ...] = ()


def content_of(view: FlowsView) -> Content:
    """What a table of these flows holds: their own cells, what was set for all of them, and the steps."""
    flows = tuple({"number": flow.number, **flow.own} for flow in view.flows)
    steps = tuple((step.name, step.without_flows) for step in view.steps if step.position is not None)
    return Content(flows, view.chosen, steps)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `restored` gives back what it was."""
    return f"'{cell}" if cell.startswith(SIGNS) else cell


def restored(cell: str) -> str:
    """What a cell was before it was made safe."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(SIGNS) else cell


def rows_of(content: Content, lang: str) -> Rows:
    """The whole table as rows of cells, headings first, in a language."""
    rows = [[column.label.in_language(lang) for column in COLUMNS]]
    if content.defaults:
        chosen = {name: content.defaults.get(name, "") for name in INHERITED}
        rows.append(_row({"number": ALL, **chosen}, lang))
    rows.extend(_row(flow, lang) for flow in content.flows)
    rows.extend(_row({"step": name, "notes": why}, lang) for name, why in content.steps)
    return [[safe(cell) for cell in row] for row in rows]


def _row(values: Mapping[str, Any], lang: str) -> list[str]:
    return [_cell(column.key, values.get(column.key, ""), lang) for column in COLUMNS]


def _cell(key: str, value: Any, lang: str) -> str:
    if key == "recipients":
        return join_names(value)
    if key == "method":
        return shown_method(str(value), lang)
    return shown_sensitivity(str(value), lang) if key == "sensitivity" else str(value)


def to_csv(rows: Rows) -> bytes:
    """Write CSV as spreadsheets read it: UTF-8 with its mark, commas, every cell in quotes."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Rows, title: str) -> bytes:
    """Write one sheet of text cells with its headings kept in sight."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = _escaped(text)
            cell.data_type = "s"
            cell.number_format = "@"
            cell.alignment = wrapped
            if number == 1:
                cell.font = bold
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = 10 if column.key == "number" else 28
    sheet.freeze_panes = "B2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def from_text(text: str) -> Rows:
    """Read what was pasted from a spreadsheet, or a CSV with commas or semicolons."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    first = lines.lstrip("\n").partition("\n")[0]
    delimiter = "\t" if "\t" in first else max(",;", key=first.count)
    if delimiter not in first:
        delimiter = "\t"
    try:
        rows = [[restored(cell.strip()) for cell in row] for row in csv.reader(io.StringIO(lines), delimiter=delimiter)]
    except csv.Error as error:
        raise UnreadableError(
            Sentence(
                f"This cannot be read as a table ({error}): copy the cells from the spreadsheet again.",
                f"Ni ellir darllen hwn fel tabl ({error}): copïwch y celloedd o'r daenlen eto.",
            )
        ) from error
    return _few_enough(rows)


def from_file(name: str, content: bytes) -> Rows:
    """Read a CSV or XLSX file. Raises UnreadableError with what to do."""
    if content.startswith(b"PK"):
        return _from_xlsx(content)
    if name.lower().endswith((".xlsx", ".xls", ".ods")) or b"\x00" in content[:400].replace(b"\xff\xfe", b"")[::2][:1]:
        raise UnreadableError(_NO_TABLE)
    return from_text(_decoded(content))


_NO_TABLE = Sentence(
    "This is no file that can be read here: save it as .xlsx or .csv, and choose it again.",
    "Nid yw hon yn ffeil y gellir ei darllen yma: cadwch hi fel .xlsx neu .csv, a'i dewis eto.",
)


def _decoded(content: bytes) -> str:
    codings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(_NO_TABLE)


def _from_xlsx(content: bytes) -> Rows:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        rows: Rows = []
        cells = 0 if unpacked <= MOST_UNPACKED else MOST_CELLS + 1
        if not cells:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for row in book.worksheets[0].iter_rows(values_only=True):
                cells += max(len(row), 1)
                if cells > MOST_CELLS:
                    break
                rows.append([restored(_unescaped(_plain(value)).strip()) for value in row])
    except Exception as error:  # whatever the library stumbles over in a foreign file, a person reads a sentence
        raise UnreadableError(_NO_TABLE) from error
    if cells > MOST_CELLS:
        raise UnreadableError(_TOO_MUCH)
    return rows


def _escaped(text: str) -> str:
    """Text in which nothing reads as one of the format's own marks for characters, such as `_x000D_`."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda mark: chr(int(mark[1], 16)), text)


def _plain(value: object) -> str:
    """A cell's value as text; a whole number without a point, a day as a day."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    day = getattr(value, "date", None)
    if callable(day) and str(value).endswith("00:00:00"):
        return str(day())
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


_TOO_MUCH = Sentence(
    "The table is too large: at most 1,000 flows can be read at once.",
    "Mae'r tabl yn rhy fawr: gellir darllen 1,000 o lifoedd ar y mwyaf ar unwaith.",
)


def _few_enough(rows: Sequence[Sequence[str]]) -> Rows:
    if sum(map(len, rows)) > MOST_CELLS:
        raise UnreadableError(_TOO_MUCH)
    return [list(row) for row in rows]


def filled(rows: Iterable[Sequence[str]]) -> Iterable[tuple[int, list[str]]]:
    """The rows in which something stands, each with its number from 1."""
    return ((place, list(row)) for place, row in enumerate(rows, start=1) if any(row))
