"""Every column of a flow is in what is exported, printed, and signed."""

import datetime as dt
import io
import json
import zipfile

import docx as word
import jsonschema
import pypdf
import pytest
from answering import shown
from browsing import Browser
from signing import SQLITE
from sqlmodel import Session
from waiting import CONTACT, GWENT, with_partner
from world import COORDINATOR, World

from ispdesk.commands import facts
from ispdesk.documents.export import as_json, export, shipped_template
from ispdesk.documents.machine import COLUMNS as CALLED
from ispdesk.documents.machine import schema
from ispdesk.views.protocol import Protocol, protocol
from ispdesk.words.text import Lang
from models.queries import isps
from states.flow_terms import BY_KEY, TEXTS

DAY = dt.date(2026, 3, 9)
FLOW = {"number": 2, "sender": "Torfaen", "recipients": ["Gwent Health Board"]}
CODES = {"sensitivity": "special", "method": "secure mail", "sender": "Torfaen"}
CELLS = {name: CODES.get(name, f"cell of {name}") for name in TEXTS}
BEFORE = "4251c7804b41"
"""The mark of `with_partner`'s content before flows had more than their first columns."""


@pytest.fixture
def whole(world: World) -> World:
    """An ISP whose second flow has something in each column, what all flows inherit among it."""
    with_partner(world)
    own = {name: cell for name, cell in CELLS.items() if name not in ("controls", "retention")}
    world.done(world.order("write_flow", "A1", COORDINATOR, **{**own, **FLOW}))
    chosen = {name: CELLS[name] for name in ("controls", "retention")}
    world.done(world.order("set_flow_defaults", "A1", COORDINATOR, chosen=chosen))
    return world


def of(world: World) -> Protocol:
    found = world.read(lambda session: protocol(session, "A1"))
    assert found is not None
    return found


def made(world: World, form: str, lang: Lang) -> bytes:
    def once(session: Session) -> bytes:
        found = protocol(session, "A1")
        assert found is not None
        return export(session, found, form, lang, DAY).content  # type: ignore[arg-type]

    return bytes(world.read(once))


def content(world: World) -> str:
    def read(session: Session) -> str:
        isp = isps.by_ref(session, "A1")
        assert isp is not None
        return facts.content_hash(session, isps.versions(session, isp.id or 0)[0].id or 0)

    return str(world.read(read))


@SQLITE
def test_the_export_has_every_column_and_says_what_is_inherited(whole: World) -> None:
    said = json.loads(as_json(of(whole)))
    jsonschema.Draft202012Validator(schema()).validate(said)
    flow = said["flows"][1]
    assert {name: flow[called] for name, called in CALLED.items()} | {"sender": flow["from"]} == CELLS
    assert flow["inherited"] == ["controls", "retention"]
    assert said["flows"][0]["gateway"] is None
    assert set(CALLED) == set(TEXTS) - {"sender"}
    fields = schema()["properties"]["flows"]["items"]["properties"]
    assert set(fields["inherited"]["items"]["enum"]) == set(CALLED.values())
    earlier = {**said, "schema": "isp-1.json"}
    assert list(jsonschema.Draft202012Validator(schema("isp-1.json")).iter_errors(earlier))  # closed: a new one was due


@SQLITE
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_paper_has_every_column_in_which_something_stands(whole: World, lang: Lang) -> None:
    pages = pypdf.PdfReader(io.BytesIO(made(whole, "pdf", lang))).pages
    pdf = " ".join(" ".join(page.extract_text() for page in pages).split())
    document = word.Document(io.BytesIO(made(whole, "docx", lang)))
    texts = [p.text for p in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for name, cell in CELLS.items():
        label = BY_KEY[name].label.in_language(lang)
        if name in CODES:
            continue
        assert cell in pdf.replace("- ", ""), name
        assert cell in cells or f"{label}: {cell}" in texts, name
    heading = {"en": "Flow 002: the law and the rest", "cy": "Llif 002: y gyfraith a'r gweddill"}[lang]
    assert heading in texts
    assert b"flow.details" in zipfile.ZipFile(io.BytesIO(shipped_template())).read("word/document.xml")


@SQLITE
def test_the_text_to_sign_has_every_column(whole: World) -> None:
    page = shown(Browser(whole, CONTACT).get("/cy/isps/A1/sign-off/text"))
    for name, cell in CELLS.items():
        assert BY_KEY[name].label.cy in page, name
        assert name in CODES or cell in page, name


@SQLITE
@pytest.mark.parametrize("name", ["basis", "gateway", "retention", "occasion", "system"])
def test_a_change_in_any_column_touches_those_who_signed_and_is_shown(whole: World, name: str) -> None:
    said = {"partner": GWENT, "outcome": "signed", "how": "product", "capacity": "chief_officer"}
    whole.done(whole.order("sign_off", "A1", CONTACT, **said))
    before = content(whole)
    whole.done(whole.order("write_flow", "A1", COORDINATOR, **{**CELLS, **FLOW, name: "a changed cell"}))
    assert content(whole) != before
    page = shown(Browser(whole, CONTACT).get("/en/isps/A1/sign-off/changes"))
    assert "These sign-offs no longer stand because of it: Gwent Health Board." in page
    assert BY_KEY[name].label.en in page
    assert "changed" in page


@SQLITE
def test_content_without_the_later_columns_keeps_its_mark(world: World) -> None:
    with_partner(world)
    assert content(world).startswith(BEFORE)
    flow = {**FLOW, "information": "names", "purpose": "x", "method": "secure mail"}
    world.done(world.order("write_flow", "A1", COORDINATOR, **flow, gateway="An Act"))
    assert not content(world).startswith(BEFORE)
    world.done(world.order("write_flow", "A1", COORDINATOR, **flow))
    assert content(world).startswith(BEFORE)
