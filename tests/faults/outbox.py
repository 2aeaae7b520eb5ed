"""`python tests/faults/outbox.py`: thousands of letters to an SMTP sink, and the sender killed again and again.

The sink is a process of its own that writes each Message-ID down before its answer. Senders are forked, killed after so
many acceptances, and forked again. Time runs fast, so that what is ambiguous is sent again.
"""

import argparse
import contextlib
import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, func, select

from ispdesk import post
from ispdesk.bootstrap import boot_id, owner_name
from models.database import make_engine, migrate, reading
from models.tables.person import Person
from models.tables.post import Attempt, Letter, LetterBytes
from notifications.limits import Limits
from notifications.route import Route, Tls

BEGIN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
PACE = 600.0
"""Seconds of the story in one second."""
KINDS = ("escalation", "notice", "nudge", "digest")
HOSTS = 50
SINK = """
import asyncio, os, re, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
async def talk(reader, writer):
    writer.write(b"220 sink\\r\\n")
    try:
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                writer.write(b"354 go on\\r\\n")
                body = await reader.readuntil(b"\\r\\n.\\r\\n")
                os.write(log, re.search(rb"Message-ID: (<[^>]*>)", body)[1] + b"\\n")
            writer.write(b"221 bye\\r\\n" if verb == b"QUIT" else b"250 2.0.0 ok\\r\\n")
            if verb == b"QUIT":
                break
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    writer.close()
async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**24)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextlib.contextmanager
def sink(log: Path) -> Iterator[int]:
    """The port of an SMTP server that takes everything and keeps the Message-IDs."""
    with subprocess.Popen([sys.executable, "-c", SINK, str(log)], stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield int(running.stdout.readline())
        finally:
            running.terminate()


def message_id(n: int) -> str:
    return f"<{n:08}@desk.wales>"


def fill(url: str, letters: int) -> None:
    """A database in which so many letters of every kind wait."""
    engine = make_engine(url)
    migrate(engine)
    with engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        connection.execute(insert(Person), [Person(id=1, ref="r", name_en="R", address="r@h.wales").model_dump()])
        for first in range(1, letters + 1, 1000):
            numbers = range(first, min(first + 1000, letters + 1))
            connection.execute(insert(Letter), [_row(n) for n in numbers])
            connection.execute(insert(LetterBytes), [{"letter_id": n, "raw": _raw(n)} for n in numbers])
    engine.dispose()


def _raw(n: int) -> bytes:
    return f"Message-ID: {message_id(n)}\r\nSubject: x\r\n\r\n".encode() + b"Testun y llythyr.\r\n" * 60


def _row(n: int) -> dict[str, Any]:
    return Letter(
        id=n, dedupe=f"n:{n}", message_id=message_id(n), kind=KINDS[n % 4], message="move_made", asks=False,
        person_id=1, address=f"r{n}@h{n % HOSTS}.wales", subject="x", queued_at=BEGIN, next_at=BEGIN,
    ).model_dump()  # fmt: skip


def send(url: str, port: int, started: float, folder: Path) -> None:
    """Be a sender until nothing waits; say on disk what went wrong."""
    try:
        engine, seen = make_engine(url), dict[int, post.Seen]()
        route, owner, limits = Route("127.0.0.1", port, Tls.NONE), owner_name(), Limits(20, 10**6)

        def now() -> dt.datetime:
            return BEGIN + dt.timedelta(seconds=(time.monotonic() - started) * PACE)

        while _left(engine):
            post.reconcile(engine, now, boot_id(), seen, folder=folder)
            if not post.send_batch(engine, route, lambda n: f"b+{n}@desk.wales", owner, now, limits, folder):
                time.sleep(0.05)
    except Exception:  # noqa: BLE001 - the harness counts what a process died of
        (folder / f"error-{os.getpid()}").write_text(traceback.format_exc())


def _left(engine: Any) -> int:
    with reading(engine) as session:
        return session.exec(select(func.count()).where(col(Letter.status).in_(("queued", "sending")))).one()


def _fork(url: str, port: int, started: float, folder: Path) -> int:
    child = os.fork()
    if child == 0:
        send(url, port, started, folder)
        os._exit(0)
    return child


def run(letters: int, kills: int, seed: int, url: str = "") -> dict[str, Any]:
    """Send so many letters, killing the sender so often on the way; what it came to."""
    dice = random.Random(seed)  # noqa: S311 - replayed from its seed
    with tempfile.TemporaryDirectory(prefix="ispdesk-outbox-") as name:
        folder = Path(name)
        chosen = url or f"sqlite:///{folder / 'ispdesk.db'}"
        fill(chosen, letters)
        log = folder / "accepted"
        log.touch()
        line, killed = len(message_id(1)) + 1, 0
        with sink(log) as port:
            began = time.monotonic()
            child = _fork(chosen, port, began, folder)
            for threshold in sorted(dice.sample(range(1, letters), kills)):
                while log.stat().st_size < threshold * line and time.monotonic() - began < 1500:
                    time.sleep(0.001)
                time.sleep(dice.uniform(0, 0.03))  # any moment of a letter's way
                os.kill(child, signal.SIGKILL)
                _, how = os.waitpid(child, 0)
                killed += os.WIFSIGNALED(how)
                child = _fork(chosen, port, began, folder)
            os.waitpid(child, 0)
            seconds = time.monotonic() - began
        errors = [path.read_text()[-1500:] for path in folder.glob("error-*")]
        return _figures(chosen, log.read_text().split(), letters) | {
            "seed": seed, "kills": killed, "seconds": round(seconds, 1), "errors": errors,
        }  # fmt: skip


def _figures(url: str, accepted: list[str], letters: int) -> dict[str, Any]:
    times = Counter(accepted)
    engine = make_engine(url)
    with Session(engine) as session:
        rows = list(session.exec(select(Letter.id, Letter.message_id, Letter.status, Letter.kind)))
        doubts = Counter(session.exec(select(Attempt.letter_id).where(Attempt.phase == "ambiguous")))
    engine.dispose()
    return {
        "letters": letters,
        "status": dict(Counter(status for _, _, status, _ in rows)),
        "accepted": len(accepted),
        "ambiguous": sum(doubts.values()),
        "twice": sum(count - 1 for count in times.values()),
        "lost": [m for n, m, s, _ in rows if not times[m] and not (s == "uncertain" and doubts[n])],
        "twice_unrecorded": [m for n, m, _, _ in rows if times[m] > 1 + doubts[n]],
        "nudges_twice": [m for _, m, _, kind in rows if kind in ("nudge", "digest") and times[m] > 1],
        "never_taken": [m for _, m, status, _ in rows if status == "sent" and not times[m]],
        "unknown": sorted(set(times) - {m for _, m, _, _ in rows}),
    }


def holds(found: dict[str, Any]) -> bool:
    """Whether nothing was lost, nor doubled without a record, and every letter has come to its end."""
    wrong = ("lost", "twice_unrecorded", "nudges_twice", "never_taken", "unknown", "errors")
    ended = sum(found["status"].get(status, 0) for status in ("sent", "uncertain"))
    return not any(found[name] for name in wrong) and ended == found["letters"]


def main() -> int:
    """Run as asked and print the figures as JSON; 1 where anything does not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--letters", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=None)
    asked.add_argument("--url", default="")
    chosen = asked.parse_args()
    seed = random.SystemRandom().randrange(2**31) if chosen.seed is None else chosen.seed
    found = run(chosen.letters, chosen.kills, seed, chosen.url)
    print(json.dumps(found))  # noqa: T201 - a command's output
    return 0 if holds(found) else 1


if __name__ == "__main__":
    sys.exit(main())
