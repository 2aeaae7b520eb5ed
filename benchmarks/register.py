"""The public register in a large installation: what a page costs on the server, and a load of readers.

    python benchmarks/register.py [--isps 100000] [--requests 200] [--rate 200] [--seconds 60] [--keep FOLDER]

First each address is asked through the application itself, each time about something else, with nothing kept from
before. Then the pages are served on this machine as `ispdesk up --without-engine` serves them, and a client beside the
server opens so many addresses a second for a minute, drawn as readers do: mostly single ISPs, each as likely as any
other, and the lists that people filter by hand; now and then a file. A request that is late to leave counts from when
it should have left. With `--keep` the home of benchmarks/pages.py is used again.
"""

import argparse
import asyncio
import contextlib
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2
from filling import BODIES, WORDS, database, fill, filled, installation
from starlette.testclient import TestClient

from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from ispdesk.web.app import build
from ispdesk.web.record import Record
from ispdesk.web.serve import settle
from models.database import make_engine, migrate
from states.places import AUTHORITIES, SERVICE_AREAS

ADDRESSES = {
    "the first page": (10, "/{lang}/register"),
    "a later page": (8, "/{lang}/register?page={page}"),
    "a service area": (10, "/{lang}/register?area={area}"),
    "a place": (10, "/{lang}/register?place={place}"),
    "an area in a place": (10, "/{lang}/register?area={area}&place={place}"),
    "a sector": (2, "/{lang}/register?sector={sector}&area={area}"),
    "an organisation": (6, "/{lang}/register?organisation=o{body}"),
    "overdue": (2, "/{lang}/register?standing=overdue&place={place}"),
    "words": (6, "/{lang}/register?q={word}+{second}"),
    "one word": (2, "/{lang}/register?q={word}"),
    "is there an ISP": (4, "/{lang}/find?q={word}+{second}"),
    "one ISP": (50, "/{lang}/register/{ref}"),
    "one ISP, JSON": (4, "/{lang}/register/{ref}.json"),
    "a page, JSON": (2, "/{lang}/register.json?place={place}"),
    "signatories": (2, "/{lang}/register/organisations?sector={sector}"),
}
"""How often each is asked among all, and the address."""
SERVE = """
import sys
from pathlib import Path
from ispdesk.bootstrap import App
from ispdesk.settings import Settings
from ispdesk.web import serve
from models.database import make_engine
app = App(Settings(home=Path(sys.argv[1]), database_url=sys.argv[2]), make_engine(sys.argv[2]))
serve.pages(app, serve.bound(int(sys.argv[3])), print)
"""


class Readers:
    """Addresses as readers ask for them, from one seed."""

    def __init__(self, refs: list[str], seed: int) -> None:
        self._refs = refs
        self._chance = random.Random(seed)  # noqa: S311 - figures, no secrets

    def address(self, name: str) -> str:
        """One address of this kind."""
        one, areas = self._chance, list(SERVICE_AREAS)
        return ADDRESSES[name][1].format(
            lang=one.choice(("en", "cy")), ref=one.choice(self._refs), area=one.choice(areas),
            place=one.choice([code for code in AUTHORITIES if code != "wales"]), word=one.choice(WORDS),
            second=one.choice(WORDS), body=one.randint(1, BODIES), page=one.randint(1, max(1, len(self._refs) // 25)),
            sector=one.choice(("public", "voluntary", "housing_other")),
        )  # fmt: skip

    def kind(self) -> str:
        """A kind of address, as often as it is asked."""
        return self._chance.choices(list(ADDRESSES), [share for share, _ in ADDRESSES.values()])[0]


def percentiles(took: list[float]) -> dict[str, float]:
    """Milliseconds at the 50th, 95th and 99th percentile."""
    parts = statistics.quantiles(took, n=100)
    return {f"p{at}_ms": round(parts[at - 1] * 1000, 1) for at in (50, 95, 99)}


def on_the_server(app: App, readers: Readers, requests: int) -> dict[str, Any]:
    """Each kind of address through the application, without a network."""
    found, every = {}, []
    client = TestClient(build(Record(app)), follow_redirects=False)
    settle()  # as the server does
    for name in ADDRESSES:
        took = []
        for turn in range(requests + 5):
            address = readers.address(name)
            address += ("&" if "?" in address else "?") + f"n={turn}"  # never one that was asked before
            begun = time.perf_counter()
            answer = client.get(address)
            seconds = time.perf_counter() - begun
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
            if turn >= 5:  # the first compile templates and statements
                took.append(seconds)
        found[name] = percentiles(took)
        every += took
        print(f"{name:20} p50 {found[name]['p50_ms']:7.1f} ms   p95 {found[name]['p95_ms']:7.1f} ms", flush=True)
    return found | {"all": percentiles(every)}


async def under_load(port: int, readers: Readers, rate: int, seconds: int) -> dict[str, Any]:
    """So many requests a second for so long, each sent at its time whether or not those before it were answered."""
    took: list[float] = []
    codes: Counter[str] = Counter()
    asked = [readers.address(readers.kind()) for _ in range(rate * seconds)]
    limits = httpx2.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=30) as client:

        async def one(address: str, at: float) -> None:
            try:
                answer = await client.get(address)
                codes[str(answer.status_code)] += 1
            except httpx2.HTTPError as error:
                codes[type(error).__name__] += 1
            took.append(time.perf_counter() - at)

        begun = time.perf_counter() + 0.5
        tasks = []
        for number, address in enumerate(asked):
            at = begun + number / rate
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            tasks.append(asyncio.create_task(one(address, at)))
        await asyncio.gather(*tasks)
        whole = time.perf_counter() - begun
    return {"requests": len(asked), "answered": dict(codes), "rate": round(len(asked) / whole, 1), **percentiles(took)}


@contextlib.contextmanager
def served(folder: Path, url: str) -> Any:
    """The pages in a process of their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), url, str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert made.stdout is not None  # noqa: S101 - it is a pipe
        made.stdout.readline()
        yield port
    finally:
        made.terminate()
        made.wait()


def main() -> None:
    """Build, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--isps", type=int, default=100_000)
    wanted.add_argument("--requests", type=int, default=200, help="of each kind of address on the server")
    wanted.add_argument("--rate", type=int, default=200, help="requests a second")
    wanted.add_argument("--seconds", type=int, default=60)
    wanted.add_argument("--postgresql", action="store_true")
    wanted.add_argument("--keep", type=Path)
    asked = wanted.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        url = stack.enter_context(database(folder, postgresql=asked.postgresql, keep=asked.keep is not None))
        app = App(Settings(home=folder, database_url=url), make_engine(url))
        if asked.keep is not None and filled(url):
            migrate(app.engine)
        else:
            installation(app)
            fill(app, asked.isps, 4)
        with app.engine.connect() as connection:
            refs = list(
                connection.exec_driver_sql(
                    "SELECT ref FROM register_entry WHERE standing <> 'ended' ORDER BY ref"
                ).scalars()
            )
        print(f"{len(refs)} ISPs in the register, {app.engine.dialect.name}", flush=True)
        found: dict[str, Any] = {"on the server": on_the_server(app, Readers(refs, 5), asked.requests)}
        if asked.seconds:
            with served(folder, url) as port:
                warm = Readers(refs, 6)
                asyncio.run(under_load(port, warm, 20, 2))  # the first compile templates and statements
                found["under load"] = asyncio.run(under_load(port, Readers(refs, 7), asked.rate, asked.seconds))
        app.engine.dispose()
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
