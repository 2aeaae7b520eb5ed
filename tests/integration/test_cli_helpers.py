"""`ispdesk helpers REF`: the suggestions of the page, for a person and for a program."""

from pathlib import Path

from running import Run


def test_who_could_help_is_printed_with_the_reasons(run: Run, demo_home: Path) -> None:
    ref = run("queue", "--json", home=demo_home).value()[0]["reference"]
    found = run("helpers", ref, "--for", "review", "--json", home=demo_home).value()
    assert (found["ref"], found["for"]) == (ref, "review")
    assert found["found"] == len(found["suggestions"]) or len(found["suggestions"]) == 20
    counted = found["found"] + sum(one["number"] for one in found["others"])
    trained = run("report", "facilitators", "--json", home=demo_home).value()
    assert counted >= trained["total"] > 0
    assert all(one["why"]["en"] and one["why"]["cy"] for one in found["others"])
    assert "cyfrif yn unig" in run("helpers", ref, home=demo_home, lang="cy").out


def test_an_isp_that_there_is_not_and_help_that_nobody_gives_are_refused_in_words(run: Run, demo_home: Path) -> None:
    gone = run("helpers", "NO-SUCH", home=demo_home)
    assert gone.code == 4
    assert "There is no ISP “NO-SUCH”" in gone.err + gone.out
    wrong = run("helpers", "NO-SUCH", "--for", "money", home=demo_home)
    assert wrong.code == 2
    assert "write review or facilitate" in wrong.err + wrong.out
