"""`ispdesk checks` and `ispdesk isp workshop expect` on the sample home."""

from pathlib import Path

from running import Run


def test_the_checks_of_one_isp_are_printed_and_as_json(run: Run, demo_home: Path) -> None:
    ran = run("checks", "WALES-006", "--json", home=demo_home)
    assert ran.code == 0, ran.err
    assert {"gateway", "points", "missing", "place", "trigger"} <= set(ran.value())
    rows = [*ran.value()["gateway"], *ran.value()["points"]]
    assert rows
    assert all(row["question"]["cy"] and row["found"] and row["severity"] for row in rows)
    for lang, word in (("en", "Weight"), ("cy", "Pwysau")):
        shown = run("checks", "WALES-006", home=demo_home, lang=lang)
        assert word in shown.out
        assert rows[0]["code"] in shown.out


def test_what_is_not_there_is_said_with_its_exit_code(run: Run, demo_home: Path) -> None:
    assert run("checks", "NONE-1", home=demo_home).code == 4
    assert run("checks", "WALES-006", "--as", "nobody", home=demo_home).code == 4
    assert run("checks", "WALES-006", "--as", "timer", home=demo_home).code == 2


def test_the_end_of_workshops_is_refused_where_there_are_none(run: Run, demo_home: Path) -> None:
    ran = run("isp", "workshop", "expect", "WALES-001", "--as", "waspi-team", "--day", "2012-12-01", home=demo_home)
    assert ran.code == 3
    assert run("isp", "workshop", "expect", "NONE", "--as", "waspi-team", home=demo_home).code == 4
