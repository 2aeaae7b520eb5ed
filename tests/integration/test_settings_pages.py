"""The team's settings: a number is changed on a page, tried on the history, and adopted with who and why."""

import datetime as dt

import pytest
from browsing import Browser, Forms
from world import ASSURER, BEGIN, COORDINATOR, LEAD, World, to_queue

from ispdesk import policies
from ispdesk.commands.shape import Order
from models.tables.calendar import PolicyRow
from models.tables.clocks import TimerRow

CLOCK = "/en/settings/clocks/qa_first_decision"
BACKLOG = "/en/settings/numbers/backlog"
AMOUNT = "timers-qa_first_decision-budget"


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Pages are asked on one database; the door and the replay have tests on both."""
    return str(request.param)


def checked(browser: Browser, path: str, **typed: str) -> tuple[str, dict[str, str]]:
    """What a change would mean, and the form by which it is saved."""
    page = browser.send(path, **typed)
    assert page.status_code == 200, page.text
    return page.text, next(one.values for one in Forms.of(page.text) if one.id == "desk-form")


def test_a_change_is_tried_on_the_history_and_adopted_with_its_reason(world: World) -> None:
    world.run(to_queue("A1"))
    world.at = BEGIN + dt.timedelta(60)
    browser = Browser(world, LEAD, strong=True)
    shown = browser.get(CLOCK)
    assert "our default; the report gives no figure (4.9)" in shown
    text, values = checked(browser, CLOCK, **{AMOUNT.replace("-", "__"): "20"})
    assert "30 working days" in text
    assert "20 working days" in text
    assert "A1" in text, "its due date would have been another"
    assert "10 working days earlier" in text
    assert len(world.rows(PolicyRow)) == 1, "nothing is saved yet"
    answer = browser.client.post(CLOCK, data=values)
    assert answer.status_code == 422
    assert "Say why the team changes it." in answer.text
    saved = browser.client.post(CLOCK, data={**values, "reason": "The board asked for it."})
    assert saved.status_code == 303, saved.text
    row = world.rows(PolicyRow)[-1]
    assert (row.version, row.adopted_by, row.reason) == (2, LEAD, "The board asked for it.")
    timer = row.content["timers"]["qa_first_decision"]
    assert timer["budget"] == "20 working days"
    assert timer["source"] == "the team, 2026-05-01: The board asked for it."
    assert {one.policy_version for one in world.rows(TimerRow) if one.kind == "qa_first_decision"} == {1}
    assert "the team, 1 May 2026: The board asked for it." in browser.get(CLOCK)
    assert "y tîm, 1 Mai 2026" in browser.get(CLOCK.replace("/en/", "/cy/"))
    assert "The board asked for it." in browser.get("/en/settings/versions")


def test_what_is_wrong_is_said_at_its_field_in_words(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    page = browser.send(BACKLOG, backlog__count__amber="many", backlog__count__red="5")
    assert page.status_code == 422
    assert 'href="#backlog-count-amber"' in page.text
    assert "Amber: must be a number, 0 or more." in page.text
    low = browser.send(BACKLOG, backlog__count__red="5")
    assert "Red: must not be below amber." in low.text
    assert 'value="5"' in low.text, "what was typed stays"
    gone = browser.send(CLOCK, **{AMOUNT.replace("-", "__"): ""})
    assert f'href="#{AMOUNT}"' in gone.text
    none = browser.send(BACKLOG)
    assert "Nothing is changed" in none.text
    assert len(world.rows(PolicyRow)) == 1


def test_a_share_is_typed_in_per_cent_and_levels_say_they_move_no_date(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    text, values = checked(browser, BACKLOG, backlog__share_over_budget__amber="30")
    assert "30%" in text
    assert "move no due date" in text
    browser.client.post(BACKLOG, data={**values, "reason": "x"})
    assert world.rows(PolicyRow)[-1].content["backlog"]["share_over_budget"]["amber"] == 0.3


def test_a_mark_is_added_changed_and_removed(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    rung = "timers-qa_first_decision-rungs-"
    form = next(one for one in Forms.of(browser.get(CLOCK)) if one.id == "desk-form").values
    multiple = {
        **form,
        f"{rung}last-to": "team",
        f"{rung}reminder-to": "team",
        f"{rung}due-to": "team",
        f"{rung}escalation_1-to": ["team", "board_secretary"],
        f"{rung}last-remove": "yes",
        f"{rung}reminder-on": "7",
        f"{rung}new-on": "10",
        f"{rung}new-on-side": "after",
        f"{rung}new-to": ["team_lead"],
        f"{rung}escalation_1-urgent": "yes",
    }
    page = browser.client.post(CLOCK, data=multiple)
    assert page.status_code == 200, page.text
    assert "7 before the due day" in page.text
    values = next(one for one in Forms.of(page.text) if one.id == "desk-form").values
    back = browser.client.post(CLOCK, data={**values, "_back": "1"})
    assert 'value="7"' in back.text
    full = {**multiple, "_step": "check", "reason": "Sooner"}
    assert browser.client.post(CLOCK, data=full).status_code == 303
    timer = policies.parse(world.rows(PolicyRow)[-1].content).timer("qa_first_decision")
    assert timer is not None
    assert [(one.name, one.offset) for one in timer.rungs] == [
        ("reminder", -7), ("due", 0), ("escalation_1", 5), ("escalation_2", 10),
    ]  # fmt: skip
    assert timer.rung("escalation_2").audiences == ("team_lead",)  # type: ignore[union-attr]
    assert timer.rung("reminder").source.startswith("the team, ")  # type: ignore[union-attr]
    assert timer.rung("due").source == ""  # type: ignore[union-attr]
    assert timer.rung("escalation_1").urgent  # type: ignore[union-attr]


def test_assurers_look_and_do_not_save_and_a_mailed_link_saves_nothing(world: World) -> None:
    looking = Browser(world, ASSURER, strong=True)
    assert "desk-form" not in looking.get(CLOCK)
    assert "30 working days" in looking.get(CLOCK)
    Browser(world, COORDINATOR).get("/en/settings", 403)
    weak = Browser(world, LEAD)
    text, values = checked(weak, BACKLOG, backlog__count__amber="12")
    assert "second step" in text
    refused = weak.client.post(BACKLOG, data={**values, "reason": "x"})
    assert refused.status_code == 422
    assert "second step of sign-in" in refused.text
    assert len(world.rows(PolicyRow)) == 1


def test_two_leads_do_not_overwrite_each_other(world: World) -> None:
    one, other = (Browser(world, LEAD, strong=True) for _ in range(2))
    _, mine = checked(one, BACKLOG, backlog__count__amber="12")
    _, theirs = checked(other, BACKLOG, backlog__count__amber="14")
    assert one.client.post(BACKLOG, data={**mine, "reason": "a"}).status_code == 303
    late = other.client.post(BACKLOG, data={**theirs, "reason": "b"})
    assert late.status_code == 422
    assert "changed meanwhile" in late.text
    assert world.rows(PolicyRow)[-1].content["backlog"]["count"]["amber"] == 12


def test_the_language_switch_keeps_what_was_typed_on_both_steps(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    _, values = checked(browser, BACKLOG, backlog__count__amber="12")
    switched = browser.client.post("/cy/settings/numbers/backlog", data={**values, "_switch": "cy", "reason": "Pam"})
    assert switched.status_code == 200
    assert "Beth fyddai'r newid hwn yn ei olygu" in switched.text.replace("&#39;", "'")
    assert "Pam" in switched.text
    assert len(world.rows(PolicyRow)) == 1


def test_a_new_mark_that_nobody_reads_is_wrong_at_its_own_field(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    rung = "timers__qa_first_decision__rungs__"
    typed = {f"{rung}new__on": "10", f"{rung}new__on__side": "after", f"{rung}escalation_1__to": "team"}
    page = browser.send(CLOCK, **typed, **{f"{rung}{name}__to": "team" for name in ("reminder", "last", "due")})
    assert page.status_code == 422
    assert 'href="#timers-qa_first_decision-rungs-new-to"' in page.text
    assert '<details class="govuk-details" open>' in page.text


def test_the_weights_of_the_queues_order_are_numbers_too(world: World) -> None:
    browser = Browser(world, LEAD, strong=True)
    path = "/en/settings/numbers/score"
    assert "Children or adults at risk" in browser.get(path)
    text, values = checked(browser, path, score__gap__points="25")
    assert "Fills a gap in coverage" in text
    assert browser.client.post(path, data={**values, "reason": "Gaps first"}).status_code == 303
    score = world.rows(PolicyRow)[-1].content["score"]
    assert (score["gap"]["points"], score["gap"]["source"]) == (25, "the team, 2026-03-02: Gaps first")
    assert score["used"]["source"] == "our default"
    browser.get("/en/settings/numbers/nothing", 404)
    browser.get("/en/settings/clocks/nothing", 404)


def test_the_door_refuses_a_policy_that_was_changed_meanwhile(world: World) -> None:
    content = policies.shipped("current")
    content["backlog"]["count"]["amber"] = 12
    payload = {"content": content, "reason": "x"}
    stale = Order("late", "adopt_policy", "policy:policy", LEAD, payload, expected="7")
    assert world.refused(stale) == ("stale",)
    world.done(Order("fresh", "adopt_policy", "policy:policy", LEAD, payload, expected="1"))
