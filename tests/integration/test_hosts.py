"""After three days without a server: every letter leaves, the longest due first, no host gets more than its limits."""

import datetime as dt
import socket
import threading
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from fake_smtp import HANG, Sink, serving
from sqlmodel import col
from world import ASSURER, World

from ispdesk import post, rounds, taken
from ispdesk.bootstrap import App
from ispdesk.commands.shape import Order
from ispdesk.inbox import Inbox, mails
from ispdesk.settings import Settings
from models.database import writing
from models.tables.person import Person
from models.tables.post import Attempt, Letter, LetterBytes
from notifications.limits import Limits
from notifications.route import Route, Tls

HOSTS = {"gwent.test": 30, "torfaen.test": 6, "powys.test": 1}


def outage(world: World) -> None:
    """Letters to three hosts have waited for three days, one written after the other."""
    person = world.rows(Person, Person.ref == ASSURER)[0].id
    hosts = [host for host, count in HOSTS.items() for _ in range(count)]
    with writing(world.engine) as session:
        for n, host in enumerate(sorted(hosts, key=lambda host: -HOSTS[host])):
            at = world.at + dt.timedelta(seconds=n)
            row = Letter(
                dedupe=f"o:{n}", message_id=f"<{n}@desk.test>", kind="notice", message="move_made", asks=False,
                person_id=person, address=f"r{n}@{host}", subject="x", queued_at=at, next_at=at,
                frozen=LetterBytes(
                    raw=f"Message-ID: <{n}@desk.test>\r\nTo: r{n}@{host}\r\nSubject: x\r\n\r\nx\r\n".encode()
                ),
            )  # fmt: skip
            session.add(row)
    world.at += dt.timedelta(days=3)


def test_a_flood_after_an_outage_is_spread_over_minutes(world: World, tmp_path: Path) -> None:
    outage(world)
    begun = world.at
    with Inbox(tmp_path) as inbox:
        told = Settings(smtp_host="127.0.0.1", smtp_port=inbox.port, smtp_tls="none", host_minute=10, host_batch=4)
        app = App(told.model_copy(update={"home": tmp_path}), world.engine)
        for _ in range(6):
            rounds.send(app, world.at, world.now)
            world.at += dt.timedelta(minutes=1)
    assert {row.status for row in world.rows(Letter)} == {"sent"}
    assert len(mails(tmp_path)) == sum(HOSTS.values())
    addresses = {row.id: row.address for row in world.rows(Letter)}
    minutes: Counter[tuple[str, dt.datetime]] = Counter()
    for tried in world.rows(Attempt, Attempt.phase == "started"):
        minutes[addresses[tried.letter_id].partition("@")[2], tried.at] += 1
    assert max(minutes.values()) == 10
    assert {host for host, at in minutes if at == begun} == set(HOSTS), "the small hosts do not wait for the great one"
    sent = sorted(world.rows(Letter), key=lambda row: (row.settled_at, row.id))
    gwent = [row.id for row in sent if row.address.endswith("gwent.test")]
    assert all(one < other for one, other in pairwise(gwent)), "the longest due first"
    assert list(tmp_path.glob("taken-*")) == []


def test_a_host_that_is_full_is_left_out_of_the_question(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    outage(world)
    limits = Limits(batch=40, minute=30)
    assert len(post.claim(world.engine, "me", world.now, 50, limits)) == 37
    with writing(world.engine) as session:
        session.execute(Letter.__table__.update().values(status="queued", owner=None))  # type: ignore[attr-defined]
    monkeypatch.setattr(post, "LOOKED_AT", 20)  # thirty letters to the great host come first
    again = post.claim(world.engine, "me", world.now, 50, limits)
    assert sorted({item.address.partition("@")[2] for item in again}) == ["powys.test", "torfaen.test"]


def send(world: World, server: Sink, folder: Path) -> list[str]:
    route = Route("127.0.0.1", server.port, Tls.NONE, timeout=2)
    sent = post.send_batch(world.engine, route, lambda _: "b@desk.test", "me", world.now, Limits(1, 1), folder)
    return [one.verdict.value for one in sent]


def test_greylisting_costs_one_wait(world: World, tmp_path: Path) -> None:
    outage(world)
    grey = {f"rcpt:{n}": "450 4.2.0 greylisted, come back" for n in (1, 2, 3)}
    with serving(grey) as server:
        assert send(world, server, tmp_path) == ["deferred"] * 3
        tried = {row.letter_id for row in world.rows(Attempt, Attempt.phase == "deferred")}
        again = [row.next_at - world.at for row in world.rows(Letter, col(Letter.id).in_(tried))]
        assert all(dt.timedelta(minutes=1) <= wait <= dt.timedelta(minutes=1.1) for wait in again)
        world.at += dt.timedelta(minutes=2)
        while "sent" in send(world, server, tmp_path):
            world.at += dt.timedelta(minutes=2)
    assert {row.status for row in world.rows(Letter)} == {"sent"}
    assert {row.attempts for row in world.rows(Letter, col(Letter.id).in_(tried))} == {2}


def test_a_letter_is_settled_before_a_next_one_that_is_slow(world: World, tmp_path: Path) -> None:
    outage(world)
    seen: list[tuple[int, int]] = []

    def look(server: Sink) -> None:
        until = time.monotonic() + 10
        while server.seen.get("mail", 0) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.8)
        seen.append((server.dots, len(world.rows(Letter, Letter.status == "sent"))))

    with serving({"mail:2": HANG}) as server:
        watching = threading.Thread(target=look, args=(server,))
        watching.start()
        assert send(world, server, tmp_path)[:2] == ["sent", "deferred"]
        watching.join()
    assert seen == [(1, 1)]


def test_what_a_server_took_is_no_doubt_when_the_sender_is_killed(world: World, tmp_path: Path) -> None:
    outage(world)
    gone = f"{socket.gethostname()}|boot|{2**22 + 1}|x"  # no process has this number
    first, second = post.claim(world.engine, gone, world.now, 2)
    notes = taken.Notes(tmp_path, gone)
    for item in (first, second):
        assert post.checkpoint(world.engine, item.letter, item.fence, gone, world.now)
    notes.add(first.letter, first.fence)
    notes.add(second.letter, second.fence + 1)  # under another fence: that is another try
    assert post.reconcile(world.engine, world.now, "boot", {}, folder=tmp_path) == 2
    status = {row.id: row.status for row in world.rows(Letter)}
    assert (status[first.letter], status[second.letter]) == ("sent", "queued")
    phases = {row.letter_id: row.phase for row in world.rows(Attempt) if row.phase not in ("started", "terminating")}
    assert phases == {first.letter: "done", second.letter: "ambiguous"}
    assert list(tmp_path.glob("taken-*")) == []


@pytest.mark.parametrize(
    "address",
    ['"a b"@c.test', "a(b)@c.test", "a@b@c.test", "a@c.test\r\nBcc: x@y.test", "a\u202eb@c.test", "a\x00@c.test",
     "a b@c.test", "<a@c.test>", "a@-c.test", "a@c..test", "=cmd@@c.test", "{{ x }}@c.test", "a" * 65 + "@c.test"],
)  # fmt: skip
def test_a_hostile_address_is_refused_at_the_door(world: World, address: str) -> None:
    order = Order("x", "set_address", f"person:{ASSURER}", "operator", {"address": address})
    assert world.refused(order)
    assert world.rows(Person, Person.ref == ASSURER)[0].address == f"{ASSURER}@desk.test"


def test_an_address_is_kept_as_unicode_composes_it(world: World) -> None:
    order = Order("x", "set_address", f"person:{ASSURER}", "operator", {"address": "sia\u0302n@ty\u0302.test"})
    world.done(order)
    assert world.rows(Person, Person.ref == ASSURER)[0].address == "siân@tŷ.test"
