"""The document's pages: read and written in both languages, two people at once, and nobody where they have no part."""

import datetime as dt
import re
from typing import Any

import databases
import pytest
from browsing import Browser, Forms
from sqlalchemy import event
from test_document_exports import own
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, move, to_draft

from ispdesk.commands.shape import Order
from models.tables.document import DocumentTemplate, SectionComment, SectionRevision, SectionWriter
from models.tables.journal import HistoryWords

DOCUMENT = "/en/isps/A1/document"
SECTION = DOCUMENT + "/sections/introduction"
WRITE = SECTION + "/write/en"
BASE = "One fine day the nurse rang.\n\nThe doctor came at noon.\n\nEverybody went home."


@pytest.fixture
def world(sqlite_installed: Any) -> Any:
    with sqlite_installed() as url, databases.opened(url) as made:
        yield World(made)


@pytest.fixture
def draft(world: World) -> World:
    """An ISP in draft with one section, a partner's contact, and somebody without a part in it."""
    for ref in ("carys", "stranger"):
        person = {"name_en": ref.title(), "address": f"{ref}@desk.test", "language": "cy"}
        world.done(Order(ref, "enter_person", f"person:{ref}", "operator", person))
    world.run([o for o in to_draft("A1") if o.kind != "write_section"])
    world.done(world.order("add_partner", "A1", COORDINATOR, name="Third", line=3, contact="carys"))
    world.done(world.order("write_section", "A1", COORDINATOR, key="introduction", text=BASE))
    return world


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_document_lists_each_section_with_where_it_stands_and_who_writes_it(draft: World) -> None:
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="review", lang="cy", person="carys"))
    page = text_of(Browser(draft, COORDINATOR).get(DOCUMENT))
    assert "1 Introduction to this ISP Welsh Not begun Nobody is named Write in Welsh" in page
    assert "0 of 8 sections in Welsh 1 of 8 sections in English" in page
    assert "8 Review of this ISP Welsh Not begun Carys" in page
    welsh = text_of(Browser(draft, COORDINATOR).get(DOCUMENT.replace("/en/", "/cy/")))
    assert "1 Cyflwyniad i'r ISP hwn" in welsh.replace("&#39;", "'")
    assert "Heb ei dechrau" in welsh


def test_a_section_is_written_and_read(draft: World) -> None:
    browser = Browser(draft, COORDINATOR)
    answer = browser.send(WRITE, text="New <b>text</b>.\r\n\r\n- one\r\n- two")
    assert answer.headers["location"] == SECTION + "?done=section_saved"
    page = browser.get(SECTION + "?done=section_saved")
    assert "<li>one</li>" in page
    assert "New &lt;b&gt;text&lt;/b&gt;." in page
    assert "The section is saved." in page
    assert browser.send(WRITE).headers["location"].endswith("section_unchanged")
    assert [r.text for r in draft.rows(SectionRevision)] == [BASE, "New <b>text</b>.\n\n- one\n- two"]


def both_write(draft: World, mine: str, theirs: str) -> tuple[Browser, str, dict[str, str]]:
    """Two people open the page; the second to save sees what the first did. The page and its form's values."""
    one, two = Browser(draft, COORDINATOR), Browser(draft, FACILITATOR)
    form = next(f for f in Forms.of(two.get(WRITE)) if f.id == "desk-form")
    assert one.send(WRITE, text=theirs).status_code == 303
    answer = two.client.post(WRITE, data={**form.values, "text": mine})
    assert answer.status_code == 422
    found = next(f for f in Forms.of(answer.text) if f.id == "desk-form")
    return two, answer.text, found.values


def test_the_second_of_two_sees_the_difference_and_has_their_words_still(draft: World) -> None:
    mine, theirs = BASE.replace("nurse", "clerk"), BASE.replace("nurse", "doctor")
    _, page, values = both_write(draft, mine, theirs)
    assert "Somebody changed this section meanwhile</h1>" in page
    assert values["text"].strip() == mine
    assert (values["base"], values["revision"]) == ("1", "2")
    read = text_of(page)
    assert "[taken out: nurse end of what was taken out] [new: doctor end of what is new]" in read
    assert "[taken out: doctor end of what was taken out] [new: clerk end of what is new]" in read
    assert "Both changes together, as shown" not in read, "they changed the same word"
    assert [r.text for r in draft.rows(SectionRevision)] == [BASE, theirs]


@pytest.mark.parametrize("choice", ["mine", "both", "theirs"])
def test_the_second_chooses(draft: World, choice: str) -> None:
    mine, theirs = BASE.replace("nurse", "clerk"), BASE.replace("home", "to bed")
    two, page, values = both_write(draft, mine, theirs)
    assert "Both changes together, as shown" in text_of(page)
    assert two.client.post(WRITE, data=values).status_code == 422, "nothing is chosen for them"
    answer = two.client.post(WRITE, data={**values, "choice": choice})
    assert answer.status_code == 303, answer.text
    wanted = {"mine": mine, "both": mine.replace("home", "to bed"), "theirs": theirs}[choice]
    revisions = [r.text for r in draft.rows(SectionRevision)]
    assert revisions[:2] == [BASE, theirs], "what the first saved stays among the revisions"
    assert revisions[-1] == wanted


def test_a_third_who_saves_while_the_second_chooses_is_not_overwritten_either(draft: World) -> None:
    two, _, values = both_write(draft, BASE + " Mine.", BASE + " Theirs.")
    third = draft.order("write_section", "A1", COORDINATOR, key="introduction", text=BASE + " Third.")
    draft.done(third)
    answer = two.client.post(WRITE, data={**values, "choice": "mine"})
    assert answer.status_code == 422
    assert "] [new: Mine end of what is new]" in text_of(answer.text)
    assert [r.text for r in draft.rows(SectionRevision)][-1] == BASE + " Third."


def test_a_switch_of_language_keeps_what_was_typed_and_the_choice(draft: World) -> None:
    browser = Browser(draft, COORDINATOR)
    answer = browser.send(WRITE, text="Half a sentence", _switch="cy")
    assert "Half a sentence" in answer.text
    two, _, values = both_write(draft, BASE + " Mine.", BASE + " Theirs.")
    welsh = two.client.post(WRITE.replace("/en/", "/cy/"), data={**values, "_switch": "cy"})
    assert "Newidiodd rhywun yr adran hon yn y cyfamser" in welsh.text
    assert BASE.split("\n", maxsplit=1)[0] + "" in welsh.text
    assert " Mine." in welsh.text
    assert [r.revision for r in draft.rows(SectionRevision)] == [1, 2]


def test_a_section_is_given_to_a_partners_contact_who_then_writes_it(draft: World) -> None:
    contact = Browser(draft, "carys")
    contact.get(WRITE.replace("/write/en", "/write/cy"), status=403)
    contact.get(SECTION + "/writer", status=403)
    coordinator = Browser(draft, COORDINATOR)
    assert coordinator.send(SECTION + "/writer", cy="carys").status_code == 303
    assert [(r.lang) for r in draft.rows(SectionWriter)] == ["cy"]
    assert contact.send(WRITE.replace("/write/en", "/write/cy"), text="Testun.").status_code == 303
    contact.get(WRITE, status=403)
    assert coordinator.send(SECTION + "/writer", cy="").status_code == 303
    assert draft.rows(SectionWriter) == []
    assert coordinator.send(SECTION + "/writer", en="stranger").status_code == 422


def test_a_text_is_called_ready_and_falls_behind_when_the_other_language_changes(draft: World) -> None:
    browser = Browser(draft, COORDINATOR)
    assert browser.send(SECTION, form=SECTION + "/ready/en").status_code == 303
    assert "Text in English Ready" in text_of(browser.get(SECTION))
    browser.send(WRITE.replace("/write/en", "/write/cy"), text="Testun.")
    assert "Text in English Behind the other language" in text_of(browser.get(SECTION))
    assert browser.send(SECTION, form=SECTION + "/ready/en").status_code == 303
    assert browser.send(SECTION, form=SECTION + "/ready/en", ready="no").status_code == 303
    assert "Text in English Draft" in text_of(browser.get(SECTION))


def test_a_comment_is_made_answered_and_resolved(draft: World) -> None:
    contact, coordinator = Browser(draft, "carys"), Browser(draft, COORDINATOR)
    assert contact.send(SECTION, text="Pam?", about="cy").status_code == 303
    assert contact.send(SECTION, text="  ").status_code == 422
    assert contact.send(SECTION, text="x" * 4001).status_code == 422
    assert coordinator.send(DOCUMENT + "/comments/1", text="Because.").status_code == 303
    page = coordinator.get(SECTION)
    assert "Comment 1 Waiting" in text_of(page)
    assert "1 comment waiting" in text_of(coordinator.get(DOCUMENT))
    assert coordinator.send(SECTION, form=DOCUMENT + "/comments/1/resolve").status_code == 303
    assert "Resolved by Cled" in text_of(coordinator.get(SECTION))
    assert coordinator.send(SECTION, form=DOCUMENT + "/comments/1/resolve").status_code == 303
    assert [row.resolved_at for row in draft.rows(SectionComment)] == [None, None]
    coordinator.get(DOCUMENT + "/comments/2", status=404)
    coordinator.get(DOCUMENT + "/comments/9", status=404)


def test_a_comment_that_was_taken_out_says_why(draft: World) -> None:
    draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text="Named somebody"))
    from models.database import writing

    with writing(draft.engine) as session:
        row = session.get(HistoryWords, ("isp:A1", draft.rows(SectionComment)[0].seq, "said"))
        assert row is not None
        row.text, row.removed = None, "it named a person"
        session.add(row)
    page = Browser(draft, COORDINATOR).get(SECTION)
    assert "Taken out: it named a person" in text_of(page)
    assert "Named somebody" not in page


def test_what_changed_between_any_two_revisions(draft: World) -> None:
    browser = Browser(draft, COORDINATOR)
    browser.send(WRITE, text="Two.")
    browser.send(WRITE, text="Two and three.")
    assert f"{SECTION}/changes?in=en&amp;from=2&amp;to=3" in browser.get(SECTION)
    read = text_of(browser.get(SECTION + "/changes?in=en&from=1&to=3"))
    assert "[new: Two and three end of what is new]" in read
    assert "[new: Two. end of what is new]" in text_of(browser.get(SECTION + "/changes?in=en&from=0&to=2"))
    assert "Nothing changed." in text_of(browser.get(SECTION + "/changes?in=en&from=2&to=2"))
    for wrong in ("in=en&from=1&to=9", "in=fr&from=1&to=2", "in=en&from=x&to=2", ""):
        browser.get(f"{SECTION}/changes?{wrong}", status=404)


def test_what_changed_between_versions(draft: World) -> None:
    declared = Order("d", "declare", "isp:A1", ASSURER)
    partner = draft.order("remove_partner", "A1", COORDINATOR, line=3, reason="It merged")
    draft.run([partner, move("A1", "submit"), declared, move("A1", "claim", ASSURER)])
    draft.done(move("A1", "assure", ASSURER, review_date="2026-06-01"))
    draft.at = dt.datetime(2026, 6, 2, 9, 30, tzinfo=dt.UTC)
    draft.run([move("A1", "give_review_notice", "timer"), move("A1", "begin_review"), move("A1", "revise_text")])
    browser = Browser(draft, COORDINATOR)
    assert f"{DOCUMENT}/changes?from=1&amp;to=2" in browser.get(DOCUMENT)
    assert "Nothing changed." in text_of(browser.get(DOCUMENT + "/changes?from=1&to=2"))
    browser.send(WRITE, text=BASE.replace("noon", "one"))
    read = text_of(browser.get(DOCUMENT + "/changes?from=1&to=2"))
    assert "Introduction to this ISP (in English)" in read
    assert "[taken out: noon end of what was taken out] [new: one end of what is new]" in read
    browser.get(DOCUMENT + "/changes?from=1&to=7", status=404)


FILES = {"pdf": "application/pdf", "summary": "application/pdf", "json": "application/json", "docx": "application/vnd."}


@pytest.mark.parametrize("form", FILES)
def test_the_document_is_taken_away_as_a_file(draft: World, form: str) -> None:
    answer = Browser(draft, "carys").client.get(f"{DOCUMENT.replace('/en/', '/cy/')}/files/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FILES[form])
    assert "attachment" in answer.headers["content-disposition"]
    assert "no-store" in answer.headers["cache-control"]
    assert len(answer.content) > 500


def test_the_schema_is_public_and_the_summary_is_a_page(draft: World) -> None:
    answer = Browser(draft).client.get("/schema/isp-2.json")
    assert answer.status_code == 200
    assert answer.json()["$schema"].endswith("2020-12/schema")
    page = text_of(Browser(draft, "carys").get(DOCUMENT + "/summary"))
    assert "One fine day the nurse rang." in page
    assert "share now under your safeguarding procedure" in page


PLACES = (
    "", "/summary", "/files/pdf", "/files/docx", "/files/json", "/files/summary", "/changes?from=1&to=1",
    "/sections/introduction", "/sections/introduction/changes?in=en&from=0&to=1", "/sections/introduction/write/en",
    "/sections/introduction/writer", "/comments/1",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_who_has_no_part_in_an_isp_sees_nothing_of_its_document(draft: World, place: str) -> None:
    draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text="Why?"))
    Browser(draft, COORDINATOR).get(DOCUMENT + place)
    page = Browser(draft, "stranger").get(DOCUMENT + place, status=403)
    assert "nurse" not in page
    Browser(draft).get(DOCUMENT + place, status=302)


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("/sections/introduction", {"text": "x"}),
        ("/sections/introduction/write/en", {"text": "x"}),
        ("/sections/introduction/writer", {"cy": "stranger"}),
        ("/sections/introduction/ready/en", {}),
        ("/comments/1", {"text": "x"}),
        ("/comments/1/resolve", {}),
    ],
)
def test_who_has_no_part_in_an_isp_changes_nothing(draft: World, place: str, typed: dict[str, str]) -> None:
    draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text="Why?"))
    stranger = Browser(draft, "stranger")
    csrf = Forms.of(stranger.get("/en/sign-out"))[0].values
    assert stranger.client.post(DOCUMENT + place, data={**csrf, **typed}).status_code == 403


def test_there_is_no_page_of_what_is_not_there(draft: World) -> None:
    browser = Browser(draft, COORDINATOR)
    for place in ("/sections/nowhere", "/sections/INTRODUCTION", "/files/odt", "/sections/introduction/write/fr"):
        browser.get(DOCUMENT + place, status=404)
    browser.get("/en/isps/NOWHERE/document", status=404)
    browser.get(DOCUMENT + "?version=9", status=404)


def test_a_text_with_quality_assurance_cannot_be_written_but_talked_about(draft: World) -> None:
    draft.done(draft.order("remove_partner", "A1", COORDINATOR, line=3, reason="It merged"))
    draft.run([move("A1", "submit")])
    browser = Browser(draft, COORDINATOR)
    browser.get(WRITE, status=403)
    page = browser.get(SECTION)
    assert "The text cannot be changed now" in text_of(page)
    assert "/write/en" not in page
    assert Browser(draft, ASSURER).send(SECTION, text="Which Act?", about="both").status_code == 303


@pytest.mark.parametrize("place", ["", "/sections/introduction", "/sections/introduction/write/en", "/summary"])
def test_no_page_asks_the_record_more_than_fifteen_times(draft: World, place: str) -> None:
    for number in range(1, 12):
        draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text=f"No. {number}"))
        draft.done(draft.order("write_section", "A1", COORDINATOR, key="introduction", text=f"{BASE} {number}"))
    browser = Browser(draft, COORDINATOR)
    browser.get(DOCUMENT + place)
    asked: list[str] = []
    event.listen(draft.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    browser.get(DOCUMENT + place)
    chosen = [one for one in asked if one.lstrip().upper().startswith("SELECT")]
    assert 0 < len(chosen) <= 15 + HOUSE, chosen


HOUSE = 12
"""Who is signed in and what stands at the top of every page; this is the hall's."""


def test_the_team_puts_its_own_template_in_place(draft: World) -> None:
    Browser(draft, COORDINATOR).get("/en/document-template", status=403)
    lead = Browser(draft, LEAD)
    place = "/en/document-template"
    assert "comes with the product" in lead.get(place)
    assert lead.send(place).status_code == 422
    wrong = lead.send(place, files={"file": ("own.docx", own("{{ title }} {{ x }}"), "application/octet-stream")})
    assert wrong.status_code == 422
    assert "There is no field “x”" in wrong.text
    good = own()
    assert lead.send(place, files={"file": ("own.docx", good, "application/octet-stream")}).status_code == 303
    assert "own.docx, number 1" in text_of(lead.get(place))
    assert lead.client.get(place + "/file").content == good
    assert lead.send(place, form=place + "/drop").status_code == 303
    assert [bool(row.content) for row in draft.rows(DocumentTemplate)] == [True, False]
