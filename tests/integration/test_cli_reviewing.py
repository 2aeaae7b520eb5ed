"""`ispdesk review` and `ispdesk assurance`: a whole round on the command line, each with JSON and exit codes."""

from pathlib import Path

import pytest
from running import Run

from ispdesk import desk, practice_home
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Done, Order

REF = "PRACTICE-001"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A practice home whose first ISP is in the queue."""
    app: App = practice_home.make(tmp_path / "home", lambda _: None, "http://127.0.0.1:8400")
    recorded = [("move", {"trigger": one}) for one in ("take_up", "start_workshops", "confirm_flows", "submit")]
    for place, (kind, payload) in enumerate(recorded):
        order = Order(f"set:{place}", kind, f"isp:{REF}", "team-lead", payload, recording=True)
        assert isinstance(desk.do(app.engine, order, app.now), Done)
    app.engine.dispose()
    return tmp_path / "home"


def test_a_round_from_claim_to_a_record_that_can_be_checked(run: Run, home: Path, tmp_path: Path) -> None:
    who = ("--as", "assurer-1", "--json")

    def done(*words: str) -> dict[str, object]:
        ran = run("review", *words, *who, home=home)
        assert ran.code == 0, (words, ran.err)
        value: dict[str, object] = ran.value()
        return value

    assert run("review", "record", REF, "--item", "Q05=pass", *who, home=home).code == 3
    assert done("claim", REF)["state"] == "qa_review"
    put = done("record", REF, "--item", "Q05@section:introduction=fail:Say what for.", "--item", "Q06=pass")
    assert put["findings"] == [1]
    seen = done("show", REF)
    said = {row["code"]: row["said"]["outcome"] for row in seen["asked"]}  # type: ignore[attr-defined]
    assert (said["Q05"], said["Q06"], said["Q23"]) == ("fail", "pass", "")
    assert done("show", REF, "--today")["checks"]["open"]  # type: ignore[index]
    assert done("corrections", REF, "--finding", "1", "--until", "2026-01-30")["holder"] == "coordinator"
    back = run("review", "corrected", REF, "--as", "coordinator-1", home=home)
    assert back.code == 3
    assert "Say of each correction that it is made" in back.err
    done("corrected", REF, "--reason", "It is mended already.")
    done("met", REF, "--finding", "1")
    decided = done(
        "decide",
        REF,
        "assure_once_corrected",
        "--reason",
        "Small.",
        "--review-date",
        "2028-01-31",
        "--condition-en",
        "x",
    )
    number = f"{REF}-V1-1"
    assert decided["record"] == number
    show = run("assurance", "show", number, "--json", home=home).value()
    assert (show["matches"], show["status"], show["person"]) == (True, "in_force", None)
    assert "nid yw" in run("assurance", "show", number, home=home, lang="cy").out.lower()
    paper = tmp_path / "record.pdf"
    made = run("assurance", "pdf", number, "-o", str(paper), "--lang", "cy", "--json", home=home).value()
    checked = run("assurance", "check", number, str(paper), "--json", home=home).value()
    assert (checked["lang"], checked["sha256"]) == ("cy", made["sha256"])
    assert run("assurance", "pdf", number, "-o", str(paper), home=home).code == 3
    paper.write_bytes(paper.read_bytes() + b" ")
    assert run("assurance", "check", number, str(paper), home=home).code == 3
    last = done("show", REF)["decisions"][0]["seq"]  # type: ignore[index]
    done("translate", REF, "--decision", str(last), "--lang", "cy", "--reason", "Bach.", "--condition", "x")
    assert run("review", "ask-translation", REF, "--decision", str(last), *who, home=home).code == 3


def test_what_is_not_there_or_not_theirs_is_said_with_its_exit_code(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("review", "show", "NONE-1", "--as", "assurer-1", home=home).code == 4
    assert run("review", "show", REF, "--as", "coordinator-1", home=home).code == 4
    assert run("review", "show", REF, "--as", "timer", home=home).code == 2
    assert run("review", "record", REF, "--as", "assurer-1", "--item", "Q05", home=home).code == 2
    assert run("review", "decide", REF, "perhaps", "--as", "assurer-1", home=home).code == 2
    assert run("review", "second", REF, "--as", "assurer-2", home=home).code == 3
    assert run("review", "declare", REF, "--as", "coordinator-1", home=home).code == 3
    assert run("assurance", "show", "NONE-V1-1", home=home).code == 4
    assert run("assurance", "check", "NONE-V1-1", str(tmp_path / "x"), home=home).code == 4
