"""`rules`, `watch` and `doctor`: whether anything has gone quiet, on the command line."""

from pathlib import Path
from typing import Any

from running import Run
from sqlmodel import select
from world import BEGIN, World, to_queue

from ispdesk import rounds
from ispdesk.bootstrap import App
from ispdesk.views.rules import rules_view
from ispdesk.web.record import Record
from models.database import writing
from models.tables.post import Letter


def of(rules: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (found,) = [rule for rule in rules if rule["kind"] == kind]
    return found


def test_rules_lists_every_rule_of_the_policy_in_the_readers_language(run: Run, demo_home: Path) -> None:
    rules = run("rules", "--json", home=demo_home).value()
    first = of(rules, "qa_first_decision")
    assert [rung["rung"] for rung in first["rungs"]] == ["reminder", "last", "due", "escalation_1"]
    assert (first["can_fire"], first["why_not"], first["matches_now"]) == (True, [], 0)
    assert all(rule["can_fire"] for rule in rules)
    english, welsh = run("rules", home=demo_home).out, run("rules", home=demo_home, lang="cy").out
    assert "First decision on quality assurance" in english
    assert "Penderfyniad cyntaf ar sicrhau ansawdd" in welsh
    assert "nodyn atgoffa" in welsh


def test_a_rung_to_somebody_that_there_is_not_says_so(run: Run, demo_home: Path) -> None:
    rules = run("rules", "--json", home=demo_home).value()
    rungs = {rung["rung"]: rung for rung in of(rules, "review")["rungs"]}
    assert rungs["senior_sponsor"]["can_fire"] is False
    assert rungs["senior_sponsor"]["why_not"][0]["en"].startswith("nobody would hear of it but the team")


def test_a_rule_shows_when_it_last_fired_and_when_it_fires_next(world: World) -> None:
    world.run(to_queue("A1"))
    before = {rule.kind: rule for rule in world.read(lambda s: rules_view(s, BEGIN))}["qa_first_decision"]
    assert before.matches == 1
    assert [rung.last for rung in before.rungs] == [None] * 4
    reminder = before.rungs[0].next
    assert reminder is not None
    assert [rung.next for rung in before.rungs[1:]] == [None] * 3
    world.at = reminder
    fire_one(world)
    after = {rule.kind: rule for rule in world.read(lambda s: rules_view(s, reminder))}["qa_first_decision"]
    assert after.rungs[0].last == reminder
    assert after.rungs[0].next is None
    assert after.rungs[1].next is not None
    assert after.rungs[1].next > reminder


def fire_one(world: World) -> None:
    from ispdesk.commands.shape import Order
    from models.queries import timers

    for row, stream, rung, _ in world.read(lambda s: timers.due(s, world.at, 100)):
        if rung == "reminder":
            world.done(Order(f"rung:{row}:{rung}", "fire_rung", stream, "timer", {"timer": row, "rung": rung}))


def test_doctor_is_1_while_something_is_wrong_and_watch_says_it_once(run: Run, demo_home: Path, app: App) -> None:
    assert run("doctor", home=demo_home).code == 0
    with writing(app.engine) as session:
        letter = session.exec(select(Letter).limit(1)).one()
        letter.status, letter.settled_at = "failed", app.now()
        session.add(letter)
    ran = run("doctor", home=demo_home)
    assert ran.code == 1
    assert "Letters that a server refused: 1." in ran.out
    assert run("watch", "--json", home=demo_home).value()["items"] == [
        {"reference": "house", "what": "alert-letters-failed"},
    ]
    assert run("watch", "--json", home=demo_home).value()["items"] == []


def test_the_operators_page_and_the_banner_show_what_is_open(app: App) -> None:
    services = Record(app)
    assert services.operations().alerts == ()
    with writing(app.engine) as session:
        letter = session.exec(select(Letter).limit(1)).one()
        letter.status, letter.settled_at = "uncertain", app.now()
        session.add(letter)
    rounds.watch(app, app.now())
    (alert,) = services.operations().alerts
    assert (alert.kind, alert.since) == ("letters_uncertain", app.now())
    assert alert.name.cy == "Ni ŵyr neb a gyrhaeddodd llythyrau"
    assert services.house().engine_alerts == (alert.says,)
    assert [one.name for one in services.operations().rounds] == ["advance", "measure", "send", "sweep"]
    assert len(services.operations().rules) > 15
