"""No process outlives the one that asked for it, however that one ends."""

import os
import subprocess
import sys
import time
from pathlib import Path
from signal import SIGKILL

import pytest

from ispdesk import keeper

FAMILY = "trap '' INT TERM; setsid sleep 600 & sleep 600 & wait"  # deaf, with a child in a session of its own


def keep(lock: Path, command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ispdesk.keeper", str(lock), "sh", "-c", command],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def until(condition: object, seconds: float = 12) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def exists(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_cutting_the_lifeline_ends_a_deaf_family(tmp_path: Path) -> None:
    kept = keep(tmp_path / "lock", FAMILY)
    assert until(lambda: len(keeper.descendants(kept.pid)) == 3)
    family = keeper.descendants(kept.pid)
    assert kept.stdin is not None
    kept.stdin.close()
    kept.wait(12)
    assert not [pid for pid in family if exists(pid)]


@pytest.mark.parametrize("thread", ["", "threading.Thread(target=lambda: start()).start();"])
def test_a_parent_that_is_killed_leaves_nobody_and_a_thread_that_ends_kills_nobody(tmp_path: Path, thread: str) -> None:
    arguments = [sys.executable, "-m", "ispdesk.keeper", str(tmp_path / "lock"), "sleep", "600"]
    program = (
        "import subprocess, threading, time\nkept = []\n"
        f"def start(): kept.append(subprocess.Popen({arguments!r}, stdin=-1, start_new_session=True))\n"
        f"{thread or 'start()'}\ntime.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program])
    assert until(lambda: len(keeper.descendants(parent.pid)) == 2)
    time.sleep(0.5)
    family = keeper.descendants(parent.pid)
    assert len(family) == 2
    os.kill(parent.pid, SIGKILL)
    parent.wait()
    assert until(lambda: not [pid for pid in family if exists(pid)])


def test_a_killed_keeper_takes_its_command_along(tmp_path: Path) -> None:
    kept = keep(tmp_path / "lock", "exec sleep 600")
    assert until(lambda: len(keeper.descendants(kept.pid)) == 1)
    time.sleep(0.3)
    family = keeper.descendants(kept.pid)
    kept.kill()
    kept.communicate()
    assert until(lambda: not [pid for pid in family if exists(pid)])


def test_the_code_of_the_command_comes_back(tmp_path: Path) -> None:
    kept = keep(tmp_path / "lock", "exit 7")
    kept.wait(10)
    kept.communicate()
    assert kept.returncode == 7


def test_two_keepers_of_one_home_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keep(tmp_path / "lock", "sleep 1")
    time.sleep(0.4)
    began = time.monotonic()
    second = keep(tmp_path / "lock", "exit 0")
    assert second.wait(10) == 0
    assert time.monotonic() - began > 0.4
    first.wait(5)
    first.communicate()
    second.communicate()
