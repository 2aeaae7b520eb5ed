"""A round through the pages: claim, review, corrections, decision, record; what is saved as one types."""

import hashlib
import re

import pytest
from browsing import Browser
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, move, text_of, to_queue

from ispdesk.commands.shape import Order
from models.tables.clocks import Task
from models.tables.qa import Finding
from models.tables.review import AssuranceRecord, Decision, RecordPaper, ReviewDraft, ReviewItem

AT = "/en/isps/A1"


@pytest.fixture
def database() -> str:
    """Pages ask the same of both."""
    return "sqlite"


def plain(page: str) -> str:
    return " ".join(page.split())


@pytest.fixture
def queued(world: World) -> World:
    world.run(to_queue("A1"))
    return world


@pytest.fixture
def claimed(queued: World) -> World:
    queued.done(move("A1", "claim", ASSURER, independent=True))
    return queued


def test_a_round_goes_from_claim_to_record_by_the_pages(queued: World) -> None:
    browser = Browser(queued, ASSURER, strong=True)
    assert f'href="{AT}/review"' in browser.get(AT)
    page = plain(browser.get(f"{AT}/review"))
    assert "As it was submitted." in page
    claimed = browser.send(f"{AT}/review/claim", independent="yes")
    assert claimed.headers["location"] == f"{AT}/review?done=review_claimed"
    page = plain(browser.get(f"{AT}/review"))
    assert "As it was when it was claimed" in page
    assert "No contact is known for Torfaen and Gwent." in page
    assert 'id="part-section-purpose"' in page
    assert "The text." in page
    assert "<ins>" not in page  # of a first version nothing is marked: all of it is new
    typed = {"o-Q05": "fail", "t-Q05": "Say what for.", "a-Q05": "section:purpose", "o-Q06": "pass", "do": "record"}
    put = browser.send(f"{AT}/review", **typed)
    assert put.headers["location"] == f"{AT}/decide?done=review_recorded"
    page = plain(browser.get(f"{AT}/decide"))
    assert "Say what for." in page
    assert "Close every finding first" in page
    assert browser.send(f"{AT}/review/findings/1/1").status_code == 303
    sent = browser.send(
        f"{AT}/decide/assure", reason="It is clear now.", review__day="1", review__month="3", review__year="2028",
        conditions_en="Review the annex.",
    )  # fmt: skip
    assert sent.headers["location"] == f"{AT}/decisions?done=decided"
    page = plain(browser.get(f"{AT}/decisions"))
    assert "It is clear now." in page
    assert 'href="/en/records/A1-V1-1"' in page
    assert "The assurance record is issued" in page
    public = plain(Browser(queued).get("/en/records/A1-V1-1"))
    assert "Sharing A1" in public
    assert "Matches" in public
    assert "Each organisation remains responsible" in public
    assert "Review the annex." in public
    assert "Alys" not in public
    assert "It is clear now." not in public
    assert "Alys" in browser.get("/en/records/A1-V1-1")


def test_it_is_all_there_in_welsh(claimed: World) -> None:
    browser = Browser(claimed, ASSURER, strong=True)
    assert "Fel yr oedd pan gafodd ei gymryd" in plain(browser.get("/cy/isps/A1/review"))
    sent = browser.send("/cy/isps/A1/decide/assure", review__day="1", review__month="3", review__year="2028")
    assert sent.headers["location"] == "/cy/isps/A1/decisions?done=decided"
    public = plain(Browser(claimed).get("/cy/records/A1-V1-1"))
    assert "Cofnod sicrwydd" in public
    assert "Mae pob sefydliad yn dal yn gyfrifol" in public


def test_a_draft_is_saved_as_one_types_and_is_nobody_elses(claimed: World) -> None:
    claimed.done(claimed.order("declare", "A1", LEAD))
    browser, other = Browser(claimed, ASSURER), Browser(claimed, LEAD)
    page = browser.get(f"{AT}/review")
    assert f'data-autosave="{AT}/review/autosave"' in page
    script = re.search(r'<script type="module" src="([^"]+)"></script>', page)
    assert script is not None
    answer = browser.client.get(script[1])
    assert "javascript" in answer.headers["content-type"]
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    csrf = page.split('name="_csrf" value="')[1].split('"')[0]
    typed = {"_csrf": csrf, "o-Q05": "fail", "t-Q05": "Half a sen"}
    saved = browser.client.post(f"{AT}/review/autosave", data=typed)
    assert (saved.status_code, saved.text) == (200, "1")
    assert browser.client.post(f"{AT}/review/autosave", data={**typed, "_csrf": "x"}).status_code == 403
    other.send(f"{AT}/review", **{"o-Q05": "pass", "t-Q05": "", "do": "save"})
    page = plain(browser.get(f"{AT}/review"))
    assert "Half a sen" in page
    assert "Draft saved" in page
    assert "Half a sen" not in other.get(f"{AT}/review")
    assert len(claimed.rows(ReviewDraft)) == 2
    assert claimed.rows(ReviewItem) == []
    page = plain(browser.get(f"{AT}/review"))
    put = browser.send(f"{AT}/review", **{"t-Q05": "A whole sentence.", "do": "record"})
    assert put.status_code == 303
    (draft,) = claimed.rows(ReviewDraft)
    assert draft.person_id != claimed.rows(ReviewItem)[0].person_id


def test_what_is_wrong_is_said_at_its_question_and_nothing_is_lost(claimed: World) -> None:
    browser = Browser(claimed, ASSURER)
    wrong = browser.send(f"{AT}/review", **{"o-Q05": "fail", "t-Q06": "And this?", "do": "record"})
    assert wrong.status_code == 422
    assert "Say what you found (Q05)" in wrong.text
    assert 'href="#o-Q06"' in wrong.text
    assert "And this?" in wrong.text
    assert "<title>Error: " in wrong.text
    (draft,) = claimed.rows(ReviewDraft)
    assert draft.typed["Q06"]["text"] == "And this?"
    nothing = browser.send(f"{AT}/review", **{"o-Q05": "", "t-Q06": "", "do": "record"})
    assert "Answer at least one question" in nothing.text


def test_nobody_puts_anything_down_before_they_declared(claimed: World) -> None:
    browser = Browser(claimed, LEAD)
    page = browser.get(f"{AT}/review")
    assert "Declare your independence before" in page
    assert 'name="o-Q05"' not in page
    assert browser.send(f"{AT}/review/claim").status_code == 422
    assert browser.send(f"{AT}/review/claim", independent="yes").status_code == 303
    assert 'name="o-Q05"' in browser.get(f"{AT}/review")
    for who in (COORDINATOR, FACILITATOR):
        Browser(claimed, who).get(f"{AT}/review", status=403)
        Browser(claimed, who).get(f"{AT}/decide", status=403)


def test_small_corrections_by_the_pages(claimed: World) -> None:
    team, theirs = Browser(claimed, ASSURER, strong=True), Browser(claimed, COORDINATOR)
    team.send(f"{AT}/review", **{"o-Q05": "fail", "t-Q05": "Say what for.", "do": "record"})
    nothing = team.send(f"{AT}/corrections", until__day="13", until__month="3", until__year="2026")
    assert "List at least one correction" in nothing.text
    asked = team.send(
        f"{AT}/corrections", findings="1", more="Spell Torfaen right.\n\nNumber the flows.", until__day="13",
        until__month="3", until__year="2026",
    )  # fmt: skip
    assert asked.headers["location"] == f"{AT}/corrections?done=corrections_asked"
    page = plain(theirs.get(f"{AT}/corrections"))
    assert "Number the flows." in page
    assert "Asked for by 13 March 2026" in page
    assert "Small corrections" in theirs.get(AT)
    assert 'href="/en/isps/A1/document/sections/purpose/write/en"' in theirs.get(f"{AT}/document")
    claimed.done(text_of("A1", ":2", "The text, better."))
    left = theirs.send(f"{AT}/corrections", **{"answer-1": "answered"})
    assert left.status_code == 422
    answers = {"answer-1": "answered", "answer-2": "answered", "answer-3": "contested", "text-3": "They are numbered."}
    assert theirs.send(f"{AT}/corrections", **answers).headers["location"].endswith("?done=corrections_made")
    typed = {"reason": "Small.", "review__day": "1", "review__month": "3", "review__year": "2028"}
    unticked = team.send(f"{AT}/decide/assure_once_corrected", checked="1", **typed)
    assert "Tick each correction" in unticked.text
    page = team.get(f"{AT}/decide/assure_once_corrected")
    assert "They are numbered." in page
    data = {**{k.replace("__", "-"): v for k, v in typed.items()}, "checked": ["1", "2", "3"]}
    data["_csrf"] = page.split('name="_csrf" value="')[1].split('"')[0]
    made = team.client.post(f"{AT}/decide/assure_once_corrected", data=data)
    assert made.status_code == 303, made.text
    assert claimed.versions("A1")[0].state == "assured"
    assert all(row.closed for row in claimed.rows(Finding))


def test_assuring_needs_a_second_step_of_sign_in_and_returning_does_not(claimed: World) -> None:
    weak = Browser(claimed, ASSURER)
    page = weak.get(f"{AT}/decide/assure")
    assert "It needs a second step of sign-in." in page
    refused = weak.send(f"{AT}/decide/assure", review__day="1", review__month="3", review__year="2028")
    assert "This needs a second step of sign-in" in refused.text
    assert claimed.rows(AssuranceRecord) == []
    assert weak.send(f"{AT}/decide/return_for_amendment", reason="More is needed.").status_code == 303


def test_a_reason_is_asked_for_in_the_other_language_and_given(claimed: World) -> None:
    browser = Browser(claimed, ASSURER, strong=True)
    browser.send(f"{AT}/decide/assure", reason="It is clear.", review__day="1", review__month="3", review__year="2028")
    (task,) = claimed.rows(Task, Task.kind == "reply")
    assert task.done_at is None
    (kept,) = claimed.rows(Decision)
    page = browser.get(f"{AT}/decisions")
    assert "Give it in Welsh too" in page
    assert "Ask for it in Welsh" in Browser(claimed, COORDINATOR).get(f"{AT}/decisions")
    given = browser.send(f"{AT}/decisions/{kept.seq}", reason="Mae'n glir.")
    assert given.status_code == 303, given.text
    (kept,) = claimed.rows(Decision)
    assert (kept.reason_en, kept.reason_cy) == ("It is clear.", "Mae'n glir.")
    assert [row.outcome for row in claimed.rows(Task, Task.kind == "reply")] == ["done"]
    assert "Mae&#39;n glir." in Browser(claimed, COORDINATOR).get("/cy/isps/A1/decisions")


def test_the_paper_of_a_record_can_be_checked_for_ever(claimed: World) -> None:
    claimed.done(move("A1", "assure", ASSURER, review_date="2028-03-01"))
    anybody = Browser(claimed)
    at = "/cy/records/A1-V1-1"
    paper = anybody.client.get(f"{at}/record.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert b"pdfuaid" in paper.content
    (kept,) = claimed.rows(RecordPaper)
    assert (kept.lang, kept.sha256) == ("cy", hashlib.sha256(paper.content).hexdigest())
    assert anybody.client.get(f"{at}/record.pdf").content == paper.content
    for given in ({"sha256": kept.sha256.upper()}, {"sha256": ""}):
        files = None if given["sha256"] else {"file": ("x.pdf", paper.content, "application/pdf")}
        answer = anybody.client.post(at, data=given, files=files)
        assert "Dilys: PDF Cymraeg y cofnod hwn ydyw." in answer.text
    other = anybody.client.post(at, files={"file": ("x.pdf", paper.content + b" ", "application/pdf")}, data={"x": "y"})
    assert "Nid o&#39;r cofnod hwn" in other.text
    assert anybody.client.post(at, data={"sha256": "zz"}).status_code == 422
    for wrong in ("A1-V1-2", "%2e%2e", "x" * 90):
        assert anybody.client.get(f"/en/records/{wrong}").status_code == 404


def test_a_record_says_when_it_was_taken_back_and_when_the_content_changed(claimed: World) -> None:
    claimed.done(move("A1", "assure", ASSURER, reason="Fine.", review_date="2028-03-01"))
    claimed.done(claimed.order("take_back", "A1", ASSURER))
    page = plain(Browser(claimed).get("/en/records/A1-V1-1"))
    assert "The decision was taken back: this record does not hold." in page
    assert [row.outcome for row in claimed.rows(Task, Task.kind == "reply")] == ["withdrawn"]
    claimed.done(move("A1", "assure", ASSURER, id_="again", review_date="2028-03-01"))
    page = plain(Browser(claimed).get("/en/records/A1-V1-2"))
    assert "This version is in force." in page
    claimed.done(move("A1", "begin_review"))
    claimed.done(text_of("A1", ":late", "Another text."))
    page = plain(Browser(claimed).get("/en/records/A1-V1-2"))
    assert "The stored content is not the one that was assured" in page
    claimed.done(move("A1", "accept_minor_update", ASSURER, reason="Spelling.", review_date="2028-03-01"))
    assert "Another has taken its place." in Browser(claimed).get("/en/records/A1-V1-2")
    assert "Matches" in Browser(claimed).get("/en/records/A1-V1-3")


def test_a_text_changed_behind_the_records_back_is_noticed(claimed: World) -> None:
    from sqlalchemy import text

    claimed.done(move("A1", "assure", ASSURER, review_date="2028-03-01"))
    with claimed.engine.begin() as connection:
        connection.execute(text("UPDATE section SET text = 'tampered'"))
    assert "Differs" in Browser(claimed).get("/en/records/A1-V1-1")


def test_a_second_version_folds_what_is_as_it_was_assured(claimed: World) -> None:
    claimed.done(move("A1", "assure", ASSURER, review_date="2028-03-01"))
    claimed.done(move("A1", "revise_text"))
    written = {"key": "introduction", "text": "A new introduction."}
    claimed.done(Order("intro", "write_section", "isp:A1", COORDINATOR, written))
    claimed.done(move("A1", "submit", id_="again"))
    claimed.done(move("A1", "claim", ASSURER, id_="claim2", independent=True))
    page = plain(Browser(claimed, ASSURER).get(f"{AT}/review"))
    assert "Compared with version 1, assured on 2 March 2026." in page
    assert "Unchanged since assured on 2 March 2026: 3 parts" in page
    assert 'id="part-section-introduction"' in page
    assert 'id="part-section-purpose"' not in page
    questions, folded = page.split("Unchanged since assured on 2 March 2026: 7 questions")
    assert 'name="o-Q05"' in questions  # the introduction is what it asks about
    assert 'name="o-Q17"' in folded  # powers and flows are as they were
