"""No Welsh is stale, missing or left in English; what counts as reviewed is what a translator reviewed."""

import importlib
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import notifications
from ispdesk.commands.telling import WHY, WHY_OF
from ispdesk.words import WORDS
from notifications.messages import MESSAGES
from notifications.welsh import AWAITING, FRAME, Standing, fingerprint, kept, standing, stands
from states import names
from states.words import Sentence

TEMPLATES = Path(notifications.__file__).parent / "templates"
NAMES = (FRAME, *MESSAGES)
SAME = 3
"""At most so many words may read alike in both languages: a name, a code, a figure."""


@pytest.mark.parametrize("name", NAMES)
def test_the_welsh_was_looked_at_after_the_english_changed(name: str) -> None:
    assert not standing(name).stale, f"Look at the Welsh of {name}, then run: python tools/welsh.py {name}"


def test_every_folder_has_a_row_and_every_row_a_folder() -> None:
    assert set(kept()) == set(NAMES) == {path.name for path in TEMPLATES.iterdir()}
    for name, row in kept().items():
        reviewed = row["reviewed"]
        assert reviewed == AWAITING or (isinstance(reviewed, date) and row["welsh"]), name


def test_no_welsh_claims_a_review_that_it_did_not_have() -> None:
    assert {name for name in NAMES if standing(name).reviewed} == set()


def test_what_is_stale_and_what_is_reviewed() -> None:
    day = date(2026, 12, 1)
    assert stands({"english": "e", "reviewed": AWAITING}, "e", "w") == Standing(None, stale=False)
    assert stands({"english": "e", "reviewed": AWAITING}, "another", "w") == Standing(None, stale=True)
    assert stands({}, "e", "w") == Standing(None, stale=True)
    assert stands({"english": "e", "reviewed": day, "welsh": "w"}, "e", "w") == Standing(day, stale=False)
    assert stands({"english": "e", "reviewed": day, "welsh": "w"}, "e", "other") == Standing(None, stale=False)


@pytest.mark.parametrize("part", ["subject", "body", "line"])
def test_another_word_is_another_fingerprint_and_another_line_break_is_not(tmp_path: Path, part: str) -> None:
    shutil.copytree(TEMPLATES / "alert", tmp_path / "alert")
    before = {lang: fingerprint("alert", lang, tmp_path) for lang in ("cy", "en")}
    assert before["en"] == fingerprint("alert", "en") != before["cy"]
    file = tmp_path / "alert" / f"{part}.en.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(" ", "\n"), encoding="utf-8")
    assert fingerprint("alert", "en", tmp_path) == before["en"]
    file.write_text(file.read_text(encoding="utf-8") + " more", encoding="utf-8")
    assert fingerprint("alert", "en", tmp_path) != before["en"]
    assert fingerprint("alert", "cy", tmp_path) == before["cy"]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    loaded = importlib.import_module("welsh")
    monkeypatch.setattr(loaded, "TABLE", tmp_path / "welsh.toml")
    yield loaded
    del sys.modules["welsh"]


def test_the_tool_writes_the_named_rows_and_no_other(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tool.written(kept()) == (TEMPLATES.parent / "welsh.toml").read_text(encoding="utf-8")
    monkeypatch.setattr(tool, "kept", lambda: {"alert": {"english": "old", "reviewed": AWAITING}, "gone": {}})
    monkeypatch.setattr(sys, "argv", ["welsh.py", "digest", "--reviewed", "2026-12-01"])
    tool.main()
    rows = tomllib.loads(tool.TABLE.read_text(encoding="utf-8"))
    assert rows["alert"] == {"english": "old", "reviewed": AWAITING}
    assert set(rows) == {"alert", "digest"}
    assert stands(rows["digest"], fingerprint("digest", "en"), fingerprint("digest", "cy")) == Standing(
        date(2026, 12, 1), stale=False
    )


def test_the_tool_refuses_a_name_that_there_is_not(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["welsh.py", "nothing"])
    with pytest.raises(SystemExit):
        tool.main()
    assert "There is no nothing. There are: _frame, " in capsys.readouterr().err
    assert not tool.TABLE.exists()


def untranslated(english: str, welsh: str) -> set[str]:
    """Runs of more than SAME words that stand in both: what somebody forgot to translate."""
    return _runs(english) & _runs(welsh)


def _runs(text: str) -> set[str]:
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{\w+\}|<[^>]+>", " | ", text, flags=re.DOTALL)
    words = [re.sub(r"^\W+|\W+$", "", word).lower() or "|" for word in re.findall(r"\S+", bare)]
    found = (words[at : at + SAME + 1] for at in range(len(words) - SAME))
    return {" ".join(run) for run in found if "|" not in run}


@pytest.mark.parametrize("name", NAMES)
def test_no_english_stands_in_the_welsh_of_a_message(name: str) -> None:
    for file in (TEMPLATES / name).glob("*.en.*"):
        welsh = file.with_name(file.name.replace(".en.", ".cy."))
        assert untranslated(file.read_text(encoding="utf-8"), welsh.read_text(encoding="utf-8")) == set(), file


def sentences() -> Iterator[tuple[str, str]]:
    """Every pair of words that the product's tables hold on one line."""
    yield from ((word.en, word.cy) for word in WORDS.values())
    yield from (*WHY.values(), *WHY_OF.values())
    for table in (names.STATES, names.PARTIES, names.TASKS, names.READERS, names.TRIGGERS, names.NEWS):
        said: dict[object, Sentence] = dict(table)
        yield from ((one.en, one.cy) for one in said.values())


def test_no_english_stands_in_the_welsh_of_the_tables() -> None:
    pairs = list(sentences())
    assert len(pairs) > 400
    assert {run for english, welsh in pairs for run in untranslated(english, welsh)} == set()


def test_what_was_left_in_english_would_be_found() -> None:
    assert untranslated("Please open the queue now.", "Agorwch: please open the queue.") == {"please open the queue"}
    assert untranslated("The ISP Desk 2012", "Yr ISP Desk 2012") == set()
    assert untranslated("{% if a is b %}x{% endif %}", "{% if a is b %}y{% endif %}") == set()
