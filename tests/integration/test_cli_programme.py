"""`ispdesk organisation`, `facilitator`, `course`, `advice`, `framework` and the survey's frame."""

from pathlib import Path

from running import Run

WHO = ("--as", "waspi-team")
"""The team's mailbox of the demonstration."""


def test_the_reports_authorities_are_as_it_says_and_the_rest_is_not_known(run: Run, demo_home: Path) -> None:
    found = run("facilitator", "authorities", "--json", home=demo_home).value()
    rows = {row["name"]["en"]: row for row in found["authorities"]}
    stated = {name: (row["least"], row["cover"]) for name, row in rows.items() if row["least"] == row["most"]}
    assert stated == {"Bridgend": (0, "none"), "Ceredigion": (9, "many"), "Vale of Glamorgan": (10, "many")}
    assert (len(rows), found["unplaced"]) == (22, 47)
    assert {row["cover"] for name, row in rows.items() if name not in stated} == {"not_known"}
    assert rows["Ceredigion"]["near"] is None, "nobody knows whether they are idle"
    assert "47 arall" in run("facilitator", "authorities", home=demo_home, lang="cy").out


def test_nobody_is_flagged_whose_status_is_not_known(run: Run, demo_home: Path) -> None:
    listed = run("organisation", "list", "--partners", "--accord", "not_known", "--json", home=demo_home).value()
    assert listed["found"] > 10
    assert listed["counts"] == {"signed": 91, "not_signed": 0, "not_known": 30}
    assert run("organisation", "unsigned", "--json", home=demo_home).value() == []
    assert run("organisation", "list", "--accord", "perhaps", home=demo_home).code == 2
    assert run("organisation", "show", "none", home=demo_home).code == 4


def test_what_a_person_types_goes_through_the_door(run: Run, demo_home: Path) -> None:
    def typed(*words: str, code: int = 0) -> str:
        done = run(*words, home=demo_home)
        assert done.code == code, (words, done.err)
        return str(done.out)

    body = "south-wales-fire"
    typed("organisation", "sign", body, *WHO, "--office", "Chief Fire Officer", "--happened", "2012-09-03")
    typed("organisation", "sign", body, *WHO, code=3)
    typed("organisation", "sign", body, *WHO, "--happened", "2012-09-03", "--happened-to", "2012-09-01", code=2)
    typed("organisation", "done", body, "1", *WHO, "--on", "2012-10-01")
    typed("organisation", "postpone", body, "2", *WHO, "--due", "2013-02-01")
    typed("organisation", "ask", body, *WHO, "--due", "2012-12-01", "--en", "Send the list")
    shown = run("organisation", "show", body, "--json", home=demo_home).value()
    assert shown["accord"] == "signed"
    assert [one["outcome"] for one in shown["actions"]] == ["done", None, None, None]
    assert "Chief Fire Officer" in str(shown["statements"])
    typed("organisation", "withdraw", body, *WHO, "--reason", "It has merged")
    assert len(run("organisation", "unsigned", "--json", home=demo_home).value()) == 2
    typed(
        "course", "plan", "c1", *WHO, "--day", "2012-10-01", "--place", "Newport", "--trainer", "NWIS", "--seats", "9"
    )
    typed("course", "book", "c1", "waspi-team", *WHO)
    typed("course", "mark", "c1", "waspi-team", *WHO, "--status", "attended")
    assert run("course", "list", "--json", home=demo_home).value()[0]["attended"] == 1
    assert "Attended" in typed("course", "show", "c1")
    assert "waspi-team" in typed("facilitator", "list")
    typed("course", "cancel", "c1", *WHO, "--reason", "x", code=3)
    asked = ("advice", "log", *WHO, "--role", "coordinator", "--kind", "law")
    typed(*asked, code=2)
    typed(*asked, "--isp", "WALES-004", "--minutes", "15")
    assert run("advice", "count", "--json", home=demo_home).value()["total"]["minutes"] == 15
    typed("framework", "log", *WHO, "--kind", "template", "--en", "Appendix D is shorter", "--happened", "2012-10-01")
    assert "Appendix D" in typed("framework", "list")
    assert typed("report", "survey-frame").startswith("organisation,name_en")
