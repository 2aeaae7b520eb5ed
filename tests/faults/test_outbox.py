"""Thousands of letters to an SMTP sink with the sender killed on the way: nothing lost, nothing twice unrecorded."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import databases
import pytest

SCRIPT = Path(__file__).parent / "outbox.py"


def run(letters: int, kills: int, url: str = "") -> dict[str, Any]:
    command = [sys.executable, str(SCRIPT), f"--letters={letters}", f"--kills={kills}", f"--url={url}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    print(done.stdout)  # noqa: T201 - pytest shows it where a test fails, with the seed to repeat
    assert done.returncode == 0, found
    assert found["kills"] == kills
    return found


@pytest.mark.faults
@pytest.mark.timeout(240)
def test_a_thousand_letters_and_twelve_kills(database: str, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgresql_server") if database == "postgresql" else None
    run(1000, 12, databases.empty(server, "ispdesk_outbox") if server else "")


@pytest.mark.long
@pytest.mark.timeout(2400)
def test_ten_thousand_letters_and_fifty_kills() -> None:
    run(10_000, 50)


def test_what_was_lost_or_doubled_would_be_found() -> None:
    import outbox

    good = {
        "letters": 2, "status": {"sent": 1, "uncertain": 1}, "lost": [], "twice_unrecorded": [], "nudges_twice": [],
        "never_taken": [], "unknown": [], "errors": [],
    }  # fmt: skip
    assert outbox.holds(good)
    assert not outbox.holds(good | {"status": {"sent": 1, "queued": 1}})
    for name in ("lost", "twice_unrecorded", "nudges_twice", "never_taken", "unknown", "errors"):
        assert not outbox.holds(good | {name: ["<1@x>"]})
