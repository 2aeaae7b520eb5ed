import copy
import dataclasses
from typing import Any

from ispdesk import policies
from states.comparing import Change, compare
from states.parsing import parse


def changed(change: str) -> list[tuple[str, str, str | None, str, str | None, str | None]]:
    content: dict[str, Any] = copy.deepcopy(policies.shipped("wales-2012"))
    exec(change, {"p": content})  # noqa: S102 - written below
    return [dataclasses.astuple(one) for one in compare(policies.read("wales-2012"), parse(content))]


def test_the_same_policy_differs_in_nothing() -> None:
    assert changed("") == []
    assert changed("p['timers']['amendment'].update(budget='30 working days', source='our default', name_en='X')") == []


def test_a_budget_and_a_period_say_both_numbers() -> None:
    assert changed("p['timers']['amendment']['budget'] = '4 weeks'") == [
        ("timer", "amendment", None, "budget", "30 working days", "20 working days")
    ]
    assert changed("p['timers']['idle']['after'] = '4 months'") == [
        ("timer", "idle", None, "period", "84 days after", "4 months after")
    ]


def test_the_points_of_a_part_of_the_score_say_both_numbers() -> None:
    assert changed("p['score']['gap']['points'] = 25") == [("score", "", None, "gap", "10", "25")]
    assert changed("del p['score']") == []  # our defaults


def test_a_rung_is_added_removed_moved_or_read_by_others() -> None:
    assert changed("p['timers']['amendment']['rungs']['last'] = -1") == [
        ("rung", "amendment", "last", "added", None, "-1")
    ]
    assert changed("del p['timers']['amendment']['rungs']['team']") == [
        ("rung", "amendment", "team", "removed", "+10", None)
    ]
    assert changed("p['timers']['amendment']['rungs']['team']['on'] = 5") == [
        ("rung", "amendment", "team", "on", "+10", "+5")
    ]
    assert changed("p['timers']['amendment']['rungs']['due'].update(to=['coordinator', 'team'], urgent=True)") == [
        ("rung", "amendment", "due", "to", "coordinator", "coordinator, team"),
        ("rung", "amendment", "due", "urgent", "no", "yes"),
    ]
    assert changed("p['timers']['amendment']['rungs']['team']['confirm'] = 'coordinator'") == [
        ("rung", "amendment", "team", "confirm", "as usual", "coordinator")
    ]


def test_a_timer_is_added_or_removed_with_its_rungs() -> None:
    assert changed("del p['timers']['amendment']") == [
        ("timer", "amendment", None, "removed", "30 working days", None),
        ("rung", "amendment", "reminder", "removed", "-5", None),
        ("rung", "amendment", "due", "removed", "0", None),
        ("rung", "amendment", "team", "removed", "+10", None),
    ]
    added = changed("p['timers']['second'] = dict(p['timers']['review_notice'], before='2 months')")
    assert added == [("timer", "second", None, "added", None, "2 months before")]


def test_who_holds_it_where_it_starts_and_the_anchor() -> None:
    assert changed("p['timers']['amendment'].update(held_by=['coordinator', 'partners'], rounds='later')") == [
        ("timer", "amendment", None, "held_by", "coordinator", "coordinator, partners"),
        ("timer", "amendment", None, "rounds", "any", "later"),
    ]
    assert changed("p['timers']['workshop_gap']['anchor'] = 'activity'") == [
        ("timer", "workshop_gap", None, "anchor", "workshop", "activity")
    ]


def test_limits_digest_and_the_rest() -> None:
    assert changed("p['backlog']['count'].update(amber=8, red=16)") == [
        ("limit", "count", None, "amber", "10", "8"),
        ("limit", "count", None, "red", "20", "16"),
    ]
    assert changed("p.update(name='n', signoff_order='before_qa')") == [
        ("policy", "", None, "name", "wales-2012", "n"),
        ("policy", "", None, "signoff_order", "either", "before_qa"),
    ]
    assert changed("p['digest'].update(most=5, urgent=['clock_due'])") == [
        ("digest", "", None, "most", "20", "5"),
        ("digest", "", None, "urgent", "-", "clock_due"),
    ]
    assert changed("p['backlog'].pop('throughput'); p['backlog']['clear_after'] = 1") == [
        ("backlog", "", None, "clear_after", "3", "1"),
        ("backlog", "", None, "months_min", "24", None),
        ("backlog", "", None, "months_max", "33", None),
    ]


def test_the_two_shipped_policies_differ_in_name_profile_months_and_the_clocks_after_assurance() -> None:
    found = compare(policies.read("wales-2012"), policies.read("current"))
    assert {(one.area, one.what) for one in found} == {
        ("policy", "name"), ("policy", "profile"), ("backlog", "months_min"), ("backlog", "months_max"),
        ("timer", "added"), ("rung", "added"),
    }  # fmt: skip
    assert found[0] == Change("policy", "", None, "name", "wales-2012", "current")
    back = compare(policies.read("current"), policies.read("wales-2012"))
    assert Change("backlog", "", None, "months_min", None, "24") in back
