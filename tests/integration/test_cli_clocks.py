"""The command line of clocks, tasks and drafts, as a person types it, in a home whose time stands still."""

import json
import shutil
from pathlib import Path

import pytest
from running import Run
from waiting import DESIGNATED, at, to_returned
from waiting import with_partner as with_partner_in
from world import COORDINATOR, install

from ispdesk.bootstrap import open_home
from ispdesk.settings import Settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ISP returned for amendment before the opening of 2 March 2026; it is 4 March, ten o'clock."""
    place = tmp_path_factory.mktemp("returned") / "home"
    app = open_home(Settings(home=place), create=True)
    with_partner_in(install(app.engine), "A1", to_returned())
    app.set_fact("fixed_time", at(4).isoformat())
    app.engine.dispose()
    return place


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of that home of one's own."""
    return Path(shutil.copytree(made, tmp_path / "home"))


ASK = ("isp", "ask", "A1", "--as", COORDINATOR, "--kind", "reply", "--partner", "3", "--waits")


def test_what_is_asked_awaited_promised_and_answered(run: Run, home: Path) -> None:
    asked = run(*ASK, "--text", "Who reads it?", home=home)
    assert (asked.code, asked.out) == (0, "Asked: task 1. A1 is now with the partner organisations.\n")
    promised = run("isp", "promise", "A1", "1", "2026-03-20", "--as", COORDINATOR, lang="cy")
    assert (promised.code, promised.out) == (0, "Addawyd tasg 1 erbyn 20 Mawrth 2026.\n")
    closed = run("isp", "answer", "A1", "1", "--as", COORDINATOR, "--outcome", "no_answer", "--at", "2026-03-10T12:00")
    assert (closed.code, closed.out) == (0, "Task 1: no answer. A1 is now with the coordinator.\n")
    held = run("isp", "hold", "A1", "--until", "2026-03-20", "--reason", "Staff are away", "--as", COORDINATOR)
    assert (held.code, held.out) == (0, "A1 is on hold until 20 March 2026.\n")
    resumed = run("isp", "resume", "A1", "--as", COORDINATOR, "--at", "2026-03-17", lang="cy")
    assert (resumed.code, resumed.out) == (0, "Nid yw wedi'i ohirio mwyach. Mae A1 nawr gyda'r cydlynydd.\n")
    time = run("clock", "time", "A1", "--json").value()
    # 2 to 4; 5, 6, 9, 10 the partners'; held from the 11th to the 17th, taken off after that opening.
    held_days = {row["party"]: row["days"] for row in time["held"] if row["days"]}
    assert held_days == {"coordinator": 3, "partners": 4, "nobody": 5}
    assert time["total"] == 12
    assert [(task["days"], task["outcome"]) for task in time["tasks"]] == [(4, "no_answer")]
    shown = run("isp", "show", "A1").out
    assert "so these add up" in shown
    assert "do not add up" in shown
    assert run("isp", "show", "A1", "--json").value()["time"] == {k: v for k, v in time.items() if k != "ref"}
    assert "felly maent yn adio" in run("clock", "time", "A1", lang="cy").out


def test_explaining_takes_the_clock_due_first_or_says_that_none_runs(run: Run, home: Path) -> None:
    run(*ASK, home=home)
    first = run("clock", "explain", "A1", "--json").value()
    assert (first["kind"], first["receipts"][0]["due"]) == ("partner_reply", "2026-03-18")
    assert run("clock", "explain", "A1", "--lang", "cy").out.splitlines()[3] == (
        "I'w gwblhau erbyn diwedd y dydd (17:00), dydd Mercher 18 Mawrth 2026."
    )
    paused = run("clock", "explain", "A1", "--timer", "amendment").out
    assert "Paused since Wednesday 4 March 2026, 10:00: with the partner organisations (Gwent Health Board)." in paused
    run("isp", "ask", "A1", "--as", COORDINATOR, "--kind", "reply", "--partner", "1")
    both = run("clock", "explain", "A1", "--timer", "partner_reply", "--json").value()
    assert [receipt["subject"] for receipt in both["receipts"]] == ["v1/t1", "v1/t2"]
    run("isp", "do", "A1", "withdraw", "--as", COORDINATOR, "--reason", "The service closes")
    none = run("clock", "explain", "A1")
    assert (none.code, none.out) == (0, "No clock is running on A1.\n")
    assert run("clock", "explain", "A1", "--json").value()["receipts"] == []


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (2, ("clock", "explain", "A1", "--timer", "lunch"), "there are: amendment, compliance"),
        (2, ("clock", "explain", "A1", "--lang", "fr"), "en or cy"),
        (4, ("clock", "explain", "A1", "--timer", "review"), "A1 has had no clock “review”"),
        (4, ("clock", "explain", "A9"), "There is no ISP “A9”"),
        (4, ("clock", "time", "A9"), "There is no ISP “A9”"),
        (
            2,
            ("isp", "ask", "A1", "--as", COORDINATOR, "--kind", "favour", "--partner", "3"),
            "comment, reply, sign_off",
        ),
        (4, ("isp", "ask", "A1", "--as", COORDINATOR, "--kind", "reply", "--partner", "9"), "There is no partner 9."),
        (2, ("isp", "answer", "A1", "1", "--as", COORDINATOR, "--outcome", "maybe"), "done, no_answer, withdrawn"),
        (4, ("isp", "answer", "A1", "7", "--as", COORDINATOR), "There is no task 7."),
        (2, ("isp", "hold", "A1", "--until", "soon", "--reason", "x", "--as", COORDINATOR), "“soon” is no day"),
        (2, ("isp", "resume", "A1", "--as", "timer"), "is not a person"),
        (3, ("isp", "resume", "A1", "--as", COORDINATOR), "It is not on hold."),
        (4, ("drafts", "send", "1", "--as", COORDINATOR), "There is no draft 1."),
        (4, ("drafts", "--as", "nobody-here"), "There is no person"),
        (2, ("drafts", "drop", "1", "--as", COORDINATOR), "--reason"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    run: Run, home: Path, code: int, words: tuple[str, ...], said: str
) -> None:
    ran = run(*words, home=home)
    assert (ran.code, said in ran.err, "Traceback" in ran.err) == (code, True, False)
    assert json.loads(run(*words, "--json").out)["error"]


def test_drafts_are_listed_sent_and_dropped(run: Run, home: Path) -> None:
    assert run("drafts", home=home).out == "None waits.\n"
    run(*ASK)
    run("isp", "ask", "A1", "--as", COORDINATOR, "--kind", "reply", "--partner", "1")
    app = open_home(Settings(home=home))
    app.set_fact("fixed_time", at(25, 17).isoformat())
    app.engine.dispose()
    assert run("sweep", "--json").code == 0
    listed = run("drafts", "--as", COORDINATOR, "--json").value()
    assert [(row["number"], row["about"]["en"], row["team_from"]) for row in listed] == [
        (1, "Gwent Health Board", "2026-04-02"),
        (2, "Torfaen", "2026-04-02"),
    ]
    assert run("drafts", "--as", DESIGNATED, "--json").value() == []
    assert run("drafts", "send", "1", "--as", "alys").code == 3
    assert run("drafts", "send", "1", "--as", COORDINATOR).out == "Sent: 1 letter written.\n"
    assert run("drafts", "drop", "2", "--as", COORDINATOR, "--reason", "They rang").out == "Dropped; nothing is sent.\n"
    assert run("drafts", lang="cy").out == "Nid oes yr un yn aros.\n"
