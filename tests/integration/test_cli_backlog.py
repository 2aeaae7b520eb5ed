"""`acknowledge` and the queue by group on the command line."""

import json
from pathlib import Path

import pytest
from running import Run


def test_a_level_is_acknowledged_by_name_for_a_stated_time(run: Run, demo_home: Path) -> None:
    words = ("acknowledge", "--as", "waspi-team", "--for", "2 weeks", "--reason", "two assurers join")
    ran = run(*words, home=demo_home)
    assert ran.code == 0
    assert "Level red (whole) acknowledged: it is silent until the close of 15 October 2012." in ran.out
    assert "hyd ddiwedd 15 Hydref 2012" in run(*words, home=demo_home, lang="cy").out
    answer = run(*words, "--json", home=demo_home).value()
    assert (answer["working_days"], answer["silent_until"], answer["by"]) == (10, "2012-10-15", "waspi-team")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("--for", "a while")),
        (2, ("--for", "21 working days")),
        (2, ("--for", "5")),
        (4, ("--scope", "group:nowhere")),
    ],
)
def test_a_time_or_scope_that_is_none_is_refused_with_a_sentence(
    run: Run, demo_home: Path, code: int, words: tuple[str, str]
) -> None:
    ran = run("acknowledge", "--as", "waspi-team", *words, home=demo_home)
    assert ran.code == code
    assert len(ran.err.splitlines()) == 1


def test_the_queue_shows_each_groups_own_level(run: Run, demo_home: Path) -> None:
    assert run("queue", "level", "--json", home=demo_home).value()["groups"] == []
    run("order", "enter_group", "group:north", '{"name_en": "North group"}', home=demo_home)
    assert run("measure", "--at", "2012-10-02T18:00", home=demo_home).code == 0
    (group,) = run("queue", "level", "--json", home=demo_home).value()["groups"]
    assert (group["group"], group["count"], group["level"]) == ("north", 0, "green")
    assert "North group" in run("queue", "level", home=demo_home).out


def test_a_place_is_changed_on_the_command_line_and_stands_among_the_parts(run: Run, demo_home: Path) -> None:
    lead = ("--as", "waspi-team")
    until = ("--until", "2012-10-10", "--reason", "winter begins")
    ran = run("queue", "override", "WALES-003", "--points", "40", *until, *lead, home=demo_home)
    assert ran.out == "WALES-003: +40 up to and with 10 October 2012.\n"
    first = run("queue", "--json", home=demo_home).value()[0]
    assert first["reference"] == "WALES-003"
    assert first["score"] == sum(part["points"] for part in first["score_parts"])
    override = first["score_parts"][-1]
    assert (override["name"], override["points"]) == ("override", 40)
    assert "winter begins" in override["why"]
    assert run("queue", "end-mark", "WALES-003", "override", *lead, home=demo_home).code == 0
    aside = run("queue", "aside", "WALES-004", *until, *lead, home=demo_home, lang="cy")
    assert "Rhoddwyd WALES-004 o'r neilltu hyd at ddiwedd 10 Hydref 2012." in aside.out
    rows = run("queue", "--json", home=demo_home).value()
    assert rows[0]["reference"] != "WALES-004"
    assert next(row["aside_until"] for row in rows if row["reference"] == "WALES-004") == "2012-10-10"
    assert run("queue", "end-mark", "WALES-004", "snooze", *lead, home=demo_home).code == 2
    days = ("waspi-team", "2012-10-05", "2012-10-08", "--kind", "training")
    assert run("queue", "book", *days, *lead, "--json", home=demo_home).value()["number"] == 1
    assert run("queue", "unbook", "waspi-team", "1", *lead, home=demo_home).code == 0


def test_whoever_submits_on_the_command_line_hears_what_can_be_expected(run: Run, demo_home: Path) -> None:
    def order(kind: str, stream: str, **carries: object) -> None:
        who = ("--as", "waspi-team") if stream.startswith("isp:") else ()
        ran = run("order", kind, stream, json.dumps(carries), *who, home=demo_home)
        assert ran.code == 0, ran.err

    order("enter_person", "person:co", name_en="A coordinator", address="co@desk.example", language="cy")
    order("grant_role", "person:co", role="coordinator", scope="isp:WALES-005")
    order("describe", "isp:WALES-005", coordinator_person="co", lead="torfaen-council")
    partner = run("isp", "show", "WALES-005", "--json", home=demo_home).value()["partners"][0]["name"]["en"]
    flow = {"number": 1, "information": "names", "sender": partner, "recipients": [partner], "purpose": "x"}
    order("write_flow", "isp:WALES-005", **flow)
    order("write_section", "isp:WALES-005", key="purpose", text="The text.")
    ran = run("isp", "do", "WALES-005", "submit", "--as", "co", home=demo_home, lang="cy")
    assert ran.code == 0, ran.err
    assert "Ni wyddys pryd y gellir disgwyl penderfyniad." in ran.out
