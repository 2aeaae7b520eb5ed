"""The forecast from the record: its own decisions, the team's calendar, what if; and what the submitter is told."""

import datetime as dt
import json
from pathlib import Path

import pytest
from browsing import Browser
from running import Run
from world import ASSURER, COORDINATOR, LEAD, World, move, to_draft, to_queue

from ispdesk.cli.forecasting import whole
from ispdesk.commands.shape import Order
from ispdesk.views.forecasting import expected_of, queue_forecast
from states.forecast import Forecast, WhatIf

MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
WEEKS = 14


def decided_each_friday(world: World, weeks: int) -> None:
    for week in range(weeks):
        ref = f"H{week}"
        world.at = MONDAY + dt.timedelta(weeks=week)
        world.run(to_queue(ref))
        world.at += dt.timedelta(days=4, hours=3)
        declared = Order(f"{ref}:declare", "declare", f"isp:{ref}", ASSURER)
        world.run([declared, move(ref, "claim", ASSURER), move(ref, "assure", ASSURER, review_date="2028-03-01")])
    world.at = MONDAY + dt.timedelta(weeks=weeks)


def asked(world: World, what_if: WhatIf | None = None) -> Forecast:
    return world.read(lambda s: queue_forecast(s, world.at, what_if))


def dates(found: Forecast, ref: str) -> list[dt.date | None]:
    return list(next(one.dates for one in found.isps if one.reference == ref))


def test_decisions_each_friday_are_expected_each_friday_and_with_more_people_sooner(world: World) -> None:
    decided_each_friday(world, WEEKS)
    world.run([one for n in range(4) for one in to_queue(f"A{n}")])
    found = asked(world)
    assert found.why is None
    assert (found.sample.decisions, found.sample.first) == (WEEKS, MONDAY.date())
    assert 60 <= found.sample.days <= 5 * WEEKS
    assert found == asked(world)
    first, last = dates(found, "A0"), dates(found, "A3")
    assert first == [dt.date(2026, 6, 12)] * 3
    assert last[0] is not None
    assert dt.date(2026, 7, 1) <= last[0] <= dt.date(2026, 7, 6)
    sooner = dates(asked(world, WhatIf(assurers=2)), "A3")
    assert sooner[0] is not None
    assert dt.date(2026, 6, 17) <= sooner[0] <= dt.date(2026, 6, 23)
    stopped = asked(world, WhatIf(stop=frozenset({"first_version"})))
    assert (stopped.awaiting, stopped.set_aside) == (0, 4)
    away = {"first_day": "2026-06-08", "last_day": "2026-06-26"}
    world.done(Order("away", "set_absence", f"person:{ASSURER}", ASSURER, away))
    training = {"kind": "training", "first_day": "2026-06-08", "last_day": "2026-06-26", "percent": 50}
    world.done(Order("train", "book_team_time", f"person:{LEAD}", LEAD, training))
    slower = dates(asked(world), "A3")
    assert slower[0] is not None
    assert slower[0] > last[0]
    without = dates(asked(world, WhatIf(stop=frozenset({"training"}))), "A3")
    assert without[0] is not None
    assert without[0] < slower[0]
    world.done(Order("drop", "drop_team_time", f"person:{LEAD}", LEAD, {"number": 1}))
    assert dates(asked(world), "A3") == without
    said = whole(asked(world), "en")
    assert set(said) == {"method", "sample", "isps", "queue", "why"}
    assert set(said["isps"][0]) == {"reference", "p50", "p85", "p95", "why"}
    assert [one["under"] for one in said["queue"]["under"]] == [20, 10]

    world.done(move("A0", "return_for_amendment", ASSURER, reason="the flows"))
    back = world.read(lambda s: expected_of(s, "A0", world.at))
    assert back is not None
    assert back.dates == (None, None, None)
    assert "with its coordinator" in (back.why.en if back.why else "")
    page = Browser(world, COORDINATOR).get("/en/isps/A3/submit")
    assert "A decision can be expected" in page
    assert "in 85 cases of 100" in page


def test_what_was_taken_back_or_only_implied_is_not_counted(world: World) -> None:
    world.run([*to_queue("A1"), *to_queue("A2")])
    world.at += dt.timedelta(days=1)
    world.done(move("A1", "return_for_amendment", ASSURER, reason="a slip"))
    world.at += dt.timedelta(days=1)
    assert asked(world).sample.decisions == 1
    world.done(world.order("take_back", "A1", ASSURER))
    assert asked(world).sample.decisions == 0


def test_the_submission_page_says_that_the_history_is_too_short(world: World) -> None:
    world.run(to_draft("A1"))
    browser = Browser(world, COORDINATOR)
    assert "decision can be expected" not in browser.get("/en/isps/A1/submit")
    browser.send("/en/isps/A1/submit/send")
    assert "When a decision can be expected is not known. The history is too short" in browser.get("/en/isps/A1/submit")
    assert "Ni wyddys pryd y gellir disgwyl penderfyniad." in browser.get("/cy/isps/A1/submit")


def test_only_the_team_lead_or_oneself_books_time(world: World) -> None:
    payload = {"kind": "meetings", "first_day": "2026-03-09", "last_day": "2026-03-09"}
    assert world.refused(Order("1", "book_team_time", f"person:{ASSURER}", COORDINATOR, payload)) == ("not_yours",)
    backwards = {**payload, "last_day": "2026-03-01"}
    assert world.refused(Order("2", "book_team_time", f"person:{ASSURER}", LEAD, backwards)) == ("wrong_value",)
    assert world.done(Order("3", "book_team_time", f"person:{ASSURER}", LEAD, payload))["number"] == 1
    assert world.refused(Order("4", "drop_team_time", f"person:{ASSURER}", LEAD, {"number": 2})) == ("not_found",)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"assurers": 1.5}', "assurers: must be a whole number"),
        ('{"peer_review": {"days_a_month": 32}}', "peer_review.days_a_month: must be at most 31"),
        ('{"stop": ["lunch"]}', "not known: lunch"),
        ('{"magic": 1}', "magic"),
        ("[]", "must be one JSON object"),
        ("{", "is no JSON"),
    ],
)
def test_a_what_if_that_cannot_be_read_is_a_sentence(
    run: Run, demo_home: Path, tmp_path: Path, written: str, said: str
) -> None:
    file = tmp_path / "what-if.json"
    file.write_text(written, encoding="utf-8")
    ran = run("queue", "forecast", "--what-if", str(file), home=demo_home)
    assert ran.code == 2
    assert said in ran.err


def test_a_what_if_of_peer_review_on_too_short_a_history_has_no_dates(
    run: Run, demo_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "what-if.json"
    file.write_text(json.dumps({"peer_review": {"facilitators": 3, "days_a_month": 2}, "stop": ["resubmission"]}))
    found = run("queue", "forecast", "--what-if", str(file), "--under", "5", "--json", home=demo_home).value()
    assert [one["under"] for one in found["queue"]["under"]] == [5]
    assert found["queue"]["under"][0]["p85"] is None
    assert found["method"]
