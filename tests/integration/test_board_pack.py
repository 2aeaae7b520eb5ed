"""The board's pack: whole in both languages, tagged, the same bytes twice, nobody named as late, restated marked."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import docx as word
import pypdf
import pytest
from browsing import Browser
from running import Run
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, to_assured, to_draft, to_queue

from ispdesk import board
from ispdesk.commands.shape import Order
from ispdesk.documents.board_paper import content
from models.tables.isp import Isp
from models.tables.organisation import Organisation
from models.tables.person import Person
from models.tables.target import BoardPack, BoardText
from states.targets import Quarter
from states.when import on

STREAM = "register:board"
FIRST = Quarter(2026, 1)


@pytest.fixture
def world(sqlite_installed: Any) -> Any:
    """SQLite alone: what is made here comes from the same views on both."""
    import databases

    with sqlite_installed() as url, databases.opened(url) as made:
        yield World(made)


def packed(world: World, quarter: Quarter = FIRST) -> board.Pack:
    found = world.read(lambda s: board.made(s, quarter, world.now()))
    assert isinstance(found, board.Pack)
    return found


def keep(world: World, pack: board.Pack, number: int) -> Any:
    return world.done(Order(f"k{number}", "keep_board_pack", STREAM, SECRETARY, pack.payload()))


def pdf_of(pack: board.Pack, lang: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(next(one.content for one in pack.files if one.name.endswith(f"-{lang}.pdf"))))


def docx_of(pack: board.Pack, lang: str) -> Any:
    return word.Document(io.BytesIO(next(one.content for one in pack.files if one.name.endswith(f"-{lang}.docx"))))


def measured(world: World, number: int) -> None:
    world.done(Order(f"m{number}", "measure", "queue:whole", "timer"))


def test_a_pack_is_whole_in_both_languages_and_says_first_what_it_cannot_show(world: World) -> None:
    pack = packed(world)
    assert [one.name for one in pack.files] == [
        f"board-pack-2026-Q1-{lang}.{form}" for lang in ("cy", "en") for form in ("pdf", "docx")
    ]
    for lang, first, none in (
        ("en", "What these figures cannot show", "no target set"),
        ("cy", "Beth na all y ffigurau hyn ei ddangos", "dim targed"),
    ):
        reader = pdf_of(pack, lang)
        assert first in reader.pages[0].extract_text()
        root: Any = reader.trailer["/Root"]
        assert root["/Lang"].startswith(lang)
        assert "/StructTreeRoot" in root
        assert none in " ".join(page.extract_text() for page in reader.pages)
        paper = docx_of(pack, lang)
        headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
        said = [part["heading"] for part in content(pack.view, lang)["parts"]]  # type: ignore[arg-type]  # a language
        assert headings == said
        assert headings[0] == first
        assert paper.core_properties.language == f"{lang}-GB"
        assert len(paper.tables) >= 6
        assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in paper.tables)


def test_the_same_record_makes_the_same_bytes_and_is_kept_once(world: World) -> None:
    one, two = packed(world), packed(world)
    assert [file.content for file in one.files] == [file.content for file in two.files]
    assert keep(world, one, 1)["again"] is False
    assert keep(world, two, 2)["again"] is True
    assert [row.number for row in world.rows(BoardPack)] == [1]


def test_nobody_is_named_as_late(world: World) -> None:
    """An ISP waits long beyond its time, and a partner's answer too; the pack has totals, and no name of the record."""
    world.run([*to_queue("late"), *to_draft("draft")])
    asked = {"partner": 2, "kind": "reply", "waits": True}
    world.done(Order("ask", "ask", "isp:draft", COORDINATOR, asked))
    world.run(to_assured("other", dt.date(2026, 3, 20)))
    world.at += dt.timedelta(200)
    measured(world, 1)
    world.done(Order("ack", "acknowledge", "queue:whole", SECRETARY, {"working_days": 5}))
    world.done(Order("n", "note_step", "queue:whole", LEAD, {"text_en": "Two more people.", "text_cy": "Dau arall."}))
    pack = packed(world, Quarter(2026, 3))
    said = json.dumps([content(pack.view, lang) for lang in ("cy", "en")], ensure_ascii=False, default=str)
    assert "Two more people." in said
    assert "Dau arall." in said
    assert "acknowledged (" in said
    names = {row.name_en for row in (*world.rows(Person), *world.rows(Organisation))}
    names |= {row.title_en for row in world.rows(Isp)} | {row.ref for row in (*world.rows(Person), *world.rows(Isp))}
    names |= {row.title_cy for row in world.rows(Isp)}
    found = {name for name in names - {"other"} if f" {name} " in said or f'"{name}"' in said or f"{name}'" in said}
    assert found == set()
    assert {"Seren", "Torfaen County Borough Council", "Sharing late"} <= names


def test_the_next_pack_marks_what_is_restated(world: World) -> None:
    world.run(to_assured("one"))
    world.at = dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC)
    first = packed(world)
    assert first.view.since is None
    assert first.view.figures["assured"] == 1
    keep(world, first, 1)
    payload = {"status": "signed"}
    world.done(
        Order("a", "state_accord", "organisation:torfaen", "operator", payload, happened=on(dt.date(2026, 3, 1)))
    )
    world.run(to_assured("two"))
    world.at = dt.datetime(2026, 7, 2, 9, tzinfo=dt.UTC)
    second = packed(world, Quarter(2026, 2))
    since = second.view.since
    assert since is not None
    assert (since.quarter, since.number, since.as_at) == ("2026-Q1", 1, dt.date(2026, 3, 31))
    rows = {row.name: row for row in since.rows}
    assert (rows["assured"].stated, rows["assured"].known_now, rows["assured"].now) == (1, 1, 2)
    assert not rows["assured"].restated
    late = rows["signatories"]
    assert (late.stated, late.known_now, late.now, late.restated) == (0, 1, 1, True)
    said = json.dumps(content(second.view, "en"), default=str)
    assert said.count("(restated)") == 1
    assert "1 (restated)" in said


def test_what_is_written_by_hand_is_kept_by_quarter_as_history(world: World) -> None:
    browser = Browser(world, SECRETARY)
    page = "/en/board-pack?quarter=2026-Q1"
    assert "Nothing was changed." in browser.send(page).text
    assert browser.send(page, summary_en="Slow.\n- Two more people", decisions_cy="Cytuno'r targed").status_code == 303
    assert browser.send(page, summary_en="Better.").status_code == 303
    shown = browser.get(page)
    assert "Better." in shown
    assert "Slow." in shown.partition("Earlier versions")[2]
    assert [(row.part, row.version) for row in world.rows(BoardText)] == [
        ("summary", 1), ("decisions", 1), ("summary", 2),
    ]  # fmt: skip
    parts = {part["heading"]: part["blocks"] for part in content(packed(world).view, "en")["parts"]}
    assert [block["text"] for block in parts["Summary"]] == ["Better."]
    assert [(b["text"], b["lang"]) for b in parts["Decisions asked of the board"]] == [("Cytuno'r targed", "cy")]
    late = {"quarter": "2026-Q1", "part": "summary", "text_en": "x"}
    assert world.refused(Order("w", "write_board_text", STREAM, COORDINATOR, late)) == ("not_yours",)


def test_a_press_makes_the_pack_and_its_files_can_be_taken(world: World) -> None:
    browser = Browser(world, ASSURER)
    page = "/en/board-pack?quarter=2026-Q1"
    assert "None was made for this quarter." in browser.get(page)
    assert browser.send(page, form="/en/board-pack/make").status_code == 303
    name = "board-pack-2026-Q1-cy.docx"
    file = f"/en/board-pack/2026-Q1/1/{name}"
    assert file in browser.get(page)
    answer = browser.client.get(file)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"PK")
    Browser(world, COORDINATOR).get(file, 403)
    browser.get(file.replace("-cy.", "-xx."), 404)
    browser.get("/en/board-pack?quarter=2026-Q2", 404)


def test_one_command_makes_it(demo_home: Path, run: Run, tmp_path: Path) -> None:
    ran = run("board-pack", "--lang", "en", str(tmp_path / "pack"), "--json", home=demo_home)
    value = ran.value()
    assert ran.err == ""
    assert (value["quarter"], value["as_at"], value["number"]) == ("2012-Q3", "2012-09-30", 1)
    assert (value["figures"]["signatories"], value["figures"]["trained.health"], value["figures"]["awaiting"]) == (
        91, 22, 23,
    )  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "board-pack-2012-Q3-en.docx", "board-pack-2012-Q3-en.pdf",
    ]  # fmt: skip
    assert run("board-pack", "--quarter", "2013-Q1", str(tmp_path), home=demo_home).code == 2
    assert run("board-pack", "--quarter", "autumn", str(tmp_path), home=demo_home).code == 2
