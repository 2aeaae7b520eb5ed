import copy
import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ispdesk import policies, replay
from ispdesk.cli import policies as cli
from ispdesk.commands import policy_words
from ispdesk.words import WORDS
from models.base import canonical
from notifications.audience import Audience
from notifications.messages import MESSAGES
from states import comparing
from states import replay as rules
from states.lifecycle import LIFECYCLE, Party, State
from states.parsing import MEASURES, PolicyError, parse, period, problems_of, working_days
from states.policy import AUDIENCES, TASKS, Anchor, Period

SHIPPED = policies.names()
KINDS = {
    "workshop_phase", "workshop_gap", "idle", "partner_comment", "partner_reply", "partner_signoff", "promise",
    "qa_triage", "qa_first_decision", "qa_resubmission", "amendment", "hold", "compliance", "consent", "review_notice",
    "review", "review_lapse", "non_signatory", "facilitator_idle",
}  # fmt: skip
NEW = {"self_returns", "self_return", "event"}
"""Of the current policy alone: nobody asked for returns in 2012."""


def good() -> dict[str, Any]:
    return copy.deepcopy(policies.shipped("wales-2012"))


def errors(content: object) -> list[str]:
    with pytest.raises(PolicyError) as refused:
        parse(content)  # type: ignore[arg-type]
    return refused.value.errors


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_parses_and_bears_its_files_name(name: str) -> None:
    policy = policies.read(name)
    assert (policy.name, policy.profile) == (name, name)
    assert {timer.kind for timer in policy.timers} == KINDS | (NEW if name == "current" else set())
    assert policy.timer("qa_first_decision").budget == 30  # type: ignore[union-attr]
    assert policy.timer("workshop_phase").budget == 30  # type: ignore[union-attr]  # six weeks
    assert policy.timer("workshop_gap").period == Period(days=42)  # type: ignore[union-attr]
    assert policy.timer("review_notice").period == Period(months=3, before=True)  # type: ignore[union-attr]
    assert policy.timer("no such") is None
    assert canonical(policies.shipped(name))
    assert policies.checked(policies.SHIPPED / f"{name}.toml").whole


SOURCE = re.compile(r"report |our default|our assumption|the partner's own word|the review date set at assurance")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_number_says_where_it_comes_from(name: str) -> None:
    policy = policies.read(name)
    sources = [t.source for t in policy.timers] + [limit.source for limit in policy.backlog.limits.values()]
    sources.append(policy.digest.source)
    sources += [weight.source for weight in policy.score.values()]
    assert all(f"{part} = {{ points" in (policies.SHIPPED / f"{name}.toml").read_text() for part in policy.score)
    if policy.backlog.months_min is not None:
        sources.append(policy.backlog.months_source.en)
    assert [source for source in sources if not SOURCE.match(source)] == []
    assert set(policy.backlog.limits) == set(MEASURES)
    text = (policies.SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    assert "clear_after = 3 # our default" in text


@pytest.mark.parametrize("name", SHIPPED)
def test_every_timer_can_begin_be_counted_and_fall_due(name: str) -> None:
    entered = {move.target for move in LIFECYCLE} | {move.opens for move in LIFECYCLE}
    for timer in policies.read(name).timers:
        assert timer.states <= {*entered, State.IDENTIFIED}
        assert timer.starts <= timer.states
        assert bool(timer.budget) == (timer.period is None)
        assert timer.name.en != timer.name.cy
        assert Party.NOBODY not in timer.parties
        if timer.period is not None:
            assert timer.anchor is not None
            assert timer.rungs or timer.moves
        elif timer.task is None:
            assert timer.starts
            assert any(move.holder in timer.parties for move in LIFECYCLE if move.target in timer.states)
        if timer.moves is None and timer.kind != "hold":  # a hold ends by `resume`: it only reminds
            assert 0 in {rung.offset for rung in timer.rungs}


@pytest.mark.parametrize("name", SHIPPED)
def test_messages_and_readers_of_rungs_exist(name: str) -> None:
    policy = policies.read(name)
    assert {rung.message for timer in policy.timers for rung in timer.rungs} <= set(MESSAGES)
    assert policy_words.problems_of(policy) == []
    assert {a for t in policy.timers for r in t.rungs for a in r.audiences} <= set(AUDIENCES)
    assert set(AUDIENCES) == {audience.value for audience in Audience}
    assert set(policy.backlog.audiences) <= set(AUDIENCES)
    assert {timer.task for timer in policy.timers} - {None, "promise"} <= set(TASKS)


A = "p['timers']['amendment']"
G = "p['timers']['workshop_gap']"
WRONG: list[tuple[str, str]] = [
    ("name: is missing; it must be a text", "del p['name']"),
    ("name: must have at most 60 characters", "p['name'] = 'n' * 61"),
    ("profile: must be one of current, wales-2012", "p['profile'] = 3"),
    ("profile: must be one of current, wales-2012", "p['profile'] = 'wales'"),
    ("signoff_order: must be one of after_qa, before_qa, either", "p['signoff_order'] = 'first'"),
    ("signoff_order: must be one of after_qa, before_qa, either", "p['signoff_order'] = ['either']"),
    ("colour: is not known here", "p['colour'] = 'red'"),
    ("timers: must be a table", "p['timers'] = []"),
    ("timers: must have at least one timer", "p['timers'] = {}"),
    ("timers.x: must be a table", "p['timers']['x'] = 3"),
    ('timers."No Way": must be called in small letters', "p['timers']['No Way'] = p['timers'].pop('amendment')"),
    ("timers.amendment.name_en: must be one line that can be seen", f"{A}['name_en'] = 'a\\nb'"),
    ("timers.amendment.name_cy: must be one line that can be seen", f"{A}['name_cy'] = 'a\u202eb'"),
    ("timers.amendment.budget: must be 1 to 260 working days", f"{A}['budget'] = 30"),
    ("timers.amendment.budget: must be 1 to 260 working days", f"{A}['budget'] = '30'"),
    ("timers.amendment.budget: must be 1 to 260 working days", f"{A}['budget'] = '30 days'"),
    ("timers.amendment.budget: must be 1 to 260 working days", f"{A}['budget'] = '0 working days'"),
    ("timers.amendment.budget: must be 1 to 260 working days", f"{A}['budget'] = '6 months'"),
    ("timers.amendment: needs either budget", f"del {A}['budget']"),
    ("timers.amendment.after: needs either budget", f"{A}['after'] = '3 months'"),
    ("timers.workshop_gap.after: needs either budget", f"{G}['budget'] = '30 working days'"),
    ("timers.workshop_gap.before: needs either budget", f"{G}['before'] = '6 weeks'"),
    ("timers.workshop_gap.after: must be a number with its unit", f"{G}['after'] = 42"),
    ("timers.workshop_gap.after: must be a number with its unit", f"{G}['after'] = '42'"),
    ("timers.workshop_gap.after: must be a number with its unit", f"{G}['after'] = '11 years'"),
    ("timers.workshop_gap.before: cannot be before what has happened", f"{G}['before'] = {G}.pop('after')"),
    ("timers.workshop_gap.anchor: is missing; it must be one of", f"del {G}['anchor']"),
    ("timers.workshop_gap.anchor: must be one of", f"{G}['anchor'] = 'christmas'"),
    ("timers.workshop_gap.held_by: belongs to a budget", f"{G}['held_by'] = ['team']"),
    ("timers.workshop_gap.task: belongs to a budget", f"{G}['task'] = 'reply'"),
    ("timers.workshop_gap.starts: belongs to a budget", f"{G}['starts'] = ['workshops']"),
    ("timers.workshop_gap.rounds: belongs to a budget", f"{G}['rounds'] = 'first'"),
    ("timers.workshop_gap.rungs: must name at least one rung", f"{G}['rungs'] = {{}}"),
    ("timers.workshop_gap.rungs: must name at least one rung", f"del {G}['rungs']"),
    ("rungs.early: would fire before the day that it is reckoned from", f"{G}['rungs']['early'] = -31"),
    ("timers.amendment.anchor: belongs to a date", f"{A}['anchor'] = 'activity'"),
    ("timers.amendment.moves: belongs to a date", f"{A}['moves'] = 'submit'"),
    ("timers.partner_reply.held_by: belongs to a timer without", "p['timers']['partner_reply']['held_by'] = ['team']"),
    ("timers.partner_reply.task: must be one of comment", "p['timers']['partner_reply']['task'] = 'dance'"),
    ("timers.review_notice.moves: must be one of give", "p['timers']['review_notice']['moves'] = 'lapse'"),
    ("timers.review_notice.moves: must be one of give", "p['timers']['review_notice']['moves'] = 'assure'"),
    ("timers.review_notice.moves: is made only from draft", "p['timers']['review_notice']['moves'] = 'submit'"),
    ("timers.amendment.source: must be a text", f"{A}['source'] = ' '"),
    ("timers.amendment.source: is missing; it must be a text", f"del {A}['source']"),
    ("timers.amendment.name_cy: is missing; it must be a text", f"del {A}['name_cy']"),
    ("timers.amendment.held_by: must list one or more of", f"{A}['held_by'] = []"),
    ("timers.amendment.held_by: must list one or more of", f"{A}['held_by'] = ['boss']"),
    ("timers.amendment.held_by: must list one or more of", f"{A}['held_by'] = [{{'a': 1}}]"),
    ("timers.amendment.states: must list one or more of", f"{A}['states'] = 'returned'"),
    ("timers.amendment.starts: must be among its states", f"{A}['starts'] = ['draft']"),
    ("timers.amendment.rounds: must be one of any, first, later", f"{A}['rounds'] = 'second'"),
    ("timers.amendment.rounds: must be one of any, first, later", f"{A}['rounds'] = ['any']"),
    ("timers.amendment.clock: is not known here", f"{A}['clock'] = 1"),
    ("timers.amendment.parties: is not known here", f"{A}['parties'] = ['coordinator']"),
    ("timers.amendment.rungs: one rung must be 0", f"{A}['rungs'] = {{}}"),
    ("timers.amendment.rungs: one rung must be 0", f"del {A}['rungs']['due']"),
    ("timers.amendment.rungs.team: must be a number of working days", f"{A}['rungs']['team'] = 'due'"),
    ("timers.amendment.rungs.team: must be a number of working days", f"{A}['rungs']['team'] = True"),
    ("timers.amendment.rungs.team: must be a number of working days", f"{A}['rungs']['team'] = -0.5"),
    ("timers.amendment.rungs.team: must be a whole number of working", f"{A}['rungs']['team'] = 261"),
    ("timers.amendment.rungs.team.on: must be a whole number", f"{A}['rungs']['team']['on'] = '10'"),
    ("timers.amendment.rungs.team.on: is missing; it must be a whole", f"del {A}['rungs']['team']['on']"),
    ("rungs.1: must be called in small letters", f"{A}['rungs']['1'] = 1"),
    ("rungs.reminder: would fire before the first counted day", f"{A}['rungs']['reminder']['on'] = -30"),
    ("rungs.reminder: would fire before the first counted day", f"{A}['budget'] = '5 working days'"),
    ("rungs.reminder.message: must be a text", f"{A}['rungs']['reminder']['message'] = 3"),
    ("rungs.reminder.to: must list one or more of", f"{A}['rungs']['reminder']['to'] = ['minister']"),
    ("; not known: minister", f"{A}['rungs']['reminder']['to'] = ['minister', 'team']"),
    ("rungs.reminder.to: is missing; it must list one", f"del {A}['rungs']['reminder']['to']"),
    ("rungs.reminder.urgent: must be true or false", f"{A}['rungs']['reminder']['urgent'] = 'no'"),
    ("rungs.reminder.confirm: must be one of automatic", f"{A}['rungs']['reminder']['confirm'] = 'minister'"),
    ("rungs.reminder.when: is not known here", f"{A}['rungs']['reminder']['when'] = 1"),
    ("digest: must be a table", "p['digest'] = 20"),
    ("digest.most: must be a whole number, 1 or more", "p['digest']['most'] = 0"),
    ("digest.urgent: must list messages", "p['digest']['urgent'] = 'clock_due'"),
    ("digest.source: is missing; it must be a text", "del p['digest']['source']"),
    ("digest.hour: is not known here", "p['digest']['hour'] = 9"),
    ("score.used: must be a table", "p['score']['used'] = 40"),
    ("score.used.points: must be a whole number, 0 to 500", "p['score']['used']['points'] = -1"),
    ("score.used.source: is missing; it must be a text", "del p['score']['used']['source']"),
    ("score.used.points: is missing", "del p['score']['used']['points']"),
    ("score.luck: is not known here", "p['score']['luck'] = {}"),
    ("backlog.count: must be a table with amber, red, source", "p['backlog']['count'] = 20"),
    ("backlog.count: is missing; it must be a table with", "del p['backlog']['count']"),
    ("backlog.count.red: must be a number, 0 or more", "p['backlog']['count']['red'] = '20'"),
    ("backlog.count.red: must be a number, 0 or more", "p['backlog']['count']['red'] = math.nan"),
    ("backlog.count.red: must be a number, 0 or more", "p['backlog']['count']['red'] = math.inf"),
    ("backlog.count.red: must not be below amber", "p['backlog']['count']['red'] = 9"),
    ("backlog.count.source: is missing; it must be a text", "del p['backlog']['count']['source']"),
    ("backlog.clear_after: must be a whole number", "p['backlog']['clear_after'] = 0"),
    ("backlog.to: is missing; it must list one or more of", "del p['backlog']['to']"),
    ("backlog.size: is not known here", "p['backlog']['size'] = 1"),
    ("backlog.throughput: must be a table", "p['backlog']['throughput'] = 24"),
    ("backlog.throughput.months_max: is missing; it must be", "del p['backlog']['throughput']['months_max']"),
    ("backlog.throughput.months_min: must be a whole number", "p['backlog']['throughput']['months_min'] = 24.5"),
    ("backlog.throughput.months_max: must not be below", "p['backlog']['throughput']['months_max'] = 12"),
    ("backlog.throughput.source: must be a text", "p['backlog']['throughput']['source'] = ''"),
    ("backlog.throughput.days: is not known here", "p['backlog']['throughput']['days'] = 1"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "change"), WRONG)
def test_each_error_is_reported_alone_with_its_key(said: str, change: str) -> None:
    content = good()
    exec(change, {"p": content, "math": math})  # noqa: S102 - the table above
    found = errors(content)
    assert [line for line in found if said in line], found
    assert len(found) == 1, found


@pytest.mark.parametrize(("said", "change"), [row for row in WRONG if "is missing" not in row[0]])
def test_what_a_part_of_a_policy_has_is_checked_alike(said: str, change: str) -> None:
    content = good()
    exec(change, {"p": content, "math": math})  # noqa: S102 - the table above
    lacks = ("at least one", "needs either budget", "one rung must be 0", "name at least one rung")
    found = [str(problem) for problem in problems_of(content)]
    assert any(said in line for line in found) or any(words in said for words in lacks)
    for key in ("name", "profile", "backlog", "digest", "score"):
        content.pop(key, None)
    left = [str(problem) for problem in problems_of(content)]
    assert left == [line for line in found if line.startswith(("timers", "colour", "signoff_order"))]


def test_what_a_part_of_a_policy_has_not_is_no_problem() -> None:
    assert problems_of({}) == []
    assert problems_of({"timers": {"x": {"budget": "6 weeks"}}}) == []
    assert problems_of({"timers": {"x": {"rungs": {"reminder": {"message": "clock_due"}, "due": 0}}}}) == []
    assert problems_of({"backlog": {"count": {"red": 3}}, "digest": {"urgent": []}}) == []
    for key, table in good()["timers"].items():
        for left_out in table:
            part = {name: value for name, value in table.items() if name != left_out}
            assert problems_of({"timers": {key: part}}) == []


def test_a_message_that_a_rung_cannot_say_is_a_problem() -> None:
    content = good()
    content["timers"]["amendment"]["rungs"]["due"]["message"] = "no_such"
    content["timers"]["amendment"]["rungs"]["team"]["message"] = "backlog_level"
    content["timers"]["facilitator_idle"]["rungs"]["due"]["message"] = "clock_due"
    content["digest"]["urgent"] = ["clock_due", "no_such"]
    keys = [".".join(problem.key) for problem in policy_words.problems_of(parse(content))]
    assert keys == [
        "timers.amendment.rungs.due.message",
        "timers.amendment.rungs.team.message",
        "timers.facilitator_idle.rungs.due.message",
        "digest.urgent",
    ]
    assert sorted(".".join(problem.key) for problem in policy_words.problems_of_content(content)) == sorted(keys)
    assert policy_words.problems_of_content({"timers": [], "digest": 3}) == []


def test_a_rung_that_is_a_number_addresses_the_holder_with_the_plain_message() -> None:
    content = good()
    content["timers"]["amendment"]["rungs"] = {"reminder": -5, "due": 0, "late": 3}
    timer = parse(content).timer("amendment")
    assert timer is not None
    assert [(r.name, r.offset, r.message, r.audiences) for r in timer.rungs] == [
        ("reminder", -5, "clock_reminder", ("holder",)),
        ("due", 0, "clock_due", ("holder",)),
        ("late", 3, "clock_overdue", ("holder",)),
    ]


def test_a_rung_may_stand_on_the_first_counted_day_and_the_anchors_own_day() -> None:
    content = good()
    content["timers"]["amendment"]["rungs"]["first"] = -29  # of 30 days
    content["timers"]["workshop_gap"]["rungs"]["early"] = -30  # six weeks: 30 working days
    content["timers"]["hold"]["rungs"]["early"] = -60  # before a day that is still to come
    assert parse(content)


def test_all_errors_are_reported_at_once() -> None:
    content = good()
    del content["name"]
    content["timers"]["amendment"]["budget"] = "soon"
    content["timers"]["qa_resubmission"]["rungs"]["due"]["to"] = []
    content["backlog"]["count"]["red"] = 1
    content["backlog"]["clear_after"] = "three"
    found = errors(content)
    assert {line.partition(":")[0] for line in found} == {
        "name", "timers.amendment.budget", "timers.qa_resubmission.rungs.due.to", "backlog.count.red",
        "backlog.clear_after",
    }  # fmt: skip
    assert len(found) == 5


def test_an_empty_file_is_refused_with_everything_that_is_missing() -> None:
    with pytest.raises(PolicyError) as refused:
        parse({})
    assert len(refused.value.errors) == 8
    assert "; ".join(refused.value.errors) == str(refused.value)
    assert all(problem.said.cy for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("1 working day", 1), ("260 working days", 260), ("6 weeks", 30), ("1 week", 5), ("15 working days", 15),
        (30, None), ("30", None), ("30 days", None), ("0 working days", None), ("261 working days", None),
        (-5, None), (True, None), (2.5, None), ("6 months", None), ("53 weeks", None), ("٣ weeks", None),
        ("", None), (None, None), ("six weeks", None), ("0 weeks", None), (["6 weeks"], None), ("6 weeks\n", None),
    ],
)  # fmt: skip
def test_a_budget_is_working_days_or_weeks_with_its_unit(written: object, days: int | None) -> None:
    assert working_days(written) == days


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3 months", Period(months=3)), ("1 month", Period(months=1)), ("2 years", Period(months=24)),
        ("12 weeks", Period(days=84)), ("0 days", Period()), ("10 days", Period(days=10)),
        ("10 years", Period(months=120)),
        ("11 years", None), ("121 months", None), ("3661 days", None), (3, None), ("3", None), ("-3 days", None),
        ("three months", None), (None, None), ("3  months", None),
    ],
)  # fmt: skip
def test_a_period_has_its_unit(written: object, read: Period | None) -> None:
    assert period(written, before=False) == read


def test_every_anchor_is_used_by_the_shipped_policies() -> None:
    assert {timer.anchor for timer in policies.read("current").timers} - {None} == set(Anchor)


def test_every_word_of_the_policy_commands_is_said_somewhere() -> None:
    """Words are asked for by the last part of their key; those of a set by the values of that set."""
    sources = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8") for module in (cli, comparing, replay, rules)
    )
    said = set(re.findall(r"""["'](?:policy\.)?([a-z_.]+)["']""", sources))
    keys = [key.removeprefix("policy.") for key in WORDS if key.startswith("policy.")]
    assert [key for key in keys if not {key, key.rpartition(".")[2]} & said] == []
    assert len(keys) > 30
    assert "no_such_word" not in said


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.floats() | st.text(max_size=5) | st.sampled_from(State),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES: list[tuple[Any, ...]] = [
    (key,) for key in good()
] + [("timers", kind, key) for kind, table in good()["timers"].items() for key in (*table, "rounds")] + [
    ("timers", "amendment", "rungs", "due", key) for key in ("on", "message", "to", "urgent", "confirm")
] + [("timers", "amendment", "rungs", "due")] + [("backlog", key) for key in good()["backlog"]] + [
    ("backlog", key, inner) for key in ("count", "throughput") for inner in good()["backlog"][key]
]  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(PLACES), VALUES)
def test_whatever_stands_in_a_place_is_read_or_refused_and_never_an_accident(
    place: tuple[Any, ...], value: object
) -> None:
    content = good()
    inside: Any = content
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    policy_words.problems_of_content(content)
    partly = problems_of(content)
    try:
        policy_words.problems_of(parse(content))
    except PolicyError as refused:
        assert {problem.key for problem in partly} <= {problem.key for problem in refused.problems}  # noqa: PT017
    else:
        assert partly == []
