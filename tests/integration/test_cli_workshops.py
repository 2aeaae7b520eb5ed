"""`ispdesk isp workshop …`, as a person types it."""

from pathlib import Path

import pytest
from running import Run

REF, WHO = "WALES-004", "waspi-team"
PLAN = ("isp", "workshop", "plan", REF, "--as", WHO, "--from", "10:00", "--until", "12:30", "--place", "Neuadd y Sir")


def test_a_workshop_is_planned_moved_listed_and_called_off(run: Run, demo_home: Path) -> None:
    planned = run(*PLAN, "--day", "2012-10-20", "--topic", "Llifoedd", "--json", home=demo_home)
    assert planned.code == 0, planned.err
    answer = planned.value()
    assert (answer["number"], answer["day"], answer["sequence"]) == (1, "2012-10-20", 0)
    moved = run("isp", "workshop", "move", REF, "1", "--as", WHO, "--day", "2012-10-27", home=demo_home, lang="cy")
    assert (moved.code, "Mae gweithdy 1 wedi'i newid: 27 Hydref 2012" in moved.out) == (0, True)
    (row,) = run("isp", "workshop", "list", REF, "--json", home=demo_home).value()
    assert row == {
        "number": 1, "day": "2012-10-27", "begins": "10:00", "ends": "12:30", "place": "Neuadd y Sir", "online": "",
        "topic": "Llifoedd", "status": "planned", "sequence": 1,
    }  # fmt: skip
    history = run("isp", "show", REF, home=demo_home).out
    assert "Workshop planned: Llifoedd" in history
    silent = run("isp", "workshop", "cancel", REF, "1", "--as", WHO, "--reason", "  ", home=demo_home)
    assert (silent.code, silent.err) == (3, "The reason: it must not be empty.\n")
    gone = run("isp", "workshop", "cancel", REF, "1", "--as", WHO, "--reason", "Salwch", home=demo_home)
    assert (gone.code, "Workshop 1 is called off" in gone.out) == (0, True)
    assert "cancelled" in run("isp", "workshop", "list", REF, home=demo_home).out


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        (("--day", "2012-09-30"), 3, "has passed"),
        (("--day", "9999-12-31"), 3, "lies more than 5 years ahead"),
        (("--day", "20 October"), 2, "is no day"),
        (("--day", "2012-10-20", "--until", "09:00"), 3, "ends before it begins"),
        (("--day", "2012-10-20", "--until", "24:30"), 3, "is no time of the day"),
        (("--day", "2012-10-20", "--invite", "neb"), 4, "no person"),
        (("--day", "2012-10-20", "--link", "http://x"), 3, "is no link"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_an_exit_code(
    run: Run, demo_home: Path, changed: tuple[str, ...], code: int, said: str
) -> None:
    ran = run(*PLAN, *changed, home=demo_home)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert "Traceback" not in ran.err


def test_an_isp_or_workshop_that_is_not_there_is_not_found(run: Run, demo_home: Path) -> None:
    assert run("isp", "workshop", "list", "NONE", home=demo_home).code == 4
    assert run("isp", "workshop", "cancel", REF, "9", "--as", WHO, "--reason", "x", home=demo_home).code == 4
    assert run("isp", "workshop", "cancel", REF, "9", "--as", "timer", "--reason", "x", home=demo_home).code == 2
