"""Alerts as rows: opened when their condition begins, told once, closed when it ends, opened again; both databases."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col
from world import ASSURER, LEAD, World, to_assured, to_draft, to_queue

from ispdesk import policies, rounds
from ispdesk.commands import alerts
from ispdesk.commands.shape import Order
from models.database import writing
from models.queries import home, rules
from models.tables.clocks import AlertRow
from models.tables.journal import History
from models.tables.post import Letter
from states.policy import Reader
from states.watch import Alert

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def cared(world: World) -> World:
    """An installation with an operator of its own, swept a moment ago."""
    world.done(Order("op", "enter_person", "person:owen", "operator", {
        "name_en": "Owen", "address": "owen@desk.test", "language": "unknown",
    }))  # fmt: skip
    world.done(Order("op:role", "grant_role", "person:owen", "operator", {"role": "operator"}))
    rounds.sweep(world.app, world.at)
    return world


def watched(world: World, at: dt.datetime) -> list[tuple[str, str]]:
    return [(item.reference, item.what) for item in rounds.watch(world.app, at).items]


def letters(world: World) -> list[str]:
    return [row.address.partition("@")[0] for row in world.rows(Letter, Letter.message == "alert")]


def open_now(world: World) -> list[tuple[str, str]]:
    return [(row.kind, row.subject) for row in world.rows(AlertRow, col(AlertRow.closed_at).is_(None))]


def test_a_late_sweep_is_seen_by_another_round_told_once_and_over_when_it_sweeps(cared: World) -> None:
    late = cared.at + 16 * MINUTE
    report = rounds.watch(cared.app, late, rounds.advance(cared.app, late))
    assert [(item.reference, item.what) for item in report.items] == [("sweep", "alert-sweep-late")]
    assert watched(cared, late) == []
    assert watched(cared, late + MINUTE) == []
    assert letters(cared) == ["owen"]
    (row,) = cared.rows(AlertRow)
    assert (row.kind, row.opened_at, row.closed_at) == ("sweep_late", late, None)
    (letter,) = cared.rows(Letter, Letter.message == "alert")
    assert letter.kind == "escalation"
    assert b"Mae'r ysgubo'n hwyr" in letter.frozen.raw or "The sweep is late" in letter.subject

    rounds.sweep(cared.app, late + 2 * MINUTE)
    rounds.advance(cared.app, late + 2 * MINUTE)
    assert watched(cared, late + 2 * MINUTE) == [("sweep", "alert-over-sweep-late")]
    assert cared.rows(AlertRow)[0].closed_at == late + 2 * MINUTE
    assert letters(cared) == ["owen"]

    again = late + 30 * MINUTE
    rounds.advance(cared.app, again)
    assert watched(cared, again) == [("sweep", "alert-sweep-late")]
    assert letters(cared) == ["owen", "owen"]
    kinds = [row.kind for row in cared.rows(History, History.stream == alerts.STREAM)]
    assert kinds == ["alert_opened", "alert_closed", "alert_opened"]


def test_where_there_is_no_operator_the_team_hears(world: World) -> None:
    rounds.sweep(world.app, world.at)
    watched(world, world.at + 16 * MINUTE)
    assert sorted(letters(world)) == [ASSURER, LEAD]


def test_in_a_home_whose_time_stands_still_silence_is_no_alert(cared: World) -> None:
    later = cared.at + dt.timedelta(hours=5)
    with writing(cared.engine) as session:
        home.set_fact(session, "fixed_time", later.isoformat())
    assert watched(cared, later) == []


def test_an_outbox_that_is_stuck_is_an_alert_until_its_letters_leave(cared: World) -> None:
    cared.run(to_queue("A1"))  # tells nobody yet; the letter below waits
    late = cared.at + 16 * MINUTE
    watched(cared, late)  # the sweep's alert is a letter, due at once
    stuck = late + 61 * MINUTE
    rounds.sweep(cared.app, stuck)
    assert ("house", "alert-outbox-old") in watched(cared, stuck)
    with writing(cared.engine) as session:
        session.execute(update(Letter).values(status="sent", next_at=None, settled_at=stuck))
    assert watched(cared, stuck) == [("house", "alert-over-outbox-old")]


@pytest.mark.parametrize("status", ["failed", "uncertain"])
def test_letters_that_did_not_arrive_are_one_alert_for_a_month(cared: World, status: str) -> None:
    watched(cared, cared.at + 16 * MINUTE)
    failed = cared.at + 17 * MINUTE
    with writing(cared.engine) as session:
        session.execute(update(Letter).values(status=status, next_at=None, settled_at=failed))
    rounds.sweep(cared.app, failed)
    assert ("house", f"alert-letters-{status}") in watched(cared, failed)
    assert watched(cared, failed + MINUTE) == []
    month = failed + dt.timedelta(31)
    with writing(cared.engine) as session:  # the alert's own letter has arrived
        session.execute(update(Letter).where(col(Letter.status) == "queued").values(status="sent", next_at=None))
    rounds.sweep(cared.app, month)
    assert watched(cared, month) == [("house", f"alert-over-letters-{status}")]


def test_a_calendar_that_runs_out_is_an_alert_until_more_is_stored(cared: World) -> None:
    late = dt.datetime(2029, 2, 1, 12, tzinfo=dt.UTC)
    rounds.sweep(cared.app, late)
    assert watched(cared, late) == [("house", "alert-calendar-ends")]
    (row,) = cared.rows(AlertRow)
    assert row.values == {"last": "31/12/2029"}
    from ispdesk import calendars

    cared.at = late
    cared.done(calendars.storing(2030))
    with writing(cared.engine) as session:
        session.execute(update(Letter).values(status="sent", next_at=None))
    assert watched(cared, late + MINUTE) == [("house", "alert-over-calendar-ends")]


def adopt(world: World, mark: str, **timers: dict[str, Any]) -> None:
    content = policies.shipped("current")
    content["timers"] |= timers
    order = Order(f"adopt:{mark}", "adopt_policy", "policy:policy", "operator", {"content": content, "reason": mark})
    world.done(order)


def test_a_rule_that_can_never_match_is_an_alert_until_the_policy_is_corrected(cared: World) -> None:
    dead = policies.shipped("current")["timers"]["qa_triage"] | {"states": ["merged"], "starts": ["merged"]}
    adopt(cared, "dead", qa_triage=dead)
    assert watched(cared, cared.at) == [("qa_triage", "alert-rule-cannot-match")]
    (row,) = cared.rows(AlertRow)
    assert "that is an end" in row.values["why_en"]
    adopt(cared, "corrected")
    assert watched(cared, cared.at) == [("qa_triage", "alert-over-rule-cannot-match")]


def test_a_running_rule_of_which_not_even_the_team_would_hear_is_an_alert(
    cared: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cared.run([*to_queue("A1"), *to_draft("A2")])

    def unheard(**known: bool) -> set[str]:
        everybody = dict.fromkeys(Reader, False) | {Reader(name): there for name, there in known.items()}
        monkeypatch.setattr(rules, "readers", lambda *_: everybody)
        return {a.subject for a in cared.read(lambda s: alerts.now_wrong(s, cared.at)) if a.kind == "rule_unheard"}

    assert cared.read(lambda s: alerts.now_wrong(s, cared.at)) == ()
    assert unheard(team=True) == set()
    assert unheard(coordinator=True) >= {"qa_first_decision.due", "idle.team"}
    assert unheard() >= {"qa_first_decision.due", "idle.due", "idle.team"}
    assert not [subject for subject in unheard() if subject.startswith("amendment")]  # none of them runs


def test_a_notice_of_review_that_no_server_took_is_an_alert_on_the_day_of_the_lapse(
    cared: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cared.run(to_assured("A1", review=dt.date(2026, 6, 1)))
    rounds.advance(cared.app, dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC))
    assert cared.versions("A1")[0].state == "review_due"

    def unheard(day: dt.date) -> bool:
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        return Alert("notice_unheard", "A1") in cared.read(lambda s: alerts.now_wrong(s, at))

    assert not unheard(dt.date(2026, 8, 31))
    assert unheard(dt.date(2026, 9, 1))
    monkeypatch.setattr(alerts, "notice_accepted", lambda *_: dt.date(2026, 3, 5))
    assert not unheard(dt.date(2026, 9, 1))


def test_two_who_look_at_once_open_one_row(cared: World) -> None:
    late = cared.at + 16 * MINUTE
    orders = [Order(mark, "watch", alerts.STREAM, "timer", {}) for mark in ("one", "two")]
    cared.at = late
    answers = [cared.done(order) for order in orders]
    assert [answer["opened"] for answer in answers] == [[["sweep_late", "sweep"]], []]
    assert open_now(cared) == [("sweep_late", "sweep")]
    assert letters(cared) == ["owen"]


def test_a_person_does_not_open_alerts(cared: World) -> None:
    assert cared.refused(Order("x", "watch", alerts.STREAM, LEAD, {})) == ("not_yours",)
