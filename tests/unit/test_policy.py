import copy
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ispdesk import policies
from models.base import canonical
from notifications.audience import Audience
from notifications.messages import MESSAGES
from states.lifecycle import LIFECYCLE, Party, State
from states.policy import AUDIENCES, MEASURES, PolicyError, parse, working_days

SHIPPED = policies.names()


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
    assert {timer.kind for timer in policy.timers} == {
        "workshop_phase", "qa_first_decision", "qa_resubmission", "amendment",
    }  # fmt: skip
    assert policy.timer("qa_first_decision").budget == 30  # type: ignore[union-attr]
    assert policy.timer("workshop_phase").budget == 30  # type: ignore[union-attr]  # six weeks
    assert policy.timer("no such") is None
    assert canonical(policies.shipped(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_number_says_where_it_comes_from(name: str) -> None:
    policy = policies.read(name)
    sources = [t.source for t in policy.timers] + [limit.source for limit in policy.backlog.limits.values()]
    if policy.backlog.months_min is not None:
        sources.append(policy.backlog.months_source.en)
    assert all(source.startswith(("report ", "our default", "our assumption")) for source in sources)
    assert set(policy.backlog.limits) == set(MEASURES)
    text = (policies.SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    assert "clear_after = 3 # our default" in text


@pytest.mark.parametrize("name", SHIPPED)
def test_every_timer_can_begin_be_counted_and_fall_due(name: str) -> None:
    entered = {move.target for move in LIFECYCLE} | {move.opens for move in LIFECYCLE}
    for timer in policies.read(name).timers:
        assert timer.starts <= timer.states & entered
        assert any(move.holder in timer.parties for move in LIFECYCLE if move.target in timer.states)
        assert 0 in {rung.offset for rung in timer.rungs}
        assert timer.name.en != timer.name.cy
        assert Party.NOBODY not in timer.parties


@pytest.mark.parametrize("name", SHIPPED)
def test_messages_and_readers_of_rungs_exist(name: str) -> None:
    policy = policies.read(name)
    assert {rung.message for timer in policy.timers for rung in timer.rungs} <= set(MESSAGES)
    assert {a for t in policy.timers for r in t.rungs for a in r.audiences} <= set(AUDIENCES)
    assert set(AUDIENCES) == {audience.value for audience in Audience}
    assert set(policy.backlog.audiences) <= set(AUDIENCES)


WRONG: list[tuple[str, str]] = [
    ("policy: “name” must be a text", "del p['name']"),
    ("policy: “profile” must be a text", "p['profile'] = 3"),
    ("policy: “profile” must be one of wales-2012, current", "p['profile'] = 'wales'"),
    ("policy: “signoff_order” must be one of after_qa, before_qa, either", "p['signoff_order'] = 'first'"),
    ("policy: “signoff_order” must be one of after_qa, before_qa, either", "p['signoff_order'] = ['either']"),
    ("policy: “colour” is not known here", "p['colour'] = 'red'"),
    ("policy: “timers” must be a table", "p['timers'] = []"),
    ("timers.x: must be a table", "p['timers']['x'] = 3"),
    ("timers.amendment: “budget” must be 1 to 260 working days", "p['timers']['amendment']['budget'] = 0"),
    ("timers.amendment: “budget” must be 1 to 260 working days", "p['timers']['amendment']['budget'] = '6 months'"),
    ("timers.amendment: “source” must be a text", "p['timers']['amendment']['source'] = ' '"),
    ("timers.amendment: “name_cy” must be a text", "del p['timers']['amendment']['name_cy']"),
    ("timers.amendment: “parties” must list one or more of", "p['timers']['amendment']['parties'] = []"),
    ("timers.amendment: “parties” must list one or more of", "p['timers']['amendment']['parties'] = ['boss']"),
    ("timers.amendment: “parties” must list one or more of", "p['timers']['amendment']['parties'] = [{'a': 1}]"),
    ("timers.amendment: “states” must list one or more of", "p['timers']['amendment']['states'] = 'returned'"),
    ("timers.amendment: “starts” must be among its “states”", "p['timers']['amendment']['starts'] = ['draft']"),
    ("timers.amendment: “rounds” must be any, first or later", "p['timers']['amendment']['rounds'] = 'second'"),
    ("timers.amendment: “rounds” must be any, first or later", "p['timers']['amendment']['rounds'] = ['any']"),
    ("timers.amendment: “clock” is not known here", "p['timers']['amendment']['clock'] = 1"),
    ("timers.amendment: “rungs” must list at least one rung", "p['timers']['amendment']['rungs'] = []"),
    ("timers.amendment.rungs[2]: must be a table", "p['timers']['amendment']['rungs'].append('due')"),
    ("timers.amendment: one rung must have “offset” 0", "del p['timers']['amendment']['rungs'][1]"),
    ("timers.amendment: two rungs are called “due”", "p['timers']['amendment']['rungs'][0]['name'] = 'due'"),
    ("would fire before the first counted day", "p['timers']['amendment']['rungs'][0]['offset'] = -30"),
    ("rungs[0]: “offset” must be a whole number", "p['timers']['amendment']['rungs'][0]['offset'] = True"),
    ("rungs[0]: “offset” must be a whole number", "p['timers']['amendment']['rungs'][0]['offset'] = -0.5"),
    ("rungs[0]: “message” must be a text", "del p['timers']['amendment']['rungs'][0]['message']"),
    ("rungs[0]: “to” must list one or more of", "p['timers']['amendment']['rungs'][0]['to'] = ['minister']"),
    ("rungs[0]: “urgent” must be true or false", "p['timers']['amendment']['rungs'][0]['urgent'] = 'no'"),
    ("rungs[0]: “when” is not known here", "p['timers']['amendment']['rungs'][0]['when'] = 1"),
    ("backlog.count: amber, red and source are missing", "p['backlog']['count'] = 20"),
    ("backlog.count: “red” must be a number, 0 or more", "p['backlog']['count']['red'] = '20'"),
    ("backlog.count: “red” must be a number, 0 or more", "p['backlog']['count']['red'] = math.nan"),
    ("backlog.count: “red” must be a number, 0 or more", "p['backlog']['count']['red'] = math.inf"),
    ("backlog.count: red must not be below amber", "p['backlog']['count']['red'] = 9"),
    ("backlog.count: “source” must be a text", "del p['backlog']['count']['source']"),
    ("backlog: “clear_after” must be a whole number", "p['backlog']['clear_after'] = 0"),
    ("backlog: “to” must list one or more of", "del p['backlog']['to']"),
    ("backlog: “size” is not known here", "p['backlog']['size'] = 1"),
    ("backlog.throughput: must be a table", "p['backlog']['throughput'] = 24"),
    ("backlog.throughput: “months_max” must be a number", "del p['backlog']['throughput']['months_max']"),
    ("backlog.throughput: “months_min” must be a whole number", "p['backlog']['throughput']['months_min'] = 24.5"),
    ("backlog.throughput: months_max must not be below months_min", "p['backlog']['throughput']['months_max'] = 12"),
    ("backlog.throughput: “source” must be a text", "p['backlog']['throughput']['source'] = ''"),
    ("backlog.throughput: “days” is not known here", "p['backlog']['throughput']['days'] = 1"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "change"), WRONG)
def test_each_error_is_reported_alone(said: str, change: str) -> None:
    content = good()
    exec(change, {"p": content, "math": math})  # noqa: S102 - the table above
    found = errors(content)
    assert [line for line in found if said in line], found
    assert len(found) == 1, found


def test_all_errors_are_reported_at_once() -> None:
    content = good()
    del content["name"]
    content["timers"]["amendment"]["budget"] = "soon"
    content["timers"]["qa_resubmission"]["rungs"][0]["to"] = []
    content["backlog"]["count"]["red"] = 1
    content["backlog"]["clear_after"] = "three"
    assert len(errors(content)) == 5


def test_an_empty_file_is_refused_with_everything_that_is_missing() -> None:
    assert len(errors({})) == 7
    assert "; ".join(errors({})) == str(PolicyError(errors({})))


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (1, 1), (260, 260), ("6 weeks", 30), ("1 week", 5), ("15 working days", 15), ("1 working day", 1),
        (0, None), (261, None), (-5, None), (True, None), (2.5, None), ("6 months", None), ("53 weeks", None),
        ("", None), (None, None), ("six weeks", None), ("0 weeks", None), (["6 weeks"], None),
    ],
)  # fmt: skip
def test_a_budget_is_days_or_weeks(written: object, days: int | None) -> None:
    assert working_days(written) == days


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.floats() | st.text(max_size=5) | st.sampled_from(State),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES: list[tuple[Any, ...]] = [
    (key,) for key in good()
] + [("timers", kind, key) for kind, table in good()["timers"].items() for key in (*table, "rounds")] + [
    ("timers", "amendment", "rungs", 0, key) for key in ("name", "offset", "message", "to", "urgent")
] + [("backlog", key) for key in good()["backlog"]] + [
    ("backlog", key, inner) for key in ("count", "throughput") for inner in good()["backlog"][key]
]  # fmt: skip


@given(st.sampled_from(PLACES), VALUES)
def test_whatever_stands_in_a_place_is_read_or_refused_and_never_an_accident(
    place: tuple[Any, ...], value: object
) -> None:
    content = good()
    inside: Any = content
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    try:
        parse(content)
    except PolicyError as refused:
        assert refused.errors  # noqa: PT017 - either way is right
