"""Content that must go: two people, every place, the chain whole; and somebody who has left."""

from browsing import Browser, Forms
from sqlmodel import SQLModel, col, select
from waiting import GWENT, with_partner
from world import ASSURER, COORDINATOR, LEAD, SECRETARY, World, move, to_assured, to_draft

from ispdesk import audit
from ispdesk.commands.shape import Order
from ispdesk.views.history import events
from models.queries import content, isps, search
from models.tables.journal import HistoryWords
from models.tables.person import EvidenceName, Person
from models.tables.post import Letter
from models.tables.removal import Removal
from models.tables.work import Section, Signoff
from states.searching import words_of

PHRASE = "Gwenllian Example of 7 Invented Row"


def spread(world: World) -> None:
    """The phrase in a section, a flow, the purpose, a reason, a task and its letter."""
    with_partner(world, "one")
    world.run(
        [
            world.order("describe", "one", COORDINATOR, purpose=f"For {PHRASE.upper()} and others"),
            Order("s", "write_section", "isp:one", COORDINATOR, {"key": "purpose", "text": f"About {PHRASE}."}),
            Order("a", "ask", "isp:one", COORDINATOR, {"kind": "comment", "partner": GWENT, "text": f"See {PHRASE}"}),
            Order("o", "sign_off", "isp:one", COORDINATOR, {"partner": 1, "outcome": "signed"}),
            move("one", "reopen_workshops", reason=f"because of {PHRASE}"),
        ]
    )


def everything(world: World) -> str:
    def read(session: object) -> str:
        isp = isps.by_ref(session, "one")  # type: ignore[arg-type]
        assert isp is not None
        cells = [str(cell.value) for cell in content.cells(session, isp)]  # type: ignore[arg-type]
        words = [row.text or "" for row in content.words_of(session, "isp:one")]  # type: ignore[arg-type]
        return "\n".join([*cells, *words])

    return str(world.read(read)).casefold()


def test_words_go_from_wherever_they_stand_and_the_chain_stays_whole(world: World) -> None:
    spread(world)
    assert PHRASE.casefold() in everything(world)
    proposed = world.done(world.order("propose_removal", "one", LEAD, phrase=PHRASE, reason="personal data"))
    assert {"isp.purpose", "section.text", "task.text", "history", "letter"} <= set(proposed["found"])
    assert world.refused(world.order("agree_removal", "one", LEAD, number=1)) == ("two_people",)
    assert PHRASE.casefold() in everything(world)
    before = world.rows(Signoff)[0].content_hash
    world.done(world.order("agree_removal", "one", ASSURER, number=1))
    assert PHRASE.casefold() not in everything(world)
    assert "removed 2026-03-02: personal data" in world.rows(Section)[0].text
    letters = world.rows(Letter)
    assert all(b"Gwenllian" not in letter.frozen.raw for letter in letters)
    assert [letter.status for letter in letters if b"personal data" in letter.frozen.raw] == ["superseded"]
    assert world.rows(Removal)[0].phrase is None
    assert world.rows(HistoryWords, col(HistoryWords.text).contains(PHRASE)) == []
    assert world.read(lambda s: search.find(s, words_of("Gwenllian"), "all", inner=True)) == []
    seen = world.read(audit.verify)
    assert seen.ok, seen.problems
    after = world.rows(Signoff)[0].content_hash
    assert before != after, "the text changed"
    assert world.read(lambda s: events(s, isps.by_ref(s, "one")))[0].what.en == "Words removed"


def test_what_was_signed_stays_signed(world: World) -> None:
    from ispdesk.commands import facts

    spread(world)
    world.done(world.order("propose_removal", "one", LEAD, phrase=PHRASE, reason="personal data"))
    world.done(world.order("agree_removal", "one", ASSURER, number=1))
    version = world.versions("one")[0]
    assert world.rows(Signoff)[0].content_hash == world.read(lambda s: facts.content_hash(s, version.id or 0))


def test_a_proposal_is_refused_dropped_or_said_to_find_nothing(world: World) -> None:
    spread(world)
    assert world.refused(world.order("propose_removal", "one", COORDINATOR, phrase=PHRASE, reason="x")) == (
        "not_yours",
    )
    assert world.refused(world.order("propose_removal", "one", LEAD, phrase="not there", reason="x")) == ("not_found",)
    repeats = world.order("propose_removal", "one", LEAD, phrase=PHRASE, reason=f"it names {PHRASE}")
    assert world.refused(repeats) == ("wrong_value",)
    weak = Order("w", "propose_removal", "isp:one", LEAD, {"phrase": PHRASE, "reason": "x"}, strong=False)
    assert world.refused(weak) == ("second_factor",)
    world.done(world.order("propose_removal", "one", LEAD, phrase=PHRASE, reason="x"))
    world.done(world.order("drop_removal", "one", ASSURER, number=1))
    assert world.rows(Removal)[0].phrase is None
    assert PHRASE.casefold() in everything(world)


def test_whoever_has_left_keeps_their_name_on_what_they_decided_and_nowhere_else(world: World) -> None:
    world.run(to_assured("one"))
    leaving = Order("l", "remove_person", f"person:{ASSURER}", LEAD, {"reason": "has left"})
    world.done(leaving)
    person = world.rows(Person, Person.ref == ASSURER)[0]
    assert (person.name_en, person.name_cy, person.address) == ("Formerly assurer", "Gynt sicrhäwr", None)
    assert [row.name_en for row in world.rows(EvidenceName)] == ["Alys"]
    told = world.read(lambda s: events(s, isps.by_ref(s, "one")))
    by = {event.what.en.partition(":")[0]: event.by.en for event in told}  # type: ignore[union-attr]
    assert by["Assure"] == "Alys"
    assert by["Claim for review"] == "Formerly assurer"
    assert world.refused(Order("l2", "describe", "isp:one", ASSURER, {"purpose": "x"})) == ("not_yours",)
    assert world.read(audit.verify).ok


def test_whoever_something_waits_for_hands_it_over_first(world: World) -> None:
    world.run(to_draft("one"))
    leaving = Order("l", "remove_person", f"person:{COORDINATOR}", LEAD, {"reason": "has left"})
    result = world.do(leaving)
    assert result.codes == ("still_theirs",)  # type: ignore[union-attr]
    assert "one" in result.reasons[0].en  # type: ignore[union-attr]
    assert world.read(lambda s: s.exec(select(EvidenceName)).all()) == []


NOBODYS_ISP = {
    "absence", "accord", "accord_action", "alarm", "alert", "api_token", "authority_count", "board_pack",
    "board_pack_file", "board_text", "calendar_feed", "calendar_year", "closure", "course", "course_place",
    "denominator", "document_template", "evidence_name", "framework_change", "group_member", "heartbeat", "identity",
    "ledger_head", "measurement", "meeting", "meeting_pack", "oidc_attempt", "organisation_name",
    "organisation_successor", "preference", "rate_limit", "recovery_code", "register_term", "role_grant", "second_step",
    "sign_in", "target", "team_time", "wording",
}  # fmt: skip


def test_every_table_is_reached_or_is_known_to_hold_no_isps_words() -> None:
    found = {table.name for table in content.reached()}
    apart = content.SHARED | content.APART | content.JOURNAL | NOBODYS_ISP
    assert set(SQLModel.metadata.tables) == found | apart, "a new table is reached by its keys, or is named here"
    assert found & NOBODYS_ISP <= {"calendar_feed"}
    assert {"section_revision", "section_comment", "signed_content", "sponsor", "signoff_mark", "partner_member",
            "scoping", "open_point", "invitation", "minor_change", "flow"} <= found  # fmt: skip


def test_the_pages_take_two_people_to_it(world: World) -> None:
    spread(world)
    lead, assurer = Browser(world, LEAD, strong=True), Browser(world, ASSURER, strong=True)
    Browser(world, COORDINATOR).get("/en/isps/one/remove-words", status=403)
    assert "Teipiwch y geiriau" in lead.send("/cy/isps/one/remove-words", reason="x").text
    assert lead.send("/en/isps/one/remove-words", phrase=PHRASE, reason="personal data").status_code == 303
    assert "You proposed it" in lead.get("/en/removals")
    page = assurer.get("/en/removals")
    assert PHRASE in page
    values = Forms.of(page)[0].values
    assert assurer.client.post("/en/removals", data=values).headers["location"] == "/en/removals?done=words_removed"
    assert PHRASE.casefold() not in everything(world)


def test_a_mailed_link_alone_removes_nothing(world: World) -> None:
    spread(world)
    answer = Browser(world, LEAD).send("/en/isps/one/remove-words", phrase=PHRASE, reason="personal data")
    assert answer.status_code == 422
    assert "second step of sign-in" in answer.text


def test_the_page_of_somebody_who_left_says_what_stays(world: World) -> None:
    lead = Browser(world, LEAD, strong=True)
    assert "keeps their name" in lead.get(f"/en/people/{SECRETARY}/remove")
    assert lead.send(f"/en/people/{SECRETARY}/remove", reason="has left").status_code == 303
    assert world.rows(Person, Person.ref == SECRETARY)[0].name_en == "Formerly programme board's secretary"
    Browser(world, ASSURER).get(f"/en/people/{SECRETARY}/remove", status=403)
