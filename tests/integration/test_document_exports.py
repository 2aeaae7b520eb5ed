"""A protocol as DOCX, PDF, summary and JSON: whole in both languages, accessible, and inert whatever people write."""

import base64
import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx as word
import jsonschema
import pypdf
import pytest
from running import Run
from sqlmodel import Session
from world import COORDINATOR, LEAD, World, to_draft

from ispdesk import docx
from ispdesk.commands.shape import Order, Refused
from ispdesk.documents.content import content
from ispdesk.documents.export import FORMS, as_json, export, shipped_template
from ispdesk.documents.machine import machine_readable, schema
from ispdesk.views.protocol import Protocol, protocol
from ispdesk.words.text import Lang
from models.tables.document import DocumentTemplate

DAY = dt.date(2026, 3, 2)
WELSH = "Mae'r nyrs yn rhoi gwybod i'r meddyg am bob tŷ; ŵyr, Ŵyn, Ŷd, ẁ ẃ ẅ ỳ ý ÿ â ê î ô û."
NASTY = '{{ title }} {% for x in y %} #panic("x") $x$ <b>&amp;</b> *b* @preview ]] \\ `c` = H'


@pytest.fixture
def world(sqlite_installed: Any) -> Any:
    """SQLite alone: what is made here comes from the same views on both."""
    import databases

    with sqlite_installed() as url, databases.opened(url) as made:
        yield World(made)


@pytest.fixture
def written(world: World) -> World:
    """One ISP in draft whose text has each kind of block, Welsh letters, and words that look like commands."""
    world.run([o for o in to_draft("A1") if o.kind != "write_section"])
    for key, lang, text in (
        ("introduction", "en", f"Why.\n\n## Who\n\n- one\n- two\n\n1. first\n2. second\n\nThen\n\n1. again\n\n{NASTY}"),
        ("introduction", "cy", f"Pam.\n\n{WELSH}"),
        ("obligations", "cy", "Gwiriwch cyn anfon."),
    ):
        world.done(world.order("write_section", "A1", COORDINATOR, key=key, lang=lang, text=text))
    world.done(world.order("sign_off", "A1", COORDINATOR, partner=1, outcome="signed", capacity="siro"))
    return world


def of(world: World) -> Protocol:
    found = world.read(lambda s: protocol(s, "A1"))
    assert isinstance(found, Protocol)
    return found


def made(world: World, form: str, lang: Lang) -> bytes:
    def once(session: Session) -> bytes:
        found = protocol(session, "A1")
        assert found is not None
        return export(session, found, form, lang, DAY).content  # type: ignore[arg-type]

    return bytes(world.read(once))


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def tags(reader: pypdf.PdfReader) -> list[str]:
    """The kinds of every element in the structure tree."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                left.append(node["/K"])
    return found


@pytest.mark.parametrize("form", ["pdf", "summary"])
@pytest.mark.parametrize(("lang", "title"), [("en", "Sharing A1"), ("cy", "Rhannu A1")])
def test_a_pdf_is_tagged_and_says_its_language_and_title(written: World, form: str, lang: Lang, title: str) -> None:
    reader = read(made(written, form, lang))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]).startswith(lang)
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = set(tags(reader))
    assert {"/H1", "/P"} <= kinds
    assert {"/L", "/LI"} <= kinds or (form, lang) == ("pdf", "cy"), "its Welsh text has no list"
    if form == "pdf":
        assert {"/Table", "/TH", "/TD", "/TR"} <= kinds
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "SourceSansPro" in str(font.get_object()["/BaseFont"]), "no font of the machine's own"


def test_welsh_letters_come_through_every_form(written: World) -> None:
    assert " ".join(WELSH.split()) in words_of(made(written, "pdf", "cy"))
    assert "ŵyr, Ŵyn, Ŷd" in words_of(made(written, "summary", "cy"))
    document = word.Document(io.BytesIO(made(written, "docx", "cy")))
    assert WELSH in [p.text for p in document.paragraphs]
    (section,) = [s for s in json.loads(made(written, "json", "cy"))["sections"] if s["key"] == "introduction"]
    assert WELSH in section["cy"]["text"]


def test_what_looks_like_a_command_is_text(written: World) -> None:
    assert NASTY.replace(" ", "") in words_of(made(written, "pdf", "en")).replace(" ", "")
    document = word.Document(io.BytesIO(made(written, "docx", "en")))
    assert NASTY in [p.text for p in document.paragraphs]


def test_a_section_in_the_other_language_only_stands_in_that_and_says_so(written: World) -> None:
    english = words_of(made(written, "pdf", "en"))
    assert "This section is written in Welsh only; the Welsh stands here. Gwiriwch cyn anfon." in english
    assert "Nothing is written here yet." in english
    assert "Welsh only" not in words_of(made(written, "pdf", "cy"))


def test_a_docx_has_headings_lists_tables_with_header_rows_and_a_language(written: World) -> None:
    document = word.Document(io.BytesIO(made(written, "docx", "cy")))
    styles = {p.style.name for p in document.paragraphs if p.style}
    assert {"Title", "Heading 1"} <= styles
    english = word.Document(io.BytesIO(made(written, "docx", "en")))
    texts = [(p.style.name if p.style else "", p.text) for p in english.paragraphs]
    assert ("Heading 2", "Who") in texts
    assert ("List Bullet", "two") in texts
    assert [text for _, text in texts if text[:2] in ("1.", "2.")] == ["1. first", "2. second", "1. again"]
    assert len(document.tables) == 3
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert {e.get(f"{{{e.nsmap['w']}}}val") for e in document.styles.element.xpath("//w:lang")} == {"cy-GB"}
    assert (document.core_properties.title, document.core_properties.language) == ("Rhannu A1", "cy-GB")
    assert not any("{" in p.text and NASTY not in p.text for p in english.paragraphs), "every field was filled"


def test_the_summary_is_one_page_however_much_there_is(written: World) -> None:
    for number in range(2, 41):
        flow = {"number": number, "information": "names and needs " * 12, "sender": "Torfaen", "recipients": ["Gwent"]}
        written.done(written.order("write_flow", "A1", COORDINATOR, **flow))
    long = {"key": "introduction", "lang": "en", "text": "Why we share, at length. " * 400}
    written.done(written.order("write_section", "A1", COORDINATOR, **long))
    for line in range(3, 60):
        written.done(written.order("add_partner", "A1", COORDINATOR, name=f"Practice number {line}", line=line))
    reader = read(made(written, "summary", "en"))
    assert len(reader.pages) == 1
    assert "28 more in the full document" in words_of(made(written, "summary", "en"))


def test_the_same_record_makes_the_same_pdf(written: World) -> None:
    assert made(written, "pdf", "cy") == made(written, "pdf", "cy")


def test_the_export_keeps_to_its_published_schema(written: World) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    said = json.loads(as_json(of(written)))
    assert list(validator.iter_errors(said)) == []
    assert {p["line"] for p in said["partners"]} == {1, 2}
    assert said["flows"][0]["from"] == "Torfaen"
    assert said["sign_offs"] == [
        {
            "partner": 1,
            "asked_as": "sign-off",
            "outcome": "signed",
            "capacity": "siro",
            "when": {"earliest": "2026-03-02", "latest": "2026-03-02"},
            "signed_this_content": True,
        }
    ]
    for wrong in ({"flows": None}, {"extra": 1}, {"reference": ""}, {"version": {**said["version"], "state": "lost"}}):
        assert list(validator.iter_errors({**said, **wrong})), wrong


def test_an_export_names_no_person(written: World) -> None:
    for form in FORMS:
        content_ = made(written, form, "en")
        words = words_of(content_) if form in ("pdf", "summary") else content_.decode("utf-8", "replace")
        if form == "docx":
            words = zipfile.ZipFile(io.BytesIO(content_)).read("word/document.xml").decode()
        assert COORDINATOR.title() not in words.split(), form


def test_the_values_have_the_shape_that_templates_are_tried_with(written: World) -> None:
    real = content(of(written), "en", DAY)
    assert set(docx.SAMPLE) == docx.NAMES
    assert set(real) >= docx.NAMES
    for name in ("facts", "sections", "partners", "flows", "signatures"):
        assert set(docx.SAMPLE[name][0]) <= set(real[name][0]), name
    assert {b["kind"] for s in real["sections"] for b in s["blocks"]} == {"paragraph", "heading", "bullet", "number"}


# The team's own template.


def own(text: str = "{{ title }}", *, sections: bool = True) -> bytes:
    document = word.Document()
    document.add_paragraph(text)
    if sections:
        document.add_paragraph("{%p for section in sections %}")
        document.add_paragraph("OWN {{ section.heading }}")
        document.add_paragraph("{%p endfor %}")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def packed(template: bytes, **parts: bytes) -> bytes:
    """The same package with parts added or replaced."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return kept.getvalue()


def adopting(world: World, template: bytes | None) -> Order:
    payload = {"name": "own.docx", "content": base64.b64encode(template).decode()} if template is not None else {}
    return Order(f"adopt:{next(world.numbers)}", "adopt_template", "register:document", LEAD, payload)


RELS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://x.test/t.dotx" TargetMode="External"/>
</Relationships>"""
WRONG = {
    "no Word document": (b"hello", "no Word document"),
    "a zip of something else": (packed(own(), **{"word/document.xml": b"<x/>"}), "no Word document"),
    "an entity bomb": (packed(own(), **{"word/x.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "no Word document"),
    "macros": (packed(own(), **{"word/vbaProject.bin": b"x"}), "macros"),
    "something fetched": (packed(own(), **{"word/_rels/settings.xml.rels": RELS}), "fetches"),
    "far too much in it": (packed(own(), **{"word/media/a.png": b"0" * 21_000_000}), "unpacks"),
    "too large": (b"0" * 2_000_001, "larger than 2 MB"),
    "an unknown field": (own("{{ title }} {{ secret }}"), "no field “secret”"),
    "a call": (own("{{ title }} {{ title.upper() }}"), "“Call”"),
    "a filter": (own("{{ title }} {{ title|upper }}"), "“Filter”"),
    "arithmetic": (own("{{ title * 9 }}"), "“Mul”"),
    "an include": (own("{{ title }}{% include 'x' %}"), "“Include”"),
    "a range": (own("{{ title }}{% for x in range(9) %}{% endfor %}"), "“Call”"),
    "the inside of Python": (own("{{ title }}{{ title.__class__.__mro__ }}"), ""),
    "a field that is not closed": (own("{{ title"), ""),
    "a loop that is not closed": (own("{{ title }}{% for s in sections %}"), ""),
    "no sections": (own(sections=False), "“sections” is missing"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_template_that_cannot_be_used_is_refused_in_words(world: World, what: str) -> None:
    template, said = WRONG[what]
    result = world.do(adopting(world, template))
    assert isinstance(result, Refused)
    assert set(result.codes) == {"wrong_template"}
    assert any(said in reason.en for reason in result.reasons), result
    assert all(reason.cy and reason.cy != reason.en for reason in result.reasons)
    assert world.rows(DocumentTemplate) == []


def test_the_teams_own_template_is_used_until_it_is_dropped(written: World) -> None:
    assert written.done(adopting(written, own()))["template"] == 1
    assert [t.number for t in written.rows(DocumentTemplate)] == [1]
    texts = [p.text for p in word.Document(io.BytesIO(made(written, "docx", "en"))).paragraphs]
    assert "OWN 1 Introduction to this ISP" in texts
    written.done(adopting(written, None))
    texts = [p.text for p in word.Document(io.BytesIO(made(written, "docx", "en"))).paragraphs]
    assert "1 Introduction to this ISP" in texts
    assert [bool(t.content) for t in written.rows(DocumentTemplate)] == [True, False], "what was used is kept"


def test_only_the_team_replaces_the_template(world: World) -> None:
    order = adopting(world, own())
    assert world.refused(Order("x", order.kind, order.stream, COORDINATOR, order.payload)) == ("not_yours",)


def test_the_shipped_template_is_good_and_is_what_the_tool_makes(tmp_path: Path) -> None:
    import runpy

    tool = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "document_template.py"))
    assert docx.problems(shipped_template(), docx.SAMPLE) == ()
    tool["build"]().save(tmp_path / "made.docx")
    with zipfile.ZipFile(tmp_path / "made.docx") as new, zipfile.ZipFile(io.BytesIO(shipped_template())) as kept:
        assert new.namelist() == kept.namelist()
        for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
            assert new.read(name) == kept.read(name), name


def test_from_the_command_line(demo_home: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    words = ("document", "export", "WALES-003", "--as", "json", "-o", str(file), "--json")
    ran = run(*words, home=demo_home)
    assert ran.code == 0, ran
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["reference"] == "WALES-003"
    validator = jsonschema.Draft202012Validator(schema())
    assert list(validator.iter_errors(said)) == []
    assert run(*words, home=demo_home).code == 3, "a file that is there is not overwritten"
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("summary", b"%PDF")):
        other = tmp_path / f"a.{form}"
        ran = run("document", "export", "WALES-003", "--as", form, "--lang", "cy", "-o", str(other), home=demo_home)
        assert ran.code == 0, ran
        assert other.read_bytes().startswith(begins)
    wrong = ("document", "export", "WALES-003", "-o", str(tmp_path / "x"), "--as")
    assert run(*wrong, "odt", home=demo_home).code == 2
    assert run(*wrong, "pdf", "--lang", "fr", home=demo_home).code == 2
    assert run("document", "export", "NOWHERE", "--as", "pdf", "-o", str(tmp_path / "x"), home=demo_home).code == 4


def test_the_template_from_the_command_line(demo_home: Path, run: Run, tmp_path: Path) -> None:
    shown = tmp_path / "shipped.docx"
    assert run("document", "template", "show", "-o", str(shown), home=demo_home).code == 0
    assert shown.read_bytes() == shipped_template()
    (tmp_path / "own.docx").write_bytes(own())
    (tmp_path / "bad.docx").write_bytes(own("{{ title }} {{ nothing }}"))
    adopt = ("document", "template", "adopt")
    assert run(*adopt, str(tmp_path / "bad.docx"), "--as", "waspi-team", home=demo_home).code == 3
    assert run(*adopt, str(tmp_path / "own.docx"), "--as", "waspi-team", home=demo_home).code == 0
    run("document", "template", "show", "-o", str(shown), home=demo_home)
    assert shown.read_bytes() == (tmp_path / "own.docx").read_bytes()
    assert run("document", "template", "drop", "--as", "waspi-team", home=demo_home).code == 0


def test_every_protocol_of_the_example_keeps_to_the_schema(app: Any) -> None:
    from sqlmodel import select

    from models.database import reading
    from models.tables.isp import Isp

    validator = jsonschema.Draft202012Validator(schema())
    with reading(app.engine) as session:
        refs = list(session.exec(select(Isp.ref)))
        seen = [found for ref in refs if (found := protocol(session, ref)) is not None]
        assert len(seen) >= 6
        assert [e.message for found in seen for e in validator.iter_errors(machine_readable(found))] == []
