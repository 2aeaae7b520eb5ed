"""A review's notice, and the lapse that a timer proposes and never makes, on both databases."""

import datetime as dt

import pytest
from world import ASSURER, COORDINATOR, LEAD, World, move, to_assured

from ispdesk import post, rounds
from models.tables.clocks import TimerRow
from models.tables.journal import History
from models.tables.post import Letter, Notice
from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt
from states.calendar import ZONE
from states.lifecycle import Trigger

REVIEW = dt.date(2026, 9, 1)
NOTICED = dt.date(2026, 6, 1)
"""Three calendar months before it, a Monday."""


def at(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), ZONE).astimezone(dt.UTC)


def take(world: World, verdict: Verdict) -> list[str]:
    """Let a server answer every letter that is due in this way; what the letters were."""
    taken = []
    for mine in post.claim(world.engine, "me", world.now):
        assert post.checkpoint(world.engine, mine.letter, mine.fence, "me", world.now)
        taken.append(world.rows(Letter, Letter.id == mine.letter)[0].dedupe)
        said = Attempt(mine.key, verdict, Stage.DOT, 250, None, "")
        post.settle(world.engine, mine.letter, mine.fence, "me", said, world.now)
    return taken


@pytest.fixture
def noticed(world: World) -> World:
    """An ISP in force whose notice of review was given at its day and is in the next morning's letter."""
    world.run(to_assured("A1", review=REVIEW))
    rounds.digest(world.app, at(dt.date(2026, 3, 3)))
    world.at = at(dt.date(2026, 3, 3))
    take(world, Verdict.SENT)
    assert rounds.advance(world.app, at(NOTICED - dt.timedelta(1), 23, 59)).items == []
    world.at = at(NOTICED, 7)
    made = {(item.reference, item.what) for item in rounds.open_reviews(world.app, world.at).items}
    assert made == {("A1", "give_review_notice"), ("f1", "clock-kept")}  # a facilitator's, after the assignment
    world.at = at(NOTICED, 8, 30)
    rounds.digest(world.app, world.at)
    return world


def lapse(world: World) -> list[TimerRow]:
    return world.rows(TimerRow, TimerRow.kind == "review_lapse", TimerRow.status != "stopped")


def proposed(world: World) -> list[Notice]:
    return world.rows(Notice, Notice.message == "lapse_proposed")


def live(world: World, day: dt.date, days: int) -> None:
    """Let the engine's rounds run on each of so many days."""
    for number in range(days):
        world.at = at(day + dt.timedelta(number), 17, 5)
        for work in (rounds.open_reviews, rounds.advance, rounds.sweep):
            work(world.app, world.at)


def test_the_notice_is_given_three_calendar_months_before_on_a_working_day(world: World) -> None:
    world.run(to_assured("A1", review=dt.date(2026, 8, 31)))  # 31 May 2026 is a Sunday: the Friday before it
    assert rounds.advance(world.app, at(dt.date(2026, 5, 28), 23)).items == []
    assert [item.what for item in rounds.advance(world.app, at(dt.date(2026, 5, 29))).items] == ["give_review_notice"]
    (notice,) = world.rows(Notice, Notice.message == "review_notice")
    assert (notice.audience, notice.values["review_date"]) == ("holder", "2026-08-31")


def test_a_lapse_is_proposed_once_the_accepted_notice_has_run_its_whole_time_and_never_made(noticed: World) -> None:
    world = noticed
    (notice,) = world.rows(Notice, Notice.message == "review_notice")
    assert notice.letter_id is not None
    assert take(world, Verdict.SENT) == [f"digest:{NOTICED}:{COORDINATOR}"]
    live(world, NOTICED + dt.timedelta(1), 1)
    (timer,) = lapse(world)
    assert timer.anchor == REVIEW
    assert timer.due_day == dt.date(2026, 12, 1)  # three months after the review date
    live(world, dt.date(2026, 11, 30), 1)
    assert proposed(world) == []
    live(world, dt.date(2026, 12, 1), 3)
    assert {row.audience for row in proposed(world)} == {"team", "coordinator"}
    live(world, dt.date(2027, 2, 1), 2)
    assert world.versions("A1")[0].state == "review_due"
    assert world.rows(History, History.kind == Trigger.LAPSE.value) == []
    assert "not_your_move" in world.refused(move("A1", "lapse", "timer", reason="overdue"))
    world.done(move("A1", "lapse", LEAD, id_="the team decides", reason="overdue"))


def test_an_accepted_late_notice_has_its_whole_time_from_then(noticed: World) -> None:
    world = noticed
    assert take(world, Verdict.DEFERRED)
    live(world, dt.date(2026, 6, 2), 2)
    assert lapse(world) == []
    (letter,) = world.rows(Letter, Letter.status == "queued")
    world.at = at(dt.date(2026, 8, 14), 12)
    assert take(world, Verdict.SENT) == [letter.dedupe]
    live(world, dt.date(2026, 8, 17), 1)
    (timer,) = lapse(world)
    assert timer.anchor == dt.date(2026, 11, 14)  # three months after 14 August, not the review date
    assert timer.due_day == dt.date(2027, 2, 15)  # 14 February 2027 is a Sunday
    live(world, dt.date(2026, 12, 1), 1)
    live(world, dt.date(2027, 2, 12), 1)
    assert proposed(world) == []
    live(world, dt.date(2027, 2, 15), 1)
    assert proposed(world)


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.DEFERRED, Verdict.AMBIGUOUS])
def test_where_no_server_took_the_notice_a_lapse_is_never_proposed(noticed: World, verdict: Verdict) -> None:
    world = noticed
    assert take(world, verdict)
    for day in (dt.date(2026, 6, 2), dt.date(2026, 12, 1), dt.date(2027, 6, 1), dt.date(2028, 6, 1)):
        live(world, day, 1)
    assert (lapse(world), proposed(world)) == ([], [])
    assert world.versions("A1")[0].state == "review_due"


def test_a_notice_whose_reason_had_gone_before_the_morning_starts_no_clock(world: World) -> None:
    world.run(to_assured("A1", review=REVIEW))
    world.at = at(NOTICED, 7)
    rounds.open_reviews(world.app, world.at)
    world.done(move("A1", "begin_review"))
    world.at = at(NOTICED, 8, 30)
    rounds.digest(world.app, world.at)
    take(world, Verdict.SENT)
    (notice,) = world.rows(Notice, Notice.message == "review_notice")
    assert (notice.letter_id, notice.gone_why) == (None, "left")
    for day in (dt.date(2026, 12, 1), dt.date(2027, 6, 1)):
        live(world, day, 1)
    assert (lapse(world), proposed(world)) == ([], [])


def test_a_notice_taken_back_and_given_again_counts_from_the_new_one(noticed: World) -> None:
    world = noticed
    take(world, Verdict.SENT)
    live(world, dt.date(2026, 6, 2), 1)
    assert lapse(world)
    world.done(world.order("correct", "A1", ASSURER, reason="The date was wrong"))
    assert lapse(world) == []
    rounds.advance(world.app, at(dt.date(2026, 6, 4), 7))
    live(world, dt.date(2026, 6, 4), 1)
    assert world.versions("A1")[0].state == "review_due"
    assert lapse(world) == []  # the earlier notice was accepted, not this one
