"""How fast letters leave: our outbox beside a bare aiosmtplib loop that sends the same mails over one connection.

    python benchmarks/post.py [--letters 3000] [--turns 3]

The plain loop keeps nothing; the bare loop makes one durable commit a letter in a database with our settings. All three
talk to one SMTP sink in a process of its own, in turns of the same run. Prints letters a second and ratios.

On a machine that other work shares, turns scatter by more than a factor of two, and only CPU time and WAL pages can be
compared: the bare loop took 0.85 of the outbox's CPU time (three runs, 0.78 to 0.89; with the bytes in the letter's row
0.60), and a letter's WAL pages are 0.35 of what they were with the bytes in its row.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtplib import SMTP
from sqlalchemy import Engine, insert, update

from ispdesk import post
from models.database import make_engine, migrate
from models.tables.person import Person
from models.tables.post import Letter, LetterBytes
from notifications.compose import Recipient, compose
from notifications.letter import Headers, Mailbox, to_bytes
from notifications.limits import Limits
from notifications.route import Route, Tls
from notifications.samples import HOUSE, values

SENDER = "b+1.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.wales"
AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
HOSTS = 40
SINK = """
import asyncio
async def talk(reader, writer):
    writer.write(b"220 sink\\r\\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"EHLO":
            writer.write(b"250-sink\\r\\n250-8BITMIME\\r\\n250 ENHANCEDSTATUSCODES\\r\\n")
        elif verb == b"DATA":
            writer.write(b"354 go on\\r\\n")
            await reader.readuntil(b"\\r\\n.\\r\\n")
            writer.write(b"250 2.0.0 kept\\r\\n")
        elif verb == b"QUIT":
            writer.write(b"221 bye\\r\\n")
            break
        else:
            writer.write(b"250 2.0.0 ok\\r\\n")
    writer.close()
async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**24)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """The port of an SMTP server that takes everything, in a process of its own."""
    with subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True) as running:
        try:
            yield int(running.stdout.readline())  # type: ignore[union-attr]
        finally:
            running.terminate()


def mails(number: int) -> list[tuple[str, bytes]]:
    """So many notices, each with its address, as the outbox freezes them."""
    desk = Mailbox("ISP Desk", "team@desk.wales")
    found = []
    for n in range(number):
        address = f"r{n}@h{n % HOSTS}.wales"
        reader = Recipient(f"Reader {n}", f"Darllenydd {n}", address, "unknown")
        said = compose("move_made", reader, values("move_made"), HOUSE)
        headers = Headers(desk, Mailbox(f"Reader {n}", address), desk, f"bench:{n}", "desk.wales", AT)
        found.append((address, to_bytes(said, headers)))
    return found


def outbox(folder: Path, given: list[tuple[str, bytes]]) -> Engine:
    """A database in which these letters wait."""
    engine = make_engine(f"sqlite:///{folder / 'post'}.db")
    migrate(engine)
    person = Person(id=1, ref="reader", name_en="Reader", address="r@h.wales")
    with engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        connection.execute(insert(Person), [person.model_dump()])
        connection.execute(insert(Letter), [_row(n, address) for n, (address, _) in enumerate(given, start=1)])
        frozen = [{"letter_id": n, "raw": raw} for n, (_, raw) in enumerate(given, start=1)]
        connection.execute(insert(LetterBytes), frozen)
    return engine


def _row(n: int, address: str) -> dict[str, Any]:
    return Letter(
        id=n, dedupe=f"bench:{n}", message_id=f"<{n}@desk.wales>", kind="notice", message="move_made", asks=False,
        person_id=1, address=address, subject="x", queued_at=AT, next_at=AT,
    ).model_dump()  # fmt: skip


def _again(engine: Engine) -> None:
    """Let every letter wait again."""
    with engine.connect().execution_options(ispdesk_writing=True) as connection, connection.begin():
        connection.execute(update(Letter).values(status="queued", next_at=AT, settled_at=None, attempts=0))


def ours(engine: Engine, port: int) -> float:
    """Seconds in which the outbox sends them all."""
    _again(engine)
    route = Route("127.0.0.1", port, Tls.NONE)
    limits = Limits(10**6, 10**6)  # what limits cost is paid; what they hold back is not
    sent = 0
    begun = time.perf_counter()
    while batch := post.send_batch(engine, route, lambda _: SENDER, "bench", lambda: AT, limits):
        sent += len(batch)
    took = time.perf_counter() - begun
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM letter WHERE status <> 'sent'").scalar_one()
    if left:
        raise SystemExit(f"{left} letters did not leave")
    return took


def bare(folder: Path, port: int, given: list[tuple[str, bytes]], *, durable: bool) -> float:
    """Seconds in which a loop sends them all over one connection, with a commit a letter where asked."""
    engine = make_engine(f"sqlite:///{folder / 'bare'}.db")
    raw: Any = engine.raw_connection()
    raw.execute("CREATE TABLE IF NOT EXISTS sent (n INTEGER PRIMARY KEY, at INTEGER, reply TEXT)")
    raw.execute("DELETE FROM sent")

    async def loop() -> float:
        client = SMTP(hostname="127.0.0.1", port=port, start_tls=False)
        await client.connect()
        begun = time.perf_counter()
        for n, (address, mail) in enumerate(given):
            _, reply = await client.sendmail(SENDER, [address], mail)
            if durable:
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("INSERT INTO sent VALUES (?, ?, ?)", (n, 0, reply))
                raw.execute("COMMIT")
        took = time.perf_counter() - begun
        await client.quit()
        return took

    took = asyncio.run(loop())
    raw.close()
    engine.dispose()
    return took


def main() -> None:
    """Run the three in turns and print their figures as JSON."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--letters", type=int, default=3000)
    wanted.add_argument("--turns", type=int, default=3)
    asked = wanted.parse_args()
    given = mails(asked.letters)
    rates: dict[str, list[float]] = {"plain": [], "bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as name, sink() as port:
        folder = Path(name)
        for turn in range(asked.turns):
            (folder / str(turn)).mkdir()
            engine = outbox(folder / str(turn), given)
            for what, took in (
                ("plain", bare(folder, port, given, durable=False)),
                ("bare", bare(folder, port, given, durable=True)),
                ("ours", ours(engine, port)),
            ):
                rates[what].append(asked.letters / took)
            engine.dispose()
    middle = {what: statistics.median(found) for what, found in rates.items()}
    print(
        json.dumps(
            {
                "letters": asked.letters,
                "bytes_a_letter": round(statistics.mean(len(mail) for _, mail in given)),
                "plain_loop_a_second": round(middle["plain"]),
                "bare_loop_with_a_commit_a_second": round(middle["bare"]),
                "outbox_a_second": round(middle["ours"]),
                "outbox_to_bare": round(
                    statistics.median(o / b for o, b in zip(rates["ours"], rates["bare"], strict=True)), 2
                ),
                "turns": {what: [round(rate) for rate in found] for what, found in rates.items()},
            },
            indent=2,
        )
    )


main()
