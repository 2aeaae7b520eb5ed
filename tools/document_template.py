"""Make the DOCX template that is shipped: `tools/document_template.py [FILE]`. A test compares it with the file kept.

The look is plain on purpose: headings, tables with header rows, a language on every word; the team puts its own look in
place with `ispdesk document template adopt`.
"""

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FILE = Path("ispdesk/documents/templates/protocol.docx")
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "partners": (("partner", "name"), ("kind", "kind"), ("condition", "condition")),
    "flows": (
        ("number", "number"),
        ("step", "step"),
        ("when", "when"),
        ("what", "what"),
        ("from", "sender"),
        ("to", "recipients"),
        ("why", "why"),
        ("how", "how"),
    ),
    "signatures": (("partner", "name"), ("outcome", "outcome"), ("capacity", "capacity"), ("when", "when")),
}
ROW = {"partners": "partner", "flows": "flow", "signatures": "signature"}


def build() -> Any:
    """The template as a document."""
    made = Document()
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(12)
    for name in ("Title", "Heading 1", "Heading 2"):
        made.styles[name].font.name = "Arial"
        made.styles[name].element.rPr.rFonts.attrib.clear()
        made.styles[name].font.name = "Arial"
    made.add_paragraph("{{ title }}", style="Title")
    made.add_paragraph("{{ reference }}, {{ version }}, {{ status }}")
    made.add_paragraph("{{ printed }}")
    made.add_paragraph("{%p for fact in facts %}")
    line = made.add_paragraph()
    line.add_run("{{ fact.label }}: ").bold = True
    line.add_run("{{ fact.value }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p for section in sections %}")
    made.add_paragraph("{{ section.heading }}", style="Heading 1")
    made.add_paragraph("{%p if section.empty %}")
    made.add_paragraph("{{ section.empty }}")
    made.add_paragraph("{%p endif %}")
    blocks(made)
    for drawn, columns in COLUMNS.items():
        made.add_paragraph(f'{{%p if section.drawn == "{drawn}" and {drawn} %}}')
        drawn_table(made, drawn, columns)
        if drawn == "flows":
            details(made)
        made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    foot = page.footer.paragraphs[0]
    foot.text = "{{ reference }}, {{ version }}"
    said(made)
    return made


def blocks(made: Any) -> None:
    """A section's paragraphs, headings and lists. Numbers are written out: Word counts on in the next list."""
    made.add_paragraph("{%p for block in section.blocks %}")
    made.add_paragraph('{%p if block.kind == "heading" %}')
    made.add_paragraph("{{ block.text }}", style="Heading 2")
    made.add_paragraph('{%p elif block.kind == "bullet" %}')
    made.add_paragraph("{{ block.text }}", style="List Bullet")
    made.add_paragraph('{%p elif block.kind == "number" %}')
    made.add_paragraph("{{ block.number }}. {{ block.text }}", style="List Continue")
    made.add_paragraph("{%p else %}")
    made.add_paragraph("{{ block.text }}")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")


def details(made: Any) -> None:
    """Under the table of flows, flow by flow: the notes, the law and the rest."""
    made.add_paragraph("{%p for flow in flows %}")
    made.add_paragraph("{%p if flow.details %}")
    made.add_paragraph("{{ flow.heading }}", style="Heading 2")
    made.add_paragraph("{%p for one in flow.details %}")
    line = made.add_paragraph()
    line.add_run("{{ one.label }}: ").bold = True
    line.add_run("{{ one.value }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")


def drawn_table(made: Any, drawn: str, columns: tuple[tuple[str, str], ...]) -> None:
    """A table of one row an item under a header row that is repeated on each page."""
    grid = made.add_table(rows=4, cols=len(columns), style="Table Grid")
    head, begin, row, end = grid.rows
    for cell, (word, _) in zip(head.cells, columns, strict=True):
        cell.paragraphs[0].add_run(f"{{{{ words.{word} }}}}").bold = True
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no name for it
    begin.cells[0].text = f"{{%tr for {ROW[drawn]} in {drawn} %}}"
    for cell, (_, value) in zip(row.cells, columns, strict=True):
        cell.text = f"{{{{ {ROW[drawn]}.{value} }}}}"
    end.cells[0].text = "{%tr endfor %}"
    small = Pt(9) if len(columns) > 4 else Pt(11)  # noqa: PLR2004 - wide tables
    for line in grid.rows:
        for cell in line.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = small


def said(made: Any) -> None:
    """A language on every word; the product sets which when it fills the template."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-GB")
    defaults.append(lang)
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.title = ""


if __name__ == "__main__":
    build().save(sys.argv[1] if len(sys.argv) > 1 else FILE)
