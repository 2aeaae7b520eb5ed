"""The protocol's text: nobody's words are lost, old revisions are kept, and each section stands somewhere."""

import datetime as dt

import pytest
from answering import text_of
from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, making_known, move, to_assured, to_draft

from ispdesk import rounds
from ispdesk.commands import facts
from ispdesk.commands.shape import Order
from models.database import writing
from models.queries import documents
from models.tables.document import SectionComment, SectionReady, SectionRevision, SectionWriter
from models.tables.isp import Isp
from models.tables.journal import History, HistoryWords
from models.tables.post import Letter, Notice
from models.tables.work import Section

CONTACT = "carys"


def write(world: World, text: str, actor: str = COORDINATOR, expected: str | None = None, **more: str) -> Order:
    values = {"key": "introduction", "lang": "en", "text": text} | more
    order = world.order("write_section", "A1", actor, **values)
    return Order(order.id, order.kind, order.stream, actor, values, expected=expected)


def in_order(world: World) -> list[SectionComment]:
    return sorted(world.rows(SectionComment), key=lambda row: row.number)


@pytest.fixture
def draft(world: World) -> World:
    """One ISP in draft, whose second partner has a contact."""
    orders = [o for o in to_draft("A1") if o.kind != "write_section"]
    person = {"name_en": "Carys", "address": "carys@desk.test", "language": "cy"}
    world.done(Order("carys", "enter_person", f"person:{CONTACT}", "operator", person))
    world.run([
        Order(o.id, o.kind, o.stream, o.actor, {**o.payload, "contact": CONTACT})
        if o.kind == "add_partner" and o.payload["line"] == 2
        else o
        for o in orders
    ])  # fmt: skip
    return world


def test_every_revision_is_kept_with_who_wrote_it_and_when(draft: World) -> None:
    first = draft.at
    draft.done(write(draft, "One."))
    draft.at += dt.timedelta(hours=1)
    draft.done(write(draft, "Two.", FACILITATOR, expected="1"))
    rows = draft.rows(SectionRevision)
    assert [(r.revision, r.text, r.author, r.written_at) for r in rows] == [
        (1, "One.", COORDINATOR, first),
        (2, "Two.", FACILITATOR, draft.at),
    ]
    (section,) = draft.rows(Section)
    assert (section.revision, section.text, section.heading, section.position) == (
        2, "Two.", "Introduction to this ISP", 1,
    )  # fmt: skip
    assert section.content_hash == rows[1].content_hash != rows[0].content_hash
    earlier = draft.read(lambda s: documents.as_at(s, section.version_id, first))
    assert [r.text for r in earlier] == ["One."]


def test_whoever_saw_an_older_revision_is_told_and_nothing_is_overwritten(draft: World) -> None:
    draft.done(write(draft, "Mine.", expected="0"))
    assert draft.refused(write(draft, "Hers.", FACILITATOR, expected="0")) == ("changed_meanwhile",)
    assert [r.text for r in draft.rows(SectionRevision)] == ["Mine."]
    draft.done(write(draft, "Both.", FACILITATOR, expected="1"))
    assert [r.text for r in draft.rows(SectionRevision)] == ["Mine.", "Both."]


def test_the_same_text_again_makes_no_revision(draft: World) -> None:
    draft.done(write(draft, "One.\r\nTŷ"))
    before = len(draft.rows(History))
    assert draft.done(write(draft, "One.\nTy\u0302"))["unchanged"] is True
    assert len(draft.rows(History)) == before
    assert [r.text for r in draft.rows(SectionRevision)] == ["One.\nTŷ"]


def test_a_section_stands_where_the_edition_has_it_and_under_its_heading(draft: World) -> None:
    draft.done(write(draft, "Adolygu", key="review", lang="cy"))
    draft.done(write(draft, "Mine", key="own-section", heading="Our own", position="30"))
    rows = {row.key: (row.position, row.heading) for row in draft.rows(Section)}
    assert rows == {"review": (8, "Adolygu'r ISP hwn"), "own-section": (30, "Our own")}


def test_a_partners_contact_writes_what_was_given_to_them_and_nothing_else(draft: World) -> None:
    assert draft.refused(write(draft, "x", CONTACT)) == ("not_yours",)
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="introduction", lang="cy", person=CONTACT))
    assert draft.refused(write(draft, "x", CONTACT)) == ("not_yours",)
    draft.done(write(draft, "Testun", CONTACT, lang="cy"))
    assert draft.refused(draft.order("assign_section", "A1", CONTACT, key="introduction")) == ("not_yours",)
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="introduction"))
    assert draft.rows(SectionWriter) == []
    assert draft.refused(write(draft, "Testun 2", CONTACT, lang="cy")) == ("not_yours",)


def test_a_section_is_given_to_people_of_the_isp(draft: World) -> None:
    people = draft.read(lambda s: [p.ref for p in documents.people_of(s, s.exec(select(Isp)).one())])
    assert people == [CONTACT, COORDINATOR, FACILITATOR]
    order = draft.order("assign_section", "A1", COORDINATOR, key="introduction", person=LEAD)
    assert draft.refused(order) == ("not_of_this_isp",)
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="introduction", person=FACILITATOR))
    assert {row.lang for row in draft.rows(SectionWriter)} == {"en", "cy"}


def test_whoever_is_given_a_section_is_told_once_a_command_and_only_of_what_is_new(draft: World) -> None:
    def told() -> list[dict[str, str]]:
        return [dict(row.values) for row in draft.rows(Notice, Notice.message == "section_given")]

    give = {"key": "introduction", "person": CONTACT}
    draft.done(draft.order("assign_section", "A1", COORDINATOR, **give, lang="cy"))
    draft.done(draft.order("assign_section", "A1", COORDINATOR, **give))  # its English is new
    draft.done(draft.order("assign_section", "A1", COORDINATOR, **give))
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="introduction"))  # nobody's
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="review", person=COORDINATOR))  # one's own
    draft.done(draft.order("assign_section", "A1", COORDINATOR, key="review", person=CONTACT))
    assert [one["in_cy"] for one in told()] == ["yn Gymraeg", "yn Saesneg", "yn Gymraeg ac yn Saesneg"]
    assert told()[0]["section_cy"] != told()[0]["section_en"]
    assert told()[0]["link"].endswith("/isps/A1/document/sections/introduction")
    rounds.digest(draft.app, draft.at + dt.timedelta(days=1, hours=2))
    (letter,) = draft.rows(Letter, Letter.message == "digest", Letter.address == "carys@desk.test")
    text = text_of(letter.frozen.raw)
    assert text.count("adran i chi ei hysgrifennu") == 3, text


def test_a_text_called_ready_is_bound_to_the_revision_read(draft: World) -> None:
    ready = draft.order("call_ready", "A1", COORDINATOR, key="introduction", lang="en")
    assert draft.refused(ready) == ("nothing_written",)
    draft.done(write(draft, "One."))
    assert draft.refused(Order("r", "call_ready", "isp:A1", COORDINATOR, ready.payload, expected="0")) == (
        "changed_meanwhile",
    )
    draft.done(Order("r2", "call_ready", "isp:A1", COORDINATOR, ready.payload, expected="1"))
    (row,) = draft.rows(SectionReady)
    assert (row.revision, row.beside, row.said_by) == (1, 0, COORDINATOR)
    draft.done(draft.order("call_ready", "A1", COORDINATOR, key="introduction", lang="en", ready=False))
    assert draft.rows(SectionReady) == []


def test_nothing_is_written_while_quality_assurance_reads_but_comments_are_made(draft: World) -> None:
    draft.done(write(draft, "One."))
    draft.run([move("A1", "submit")])
    assert draft.refused(write(draft, "Two.")) == ("not_amendable",)
    assert draft.refused(draft.order("call_ready", "A1", COORDINATOR, key="introduction", lang="en")) == (
        "not_amendable",
    )
    draft.done(draft.order("comment", "A1", ASSURER, key="introduction", text="Which Act?"))


def test_a_comment_is_answered_resolved_and_opened_again(draft: World) -> None:
    assert draft.done(draft.order("comment", "A1", CONTACT, key="introduction", lang="cy", text="Pam?"))["comment"] == 1
    draft.done(draft.order("comment", "A1", COORDINATOR, answers=1, text="Because."))
    draft.done(draft.order("resolve_comment", "A1", CONTACT, number=1))
    assert draft.refused(draft.order("resolve_comment", "A1", COORDINATOR, number=2)) == ("wrong_value",)
    first, second = in_order(draft)
    assert (first.resolved_by, second.answers, second.key, second.lang) == (CONTACT, 1, "introduction", "cy")
    draft.done(draft.order("comment", "A1", COORDINATOR, answers=2, text="One more."))
    first, _, third = in_order(draft)
    assert (first.resolved_at, third.answers) == (None, 1), "an answer opens the comment again, whichever it answers"
    draft.done(draft.order("resolve_comment", "A1", COORDINATOR, number=1))
    draft.done(draft.order("resolve_comment", "A1", COORDINATOR, number=1, resolved=False))
    kinds = [row.kind for row in draft.rows(History, History.stream == "isp:A1")][-6:]
    assert kinds == [
        "commented", "comment_answered", "comment_resolved", "comment_answered", "comment_resolved",
        "comment_reopened",
    ]  # fmt: skip


def test_only_who_made_a_comment_or_edits_resolves_it_and_outsiders_say_nothing(draft: World) -> None:
    draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text="Why?"))
    assert draft.refused(draft.order("resolve_comment", "A1", CONTACT, number=1)) == ("not_yours",)
    person = {"name_en": "Stranger", "address": "x@desk.test", "language": "en"}
    draft.done(Order("stranger", "enter_person", "person:stranger", "operator", person))
    for order in (
        draft.order("comment", "A1", "stranger", key="introduction", text="Hello"),
        draft.order("resolve_comment", "A1", "stranger", number=1),
    ):
        assert draft.refused(order) == ("not_yours",)


@pytest.mark.parametrize("more", [{"key": "nowhere"}, {}, {"answers": 9}])
def test_a_comment_is_about_something_there_is(draft: World, more: dict[str, object]) -> None:
    assert draft.refused(draft.order("comment", "A1", COORDINATOR, text="x", **more)) == ("not_found",)


def test_the_words_of_a_comment_lie_beside_the_chain_only(draft: World) -> None:
    draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text="SECRET"))
    (row,) = draft.rows(SectionComment)
    assert [w.text for w in draft.rows(HistoryWords, HistoryWords.stream == "isp:A1") if w.text == "SECRET"] == [
        "SECRET"
    ]
    found = draft.read(lambda s: documents.comments(s, "isp:A1", row.version_id))
    assert [(c.number, w.text if w else None) for c, w in found] == [(1, "SECRET")]


def test_a_next_version_begins_with_text_writers_and_what_was_ready(world: World) -> None:
    world.run(making_known("A1"))
    world.done(world.order("assign_section", "A1", COORDINATOR, key="purpose", lang="en", person=FACILITATOR))
    done = {o.id for o in making_known("A1")}
    world.run([o for o in to_assured("A1", dt.date(2026, 6, 1)) if o.id not in done])
    version = world.versions("A1")[0]
    before = world.read(lambda s: facts.content_hash(s, version.id or 0))
    world.at = dt.datetime(2026, 6, 2, 9, 30, tzinfo=dt.UTC)
    world.run([move("A1", "give_review_notice", "timer"), move("A1", "begin_review"), move("A1", "revise_text")])
    after = world.versions("A1")[0]
    assert after.number == version.number + 1
    assert world.read(lambda s: facts.content_hash(s, after.id or 0)) == before
    assert [r.revision for r in world.rows(SectionRevision, SectionRevision.version_id == after.id)] == [1]
    assert len(world.rows(SectionWriter, SectionWriter.version_id == after.id)) == 1


def test_two_revisions_of_one_number_are_refused_by_the_database(draft: World) -> None:
    draft.done(write(draft, "One."))
    (row,) = draft.rows(SectionRevision)
    with pytest.raises(IntegrityError), writing(draft.engine) as session:
        session.add(SectionRevision(**row.model_dump(exclude={"id"})))


def test_words_that_must_go_leave_every_revision_and_comment(draft: World) -> None:
    phrase = "Gwenllian Example"
    draft.done(write(draft, f"About {phrase}."))
    draft.done(write(draft, "About nobody."))
    draft.done(draft.order("comment", "A1", COORDINATOR, key="introduction", text=f"Why {phrase}?"))
    draft.done(draft.order("propose_removal", "A1", LEAD, phrase=phrase, reason="personal data"))
    draft.done(draft.order("agree_removal", "A1", ASSURER, number=1))
    first = draft.rows(SectionRevision, SectionRevision.revision == 1)[0]
    assert first.text.startswith("About [")
    assert first.text.endswith("removed 2026-03-02: personal data].")
    assert phrase not in first.text
    (row,) = draft.rows(SectionComment)
    ((_, words),) = draft.read(lambda s: documents.comments(s, "isp:A1", row.version_id))
    assert words is not None
    assert (words.text, bool(words.removed)) == (None, True)
