"""`ispdesk policy …`: every error with its file, line and key; comparing, adopting, replaying."""

import json
from pathlib import Path

import pytest
from running import Run

from ispdesk import policies

WHOLE = (policies.SHIPPED / "current.toml").read_text(encoding="utf-8")
FAULTY = """\
colour = "red"

[timers.qa_first_decision]
budget = 30
sauce = "our default"

[timers.qa_first_decision.rungs]
early = -300
due = { on = 0, to = ["team",
  "minister"] }

[timers."partner reply"]
budget = "30"
after = "3 months"

[timers.amendment]
budget = "10 working days"
rungs.reminder = -10
rungs.due = 0

[timers.review_notice]
before = "3 months"
states = ["assured"]
moves = "lapse"
"""
FOUND = [
    (1, "colour"),
    (4, "timers.qa_first_decision.budget"),
    (5, "timers.qa_first_decision.sauce"),
    (8, "timers.qa_first_decision.rungs.early"),
    (9, "timers.qa_first_decision.rungs.due.to"),
    (12, 'timers."partner reply"'),
    (13, 'timers."partner reply".budget'),
    (14, 'timers."partner reply".after'),
    (18, "timers.amendment.rungs.reminder"),
    (24, "timers.review_notice.moves"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A policy's file; tests write into it."""
    return tmp_path / "our.toml"


def shorter(file: Path) -> Path:
    """The policy of the demonstration's home with a first decision in 20 working days instead of 30."""
    text = (policies.SHIPPED / "wales-2012.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('budget = "30 working days"', 'budget = "20 working days"'), encoding="utf-8")
    return file


def test_every_error_at_once_with_file_line_and_key(run: Run, file: Path) -> None:
    file.write_text(FAULTY, encoding="utf-8")
    ran = run("policy", "check", str(file), "--json")
    assert ran.code == 3
    answer = ran.value()
    assert (answer["error"], answer["ok"]) == ("refused", False)
    assert [(p["line"], p["key"]) for p in answer["problems"]] == FOUND
    assert all(p["file"] == str(file) and p["en"] and p["cy"] and p["en"] != p["cy"] for p in answer["problems"])
    said = run("policy", "check", str(file)).err.splitlines()
    assert [line.partition(": ")[0] for line in said] == [f"{file}:{line}" for line, _ in FOUND]
    assert said[1] == (
        f"{file}:4: timers.qa_first_decision.budget: must be 1 to 260 working days with their unit, "
        'such as "30 working days" or "6 weeks".'
    )
    assert "would fire before the first counted day" in said[8]
    assert "rhaid iddo fod yn 1 i 260 diwrnod gwaith" in run("policy", "check", str(file), lang="cy").err


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        (b'a = 1\nb = "x\n', ":2:7: ", "quotation mark"),
        (b"a = 1\na = 2\n", ":2:6: ", "second time"),
        (b"[timers\n", ":1:8: ", "ends with ]"),
        (b"a = soon\n", ":1:5: ", "quotation marks"),
        (b"budget 30\n", ":1:8: ", "needs ="),
        (b"a = 1 b = 2\n", ":1:7: ", "nothing more"),
        (b'a = """x\n\n', ":1:9: ", "quotation mark"),
        (b"= 3\n", ":1:1: ", "key = value"),
        (b"a = 1\nb = '\xe2\x28\xa1'\n", ":2: ", "UTF-8"),
        (b"\xff\xfea\x00", ":1: ", "UTF-8"),
        (b"", ": ", "is empty"),
        (b"# nothing yet\n", ": ", "is empty"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, ": ", "nested"),
    ],
)
def test_what_is_no_policy_at_all_is_said_in_words(run: Run, file: Path, written: bytes, place: str, said: str) -> None:
    file.write_bytes(written)
    ran = run("policy", "check", str(file))
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"{file}{place}"), ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1


def test_no_file_a_folder_and_a_file_with_a_mark_at_its_beginning(run: Run, file: Path) -> None:
    gone = run("policy", "check", str(file), "--json")
    assert (gone.code, gone.value()["error"]) == (4, "not_found")
    folder = run("policy", "check", str(file.parent))
    assert (folder.code, "is a folder" in folder.err) == (3, True)
    file.write_text("\ufeff" + WHOLE, encoding="utf-8")  # as some editors of Windows save it
    assert run("policy", "check", str(file)).code == 0


@pytest.mark.parametrize("name", policies.names())
def test_the_shipped_policies_are_in_order(run: Run, name: str) -> None:
    ran = run("policy", "check", str(policies.SHIPPED / f"{name}.toml"), "--json")
    answer = ran.value()
    assert (ran.code, answer["ok"], answer["whole"], answer["problems"], answer["missing"]) == (0, True, True, [], [])


def test_a_part_is_checked_for_what_it_has_and_says_what_it_lacks(run: Run, file: Path) -> None:
    file.write_text('[timers.qa_first_decision]\nbudget = "20 working days"\nrungs = { due = 0 }\n', encoding="utf-8")
    ran = run("policy", "check", str(file), "--json")
    answer = ran.value()
    assert (ran.code, answer["ok"], answer["whole"], answer["problems"]) == (0, True, False, [])
    lacks = {(p["line"], p["key"]) for p in answer["missing"]}
    assert {(1, "name"), (1, "backlog.to"), (1, "timers.qa_first_decision.source")} <= lacks
    assert "Before it can be adopted:" in run("policy", "check", str(file)).out
    file.write_text("[backlog.count]\nred = -3\n", encoding="utf-8")
    assert [(p["line"], p["key"]) for p in run("policy", "check", str(file), "--json").value()["problems"]] == [
        (2, "backlog.count.red")
    ]


def test_a_whole_file_has_to_have_every_key(run: Run, file: Path) -> None:
    file.write_text(WHOLE.replace('source = "our default"\ntask = "comment"\n', 'task = "comment"\n'), encoding="utf-8")
    ran = run("policy", "check", str(file), "--json")
    header = WHOLE.split("\n").index("[timers.partner_comment]") + 1
    assert ran.code == 3
    assert [(p["line"], p["key"]) for p in ran.value()["problems"]] == [(header, "timers.partner_comment.source")]


def test_two_policies_are_compared(run: Run, demo_home: Path, file: Path) -> None:
    ran = run("policy", "diff", "adopted", str(shorter(file)), "--json", home=demo_home)
    assert ran.code == 0
    assert ran.value()["changes"] == [
        {"area": "timer", "of": "qa_first_decision", "rung": None, "what": "budget",
         "before": "30 working days", "after": "20 working days"},
    ]  # fmt: skip
    assert "30 working days" in run("policy", "diff", "adopted:1", str(file), home=demo_home).out
    assert run("policy", "diff", "current", "current").out == "No number differs.\n"
    assert run("policy", "diff", "current", "current", lang="cy").out == "Nid oes rhif yn wahanol.\n"


@pytest.mark.parametrize("name", ["nonsense", "adopted:9", "adopted:x", "no/such.toml"])
def test_a_policy_that_nobody_knows_is_not_found(run: Run, demo_home: Path, name: str) -> None:
    for words in (("diff", "current", name), ("replay", name)):
        ran = run("policy", *words, home=demo_home)
        assert (ran.code, ran.out) == (4, "")
        assert name in ran.err


def test_a_policy_is_adopted_with_a_reason_and_shown(run: Run, demo_home: Path, file: Path) -> None:
    words = ("policy", "adopt", str(shorter(file)), "--reason", "The board decided it.", "--at", "2012-10-02")
    answer = run(*words, "--json", home=demo_home).value()
    assert (answer["version"], answer["new"]) == (2, True)
    shown = run("policy", "show", "--json", home=demo_home).value()
    assert {key: shown["in_force"][key] for key in ("version", "by", "reason", "reprojected")} == {
        "version": 2, "by": "operator", "reason": "The board decided it.", "reprojected": False,
    }  # fmt: skip
    assert shown["in_force"]["at"].startswith("2012-10-02T08:30")
    assert shown["in_force"]["operator"]
    assert [row["version"] for row in shown["versions"]] == [2, 1]
    assert "The board decided it." in run("policy", "show", home=demo_home).out
    assert "Nothing new: wales-2012, version 2" in run(*words[:5], home=demo_home).out
    assert "version 3" in run("policy", "adopt", "current", "--reason", "Back.", "--reproject", home=demo_home).out
    assert run("audit", "verify", home=demo_home).code == 0


def test_what_cannot_be_adopted_is_refused_and_changes_nothing(run: Run, demo_home: Path, file: Path) -> None:
    before = run("audit", "verify", "--json", home=demo_home).value()
    file.write_text(FAULTY, encoding="utf-8")
    ran = run("policy", "adopt", str(file), "--reason", "x", "--json", home=demo_home)
    assert ran.code == 3
    found = {(p["line"], p["key"]) for p in ran.value()["problems"]}
    assert set(FOUND) <= found
    assert (1, "name") in found
    part = file.with_name("part.toml")
    part.write_text('[timers.amendment]\nbudget = "20 working days"\n', encoding="utf-8")
    lacking = run("policy", "adopt", str(part), "--reason", "x", home=demo_home)
    assert (lacking.code, "name: is missing" in lacking.err) == (3, True)
    good = str(shorter(file))
    assert run("policy", "adopt", good, home=demo_home).code == 2
    assert run("policy", "adopt", good, "--reason", "  ", home=demo_home).code == 2
    assert run("policy", "adopt", good, "--reason", "x", "--as", "timer", home=demo_home).code == 2
    assert run("policy", "adopt", good, "--reason", "x", "--as", "board-secretary", home=demo_home).code == 3
    assert run("policy", "adopt", good, "--reason", "x", "--as", "nobody-here", home=demo_home).code == 4
    assert run("policy", "adopt", "nowhere.toml", "--reason", "x", home=demo_home).code == 4
    assert run("audit", "verify", "--json", home=demo_home).value() == before


def test_a_replay_is_a_table_and_one_json_value(run: Run, demo_home: Path, file: Path) -> None:
    claim = ("isp", "do", "WALES-003", "claim", "--as", "waspi-team", "--independent", "--at", "2012-10-01T10:00")
    assert run(*claim, home=demo_home).code == 0
    back = ("isp", "do", "WALES-003", "return_for_amendment", "--as", "waspi-team", "--finding", "More is needed.")
    assert run(*back, "--reason", "More is needed.", home=demo_home).code == 0
    assert run("sweep", "--at", "2012-11-20T10:00", home=demo_home).code == 0
    text = (policies.SHIPPED / "wales-2012.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('budget = "6 weeks"', 'budget = "4 weeks"'), encoding="utf-8")
    before = run("audit", "verify", "--json", home=demo_home).value()
    ran = run("policy", "replay", str(file), "--months", "3", "--json", home=demo_home)
    assert ran.code == 0
    answer = ran.value()
    (due,) = [due for due in answer["due_dates"] if due["ref"] == "WALES-003" and due["timer"] == "amendment"]
    assert (due["before"], due["after"], due["days"]) == ("2012-11-12", "2012-10-29", -10)  # 2 October is the first day
    gone = {one["rung"]: one["how"] for one in answer["letters"] if one["ref"] == "WALES-003"}
    assert gone == {"reminder": "moved", "due": "moved", "team": "gone"}
    assert answer["note"]["en"] != answer["note"]["cy"]
    table = run("policy", "replay", str(file), home=demo_home)
    assert "Due dates that would have moved: " in table.out
    assert "WALES-003" in table.out
    assert "Nothing would have been otherwise." in run("policy", "replay", "adopted", home=demo_home).out
    assert run("policy", "replay", str(file), "--months", "0", home=demo_home).code == 2
    assert run("audit", "verify", "--json", home=demo_home).value() == before


def test_every_policy_command_prints_one_json_value(run: Run, demo_home: Path) -> None:
    for words in (("diff", "adopted", "current"), ("show",), ("replay", "current")):
        ran = run("policy", *words, "--json", home=demo_home)
        assert (ran.code, ran.err) == (0, "")
        json.loads(ran.out)
