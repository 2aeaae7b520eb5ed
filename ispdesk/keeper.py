"""Runs one command, and ends it with all it started as soon as the process that asked for it is gone.

`python -m ispdesk.keeper LOCK COMMAND...`. Standard input is the lifeline: its end, which the kernel brings
about however the other side dies, means stop. (A parent-death signal alone will not do: Linux sends it when
the *thread* that started the child ends, and it does not reach grandchildren.) Standard library, Linux.
"""

import ctypes
import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LADDER = ((signal.SIGINT, 3.0), (signal.SIGTERM, 2.0), (signal.SIGKILL, 2.0))  # seconds to wait after each
LOCK_WAIT = 15.0  # seconds an earlier keeper of the same home may still need to end
LOCKED = 75  # exit code: somebody else uses this home
TICK = 0.2  # seconds between looks at the children


def descendants(pid: int) -> list[int]:
    """Return the living processes below pid, nearest first; zombies are left out."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:  # it ended while we looked
                continue
            if state != "Z":
                children.setdefault(int(parent), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found.extend(children.get(one, ()))
    return found[1:]


def kill(pids: Sequence[int], number: signal.Signals) -> None:
    """Send a signal to each process that still exists."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def main(arguments: Sequence[str]) -> int:
    """Keep the command until it ends or the lifeline does; return its exit code."""
    lock, command = Path(arguments[0]), list(arguments[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for the process that asked
    signal.signal(signal.SIGTERM, lambda *_: os.close(sys.stdin.fileno()))
    with lock.open("w") as held:
        if not _take(held):
            print(f"{lock}: in use by another ISP Desk", file=sys.stderr)  # noqa: T201 - goes to the log
            return LOCKED
        _prctl(PR_SET_CHILD_SUBREAPER, 1)  # a grandchild whose parent died becomes ours to end
        child = subprocess.Popen(  # noqa: S603 - the caller is our own engine
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_in_child,  # noqa: PLW1509 - this process has one thread
        )
        status = None
        while status is None and _lifeline_holds(TICK):
            status = _reap(child.pid, status)
        return _end(child.pid, status)


def _end(child: int, status: int | None) -> int:
    """End the child politely, then everything below us, and return the child's exit code."""
    for number, seconds in LADDER:
        deadline = time.monotonic() + seconds
        left = descendants(os.getpid())
        polite = number is signal.SIGINT and status is None
        kill([child] if polite else left, number)
        while time.monotonic() < deadline:
            status = _reap(child, status)
            if not descendants(os.getpid()):
                break
            if polite and status is not None:  # it left something behind: no need to wait politely
                break
            time.sleep(0.05)
    child_code = os.waitstatus_to_exitcode(status) if status is not None else 1
    return child_code if child_code >= 0 else 128 - child_code


def _reap(child: int, status: int | None) -> int | None:
    """Collect every child that has ended, adopted ones too; return the command's status once known."""
    try:
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            if ended[0] == child:
                status = ended[1]
    except ChildProcessError:
        pass
    return status


def _lifeline_holds(seconds: float) -> bool:
    """Wait up to so many seconds, less if the other side goes; False once it has gone."""
    try:
        ready, _, _ = select.select([sys.stdin.fileno()], [], [], seconds)
        return not ready or bool(os.read(sys.stdin.fileno(), 1))
    except OSError:  # closed by SIGTERM
        return False


def _take(held: TextIO) -> bool:
    deadline = time.monotonic() + LOCK_WAIT
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline or not _lifeline_holds(TICK):
                return False
        else:
            return True


def _in_child() -> None:
    _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # should somebody kill this keeper
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job starts with it ignored


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
