"""The command line: one JSON value, exit codes, no traceback for a person's mistake."""

import json
import shutil
from pathlib import Path

import pytest
from running import Run

from ispdesk.demo import EXAMPLE

READING = [
    ("isp", "list"),
    ("isp", "show", "WALES-004"),
    ("isp", "moves", "WALES-003", "--as", "waspi-team"),
    ("queue",),
    ("people",),
    ("report", "outputs"),
    ("report", "facilitators"),
    ("audit", "verify"),
    ("doctor",),
    ("sweep",),
    ("advance",),
    ("send",),
    ("measure",),
    ("digest",),
    ("open-reviews",),
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_command_prints_one_json_value_and_nothing_else(
    run: Run, demo_home: Path, words: tuple[str, ...]
) -> None:
    ran = run(*words, "--json", home=demo_home)
    assert ran.code == 0
    assert ran.err == ""
    json.loads(ran.out)
    assert run(*words, home=demo_home).code == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("isp", "do", "WALES-003", "fly", "--as", "waspi-team")),
        (2, ("isp", "moves", "WALES-003", "--as", "timer")),
        (2, ("report", "outputs", "--at", "yesterday")),
        (2, ("isp", "show")),
        (2, ("nonsense",)),
        (2, ("import", "/does/not/exist.csv")),
        (3, ("isp", "do", "WALES-003", "assure", "--as", "waspi-team")),
        (3, ("isp", "do", "WALES-004", "resubmit", "--as", "waspi-team")),
        (3, ("isp", "do", "WALES-050", "take_up", "--as", "waspi-team")),
        (4, ("isp", "show", "WALES-999")),
        (4, ("isp", "do", "WALES-999", "submit", "--as", "waspi-team")),
        (4, ("isp", "do", "WALES-003", "claim", "--as", "nobody-here")),
    ],
)
def test_what_goes_wrong_has_its_exit_code_a_sentence_and_no_traceback(
    run: Run, demo_home: Path, code: int, words: tuple[str, ...]
) -> None:
    ran = run(*words, home=demo_home)
    assert ran.code == code
    assert ran.err.strip()
    assert "Traceback" not in ran.err + ran.out
    as_json = run(*words, "--json", home=demo_home)
    assert as_json.code == code
    assert json.loads(as_json.out)["error"]


def test_a_refusal_says_every_reason_in_the_persons_language(run: Run, demo_home: Path) -> None:
    english = run("isp", "do", "WALES-003", "claim", "--as", "board-secretary", home=demo_home)
    welsh = run("isp", "do", "WALES-003", "claim", "--as", "board-secretary", home=demo_home, lang="cy")
    assert "Only an assurer or the WASPI team's lead may do this." in english.err
    assert len(english.err.strip().splitlines()) == 2
    assert "Dim ond sicrhäwr" in welsh.err


def test_a_missing_home_is_not_found(run: Run, tmp_path: Path) -> None:
    ran = run("isp", "list", home=tmp_path / "nowhere")
    assert ran.code == 4
    assert "ispdesk up" in ran.err


def test_time_only_moves_forward_in_a_fixed_home(run: Run, demo_home: Path) -> None:
    assert run("sweep", "--at", "2012-11-01", home=demo_home).code == 0
    ran = run("sweep", "--at", "2012-10-02", home=demo_home)
    assert ran.code == 1
    assert "forward" in ran.err


def test_the_same_import_again_changes_nothing(run: Run, demo_home: Path) -> None:
    before = run("audit", "verify", "--json", home=demo_home).value()
    assert run("import", str(EXAMPLE), home=demo_home).code == 0
    assert run("audit", "verify", "--json", home=demo_home).value() == before


def test_an_old_register_in_a_real_home_can_be_measured(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run("import", str(EXAMPLE), home=home).code == 0
    assert run("measure", "--json", home=home).value()["done"] == 1
    assert run("import", str(EXAMPLE), home=home).out.startswith("Nothing new")


def test_a_refused_move_leaves_the_time_of_a_fixed_home_alone(run: Run, demo_home: Path) -> None:
    before = run("doctor", "--json", home=demo_home).value()["checks"]
    late = ("isp", "do", "WALES-003", "assure", "--as", "waspi-team", "--at", "2014-01-02")
    assert run(*late, home=demo_home).code == 3
    assert run(*late[:-1], "9999-12-31", home=demo_home).code == 1
    assert run("doctor", "--json", home=demo_home).value()["checks"] == before


def test_an_independent_assurer_claims_and_the_record_names_who_typed_it(run: Run, demo_home: Path) -> None:
    claim = ("isp", "do", "WALES-003", "claim", "--as", "waspi-team")
    assert "did not write" in run(*claim, home=demo_home).err
    assert run(*claim, "--independent", "--operator", "a typist", home=demo_home).code == 0
    history = run("isp", "show", "WALES-003", "--json", home=demo_home).value()["history"]
    assert history[0]["what"]["en"] == "Claim for review: In assurance review"


@pytest.mark.parametrize("words", [("nonsense",), ("isp",), ("isp", "show"), ("sweep", "--bogus"), ("queue", "extra")])
def test_wrong_words_are_said_once_in_json_too(run: Run, demo_home: Path, words: tuple[str, ...]) -> None:
    ran = run(*words, "--json", home=demo_home)
    assert ran.code == 2
    assert json.loads(ran.out)["error"] == "words"


def test_a_damaged_home_a_file_for_a_home_and_wrong_settings_are_said_in_a_sentence(
    run: Run, demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no home")
    ran = run("import", str(EXAMPLE), home=tmp_path / "file")
    assert (ran.code, "Traceback" in ran.err) == (1, False)
    (demo_home / "ispdesk.db").write_bytes(b"not a database at all" * 100)
    for name in ("ispdesk.db-wal", "ispdesk.db-shm"):
        (demo_home / name).unlink(missing_ok=True)
    ran = run("isp", "list", home=demo_home)
    assert ran.code == 1
    assert "damaged" in ran.err
    monkeypatch.setenv("ISPDESK_PORT", "abc")
    ran = run("isp", "list", home=demo_home)
    assert ran.code == 2
    assert "ISPDESK_PORT" in ran.err


def test_an_import_with_one_wrong_row_imports_nothing_and_says_where(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "files"))
    isps = folder / "isps.csv"
    isps.write_text(isps.read_text().replace("WALES-003,", "WALES-003,,,,,,,,,,,,", 1))
    home = tmp_path / "home"
    ran = run("import", str(folder), "--json", home=home)
    assert ran.code == 3
    problem = next(p for p in json.loads(ran.out)["problems"] if p["file"].endswith("isps.csv"))
    assert problem["line"] == 4
    assert problem["en"]
    assert problem["cy"]
    assert run("isp", "list", "--json", home=home).value() == []


def test_what_the_door_refuses_in_an_import_names_its_line_too(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "files"))
    moves = folder / "moves.csv"
    moves.write_text(moves.read_text().replace(",submit,", ",resubmit,", 1))
    ran = run("import", str(folder), "--json", home=tmp_path / "home")
    assert ran.code == 3
    assert [(Path(p["file"]).name, p["line"]) for p in json.loads(ran.out)["problems"]] == [("moves.csv", 2)]


def test_a_tampered_record_is_found_with_exit_code_1(run: Run, demo_home: Path) -> None:
    import pysqlite3

    connection = pysqlite3.connect(str(demo_home / "ispdesk.db"))
    connection.execute("DROP TRIGGER history_no_update")
    connection.execute("UPDATE history SET actor = 'somebody' WHERE stream = 'isp:WALES-003' AND seq = 1")
    connection.commit()
    connection.close()
    ran = run("audit", "verify", "--json", home=demo_home)
    assert ran.code == 1
    assert any("isp:WALES-003 row 1" in problem for problem in ran.value()["problems"])


def test_any_command_goes_through_the_door_by_order(run: Run, demo_home: Path) -> None:
    person = '{"name_en": "A coordinator", "address": "coordinator@desk.example", "language": "cy"}'
    assert run("order", "enter_person", "person:coordinator", person, home=demo_home).code == 0
    grant = '{"role": "coordinator", "scope": "isp:WALES-005"}'
    assert run("order", "grant_role", "person:coordinator", grant, home=demo_home).code == 0
    moves = run("isp", "moves", "WALES-005", "--as", "coordinator", "--json", home=demo_home).value()
    assert moves["roles"] == ["coordinator"]
    assert "submit" in {move["trigger"] for move in moves["moves"]}
    refused = run("order", "grant_role", "person:coordinator", grant, "--as", "coordinator", home=demo_home)
    assert refused.code == 3
    assert run("order", "grant_role", "person:coordinator", "no json", home=demo_home).code == 2
    assert run("order", "no_such", "person:coordinator", home=demo_home).code == 2
    assert run("order", "set_language", "person:nobody", '{"language": "cy"}', home=demo_home).code == 4
    kinds = {row["kind"] for row in run("orders", "--json").value()}
    assert {"move", "take_on", "hold", "write_section"} <= kinds


def test_a_row_put_into_a_file_imports_that_row_alone(run: Run, demo_home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "files"))
    facts = folder / "facts.csv"
    lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    facts.write_text(
        "".join([lines[0], lines[1].replace("several Flying", "many Flying"), *lines[1:]]), encoding="utf-8"
    )
    assert run("import", str(folder), "--json", home=demo_home).value()["new"] == 1
