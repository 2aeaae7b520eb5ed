"""A tagged PDF (PDF/UA-1) from a page description and plain data; the only file that imports typst.

The fonts are ours (Source Sans, SIL Open Font Licence; it has ŵ and ŷ), so that the paper is the same on every machine.
The data goes in as JSON and is only ever text: nothing in it is read as a command.
"""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

from ispdesk.documents.glyphs import FONTS, showable

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"


def make(
    name: Literal["protocol", "summary", "record", "pack", "board"], data: Mapping[str, Any], day: dt.date
) -> bytes:
    """The PDF of this description. `day` is the paper's date; a paper made twice from the same record is the same."""
    told = {**showable(dict(data)), "day": [day.year, day.month, day.day]}
    found = typst.compile(
        str(TEMPLATES / f"{name}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
    )
    if not isinstance(found, bytes):
        raise TypeError("a PDF is one file")
    return found
