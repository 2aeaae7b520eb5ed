"""Rungs, measurements and the outbox on both databases, one process at a time."""

import datetime as dt
import socket
from collections import Counter

import pytest
from world import COORDINATOR, LEAD, World, making_known, move, text_of, to_draft, to_queue

from ispdesk import post, rounds
from ispdesk.bootstrap import boot_id
from ispdesk.commands import telling
from ispdesk.commands.shape import Order
from models.tables.clocks import RungClaim
from models.tables.journal import History
from models.tables.post import Attempt as AttemptRow
from models.tables.post import Letter, Notice
from models.tables.qa import MeasurementRow
from notifications.backoff import Stage, Verdict
from notifications.mailer import Attempt

RUNGS = ["reminder", "last", "due", "escalation_1"]
AFTER = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
"""After every rung of a first decision that was asked for on 2 March."""


def dead() -> str:
    """An owner of this machine and boot that is no process any more."""
    return f"{socket.gethostname()}|{boot_id()}|4194304|x"


def test_after_an_outage_every_passed_rung_fires_in_order(world: World) -> None:
    world.run(to_queue("A1"))
    report = rounds.sweep(world.app, AFTER)
    assert [item.what for item in report.items] == [f"rung-{name}" for name in ("due", *RUNGS)]
    claims = sorted(world.rows(RungClaim), key=lambda row: row.history_seq)
    fired = [(claim.timer_kind, claim.rung) for claim in claims]
    assert fired == [("qa_triage", "due"), *(("qa_first_decision", name) for name in RUNGS)]
    assert [claim.due_at for claim in claims] == sorted(claim.due_at for claim in claims)
    assert rounds.sweep(world.app, AFTER).items == []


def test_after_an_outage_each_reader_hears_of_the_highest_rung_alone(world: World) -> None:
    world.run(to_queue("A1"))
    rounds.sweep(world.app, AFTER)
    at_once = {row.dedupe.split(":", 6)[6]: row.status for row in world.rows(Letter)}
    assert at_once == dict.fromkeys(("escalation_1:alys", "escalation_1:lowri", "escalation_1:seren"), "queued")
    lower = [row for row in world.rows(Notice) if row.message in ("rung_qa_reminder", "rung_qa_due")]
    assert [(row.letter_id, row.gone_why) for row in lower] == [(None, "higher_rung")] * 6
    morning = dt.datetime(2026, 4, 27, 7, 30, tzinfo=dt.UTC)
    assert len(rounds.digest(world.app, morning).items) == 2  # the team; the board's secretary has had the escalation
    in_it = {row.id for row in world.rows(Letter, Letter.kind == "digest")}
    carried = [row for row in world.rows(Notice) if row.letter_id in in_it]
    assert Counter(row.message for row in carried) == {"move_made": 2, "clock_due": 2}
    assert world.waiting() == []


def test_one_isp_that_cannot_fire_keeps_no_other_from_firing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run([*to_queue("A1"), *to_queue("A2")])
    real = telling.isp_values
    monkeypatch.setattr(telling, "isp_values", lambda s, isp, v: 1 // 0 if isp.ref == "A1" else real(s, isp, v))
    with pytest.raises(ExceptionGroup) as raised:
        rounds.sweep(world.app, AFTER)
    assert raised.group_contains(ZeroDivisionError)
    assert {claim.rung for claim in world.rows(RungClaim, RungClaim.stream == "isp:A2")} == set(RUNGS)
    assert world.rows(RungClaim, RungClaim.stream == "isp:A1") == []
    monkeypatch.undo()
    assert len(rounds.sweep(world.app, AFTER).items) == 5


def test_measuring_adds_every_missed_close_once(world: World) -> None:
    first = dt.datetime(2026, 3, 27, 17, 15, tzinfo=dt.UTC)
    assert [item.reference for item in rounds.measure(world.app, first).items] == ["queue-2026-03-27"]
    assert rounds.measure(world.app, first + dt.timedelta(hours=1)).items == []
    later = dt.datetime(2026, 4, 8, 17, 15, tzinfo=dt.UTC)  # Good Friday and Easter Monday lie between
    rounds.measure(world.app, later)
    rounds.measure(world.app, later)
    days = sorted(row.day.isoformat()[5:] for row in world.rows(MeasurementRow))
    assert days == ["03-27", "03-30", "03-31", "04-01", "04-02", "04-07", "04-08"]
    assert Counter(row.kind for row in world.rows(History, History.stream == "queue:whole")) == {"measured": 7}


def test_a_level_is_announced_by_one_letter_to_each(world: World) -> None:
    for number in range(20):
        ref = f"A{number}"
        world.run(making_known(ref)[:1])
        world.done(Order(f"{ref}:on", "take_on", f"isp:{ref}", LEAD, {"state": "qa_queue"}))
    for day in (3, 4, 5):
        rounds.measure(world.app, dt.datetime(2026, 3, day, 17, 15, tzinfo=dt.UTC))
    letters = world.rows(Letter)
    assert {row.message for row in letters} == {"backlog_level"}
    assert sorted(row.dedupe.rpartition(":")[2] for row in letters) == ["alys", "lowri", "seren"]
    assert len(world.rows(History, History.kind == "level_announced")) == 1


@pytest.fixture
def queued(world: World) -> World:
    """The first reminder, a nudge, waits for two readers, where the policy has it leave at once."""
    world.digest(urgent=["move_made", "rung_qa_reminder", "rung_qa_due"])
    world.run(to_queue("A1"))
    for letter in post.claim(world.engine, "x", world.now):
        settle(world, letter, Verdict.SENT)
    world.at = dt.datetime(2026, 4, 7, 9, 30, tzinfo=dt.UTC)  # the first reminder alone
    rounds.sweep(world.app, world.at)
    return world


def settle(world: World, mine: post.Claimed, verdict: Verdict, owner: str = "x") -> Verdict:
    said = Attempt(mine.key, verdict, Stage.DOT, None, None, "")
    return post.settle(world.engine, mine.letter, mine.fence, owner, said, world.now)


def letter(world: World, id_: int) -> Letter:
    return world.rows(Letter, Letter.id == id_)[0]


def phases(world: World, id_: int) -> list[str]:
    return sorted(row.phase for row in world.rows(AttemptRow, AttemptRow.letter_id == id_))


def test_a_claimed_letter_is_claimed_by_nobody_else(queued: World) -> None:
    mine = post.claim(queued.engine, "me", queued.now)
    assert mine
    assert post.claim(queued.engine, "you", queued.now) == []
    assert {letter(queued, item.letter).owner for item in mine} == {"me"}


def test_what_is_settled_as_sent_is_over(queued: World) -> None:
    mine = post.claim(queued.engine, "me", queued.now)[0]
    assert post.checkpoint(queued.engine, mine.letter, mine.fence, "me", queued.now)
    assert settle(queued, mine, Verdict.SENT) is Verdict.SENT
    assert (letter(queued, mine.letter).status, letter(queued, mine.letter).owner) == ("sent", None)
    assert phases(queued, mine.letter) == ["done", "started", "terminating"]
    assert settle(queued, mine, Verdict.SENT) is Verdict.FENCED


def test_after_a_takeover_the_old_owner_writes_nothing_and_sends_no_dot(queued: World) -> None:
    mine = post.claim(queued.engine, dead(), queued.now)[0]
    assert post.reconcile(queued.engine, queued.now, boot_id(), {}) == 2
    assert not post.checkpoint(queued.engine, mine.letter, mine.fence, "me", queued.now)
    assert settle(queued, mine, Verdict.SENT) is Verdict.FENCED
    assert letter(queued, mine.letter).status == "queued"
    assert phases(queued, mine.letter) == ["died_safe", "fenced_off", "started"]
    again = post.claim(queued.engine, "you", queued.now)
    assert mine.letter in {item.letter for item in again}
    assert all(item.fence > mine.fence for item in again)


def test_a_silent_owner_is_taken_over_after_the_lease_alone(queued: World) -> None:
    mine = post.claim(queued.engine, "elsewhere|boot|1|x", queued.now)[0]
    seen: dict[int, post.Seen] = {}
    assert post.reconcile(queued.engine, queued.now, boot_id(), seen, lease=60) == 0
    queued.at += dt.timedelta(days=400)  # no wall clock decides
    assert post.reconcile(queued.engine, queued.now, boot_id(), seen, lease=60) == 0
    assert post.checkpoint(queued.engine, mine.letter, mine.fence, "x", queued.now)  # a sign of life
    assert post.reconcile(queued.engine, queued.now, boot_id(), seen, lease=0.0) == 1 + 1
    assert seen.keys() >= {mine.letter}


@pytest.mark.parametrize(
    ("kind", "status"),
    [("nudge", "uncertain"), ("digest", "uncertain"), ("notice", "queued"), ("escalation", "queued")],
)
def test_what_may_have_been_sent_is_settled_by_its_class(queued: World, kind: str, status: str) -> None:
    if kind == "escalation":
        queued.at = AFTER
    elif kind == "notice":
        queued.at = dt.datetime(2026, 4, 15, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(queued.app, queued.at)
    rounds.digest(queued.app, queued.at)  # of what else waits: that the submission was not taken up
    mine = next(m for m in post.claim(queued.engine, dead(), queued.now) if letter(queued, m.letter).kind == kind)
    assert post.checkpoint(queued.engine, mine.letter, mine.fence, dead(), queued.now)
    raw = letter(queued, mine.letter).frozen.raw
    post.reconcile(queued.engine, queued.now, boot_id(), {})
    kept = letter(queued, mine.letter)
    assert kept.status == status
    assert "ambiguous" in phases(queued, mine.letter)
    if status == "queued":
        assert kept.next_at is not None
        assert kept.next_at >= queued.at + dt.timedelta(minutes=15)
        queued.at = kept.next_at
        (again,) = [m for m in post.claim(queued.engine, "me", queued.now) if m.letter == mine.letter]
        assert again.raw == raw


def test_a_letter_that_asks_is_superseded_when_its_reason_has_gone(queued: World) -> None:
    asks = [row.id for row in queued.rows(Letter, Letter.status == "queued")]
    queued.done(move("A1", "return_for_amendment", LEAD, reason="no basis"))
    assert {letter(queued, id_ or 0).status for id_ in asks} == {"superseded"}
    tells = queued.rows(Letter, Letter.status == "queued")
    assert [row.message for row in tells] == ["move_made"]


def test_no_dot_follows_when_the_reason_went_while_it_was_on_its_way(queued: World) -> None:
    mine = post.claim(queued.engine, "me", queued.now)[0]
    queued.done(move("A1", "return_for_amendment", LEAD, reason="no basis"))
    assert letter(queued, mine.letter).status == "sending"
    assert not post.checkpoint(queued.engine, mine.letter, mine.fence, "me", queued.now)
    assert settle(queued, mine, Verdict.FENCED) is Verdict.FENCED
    assert letter(queued, mine.letter).status == "superseded"


def test_a_draft_submits_itself_once_the_last_partner_has_signed_what_it_says_now(world: World) -> None:
    world.run([*to_draft("A1"), Order("itself", "describe", "isp:A1", COORDINATOR, {"submits_itself": True})])

    def state() -> str:
        return world.versions("A1")[0].state

    def advanced() -> str:
        rounds.advance(world.app, world.at)
        return state()

    def sign(line: int) -> None:
        world.done(world.order("sign_off", "A1", COORDINATOR, partner=line, outcome="signed"))

    assert advanced() == "draft"
    sign(1)
    assert advanced() == "draft"
    sign(2)
    world.done(text_of("A1", ":again", "Another text, which nobody has signed."))
    assert advanced() == "draft"
    sign(1)
    sign(2)
    assert advanced() == "qa_queue"
