"""`ispdesk after …`: put down from a terminal, shown, and refused in words."""

from pathlib import Path

from running import Run


def in_force(run: Run, home: Path) -> tuple[str, str]:
    """An ISP in force, and somebody of the team."""
    rows = run("isp", "list", "--json", home=home).value()
    people = run("people", "--json", home=home).value()
    team = next(one["ref"] for one in people if "team_lead" in one["roles"])
    return next(row["ref"] for row in rows if row["state"] == "assured"), team


def test_a_check_and_an_event_are_put_down_and_shown(run: Run, demo_home: Path) -> None:
    ref, team = in_force(run, demo_home)
    asked = [one for one in run("after", "questions", "--json", home=demo_home).value() if one["of"] == "visit"]
    assert [one["code"] for one in asked] == ["as_flows"]
    made = run("after", "check", ref, "visit", "--as", team, "--answer", "as_flows=no", "--found", "as_flows=By hand",
               "--json", home=demo_home).value()  # fmt: skip
    assert (made["outcome"], made["events"]) == ("findings", [1])
    known = run("after", "event", ref, "new_system", "A new record system", "--as", team, "--json", home=demo_home)
    assert known.value()["calls"] == "review"
    seen = run("after", "show", ref, "--json", home=demo_home).value()
    assert [one["kind"] for one in seen["open"]] == ["finding", "new_system"]
    assert "yn galw am adolygiad" in run("after", "show", ref, home=demo_home, lang="cy").out


def test_what_cannot_be_is_refused_in_words(run: Run, demo_home: Path) -> None:
    ref, team = in_force(run, demo_home)
    gone = run("after", "show", "NO-SUCH", home=demo_home)
    assert (gone.code, "There is no ISP “NO-SUCH”" in gone.err + gone.out) == (4, True)
    for given, words in (
        (("after", "check", ref, "lunch", "--as", team), "write compliance, consent, visit"),
        (("after", "check", ref, "visit", "--as", team, "--answer", "yes"), "CODE=WORDS"),
        (("after", "event", ref, "flood", "x", "--as", team), "write breach, error"),
    ):
        wrong = run(*given, home=demo_home)
        assert (wrong.code, words in wrong.err + wrong.out) == (2, True), wrong
    law = ("after", "law", "An Act", "--cites", "No Such Act 1901", "--as", team)
    assert run(*law, home=demo_home).code == 4
