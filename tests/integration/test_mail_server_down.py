"""The mail server is down: the move stands, nothing is lost, and the letters leave when it is back."""

import datetime as dt
import socket
from collections import Counter
from pathlib import Path

from world import World, to_queue

from ispdesk import rounds
from ispdesk.bootstrap import App
from ispdesk.inbox import Inbox, mails
from ispdesk.settings import Settings
from models.tables.post import Attempt, Letter


def app(world: World, port: int) -> App:
    return App(Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none"), world.engine)


def refusing() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_letters_wait_for_a_mail_server_that_is_down(world: World, tmp_path: Path) -> None:
    world.run(to_queue("A1"))
    world.at = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    world.at = dt.datetime(2026, 4, 27, 7, 30, tzinfo=dt.UTC)
    rounds.digest(world.app, world.at)
    wanted = {row.message_id for row in world.rows(Letter, Letter.status == "queued")}
    assert Counter(row.kind for row in world.rows(Letter)) == {"escalation": 3, "digest": 2}
    down = refusing()
    for hours in range(0, 72, 2):  # three days
        at = world.at + dt.timedelta(hours=hours)
        rounds.send(app(world, down), at, lambda at=at: at)
    assert world.versions("A1")[0].state == "qa_queue"
    assert {row.message_id for row in world.rows(Letter, Letter.status == "queued")} == wanted
    assert {row.phase for row in world.rows(Attempt)} == {"started", "deferred"}
    assert "Connect" in world.rows(Attempt, Attempt.phase == "deferred")[0].reply
    with Inbox(tmp_path) as inbox:
        up = world.at + dt.timedelta(hours=74)
        rounds.send(app(world, inbox.port), up, lambda: up)
    assert {mail.message_id for mail in mails(tmp_path)} == wanted
    assert len(mails(tmp_path)) == len(wanted)
    assert {row.status for row in world.rows(Letter) if row.message_id in wanted} == {"sent"}


def test_a_server_that_dies_in_the_middle_loses_and_doubles_nothing(world: World, tmp_path: Path) -> None:
    for number in range(4):
        world.run(to_queue(f"A{number}"))
    world.at = dt.datetime(2026, 3, 3, 8, 30, tzinfo=dt.UTC)
    rounds.digest(world.app, world.at)
    with Inbox(tmp_path) as inbox:
        port = inbox.port
        rounds.send(app(world, port), world.at, world.now)
    before = len(mails(tmp_path))
    assert before == 2
    world.at = dt.datetime(2026, 4, 24, 16, 30, tzinfo=dt.UTC)
    rounds.sweep(world.app, world.at)
    rounds.send(app(world, port), world.at, world.now)  # nobody listens there any more
    assert len(mails(tmp_path)) == before
    world.at += dt.timedelta(hours=1)
    with Inbox(tmp_path) as inbox:
        rounds.send(app(world, inbox.port), world.at, world.now)
    arrived = [mail.message_id for mail in mails(tmp_path)]
    assert len(arrived) == len(set(arrived))
    assert set(arrived) == {row.message_id for row in world.rows(Letter, Letter.status == "sent")}
    assert Counter((row.kind, row.status) for row in world.rows(Letter)) == {
        ("digest", "sent"): 2,
        ("escalation", "sent"): 12,
    }
