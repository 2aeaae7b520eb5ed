"""DOCX templates: what one may contain, and filling one. Nothing in a template is run.

A template is a Word document with `{{ title }}`, `{% for section in sections %}` and the like (docxtpl). The team may
put its own in place of the shipped one. It is looked at before it is used: no macros, nothing fetched from elsewhere,
no more than so many bytes, and of the template language only names, loops and conditions over what is given to it.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from states.words import Sentence

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_XML = 2_000_000
MOST_PARTS = 300
NAMES = frozenset({
    "title", "reference", "version", "status", "printed", "lang", "words", "facts", "sections", "partners", "flows",
    "signatures",
})  # fmt: skip
"""What a template may name; `docs/document-template.md` says what each holds."""
NEEDED = frozenset({"title", "sections"})
"""Without these it would be no protocol."""
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']')
_HYPERLINK = re.compile(rb'Type\s*=\s*["\'][^"\']*/hyperlink["\']')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


SAMPLE: Mapping[str, Any] = {
    "lang": "en",
    "title": "Sharing & caring <at Tŷ Ŵyn>",
    "reference": "WALES-001",
    "version": "Version 1",
    "status": "Being drafted",
    "printed": "Printed on Monday 1 October 2012",
    "words": {"name": "Name", "partner": "Partner"},
    "facts": [{"label": "Lead", "value": "Example Council"}],
    "sections": [
        {
            "key": "introduction",
            "heading": "1 Introduction",
            "drawn": drawn,
            "empty": "",
            "blocks": [
                {"kind": kind, "text": "Text", "number": "1"} for kind in ("paragraph", "heading", "bullet", "number")
            ],
        }
        for drawn in ("", "partners", "flows", "signatures", "review")
    ],
    "partners": [{"name": "Example Council", "kind": "Organisation", "condition": ""}],
    "flows": [
        {
            "number": "001",
            "step": "",
            "when": "",
            "what": "",
            "sender": "",
            "recipients": "",
            "why": "",
            "how": "",
            "basis": "",
            "notes": "",
            "heading": "Flow 001",
            "details": [{"label": "Notes", "value": "Text"}],
        }
    ],
    "signatures": [{"name": "", "outcome": "", "capacity": "", "when": ""}],
}
"""A protocol of each kind of content, by which a template is tried; the real ones have the same shape."""


class BadTemplateError(Exception):
    """A template cannot be used; `problems` says what to do about each fault."""

    def __init__(self, problems: tuple[Sentence, ...]) -> None:
        super().__init__("; ".join(problem.en for problem in problems))
        self.problems = problems


def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox that templates are filled in: values are escaped, nothing can be called or changed."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=_Missing)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


class _Missing(Undefined):
    """What a template names and nobody gives: nothing, as an empty cell."""


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The document that a template and values make. Raises BadTemplateError."""
    found = DocxTemplate(io.BytesIO(template))
    try:
        found.render(dict(values), jinja_env=environment(), autoescape=True)
    except TemplateError as error:
        raise BadTemplateError((_said(error),)) from error
    _describe(found, values)
    made = io.BytesIO()
    found.save(made)
    return made.getvalue()


def _describe(found: DocxTemplate, values: Mapping[str, Any]) -> None:
    """Title and language, which screen readers announce, whatever the template says of itself."""
    found.docx.core_properties.title = values["title"]
    found.docx.core_properties.language = f"{values['lang']}-GB"
    for said in found.docx.styles.element.xpath("//w:lang"):
        said.set(f"{{{said.nsmap['w']}}}val", f"{values['lang']}-GB")


def _said(error: TemplateError) -> Sentence:
    words = (error.message or type(error).__name__).rstrip(".")
    return Sentence(
        f"A field in the template cannot be read: {words}. Compare it with the shipped template.",
        f"Ni ellir darllen maes yn y templed: {words}. Cymharwch ef â'r templed a ddarperir.",
    )


def problems(template: bytes, sample: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Everything that is wrong with a template; it is filled with the sample once, so that none fails later."""
    found = tuple(_packed_wrongly(template))
    if found:
        return found
    found = tuple(_written_wrongly(template))
    if found:
        return found
    try:
        fill(template, sample)
    except BadTemplateError as error:
        return error.problems
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file does to the library, it is refused in words
        return (
            Sentence(
                f"The template could not be filled ({type(error).__name__}). Compare it with the shipped template.",
                f"Ni ellid llenwi'r templed ({type(error).__name__}). Cymharwch ef â'r templed a ddarperir.",
            ),
        )
    return ()


def _packed_wrongly(template: bytes) -> Iterator[Sentence]:
    if len(template) > MOST_BYTES:
        yield Sentence(
            f"The file is larger than {MOST_BYTES // 1_000_000} MB: take out pictures.",
            f"Mae'r ffeil yn fwy na {MOST_BYTES // 1_000_000} MB: tynnwch luniau.",
        )
        return
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            yield from _parts_wrong(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        yield _NO_DOCX


_NO_DOCX = Sentence(
    "This is no Word document: save it as .docx and send it again.",
    "Nid dogfen Word mo hon: cadwch hi fel .docx a'i hanfon eto.",
)


def _parts_wrong(packed: zipfile.ZipFile) -> Iterator[Sentence]:
    parts = packed.infolist()
    written = sum(part.file_size for part in parts if part.filename.endswith(".xml"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or written > MOST_XML:
        yield Sentence(
            "The file unpacks to far too much: begin again from the shipped template.",
            "Mae'r ffeil yn dadbacio i lawer gormod: dechreuwch eto o'r templed a ddarperir.",
        )
        return
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        yield _NO_DOCX
        return
    if any(mark in name.lower() for name in names for mark in ("vbaproject", "embeddings/", "activex")):
        yield Sentence(
            "The file has macros or embedded programs in it: save it without them.",
            "Mae macros neu raglenni wedi'u mewnosod yn y ffeil: cadwch hi hebddynt.",
        )
    for name in sorted(names):
        content = packed.read(name)
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content:
            yield _NO_DOCX
            return
        if name.endswith(".rels") and any(
            _EXTERNAL.search(one) and not _HYPERLINK.search(one) for one in _RELATION.findall(content)
        ):
            yield Sentence(
                "The file fetches a template or picture from elsewhere: put it into the file.",
                "Mae'r ffeil yn nôl templed neu lun o rywle arall: rhowch ef yn y ffeil.",
            )
            return


def _written_wrongly(template: bytes) -> Iterator[Sentence]:
    """Fields that the template language allows and a template may not use, and names that nobody gives."""
    made, used = environment(), set[str]()
    try:
        sources = list(_sources(template))
    except Exception:  # noqa: BLE001 - whatever a stranger's file does to the library
        yield _NO_DOCX
        return
    for source in sources:
        try:
            tree = made.parse(source)
        except TemplateError as error:
            yield _said(error)
            return
        unfit = next((node for node in _nodes(tree) if not isinstance(node, _ALLOWED)), None)
        if unfit is not None:
            kind = type(unfit).__name__
            yield Sentence(
                f"The template uses “{kind}”: only fields, for and if may be used.",
                f"Mae'r templed yn defnyddio “{kind}”: dim ond meysydd, for ac if a ganiateir.",
            )
            return
        used |= _free_names(tree)
    for name in sorted(used - NAMES):
        yield Sentence(
            f"There is no field “{name}”; the fields are: {', '.join(sorted(NAMES))}.",
            f"Nid oes maes “{name}”; y meysydd yw: {', '.join(sorted(NAMES))}.",
        )
    for name in sorted(NEEDED - used):
        yield Sentence(f"The field “{name}” is missing.", f"Mae'r maes “{name}” ar goll.")


def _sources(template: bytes) -> Iterator[str]:
    """The template language of every part that is filled: body, headers, footers, properties, footnotes."""
    found = DocxTemplate(io.BytesIO(template))
    found.init_docx()
    yield found.patch_xml(found.get_xml())
    for uri in (found.HEADER_URI, found.FOOTER_URI):
        for _, part in found.get_headers_footers(uri):
            yield found.patch_xml(found.get_part_xml(part))
    core = found.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title", "category", "keywords"):
        yield getattr(core, name) or ""
    for part in found.docx.part.package.parts:
        if str(part.partname) == "/word/footnotes.xml":
            yield found.patch_xml(part.blob.decode())


def _nodes(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _nodes(child)


def _free_names(tree: nodes.Template) -> set[str]:
    """Names that the template asks for and does not make itself in a loop."""
    from jinja2 import meta

    return set(meta.find_undeclared_variables(tree))
