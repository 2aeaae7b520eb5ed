"""A paper of headings, paragraphs, lists and tables as DOCX: the same content as the PDF, and the same bytes each time.

Headings, lists and tables are real ones, header rows repeat, and every word has its language.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the same paper is the same bytes."""
FONT: Final = "Arial"
WIDTH: Final = 17.0
"""Of a table, in centimetres."""


def made(content: Mapping[str, Any]) -> bytes:
    """The document of `title`, `lang`, `lines` and `parts`, each with a heading and its blocks."""
    paper = _empty(content["title"], content["lang"])
    paper.add_paragraph(content["title"], style="Title")
    for line in content["lines"]:
        paper.add_paragraph(line)
    for part in content["parts"]:
        paper.add_paragraph(part["heading"], style="Heading 1")
        for block in part["blocks"]:
            _add(paper, block, content["lang"])
    paper.sections[0].footer.paragraphs[0].text = f"{content['reference']}, {content['version']}"
    return _same_bytes(paper)


def _empty(title: str, lang: str) -> Any:
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    styles: Any = paper.styles
    styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(12)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].element.rPr.rFonts.attrib.clear()
        styles[name].font.name = FONT
    for said in styles.element.xpath("//w:lang"):
        said.set(_named(said, "val"), f"{lang}-GB")
    about = paper.core_properties
    about.title, about.language, about.author, about.comments = title, f"{lang}-GB", "", ""
    return paper


def _named(element: Any, name: str) -> str:
    return f"{{{element.nsmap['w']}}}{name}"


def _add(paper: Any, block: Mapping[str, Any], lang: str) -> None:
    if block["kind"] == "table":
        _table(paper, block)
        return
    style = {"bullet": "List Bullet", "heading": "Heading 2"}.get(block["kind"])
    _speak(paper.add_paragraph(block["text"], style=style), block.get("lang", lang), lang)


def _speak(paragraph: Any, lang: str, usual: str) -> None:
    """Mark words that are in the other language."""
    for run in paragraph.runs if lang != usual else ():
        said = OxmlElement("w:lang")
        said.set(_named(run._r, "val"), f"{lang}-GB")  # noqa: SLF001 - the only way to a run's properties
        run._r.get_or_add_rPr().append(said)  # noqa: SLF001 - likewise


def _table(paper: Any, block: Mapping[str, Any]) -> None:
    heads, rows, parts = block["heads"], block["rows"], block["widths"]
    paper.add_paragraph(block["caption"], style="Caption")
    table = paper.add_table(rows=len(rows) + 1, cols=len(heads), style="Table Grid")
    for line, cells in zip(table.rows, [heads, *rows], strict=True):
        for cell, words, part in zip(line.cells, cells, parts, strict=True):
            cell.text, cell.width = words, Cm(WIDTH * part / sum(parts))
    first = table.rows[0]
    for cell in first.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(_named(first._tr, "val"), "true")  # noqa: SLF001 - likewise
    first._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - likewise
    paper.add_paragraph("")


def _same_bytes(paper: Any) -> bytes:
    """Saved with the same time on every part."""
    saved, kept = io.BytesIO(), io.BytesIO()
    paper.save(saved)
    with zipfile.ZipFile(saved) as packed, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made_again:
        for part in packed.infolist():
            entry = zipfile.ZipInfo(part.filename, EARLIEST)
            made_again.writestr(entry, packed.read(part.filename), compress_type=zipfile.ZIP_DEFLATED)
    return kept.getvalue()
