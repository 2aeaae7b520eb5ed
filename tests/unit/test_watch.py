"""The conditions of every alert, each on either side of its edge."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from ispdesk import schedules
from states.calendar import Calendar
from states.watch import ALERTS, DAILY, INTERVALS, Alert, Seen, patience, runs_out, said, standing, to_do

NOW = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
"""A Tuesday."""
MINUTE = dt.timedelta(minutes=1)
CALENDAR = Calendar(dt.date(2025, 1, 1), dt.date(2029, 12, 31), 1)
FRESH = dict.fromkeys((*INTERVALS, *DAILY), NOW)
WELL = Seen(NOW, fixed=False, begun=NOW - dt.timedelta(400), beats=FRESH, calendar=CALENDAR)


def kinds(seen: Seen) -> list[tuple[str, str]]:
    return [(alert.kind, alert.subject) for alert in standing(seen)]


def silent(name: str, ago: dt.timedelta) -> list[tuple[str, str]]:
    return kinds(replace(WELL, beats={**FRESH, name: NOW - ago}))


def test_where_all_is_well_nothing_is_said() -> None:
    assert standing(WELL) == ()


def test_the_sweep_is_late_after_three_of_its_intervals() -> None:
    assert silent("sweep", 15 * MINUTE) == []
    assert silent("sweep", 15 * MINUTE + dt.timedelta(seconds=1)) == [("sweep_late", "sweep")]


def test_another_interval_makes_another_patience() -> None:
    quick = replace(WELL, every=dt.timedelta(seconds=5), beats={**FRESH, "sweep": NOW - dt.timedelta(seconds=16)})
    assert kinds(quick) == [("sweep_late", "sweep")]
    assert kinds(replace(quick, every=dt.timedelta(seconds=6))) == []
    assert patience("send", dt.timedelta(seconds=5)) == 10 * MINUTE


@pytest.mark.parametrize(("name", "minutes"), [("advance", 15), ("send", 10)])
def test_a_round_that_ran_once_is_missed_when_it_is_silent(name: str, minutes: int) -> None:
    assert silent(name, minutes * MINUTE) == []
    assert silent(name, (minutes + 1) * MINUTE) == [("round_silent", name)]
    never = {key: at for key, at in FRESH.items() if key != name}
    assert kinds(replace(WELL, beats=never)) == []


@pytest.mark.parametrize("name", DAILY)
def test_a_daily_round_is_missed_after_three_working_days(name: str) -> None:
    thursday = NOW - dt.timedelta(5)  # Friday, Monday, Tuesday: three working days
    assert silent(name, NOW - thursday) == []
    assert silent(name, NOW - thursday + dt.timedelta(1)) == [("round_silent", name)]


def test_a_sweep_that_has_never_run_is_late_too() -> None:
    never = {key: at for key, at in FRESH.items() if key != "sweep"}
    assert kinds(replace(WELL, beats=never)) == [("sweep_late", "sweep")]
    assert kinds(replace(WELL, beats=never, begun=NOW - 15 * MINUTE)) == []
    assert kinds(replace(WELL, beats=never, begun=None)) == []


def test_where_time_stands_still_silence_means_nothing() -> None:
    long_ago = dict.fromkeys(FRESH, NOW - dt.timedelta(90))
    assert len(kinds(replace(WELL, beats=long_ago))) == len(FRESH)
    assert kinds(replace(WELL, beats=long_ago, fixed=True)) == []
    assert kinds(replace(WELL, fixed=True, letters={"failed": 1})) == [("letters_failed", "")]


def test_an_outbox_is_stuck_after_an_hour() -> None:
    assert kinds(replace(WELL, waiting=NOW - 60 * MINUTE)) == []
    assert kinds(replace(WELL, waiting=NOW - 61 * MINUTE)) == [("outbox_old", "")]
    assert kinds(replace(WELL, waiting=NOW + 61 * MINUTE)) == []  # one that is to be tried again later waits rightly


def test_letters_that_failed_are_counted() -> None:
    seen = standing(replace(WELL, letters={"failed": 2, "uncertain": 1, "sent": 9}))
    assert [(alert.kind, alert.values["count"]) for alert in seen] == [
        ("letters_failed", "2"),
        ("letters_uncertain", "1"),
    ]


@pytest.mark.parametrize(
    ("last", "today", "ends"),
    [
        (dt.date(2026, 12, 31), dt.date(2025, 12, 31), False),  # a whole year is still there
        (dt.date(2026, 12, 31), dt.date(2026, 1, 1), True),
        (dt.date(2026, 12, 31), dt.date(2027, 6, 1), True),
    ],
)
def test_a_calendar_runs_out_within_a_year(last: dt.date, today: dt.date, ends: bool) -> None:  # noqa: FBT001 - a table
    assert runs_out(last, today) is ends


def test_a_calendar_that_runs_out_or_is_not_stored_is_an_alert() -> None:
    short = replace(WELL, calendar=Calendar(dt.date(2025, 1, 1), dt.date(2026, 12, 31), 1))
    assert kinds(short) == [("calendar_ends", "")]
    empty = Calendar(dt.date(1970, 1, 2), dt.date(1970, 1, 1), 0)
    assert kinds(replace(WELL, calendar=empty, beats={})) == [("sweep_late", "sweep"), ("calendar_ends", "")]


def test_every_case_is_one_alert_in_the_order_of_the_table() -> None:
    rules = (Alert("rule_cannot_match", "b"), Alert("rule_cannot_match", "a"), Alert("rule_cannot_match", "a"))
    seen = replace(WELL, rules=rules, unaccepted={"X": NOW.date()}, waiting=NOW - dt.timedelta(1))
    assert kinds(seen) == [
        ("outbox_old", ""),
        ("rule_cannot_match", "a"),
        ("rule_cannot_match", "b"),
        ("notice_unheard", "X"),
    ]


VALUES = {
    "round": "send", "since": "10/03/2026 12:00 UTC", "count": "2", "last": "31/12/2026", "rule_en": "Review",
    "rule_cy": "Adolygiad", "why_en": "so", "why_cy": "felly", "rung": "due", "ref": "A1", "day": "01/02/2026",
}  # fmt: skip


@pytest.mark.parametrize("kind", ALERTS)
def test_every_kind_says_what_is_wrong_and_what_to_do_in_both_languages(kind: str) -> None:
    for words in (ALERTS[kind].name, said(kind, VALUES), to_do(kind, VALUES)):
        assert words.en
        assert words.cy
        assert words.en != words.cy
        assert not re.search(r"[{}]", words.en + words.cy)
    if kind.startswith("rule"):
        assert "Adolygiad" in said(kind, VALUES).cy
        assert "felly" in said(kind, VALUES).cy


def test_the_intervals_are_those_of_the_schedule() -> None:
    usual = {"sla_sweep": "sweep", "advance": "advance", "send_mail": "send"}
    crons = {
        usual[one["name"]]: one["schedules"][0]["cron"]
        for one in schedules.rescheduled(schedules.source(), None)["deployments"]
        if one["name"] in usual
    }
    minutes = {name: int(cron.split()[0].partition("/")[2] or 1) for name, cron in crons.items()}
    assert {name: at / MINUTE for name, at in INTERVALS.items()} == minutes
