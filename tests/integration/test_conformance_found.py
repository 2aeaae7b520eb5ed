"""What a review of the whole found wrong, each as the statement that holds now, on both databases."""

import datetime as dt
import email
from dataclasses import replace

from world import ASSURER, COORDINATOR, FACILITATOR, LEAD, World, move, text_of, to_assured, to_draft, to_queue

from ispdesk import audit, rounds
from ispdesk.reports.outputs import outputs
from models.tables.clocks import RungClaim, TimerRow
from models.tables.post import Letter, Notice
from models.tables.qa import MeasurementRow
from models.tables.work import Section
from states.when import on

LATER = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)


def test_a_text_changed_in_review_is_not_confirmed_unchanged(world: World) -> None:
    world.run([*to_assured("A1"), move("A1", "begin_review")])
    confirm = {"reason": "the same", "review_date": "2029-03-01"}
    world.done(text_of("A1", "2", "Wholly other words."))
    assert world.refused(move("A1", "confirm_unchanged", **confirm)) == ("content_unchanged",)
    world.done(text_of("A1", "3", "The text."))
    world.done(move("A1", "confirm_unchanged", id_="again", **confirm))


def test_only_the_team_and_imports_record(world: World) -> None:
    world.run(to_draft("A1")[:4])
    taken_up = replace(move("A1", "take_up"), recording=True)
    assert world.refused(taken_up) == ("not_yours",)
    world.done(replace(move("A1", "take_up", LEAD, id_="by the team"), recording=True))


def test_a_facilitator_does_not_make_themselves_coordinator(world: World) -> None:
    world.run(to_draft("A1"))
    seize = world.order("describe", "A1", FACILITATOR, coordinator_person=FACILITATOR)
    assert world.refused(seize) == ("not_yours",)
    assert world.refused(world.order("describe", "A1", COORDINATOR, lead="gwent")) == ("not_yours",)
    world.done(world.order("describe", "A1", FACILITATOR, purpose="A better sentence"))
    world.done(move("A1", "submit"))
    assert world.refused(world.order("describe", "A1", COORDINATOR, title_en="Another")) == ("not_amendable",)


def test_taking_back_puts_the_review_date_and_the_clock_right(world: World) -> None:
    world.run(to_assured("A1"))
    world.done(world.order("take_back", "A1", ASSURER))
    version = world.versions("A1")[0]
    assert (version.state, version.review_date, version.was_assured) == ("qa_review", None, False)
    timers = [(row.kind, row.round, row.status) for row in world.rows(TimerRow) if row.status != "stopped"]
    assert timers == [("qa_first_decision", 1, "running")]


def test_what_is_recorded_for_long_ago_makes_nothing_fall_due_at_once(world: World) -> None:
    world.run(to_draft("A1"))
    world.at = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
    told = replace(move("A1", "submit", LEAD), happened=on(dt.date(2026, 3, 3)), recording=True)
    world.done(told)
    assert rounds.sweep(world.app, world.at + dt.timedelta(minutes=5)).items == []


def test_nothing_happens_before_what_it_follows(world: World) -> None:
    world.run(to_draft("A1"))
    world.at = dt.datetime(2026, 3, 16, 12, tzinfo=dt.UTC)
    world.run([move("A1", "submit"), world.order("declare", "A1", ASSURER)])
    early = replace(move("A1", "claim", ASSURER), happened=on(dt.date(2026, 3, 12)))
    assert world.refused(early) == ("before_the_last",)


def test_a_close_that_was_missed_is_measured_as_it_was_known_then(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 3, 2, 17, 15, tzinfo=dt.UTC)
    rounds.measure(world.app, world.at)
    world.at = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
    world.run(to_queue("A2"))
    world.at = dt.datetime(2026, 3, 5, 17, 15, tzinfo=dt.UTC)
    rounds.measure(world.app, world.at)
    counts = {row.day.day: row.count for row in world.rows(MeasurementRow)}
    assert counts == {2: 1, 3: 1, 4: 1, 5: 2}


def test_who_cannot_be_reached_is_told_through_the_team(world: World) -> None:
    world.done(replace(world.order("enter_person", "x", "operator", name_en="Nobody's mailbox"), stream="person:mute"))
    world.run(to_queue("A1"))
    world.done(world.order("describe", "A1", LEAD, coordinator_person="mute"))
    world.done(move("A1", "return_for_amendment", LEAD, reason="Say more"))
    last = max(row.seq for row in world.rows(Notice, Notice.message == "move_made"))
    told = {row.audience: row.letter_id for row in world.rows(Notice, Notice.seq == last)}
    assert told == {"holder": None, "team": None}
    rounds.digest(world.app, LATER)
    (letter,) = world.rows(Letter, Letter.address == f"{LEAD}@desk.test")
    carried = world.rows(Notice, Notice.letter_id == letter.id, Notice.seq == last)
    assert [row.audience for row in carried] == ["team"]
    assert [row.gone_why for row in world.rows(Notice, Notice.seq == last) if row.audience == "holder"] == ["passed_on"]


def test_a_long_reference_moves_by_itself_too(world: World) -> None:
    ref = "A" * 40
    world.run(to_assured(ref, review=dt.date(2026, 5, 1)))
    assert [item.what for item in rounds.advance(world.app, LATER).items] == ["give_review_notice"]


def test_an_assurance_that_was_corrected_was_none_as_we_know_it_now(world: World) -> None:
    world.run(to_assured("A1"))
    day = world.at.date()
    assert world.read(lambda s: outputs(s, day))["assured"] == 1
    world.at = LATER
    world.done(world.order("correct", "A1", LEAD, reason="a slip"))
    found = world.read(lambda s: outputs(s, day))
    assert (found["assured"], found["awaiting"]) == (0, 1)


def test_an_isp_reopened_and_taken_on_keeps_a_record_that_agrees(world: World) -> None:
    world.run([*to_assured("A1"), move("A1", "revise_text")])
    world.done(move("A1", "withdraw", reason="not needed"))
    assert world.read(audit.verify).problems == ()
    sections = {row.version_id: row.text for row in world.rows(Section)}
    assert list(sections.values()) == ["The text.", "The text."]


def test_a_person_signs_for_their_own_organisation_alone(world: World) -> None:
    officer = world.order("enter_person", "x", "operator", name_en="Officer", address="officer@desk.test")
    world.done(replace(officer, stream="person:officer"))
    grant = world.order("grant_role", "x", "operator", role="signing_officer", scope="organisation:gwent")
    world.done(replace(grant, stream="person:officer"))
    world.run(to_draft("A1"))
    for line, body in ((3, "torfaen"), (4, "gwent")):
        world.done(world.order("add_partner", "A1", LEAD, name=body, line=line, organisation=body))
    signed = {"outcome": "signed", "capacity": "chief_officer"}
    assert world.refused(world.order("sign_off", "A1", "officer", partner=3, **signed)) == ("not_yours",)
    world.done(world.order("sign_off", "A1", "officer", partner=4, **signed))
    world.done(world.order("remove_partner", "A1", LEAD, line=4, reason="left"))
    assert world.refused(world.order("sign_off", "A1", COORDINATOR, partner=4, **signed)) == ("not_found",)


def test_a_second_of_what_there_is_one_of_is_refused_in_words(world: World) -> None:
    world.run(to_draft("A1"))
    world.done(world.order("add_step", "A1", COORDINATOR, position=1, name="referral"))
    assert world.refused(world.order("add_step", "A1", COORDINATOR, position=1, name="again")) == ("wrong_value",)
    assert world.refused(world.order("state_fact", "A1", LEAD, fact="effort", standing="zzz")) == ("wrong_value",)


def test_nothing_is_asked_of_anybody_during_a_hold(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 8, 12, tzinfo=dt.UTC)
    assert rounds.sweep(world.app, world.at).items
    asking = [row.id for row in world.waiting() if row.message != "move_made"]
    assert asking
    world.done(world.order("hold", "A1", COORDINATOR, reason="ill", until="2026-05-05"))
    assert {row.message for row in world.waiting()} == {"move_made"}
    assert {row.gone_why for row in world.rows(Notice) if row.id in asking} == {"hold"}


def test_whoever_holds_it_hears_that_a_hold_has_ended_by_itself(world: World) -> None:
    world.run(to_draft("A1"))
    world.done(world.order("hold", "A1", COORDINATOR, reason="The service moves house", until="2026-03-06"))
    assert [item.what for item in rounds.advance(world.app, LATER).items] == ["resumed"]
    (notice,) = world.rows(Notice, Notice.message == "hold_ended")
    assert (notice.audience, notice.urgent) == ("holder", False)
    rounds.digest(world.app, LATER)
    (letter,) = world.rows(Letter, Letter.address == f"{COORDINATOR}@desk.test")
    parts = email.message_from_bytes(letter.frozen.raw).get_payload()
    assert "has ended; its time counts again" in parts[0].get_payload(decode=True).decode()
    assert world.rows(Notice, Notice.message == "hold_ended")[0].letter_id == letter.id


def test_where_a_hold_that_ended_is_urgent_its_letter_says_why_it_was_held(world: World) -> None:
    world.digest(urgent=["hold_ended"])
    world.run(to_draft("A1"))
    world.done(world.order("hold", "A1", COORDINATOR, reason="The service moves house", until="2026-03-06"))
    rounds.advance(world.app, LATER)
    (letter,) = world.rows(Letter, Letter.message == "hold_ended")
    assert letter.address == f"{COORDINATOR}@desk.test"
    parts = email.message_from_bytes(letter.frozen.raw).get_payload()
    assert "The service moves house" in parts[0].get_payload(decode=True).decode()


def test_a_reminder_that_was_not_swept_before_a_hold_reminds_nobody(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 8, 12, tzinfo=dt.UTC)
    world.done(world.order("hold", "A1", COORDINATOR, reason="ill", until="2026-05-05"))
    rounds.sweep(world.app, world.at + dt.timedelta(minutes=5))
    assert [(row.timer_kind, row.rung) for row in world.rows(RungClaim)] == [("qa_triage", "due")]  # due long before it
    assert [row.next_rung for row in world.rows(TimerRow) if row.kind == "qa_first_decision"] == [None]
    rounds.digest(world.app, world.at + dt.timedelta(minutes=10))
    assert {row.gone_why for row in world.rows(Notice, Notice.message == "clock_due")} == {"hold"}


def test_a_capacity_that_no_page_can_say_is_refused(world: World) -> None:
    world.run(to_draft("A1"))
    said = {"partner": 1, "outcome": "signed", "capacity": "designated officer"}
    assert world.refused(world.order("sign_off", "A1", COORDINATOR, **said)) == ("wrong_value",)
    world.done(world.order("sign_off", "A1", COORDINATOR, **said | {"capacity": "delegated_officer"}))
